//! A stranger's file of any kind, to be gone through block by block. Large files are not held in memory, as far as their kind allows.

use super::rows::FeatureRows;
use super::table::{Reading, TableFile};
use super::{Export, Field, ImportOptions};
use crate::data::feature::Feature;
use crate::data::foreign;
use crate::data::format::{self, Content, PlainKind};
use crate::data::load::{self, Rereadable};
use crate::diagnostic::Diagnostic;
use std::io;
use std::path::Path;

/// Files of so many bytes are not held in memory.
const LARGE: u64 = 64 << 20;
/// Bytes that a file's kind is told by.
const HEAD: u64 = 1 << 12;

/// A file whose rows are to be read.
pub enum ImportFile {
    /// A table.
    Table(Box<TableFile<'static>>),
    /// Features.
    Features(Box<FeatureRows>),
}

impl ImportFile {
    /// Looks through a file; `-` is standard input.
    ///
    /// # Errors
    /// Faults of the file as a whole.
    pub fn open(path: &Path, options: &ImportOptions) -> Result<Self, Vec<Diagnostic>> {
        let name = load::display_name(path);
        if let Some(source) = load::large(path, LARGE)
            && let Some(file) = Self::of_source(&name, source, options)?
        {
            return Ok(file);
        }
        Self::of_bytes(&name, load::bytes_of(path)?, options)
    }

    /// A file that is not held in memory; `None`: it must be.
    ///
    /// # Errors
    /// Faults of the file as a whole.
    pub fn of_source(name: &str, source: Rereadable, options: &ImportOptions) -> Result<Option<Self>, Vec<Diagnostic>> {
        let head = source.head(HEAD).map_err(|e| load::cannot_read(name, &e))?;
        match format::plain_kind(name, &head) {
            Some(PlainKind::Table) => Ok(Some(Self::Table(Box::new(TableFile::open_file(name, source, options)?)))),
            Some(PlainKind::GeoJson) => {
                Ok(FeatureRows::of_file(name, source, options)?.map(|rows| Self::Features(Box::new(rows))))
            }
            None => Ok(None),
        }
    }

    /// A file that is in memory.
    ///
    /// # Errors
    /// Faults of the file as a whole.
    pub fn of_bytes(name: &str, bytes: Vec<u8>, options: &ImportOptions) -> Result<Self, Vec<Diagnostic>> {
        let (file, tells_ids) = match format::open(name, &bytes)? {
            Content::Table(table, told) => {
                let table = TableFile::of_bytes(name, table.into_owned(), options)?;
                return Ok(Self::Table(Box::new(table.with_told(told))));
            }
            Content::GeoJson(bytes) => (format::read_features(name, &bytes)?, true),
            Content::Features(file) => (file, false),
        };
        Ok(Self::Features(Box::new(FeatureRows::of(name, file, tells_ids, options)?)))
    }

    /// Reads all rows: `work` is given those of a block on any core, `sink` what it made of them, in the file's order.
    ///
    /// # Errors
    /// The sink's own; the file can't be read any more.
    pub fn read<T: Send>(
        &self,
        work: impl Fn(Vec<Feature>) -> T + Sync,
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<Reading> {
        match self {
            Self::Table(table) => table.read(work, sink),
            Self::Features(rows) => rows.read(work, sink),
        }
    }

    /// The export that a table is, known in that format alone.
    pub fn table_export(&self) -> Option<Export> {
        match self {
            Self::Table(table) => table.export,
            Self::Features(_) => None,
        }
    }

    /// The export that it is, known in several formats.
    pub fn foreign(&self) -> Option<&'static foreign::Export> {
        match self {
            Self::Table(table) => table.foreign,
            Self::Features(rows) => rows.export,
        }
    }

    /// Columns of a table with what each is read as.
    pub fn columns(&self) -> Option<impl Iterator<Item = (&str, Option<Field>)>> {
        match self {
            Self::Table(table) => Some(table.header.iter().map(String::as_str).zip(table.fields.iter().copied())),
            Self::Features(_) => None,
        }
    }
}
