//! Rows of a table, whatever file it stood in → features, and the rows that can't be placed, each with its reasons.
//!
//! A row is excluded where its place can't be read; a row without coordinates is kept without a geometry. Nothing else
//! excludes a row: what an incident makes of its cells is told by [`Incident::from_feature`](crate::data::incident::Incident::from_feature).

use super::columns::{ColumnPlan, Mapping, MappingError, PlaceColumns};
use super::{hxl, pair, place, value, wkt};
use crate::data::feature::{Feature, Origin};
use crate::diagnostic::{Diagnostic, Place};
use csv::StringRecord;
use serde_json::{Map, Value};
use std::sync::Arc;

/// Columns that `import --rejects` writes before the others: read again, they say nothing of the incident.
pub const REJECT_COLUMNS: [&str; 4] = ["sitmap_row", "sitmap_column", "sitmap_value", "sitmap_reason"];

/// A row that can't be placed.
#[derive(Debug, Clone)]
pub struct Reject {
    /// Line of the file, or row of the sheet, from 1.
    pub line: usize,
    /// Number among the rows below the header, from 1.
    pub row: usize,
    /// The cells as the file has them.
    pub cells: Vec<String>,
    /// Why; the pointer of its place is the column.
    pub faults: Vec<Diagnostic>,
}

/// A table that was read.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Names of the columns.
    pub header: Vec<String>,
    /// Rows that can be used, in the file's order.
    pub features: Vec<Feature>,
    /// Rows that can't.
    pub rejects: Vec<Reject>,
    /// Rows in which every cell is empty, where these are passed over.
    pub empty_rows: usize,
    /// What is to be told of the rest.
    pub warnings: Vec<Diagnostic>,
}

/// How a table is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct TableOptions<'o> {
    /// What the user says of its columns.
    pub mapping: &'o Mapping,
    /// Its encoding, where the user names one.
    pub encoding: Option<&'o str>,
    /// Are rows without any cell passed over? Else they are rows without a place.
    pub without_empty_rows: bool,
}

/// The rows of a file, read as often as they are wanted: line (or row of a sheet) and cells.
pub type Records<'r> = &'r dyn Fn() -> Box<dyn Iterator<Item = (usize, StringRecord)> + 'r>;

/// Rows at the beginning among which a header is looked for: tables of reports bear titles above it.
const HEADER_ROWS: usize = 20;

/// Reads the rows of a table.
///
/// # Errors
/// No coordinate columns; columns or fields of the mapping that don't exist.
pub fn read(name: &str, records: Records, options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let (skipped, header, plan) = header(name, records, options)?;
    let mut reader = Reader { file: name.into(), header: &header, plan, skipped, table: Table::default() };
    reader.tags(records);
    let place = reader.place_columns(records, options);
    let number_of_first = reader.skipped + 1;
    let mut row = 0;
    for (line, record) in records().skip(number_of_first) {
        if options.without_empty_rows && record.iter().all(|c| c.trim().is_empty()) {
            reader.table.empty_rows += 1;
            continue;
        }
        row += 1;
        reader.row(line, row, &record, place);
    }
    let mut table = reader.table;
    table.header = header;
    Ok(table)
}

/// The header: the first of the rows at the beginning that names a place, else the very first; with the rows above it.
fn header(
    name: &str,
    records: Records,
    options: &TableOptions,
) -> Result<(usize, Vec<String>, ColumnPlan), Vec<Diagnostic>> {
    let at = |line| Place { file: Some(name.to_owned()), line: Some(line), ..Place::default() };
    let mut first = None;
    let mut unmapped = None;
    for (number, (line, record)) in records().take(HEADER_ROWS).enumerate() {
        let header = unique(super::names(&record));
        match ColumnPlan::of(&header, options.mapping) {
            Ok(plan) if !plan.places.is_empty() || tagged(records, number) => return Ok((number, header, plan)),
            Ok(_) => {}
            Err(error) => drop(unmapped.get_or_insert((line, header.clone(), error))),
        }
        first.get_or_insert((line, header));
    }
    if let Some((line, header, error)) = unmapped {
        return Err(vec![unknown_mapping(&header, &error).at(at(line))]);
    }
    let (line, header) = first.unwrap_or((1, Vec::new()));
    let message = format!("no columns of longitude and latitude among: {}", header.join(", "));
    let help = "name them lon and lat, or say which they are: sitmap import --map COLUMN=lon --map COLUMN=lat";
    Err(vec![Diagnostic::error("data::no-coordinate-columns", message).at(at(line)).help(help)])
}

