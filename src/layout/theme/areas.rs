//! What fills areas: opacities, the strength of the relief, patterns that stand for hues on paper without colour.

use super::read::{share, shares};
use schemars::JsonSchema;
use serde::Deserialize;

/// How much of a colour shows, 0…1.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the element")]
pub struct Opacities {
    #[serde(deserialize_with = "share")]
    pub graticule: f64,
    #[serde(deserialize_with = "share")]
    pub ring: f64,
    #[serde(deserialize_with = "share")]
    pub ribbon_wide: f64,
    #[serde(deserialize_with = "share")]
    pub ribbon_narrow: f64,
    /// The two bands of deeper water along a shore; 0: none.
    #[serde(deserialize_with = "share")]
    pub shore_wide: f64,
    #[serde(deserialize_with = "share")]
    pub shore_narrow: f64,
    /// Between the lowest and the highest claim.
    #[serde(deserialize_with = "share")]
    pub symbol_ring: f64,
    #[serde(deserialize_with = "share")]
    pub hatching: f64,
    #[serde(deserialize_with = "share")]
    pub hatching_edge: f64,
    /// A disc of uncertainty: in the middle, at 72 %, at the rim.
    #[serde(deserialize_with = "shares")]
    pub disc: [f64; 3],
    #[serde(deserialize_with = "share")]
    pub disc_rim: f64,
    /// A sector of direction: at its point, at 55 % of its reach; clear at its end.
    #[serde(deserialize_with = "shares")]
    pub sector: [f64; 2],
    #[serde(deserialize_with = "share")]
    pub sector_side: f64,
    /// Areas of the user's own layers.
    #[serde(deserialize_with = "share")]
    pub layer_area: f64,
    /// The tint of the lowest ground.
    #[serde(deserialize_with = "share")]
    pub low_ground: f64,
    /// A period in the time strip.
    #[serde(deserialize_with = "share")]
    pub band: f64,
}

/// Opacity of a layer of the relief for a difference of brightness `d` against flat ground: `strength` × d^`exponent`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fade {
    /// Factor.
    #[serde(deserialize_with = "super::read::factor")]
    pub strength: f64,
    /// Below 1 gentle slopes show more.
    #[serde(deserialize_with = "super::read::factor")]
    pub exponent: f64,
    /// Never more than this, 0…1.
    #[serde(deserialize_with = "share")]
    pub most: f64,
}

impl Fade {
    /// Opacity for a difference of 0…1.
    pub fn opacity(&self, difference: f64) -> f64 {
        let curved = if self.exponent == 1.0 { difference } else { libm::pow(difference, self.exponent) };
        (self.strength * curved).min(self.most)
    }
}

/// The two layers of the relief.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReliefStrength {
    /// Slopes away from the light.
    pub shadow: Fade,
    /// Slopes towards it.
    pub light: Fade,
}

/// What fills an area besides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// Nothing.
    Plain,
    /// Level lines.
    Ruled,
    /// Diagonal lines, both ways.
    Hatched,
    /// Dots.
    Dotted,
}

/// Patterns of areas of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the area")]
pub struct Patterns {
    pub sea: Pattern,
    pub lake: Pattern,
    pub built_up: Pattern,
}
