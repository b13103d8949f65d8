//! Point in polygon, and area, for both kinds of edge.
//!
//! A ring may be closed by repeating its first position or not. Longitudes may run on across 180°; steps of straight edges follow
//! [`EdgeKind::Rfc7946`](super::EdgeKind::Rfc7946). A ring that runs once round the earth encloses the pole on its left:
//! the north pole if it runs east, the south pole if west.
//!
//! Area, straight edges: between the equator and a curve φ(λ) lies `∫ q(φ) dλ` with the authalic function
//! `q = b²/2 · (sin φ/(1 − e² sin² φ) + artanh(e sin φ)/e)` (J. P. Snyder, *Map Projections*, USGS PP 1395, eq. 3-12), integrated along each straight
//! edge by Gauss's rule of five points on parts of at most 2°. Geodesic edges: C. F. F. Karney, *Algorithms for geodesics*, J. Geodesy 87
//! (2013), §6.
//!
//! Inside: the meridian from the place to the north pole is crossed an odd number of times. A geodesic edge passes north of a place
//! between its meridians if it leaves its start more to the north than the geodesic to the place does.

use super::curve::{EdgeKind, edge_dlon_deg};
use super::ellipsoid::{B_M, E2};
use super::geodesic::inverse;
use super::length::GAUSS;
use crate::geodesy::{Geodesic, sin_cos_deg};
use crate::geographic::LonLat;
use std::f64::consts::PI;

/// Is the place inside the polygon, by the even-odd rule over all rings (the exterior, then holes)?
///
/// Exact but for rounding: about 1e-13°, 10 nm. A place on an edge may be told either way, but is never inside both of two
/// polygons that lie side by side (the ray to the north pole meets the western end of an edge, not the eastern).
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::polygon_contains};
/// let fiji = vec![LonLat::new(177.0, -20.0), LonLat::new(-178.0, -20.0), LonLat::new(-178.0, -15.0), LonLat::new(177.0, -15.0)];
/// assert!(polygon_contains(&[fiji.clone()], LonLat::new(-179.5, -17.0)));
/// assert!(!polygon_contains(&[fiji], LonLat::new(0.0, -17.0)));
/// ```
pub fn polygon_contains(rings: &[Vec<LonLat>], place: LonLat) -> bool {
    rings.iter().filter(|ring| ring_contains(ring, place)).count() % 2 == 1
}

/// Area of a polygon in square metres: the exterior ring's less the holes', whichever way they run.
///
/// Accuracy: 1e-12 of the area, or 0.01 m² where that is more, for edges straight in longitude and latitude.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::polygon_area_m2};
/// let degree = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
/// assert!((polygon_area_m2(&[degree]) / 12_308_463_893.976 - 1.0).abs() < 1e-10);
/// ```
pub fn polygon_area_m2(rings: &[Vec<LonLat>]) -> f64 {
    let mut areas = rings.iter().map(|ring| ring_area_m2(ring));
    let exterior = areas.next().unwrap_or(0.0);
    (exterior - areas.sum::<f64>()).max(0.0)
}

/// [`polygon_contains`] for a kind of edge.
///
/// Accuracy: 10 nm for straight edges, 20 nm for geodesic ones; the answer for a place that is nearer to an edge means nothing.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{EdgeKind, polygon_contains_by}};
/// // The geodesic between two places on a parallel runs 1.3 km north of it, here in the middle.
/// let ring = [(0.0, 40.0), (4.0, 40.0), (4.0, 39.0), (0.0, 39.0)].map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
/// let place = LonLat::new(2.0, 40.01);
/// assert!(polygon_contains_by(&[ring.clone()], place, EdgeKind::Geodesic));
/// assert!(!polygon_contains_by(&[ring], place, EdgeKind::Rfc7946));
/// ```
pub fn polygon_contains_by(rings: &[Vec<LonLat>], place: LonLat, edges: EdgeKind) -> bool {
    match edges {
        EdgeKind::Rfc7946 => polygon_contains(rings, place),
        EdgeKind::Geodesic => rings.iter().filter(|ring| geodesic_ring_contains(ring, place)).count() % 2 == 1,
    }
}

