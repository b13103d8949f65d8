//! The built-in base map: which layers there are, how good each is, and which suit a frame.
//!
//! The detailed layers of north-west Syria are a pack that is valid within 35–39° E, 34–38° N; everywhere else the
//! layers of the world serve, at the level that suits the scale. All bytes are compiled in; a layer is unpacked when it is first
//! asked for. Sources, licences and recipes: `geodata/SOURCES.md`.

use super::borders::{self, Borders, CountryName, LandBorder};
use super::layer::{Credit, Layer, LayerFeature, LayerRole};
use super::relief::Relief;
use crate::geographic::Extent;
use std::sync::OnceLock;

pub use super::borders::UnknownBorder;

/// Bytes of a layer as compiled in.
enum Packed {
    /// GeoJSON.
    Plain(&'static [u8]),
    /// GeoJSON under xz.
    Xz(&'static [u8]),
}

/// A layer before it is unpacked.
struct Entry {
    id: &'static str,
    role: LayerRole,
    bytes: Packed,
    credit: (&'static str, &'static str),
    /// How far off its lines may be, metres, and the year of its data, where something is measured to it.
    accuracy: Option<(f64, &'static str)>,
    schematic: bool,
    /// Serves frames in this pack (`true`) or anywhere (`false`).
    idlib: bool,
    /// Scale denominators that it is drawn at: from, up to.
    scales: (f64, f64),
    layer: OnceLock<Layer>,
}

const OSM: (&str, &str) = ("© OpenStreetMap contributors", "ODbL 1.0");
const NATURAL_EARTH: (&str, &str) = ("Made with Natural Earth", "public domain");
const GSHHG: (&str, &str) = ("GSHHG 2.3.7 / WDB II", "LGPL-3.0-or-later");
const GEONAMES: (&str, &str) = ("GeoNames, CC BY 4.0", "CC BY 4.0");
const GHS: (&str, &str) = ("European Commission, JRC, GHS-WUP-DEGURBA R2025A", "CC BY 4.0");
const GLOBE: (&str, &str) = ("NOAA GLOBE", "public domain");
/// Our own work: no credit line.
const OWN: (&str, &str) = ("", "MIT OR Apache-2.0");
const ANY: (f64, f64) = (0.0, f64::INFINITY);
const LARGE: (f64, f64) = (0.0, 1.0e7);
const MEDIUM: (f64, f64) = (1.0e7, 5.0e7);
const SMALL: (f64, f64) = (5.0e7, f64::INFINITY);

/// Where the pack is valid.
const IDLIB_PACK: Extent = Extent { west_deg: 35.0, south_deg: 34.0, east_deg: 39.0, north_deg: 38.0 };

impl Entry {
    const fn new(id: &'static str, role: LayerRole, bytes: Packed, credit: (&'static str, &'static str)) -> Self {
        Self {
            id,
            role,
            bytes,
            credit,
            accuracy: None,
            schematic: false,
            idlib: false,
            scales: ANY,
            layer: OnceLock::new(),
        }
    }
    const fn of_idlib(mut self) -> Self {
        self.idlib = true;
        self
    }
    const fn accuracy(mut self, metres: f64, as_of: &'static str) -> Self {
        self.accuracy = Some((metres, as_of));
        self
    }
    const fn at(mut self, scales: (f64, f64)) -> Self {
        self.scales = scales;
        self
    }
    const fn only_schematic(mut self) -> Self {
        self.schematic = true;
        self
    }

    fn layer(&self) -> &Layer {
        self.layer.get_or_init(|| Layer {
            id: self.id.to_owned(),
            role: self.role,
            credit: Credit { text: self.credit.0.to_owned(), licence: self.credit.1.to_owned() },
            accuracy_m: self.accuracy.map(|a| a.0),
            as_of: self.accuracy.map(|a| a.1.to_owned()),
            schematic: self.schematic,
            features: features(&self.bytes),
        })
    }
}

macro_rules! idlib {
    ($name:literal) => {
        Packed::Plain(include_bytes!(concat!("../../geodata/idlib/", $name, ".geojson")))
    };
}
macro_rules! world {
    ($name:literal) => {
        Packed::Xz(include_bytes!(concat!("../../geodata/world/", $name, ".geojson.xz")))
    };
}

/// The built-in layers.
pub struct Catalogue {
    entries: Vec<Entry>,
    relief: OnceLock<Relief>,
}

impl Catalogue {
    /// The built-in layers.
    pub fn builtin() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self { entries: entries(), relief: OnceLock::new() })
    }

    /// The layers that suit a frame, in no order: for each role the pack's if the frame lies in it, else the world's
    /// at the level for the scale.
    pub fn layers_for(&self, visible: &Extent, scale_denominator: f64) -> Vec<&Layer> {
        let in_pack = within(visible, &IDLIB_PACK) && scale_denominator < 4.0e6;
        let suits = |e: &&Entry| e.idlib == in_pack && (e.scales.0..e.scales.1).contains(&scale_denominator);
        let suiting: Vec<&Entry> = self.entries.iter().filter(suits).collect();
        // Unpacked side by side, each once; what they hold doesn't depend on the order.
        std::thread::scope(|scope| {
            for entry in suiting.iter().filter(|e| e.layer.get().is_none()) {
                scope.spawn(|| entry.layer());
            }
        });
        suiting.into_iter().map(Entry::layer).collect()
    }

    /// Heights for a frame, if they are fine enough for its scale.
    pub fn relief_for(&self, visible: &Extent, scale_denominator: f64) -> Option<&Relief> {
        // A cell of 0.93 km must not be larger than about 3 mm.
        let fine = (250_000.0..4.0e6).contains(&scale_denominator);
        (fine && within(visible, &IDLIB_PACK)).then(|| {
            self.relief.get_or_init(|| {
                let credit = Credit { text: GLOBE.0.to_owned(), licence: GLOBE.1.to_owned() };
                Relief::from_tiff(include_bytes!("../../geodata/idlib/relief.tif"), 35.0, 38.0, 1.0 / 120.0, credit)
            })
        })
    }

    /// The layer of a built-in border, by its name; see [`Catalogue::land_border`].
    ///
    /// # Errors
    /// No border of this name; near names are offered.
    pub fn border(&self, name: &str) -> Result<&'static Layer, UnknownBorder> {
        self.land_border(name).map(|border| &border.layer)
    }

