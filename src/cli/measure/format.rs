//! Rows of measurements as CSV, JSON, GeoJSON, a table for the eye, or markdown.
//!
//! Files carry metres with 6 decimals and degrees with 9, and are never rounded further; tables round as
//! [`format_distance`] says. What is not known is empty (`null` in JSON).

use super::fixed::{decimals, push_fixed};
use crate::claims::Measurement;
use crate::diagnostic::visible;
use crate::geographic::LonLat;
use crate::spatial::{DistanceInterval, EdgeKind, format_distance, geodesic};
use crate::units::LengthUnit;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// Columns for the eye
    #[default]
    Table,
    /// Comma-separated values
    Csv,
    /// An array of objects
    Json,
    /// The shortest lines and their foot points as features
    Geojson,
    /// A markdown table
    Markdown,
}

/// What was measured to.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderInfo {
    /// As it was asked for.
    pub name: String,
    /// The layer, or the file's name.
    pub layer: String,
    /// Whom it is owed to.
    pub credit: Option<String>,
    /// Date or year of its data.
    pub as_of: Option<String>,
    /// How far it may be off, metres.
    pub accuracy_m: Option<f64>,
    /// What an edge was taken to be.
    pub edges: EdgeKind,
}

/// The rows in a form.
pub fn write(rows: &[Measurement], border: &BorderInfo, format: Format, unit: LengthUnit) -> String {
    match format {
        Format::Table => table(rows, border, unit),
        Format::Markdown => markdown(rows, border, unit),
        Format::Csv => csv(rows, border),
        Format::Json => pretty(&Lazy(|| rows.iter().map(|row| Value::Object(object(row, border))))),
        Format::Geojson => geojson(rows, border),
    }
}

/// A cell of a file.
enum Cell<'r> {
    Text(&'r str),
    Metres(f64),
    Degrees(f64),
    Empty,
}

impl<'r> Cell<'r> {
    fn text(text: Option<&'r str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }

    fn metres(metres: Option<f64>) -> Self {
        metres.map_or(Self::Empty, Self::Metres)
    }

    fn degrees(degrees: Option<f64>) -> Self {
        degrees.map_or(Self::Empty, Self::Degrees)
    }

    fn push_csv(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_quoted(out, text),
            Self::Metres(m) => push_fixed(out, *m, METRE_DECIMALS),
            Self::Degrees(d) => push_fixed(out, *d, DEGREE_DECIMALS),
            Self::Empty => {}
        }
    }

    fn json(self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Metres(m) => json!(decimals(m, METRE_DECIMALS)),
            Self::Degrees(d) => json!(decimals(d, DEGREE_DECIMALS)),
            Self::Empty => Value::Null,
        }
    }
}

const METRE_DECIMALS: usize = 6;
const DEGREE_DECIMALS: usize = 9;

/// How it was measured, for the column `method`.
fn method(border: &BorderInfo) -> &'static str {
    match border.edges {
        EdgeKind::Rfc7946 => "geodesic (WGS 84), edges rfc7946",
        EdgeKind::Geodesic => "geodesic (WGS 84), edges geodesic",
    }
}

/// A row's columns, in order.
fn columns<'r>(row: &'r Measurement, border: &'r BorderInfo) -> [(&'static str, Cell<'r>); 15] {
    let place = row.subject.place.as_ref().ok();
    let nearest = row.nearest.as_ref();
    let bounds = row.interval(border.accuracy_m);
    [
        ("id", Cell::Text(&row.subject.id)),
        ("name", Cell::text(row.subject.name.as_deref())),
        ("lon", Cell::degrees(place.map(|p| p.lon_deg))),
        ("lat", Cell::degrees(place.map(|p| p.lat_deg))),
        ("distance_m", Cell::metres(nearest.map(|n| n.distance_m))),
        ("azimuth_deg", Cell::degrees(nearest.map(|n| n.azimuth_deg))),
        ("foot_lon", Cell::degrees(nearest.map(|n| n.foot.lon_deg))),
        ("foot_lat", Cell::degrees(nearest.map(|n| n.foot.lat_deg))),
        ("distance_min_m", Cell::metres(bounds.map(|b| b.min_m))),
        ("distance_max_m", Cell::metres(bounds.map(|b| b.max_m))),
        ("uncertainty_m", Cell::metres(row.subject.uncertainty_m)),
        ("border", Cell::Text(&border.layer)),
        ("border_accuracy_m", Cell::metres(border.accuracy_m)),
        ("method", Cell::Text(method(border))),
        ("reason", Cell::text(row.subject.place.as_ref().err().map(String::as_str))),
    ]
}

