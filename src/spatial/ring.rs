//! Rings and sectors at a geodesic distance from a place.
//!
//! Vertices are exact ([`geodesic::direct`](super::geodesic::direct), 15 nm). Longitudes run on from vertex to vertex without
//! jumps, also across 180°: they may leave −180…180.

use super::geodesic::{direct, lon_near};
use crate::geographic::LonLat;

/// The places at `radius_m` from a place: a closed ring of `points` different vertices (at least 3) at even azimuths, the
/// first at north, repeated at the end; anticlockwise, as RFC 7946 wants exterior rings.
///
/// A circle around a pole runs once round the earth: its last longitude is 360° more than its first (around the north
/// pole) or less (around the south pole), and the area inside is what lies between it and the pole. Radii beyond a
/// quarter of the earth's girth, 10,000 km, are allowed; the ring is then also one around the far side.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{geodesic, geodesic_circle}};
/// let center = LonLat::new(36.51522, 36.1168);
/// let ring = geodesic_circle(center, 10_000.0, 72);
/// assert_eq!(ring.len(), 73);
/// assert!((geodesic::inverse(center, ring[18]).distance_m - 10_000.0).abs() < 1e-6);
/// ```
pub fn geodesic_circle(center: LonLat, radius_m: f64, points: usize) -> Vec<LonLat> {
    let points = points.max(3);
    let mut ring = Vec::with_capacity(points + 1);
    let mut turn = 0.0;
    for i in 0..=points {
        let azimuth = 360.0 * (1.0 - i as f64 / points as f64);
        let place = run_on(center, radius_m, turn, azimuth, ring.last().copied());
        ring.push(place);
        turn = azimuth;
    }
    // The end is the beginning to the bit, but for the turn.
    ring[points].lat_deg = ring[0].lat_deg;
    ring[points].lon_deg = ring[0].lon_deg + 360.0 * libm::round((ring[points].lon_deg - ring[0].lon_deg) / 360.0);
    ring
}

/// The part of a geodesic disc from one azimuth clockwise to another: a closed anticlockwise ring that begins and ends
/// at the center, with a vertex at least every 2° of azimuth and eight parts on each side. Equal azimuths give the whole turn.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::sector};
/// let west_of_idlib = sector(LonLat::new(36.63393, 35.93062), 247.5, 292.5, 20_000.0);
/// assert!(west_of_idlib.iter().all(|p| p.lon_deg <= 36.63393));
/// assert_eq!(west_of_idlib[0], west_of_idlib[west_of_idlib.len() - 1]);
/// ```
pub fn sector(center: LonLat, from_deg: f64, to_deg: f64, radius_m: f64) -> Vec<LonLat> {
    const SIDE_PARTS: usize = 8;
    let width = (to_deg - from_deg).rem_euclid(360.0);
    let width = if width == 0.0 { 360.0 } else { width };
    let arc_parts = libm::ceil(width / 2.0).max(1.0) as usize;
    let along = |azimuth: f64, part: usize| direct(center, azimuth, radius_m * part as f64 / SIDE_PARTS as f64);
    let mut ring = vec![center];
    let mut push = |place: LonLat| {
        let before = ring[ring.len() - 1].lon_deg;
        ring.push(LonLat::new(lon_near(place.lon_deg, before), place.lat_deg));
    };
    (1..SIDE_PARTS).for_each(|part| push(along(from_deg + width, part)));
    for i in 0..=arc_parts {
        push(direct(center, from_deg + width * (1.0 - i as f64 / arc_parts as f64), radius_m));
    }
    (1..SIDE_PARTS).rev().for_each(|part| push(along(from_deg, part)));
    push(center);
    ring
}

