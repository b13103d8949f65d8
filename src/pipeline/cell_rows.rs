//! A figure's cells as a table: one row a cell, those too that the frame doesn't show.

use crate::geographic::LonLat;
use crate::layout::Layout;

/// A cell that incidents are summed up in.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRow {
    /// Its middle.
    pub middle: Option<LonLat>,
    /// Its area on the ground, m².
    pub area_m2: f64,
    /// How many incidents lie in it.
    pub incidents: u64,
    /// Sums of the least and of the greatest numbers of killed that are claimed; `None`: nobody gives a number.
    pub killed: Option<(u64, u64)>,
    /// Incidents of which nobody gives a number.
    pub killed_unknown: u64,
    /// Does the frame show it?
    pub shown: bool,
}

/// The cells of a laid-out figure by rows; `None` where its incidents are single.
pub(super) fn cell_rows(layout: &Layout) -> Option<Vec<CellRow>> {
    let (summed, cells) = layout.summed.zip(layout.map.cells.as_ref())?;
    // Both are in one order.
    let mut shown = cells.cells.iter().map(|c| c.cell.id).peekable();
    let rows = summed.cells.iter().map(|cell| CellRow {
        middle: summed.lattice.middle(cell.id),
        area_m2: summed.lattice.area_m2(),
        incidents: cell.tally.events,
        killed: (cell.tally.killed_known() > 0).then_some((cell.tally.killed_min, cell.tally.killed_max)),
        killed_unknown: cell.tally.killed_unknown,
        shown: shown.next_if_eq(&cell.id).is_some(),
    });
    Some(rows.collect())
}
