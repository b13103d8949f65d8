//! A distance with its bounds, and how it is written for a reader.

use crate::units::LengthUnit;

/// A distance and what it may be at least and at most, in metres.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DistanceInterval {
    /// The measured distance.
    pub distance_m: f64,
    /// The least that it may be.
    pub min_m: f64,
    /// The greatest.
    pub max_m: f64,
}

/// A distance with its bounds as numbers to print, in a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoundedDistance {
    /// Value in the unit, rounded.
    pub value: f64,
    /// Decimals to print it with.
    pub value_decimals: usize,
    /// Least and greatest in the unit, rounded; `None` where nothing is known to be uncertain.
    pub range: Option<(f64, f64)>,
    /// Decimals to print them with.
    pub range_decimals: usize,
}

/// The bounds.
pub fn interval(distance_m: f64, place_uncertainty_m: f64, border_accuracy_m: f64) -> DistanceInterval {
    let slack = place_uncertainty_m + border_accuracy_m;
    DistanceInterval { distance_m, min_m: (distance_m - slack).max(0.0), max_m: distance_m + slack }
}

/// Rounded.
pub fn round_distance(interval: DistanceInterval, unit: LengthUnit) -> RoundedDistance {
    let _ = (interval, unit);
    todo!()
}

/// Text.
pub fn format_distance(interval: DistanceInterval, unit: LengthUnit) -> (String, Option<String>) {
    let _ = (interval, unit);
    todo!()
}
