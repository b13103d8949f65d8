//! Path data: relative, in the shortest form. Distances are taken between rounded points, so that nothing drifts.
//!
//! Curves and small shapes have two decimals. Long polylines (shores, borders, areas) are thinned to what a tenth of a
//! point can show (greedily along the shortcuts of Imai & Iri 1988) and have one decimal: together at most 0.05 mm on
//! paper, a fifth of a hairline.

use geo::{Coord, Distance, Euclidean, Line};
use kurbo::{BezPath, PathEl, Point};

/// How exactly an outline is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Every point, to a hundredth of a point: letters, symbols.
    Full,
    /// Dashes stay in step: thinned to a twentieth of a point.
    InStep,
    /// Long polylines thinned to a tenth of a point.
    Ground,
}

impl Detail {
    /// How far a thinned polyline may lie from its points.
    const fn tolerance_pt(self) -> f64 {
        match self {
            Self::Full => 0.0,
            Self::InStep => 0.05,
            Self::Ground => 0.1,
        }
    }
}

/// A path of fewer points is a shape of its own, and stays as it is.
const LEAST_POINTS: usize = 24;
/// So does a part of a path with fewer.
const LEAST_IN_PART: usize = 6;

/// The number on the grid of a step, in hundredths of a point.
fn hundredths(v: f64, step: i64) -> i64 {
    libm::round(v * 100.0 / step as f64) as i64 * step
}

