//! Point in polygon and areas.

use crate::geographic::LonLat;

/// Is the place inside the polygon?
pub fn polygon_contains(rings: &[Vec<LonLat>], place: LonLat) -> bool {
    let _ = (rings, place);
    todo!()
}

/// Area of a polygon in square metres.
pub fn polygon_area_m2(rings: &[Vec<LonLat>]) -> f64 {
    let _ = rings;
    todo!()
}
