//! Files → incidents, layers, places: each with its origin (file, line, feature) and its credit.

pub mod feature;
pub mod incident;
pub mod source;
