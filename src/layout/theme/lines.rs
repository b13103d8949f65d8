//! Widths of lines.

use super::Theme;
use super::read::{width, widths};
use crate::units::mm;
use schemars::JsonSchema;
use serde::Deserialize;

/// Widths in points; lengths in `*_mm` in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the line")]
pub struct Lines {
    #[serde(deserialize_with = "width")]
    pub border: f64,
    /// Below 1:600,000.
    #[serde(deserialize_with = "width")]
    pub border_small_scale: f64,
    /// Below 1:15,000,000.
    #[serde(deserialize_with = "width")]
    pub border_world: f64,
    /// The two bands of the soft casing of a border.
    #[serde(deserialize_with = "widths")]
    pub ribbon_mm: [f64; 2],
    #[serde(deserialize_with = "widths")]
    pub ribbon_small_scale_mm: [f64; 2],
    /// The two bands along a shore; the land covers half of each.
    #[serde(deserialize_with = "widths")]
    pub shore_mm: [f64; 2],
    #[serde(deserialize_with = "width")]
    pub governorate: f64,
    #[serde(deserialize_with = "width")]
    pub road: f64,
    #[serde(deserialize_with = "width")]
    pub road_fill: f64,
    /// The largest; lesser ones are thinner.
    #[serde(deserialize_with = "width")]
    pub river: f64,
    #[serde(deserialize_with = "width")]
    pub lake_edge: f64,
    #[serde(deserialize_with = "width")]
    pub graticule: f64,
    #[serde(deserialize_with = "width")]
    pub frame: f64,
    #[serde(deserialize_with = "width")]
    pub ring: f64,
    #[serde(deserialize_with = "width")]
    pub measured: f64,
    #[serde(deserialize_with = "width")]
    pub measured_casing: f64,
    #[serde(deserialize_with = "width")]
    pub symbol_ring: f64,
    #[serde(deserialize_with = "width")]
    pub symbol_hollow: f64,
    #[serde(deserialize_with = "width")]
    pub hatching: f64,
    #[serde(deserialize_with = "super::read::pitch")]
    pub hatching_step_mm: f64,
    #[serde(deserialize_with = "width")]
    pub town: f64,
    #[serde(deserialize_with = "width")]
    pub plate_edge: f64,
    /// Around letters, on each side.
    #[serde(deserialize_with = "width")]
    pub halo: f64,
}

/// How state borders are drawn at a scale, on the map and in its key alike. Widths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderStyle {
    /// Width of the line.
    pub width_pt: f64,
    /// Widths of the two bands of the ribbon, the wide one first. On maps of many countries a ribbon along every border
    /// would drown the rest: then there is none.
    pub ribbon_pt: Option<[f64; 2]>,
}

impl BorderStyle {
    /// Dashes of a disputed border, in points.
    pub const DISPUTED_DASH_PT: [f64; 2] = [mm(1.2), mm(0.7)];
}

impl Theme {
    /// Borders at 1 : `scale_denominator`.
    pub fn border_style(&self, scale_denominator: f64) -> BorderStyle {
        let lines = &self.lines;
        let small = scale_denominator > 600_000.0;
        let ribbon = if small { lines.ribbon_small_scale_mm } else { lines.ribbon_mm };
        BorderStyle {
            width_pt: if scale_denominator > 1.5e7 {
                lines.border_world
            } else if small {
                lines.border_small_scale
            } else {
                lines.border
            },
            ribbon_pt: (scale_denominator < 4.0e6).then_some(ribbon.map(mm)),
        }
    }
}
