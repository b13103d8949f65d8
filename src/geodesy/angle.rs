//! Angles in degrees, reduced without loss.

/// Sine and cosine of an angle in degrees, exact at the quarter turns.
///
/// ```
/// assert_eq!(sitmap::geodesy::sin_cos_deg(270.0), (-1.0, 0.0));
/// ```
pub fn sin_cos_deg(angle_deg: f64) -> (f64, f64) {
    // Exact: the multiple of 90 is a small whole number, and the difference of two numbers within a factor of two.
    let quarter = (angle_deg / 90.0).round();
    let (s, c) = libm::sincos((angle_deg - 90.0 * quarter).to_radians());
    // Plus 0, so that no cosine is −0, by whose sign an azimuth would turn round.
    match quarter as i64 & 3 {
        0 => (s, c),
        1 => (c, 0.0 - s),
        2 => (0.0 - s, 0.0 - c),
        _ => (0.0 - c, s),
    }
}

/// The angle of a direction in degrees, −180…180, exact at the quarter turns: the octant is turned to where arctangents are small.
pub(super) fn atan2_deg(y: f64, x: f64) -> f64 {
    let steep = y.abs() > x.abs();
    let (small, large) = if steep { (x, y) } else { (y, x) };
    let angle = libm::atan2(small.abs(), large.abs()).to_degrees();
    let angle = if steep { 90.0 - angle } else { angle };
    let angle = if x < 0.0 { 180.0 - angle } else { angle };
    libm::copysign(angle, y)
}

/// An angle as −180…180.
pub(super) fn normalized_deg(angle_deg: f64) -> f64 {
    let turned = libm::remainder(angle_deg, 360.0);
    if turned == -180.0 { 180.0 } else { turned }
}

/// Tiny angles lose digits that sums with larger ones couldn't keep, so that nearly equal places agree in what they are.
pub(super) fn rounded_deg(angle_deg: f64) -> f64 {
    const STEP: f64 = 1.0 / 16.0;
    let size = angle_deg.abs();
    let size = if size < STEP { STEP - (STEP - size) } else { size };
    if angle_deg == 0.0 { 0.0 } else { libm::copysign(size, angle_deg) }
}

/// `to − from` as the short way round, −180…180, with what rounding took from it. Half a turn is to the east.
pub(super) fn difference_deg(from: f64, to: f64) -> (f64, f64) {
    let (whole, lost) = exact_sum(-libm::remainder(from, 360.0), libm::remainder(to, 360.0));
    let (sum, lost) = exact_sum(normalized_deg(whole), lost);
    // A little more than half a turn is a little less the other way.
    if sum == 180.0 && lost > 0.0 { (-180.0, lost) } else { (sum, lost) }
}

/// A sum and its rounding error (D. E. Knuth, *The Art of Computer Programming* 2, § 4.2.2).
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarter_turns_are_exact() {
        for (angle, sin, cos) in
            [(0.0, 0.0, 1.0), (90.0, 1.0, 0.0), (180.0, 0.0, -1.0), (-90.0, -1.0, 0.0), (450.0, 1.0, 0.0)]
        {
            assert_eq!(sin_cos_deg(angle), (sin, cos));
        }
        assert_eq!(atan2_deg(1.0, 0.0), 90.0);
        assert_eq!(atan2_deg(0.0, -1.0), 180.0);
        assert_eq!(atan2_deg(-1.0, -1.0), -135.0);
    }

    #[test]
    fn differences_keep_what_rounding_takes() {
        assert_eq!(difference_deg(179.5, -179.5), (1.0, 0.0));
        assert_eq!(difference_deg(-180.0, 180.0), (0.0, 0.0));
        assert_eq!((difference_deg(0.0, 180.0).0, difference_deg(0.0, -180.0).0), (180.0, 180.0));
        let (sum, lost) = difference_deg(1e-20, 30.0);
        assert_eq!((sum, lost), (30.0, -1e-20));
    }
}
