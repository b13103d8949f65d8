//! The command line: one file a verb.

pub mod measure;
pub mod output;
