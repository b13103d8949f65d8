//! Events summed up by area: countries, divisions, or those of a file.
//!
//! Every event is in one area at most: where areas overlap, the first has it; on the line between two, one of them. What lies in none is
//! counted apart.

use super::tally::PlacedTally;
use super::{Aggregate, Tally};
use crate::data::events::EventBatch;
use crate::data::geometry;
use crate::data::layer::{Credit, LayerFeature, LayerRole};
use crate::geographic::LonLat;
use crate::spatial::{AreaIndex, polygon_area_m2};

/// An area with what lies in it.
#[derive(Debug, Clone)]
pub struct SummedArea {
    /// The area.
    pub feature: LayerFeature,
    /// Its size on the ellipsoid, m².
    pub area_m2: f64,
    /// Its events.
    pub tally: Tally,
    /// Places of two of them, if there are any.
    pub samples: Option<[LonLat; 2]>,
}

/// Where areas come from.
#[derive(Debug, Clone, Default)]
pub struct AreaSource {
    /// The layer's or the file's name.
    pub name: String,
    /// Credit of a built-in layer.
    pub credit: Option<(LayerRole, Credit)>,
}

/// Areas with what lies in them.
#[derive(Debug, Clone)]
pub struct SummedAreas {
    /// What they are: the layer's or the file's name, and whom they are owed to where they are built in.
    pub source: AreaSource,
    /// The areas.
    pub areas: Vec<SummedArea>,
    /// Events with a place in none of them.
    pub beside: Tally,
}

/// Sums by area.
#[derive(Debug, Clone)]
pub struct AreaSums<'i> {
    index: &'i AreaIndex,
    tallies: Vec<PlacedTally>,
    /// Events in no area.
    beside: Tally,
}

impl<'i> AreaSums<'i> {
    /// Nothing summed up yet.
    pub fn new(index: &'i AreaIndex, areas: usize) -> Self {
        Self { index, tallies: vec![PlacedTally::NOTHING; areas], beside: Tally::default() }
    }

    /// The areas with their sums; they must be those of the index, in their order.
    pub fn areas(self, source: AreaSource, features: Vec<LayerFeature>) -> SummedAreas {
        let size = |f: &LayerFeature| geometry::polygons(&f.geometry).iter().map(|p| polygon_area_m2(p)).sum();
        let with = |(feature, sum): (LayerFeature, PlacedTally)| SummedArea {
            area_m2: size(&feature),
            feature,
            tally: sum.tally,
            samples: (sum.tally.events > 0).then(|| sum.samples()),
        };
        let areas = features.into_iter().zip(self.tallies).map(with).collect();
        SummedAreas { source, areas, beside: self.beside }
    }
}

/// The index of features' areas.
pub fn index_of(features: &[LayerFeature]) -> AreaIndex {
    AreaIndex::new(features.iter().map(|f| geometry::polygons(&f.geometry)))
}

impl Aggregate for AreaSums<'_> {
    fn add(&mut self, batch: &EventBatch) {
        for (place, killed) in batch.places.iter().zip(&batch.killed) {
            let Some(place) = place else { continue };
            match self.index.area_of(*place) {
                Some(area) => self.tallies[area].add(*place, *killed),
                None => self.beside.add(*killed),
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(mine, theirs)| mine.merge(theirs));
        self.beside.merge(&other.beside);
    }
}
