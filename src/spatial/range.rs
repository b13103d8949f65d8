//! Least and greatest distance over an uncertain place.

use super::BorderIndex;
use crate::geographic::LonLat;

/// Least and greatest distance to the border over a geodesic disc, in metres.
pub fn range_over_disc(index: &BorderIndex, center: LonLat, radius_m: f64) -> (f64, f64) {
    let _ = (index, center, radius_m);
    todo!()
}
