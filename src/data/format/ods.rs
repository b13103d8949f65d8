//! ODS spreadsheets (OpenDocument 1.3 part 3): read as it goes, for empty cells are written as repeats that fill whole sheets.

use super::error::FormatError;
use super::sheet::{Room, Rows, attribute, even, row_number, text};
use super::xml;
use super::zip::Archive;
use crate::limits::{SHEET_COLUMNS, SHEET_REPEATS};
use csv::StringRecord;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Sheets of an OpenDocument spreadsheet.
pub(super) fn sheets(archive: &Archive) -> Result<Vec<(String, Rows)>, FormatError> {
    let content = text(archive, "content.xml")?.unwrap_or_default();
    let mut reader = Reader::from_str(&content);
    let mut sheets: Vec<(String, Rows)> = Vec::new();
    let (mut number, mut repeated, mut cells) = (0_usize, 1, Vec::new());
    let mut cell: Option<(usize, Option<String>, String)> = None;
    let (mut paragraphs, mut room) = (0, Room::new());
    loop {
        let event = reader.read_event().map_err(xml::broken)?;
        match &event {
            Event::Start(e) if e.local_name().as_ref() == "table" => {
                sheets.push((attribute(e, "name")?.unwrap_or_default(), Vec::new()));
                number = 0;
            }
            Event::Start(e) if e.local_name().as_ref() == "table-row" => {
                repeated = count(e, "number-rows-repeated")?;
                cells.clear();
            }
            Event::Start(e) | Event::Empty(e)
                if matches!(e.local_name().as_ref(), "table-cell" | "covered-table-cell") =>
            {
                let begun = (count(e, "number-columns-repeated")?, typed(e)?, String::new());
                if matches!(event, Event::Empty(_)) {
                    push(&mut cells, begun, &mut room)?;
                } else {
                    (cell, paragraphs) = (Some(begun), 0);
                }
            }
            Event::Start(e) if e.local_name().as_ref() == "p" => {
                if let (1.., Some((_, _, text))) = (paragraphs, &mut cell) {
                    text.push('\n');
                }
                paragraphs += 1;
            }
            // A note beside a cell is none of its value.
            Event::Start(e) if e.local_name().as_ref() == "annotation" => {
                let end = e.to_end().into_owned();
                reader.read_to_end(end.name()).map_err(xml::broken)?;
            }
            Event::Empty(e) if e.local_name().as_ref() == "s" => {
                let blanks = count(e, "c")?;
                cell.iter_mut().for_each(|(_, _, text)| text.push_str(&" ".repeat(blanks.min(100))));
            }
            Event::End(e) => match e.local_name().as_ref() {
                "table-cell" | "covered-table-cell" => {
                    if let Some(done) = cell.take() {
                        push(&mut cells, done, &mut room)?;
                    }
                }
                "table-row" => {
                    if let (true, Some((_, rows))) = (cells.iter().any(|c| !c.trim().is_empty()), sheets.last_mut()) {
                        let record = StringRecord::from(std::mem::take(&mut cells));
                        let repeats = repeated.min(SHEET_REPEATS);
                        row_number(number.saturating_add(repeats))?;
                        room.take(record.len() * repeats, record.as_slice().len() / record.len().max(1))?;
                        rows.extend((1..=repeats).map(|i| (number + i, record.clone())));
                    }
                    number = number.saturating_add(repeated);
                }
                _ => {}
            },
            Event::Eof => break,
            other => {
                if let Some((_, _, text)) = &mut cell {
                    text.push_str(&xml::text_of(other)?);
                }
            }
        }
    }
    sheets.into_iter().map(|(name, rows)| Ok((name, even(rows, &mut room)?))).collect()
}

fn count(start: &BytesStart, name: &str) -> Result<usize, FormatError> {
    Ok(attribute(start, name)?.and_then(|n| n.parse().ok()).unwrap_or(1))
}

/// The value of a cell that is not text.
fn typed(start: &BytesStart) -> Result<Option<String>, FormatError> {
    Ok(match attribute(start, "value-type")?.as_deref() {
        Some("float" | "percentage" | "currency") => {
            let value = attribute(start, "value")?;
            value.map(|v| v.parse::<f64>().map_or(v, |n| n.to_string()))
        }
        Some("date") => attribute(start, "date-value")?,
        Some("boolean") => attribute(start, "boolean-value")?,
        _ => None,
    })
}

/// Adds a cell as often as it is repeated; what is repeated and empty at the end of a row fills whole sheets.
fn push(
    cells: &mut Vec<String>,
    (repeated, value, text): (usize, Option<String>, String),
    room: &mut Room,
) -> Result<(), FormatError> {
    let value = value.unwrap_or_else(|| text.trim().to_owned());
    let most = SHEET_COLUMNS.saturating_sub(cells.len());
    if !value.is_empty() || repeated < 64 {
        let count = repeated.min(most);
        room.take(count, value.len())?;
        cells.extend(std::iter::repeat_n(value, count));
    }
    Ok(())
}
