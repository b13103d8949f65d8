//! The map panel: what is drawn on the frame, and where each text and box on it stands.
//!
//! The order of taking places follows the reader's order: symbols and measured lines, furniture that must stand in a
//! corner, the incidents' names, callouts and tray, rings, names of the user's own layers, of countries and seas, of
//! cities, of divisions, of towns.

pub mod annotations;
mod area_names;
pub mod beyond;
pub mod cells;
pub mod clusters;
mod furniture;
pub mod graticule;
pub mod ground;
pub mod isolines;
mod land;
mod layer_names;
pub mod measured;
pub mod names;
pub mod north_arrow;
mod place_names;
pub mod plates;
pub mod river_names;
pub mod room;
pub mod scale_bar;
mod shields;
pub mod symbols;
mod texts;
mod towns;
mod trays;

use super::frame::MapFrame;
use super::label::{LabelTrace, Obstacles, PlacedLabel, Unplaced, WaterMask};
use super::page::UserLayer;
use super::typesetter::Typesetter;
use crate::aggregate::SummedEvents;
use crate::color::Color;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::Incident;
use crate::data::layer::{Layer, LayerFeature, LayerRole};
use crate::geographic::LonLat;
use crate::spec::{Annotation, Callout, Figure};
use annotations::PlacedAnnotation;
use beyond::Pointer;
use cells::MapCells;
use graticule::Graticule;
use kurbo::{Point, Rect};
use measured::{MeasuredDistance, MeasuredLine, Ring};
use north_arrow::NorthArrow;
use plates::{PlacedCallout, PlacedTray};
use scale_bar::ScaleBar;
use std::sync::Arc;
use symbols::{SizeScale, Symbol};
use towns::Town;

/// What an incident's place looks like beside its symbol.
#[derive(Debug, Clone)]
pub enum IncidentGround {
    /// Somewhere within this circle.
    Disc { incident: usize, circle: Vec<LonLat>, center: Point, color: Color },
    /// Somewhere in this direction.
    Sector { incident: usize, outline: Vec<LonLat>, vertex: Point, color: Color },
    /// Somewhere in this area; `within`: the rings, on the page, of the country it is a division of. Its outline and
    /// the country's come from different sources: the border that the map shows is the one that counts.
    Area { incident: usize, rings: Vec<Vec<LonLat>>, within: Vec<Vec<Point>>, color: Color },
}

/// Which text a placed label is: it decides the group that it is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// Countries, divisions, seas.
    Area,
    /// Rivers.
    River,
    /// Towns.
    Town,
    /// Places of incidents.
    Place,
    /// Radii of rings.
    Ring,
    /// Values of measured lines that stand beside them.
    Measured,
    /// Names in the user's own layers.
    Layer,
    /// Words written by hand.
    Annotation,
}

/// A text on the map: placed or not.
#[derive(Debug, Clone)]
pub struct MapLabel {
    /// What it is.
    pub kind: LabelKind,
    /// As the reader sees it.
    pub text: String,
    /// Its place.
    pub placed: Option<PlacedLabel>,
    /// Why it has none.
    pub unplaced: Option<Unplaced>,
    /// The incident whose place it names.
    pub incident: Option<usize>,
    /// The name that it stands for, if it is a number that the key explains.
    pub stands_for: Option<String>,
}

impl MapLabel {
    /// A text that found no place, and why.
    pub fn without_place(kind: LabelKind, text: String, reason: &str) -> Self {
        let unplaced = Unplaced { id: text.clone(), reason: reason.to_owned(), required: false };
        Self { unplaced: Some(unplaced), ..Self::new(kind, text, None) }
    }

    /// A text with its place, if it found one.
    pub fn new(kind: LabelKind, text: String, placed: Option<PlacedLabel>) -> Self {
        Self { kind, text, placed, unplaced: None, incident: None, stands_for: None }
    }
}

/// A road's number on the map.
#[derive(Debug, Clone)]
pub struct Shield {
    /// Box of the shield.
    pub rect: Rect,
    /// The number.
    pub text: super::label::PlacedLine,
}