/// [`polygon_area_m2`] for a kind of edge.
///
/// Accuracy, geodesic edges: 0.1 m² for each edge (Karney 2013, §6), for the others as there.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{EdgeKind, polygon_area_by_m2}};
/// let octant = [(0.0, 0.0), (90.0, 0.0), (0.0, 90.0)].map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
/// let earth = 510_065_621_724_088.4;
/// assert!((polygon_area_by_m2(&[octant], EdgeKind::Geodesic) - earth / 8.0).abs() < 1.0);
/// ```
pub fn polygon_area_by_m2(rings: &[Vec<LonLat>], edges: EdgeKind) -> f64 {
    if edges == EdgeKind::Rfc7946 {
        return polygon_area_m2(rings);
    }
    let mut areas = rings.iter().map(|ring| geodesic_ring_area_m2(ring));
    let exterior = areas.next().unwrap_or(0.0);
    (exterior - areas.sum::<f64>()).max(0.0)
}

/// Longitude step of a geodesic edge: the short way.
fn short_dlon_deg(from_deg: f64, to_deg: f64) -> f64 {
    let turn = to_deg - from_deg;
    turn - 360.0 * libm::rint(turn / 360.0)
}

fn geodesic_edges(ring: &[LonLat]) -> impl Iterator<Item = (LonLat, LonLat, f64)> + '_ {
    (0..ring.len()).map(move |i| {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        (a, b, short_dlon_deg(a.lon_deg, b.lon_deg))
    })
}

fn geodesic_turns(ring: &[LonLat]) -> f64 {
    libm::round(geodesic_edges(ring).map(|(_, _, dlon)| dlon).sum::<f64>() / 360.0)
}

fn geodesic_ring_contains(ring: &[LonLat], place: LonLat) -> bool {
    let mut inside = geodesic_turns(ring) > 0.0;
    for (a, b, dlon) in geodesic_edges(ring) {
        let (west, east) = if dlon >= 0.0 { (a, b) } else { (b, a) };
        let offset = (place.lon_deg - west.lon_deg).rem_euclid(360.0);
        // Half-open in longitude, as straight edges are.
        if offset >= dlon.abs() {
            continue;
        }
        let passes_north = if offset == 0.0 {
            west.lat_deg > place.lat_deg
        } else {
            inverse(west, east).azimuth_start_deg < inverse(west, place).azimuth_start_deg
        };
        inside ^= passes_north;
    }
    inside
}

fn geodesic_ring_area_m2(ring: &[LonLat]) -> f64 {
    let earth = Geodesic::wgs84();
    let under = earth
        .area_under(geodesic_edges(ring).map(|(a, b, dlon)| ([a.lon_deg, a.lat_deg], [b.lon_deg, b.lat_deg], dlon)));
    let turns = geodesic_turns(ring);
    if turns == 0.0 {
        // The smaller side, whichever way it runs.
        return under.abs().min(earth.surface() - under.abs());
    }
    // Round the earth: all that lies left of it, by way of the pole there.
    (if turns % 2.0 == 0.0 { -under } else { earth.surface() / 2.0 - under }).rem_euclid(earth.surface())
}

/// Edges of a ring as start and longitude step, the closing one included.
pub(super) fn edges(ring: &[LonLat]) -> impl Iterator<Item = (LonLat, f64, f64)> + '_ {
    (0..ring.len()).map(move |i| {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        // The closing edge of a ring round the earth joins places a whole turn apart: no step at all.
        let dlon = edge_dlon_deg(a.lon_deg, b.lon_deg);
        let closing = i + 1 == ring.len() && a.lat_deg == b.lat_deg && dlon.abs() >= 360.0;
        (a, if closing { 0.0 } else { dlon }, b.lat_deg)
    })
}

/// How many times a ring runs round the earth, positive eastward.
pub(super) fn turns(ring: &[LonLat]) -> f64 {
    libm::round(edges(ring).map(|(_, dlon, _)| dlon).sum::<f64>() / 360.0)
}

