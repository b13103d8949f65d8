//! Names of the places of incidents, and of the towns that a figure must name: chosen together, before all others, so that the cities find room as well
//! if they can.
//!
//! A name that finds no place can be stood for by a number, which the key explains (`layout::page` asks for it in a
//! second round). What the figure says about single names (`[[labels]]`) comes before what the data say.

use super::symbols::Symbol;
use super::towns::{self, Known, Town};
use super::{Builder, LabelKind, MapLabel, MapPanel, annotations, names};
use crate::data::incident::{Incident, Kind};
use crate::layout::label::{Anchor, LabelRequest, REQUIRED, Unplaced};
use crate::layout::theme::TextRole;
use crate::spec::LabelSpec;

/// Names of so many incidents are tried: a frame has no room for more.
const MOST_NAMES: usize = 500;

/// Size of the numbers that stand for names.
const NUMBER_PT: f64 = 6.4;

/// The wish about an incident's name: by its id, else by one of its names.
pub fn wish<'w>(labels: &'w [LabelSpec], incident: &Incident) -> Option<&'w LabelSpec> {
    let named =
        |l: &&LabelSpec| incident.name.iter().chain(&incident.name_ar).chain(&incident.names_alt).any(|n| *n == l.of);
    labels.iter().find(|l| l.of == incident.id).or_else(|| labels.iter().find(named))
}

/// The importance that a wish gives, else `usual`.
pub fn priority(wish: Option<&LabelSpec>, usual: f64) -> f64 {
    match wish {
        Some(wish) if wish.must => REQUIRED,
        Some(LabelSpec { priority: Some(priority), .. }) => f64::from(*priority),
        _ => usual,
    }
}

