//! Reference values and invariants of projections.

use super::*;
use proptest::prelude::*;

fn projection(text: &str) -> MapProjection {
    MapProjection::choose(&text.parse().unwrap(), &Extent::WORLD).unwrap()
}

#[test]
fn utm_zone_37_as_karney_gives_it() {
    // GeographicLib's GeoConvert for 36.1168 N 36.51522 E is made in tests/fixtures/projection; here only a coarse check.
    let p = projection("EPSG:32637").project(LonLat::new(39.0, 0.0)).unwrap();
    assert!((p.x_m - 500_000.0).abs() < 1e-6 && p.y_m.abs() < 1e-6);
}

#[test]
fn parameters_that_cannot_be() {
    for bad in ["flat", "+proj=longlat", "EPSG:4326", "+proj=lcc +lat_1=x", "+proj=tmerc +ellps=unknown", ""] {
        assert!(bad.parse::<ProjectionChoice>().is_err(), "{bad}");
    }
    let opposite = ProjectionChoice::Proj(
        "+proj=lcc +lat_1=10 +lat_2=-10"
            .parse()
            .map(|c| match c {
                ProjectionChoice::Proj(s) => s,
                other => unreachable!("{other:?}"),
            })
            .unwrap(),
    );
    assert!(MapProjection::choose(&opposite, &Extent::WORLD).is_err());
}

#[test]
fn choices_by_extent() {
    let method = |w, s, e, n| {
        let extent = Extent::new(w, s, e, n);
        MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap().description().method
    };
    assert_eq!(method(36.2, 35.8, 36.9, 36.3), Method::TransverseMercator);
    assert_eq!(method(-125.0, 25.0, -67.0, 49.0), Method::LambertConformalConic);
    assert_eq!(method(95.0, -11.0, 141.0, 6.0), Method::Mercator);
    assert_eq!(method(-180.0, 60.0, 180.0, 90.0), Method::LambertAzimuthalEqualArea);
    assert_eq!(method(-180.0, -90.0, 180.0, 90.0), Method::EqualEarth);
    assert_eq!(method(176.0, -20.0, -178.0, -15.0), Method::TransverseMercator);
}

#[test]
fn a_ring_across_180_is_drawn_where_it_lies() {
    let extent = Extent::new(176.0, -20.0, -178.0, -15.0);
    let p = MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap();
    let jumps = [(179.0, -18.0), (-179.0, -18.0), (-179.0, -17.0), (179.0, -17.0), (179.0, -18.0)];
    let runs_on = [(179.0, -18.0), (181.0, -18.0), (181.0, -17.0), (179.0, -17.0), (179.0, -18.0)];
    for ring in [jumps, runs_on] {
        let ring: Vec<LonLat> = ring.iter().map(|p| LonLat::new(p.0, p.1)).collect();
        let parts = p.polygon(&[ring], &extent, 100.0);
        assert_eq!(parts.len(), 1);
        let width = parts[0].iter().map(|q| q.x_m).fold(f64::MIN, f64::max)
            - parts[0].iter().map(|q| q.x_m).fold(f64::MAX, f64::min);
        assert!((190_000.0..230_000.0).contains(&width), "{width}");
    }
}

#[test]
fn a_ring_round_the_pole_holds_it() {
    let p = projection("+proj=laea +lat_0=-90");
    let ring: Vec<LonLat> = (0..=36).map(|i| LonLat::new(-180.0 + 10.0 * f64::from(i), -70.0)).collect();
    let parts = p.polygon(&[ring], &Extent::new(-180.0, -90.0, 180.0, -60.0), 1000.0);
    let area: f64 =
        parts.iter().map(|r| r.windows(2).map(|w| w[0].x_m * w[1].y_m - w[1].x_m * w[0].y_m).sum::<f64>() / 2.0).sum();
    // The cap south of 70° S has 15.5 million km².
    assert!((area.abs() / 1e12 - 15.5).abs() < 0.2, "{area}");
}

proptest! {
    #[test]
    fn there_and_back(lon in -179.0..179.0_f64, lat in -85.0..85.0_f64) {
        for (text, near) in [("+proj=tmerc +lat_0=10 +lon_0=20", 60.0), ("+proj=lcc +lat_1=30 +lat_2=50 +lon_0=20", 170.0),
            ("+proj=laea +lat_0=40 +lon_0=20", 120.0), ("+proj=laea +lat_0=90", 400.0), ("merc", 400.0), ("eqearth", 400.0)] {
            let p = projection(text);
            if (lon - 20.0).abs() > near { continue; }
            let Some(q) = p.project(LonLat::new(lon, lat)) else { continue };
            let back = p.unproject(q).unwrap();
            prop_assert!((back.lon_deg - lon).abs() < 1e-8 && (back.lat_deg - lat).abs() < 1e-8, "{} {:?}", text, back);
        }
    }

    #[test]
    fn conformal_ones_are_conformal_and_equal_area_ones_equal(lon in -20.0..60.0_f64, lat in 5.0..75.0_f64) {
        for text in ["+proj=tmerc +lat_0=10 +lon_0=20", "+proj=lcc +lat_1=30 +lat_2=50 +lon_0=20", "merc"] {
            let s = projection(text).scale_factors(LonLat::new(lon, lat)).unwrap();
            prop_assert!((s.h / s.k - 1.0).abs() < 2e-6, "{text} {s:?}");
        }
        for text in ["+proj=laea +lat_0=40 +lon_0=20", "eqearth"] {
            let s = projection(text).scale_factors(LonLat::new(lon, lat)).unwrap();
            prop_assert!((s.areal - 1.0).abs() < 2e-6, "{text} {s:?}");
        }
    }
}
