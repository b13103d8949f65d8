//! XLSX workbooks (ECMA-376 part 1, SpreadsheetML).
//!
//! Days are numbers that bear a format of dates, which is known by its number (18.8.30) or by its pattern. Days are counted from 1900, with the
//! 29 February of that year that never was, or from 1904. Hidden sheets are passed over.

use super::error::FormatError;
use super::sheet::{Room, Rows, attribute, even, row_number, text};
use super::xml::{self, Element};
use super::zip::Archive;
use crate::data::incident::CivilDate;
use crate::limits::SHEET_COLUMNS;
use csv::StringRecord;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Sheets of an Excel workbook, in its order.
pub(super) fn sheets(archive: &Archive) -> Result<Vec<(String, Rows)>, FormatError> {
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
    let (mut sheets, mut room) = (Vec::new(), Room::new());
    for sheet in workbook.child("sheets").into_iter().flat_map(|s| s.all("sheet")) {
        let visible = !matches!(sheet.attribute("state"), Some("hidden" | "veryHidden"));
        let Some(file) = sheet.attribute("id").and_then(target).filter(|_| visible) else { continue };
        if let Some(text) = text(archive, &file)? {
            sheets.push((sheet.attribute("name").unwrap_or_default().to_owned(), book.rows(&text, &mut room)?));
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
    fn rows(&self, text: &str, room: &mut Room) -> Result<Rows, FormatError> {
        let mut reader = Reader::from_str(text);
        let (mut rows, mut number, mut cells): (Rows, usize, Vec<String>) = (Vec::new(), 0, Vec::new());
        let (mut cell, mut within): (Option<Cell>, bool) = (None, false);
        loop {
            let event = reader.read_event().map_err(xml::broken)?;
            match &event {
                Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "row" => {
                    number = attribute(e, "r")?.and_then(|r| r.parse().ok()).unwrap_or(number + 1);
                    row_number(number)?;
                    cells.clear();
                }
                Event::Start(e) if e.local_name().as_ref() == "c" => cell = Some(begun(e, cells.len())?),
                Event::Start(e) if matches!(e.local_name().as_ref(), "v" | "t") => within = true,
                Event::End(e) => match e.local_name().as_ref() {
                    "v" | "t" => within = false,
                    "c" => {
                        if let Some(done) = cell.take().filter(|c| c.column < SHEET_COLUMNS) {
                            let shown = self.shown(&done);
                            room.take((done.column + 1).saturating_sub(cells.len()), 0)?;
                            room.take(1, shown.len())?;
                            cells.resize(cells.len().max(done.column + 1), String::new());
                            cells[done.column] = shown;
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
        even(rows, room)
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

fn begun(start: &BytesStart, next: usize) -> Result<Cell, FormatError> {
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

/// A day that is written as its number, with its time of day where it has one.
fn serial(number: f64, day_of_zero: i64) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&number) {
        return None;
    }
    // To the second, of which the minute is told: 23:59:59 is not the next day.
    let seconds = ((number - number.floor()) * 86_400.0).round() as i64;
    let day = number.floor() as i64 + seconds / 86_400;
    // Excel counts a 29 February 1900 that never was.
    let day = if day_of_zero == -25_569 && day < 60 { day + 1 } else { day };
    let date = CivilDate::of_day_number(day + day_of_zero)?;
    let minutes = seconds % 86_400 / 60;
    Some(if minutes == 0 { date.to_string() } else { format!("{date} {:02}:{:02}", minutes / 60, minutes % 60) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbers() {
        let since_1900 = |n| serial(n, -25_569);
        assert_eq!(since_1900(44_130.0).as_deref(), Some("2020-10-26"));
        assert_eq!(since_1900(44_130.770_833_333).as_deref(), Some("2020-10-26 18:30"));
        assert_eq!((since_1900(1.0).as_deref(), since_1900(61.0).as_deref()), (Some("1900-01-01"), Some("1900-03-01")));
        assert_eq!(serial(42_668.0, -24_107).as_deref(), Some("2020-10-26"));
        assert_eq!(since_1900(-1.0), None);
    }

    #[test]
    fn formats_of_dates() {
        for pattern in ["yyyy-mm-dd", "d. mmm", "[$-409]d/m/yy;@", "hh:mm"] {
            assert!(is_date_pattern(pattern), "{pattern}");
        }
        for pattern in ["General", "0.00", "#,##0\\ \"days\"", "[Red]0", "0.0E+00"] {
            assert!(!is_date_pattern(pattern), "{pattern}");
        }
        assert_eq!((column_of("A1"), column_of("AB12"), column_of("12")), (Some(0), Some(27), None));
    }
}
