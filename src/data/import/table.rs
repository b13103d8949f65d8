//! CSV and TSV in any encoding, row by row.

use super::exports::hxl_field;
use super::header::fields;
use super::place::PlaceColumns;
use super::row::{Odd, RowPlan};
use super::{Exclusion, Export, Field, ImportOptions, Imported, day, encoding, smells};
use crate::data::feature::{Feature, Origin};
use crate::data::table;
use crate::diagnostic::{Diagnostic, Place};
use std::sync::Arc;

/// A row with the line that it begins on.
struct Row {
    line: usize,
    cells: Vec<String>,
}

/// Reads a table. Rows that can't be placed are excluded, not refused.
///
/// # Errors
/// No table at all: bytes that are no text, no columns that tell a place, a column that the user names and that isn't there.
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let (text, told) = encoding::text_of(name, bytes, options.encoding.as_deref())?;
    let mut warnings: Vec<Diagnostic> = told.into_iter().collect();
    let delimiter = table::delimiter(&text);
    let (header, mut rows) = rows(name, &text, delimiter)?;
    let tags = hashtags(&header, &rows);
    let (export, known) = match tags {
        Some(tags) => {
            rows.remove(0);
            (Some(Export::Hxl), tags)
        }
        None => known_columns(&header),
    };
    let wanted = wanted(name, &header, options, known)?;
    let fields = fields(&header, &wanted);
    let Some(place) = PlaceColumns::of(&fields) else { return Err(vec![no_place(name, &header)]) };
    let plan = RowPlan { header: &header, fields: &fields, export, dates: dates(&fields, &rows, options) };
    // Where commas part the cells a decimal one stands in quotes, and is one all the same.
    let comma = true;
    let file: Arc<str> = name.into();
    let (mut features, mut excluded, mut countries, mut odd) = (Vec::new(), Vec::new(), Vec::new(), Odd::default());
    for (number, row) in (1..).zip(rows) {
        let cell = |i: usize| row.cells.get(i).map(|c| c.trim().to_owned()).unwrap_or_default();
        match place.place(&cell, comma) {
            Ok(point) => {
                let (id, properties) = plan.properties(&row.cells, &mut odd);
                let origin = Origin { file: Arc::clone(&file), line: row.line, feature: number };
                let country = fields.iter().position(|f| *f == Some(Field::Country)).map(cell);
                countries.push(country.filter(|c| !c.is_empty()));
                features.push(Feature { id, geometry: point.map(geo::Geometry::Point), properties, origin });
            }
            Err((column, reason)) => excluded.push(Exclusion {
                row: number,
                line: row.line,
                column: header.get(column).cloned().unwrap_or_default(),
                value: cell(column),
                reason,
                cells: row.cells,
            }),
        }
    }
    warnings.extend(oddities(name, odd, &plan));
    let mut imported =
        Imported { features, header: header.clone(), fields: fields.clone(), export, excluded, warnings: Vec::new() };
    warnings.extend(smells::smells(&imported, &countries, name));
    imported.warnings = warnings;
    Ok(imported)
}

/// Header and rows of a text.
fn rows(name: &str, text: &str, delimiter: u8) -> Result<(Vec<String>, Vec<Row>), Vec<Diagnostic>> {
    let at = |line: usize| Place { file: Some(name.to_owned()), line: Some(line), ..Place::default() };
    let mut reader = table::reader(text, delimiter);
    let header = reader.headers().map(table::names);
    let header = header.map_err(|e| vec![Diagnostic::error("data::not-csv", e.to_string()).at(at(1))])?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| {
            let line = e.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
            vec![Diagnostic::error("data::not-csv", e.to_string()).at(at(line))]
        })?;
        let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        // Rows of nothing but delimiters are what spreadsheets leave below a table.
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    Ok((header, rows))
}

/// Columns that an export is known by.
fn known_columns(header: &[String]) -> (Option<Export>, Vec<(String, Field)>) {
    let export = Export::of(header);
    let known = export.map_or(&[][..], Export::columns).iter().filter_map(|(name, field)| {
        let column = header.iter().find(|h| h.eq_ignore_ascii_case(name))?;
        Some((column.clone(), *field))
    });
    (export, known.collect())
}

