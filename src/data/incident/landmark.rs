//! What statements refer to: borders, places, areas, other incidents, and winds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place::{GeometryObject, NamedArea, Position, polygons, position};
use crate::geographic::LonLat;

/// Something with a place that a statement refers to, anywhere on earth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Landmark {
    /// A built-in border: `{"border": "turkey-syria"}`.
    Border(String),
    /// The place of another incident of the file, by its id.
    Incident(String),
    /// A town: a built-in one, else one that the file's incidents name: `{"place": {"name": "Idlib", "country": "SYR"}}`.
    Place(NamedPlace),
    /// A position: `{"position": {"point": [36.6, 35.9], "uncertainty_m": 500, "name": "crossing"}}`.
    Position(KnownPosition),
    /// An area of a base layer: `{"named_area": {"layer": "admin1", "name": "Idlib"}}`.
    NamedArea(NamedArea),
    /// An area drawn in the file: `{"area": {"geometry": …, "name": …}}`.
    Area {
        /// Its outline.
        #[serde(with = "polygons")]
        #[schemars(with = "GeometryObject")]
        geometry: geo::MultiPolygon<f64>,
        /// What it is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
}

/// A town by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedPlace {
    /// Its name.
    pub name: String,
    /// ISO 3166 alpha-3 code of its country, where names repeat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A position with how well it is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownPosition {
    /// Longitude, then latitude.
    #[serde(with = "position")]
    #[schemars(with = "Position")]
    pub point: LonLat,
    /// The true place lies within so many metres of it; absent: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub uncertainty_m: Option<f64>,
    /// What is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A wind of the sixteen: `west`, `north_west`, `west_north_west`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Wind {
    North,
    NorthNorthEast,
    NorthEast,
    EastNorthEast,
    East,
    EastSouthEast,
    SouthEast,
    SouthSouthEast,
    South,
    SouthSouthWest,
    SouthWest,
    WestSouthWest,
    West,
    WestNorthWest,
    NorthWest,
    NorthNorthWest,
}

impl Wind {
    /// Number of the wind: 0 north, 4 east.
    const fn number(self) -> u8 {
        self as u8
    }

    /// Its azimuth in degrees.
    pub fn azimuth_deg(self) -> f64 {
        22.5 * f64::from(self.number())
    }

    /// Is it one of the sixteen that the eight-wind rose lacks?
    pub const fn is_secondary(self) -> bool {
        self.number() % 2 == 1
    }

    /// Its name as text runs: `west`, `north-west`.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 16] = [
            "north",
            "north-north-east",
            "north-east",
            "east-north-east",
            "east",
            "east-south-east",
            "south-east",
            "south-south-east",
            "south",
            "south-south-west",
            "south-west",
            "west-south-west",
            "west",
            "west-north-west",
            "north-west",
            "north-north-west",
        ];
        NAMES[usize::from(self.number())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winds_are_a_rose() {
        assert_eq!(
            (Wind::North.azimuth_deg(), Wind::West.azimuth_deg(), Wind::NorthNorthWest.azimuth_deg()),
            (0.0, 270.0, 337.5)
        );
        assert_eq!((Wind::West.name(), Wind::WestNorthWest.name()), ("west", "west-north-west"));
        assert!(Wind::WestNorthWest.is_secondary() && !Wind::SouthWest.is_secondary());
    }
}
