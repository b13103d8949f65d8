//! A baseline without wiggles: the polynomial of second or third degree that fits points best, in the frame of their
//! chord (least squares, weighted). Of such a curve a text can be read; the course of a river or the skeleton of an area
//! it follows in the large.

use crate::text::{Baseline, Stand};
use kurbo::{Point, Vec2};

/// Distance of the knots that a bow is handed on by.
const STEP_PT: f64 = 6.0;

/// `v = c₀ + c₁ t + c₂ t² + c₃ t³` across a chord, `t` from −1 to 1 along it.
#[derive(Debug, Clone)]
pub struct Bow {
    middle: Point,
    /// Unit vector in the direction of reading.
    along: Vec2,
    half_pt: f64,
    coefficients: [f64; 4],
}

impl Bow {
    /// Fits points with weights, from the first to the last; the direction of reading is chosen so that the text is
    /// upright. `None` if they have no extent.
    pub fn fit(points: &[(Point, f64)], degree: usize) -> Option<Self> {
        let (first, last) = (points.first()?.0, points.last()?.0);
        let chord = last - first;
        let length = chord.hypot();
        if length < 1e-6 {
            return None;
        }
        let along = upright(chord / length);
        let empty = Self { middle: first.midpoint(last), along, half_pt: length / 2.0, coefficients: [0.0; 4] };
        let samples: Vec<(f64, f64, f64)> = points
            .iter()
            .map(|(p, weight)| {
                let (t, v) = empty.within(*p);
                (t, v, *weight)
            })
            .collect();
        Some(Self { coefficients: least_squares(&samples, degree.min(3))?, ..empty })
    }

    /// Where a point lies: along the chord, −1…1 between its ends, and how far below it.
    fn within(&self, p: Point) -> (f64, f64) {
        let from = p - self.middle;
        (from.dot(self.along) / self.half_pt, self.along.cross(from))
    }

    fn value(&self, t: f64) -> f64 {
        let c = self.coefficients;
        c[0] + t * (c[1] + t * (c[2] + t * c[3]))
    }

    /// How far a point lies below the bow, measured across the chord.
    pub fn below(&self, p: Point) -> f64 {
        let (t, v) = self.within(p);
        v - self.value(t)
    }

    /// The same bow further down.
    pub fn lowered(&self, by_pt: f64) -> Self {
        let mut moved = self.clone();
        moved.coefficients[0] += by_pt;
        moved
    }

    /// The curve, in the direction of reading.
    pub fn baseline(&self) -> Option<Baseline> {
        let count = libm::ceil(2.0 * self.half_pt / STEP_PT).max(2.0) as usize;
        let down = Vec2::new(-self.along.y, self.along.x);
        let at = |i: usize| {
            let t = -1.0 + 2.0 * i as f64 / count as f64;
            self.middle + self.along * (t * self.half_pt) + down * self.value(t)
        };
        Baseline::through(&(0..=count).map(at).collect::<Vec<_>>())
    }
}

/// Turned round where a text would stand on its head; what is vertical reads upwards.
fn upright(direction: Vec2) -> Vec2 {
    let steep = direction.x.abs() < 0.05;
    let reads = if steep { direction.y < 0.0 } else { direction.x > 0.0 };
    if reads { direction } else { -direction }
}

/// Solves the normal equations by elimination with pivots.
fn least_squares(samples: &[(f64, f64, f64)], degree: usize) -> Option<[f64; 4]> {
    let n = degree + 1;
    let mut m = [[0.0_f64; 5]; 4];
    for &(t, v, weight) in samples {
        let powers = [1.0, t, t * t, t * t * t];
        for row in 0..n {
            (0..n).for_each(|column| m[row][column] += weight * powers[row] * powers[column]);
            m[row][4] += weight * powers[row] * v;
        }
    }
    for pivot in 0..n {
        let best = (pivot..n).max_by(|a, b| m[*a][pivot].abs().total_cmp(&m[*b][pivot].abs()))?;
        m.swap(pivot, best);
        if m[pivot][pivot].abs() < 1e-9 {
            return None;
        }
        let lead = m[pivot];
        for (row, line) in m.iter_mut().enumerate().take(n) {
            if row != pivot {
                let factor = line[pivot] / lead[pivot];
                line.iter_mut().zip(lead).for_each(|(value, l)| *value -= factor * l);
            }
        }
    }
    let mut coefficients = [0.0; 4];
    (0..n).for_each(|i| coefficients[i] = m[i][4] / m[i][i]);
    Some(coefficients)
}

