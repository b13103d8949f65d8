//! A smooth curve that a line of text stands on, measured by its own length.
//!
//! Method: cubic Hermite pieces through the knots, whose tangents are those of the parabola through a knot and its two
//! neighbours (Bessel's tangents; de Boor 1978, "A practical guide to splines", chapter IV). Lengths are summed over eight chords a
//! piece. Limits: between knots an even step, the error of a length is below 0.1 % where no piece turns by more than 45°;
//! beyond its ends the curve runs on straight.

use kurbo::{Point, Vec2};

/// Chords that a piece is measured by.
const CHORDS: usize = 8;

/// A smooth curve through knots, from where a text begins to where it ends as it is seen: left to right.
///
/// ```
/// use kurbo::Point;
/// use sitmap::text::Baseline;
/// let straight = Baseline::through(&[Point::new(0.0, 5.0), Point::new(4.0, 5.0), Point::new(10.0, 5.0)]).unwrap();
/// assert!((straight.length_pt() - 10.0).abs() < 1e-9);
/// assert!(straight.at(7.0).point.distance(Point::new(7.0, 5.0)) < 1e-9);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    knots: Vec<Point>,
    tangents: Vec<Vec2>,
    /// Length from the first knot to each chord's end; the first is 0.
    lengths_pt: Vec<f64>,
}

/// A place on a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// On the curve.
    pub point: Point,
    /// Where it goes there: a unit vector.
    pub along: Vec2,
}

impl Stand {
    /// The direction below the text, y down.
    pub fn down(self) -> Vec2 {
        Vec2::new(-self.along.y, self.along.x)
    }

    /// Degrees clockwise from reading to the right.
    pub fn angle_deg(self) -> f64 {
        libm::atan2(self.along.y, self.along.x).to_degrees()
    }
}

impl Baseline {
    /// The curve through at least two points that differ; `None` for fewer, or where a coordinate is no number.
    pub fn through(points: &[Point]) -> Option<Self> {
        let mut knots: Vec<Point> = Vec::with_capacity(points.len());
        for p in points {
            if !p.is_finite() {
                return None;
            }
            if knots.last().is_none_or(|q| q.distance(*p) > 1e-6) {
                knots.push(*p);
            }
        }
        if knots.len() < 2 {
            return None;
        }
        let tangents = tangents(&knots);
        let mut curve = Self { knots, tangents, lengths_pt: vec![0.0] };
        let mut before = curve.knots[0];
        for chord in 1..=(curve.knots.len() - 1) * CHORDS {
            let (p, _) = curve.piece(chord as f64 / CHORDS as f64);
            curve.lengths_pt.push(curve.lengths_pt[chord - 1] + before.distance(p));
            before = p;
        }
        Some(curve)
    }

    /// The points that the curve was laid through.
    pub fn knots(&self) -> &[Point] {
        &self.knots
    }

    /// Its length.
    pub fn length_pt(&self) -> f64 {
        self.lengths_pt.last().copied().unwrap_or(0.0)
    }

    /// The place at a length from its beginning; before that and after its end on the straight line that goes on.
    pub fn at(&self, length_pt: f64) -> Stand {
        let last = self.knots.len() - 1;
        let over = (length_pt - self.length_pt()).max(0.0) + length_pt.min(0.0);
        let next = self.lengths_pt.partition_point(|l| *l <= length_pt).clamp(1, self.lengths_pt.len() - 1);
        let (from, to) = (self.lengths_pt[next - 1], self.lengths_pt[next]);
        let share = ((length_pt - from) / (to - from).max(1e-12)).clamp(0.0, 1.0);
        let (point, derivative) = self.piece(((next - 1) as f64 + share) / CHORDS as f64);
        let whole = self.knots[last] - self.knots[0];
        let along = [derivative, whole, Vec2::new(1.0, 0.0)].into_iter().find(|v| v.hypot() > 1e-9);
        let along = along.map_or(Vec2::new(1.0, 0.0), |v| v / v.hypot());
        Stand { point: point + along * over, along }
    }

    /// The curve at the same distance everywhere, `below_pt` below (y down, as the text is read).
    pub fn parallel(&self, below_pt: f64) -> Option<Self> {
        // At the knots the tangents are known: nothing is lost to the table of lengths.
        let stands = (0..self.knots.len()).map(|i| {
            let t = self.tangents[i];
            let length = t.hypot().max(1e-12);
            self.knots[i] + Vec2::new(-t.y, t.x) * (below_pt / length)
        });
        Self::through(&stands.collect::<Vec<_>>())
    }

