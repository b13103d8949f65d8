//! Spreadsheets as rows of texts: XLSX (ECMA-376 part 1, SpreadsheetML) and ODS (OpenDocument 1.3 part 3).
//!
//! Cells are what they hold, not how they are shown: numbers in full, dates as ISO 8601. Formulas give the values that the program stored
//! with them. Of several sheets the first is read in which a header is found. Formats of dates are known by number or by their pattern.
//! Old Excel files (.xls) and encrypted ones are refused.

use super::xml::{self, Element};
use super::zip::Archive;
use crate::data::incident::CivilDate;
use crate::data::table::{Table, TableOptions, read_records};
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Rows that have cells, with their number in the sheet.
type Rows = Vec<(usize, StringRecord)>;
/// Cells in a row at most: what both formats allow.
const MOST_COLUMNS: usize = 16_384;

/// The table of a spreadsheet's first sheet in which a place is named.
///
/// # Errors
/// A broken file; no sheet with coordinate columns.
pub fn read(name: &str, archive: &Archive, options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let sheets = if archive.ending("xl/workbook.xml").is_some() { xlsx(archive) } else { ods(archive) };
    let sheets = sheets.map_err(|fault| vec![fault])?;
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

fn text(archive: &Archive, name: &str) -> Result<Option<String>, Diagnostic> {
    let bytes = archive.file(name)?;
    bytes.map(|b| String::from_utf8(b).map_err(|_| xml::broken("it is not UTF-8"))).transpose()
}

/// Sheets of an Excel workbook, in its order.
fn xlsx(archive: &Archive) -> Result<Vec<(String, Rows)>, Diagnostic> {
    let part = |name: &str| text(archive, name)?.map(|t| xml::parse(&t)).transpose();
    let workbook = part("xl/workbook.xml")?.unwrap_or_default();
    let relations = part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let since_1904 = workbook.child("workbookPr").and_then(|p| p.attribute("date1904"));
    let book = Book {
        strings: part("xl/sharedStrings.xml")?.map(|s| s.all("si").map(rich_text).collect()).unwrap_or_default(),
        dates: date_styles(&part("xl/styles.xml")?.unwrap_or_default()),
        day_of_zero: if matches!(since_1904, Some("1" | "true")) { -24_107 } else { -25_569 },
    };
    let target = |id: &str| {
        let relation = relations.all("Relationship").find(|r| r.attribute("Id") == Some(id))?;
        let target = relation.attribute("Target")?;
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    let mut sheets = Vec::new();
    for sheet in workbook.child("sheets").into_iter().flat_map(|s| s.all("sheet")) {
        let visible = !matches!(sheet.attribute("state"), Some("hidden" | "veryHidden"));
        let Some(file) = sheet.attribute("id").and_then(target).filter(|_| visible) else { continue };
        if let Some(text) = text(archive, &file)? {
            sheets.push((sheet.attribute("name").unwrap_or_default().to_owned(), book.rows(&text)?));
        }
    }
    Ok(sheets)
}

/// The text of a shared string: of its own or of its runs, without what only says how it is pronounced.
fn rich_text(string: &Element) -> String {
    let runs = string.all("r").filter_map(|r| r.child("t"));
    string.all("t").chain(runs).map(|t| t.text.as_str()).collect()
}

/// Which cell formats are dates.
fn date_styles(styles: &Element) -> Vec<bool> {
    let custom: Vec<(&str, bool)> = styles
        .child("numFmts")
        .into_iter()
        .flat_map(|f| f.all("numFmt"))
        .filter_map(|f| Some((f.attribute("numFmtId")?, is_date_pattern(f.attribute("formatCode")?))))
        .collect();
    let is_date = |id: &str| {
        let own = custom.iter().find(|(n, _)| *n == id).map(|(_, date)| *date);
        own.unwrap_or_else(|| matches!(id.parse(), Ok(14..=22 | 27..=36 | 45..=47 | 50..=58u32)))
    };
    let formats = styles.child("cellXfs").into_iter().flat_map(|f| f.all("xf"));
    formats.map(|f| f.attribute("numFmtId").is_some_and(is_date)).collect()
}

/// Has a format's pattern parts of a date outside quotes and brackets?
fn is_date_pattern(pattern: &str) -> bool {
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => drop(rest.by_ref().find(|c| *c == '"')),
            '[' => drop(rest.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(rest.next()),
            'y' | 'Y' | 'd' | 'D' | 'm' | 'M' | 'h' | 'H' => return true,
            _ => {}
        }
    }
    false
}

/// What cells of a workbook refer to.
struct Book {
    strings: Vec<String>,
    dates: Vec<bool>,
    /// Days from 1970-01-01 to the day that is written 0.
    day_of_zero: i64,
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

impl Book {
    /// Rows of a worksheet, read as it goes.
    fn rows(&self, text: &str) -> Result<Rows, Diagnostic> {
        let mut reader = Reader::from_str(text);
        let (mut rows, mut number, mut cells): (Rows, usize, Vec<String>) = (Vec::new(), 0, Vec::new());
        let (mut cell, mut within): (Option<Cell>, bool) = (None, false);
        loop {
            let event = reader.read_event().map_err(xml::broken)?;
            match &event {
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "row" => {
                    number = attribute(e, "r")?.and_then(|r| r.parse().ok()).unwrap_or(number + 1);
                    cells.clear();
                }
                Event::Start(e) if e.local_name().as_ref() == "c" => cell = Some(begun(e, cells.len())?),
                Event::Start(e) if matches!(e.local_name().as_ref(), "v" | "t") => within = true,
                Event::End(e) => match e.local_name().as_ref() {
                    "v" | "t" => within = false,
                    "c" => {
                        if let Some(done) = cell.take().filter(|c| c.column < MOST_COLUMNS) {
                            cells.resize(cells.len().max(done.column + 1), String::new());
                            cells[done.column] = self.shown(&done);
                        }
                    }
                    "row" if cells.iter().any(|c| !c.trim().is_empty()) => {
                        rows.push((number, StringRecord::from(std::mem::take(&mut cells))));
                    }
                    _ => {}
                },
                Event::Eof => break,
                other => {
                    if let (true, Some(cell)) = (within, &mut cell) {
                        cell.value.push_str(&xml::text_of(other)?);
                    }
                }
            }
        }
        Ok(even(rows))
    }

    /// What a cell holds, as text.
    fn shown(&self, cell: &Cell) -> String {
        let value = cell.value.as_str();
        match cell.kind.as_str() {
            "s" => value.trim().parse().ok().and_then(|i: usize| self.strings.get(i)).cloned().unwrap_or_default(),
            // `#N/A` and its like hold nothing.
            "e" => String::new(),
            "b" => {
                if value == "1" {
                    "true".to_owned()
                } else {
                    "false".to_owned()
                }
            }
            "str" | "inlineStr" | "d" => value.to_owned(),
            _ => match value.trim().parse::<f64>() {
                Ok(n) if self.dates.get(cell.style) == Some(&true) => {
                    serial(n, self.day_of_zero).unwrap_or_else(|| n.to_string())
                }
                // Excel writes 17 digits; the shortest that mean the same number are what was typed.
                Ok(n) => n.to_string(),
                Err(_) => value.to_owned(),
            },
        }
    }
}

fn begun(start: &BytesStart, next: usize) -> Result<Cell, Diagnostic> {
    let letters = attribute(start, "r")?.map(|r| column_of(&r));
    let style = attribute(start, "s")?.and_then(|s| s.parse().ok()).unwrap_or(0);
    let kind = attribute(start, "t")?.unwrap_or_default();
    Ok(Cell { column: letters.flatten().unwrap_or(next), kind, style, value: String::new() })
}

/// `AB12` → 27.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |n, b| n * 26 + usize::from(b - b'A') + 1);
    number.checked_sub(1)
}

fn attribute(start: &BytesStart, name: &str) -> Result<Option<String>, Diagnostic> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(xml::broken)?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0).map_err(xml::broken)?.into_owned()));
        }
    }
    Ok(None)
}

