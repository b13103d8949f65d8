//! The map panel: what is drawn on the frame, and where each text and box on it stands.
//!
//! The order of taking places follows the reader's order: symbols and measured lines, furniture that must stand in a
//! corner, the incidents' names, callouts and tray, rings, names of areas, towns.

pub mod graticule;

pub mod measured;
pub mod names;
pub mod plates;
pub mod room;
pub mod scale_bar;
pub mod symbols;

use super::frame::MapFrame;
use super::label::{Anchor, LabelRequest, Obstacles, PlacedLabel, place};
use super::theme::{HALO_PT, NUMBER_DISC_PT, TextRole};
use super::typesetter::Typesetter;
use crate::color::Color;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::Incident;
use crate::data::layer::{Layer, LayerRole};
use crate::geographic::LonLat;
use crate::spec::Figure;
use crate::units::mm;
use graticule::Graticule;
use kurbo::{Point, Rect};
use measured::{MeasuredDistance, MeasuredLine, Ring};
use names::Town;
use plates::{PlacedCallout, PlacedTray};
use scale_bar::ScaleBar;
use symbols::{Placement, SizeScale, Symbol};

/// What an incident's place looks like beside its symbol.
#[derive(Debug, Clone)]
pub enum IncidentGround {
    /// Somewhere within this circle.
    Disc { incident: usize, circle: Vec<LonLat>, center: Point, color: Color },
    /// Somewhere in this direction.
    Sector { incident: usize, outline: Vec<LonLat>, vertex: Point, color: Color },
    /// Somewhere in this area.
    Area { incident: usize, rings: Vec<Vec<LonLat>>, color: Color },
}

/// Which text a placed label is: it decides the group that it is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// Countries, divisions, seas.
    Area,
    /// Towns.
    Town,
    /// Places of incidents.
    Place,
    /// Radii of rings.
    Ring,
    /// Values of measured lines that stand beside them.
    Measured,
}

/// A text on the map: placed or not.
#[derive(Debug, Clone)]
pub struct MapLabel {
    /// What it is.
    pub kind: LabelKind,
    /// As the reader sees it.
    pub text: String,
    /// Its place, or why it has none.
    pub placed: Option<PlacedLabel>,
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
pub struct MapPanel<'a> {
    /// The frame.
    pub frame: MapFrame,
    /// Base layers that are drawn, by role.
    pub layers: Vec<&'a Layer>,
    /// ISO codes of the countries that the incidents lie in.
    pub of_interest: Vec<String>,
    /// Meridians and parallels.
    pub graticule: Graticule,
    /// Areas, sectors and discs of incidents.
    pub incident_ground: Vec<IncidentGround>,
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
    /// The tray.
    pub tray: Option<PlacedTray>,
    /// The scale bar.
    pub scale_bar: Option<ScaleBar>,
    /// What could not be placed and why, beside labels.
    pub left_out: Vec<String>,
}

/// What the map is made of.
pub struct MapInput<'a> {
    pub figure: &'a Figure,
    pub incidents: &'a [Incident],
    pub distances: &'a [MeasuredDistance],
    pub layers: Vec<&'a Layer>,
    pub of_interest: Vec<String>,
    /// The built-in base map, for areas that are known by name.
    pub catalogue: &'a Catalogue,
    /// Callouts with source numbers in place: incident, heading, text.
    pub callouts: Vec<(usize, String, String)>,
    /// Boxes that furniture of the page takes on the map (key, locator).
    pub taken: Vec<Rect>,
}

