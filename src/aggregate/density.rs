//! Events as a surface: how many for each square kilometre around a place, by a Gaussian kernel.
//!
//! # Method
//! Kernel density estimation (B. W. Silverman, *Density Estimation*, 1986) with one bandwidth for the whole map, which the figure prints: no rule chooses one
//! that suits every question. Events are counted in fine squares of the map's plane, and the counts are smoothed by a Gaussian in either direction, cut off at
//! 3.5 standard deviations; the error of the squares is below 2 % of the peak where a bandwidth spans five of them. On an equal-area plane the
//! value is that of the ground.
//!
//! # Limits
//! Events outside the grid are in no sum; the grid reaches beyond the map by more than the kernel does. On a plane that is not equal in area values hold where its
//! scale is true.

use super::{Aggregate, Tally};
use crate::data::events::EventBatch;
use crate::projection::{MapPoint, MapProjection};

/// The kernel is cut off here, in standard deviations.
const REACH: f64 = 3.5;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Each event once.
    Events,
    /// People killed by the lowest claim; events without a number are left out.
    Killed,
}

/// Counts of events in fine squares of a plane.
#[derive(Debug, Clone)]
pub struct DensityGrid<'p> {
    projection: &'p MapProjection,
    weight: Weight,
    /// Lower left corner.
    pub least: MapPoint,
    /// Side of a square, projected metres.
    pub step_m: f64,
    /// Squares in a row.
    pub columns: usize,
    counts: Vec<u64>,
    /// Events in the grid, and beside it.
    pub tally: Tally,
    /// Events with a place beside it.
    pub beside: Tally,
}

/// A surface of densities.
#[derive(Debug, Clone)]
pub struct DensitySurface {
    /// Middle of the square in the lower left corner.
    pub least: MapPoint,
    /// From middle to middle, projected metres.
    pub step_m: f64,
    /// Squares in a row.
    pub columns: usize,
    /// Events for each square kilometre, row by row upwards.
    pub per_km2: Vec<f64>,
    /// Standard deviation of the kernel, metres.
    pub bandwidth_m: f64,
    /// The events that it is made of.
    pub tally: Tally,
}

impl<'p> DensityGrid<'p> {
    /// Empty squares between two corners.
    pub fn new(projection: &'p MapProjection, weight: Weight, least: MapPoint, most: MapPoint, step_m: f64) -> Self {
        let across = |from: f64, to: f64| (libm::ceil((to - from) / step_m) as usize).clamp(1, 4_000);
        let (columns, rows) = (across(least.x_m, most.x_m), across(least.y_m, most.y_m));
        Self {
            projection,
            weight,
            least,
            step_m,
            columns,
            counts: vec![0; columns * rows],
            tally: Tally::default(),
            beside: Tally::default(),
        }
    }

    fn square(&self, point: MapPoint) -> Option<usize> {
        let column = libm::floor((point.x_m - self.least.x_m) / self.step_m);
        let row = libm::floor((point.y_m - self.least.y_m) / self.step_m);
        if !(column >= 0.0 && row >= 0.0 && column < self.columns as f64) {
            return None;
        }
        Some(row as usize * self.columns + column as usize).filter(|i| *i < self.counts.len())
    }

    /// The surface for a bandwidth.
    pub fn smoothed(&self, bandwidth_m: f64) -> DensitySurface {
        let sigma = bandwidth_m / self.step_m;
        let kernel = kernel(sigma);
        let rows = self.counts.len() / self.columns;
        let counts: Vec<f64> = self.counts.iter().map(|n| *n as f64).collect();
        let along = blurred(&counts, self.columns, rows, &kernel);
        let across = blurred(&transposed(&along, self.columns, rows), rows, self.columns, &kernel);
        let km2 = self.step_m * self.step_m / 1e6;
        let per_km2 = transposed(&across, rows, self.columns).into_iter().map(|n| n / km2).collect();
        let half = self.step_m / 2.0;
        DensitySurface {
            least: MapPoint { x_m: self.least.x_m + half, y_m: self.least.y_m + half },
            step_m: self.step_m,
            columns: self.columns,
            per_km2,
            bandwidth_m,
            tally: self.tally,
        }
    }
}