/// Counts the edges that the meridian from the place to the north pole crosses.
fn ring_contains(ring: &[LonLat], place: LonLat) -> bool {
    let mut inside = turns(ring) > 0.0;
    for (a, dlon, end_lat) in edges(ring) {
        // Half-open in longitude: the western end counts, the eastern doesn't. Whole turns cross once each.
        let (west, width) = if dlon >= 0.0 { (a.lon_deg, dlon) } else { (a.lon_deg + dlon, -dlon) };
        let mut offset = (place.lon_deg - west).rem_euclid(360.0);
        while offset < width {
            let t = if dlon >= 0.0 { offset / width } else { 1.0 - offset / width };
            if a.lat_deg + t * (end_lat - a.lat_deg) > place.lat_deg {
                inside = !inside;
            }
            offset += 360.0;
        }
    }
    inside
}

fn ring_area_m2(ring: &[LonLat]) -> f64 {
    let under: f64 = edges(ring).map(|(a, dlon, end_lat)| under_edge_m2(a.lat_deg, end_lat, dlon)).sum();
    let turns = turns(ring);
    // Eastward round the earth: what is left of it lies between it and the north pole.
    (2.0 * PI * turns.abs() * authalic_m2(90.0) - under * if turns == 0.0 { 1.0 } else { turns.signum() }).abs()
}

/// `∫ q dλ` under a straight edge.
fn under_edge_m2(from_lat: f64, to_lat: f64, dlon_deg: f64) -> f64 {
    if dlon_deg == 0.0 {
        return 0.0;
    }
    let dlat = to_lat - from_lat;
    let parts = libm::ceil(dlat.abs() / 2.0).max(1.0);
    let mut sum = 0.0;
    let mut part = 0.0;
    while part < parts {
        sum += GAUSS.iter().map(|(t, w)| w * authalic_m2(from_lat + dlat * (part + t) / parts)).sum::<f64>();
        part += 1.0;
    }
    sum / parts * dlon_deg.to_radians()
}

