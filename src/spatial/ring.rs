//! Rings and sectors at a geodesic distance.

use crate::geographic::LonLat;

/// The geodesic circle.
pub fn geodesic_circle(center: LonLat, radius_m: f64, points: usize) -> Vec<LonLat> {
    let _ = (center, radius_m, points);
    todo!()
}

/// The sector.
pub fn sector(center: LonLat, from_deg: f64, to_deg: f64, radius_m: f64) -> Vec<LonLat> {
    let _ = (center, from_deg, to_deg, radius_m);
    todo!()
}
