//! Pictograms for kinds of events and of places, drawn for this program on a grid of 16 × 16 units, readable at 8 pt.
//!
//! Each is a few pieces without holes that touch, so that they hold in one colour. Limits: no emblem that is protected by law (the red cross, crescent and crystal)
//! is among them; a hospital is an H.

use super::page::Pen;
use super::paths::{filled, stroked};
use crate::color::Color;
use crate::layout::map::annotations::{PICTOGRAM_PT, Pictogram, plate_of};
use crate::layout::theme::Theme;
use kurbo::{Affine, BezPath, Point, Shape};

/// Side of the grid that the pieces are drawn on.
const GRID: f64 = 16.0;

/// The pieces of a pictogram as SVG path data, y down.
fn pieces(pictogram: Pictogram) -> &'static [&'static str] {
    match pictogram {
        Pictogram::Strike => &[
            "M8 15.4 C5.5 13.4 4.4 11 4.4 8.8 C4.4 7.2 5.2 6 6.2 5.2 L9.8 5.2 C10.8 6 11.6 7.2 11.6 8.8 C11.6 11 10.5 13.4 8 15.4 Z",
            "M4 0.6 L7.1 2.2 L8.9 2.2 L12 0.6 L12 3.2 L9.8 4.5 L6.2 4.5 L4 3.2 Z",
        ],
        Pictogram::Shelling => &[
            "M4.2 8.4 L13.6 1.9 L15.2 4.2 L8.3 9 L6.6 7.9 Z",
            "M10 11.3 C10 13.3 8.4 14.9 6.4 14.9 C4.4 14.9 2.8 13.3 2.8 11.3 C2.8 9.8 3.7 8.6 5 8 L8.6 8.5 C9.5 9.2 10 10.2 10 11.3 Z",
            "M2.4 12 L0.7 14.4 L2.2 15.4 L4 13.9 Z",
        ],
        Pictogram::Clash => &[
            "M0.6 6.2 L3.8 6.2 L3.8 3.4 L7.5 8 L3.8 12.6 L3.8 9.8 L0.6 9.8 Z",
            "M15.4 6.2 L12.2 6.2 L12.2 3.4 L8.5 8 L12.2 12.6 L12.2 9.8 L15.4 9.8 Z",
        ],
        Pictogram::Attack => &["M0.8 5.8 L7.8 5.8 L7.8 1.8 L15.2 8 L7.8 14.2 L7.8 10.2 L0.8 10.2 Z"],
        Pictogram::Chemical => &[
            "M5.4 0.8 L10.6 0.8 L10.6 2.4 L9.9 2.4 L9.9 6.2 L14.4 13.2 C15 14.4 14.4 15.2 13.2 15.2 L2.8 15.2 C1.6 15.2 1 14.4 1.6 13.2 L6.1 6.2 L6.1 2.4 L5.4 2.4 Z",
        ],
        Pictogram::Explosion => &[
            "M8 0.4 L9.4 4.4 L13 2.2 L11.8 6.2 L15.7 7 L12.3 9.2 L14.2 12.9 L10.3 11.7 L9 15.6 L7 11.9 L3.4 14 L4.4 10 L0.4 9.5 L3.7 7.2 L1.6 3.8 L5.5 4.7 Z",
        ],
        Pictogram::Abduction => &[
            "M7.4 3.8 C7.4 5.2 6.3 6.3 4.9 6.3 C3.5 6.3 2.4 5.2 2.4 3.8 C2.4 2.4 3.5 1.3 4.9 1.3 C6.3 1.3 7.4 2.4 7.4 3.8 Z",
            "M0.8 14.6 L0.8 10.6 C0.8 8.4 2.5 7.1 4.9 7.1 C7.3 7.1 9 8.4 9 10.6 L9 14.6 Z",
            "M9.9 6.2 L11.9 6.2 L11.9 3.8 L15.6 7.4 L11.9 11 L11.9 8.6 L9.9 8.6 Z",
        ],
        Pictogram::Camp => &["M8 1.6 L15.6 14.4 L10.6 14.4 L8 9 L5.4 14.4 L0.4 14.4 Z"],
        Pictogram::Hospital => {
            &["M2.6 1.6 L6 1.6 L6 6.4 L10 6.4 L10 1.6 L13.4 1.6 L13.4 14.4 L10 14.4 L10 9.6 L6 9.6 L6 14.4 L2.6 14.4 Z"]
        }
        Pictogram::Crossing => &[
            "M0.8 4.1 L10.6 4.1 L10.6 1.8 L15.2 5.2 L10.6 8.6 L10.6 6.3 L0.8 6.3 Z",
            "M15.2 9.7 L5.4 9.7 L5.4 7.4 L0.8 10.8 L5.4 14.2 L5.4 11.9 L15.2 11.9 Z",
        ],
        Pictogram::Checkpoint => &[
            "M1.2 3.6 L4 3.6 L4 14.6 L1.2 14.6 Z",
            "M4.8 4.6 L7.4 4.6 L7.4 8 L4.8 8 Z",
            "M8.4 4.6 L11 4.6 L11 8 L8.4 8 Z",
            "M12 4.6 L15.2 4.6 L15.2 14.6 L12.8 14.6 L12.8 8 L12 8 Z",
        ],
    }
}

/// The outlines of a pictogram of this side about a middle.
fn outlines(pictogram: Pictogram, at: Point, side_pt: f64) -> impl Iterator<Item = BezPath> {
    let scale = side_pt / GRID;
    let to_page =
        Affine::translate(at.to_vec2()) * Affine::scale(scale) * Affine::translate((-GRID / 2.0, -GRID / 2.0));
    pieces(pictogram).iter().filter_map(move |data| Some(to_page * BezPath::from_svg(data).ok()?))
}

/// A pictogram without a plate.
pub fn bare(pictogram: Pictogram, at: Point, side_pt: f64, color: Color, pen: &mut Pen) {
    outlines(pictogram, at, side_pt).for_each(|outline| pen.draw(filled(outline, color)));
}

/// A pictogram on its plate, as places have it.
pub fn on_plate(pictogram: Pictogram, at: Point, theme: &Theme, pen: &mut Pen) {
    let plate = plate_of(at).to_rounded_rect(1.4).to_path(0.01);
    pen.draw(stroked(plate.clone(), theme.symbol_edge, 1.6));
    pen.draw(filled(plate, theme.layer_line));
    bare(pictogram, at, 1.5 * PICTOGRAM_PT, theme.symbol_edge, pen);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pictogram_is_drawn_within_its_grid() {
        for pictogram in Pictogram::ALL {
            let outlines: Vec<BezPath> = outlines(pictogram, Point::new(8.0, 8.0), GRID).collect();
            assert_eq!(outlines.len(), pieces(pictogram).len(), "{pictogram:?}: a piece can't be read");
            let bounds = outlines.iter().map(Shape::bounding_box).reduce(|a, b| a.union(b)).unwrap();
            let within = bounds.x0 >= 0.0 && bounds.y0 >= 0.0 && bounds.x1 <= GRID && bounds.y1 <= GRID;
            assert!(within && bounds.width().max(bounds.height()) > 12.0, "{pictogram:?}: {bounds:?}");
        }
    }
}
