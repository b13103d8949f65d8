//! A distance with its bounds, and how it is written for a reader.
//!
//! A place is known to some metres, and so is a border: a distance between them is a value with a least and a greatest,
//! never "±", never to the metre.

use crate::units::LengthUnit;

/// A distance and what it may be at least and at most, in metres.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DistanceInterval {
    /// The measured distance.
    pub distance_m: f64,
    /// The least that it may be, 0 or more.
    pub min_m: f64,
    /// The greatest that it may be.
    pub max_m: f64,
}

/// A distance with its bounds as numbers to print, in a unit. A figure in another language makes its own text of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundedDistance {
    /// Value in the unit, rounded.
    pub value: f64,
    /// Decimals to print it with.
    pub value_decimals: usize,
    /// Least and greatest in the unit, rounded; `None` where they are the same, or nothing is known to be uncertain.
    pub range: Option<(f64, f64)>,
    /// Decimals to print them with.
    pub range_decimals: usize,
}

/// Bounds of a measured distance from the uncertainties of place and border: `[max(0, d − r − a), d + r + a]`.
///
/// Negative or unknown (NaN) uncertainties count as none.
///
/// ```
/// use sitmap::spatial::interval;
/// let camp = interval(9_891.0, 3_000.0, 300.0);
/// assert_eq!((camp.min_m, camp.max_m), (6_591.0, 13_191.0));
/// assert_eq!(interval(500.0, 3_000.0, 300.0).min_m, 0.0);
/// ```
pub fn interval(distance_m: f64, place_uncertainty_m: f64, border_accuracy_m: f64) -> DistanceInterval {
    let slack = place_uncertainty_m.max(0.0) + border_accuracy_m.max(0.0);
    DistanceInterval { distance_m, min_m: (distance_m - slack).max(0.0), max_m: distance_m + slack }
}

/// Rounds a distance as far as its bounds allow.
///
/// The bounds are rounded, to the nearest, to the greatest power of ten that goes at least three times into their
/// width: a width of 6 km gives whole kilometres, one of 600 m tenths, one of 30 km tens. The value gets one digit more, but no more than one
/// decimal unless the bounds have more. Without bounds: one decimal, two below one unit.
pub fn round_distance(interval: DistanceInterval, unit: LengthUnit) -> RoundedDistance {
    let in_unit = |m: f64| m / unit.metres();
    let (value, low, high) = (in_unit(interval.distance_m), in_unit(interval.min_m), in_unit(interval.max_m));
    let width = high - low;
    // A hair more than the width, so that 3.0000 km, computed as 2.9999…, still counts as 3.
    let power = libm::floor(libm::log10(width * (1.0 + 1e-9) / 3.0)).clamp(-3.0, 6.0);
    if width.is_nan() || width <= 0.0 {
        let value_decimals = if value < 1.0 { 2 } else { 1 };
        let value = round_to(value, -(value_decimals as f64));
        return RoundedDistance { value, value_decimals, range: None, range_decimals: 0 };
    }
    let range_decimals = (-power).max(0.0) as usize;
    let value_power = if power > 0.0 { power - 1.0 } else { power.min(-1.0) };
    let range = (round_to(low, power), round_to(high, power));
    RoundedDistance {
        value: round_to(value, value_power),
        value_decimals: (-value_power).max(0.0) as usize,
        range: (range.0 < range.1).then_some(range),
        range_decimals,
    }
}

/// A distance as text: the value, and the least and greatest where they are known. [`round_distance`] says how far
/// they are rounded; both carry the unit.
///
/// ```
/// use sitmap::{spatial::{format_distance, interval}, units::LengthUnit};
/// let (value, range) = format_distance(interval(9_891.0, 3_000.0, 20.0), LengthUnit::Km);
/// assert_eq!((value.as_str(), range.as_deref()), ("9.9 km", Some("7–13 km")));
/// let (value, range) = format_distance(interval(9_891.0, 0.0, 0.0), LengthUnit::Mi);
/// assert_eq!((value.as_str(), range), ("6.1 mi", None));
/// ```
pub fn format_distance(interval: DistanceInterval, unit: LengthUnit) -> (String, Option<String>) {
    let r = round_distance(interval, unit);
    let symbol = unit.symbol();
    let value = format!("{:.*} {symbol}", r.value_decimals, r.value);
    let range = r.range.map(|(low, high)| {
        let d = r.range_decimals;
        format!("{low:.d$}–{high:.d$} {symbol}")
    });
    (value, range)
}

/// Rounded to the nearest multiple of a power of ten, halves away from zero.
fn round_to(value: f64, power: f64) -> f64 {
    let scale = libm::pow(10.0, power.abs());
    if power < 0.0 { libm::round(value * scale) / scale } else { libm::round(value / scale) * scale }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(d: f64, r: f64, a: f64) -> String {
        let (value, range) = format_distance(interval(d, r, a), LengthUnit::Km);
        format!("{value} ({})", range.unwrap_or_else(|| "-".into()))
    }

    #[test]
    fn as_far_as_the_width_allows() {
        assert_eq!(printed(9_891.0, 3_000.0, 0.0), "9.9 km (7–13 km)");
        assert_eq!(printed(29_703.0, 282.0, 20.0), "29.7 km (29.4–30.0 km)");
        assert_eq!(printed(29_703.0, 30.0, 0.0), "29.70 km (29.67–29.73 km)");
        assert_eq!(printed(24_924.0, 15_000.0, 0.0), "25 km (10–40 km)");
        assert_eq!(printed(24_924.0, 12_000.0, 0.0), "24.9 km (13–37 km)");
        assert_eq!(printed(240_924.0, 150_000.0, 0.0), "240 km (100–400 km)");
        assert_eq!(printed(300.0, 800.0, 0.0), "0.3 km (0.0–1.1 km)");
        assert_eq!(printed(9_891.0, 0.0, 0.0), "9.9 km (-)");
        assert_eq!(printed(289.0, 0.0, 0.0), "0.29 km (-)");
        assert_eq!(printed(9_891.0, f64::NAN, -3.0), "9.9 km (-)");
    }

    #[test]
    fn other_units() {
        let nm = format_distance(interval(18_520.0, 3_000.0, 0.0), LengthUnit::Nm);
        assert_eq!(nm, ("10.0 nm".into(), Some("8–12 nm".into())));
    }

    proptest! {
        #[test]
        fn printed_bounds_keep_the_value_and_half_a_step(d in 0.0..2e6f64, r in 0.1..1e6f64) {
            let i = interval(d, r, 0.0);
            let rounded = round_distance(i, LengthUnit::Km);
            let (low, high) = rounded.range.unwrap();
            let third = (i.max_m - i.min_m) / 3e3 + 1e-3;
            prop_assert!((low - i.min_m / 1e3).abs() <= third / 2.0 + 1e-6);
            prop_assert!((high - i.max_m / 1e3).abs() <= third / 2.0 + 1e-6);
            prop_assert!(low <= rounded.value + third / 2.0 && rounded.value <= high + third / 2.0);
        }
    }
}
