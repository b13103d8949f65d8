//! The grid of a page: margins, the column beside the map, and the rectangles of map and panels.

use super::Page;
use crate::data::relief::Relief;
use crate::geographic::Extent;
use crate::layout::frame::MapFrame;
use crate::projection::MapProjection;
use crate::spec::{Figure, Panel};
use crate::units::mm;
use kurbo::Rect;
use std::sync::Arc;

/// Measures of the grid, in points.
pub(super) struct Grid {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) margin: f64,
    pub(super) narrow: bool,
    /// Width of the column beside the map, if there is one.
    pub(super) column: Option<f64>,
    pub(super) gutter: f64,
}

/// Where the panels of a page stand.
pub(super) struct PanelsPlace {
    /// Their rectangle.
    pub(super) area: Rect,
    /// Below the map, or beside it?
    pub(super) below: bool,
    /// Does the locator stand among them, or on the map?
    pub(super) with_locator: bool,
}

impl Grid {
    /// `wide`: a map of the world is twice as wide as high; panels stand below it unless the page is wider still.
    pub(super) fn of(figure: &Figure, wide: bool) -> Self {
        let (width, height) = figure.page.points(figure.dpi());
        let narrow = width < mm(120.0);
        let margin = if narrow { mm(3.4) } else { mm(4.0) };
        let inner = width - 2.0 * margin;
        let has_table = figure.panels_shown().iter().any(|p| matches!(p, Panel::Table { .. }));
        let beside = !narrow && width > height * if wide && !has_table { 2.2 } else { 0.95 };
        let share = if has_table { 0.376 } else { 0.234 };
        let column = beside.then(|| (inner * share).clamp(mm(36.0), if has_table { mm(90.0) } else { mm(62.0) }));
        Self { width, height, margin, narrow, column, gutter: mm(4.0) }
    }

    pub(super) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}

/// The frame that a figure's map will have, about: for what must be known of its scale before the page is laid out.
pub fn first_frame(figure: &Figure, projection: &MapProjection, extent: &Extent) -> MapFrame {
    let grid = Grid::of(figure, projection.is_world() && extent.width_deg() > 300.0);
    let beside = grid.column.map_or(0.0, |column| column + grid.gutter);
    let below = if grid.column.is_some() { mm(14.0) } else { mm(14.0) + grid.height * 0.25 };
    let top = mm(16.0);
    let bottom = (grid.height - below).max(top + mm(20.0));
    let rect = Rect::new(grid.margin, top, grid.margin + grid.inner() - beside, bottom);
    MapFrame::fit(rect, projection.clone(), extent)
}

impl<'a> Page<'a, '_, '_> {
    /// Right edge of a map that begins at `left`.
    pub(super) fn map_right(&self, left: f64) -> f64 {
        left + self.grid.inner() - self.grid.column.map_or(0.0, |c| c + self.grid.gutter)
    }

    pub(super) fn frame(&self, rect: Rect) -> MapFrame {
        let fit = |rect| MapFrame::fit(rect, self.input.projection.clone(), &self.input.extent);
        if !self.shows_the_world() {
            return fit(rect);
        }
        // Symbols at the edge of the world reach beyond it.
        MapFrame { rect, ..fit(rect.inset(-mm(1.6))) }
    }

    /// Is the map one of the whole world?
    pub(super) fn shows_the_world(&self) -> bool {
        self.input.projection.is_world() && self.input.extent.width_deg() > 300.0
    }

    pub(super) fn relief(&self, frame: &MapFrame) -> Option<Arc<Relief>> {
        // Shades would change the colours of cells.
        let wanted = self.input.figure.basemap && self.input.summed.is_none();
        wanted.then(|| self.input.catalogue.relief_for(&frame.visible, frame.scale_denominator())).flatten()
    }

    /// A map of the world keeps its shape: its frame is no higher than it needs.
    pub(super) fn shaped(&self, rect: Rect) -> Rect {
        if !self.shows_the_world() {
            return rect;
        }
        let (min, max) = self.input.projection.bounds(&self.input.extent);
        let inner = rect.width() - 2.0 * mm(1.6);
        let height = inner * (max.y_m - min.y_m) / (max.x_m - min.x_m).max(1.0) + 2.0 * mm(1.6);
        Rect::new(rect.x0, rect.y0, rect.x1, rect.y1.min(rect.y0 + height + 2.0))
    }

    /// Panels below the map move up to it when it is lower than it might be.
    pub(super) fn moved_up(&self, place: PanelsPlace, map: Rect, degrees: f64) -> PanelsPlace {
        let area = if place.below { Rect { y0: map.y1 + degrees, ..place.area } } else { place.area };
        PanelsPlace { area, ..place }
    }

