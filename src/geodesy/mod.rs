//! Geodesics of an ellipsoid of revolution: the shortest way between two places, the way on from a place, the area under it.
//!
//! # Method
//! C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87 (2013), 43–55 (equation numbers below are his), to the sixth order in the
//! third flattening. A geodesic is followed on the auxiliary sphere of reduced latitudes β, where it is a great circle of azimuth α₀ at the equator; length, longitude,
//! reduced length and area are Fourier series in its arc σ (`series`). The direct problem (`line`) needs no iteration. The inverse one (`inverse`) looks for the
//! azimuth at the start whose geodesic arrives at the longitude wanted, by Newton's method within a bracket; near the antipode it begins from the
//! astroid of the caustic.
//!
//! # Why not a crate
//! The crate `geographiclib-rs` takes sine and its relatives from the platform, so that the last digit of a distance differs between machines. Here every function comes
//! from `libm`, so that it doesn't. Tests hold this to that crate, and `tests/spatial.rs` to GeographicLib's exact elliptic integrals.
//!
//! # Accuracy and limits
//! 15 nm in distance, for any two places on WGS 84. Flattening from 0 to 1/50; not prolate. Lengths are in the unit of the semi-major axis. The vocabulary of signs is
//! Karney's: ends 1 and 2, with `m12` their reduced length, `M12` and `M21` the geodesic scales.

mod angle;
mod area;
mod arrival;
mod inverse;
mod line;
mod series;
mod start;

pub use angle::sin_cos_deg;
pub use inverse::Inverse;
pub use line::{Line, Position};

use std::sync::LazyLock;

static WGS84: LazyLock<Geodesic> = LazyLock::new(|| Geodesic::new(6_378_137.0, 1.0 / 298.257_223_563));

/// Geodesics of one ellipsoid.
///
/// ```
/// use sitmap::geodesy::Geodesic;
/// let quarter = Geodesic::wgs84().inverse([0.0, 0.0], [0.0, 90.0]);
/// assert!((quarter.distance - 10_001_965.729_3).abs() < 1e-4);
/// ```
#[derive(Debug, Clone)]
pub struct Geodesic {
    /// Semi-major axis.
    a: f64,
    /// Semi-minor axis.
    b: f64,
    /// Flattening.
    f: f64,
    /// 1 − f.
    f1: f64,
    /// Eccentricity squared.
    e2: f64,
    /// Second eccentricity squared.
    ep2: f64,
    /// Authalic radius squared.
    c2: f64,
    /// Arcs below this are solved without iteration.
    short_arc: f64,
    by_flattening: series::ByFlattening,
}

