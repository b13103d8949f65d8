//! Rows of measurements as CSV, JSON, GeoJSON, a table for the eye, or markdown.
//!
//! Files carry metres with 6 decimals and degrees with 9, and are never rounded further; tables round as
//! [`format_distance`] says. What is not known is empty (`null` in JSON). [`super::row`] makes the cells.

use super::geometry::{line_geometry, position};
use super::row::{COLUMNS, cells, object, push_csv_line};
use super::sheet::{escaped, grid, markdown_grid};
use crate::claims::{Measurement, RestsOn};
use crate::diagnostic::visible;
use crate::spatial::{DistanceInterval, EdgeKind, format_distance, geodesic};
use crate::units::LengthUnit;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
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

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderInfo {
    /// The border as it was named.
    pub name: String,
    /// What an edge was taken to be.
    pub edges: EdgeKind,
}

/// The rows in a form.
pub fn write(rows: &[Measurement], border: &BorderInfo, format: Format, unit: LengthUnit) -> String {
    match format {
        Format::Table => table(rows, border, unit),
        Format::Markdown => markdown(rows, border, unit),
        Format::Csv => csv(rows, border),
        Format::Json => pretty(&Lazy(|| rows.iter().map(|row| Value::Object(object(row, border.edges))))),
        Format::Geojson => geojson(rows, border),
    }
}

fn csv(rows: &[Measurement], border: &BorderInfo) -> String {
    // The header stands also over no rows: readers find columns by name.
    let mut out = csv_header();
    push_csv_rows(&mut out, rows, border.edges);
    out
}

/// The names of the columns, as the first line of a CSV.
pub fn csv_header() -> String {
    COLUMNS.join(",") + "\n"
}

/// The lines of a CSV below its first.
pub fn push_csv_rows(out: &mut String, rows: &[Measurement], edges: EdgeKind) {
    rows.iter().for_each(|row| push_csv_line(out, &cells(row, edges)));
}

pub(super) fn pretty(value: &impl Serialize) -> String {
    // Maps have text keys and numbers are finite, so this can't fail.
    crate::cli::json::pretty(value) + "\n"
}

/// A list that is made while it is written: a million values at once would take gigabytes.
struct Lazy<F>(F);

impl<I: IntoIterator<Item = Value>, F: Fn() -> I> Serialize for Lazy<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

#[derive(Serialize)]
struct Collection<F: Serialize> {
    r#type: &'static str,
    features: F,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribution: Option<String>,
}

