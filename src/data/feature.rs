//! A feature as a file gives it: geometry, properties, and where it stands in which file.

use std::sync::Arc;

/// Where a feature came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it, or `built-in`.
    pub file: Arc<str>,
    /// Line that the feature begins on, from 1.
    pub line: usize,
    /// Number of the feature, row or record, from 1.
    pub feature: usize,
}

/// A feature after its file was read: geometry valid (finite, in range, rings closed), longitudes wrapped to ±180°
/// part by part (a line or ring across 180° keeps running beyond it, so that neighbours stay neighbours).
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// `id` as the file gives it: a string or a number.
    pub id: Option<serde_json::Value>,
    /// `None`: the file says `null` (not located).
    pub geometry: Option<geo::Geometry<f64>>,
    /// The members of `properties`, in the file's order.
    pub properties: serde_json::Map<String, serde_json::Value>,
    /// Where it stands.
    pub origin: Origin,
}
