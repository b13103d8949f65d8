//! Geodesics up to 400 km, in a tenth of the time: what a search for the nearest point asks for over and over.
//!
//! # Method
//! As in C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87 (2013): the auxiliary sphere of reduced latitudes β, on which
//!
//! ```text
//! s = b ∫ w dσ,   λ = ω − f sin α₀ ∫ (2 − f)/(1 + (1 − f) w) dσ,   w = √(1 + e′² sin² β)      (eqs. 7 and 8)
//! ```
//!
//! Over so short an arc σ both integrals are taken by Gauss's rule of three points instead of a Fourier series
//! between two far-off limits: its error, `σ⁷ w⁽⁶⁾/2016000`, is below 2 nm. Instead of iterating for ω, it is begun from a
//! series that is right to the fourth order in σ (off by less than 1 mm at 400 km), and the end is then moved along its parallel to
//! the longitude wanted, by the first variation of the length and of the azimuths; the second variation is 10⁻¹² m.
//!
//! # Limits
//! Both places within 85° of the equator, at most 400 km and 0.4 radians of longitude apart: [`short`] gives `None`
//! beyond, and the whole algorithm is to be used. Accuracy: 10 nm in length (mostly the rounding of the reduced latitudes).

use super::ellipsoid::{A_M, B_M, E2, F};
use crate::geodesy::sin_cos_deg;
use crate::geographic::LonLat;

/// Second eccentricity squared.
const EP2: f64 = E2 / (1.0 - E2);
/// The longest arc on the auxiliary sphere, squared: 400 km.
const LONGEST_ARC2: f64 = 0.0626 * 0.0626;
const WIDEST_RAD: f64 = 0.4;
/// Cosine of 85°.
const LEAST_COS_LAT: f64 = 0.0872;

/// A place with what geodesics from it or to it need.
#[derive(Debug, Clone, Copy)]
pub(super) struct Station {
    pub place: LonLat,
    sin_lat: f64,
    sin_beta: f64,
    cos_beta: f64,
}

impl Station {
    pub fn new(place: LonLat) -> Self {
        let (sin_lat, cos_lat) = sin_cos_deg(place.lat_deg);
        Self::with(place, sin_lat, cos_lat)
    }

    /// From the sine and cosine of its latitude.
    pub fn with(place: LonLat, sin_lat: f64, cos_lat: f64) -> Self {
        let up = (1.0 - F) * sin_lat;
        let norm = (up * up + cos_lat * cos_lat).sqrt();
        Self { place, sin_lat, sin_beta: up / norm, cos_beta: cos_lat / norm }
    }
}

/// How a geodesic leaves and arrives. Directions are (sine, cosine) of azimuths; all 0 where the places are one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub distance_m: f64,
    pub start: [f64; 2],
    pub end: [f64; 2],
    /// Reduced length, Karney's m₁₂: so far apart are, at the end, two geodesics from the start, for each radian between them.
    pub reduced_m: f64,
    /// Geodesics from the start spread by this for each metre on, at the end, 1/m: Karney's M₂₁/m₁₂.
    pub spread_per_m: f64,
}

/// Half of the difference between Gauss's outer nodes, of an arc of 1.
const NODE: f64 = 0.387_298_334_620_741_7;

/// The geodesic between two places; `None` beyond the limits of the method.
pub(super) fn short(from: &Station, to: &Station) -> Option<Way> {
    let turn = to.place.lon_deg - from.place.lon_deg;
    let dlon = if turn.abs() <= 180.0 { turn } else { turn - 360.0 * (turn / 360.0).round() }.to_radians();
    let (sb1, cb1, sb2, cb2) = (from.sin_beta, from.cos_beta, to.sin_beta, to.cos_beta);
    let north = sb2 * cb1 - cb2 * sb1;
    let cc = cb1 * cb2;
    let arc2 = north * north + cc * dlon * dlon;
    if !(arc2 < LONGEST_ARC2 && dlon.abs() < WIDEST_RAD && cb1 > LEAST_COS_LAT && cb2 > LEAST_COS_LAT) {
        return None;
    }
    // ω from λ, the integral being taken at one point and sin α₀ σ by series.
    let middle = 0.5 * (sb1 + sb2);
    let once = (2.0 - F) / (1.0 + (1.0 - F) * (1.0 + EP2 * middle * middle).sqrt());
    let omega = dlon / (1.0 - F * cc * (1.0 + (arc2 - dlon * dlon) / 6.0) * once);

    let (sin_half, cos_half) = libm::sincos(0.5 * omega);
    let (sin_omega, vers) = (2.0 * sin_half * cos_half, 2.0 * sin_half * sin_half);
    let [y1, x1] = [cb2 * sin_omega, north + sb1 * cb2 * vers];
    let [y2, x2] = [cb1 * sin_omega, north - cb1 * sb2 * vers];
    let sin_arc = (y1 * y1 + x1 * x1).sqrt();
    if sin_arc < 1e-16 {
        return Some(Way { distance_m: 0.0, start: [0.0; 2], end: [0.0; 2], reduced_m: 0.0, spread_per_m: 0.0 });
    }
    let arc = libm::asin(sin_arc);
    let per_sine = 1.0 / sin_arc;
    let mut start = [y1 * per_sine, x1 * per_sine];
    let mut end = [y2 * per_sine, x2 * per_sine];
    let [length, lag] = integrals(arc, [sb1, sb2], [start[1] * cb1, end[1] * cb2]);
    let missing = dlon - (omega - F * start[0] * cb1 * arc * lag);

    let mut distance_m = B_M * arc * length;
    let curvature = gaussian_curvature(0.25 * from.sin_lat * from.sin_lat + 0.75 * to.sin_lat * to.sin_lat);
    let t = distance_m * distance_m * curvature;
    let spread_per_m = (1.0 - t / 3.0 - t * t / 45.0) / distance_m;
    let reduced_m = distance_m * (1.0 - t / 6.0);
    // The end is moved along its parallel by what is missing.
    let east_m = A_M * cb2 * missing;
    distance_m += east_m * end[0];
    let across_m = east_m * end[1];
    start = turned(start, across_m / reduced_m);
    end = turned(end, across_m * spread_per_m + to.sin_lat * missing);
    Some(Way { distance_m, start, end, reduced_m, spread_per_m })
}

