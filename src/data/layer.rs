//! A base layer: features of one role with one credit.

use super::borders::CountryName;
use super::feature::Feature;
use crate::geographic::{Extent, LonLat};
use geo::{CoordsIter, Geometry};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What the features of a layer are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerRole {
    /// Areas of countries.
    Country,
    /// Land borders.
    Border,
    /// Coastlines.
    Coastline,
    /// Seas as areas.
    Sea,
    /// Names of seas, as points.
    SeaName,
    /// Lakes.
    Lake,
    /// Rivers.
    River,
    /// Lines between first-level divisions.
    Admin1Line,
    /// Areas of first-level divisions.
    Admin1Area,
    /// Built-up areas.
    Settlement,
    /// Roads.
    Road,
    /// Towns.
    Place,
}

impl LayerRole {
    /// The role that a file is named for: `borders`, `admin1_lines`, `built-up` …
    pub fn of_name(name: &str) -> Option<Self> {
        let word = name.to_lowercase().replace(['_', ' '], "-");
        // Files often say their level too: `countries_10m`, `lakes-50m`.
        let level = |end: &str| end.trim_end_matches('m').bytes().all(|b| b.is_ascii_digit());
        let without_level = || word.rsplit_once('-').filter(|(_, end)| level(end)).and_then(|(w, _)| Self::of_word(w));
        Self::of_word(&word).or_else(without_level)
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "country" | "countries" | "land" | "admin0" | "admin-0" => Self::Country,
            "border" | "borders" | "boundaries" => Self::Border,
            "coast" | "coastline" | "coastlines" => Self::Coastline,
            "sea" | "seas" | "ocean" => Self::Sea,
            "sea-names" => Self::SeaName,
            "lake" | "lakes" | "water" => Self::Lake,
            "river" | "rivers" | "streams" => Self::River,
            "admin1-lines" => Self::Admin1Line,
            "admin1" | "admin-1" | "admin1-areas" => Self::Admin1Area,
            "settlements" | "built-up" | "urban" => Self::Settlement,
            "road" | "roads" => Self::Road,
            "place" | "places" | "towns" => Self::Place,
            _ => return None,
        })
    }
}

/// Whom a layer is owed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// As a figure's foot says it.
    pub text: String,
    /// The licence's name.
    pub licence: String,
}

/// One feature of a layer.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerFeature {
    /// Longitude and latitude in degrees.
    pub geometry: Geometry<f64>,
    /// Name in English or as the source has it.
    pub name: Option<String>,
    /// Name in Arabic.
    pub name_ar: Option<String>,
    /// 0 is the most important.
    pub rank: u8,
    /// People living there.
    pub population: Option<u64>,
    /// ISO 3166 alpha-3 (where Natural Earth has no code: its own): one for an area, two for a border.
    pub countries: Vec<String>,
    /// A class of the source, e.g. `disputed`.
    pub class: Option<String>,
    /// A road's number.
    pub reference: Option<String>,
    /// What others make of it: whose view (ISO 3166 alpha-2, or `ISO`), and the class of the border or the owner of the area there.
    pub views: Vec<(String, String)>,
    /// Box around it.
    pub bounds: Extent,
}

/// A base layer.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// Stable name.
    pub id: String,
    /// What it holds.
    pub role: LayerRole,
    /// Whom it is owed to.
    pub credit: Credit,
    /// How far its lines may be off, as documented in its `SOURCES.md`; `None`: not known.
    pub accuracy_m: Option<f64>,
    /// Date or year of its data.
    pub as_of: Option<String>,
    /// Only schematic: never to be measured to.
    pub schematic: bool,
    /// The features.
    pub features: Vec<LayerFeature>,
}

impl LayerFeature {
    /// A feature of a file; `None` where it has no geometry.
    pub fn of(feature: Feature) -> Option<Self> {
        Some(Self::new(feature.geometry?, &feature.properties))
    }

