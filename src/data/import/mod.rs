//! A stranger's file → incidents, with an account of every row that adds up.
//!
//! Every row or feature is placed, without coordinates, or excluded, and each exclusion has its reasons. Nothing is guessed: what can't be read
//! one way is told, and stays unknown or puts its row aside. Rows that are put aside can be written as a table
//! ([`rejects_csv`]), mended there and read again.

mod account;
mod rejects;

pub use account::{Account, grouped};
pub use rejects::rejects_csv;

use super::feature::Feature;
use super::foreign::{self, Export, Understanding};
use super::format;
use super::incident::Incident;
use super::table::{Mapping, Reject, TableOptions};
use crate::diagnostic::{Diagnostic, Severity};
use serde_json::Value;

/// What the user says of a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportOptions<'o> {
    /// What its columns hold, where their names don't say it: `(column, field)`.
    pub mapping: &'o Mapping,
    /// The encoding of a table.
    pub encoding: Option<&'o str>,
    /// How its values are to be understood.
    pub understanding: Understanding,
}

/// A file that was read.
pub struct Imported {
    /// What was placed and what has no coordinates, in the file's order.
    pub incidents: Vec<Incident>,
    /// How many rows went where.
    pub account: Account,
    /// Names of the columns of what was put aside.
    pub header: Vec<String>,
    /// What was put aside.
    pub rejects: Vec<Reject>,
    /// The known export that the file is.
    pub export: Option<&'static Export>,
    /// What is to be told beside.
    pub warnings: Vec<Diagnostic>,
}

/// Reads the bytes of a file.
///
/// ```
/// use sitmap::data::import::{ImportOptions, import};
/// let file = "name,lat,lon,killed\nSaraqib,35.86,36.80,12–21\nIdlib,north,36.63,3\nHama,,,unknown\n";
/// let read = import("theirs.csv", file.as_bytes(), &ImportOptions::default()).unwrap();
/// assert_eq!(read.account.to_string(), "3 read = 1 placed + 1 without coordinates + 1 excluded");
/// assert_eq!(read.incidents[0].killed[0].max, Some(21));
/// assert_eq!(read.rejects[0].faults[0].message, "“north” is no number");
/// ```
///
/// # Errors
/// Faults of the file as a whole: none of its rows can be read.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let table = TableOptions { mapping: options.mapping, encoding: options.encoding, without_empty_rows: true };
    let mut rows = format::read_rows(name, bytes, &table)?;
    let mut told = Vec::new();
    let export = foreign::understand(&mut rows.features, options.understanding, &mut told);
    rows.warnings.extend(told);
    if rows.empty_rows > 0 {
        let message = format!("{} of the table are empty and not counted", grouped_of(rows.empty_rows, "row"));
        rows.warnings.push(Diagnostic::warning("data::empty-rows", message));
    }
    let mut warnings = rows.warnings;
    rows.features.iter_mut().for_each(tidy);
    let incidents: Vec<Incident> = rows.features.iter().map(|f| Incident::from_feature(f, &mut warnings)).collect();
    let account = Account::of(&incidents, rows.rejects.len());
    Ok(Imported { incidents, account, header: rows.header, rejects: rows.rejects, export, warnings })
}

/// The same feature in the form that all formats share: its id where ids stand, without members that say nothing.
fn tidy(feature: &mut Feature) {
    let said = |id: &Value| id.is_number() || id.as_str().is_some_and(|t| !t.trim().is_empty());
    if feature.id.is_none() && feature.properties.get("id").is_some_and(said) {
        feature.id = feature.properties.shift_remove("id");
    } else if feature.id.is_some() && feature.id.as_ref() == feature.properties.get("id") {
        feature.properties.shift_remove("id");
    }
    feature.properties.retain(|_, value| !value.is_null() && value.as_str().is_none_or(|t| !t.trim().is_empty()));
}

/// `12 rows`, `1 row`.
fn grouped_of(count: usize, word: &str) -> String {
    format!("{} {word}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// Columns of features under the names of members that the user gives them, for formats whose places are no columns.
///
/// # Errors
/// A column that no feature has; a field that is none, or is a place.
pub(super) fn rename(features: &mut [Feature], mapping: &Mapping) -> Result<(), Vec<Diagnostic>> {
    let mut faults = Vec::new();
    for (column, field) in mapping {
        let places = ["lon", "lat", "lat_lon", "lon_lat", "wkt"];
        if places.contains(&field.as_str()) || !super::table::FIELDS.contains(&field.as_str()) {
            faults.push(Diagnostic::error(
                "data::unknown-field",
                format!("“{field}” is no field that a property can be"),
            ));
            continue;
        }
        let mut found = false;
        for feature in features.iter_mut() {
            let Some(value) = feature.properties.get(column).cloned() else { continue };
            found = true;
            if field == "id" {
                feature.id = Some(value);
            } else {
                feature.properties.insert(field.clone(), value);
            }
        }
        if !found {
            faults.push(Diagnostic::error("data::unknown-column", format!("no feature has a property “{column}”")));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Is a fault one for which its feature is put aside?
pub(super) fn excludes(fault: &Diagnostic) -> bool {
    fault.severity == Severity::Error
}
