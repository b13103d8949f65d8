//! Which country a place may lie in: Natural Earth's countries as blocks that are unpacked when a place falls in their box, and
//! the areas where OpenStreetMap has another country than Natural Earth.
//!
//! Natural Earth draws who holds the ground, about 1 km off; codes are ISO's. How both are made stands in
//! `geodata/recipes/world/85_country_areas.py`.

use super::unpack;
use crate::geographic::{Extent, LonLat};
use std::ops::Range;
use std::sync::OnceLock;

static INDEX: &str = include_str!("../../../geodata/world/country_areas.tsv");
static BLOCKS: &[u8] = include_bytes!("../../../geodata/world/country_areas.bin");
static DISPUTED: &[u8] = include_bytes!("../../../geodata/world/disputed_areas.geojson.xz");

/// Polygons of one country. A place inside an odd number of the rings is inside.
#[derive(Debug)]
pub struct CountryArea {
    /// ISO 3166 alpha-3, `XKX` for Kosovo; `None`: an area without a code, or with a different one in each view.
    pub country: Option<&'static str>,
    /// Box around it.
    pub bounds: Extent,
    block: Range<usize>,
    rings: OnceLock<Vec<Vec<LonLat>>>,
}

impl CountryArea {
    /// All built-in areas.
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<CountryArea>> = OnceLock::new();
        ALL.get_or_init(|| INDEX.lines().skip(1).filter_map(row).collect())
    }

    /// Its rings, exteriors and holes alike, not closed.
    pub fn rings(&self) -> &[Vec<LonLat>] {
        self.rings.get_or_init(|| unpack::rings(BLOCKS.get(self.block.clone()).unwrap_or_default()))
    }
}

fn row(line: &'static str) -> Option<CountryArea> {
    let (country, rest) = line.split_once('\t')?;
    let n: Vec<f64> = rest.split('\t').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [at, length, west_deg, south_deg, east_deg, north_deg] = n[..] else { return None };
    Some(CountryArea {
        country: (country != "-").then_some(country),
        bounds: Extent { west_deg, south_deg, east_deg, north_deg },
        block: at as usize..(at + length) as usize,
        rings: OnceLock::new(),
    })
}

/// Where two maps put a place in different countries.
#[derive(Debug)]
pub struct DisputedArea {
    /// The country that OpenStreetMap (2017) has.
    pub openstreetmap: String,
    /// The country that Natural Earth has; `None`: none.
    pub natural_earth: Option<String>,
    /// Its polygon: rings, exterior first.
    pub rings: Vec<Vec<LonLat>>,
    /// Box around it.
    pub bounds: Extent,
}

impl DisputedArea {
    /// All of them.
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<DisputedArea>> = OnceLock::new();
        ALL.get_or_init(|| {
            let mut text = Vec::new();
            let unpacked = lzma_rs::xz_decompress(&mut std::io::Cursor::new(DISPUTED), &mut text);
            let read = unpacked.ok().map(|()| serde_json::from_slice::<geojson::FeatureCollection>(&text));
            let read = read.and_then(Result::ok);
            read.map(|c| c.features.into_iter().flat_map(disputed).collect()).unwrap_or_default()
        })
    }
}

fn disputed(feature: geojson::Feature) -> Vec<DisputedArea> {
    let text = |key: &str| feature.property(key).and_then(|v| v.as_str()).map(str::to_owned);
    let (Some(openstreetmap), natural_earth) = (text("openstreetmap"), text("natural_earth")) else {
        return Vec::new();
    };
    let Some(geometry) = feature.geometry.and_then(|g| geo::Geometry::<f64>::try_from(g).ok()) else {
        return Vec::new();
    };
    let areas = crate::data::geometry::polygons(&geometry).into_iter();
    areas
        .filter_map(|rings| {
            let bounds = Extent::around(rings.iter().flatten().copied())?;
            let (openstreetmap, natural_earth) = (openstreetmap.clone(), natural_earth.clone());
            Some(DisputedArea { openstreetmap, natural_earth, rings, bounds })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_unpacks_within_its_box() {
        let mut vertices = 0;
        for area in CountryArea::all() {
            assert!(!area.rings().is_empty(), "{:?}", area.country);
            for place in area.rings().iter().flatten() {
                assert!(area.bounds.contains(*place), "{:?} {place:?}", area.country);
                vertices += 1;
            }
        }
        assert_eq!(CountryArea::all().len(), INDEX.lines().count() - 1);
        assert!(vertices > 500_000, "{vertices}");
    }

    #[test]
    fn disputed_areas_name_both() {
        let areas = DisputedArea::all();
        let crimea = areas.iter().find(|a| a.bounds.contains(LonLat::new(34.1, 45.0))).unwrap();
        assert_eq!((crimea.openstreetmap.as_str(), crimea.natural_earth.as_deref()), ("UKR", Some("RUS")));
        assert!(areas.len() > 40 && areas.iter().all(|a| Some(&a.openstreetmap) != a.natural_earth.as_ref()));
    }
}
