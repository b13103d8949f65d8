//! The look of a figure: every colour, line width and type size, from one file a theme (`press.toml`, `grey.toml`,
//! `dark.toml`).
//!
//! The built-in themes are TOML files as a user writes them, not code: `press.toml` is complete and says what each value
//! is for, the others give what differs from it, as a user's own theme does. They go through the reader that users'
//! themes go through, so that a key has one meaning and one fault. [`check`] holds a theme to what print and readers
//! need: contrast of words, classes that stay apart for colour-blind readers and without colour.

mod areas;
pub mod check;
mod kinds;
mod lines;
mod read;
mod type_styles;
pub mod vision;

pub use areas::{Fade, Opacities, Pattern, Patterns, ReliefStrength};
pub use kinds::{KindStyle, Kinds};
pub use lines::{BorderStyle, Lines};
pub use read::{BUILTIN, builtin_text, is_builtin, parse, theme_schema, unknown_theme};
pub use type_styles::{Ink, RoleStyle, TextRole, TextStyles};

use crate::color::Color;
use crate::units::mm;
use schemars::JsonSchema;
use serde::Deserialize;

/// Colours, lines and type of one look.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the element it colours; press.toml says more")]
pub struct Theme {
    /// Theme whose values stand where this one gives none: `press`, `grey`, `dark`. Default `press`.
    #[serde(default)]
    pub base: Option<String>,
    pub paper: Color,
    pub plate: Color,
    pub plate_edge: Color,
    pub ink: Color,
    pub second_ink: Color,
    pub rule: Color,
    pub accent: Color,
    pub land_of_interest: Color,
    pub land_neighbour: Color,
    pub sea: Color,
    pub lake: Color,
    pub river: Color,
    pub built_up: Color,
    pub low_ground: Color,
    pub relief_shadow: Color,
    pub relief_light: Color,
    pub border: Color,
    pub border_ribbon: Color,
    pub admin_line: Color,
    pub road_casing: Color,
    pub road_fill: Color,
    pub frame: Color,
    pub graticule: Color,
    pub ring: Color,
    pub layer_line: Color,
    pub offensive_band: Color,
    pub town_text: Color,
    pub second_name: Color,
    pub country_text: Color,
    pub region_text: Color,
    pub water_text: Color,
    pub road_text: Color,
    pub place_of_incident: Color,
    pub number_text: Color,
    pub halo_interest: Color,
    pub halo_neighbour: Color,
    pub symbol_edge: Color,
    /// Classes of a sequence, least first.
    pub ramp: [Color; 7],
    pub kinds: Kinds,
    pub opacity: Opacities,
    pub relief: ReliefStrength,
    pub patterns: Patterns,
    pub lines: Lines,
    pub text: TextStyles,
}

impl Theme {
    /// Colours of so many classes, spread over the whole ramp; at most as many as it has.
    pub fn ramp_of(&self, classes: usize) -> Vec<Color> {
        let last = self.ramp.len() - 1;
        let place = |i: usize| if classes < 2 { last / 2 } else { (i * last).div_ceil(classes - 1).min(last) };
        (0..classes.min(self.ramp.len())).map(|i| self.ramp[place(i)]).collect()
    }
}

/// Least radius of a point symbol.
pub const LEAST_SYMBOL_PT: f64 = mm(0.62);
/// Radius of the hollow symbol of an incident whose number of killed is not reported.
pub const HOLLOW_SYMBOL_PT: f64 = mm(1.45);
/// Radius of a numbered disc.
pub const NUMBER_DISC_PT: f64 = mm(1.72);
/// Radius of the points of the user's own layers.
pub const LAYER_DOT_PT: f64 = mm(0.6);
