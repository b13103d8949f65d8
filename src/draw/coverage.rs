//! How much of each pixel of a rectangle an area covers: for what is drawn as pixels and must end where an area does.
//!
//! Four scanlines a pixel, exact along each, even-odd. Limits: edges flatter than a quarter of a pixel are in steps of a quarter.

use kurbo::{BezPath, PathSeg, Point, Rect};

/// Scanlines in a row of pixels.
const LINES: usize = 4;

/// The share of each pixel of `rect`, row by row, that the rings of a path cover. The path has straight edges.
pub fn coverage(path: &BezPath, rect: Rect, (w, h): (usize, usize)) -> Vec<f32> {
    let pixel =
        |p: Point| ((p.x - rect.x0) * w as f64 / rect.width(), (p.y - rect.y0) * (h * LINES) as f64 / rect.height());
    let mut crossings: Vec<Vec<f32>> = vec![Vec::new(); h * LINES];
    for segment in path.segments() {
        let PathSeg::Line(line) = segment else { continue };
        let (a, b) = (pixel(line.p0), pixel(line.p1));
        let (top, bottom) = if a.1 < b.1 { (a, b) } else { (b, a) };
        let line_at = |y: f64| libm::ceil(y - 0.5).clamp(0.0, (h * LINES) as f64) as usize;
        for (line, xs) in crossings.iter_mut().enumerate().take(line_at(bottom.1)).skip(line_at(top.1)) {
            let share = (line as f64 + 0.5 - top.1) / (bottom.1 - top.1);
            xs.push((top.0 + share * (bottom.0 - top.0)).clamp(0.0, w as f64) as f32);
        }
    }
    let mut covered = vec![0.0; w * h];
    for (line, xs) in crossings.iter_mut().enumerate() {
        xs.sort_by(f32::total_cmp);
        let row = &mut covered[line / LINES * w..][..w];
        xs.chunks_exact(2).for_each(|span| add_span(row, span[0], span[1]));
    }
    covered
}

/// Adds a scanline's share from one place to another.
fn add_span(row: &mut [f32], from: f32, to: f32) {
    let share = 1.0 / LINES as f32;
    let (first, last) = (from as usize, (to as usize).min(row.len().saturating_sub(1)));
    if first >= row.len() {
        return;
    }
    if first == last {
        row[first] += (to - from) * share;
        return;
    }
    row[first] += (first as f32 + 1.0 - from) * share;
    row[first + 1..last].iter_mut().for_each(|p| *p += share);
    row[last] += (to - last as f32) * share;
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::{Affine, Shape};

    #[test]
    fn a_rectangle_covers_its_share_of_each_pixel() {
        let path = Rect::new(10.5, 20.25, 13.25, 22.5).to_path(0.1);
        let covered = coverage(&path, Rect::new(10.0, 20.0, 14.0, 24.0), (4, 4));
        let row = |share: f32| [0.5 * share, share, share, 0.25 * share];
        assert_eq!(covered, [row(0.75), row(1.0), row(0.5), row(0.0)].concat());
    }

    #[test]
    fn holes_are_holes_and_what_sticks_out_is_cut() {
        let mut path = Rect::new(-5.0, -5.0, 50.0, 50.0).to_path(0.1);
        path.extend(Rect::new(2.0, 2.0, 4.0, 4.0).to_path(0.1));
        let covered = coverage(&path, Rect::new(0.0, 0.0, 6.0, 6.0), (6, 6));
        assert_eq!(covered.iter().sum::<f32>(), 32.0);
        assert_eq!((covered[2 * 6 + 3], covered[5 * 6 + 5]), (0.0, 1.0));
    }

    #[test]
    fn a_turned_square_has_its_area() {
        let square = Affine::rotate(0.4) * Rect::new(-3.0, -3.0, 3.0, 3.0).to_path(0.1);
        let total: f32 = coverage(&square, Rect::new(-5.0, -5.0, 5.0, 5.0), (20, 20)).iter().sum();
        assert!((total / 4.0 - 36.0).abs() < 0.2, "{total}");
    }
}