/// Is the row below a header one of tags with a place?
fn tagged(records: Records, header: usize) -> bool {
    let below = records().nth(header + 1);
    below.is_some_and(|(_, r)| {
        let cells: Vec<&str> = r.iter().collect();
        hxl::is_tags(&cells) && !hxl::plan(ColumnPlan::default(), &cells).places.is_empty()
    })
}

fn unknown_mapping(header: &[String], error: &MappingError) -> Diagnostic {
    let (wanted, known): (&str, Vec<&str>) = match error {
        MappingError::Column(column) => (column, header.iter().map(String::as_str).collect()),
        MappingError::Field(field) => (field, super::columns::FIELDS.to_vec()),
    };
    let code = match error {
        MappingError::Column(_) => "data::unknown-column",
        MappingError::Field(_) => "data::unknown-field",
    };
    let near = known.iter().map(|k| (strsim::jaro_winkler(k, wanted), *k)).max_by(|a, b| a.0.total_cmp(&b.0));
    let fault = Diagnostic::error(code, error.to_string());
    match near.filter(|n| n.0 > 0.7) {
        Some((_, near)) => fault.help(format!("did you mean “{near}”? There are: {}", known.join(", "))),
        None => fault.help(format!("there are: {}", known.join(", "))),
    }
}

/// Names without repeats and without holes: `killed`, `killed_2`, `column_7`.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(names.len());
    for (i, name) in names.into_iter().enumerate() {
        let name = if name.is_empty() { format!("column_{}", i + 1) } else { name };
        let copies = || (2..).map(|n| format!("{name}_{n}")).find(|n| !out.contains(n));
        let own = if out.contains(&name) { copies().unwrap_or_default() } else { name };
        out.push(own);
    }
    out
}

struct Reader<'h> {
    file: Arc<str>,
    header: &'h [String],
    plan: ColumnPlan,
    /// Rows above the first row of data, without the header itself.
    skipped: usize,
    table: Table,
}

