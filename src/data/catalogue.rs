//! The base map: which layers there are, how good each is, and which suit a frame.
//!
//! Two packs are compiled in: north-west Syria in detail, which serves frames within 35–39° E, 34–38° N, and the world at three levels. Of either
//! only what a frame shows is read. Sources, licences and recipes: `geodata/SOURCES.md`.

use super::borders::{self, Borders, CountryName, LandBorder};
use super::layer::{Credit, Layer, LayerFeature, LayerRole};
use super::mosaic;
use super::pack::{LayerHead, Pack, PackError};
use super::relief::{self, Relief};
use crate::geographic::Extent;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

pub use super::borders::UnknownBorder;

const GLOBE: (&str, &str) = ("NOAA GLOBE", "public domain");
const ETOPO5: (&str, &str) = ("NOAA ETOPO5", "public domain");

/// Where the detailed pack and the heights are.
const NORTH_WEST_SYRIA: Extent = Extent { west_deg: 35.0, south_deg: 34.0, east_deg: 39.0, north_deg: 38.0 };

/// Packs that are compiled in.
const BUILTIN_PACKS: usize = 2;

/// A pack and those of its layers that were read whole.
struct Open {
    pack: Pack,
    whole: Vec<OnceLock<Arc<Layer>>>,
    /// What was found wrong with it on reading.
    damage: OnceLock<PackError>,
}

impl Open {
    fn new(pack: Pack) -> Self {
        let whole = pack.head.layers.iter().map(|_| OnceLock::new()).collect();
        Self { pack, whole, damage: OnceLock::new() }
    }

    fn builtin(bytes: &'static [u8]) -> Self {
        // The bytes are ours: if they can't be read the program is broken, and a test says so.
        Self::new(Pack::open(bytes).unwrap_or_else(|e| unreachable!("{e}")))
    }

    /// A layer's features in a window, or all. A damaged layer is empty, and the damage is kept to be told.
    fn read(&self, index: usize, window: Option<&Extent>) -> Arc<Layer> {
        let layer = self.pack.layer(index, window).unwrap_or_else(|damage| {
            let _ = self.damage.set(damage);
            self.pack.empty(index)
        });
        Arc::new(layer)
    }

    fn whole(&self, index: usize) -> &Layer {
        self.whole[index].get_or_init(|| self.read(index, None))
    }

    /// How much of a frame does it serve?
    fn service(&self, visible: &Extent, scale_denominator: f64) -> Service {
        let head = &self.pack.head;
        if head.largest_denominator.is_some_and(|largest| scale_denominator >= largest) {
            return Service::Nothing;
        }
        let extent = head.extent();
        match head.extent {
            Some(_) if within(visible, &extent) => Service::Whole,
            // What is only around some features has no edge that another map could begin at.
            Some(_) if head.is_declared && visible.intersects(&extent) && mosaic::can_be_cut(&extent) => {
                Service::Part(extent)
            }
            Some(_) => Service::Nothing,
            None => Service::Whole,
        }
    }
}

/// How much of a frame a pack serves.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Service {
    Whole,
    /// What lies in this extent.
    Part(Extent),
    Nothing,
}

/// The layers that figures are drawn with, in packs: what an earlier pack has of a role hides that of the later ones.
pub struct Catalogue {
    packs: Vec<Open>,
    relief: OnceLock<Arc<Relief>>,
}

/// Layers of a catalogue, not read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Suiting(Vec<Chosen>);

/// A layer that is drawn.
#[derive(Debug, Clone, PartialEq)]
struct Chosen {
    pack: usize,
    layer: usize,
    role: LayerRole,
    /// Its pack holds only there.
    only_in: Option<Extent>,
}