    /// The built-in border of two countries: `TUR/SYR`, `tr-sy`, `Türkiye/Syria`, `turkey-syria`, in either order.
    ///
    /// ```
    /// use sitmap::data::catalogue::Catalogue;
    /// let border = Catalogue::builtin().land_border("Ukraine/Russia")?;
    /// assert_eq!(border.name(), "RUS/UKR");
    /// # Ok::<(), sitmap::data::catalogue::UnknownBorder>(())
    /// ```
    ///
    /// # Errors
    /// No border of this name; near names are offered.
    pub fn land_border(&self, name: &str) -> Result<&'static LandBorder, UnknownBorder> {
        borders::find(name)
    }

    /// Names of the built-in borders.
    pub fn border_names(&self) -> Vec<String> {
        Borders::builtin().names()
    }

    /// The countries of the world at the middle level.
    pub fn countries(&self) -> &Layer {
        self.by_id("countries_50m")
    }

    /// The countries of the world for a locator.
    pub fn countries_for_locator(&self, width_deg: f64) -> &Layer {
        self.by_id(if width_deg > 60.0 { "countries_110m" } else { "countries_50m" })
    }

    /// The country of a code or an English name, at the middle level.
    pub fn country(&self, name: &str) -> Option<&LayerFeature> {
        let known = CountryName::find(name)?;
        let is = |f: &&LayerFeature| f.countries.iter().any(|c| c == known.alpha3);
        self.countries().features.iter().find(is)
    }

    /// Towns: the detailed pack's, and the world's outside of it.
    pub fn places(&self) -> impl Iterator<Item = &LayerFeature> {
        let outside = |f: &&LayerFeature| !within(&f.bounds, &IDLIB_PACK);
        self.by_id("places").features.iter().chain(self.by_id("places_main").features.iter().filter(outside))
    }

    /// The credit of the towns.
    pub fn places_credit(&self) -> &Credit {
        &self.by_id("places_main").credit
    }

    /// The first-level division of this name.
    pub fn admin1_area(&self, name: &str) -> Option<&LayerFeature> {
        let bare = |n: &str| n.to_lowercase().replace(" governorate", "").replace(" province", "");
        let wanted = bare(name);
        self.by_id("admin1_areas").features.iter().find(|f| f.name.as_deref().is_some_and(|n| bare(n) == wanted))
    }

    /// The layer of this id.
    pub fn layer(&self, id: &str) -> Option<&Layer> {
        self.entries.iter().find(|e| e.id == id).map(Entry::layer)
    }

    fn by_id(&self, id: &str) -> &Layer {
        // Ids are constants of this file; a test asks for each.
        self.entries.iter().find(|e| e.id == id).map_or_else(|| unreachable!("no built-in layer {id}"), Entry::layer)
    }
}

fn within(inner: &Extent, outer: &Extent) -> bool {
    inner.west_deg >= outer.west_deg
        && inner.east_deg <= outer.east_deg
        && inner.south_deg >= outer.south_deg
        && inner.north_deg <= outer.north_deg
}

