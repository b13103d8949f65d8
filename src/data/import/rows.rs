//! Features of any format as the rows of an import: named as the user says, understood if they are those of a known export, with what smells about them.

use super::features::{NamedColumns, tidy};
use super::smells::Smells;
use super::stream::FeatureStream;
use super::table::Reading;
use super::{Account, Exclusion, ImportOptions};
use crate::data::feature::Feature;
use crate::data::foreign::{self, Export};
use crate::data::format::FeatureFile;
use crate::data::load::{self, Rereadable};
use crate::diagnostic::Diagnostic;
use crate::threads;
use geo::{CoordsIter, Geometry};
use std::collections::BTreeMap;
use std::io;

/// Features that are worked on together.
const BLOCK: usize = 2_048;
/// Warnings of one code that are kept.
const MOST_OF_A_CODE: usize = 1_000;

/// Features that were looked through, to be gone through again.
pub struct FeatureRows {
    features: Held,
    reading: Reading,
    columns: NamedColumns,
    /// The export that they are.
    pub export: Option<&'static Export>,
}

enum Held {
    InMemory(Vec<Feature>),
    InFile(FeatureStream),
}

/// What is found while features are looked through.
struct Survey {
    account: Account,
    excluded: Vec<Exclusion>,
    header: Vec<String>,
    warnings: Vec<Diagnostic>,
    told: BTreeMap<&'static str, usize>,
    smells: Smells,
    columns: NamedColumns,
    /// Does the format itself tell ids that stand twice?
    tells_ids: bool,
    export: Option<&'static Export>,
    is_first: bool,
}

impl FeatureRows {
    /// Features that are in memory; `tells_ids`: has their reader told ids that stand more than once?
    ///
    /// # Errors
    /// A column that the user names and that no feature has.
    pub fn of(
        name: &str,
        mut file: FeatureFile,
        tells_ids: bool,
        options: &ImportOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut survey = Survey::new(options, tells_ids)?;
        let features = survey.look_through(&mut file);
        survey.done(name, Held::InMemory(features))
    }

    /// Those of a GeoJSON file, which is not held in memory. `None`: it must be.
    ///
    /// # Errors
    /// As [`FeatureRows::of`]; the file can't be read.
    pub fn of_file(name: &str, source: Rereadable, options: &ImportOptions) -> Result<Option<Self>, Vec<Diagnostic>> {
        let mut survey = Survey::new(options, false)?;
        let stream = FeatureStream::survey(name, source, &mut |mut file| {
            file.warnings.retain(|w| w.code != "data::repeated-id");
            survey.look_through(&mut file);
        });
        let stream = stream.map_err(|e| load::cannot_read(name, &e))?;
        stream.map(|stream| survey.done(name, Held::InFile(stream))).transpose()
    }

    /// Goes through all features: `work` is given some of them on any core, `sink` what it made of them, in the file's order.
    ///
    /// # Errors
    /// The sink's own; the file can't be read any more.
    pub fn read<T: Send>(
        &self,
        work: impl Fn(Vec<Feature>) -> T + Sync,
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<Reading> {
        let work = |mut features: Vec<Feature>| {
            features.iter_mut().for_each(without_empty_geometry);
            self.columns.name(&mut features);
            if let Some(export) = self.export {
                features.iter_mut().for_each(|feature| export.translate(feature));
            }
            features.iter_mut().for_each(tidy);
            work(features)
        };
        match &self.features {
            Held::InFile(stream) => stream.read(work, sink)?,
            Held::InMemory(features) => {
                for round in features.chunks(2 * BLOCK * threads::count()) {
                    let blocks: Vec<&[Feature]> = round.chunks(BLOCK).collect();
                    for made in threads::in_order(&blocks, |block| work(block.to_vec())) {
                        sink(made)?;
                    }
                }
            }
        }
        Ok(self.reading.clone())
    }
}

/// A geometry without positions is none (RFC 7946, section 3.1).
fn without_empty_geometry(feature: &mut Feature) {
    if feature.geometry.as_ref().is_some_and(|g| g.coords_count() == 0) {
        feature.geometry = None;
    }
}

impl Survey {
    fn new(options: &ImportOptions, tells_ids: bool) -> Result<Self, Vec<Diagnostic>> {
        Ok(Self {
            account: Account::default(),
            excluded: Vec::new(),
            header: Vec::new(),
            warnings: Vec::new(),
            told: BTreeMap::new(),
            smells: Smells::default(),
            columns: NamedColumns::new(&options.columns)?,
            tells_ids,
            export: None,
            is_first: true,
        })
    }

    /// Counts the features of a part, and gives them back as they are.
    fn look_through(&mut self, file: &mut FeatureFile) -> Vec<Feature> {
        let mut features = std::mem::take(&mut file.features);
        features.iter_mut().for_each(without_empty_geometry);
        if std::mem::take(&mut self.is_first) {
            self.export = foreign::export_of(&features);
        }
        self.columns.look_for(&features);
        for feature in &features {
            let point = match feature.geometry {
                Some(Geometry::Point(point)) => Some(point),
                _ => None,
            };
            let id = feature.id.as_ref().or(feature.properties.get("id")).filter(|_| !self.tells_ids);
            let country = feature.properties.get("country").and_then(|c| c.as_str());
            self.smells.add(point, id.and_then(|id| id.as_str()), country);
        }
        let placed = features.iter().filter(|f| f.geometry.is_some()).count();
        let (read, excluded) = (features.len() + file.excluded.len(), file.excluded.len());
        self.account.read += read;
        self.account.placed += placed;
        self.account.without_coordinates += features.len() - placed;
        self.account.excluded += excluded;
        self.put_aside(file);
        for warning in file.warnings.drain(..) {
            let told = self.told.entry(warning.code).or_default();
            *told += 1;
            if *told <= MOST_OF_A_CODE {
                self.warnings.push(warning);
            }
        }
        features
    }

    /// Takes up what was excluded; parts may have other cells.
    fn put_aside(&mut self, file: &mut FeatureFile) {
        for name in &file.header {
            if !self.header.contains(name) {
                self.header.push(name.clone());
            }
        }
        for mut exclusion in file.excluded.drain(..) {
            if file.header != self.header {
                let cell = |name: &String| {
                    let at = file.header.iter().position(|h| h == name);
                    at.and_then(|at| exclusion.cells.get(at).cloned()).unwrap_or_default()
                };
                exclusion.cells = self.header.iter().map(cell).collect();
            }
            self.excluded.push(exclusion);
        }
    }

    fn done(self, name: &str, features: Held) -> Result<FeatureRows, Vec<Diagnostic>> {
        let Self { account, excluded, header, mut warnings, smells, columns, export, .. } = self;
        columns.all_found()?;
        warnings.extend(smells.told(name));
        let reading = Reading { account, header, excluded, warnings };
        Ok(FeatureRows { features, reading, columns, export })
    }
}

#[cfg(test)]
mod tests;