impl Reader<'_> {
    /// Reads the row of tags below the header, where there is one.
    fn tags(&mut self, records: Records) {
        let Some((_, record)) = records().nth(self.skipped + 1) else { return };
        let cells: Vec<&str> = record.iter().collect();
        if hxl::is_tags(&cells) {
            self.plan = hxl::plan(std::mem::take(&mut self.plan), &cells);
            self.skipped += 1;
        }
    }

    /// The columns that hold the place: the first of the plan's whose cells do, with the order of a pair.
    fn place_columns(&mut self, records: Records, options: &TableOptions) -> Option<PlaceColumns> {
        let cells = |column: usize| {
            let rows = records().skip(self.skipped + 1);
            rows.map(move |(_, r)| r.get(column).unwrap_or_default().trim().to_owned()).filter(|c| !c.is_empty())
        };
        let asked = |column: usize| options.mapping.iter().any(|(c, _)| c.eq_ignore_ascii_case(&self.header[column]));
        let holds = |place: &PlaceColumns| match place {
            PlaceColumns::LonLat { .. } => true,
            PlaceColumns::Pair { column, .. } => {
                asked(*column) || cells(*column).take(50).any(|c| pair::pair(&c).is_ok())
            }
            PlaceColumns::Wkt { column } => {
                asked(*column) || cells(*column).next().is_some_and(|c| wkt::looks_like(&c))
            }
        };
        let place = self.plan.places.iter().copied().find(holds)?;
        let PlaceColumns::Pair { column, latitude_first: None } = place else { return Some(place) };
        let order = pair::order_by_numbers(cells(column).filter_map(|c| pair::pair(&c).ok()));
        if order.is_none() {
            let message =
                format!("the pairs of “{0}” are read latitude first; nothing in them says so", self.header[column]);
            let at = Place {
                file: Some(self.file.to_string()),
                pointer: Some(self.header[column].clone()),
                ..Place::default()
            };
            let help = format!("if longitude comes first: sitmap import --map '{}=lon_lat'", self.header[column]);
            self.table.warnings.push(Diagnostic::warning("data::pair-order", message).at(at).help(help));
        }
        Some(PlaceColumns::Pair { column, latitude_first: order.or(Some(true)) })
    }

    fn place(&self, line: usize, row: usize, column: Option<usize>) -> Place {
        Place {
            file: Some(self.file.to_string()),
            line: Some(line),
            feature: Some(row),
            pointer: column.map(|c| self.header[c].clone()),
            ..Place::default()
        }
    }

    fn row(&mut self, line: usize, row: usize, record: &StringRecord, columns: Option<PlaceColumns>) {
        if record.len() != self.header.len() {
            let message = format!("this row has {}, the header has {}", cells(record.len()), cells(self.header.len()));
            let warning = Diagnostic::warning("data::uneven-row", message).at(self.place(line, row, None));
            self.table.warnings.push(warning);
        }
        let geometry = match place::geometry(record, self.header, columns) {
            Ok(geometry) => geometry,
            Err(faults) => {
                let fault = |(column, e)| Diagnostic::from(e).at(self.place(line, row, Some(column)));
                let faults = faults.into_iter().map(fault).collect();
                let cells = record.iter().map(str::to_owned).collect();
                self.table.rejects.push(Reject { line, row, cells, faults });
                return;
            }
        };
        let (id, properties) = self.properties(record, columns);
        let origin = Origin { file: Arc::clone(&self.file), line, feature: row };
        self.table.features.push(Feature { id, geometry, properties, origin });
    }

    /// The row's id and its cells under the names of their columns, and of the members that these are.
    fn properties(&self, record: &StringRecord, columns: Option<PlaceColumns>) -> (Option<Value>, Map<String, Value>) {
        let cell = |i: usize| record.get(i).unwrap_or_default().trim();
        let of_place = |i: usize| match columns {
            Some(PlaceColumns::LonLat { lon, lat }) => i == lon || i == lat,
            Some(PlaceColumns::Pair { column, .. } | PlaceColumns::Wkt { column }) => i == column,
            None => false,
        };
        let (mut id, mut properties) = (None, Map::new());
        for (i, name) in self.header.iter().enumerate() {
            if of_place(i) || REJECT_COLUMNS.contains(&name.as_str()) {
                continue;
            }
            if name.eq_ignore_ascii_case("id") && !cell(i).is_empty() {
                id = Some(Value::String(cell(i).to_owned()));
            } else {
                properties.insert(name.clone(), value(cell(i)));
            }
        }
        for i in self.header.len()..record.len() {
            properties.insert(format!("column_{}", i + 1), value(cell(i)));
        }
        for (i, member) in &self.plan.members {
            if *member == "id" {
                id = Some(cell(*i)).filter(|c| !c.is_empty()).map(|c| Value::String(c.to_owned())).or(id);
            } else if !cell(*i).is_empty() {
                properties.insert((*member).to_owned(), value(cell(*i)));
            }
        }
        (id, properties)
    }
}

fn cells(count: usize) -> String {
    format!("{count} cell{}", if count == 1 { "" } else { "s" })
}