impl Catalogue {
    /// The built-in layers.
    pub fn builtin() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE.get_or_init(|| Self { packs: Self::builtin_packs().into_iter().collect(), relief: OnceLock::new() })
    }

    /// The built-in layers under these packs, the first of them on top. Layers are read when they are asked for: see [`Self::damage`].
    pub fn under(packs: Vec<Pack>) -> Self {
        let all = packs.into_iter().map(Open::new).chain(Self::builtin_packs());
        Self { packs: all.collect(), relief: OnceLock::new() }
    }

    /// What was found damaged so far: the index of the pack, and what is wrong. Whoever draws layers must ask, and must not show the picture then.
    pub fn damage(&self) -> impl Iterator<Item = (usize, &PackError)> {
        self.packs.iter().enumerate().filter_map(|(index, pack)| Some((index, pack.damage.get()?)))
    }

    fn builtin_packs() -> [Open; BUILTIN_PACKS] {
        [Open::builtin(sitmap_packs::IDLIB), Open::builtin(sitmap_packs::WORLD)]
    }

    /// Does the pack at this index serve a frame, or a part of it?
    pub fn serves(&self, index: usize, visible: &Extent, scale_denominator: f64) -> bool {
        self.packs.get(index).is_some_and(|pack| pack.service(visible, scale_denominator) != Service::Nothing)
    }

    /// How much of a frame the pack at this index serves. The built-in detailed pack serves a frame wholly or not: its roads would end amid the map.
    fn service(&self, index: usize, visible: &Extent, scale_denominator: f64) -> Service {
        let service = self.packs[index].service(visible, scale_denominator);
        let is_builtin = index + BUILTIN_PACKS >= self.packs.len();
        if is_builtin && matches!(service, Service::Part(_)) { Service::Nothing } else { service }
    }

    /// The layers that suit a frame: for each role those of the first pack that serves it, at the level for the scale. Before them those of packs that hold in a
    /// part of it.
    pub fn suiting(&self, visible: &Extent, scale_denominator: f64) -> Suiting {
        let mut roles = BTreeSet::new();
        let mut suiting = Vec::new();
        for (pack, open) in self.packs.iter().enumerate() {
            let only_in = match self.service(pack, visible, scale_denominator) {
                Service::Nothing => continue,
                Service::Part(extent) => Some(extent),
                Service::Whole => None,
            };
            let suits = |l: &LayerHead| {
                let can = only_in.is_none() || mosaic::can_share(l.role);
                can && l.suits(scale_denominator) && !roles.contains(&l.role)
            };
            let layers = open.pack.head.layers.iter().enumerate().filter(|(_, l)| suits(l));
            let of_pack: Vec<Chosen> = layers.map(|(layer, l)| Chosen { pack, layer, role: l.role, only_in }).collect();
            if only_in.is_none() {
                roles.extend(of_pack.iter().map(|chosen| chosen.role));
            }
            suiting.extend(of_pack);
        }
        Suiting(suiting)
    }

    /// Reads layers in a window. Outlines outside of it are coarse, and what can't be seen in it is left out.
    pub fn read(&self, suiting: &Suiting, window: &Extent) -> Vec<Arc<Layer>> {
        let mut layers: Vec<Arc<Layer>> = Vec::new();
        for (index, chosen) in suiting.0.iter().enumerate() {
            let mut layer = self.packs[chosen.pack].read(chosen.layer, Some(window));
            // Around the packs on top of it that have the same role and hold only in a part.
            for extent in better(&suiting.0[..index], chosen) {
                let same = suiting.0.iter().zip(&layers);
                let within = same.filter(|(other, _)| other.role == chosen.role && other.only_in == Some(extent));
                let within: Vec<&Layer> = within.map(|(_, l)| l.as_ref()).collect();
                layer = Arc::new(mosaic::outside(&layer, &extent, &within));
            }
            if let Some(extent) = chosen.only_in {
                layer = Arc::new(mosaic::inside(&layer, &extent));
            }
            layers.push(layer);
        }
        layers
    }

    /// Heights for a frame, if they are fine enough for its scale.
    pub fn relief_for(&self, visible: &Extent, scale_denominator: f64) -> Option<Arc<Relief>> {
        let credit = |(text, licence): (&str, &str)| Credit { text: text.to_owned(), licence: licence.to_owned() };
        // A cell must not be larger than about 3 mm on the page: 0.93 km in north-west Syria, 18 km in the world. On maps of the whole world it would be
        // a tenth of a millimetre, and only disturb.
        if (250_000.0..4.0e6).contains(&scale_denominator) && within(visible, &NORTH_WEST_SYRIA) {
            return Some(Arc::clone(self.relief.get_or_init(|| {
                let tiff = include_bytes!("../../geodata/idlib/relief.tif");
                Arc::new(Relief::from_tiff(tiff, 35.0, 38.0, 1.0 / 120.0, credit(GLOBE)))
            })));
        }
        (6.0e6..6.0e7).contains(&scale_denominator).then(|| Arc::new(relief::world::heights(visible, credit(ETOPO5))))
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
        let outside = |f: &&LayerFeature| !within(&f.bounds, &NORTH_WEST_SYRIA);
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
        let all = self.by_id("admin1_areas").features.iter().chain(&Self::divisions().features);
        all.into_iter().find(|f| f.name.as_deref().is_some_and(|n| bare(n) == wanted))
    }

    /// The first-level divisions of the world, simplified: to sum up by, and to find by name where there are no better ones.
    pub fn divisions() -> &'static Layer {
        static DIVISIONS: OnceLock<Arc<Layer>> = OnceLock::new();
        DIVISIONS.get_or_init(|| Open::builtin(sitmap_packs::ADMIN1).read(0, None))
    }

    /// The layer of this id.
    pub fn layer(&self, id: &str) -> Option<&Layer> {
        // Built-in ones go before those of a user's pack that happen to have the same name.
        self.packs.iter().rev().find_map(|open| open.pack.index(id).map(|index| open.whole(index)))
    }

    fn by_id(&self, id: &str) -> &Layer {
        // Ids are constants of this file; a test asks for each.
        self.layer(id).unwrap_or_else(|| unreachable!("no built-in layer {id}"))
    }
}

/// Where packs on top of a layer's have its role, each once.
fn better(before: &[Chosen], chosen: &Chosen) -> Vec<Extent> {
    let on_top = before.iter().filter(|c| c.role == chosen.role && c.pack != chosen.pack);
    let mut extents: Vec<Extent> = on_top.filter_map(|c| c.only_in).collect();
    extents.dedup();
    extents
}

fn within(inner: &Extent, outer: &Extent) -> bool {
    inner.west_deg >= outer.west_deg
        && inner.east_deg <= outer.east_deg
        && inner.south_deg >= outer.south_deg
        && inner.north_deg <= outer.north_deg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_unpacks_and_has_its_credit() {
        for layer in Catalogue::builtin().packs.iter().flat_map(|p| (0..p.whole.len()).map(|i| p.whole(i))) {
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
        let catalogue = Catalogue::builtin();
        let ids = |extent: Extent, scale: f64| {
            let mut ids: Vec<_> =
                catalogue.read(&catalogue.suiting(&extent, scale), &extent).iter().map(|l| l.id.clone()).collect();
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
