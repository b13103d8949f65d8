//! Many points → few: cells of equal area, counts and sums of claims, classes for a legend.
//!
//! Everything here takes events as batches of columns ([`EventBatch`]) and keeps only sums, so that no point is
//! held. Sums are [merged](Aggregate::merge) in any order with the same result: they are whole numbers. So a file can be read on all
//! cores, and an engine that holds more data than one machine could feed the same interface.
//!
//! # What is guaranteed
//! A number of people is a claim: least and greatest are summed apart, an unknown number is counted apart and never added as 0.

pub mod areas;
mod breakdown;
mod cells;
pub mod classes;
mod clusters;
pub mod crowding;
pub mod density;
mod groups;
pub mod lattice;
pub mod overview;
mod source;
mod summed;
pub mod tally;
pub mod timeline;

pub use areas::{AreaSource, AreaSums, SummedArea, SummedAreas};
pub use breakdown::Breakdown;
pub use cells::{Cell, LatticeSums};
pub use clusters::{ClusterSums, Gathered};
pub use groups::{Group, GroupBy, Groups};
pub use lattice::{CellId, CellLattice, CellShape};
pub use overview::Overview;
pub use source::Events;
pub use summed::{SummedCells, SummedEvents, round_width_m};
pub use tally::Tally;
pub use timeline::Timeline;

use crate::data::events::EventBatch;

/// Something that adds events up.
pub trait Aggregate {
    /// Adds the events of a batch.
    fn add(&mut self, batch: &EventBatch);
    /// Adds what another has summed up.
    fn merge(&mut self, other: Self);
}
