//! What stands where on the page, in points.
//!
//! The grid follows the target pictures: title and subtitle above, map left and a column of panels right of it (mirrored in a right-to-left
//! figure), the foot below across the page. A narrow page has its panels in a row under the map. Panels that don't fit beside the
//! map move on to it, into the corner where they hide least; what fits nowhere is left out and reported.
//!
//! What is guaranteed: no text on the map lies on another, on a symbol or on furniture; nothing leaves its frame.

pub mod caption;
pub mod foot;
pub mod frame;
pub mod inset;
pub mod label;
pub mod language;
pub mod locator;
pub mod map;
mod page;
pub mod panel;
pub mod sums;
pub mod theme;
pub mod typesetter;
pub mod words;

pub use frame::MapFrame;
pub use map::symbols::least_symbol_width_pt;
pub use page::{CountryOfInterest, Layout, LayoutInput, UserLayer, first_frame, lay_out};
