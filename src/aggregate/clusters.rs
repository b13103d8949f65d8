//! Events that lie close together, gathered for circles with numbers.
//!
//! # Method
//! Two steps, so that no event is kept. Here events are gathered in the squares of a fine lattice on the map's plane, each with the mean of its
//! places; the squares are as wide as a symbol, within which two could not be told apart anyway. On the page, where the radius of a circle is known,
//! circles that touch are then joined, the greatest first, at the mean of their events (`layout::map::clusters`): greedy, as in Delort,
//! *Vizualizing Large Spatial Datasets in Interactive Maps* (2010), but repeated until no two touch.
//!
//! Means are sums of whole numbers, 1/1024 of a square each, so that they are the same in any order.

use super::tally::PlacedTally;
use super::{Aggregate, Tally};
use crate::data::events::EventBatch;
use crate::geographic::LonLat;
use crate::projection::{MapPoint, MapProjection};
use std::collections::BTreeMap;

/// Parts of a square that places are rounded to.
const PARTS: f64 = 1024.0;

/// Events of one square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gathered {
    /// The mean of their places on the map's plane.
    pub at: MapPoint,
    /// The events.
    pub tally: Tally,
    /// Places of two of them, the southernmost and the northernmost.
    pub samples: [LonLat; 2],
}

#[derive(Debug, Clone)]
struct Square {
    events: PlacedTally,
    /// Sums of the places within the square, in [`PARTS`].
    x: u64,
    y: u64,
}

/// Gathers events by squares of a map.
#[derive(Debug, Clone)]
pub struct ClusterSums<'p> {
    projection: &'p MapProjection,
    least: MapPoint,
    most: MapPoint,
    square_m: f64,
    squares: BTreeMap<(u32, u32), Square>,
    /// Events off the part of the plane that is looked at, or without a place on it.
    pub beside: Tally,
}

impl<'p> ClusterSums<'p> {
    /// Squares of so many projected metres between two corners of the map, lower left and upper right.
    pub fn new(projection: &'p MapProjection, least: MapPoint, most: MapPoint, square_m: f64) -> Self {
        Self { projection, least, most, square_m, squares: BTreeMap::new(), beside: Tally::default() }
    }

    /// The squares that hold an event, by columns.
    pub fn gathered(&self) -> Vec<Gathered> {
        let mean = |from: f64, square: u32, sum: u64, events: u64| {
            from + (f64::from(square) + (sum as f64 / events as f64 + 0.5) / PARTS) * self.square_m
        };
        let gathered = self.squares.iter().map(|(&(column, row), square)| {
            let events = square.events.tally.events;
            let x_m = mean(self.least.x_m, column, square.x, events);
            let y_m = mean(self.least.y_m, row, square.y, events);
            Gathered { at: MapPoint { x_m, y_m }, tally: square.events.tally, samples: square.events.samples() }
        });
        gathered.collect()
    }

    /// Column or row, and the part of it.
    fn square(&self, from_m: f64, at_m: f64) -> (u32, u64) {
        let steps = (at_m - from_m) / self.square_m;
        let whole = libm::floor(steps);
        (whole as u32, libm::floor((steps - whole) * PARTS) as u64)
    }

    fn holds(&self, p: MapPoint) -> bool {
        (self.least.x_m..self.most.x_m).contains(&p.x_m) && (self.least.y_m..self.most.y_m).contains(&p.y_m)
    }
}

impl Aggregate for ClusterSums<'_> {
    fn add(&mut self, batch: &EventBatch) {
        for (place, killed) in batch.places.iter().zip(&batch.killed) {
            let Some(place) = *place else { continue };
            let Some(point) = self.projection.project(place).filter(|p| self.holds(*p)) else {
                self.beside.add(*killed);
                continue;
            };
            let ((column, x), (row, y)) =
                (self.square(self.least.x_m, point.x_m), self.square(self.least.y_m, point.y_m));
            let empty = Square { events: PlacedTally::NOTHING, x: 0, y: 0 };
            let square = self.squares.entry((column, row)).or_insert(empty);
            square.events.add(place, *killed);
            square.x += x;
            square.y += y;
        }
    }

    fn merge(&mut self, other: Self) {
        for (key, theirs) in other.squares {
            match self.squares.get_mut(&key) {
                Some(mine) => {
                    mine.events.merge(&theirs.events);
                    mine.x += theirs.x;
                    mine.y += theirs.y;
                }
                None => {
                    self.squares.insert(key, theirs);
                }
            }
        }
        self.beside.merge(&other.beside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::Extent;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_event_is_gathered_once_and_in_any_order_alike(
            events in prop::collection::vec((34.5..38.5_f64, 33.5..37.5_f64, prop::option::of(0..50_u32)), 0..100),
            split in 0..100_usize,
        ) {
            use crate::data::incident::CountRange;
            let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
            let projection = MapProjection::choose(&"laea".parse().unwrap(), &extent).unwrap();
            let (least, most) = projection.bounds(&extent);
            let batch = |events: &[(f64, f64, Option<u32>)]| EventBatch {
                places: events.iter().map(|(lon, lat, _)| Some(LonLat::new(*lon, *lat))).collect(),
                killed: events.iter().map(|e| e.2.map(|n| CountRange { min: Some(n), max: Some(n) })).collect(),
                ..EventBatch::default()
            };
            let empty = ClusterSums::new(&projection, least, most, 10_000.0);
            let (first, second) = events.split_at(split.min(events.len()));
            let (mut there, mut back, mut rest) = (empty.clone(), empty.clone(), empty);
            there.add(&batch(first));
            rest.add(&batch(second));
            back.add(&batch(second));
            back.merge(there.clone());
            there.merge(rest);
            prop_assert_eq!(there.gathered(), back.gathered());
            let mut total = there.beside;
            there.gathered().iter().for_each(|g| total.merge(&g.tally));
            let mut truth = Tally::default();
            batch(&events).killed.iter().for_each(|k| truth.add(*k));
            prop_assert_eq!(total, truth);
        }
    }

    #[test]
    fn a_single_event_stays_where_it_is() {
        let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
        let projection = MapProjection::choose(&"laea".parse().unwrap(), &extent).unwrap();
        let (least, most) = projection.bounds(&extent);
        let mut sums = ClusterSums::new(&projection, least, most, 10_000.0);
        let town = LonLat::new(36.5152, 36.1168);
        sums.add(&EventBatch { places: vec![Some(town), None], killed: vec![None, None], ..EventBatch::default() });
        let (gathered, at) = (sums.gathered(), projection.project(town).unwrap());
        assert_eq!(gathered.len(), 1);
        let off = (gathered[0].at.x_m - at.x_m).abs().max((gathered[0].at.y_m - at.y_m).abs());
        assert!(off <= 10_000.0 / PARTS / 2.0 + 1e-6, "{off}");
    }
}
