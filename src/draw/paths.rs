//! Points → paths: lines, rings, shapes, smoothing, and the rounding of coordinates on entering the scene.

use crate::color::Color;
use crate::scene::{COORDINATE_STEP_PT, Cap, Fill, FillRule, Item, Join, Paint, Path, Placement, Stroke};
use crate::text::Baseline;
use geo::Simplify;
use kurbo::{Affine, BezPath, PathEl, Point};

/// A line through points.
pub fn line(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    add_line(&mut path, points);
    path
}

/// Adds a line to a path.
pub fn add_line(path: &mut BezPath, points: &[Point]) {
    if let Some((first, rest)) = points.split_first() {
        path.move_to(*first);
        rest.iter().for_each(|p| path.line_to(*p));
    }
}

/// A closed ring through points; a repeated last point is left out.
pub fn ring(points: &[Point]) -> BezPath {
    let mut path = BezPath::new();
    add_ring(&mut path, points);
    path
}

/// Adds a closed ring to a path.
pub fn add_ring(path: &mut BezPath, points: &[Point]) {
    let open = if points.len() > 1 && points.first() == points.last() { &points[..points.len() - 1] } else { points };
    if open.len() > 2 {
        add_line(path, open);
        path.close_path();
    }
}

/// Closed rings as one path.
pub fn rings(rings: &[Vec<Point>]) -> BezPath {
    let mut path = BezPath::new();
    rings.iter().for_each(|r| add_ring(&mut path, r));
    path
}

/// A line without details below `tolerance_pt` (Douglas–Peucker). Ends stay.
pub fn thinned(points: &[Point], tolerance_pt: f64) -> Vec<Point> {
    let line: geo::LineString<f64> = points.iter().map(|p| (p.x, p.y)).collect();
    line.simplify(tolerance_pt).coords().map(|c| Point::new(c.x, c.y)).collect()
}

/// The same, its corners cut twice (Chaikin 1974).
pub fn smooth(points: &[Point], tolerance_pt: f64) -> Vec<Point> {
    let mut points = thinned(points, tolerance_pt);
    for _ in 0..2 {
        if points.len() < 3 {
            break;
        }
        let mut cut = vec![points[0]];
        for pair in points.windows(2) {
            cut.push(pair[0].lerp(pair[1], 0.25));
            cut.push(pair[0].lerp(pair[1], 0.75));
        }
        cut.push(points[points.len() - 1]);
        points = cut;
    }
    points
}

/// A filled path.
pub fn filled(outline: BezPath, color: Color) -> Item {
    Item::Path(Path { outline, fill: Some(Fill { paint: Paint::Solid(color), rule: FillRule::EvenOdd }), stroke: None })
}

/// A stroked path: round corners, butt ends.
pub fn stroked(outline: BezPath, color: Color, width_pt: f64) -> Item {
    dashed(outline, color, width_pt, &[], Cap::Butt)
}

/// Round dots along a path, `pitch_pt` from middle to middle. Some viewers draw no dash of length 0, so each is a
/// little longer.
pub fn dotted(outline: BezPath, color: Color, width_pt: f64, pitch_pt: f64) -> Item {
    dashed(outline, color, width_pt, &[0.06, pitch_pt - 0.06], Cap::Round)
}

/// A dashed path.
pub fn dashed(outline: BezPath, color: Color, width_pt: f64, dash_pt: &[f64], cap: Cap) -> Item {
    let stroke = Stroke { paint: Paint::Solid(color), width_pt, dash_pt: dash_pt.to_vec(), cap, join: Join::Round };
    Item::Path(Path { outline, fill: None, stroke: Some(stroke) })
}

fn rounded(v: f64) -> f64 {
    libm::round(v / COORDINATE_STEP_PT) * COORDINATE_STEP_PT
}

fn rounded_point(p: Point) -> Point {
    Point::new(rounded(p.x), rounded(p.y))
}

fn round_path(path: &mut BezPath) {
    for element in path.elements_mut() {
        *element = match *element {
            PathEl::MoveTo(p) => PathEl::MoveTo(rounded_point(p)),
            PathEl::LineTo(p) => PathEl::LineTo(rounded_point(p)),
            PathEl::QuadTo(a, p) => PathEl::QuadTo(rounded_point(a), rounded_point(p)),
            PathEl::CurveTo(a, b, p) => PathEl::CurveTo(rounded_point(a), rounded_point(b), rounded_point(p)),
            PathEl::ClosePath => PathEl::ClosePath,
        };
    }
}

fn round_paint(paint: &mut Paint) {
    match paint {
        Paint::Solid(_) => {}
        Paint::Linear { start, end, .. } => {
            *start = rounded_point(*start);
            *end = rounded_point(*end);
        }
        Paint::Radial { center, radius_pt, .. } => {
            *center = rounded_point(*center);
            *radius_pt = rounded(*radius_pt);
        }
    }
}

fn round_placement(placement: &mut Placement) {
    match placement {
        Placement::Straight(affine) => {
            let [a, b, c, d, x, y] = affine.as_coeffs();
            let turn = |v: f64| libm::round(v * 1e6) / 1e6;
            *affine = Affine::new([turn(a), turn(b), turn(c), turn(d), rounded(x), rounded(y)]);
        }
        Placement::Along(curve) => {
            let knots: Vec<Point> = curve.knots().iter().map(|p| rounded_point(*p)).collect();
            if let Some(rounded) = Baseline::through(&knots) {
                *curve = rounded;
            }
        }
    }
}

/// Rounds every coordinate of an item, so that small differences of dependencies' maths don't reach a file.
pub fn round_item(item: &mut Item) {
    match item {
        Item::Group(group) => {
            group.clip.iter_mut().for_each(round_path);
            group.items.iter_mut().for_each(round_item);
        }
        Item::Path(path) => {
            round_path(&mut path.outline);
            path.fill.iter_mut().for_each(|f| round_paint(&mut f.paint));
            path.stroke.iter_mut().for_each(|s| round_paint(&mut s.paint));
        }
        Item::Text(text) => round_placement(&mut text.placement),
        Item::Image(image) => {
            let r = image.rect;
            image.rect = kurbo::Rect::new(rounded(r.x0), rounded(r.y0), rounded(r.x1), rounded(r.y1));
        }
    }
}
