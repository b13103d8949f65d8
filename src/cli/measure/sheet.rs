//! Rows and columns for the eye, as markdown, and as files.

use super::format::pretty;
use super::row::{Cell, push_csv_line};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Columns padded to their widest cell, two spaces between; those of `numeric` stand to the right. The last text column does not
/// widen the others where nothing follows it in its row.
pub fn grid(heads: &[&str], rows: &[Vec<String>], numeric: &[usize]) -> String {
    let filled = |row: &[String], i: usize| row.get(i + 1..).is_some_and(|rest| rest.iter().any(|c| !c.is_empty()));
    let width = |i: usize| {
        let last = i + 1 == heads.len();
        let counts = rows.iter().filter(|r| last || filled(r, i));
        let of_rows = counts.filter_map(|r| r.get(i)).map(|c| c.chars().count());
        of_rows.chain([heads[i].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let mut out = String::new();
    let heads: Vec<String> = heads.iter().map(|h| (*h).to_owned()).collect();
    for row in std::iter::once(&heads).chain(rows) {
        let mut text = String::new();
        for (i, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[i].saturating_sub(cell.chars().count()));
            let _ = if numeric.contains(&i) { write!(text, "{pad}{cell}  ") } else { write!(text, "{cell}{pad}  ") };
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

/// The same as a markdown table.
pub fn markdown_grid(heads: &[&str], rows: &[Vec<String>], numeric: &[usize]) -> String {
    let rule = (0..heads.len()).map(|i| if numeric.contains(&i) { "---:" } else { "---" }).collect::<Vec<_>>();
    let mut out = format!("| {} |\n|{}|\n", heads.join(" | "), rule.join("|"));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.iter().map(|c| escaped(c)).collect::<Vec<_>>().join(" | "));
    }
    out
}

/// Text that markdown prints as it is.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Rows under named columns, for files.
#[derive(Debug)]
pub struct Sheet {
    /// Names of the columns.
    pub columns: Vec<&'static str>,
    /// Cells in their order.
    pub rows: Vec<Vec<Cell>>,
    /// Geometries of each row for GeoJSON; none: the row is a feature without.
    pub geometries: Vec<Vec<Value>>,
    /// Whom the data are owed to.
    pub credit: Option<String>,
}

impl Sheet {
    /// Comma-separated values with a header.
    pub fn csv(self) -> String {
        let mut out = self.columns.join(",") + "\n";
        self.rows.iter().for_each(|row| push_csv_line(&mut out, row));
        out
    }

    /// An array of objects.
    pub fn json(self) -> String {
        let object = |row: Vec<Cell>| Value::Object(properties(&self.columns, row));
        pretty(&self.rows.into_iter().map(object).collect::<Vec<_>>())
    }

    /// One feature for each geometry, with the row as its properties.
    pub fn geojson(self) -> String {
        let mut features = Vec::new();
        for (row, geometries) in self.rows.into_iter().zip(self.geometries) {
            let properties = Value::Object(properties(&self.columns, row));
            let none = geometries.is_empty().then_some(Value::Null);
            for geometry in geometries.into_iter().chain(none) {
                features.push(json!({"type": "Feature", "geometry": geometry, "properties": properties}));
            }
        }
        let mut collection = json!({"type": "FeatureCollection", "features": features});
        if let Some(credit) = self.credit {
            collection["attribution"] = json!(credit);
        }
        pretty(&collection)
    }
}

fn properties(columns: &[&str], row: Vec<Cell>) -> Map<String, Value> {
    columns.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), cell.json())).collect()
}
