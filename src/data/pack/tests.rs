use super::*;
use geo::{Geometry, line_string, polygon};
use proptest::prelude::*;

fn feature(geometry: Geometry<f64>) -> LayerFeature {
    let properties = serde_json::json!({ "name": "A", "name_ar": "أ", "rank": 3, "population": 12, "iso_a3": "SYR" });
    LayerFeature::new(geometry, properties.as_object().unwrap())
}

fn head(decimals: u8) -> PackHead {
    let layer = LayerHead {
        id: "a".to_owned(),
        role: LayerRole::Country,
        credit: "C".to_owned(),
        licence: "L".to_owned(),
        accuracy_m: Some(30.0),
        as_of: None,
        schematic: false,
        from_denominator: None,
        to_denominator: Some(1e7),
        decimals,
    };
    PackHead { extent: None, is_declared: true, largest_denominator: None, layers: vec![layer] }
}

fn packed(features: &[LayerFeature]) -> Pack {
    Pack::open(write(&head(2), &[features.to_vec()]).unwrap()).unwrap()
}

/// A ring of many corners, so that it has several chunks.
fn round(lon: f64, lat: f64, radius: f64) -> geo::Polygon<f64> {
    let corner = |i: i32| {
        let (sin, cos) = libm::sincos(f64::from(i) / 500.0 * std::f64::consts::TAU);
        let two = |v: f64| libm::round(v * 100.0) / 100.0;
        (two(lon + radius * cos), two(lat + radius * sin))
    };
    geo::Polygon::new((0..500).map(corner).collect::<Vec<_>>().into(), Vec::new())
}

#[test]
fn all_that_a_layer_knows_comes_back() {
    let features = vec![
        feature(Geometry::Polygon(polygon![(x: 1.0, y: 1.0), (x: 3.25, y: 1.5), (x: 2.0, y: 4.0)])),
        feature(Geometry::LineString(line_string![(x: 170.0, y: -80.0), (x: 190.5, y: 2.0)])),
        feature(Geometry::Point(geo::Point::new(-179.99, 89.01))),
    ];
    let pack = packed(&features);
    assert_eq!(pack.head, head(2));
    let layer = pack.layer(0, None).unwrap();
    assert_eq!((layer.accuracy_m, layer.credit.text.as_str()), (Some(30.0), "C"));
    assert_eq!(layer.features[1..], features[1..]);
    // A ring without neighbours begins at its least corner.
    assert_eq!(layer.features[0], features[0]);
}

#[test]
fn what_is_far_is_coarse_and_what_is_near_is_whole() {
    let pack = packed(&[feature(round(10.0, 10.0, 9.0).into()), feature(round(100.0, 10.0, 9.0).into())]);
    let window = Extent::new(17.0, 9.0, 20.0, 11.0);
    let near = pack.layer(0, Some(&window)).unwrap();
    assert_eq!(near.features.len(), 1);
    let Geometry::Polygon(coarse) = &near.features[0].geometry else { panic!("a polygon") };
    assert!(coarse.exterior().0.len() < 300, "{}", coarse.exterior().0.len());
    let whole = pack.layer(0, None).unwrap();
    let Geometry::Polygon(whole) = &whole.features[0].geometry else { panic!("a polygon") };
    let inside = |p: &geo::Polygon<f64>| {
        let corners = p.exterior().0.iter();
        corners.filter(|c| c.x > 17.0 && c.x < 20.0 && c.y > 9.0 && c.y < 11.0).copied().collect::<Vec<_>>()
    };
    assert_eq!(inside(coarse), inside(whole));
}

#[test]
fn other_bytes_and_damage_are_told() {
    assert_eq!(Pack::open(b"{}".to_vec()).unwrap_err(), PackError::NotAPack);
    let bytes = write(&head(2), &[vec![feature(round(0.0, 0.0, 5.0).into())]]).unwrap();
    for length in MAGIC.len()..bytes.len() {
        let cut = Pack::open(bytes[..length].to_vec()).and_then(|pack| pack.layer(0, None));
        assert!(matches!(cut, Err(PackError::Damaged(_))), "{length}");
    }
}

proptest! {
    #[test]
    fn damage_is_never_a_panic(at in 0_usize..700, to in any::<u8>()) {
        let mut bytes = write(&head(2), &[vec![feature(round(0.0, 0.0, 5.0).into())]]).unwrap();
        let at = at % bytes.len();
        bytes[at] = to;
        let _ = Pack::open(bytes).and_then(|pack| pack.layer(0, Some(&Extent::new(1.0, 1.0, 4.0, 4.0))));
    }

    /// A window of a pack shows what all of it shows: the same area in every cell of a grid over the window.
    #[test]
    fn a_window_shows_the_same(west in -20.0..10.0_f64, south in -20.0..10.0_f64, width in 0.5..15.0_f64) {
        let window = Extent::new(west, south, west + width, south + width);
        let pack = packed(&[feature(round(0.0, 0.0, 9.0).into()), feature(round(5.0, 5.0, 3.0).into())]);
        let shown = |window: Option<&Extent>| {
            let layer = pack.layer(0, window).unwrap();
            let inside = |x: f64, y: f64| {
                layer.features.iter().map(|f| geo::Contains::contains(&f.geometry, &geo::Point::new(x, y))).filter(|b| *b).count()
            };
            let step = |i: i32| width * (f64::from(i) + 0.503) / 12.0;
            (0..12).flat_map(|i| (0..12).map(move |j| (i, j))).map(|(i, j)| inside(west + step(i), south + step(j))).collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(Some(&window)), shown(None));
    }
}