/// Everything on the map.
#[derive(Debug)]
pub struct MapPanel {
    /// The frame.
    pub frame: MapFrame,
    /// Base layers that are drawn, by role.
    pub layers: Vec<Arc<Layer>>,
    /// ISO codes of the countries that the incidents lie in.
    pub of_interest: Vec<String>,
    /// Meridians and parallels.
    pub graticule: Graticule,
    /// Areas, sectors and discs of incidents.
    pub incident_ground: Vec<IncidentGround>,
    /// Cells that incidents are summed up in.
    pub cells: Option<MapCells>,
    /// Point symbols, largest first.
    pub symbols: Vec<Symbol>,
    /// Numbers beside symbols: number, colour, middle.
    pub numbers: Vec<(usize, Color, Point)>,
    /// Size scale of the symbols.
    pub scale: SizeScale,
    /// Measured lines.
    pub measured: Vec<MeasuredLine>,
    /// Rings.
    pub rings: Vec<Ring>,
    /// Towns that are shown.
    pub towns: Vec<Town>,
    /// Texts.
    pub labels: Vec<MapLabel>,
    /// Road numbers.
    pub shields: Vec<Shield>,
    /// Callouts.
    pub callouts: Vec<PlacedCallout>,
    /// What is drawn by hand.
    pub annotations: Vec<PlacedAnnotation>,
    /// The trays.
    pub trays: Vec<PlacedTray>,
    /// Arrows to places beyond the frame.
    pub pointers: Vec<Pointer>,
    /// The scale bar.
    pub scale_bar: Option<ScaleBar>,
    /// Where north is, on a map that is turned.
    pub north_arrow: Option<NorthArrow>,
    /// What the label engine weighed.
    pub label_trace: LabelTrace,
    /// What could not be placed and why, beside labels.
    pub left_out: Vec<String>,
}

/// What the map is made of.
pub struct MapInput<'a> {
    pub figure: &'a Figure,
    pub incidents: &'a [Incident],
    pub distances: &'a [MeasuredDistance],
    /// Incidents that are summed up, instead of single ones.
    pub summed: Option<&'a SummedEvents>,
    pub layers: Vec<Arc<Layer>>,
    pub of_interest: Vec<String>,
    /// The built-in base map, for areas that are known by name.
    pub catalogue: &'a Catalogue,
    /// Callouts with source numbers in place.
    pub callouts: Vec<WantedCallout<'a>>,
    /// What is drawn by hand, with source numbers in place.
    pub annotations: Vec<Annotation>,
    /// Boxes that furniture of the page takes on the map (key, locator).
    pub taken: Vec<Rect>,
    /// Incidents that a number stands for, from 1, because their names found no place.
    pub by_number: Vec<usize>,
    /// The user's own layers.
    pub user_layers: &'a [UserLayer],
    /// Outlines of insets on it.
    pub inset_outlines: Vec<Vec<Point>>,
    /// Of an inset: what it takes over from the main map.
    pub inset: Option<OfMainMap>,
}

/// A callout that wants a place.
pub struct WantedCallout<'a> {
    pub incident: usize,
    pub heading: String,
    pub text: String,
    /// As it was asked for.
    pub spec: &'a Callout,
}

/// What insets take over from the main map, so that one key serves both.
#[derive(Debug, Clone, Copy)]
pub struct OfMainMap {
    /// Its scale of symbols.
    pub scale: SizeScale,
    /// How many symbols are on it: names of many are set otherwise than those of few.
    pub symbols: usize,
    /// Is it turned?
    pub turned: bool,
    /// How far a direction without a stated end is drawn, metres.
    pub sector_m: f64,
}

