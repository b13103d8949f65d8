//! A figure's cells as a table: one row a cell, those too that the frame doesn't show.

use crate::aggregate::{SummedCells, Tally};
use crate::geographic::LonLat;
use crate::layout::Layout;
use crate::layout::map::cells::MapCell;

/// A cell that incidents are summed up in.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRow {
    /// Its name, where it is an area that has one.
    pub name: Option<String>,
    /// Its middle; of areas none is told.
    pub middle: Option<LonLat>,
    /// People living there, where that is given.
    pub population: Option<u64>,
    /// Its area on the ground, m²; a circle with a number has none.
    pub area_m2: Option<f64>,
    /// How many incidents lie in it.
    pub incidents: u64,
    /// Sums of the least and of the greatest numbers of killed that are claimed; `None`: nobody gives a number.
    pub killed: Option<(u64, u64)>,
    /// Incidents of which nobody gives a number.
    pub killed_unknown: u64,
    /// Does the frame show it?
    pub shown: bool,
}

/// The cells of a laid-out figure; `None` where its incidents are single.
pub(super) fn cell_rows(layout: &Layout) -> Option<Vec<CellRow>> {
    let (summed, cells) = layout.summed.zip(layout.map.cells.as_ref())?;
    // Both are in one order.
    let mut shown = cells.cells.iter().map(|c| c.index).peekable();
    let mut row = |index: usize, tally: &Tally, area_m2: Option<f64>| CellRow {
        name: None,
        middle: None,
        population: None,
        area_m2,
        incidents: tally.events,
        killed: (tally.killed_known() > 0).then_some((tally.killed_min, tally.killed_max)),
        killed_unknown: tally.killed_unknown,
        shown: shown.next_if_eq(&index).is_some(),
    };
    Some(match &summed.cells {
        SummedCells::Lattice(lattice, all) => all
            .iter()
            .enumerate()
            .map(|(i, cell)| CellRow {
                middle: lattice.middle(cell.id),
                ..row(i, &cell.tally, Some(lattice.area_m2()))
            })
            .collect(),
        SummedCells::Clusters(_) => {
            let circle = |(i, cell): (usize, &MapCell)| {
                let at = cell.circle.as_ref().map(|c| c.at);
                CellRow { middle: at.and_then(|p| layout.map.frame.to_place(p)), ..row(i, &cell.tally, None) }
            };
            let mut rows: Vec<CellRow> = cells.cells.iter().enumerate().map(circle).collect();
            // What lies outside of the frame is in no circle: one row holds it.
            let mut outside = cells.outside;
            outside.merge(&summed.off_the_map());
            rows.extend((outside.events > 0).then(|| row(rows.len(), &outside, None)));
            rows
        }
        // A surface has no cells.
        SummedCells::Density(..) => Vec::new(),
        SummedCells::Areas(areas) => areas
            .areas
            .iter()
            .enumerate()
            .map(|(i, area)| CellRow {
                name: area.feature.name.clone(),
                population: area.feature.population,
                ..row(i, &area.tally, Some(area.area_m2))
            })
            .collect(),
    })
}
