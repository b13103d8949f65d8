//! A file of events summed up for a figure.

use super::density::DensitySurface;
use super::{Cell, CellLattice, Gathered, Overview, SummedAreas, Tally};
use crate::geographic::LonLat;

/// What events are summed up in.
#[derive(Debug, Clone)]
pub enum SummedCells {
    /// Hexagons of equal area: the lattice, and those that hold an event, by rows.
    Lattice(CellLattice, Vec<Cell>),
    /// Areas, those without an event too.
    Areas(SummedAreas),
    /// A surface, and the cells of a lattice that tell where its events lie.
    Density(DensitySurface, Vec<Cell>),
    /// What is joined to circles with numbers on the page.
    Clusters(Vec<Gathered>),
}

/// Many events as cells, with what they are like as a whole.
#[derive(Debug, Clone)]
pub struct SummedEvents {
    /// The cells.
    pub cells: SummedCells,
    /// All events.
    pub overview: Overview,
    /// Events with a place that is in no cell: off the plane of hexagons, or in none of the areas.
    pub in_none: Tally,
    /// Share of the events whose symbols would hide another one, where that was why they are summed up.
    pub crowded: Option<f64>,
}

impl SummedEvents {
    /// Events with a place that is off the plane of cells, or off the part of it that is looked at; those beside areas are in none, which is another thing.
    pub fn off_the_map(&self) -> Tally {
        match self.cells {
            SummedCells::Lattice(..) | SummedCells::Density(..) | SummedCells::Clusters(_) => self.in_none,
            SummedCells::Areas(_) => Tally::default(),
        }
    }

    /// How many events each cell holds, and where two of them lie; cells without events are left out.
    pub fn samples(&self) -> Vec<(u64, [LonLat; 2])> {
        match &self.cells {
            SummedCells::Lattice(_, cells) | SummedCells::Density(_, cells) => {
                cells.iter().map(|c| (c.tally.events, c.samples)).collect()
            }
            SummedCells::Clusters(gathered) => gathered.iter().map(|g| (g.tally.events, g.samples)).collect(),
            SummedCells::Areas(areas) => {
                areas.areas.iter().filter_map(|a| Some((a.tally.events, a.samples?))).collect()
            }
        }
    }
}

/// A round width of cells of at most so many metres, in a unit of so many: 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten.
///
/// ```
/// use sitmap::aggregate::round_width_m;
/// assert_eq!(round_width_m(7_900.0, 1_000.0), 6_000.0);
/// assert_eq!(round_width_m(170_000.0, 1_609.344), 100.0 * 1_609.344);
/// ```
pub fn round_width_m(most_m: f64, unit_m: f64) -> f64 {
    let most = most_m / unit_m;
    let decade = libm::pow(10.0, libm::floor(libm::log10(most)));
    let round = [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .into_iter()
        .rev()
        .find(|m| m * decade <= most * (1.0 + 1e-9));
    // Powers of ten below 1 are no exact numbers: 0.3 is better made by a division.
    let steps = round.unwrap_or(1.0);
    let width = if decade < 1.0 { steps / libm::round(1.0 / decade) } else { steps * libm::round(decade) };
    width * unit_m
}
