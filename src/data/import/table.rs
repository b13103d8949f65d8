//! CSV and TSV in any encoding, in two passes over the rows: one for what the dates of a column show, one that reads them, in blocks on all cores. Of a
//! row only what is told of the whole is kept.

use super::exports::hxl_field;
use super::header::fields;
use super::place::PlaceColumns;
use super::row::{Odd, RowPlan};
use super::smells::Smells;
use super::text::TableText;
use super::{Account, Exclusion, Export, Field, ImportOptions, Imported, day};
use crate::data::feature::{Feature, Origin};
use crate::data::foreign;
use crate::data::load::Rereadable;
use crate::data::table;
use crate::diagnostic::{Diagnostic, Place};
use crate::threads;
use csv::StringRecord;
use std::io;
use std::sync::Arc;

/// Rows of a block.
const BLOCK: usize = 2_048;

/// A table whose columns are understood, not read yet.
pub struct TableFile<'b> {
    name: String,
    file: Arc<str>,
    text: TableText<'b>,
    delimiter: u8,
    /// Its columns.
    pub header: Vec<String>,
    /// What each of them is read as; `None`: kept as it is.
    pub fields: Vec<Option<Field>>,
    /// The export that it is one of.
    pub export: Option<Export>,
    /// An export that is known in other formats too.
    pub foreign: Option<&'static foreign::Export>,
    place: PlaceColumns,
    dates: day::ColumnOrder,
    told: Vec<Diagnostic>,
}

/// What a whole file is like.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Of its rows.
    pub account: Account,
    /// Names of the cells of what was left out.
    pub header: Vec<String>,
    /// Rows that were left out.
    pub excluded: Vec<Exclusion>,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
}

/// What a block of rows gave.
struct BlockRead<T> {
    made: T,
    rows: usize,
    placed: usize,
    excluded: Vec<Exclusion>,
    odd: Odd,
    smells: Smells,
}

/// Reads a table whole. Rows that can't be placed are excluded, not refused.
///
/// # Errors
/// As [`TableFile::open`].
pub fn import(name: &str, bytes: &[u8], options: &ImportOptions) -> Result<Imported, Vec<Diagnostic>> {
    let table = TableFile::open(name, bytes, options)?;
    let mut features = Vec::new();
    let reading = table.read(|block| block, &mut |block| {
        features.extend(block);
        Ok(())
    });
    // Nothing is written here, so that nothing can fail.
    let Reading { excluded, warnings, .. } =
        reading.map_err(|e| vec![Diagnostic::error("data::cannot-read", e.to_string())])?;
    Ok(Imported { features, header: table.header, fields: table.fields, export: table.export, excluded, warnings })
}

impl<'b> TableFile<'b> {
    /// Understands a table: its encoding, its columns, and which part of its dates comes first.
    ///
    /// # Errors
    /// No table at all: bytes that are no text, no columns that tell a place, a column that the user names and that isn't there.
    pub fn open(name: &str, bytes: &'b [u8], options: &ImportOptions) -> Result<Self, Vec<Diagnostic>> {
        let (text, told) = TableText::of_bytes(name, bytes, options.encoding.as_deref())?;
        Self::understood(name, text, told, options)
    }

