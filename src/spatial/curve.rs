//! One edge as a curve.

use serde::{Deserialize, Serialize};

/// What the line between two neighbouring positions is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum EdgeKind {
    /// Straight in longitude and latitude (RFC 7946 §3.1.1), as GeoJSON says.
    #[default]
    Rfc7946,
    /// The shortest line on the ellipsoid.
    Geodesic,
}
