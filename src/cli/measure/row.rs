//! A row of the result: one function turns a measurement into cells, and each form writes the same cells.

use crate::claims::Measurement;
use crate::spatial::EdgeKind;
use serde_json::{Map, Value, json};

/// A cell of a file.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
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

    /// As CSV has it, in quotes where RFC 4180 wants them.
    pub fn csv(self) -> String {
        match self {
            Self::Text(text) if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
            Self::Text(text) => text,
            Self::Metres(m) => format!("{:.6}", decimals(m, 1e6)),
            Self::Degrees(d) => format!("{:.9}", decimals(d, 1e9)),
            Self::Count(n) => n.to_string(),
            Self::Empty => String::new(),
        }
    }

    /// As JSON has it.
    pub fn json(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text),
            Self::Metres(m) => json!(decimals(m, 1e6)),
            Self::Degrees(d) => json!(decimals(d, 1e9)),
            Self::Count(n) => json!(n),
            Self::Empty => Value::Null,
        }
    }
}

/// Rounded to a decimal; never −0.
pub fn decimals(value: f64, scale: f64) -> f64 {
    libm::round(value * scale) / scale + 0.0
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
        rests_on.map_or(Cell::Empty, |_| Cell::Text(method(edges))),
        Cell::text(row.lying.as_ref().and_then(|l| l.country)),
        Cell::text(row.reason()),
        if notes.is_empty() { Cell::Empty } else { Cell::Text(notes.join("; ")) },
    ]
}

/// How it was measured.
fn method(edges: EdgeKind) -> String {
    format!("geodesic (WGS 84), edges {edges}")
}

/// A row as an object of its columns.
pub fn object(row: &Measurement, edges: EdgeKind) -> Map<String, Value> {
    COLUMNS.into_iter().zip(cells(row, edges)).map(|(name, cell)| (name.to_owned(), cell.json())).collect()
}

/// A row as a line of CSV, its end included.
pub fn csv_line(cells: impl IntoIterator<Item = Cell>) -> String {
    cells.into_iter().map(Cell::csv).collect::<Vec<_>>().join(",") + "\n"
}
