//! Spreadsheets as rows of texts: XLSX and ODS.
//!
//! Cells are what they hold, not how they are shown: numbers in full, dates as ISO 8601. Formulas give the values that the program stored
//! with them. Of several sheets the first is read in which a header is found. Old Excel files (.xls) and encrypted ones are refused.

use super::error::FormatError;
use super::zip::Archive;
use super::{ods, xlsx, xml};
use crate::data::table::{Table, TableOptions, read_records};
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// Rows that have cells, with their number in the sheet.
pub(super) type Rows = Vec<(usize, StringRecord)>;
/// Cells in a row at most: what both formats allow.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// The table of a spreadsheet's first sheet in which a place is named.
///
/// # Errors
/// A broken file; no sheet with coordinate columns.
pub fn read(name: &str, archive: &Archive, options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let sheets = if archive.ending("xl/workbook.xml").is_some() { xlsx::sheets(archive) } else { ods::sheets(archive) };
    let sheets = sheets.map_err(|fault| vec![fault.into()])?;
    let mut faults = Vec::new();
    let filled = sheets.iter().filter(|(_, rows)| !rows.is_empty());
    for (number, (sheet, rows)) in filled.enumerate() {
        let records = || -> Box<dyn Iterator<Item = (usize, StringRecord)>> { Box::new(rows.iter().cloned()) };
        match read_records(name, &records, options) {
            Ok(mut table) => {
                if number > 0 {
                    let message = format!("the sheet “{sheet}” is read; those before it name no coordinates");
                    table.warnings.push(Diagnostic::warning("data::sheet", message));
                }
                return Ok(table);
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() {
        faults.push(Diagnostic::error("data::no-row", "the spreadsheet is empty"));
    }
    Err(faults)
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
