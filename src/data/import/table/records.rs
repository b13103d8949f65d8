//! Rows of a table, one after the other.

use super::not_csv;
use crate::data::import::day::Evidence;
use crate::data::import::text::{RowLength, TableText};
use crate::data::table::{self, Lacking};
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use std::io::{self, Read};

/// Rows of a text.
pub(super) struct Records<'t> {
    reader: csv::Reader<Box<dyn Read + 't>>,
    row: RowLength,
}

impl<'t> Records<'t> {
    /// At the beginning of a text.
    pub(super) fn open(text: &'t TableText, delimiter: u8) -> io::Result<Self> {
        let row = RowLength::default();
        Ok(Self { reader: table::reader_of(text.reader(&row)?, delimiter), row })
    }

    /// Names of the columns.
    pub(super) fn header(&mut self) -> csv::Result<Vec<String>> {
        let header = table::names(self.reader.headers()?);
        self.row.ended();
        Ok(header)
    }

    /// The next row, whether it says something or not.
    pub(super) fn next_as_it_is(&mut self) -> csv::Result<Option<StringRecord>> {
        let mut record = StringRecord::new();
        let found = self.reader.read_record(&mut record)?;
        self.row.ended();
        Ok(found.then_some(record))
    }

    /// The next row that says something: rows of nothing but delimiters are what spreadsheets leave below a table.
    pub(super) fn next(&mut self) -> io::Result<Option<StringRecord>> {
        while let Some(record) = self.next_as_it_is()? {
            if record.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// The next rows, so many of them at most.
    pub(super) fn block(&mut self, most: usize) -> io::Result<Vec<StringRecord>> {
        let mut block = Vec::new();
        while block.len() < most
            && let Some(record) = self.next()?
        {
            block.push(record);
        }
        Ok(block)
    }

    /// What the columns of dates show, from a first row to the end; rows that lack more cells than there is room for are a fault.
    pub(super) fn evidence(
        &mut self,
        name: &str,
        first: StringRecord,
        columns: usize,
        dated: &[usize],
    ) -> Result<Evidence, Vec<Diagnostic>> {
        let (mut evidence, mut lacking) = (Evidence::default(), Lacking::none());
        let (mut record, mut more) = (first, true);
        while more {
            lacking.row(columns, record.len()).map_err(|exceeded| vec![exceeded.of_file(name)])?;
            dated.iter().filter_map(|column| record.get(*column)).for_each(|text| evidence.look(text));
            self.row.ended();
            more = self.reader.read_record(&mut record).map_err(|e| not_csv(name, &e))?;
        }
        Ok(evidence)
    }
}
