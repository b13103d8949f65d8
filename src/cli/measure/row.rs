//! A row of the result: one function turns a measurement into cells, and each form writes the same cells.

use super::super::beside;
use super::fixed::{decimals, push_fixed};
use crate::claims::Measurement;
use crate::spatial::EdgeKind;
use serde_json::{Map, Value, json};

/// A cell of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// Words that are the same in every row.
    Fixed(&'static str),
    /// Metres, written with 6 decimals.
    Metres(f64),
    /// Degrees, written with 9 decimals.
    Degrees(f64),
    /// A whole number.
    Count(usize),
    /// Not known, or not there.
    Empty,
}

impl Cell {
    /// A text that may be missing.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |t| Self::Text(t.to_owned()))
    }

    /// Metres that may be missing.
    pub fn metres(metres: Option<f64>) -> Self {
        metres.map_or(Self::Empty, Self::Metres)
    }

    /// Degrees that may be missing.
    pub fn degrees(degrees: Option<f64>) -> Self {
        degrees.map_or(Self::Empty, Self::Degrees)
    }

    /// Appends it as CSV has it, in quotes where RFC 4180 wants them.
    pub fn push_csv(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_quoted(out, text),
            Self::Fixed(text) => push_quoted(out, text),
            Self::Metres(m) => push_fixed(out, *m, METRE_DECIMALS),
            Self::Degrees(d) => push_fixed(out, *d, DEGREE_DECIMALS),
            Self::Count(n) => out.push_str(&n.to_string()),
            Self::Empty => {}
        }
    }

    /// As JSON has it.
    pub fn json(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text),
            Self::Fixed(text) => json!(text),
            Self::Metres(m) => json!(decimals(m, METRE_DECIMALS)),
            Self::Degrees(d) => json!(decimals(d, DEGREE_DECIMALS)),
            Self::Count(n) => json!(n),
            Self::Empty => Value::Null,
        }
    }
}

/// Decimals of metres in files.
pub const METRE_DECIMALS: usize = 6;
/// Decimals of degrees in files.
pub const DEGREE_DECIMALS: usize = 9;

/// A cell in quotes where RFC 4180 wants them.
fn push_quoted(out: &mut String, cell: &str) {
    if beside::is_formula(cell) {
        out.push_str(&beside::text(cell));
        return;
    }
    // Every byte is looked at, whatever was found: that goes many at a time.
    let special = cell.bytes().fold(false, |found, b| found | matches!(b, b',' | b'"' | b'\n' | b'\r'));
    if special {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// Names of the columns, in order.
pub const COLUMNS: [&str; 17] = [
    "id",
    "name",
    "lon",
    "lat",
    "distance_m",
    "azimuth_deg",
    "foot_lon",
    "foot_lat",
    "distance_min_m",
    "distance_max_m",
    "uncertainty_m",
    "border",
    "border_accuracy_m",
    "method",
    "side",
    "reason",
    "note",
];

/// A row's cells, in the order of [`COLUMNS`].
pub fn cells(row: &Measurement, edges: EdgeKind) -> [Cell; 17] {
    let place = row.subject.place.as_ref().ok();
    let nearest = row.nearest.as_ref();
    let bounds = row.bounds_m();
    let rests_on = row.rests_on.as_ref();
    let notes = row.notes();
    [
        Cell::Text(row.subject.id.clone()),
        Cell::text(row.subject.name.as_deref()),
        Cell::degrees(place.map(|p| p.lon_deg)),
        Cell::degrees(place.map(|p| p.lat_deg)),
        Cell::metres(nearest.map(|n| n.distance_m)),
        Cell::degrees(nearest.map(|n| n.azimuth_deg)),
        Cell::degrees(nearest.map(|n| n.foot.lon_deg)),
        Cell::degrees(nearest.map(|n| n.foot.lat_deg)),
        Cell::metres(bounds.map(|b| b.0)),
        Cell::metres(bounds.map(|b| b.1)),
        Cell::metres(row.subject.uncertainty_m),
        rests_on.map_or(Cell::Empty, |r| Cell::Text(r.label())),
        Cell::metres(rests_on.and_then(|r| r.accuracy_m)),
        rests_on.map_or(Cell::Empty, |_| Cell::Fixed(method(edges))),
        row.lying.as_ref().and_then(|l| l.country).map_or(Cell::Empty, Cell::Fixed),
        Cell::text(row.reason()),
        if notes.is_empty() { Cell::Empty } else { Cell::Text(notes.join("; ")) },
    ]
}

/// How it was measured.
fn method(edges: EdgeKind) -> &'static str {
    match edges {
        EdgeKind::Rfc7946 => "geodesic (WGS 84), edges rfc7946",
        EdgeKind::Geodesic => "geodesic (WGS 84), edges geodesic",
    }
}

/// A row as an object of its columns.
pub fn object(row: &Measurement, edges: EdgeKind) -> Map<String, Value> {
    COLUMNS.into_iter().zip(cells(row, edges)).map(|(name, cell)| (name.to_owned(), cell.json())).collect()
}

/// Appends a row as a line of CSV, its end included.
pub fn push_csv_line(out: &mut String, cells: &[Cell]) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        cell.push_csv(out);
    }
    out.push('\n');
}
