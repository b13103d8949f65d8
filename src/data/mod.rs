//! Files → incidents, layers, places: each with its origin (file, line, feature) and its credit.

pub mod borders;
pub mod catalogue;
pub mod claims_table;
pub mod controls;
pub mod events;
pub mod feature;
pub mod foreign;
pub mod format;
pub mod geojson;
pub mod geometry;
pub mod import;
pub mod incident;
pub mod layer;
pub mod load;
mod mosaic;
pub mod pack;
pub mod point_table;
pub mod reference_system;
pub mod relief;
pub mod rounds;
pub mod source;
pub mod table;
pub mod viewpoint;
