//! Incident maps for reports. (The tour of the pipeline comes here.)
#![forbid(unsafe_code)]

pub mod aggregate;
pub mod claims;
pub mod cli;
pub mod color;
pub mod data;
pub mod diagnostic;
pub mod draw;
pub mod export;
pub mod geographic;
pub mod layout;
pub mod pipeline;
pub mod projection;
pub mod provenance;
pub mod scene;
pub mod spatial;
pub mod spec;
pub mod text;
pub mod units;