/// Area between the equator and a latitude, for each radian of longitude, square metres.
fn authalic_m2(lat_deg: f64) -> f64 {
    let s = sin_cos_deg(lat_deg).0;
    let e = E2.sqrt();
    B_M * B_M / 2.0 * (s / (1.0 - E2 * s * s) + libm::atanh(e * s) / e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(places: &[(f64, f64)]) -> Vec<LonLat> {
        places.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect()
    }

    #[test]
    fn the_whole_earth() {
        // Karney 2013: the area of WGS 84 is 4π c² with c = 6 371 007.180 918 474 m.
        let c = 6_371_007.180_918_474;
        let half = polygon_area_m2(&[ring(&[(-180.0, 0.0), (180.0, 0.0)])]);
        assert!((half / (2.0 * PI * c * c) - 1.0).abs() < 1e-13);
        let all = polygon_area_m2(&[ring(&[
            (-180.0, -90.0),
            (180.0, -90.0),
            (180.0, 90.0),
            (-180.0, 90.0),
            (-180.0, -90.0),
        ])]);
        assert!((all / (4.0 * PI * c * c) - 1.0).abs() < 1e-13);
    }

    #[test]
    fn holes_are_outside() {
        let rings = [
            ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]),
            ring(&[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0), (1.0, 1.0)]),
        ];
        assert!(polygon_contains(&rings, LonLat::new(3.0, 3.0)));
        assert!(polygon_contains(&rings, LonLat::new(363.0, 3.0)));
        assert!(!polygon_contains(&rings, LonLat::new(1.5, 1.5)));
        assert!(polygon_area_m2(&rings) < polygon_area_m2(&rings[..1]));
    }

    #[test]
    fn no_ring_is_nothing() {
        assert!(!polygon_contains(&[], LonLat::new(0.0, 0.0)));
        assert!(!polygon_contains(&[vec![]], LonLat::new(0.0, 0.0)));
        assert_eq!(polygon_area_m2(&[vec![]]), 0.0);
    }

    #[test]
    fn geodesic_edges_around_the_poles() {
        let cap = |lat: f64, step: f64| ring(&[0.0, 1.0, 2.0, 3.0].map(|i| (step * i, lat)));
        for (lat, step) in [(89.0, 90.0), (-89.0, -90.0)] {
            let pole = [cap(lat, step)];
            let within = |lon: f64, lat: f64| polygon_contains_by(&pole, LonLat::new(lon, lat), EdgeKind::Geodesic);
            assert!(within(45.0, lat * 1.005) && within(10.0, 90.0 * lat.signum()) && !within(45.0, lat));
            assert!(!within(0.0, 0.0) && !within(0.0, -lat));
            // A square of half diagonal 111.7 km on a sphere of the pole's radius of curvature, 6399.6 km.
            let area = polygon_area_by_m2(&pole, EdgeKind::Geodesic);
            assert!((area / 2.495_08e10 - 1.0).abs() < 1e-4, "{area}");
        }
        // Over the pole: a triangle whose first edge is two meridians.
        let over = [ring(&[(0.0, 80.0), (180.0, 80.0), (90.0, 70.0)])];
        assert!(polygon_contains_by(&over, LonLat::new(90.0, 75.0), EdgeKind::Geodesic));
        assert!(!polygon_contains_by(&over, LonLat::new(-90.0, 89.0), EdgeKind::Geodesic));
    }

    #[test]
    fn area_as_geographiclib_says() {
        // Planimeter of GeographicLib 2.1.2 (option -E, exact elliptic functions).
        let flight = ring(&[(-73.8, 40.6), (-0.5, 51.6), (-43.2, -22.8)]);
        let expected = 26_174_030_260_170.3;
        let area = polygon_area_by_m2(std::slice::from_ref(&flight), EdgeKind::Geodesic);
        assert!((area - expected).abs() < 0.2, "{area}");
        assert_eq!(polygon_area_by_m2(&[flight.into_iter().rev().collect()], EdgeKind::Geodesic), area);
    }

    proptest! {
        #[test]
        fn halves_make_the_whole(
            lon in -180.0..180.0f64, lat in -60.0..60.0f64, w in 0.1..40.0f64, h in 0.1..20.0f64, cut in 0.1..0.9f64,
            x in -0.2..1.2f64, y in -0.2..1.2f64,
        ) {
            let (a, b) = ((lon + w * cut, lat), (lon + w * (1.0 - cut), lat + h));
            let whole = ring(&[(lon, lat), (lon + w, lat), (lon + w, lat + h), (lon, lat + h)]);
            let west = ring(&[(lon, lat), a, b, (lon, lat + h)]);
            let east = ring(&[a, (lon + w, lat), (lon + w, lat + h), b]);
            let area = |r: &Vec<LonLat>| polygon_area_m2(std::slice::from_ref(r));
            prop_assert!(((area(&west) + area(&east)) / area(&whole) - 1.0).abs() < 1e-11);
            let place = LonLat::new(lon + w * x, lat + h * y);
            let within = |r: &Vec<LonLat>| polygon_contains(std::slice::from_ref(r), place);
            prop_assert_eq!(within(&whole), within(&west) ^ within(&east));
            prop_assert_eq!(within(&whole), (0.0..1.0).contains(&x) && (0.0..1.0).contains(&y));
        }
    }

    proptest! {
        #[test]
        fn many_short_edges_are_of_either_kind(
            lon in -180.0..180.0f64, lat in -75.0..75.0f64, w in 1.0..30.0f64, h in 1.0..10.0f64,
            x in -0.2..1.2f64, y in -0.2..1.2f64,
        ) {
            // Geodesic edges, divided, and the divided ring read as straight edges: the same polygon within decimetres.
            let corners = ring(&[(lon, lat), (lon + w, lat), (lon + w, lat + h), (lon, lat + h)]);
            let fine: Vec<LonLat> = (0..4)
                .flat_map(|i| crate::spatial::geodesic::line_points(corners[i], corners[(i + 1) % 4], 2_000.0))
                .collect();
            let (corners, fine) = ([corners], [fine]);
            let place = LonLat::new(lon + w * x, lat + h * y);
            let border = crate::spatial::BorderIndex::boundary(&corners, EdgeKind::Geodesic).unwrap();
            if border.nearest(place).distance_m > 1.0 {
                prop_assert_eq!(polygon_contains_by(&corners, place, EdgeKind::Geodesic), polygon_contains(&fine, place));
            }
            let (area, by_parts) = (polygon_area_by_m2(&corners, EdgeKind::Geodesic), polygon_area_m2(&fine));
            prop_assert!((area / by_parts - 1.0).abs() < 1e-6, "{area} {by_parts}");
        }
    }
}
