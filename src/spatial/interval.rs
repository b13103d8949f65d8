//! A distance with what is not known about it: the place's uncertainty and the border's accuracy.

use crate::units::LengthUnit;

/// A distance and the least and greatest that it can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistanceInterval {
    /// From the place as given to the line as given.
    pub distance_m: f64,
    /// Least.
    pub min_m: f64,
    /// Greatest.
    pub max_m: f64,
}

impl DistanceInterval {
    /// `[max(0, d − r − a), d + r + a]` for a place known within `r` and a line known within `a`. The bounds hold
    /// because moving a point by r changes its distance to anything by at most r.
    pub fn new(distance_m: f64, place_uncertainty_m: f64, border_accuracy_m: f64) -> Self {
        let give = place_uncertainty_m + border_accuracy_m;
        Self { distance_m, min_m: (distance_m - give).max(0.0), max_m: distance_m + give }
    }

    /// The distance as written, in a unit: one decimal below 100, whole numbers above; two decimals below 1.
    pub fn value_text(&self, unit: LengthUnit) -> String {
        let d = self.distance_m / unit.metres();
        if d >= 99.95 {
            format!("{}", libm::round(d))
        } else if d >= 0.995 {
            format!("{d:.1}")
        } else {
            format!("{d:.2}")
        }
    }

    /// Least and greatest as written, rounded to the nearest unit that the width supports: a width of 6 km to whole
    /// kilometres, of 0.6 km to hundreds of metres. `None` where the interval is a point.
    pub fn range_text(&self, unit: LengthUnit) -> Option<String> {
        let (low, high) = (self.min_m / unit.metres(), self.max_m / unit.metres());
        let width = high - low;
        if width <= 0.0 {
            return None;
        }
        let exponent = (libm::floor(libm::log10(width / 2.0)) as i32).clamp(-3, 6);
        let step = libm::pow(10.0, f64::from(exponent));
        let rounded = |v: f64| libm::round(v / step) * step;
        let decimals = (-exponent).max(0) as usize;
        Some(format!("{:.*}–{:.*}", decimals, rounded(low), decimals, rounded(high)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_figure_says_it() {
        let d = DistanceInterval::new(9_891.0, 3_000.0, 300.0);
        assert_eq!((d.value_text(LengthUnit::Km), d.range_text(LengthUnit::Km)), ("9.9".into(), Some("7–13".into())));
        let near = DistanceInterval::new(340.0, 500.0, 0.0);
        assert_eq!(near.range_text(LengthUnit::Km), Some("0.0–0.8".into()));
        assert_eq!(DistanceInterval::new(60_135.0, 0.0, 0.0).range_text(LengthUnit::Km), None);
        assert_eq!(DistanceInterval::new(101_000.0, 0.0, 0.0).value_text(LengthUnit::Km), "101");
    }
}
