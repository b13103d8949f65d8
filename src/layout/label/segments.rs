//! Lines against boxes and against each other.

use kurbo::{Line, Point, Rect};

/// Length of the part of a line that lies in a box (Liang–Barsky).
pub fn clipped_length(line: Line, rect: Rect) -> f64 {
    let d = line.p1 - line.p0;
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [
        (-d.x, line.p0.x - rect.x0),
        (d.x, rect.x1 - line.p0.x),
        (-d.y, line.p0.y - rect.y0),
        (d.y, rect.y1 - line.p0.y),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return 0.0;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    if to > from { (to - from) * libm::hypot(d.x, d.y) } else { 0.0 }
}

/// Does the line touch the box?
pub fn line_meets(line: Line, rect: Rect) -> bool {
    clipped_length(line, rect) > 0.0
}

/// Do two lines cross?
pub fn lines_cross(a: Line, b: Line) -> bool {
    let side = |l: Line, p: Point| (l.p1 - l.p0).cross(p - l.p0);
    side(a, b.p0) * side(a, b.p1) < 0.0 && side(b, a.p0) * side(b, a.p1) < 0.0
}

/// Distance of a point from a line.
fn distance_to(line: Line, p: Point) -> f64 {
    let along = line.p1 - line.p0;
    let length = along.hypot2();
    let t = if length > 0.0 { ((p - line.p0).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p - (line.p0 + along * t)).hypot()
}

/// Do two lines cross, or come nearer than `least`?
pub fn lines_close(a: Line, b: Line, least: f64) -> bool {
    lines_cross(a, b)
        || [distance_to(a, b.p0), distance_to(a, b.p1), distance_to(b, a.p0), distance_to(b, a.p1)]
            .iter()
            .any(|d| *d < least)
}

/// Distance of two boxes, 0 where they touch.
pub fn gap(a: Rect, b: Rect) -> f64 {
    let apart = |a0: f64, a1: f64, b0: f64, b1: f64| (b0 - a1).max(a0 - b1).max(0.0);
    libm::hypot(apart(a.x0, a.x1, b.x0, b.x1), apart(a.y0, a.y1, b.y0, b.y1))
}