impl Geodesic {
    /// Those of WGS 84, in metres.
    pub fn wgs84() -> &'static Self {
        &WGS84
    }

    /// Those of an ellipsoid with semi-major axis `a` and flattening `f`, 0 ≤ f ≤ 1/50.
    pub fn new(a: f64, f: f64) -> Self {
        let (f1, e2) = (1.0 - f, f * (2.0 - f));
        let (b, ep2, n) = (a * f1, e2 / (f1 * f1), f / (2.0 - f));
        let e = libm::sqrt(e2);
        let stretch = if e > 0.0 { libm::atanh(e) / e } else { 1.0 };
        let c2 = (a * a + b * b * stretch) / 2.0;
        // Where the error of the first guess, of the order f σ², can't be seen (Karney 2013, after eq. 48).
        let short_arc = 0.1 * libm::sqrt(f64::EPSILON) / libm::sqrt(f.max(0.001) * (1.0 - f / 2.0).min(1.0) / 2.0);
        Self { a, b, f, f1, e2, ep2, c2, short_arc, by_flattening: series::ByFlattening::new(n) }
    }

    /// Surface of the whole ellipsoid.
    pub fn surface(&self) -> f64 {
        4.0 * std::f64::consts::PI * self.c2
    }

    /// The place at a distance from `[longitude, latitude]` (degrees) along the geodesic of an azimuth (degrees).
    ///
    /// ```
    /// use sitmap::geodesy::Geodesic;
    /// let place = Geodesic::wgs84().direct([36.5, 0.0], 0.0, 110_574.388_557_8);
    /// assert!((place.lat_deg - 1.0).abs() < 1e-12 && place.lon_deg == 36.5);
    /// ```
    pub fn direct(&self, from: [f64; 2], azimuth_deg: f64, distance: f64) -> Position {
        Line::new(self, from, azimuth_deg).at(distance)
    }

    /// ε of the series, from k² = e′² cos² α₀ (eq. 16).
    fn epsilon(k2: f64) -> f64 {
        k2 / (2.0 * (1.0 + libm::sqrt(1.0 + k2)) + k2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geographiclib_rs::{DirectGeodesic, InverseGeodesic, PolygonArea, Winding};
    use proptest::prelude::*;

    /// One place after the other, with the crate's answer beside ours. `metres`: tolerance of lengths.
    fn check_inverse(a: [f64; 2], b: [f64; 2], metres: f64) {
        let ours = Geodesic::wgs84().inverse(a, b);
        let (s, azi1, azi2, m12, scale_12, scale_21, _): (f64, f64, f64, f64, f64, f64, f64) =
            geographiclib_rs::Geodesic::wgs84().inverse(a[1], a[0], b[1], b[0]);
        assert!((ours.distance - s).abs() < metres, "{a:?} {b:?}: {} {s}", ours.distance);
        assert!((ours.reduced_length - m12).abs() < 1e-6 + 10.0 * metres, "{a:?} {b:?}: {} {m12}", ours.reduced_length);
        let scales = (ours.scale_12 - scale_12).abs() + (ours.scale_21 - scale_21).abs();
        assert!(scales < 1e-10, "{a:?} {b:?}: {ours:?} {scale_12} {scale_21}");
        for ([sin, cos], azimuth) in ours.azimuths.into_iter().zip([azi1, azi2]) {
            let (s0, c0) = sin_cos_deg(azimuth);
            let off_m = libm::hypot(sin - s0, cos - c0) * m12.abs();
            assert!(off_m < 1e-6, "{a:?} {b:?}: {off_m} {azimuth} {:?}", ours.azimuths_deg());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(8192))]
        #[test]
        fn inverse_as_the_crate(lon in -540.0..540.0f64, dlon in -180.0..180.0f64, lat1 in -90.0..=90.0f64, lat2 in -90.0..=90.0f64) {
            check_inverse([lon, lat1], [lon + dlon, lat2], 2e-8);
        }

        #[test]
        fn inverse_near_the_antipode(lon in -180.0..180.0f64, lat in -90.0..=90.0f64, east in -0.8..0.8f64, north in -0.8..0.8f64) {
            check_inverse([lon, lat], [lon + 180.0 + east, (north - lat).clamp(-90.0, 90.0)], 2e-8);
        }

        #[test]
        fn inverse_over_a_pole(lon in -180.0..180.0f64, lat1 in 60.0..=90.0f64, lat2 in 60.0..=90.0f64, log_deg in -15.0..1.0f64, south in any::<bool>()) {
            let sign = if south { -1.0 } else { 1.0 };
            check_inverse([lon, sign * lat1], [lon + 180.0 - libm::pow(10.0, log_deg), sign * lat2], 2e-8);
        }

        #[test]
        fn inverse_beside_a_meridian_or_the_equator(lon in -180.0..180.0f64, lat in -90.0..=90.0f64, to in -90.0..=90.0f64, log_deg in -15.0..1.0f64) {
            let little = libm::pow(10.0, log_deg);
            check_inverse([lon, lat], [lon + little, to], 2e-8);
            check_inverse([lon, little.min(90.0)], [lon + to, -little.min(90.0)], 2e-8);
            check_inverse([lon, 0.0], [lon + 2.0 * to, little.min(90.0)], 2e-8);
        }

        #[test]
        fn inverse_on_round_degrees(lon1 in -4i32..4, lon2 in -4i32..4, lat1 in -6i32..=6, lat2 in -6i32..=6) {
            let [a, b] = [[lon1 * 45, lat1 * 15], [lon2 * 45, lat2 * 15]].map(|place| place.map(f64::from));
            check_inverse(a, b, 2e-8);
        }

        #[test]
        fn inverse_of_neighbours(lon in -180.0..180.0f64, lat in -90.0..90.0f64, east in -1e-7..1e-7f64, north in -1e-7..1e-7f64) {
            check_inverse([lon, lat], [lon + east, (lat + north).clamp(-90.0, 90.0)], 1e-8);
        }

        #[test]
        fn direct_as_the_crate(lon in -180.0..180.0f64, lat in -90.0..=90.0f64, azimuth in -360.0..360.0f64, s in -3e7..3e7f64) {
            let ours = Geodesic::wgs84().direct([lon, lat], azimuth, s);
            let (lat2, lon2, azi2, m12, scale_12, _): (f64, f64, f64, f64, f64, f64) =
                geographiclib_rs::Geodesic::wgs84().direct(lat, lon, azimuth, s);
            let cos = sin_cos_deg(lat2).1;
            prop_assert!((ours.lat_deg - lat2).abs() < 3e-13, "{} {lat2}", ours.lat_deg);
            prop_assert!(angle::difference_deg(ours.lon_deg, lon2).0.abs() * cos < 3e-13, "{} {lon2}", ours.lon_deg);
            prop_assert!(angle::difference_deg(ours.azimuth_deg, azi2).0.abs() * cos < 3e-13, "{} {azi2}", ours.azimuth_deg);
            prop_assert!((ours.reduced_length - m12).abs() < 1e-7 && (ours.scale_12 - scale_12).abs() < 1e-13);
        }

        #[test]
        fn there_and_back_on_a_flatter_ellipsoid(lat in -89.0..89.0f64, azimuth in 0.0..180.0f64, s in 0.001..2.9f64) {
            let flat = Geodesic::new(1.0, 1.0 / 60.0);
            let end = flat.direct([10.0, lat], azimuth, s);
            let back = flat.inverse([10.0, lat], [end.lon_deg, end.lat_deg]);
            prop_assert!((back.distance - s).abs() < 2e-12, "{} {s}", back.distance);
        }

        #[test]
        fn area_as_the_crate(ring in prop::collection::vec((-70.0..70.0f64, -85.0..85.0f64), 3..8)) {
            let corner = |i: usize| { let (lon, lat) = ring[i % ring.len()]; [lon, lat] };
            let edges = (0..ring.len()).map(|i| (corner(i), corner(i + 1), corner(i + 1)[0] - corner(i)[0]));
            let ours = -Geodesic::wgs84().area_under(edges);
            let earth = geographiclib_rs::Geodesic::wgs84();
            let mut area = PolygonArea::new(&earth, Winding::CounterClockwise);
            ring.iter().for_each(|(lon, lat)| area.add_point(*lat, *lon));
            let (_, m2, _) = area.compute(true);
            prop_assert!((ours - m2).abs() < 0.5, "{ours} {m2}");
        }
    }

    #[test]
    fn nothing_answers_what_is_no_place() {
        let earth = Geodesic::wgs84();
        for (a, b) in [([0.0, 91.0], [0.0, 0.0]), ([f64::NAN, 0.0], [0.0, 0.0]), ([0.0, 0.0], [f64::INFINITY, 0.0])] {
            assert!(earth.inverse(a, b).distance.is_nan());
        }
        assert!(earth.direct([0.0, 0.0], 0.0, f64::NAN).lat_deg.is_nan());
    }
}