    /// The same of bytes that are given away.
    ///
    /// # Errors
    /// As [`TableFile::open`].
    pub fn of_bytes(
        name: &str,
        bytes: Vec<u8>,
        options: &ImportOptions,
    ) -> Result<TableFile<'static>, Vec<Diagnostic>> {
        let (text, told) = TableText::of_vec(name, bytes, options.encoding.as_deref())?;
        TableFile::understood(name, text, told, options)
    }

    /// The same of a file, which is not held in memory.
    ///
    /// # Errors
    /// As [`TableFile::open`]; it can't be read.
    pub fn open_file(
        name: &str,
        source: Rereadable,
        options: &ImportOptions,
    ) -> Result<TableFile<'static>, Vec<Diagnostic>> {
        let (text, told) = TableText::of_file(name, source, options.encoding.as_deref())?;
        TableFile::understood(name, text, told, options)
    }

    fn understood(
        name: &str,
        text: TableText<'b>,
        told: Option<Diagnostic>,
        options: &ImportOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        let unreadable = |e: io::Error| not_csv(name, &e.into());
        let delimiter = table::delimiter(&text.first_line().map_err(unreadable)?);
        let mut reader = table::reader_of(text.reader().map_err(unreadable)?, delimiter);
        let header = table::names(reader.headers().map_err(|e| not_csv(name, &e))?);
        let mut record = StringRecord::new();
        let first = reader.read_record(&mut record).map_err(|e| not_csv(name, &e))?;
        let tags = if first { hashtags(&header, &record) } else { None };
        let (export, known) = tags.map_or_else(|| known_columns(&header), |tags| (Some(Export::Hxl), tags));
        let wanted = wanted(name, &header, options, known)?;
        let fields = fields(&header, &wanted);
        let Some(place) = PlaceColumns::of(&fields) else { return Err(vec![no_place(name, &header)]) };
        let dated: Vec<usize> =
            (0..fields.len()).filter(|i| matches!(fields[*i], Some(Field::Date | Field::DateEnd))).collect();
        let (mut evidence, mut lacking) = (day::Evidence::default(), table::Lacking::none());
        let mut more = first && (!dated.is_empty() || text.is_held());
        while more {
            lacking.row(header.len(), record.len()).map_err(|exceeded| vec![exceeded.of_file(name)])?;
            dated.iter().filter_map(|column| record.get(*column)).for_each(|text| evidence.look(text));
            more = reader.read_record(&mut record).map_err(|e| not_csv(name, &e))?;
        }
        drop(reader);
        let foreign = foreign::recognise(header.iter().map(String::as_str)).filter(|_| export.is_none());
        let usual = foreign.filter(|f| f.month_first).map(|_| day::DateOrder::MonthFirst);
        let dates = evidence.order(options.date_order.or(usual));
        let told = told.into_iter().collect();
        Ok(Self {
            name: name.to_owned(),
            file: name.into(),
            text,
            delimiter,
            header,
            fields,
            export,
            foreign,
            place,
            dates,
            told,
        })
    }

    /// Reads all rows: `work` is given those of a block on any core, `sink` what it made of them, in the table's order.
    ///
    /// # Errors
    /// The sink's own; the file can't be read any more.
    pub fn read<T: Send>(
        &self,
        work: impl Fn(Vec<Feature>) -> T + Sync,
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<Reading> {
        let mut records = Records { reader: table::reader_of(self.text.reader()?, self.delimiter) };
        records.reader.headers()?;
        if self.export == Some(Export::Hxl) {
            records.next()?;
        }
        let (mut account, mut excluded, mut odd, mut smells) =
            (Account::default(), Vec::new(), Odd::default(), Smells::default());
        let mut number = 0;
        loop {
            let mut blocks: Vec<(usize, Vec<StringRecord>)> = Vec::new();
            for _ in 0..2 * threads::count() {
                let block = records.block()?;
                let first = number + 1;
                number += block.len();
                blocks.push((first, block));
            }
            if blocks.iter().all(|(_, block)| block.is_empty()) {
                break;
            }
            for read in threads::in_order(&blocks, |(first, rows)| self.block(*first, rows, &work)) {
                account.read += read.rows;
                account.placed += read.placed;
                account.excluded += read.excluded.len();
                excluded.extend(read.excluded);
                odd.add(read.odd);
                smells.merge(read.smells);
                sink(read.made)?;
            }
        }
        account.without_coordinates = account.read - account.placed - account.excluded;
        let mut warnings = self.told.clone();
        warnings.extend(oddities(&self.name, odd, self.dates));
        warnings.extend(smells.told(&self.name));
        Ok(Reading { account, header: self.header.clone(), excluded, warnings })
    }

    fn block<T>(&self, first: usize, rows: &[StringRecord], work: &impl Fn(Vec<Feature>) -> T) -> BlockRead<T> {
        let plan = RowPlan { header: &self.header, fields: &self.fields, export: self.export, dates: self.dates };
        let country = self.fields.iter().position(|f| *f == Some(Field::Country));
        let (mut features, mut excluded) = (Vec::with_capacity(rows.len()), Vec::new());
        let (mut odd, mut smells, mut placed) = (Odd::default(), Smells::default(), 0);
        for (number, row) in (first..).zip(rows) {
            let line = row.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
            let cell = |i: usize| row.get(i).unwrap_or_default().trim().to_owned();
            // Where commas part the cells a decimal one stands in quotes, and is one all the same.
            match self.place.place(&cell, true) {
                Ok(place) => {
                    let point = place.map(|p| p.point);
                    let (id, mut properties) = plan.properties(row, &mut odd);
                    if let Some(metres) = place.and_then(|p| p.uncertainty_m) {
                        properties.entry("uncertainty_m").or_insert_with(|| metres.into());
                    }
                    let origin = Origin { file: Arc::clone(&self.file), line, feature: number };
                    placed += usize::from(point.is_some());
                    smells.add(point, id.as_ref().and_then(|id| id.as_str()), country.and_then(|c| row.get(c)));
                    let geometry = point.map(geo::Geometry::Point);
                    let mut feature = Feature { id, geometry, properties, origin };
                    if let Some(foreign) = self.foreign {
                        foreign.translate(&mut feature);
                    }
                    features.push(feature);
                }
                Err((column, reason)) => excluded.push(Exclusion {
                    row: number,
                    line,
                    column: self.header.get(column).cloned().unwrap_or_default(),
                    value: cell(column),
                    reason,
                    cells: row.iter().map(str::to_owned).collect(),
                }),
            }
        }
        BlockRead { made: work(features), rows: rows.len(), placed, excluded, odd, smells }
    }
}

