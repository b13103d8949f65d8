//! Measuring on the WGS 84 ellipsoid: geodesics, distance from a point to lines, circles and sectors, sides.
//!
//! Method: Karney's geodesics (2013, "Algorithms for geodesics", J. Geodesy 87) through `geographiclib-rs`. Nothing
//! here is measured on a projection. Longitude first; azimuths are 0–360° clockwise from north.

mod border_index;
mod edge;
pub mod geodesic;
mod interval;
mod shapes;

pub use border_index::{BorderIndex, Nearest, Side};
pub use edge::EdgeKind;
pub use interval::DistanceInterval;
pub use shapes::{geodesic_circle, polygon_contains, sector};

/// What can't be measured.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpatialError {
    /// There is no line to measure to.
    #[error("there is no line to measure to")]
    NoLine,
    /// A coordinate is not a number or out of its range.
    #[error("a coordinate of line {line} is out of range")]
    Coordinate {
        /// Which line, from 0.
        line: usize,
    },
}
