//! Land borders of the world, one for every two neighbours: the best line that is built in, part by part.
//!
//! OpenStreetMap's line of 2017; Natural Earth's where that has a gap; in the detailed pack, OpenStreetMap's line of 2026. Each part
//! knows which line it is, how far that may be off, what kind of border it is said to be, and how far away Natural Earth draws it
//! where the two disagree. All of that is measured by `geodata/recipes/world/80_land_borders.py`, not written by hand.
//!
//! The lines are compiled in as one block of LZMA a pair (2.0 MB for 822,000 vertices), and only the pairs that are asked for are
//! unpacked, by the pure-Rust decoder that the base map uses already. As one file under xz they would be no smaller (1.95 MB), and would have
//! to be unpacked whole.

mod areas;
mod codes;
mod find;
mod names;
mod unpack;

pub use areas::{CountryArea, DisputedArea};
pub use codes::CountryName;
pub use find::{UnknownBorder, find};
pub use names::names_in;

use super::layer::{Credit, Layer, LayerFeature, LayerRole};
use crate::geographic::{Extent, LonLat, turn_deg};
use serde_json::{Map, json};
use std::io::Read;
use std::sync::OnceLock;

/// A line that borders are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BorderLayer {
    /// Stable name.
    pub id: &'static str,
    /// Name and year for a reader.
    pub name: &'static str,
    /// Whom it is owed to.
    pub credit: &'static str,
    /// The licence's name.
    pub licence: &'static str,
    /// Year of its data.
    pub as_of: &'static str,
}

/// The world's.
pub static OSM_2017: BorderLayer = BorderLayer {
    id: "borders_osm",
    name: "OpenStreetMap 2017",
    credit: "© OpenStreetMap contributors",
    licence: "ODbL 1.0",
    as_of: "2017",
};
/// Where that has gaps.
pub static NATURAL_EARTH: BorderLayer = BorderLayer {
    id: "borders_10m",
    name: "Natural Earth 2022",
    credit: "Made with Natural Earth",
    licence: "public domain",
    as_of: "2022",
};
/// In the detailed pack.
pub static OSM_2026: BorderLayer = BorderLayer {
    id: "border_tr_sy",
    name: "OpenStreetMap 2026",
    credit: "© OpenStreetMap contributors",
    licence: "ODbL 1.0",
    as_of: "2026",
};

/// Two independent detailed lines of the border of Türkiye and Syria differ by up to so much, metres.
const DETAILED_M: f64 = 300.0;

impl BorderLayer {
    /// The layer of a name.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        [&OSM_2017, &NATURAL_EARTH, &OSM_2026].into_iter().find(|l| l.id == id)
    }

    /// The same as a layer without features, for its credit.
    pub fn as_layer(&self) -> &'static Layer {
        static LAYERS: OnceLock<Vec<Layer>> = OnceLock::new();
        let bare = |l: &Self| Layer {
            id: l.id.to_owned(),
            role: LayerRole::Border,
            credit: Credit { text: l.credit.to_owned(), licence: l.licence.to_owned() },
            accuracy_m: None,
            as_of: Some(l.as_of.to_owned()),
            schematic: false,
            features: Vec::new(),
        };
        let all = LAYERS.get_or_init(|| vec![bare(&OSM_2017), bare(&NATURAL_EARTH), bare(&OSM_2026)]);
        all.iter().find(|l| l.id == self.id).unwrap_or(&all[0])
    }
}

/// A part of a border.
#[derive(Debug, Clone, PartialEq)]
pub struct BorderPart {
    /// Its vertices, the first country of the pair on the left.
    pub line: Vec<LonLat>,
    /// Which line it is taken from.
    pub layer: &'static BorderLayer,
    /// It may be off by so much, metres.
    pub accuracy_m: f64,
    /// `international`, `disputed`, `line_of_control`, `indefinite`, … as Natural Earth classes the line beside it.
    pub kind: &'static str,
    /// Natural Earth draws it elsewhere, up to so far away, metres.
    pub differs_m: Option<f64>,
}

/// The border of two countries.
#[derive(Debug)]
pub struct LandBorder {
    /// Both codes, in alphabetical order: ISO 3166 alpha-3, `XKX` for Kosovo.
    pub countries: [&'static str; 2],
    /// Its parts.
    pub parts: Vec<BorderPart>,
    /// The same as a layer for drawing and for credits.
    pub layer: Layer,
}

impl LandBorder {
    /// `SYR/TUR`.
    pub fn name(&self) -> String {
        self.countries.join("/")
    }
}

/// A row of the index.
#[derive(Debug)]
struct Entry {
    countries: [&'static str; 2],
    block: std::ops::Range<usize>,
    bounds: Extent,
    unpacked: OnceLock<LandBorder>,
}

/// All built-in borders.
#[derive(Debug)]
pub struct Borders {
    entries: Vec<Entry>,
    /// Those that are the first of their line: not the same under another code.
    primary: Vec<usize>,
}

static INDEX: &str = include_str!("../../../geodata/world/land_borders.tsv");
static BLOCKS: &[u8] = include_bytes!("../../../geodata/world/land_borders.bin");
/// `geodata/border_tr_sy.geojson`, packed.
static DETAILED: &[u8] = include_bytes!("../../../geodata/world/border_tr_sy.geojson.gz");
/// The pair that the detailed line is of.
const DETAILED_PAIR: [&str; 2] = ["SYR", "TUR"];

impl Borders {
    /// The built-in borders.
    pub fn builtin() -> &'static Self {
        static BORDERS: OnceLock<Borders> = OnceLock::new();
        // Rows that can't be read are left out; a test counts them.
        BORDERS.get_or_init(|| {
            let entries: Vec<Entry> = INDEX.lines().skip(1).filter_map(entry).collect();
            let fresh = |i: &usize| entries[..*i].iter().all(|e| e.block != entries[*i].block);
            let primary = (0..entries.len()).filter(fresh).collect();
            Self { entries, primary }
        })
    }