    /// The part between two lengths, by knots about `step_pt` apart.
    pub fn part(&self, from_pt: f64, to_pt: f64, step_pt: f64) -> Option<Self> {
        let count = libm::ceil((to_pt - from_pt) / step_pt).max(1.0);
        let points = (0..=count as usize).map(|i| self.at(from_pt + (to_pt - from_pt) * i as f64 / count).point);
        Self::through(&points.collect::<Vec<_>>())
    }

    /// Point and derivative at a parameter: whole numbers are knots.
    fn piece(&self, parameter: f64) -> (Point, Vec2) {
        let index = (parameter as usize).min(self.knots.len() - 2);
        let t = parameter - index as f64;
        let (p, q) = (self.knots[index], self.knots[index + 1]);
        let (chord, width) = (q - p, p.distance(q));
        // Tangents are per point of chord.
        let (m, n) = (self.tangents[index] * width, self.tangents[index + 1] * width);
        let (a, b) = (chord * 3.0 - m * 2.0 - n, m + n - chord * 2.0);
        (p + m * t + a * (t * t) + b * (t * t * t), m + a * (2.0 * t) + b * (3.0 * t * t))
    }
}

/// Bessel's tangents by chord length; at the ends those of the outermost parabola.
fn tangents(knots: &[Point]) -> Vec<Vec2> {
    let chords: Vec<(Vec2, f64)> = knots.windows(2).map(|k| (k[1] - k[0], k[0].distance(k[1]))).collect();
    let slope = |i: usize| chords[i].0 / chords[i].1;
    let last = knots.len() - 1;
    if last == 1 {
        return vec![slope(0); 2];
    }
    let mut all = vec![Vec2::ZERO; knots.len()];
    for i in 1..last {
        let (before, after) = (chords[i - 1].1, chords[i].1);
        all[i] = (slope(i - 1) * after + slope(i) * before) / (before + after);
    }
    all[0] = slope(0) * 2.0 - all[1];
    all[last] = slope(last - 1) * 2.0 - all[last - 1];
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An arc of a circle about the origin, knots every `step_deg`, seen from above it: left to right.
    fn arc(radius: f64, from_deg: f64, to_deg: f64, step_deg: f64) -> Baseline {
        let count = ((to_deg - from_deg) / step_deg) as usize;
        let at = |i: usize| (from_deg + step_deg * i as f64).to_radians();
        let points: Vec<Point> =
            (0..=count).map(|i| Point::new(radius * libm::sin(at(i)), -radius * libm::cos(at(i)))).collect();
        Baseline::through(&points).unwrap()
    }

    #[test]
    fn lengths_on_a_circle() {
        let curve = arc(100.0, -40.0, 40.0, 5.0);
        let whole = 100.0 * 80.0_f64.to_radians();
        assert!((curve.length_pt() - whole).abs() < 1e-3 * whole, "{} {whole}", curve.length_pt());
        for share in [0.0, 0.13, 0.5, 0.77, 1.0] {
            let stand = curve.at(whole * share);
            let angle = -40.0 + 80.0 * share;
            assert!((stand.point.to_vec2().hypot() - 100.0).abs() < 0.05);
            assert!((stand.angle_deg() - angle).abs() < 0.5, "{} {angle}", stand.angle_deg());
            // Below the text is towards the middle of the circle.
            assert!((stand.down() + stand.point.to_vec2() / 100.0).hypot() < 0.01);
        }
    }

    #[test]
    fn equal_steps_are_equally_long_on_uneven_knots() {
        let xs = [0.0, 3.0, 5.0, 14.0, 20.0, 31.0_f64];
        let curve = Baseline::through(&xs.map(|x| Point::new(x, 0.02 * x * x))).unwrap();
        let step = curve.length_pt() / 40.0;
        for i in 0..40 {
            let (a, b) = (curve.at(step * f64::from(i)), curve.at(step * f64::from(i + 1)));
            assert!((a.point.distance(b.point) / step - 1.0).abs() < 0.01);
        }
    }

    #[test]
    fn it_runs_on_straight_and_has_parallels() {
        let curve = arc(80.0, -30.0, 30.0, 5.0);
        let (end, beyond) = (curve.at(curve.length_pt()), curve.at(curve.length_pt() + 7.0));
        assert!(beyond.point.distance(end.point + end.along * 7.0) < 1e-9);
        let inner = curve.parallel(20.0).unwrap();
        assert!((inner.length_pt() / curve.length_pt() - 0.75).abs() < 1e-3);
    }

    #[test]
    fn no_curve_through_one_point() {
        assert_eq!(Baseline::through(&[Point::new(1.0, 1.0); 3]), None);
        assert_eq!(Baseline::through(&[Point::new(1.0, 1.0), Point::new(f64::NAN, 2.0)]), None);
    }
}
