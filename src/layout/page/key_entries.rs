//! What the key explains: only what the map shows, in the order of the map.

use super::Page;
use crate::data::incident::{Incident, Kind};
use crate::data::layer::{Layer, LayerRole};
use crate::geographic::LonLat;
use crate::layout::frame::MapFrame;
use crate::layout::map::ground::LEAST_RIM_PT;
use crate::layout::map::symbols::{self, Placement, Shape, SizeScale};
use crate::layout::panel::key::{self, KeyEntry, Sample};
use crate::spec::{Annotation, Pictogram, Spot};
use crate::units::mm;
use kurbo::Point;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The key shows a disc of uncertainty at its true size up to this.
const MOST_DISC_PT: f64 = mm(4.0);

impl Page<'_, '_, '_> {
    /// Entries of the key: what this figure will show.
    pub(super) fn key_entries(&self, frame: &MapFrame, layers: &[Arc<Layer>]) -> Vec<KeyEntry> {
        let mut entries = self.cell_entries(frame);
        entries.extend(self.incident_entries(frame));
        let language = self.set.language;
        let mut add = |sample: Sample, text: &str| entries.push(KeyEntry { sample, text: text.to_owned() });
        if !self.input.distances.is_empty() {
            add(Sample::Measured, language.shortest_line);
        }
        if let Some(rings) = self.input.figure.rings.first() {
            let radii: Vec<String> = rings.radii.iter().map(f64::to_string).collect();
            add(
                Sample::Ring,
                &format!("{}\u{a0}{}", radii.join(language.comma), (language.unit)(self.input.figure.units)),
            );
        }
        let shows_on = |frame: &MapFrame, layers: &[Arc<Layer>], role: LayerRole| {
            let seen = |l: &Layer| l.features.iter().any(|f| f.bounds.intersects(&frame.visible) && on_page(frame, f));
            layers.iter().any(|l| l.role == role && seen(l))
        };
        let shows = |role: LayerRole| {
            shows_on(frame, layers, role) || self.insets_shown().any(|i| shows_on(&i.frame, &i.layers, role))
        };
        let borders = |disputed: bool| {
            shows_borders(frame, layers, disputed)
                || self.insets_shown().any(|i| shows_borders(&i.frame, &i.layers, disputed))
        };
        if borders(false) {
            add(Sample::Border, language.state_border);
        }
        if borders(true) {
            add(Sample::DisputedBorder, language.disputed_border);
        }
        if shows(LayerRole::Admin1Line) {
            add(Sample::AdminLine, language.governorate);
        }
        if shows(LayerRole::Road) {
            let schematic = layers.iter().any(|l| l.role == LayerRole::Road && l.schematic);
            add(Sample::Road, if schematic { language.road_schematic } else { language.road });
        }
        if shows(LayerRole::Settlement) {
            add(Sample::BuiltUp, language.built_up);
        }
        match (shows(LayerRole::River), shows(LayerRole::Lake)) {
            (true, true) => add(Sample::RiverLake, language.river_lake),
            (true, false) => add(Sample::River, language.river),
            (false, true) => add(Sample::Lake, language.lake),
            (false, false) => {}
        }
        for layer in self.input.user_layers {
            add(layer.pictogram.map_or_else(|| user_sample(&layer.layer), Sample::Pictogram), &layer.label);
        }
        self.pictograms_on(frame).into_iter().for_each(|p| add(Sample::Pictogram(p), language.pictogram(p)));
        entries
    }

    /// Pictograms that are drawn by hand on a frame, each once.
    fn pictograms_on(&self, frame: &MapFrame) -> BTreeSet<Pictogram> {
        let on_map = |spot: &Spot| match spot {
            Spot::Place([lon, lat]) => frame.to_page(LonLat::new(*lon, *lat)).is_some_and(|p| frame.rect.contains(p)),
            Spot::Incident(id) => self.input.incidents.iter().any(|i| i.id == *id && symbols::is_shown(i, frame)),
        };
        let drawn = self.input.figure.annotations.iter().filter_map(|a| match a {
            Annotation::Pictogram { at, pictogram, .. } if on_map(at) => Some(*pictogram),
            _ => None,
        });
        drawn.collect()
    }

    pub(super) fn incident_entries(&self, frame: &MapFrame) -> Vec<KeyEntry> {
        let incidents = self.input.incidents;
        let (language, theme) = (self.set.language, self.set.theme);
        let all: Vec<&Incident> = incidents.iter().filter(|i| symbols::is_shown(i, frame)).collect();
        let scale = SizeScale::of(&all, frame, self.input.figure.symbols);
        let mut entries: Vec<KeyEntry> = Vec::new();
        let shown: Vec<(&Incident, symbols::Symbol)> = incidents
            .iter()
            .enumerate()
            .filter(|(_, i)| symbols::is_shown(i, frame))
            .map(|(n, i)| (i, symbols::symbol(n, i, Point::ZERO, scale, theme)))
            .collect();
        let Some((_, first)) = shown.first() else { return entries };
        let greatest = shown.iter().filter_map(|(i, _)| i.killed_range()?.max).max().unwrap_or(0);
        let ranged = shown.iter().filter(|(_, s)| s.ring_pt.is_some() && s.core_pt.is_some());
        let mut ranged = ranged.collect::<Vec<_>>();
        ranged.sort_by(|a, b| b.1.radius_pt().total_cmp(&a.1.radius_pt()));
        let sized = shown.iter().filter(|(_, s)| s.hollow_pt.is_none()).count();
        // One number alone is explained by its own range.
        if sized > usize::from(!ranged.is_empty()) && !scale.plain {
            let color = shown
                .iter()
                .max_by_key(|(i, _)| i.killed_range().and_then(|r| r.max))
                .map_or(first.color, |(_, s)| s.color);
            entries.extend(key::sizes(scale, greatest, color, language));
        }
        let mut add_all = |list: Vec<(Sample, String)>| {
            list.into_iter().for_each(|(s, t)| entries.push(KeyEntry { sample: s, text: t }))
        };
        // A contest that the sample of the range shows needs no other.
        let mut told: Option<usize> = None;
        if let Some((incident, symbol)) = ranged.first() {
            let range = incident.killed_range();
            let (low, high) = range.map_or((0, 0), |r| (r.min.unwrap_or(0), r.max.unwrap_or(0)));
            let contested = sized == 1 && symbol.contested;
            let of_contest =
                if contested { format!("{}{}", language.semicolon, language.contested) } else { String::new() };
            let text = if sized == 1 {
                format!(
                    "{}:\u{a0}{high}\u{a0}{}{}{}:\u{a0}{low}{of_contest}",
                    language.highest_claim, language.killed, language.semicolon, language.lowest_claim
                )
            } else {
                format!("{}, {}", language.lowest_claim, language.highest_claim).replace(", ", language.comma)
            };
            let (core_pt, ring_pt) = if sized == 1 {
                (symbol.core_pt.unwrap_or(0.0), symbol.ring_pt.unwrap_or(0.0))
            } else {
                (mm(0.9), mm(1.7))
            };
            told = contested.then_some(symbol.incident);
            let (shape, color) = (symbol.shape, symbol.color);
            add_all(vec![(Sample::Range { core_pt, ring_pt, shape, color, contested }, text)]);
        }
        let mut more: Vec<(Sample, String)> = Vec::new();
        let mut kinds: Vec<(Shape, crate::color::Color, Option<Pictogram>, String)> = Vec::new();
        for (incident, symbol) in &shown {
            let text = match incident.kind {
                Some(kind) => (language.kind)(kind),
                None if scale.without_kinds => (language.kind)(Kind::Other),
                None => language.kind_not_given,
            };
            let text = text.to_owned();
            if !kinds.iter().any(|k| k.3 == text) {
                kinds.push((symbol.shape, symbol.color, symbol.pictogram, text));
            }
        }
        if shown.len() > 1 || ranged.is_empty() {
            // Where all are alike, as large as they are on the map.
            let radius_pt = if scale.plain { scale.plain_pt } else { mm(1.15) };
            more.extend(kinds.into_iter().map(|(shape, color, pictogram, text)| match pictogram {
                Some(pictogram) => (Sample::KindPictogram { pictogram, color }, text),
                None => (Sample::Kind { shape, color, radius_pt }, text),
            }));
        }
        if let Some((_, s)) = shown.iter().find(|(_, s)| s.hollow_pt.is_some()) {
            more.push((Sample::Hollow { shape: s.shape, color: s.color }, language.not_reported_symbol.to_owned()));
        }
        if let Some((_, s)) = shown.iter().find(|(_, s)| s.contested && told != Some(s.incident)) {
            more.push((Sample::Contested { color: s.color }, language.contested.to_owned()));
        }
        if let Some(s) = first_moved_aside(&shown, frame) {
            more.push((Sample::Moved { shape: s.shape, color: s.color }, language.moved_aside.to_owned()));
        }
        more.extend(self.place_entries(&shown, frame));
        add_all(more);
        entries
    }

    /// Entries for places that are not exact.
    pub(super) fn place_entries(
        &self,
        shown: &[(&Incident, symbols::Symbol)],
        frame: &MapFrame,
    ) -> Vec<(Sample, String)> {
        let language = self.set.language;
        let mut more = Vec::new();
        // Metres, radius on the page, colour.
        let mut discs: Vec<(f64, f64, crate::color::Color)> = Vec::new();
        let (mut sector, mut area) = (None, None);
        for (incident, symbol) in shown {
            match symbols::placement(incident) {
                Placement::Point { place, uncertainty_m: Some(m) } => {
                    let pt = frame.to_page(place).and_then(|p| frame.pt_per_ground_m(p)).unwrap_or(0.0) * m;
                    if pt > symbol.radius_pt() + LEAST_RIM_PT {
                        discs.push((m, pt, symbol.color));
                    }
                }
                Placement::Sector { .. } => sector = sector.or(Some(symbol.color)),
                Placement::Area { .. } | Placement::Named(_) => {
                    area = area.or(Some(self.set.theme.kind_style(incident.kind)));
                }
                _ => {}
            }
        }
        if let Some(&(m, pt, color)) = discs.iter().max_by(|a, b| a.0.total_cmp(&b.0)) {
            let unit = self.input.figure.units;
            let km = libm::round(m / unit.metres() * 10.0) / 10.0;
            let several = discs.iter().any(|d| d.0 != m);
            // As large as on the map, if there is one size and the key has room for it.
            let radius_pt = if several || pt > MOST_DISC_PT { mm(1.9) } else { pt };
            let text = if several {
                language.place_uncertain.to_owned()
            } else {
                format!("{} ({km}\u{a0}{})", language.place_uncertain, (language.unit)(unit))
            };
            more.push((Sample::Disc { color, radius_pt }, text));
        }
        if let Some(style) = area {
            let sample = Sample::Hatching { color: style.color, direction_deg: style.hatching_deg };
            more.push((sample, language.area_only.to_owned()));
        }
        if let Some(color) = sector {
            more.push((Sample::Sector { color }, language.direction_only.to_owned()));
        }
        more
    }
}

