//! WGS 84 as a surface in space: constants, geocentric positions, radii, and what a chord says of a geodesic.
//!
//! # Chords bound geodesics
//! With the radii of normal curvature of the whole ellipsoid, `R_MIN = b²/a` and `R_MAX = a²/b`, the length `s` of the
//! geodesic over a chord `c` satisfies
//!
//! ```text
//! 2 R_MAX asin(c / 2 R_MAX)  ≤  s  ≤  2 R_MIN asin(c / 2 R_MIN)
//! ```
//!
//! Upper bound: A. Schur's comparison theorem. A geodesic is a space curve of curvature at most 1/`R_MIN`, so its
//! chord is at least that of a circular arc of radius `R_MIN` and the same length.
//!
//! Lower bound: by Blaschke's rolling theorem the ellipsoid is an intersection of balls of radius `R_MAX`; with two of
//! its points it therefore contains their spindle, the intersection of all such balls that hold both. The nearest-point
//! map on to a convex body lengthens no curve, and the geodesic stays outside: so it is at least as long as the
//! shortest way between the tips on the spindle, an arc of radius `R_MAX`.
//!
//! Both hold for the shortest geodesic (s ≤ π `R_MIN` for the upper one). At 100 km they are 20 mm apart.

use crate::geodesy::sin_cos_deg;
use crate::geographic::LonLat;

/// Semi-major axis in metres.
pub(super) const A_M: f64 = 6_378_137.0;
/// Flattening.
pub(super) const F: f64 = 1.0 / 298.257_223_563;
/// Semi-minor axis in metres.
pub(super) const B_M: f64 = A_M * (1.0 - F);
/// Eccentricity squared.
pub(super) const E2: f64 = F * (2.0 - F);
/// Least radius of normal curvature: the meridian's, at the equator.
pub(super) const R_MIN_M: f64 = B_M * B_M / A_M;
/// Greatest radius of normal curvature: any, at a pole.
pub(super) const R_MAX_M: f64 = A_M * A_M / B_M;

/// Radii at a latitude.
#[derive(Debug, Clone, Copy)]
pub(super) struct Radii {
    /// Sine of the latitude.
    pub sin_lat: f64,
    /// Cosine of the latitude.
    pub cos_lat: f64,
    /// Radius of curvature of the meridian, metres.
    pub meridian_m: f64,
    /// Radius of the parallel (of the circle itself, not of curvature), metres.
    pub parallel_m: f64,
}

/// The radii at a latitude in degrees.
pub(super) fn radii(lat_deg: f64) -> Radii {
    let (sin_lat, cos_lat) = sin_cos_deg(lat_deg);
    let w2 = 1.0 - E2 * sin_lat * sin_lat;
    let normal = A_M / w2.sqrt();
    Radii { sin_lat, cos_lat, meridian_m: normal * (1.0 - E2) / w2, parallel_m: normal * cos_lat }
}

/// Geocentric position of a place at height 0, metres. Accuracy: 2 nm.
pub(super) fn geocentric(place: LonLat) -> [f64; 3] {
    let r = radii(place.lat_deg);
    let (sin_lon, cos_lon) = sin_cos_deg(place.lon_deg);
    let normal = A_M / (1.0 - E2 * r.sin_lat * r.sin_lat).sqrt();
    [r.parallel_m * cos_lon, r.parallel_m * sin_lon, normal * (1.0 - E2) * r.sin_lat]
}

/// Squared length of `a − b`.
pub(super) fn chord2(a: [f64; 3], b: [f64; 3]) -> f64 {
    let d = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
}

/// The longest that the geodesic over a chord can be (both in metres).
#[cfg(test)]
pub(super) fn geodesic_at_most_m(chord_m: f64) -> f64 {
    2.0 * R_MIN_M * libm::asin((chord_m / (2.0 * R_MIN_M)).min(1.0))
}

/// The longest chord that a geodesic of a length can have (both in metres).
pub(super) fn chord_at_most_m(geodesic_m: f64) -> f64 {
    2.0 * R_MAX_M * libm::sin((geodesic_m / (2.0 * R_MAX_M)).min(std::f64::consts::FRAC_PI_2))
}

/// A chord that no nearer point can exceed, once a point at chord `chord_m` is known:
/// `chord_at_most_m(geodesic_at_most_m(chord_m))` or a little more, without the trigonometry.
pub(super) fn rival_chord_m(chord_m: f64) -> f64 {
    let x = (chord_m / (2.0 * R_MIN_M)).min(1.0);
    chord_m * (1.0 + 0.0102 * x * x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::geodesic;
    use proptest::prelude::*;

    #[test]
    fn rival_chord_is_no_less_than_the_exact_one() {
        for i in 1..=10_000 {
            let chord = 2.0 * R_MIN_M * f64::from(i) / 10_000.0;
            assert!(rival_chord_m(chord) >= chord_at_most_m(geodesic_at_most_m(chord)), "{chord}");
        }
    }

    proptest! {
        #[test]
        fn chords_bound_geodesics(
            lon in -180.0..180.0f64, lat in -90.0..90.0f64, azimuth in 0.0..360.0f64, log_m in 0.0..7.29f64
        ) {
            let a = LonLat::new(lon, lat);
            let b = geodesic::direct(a, azimuth, libm::pow(10.0, log_m));
            let s = geodesic::inverse(a, b).distance_m;
            let chord = chord2(geocentric(a), geocentric(b)).sqrt();
            prop_assert!(s <= geodesic_at_most_m(chord) + 1e-7);
            prop_assert!(chord <= chord_at_most_m(s) + 1e-7);
        }
    }
}
