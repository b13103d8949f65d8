//! Layout → [`Scene`](crate::scene::Scene), through Plotters.
//!
//! The page is a Plotters `DrawingArea` on a recording backend: what is drawn on it becomes items of the scene, in
//! floats. Our own geometry goes through one small element, [`SceneElement`], that hands the backend a whole item; and
//! [`GeographicCoord`] makes any of Plotters' own series and elements drawable on a map:
//!
//! ```
#![doc = include_str!("../../examples/plotters_series.rs")]
//! ```

mod annotations;
pub mod backend;
mod cells;
mod charts;
pub mod coordinates;
mod coverage;
pub mod element;
mod furniture;
mod ground;
mod incidents;
mod insets;
mod islets;
mod label_trace;
mod page;
pub mod paths;
mod patterns;
mod pictograms;
mod relief;
mod samples;
mod sheet;

pub use backend::{BackendError, Recording, RecordingBackend};
pub use coordinates::GeographicCoord;
pub use element::SceneElement;
pub use label_trace::label_trace;
pub use page::draw;
