//! GeoJSON: checked against RFC 7946 and common sense, and read into features.
//!
//! One walk over the file finds every fault with its line, feature and JSON pointer; reading refuses a file with errors
//! and never repairs it. What has no fault is read by a shorter way first (`lean`). Newline-delimited files and RFC 8142 sequences are checked record by record. Limits: nesting
//! of [`json::DEPTH`]; the whole file is held in memory.

mod bbox;
mod checker;
mod crs;
mod guess;
pub mod json;
mod lean;
mod lines;
mod members;
mod node;
mod position;
mod read;
mod records;
mod rings;
mod rules;
mod syntax;

pub(super) use lean::{Collection, Cursor, feature_starts};
pub use read::{FileFeatures, read};
pub use records::{CheckReport, check, has_errors};

/// Every fault that a GeoJSON file can have, with its severity.
pub const CODES: [(&str, crate::diagnostic::Severity); 56] = {
    use crate::diagnostic::Severity::{Error, Warning};
    [
        ("data::empty-file", Error),
        ("data::not-utf8", Error),
        ("data::not-json", Error),
        ("data::too-deep", Error),
        ("data::byte-order-mark", Warning),
        ("data::repeated-member", Warning),
        ("data::not-an-object", Error),
        ("data::missing-type", Error),
        ("data::mistyped-type", Error),
        ("data::unknown-type", Error),
        ("data::topojson", Error),
        ("data::missing-features", Error),
        ("data::mistyped-features", Error),
        ("data::missing-geometry", Error),
        ("data::mistyped-geometry", Error),
        ("data::missing-properties", Error),
        ("data::mistyped-properties", Error),
        ("data::missing-geometries", Error),
        ("data::mistyped-geometries", Error),
        ("data::missing-coordinates", Error),
        ("data::mistyped-coordinates", Error),
        ("data::mistyped-position", Error),
        ("data::short-position", Error),
        ("data::long-position", Warning),
        ("data::not-finite", Error),
        ("data::latitude-out-of-range", Error),
        ("data::longitude-out-of-range", Error),
        ("data::longitude-wrapped", Warning),
        ("data::short-line", Error),
        ("data::short-ring", Error),
        ("data::unclosed-ring", Error),
        ("data::ring-winding", Warning),
        ("data::empty-coordinates", Warning),
        ("data::nested-collection", Warning),
        ("data::mistyped-id", Error),
        ("data::repeated-id", Warning),
        ("data::mistyped-bbox", Error),
        ("data::bbox-length", Error),
        ("data::bbox-upside-down", Warning),
        ("data::crs-member", Warning),
        ("data::unknown-crs", Error),
        ("data::bare-geometry", Warning),
        ("data::misplaced-member", Error),
        ("data::bbox-out-of-range", Warning),
        ("data::bbox-elsewhere", Warning),
        ("data::several-texts", Warning),
        ("data::half-character", Warning),
        ("data::esri-json", Error),
        ("data::not-degrees", Error),
        ("data::degrees-for-metres", Error),
        ("data::antimeridian-uncut", Warning),
        ("data::crossed-ring", Warning),
        ("data::flat-ring", Warning),
        ("data::ring-ends-differ", Warning),
        ("data::hole-outside", Warning),
        ("data::needless-collection", Warning),
    ]
};

#[cfg(test)]
mod tests;
