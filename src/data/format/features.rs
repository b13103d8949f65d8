//! GeoJSON feature by feature: the sound ones, and the others put aside with their faults.

use super::FeatureFile;
use crate::data::geojson;
use crate::data::import::Exclusion;
use crate::diagnostic::{Diagnostic, Severity};
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads GeoJSON in its forms; features with faults are excluded.
///
/// # Errors
/// Faults of the file as a whole: no JSON, no feature that is sound.
pub fn read_features(name: &str, bytes: &[u8]) -> Result<FeatureFile, Vec<Diagnostic>> {
    match geojson::read(name, bytes) {
        Ok(read) => Ok(FeatureFile { features: read.features, warnings: read.warnings, ..FeatureFile::default() }),
        Err(faults) => put_aside(name, bytes, faults),
    }
}

/// The sound features of a file with faults.
fn put_aside(name: &str, bytes: &[u8], faults: Vec<Diagnostic>) -> Result<FeatureFile, Vec<Diagnostic>> {
    // A fault that belongs to no feature is one of the whole file.
    if faults.iter().any(|f| excludes(f) && f.place.feature.is_none()) {
        return Err(faults);
    }
    let report = geojson::check(name, bytes);
    if report.features.is_empty() {
        return Err(faults);
    }
    let mut aside: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    let mut table = FeatureFile { features: report.features, ..FeatureFile::default() };
    for fault in report.faults {
        match fault.place.feature {
            Some(number) if excludes(&fault) => aside.entry(number).or_default().push(fault),
            _ => table.warnings.push(fault),
        }
    }
    // A feature may be sound but for what its reader told of it as an error.
    table.features.retain(|f| !aside.contains_key(&f.origin.feature));
    let members = members(bytes);
    table.header = ["id", "lon", "lat"].map(str::to_owned).to_vec();
    for (name, _) in aside.keys().filter_map(|n| members.get(n - 1)).flatten() {
        if !table.header.contains(name) {
            table.header.push(name.clone());
        }
    }
    table.excluded = aside.into_iter().map(|(row, faults)| excluded(row, &faults, &table.header, &members)).collect();
    Ok(table)
}

/// Is a fault one for which its feature is put aside?
fn excludes(fault: &Diagnostic) -> bool {
    fault.severity == Severity::Error
}

fn excluded(row: usize, faults: &[Diagnostic], header: &[String], members: &[Vec<(String, String)>]) -> Exclusion {
    let own = members.get(row - 1).map_or(&[][..], Vec::as_slice);
    let cell = |name: &String| own.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let line = faults.iter().filter_map(|f| f.place.line).min().unwrap_or(0);
    let column = faults.first().and_then(|f| f.place.pointer.clone()).unwrap_or_default();
    let reason = faults.iter().map(|f| f.message.as_str()).collect::<Vec<_>>().join("; ");
    Exclusion { row, line, column, value: String::new(), reason, cells: header.iter().map(cell).collect() }
}

/// Of each feature its id, the numbers of a point, and its properties as text, for a table in which they can be mended. Empty where the file is not
/// JSON to the letter.
fn members(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let features = match serde_json::from_slice::<Value>(bytes) {
        Ok(mut file) => match file.get_mut("features").map(Value::take) {
            Some(Value::Array(features)) => features,
            _ => vec![file],
        },
        Err(_) => {
            let lines = bytes.split(|b| *b == b'\n' || *b == 0x1e).filter(|l| !l.trim_ascii().is_empty());
            lines.map(|l| serde_json::from_slice(l).unwrap_or_default()).collect()
        }
    };
    features.iter().map(cells).collect()
}

fn cells(feature: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let mut cells: Vec<(String, String)> =
        feature.get("id").map(|id| ("id".to_owned(), text(id))).into_iter().collect();
    if let Some([lon, lat, ..]) = feature.pointer("/geometry/coordinates").and_then(Value::as_array).map(Vec::as_slice)
        && !lon.is_array()
    {
        cells.extend([("lon".to_owned(), text(lon)), ("lat".to_owned(), text(lat))]);
    }
    let properties = feature.get("properties").and_then(Value::as_object);
    cells.extend(properties.into_iter().flatten().map(|(name, value)| (name.clone(), text(value))));
    cells
}
