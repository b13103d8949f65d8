//! Least and greatest distance over an uncertain place.
//!
//! # Method
//! Distance to a border changes by no more than the way gone. The least over a disc is therefore `d − r` where `d` is the distance
//! at its center, exactly (it is reached by going `r` towards the foot point), or 0. The greatest is found by dividing
//! the disc, in azimuth and distance from its center, into cells: nowhere in a cell can it exceed the distance at the middle of the
//! cell's outer edge by more than the way from there to the cell's farthest corner. (That way is taken in the tangent plane,
//! where it is never shorter than on a surface of positive curvature: Rauch.) The cell that may hold the most is divided first.

use super::border::BorderIndex;
use super::geodesic::direct;
use super::interval::DistanceInterval;
use crate::geographic::LonLat;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The greatest distance is found to this, metres.
const TOLERANCE_M: f64 = 0.1;
/// Cells looked at, at most.
const MOST_CELLS: usize = 20_000;

/// Least and greatest distance to the border over a geodesic disc, in metres.
///
/// Accuracy: the least within 0.1 µm; the greatest is at most 0.1 m too small, never too great (for discs beyond 5,000 km, or around a
/// place that is none, see [`BorderIndex::nearest`], not promised).
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{BorderIndex, EdgeKind, range_over_disc}};
/// let equator = vec![LonLat::new(-10.0, 0.0), LonLat::new(10.0, 0.0)];
/// let border = BorderIndex::new(vec![equator], EdgeKind::Geodesic)?;
/// let (least, greatest) = range_over_disc(&border, LonLat::new(0.0, 0.1), 3_000.0);
/// assert!((least - 8_057.4).abs() < 0.1 && (greatest - 14_057.4).abs() < 0.2);
/// # Ok::<(), sitmap::spatial::SpatialError>(())
/// ```
pub fn range_over_disc(index: &BorderIndex, center: LonLat, radius_m: f64) -> (f64, f64) {
    let middle = index.nearest(center).distance_m;
    if radius_m.is_nan() || radius_m <= 0.0 || middle.is_nan() {
        return (middle, middle);
    }
    ((middle - radius_m).max(0.0), greatest(index, center, radius_m, middle))
}

impl DistanceInterval {
    /// The distance of a place that is known to a disc, from a border that is known to `border_accuracy_m`: bounds over the
    /// disc itself, which may be narrower than [`interval`](super::interval())'s.
    pub fn over_disc(index: &BorderIndex, center: LonLat, radius_m: f64, border_accuracy_m: f64) -> Self {
        let (least, greatest) = range_over_disc(index, center, radius_m);
        Self {
            distance_m: index.nearest(center).distance_m,
            min_m: (least - border_accuracy_m).max(0.0),
            max_m: greatest + border_accuracy_m,
        }
    }
}

/// A part of the disc in azimuth (degrees) and distance from the center (metres), ordered by what it may hold.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cell {
    at_most_m: f64,
    azimuth: [f64; 2],
    way_m: [f64; 2],
}

impl Eq for Cell {}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at_most_m
            .total_cmp(&other.at_most_m)
            .then(other.azimuth[0].total_cmp(&self.azimuth[0]))
            .then(other.way_m[0].total_cmp(&self.way_m[0]))
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn greatest(index: &BorderIndex, center: LonLat, radius_m: f64, middle_m: f64) -> f64 {
    let mut best = middle_m;
    // Best first: the loop ends as soon as no cell can exceed what is found.
    let mut cells = BinaryHeap::new();
    for sixth in 0..6 {
        let azimuth = [60.0 * f64::from(sixth), 60.0 * f64::from(sixth + 1)];
        cells.push(Cell { at_most_m: f64::INFINITY, azimuth, way_m: [0.0, radius_m] });
    }
    for _ in 0..MOST_CELLS {
        let Some(cell) = cells.pop() else { break };
        if cell.at_most_m <= best + TOLERANCE_M {
            break;
        }
        for part in halves(&cell) {
            let distance = |azimuth: f64, way: f64| index.nearest(direct(center, azimuth, way)).distance_m;
            let azimuth = 0.5 * (part.azimuth[0] + part.azimuth[1]);
            // The outer edge's middle: the greatest distance usually lies on the rim.
            let outer = distance(azimuth, part.way_m[1]);
            best = best.max(outer);
            cells.push(Cell { at_most_m: outer + farthest_from_outer_m(&part), ..part });
        }
    }
    best
}

/// A cell halved across its longer side.
fn halves(cell: &Cell) -> [Cell; 2] {
    let arc_m = cell.way_m[1] * (cell.azimuth[1] - cell.azimuth[0]).to_radians();
    let (mut a, mut b) = (*cell, *cell);
    if arc_m > 2.0 * (cell.way_m[1] - cell.way_m[0]) {
        let half = 0.5 * (cell.azimuth[0] + cell.azimuth[1]);
        (a.azimuth[1], b.azimuth[0]) = (half, half);
    } else {
        let half = 0.5 * (cell.way_m[0] + cell.way_m[1]);
        (a.way_m[1], b.way_m[0]) = (half, half);
    }
    [a, b]
}

/// Greatest distance, in the tangent plane, from the middle of a cell's outer edge to any of its points: a corner's.
fn farthest_from_outer_m(cell: &Cell) -> f64 {
    let half = (0.5 * (cell.azimuth[1] - cell.azimuth[0])).to_radians();
    let corner = |way: f64| {
        let (x, y) = (cell.way_m[1] - way * libm::cos(half), way * libm::sin(half));
        libm::hypot(x, y)
    };
    corner(cell.way_m[0]).max(corner(cell.way_m[1]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::EdgeKind;
    use proptest::prelude::*;

    #[test]
    fn between_two_lines_the_greatest_is_inside() {
        // Two meridians 0.2° apart; the greatest distance over a disc between them is half their spacing, not on the rim.
        let meridian = |lon: f64| vec![LonLat::new(lon, -1.0), LonLat::new(lon, 1.0)];
        let border = BorderIndex::new(vec![meridian(0.0), meridian(0.2)], EdgeKind::Rfc7946).unwrap();
        let (least, greatest) = range_over_disc(&border, LonLat::new(0.09, 0.0), 9_000.0);
        assert!((least - 1_018.754).abs() < 0.001, "{least}");
        assert!((greatest - 11_131.949).abs() < 0.1, "{greatest}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn sampling_finds_nothing_beyond(
            places in prop::collection::vec((36.0..37.0f64, 35.8..36.4f64), 2..8),
            lon in 36.0..37.0f64, lat in 35.5..36.5f64, radius in 10.0..20_000.0f64,
        ) {
            let line = places.into_iter().map(|(lon, lat)| LonLat::new(lon, lat)).collect();
            let border = BorderIndex::new(vec![line], EdgeKind::Rfc7946).unwrap();
            let center = LonLat::new(lon, lat);
            let (least, greatest) = range_over_disc(&border, center, radius);
            let (mut low, mut high) = (f64::INFINITY, 0.0f64);
            for ring in 0..=20 {
                for azimuth in 0..180 {
                    let place = direct(center, 2.0 * f64::from(azimuth), radius * f64::from(ring) / 20.0);
                    let d = border.nearest(place).distance_m;
                    (low, high) = (low.min(d), high.max(d));
                }
            }
            prop_assert!(least <= low + 1e-6 && low - least < radius * 0.06 + 1e-6);
            prop_assert!(high <= greatest + TOLERANCE_M && greatest - high < radius * 0.06);
        }
    }
}