fn csv(rows: &[Measurement], border: &BorderInfo) -> String {
    // The header stands also over no rows: readers find columns by name.
    let mut out = String::from(CSV_HEADER);
    push_csv_rows(&mut out, rows, border);
    out
}

/// The names of the columns, as the first line of a CSV.
pub const CSV_HEADER: &str = "id,name,lon,lat,distance_m,azimuth_deg,foot_lon,foot_lat,distance_min_m,distance_max_m,\
                              uncertainty_m,border,border_accuracy_m,method,reason\n";

/// The lines of a CSV below its first.
pub fn push_csv_rows(out: &mut String, rows: &[Measurement], border: &BorderInfo) {
    for row in rows {
        for (i, (_, cell)) in columns(row, border).iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            cell.push_csv(out);
        }
        out.push('\n');
    }
}

/// A cell in quotes where RFC 4180 wants them.
fn push_quoted(out: &mut String, cell: &str) {
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

fn object(row: &Measurement, border: &BorderInfo) -> Map<String, Value> {
    columns(row, border).into_iter().map(|(name, cell)| (name.to_owned(), cell.json())).collect()
}

fn pretty(value: &impl Serialize) -> String {
    // Maps have text keys and numbers are finite, so this can't fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// A list that is made while it is written: a million values at once would take gigabytes.
struct Lazy<F>(F);

impl<I: IntoIterator<Item = Value>, F: Fn() -> I> Serialize for Lazy<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

#[derive(Serialize)]
struct Collection<'b, F: Serialize> {
    r#type: &'static str,
    features: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<&'b str>,
}

fn geojson(rows: &[Measurement], border: &BorderInfo) -> String {
    let features = Lazy(|| rows.iter().flat_map(|row| features(row, border)));
    pretty(&Collection { r#type: "FeatureCollection", features, attribution: border.credit.as_deref() })
}

/// Of a row its shortest line and its foot point, as two features; a row without distance is one without geometry.
fn features(row: &Measurement, border: &BorderInfo) -> Vec<Value> {
    let feature = |role: &str, geometry: Value| {
        let mut properties = object(row, border);
        properties.insert("role".to_owned(), json!(role));
        json!({"type": "Feature", "geometry": geometry, "properties": properties})
    };
    match (&row.subject.place, &row.nearest) {
        (Ok(place), Some(nearest)) => vec![
            feature("distance", line_geometry(&geodesic::line_points(*place, nearest.foot, 10_000.0))),
            feature("foot", json!({"type": "Point", "coordinates": position(nearest.foot)})),
        ],
        _ => vec![feature("none", Value::Null)],
    }
}

fn position(place: LonLat) -> Value {
    json!([decimals(place.lon_deg, DEGREE_DECIMALS), decimals(place.lat_deg, DEGREE_DECIMALS)])
}

/// A line as GeoJSON, cut where it crosses 180° (RFC 7946 §3.1.9).
fn line_geometry(line: &[LonLat]) -> Value {
    let turn = |p: &LonLat| libm::floor((p.lon_deg + 180.0) / 360.0);
    let mut parts: Vec<Vec<Value>> = vec![Vec::new()];
    let mut last = 0;
    for (i, place) in line.iter().enumerate() {
        if i > 0 && turn(place) != turn(&line[i - 1]) && place.lon_deg != line[i - 1].lon_deg {
            let before = line[i - 1];
            let east = place.lon_deg > before.lon_deg;
            let cut = 360.0 * if east { turn(place) } else { turn(&before) } - 180.0;
            let lat = before.lat_deg
                + (cut - before.lon_deg) / (place.lon_deg - before.lon_deg) * (place.lat_deg - before.lat_deg);
            parts[last].push(position(LonLat::new(if east { 180.0 } else { -180.0 }, lat)));
            parts.push(vec![position(LonLat::new(if east { -180.0 } else { 180.0 }, lat))]);
            last += 1;
        }
        parts[last].push(position(place.normalized()));
    }
    parts.retain(|part| part.iter().any(|p| *p != part[0]));
    match parts.len() {
        0 => json!({"type": "LineString", "coordinates": [position(line[0]), position(line[line.len() - 1])]}),
        1 => json!({"type": "LineString", "coordinates": parts[0]}),
        _ => json!({"type": "MultiLineString", "coordinates": parts}),
    }
}

/// A row's cells for a reader: id, name, distance, range, azimuth, foot.
fn read_cells(row: &Measurement, border: &BorderInfo, unit: LengthUnit) -> [String; 5] {
    let text = |t: &str| visible(t);
    let (id, name) = (text(&row.subject.id), row.subject.name.as_deref().map(text).unwrap_or_default());
    let Some(nearest) = row.nearest else {
        let reason = row.subject.place.as_ref().err().map_or("", String::as_str);
        return [id, name, "–".to_owned(), text(reason), String::new()];
    };
    let d = nearest.distance_m;
    let known = row.interval(border.accuracy_m);
    let bounds = known.unwrap_or(DistanceInterval { distance_m: d, min_m: d, max_m: d });
    let (value, range) = format_distance(bounds, unit);
    let azimuth = format!("{:.0}°", libm::round(nearest.azimuth_deg) % 360.0);
    [id, name, value, range.unwrap_or_else(|| "not known".to_owned()), azimuth]
}

const HEADS: [&str; 5] = ["id", "name", "distance", "range", "azimuth"];

fn table(rows: &[Measurement], border: &BorderInfo, unit: LengthUnit) -> String {
    let cells: Vec<[String; 5]> = rows.iter().map(|r| read_cells(r, border, unit)).collect();
    // Reasons stand in the range's column but don't widen it: nothing follows them.
    let counts = |i: usize, c: &[String; 5]| i != 3 || !c[4].is_empty();
    let width = |i: usize| {
        let of_rows = cells.iter().filter(|c| counts(i, c)).map(|c| c[i].chars().count());
        of_rows.chain([HEADS[i].len()]).max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3, 4].map(width);
    let mut out = String::new();
    let mut line = |cells: [&str; 5]| {
        let mut text = String::new();
        for (i, cell) in cells.iter().enumerate() {
            let pad = " ".repeat(widths[i].saturating_sub(cell.chars().count()));
            // Numbers are set to the right, words to the left.
            let numeric = i == 2 || i == 4;
            let _ = if numeric { write!(text, "{pad}{cell}  ") } else { write!(text, "{cell}{pad}  ") };
        }
        out.push_str(text.trim_end());
        out.push('\n');
    };
    line(HEADS);
    for row in &cells {
        line([&row[0], &row[1], &row[2], &row[3], &row[4]]);
    }
    let _ = writeln!(out, "\n{}", about(border, unit));
    out
}

fn markdown(rows: &[Measurement], border: &BorderInfo, unit: LengthUnit) -> String {
    let mut out = format!("| {} |\n|---|---|---:|---|---:|\n", HEADS.join(" | "));
    for row in rows {
        let cells = read_cells(row, border, unit).map(|c| escaped(&c));
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    let _ = writeln!(out, "\n{}", escaped(&about(border, unit)));
    out
}

/// Text that markdown prints as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What was measured to and how: under each table.
fn about(border: &BorderInfo, unit: LengthUnit) -> String {
    let mut out = format!("Measured to {}", visible(&border.name));
    if border.layer != border.name {
        let _ = write!(out, ", layer {}", border.layer);
    }
    if let Some(credit) = &border.credit {
        let _ = write!(out, ", {credit}");
    }
    if let Some(as_of) = &border.as_of {
        let _ = write!(out, ", as of {as_of}");
    }
    match border.accuracy_m {
        Some(m) if m < 1_000.0 => {
            let _ = write!(out, ", accurate to {m:.0} m");
        }
        Some(m) => {
            let _ = write!(out, ", accurate to {:.1} {}", m / unit.metres(), unit.symbol());
        }
        None => out.push_str(", its accuracy not known"),
    }
    let edges = match border.edges {
        EdgeKind::Rfc7946 => "edges straight in longitude and latitude (RFC 7946)",
        EdgeKind::Geodesic => "edges geodesic",
    };
    let _ = write!(out, ". Geodesics of WGS 84; {edges}.");
    out
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