    /// The border of two codes in either order.
    pub fn of(&self, a: &str, b: &str) -> Option<&LandBorder> {
        let entry = self.entries.iter().find(|e| e.countries == [a, b] || e.countries == [b, a])?;
        Some(entry.border())
    }

    /// All borders of a country, in the order of their names. A pair that is the same line under another code counts once.
    pub fn of_country(&self, code: &str) -> Vec<&LandBorder> {
        self.primary().filter(|e| e.countries.contains(&code)).map(Entry::border).collect()
    }

    /// Borders that may run within a distance (in degrees of latitude) of a place.
    pub fn near(&self, place: LonLat, reach_deg: f64) -> Vec<&LandBorder> {
        let wide_deg = (reach_deg / libm::cos(place.lat_deg.to_radians()).max(0.01)).min(180.0);
        let around = |b: &Extent| {
            (b.south_deg - reach_deg..=b.north_deg + reach_deg).contains(&place.lat_deg)
                && turn_deg(place.lon_deg - b.west_deg + wide_deg) <= b.width_deg() + 2.0 * wide_deg
        };
        self.primary().filter(|e| around(&e.bounds)).map(Entry::border).collect()
    }

    /// Names of all borders, `AFG/CHN` …
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.entries.iter().map(|e| e.countries.join("/")).collect();
        names.sort_unstable();
        names
    }

    /// Codes of all countries that have a border.
    pub fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<&'static str> = self.entries.iter().flat_map(|e| e.countries).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    /// Codes of a country's neighbours.
    pub fn neighbours(&self, code: &str) -> Vec<&'static str> {
        let others = self.entries.iter().filter(|e| e.countries.contains(&code));
        let mut codes: Vec<&str> =
            others.map(|e| if e.countries[0] == code { e.countries[1] } else { e.countries[0] }).collect();
        codes.sort_unstable();
        codes
    }

    /// Entries that are no alias: those stand last.
    fn primary(&self) -> impl Iterator<Item = &Entry> {
        self.primary.iter().map(|&i| &self.entries[i])
    }
}

/// A row: codes, offset and length of the block, box.
fn entry(row: &'static str) -> Option<Entry> {
    let mut cells = row.split('\t');
    let countries = [cells.next()?, cells.next()?];
    let mut number = || cells.next()?.parse::<f64>().ok();
    let (at, length) = (number()? as usize, number()? as usize);
    let bounds = Extent { west_deg: number()?, south_deg: number()?, east_deg: number()?, north_deg: number()? };
    let bounds = if countries == DETAILED_PAIR { Extent { west_deg: 35.9, south_deg: 35.8, ..bounds } } else { bounds };
    Some(Entry { countries, block: at..at + length, bounds, unpacked: OnceLock::new() })
}

impl Entry {
    fn border(&self) -> &LandBorder {
        self.unpacked.get_or_init(|| {
            let mut parts = if self.countries == DETAILED_PAIR { detailed() } else { Vec::new() };
            parts.extend(unpack::parts(BLOCKS.get(self.block.clone()).unwrap_or_default()));
            LandBorder { countries: self.countries, layer: layer(self.countries, &parts), parts }
        })
    }
}

/// The detailed line of the pack. It runs west, Syria on its left.
fn detailed() -> Vec<BorderPart> {
    let mut text = Vec::new();
    let unpacked = flate2::read::GzDecoder::new(DETAILED).read_to_end(&mut text);
    let collection = unpacked.ok().and_then(|_| serde_json::from_slice::<geojson::FeatureCollection>(&text).ok());
    let Some(collection) = collection else { return Vec::new() };
    let geometries = collection.features.into_iter().filter_map(|f| geo::Geometry::try_from(f.geometry?).ok());
    geometries
        .flat_map(|g| super::geometry::lines(&g))
        .map(|line| BorderPart {
            line,
            layer: &OSM_2026,
            accuracy_m: DETAILED_M,
            kind: "international",
            differs_m: None,
        })
        .collect()
}

fn layer(countries: [&'static str; 2], parts: &[BorderPart]) -> Layer {
    let best = parts.first().map_or(&OSM_2017, |p| p.layer);
    let features = parts.iter().map(|part| {
        let line: geo::LineString<f64> = part.line.iter().map(|p| (p.lon_deg, p.lat_deg)).collect();
        let mut properties = Map::new();
        properties.insert("kind".to_owned(), json!(part.kind));
        properties.insert("left".to_owned(), json!(countries[0]));
        properties.insert("right".to_owned(), json!(countries[1]));
        LayerFeature::new(geo::Geometry::LineString(line), &properties)
    });
    Layer {
        id: if best == &OSM_2026 { best.id.to_owned() } else { format!("{}:{}", best.id, countries.join("/")) },
        role: LayerRole::Border,
        credit: Credit { text: best.credit.to_owned(), licence: best.licence.to_owned() },
        accuracy_m: parts.iter().map(|p| p.accuracy_m).reduce(f64::max),
        as_of: Some(best.as_of.to_owned()),
        schematic: false,
        features: features.collect(),
    }
}

#[cfg(test)]
mod tests;