/// Rows that say something: those of nothing but delimiters are what spreadsheets leave below a table.
struct Records<R> {
    reader: csv::Reader<R>,
}

impl<R: io::Read> Records<R> {
    fn next(&mut self) -> io::Result<Option<StringRecord>> {
        let mut record = StringRecord::new();
        while self.reader.read_record(&mut record)? {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn block(&mut self) -> io::Result<Vec<StringRecord>> {
        let mut block = Vec::new();
        while block.len() < BLOCK
            && let Some(record) = self.next()?
        {
            block.push(record);
        }
        Ok(block)
    }
}

fn not_csv(name: &str, fault: &csv::Error) -> Vec<Diagnostic> {
    let line = fault.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
    let place = Place { file: Some(name.to_owned()), line: Some(line), ..Place::default() };
    vec![Diagnostic::error("data::not-csv", fault.to_string()).at(place)]
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
fn hashtags(header: &[String], first: &StringRecord) -> Option<Vec<(String, Field)>> {
    let filled = first.iter().filter(|c| !c.trim().is_empty());
    let tagged = filled.clone().filter(|c| c.trim().starts_with('#')).count();
    if tagged == 0 || tagged * 2 < filled.count() {
        return None;
    }
    Some(header.iter().zip(first).filter_map(|(name, tag)| Some((name.clone(), hxl_field(tag)?))).collect())
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

/// What could not be read in rows that are kept.
fn oddities(name: &str, odd: Odd, dates: day::ColumnOrder) -> Vec<Diagnostic> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let tell = |code, message: String| Diagnostic::warning(code, message).at(place.clone());
    let mut told = Vec::new();
    if dates.ambiguous > 0 {
        let read = match dates.order {
            Some(day::DateOrder::DayFirst) => "dates such as 4/5/2020 are read with the day first",
            Some(day::DateOrder::MonthFirst) => "dates such as 4/5/2020 are read with the month first",
            None => "dates may be two days each (4/5/2020) and are not read",
        };
        told.push(tell("data::ambiguous-date", format!("{} {read}", dates.ambiguous)));
    }
    let other = odd.dates - if dates.order.is_none() { dates.ambiguous.min(odd.dates) } else { 0 };
    if other > 0 {
        told.push(tell("data::bad-date", format!("{other} dates can't be read and are kept as texts")));
    }
    if odd.mangled > 0 {
        let what = "that a spreadsheet turned into dates (21-Dec for 12-21)";
        let look = match odd.mangled {
            1 => "one number of people looks like a range".to_owned(),
            many => format!("{many} numbers of people look like ranges"),
        };
        told.push(tell("data::mangled-range", format!("{look} {what}")));
    }
    if odd.words > odd.mangled {
        let message = match odd.words - odd.mangled {
            1 => "one number of people is a word, and stays one".to_owned(),
            many => format!("{many} numbers of people are words, and stay words"),
        };
        told.push(tell("data::number-in-words", message));
    }
    told
}

#[cfg(test)]
mod tests;