/// Chooses places for everything on a frame.
pub fn map_panel<'a>(frame: MapFrame, input: MapInput<'a>, set: &Typesetter) -> MapPanel<'a> {
    let graticule = graticule::graticule(&frame, set);
    let all: Vec<&Incident> = input.incidents.iter().collect();
    let scale = SizeScale::of(&all, frame.rect, input.figure.symbols);
    let mut panel = MapPanel {
        layers: input.layers.clone(),
        of_interest: input.of_interest.clone(),
        graticule,
        incident_ground: Vec::new(),
        symbols: Vec::new(),
        numbers: Vec::new(),
        scale,
        measured: Vec::new(),
        rings: Vec::new(),
        towns: Vec::new(),
        labels: Vec::new(),
        shields: Vec::new(),
        callouts: Vec::new(),
        tray: None,
        scale_bar: None,
        left_out: Vec::new(),
        frame,
    };
    let mut builder = Builder { obstacles: Obstacles::new(panel.frame.rect), input: &input, set, tray: Vec::new() };
    builder.block_ground(&panel);
    builder.incidents(&mut panel);
    builder.soften(&panel);
    builder.measured_lines(&mut panel);
    for rect in &input.taken {
        builder.obstacles.add(*rect);
    }
    builder.numbers(&mut panel);
    builder.place_names(&mut panel);
    builder.scale_bar(&mut panel);
    builder.rings(&mut panel);
    builder.callouts(&mut panel);
    builder.tray(&mut panel);
    builder.ring_labels(&mut panel);
    builder.area_names(&mut panel);
    builder.town_names(&mut panel);
    builder.shields(&mut panel);
    panel
}

/// State while the map is laid out.
struct Builder<'a, 'b, 'c> {
    obstacles: Obstacles,
    input: &'b MapInput<'a>,
    set: &'b Typesetter<'c>,
    tray: Vec<(usize, String)>,
}

