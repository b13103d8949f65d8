//! Can symbols still be told apart? What decides whether events are drawn one by one or summed up.
//!
//! # Rule
//! The map is laid out in squares as wide as a symbol. An event is crowded if another one shares its square. Up to [`FEW`] events are always drawn
//! one by one, for those at one place can be fanned out; more of them only as long as at most [`MOST_CROWDED`] of those on the map are crowded.
//!
//! For events that are spread evenly over a map of 450 × 350 points, with symbols of 3.4 points (the smallest that sitmap draws), that is the case
//! up to about 5,500; where they keep to a few towns, much earlier.

use super::Aggregate;
use crate::data::events::EventBatch;
use crate::projection::{MapPoint, MapProjection};

/// So many events are always told one by one.
pub const FEW: u64 = 200;
/// Share of crowded events beyond which symbols hide each other.
pub const MOST_CROWDED: f64 = 1.0 / 3.0;

/// Counts events by squares of a map.
#[derive(Debug, Clone)]
pub struct Crowding<'p> {
    projection: &'p MapProjection,
    least: MapPoint,
    square_m: f64,
    columns: usize,
    squares: Vec<u32>,
}

impl<'p> Crowding<'p> {
    /// Squares of so many projected metres between two corners of the map, lower left and upper right.
    pub fn new(projection: &'p MapProjection, least: MapPoint, most: MapPoint, square_m: f64) -> Self {
        let across = |from: f64, to: f64| (libm::ceil((to - from) / square_m) as usize).clamp(1, 4_000);
        let (columns, rows) = (across(least.x_m, most.x_m), across(least.y_m, most.y_m));
        Self { projection, least, square_m, columns, squares: vec![0; columns * rows] }
    }

    /// Events on the map.
    pub fn events(&self) -> u64 {
        self.squares.iter().map(|n| u64::from(*n)).sum()
    }

    /// Share of them that share their square with another one, 0…1.
    pub fn share(&self) -> f64 {
        let (alone, events) = (self.squares.iter().filter(|n| **n == 1).count(), self.events());
        if events == 0 { 0.0 } else { 1.0 - alone as f64 / events as f64 }
    }

    /// Would symbols hide each other?
    pub fn is_crowded(&self) -> bool {
        self.events() > FEW && self.share() > MOST_CROWDED
    }

    fn square(&self, point: MapPoint) -> Option<usize> {
        let column = libm::floor((point.x_m - self.least.x_m) / self.square_m);
        let row = libm::floor((point.y_m - self.least.y_m) / self.square_m);
        if !(column >= 0.0 && row >= 0.0 && column < self.columns as f64) {
            return None;
        }
        Some(row as usize * self.columns + column as usize).filter(|i| *i < self.squares.len())
    }
}

impl Aggregate for Crowding<'_> {
    fn add(&mut self, batch: &EventBatch) {
        for place in batch.places.iter().flatten() {
            if let Some(square) = self.projection.project(*place).and_then(|point| self.square(point)) {
                self.squares[square] = self.squares[square].saturating_add(1);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.squares.iter_mut().zip(&other.squares).for_each(|(mine, theirs)| *mine = mine.saturating_add(*theirs));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::{Extent, LonLat};

    fn crowding(places: impl Iterator<Item = LonLat>) -> (u64, f64, bool) {
        let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
        let projection = MapProjection::choose(&"laea".parse().unwrap(), &extent).unwrap();
        let (least, most) = projection.bounds(&extent);
        let mut crowding = Crowding::new(&projection, least, most, 1_000.0);
        crowding.add(&EventBatch { places: places.map(Some).collect(), ..EventBatch::default() });
        (crowding.events(), crowding.share(), crowding.is_crowded())
    }

    #[test]
    fn few_are_never_crowded_and_many_at_one_place_are() {
        let town = LonLat::new(36.5, 36.1);
        assert_eq!(crowding(std::iter::repeat_n(town, 200)), (200, 1.0, false));
        assert_eq!(crowding(std::iter::repeat_n(town, 201)), (201, 1.0, true));
        let apart = (0..400).map(|i| LonLat::new(35.1 + f64::from(i % 20) * 0.1, 34.1 + f64::from(i / 20) * 0.1));
        assert_eq!(crowding(apart), (400, 0.0, false));
        assert_eq!(crowding([LonLat::new(30.0, 36.0), LonLat::new(-140.0, -36.0)].into_iter()), (0, 0.0, false));
    }
}
