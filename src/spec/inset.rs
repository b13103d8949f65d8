//! Insets: parts of the map that are drawn larger, beside it or on it.

use super::ExtentSpec;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// More insets than this leave no room for the map.
pub const MOST_INSETS: usize = 3;

/// A part of the map that is drawn larger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InsetSpec {
    /// What it must show, as the figure's own `extent`.
    pub extent: ExtentSpec,
    /// Words beside its letter. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Where it stands: `auto`, `beside` (with the key), or a corner of the map (`upper_left`, `upper_right`, `lower_left`, `lower_right`).
    /// Default `auto`: beside the map where there is room, else in the corner where it hides least.
    #[serde(default, skip_serializing_if = "InsetPlace::is_auto")]
    pub place: InsetPlace,
}

/// Where an inset stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InsetPlace {
    /// Where there is room.
    #[default]
    Auto,
    /// With the key.
    Beside,
    /// On the map.
    UpperLeft,
    /// On the map.
    UpperRight,
    /// On the map.
    LowerLeft,
    /// On the map.
    LowerRight,
}

impl InsetPlace {
    fn is_auto(&self) -> bool {
        *self == Self::Auto
    }
}

impl InsetSpec {
    /// One of an extent alone.
    ///
    /// ```
    /// use sitmap::spec::{ExtentSpec, InsetPlace, InsetSpec};
    /// let inset = InsetSpec::of(ExtentSpec::parse("around:36.8,35.9,15km").unwrap());
    /// assert_eq!((inset.title, inset.place), (None, InsetPlace::Auto));
    /// ```
    pub fn of(extent: ExtentSpec) -> Self {
        Self { extent, title: None, place: InsetPlace::Auto }
    }
}
