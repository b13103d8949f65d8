//! Cells that incidents are summed up in: one path a class, thin gaps between, hatching where nobody gives a number.

use super::page::Pen;
use super::paths::{add_ring, filled, stroked};
use super::patterns::hatched;
use crate::color::Color;
use crate::layout::Layout;
use crate::layout::map::cells::{CellNumber, MapCell};
use kurbo::BezPath;

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
pub fn draw(layout: &Layout, pen: &mut Pen) {
    let Some(cells) = &layout.map.cells else { return };
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
