//! Spreadsheets as rows of texts: XLSX and ODS.
//!
//! Cells are what they hold, not how they are shown: numbers in full, dates as ISO 8601. Formulas give the values that the program stored
//! with them. Of several sheets the first is read that names a place. Old Excel files (.xls) and encrypted ones are refused.

use super::error::FormatError;
use super::zip::Archive;
use super::{ods, xlsx, xml};
use crate::data::import::{ImportOptions, TableFile};
use csv::StringRecord;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// Rows that have cells, with their number in the sheet.
pub(super) type Rows = Vec<(usize, StringRecord)>;
/// Cells in a row at most: what both formats allow.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// The first sheet in which a place is named, else the first that has rows, as CSV. Rows stand on lines of their numbers where no cell holds a line end.
///
/// # Errors
/// A broken file; no sheet with rows.
pub(super) fn as_csv(name: &str, archive: &Archive) -> Result<Vec<u8>, FormatError> {
    let excel = archive.ending("xl/workbook.xml").is_some();
    let sheets = if excel { xlsx::sheets(archive)? } else { ods::sheets(archive)? };
    let mut tables = sheets.iter().filter(|(_, rows)| !rows.is_empty()).map(|(_, rows)| csv_of(rows));
    let Some(first) = tables.next() else {
        return Err(FormatError::Unread(
            "the spreadsheet has no rows".to_owned(),
            Some("save it with its table on the first sheet"),
        ));
    };
    let placed = |table: &Vec<u8>| TableFile::open(name, table, &ImportOptions::default()).is_ok();
    Ok(if placed(&first) { first } else { tables.find(placed).unwrap_or(first) })
}

fn csv_of(rows: &Rows) -> Vec<u8> {
    let (mut out, mut line) = (Vec::new(), 1);
    for (number, row) in rows {
        while line < *number {
            out.push(b'\n');
            line += 1;
        }
        // Writing into memory has no faults.
        let mut writer = csv::Writer::from_writer(Vec::new());
        let _ = writer.write_record(row);
        out.extend(writer.into_inner().unwrap_or_default());
        line += 1;
    }
    out
}

pub(super) fn text(archive: &Archive, name: &str) -> Result<Option<String>, FormatError> {
    let bytes = archive.file(name)?;
    bytes.map(|b| String::from_utf8(b).map_err(|_| xml::broken("it is not UTF-8"))).transpose()
}

/// An attribute of a tag, by its name without a prefix.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, FormatError> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(xml::broken)?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0).map_err(xml::broken)?.into_owned()));
        }
    }
    Ok(None)
}

/// Rows of equal length: a sheet has no short rows, only empty cells.
pub(super) fn even(mut rows: Rows) -> Rows {
    let width = rows.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
    for (_, row) in &mut rows {
        while row.len() < width {
            row.push_field("");
        }
    }
    rows
}