impl Builder<'_, '_, '_> {
    /// Names of incidents, and of the towns that must be named.
    pub(super) fn place_names(&mut self, panel: &mut MapPanel) {
        let mut untried = Vec::new();
        let places = self.place_requests(panel, &mut untried);
        let towns = self.required_towns(panel);
        let mut requests: Vec<LabelRequest> = places.iter().map(|p| p.1.clone()).collect();
        requests.extend(towns.iter().map(|t| t.1.clone()));
        let before = panel.labels.len();
        let cities = if requests.is_empty() { Vec::new() } else { self.city_requests(panel) };
        self.place_leaving_room(requests, &cities, LabelKind::Place, panel);
        for (label, (incident, _)) in panel.labels[before..].iter_mut().zip(&places) {
            label.incident = Some(*incident);
            if self.input.by_number.contains(incident) {
                label.stands_for = self.name_of_place(*incident).map(|n| n.first);
            }
        }
        for (label, (town, _)) in panel.labels[before + places.len()..].iter_mut().zip(towns) {
            label.kind = LabelKind::Town;
            panel.towns.extend(label.placed.is_some().then_some(town));
        }
        panel.labels.extend(untried);
        self.unknown_wishes(panel);
    }

    /// What is asked for: each with its incident, those with the most killed first where there are too many to be tried.
    fn place_requests(&self, panel: &MapPanel, untried: &mut Vec<MapLabel>) -> Vec<(usize, LabelRequest)> {
        let killed = |incident: usize| self.input.incidents[incident].killed_range().and_then(|r| r.max).unwrap_or(0);
        let mut named: Vec<(u32, &Symbol)> = panel.symbols.iter().map(|s| (killed(s.incident), s)).collect();
        if named.len() > MOST_NAMES {
            named.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.incident.cmp(&b.1.incident)));
        }
        let mut requests = Vec::new();
        for (number, (killed, symbol)) in named.into_iter().enumerate() {
            let Some(name) = self.name_of_place(symbol.incident) else { continue };
            let wish = wish(&self.input.figure.labels, &self.input.incidents[symbol.incident]);
            if number >= MOST_NAMES && wish.is_none() {
                let reason = "one of too many incidents to be named";
                untried.push(MapLabel::without_place(LabelKind::Place, name.first, reason));
                continue;
            }
            let priority = priority(wish, 100.0 + f64::from(killed));
            let mut request = self.place_request(symbol, name, priority, panel);
            if let Some(offset) = wish.and_then(|w| w.offset) {
                request.anchor = annotations::anchor(symbol.at, symbol.reach_pt(), Some(offset));
            }
            requests.push((symbol.incident, request));
        }
        requests
    }

    /// The name beside its symbol, or the number that stands for it.
    pub(super) fn place_request(
        &self,
        symbol: &Symbol,
        name: names::Name,
        priority: f64,
        panel: &MapPanel,
    ) -> LabelRequest {
        let of = self.input.inset.map_or(panel.symbols.len(), |main| main.symbols);
        let role = if of > 2 { TextRole::PlaceOfMany } else { TextRole::Place };
        let number = self.input.by_number.iter().position(|i| *i == symbol.incident);
        let (mut lines, leading_pt) = match number {
            Some(number) => {
                let number = (number + 1).to_string();
                (vec![self.set.styled(&number, self.set.style(role, &number).size(NUMBER_PT))], NUMBER_PT)
            }
            None => names::lines(&name, role, self.set),
        };
        // The dark red is that of strikes.
        if role == TextRole::Place && symbol.color != self.set.theme.kind(Some(Kind::Airstrike)) {
            lines.iter_mut().flat_map(|l| &mut l.runs).for_each(|run| run.style.color = self.set.theme.ink);
        }
        LabelRequest {
            id: format!("{} {}", name.first, self.input.incidents[symbol.incident].id),
            lines,
            leading_pt,
            anchor: Anchor::Symbol { at: symbol.at, radius_pt: symbol.reach_pt() },
            priority,
            leader: true,
            halo: Some((self.set.theme.halo_interest, self.set.theme.lines.halo)),
        }
    }

    /// The towns that the figure says must be named, or where their names stand.
    fn required_towns(&self, panel: &MapPanel) -> Vec<(Town, LabelRequest)> {
        let wishes = &self.input.figure.labels;
        if !wishes.iter().any(LabelSpec::comes_first) {
            return Vec::new();
        }
        let layers = panel.layers.clone();
        let mut known = self.known_towns(&layers, panel);
        let towns = known.wanted(wishes).into_iter().filter(|(_, wish)| wish.comes_first());
        let request = |t: &Known, wish: &LabelSpec| {
            let priority = priority(Some(wish), if wish.offset.is_some() { annotations::BY_HAND } else { 0.0 });
            let (town, request) = self.town_request(t.shown(), priority, t.feature)?;
            let anchor = match wish.offset {
                Some(offset) => annotations::anchor_of_dot(town.at, town.radius_pt, offset),
                None => request.anchor,
            };
            Some((town, LabelRequest { anchor, ..request }))
        };
        towns.filter_map(|(t, wish)| request(&t, wish)).collect()
    }

    /// The names of the first cities, for which room is left.
    fn city_requests(&self, panel: &MapPanel) -> Vec<LabelRequest> {
        let layers = panel.layers.clone();
        let cities = self.known_towns(&layers, panel).cities();
        let request = |t: &Known| Some(self.town_request(t.shown(), towns::usual(t), t.feature)?.1);
        cities.iter().filter_map(request).collect()
    }

    /// Wishes about names that this map doesn't have are told.
    fn unknown_wishes(&self, panel: &mut MapPanel) {
        let wishes = &self.input.figure.labels;
        if wishes.is_empty() {
            return;
        }
        let layers = panel.layers.clone();
        let mut known = self.known_towns(&layers, panel);
        let towns: Vec<&str> = known.wanted(wishes).into_iter().map(|(_, wish)| wish.of.as_str()).collect();
        let here = |wish: &LabelSpec| {
            let shown = panel.symbols.iter().map(|s| &self.input.incidents[s.incident]);
            towns.contains(&wish.of.as_str())
                || panel.towns.iter().any(|t| t.is_called(&wish.of))
                || shown.map(|i| self::wish(std::slice::from_ref(wish), i)).any(|w| w.is_some())
        };
        let missing = wishes.iter().filter(|w| !here(w)).map(|wish| {
            let near = known.open.iter().map(|t| (strsim::jaro_winkler(t.latin, &wish.of), t.latin));
            let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.8);
            let near = near.map_or_else(String::new, |(_, name)| format!("; did you mean “{name}”?"));
            let reason = format!("no incident and no town of that name is on this map{near}");
            let unplaced = Unplaced { id: wish.of.clone(), reason, required: wish.must };
            MapLabel { unplaced: Some(unplaced), ..MapLabel::new(LabelKind::Place, wish.of.clone(), None) }
        });
        let missing: Vec<MapLabel> = missing.collect();
        panel.labels.extend(missing);
    }
}
