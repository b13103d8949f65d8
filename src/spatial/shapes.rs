//! Circles and sectors on the ellipsoid, and whether a place lies in a polygon.

use super::geodesic;
use crate::geographic::LonLat;

/// The geodesic circle of a radius: `points` places and the first again. Longitudes run on across 180°; a circle that
/// holds a pole goes once round the earth, so its last longitude is a turn away from its first.
pub fn geodesic_circle(center: LonLat, radius_m: f64, points: usize) -> Vec<LonLat> {
    let count = points.max(3);
    let mut circle: Vec<LonLat> = Vec::with_capacity(count + 1);
    for i in 0..=count {
        let place = geodesic::direct(center, 360.0 * i as f64 / count as f64, radius_m);
        let before = circle.last().copied().unwrap_or(center);
        circle.push(geodesic::near_turn(place, before));
    }
    circle
}

/// The sector from one azimuth clockwise to another: vertex, arc, vertex.
pub fn sector(vertex: LonLat, from_deg: f64, to_deg: f64, radius_m: f64) -> Vec<LonLat> {
    let sweep = (to_deg - from_deg).rem_euclid(360.0);
    let steps = (libm::ceil(sweep / 2.0) as u32).max(2);
    let mut outline = vec![vertex];
    for i in 0..=steps {
        let azimuth = from_deg + sweep * f64::from(i) / f64::from(steps);
        let place = geodesic::direct(vertex, azimuth, radius_m);
        outline.push(geodesic::near_turn(place, outline[outline.len() - 1]));
    }
    outline.push(vertex);
    outline
}

/// Does a polygon (exterior ring, then holes; edges straight in longitude and latitude) hold a place? Rings across 180°
/// may jump or run on. Points on the edge may be told either way. Not for rings around a pole.
pub fn polygon_contains(rings: &[Vec<LonLat>], p: LonLat) -> bool {
    let mut crossings = 0;
    for ring in rings {
        let Some(first) = ring.first() else { continue };
        // Seen from the place and unrolled, so that 180° is nothing special.
        let mut x1 = crate::geographic::normalize_lon_deg(first.lon_deg - p.lon_deg);
        for pair in ring.windows(2) {
            let x0 = x1;
            x1 = geodesic::near_turn(LonLat::new(pair[1].lon_deg - p.lon_deg, 0.0), LonLat::new(x0, 0.0)).lon_deg;
            let (y0, y1) = (pair[0].lat_deg, pair[1].lat_deg);
            if (y0 > p.lat_deg) != (y1 > p.lat_deg) {
                let x = x0 + (p.lat_deg - y0) / (y1 - y0) * (x1 - x0);
                if x > 0.0 {
                    crossings += 1;
                }
            }
        }
    }
    crossings % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_has_its_radius_everywhere() {
        for center in [LonLat::new(36.5, 36.1), LonLat::new(179.9, -18.0), LonLat::new(10.0, 89.5)] {
            for p in geodesic_circle(center, 150_000.0, 72) {
                assert!((geodesic::inverse(center, p).distance_m - 150_000.0).abs() < 1e-6);
            }
        }
        let polar = geodesic_circle(LonLat::new(10.0, 89.5), 150_000.0, 72);
        assert!((polar[72].lon_deg - polar[0].lon_deg).abs() > 359.0);
    }

    #[test]
    fn inside_across_180() {
        let ring: Vec<LonLat> = [(179.0, -1.0), (-179.0, -1.0), (-179.0, 1.0), (179.0, 1.0), (179.0, -1.0)]
            .map(|p| LonLat::new(p.0, p.1))
            .to_vec();
        assert!(polygon_contains(&[ring.clone()], LonLat::new(180.0, 0.0)));
        assert!(polygon_contains(&[ring.clone()], LonLat::new(-179.5, 0.5)));
        assert!(!polygon_contains(&[ring.clone()], LonLat::new(178.0, 0.0)));
        assert!(!polygon_contains(&[ring], LonLat::new(0.0, 0.0)));
    }
}