    /// The map's rectangle and where its panels stand; layers are those for this scale.
    pub(super) fn split(&self, area: Rect, degrees: f64, scale_denominator: f64) -> (Rect, PanelsPlace) {
        let rtl = self.set.language.rtl;
        match self.grid.column {
            Some(column) => {
                let map_width = area.width() - column - self.grid.gutter;
                let (map_x, column_x) = if rtl { (area.x1 - map_width, area.x0) } else { (area.x0, area.x1 - column) };
                let map = Rect::new(map_x, area.y0, map_x + map_width, area.y1);
                let column = Rect::new(column_x, area.y0, column_x + column, area.y1 + degrees * 0.35);
                (map, PanelsPlace { area: column, below: false, with_locator: true })
            }
            None => {
                let (below, with_locator) = self.height_below(area, degrees, scale_denominator);
                let map = map_above(area, below, degrees);
                let area = Rect::new(area.x0, map.y1 + degrees, area.x1, area.y1 + degrees * 0.1);
                (map, PanelsPlace { area, below: true, with_locator })
            }
        }
    }

    /// Height that panels below the map need, and whether the locator stands among them: where they have no room beside
    /// it, it leaves them the width. A panel that would leave the map less than its share of the body is left to the map itself.
    fn height_below(&self, area: Rect, degrees: f64, scale_denominator: f64) -> (f64, bool) {
        let (height, all) = self.heights_below(area, degrees, scale_denominator, true);
        if all {
            return (height, true);
        }
        match self.heights_below(area, degrees, scale_denominator, false) {
            (height, true) => (height, false),
            (_, false) => (height, true),
        }
    }

    /// Height of the panels that are not too high, and whether all are there.
    fn heights_below(&self, area: Rect, degrees: f64, scale_denominator: f64, with_locator: bool) -> (f64, bool) {
        let shape = match (self.squeezed, self.shows_the_world()) {
            (true, _) => 0.0,
            (_, true) => LEAST_SHAPE_OF_WORLDS,
            _ => LEAST_SHAPE,
        };
        let least_map = (area.width() * shape).min(area.height());
        let most = (area.height() * MOST_BELOW).min(area.height() - degrees - least_map);
        // What the key holds depends on the map's size, and that on the key's height: of the heights that are enough for what the map then shows, the least.
        let needed = |below: f64| {
            let guess = self.frame(map_above(area, below, degrees));
            let layers = self.layers(&guess.visible, scale_denominator);
            let place = PanelsPlace { area, below: true, with_locator };
            let pieces = self.pieces(&guess, &layers, &place);
            let (height, all) = self.height_of_rows(&pieces, area.width(), most);
            (height + 1.0, all)
        };
        let mut below = area.height() * 0.38;
        let (mut with_all, mut without, mut too_low) = (None::<f64>, None::<f64>, 0.0_f64);
        for _ in 0..ROUNDS {
            let (height, all) = needed(below);
            let suffices = height <= below + 0.01;
            match (suffices, all) {
                (true, true) => with_all = Some(with_all.map_or(below, |least| least.min(below))),
                (true, false) => without = Some(without.map_or(below, |least| least.min(below))),
                (false, _) => {}
            }
            if !(suffices && all) {
                too_low = too_low.max(below.min(with_all.unwrap_or(below)));
            }
            below = match with_all {
                // Between what suffices for all and what doesn't.
                Some(enough) if height >= enough || !all || height <= too_low => (enough + too_low) / 2.0,
                _ => height,
            };
            if with_all.is_some_and(|enough| enough - too_low.min(enough) < 1.0 || (enough - below).abs() < 0.01) {
                break;
            }
        }
        match (with_all, without) {
            (Some(below), _) => (below, true),
            (None, Some(below)) => (below, false),
            (None, None) => (0.0, false),
        }
    }
}

/// Panels below a map take no more of the body than this,
const MOST_BELOW: f64 = 0.52;
/// and leave the map a shape that is no lower than this share of its width, if the page has one and the key has room on the map;
const LEAST_SHAPE: f64 = 0.34;
/// a map of the world needs less.
const LEAST_SHAPE_OF_WORLDS: f64 = 0.22;
/// So often is the height looked for.
const ROUNDS: usize = 8;

/// The map's rectangle over panels of this height.
fn map_above(area: Rect, below: f64, degrees: f64) -> Rect {
    let gap = if below > 1.0 { degrees } else { 0.0 };
    Rect::new(area.x0, area.y0, area.x1, area.y1 + degrees * 0.1 - below - gap)
}
