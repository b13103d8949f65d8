//! Geodesics of WGS 84: inverse, direct and points along the way.
//!
//! Method: C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87 (2013), 43–55, by [`crate::geodesy`].
//! Accuracy: about 15 nanometres in distance, everywhere, near-antipodal points and poles included.
//! Azimuths are 0–360° clockwise from north.

use crate::geodesy::Geodesic;
use crate::geographic::LonLat;

/// The geodesic between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inverse {
    /// Length in metres.
    pub distance_m: f64,
    /// Azimuth at the start, towards the end, 0–360°. Where the places are one it is 0 and means nothing.
    pub azimuth_start_deg: f64,
    /// Azimuth at the end, going on in the same direction, 0–360°.
    pub azimuth_end_deg: f64,
}

/// Length and azimuths of the shortest line between two places.
///
/// Accuracy: 15 nm. Any longitudes will do; latitudes beyond ±90° give NaN. At a pole the azimuth is counted along
/// the meridian of the longitude that the pole was given with.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::geodesic};
/// // Across 180°: one degree of the equator.
/// let step = geodesic::inverse(LonLat::new(179.5, 0.0), LonLat::new(-179.5, 0.0));
/// assert!((step.distance_m - 111_319.490_793).abs() < 1e-6);
/// assert_eq!(step.azimuth_start_deg, 90.0);
/// ```
pub fn inverse(a: LonLat, b: LonLat) -> Inverse {
    if a.lat_deg == b.lat_deg && a.lon_deg == b.lon_deg {
        let distance_m = if a.lat_deg.abs() <= 90.0 && a.lon_deg.is_finite() { 0.0 } else { f64::NAN };
        return Inverse { distance_m, azimuth_start_deg: 0.0, azimuth_end_deg: 0.0 };
    }
    let way = Geodesic::wgs84().inverse([a.lon_deg, a.lat_deg], [b.lon_deg, b.lat_deg]);
    let [azimuth_start_deg, azimuth_end_deg] = way.azimuths_deg().map(azimuth_deg);
    Inverse { distance_m: way.distance, azimuth_start_deg, azimuth_end_deg }
}

/// The place at a distance along the geodesic that leaves `from` at an azimuth. Its longitude is in −180…180.
///
/// Accuracy: 15 nm.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::geodesic};
/// let north = geodesic::direct(LonLat::new(36.5, 0.0), 0.0, 110_574.388_557_8);
/// assert!((north.lat_deg - 1.0).abs() < 1e-9 && (north.lon_deg - 36.5).abs() < 1e-12);
/// ```
pub fn direct(from: LonLat, azimuth_deg: f64, distance_m: f64) -> LonLat {
    let place = Geodesic::wgs84().direct([from.lon_deg, from.lat_deg], azimuth_deg, distance_m);
    LonLat::new(place.lon_deg, place.lat_deg)
}

/// The geodesic from `a` to `b` as points at even spacing of at most `max_segment_m`, both ends included as given.
///
/// Longitudes run on from `a`'s without jumps, so that a line across 180° can be drawn; the last point is `b` in the
/// turn that the line arrives in. A spacing that isn't positive gives the two ends alone.
pub fn line_points(a: LonLat, b: LonLat, max_segment_m: f64) -> Vec<LonLat> {
    let whole = inverse(a, b);
    let pieces = libm::ceil(whole.distance_m / max_segment_m);
    let pieces = if max_segment_m > 0.0 && pieces.is_finite() { pieces.clamp(1.0, 1e6) as usize } else { 1 };
    let mut points = Vec::with_capacity(pieces + 1);
    points.push(a);
    for i in 1..=pieces {
        let place = if i == pieces {
            b
        } else {
            direct(a, whole.azimuth_start_deg, whole.distance_m * i as f64 / pieces as f64)
        };
        let before = points[points.len() - 1].lon_deg;
        points.push(LonLat::new(lon_near(place.lon_deg, before), place.lat_deg));
    }
    points
}

/// The longitude in the turn that is nearest to another one; where it already is, its bits are kept.
pub(super) fn lon_near(lon_deg: f64, near_deg: f64) -> f64 {
    lon_deg + 360.0 * libm::round((near_deg - lon_deg) / 360.0)
}

/// An azimuth of −180…180 as 0–360, 360 itself excluded.
pub(super) fn azimuth_deg(azimuth: f64) -> f64 {
    let turned = if azimuth < 0.0 { azimuth + 360.0 } else { azimuth + 0.0 };
    if turned >= 360.0 { 0.0 } else { turned }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn azimuths_are_0_to_360() {
        assert_eq!(azimuth_deg(-90.0), 270.0);
        assert_eq!(azimuth_deg(-1e-17), 0.0);
        assert_eq!(azimuth_deg(180.0), 180.0);
    }

    #[test]
    fn a_line_across_180_runs_on() {
        let line = line_points(LonLat::new(177.0, -17.0), LonLat::new(-178.0, -18.0), 50_000.0);
        assert_eq!(line[0], LonLat::new(177.0, -17.0));
        assert_eq!(line[line.len() - 1], LonLat::new(182.0, -18.0));
        assert!(line.windows(2).all(|w| w[1].lon_deg > w[0].lon_deg && w[1].lon_deg - w[0].lon_deg < 1.0));
        let longest = line.windows(2).map(|w| inverse(w[0], w[1]).distance_m).fold(0.0, f64::max);
        assert!(longest <= 50_000.0 && longest > 48_000.0, "{longest}");
    }

    #[test]
    fn one_place_and_no_place() {
        let p = LonLat::new(36.5, 36.1);
        assert_eq!(inverse(p, p).distance_m, 0.0);
        assert_eq!(line_points(p, p, 100.0), vec![p, p]);
        assert!(inverse(LonLat::new(0.0, 91.0), p).distance_m.is_nan());
    }

    #[test]
    fn near_antipodal_points_answer() {
        // The vertex of Karney's paper, §5: 179.5° apart.
        let far = inverse(LonLat::new(0.0, -30.0), LonLat::new(179.8, 29.9));
        assert!((far.distance_m - 19_989_832.827_610).abs() < 1e-6, "{}", far.distance_m);
        assert!((far.azimuth_start_deg - 161.890_524_736).abs() < 1e-8, "{}", far.azimuth_start_deg);
    }
}