/// Weights of a Gaussian on whole steps, from its middle outwards; they add up to 1.
fn kernel(sigma: f64) -> Vec<f64> {
    let reach = libm::ceil(REACH * sigma) as usize;
    let half: Vec<f64> = (0..=reach).map(|i| libm::exp(-0.5 * (i as f64 / sigma) * (i as f64 / sigma))).collect();
    let sum = half[0] + 2.0 * half[1..].iter().sum::<f64>();
    half.into_iter().map(|w| w / sum).collect()
}

/// Each row smoothed; beyond the ends there is nothing.
fn blurred(values: &[f64], columns: usize, rows: usize, kernel: &[f64]) -> Vec<f64> {
    let mut out = vec![0.0; columns * rows];
    crate::threads::fill_rows(&mut out, columns, |row, line: &mut [f64]| {
        let from = &values[row * columns..(row + 1) * columns];
        // Most of a map is empty: what is there is spread, instead of gathering nothing everywhere.
        for (x, value) in from.iter().enumerate().filter(|(_, v)| **v != 0.0) {
            line[x] += value * kernel[0];
            for (i, weight) in kernel.iter().enumerate().skip(1) {
                if x + i < columns {
                    line[x + i] += value * weight;
                }
                if x >= i {
                    line[x - i] += value * weight;
                }
            }
        }
    });
    out
}

fn transposed(values: &[f64], columns: usize, rows: usize) -> Vec<f64> {
    let mut out = Vec::with_capacity(values.len());
    for x in 0..columns {
        out.extend((0..rows).map(|y| values[y * columns + x]));
    }
    out
}

impl Aggregate for DensityGrid<'_> {
    fn add(&mut self, batch: &EventBatch) {
        for (place, killed) in batch.places.iter().zip(&batch.killed) {
            let Some(place) = place else { continue };
            match self.projection.project(*place).and_then(|point| self.square(point)) {
                Some(square) => {
                    self.tally.add(*killed);
                    self.counts[square] += match self.weight {
                        Weight::Events => 1,
                        Weight::Killed => killed.and_then(|k| k.min).map_or(0, u64::from),
                    };
                }
                None => self.beside.add(*killed),
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(mine, theirs)| *mine += theirs);
        self.tally.merge(&other.tally);
        self.beside.merge(&other.beside);
    }
}

impl DensitySurface {
    /// The greatest value, events for each square kilometre.
    pub fn greatest(&self) -> f64 {
        self.per_km2.iter().copied().fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::{Extent, LonLat};

    /// Against the sum of the kernels themselves, at places of the plane.
    #[test]
    fn as_the_kernels_add_up() {
        let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
        let map = MapProjection::choose(&"auto:areas".parse().unwrap(), &extent).unwrap();
        let (least, most) = map.bounds(&extent);
        let places: Vec<LonLat> = (0..200)
            .map(|i| LonLat::new(36.0 + f64::from(i * 37 % 100) / 100.0, 35.0 + f64::from(i * 61 % 100) / 100.0))
            .collect();
        let mut grid = DensityGrid::new(&map, Weight::Events, least, most, 1_000.0);
        let killed = vec![None; places.len()];
        grid.add(&EventBatch { places: places.iter().copied().map(Some).collect(), killed, ..EventBatch::default() });
        let bandwidth_m = 8_000.0;
        let surface = grid.smoothed(bandwidth_m);
        let greatest = surface.greatest();
        let km2: f64 = surface.per_km2.iter().sum::<f64>() * surface.step_m * surface.step_m / 1e6;
        assert!((km2 - 200.0).abs() < 0.2, "mass is kept: {km2}");
        for index in (0..surface.per_km2.len()).step_by(977) {
            let (x, y) = ((index % surface.columns) as f64, (index / surface.columns) as f64);
            let at = (surface.least.x_m + x * surface.step_m, surface.least.y_m + y * surface.step_m);
            let truth: f64 = places
                .iter()
                .filter_map(|p| map.project(*p))
                .map(|p| {
                    let (dx, dy) = (p.x_m - at.0, p.y_m - at.1);
                    let d2 = (dx * dx + dy * dy) / (bandwidth_m * bandwidth_m);
                    libm::exp(-0.5 * d2) / (std::f64::consts::TAU * bandwidth_m * bandwidth_m / 1e6)
                })
                .sum();
            let off = (surface.per_km2[index] - truth).abs() / greatest;
            assert!(off < 0.02, "{index}: {off}");
        }
    }
}