fn entries() -> Vec<Entry> {
    use LayerRole::{
        Admin1Area, Admin1Line, Border, Coastline, Country, Lake, Place, River, Road, Sea, SeaName, Settlement,
    };
    vec![
        Entry::new("countries", Country, idlib!("countries"), OSM).of_idlib(),
        Entry::new("borders", Border, idlib!("borders"), OSM).of_idlib(),
        Entry::new("sea", Sea, idlib!("sea"), OSM).of_idlib(),
        Entry::new("coastline", Coastline, idlib!("coastline"), OSM).of_idlib(),
        Entry::new("lakes", Lake, idlib!("lakes"), OSM).of_idlib(),
        Entry::new("rivers", River, idlib!("rivers"), GSHHG).of_idlib(),
        Entry::new("admin1_areas", Admin1Area, idlib!("admin1_areas"), NATURAL_EARTH)
            .of_idlib()
            .accuracy(1_300.0, "2022"),
        Entry::new("admin1_lines", Admin1Line, idlib!("admin1_lines"), NATURAL_EARTH).of_idlib(),
        Entry::new("built_up", Settlement, idlib!("built_up"), GHS).of_idlib(),
        Entry::new("roads", Road, idlib!("roads"), GEONAMES).of_idlib().only_schematic(),
        Entry::new("places", Place, idlib!("places"), GEONAMES).of_idlib(),
        Entry::new("countries_110m", Country, world!("countries_110m"), NATURAL_EARTH).at(SMALL),
        Entry::new("countries_50m", Country, world!("countries_50m"), NATURAL_EARTH).at(MEDIUM),
        Entry::new("countries_10m", Country, world!("countries_10m"), NATURAL_EARTH).at(LARGE),
        Entry::new("borders_110m", Border, world!("borders_110m"), NATURAL_EARTH).at(SMALL),
        Entry::new("borders_50m", Border, world!("borders_50m"), NATURAL_EARTH).at(MEDIUM),
        Entry::new("borders_10m", Border, world!("borders_10m"), NATURAL_EARTH).at(LARGE),
        Entry::new("lakes_110m", Lake, world!("lakes_110m"), NATURAL_EARTH).at(SMALL),
        Entry::new("lakes_50m", Lake, world!("lakes_50m"), NATURAL_EARTH).at(MEDIUM),
        Entry::new("lakes_10m", Lake, world!("lakes_10m"), NATURAL_EARTH).at(LARGE),
        Entry::new("rivers_50m", River, world!("rivers_50m"), NATURAL_EARTH).at(MEDIUM),
        Entry::new("rivers_10m", River, world!("rivers_10m"), NATURAL_EARTH).at(LARGE),
        Entry::new("admin1_lines_50m", Admin1Line, world!("admin1_lines_50m"), NATURAL_EARTH).at(MEDIUM),
        Entry::new("admin1_lines_10m", Admin1Line, world!("admin1_lines_10m"), NATURAL_EARTH).at(LARGE),
        Entry::new("seas", SeaName, Packed::Plain(include_bytes!("../../geodata/world/seas.geojson")), OWN),
        Entry::new("places_main", Place, world!("places_main"), GEONAMES),
    ]
}

/// Unpacks and reads a layer. The bytes are ours: if they can't be read the program is broken, and a test says so.
fn features(bytes: &Packed) -> Vec<LayerFeature> {
    let text: std::borrow::Cow<'_, [u8]> = match bytes {
        Packed::Plain(plain) => (*plain).into(),
        Packed::Xz(packed) => {
            let mut out = Vec::new();
            if lzma_rs::xz_decompress(&mut std::io::Cursor::new(packed), &mut out).is_err() {
                out.clear();
            }
            out.into()
        }
    };
    let Ok(collection) = serde_json::from_slice::<geojson::FeatureCollection>(&text) else { return Vec::new() };
    let features = collection.features.into_iter();
    features
        .filter_map(|f| {
            let geometry = geo::Geometry::<f64>::try_from(f.geometry?).ok()?;
            let mut feature = LayerFeature::new(geometry, &f.properties.unwrap_or_default());
            // The country's own and the UN's spelling since 2022; this edition of Natural Earth is older.
            if feature.name.as_deref() == Some("Turkey") {
                feature.name = Some("Türkiye".to_owned());
            }
            Some(feature)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_unpacks_and_has_its_credit() {
        for entry in &Catalogue::builtin().entries {
            let layer = entry.layer();
            assert!(!layer.features.is_empty(), "{}", layer.id);
            assert!(
                (layer.id == "seas") == layer.credit.text.is_empty() && !layer.credit.licence.is_empty(),
                "{}",
                layer.id
            );
        }
    }

    #[test]
    fn layers_suit_the_frame() {
        let ids = |extent: Extent, scale: f64| {
            let mut ids: Vec<_> =
                Catalogue::builtin().layers_for(&extent, scale).iter().map(|l| l.id.clone()).collect();
            ids.sort();
            ids.join(" ")
        };
        assert!(ids(Extent::new(36.2, 35.8, 36.9, 36.3), 5e5).contains("built_up"));
        assert_eq!(
            ids(Extent::new(21.0, 8.0, 39.0, 23.0), 9e6),
            "admin1_lines_10m borders_10m countries_10m lakes_10m places_main rivers_10m seas"
        );
        assert_eq!(ids(Extent::WORLD, 2e8), "borders_110m countries_110m lakes_110m places_main seas");
    }

    #[test]
    fn unknown_borders_offer_near_names() {
        let fault = Catalogue::builtin().border("turkey-siria").unwrap_err();
        assert!(fault.near.contains(&"turkey-syria".to_owned()));
        assert_eq!(Catalogue::builtin().border("TUR/SYR").unwrap().id, "border_tr_sy");
    }

    #[test]
    fn divisions_know_the_country_that_the_borders_know() {
        let idlib = Catalogue::builtin().admin1_area("Idlib").unwrap();
        assert_eq!(idlib.countries, ["SYR"]);
    }
}
