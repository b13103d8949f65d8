//! Geodesics on WGS 84. Accuracy of lengths: 15 nanometres (Karney 2013).

use crate::geographic::{LonLat, normalize_lon_deg};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};
use std::sync::OnceLock;

fn wgs84() -> &'static Geodesic {
    static ELLIPSOID: OnceLock<Geodesic> = OnceLock::new();
    ELLIPSOID.get_or_init(Geodesic::wgs84)
}

/// The geodesic between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Its length.
    pub distance_m: f64,
    /// Its azimuth at the start, 0–360°.
    pub azimuth_start_deg: f64,
    /// Its azimuth at the end (onwards), 0–360°.
    pub azimuth_end_deg: f64,
}

/// Length and azimuths of the geodesic from `a` to `b`. Where they are the same place the azimuths are 180° as
/// GeographicLib has it.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::geodesic};
/// let suva_to_apia = geodesic::inverse(LonLat::new(178.44, -18.14), LonLat::new(-171.77, -13.83));
/// assert!((suva_to_apia.distance_m - 1_152_000.0).abs() < 1_000.0); // the short way, across 180°
/// ```
pub fn inverse(a: LonLat, b: LonLat) -> Inverse {
    let (distance_m, start, end, _): (f64, f64, f64, f64) = wgs84().inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg);
    Inverse { distance_m, azimuth_start_deg: to_360(start), azimuth_end_deg: to_360(end) }
}

/// The place at a distance in a direction.
pub fn direct(from: LonLat, azimuth_deg: f64, distance_m: f64) -> LonLat {
    let (lat, lon): (f64, f64) = wgs84().direct(from.lat_deg, from.lon_deg, azimuth_deg, distance_m);
    LonLat::new(normalize_lon_deg(lon), lat)
}

/// Place and azimuth (onwards) at a distance in a direction.
pub(super) fn direct_with_azimuth(from: LonLat, azimuth_deg: f64, distance_m: f64) -> (LonLat, f64) {
    let (lat, lon, azimuth): (f64, f64, f64) = wgs84().direct(from.lat_deg, from.lon_deg, azimuth_deg, distance_m);
    (LonLat::new(normalize_lon_deg(lon), lat), azimuth)
}

/// Places along a geodesic, both ends among them, no further apart than `max_segment_m`. Longitudes run on across 180°.
pub fn line_points(a: LonLat, b: LonLat, max_segment_m: f64) -> Vec<LonLat> {
    let whole = inverse(a, b);
    let steps = libm::ceil(whole.distance_m / max_segment_m.max(1e-3)).clamp(1.0, 100_000.0) as u32;
    let mut points = vec![a];
    for i in 1..steps {
        let along = whole.distance_m * f64::from(i) / f64::from(steps);
        points.push(near_turn(direct(a, whole.azimuth_start_deg, along), points[points.len() - 1]));
    }
    points.push(near_turn(b, points[points.len() - 1]));
    points
}

/// The same place, its longitude in the turn that is nearest to another's.
pub(super) fn near_turn(place: LonLat, other: LonLat) -> LonLat {
    let turns = libm::round((other.lon_deg - place.lon_deg) / 360.0);
    LonLat::new(place.lon_deg + 360.0 * turns, place.lat_deg)
}

fn to_360(azimuth_deg: f64) -> f64 {
    let turned = azimuth_deg.rem_euclid(360.0);
    // −1e-17 would become 360.
    if turned >= 360.0 { 0.0 } else { turned }
}