    /// A feature with what its properties tell, by the names that the built-in layers use.
    pub fn new(geometry: Geometry<f64>, properties: &Map<String, Value>) -> Self {
        let text = |keys: &[&str]| {
            keys.iter().find_map(|k| properties.get(*k)?.as_str()).map(str::to_owned).filter(|s| !s.is_empty())
        };
        let number = |keys: &[&str]| keys.iter().find_map(|k| properties.get(*k)?.as_f64());
        let countries = ["iso_a3", "a3", "adm0_a3", "country", "left", "right"];
        let mut countries: Vec<String> =
            countries.iter().filter_map(|k| properties.get(*k)?.as_str()).map(str::to_owned).collect();
        if countries.is_empty()
            && let Some(code) = text(&["iso_a2"])
        {
            let known = CountryName::all().iter().find(|c| c.alpha2 == code);
            countries.extend(known.map(|c| c.alpha3.to_owned()));
        }
        countries.sort();
        countries.dedup();
        Self {
            bounds: bounds(&geometry),
            name: text(&["name_short", "name", "NAME", "name_en", "title"]),
            name_ar: text(&["name_ar"]),
            rank: number(&["rank", "scalerank", "wdb_level"]).map_or(9, |r| r.clamp(0.0, 255.0) as u8),
            population: number(&["population", "pop"]).filter(|p| *p > 0.0).map(|p| p as u64),
            countries,
            class: text(&["kind", "class", "label"]),
            reference: text(&["ref"]),
            views: views(properties),
            geometry,
        }
    }
}

impl LayerFeature {
    /// Is it a border that somebody disputes, or a line of control?
    pub fn is_disputed_border(&self) -> bool {
        self.class.as_deref().is_some_and(|c| !matches!(c, "international" | "lease"))
    }
}

/// The views of others, as Natural Earth has them.
fn views(properties: &Map<String, Value>) -> Vec<(String, String)> {
    let iso = properties.get("iso_view").and_then(Value::as_str).map(|what| ("ISO".to_owned(), what.to_owned()));
    let others = properties.get("pov").and_then(Value::as_object).into_iter().flatten();
    let others = others.filter_map(|(whose, what)| Some((whose.clone(), what.as_str()?.to_owned())));
    let mut views: Vec<(String, String)> = iso.into_iter().chain(others).collect();
    views.sort();
    views
}

/// Box around a geometry. Lines and rings may run on beyond ±180°; each part's own run is kept together.
pub(super) fn bounds(geometry: &Geometry<f64>) -> Extent {
    let (mut west, mut east, mut south, mut north) =
        (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY);
    for c in geometry.coords_iter() {
        west = west.min(c.x);
        east = east.max(c.x);
        south = south.min(c.y);
        north = north.max(c.y);
    }
    if west > east {
        return Extent { west_deg: 0.0, south_deg: 0.0, east_deg: 0.0, north_deg: 0.0 };
    }
    if east - west > 180.0 {
        // Parts on both sides of 180°: the box that leaves out the widest gap.
        let around = Extent::around(geometry.coords_iter().map(|c| LonLat::new(c.x, c.y)));
        return around.unwrap_or(Extent::WORLD);
    }
    Extent { west_deg: west, south_deg: south, east_deg: east, north_deg: north }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_for_what_they_hold() {
        for (name, role) in [
            ("countries", LayerRole::Country),
            ("Countries_110m", LayerRole::Country),
            ("lakes-50m", LayerRole::Lake),
            ("admin1", LayerRole::Admin1Area),
            ("admin1_lines_10m", LayerRole::Admin1Line),
            ("admin-0", LayerRole::Country),
            ("admin-1", LayerRole::Admin1Area),
            ("built_up", LayerRole::Settlement),
            ("sea names", LayerRole::SeaName),
        ] {
            assert_eq!(LayerRole::of_name(name), Some(role), "{name}");
        }
        assert_eq!(LayerRole::of_name("tracks"), None);
        assert_eq!(LayerRole::of_name("10m"), None);
    }
}