impl Builder<'_, '_, '_> {
    /// Lines of the ground cost a label that hides them.
    fn block_ground(&mut self, panel: &MapPanel) {
        for layer in &panel.layers {
            let cost = match layer.role {
                LayerRole::Border => 3.0,
                LayerRole::Road => 0.9,
                LayerRole::River | LayerRole::Coastline => 0.5,
                LayerRole::Admin1Line => 0.3,
                _ => continue,
            };
            for feature in layer.features.iter().filter(|f| f.bounds.intersects(&panel.frame.visible)) {
                for line in geometry::lines(&feature.geometry) {
                    for part in panel.frame.line(&line) {
                        self.obstacles.add_line(&part, cost);
                    }
                }
            }
        }
    }

    fn incidents(&mut self, panel: &mut MapPanel) {
        for (index, incident) in self.input.incidents.iter().enumerate() {
            let number = self.input.figure.numbered.then_some(index + 1);
            match symbols::placement(incident) {
                Placement::Point { place, uncertainty_m } => self.at_point(index, place, uncertainty_m, panel),
                Placement::Sector { vertex, from_deg, to_deg, radius_m } => {
                    self.in_sector(index, vertex, (from_deg, to_deg), radius_m, panel);
                }
                Placement::Area(area) => {
                    self.in_area(
                        index,
                        &geo::Geometry::MultiPolygon(area),
                        incident.name.clone().unwrap_or_default(),
                        panel,
                    );
                }
                Placement::Named(name) => match self.input.catalogue.admin1_area(&name) {
                    Some(area) => self.in_area(index, &area.geometry, name, panel),
                    None => panel.left_out.push(format!("{}: no area named “{name}” is built in", incident.id)),
                },
                Placement::None => {}
            }
            if let Some(symbol) = panel.symbols.last_mut().filter(|s| s.incident == index) {
                symbol.number = number;
            }
        }
        symbols::fan_out(&mut panel.symbols);
        // The largest are drawn first, so that none hides a smaller one.
        panel.symbols.sort_by(|a, b| b.radius_pt().total_cmp(&a.radius_pt()).then(a.incident.cmp(&b.incident)));
        for symbol in &panel.symbols {
            self.obstacles.add(symbol.bounds());
        }
    }

    /// Towns that a box should not hide, and hatched areas that names of other areas should keep off.
    fn soften(&mut self, panel: &MapPanel) {
        for layer in panel.layers.iter().filter(|l| l.role == LayerRole::Place) {
            for feature in &layer.features {
                for at in geometry::points(&feature.geometry).into_iter().filter_map(|p| panel.frame.to_page(p)) {
                    if panel.frame.rect.contains(at) {
                        let cost = [60.0, 40.0, 14.0, 5.0, 2.0, 0.5][usize::from(feature.rank.min(5))];
                        self.obstacles.add_soft(Rect::from_center_size(at, (mm(2.0), mm(2.0))), cost);
                    }
                }
            }
        }
        for ground in &panel.incident_ground {
            if let IncidentGround::Area { rings, .. } = ground {
                let seen = names::visible(panel.frame.rect, &panel.frame.polygon(rings));
                seen.cells().for_each(|cell| self.obstacles.add_soft(cell, 0.5));
            }
        }
    }

    fn at_point(&mut self, index: usize, place: LonLat, uncertainty_m: Option<f64>, panel: &mut MapPanel) {
        let incident = &self.input.incidents[index];
        let at = panel.frame.to_page(place).filter(|p| panel.frame.rect.contains(*p));
        let Some(at) = at else {
            panel.left_out.push(format!("{}: it lies outside the frame", incident.id));
            return;
        };
        let symbol = symbols::symbol(index, incident, at, panel.scale, self.set.theme);
        if let Some(radius_m) = uncertainty_m {
            let circle = crate::spatial::geodesic_circle(place, radius_m, 180);
            let reach =
                circle.iter().filter_map(|p| panel.frame.to_page(*p)).map(|p| (p - at).hypot()).fold(0.0, f64::max);
            if reach > symbol.radius_pt() + mm(0.7) {
                let color = symbol.color;
                panel.incident_ground.push(IncidentGround::Disc { incident: index, circle, center: at, color });
                self.obstacles.add_soft(Rect::from_center_size(at, (1.6 * reach, 1.6 * reach)), 3.0);
            }
        }
        panel.symbols.push(symbol);
    }

    fn in_sector(
        &mut self,
        index: usize,
        vertex: LonLat,
        (from, to): (f64, f64),
        radius_m: Option<f64>,
        panel: &mut MapPanel,
    ) {
        let Some(vertex_at) = panel.frame.to_page(vertex) else { return };
        // A radius that nobody states is drawn as an eighth of the frame, fading out.
        let reach_m = radius_m.unwrap_or_else(|| {
            let pt_per_m = panel.frame.pt_per_ground_m(vertex_at).unwrap_or(panel.frame.pt_per_m);
            panel.frame.rect.width().min(panel.frame.rect.height()) / 8.0 / pt_per_m
        });
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let outline = crate::spatial::sector(vertex, from, to, reach_m);
        panel.incident_ground.push(IncidentGround::Sector { incident: index, outline, vertex: vertex_at, color });
        if let Some(at) = symbols::sector_point(&panel.frame, vertex, from, to, reach_m) {
            panel.symbols.push(symbols::symbol(index, &self.input.incidents[index], at, panel.scale, self.set.theme));
        }
    }

    fn in_area(&mut self, index: usize, area: &geo::Geometry<f64>, name: String, panel: &mut MapPanel) {
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let first_here = !self.tray.iter().any(|(_, n)| *n == name);
        if first_here {
            let rings = geometry::polygons(area).into_iter().flatten().collect();
            panel.incident_ground.push(IncidentGround::Area { incident: index, rings, color });
        }
        self.tray.push((index, name));
    }

    fn measured_lines(&mut self, panel: &mut MapPanel) {
        for distance in self.input.distances {
            let Some(symbol) = panel.symbols.iter().find(|s| s.incident == distance.incident) else { continue };
            let Some(line) =
                measured::measured_line(&panel.frame, distance, symbol.reach_pt(), self.input.figure.units, self.set)
            else {
                continue;
            };
            line.block(&mut self.obstacles);
            panel.measured.push(line);
        }
    }

    /// Numbers stand on the edge of their symbol, where they hide least.
    fn numbers(&mut self, panel: &mut MapPanel) {
        for symbol in &panel.symbols {
            let Some(number) = symbol.number else { continue };
            let out = symbol.reach_pt() + NUMBER_DISC_PT + 0.4;
            let spots = [-45.0_f64, -90.0, 0.0, 45.0, 180.0, 90.0, 135.0, 225.0].map(|azimuth: f64| {
                let (sin, cos) = libm::sincos(azimuth.to_radians());
                symbol.at + kurbo::Vec2::new(sin, -cos) * out
            });
            let disc = |p: Point| Rect::from_center_size(p, (2.0 * NUMBER_DISC_PT, 2.0 * NUMBER_DISC_PT));
            let inside = panel.frame.rect.inset(-2.0);
            let spot = spots
                .iter()
                .filter(|p| {
                    inside.contains(disc(**p).origin()) && inside.contains(Point::new(disc(**p).x1, disc(**p).y1))
                })
                .filter(|p| self.obstacles.is_free(disc(**p).inset(-0.8)))
                .min_by(|a, b| self.obstacles.cost(disc(**a)).total_cmp(&self.obstacles.cost(disc(**b))))
                .copied()
                .unwrap_or(spots[0]);
            self.obstacles.add(disc(spot).inset(0.4));
            panel.numbers.push((number, symbol.color, spot));
        }
    }

    fn place_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        let mut requests: Vec<LabelRequest> = Vec::new();
        let role = if panel.symbols.len() > 2 { TextRole::PlaceOfMany } else { TextRole::Place };
        for symbol in &panel.symbols {
            let incident = &self.input.incidents[symbol.incident];
            let name = names::name(
                incident.name.as_deref(),
                incident.name_ar.as_deref(),
                &figure.lang,
                figure.second_lang.as_deref(),
            );
            let Some(name) = name else { continue };
            let (lines, leading_pt) = names::lines(&name, role, self.set);
            // Where many are shown, those with the most killed come first.
            let killed = incident.killed_range().and_then(|r| r.max).unwrap_or(0);
            requests.push(LabelRequest {
                id: format!("{} {}", name.first, incident.id),
                lines,
                leading_pt,
                anchor: Anchor::Symbol { at: symbol.at, radius_pt: symbol.reach_pt() },
                priority: 100.0 + f64::from(killed),
                leader: true,
                halo: Some((self.set.theme.halo_interest, HALO_PT)),
            });
        }
        self.place_all(requests, LabelKind::Place, panel);
        let beside: Vec<LabelRequest> = panel
            .measured
            .iter()
            .filter_map(|m| {
                let line = self.set.line_in(&[(TextRole::MeasuredValue, m.beside.as_ref()?)]);
                Some(LabelRequest {
                    id: line.text.clone(),
                    lines: vec![line],
                    leading_pt: 7.0,
                    anchor: Anchor::Symbol { at: m.ends.p0.midpoint(m.ends.p1), radius_pt: 1.5 },
                    priority: 90.0,
                    leader: true,
                    halo: Some((self.set.theme.halo_interest, 1.0)),
                })
            })
            .collect();
        self.place_all(beside, LabelKind::Measured, panel);
    }

    fn place_all(&mut self, requests: Vec<LabelRequest>, kind: LabelKind, panel: &mut MapPanel) {
        let placed = place(&requests, &mut self.obstacles, panel.frame.rect);
        for (request, placed) in requests.iter().zip(placed) {
            let text = request.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ");
            panel.labels.push(MapLabel { kind, text, placed });
        }
    }

    fn scale_bar(&mut self, panel: &mut MapPanel) {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let unit = self.input.figure.units;
        let Some(size) = scale_bar::size(&panel.frame, unit, self.set) else { return };
        let order = if self.set.language.rtl {
            [LowerRight, UpperLeft, LowerLeft, UpperRight]
        } else {
            [UpperLeft, LowerLeft, LowerRight, UpperRight]
        };
        let corners = room::corners(panel.frame.rect, size, 7.0, order);
        let everywhere = room::everywhere(panel.frame.rect, size, 7.0, 8.0, None);
        let spot = room::cheapest(size, corners, &self.obstacles)
            .or_else(|| room::cheapest(size, everywhere, &self.obstacles));
        panel.scale_bar = spot.and_then(|spot| scale_bar::at(&panel.frame, spot.origin(), unit, self.set));
        match &panel.scale_bar {
            Some(bar) => self.obstacles.add(bar.bounds.inset(2.0)),
            None => panel.left_out.push("scale bar: no room".to_owned()),
        }
    }

    fn callouts(&mut self, panel: &mut MapPanel) {
        for (incident, heading, text) in &self.input.callouts {
            let Some(symbol) = panel.symbols.iter().find(|s| s.incident == *incident) else {
                panel.left_out.push(format!("callout “{heading}”: its incident is no point of the map"));
                continue;
            };
            match plates::callout(heading, text, symbol, panel.frame.rect, &self.obstacles, self.set) {
                Some(callout) => {
                    self.obstacles.add(callout.rect.inset(2.0));
                    self.obstacles.add_line(&[callout.leader.p0, callout.leader.p1], 8.0);
                    panel.callouts.push(callout);
                }
                None => panel.left_out.push(format!("callout “{heading}”: no room")),
            }
        }
    }

    fn tray(&mut self, panel: &mut MapPanel) {
        if self.tray.is_empty() {
            return;
        }
        let figure = self.input.figure;
        let symbols: Vec<Symbol> = self
            .tray
            .iter()
            .map(|(index, _)| {
                let incident = &self.input.incidents[*index];
                let mut symbol = symbols::symbol(*index, incident, Point::ZERO, panel.scale, self.set.theme);
                symbol.number = figure.numbered.then_some(index + 1);
                symbol
            })
            .collect();
        let first = &self.input.incidents[self.tray[0].0];
        let several = self.tray.iter().any(|(_, n)| *n != self.tray[0].1);
        let words = |lang: &str| {
            let language = super::language::language(lang)?;
            let area = names::name(first.name.as_deref(), first.name_ar.as_deref(), lang, None)?.first;
            let unknown = language.place_not_given;
            Some(if several { unknown.to_owned() } else { format!("{area}{}{unknown}", language.comma) })
        };
        let heads: Vec<String> = [Some(figure.lang.as_str()), figure.second_lang.as_deref()]
            .into_iter()
            .flatten()
            .filter_map(words)
            .collect();
        match plates::tray(&heads, symbols, panel.frame.rect, &self.obstacles, self.set) {
            Some(tray) => {
                self.obstacles.add(tray.rect.inset(2.0));
                panel.tray = Some(tray);
            }
            None => panel.left_out.push("tray of incidents without a point: no room".to_owned()),
        }
    }

    fn rings(&mut self, panel: &mut MapPanel) {
        for rings in &self.input.figure.rings {
            let found = self.input.incidents.iter().position(|i| i.id == rings.around);
            let center = found.and_then(|i| match symbols::placement(&self.input.incidents[i]) {
                Placement::Point { place, .. } => Some(place),
                _ => None,
            });
            let Some(center) = center else {
                panel.left_out.push(format!("rings around “{}”: it is no point of the map", rings.around));
                continue;
            };
            for &radius in &rings.radii {
                panel.rings.push(measured::ring(center, radius, self.input.figure.units, self.set));
            }
        }
        for ring in &panel.rings {
            for part in panel.frame.line(&ring.circle) {
                self.obstacles.add_line(&part, 0.12);
            }
        }
    }

    fn ring_labels(&mut self, panel: &mut MapPanel) {
        let inside = self.inside_of_interest(panel);
        let requests: Vec<LabelRequest> = panel
            .rings
            .iter()
            .map(|ring| {
                let line = self.set.line_in(&[(TextRole::RingRadius, &ring.text)]);
                let points = ring.label_points(&panel.frame, &inside);
                LabelRequest {
                    id: ring.text.clone(),
                    lines: vec![line],
                    leading_pt: 7.0,
                    anchor: Anchor::Middles(points),
                    priority: 50.0,
                    leader: false,
                    halo: Some((self.set.theme.halo_interest, 1.6)),
                }
            })
            .collect();
        self.place_all(requests, LabelKind::Ring, panel);
    }

    /// Is a point of the page in a country of interest? Everywhere, where no country is.
    fn inside_of_interest(&self, panel: &MapPanel) -> impl Fn(Point) -> bool + use<> {
        let rings = interest_rings(panel);
        move |p| rings.is_empty() || inside_rings(&rings, p)
    }

    fn area_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        // Names of divisions keep clear of the names of countries that they would seem to belong to.
        for (role, text_role, least_share, most) in [
            (LayerRole::Sea, TextRole::Sea, 0.02, 2),
            (LayerRole::Country, TextRole::Country, 0.035, 8),
            (LayerRole::Admin1Area, TextRole::Region, 0.07, 5),
        ] {
            let mut found: Vec<(f64, LabelRequest)> = Vec::new();
            for layer in panel.layers.iter().filter(|l| l.role == role) {
                for feature in layer.features.iter().filter(|f| f.bounds.intersects(&panel.frame.visible)) {
                    let name = names::name(
                        feature.name.as_deref(),
                        feature.name_ar.as_deref(),
                        &figure.lang,
                        figure.second_lang.as_deref(),
                    );
                    let Some(mut name) = name else { continue };
                    if role == LayerRole::Admin1Area {
                        name.second = None;
                    }
                    let rings: Vec<Vec<Point>> =
                        geometry::polygons(&feature.geometry).iter().flat_map(|r| panel.frame.polygon(r)).collect();
                    let seen = names::visible(panel.frame.rect, &rings);
                    if seen.share < least_share {
                        continue;
                    }
                    let ours = feature.countries.iter().any(|c| panel.of_interest.contains(c));
                    let halo = if ours || panel.of_interest.is_empty() {
                        self.set.theme.halo_interest
                    } else {
                        self.set.theme.halo_neighbour
                    };
                    let halo = if role == LayerRole::Sea { self.set.theme.sea } else { halo };
                    let priority = if role == LayerRole::Admin1Area { 20.0 } else { 40.0 } + seen.share;
                    if let Some(request) = names::area_request(&name, text_role, &seen, priority, halo, self.set) {
                        found.push((seen.share, request));
                    }
                }
            }
            found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
            let before = panel.labels.len();
            self.place_all(found.into_iter().take(most).map(|(_, r)| r).collect(), LabelKind::Area, panel);
            for label in panel.labels[before..].iter().filter_map(|l| l.placed.as_ref()) {
                self.obstacles.add_soft(label.bounds.inset(mm(4.0)), 3.0);
            }
        }
    }

    fn town_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        let area_mm2 = panel.frame.rect.area() / (mm(1.0) * mm(1.0));
        let most = ((area_mm2 / 620.0) as usize).clamp(4, 90);
        let taken: Vec<Point> = panel.symbols.iter().map(|s| s.moved_from.unwrap_or(s.at)).collect();
        let named: Vec<String> =
            self.input.incidents.iter().flat_map(|i| i.name.iter().chain(&i.names_alt)).cloned().collect();
        let layers: Vec<&Layer> = panel.layers.iter().copied().filter(|l| l.role == LayerRole::Place).collect();
        let mut requests = Vec::new();
        let mut candidates: Vec<Town> = Vec::new();
        for layer in layers {
            for (town, feature) in names::towns(&panel.frame, layer, &taken, &named, most, mm(8.5)) {
                let name = names::name(
                    feature.name.as_deref(),
                    feature.name_ar.as_deref(),
                    &figure.lang,
                    figure.second_lang.as_deref(),
                );
                let Some(name) = name else { continue };
                let dot = Rect::from_center_size(town.at, (2.4 * town.radius_pt, 2.4 * town.radius_pt));
                if !self.obstacles.is_free(dot) {
                    continue;
                }
                let role = if town.main { TextRole::MainTown } else { TextRole::Town };
                let (lines, leading_pt) = names::lines(&name, role, self.set);
                requests.push(LabelRequest {
                    id: town.id.clone(),
                    lines,
                    leading_pt,
                    anchor: Anchor::Symbol { at: town.at, radius_pt: town.radius_pt },
                    priority: 10.0 - 0.01 * candidates.len() as f64,
                    leader: false,
                    halo: Some((self.set.theme.halo_interest, HALO_PT)),
                });
                candidates.push(town);
            }
        }
        for town in &candidates {
            self.obstacles.add(Rect::from_center_size(town.at, (2.0 * town.radius_pt, 2.0 * town.radius_pt)));
        }
        let before = panel.labels.len();
        self.place_all(requests, LabelKind::Town, panel);
        // A dot without a name tells nobody anything.
        let named = panel.labels[before..].iter().map(|l| l.placed.is_some()).collect::<Vec<_>>();
        panel.towns = candidates.into_iter().zip(named).filter(|(_, n)| *n).map(|(t, _)| t).collect();
    }

    /// Road numbers stand on their road, away from everything else, once a road.
    fn shields(&mut self, panel: &mut MapPanel) {
        let mut done: Vec<String> = Vec::new();
        for layer in panel.layers.iter().filter(|l| l.role == LayerRole::Road) {
            for feature in &layer.features {
                let Some(number) = feature.reference.as_ref().filter(|r| !done.contains(r)) else { continue };
                let line = self.set.line(TextRole::Shield, number);
                let size = kurbo::Size::new(line.ink.width() + 5.0, line.ink.height() + 3.6);
                let room = panel.frame.rect.inset(-16.0);
                let spots =
                    geometry::lines(&feature.geometry).into_iter().flat_map(|l| panel.frame.line(&l)).flat_map(along);
                let best = spots
                    .filter(|p| room.contains(*p))
                    .map(|p| Rect::from_center_size(p, size))
                    .filter(|r| self.obstacles.is_free(r.inset(3.0)))
                    .min_by(|a, b| {
                        let far = |r: &Rect| {
                            (r.center() - panel.frame.rect.center()).hypot() * 0.02 + self.obstacles.cost(*r)
                        };
                        far(a).total_cmp(&far(b))
                    });
                if let Some(rect) = best {
                    let origin = rect.center() - line.ink.center().to_vec2();
                    panel.shields.push(Shield { rect, text: super::label::PlacedLine::new(line, origin) });
                    self.obstacles.add(rect);
                    done.push(number.clone());
                }
            }
        }
    }
}

