//! The grid of a page: margins, the column beside the map, and the rectangles of map and panels.

use super::Page;
use crate::data::layer::Layer;
use crate::data::relief::Relief;
use crate::layout::frame::MapFrame;
use crate::spec::{Figure, Panel};
use crate::units::mm;
use kurbo::Rect;

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

impl Grid {
    /// `wide`: a map of the world is twice as wide as high; panels stand below it unless the page is wider still.
    pub(super) fn of(figure: &Figure, wide: bool) -> Self {
        let (width, height) = figure.page.points(figure.dpi());
        let narrow = width < mm(120.0);
        let margin = if narrow { mm(3.4) } else { mm(4.0) };
        let inner = width - 2.0 * margin;
        let has_table = figure.panels.iter().any(|p| matches!(p, Panel::Table { .. }));
        let beside = !narrow && width > height * if wide && !has_table { 2.2 } else { 0.95 };
        let share = if has_table { 0.376 } else { 0.234 };
        let column = beside.then(|| (inner * share).clamp(mm(36.0), if has_table { mm(90.0) } else { mm(62.0) }));
        Self { width, height, margin, narrow, column, gutter: mm(4.0) }
    }

    pub(super) fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}

impl<'a> Page<'a, '_, '_> {
    /// Right edge of a map that begins at `left`.
    pub(super) fn map_right(&self, left: f64) -> f64 {
        left + self.grid.inner() - self.grid.column.map_or(0.0, |c| c + self.grid.gutter)
    }

    pub(super) fn frame(&self, rect: Rect) -> MapFrame {
        MapFrame::fit(rect, self.input.projection.clone(), &self.input.extent)
    }

    pub(super) fn layers(&self, frame: &MapFrame) -> Vec<&'a Layer> {
        if !self.input.figure.basemap {
            return Vec::new();
        }
        self.input.catalogue.layers_for(&frame.visible, frame.scale_denominator())
    }

    pub(super) fn relief(&self, frame: &MapFrame) -> Option<&'a Relief> {
        let wanted = self.input.figure.basemap;
        wanted.then(|| self.input.catalogue.relief_for(&frame.visible, frame.scale_denominator())).flatten()
    }

    /// A map of the world keeps its shape: its frame is no higher than it needs.
    pub(super) fn shaped(&self, rect: Rect) -> Rect {
        if self.input.projection.outline().is_none() {
            return rect;
        }
        let (min, max) = self.input.projection.bounds(&self.input.extent);
        let height = rect.width() * (max.y_m - min.y_m) / (max.x_m - min.x_m).max(1.0);
        Rect::new(rect.x0, rect.y0, rect.x1, rect.y1.min(rect.y0 + height + 2.0))
    }

    /// Panels below the map move up to it when it is lower than it might be.
    pub(super) fn moved_up(&self, panels: Rect, below: bool, map: Rect, degrees: f64) -> Rect {
        if below { Rect { y0: map.y1 + degrees, ..panels } } else { panels }
    }

    /// The map's rectangle, the panels', and whether these stand below.
    pub(super) fn split(&self, area: Rect, degrees: f64) -> (Rect, Rect, bool) {
        let rtl = self.set.language.rtl;
        match self.grid.column {
            Some(column) => {
                let map_width = area.width() - column - self.grid.gutter;
                let (map_x, column_x) = if rtl { (area.x1 - map_width, area.x0) } else { (area.x0, area.x1 - column) };
                (
                    Rect::new(map_x, area.y0, map_x + map_width, area.y1),
                    Rect::new(column_x, area.y0, column_x + column, area.y1 + degrees * 0.35),
                    false,
                )
            }
            None => {
                let below = self.height_below(area);
                let gap = if below > 0.0 { degrees } else { 0.0 };
                let map = Rect::new(area.x0, area.y0, area.x1, area.y1 + degrees * 0.1 - below - gap);
                (map, Rect::new(area.x0, map.y1 + degrees, area.x1, area.y1 + degrees * 0.1), true)
            }
        }
    }

    /// Height that panels below the map need. One that would take more than half of the body is left to the map itself.
    pub(super) fn height_below(&self, area: Rect) -> f64 {
        // What the key holds depends on the map's size, and that on the key's height: three rounds settle it.
        let mut below = area.height() * 0.38;
        for _ in 0..3 {
            let guess = self.frame(Rect::new(area.x0, area.y0, area.x1, area.y1 - below));
            let layers = self.layers(&guess);
            let pieces = self.pieces(&guess, &layers, area.width(), true);
            let widths = self.columns_below(&pieces, area.width());
            let heights = pieces.iter().zip(&widths).map(|(p, w)| self.piece_height(p, *w));
            below = heights.filter(|h| *h <= area.height() * 0.52).fold(0.0, f64::max);
        }
        below + 1.0
    }
}
