//! Measurements on the ellipsoid: distances, foot points, azimuths, rings, areas.
//!
//! Everything is WGS 84, in degrees and metres; nothing here knows a projection or a page. Distances are lengths of
//! geodesics after Karney (2013), never planar ones and never spherical ones.
//!
//! What an edge is has two answers, and every distance to a line names which one it used: see [`EdgeKind`].

mod area;
mod area_index;
mod border;
mod coarse;
mod curve;
mod ellipsoid;
mod error;
mod foot;
pub mod geodesic;
mod hilbert;
mod interval;
mod length;
mod polygon;
mod range;
mod ring;
mod set;
mod short;
mod tree;
mod wind;

pub use area::range_over_area;
pub use area_index::AreaIndex;
pub use border::{BorderIndex, Nearest, Side};
pub use coarse::CoarseGrid;
pub use curve::EdgeKind;
pub use error::SpatialError;
pub use interval::{DistanceInterval, RoundedDistance, format_distance, interval, round_distance};
pub use length::{line_length_m, polygon_perimeter_m};
pub use polygon::{polygon_area_by_m2, polygon_area_m2, polygon_contains, polygon_contains_by};
pub use range::range_over_disc;
pub use ring::{geodesic_circle, sector};
pub use set::nearest_places;
pub use wind::Wind;
