//! GeoJSON feature by feature: the sound ones, and the others put aside with their faults.

use super::{objects, topojson};
use crate::data::geojson::{self, FileFeatures};
use crate::data::import;
use crate::data::table::{Reject, Table, TableOptions};
use crate::diagnostic::Diagnostic;
use serde_json::Value;
use std::collections::BTreeMap;

/// Reads GeoJSON in its forms, TopoJSON, or a list of flat objects.
///
/// # Errors
/// Faults of the file as a whole: no JSON, no feature that is sound.
pub fn json(name: &str, bytes: &[u8], options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let mut table = match geojson::read(name, bytes) {
        Ok(read) => Table { features: read.features, warnings: read.warnings, ..Table::default() },
        Err(faults) => match other_json(name, bytes, &faults, options) {
            Some(Other::Objects(read)) => return read,
            Some(Other::Topology(table)) => table,
            None => put_aside(name, bytes, faults)?,
        },
    };
    import::rename(&mut table.features, options.mapping)?;
    Ok(table)
}

/// [`json`], of which one faulty feature refuses the whole.
///
/// # Errors
/// All faults of the file.
pub fn json_all_or_none(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    geojson::read(name, bytes).or_else(|faults| match other_json(name, bytes, &faults, &TableOptions::default()) {
        Some(Other::Objects(read)) => read?.all_or_none(),
        Some(Other::Topology(table)) => table.all_or_none(),
        None => Err(faults),
    })
}

/// JSON that is no GeoJSON.
enum Other {
    Topology(Table),
    Objects(Result<Table, Vec<Diagnostic>>),
}

/// What JSON is that has a fault of another kind of file.
fn other_json(name: &str, bytes: &[u8], faults: &[Diagnostic], options: &TableOptions) -> Option<Other> {
    let strange = |f: &Diagnostic| matches!(f.code, "data::topojson" | "data::not-an-object");
    if !faults.iter().any(strange) {
        return None;
    }
    let value: Value = serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    match topojson::read(name, &value) {
        Some(table) => Some(Other::Topology(table)),
        None => objects::read(name, &value, options).map(Other::Objects),
    }
}

/// The sound features of a file with faults.
fn put_aside(name: &str, bytes: &[u8], faults: Vec<Diagnostic>) -> Result<Table, Vec<Diagnostic>> {
    // A fault that belongs to no feature is one of the whole file.
    if faults.iter().any(|f| import::excludes(f) && f.place.feature.is_none()) {
        return Err(faults);
    }
    let report = geojson::check(name, bytes);
    if report.features.is_empty() {
        return Err(faults);
    }
    let mut aside: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    let mut table = Table { features: report.features, ..Table::default() };
    for fault in report.faults {
        match fault.place.feature {
            Some(number) if import::excludes(&fault) => aside.entry(number).or_default().push(fault),
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
    table.rejects = aside.into_iter().map(|(row, faults)| reject(row, faults, &table.header, &members)).collect();
    Ok(table)
}

fn reject(row: usize, faults: Vec<Diagnostic>, header: &[String], members: &[Vec<(String, String)>]) -> Reject {
    let own = members.get(row - 1).map_or(&[][..], Vec::as_slice);
    let cell = |name: &String| own.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let line = faults.iter().filter_map(|f| f.place.line).min().unwrap_or(0);
    Reject { line, row, cells: header.iter().map(cell).collect(), faults }
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
