//! What the frame must show: `W,S,E,N` in degrees or `world`.

use super::SpecError;
use crate::geographic::Extent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An extent as the user writes it. A box whose east is west of its west runs across 180°.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "ExtentText", into = "ExtentText")]
pub enum ExtentSpec {
    /// The whole earth.
    World,
    /// A box in degrees: west, south, east, north.
    Box([f64; 4]),
}

impl ExtentSpec {
    /// Reads `W,S,E,N` or `world`.
    ///
    /// ```
    /// use sitmap::spec::ExtentSpec;
    /// assert_eq!(ExtentSpec::parse("world"), Ok(ExtentSpec::World));
    /// assert_eq!(ExtentSpec::parse("176,-20,-178,-15").unwrap().extent().east_deg, 182.0);
    /// assert!(ExtentSpec::parse("35,38,39,34").is_err(), "south is above north");
    /// ```
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let wrong = || SpecError::Extent(text.to_owned());
        if text.trim().eq_ignore_ascii_case("world") {
            return Ok(Self::World);
        }
        let parts: Vec<f64> =
            text.split(',').map(|n| n.trim().parse()).collect::<Result<_, _>>().map_err(|_| wrong())?;
        let edges: [f64; 4] = parts.try_into().map_err(|_| wrong())?;
        Self::from_edges(edges).ok_or_else(wrong)
    }

    /// A box, if it is one: finite, −540…540 and −90…90, neither empty nor upside down.
    pub fn from_edges(edges: [f64; 4]) -> Option<Self> {
        let [west, south, east, north] = edges;
        let lon = |v: f64| (-540.0..=540.0).contains(&v);
        let lat = |v: f64| (-90.0..=90.0).contains(&v);
        let good = lon(west) && lon(east) && lat(south) && lat(north) && south < north && west != east;
        (good && (east - west) <= 360.0).then_some(Self::Box(edges))
    }

    /// As a box.
    pub fn extent(self) -> Extent {
        match self {
            Self::World => Extent::WORLD,
            Self::Box([west, south, east, north]) => {
                let extent = Extent::new(west, south, east, north);
                let turn = crate::geographic::normalize_lon_deg(extent.west_deg) - extent.west_deg;
                Extent { west_deg: extent.west_deg + turn, east_deg: extent.east_deg + turn, ..extent }
            }
        }
    }
}

/// How an extent stands in TOML: `"world"` or four numbers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "an extent is [W, S, E, N] in degrees, or \"world\"")]
pub(super) enum ExtentText {
    Words(String),
    Edges([f64; 4]),
}

impl TryFrom<ExtentText> for ExtentSpec {
    type Error = SpecError;
    fn try_from(text: ExtentText) -> Result<Self, SpecError> {
        match text {
            ExtentText::Words(words) => Self::parse(&words),
            ExtentText::Edges(e) => Self::from_edges(e).ok_or_else(|| SpecError::Extent(format!("{e:?}"))),
        }
    }
}

impl From<ExtentSpec> for ExtentText {
    fn from(spec: ExtentSpec) -> Self {
        match spec {
            ExtentSpec::World => Self::Words("world".to_owned()),
            ExtentSpec::Box(edges) => Self::Edges(edges),
        }
    }
}