fn geojson(rows: &[Measurement], border: &BorderInfo) -> String {
    let features = Lazy(|| rows.iter().flat_map(|row| features(row, border.edges)));
    let credits = credits(rows);
    let attribution = (!credits.is_empty()).then(|| credits.join("; "));
    pretty(&Collection { r#type: "FeatureCollection", features, attribution })
}

/// Of a row its shortest line and its foot point, as two features; a row without distance is one without geometry.
fn features(row: &Measurement, edges: EdgeKind) -> Vec<Value> {
    let feature = |role: &str, geometry: Value| {
        let mut properties = object(row, edges);
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

/// Whom the lines are owed to that the rows rest on, once each.
fn credits(rows: &[Measurement]) -> Vec<&'static str> {
    let mut credits: Vec<&str> = rows.iter().filter_map(|r| r.rests_on.as_ref()?.credit).collect();
    credits.sort_unstable();
    credits.dedup();
    credits
}

/// A row's cells for a reader: id, name, distance, range, azimuth, border (where there are several), mark of its notes.
fn read_cells(row: &Measurement, unit: LengthUnit, several: bool, marks: &[String]) -> Vec<String> {
    let (id, name) = (visible(&row.subject.id), row.subject.name.as_deref().map(visible).unwrap_or_default());
    let bounds = row.bounds_m();
    let (value, range, azimuth) = match row.nearest {
        Some(nearest) => {
            let d = nearest.distance_m;
            let (min_m, max_m) = bounds.unwrap_or((d, d));
            let (value, range) = format_distance(DistanceInterval { distance_m: d, min_m, max_m }, unit);
            let azimuth = format!("{:.0}°", libm::round(nearest.azimuth_deg) % 360.0);
            (value, range.unwrap_or_else(|| "not known".to_owned()), azimuth)
        }
        None => {
            let reason = row.reason().unwrap_or_default();
            let range = bounds.and_then(|(min_m, max_m)| {
                format_distance(DistanceInterval { distance_m: min_m, min_m, max_m }, unit).1
            });
            let text = range.map_or_else(|| visible(reason), |r| format!("{r}: {}", visible(reason)));
            ("–".to_owned(), text, String::new())
        }
    };
    let notes = row.notes();
    let mark: String = (0..marks.len()).filter(|&i| notes.contains(&marks[i])).map(mark).collect();
    let mut cells = vec![id, name, format!("{value}{mark}"), range, azimuth];
    if several {
        let pair = row.rests_on.as_ref().and_then(|r| r.pair);
        cells.push(pair.map(|p| p.join("/")).unwrap_or_default());
    }
    cells
}

/// The mark of a note: ¹ ² ³ …
fn mark(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| c.to_digit(10).map_or(c, |d| DIGITS[d as usize]);
    (number + 1).to_string().chars().map(digit).collect()
}

/// Notes of all rows, in the order in which they first stand.
fn all_notes(rows: &[Measurement]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for note in rows.iter().flat_map(Measurement::notes) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Heads and cells for a reader.
fn readable(rows: &[Measurement], unit: LengthUnit) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let mut pairs: Vec<_> = rows.iter().filter_map(|r| r.rests_on.as_ref()?.pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let (several, notes) = (pairs.len() > 1, all_notes(rows));
    let mut heads = vec!["id", "name", "distance", "range", "azimuth"];
    if several {
        heads.push("border");
    }
    (heads, rows.iter().map(|r| read_cells(r, unit, several, &notes)).collect())
}

fn table(rows: &[Measurement], border: &BorderInfo, unit: LengthUnit) -> String {
    let (heads, cells) = readable(rows, unit);
    let mut out = grid(&heads, &cells, &[2, 4]);
    let _ = writeln!(out, "\n{}", about(rows, border, unit));
    for (i, note) in all_notes(rows).iter().enumerate() {
        let _ = writeln!(out, "{} {note}.", mark(i));
    }
    out
}

fn markdown(rows: &[Measurement], border: &BorderInfo, unit: LengthUnit) -> String {
    let (heads, cells) = readable(rows, unit);
    let mut out = markdown_grid(&heads, &cells, &[2, 4]);
    let _ = writeln!(out, "\n{}", escaped(&about(rows, border, unit)));
    for (i, note) in all_notes(rows).iter().enumerate() {
        let _ = writeln!(out, "\n{} {}.", mark(i), escaped(note));
    }
    out
}

/// Lines named under a table, at most.
const LINES_NAMED: usize = 6;

/// What was measured to and how: under each table.
fn about(rows: &[Measurement], border: &BorderInfo, unit: LengthUnit) -> String {
    let mut lines: Vec<&RestsOn> = Vec::new();
    for rests_on in rows.iter().filter_map(|r| r.rests_on.as_ref()) {
        match lines.iter_mut().find(|l| l.label() == rests_on.label()) {
            // The least accurate part speaks for the line.
            Some(line) if line.accuracy_m < rests_on.accuracy_m => *line = rests_on,
            Some(_) => {}
            None => lines.push(rests_on),
        }
    }
    let asked = if border.name == "nearest" { "the nearest land border" } else { &border.name };
    let mut out = format!("Measured to {}", visible(asked));
    for (i, line) in lines.iter().take(LINES_NAMED).enumerate() {
        out.push_str(if i == 0 { ": " } else { "; " });
        out.push_str(&one_line(line, unit));
    }
    if lines.len() > LINES_NAMED {
        let worst = lines.iter().filter_map(|l| l.accuracy_m).fold(0.0, f64::max);
        let _ = write!(out, "; and {} more, accurate to {}", lines.len() - LINES_NAMED, accuracy(worst, unit));
    }
    let edges = match border.edges {
        EdgeKind::Rfc7946 => "edges straight in longitude and latitude (RFC 7946)",
        EdgeKind::Geodesic => "edges geodesic",
    };
    let _ = write!(out, ". Geodesics of WGS 84; {edges}.");
    out
}

/// A line with its credit and accuracy.
fn one_line(line: &RestsOn, unit: LengthUnit) -> String {
    let credit = line.credit.map(|c| format!(", {c}")).unwrap_or_default();
    let off = match line.accuracy_m {
        Some(m) => format!(", accurate to {}", accuracy(m, unit)),
        None => ", its accuracy not known".to_owned(),
    };
    format!("{}{credit}{off}", visible(&line.label()))
}

fn accuracy(m: f64, unit: LengthUnit) -> String {
    if m < 1_000.0 { format!("{m:.0} m") } else { format!("{:.1} {}", m / unit.metres(), unit.symbol()) }
}

#[cfg(test)]
#[path = "format_tests.rs"]
mod tests;
