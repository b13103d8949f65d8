//! What is drawn by hand on the map: words, arrows, brackets, dates, pictograms, and where a box or a name is to stand.
//!
//! A spot on the map is a place or an incident, so that what is drawn by hand moves with the data. What has no offset finds a free place by itself;
//! what has one stands there, and everything that is placed by rule keeps off it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Farther from its spot nothing is meant, millimetres.
const FARTHEST_MM: f64 = 500.0;

/// A spot on the map: `[longitude, latitude]`, or the id of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "SpotText", into = "SpotText")]
pub enum Spot {
    /// Longitude and latitude in degrees.
    Place([f64; 2]),
    /// Where an incident is drawn.
    Incident(String),
}

/// How a spot stands in TOML.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a spot is [LON, LAT] in degrees or the id of an incident")]
pub(super) enum SpotText {
    Id(String),
    Place([f64; 2]),
}

impl TryFrom<SpotText> for Spot {
    type Error = String;
    fn try_from(text: SpotText) -> Result<Self, String> {
        match text {
            SpotText::Id(id) => Ok(Self::Incident(id)),
            SpotText::Place([lon, lat]) if lon.abs() <= 540.0 && lat.abs() <= 90.0 => Ok(Self::Place([lon, lat])),
            SpotText::Place([lon, lat]) => Err(format!("[{lon}, {lat}] is no place: give [LON, LAT] in degrees")),
        }
    }
}

impl From<Spot> for SpotText {
    fn from(spot: Spot) -> Self {
        match spot {
            Spot::Place(place) => Self::Place(place),
            Spot::Incident(id) => Self::Id(id),
        }
    }
}

impl Spot {
    /// The incident that it names.
    pub fn incident(&self) -> Option<&str> {
        match self {
            Self::Incident(id) => Some(id),
            Self::Place(_) => None,
        }
    }
}

/// Where a box stands beside its spot: `[right, down]` in millimetres, from the spot to the side of the box that faces it; 0 means that the box is
/// centred on the spot in that direction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "[f64; 2]", into = "[f64; 2]")]
pub struct Offset {
    /// To the right; negative: to the left.
    pub right_mm: f64,
    /// Downwards; negative: upwards.
    pub down_mm: f64,
}

impl TryFrom<[f64; 2]> for Offset {
    type Error = String;
    fn try_from([right_mm, down_mm]: [f64; 2]) -> Result<Self, String> {
        if right_mm.abs() <= FARTHEST_MM && down_mm.abs() <= FARTHEST_MM {
            Ok(Self { right_mm, down_mm })
        } else {
            Err(format!("[{right_mm}, {down_mm}] is no offset: give [RIGHT, DOWN] in millimetres, −500…500"))
        }
    }
}

impl From<Offset> for [f64; 2] {
    fn from(offset: Offset) -> Self {
        [offset.right_mm, offset.down_mm]
    }
}

/// A small drawing that stands for a kind of event or of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pictogram {
    /// Airstrike: a bomb.
    Strike,
    /// Shelling: a gun.
    Shelling,
    /// Two sides against each other.
    Clash,
    /// An attack on the ground.
    Attack,
    /// A chemical agent: a flask.
    Chemical,
    /// An explosion.
    Explosion,
    /// People taken away.
    Abduction,
    /// A camp: a tent.
    Camp,
    /// A hospital: the letter H. (The red cross and crescent are protected emblems.)
    Hospital,
    /// A border crossing.
    Crossing,
    /// A checkpoint: a barrier.
    Checkpoint,
}

impl Pictogram {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Strike,
        Self::Shelling,
        Self::Clash,
        Self::Attack,
        Self::Chemical,
        Self::Explosion,
        Self::Abduction,
        Self::Camp,
        Self::Hospital,
        Self::Crossing,
        Self::Checkpoint,
    ];
}

/// How much an arrow is bent: the height of its bow as a share of its length, −1 … 1.
fn bend<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(bend) if !(-1.0..=1.0).contains(&bend) => {
            Err(serde::de::Error::custom(format!("bend = {bend} is outside −1…1")))
        }
        bend => Ok(bend),
    }
}

/// Something drawn by hand on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Annotation {
    /// Words about a spot.
    Text {
        /// The spot.
        at: Spot,
        /// The words; `[key]` is replaced by the number of the source with that key.
        text: String,
        /// Where they stand. Default: where there is room, with a line to the spot if that is farther away.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offset: Option<Offset>,
    },
    /// An arrow, with words at its beginning.
    Arrow {
        /// Where it begins.
        from: Spot,
        /// Where it points.
        to: Spot,
        /// The words. Default: none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// How much it is bent: the height of its bow as a share of its length; positive to the left of its direction. Default 0.12.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "bend")]
        #[schemars(range(min = -1.0, max = 1.0))]
        bend: Option<f64>,
    },
    /// A bracket along two spots, with words on it.
    Bracket {
        /// One end.
        from: Spot,
        /// The other; the bracket stands to the left of the way from one to the other.
        to: Spot,
        /// The words. Default: the distance of the two, measured on the ellipsoid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// A date on a badge.
    Date {
        /// What it is the date of.
        at: Spot,
        /// The date. Default: that of the incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// Where the badge stands. Default: where there is room.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        offset: Option<Offset>,
    },
    /// A pictogram, explained by the key.
    Pictogram {
        /// Its middle.
        at: Spot,
        /// Which one.
        pictogram: Pictogram,
        /// A name beside it. Default: none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The name in Arabic. Default: none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name_ar: Option<String>,
    },
}

impl Annotation {
    /// Its key for a spot, and the spot.
    pub fn spots(&self) -> Vec<(&'static str, &Spot)> {
        match self {
            Self::Text { at, .. } | Self::Date { at, .. } | Self::Pictogram { at, .. } => vec![("annotations.at", at)],
            Self::Arrow { from, to, .. } | Self::Bracket { from, to, .. } => {
                vec![("annotations.from", from), ("annotations.to", to)]
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::spec::{parse, to_toml};

    #[test]
    fn annotations_are_read_and_written() {
        let text = "[[annotations]]\nkind = \"arrow\"\nfrom = [36.5, 35.9]\nto = \"a\"\ntext = \"This way\"\nbend = -0.2\n\n\
                    [[annotations]]\nkind = \"date\"\nat = \"a\"\noffset = [4.0, -2.0]\n\n\
                    [[annotations]]\nkind = \"pictogram\"\nat = [36.5, 35.9]\npictogram = \"hospital\"\n";
        let figure = parse("f.toml", text).unwrap();
        assert_eq!(figure.annotations.len(), 3);
        assert_eq!(figure.annotations[1].spots()[0].1.incident(), Some("a"));
        assert_eq!(parse("f.toml", &to_toml(&figure)).unwrap(), figure);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let text = "[[annotations]]\nkind = 'text'\nat = [36.5, 95.0]\ntext = 'x'\noffset = [1e9, 0.0]\n\
                    [[annotations]]\nkind = 'arrow'\nfrom = 7\nto = 'a'\nbend = 3.0\n";
        let faults = parse("f.toml", text).unwrap_err();
        let lines: Vec<_> = faults.iter().filter_map(|f| f.place.line).collect();
        assert_eq!(lines, [3, 5, 8, 10], "{faults:?}");
        assert!(faults[0].message.contains("LON, LAT"), "{faults:?}");
        let text = "[[annotations]]\nkind = 'pictogram'\nat = 'a'\npictogram = 'tank'\n";
        let faults = parse("f.toml", text).unwrap_err();
        assert_eq!((faults.len(), faults[0].place.line), (1, Some(4)), "{faults:?}");
    }
}
