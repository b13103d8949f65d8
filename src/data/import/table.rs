//! CSV and TSV in any encoding, in two passes over the rows: one for what the dates of a column show, one that reads them, in blocks on all cores. Of a
//! row only what is told of the whole is kept.

mod columns;
mod records;
mod told;

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
use columns::Columns;
use csv::StringRecord;
use records::Records;
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

/// Is a table in UTF-8 an export whose columns mean what a codebook says?
pub fn is_known_export(bytes: &[u8]) -> bool {
    let Some(line) = bytes.split(|b| *b == b'\n').next().and_then(|line| std::str::from_utf8(line).ok()) else {
        return false;
    };
    let mut reader = table::reader(line, table::delimiter(line));
    reader.headers().is_ok_and(|header| Export::of(&table::names(header)).is_some())
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

    /// The same table, of which something else is told first.
    pub fn with_told(self, mut told: Vec<Diagnostic>) -> Self {
        told.extend(self.told);
        Self { told, ..self }
    }

    fn understood(
        name: &str,
        text: TableText<'b>,
        told: Option<Diagnostic>,
        options: &ImportOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        let unreadable = |e: io::Error| not_csv(name, &e.into());
        let delimiter = table::delimiter(&text.first_line().map_err(unreadable)?);
        let mut records = Records::open(&text, delimiter).map_err(unreadable)?;
        let header = records.header().map_err(|e| not_csv(name, &e))?;
        let first = records.next_as_it_is().map_err(|e| not_csv(name, &e))?;
        let Columns { fields, place, export } = Columns::of(name, &header, first.as_ref(), options)?;
        let foreign = foreign::recognise(header.iter().map(String::as_str)).filter(|_| export.is_none());
        let is_dated = |i: &usize| matches!(fields[*i], Some(Field::Date | Field::DateEnd));
        let dated: Vec<usize> = (0..fields.len()).filter(is_dated).collect();
        // Rows of a file that is not held are gone through only where something is to be seen.
        let evidence = match first {
            Some(first) if !dated.is_empty() || text.is_held() => {
                records.evidence(name, first, header.len(), &dated)?
            }
            _ => day::Evidence::default(),
        };
        drop(records);
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
        let mut records = Records::open(&self.text, self.delimiter)?;
        records.header()?;
        if self.export == Some(Export::Hxl) {
            records.next()?;
        }
        let (mut account, mut excluded, mut odd, mut smells) =
            (Account::default(), Vec::new(), Odd::default(), Smells::default());
        let mut number = 0;
        loop {
            let mut blocks: Vec<(usize, Vec<StringRecord>)> = Vec::new();
            for _ in 0..2 * threads::count() {
                let block = records.block(BLOCK)?;
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
        warnings.extend(told::oddities(&self.name, odd, self.dates));
        warnings.extend(smells.told(&self.name));
        Ok(Reading { account, header: self.header.clone(), excluded, warnings })
    }

    /// Does a cell hold a line that looks like a row, or very many lines, so that a quote before them may have been left open?
    fn swallows_rows(&self, cell: &str) -> bool {
        const MANY: usize = 50;
        let (columns, delimiter) = (self.header.len(), char::from(self.delimiter));
        let mut lines = cell.lines().skip(1);
        cell.contains('\n')
            && (lines.clone().count() >= MANY
                || columns > 2 && lines.any(|l| l.matches(delimiter).count() + 1 >= columns))
    }

    /// Is it a row of sums below a table? It has a word for a sum and no place.
    fn is_total(&self, row: &StringRecord) -> bool {
        let words =
            ["total", "totals", "grand total", "sum", "suma", "total general", "total général", "المجموع", "الإجمالي"];
        let is_word = |cell: &str| words.contains(&cell.trim().trim_end_matches(':').to_lowercase().as_str());
        row.iter().any(is_word)
            && matches!(self.place.place(&|i| row.get(i).unwrap_or_default().trim().to_owned(), true), Ok(None))
    }

    fn block<T>(&self, first: usize, rows: &[StringRecord], work: &impl Fn(Vec<Feature>) -> T) -> BlockRead<T> {
        let plan = RowPlan { header: &self.header, fields: &self.fields, export: self.export, dates: self.dates };
        let country = self.fields.iter().position(|f| *f == Some(Field::Country));
        let (mut features, mut excluded) = (Vec::with_capacity(rows.len()), Vec::new());
        let (mut odd, mut smells, mut placed) = (Odd::default(), Smells::default(), 0);
        for (number, row) in (first..).zip(rows) {
            let line = row.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
            if row.iter().any(|cell| self.swallows_rows(cell)) {
                odd.many_lines.get_or_insert(line);
            }
            if row.len() != self.header.len() {
                odd.uneven += 1;
                odd.first_uneven.get_or_insert(line);
            }
            if self.is_total(row) {
                odd.total.get_or_insert(line);
            }
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

fn not_csv(name: &str, fault: &csv::Error) -> Vec<Diagnostic> {
    let line = fault.position().map_or(1, |p| usize::try_from(p.line()).unwrap_or(1));
    let place = Place { file: Some(name.to_owned()), line: Some(line), ..Place::default() };
    vec![Diagnostic::error("data::not-csv", fault.to_string()).at(place)]
}

#[cfg(test)]
mod tests;