/// Chooses places for everything on a frame.
pub fn map_panel<'a>(frame: MapFrame, input: MapInput<'a>, set: &Typesetter) -> MapPanel {
    // Lines without degrees say nothing, and an inset has no room for these.
    let graticule = if input.inset.is_some() { Graticule::default() } else { graticule::graticule(&frame, set) };
    let all: Vec<&Incident> = input.incidents.iter().filter(|i| symbols::is_shown(i, &frame)).collect();
    let scale = input.inset.map_or_else(|| SizeScale::of(&all, &frame, input.figure.symbols), |main| main.scale);
    let cells = input.summed.map(|s| MapCells::new(s, &frame, input.figure, set.theme));
    let mut panel = MapPanel {
        layers: input.layers.clone(),
        of_interest: input.of_interest.clone(),
        graticule,
        incident_ground: Vec::new(),
        cells,
        symbols: Vec::new(),
        numbers: Vec::new(),
        scale,
        measured: Vec::new(),
        rings: Vec::new(),
        towns: Vec::new(),
        labels: Vec::new(),
        shields: Vec::new(),
        callouts: Vec::new(),
        annotations: Vec::new(),
        trays: Vec::new(),
        pointers: Vec::new(),
        scale_bar: None,
        north_arrow: None,
        label_trace: LabelTrace::default(),
        left_out: Vec::new(),
        frame,
    };
    let mut builder = Builder {
        obstacles: Obstacles::new(panel.frame.rect),
        ground: land::Land::of(&panel),
        input: &input,
        set,
        areas: Vec::new(),
    };
    builder.block_outside_of_the_world(&panel);
    if let Some(rings) = builder.ground.shores() {
        builder.obstacles.set_water(WaterMask::around_land(panel.frame.rect, rings));
    }
    builder.block_ground(&panel);
    builder.block_layers(&panel);
    builder.incidents(&mut panel);
    builder.cluster_numbers(&mut panel);
    builder.soften(&panel);
    builder.measured_lines(&mut panel);
    for rect in &input.taken {
        builder.obstacles.add(*rect);
    }
    for outline in &input.inset_outlines {
        let closed: Vec<Point> = outline.iter().chain(outline.first()).copied().collect();
        builder.obstacles.add_line(&closed, INSET_OUTLINE_COST);
    }
    // An inset has little room: names keep off its scale bar.
    let is_inset = builder.input.inset.is_some();
    if is_inset {
        builder.scale_bar(&mut panel);
        builder.north_arrow(&mut panel);
    }
    builder.fixed_annotations(&mut panel);
    builder.callouts(true, &mut panel);
    builder.numbers(&mut panel);
    builder.place_names(&mut panel);
    builder.values_beside_lines(&mut panel);
    builder.annotations(&mut panel);
    if !is_inset {
        builder.scale_bar(&mut panel);
        builder.north_arrow(&mut panel);
    }
    builder.rings(&mut panel);
    builder.callouts(false, &mut panel);
    builder.trays(&mut panel);
    builder.ring_labels(&mut panel);
    builder.layer_names(&mut panel);
    builder.places_beyond(&mut panel);
    builder.country_names(&mut panel);
    builder.city_names(&mut panel);
    builder.division_names(&mut panel);
    builder.town_names(&mut panel);
    builder.river_names(&mut panel);
    builder.shields(&mut panel);
    panel.label_trace = builder.obstacles.into_trace();
    panel
}

/// What a text on the outline of an inset costs for each point.
const INSET_OUTLINE_COST: f64 = 3.0;

/// State while the map is laid out.
struct Builder<'a, 'b, 'c> {
    obstacles: Obstacles,
    ground: land::Land,
    input: &'b MapInput<'a>,
    set: &'b Typesetter<'c>,
    areas: Vec<trays::KnownArea>,
}

impl Builder<'_, '_, '_> {
    /// A name in the figure's languages.
    fn name(&self, latin: Option<&str>, arabic: Option<&str>) -> Option<names::Name> {
        names::name(latin, arabic, &self.input.figure.lang, self.input.figure.second_lang.as_deref())
    }

    /// The name of a feature of a layer.
    fn name_of(&self, feature: &LayerFeature) -> Option<names::Name> {
        self.name(feature.name.as_deref(), feature.name_ar.as_deref())
    }

    /// The name of an incident's place.
    fn name_of_place(&self, incident: usize) -> Option<names::Name> {
        let incident = &self.input.incidents[incident];
        self.name(incident.name.as_deref(), incident.name_ar.as_deref())
    }
}

impl MapPanel {
    /// What insets take over from it.
    pub fn for_insets(&self) -> OfMainMap {
        OfMainMap {
            scale: self.scale,
            symbols: self.symbols.len(),
            turned: self.frame.projection.turn().is_some(),
            sector_m: ground::usual_sector_m(&self.frame, self.frame.rect.center()),
        }
    }

    /// Which of so many incidents are on it: by a symbol, in the tray, or by their ground.
    pub fn shown(&self, incidents: usize) -> Vec<bool> {
        let mut shown = vec![false; incidents];
        let symbols = self.symbols.iter().chain(self.trays.iter().flat_map(|t| &t.symbols)).map(|s| s.incident);
        let grounds = self.incident_ground.iter().map(|ground| match ground {
            IncidentGround::Disc { incident, .. }
            | IncidentGround::Sector { incident, .. }
            | IncidentGround::Area { incident, .. } => *incident,
        });
        symbols.chain(grounds).for_each(|i| shown[i] = true);
        shown
    }
}

/// Rings on the page of the countries of interest.
pub fn interest_rings(panel: &MapPanel) -> Vec<Vec<Point>> {
    country_rings(panel, &panel.of_interest)
}

/// Rings on the page of the countries with these codes.
fn country_rings(panel: &MapPanel, codes: &[String]) -> Vec<Vec<Point>> {
    let countries = panel.layers.iter().filter(|l| l.role == LayerRole::Country);
    countries
        .flat_map(|l| &l.features)
        .filter(|f| f.countries.iter().any(|c| codes.contains(c)) && f.bounds.intersects(&panel.frame.visible))
        .flat_map(|f| geometry::polygons(&f.geometry))
        .flat_map(|rings| panel.frame.polygon(&rings))
        .collect()
}
