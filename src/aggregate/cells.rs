//! Events summed up by hexagon.

use super::tally::PlacedTally;
use super::{Aggregate, CellId, CellLattice, Tally};
use crate::data::events::EventBatch;
use crate::geographic::LonLat;
use std::collections::BTreeMap;

/// A cell with what lies in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Which.
    pub id: CellId,
    /// Its events.
    pub tally: Tally,
    /// Places of two of them, the southernmost and the northernmost: for what is to be said of a cell that lies in two countries.
    pub samples: [LonLat; 2],
}

fn cell(id: CellId, sum: &PlacedTally) -> Cell {
    Cell { id, tally: sum.tally, samples: sum.samples() }
}

/// Cells that are held in a table; what lies farther off goes to a map.
const MOST_IN_TABLE: usize = 1 << 18;

/// Sums by hexagon of a lattice.
///
/// A table over the cells around the first events is faster than a map; where events are spread farther the map takes them.
#[derive(Debug, Clone)]
pub struct LatticeSums<'l> {
    lattice: &'l CellLattice,
    /// Ids of the table's first cell, and its width.
    corner: CellId,
    width: usize,
    table: Vec<PlacedTally>,
    beyond: BTreeMap<CellId, PlacedTally>,
    /// Events without a place on the lattice's plane.
    pub off_the_map: Tally,
    /// Events without a place.
    pub without_place: Tally,
}

impl<'l> LatticeSums<'l> {
    /// Nothing summed up yet; most events lie in the cells from `least` to `most`.
    pub fn new(lattice: &'l CellLattice, least: CellId, most: CellId) -> Self {
        let span = |from: i32, to: i32| usize::try_from(i64::from(to) - i64::from(from) + 1).unwrap_or(0);
        let (width, height) = (span(least.q, most.q), span(least.r, most.r));
        let fits = width.checked_mul(height).filter(|n| *n <= MOST_IN_TABLE).is_some();
        Self {
            lattice,
            corner: least,
            width: if fits { width } else { 0 },
            table: vec![PlacedTally::NOTHING; if fits { width * height } else { 0 }],
            beyond: BTreeMap::new(),
            off_the_map: Tally::default(),
            without_place: Tally::default(),
        }
    }

    fn sum_of(&mut self, id: CellId) -> &mut PlacedTally {
        let column = usize::try_from(i64::from(id.q) - i64::from(self.corner.q)).ok().filter(|c| *c < self.width);
        let row = usize::try_from(i64::from(id.r) - i64::from(self.corner.r)).ok();
        let index = column.zip(row).map(|(column, row)| row * self.width + column);
        match index.filter(|i| *i < self.table.len()) {
            Some(index) => &mut self.table[index],
            None => self.beyond.entry(id).or_insert(PlacedTally::NOTHING),
        }
    }

    /// The cells that hold an event, by rows.
    pub fn cells(&self) -> Vec<Cell> {
        let in_table = self.table.iter().enumerate().filter(|(_, sum)| sum.tally.events > 0).map(|(i, sum)| {
            let (row, column) = (i / self.width.max(1), i % self.width.max(1));
            cell(CellId { q: self.corner.q + column as i32, r: self.corner.r + row as i32 }, sum)
        });
        let mut cells: Vec<Cell> = in_table.collect();
        cells.extend(self.beyond.iter().map(|(id, sum)| cell(*id, sum)));
        cells.sort_by_key(|c| (c.id.r, c.id.q));
        cells
    }
}

impl Aggregate for LatticeSums<'_> {
    fn add(&mut self, batch: &EventBatch) {
        for (place, killed) in batch.places.iter().zip(&batch.killed) {
            let Some(place) = *place else {
                self.without_place.add(*killed);
                continue;
            };
            match self.lattice.cell(place) {
                Some(id) => {
                    self.sum_of(id).add(place, *killed);
                }
                None => self.off_the_map.add(*killed),
            }
        }
    }

    /// Both must be of the same lattice and table.
    fn merge(&mut self, other: Self) {
        self.table.iter_mut().zip(&other.table).for_each(|(mine, theirs)| mine.merge(theirs));
        other.beyond.iter().for_each(|(id, sum)| self.beyond.entry(*id).or_insert(PlacedTally::NOTHING).merge(sum));
        self.off_the_map.merge(&other.off_the_map);
        self.without_place.merge(&other.without_place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::CellShape;
    use crate::data::incident::CountRange;
    use crate::geographic::Extent;
    use crate::projection::MapProjection;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_are_those_of_the_events(
            events in prop::collection::vec((prop::option::of((-180.0..=180.0_f64, -90.0..=90.0_f64)), prop::option::of((0..50_u32, 0..50_u32))), 0..200),
            split in 0..200_usize,
            width_m in 1e4..2e6_f64,
        ) {
            let map = MapProjection::choose(&"auto:areas".parse().unwrap(), &Extent::WORLD).unwrap();
            let lattice = CellLattice::new(CellShape::Hexagon, &map, &Extent::WORLD, width_m).unwrap();
            type Event = (Option<(f64, f64)>, Option<(u32, u32)>);
            let batch = |events: &[Event]| EventBatch {
                places: events.iter().map(|e| e.0.map(|(lon, lat)| LonLat::new(lon, lat))).collect(),
                killed: events.iter().map(|e| e.1.map(|(a, b)| CountRange { min: Some(a.min(b)), max: Some(a.max(b)) })).collect(),
                ..EventBatch::default()
            };
            let id = |q, r| CellId { q, r };
            let mut sums = LatticeSums::new(&lattice, id(-3, -3), id(3, 3));
            let mut rest = sums.clone();
            let (first, second) = events.split_at(split.min(events.len()));
            sums.add(&batch(first));
            rest.add(&batch(second));
            sums.merge(rest);
            let mut total = sums.without_place;
            prop_assert_eq!(sums.off_the_map, Tally::default());
            sums.cells().iter().for_each(|c| total.merge(&c.tally));
            let mut truth = Tally::default();
            batch(&events).killed.iter().for_each(|k| truth.add(*k));
            prop_assert_eq!(total, truth);
            // Without a table it is the same.
            let mut plain = LatticeSums::new(&lattice, id(1, 1), id(0, 0));
            plain.add(&batch(&events));
            prop_assert_eq!(plain.cells(), sums.cells());
        }
    }
}
