//! Rows of a table → a batch.

use super::EventBatch;
use super::columns::{self, Cell, Names, Slots};
use crate::data::import::Export;
use crate::data::table;
use crate::geographic::{LonLat, normalize_lon_deg};
use serde_json::Value;

/// Where in a row things are.
#[derive(Debug, Clone)]
pub struct RowPlan {
    pub delimiter: u8,
    lon: usize,
    lat: usize,
    /// Column of each slot.
    columns: Vec<Option<usize>>,
    names: Names,
    /// Properties of the filter that there is a column of.
    seen: u64,
}

/// Names of the columns of a table whose beginning is given.
pub fn header(bytes: &[u8]) -> Option<Vec<String>> {
    let text = valid(bytes);
    let mut reader = table::reader(text, table::delimiter(text));
    reader.headers().ok().map(table::names)
}

/// As much of the bytes as is UTF-8.
fn valid(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default(),
    }
}

impl RowPlan {
    /// The plan of a table that begins so, and how long its header is in bytes; `None`: not one for here.
    pub fn new(bytes: &[u8], names: &Names) -> Option<(Self, usize)> {
        let text = valid(bytes);
        let delimiter = table::delimiter(text);
        let mut reader = table::reader(text, delimiter);
        let header = table::names(reader.headers().ok()?);
        // Its numbers are in columns that bear no name of ours.
        if Export::of(&header) == Some(Export::UcdpGed) {
            return None;
        }
        let mark = text.len() - table::without_mark(text).len();
        let body = mark + usize::try_from(reader.position().byte()).ok()?;
        let (lon, lat) = table::coordinate_columns(&header)?;
        let repeated = (1..header.len()).any(|i| header[..i].contains(&header[i]));
        if repeated || header.iter().any(|h| Names::is_more_than_a_cell(h)) {
            return None;
        }
        let mut columns = vec![None; names.slots_in_all()];
        let mut seen = 0;
        for (index, name) in header.iter().enumerate().filter(|(i, _)| *i != lon && *i != lat) {
            for slot in names.slots(name) {
                // The very name goes before one that differs in case.
                let exact = names.is_exact(slot, name);
                columns[slot] = if exact { Some(index) } else { columns[slot].or(Some(index)) };
                seen |= Names::seen(slot);
            }
        }
        Some((Self { delimiter, lon, lat, columns, names: names.clone(), seen }, body))
    }

    /// The rows of a part of the table's body; `None` where one is not in order.
    pub fn read(&self, part: &[u8]) -> Option<EventBatch> {
        let part = std::str::from_utf8(part).ok()?;
        let mut builder = csv::ReaderBuilder::new();
        let mut reader =
            builder.has_headers(false).delimiter(self.delimiter).flexible(true).from_reader(part.as_bytes());
        let mut record = csv::ByteRecord::new();
        let mut batch = EventBatch { seen: self.seen, ..EventBatch::default() };
        let rows = part.len() / 24;
        batch.places.reserve(rows);
        batch.killed.reserve(rows);
        batch.dates.reserve(rows);
        let mut start = 0;
        while reader.read_byte_record(&mut record).ok()? {
            let wanted = self.row(&record, &mut batch)?;
            if self.names.spans {
                let end = usize::try_from(reader.position().byte()).ok()?;
                batch.note(start, end, wanted);
                start = end;
            }
        }
        Some(batch)
    }

    /// One row; is it wanted?
    fn row(&self, record: &csv::ByteRecord, batch: &mut EventBatch) -> Option<bool> {
        let cell = |i: usize| record.get(i).unwrap_or_default().trim_ascii();
        let (lon, lat) = (cell(self.lon), cell(self.lat));
        let place = if lon.is_empty() && lat.is_empty() {
            None
        } else {
            let (most_lon, most_lat) = table::MOST_DEG;
            Some(LonLat::new(normalize_lon_deg(degrees(lon, most_lon)?), degrees(lat, most_lat)?))
        };
        let mut slots = Slots::new(&self.names);
        for (slot, column) in self.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            *slots.get_mut(slot) = typed(cell(*column))?;
        }
        Some(columns::push(place, &slots, &self.names, batch))
    }
}

/// A cell: a number where it is written as one, as [`table::value`] has it.
fn typed(cell: &[u8]) -> Option<Cell<'_>> {
    if cell.is_empty() {
        return Some(Cell::Nothing);
    }
    // Small whole numbers, without the detour.
    if cell.len() <= 9 && cell.iter().all(u8::is_ascii_digit) && (cell[0] != b'0' || cell.len() == 1) {
        return Some(Cell::Number(cell.iter().fold(0.0, |sum, d| sum * 10.0 + f64::from(d - b'0'))));
    }
    let text = std::str::from_utf8(cell).ok()?.trim();
    if !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')) {
        return Some(if text.is_empty() { Cell::Nothing } else { Cell::Text(text) });
    }
    match table::value(text) {
        Value::Number(number) => number.as_f64().map(Cell::Number),
        Value::Null => Some(Cell::Nothing),
        _ => Some(Cell::Text(text)),
    }
}

/// Powers of ten that a double holds exactly.
const TENS: [f64; 20] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19];

/// A number of degrees within its range, correctly rounded.
fn degrees(cell: &[u8], most: f64) -> Option<f64> {
    decimal(cell).or_else(|| std::str::from_utf8(cell).ok()?.parse::<f64>().ok()).filter(|n| n.abs() <= most)
}

/// Plain decimals: with 15 digits at most both numbers of the division are exact, and so only its result is rounded (Clinger 1990).
fn decimal(cell: &[u8]) -> Option<f64> {
    let (negative, digits) = match cell.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, cell),
    };
    let (mut sum, mut seen, mut after) = (0_u64, 0_usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                sum = sum * 10 + u64::from(byte - b'0');
                seen += 1;
                after = after.map(|n: usize| n + 1);
                if seen > 15 {
                    return None;
                }
            }
            b'.' if after.is_none() => after = Some(0),
            _ => return None,
        }
    }
    if seen == 0 || after == Some(0) {
        return None;
    }
    let size = sum as f64 / TENS[after.unwrap_or(0)];
    Some(if negative { -size } else { size })
}
