//! Incidents that are summed up, as cells on a frame: which of them it shows, in which class, and their outlines on the page.
//!
//! Classes are made of what the frame shows. A cell is shown if a part of it lies within the frame; it then counts as a whole.

use crate::aggregate::classes::{Class, ClassMethod, classes};
use crate::aggregate::{Cell, HexagonId, SummedEvents, Tally};
use crate::color::Color;
use crate::layout::frame::MapFrame;
use crate::layout::theme::Theme;
use crate::projection::MapPoint;
use crate::spec::{CellValue, CellsSpec, ClassesSpec};
use kurbo::Point;

/// So many classes where nobody says how many.
const CLASSES: u8 = 6;
/// Opacity of the least class's colour for sums of 0.
const ZERO: f64 = 0.35;
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
    /// Its class; `None`: nobody gives a number.
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
    /// What a frame shows, without outlines: for the key and the sentences of a frame that isn't settled yet.
    pub fn in_short(summed: &SummedEvents, frame: &MapFrame, spec: &CellsSpec, theme: &Theme) -> Self {
        let shown = summed.cells.iter().filter(|cell| is_shown(summed, frame, cell.id));
        let shown = shown.map(|cell| MapCell { cell: *cell, rings: Vec::new(), class: None });
        Self::of(summed, shown.collect(), spec, theme)
    }

    /// The cells that a frame shows.
    pub fn new(summed: &SummedEvents, frame: &MapFrame, spec: &CellsSpec, theme: &Theme) -> Self {
        let mut cells = Self::in_short(summed, frame, spec, theme);
        cells.cells.iter_mut().for_each(|cell| cell.rings = rings(summed, frame, cell.cell.id));
        cells
    }

    fn of(summed: &SummedEvents, mut cells: Vec<MapCell>, spec: &CellsSpec, theme: &Theme) -> Self {
        let values: Vec<u64> = cells.iter().filter_map(|c| value_of(&c.cell.tally, spec.value)).collect();
        let most = usize::from(spec.most.unwrap_or(CLASSES));
        let (classes, _) = classes(&values, most, method(spec.classes));
        let colors = theme.ramp_of(classes.len());
        let mut classes: Vec<(Class, Color)> = classes.into_iter().zip(colors).collect();
        // A sum of 0 is a number that somebody gives: it is no empty place.
        if values.contains(&0) {
            classes.insert(0, (Class { from: 0, to: 0 }, theme.ramp[0].with_opacity(ZERO)));
        }
        for cell in &mut cells {
            let value = value_of(&cell.cell.tally, spec.value);
            cell.class = value.and_then(|v| classes.iter().position(|(c, _)| c.holds(v)));
        }
        let mut shown = Tally::default();
        cells.iter().for_each(|c| shown.merge(&c.cell.tally));
        let mut all = summed.off_the_map;
        summed.cells.iter().for_each(|c| all.merge(&c.tally));
        Self {
            value: spec.value,
            classes,
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

/// Does a frame show a cell: its middle or one of its corners?
fn is_shown(summed: &SummedEvents, frame: &MapFrame, id: HexagonId) -> bool {
    let lattice = &summed.lattice;
    let at = |point: MapPoint| match lattice.is_on_the_maps_plane() {
        true => Some(frame.map_to_page(point)),
        false => lattice.place_at(point).and_then(|place| frame.to_page(place)),
    };
    let points = lattice.corners(id).into_iter().chain([lattice.middle_at(id)]);
    points.filter_map(at).any(|at| frame.rect.contains(at))
}

/// The outline of a cell on the page: a regular hexagon where the lattice lies on the map's own plane.
fn rings(summed: &SummedEvents, frame: &MapFrame, id: HexagonId) -> Vec<Vec<Point>> {
    if summed.lattice.is_on_the_maps_plane() {
        return vec![summed.lattice.corners(id).iter().map(|corner| frame.map_to_page(*corner)).collect()];
    }
    let outline = summed.lattice.outline(id, STEPS);
    outline.map(|ring| frame.polygon(&[ring])).unwrap_or_default()
}
