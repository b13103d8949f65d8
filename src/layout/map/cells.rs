//! Incidents that are summed up, as cells on a frame: which of them it shows, in which class, and their outlines on the page.
//!
//! Classes are made of what the frame shows. A cell is shown if a part of it lies within the frame; it then counts as a whole.

use crate::aggregate::classes::{Class, ClassMethod, classes};
use crate::aggregate::{Cell, HexagonId, SummedEvents, Tally};
use crate::color::Color;
use crate::layout::frame::MapFrame;
use crate::layout::theme::Theme;
use crate::spec::{CellValue, CellsSpec, ClassesSpec};
use kurbo::Point;

/// So many classes where nobody says how many.
const CLASSES: u8 = 5;
/// A side of a cell that is no straight line on the map is drawn in so many steps.
const STEPS: u32 = 6;

/// Cells of a frame.
#[derive(Debug, Clone)]
pub struct MapCells {
    /// What the colours say.
    pub value: CellValue,
    /// Classes from the least to the greatest values, with their colours.
    pub classes: Vec<(Class, Color)>,
    /// The cells, by rows.
    pub cells: Vec<MapCell>,
    /// What they hold.
    pub shown: Tally,
    /// What lies outside the frame.
    pub outside: Tally,
    /// The greatest value.
    pub greatest: u64,
}

/// A cell on the page.
#[derive(Debug, Clone)]
pub struct MapCell {
    /// What is in it.
    pub cell: Cell,
    /// Its outline on the page, in several parts where the map's edge cuts it.
    pub rings: Vec<Vec<Point>>,
    /// Its class; `None`: nobody gives a number, or the sum is 0.
    pub class: Option<usize>,
}

/// The value of a cell; `None`: nobody gives a number.
pub fn value_of(tally: &Tally, value: CellValue) -> Option<u64> {
    match value {
        CellValue::Incidents => Some(tally.events),
        CellValue::Killed => (tally.killed_known() > 0).then_some(tally.killed_min),
    }
}

impl MapCells {
    /// The classes alone, for the key of a frame that isn't settled yet: what is shown is judged by the middles of cells.
    pub fn in_short(summed: &SummedEvents, frame: &MapFrame, spec: &CellsSpec, theme: &Theme) -> Self {
        let reach = summed.lattice.width_m() * frame.pt_per_m;
        let near = frame.rect.inflate(reach, reach);
        let on_frame = |cell: &&Cell| middle(summed, frame, cell.id).is_some_and(|at| near.contains(at));
        let shown = summed.cells.iter().filter(on_frame).map(|cell| MapCell { cell: *cell, rings: Vec::new(), class: None });
        Self::of(summed, shown.collect(), spec, theme)
    }

    /// The cells that a frame shows.
    pub fn new(summed: &SummedEvents, frame: &MapFrame, spec: &CellsSpec, theme: &Theme) -> Self {
        let shown = summed.cells.iter().filter_map(|cell| {
            let rings = rings(summed, frame, cell.id);
            let seen = rings.iter().flatten().any(|p| frame.rect.contains(*p));
            seen.then_some(MapCell { cell: *cell, rings, class: None })
        });
        Self::of(summed, shown.collect(), spec, theme)
    }

    fn of(summed: &SummedEvents, mut cells: Vec<MapCell>, spec: &CellsSpec, theme: &Theme) -> Self {
        let values: Vec<u64> = cells.iter().filter_map(|c| value_of(&c.cell.tally, spec.value)).collect();
        let most = usize::from(spec.most.unwrap_or(CLASSES));
        let (classes, _) = classes(&values, most, method(spec.classes));
        for cell in &mut cells {
            let value = value_of(&cell.cell.tally, spec.value);
            cell.class = value.and_then(|v| classes.iter().position(|c| c.holds(v)));
        }
        let mut shown = Tally::default();
        cells.iter().for_each(|c| shown.merge(&c.cell.tally));
        let mut all = summed.off_the_map;
        summed.cells.iter().for_each(|c| all.merge(&c.tally));
        let colors = theme.ramp_of(classes.len());
        Self {
            value: spec.value,
            classes: classes.into_iter().zip(colors).collect(),
            cells,
            shown,
            outside: Tally {
                events: all.events - shown.events,
                killed_min: all.killed_min - shown.killed_min,
                killed_max: all.killed_max - shown.killed_max,
                killed_unknown: all.killed_unknown - shown.killed_unknown,
            },
            greatest: values.into_iter().max().unwrap_or(0),
        }
    }

    /// Is there a cell of which nobody gives a number?
    pub fn some_unknown(&self) -> bool {
        self.cells.iter().any(|c| value_of(&c.cell.tally, self.value).is_none())
    }
}

fn method(spec: ClassesSpec) -> ClassMethod {
    match spec {
        ClassesSpec::Auto => ClassMethod::Auto,
        ClassesSpec::Quantiles => ClassMethod::Quantiles,
        ClassesSpec::Jenks => ClassMethod::Jenks,
        ClassesSpec::Log => ClassMethod::Logarithmic,
        ClassesSpec::Pretty => ClassMethod::Pretty,
    }
}

/// The middle of a cell on the page.
fn middle(summed: &SummedEvents, frame: &MapFrame, id: HexagonId) -> Option<Point> {
    if summed.lattice.is_on_the_maps_plane() {
        return Some(frame.map_to_page(summed.lattice.middle_at(id)));
    }
    frame.to_page(summed.lattice.middle(id)?)
}

/// The outline of a cell on the page: a regular hexagon where the lattice lies on the map's own plane.
fn rings(summed: &SummedEvents, frame: &MapFrame, id: HexagonId) -> Vec<Vec<Point>> {
    if summed.lattice.is_on_the_maps_plane() {
        return vec![summed.lattice.corners(id).iter().map(|corner| frame.map_to_page(*corner)).collect()];
    }
    let outline = summed.lattice.outline(id, STEPS);
    outline.map(|ring| frame.polygon(&[ring])).unwrap_or_default()
}
