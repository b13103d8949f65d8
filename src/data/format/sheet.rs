//! Spreadsheets as rows of texts: XLSX and ODS.
//!
//! Cells are what they hold, not how they are shown: numbers in full, dates as ISO 8601. Formulas give the values that the program stored
//! with them. Of several sheets the first is read that names a place. Old Excel files (.xls) and encrypted ones are refused.

use super::error::FormatError;
use super::zip::Archive;
use super::{ods, xlsx, xml};
use crate::data::import::{ImportOptions, TableFile};
use crate::diagnostic::Diagnostic;
use crate::limits::{Budget, Limit, SHEET_ROWS};
use csv::StringRecord;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// Rows that have cells, with their number in the sheet.
pub(super) type Rows = Vec<(usize, StringRecord)>;
/// Bytes that a cell takes beside its text.
const CELL: usize = 16;

/// What the cells of a spreadsheet may take, all together: a few bytes can ask for any number of them.
pub(super) struct Room(Budget);

impl Room {
    pub(super) fn new() -> Self {
        Self(Budget::of(Limit::Unpacked))
    }

    /// Takes cells of a text.
    ///
    /// # Errors
    /// There is no room for them.
    pub(super) fn take(&mut self, cells: usize, text: usize) -> Result<(), FormatError> {
        Ok(self.0.take(cells.saturating_mul(text.saturating_add(CELL)))?)
    }
}

/// Refuses rows that no program writes.
///
/// # Errors
/// A number beyond the last row of a sheet.
pub(super) fn row_number(number: usize) -> Result<usize, FormatError> {
    if number > SHEET_ROWS { Err(xml::broken(format!("there is no row {number} in a sheet"))) } else { Ok(number) }
}

/// So many rows above a header are passed over: titles and notes.
const MOST_ABOVE: usize = 10;

/// The first sheet in which a place is named, else the first that has rows, as CSV, and what is to be told of the others. Rows stand on lines of their numbers where
/// no cell holds a line end; those above a header that names a place are passed over.
///
/// # Errors
/// A broken file; no sheet with rows.
pub(super) fn as_csv(name: &str, archive: &Archive) -> Result<(Vec<u8>, Vec<Diagnostic>), FormatError> {
    let excel = archive.ending("xl/workbook.xml").is_some();
    let sheets = if excel { xlsx::sheets(archive)? } else { ods::sheets(archive)? };
    let filled: Vec<&(String, Rows)> = sheets.iter().filter(|(_, rows)| !rows.is_empty()).collect();
    // A header is understood or not, whatever stands below it.
    let placed = |rows: &[(usize, StringRecord)]| {
        TableFile::open(name, &csv_of(&rows[..rows.len().min(3)]), &ImportOptions::default()).is_ok()
    };
    let header = |rows: &Rows| (0..rows.len().min(MOST_ABOVE + 1)).find(|above| placed(&rows[*above..]));
    let found = filled.iter().enumerate().find_map(|(i, (_, rows))| header(rows).map(|above| (i, above)));
    let (read, above) = found.unwrap_or((0, 0));
    let Some((own, rows)) = filled.get(read) else {
        let help = "save it with its table on the first sheet";
        return Err(FormatError::Unread("the spreadsheet has no rows".to_owned(), Some(help)));
    };
    let mut told = Vec::new();
    if filled.len() > 1 {
        let others = filled.iter().enumerate().filter(|(i, _)| *i != read).map(|(_, (name, _))| name.as_str());
        let others = others.collect::<Vec<_>>().join(", ");
        let message = format!("of {} sheets “{own}” is read; not read: {others}", filled.len());
        told.push(Diagnostic::warning("data::several-sheets", message));
    }
    if above > 0 {
        let message = match above {
            1 => format!("one row above the header of “{own}” is passed over"),
            more => format!("{more} rows above the header of “{own}” are passed over"),
        };
        told.push(Diagnostic::warning("data::rows-above-header", message));
    }
    Ok((csv_of(&rows[above..]), told))
}

fn csv_of(rows: &[(usize, StringRecord)]) -> Vec<u8> {
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
///
/// # Errors
/// There is no room for so many cells.
pub(super) fn even(mut rows: Rows, room: &mut Room) -> Result<Rows, FormatError> {
    let width = rows.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
    room.take(rows.iter().map(|(_, r)| width - r.len()).sum(), 0)?;
    for (_, row) in &mut rows {
        while row.len() < width {
            row.push_field("");
        }
    }
    Ok(rows)
}
