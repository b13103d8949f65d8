//! Circles among paths: written as circles, which are a quarter as long and stay circles in a drawing program.

use kurbo::{BezPath, CubicBez, ParamCurve, PathEl, Point};

/// How far a curve may lie from the circle that it stands for.
const TOLERANCE_PT: f64 = 0.02;

/// Middle and radius of a path that is one circle of cubic arcs, as [`kurbo::Circle`] gives it.
pub fn circle_of(path: &BezPath) -> Option<(Point, f64)> {
    let (PathEl::MoveTo(start), arcs, PathEl::ClosePath) = parts(path.elements())? else { return None };
    if arcs.len() < 2 {
        return None;
    }
    let (mut at, mut curves) = (start, Vec::new());
    for arc in arcs {
        let PathEl::CurveTo(a, b, end) = *arc else { return None };
        curves.push(CubicBez::new(at, a, b, end));
        at = end;
    }
    // A point and the one half way round are the ends of a diameter.
    let around = curves.iter().flat_map(|c| [c.p0, c.eval(0.5)]).collect::<Vec<Point>>();
    let middle = around[0].midpoint(around[curves.len()]);
    let radius = around[0].distance(middle);
    let on_it = |p: &Point| (p.distance(middle) - radius).abs() <= TOLERANCE_PT;
    let closed = at.distance(start) <= TOLERANCE_PT;
    (closed && radius > 0.0 && around.iter().all(on_it) && turns_once(&around, middle)).then_some((middle, radius))
}

fn parts(elements: &[PathEl]) -> Option<(PathEl, &[PathEl], PathEl)> {
    let (first, rest) = elements.split_first()?;
    let (last, arcs) = rest.split_last()?;
    Some((*first, arcs, *last))
}

/// Do the points go around once, and not to and fro?
fn turns_once(around: &[Point], middle: Point) -> bool {
    let angles: Vec<f64> = around
        .iter()
        .zip(around.iter().cycle().skip(1))
        .map(|(a, b)| {
            let (a, b) = (*a - middle, *b - middle);
            libm::atan2(a.cross(b), a.dot(b))
        })
        .collect();
    let total: f64 = angles.iter().sum();
    (total.abs() - std::f64::consts::TAU).abs() < 1e-3 && angles.iter().all(|a| a.signum() == total.signum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Circle, Ellipse, Rect, Shape};

    #[test]
    fn circles_are_found_and_nothing_else() {
        for radius in [0.8, 2.1, 5.0, 30.0, 120.0] {
            let path = Circle::new((17.3, -4.2), radius).to_path(0.01);
            let (middle, found) = circle_of(&path).unwrap();
            assert!(middle.distance(Point::new(17.3, -4.2)) < 0.01 && (found - radius).abs() < 0.01, "{radius}");
        }
        let two: BezPath =
            [0.0, 5.0].iter().flat_map(|x| Circle::new((*x, 0.0), 2.0).to_path(0.01).elements().to_vec()).collect();
        let half = Circle::new((0.0, 0.0), 3.0).segment(2.0, 0.0, 3.0).to_path(0.01);
        let others = [
            Ellipse::new((0.0, 0.0), (3.0, 2.5), 0.0).to_path(0.01),
            Rect::new(0.0, 0.0, 4.0, 4.0).to_path(0.01),
            Rect::new(0.0, 0.0, 4.0, 4.0).to_rounded_rect(1.0).to_path(0.01),
            two,
            half,
            BezPath::new(),
        ];
        assert!(others.iter().all(|path| circle_of(path).is_none()));
    }
}