/// The fields of HXL hashtags, if the first row holds them.
fn hashtags(header: &[String], rows: &[Row]) -> Option<Vec<(String, Field)>> {
    let tags = &rows.first()?.cells;
    let filled = tags.iter().filter(|c| !c.trim().is_empty());
    let tagged = filled.clone().filter(|c| c.trim().starts_with('#')).count();
    if tagged == 0 || tagged * 2 < filled.count() {
        return None;
    }
    Some(header.iter().zip(tags).filter_map(|(name, tag)| Some((name.clone(), hxl_field(tag)?))).collect())
}

/// What columns mean: as the user says, then as the export has it.
fn wanted(
    name: &str,
    header: &[String],
    options: &ImportOptions,
    known: Vec<(String, Field)>,
) -> Result<Vec<(String, Field)>, Vec<Diagnostic>> {
    let unknown = options.columns.iter().filter(|(column, _)| !header.contains(column));
    let faults: Vec<Diagnostic> = unknown
        .map(|(column, _)| {
            let place = Place { file: Some(name.to_owned()), line: Some(1), ..Place::default() };
            let fault = Diagnostic::error("data::unknown-column", format!("there is no column “{column}”")).at(place);
            fault.help(format!("the columns are: {}", header.join(", ")))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let by_user = |field: Field| options.columns.iter().any(|(_, f)| *f == field);
    let rest = known.into_iter().filter(|(_, field)| !by_user(*field));
    Ok(options.columns.iter().cloned().chain(rest).collect())
}

fn no_place(name: &str, header: &[String]) -> Diagnostic {
    let message = format!("no columns that tell a place among: {}", header.join(", "));
    let place = Place { file: Some(name.to_owned()), line: Some(1), ..Place::default() };
    let fault = Diagnostic::error("data::no-coordinate-columns", message).at(place);
    fault.help("say which they are: --map COLUMN=lon --map COLUMN=lat (or lat_lon, wkt)")
}

fn dates(fields: &[Option<Field>], rows: &[Row], options: &ImportOptions) -> day::ColumnOrder {
    let columns: Vec<usize> = fields
        .iter()
        .enumerate()
        .filter(|(_, f)| matches!(f, Some(Field::Date | Field::DateEnd)))
        .map(|(i, _)| i)
        .collect();
    let texts = rows.iter().flat_map(|row| columns.iter().filter_map(|c| row.cells.get(*c))).map(String::as_str);
    day::ColumnOrder::of(texts, options.date_order)
}

/// What could not be read in rows that are kept.
fn oddities(name: &str, odd: Odd, plan: &RowPlan) -> Vec<Diagnostic> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let tell = |code, message: String| Diagnostic::warning(code, message).at(place.clone());
    let mut told = Vec::new();
    if plan.dates.ambiguous > 0 {
        let message = match plan.dates.order {
            Some(day::DateOrder::DayFirst) => {
                format!("{} dates such as 4/5/2020 are read with the day first", plan.dates.ambiguous)
            }
            Some(day::DateOrder::MonthFirst) => {
                format!("{} dates such as 4/5/2020 are read with the month first", plan.dates.ambiguous)
            }
            None => format!("{} dates may be two days each (4/5/2020) and are not read", plan.dates.ambiguous),
        };
        told.push(tell("data::ambiguous-date", message));
    }
    let other = odd.dates - if plan.dates.order.is_none() { plan.dates.ambiguous.min(odd.dates) } else { 0 };
    if other > 0 {
        told.push(tell("data::bad-date", format!("{other} dates can't be read and are kept as texts")));
    }
    if odd.mangled > 0 {
        let message = format!(
            "{} numbers of people look like ranges that a spreadsheet turned into dates (21-Dec for 12-21)",
            odd.mangled
        );
        told.push(tell("data::mangled-range", message));
    }
    if odd.words > odd.mangled {
        let message = format!("{} numbers of people are words, and stay words", odd.words - odd.mangled);
        told.push(tell("data::number-in-words", message));
    }
    told
}

#[cfg(test)]
mod tests;