/// The first symbol that shares its place with another and so stands beside it.
fn first_moved_aside(shown: &[(&Incident, symbols::Symbol)], frame: &MapFrame) -> Option<symbols::Symbol> {
    let at_place = shown.iter().filter_map(|(incident, symbol)| match symbols::placement(incident) {
        Placement::Point { place, .. } => Some(symbols::Symbol { at: frame.to_page(place)?, ..symbol.clone() }),
        _ => None,
    });
    let mut all: Vec<symbols::Symbol> = at_place.collect();
    symbols::fan_out(&mut all, frame.rect);
    all.into_iter().find(|s| s.moved_from.is_some())
}

/// Are there borders of this kind on the map?
pub(super) fn shows_borders(frame: &MapFrame, layers: &[Arc<Layer>], disputed: bool) -> bool {
    let borders = layers.iter().filter(|l| l.role == LayerRole::Border).flat_map(|l| &l.features);
    borders
        .filter(|f| f.is_disputed_border() == disputed && f.bounds.intersects(&frame.visible))
        .any(|f| on_page(frame, f))
}

/// Does a feature really show on the frame, not only its box?
pub(super) fn on_page(frame: &MapFrame, feature: &crate::data::layer::LayerFeature) -> bool {
    use crate::data::geometry;
    let hits = |parts: Vec<Vec<Point>>| parts.iter().flatten().any(|p| frame.rect.contains(*p));
    geometry::lines(&feature.geometry).iter().any(|l| hits(frame.line(l)))
        || geometry::polygons(&feature.geometry).iter().any(|r| hits(frame.polygon(r)))
        || geometry::points(&feature.geometry).iter().any(|p| frame.to_page(*p).is_some_and(|p| frame.rect.contains(p)))
}

/// What a layer of the user's own is mostly seen as.
fn user_sample(layer: &Layer) -> Sample {
    use crate::data::geometry;
    if layer.features.iter().any(|f| !geometry::polygons(&f.geometry).is_empty()) {
        Sample::UserAreas
    } else if layer.features.iter().any(|f| !geometry::lines(&f.geometry).is_empty()) {
        Sample::UserLines
    } else {
        Sample::UserPoints
    }
}