/// How a text lies on a curve between two lengths.
#[derive(Debug, Clone, Copy)]
pub struct Lie {
    /// All turns added up.
    pub turning_deg: f64,
    /// The least radius.
    pub radius_pt: f64,
    /// Direction of the chord, −90…90 if it is upright.
    pub tilt_deg: f64,
    /// The steepest that a letter stands.
    pub steepest_deg: f64,
}

/// Looks at a curve every 2 pt.
pub fn lie(curve: &Baseline, from_pt: f64, to_pt: f64) -> Lie {
    let count = libm::ceil((to_pt - from_pt) / 2.0).max(1.0);
    let step = (to_pt - from_pt) / count;
    let stands: Vec<Stand> = (0..=count as usize).map(|i| curve.at(from_pt + step * i as f64)).collect();
    let turns = stands.windows(2).map(|s| libm::atan2(s[0].along.cross(s[1].along), s[0].along.dot(s[1].along)).abs());
    let (sum, most) = turns.fold((0.0_f64, 0.0_f64), |(sum, most), turn| (sum + turn, most.max(turn)));
    let chord = stands[stands.len() - 1].point - stands[0].point;
    Lie {
        turning_deg: sum.to_degrees(),
        radius_pt: if most > 0.0 { step / most } else { f64::INFINITY },
        tilt_deg: libm::atan2(chord.y, chord.x).to_degrees(),
        steepest_deg: stands.iter().map(|s| s.angle_deg().abs()).fold(0.0, f64::max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parabola(from: f64, to: f64) -> Vec<(Point, f64)> {
        let at = |i: i32| from + (to - from) * f64::from(i) / 30.0;
        (0..=30).map(|i| (Point::new(at(i), 40.0 + 0.004 * at(i) * at(i)), 1.0)).collect()
    }

    #[test]
    fn a_parabola_is_found_again() {
        let bow = Bow::fit(&parabola(-60.0, 60.0), 2).unwrap();
        assert!(parabola(-60.0, 60.0).iter().all(|(p, _)| bow.below(*p).abs() < 1e-9));
        assert!((bow.lowered(3.0).below(Point::new(0.0, 40.0)) + 3.0).abs() < 1e-9);
    }

    #[test]
    fn upright_whichever_way_the_points_run() {
        for (from, to) in [(-60.0, 60.0), (60.0, -60.0)] {
            let curve = Bow::fit(&parabola(from, to), 2).unwrap().baseline().unwrap();
            let lie = lie(&curve, 0.0, curve.length_pt());
            assert!(lie.steepest_deg < 40.0 && lie.tilt_deg.abs() < 1e-6, "{lie:?}");
        }
        // Vertical: upwards, from either end.
        for turn in [1.0, -1.0] {
            let points: Vec<(Point, f64)> = (0..9).map(|i| (Point::new(5.0, turn * f64::from(i) * 4.0), 1.0)).collect();
            let curve = Bow::fit(&points, 2).unwrap().baseline().unwrap();
            assert!((curve.at(1.0).angle_deg() + 90.0).abs() < 1e-6);
        }
    }

    #[test]
    fn a_circle_has_its_radius() {
        let points: Vec<Point> = (-20..=20)
            .map(|i| Point::new(50.0 * libm::sin(f64::from(i) * 0.03), -50.0 * libm::cos(f64::from(i) * 0.03)))
            .collect();
        let curve = Baseline::through(&points).unwrap();
        let lie = lie(&curve, 0.0, curve.length_pt());
        assert!((lie.radius_pt - 50.0).abs() < 2.0 && (lie.turning_deg - 1.2_f64.to_degrees()).abs() < 1.0);
    }
}
