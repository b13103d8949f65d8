//! Files → incidents, layers, places: each with its origin (file, line, feature) and its credit.

pub mod catalogue;
pub mod feature;
pub mod geometry;
pub mod incident;
pub mod layer;
pub mod relief;
pub mod source;
