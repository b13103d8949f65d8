//! CSV and TSV: rows with longitude and latitude columns, found by name in any order.
//!
//! The delimiter is the one of comma, semicolon, tab and bar that the header holds most often. Every row that can't be
//! placed is a fault with its line and column; a row without coordinates is a feature without geometry. Other columns
//! become properties: numbers as numbers, empty cells as null. A row with more or fewer cells than the header is kept
//! and told: what it lacks is null, what it has too much becomes `column_N`.
//!
//! What the columns hold is said by one function, [`ColumnPlan::of`]; how bytes become text, cells become degrees, and rows become
//! features are the other rooms of this one.

mod column_names;
mod columns;
mod degrees;
mod encoding;
mod hxl;
mod pair;
mod place;
mod rows;
mod wkt;

pub use columns::{ColumnPlan, FIELDS, Mapping, MappingError, PlaceColumns};
pub(super) use degrees::western;
pub(super) use encoding::decode;
pub use rows::{REJECT_COLUMNS, Records, Reject, Table, TableOptions, read as read_records};

use super::foreign;
use super::geojson::FileFeatures;
use crate::diagnostic::{Diagnostic, Place};
use serde_json::Value;

/// Reads a table.
///
/// # Errors
/// No coordinate columns; a row with a coordinate that is no number or out of range; text in an encoding that can't be told.
pub fn read(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    read_rows(name, bytes, &TableOptions::default())?.all_or_none()
}

/// Reads a table row by row: what can't be placed is put aside with its reasons.
///
/// # Errors
/// Of the table as a whole: no coordinate columns, an encoding that can't be told, a mapping of columns that don't exist.
pub fn read_rows(name: &str, bytes: &[u8], options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let at = |fault: Diagnostic| {
        let place = Place { file: Some(name.to_owned()), line: fault.place.line, ..Place::default() };
        fault.at(place)
    };
    let decoded = encoding::decode(bytes, options.encoding).map_err(|fault| vec![at(*fault)])?;
    let (text, delimiter, above) = split_note(without_mark(&decoded.text));
    let records = || -> Box<dyn Iterator<Item = (usize, csv::StringRecord)>> {
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
        // A reader of text in memory has no faults of its own: rows may have any length, and the text is UTF-8.
        let rows = reader.into_records().filter_map(Result::ok);
        Box::new(rows.map(move |r| (r.position().map_or(0, |p| p.line() as usize) + above, r)))
    };
    let mut table = read_records(name, &records, options)?;
    table.warnings.splice(0..0, decoded.told.map(at));
    Ok(table)
}

impl Table {
    /// The features, if every row can be used.
    ///
    /// # Errors
    /// The faults of all rows that can't, and what else is to be told.
    pub fn all_or_none(self) -> Result<FileFeatures, Vec<Diagnostic>> {
        if self.rejects.is_empty() {
            return Ok(FileFeatures { features: self.features, warnings: self.warnings });
        }
        let mut faults: Vec<Diagnostic> = self.rejects.into_iter().flat_map(|r| r.faults).collect();
        faults.extend(self.warnings);
        faults.sort_by_key(|f| f.place.line);
        Err(faults)
    }
}

/// The table without the line by which Excel is told the delimiter (`sep=;`), its delimiter, and the lines left out.
fn split_note(text: &str) -> (&str, u8, usize) {
    let note = text.lines().next().and_then(|line| line.trim_matches('"').strip_prefix("sep="));
    match note.map(str::as_bytes) {
        Some([delimiter]) => (text.split_once('\n').map_or("", |(_, rest)| rest), *delimiter, 1),
        _ => (text, delimiter(text), 0),
    }
}

/// The one of comma, semicolon, tab and bar that the first line holds most often outside quotes.
pub(super) fn delimiter(text: &str) -> u8 {
    let header_line = without_mark(text).lines().next().unwrap_or_default();
    let outside = || header_line.split('"').step_by(2).flat_map(str::bytes);
    let often = |d: &u8| (outside().filter(|b| b == d).count(), *d == b',');
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(often).unwrap_or(b',')
}