/// Points every 8 pt along a line.
fn along(line: Vec<Point>) -> Vec<Point> {
    let mut points = Vec::new();
    let mut rest = 0.0;
    for pair in line.windows(2) {
        let length = (pair[1] - pair[0]).hypot();
        let mut at = rest;
        while at < length {
            points.push(pair[0].lerp(pair[1], at / length));
            at += 8.0;
        }
        rest = at - length;
    }
    points
}

/// Rings on the page of the countries of interest.
pub fn interest_rings(panel: &MapPanel) -> Vec<Vec<Point>> {
    let countries = panel.layers.iter().filter(|l| l.role == LayerRole::Country);
    countries
        .flat_map(|l| &l.features)
        .filter(|f| {
            f.countries.iter().any(|c| panel.of_interest.contains(c)) && f.bounds.intersects(&panel.frame.visible)
        })
        .flat_map(|f| geometry::polygons(&f.geometry))
        .flat_map(|rings| panel.frame.polygon(&rings))
        .collect()
}

fn inside_rings(rings: &[Vec<Point>], p: Point) -> bool {
    let crossings = rings.iter().flat_map(|r| r.windows(2)).filter(|pair| {
        (pair[0].y > p.y) != (pair[1].y > p.y)
            && p.x < pair[0].x + (p.y - pair[0].y) / (pair[1].y - pair[0].y) * (pair[1].x - pair[0].x)
    });
    crossings.count() % 2 == 1
}
