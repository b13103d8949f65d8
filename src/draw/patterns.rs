//! Hatching and patterns: families of lines within an outline.
//!
//! The lines of a family lie where they lie whatever the area, so that neighbours match.

use super::page::Pen;
use super::paths::{add_line, dotted, stroked};
use crate::color::Color;
use crate::layout::theme::{Pattern, Theme};
use crate::units::mm;
use kurbo::{BezPath, Point, Rect, Shape};

/// Parallel lines across a box, `direction_deg` from level counter-clockwise, `step_pt` apart.
pub fn parallels(bounds: Rect, direction_deg: f64, step_pt: f64) -> BezPath {
    let mut lines = BezPath::new();
    if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
        return lines;
    }
    // A line is where nx·x + ny·y is a multiple of the step.
    let (nx, ny) = libm::sincos(direction_deg.to_radians());
    let corners = [(bounds.x0, bounds.y0), (bounds.x1, bounds.y0), (bounds.x0, bounds.y1), (bounds.x1, bounds.y1)];
    let offsets = corners.map(|(x, y)| nx * x + ny * y);
    let least = offsets.iter().copied().fold(f64::INFINITY, f64::min);
    let most = offsets.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (first, last) = (libm::ceil(least / step_pt - 1e-9), libm::floor(most / step_pt + 1e-9));
    for i in first as i64..=last as i64 {
        let offset = i as f64 * step_pt;
        // Steep lines run from top to bottom, flat ones from side to side.
        let ends = if nx.abs() >= 0.7 {
            [bounds.y0, bounds.y1].map(|y| Point::new((offset - ny * y) / nx, y))
        } else {
            [bounds.x0, bounds.x1].map(|x| Point::new(x, (offset - nx * x) / ny))
        };
        add_line(&mut lines, &ends);
    }
    lines
}

/// Hatching of an area that is all that is known of a place; its outline is dotted.
pub fn hatched(
    id: &str,
    outline: BezPath,
    frame: Rect,
    (color, direction_deg): (Color, f64),
    theme: &Theme,
    pen: &mut Pen,
) {
    let bounds = outline.bounding_box().intersect(frame);
    if bounds.width() <= 0.0 || bounds.height() <= 0.0 {
        return;
    }
    let lines = parallels(bounds, direction_deg, mm(theme.lines.hatching_step_mm));
    pen.clipped(&format!("hatching-{id}"), outline.clone(), |pen| {
        pen.draw(stroked(lines, color.with_opacity(theme.opacity.hatching), theme.lines.hatching));
    });
    pen.draw(dotted(outline, color.with_opacity(theme.opacity.hatching_edge), 0.6, mm(0.72)));
}

/// A pattern over an area of the ground, in a colour of lines.
pub fn patterned(id: &str, pattern: Pattern, outline: &BezPath, frame: Rect, color: Color, pen: &mut Pen) {
    let bounds = outline.bounding_box().intersect(frame);
    if pattern == Pattern::Plain || bounds.width() <= 0.0 || bounds.height() <= 0.0 {
        return;
    }
    pen.clipped(&format!("pattern-{id}"), outline.clone(), |pen| match pattern {
        Pattern::Plain => {}
        Pattern::Ruled => pen.draw(stroked(parallels(bounds, 0.0, mm(0.55)), color, 0.3)),
        Pattern::Hatched => {
            for direction_deg in [45.0, -45.0] {
                pen.draw(stroked(parallels(bounds, direction_deg, mm(0.7)), color, 0.25));
            }
        }
        Pattern::Dotted => {
            let rows = parallels(bounds, 0.0, mm(0.7));
            pen.draw(dotted(rows, color, 0.6, mm(0.7)));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::PathEl;

    fn ends(path: &BezPath) -> Vec<(Point, Point)> {
        let points: Vec<Point> = path.elements().iter().filter_map(PathEl::end_point).collect();
        points.chunks(2).map(|c| (c[0], c[1])).collect()
    }

    #[test]
    fn lines_keep_their_distance_and_direction_and_match_in_neighbours() {
        let bounds = Rect::new(10.0, 20.0, 50.0, 45.0);
        for direction_deg in [0.0, 22.5, 45.0, 67.5, 90.0, -45.0, -67.5, 180.0] {
            let lines = ends(&parallels(bounds, direction_deg, 4.0));
            assert!(lines.len() > 5, "{direction_deg}: {}", lines.len());
            let (sin, cos) = libm::sincos(f64::to_radians(direction_deg));
            for (a, b) in &lines {
                // Up is negative y.
                let across = (b.x - a.x) * sin + (b.y - a.y) * cos;
                assert!(across.abs() < 1e-9, "{direction_deg}: {a:?} {b:?}");
                let offset = (sin * a.x + cos * a.y) / 4.0;
                assert!((offset - libm::round(offset)).abs() < 1e-9, "a family of its own: {offset}");
            }
        }
        assert!(parallels(Rect::new(0.0, 0.0, 0.0, 5.0), 45.0, 4.0).elements().is_empty());
    }
}
