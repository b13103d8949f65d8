//! Rings and lines of any places under any projection string: clipped, resampled, every position finite.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sitmap::geographic::{Extent, LonLat};
use sitmap::projection::{MapProjection, ProjectionChoice};

/// Projections for inputs that don't begin with one.
const NAMES: [&str; 16] = [
    "auto", "tmerc", "lcc", "aea", "laea", "aeqd", "stere", "ortho", "gnom", "merc", "eqc", "eqearth", "sinu", "moll",
    "robin", "wintri",
];

fuzz_target!(|bytes: &[u8]| {
    let (text, places) = match bytes.iter().position(|b| *b == 0) {
        Some(end) => (String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + 1..]),
        None => match bytes.split_first() {
            Some((first, rest)) => (NAMES[usize::from(first % 16)].to_owned(), rest),
            None => return,
        },
    };
    let degrees = |b: &[u8], span: f64| f64::from(i16::from_le_bytes([b[0], b[1]])) / f64::from(i16::MAX) * span;
    let places: Vec<LonLat> =
        places.chunks_exact(4).take(256).map(|b| LonLat::new(degrees(&b[..2], 200.0), degrees(&b[2..], 90.0))).collect();
    let Ok(choice) = text.parse::<ProjectionChoice>() else { return };
    let extent = match places.get(..2) {
        Some([a, b]) if a.lon_deg < b.lon_deg && a.lat_deg < b.lat_deg => {
            Extent::new(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)
        }
        _ => Extent::WORLD,
    };
    let Ok(projection) = MapProjection::choose(&choice, &extent) else { return };
    let rings: Vec<Vec<LonLat>> = places.chunks(8).map(<[LonLat]>::to_vec).collect();
    let parts = projection.polygon(&rings, &extent, 1_000.0);
    let lines = projection.line(&places, &extent, 1_000.0);
    assert!(parts.iter().chain(&lines).flatten().all(|p| p.x_m.is_finite() && p.y_m.is_finite()));
    let _ = (projection.outline(), projection.outline_of(&rings, &extent, 1_000.0), projection.bounds(&extent));
    for place in &places {
        if let Some(point) = projection.project(*place) {
            let _ = projection.unproject(point);
        }
    }
});
