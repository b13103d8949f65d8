//! Reading: the check's sound features, if there is no error; longitudes brought home.

use super::lean;
use super::records::{check, has_errors};
use crate::data::feature::Feature;
use crate::diagnostic::Diagnostic;
use crate::geographic::normalize_lon_deg;

/// The features of a file, and what is odd about it.
#[derive(Debug, Clone, Default)]
pub struct FileFeatures {
    /// Features in the file's order.
    pub features: Vec<Feature>,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
}

/// Reads a GeoJSON file, a newline-delimited one, or an RFC 8142 sequence.
///
/// # Errors
/// All faults of the file, if one of them is an error.
pub fn read(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    if let Some(read) = lean::read(name, bytes) {
        return Ok(read);
    }
    exactly(name, bytes)
}

/// Reads a file with the place of every value in hand.
pub(super) fn exactly(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    let report = check(name, bytes);
    if has_errors(&report.faults) {
        return Err(report.faults);
    }
    Ok(FileFeatures { features: report.features, warnings: report.faults })
}

/// A point with its longitude in −180…180.
pub(super) fn point((lon, lat): (f64, f64)) -> geo::Point<f64> {
    geo::Point::new(normalize_lon_deg(lon), lat)
}

/// Positions as they are, to look at their shape.
pub(super) fn to_line(positions: &[(f64, f64)]) -> geo::LineString<f64> {
    positions.iter().copied().collect()
}

/// A line whose first longitude is in −180…180; it may run on beyond, so that neighbours stay neighbours.
pub(super) fn line_string(positions: Vec<(f64, f64)>) -> geo::LineString<f64> {
    let turn = positions.first().map_or(0.0, |p| normalize_lon_deg(p.0) - p.0);
    positions.into_iter().map(|(lon, lat)| (lon + turn, lat)).collect()
}

/// A polygon of rings, the first one outside; holes follow the outer ring's turn.
pub(super) fn polygon_of(rings: Vec<Vec<(f64, f64)>>) -> geo::Polygon<f64> {
    let turn = rings.first().and_then(|r| r.first()).map_or(0.0, |p| normalize_lon_deg(p.0) - p.0);
    let mut rings = rings.into_iter().map(|ring| ring.into_iter().map(|(lon, lat)| (lon + turn, lat)).collect());
    let outer = rings.next().unwrap_or_else(|| geo::LineString::new(Vec::new()));
    geo::Polygon::new(outer, rings.collect())
}
