//! Path data: two decimals, relative, in the shortest form. Distances are taken between rounded points, so that nothing
//! drifts.

use kurbo::{BezPath, PathEl, Point};

/// Hundredths of a point.
fn hundredths(v: f64) -> i64 {
    libm::round(v * 100.0) as i64
}

/// A number of hundredths as text: `.5`, `-3`, `12.25`.
fn push_number(out: &mut String, v: i64) {
    let text = number_text(v);
    let needs_space = out.chars().last().is_some_and(|c| c.is_ascii_digit() || c == '.') && !text.starts_with('-');
    if needs_space {
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
    number_text(hundredths(v))
}

/// The `d` attribute of a path.
pub fn data(path: &BezPath) -> String {
    let mut out = String::new();
    let (mut at, mut start) = ((0_i64, 0_i64), (0_i64, 0_i64));
    let mut before = ' ';
    let to = |p: Point| (hundredths(p.x), hundredths(p.y));
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
        assert_eq!(data(&path), "m10 10 10.5 0 0-.25zm-10-10 1 1");
    }

    #[test]
    fn nothing_drifts() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        (1..=1000).for_each(|i| path.line_to((f64::from(i) * 0.014, 0.0)));
        let sum: f64 =
            data(&path)[1..].replace('-', " -").split_whitespace().step_by(2).map(|n| n.parse::<f64>().unwrap()).sum();
        assert!((sum - 14.0).abs() < 0.01, "{sum}");
    }
}
