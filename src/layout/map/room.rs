//! Free room on the map for furniture and boxes: the place where they hide least.

use super::super::label::Obstacles;
use kurbo::{Point, Rect, Vec2};

/// A place for a box of this size among `corners` (upper left corners, each with its own cost): the cheapest that
/// touches no hard obstacle, else `None`.
pub fn cheapest(size: Vec2, corners: impl IntoIterator<Item = (Point, f64)>, obstacles: &Obstacles) -> Option<Rect> {
    cheapest_with_cost(size, corners, obstacles).map(|(_, rect)| rect)
}

/// The same with what it costs, to be compared with boxes of other sizes.
pub fn cheapest_with_cost(
    size: Vec2,
    corners: impl IntoIterator<Item = (Point, f64)>,
    obstacles: &Obstacles,
) -> Option<(f64, Rect)> {
    let mut best: Option<(f64, Rect)> = None;
    for (corner, own) in corners {
        let rect = Rect::from_origin_size(corner, (size.x, size.y));
        if !obstacles.is_free(rect.inset(1.5)) {
            continue;
        }
        let cost = own + obstacles.cost(rect);
        if best.is_none_or(|(b, _)| cost < b - 1e-9) {
            best = Some((cost, rect));
        }
    }
    best
}

/// The four corners of a frame as places for a box, `inset` points from its edges; the first is the dearest to the
/// reader's eye and costs nothing.
pub fn corners(frame: Rect, size: Vec2, inset: f64, order: [Corner; 4]) -> Vec<(Point, f64)> {
    let place = |corner: Corner| {
        let x = match corner {
            Corner::UpperLeft | Corner::LowerLeft => frame.x0 + inset,
            Corner::UpperRight | Corner::LowerRight => frame.x1 - inset - size.x,
        };
        let y = match corner {
            Corner::UpperLeft | Corner::UpperRight => frame.y0 + inset,
            Corner::LowerLeft | Corner::LowerRight => frame.y1 - inset - size.y,
        };
        Point::new(x, y)
    };
    order.iter().enumerate().map(|(i, &corner)| (place(corner), i as f64 * 4.0)).collect()
}

/// Places for a box along the edges of a frame, every `step` points, each costing as much more than a corner as it is away from one.
pub fn edges(frame: Rect, size: Vec2, step: f64) -> Vec<(Point, f64)> {
    let (w, h) = (frame.width() - size.x, frame.height() - size.y);
    if w < 0.0 || h < 0.0 {
        return Vec::new();
    }
    let along = |length: f64| (1..(length / step) as usize).map(move |i| (i as f64 * step, length));
    let cost = |at: f64, length: f64| 14.0 + 20.0 * at.min(length - at) / length;
    let level =
        along(w).flat_map(|(x, length)| [0.0, h].map(|y| (Point::new(frame.x0 + x, frame.y0 + y), cost(x, length))));
    let upright =
        along(h).flat_map(|(y, length)| [0.0, w].map(|x| (Point::new(frame.x0 + x, frame.y0 + y), cost(y, length))));
    level.chain(upright).collect()
}

/// A corner of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Corner {
    UpperLeft,
    UpperRight,
    LowerLeft,
    LowerRight,
}

/// Places for a box all over a frame, every `step` points; each point of distance of their middle from `near` costs as
/// much as is given with it.
pub fn everywhere(frame: Rect, size: Vec2, inset: f64, step: f64, near: Option<(Point, f64)>) -> Vec<(Point, f64)> {
    let (w, h) = (frame.width() - 2.0 * inset - size.x, frame.height() - 2.0 * inset - size.y);
    if w < 0.0 || h < 0.0 {
        return Vec::new();
    }
    let (columns, rows) = ((w / step) as usize, (h / step) as usize);
    let mut all = Vec::with_capacity((columns + 1) * (rows + 1));
    for row in 0..=rows {
        for column in 0..=columns {
            let corner = Point::new(frame.x0 + inset + column as f64 * step, frame.y0 + inset + row as f64 * step);
            let middle = corner + size / 2.0;
            all.push((corner, near.map_or(0.0, |(n, cost)| (middle - n).hypot() * cost)));
        }
    }
    all
}