/// A number of hundredths as text: `.5`, `-3`, `12.25`. A point begins a new number where the one before has its own.
fn push_number(out: &mut String, v: i64) {
    let text = number_text(v);
    let before = out.rsplit(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    let apart = before.is_empty() || text.starts_with('-') || (text.starts_with('.') && before.contains('.'));
    if !apart {
        out.push(' ');
    }
    out.push_str(&text);
}

fn number_text(v: i64) -> String {
    let (sign, v) = (if v < 0 { "-" } else { "" }, v.unsigned_abs());
    let (whole, rest) = (v / 100, v % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        r => {
            let decimals = format!("{r:02}");
            let decimals = decimals.trim_end_matches('0');
            if whole == 0 { format!("{sign}.{decimals}") } else { format!("{sign}{whole}.{decimals}") }
        }
    }
}

/// A number with at most two decimals.
///
/// ```
/// assert_eq!(sitmap::export::svg::number(-0.504), "-.5");
/// ```
pub fn number(v: f64) -> String {
    number_text(hundredths(v, 1))
}

/// The `d` attribute of a path.
pub fn data(path: &BezPath, detail: Detail) -> String {
    let lines = !path.elements().iter().any(|e| matches!(e, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    if detail == Detail::Full || !lines || path.elements().len() < LEAST_POINTS {
        return written(path, 1);
    }
    written(&thinned(path, detail.tolerance_pt()), if detail == Detail::Ground { 10 } else { 1 })
}

/// The path of lines with its polylines thinned.
fn thinned(path: &BezPath, tolerance_pt: f64) -> BezPath {
    let mut out = BezPath::new();
    let mut part: Vec<Coord> = Vec::new();
    let end = |part: &mut Vec<Coord>, closed: bool, out: &mut BezPath| {
        for (i, c) in thin(std::mem::take(part), closed, tolerance_pt).into_iter().enumerate() {
            let p = Point::new(c.x, c.y);
            if i == 0 { out.move_to(p) } else { out.line_to(p) }
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => {
                end(&mut part, false, &mut out);
                part.push(Coord { x: p.x, y: p.y });
            }
            PathEl::ClosePath => {
                end(&mut part, true, &mut out);
                out.close_path();
            }
            other => part.extend(other.end_point().map(|p| Coord { x: p.x, y: p.y })),
        }
    }
    end(&mut part, false, &mut out);
    out
}

/// A polyline or ring without the points that can't be seen.
fn thin(points: Vec<Coord>, closed: bool, tolerance_pt: f64) -> Vec<Coord> {
    if points.len() < LEAST_IN_PART {
        return points;
    }
    let simple = |points: &[Coord]| simple(points, tolerance_pt);
    if !closed {
        return simple(&points);
    }
    // A ring has no ends to hold on to: it is two lines between its first point and the one farthest from it.
    let distance = |c: &Coord| libm::hypot(c.x - points[0].x, c.y - points[0].y);
    let farthest =
        (1..points.len()).max_by(|a, b| distance(&points[*a]).total_cmp(&distance(&points[*b]))).unwrap_or(0);
    let mut kept = simple(&points[..=farthest]);
    let back: Vec<Coord> = points[farthest..].iter().chain(points.first()).copied().collect();
    let back = simple(&back);
    kept.extend_from_slice(&back[1..back.len() - 1]);
    // What has no room left within the tolerance stays.
    if kept.len() < 3 { points } else { kept }
}

/// The ends, and from each point kept the farthest that a line reaches with all between within the tolerance: fewer points
/// than by splitting in two.
fn simple(points: &[Coord], tolerance_pt: f64) -> Vec<Coord> {
    // Bounds the work on long straight stretches.
    const FARTHEST: usize = 256;
    let reaches = |from: usize, to: usize| {
        let line = Line::new(points[from], points[to]);
        points[from + 1..to].iter().all(|p| Euclidean.distance(&geo::Point(*p), &line) <= tolerance_pt)
    };
    let (mut kept, mut at) = (vec![points[0]], 0);
    while at + 1 < points.len() {
        let mut next = at + 1;
        while next + 1 < points.len() && next - at < FARTHEST && reaches(at, next + 1) {
            next += 1;
        }
        kept.push(points[next]);
        at = next;
    }
    kept
}

/// Relative commands on a grid of `step` hundredths.
fn written(path: &BezPath, step: i64) -> String {
    let mut out = String::new();
    let (mut at, mut start) = ((0_i64, 0_i64), (0_i64, 0_i64));
    let mut before = ' ';
    let to = |p: Point| (hundredths(p.x, step), hundredths(p.y, step));
    for element in path.elements() {
        let (letter, points): (char, Vec<Point>) = match *element {
            PathEl::MoveTo(p) => ('m', vec![p]),
            PathEl::LineTo(p) => ('l', vec![p]),
            PathEl::QuadTo(a, p) => ('q', vec![a, p]),
            PathEl::CurveTo(a, b, p) => ('c', vec![a, b, p]),
            PathEl::ClosePath => {
                out.push('z');
                at = start;
                before = 'z';
                continue;
            }
        };
        let points: Vec<(i64, i64)> = points.into_iter().map(to).collect();
        let end = points[points.len() - 1];
        if letter == 'l' && end == at {
            continue;
        }
        // After "m" further pairs are lines; a letter that repeats may be left out.
        if !(letter == before || (letter == 'l' && before == 'm')) || letter == 'm' {
            out.push(letter);
        }
        for p in &points {
            push_number(&mut out, p.0 - at.0);
            push_number(&mut out, p.1 - at.1);
        }
        at = end;
        if letter == 'm' {
            start = end;
        }
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortest_form() {
        let mut path = BezPath::new();
        path.move_to((10.0, 10.004));
        path.line_to((20.5, 10.0));
        path.line_to((20.5, 9.75));
        path.close_path();
        path.move_to((0.0, 0.0));
        path.line_to((1.0, 1.0));
        path.line_to((1.5, 1.25));
        assert_eq!(data(&path, Detail::Full), "m10 10 10.5 0 0-.25zm-10-10 1 1 .5.25");
    }

    /// The numbers of path data after its letter.
    fn numbers(data: &str) -> Vec<f64> {
        let spaced = data[1..].replace('-', " -").replace('z', "");
        spaced.split_whitespace().map(|n| n.parse::<f64>().unwrap()).collect()
    }

    #[test]
    fn nothing_drifts() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        (1..=1000).for_each(|i| path.line_to((f64::from(i) * 0.014, 0.0)));
        let sum: f64 = numbers(&data(&path, Detail::Full)).iter().step_by(2).sum();
        assert!((sum - 14.0).abs() < 0.01, "{sum}");
    }

    /// Every point of a long outline lies within 0.15 pt of what is written, and far fewer are.
    #[test]
    fn what_is_thinned_stays_in_place() {
        let mut path = BezPath::new();
        let at = |i: i32| {
            let (sin, cos) = libm::sincos(f64::from(i) * std::f64::consts::TAU / 720.0);
            let r = 50.0 + 3.0 * libm::sin(f64::from(i) / 9.0);
            Point::new(100.0 + r * cos, 100.0 + r * sin)
        };
        path.move_to(at(0));
        (1..720).for_each(|i| path.line_to(at(i)));
        path.close_path();
        let thin = thinned(&path, Detail::Ground.tolerance_pt());
        let kept: Vec<Point> = thin.elements().iter().filter_map(PathEl::end_point).collect();
        assert!((20..200).contains(&kept.len()), "{}", kept.len());
        for i in 0..720 {
            let near = (0..kept.len()).map(|k| {
                let line = kurbo::Line::new(kept[k], kept[(k + 1) % kept.len()]);
                kurbo::ParamCurveNearest::nearest(&line, at(i), 1e-9).distance_sq
            });
            assert!(near.fold(f64::INFINITY, f64::min) < 0.1001 * 0.1001, "point {i}");
        }
        let (full, ground) = (data(&path, Detail::Full), data(&path, Detail::Ground));
        assert!(ground.len() * 5 < full.len() && ground.ends_with('z'), "{} {}", ground.len(), full.len());
    }
}
