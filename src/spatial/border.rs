//! Lines that are measured to, indexed.

use super::{EdgeKind, SpatialError};
use crate::geographic::LonLat;

/// On which side of a line a place lies, seen along the line's own direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left of it.
    Left,
    /// Right of it.
    Right,
    /// On it (within a micrometre).
    On,
}

/// The nearest place of a border.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Length of the geodesic from the place to the foot point, in metres.
    pub distance_m: f64,
    /// Azimuth at the place, towards the foot point, 0–360°.
    pub azimuth_deg: f64,
    /// The foot point, longitude in −180…180.
    pub foot: LonLat,
    /// Which line, from 0.
    pub line: usize,
    /// Which edge of that line, from 0.
    pub edge: usize,
    /// Side of the line that the place lies on.
    pub side: Side,
}

/// Lines, indexed for the nearest point.
#[derive(Debug)]
pub struct BorderIndex {}

impl BorderIndex {
    /// Indexes lines of at least two positions each.
    pub fn new(lines: Vec<Vec<LonLat>>, edges: EdgeKind) -> Result<Self, SpatialError> {
        let _ = (lines, edges);
        todo!()
    }

    /// The nearest point of the lines.
    pub fn nearest(&self, place: LonLat) -> Nearest {
        let _ = place;
        todo!()
    }
}
