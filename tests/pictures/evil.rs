//! Land that breaks maps (rings that are collinear, cut or jump at 180°, closed along a pole, wound either way, crossing
//! themselves, with points twice) drawn as meant in every projection: sea points are sea, land points land.

use super::{compare, folder};
use sitmap::export::png::paint;
use sitmap::geographic::{Extent, LonLat};
use sitmap::pipeline::{Glyphs, compose};
use sitmap::projection::{Domain, MapProjection};
use sitmap::spec::{ExtentSpec, Figure, LayerSpec, PageSize};
use sitmap::text::Fonts;

/// Of the picture that is kept.
const DPI: f64 = 120.0;
/// Of the one whose pixels are looked at: lines that are thin there leave room for three pixels beside them.
const FINE_DPI: f64 = 300.0;
/// Poleward of this the fixture's land and sea are strips.
const STRIP_DEG: f64 = 84.0;

/// Off the lines of the graticule, the outlines and the edges of maps.
const LAND: &[(f64, f64)] = &[
    (10.4, -81.3),
    (-100.6, -84.4),
    (95.3, -75.2),
    (171.2, 67.3),
    (178.2, -17.3),
    (-177.6, -16.2),
    (-12.3, 7.4),
    (41.2, 22.6),
    (-64.1, -18.3),
    (-86.2, -16.4),
    (112.3, 47.2),
    (124.4, 56.6),
    (33.3, 87.6),
];
const SEA: &[(f64, f64)] = &[
    (74.2, 0.9),
    (68.3, 4.4),
    (14.3, 15.7),
    (-140.4, 11.3),
    (-40.2, -45.3),
    (171.4, -41.2),
    (-168.3, -17.4),
    (167.3, -17.2),
    (-75.3, -8.2),
    (-74.4, -28.3),
    (-40.3, 41.2),
    (142.2, 48.3),
    (-165.3, 55.2),
    (-52.2, 76.3),
    (78.2, -57.3),
    (87.1, 22.3),
];

const PROJECTIONS: &[(&str, &str)] = &[
    ("robinson", "robin"),
    ("mollweide-from-the-pacific", "+proj=moll +lon_0=180"),
    ("equal-earth", "+proj=eqearth +lon_0=11"),
    ("natural-earth", "natearth"),
    ("winkel-tripel", "wintri"),
    ("sinusoidal", "+proj=sinu +lon_0=-100"),
    ("plate-carree", "eqc"),
    ("mercator", "merc"),
    ("web-mercator", "webmerc"),
    ("globe-over-fiji", "+proj=ortho +lat_0=-20 +lon_0=175"),
    ("equal-area-about-the-south-pole", "+proj=laea +lat_0=-90"),
    ("equidistant-about-idlib", "+proj=aeqd +lat_0=36 +lon_0=37"),
    ("stereographic-about-the-north-pole", "+proj=stere +lat_0=90 +lon_0=-45"),
    ("gnomonic", "+proj=gnom +lat_0=-30 +lon_0=-70"),
    ("albers", "+proj=aea +lat_1=20 +lat_2=50 +lon_0=100"),
    ("conformal-cone-of-the-south", "+proj=lcc +lat_1=-20 +lat_2=-50 +lon_0=-70"),
    ("transverse-mercator", "+proj=tmerc +lon_0=180"),
];

/// Is a place well within what the map is drawn for?
fn is_drawn(projection: &MapProjection, place: LonLat) -> bool {
    match projection.domain() {
        Domain::Antimeridian { south_deg, north_deg, .. } => {
            place.lat_deg > south_deg + 1.0 && place.lat_deg < north_deg - 1.0
        }
        Domain::Circle { lon_deg, lat_deg, radius_deg } => {
            let (phi, phi_0) = (place.lat_deg.to_radians(), lat_deg.to_radians());
            let turn = (place.lon_deg - lon_deg).to_radians();
            let cos = libm::sin(phi) * libm::sin(phi_0) + libm::cos(phi) * libm::cos(phi_0) * libm::cos(turn);
            libm::acos(cos.clamp(-1.0, 1.0)).to_degrees() < radius_deg.min(150.0) - 4.0
        }
    }
}

#[test]
fn land_is_land_and_sea_is_sea_in_every_projection() {
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    for (name, projection) in PROJECTIONS {
        let layer = LayerSpec { file: "land.geojson".to_owned(), ..LayerSpec::default() };
        let figure = Figure {
            layers: vec![layer],
            extent: Some(ExtentSpec::World),
            projection: (*projection).to_owned(),
            basemap: false,
            page: PageSize::parse("200x110mm").unwrap(),
            ..Figure::default()
        };
        let made = compose(&figure, &folder("../fixtures/evil"), &fonts, Glyphs::Required).unwrap();
        let (width, height, rgb) = paint(&made.scene, &fonts, FINE_DPI).unwrap();
        let map = MapProjection::choose(&projection.parse().unwrap(), &Extent::WORLD).unwrap();
        let [a, b, c, d, e, f] = made.report.affine_pt;
        let mut seen = 0;
        for (kind, places) in [("land", LAND), ("sea", SEA)] {
            for place in places.iter().map(|p| LonLat::new(p.0, p.1)).filter(|p| is_drawn(&map, *p)) {
                let shown = map.project(place).map(|p| {
                    let at = |m: [f64; 3]| ((m[0] * p.x_m + m[1] * p.y_m + m[2]) * FINE_DPI / 72.0).floor();
                    (at([a, b, c]), at([d, e, f]))
                });
                // Strips along a pole are a few pixels high, beside an outline, and so is what a map squeezes to a fifth: there one of
                // the pixels around is enough.
                let squeezed = map.scale_factors(place).is_some_and(|s| s.h < 0.2);
                let strip = place.lat_deg.abs() > STRIP_DEG || squeezed;
                let reach = if strip { 2.0 } else { 1.0 };
                let room = |v: f64, most: u16| v >= reach && v + reach < f64::from(most);
                let Some((x, y)) = shown.filter(|(x, y)| room(*x, width) && room(*y, height)) else {
                    wrong.push(format!("{name}: {place:?} is not on the map"));
                    continue;
                };
                seen += 1;
                let (x, y, reach) = (x as usize, y as usize, reach as usize);
                let is_sea = |(x, y): (usize, usize)| {
                    let [red, _, blue]: [u8; 3] = rgb[3 * (y * usize::from(width) + x)..][..3].try_into().unwrap();
                    blue > red.saturating_add(8)
                };
                let mut around = (y - reach..=y + reach).flat_map(|y| (x - reach..=x + reach).map(move |x| (x, y)));
                let meant = |at| is_sea(at) == (kind == "sea");
                if !(if strip { around.any(meant) } else { around.all(meant) }) {
                    wrong.push(format!("{name}: {place:?} should be {kind}"));
                }
            }
        }
        if seen < 8 {
            wrong.push(format!("{name}: only {seen} places are on the map"));
        }
        let (width, height, rgb) = paint(&made.scene, &fonts, DPI).unwrap();
        let picture = compare::Picture { width: width.into(), height: height.into(), rgb };
        wrong.extend(compare::with_expected(&format!("evil/{name}"), &picture).err());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