/// The vertex at `azimuth`, its longitude followed from the vertex before it, which lies at `last_azimuth`: in steps small
/// enough that none is ambiguous, however near the ring passes a pole.
fn run_on(center: LonLat, radius_m: f64, last_azimuth: f64, azimuth: f64, last: Option<LonLat>) -> LonLat {
    let place = direct(center, azimuth, radius_m);
    let Some(last) = last else { return LonLat::new(lon_near(place.lon_deg, center.lon_deg), place.lat_deg) };
    let lon_deg = lon_near(place.lon_deg, last.lon_deg);
    let last_azimuth = if last_azimuth == 0.0 { 360.0 } else { last_azimuth };
    if (lon_deg - last.lon_deg).abs() < 45.0 || (last_azimuth - azimuth).abs() < 1e-9 {
        return LonLat::new(lon_deg, place.lat_deg);
    }
    let half = 0.5 * (last_azimuth + azimuth);
    let middle = run_on(center, radius_m, last_azimuth, half, Some(last));
    run_on(center, radius_m, half, azimuth, Some(middle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::{geodesic::inverse, polygon_area_m2, polygon_contains};

    #[test]
    fn all_vertices_are_at_the_radius() {
        for (lon, lat, radius) in
            [(36.5, 36.1, 3_000.0), (179.9, -17.0, 80_000.0), (10.0, 89.9, 50_000.0), (0.0, -90.0, 1e6)]
        {
            let center = LonLat::new(lon, lat);
            for place in geodesic_circle(center, radius, 90) {
                assert!((inverse(center, place).distance_m - radius).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn longitudes_run_on_across_180() {
        let ring = geodesic_circle(LonLat::new(179.9, -17.0), 80_000.0, 90);
        assert!(ring.windows(2).all(|w| (w[1].lon_deg - w[0].lon_deg).abs() < 1.0));
        assert!(ring.iter().any(|p| p.lon_deg > 180.0));
        assert_eq!(ring[0], ring[90]);
    }

    #[test]
    fn around_a_pole_it_runs_round_the_earth() {
        let north = geodesic_circle(LonLat::new(20.0, 89.9), 50_000.0, 36);
        assert_eq!(north[36].lon_deg - north[0].lon_deg, 360.0);
        let south = geodesic_circle(LonLat::new(20.0, -89.9), 50_000.0, 36);
        assert_eq!(south[36].lon_deg - south[0].lon_deg, -360.0);
        assert!(polygon_contains(std::slice::from_ref(&north), LonLat::new(-160.0, 89.95)));
        assert!(!polygon_contains(std::slice::from_ref(&north), LonLat::new(-160.0, 89.0)));
        let disc = polygon_area_m2(&[geodesic_circle(LonLat::new(20.0, 89.9), 50_000.0, 3_600)]);
        assert!((disc / (std::f64::consts::PI * 2.5e9) - 1.0).abs() < 1e-4, "{disc}");
    }

    #[test]
    fn just_past_the_pole_the_winding_is_right() {
        // The pole is 11,169 m away: a metre more includes it, a metre less does not, with few points as well.
        let center = LonLat::new(20.0, 89.9);
        let to_pole = inverse(center, LonLat::new(20.0, 90.0)).distance_m;
        for points in [3, 36, 360] {
            let over = geodesic_circle(center, to_pole + 1.0, points);
            assert_eq!(over[points].lon_deg - over[0].lon_deg, 360.0);
            let short = geodesic_circle(center, to_pole - 1.0, points);
            assert_eq!(short[points], short[0]);
        }
    }

    #[test]
    fn a_sector_is_its_part_of_the_disc() {
        let center = LonLat::new(36.63393, 35.93062);
        let quarter = polygon_area_m2(&[sector(center, 315.0, 45.0, 20_000.0)]);
        let disc = polygon_area_m2(&[geodesic_circle(center, 20_000.0, 360)]);
        assert!((quarter / disc * 4.0 - 1.0).abs() < 1e-3, "{}", quarter / disc);
        let whole = polygon_area_m2(&[sector(center, 0.0, 360.0, 20_000.0)]);
        assert!((whole / disc - 1.0).abs() < 1e-3);
    }
}
