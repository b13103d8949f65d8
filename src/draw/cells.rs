//! Cells that incidents are summed up in: one path a class, thin gaps between, hatching where nobody gives a number.

use super::page::Pen;
use super::paths::{add_ring, filled, stroked};
use super::patterns::hatched;
use super::sheet::Sheet;
use crate::color::Color;
use crate::layout::map::cells::{CellNumber, MapCell};
use crate::layout::theme::Theme;
use kurbo::{BezPath, Circle, Point, Shape};

/// Land and shore can be felt through a cell.
const OPACITY: f64 = 0.88;
/// Width of the gap between neighbours.
const GAP_PT: f64 = 0.45;

fn outlines<'c>(cells: impl Iterator<Item = &'c MapCell>) -> BezPath {
    let mut path = BezPath::new();
    cells.flat_map(|c| &c.rings).for_each(|ring| add_ring(&mut path, ring));
    path
}

/// Draws the cells of the map.
pub fn draw(layout: &Sheet, pen: &mut Pen) {
    let Some(cells) = &layout.map.cells else { return };
    if cells.circles.is_some() {
        return;
    }
    pen.group("cells", "Sums", |pen| {
        for (index, (_, color)) in cells.classes.iter().enumerate() {
            let path = outlines(cells.cells.iter().filter(|c| c.class == Some(index)));
            pen.draw(filled(path, color.with_opacity(OPACITY * color.opacity())));
        }
        pen.draw(stroked(outlines(cells.cells.iter()), layout.theme.paper.with_opacity(0.7), GAP_PT));
    });
    let unknown = cells.cells.iter().filter(|c| c.number == CellNumber::Unknown);
    let path = outlines(unknown);
    if !path.elements().is_empty() {
        pen.group("cells-unknown", "Sums that are not known", |pen| {
            let theme = layout.theme;
            hatched("cells", path, layout.map.frame.rect, (theme.second_ink, 45.0), theme, pen);
        });
    }
}

/// Circles with the numbers of incidents that lie close together: they stand over lines and rivers, as symbols do.
pub fn circles(layout: &Sheet, pen: &mut Pen) {
    let Some(cells) = layout.map.cells.as_ref().filter(|c| c.circles.is_some()) else { return };
    let (theme, color) = (layout.theme, layout.theme.kind(None));
    pen.group("clusters", "Incidents that lie close together", |pen| {
        for (cell, at) in cells.cells.iter().filter_map(|cell| Some((cell, cell.circle.as_ref()?))) {
            if cell.number == CellNumber::Unknown {
                let outline = Circle::new(at.at, at.radius_pt).to_path(0.005);
                pen.draw(stroked(outline.clone(), theme.symbol_edge, 2.2));
                pen.draw(filled(outline.clone(), theme.symbol_edge));
                pen.draw(stroked(outline, color, theme.lines.symbol_hollow));
            } else {
                circle(at.at, at.radius_pt, color, theme, pen);
            }
            at.text.iter().for_each(|text| pen.text(text));
        }
    });
}

/// A full circle with its edge.
pub fn circle(at: Point, radius_pt: f64, color: Color, theme: &Theme, pen: &mut Pen) {
    let outline = Circle::new(at, radius_pt).to_path(0.005);
    pen.draw(stroked(outline.clone(), theme.symbol_edge, 1.0));
    pen.draw(filled(outline, color));
}

/// A hexagon of the key.
pub fn sample(at: kurbo::Point, radius_pt: f64, color: Color, pen: &mut Pen) {
    let corners: Vec<kurbo::Point> = (0..6)
        .map(|i| {
            let (sin, cos) = libm::sincos((60.0 * f64::from(i)).to_radians());
            at + kurbo::Vec2::new(sin, -cos) * radius_pt
        })
        .collect();
    pen.draw(filled(super::paths::ring(&corners), color));
}