/// A reader of a whole table, its header first.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(without_mark(text).as_bytes())
}

/// Text without a byte order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Names of columns.
pub(super) fn names(header: &csv::StringRecord) -> Vec<String> {
    header.iter().map(|h| h.trim().to_owned()).collect()
}

/// Which columns hold longitude and latitude, where the header says nothing else that changes a row's id, name or place:
/// `None` also for a known export, and where names are told from other columns.
pub(super) fn coordinate_columns(header: &[String]) -> Option<(usize, usize)> {
    let foreign = foreign::recognise(header.iter().map(String::as_str)).is_some();
    let rejects = header.iter().any(|h| REJECT_COLUMNS.contains(&h.as_str()));
    ColumnPlan::of(header, &[]).ok().filter(|_| !foreign && !rejects)?.plain()
}

/// Degrees longitude and latitude reach at most.
pub(super) const MOST_DEG: (f64, f64) = (540.0, 90.0);

/// [`value`] for the readers of other formats.
pub(super) fn cell_value(cell: &str) -> Value {
    value(cell.trim())
}

/// A cell: a number where it is written as one, null where it is empty, else text.
pub(super) fn value(cell: &str) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    let plain = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
        && !(cell.len() > 1 && cell.starts_with('0') && !cell.starts_with("0."));
    match cell.parse::<i64>() {
        Ok(n) if plain => Value::from(n),
        _ => match cell.parse::<f64>() {
            Ok(n) if plain => serde_json::Number::from_f64(n).map_or(Value::Null, Value::Number),
            _ => Value::String(cell.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_name_in_any_order_and_delimiter() {
        let read = read("f.csv", b"\xef\xbb\xbfname;Latitude;id;LONG;killed\nA;15.5;007;32.5;3\nB;;b;;\n").unwrap();
        assert_eq!(read.features[0].id, Some(Value::String("007".into())));
        assert_eq!(read.features[0].geometry, Some(geo::Geometry::Point(geo::Point::new(32.5, 15.5))));
        assert_eq!(read.features[0].properties["killed"], Value::from(3));
        assert_eq!((&read.features[1].geometry, read.features[1].origin.line), (&None, 3));
        assert_eq!(read.features[1].properties["killed"], Value::Null);
    }

    #[test]
    fn rows_of_other_lengths_are_kept_and_told() {
        let read = read("f.csv", b"id,lon,lat,killed\na,1,2\nb,1,2,3,north, east\nc,1,2,3\n").unwrap();
        let told: Vec<_> = read.warnings.iter().map(|f| (f.code, f.place.line, f.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("data::uneven-row", Some(2), "this row has 3 cells, the header has 4 cells"),
                ("data::uneven-row", Some(3), "this row has 6 cells, the header has 4 cells")
            ]
        );
        assert_eq!(read.features[0].properties["killed"], Value::Null);
        assert_eq!(read.features[1].properties["column_6"], Value::from("east"));
        assert_eq!(read.features[2].properties.len(), 1);
    }

    #[test]
    fn every_bad_row_is_told() {
        let faults = read("f.csv", b"id,lon,lat\na,1,95\nb,x,2\nc,1,2\n").unwrap_err();
        let found: Vec<_> =
            faults.iter().map(|f| (f.code, f.place.line, f.place.pointer.clone().unwrap_or_default())).collect();
        assert_eq!(
            found,
            [
                ("data::coordinate-out-of-range", Some(2), "lat".to_owned()),
                ("data::coordinate-no-number", Some(3), "lon".to_owned())
            ]
        );
        assert_eq!(read("f.csv", b"id,name\n1,2\n").unwrap_err()[0].code, "data::no-coordinate-columns");
    }
}
