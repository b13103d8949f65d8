//! Incident maps for reports. (The tour of the pipeline comes here.)
#![forbid(unsafe_code)]

pub mod color;
pub mod diagnostic;
pub mod geographic;
pub mod scene;
pub mod text;
pub mod units;
