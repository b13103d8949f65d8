//! Features of a file one after the other: those that can be used, and the others put aside with their cells, in which they can be mended.

use super::FeatureFile;
use super::error::FormatError;
use super::positions::Read;
use crate::data::feature::{Feature, Origin};
use crate::data::import::Exclusion;
use crate::diagnostic::Diagnostic;
use crate::limits::{Budget, Limit};
use geo::{CoordsIter, Geometry};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What was read of a file so far.
pub(super) struct Gathered {
    name: Arc<str>,
    row: usize,
    file: FeatureFile,
    aside: Vec<(usize, String, Map<String, Value>)>,
    /// Cells of a record, whether there is something in them or not.
    columns: usize,
    cells: Budget,
    features: Budget,
    positions: Budget,
}

/// What a cell counts for among what a file unpacks to: an empty one takes no room and some time.
const CELL: usize = 8;

impl Gathered {
    /// Nothing yet of a file whose records have so many cells.
    pub(super) fn new(name: &str, columns: usize) -> Self {
        Self {
            name: name.into(),
            row: 0,
            file: FeatureFile::default(),
            aside: Vec::new(),
            columns,
            cells: Budget::of(Limit::Unpacked),
            features: Budget::of(Limit::Features),
            positions: Budget::of(Limit::Vertices),
        }
    }

    /// Takes the next record up, or puts it aside. A small file can say that it has any number of records.
    ///
    /// # Errors
    /// There are more than are allowed.
    pub(super) fn add(
        &mut self,
        place: Read<Option<Geometry<f64>>>,
        properties: Map<String, Value>,
    ) -> Result<(), FormatError> {
        self.row += 1;
        self.features.take(1)?;
        self.cells.take(CELL * self.columns)?;
        if let Ok(Some(geometry)) = &place {
            self.positions.take(geometry.coords_count())?;
        }
        match place {
            Ok(geometry) => {
                let origin = Origin { file: Arc::clone(&self.name), line: self.row, feature: self.row };
                self.file.features.push(Feature { id: None, geometry, properties, origin });
            }
            Err(reason) => self.aside.push((self.row, reason, properties)),
        }
        Ok(())
    }

    /// Passes over a record that is none of the data, and is numbered with the others.
    pub(super) fn skip(&mut self) {
        self.row += 1;
    }

    /// Notes what is to be told.
    pub(super) fn told(&mut self, warning: Option<Diagnostic>) {
        self.file.warnings.extend(warning);
    }

    /// Records so far.
    pub(super) fn rows(&self) -> usize {
        self.row
    }

    /// All of it.
    pub(super) fn file(self) -> FeatureFile {
        let Self { mut file, aside, .. } = self;
        let mut header: Vec<String> = ["lon", "lat"].map(str::to_owned).to_vec();
        for name in aside.iter().flat_map(|(.., properties)| properties.keys()) {
            if !header.contains(name) {
                header.push(name.clone());
            }
        }
        let excluded = aside.into_iter().map(|(row, reason, properties)| {
            let cells = header.iter().map(|name| shown(properties.get(name))).collect();
            let (column, value) = ("geometry".to_owned(), String::new());
            Exclusion { row, line: row, column, value, reason, cells }
        });
        file.excluded = excluded.collect();
        file.header = header;
        file
    }
}

/// A property as a cell.
fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        None | Some(Value::Null) => String::new(),
        Some(other) => other.to_string(),
    }
}
