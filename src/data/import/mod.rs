//! A stranger's table → features in our incident model, with an account of every row.
//!
//! Rows that can't be placed are excluded and told with row, column, value and reason; nothing else is. What each column
//! means is told by its name ([`header`]), by the export that the table is one of ([`Export`]), or by the user. Texts become what they say and no more:
//! `12–21` is a range, `at least 5` has no upper end, `unknown` is no number, and `several` stays words. A date that may be two days is not
//! guessed, unless another one of its column shows which part is the day.
//!
//! Columns that mean nothing to us are kept as they are. Tables and GeoJSON of more than 64 MiB are read from their file as often as they are needed ([`ImportFile`]); other formats
//! are held in memory.

pub mod coordinate;
pub mod day;
mod encoding;
mod exports;
mod features;
mod file;
pub mod grid;
pub mod header;
mod place;
mod row;
mod rows;
mod smells;
mod stream;
mod table;
mod text;

pub use day::DateOrder;
pub use encoding::{known_encodings, text_of};
pub use exports::Export;
pub use file::ImportFile;
pub use header::Field;
pub use rows::FeatureRows;
pub use smells::after;
pub use table::{Reading, TableFile, import, is_known_export};

use super::feature::Feature;
use crate::diagnostic::Diagnostic;

/// What the user knows better than the file.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Encoding of the text, by the names of the web's Encoding Standard (`windows-1256`). Default: told by its bytes.
    pub encoding: Option<String>,
    /// Which part of a date such as `4/5/2020` comes first. Default: as another date of the column shows.
    pub date_order: Option<DateOrder>,
    /// What columns mean: name of the column and field.
    pub columns: Vec<(String, Field)>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Exclusion {
    /// Number of the row, from 1 without the header.
    pub row: usize,
    /// Line that it begins on.
    pub line: usize,
    /// Column that is to blame.
    pub column: String,
    /// Its value.
    pub value: String,
    /// Why.
    pub reason: String,
    /// All its cells.
    pub cells: Vec<String>,
}

/// A table that was read.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its rows in our model.
    pub features: Vec<Feature>,
    /// Its columns.
    pub header: Vec<String>,
    /// What each of them was read as; `None`: kept as it is.
    pub fields: Vec<Option<Field>>,
    /// The export that it is one of.
    pub export: Option<Export>,
    /// Rows that were left out.
    pub excluded: Vec<Exclusion>,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
}

/// An account that adds up: read = placed + without coordinates + excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Account {
    /// Rows of the table.
    pub read: usize,
    /// Rows with a place.
    pub placed: usize,
    /// Rows whose coordinates are empty.
    pub without_coordinates: usize,
    /// Rows that were left out.
    pub excluded: usize,
}

impl Imported {
    /// The account of its rows.
    pub fn account(&self) -> Account {
        let placed = self.features.iter().filter(|f| f.geometry.is_some()).count();
        let (kept, excluded) = (self.features.len(), self.excluded.len());
        Account { read: kept + excluded, placed, without_coordinates: kept - placed, excluded }
    }
}