/// A direction turned clockwise by an angle whose square is nothing.
pub(super) fn turned([sin, cos]: [f64; 2], angle: f64) -> [f64; 2] {
    [sin + cos * angle, cos - sin * angle]
}

/// Means over the arc of `w` and of the integrand of λ. `sin_beta` at both ends, and `cos α cos β`, its derivative by σ.
fn integrals(arc: f64, sin_beta: [f64; 2], slope: [f64; 2]) -> [f64; 2] {
    let half2 = 0.25 * arc * arc;
    let per_cos_half = 0.5 / (1.0 - half2 / 2.0 + half2 * half2 / 24.0);
    let (middle, slope) = ((sin_beta[0] + sin_beta[1]) * per_cos_half, (slope[0] + slope[1]) * per_cos_half);
    let h = NODE * arc;
    let h2 = h * h;
    let (sin, cos) = (h * (1.0 - h2 / 6.0 + h2 * h2 / 120.0), 1.0 - h2 / 2.0 + h2 * h2 / 24.0);
    let nodes = [middle * cos - slope * sin, middle, middle * cos + slope * sin];
    let w = nodes.map(|s| (1.0 + EP2 * s * s).sqrt());
    let lag = w.map(|w| (2.0 - F) / (1.0 + (1.0 - F) * w));
    let gauss = |v: [f64; 3]| (5.0 * (v[0] + v[2]) + 8.0 * v[1]) / 18.0;
    [gauss(w), gauss(lag)]
}

/// Curvature of the surface where the sine of the latitude has this square, 1/m².
fn gaussian_curvature(sin2_lat: f64) -> f64 {
    let w2 = 1.0 - E2 * sin2_lat;
    w2 * w2 / (A_M * A_M * (1.0 - E2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::geodesic::direct;
    use geographiclib_rs::{Geodesic, InverseGeodesic};
    use proptest::prelude::*;

    /// Ten times better than what is promised of distances to a border.
    fn check(a: LonLat, b: LonLat) {
        let Some(way) = short(&Station::new(a), &Station::new(b)) else { return };
        let (s, azi1, azi2, m12, _, m21, _): (f64, f64, f64, f64, f64, f64, f64) =
            Geodesic::wgs84().inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg);
        assert!((way.distance_m - s).abs() < 1e-8, "{a:?} {b:?}: {} {s}", way.distance_m);
        for (direction, azimuth) in [(way.start, azi1), (way.end, azi2)] {
            let (sin, cos) = sin_cos_deg(azimuth);
            // 10 nm across, and 1e-9 degrees.
            let off = libm::hypot(direction[0] - sin, direction[1] - cos);
            assert!(off * s < 2e-8 + 1.7e-11 * s, "{a:?} {b:?}: {off} at {s}");
        }
        let spread_off = (way.spread_per_m * m12 / m21 - 1.0).abs();
        assert!(spread_off < 1e-6 + 1e-8 / s, "{a:?} {b:?}: {spread_off} at {s}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn as_karney(
            lon in -180.0..180.0f64, lat in -86.0..86.0f64, azimuth in 0.0..360.0f64, log_m in -3.0..5.61f64
        ) {
            let a = LonLat::new(lon, lat);
            check(a, direct(a, azimuth, libm::pow(10.0, log_m)));
        }

        #[test]
        fn as_karney_far(lon in -180.0..180.0f64, lat in -86.0..86.0f64, azimuth in 0.0..360.0f64, m in 1e5..4.1e5f64) {
            let a = LonLat::new(lon, lat);
            check(a, direct(a, azimuth, m));
        }
    }

    #[test]
    fn limits_and_one_place() {
        let at = |lon: f64, lat: f64| Station::new(LonLat::new(lon, lat));
        assert!(short(&at(0.0, 0.0), &at(4.0, 0.0)).is_none());
        assert!(short(&at(0.0, 86.0), &at(0.0, 86.1)).is_none());
        assert!(short(&at(0.0, 84.9), &at(24.0, 84.9)).is_none());
        assert_eq!(short(&at(179.9, 3.0), &at(-180.1, 3.0)).unwrap().distance_m, 0.0);
        let step = short(&at(179.5, 0.0), &at(-179.5, 0.0)).unwrap();
        assert!((step.distance_m - 111_319.490_793).abs() < 1e-6 && step.start == [1.0, 0.0]);
    }
}