/// A day that is written as its number, with its time of day where it has one.
fn serial(number: f64, day_of_zero: i64) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    let minutes = ((number - number.floor()) * 1440.0).round() as i64;
    let day = number.floor() as i64 + minutes / 1440;
    // Excel counts a 29 February 1900 that never was.
    let day = if day_of_zero == -25_569 && day < 60 { day + 1 } else { day };
    let date = CivilDate::of_day_number(day + day_of_zero)?;
    let minutes = minutes % 1440;
    Some(if minutes == 0 { date.to_string() } else { format!("{date} {:02}:{:02}", minutes / 60, minutes % 60) })
}

/// Rows of equal length: a sheet has no short rows, only empty cells.
fn even(mut rows: Rows) -> Rows {
    let width = rows.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
    for (_, row) in &mut rows {
        while row.len() < width {
            row.push_field("");
        }
    }
    rows
}

/// Sheets of an OpenDocument spreadsheet.
fn ods(archive: &Archive) -> Result<Vec<(String, Rows)>, Diagnostic> {
    let content = text(archive, "content.xml")?.unwrap_or_default();
    let mut reader = Reader::from_str(&content);
    let mut sheets: Vec<(String, Rows)> = Vec::new();
    let (mut number, mut repeated, mut cells) = (0, 1, Vec::new());
    let mut cell: Option<(usize, Option<String>, String)> = None;
    let mut paragraphs = 0;
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
                    push(&mut cells, begun);
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
                        push(&mut cells, done);
                    }
                }
                "table-row" => {
                    if let (true, Some((_, rows))) = (cells.iter().any(|c| !c.trim().is_empty()), sheets.last_mut()) {
                        let record = StringRecord::from(std::mem::take(&mut cells));
                        rows.extend((1..=repeated.min(1_000)).map(|i| (number + i, record.clone())));
                    }
                    number += repeated;
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
    Ok(sheets.into_iter().map(|(name, rows)| (name, even(rows))).collect())
}

fn count(start: &BytesStart, name: &str) -> Result<usize, Diagnostic> {
    Ok(attribute(start, name)?.and_then(|n| n.parse().ok()).unwrap_or(1))
}

/// The value of a cell that is not text.
fn typed(start: &BytesStart) -> Result<Option<String>, Diagnostic> {
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
fn push(cells: &mut Vec<String>, (repeated, value, text): (usize, Option<String>, String)) {
    let value = value.unwrap_or_else(|| text.trim().to_owned());
    let most = MOST_COLUMNS.saturating_sub(cells.len());
    if !value.is_empty() || repeated < 64 {
        cells.extend(std::iter::repeat_n(value, repeated.min(most)));
    }
}
