//! Towns: which of them a frame names, so that it is neither crowded nor empty.
//!
//! Their number follows the size of the map. The first half are the most important ones, not too near to each other (the
//! incidents' names leave room for the first cities, and the names of divisions come after them); the others are chosen one by one where the map is emptiest (the farthest from all chosen so far, Gonzalez 1985), so that no
//! region is left without a name. A town whose name finds no place is not drawn, and its region is offered to others.

use super::place_names::priority;
use super::{Builder, LabelKind, MapPanel, names};
use crate::data::layer::{Layer, LayerFeature, LayerRole};
use crate::geographic::LonLat;
use crate::layout::label::{Anchor, LabelRequest, REQUIRED};
use crate::layout::theme::TextRole;
use crate::spec::LabelSpec;
use crate::units::mm;
use kurbo::{Point, Rect};
use std::cmp::Reverse;
use std::sync::Arc;

/// Map area for each town, in mm²: five on a locator, sixty on an A4 sheet.
const AREA_PER_TOWN_MM2: f64 = 620.0;
/// Least and greatest number of towns.
const COUNT: (usize, usize) = (4, 90);
/// Towns stand at least so far apart.
const APART_MM: f64 = 8.5;
/// Where so many people live is a city.
const CITY: u64 = 100_000;
/// So many cities of the countries of interest are the main ones of a frame.
const MAIN: usize = 2;
/// So many cities are placed before other towns.
const FIRST: usize = 6;
/// Regions whose towns found no place are offered to others so many times.
const REFILLS: usize = 2;

/// A town that is shown: its dot and its name.
#[derive(Debug, Clone)]
pub struct Town {
    /// Name in English, for reports.
    pub id: String,
    /// Middle of the dot.
    pub at: Point,
    /// Radius of the dot.
    pub radius_pt: f64,
    /// Is it one of the most important of the frame?
    pub main: bool,
    /// Name in Arabic.
    pub name_ar: Option<String>,
}

impl Town {
    /// Is this one of its names?
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.name_ar.as_deref() == Some(name)
    }
}

/// A town that could be shown.
pub struct Known<'a> {
    at: Point,
    pub feature: &'a LayerFeature,
    pub latin: &'a str,
    main: bool,
}

impl Known<'_> {
    /// With its dot.
    pub fn shown(&self) -> Town {
        Town {
            id: self.latin.to_owned(),
            at: self.at,
            radius_pt: if self.main { mm(0.75) } else { mm(0.6) },
            main: self.main,
            name_ar: self.feature.name_ar.clone(),
        }
    }

    fn is_called(&self, name: &str) -> bool {
        self.latin == name || self.feature.name_ar.as_deref() == Some(name)
    }

    fn is_city(&self) -> bool {
        self.feature.population.is_some_and(|p| p >= CITY)
    }

    /// Less is more important. Seats of divisions come before others of their rank: often their population isn't known, which doesn't make them small.
    fn importance(&self) -> (u8, bool, Reverse<Option<u64>>, &str) {
        let is_seat = self.feature.class.as_deref().is_some_and(|c| c.ends_with("capital"));
        (self.feature.rank, !is_seat, Reverse(self.feature.population), self.latin)
    }
}

/// A choice in progress: what is still open, and what stands on the map already.
pub struct Selection<'a> {
    pub open: Vec<Known<'a>>,
    towns: Vec<Point>,
    incidents: Vec<Point>,
}

impl<'a> Selection<'a> {
    /// Distance to the next town, and to the next town or incident.
    fn gaps(&self, at: Point) -> (f64, f64) {
        let nearest = |points: &[Point]| points.iter().map(|p| (*p - at).hypot()).fold(f64::INFINITY, f64::min);
        let town = nearest(&self.towns);
        (town, town.min(nearest(&self.incidents)))
    }

    fn take(&mut self, index: usize) -> Known<'a> {
        let town = self.open.remove(index);
        self.towns.push(town.at);
        town
    }

    /// Those that the figure has wishes about, each with its wish; of several of one name the most important.
    pub fn wanted<'w>(&mut self, wishes: &'w [LabelSpec]) -> Vec<(Known<'a>, &'w LabelSpec)> {
        let found = wishes.iter().filter_map(|wish| {
            let index = self.open.iter().position(|t| t.is_called(&wish.of))?;
            Some((self.take(index), wish))
        });
        found.collect()
    }

    /// The cities among the most important ones.
    pub fn cities(&mut self) -> Vec<Known<'a>> {
        let chosen = self.important(FIRST);
        chosen.into_iter().filter(Known::is_city).collect()
    }

    /// The most important ones that keep apart; an incident beside a city is no reason to leave the city out.
    fn important(&mut self, count: usize) -> Vec<Known<'a>> {
        let mut chosen = Vec::new();
        let mut next = 0;
        while chosen.len() < count && next < self.open.len() {
            if self.gaps(self.open[next].at).0 >= mm(APART_MM) {
                chosen.push(self.take(next));
            } else {
                next += 1;
            }
        }
        chosen
    }

    /// Those that fill the emptiest regions, the emptiest first, at least `apart` points from all others.
    fn fill(&mut self, count: usize, apart: f64) -> Vec<Known<'a>> {
        let mut chosen = Vec::new();
        while chosen.len() < count {
            // A village far from everything counts a little less than a city that is not quite so far.
            let room = |t: &Known| self.gaps(t.at).1 * (1.0 - 0.05 * f64::from(t.feature.rank.min(9)));
            let emptiest = self.open.iter().enumerate().filter(|(_, t)| self.gaps(t.at).1 >= apart);
            let found = emptiest.max_by(|(i, a), (j, b)| room(a).total_cmp(&room(b)).then(j.cmp(i)));
            let Some((index, _)) = found else { break };
            chosen.push(self.take(index));
        }
        chosen
    }
}

impl Builder<'_, '_, '_> {
    /// The first cities.
    pub(super) fn city_names(&mut self, panel: &mut MapPanel) {
        let layers = panel.layers.clone();
        let cities = self.known_towns(&layers, panel).cities();
        let before = panel.labels.len();
        self.name_towns(cities.iter().map(|t| (t.shown(), usual(t), t.feature)).collect(), panel);
        // One that finds no place is asked again with the other towns.
        let placed = panel.labels.split_off(before).into_iter().filter(|l| l.placed.is_some());
        panel.labels.extend(placed);
    }

    pub(super) fn town_names(&mut self, panel: &mut MapPanel) {
        let area_mm2 = panel.frame.rect.area() / (mm(1.0) * mm(1.0));
        let most = ((area_mm2 / AREA_PER_TOWN_MM2) as usize).clamp(COUNT.0, COUNT.1);
        let spacing = libm::sqrt(panel.frame.rect.area() / most as f64);
        let layers = panel.layers.clone();
        let mut selection = self.known_towns(&layers, panel);
        let wishes = &self.input.figure.labels;
        // Those that must be named have their places already.
        let wanted = selection.wanted(wishes).into_iter().filter(|(_, wish)| !wish.comes_first());
        let wanted: Vec<(Known, f64)> = wanted
            .map(|(t, wish)| {
                let p = priority(Some(wish), usual(&t));
                (t, p)
            })
            .collect();
        let there = panel.towns.len();
        let most_important = most.div_ceil(2).saturating_sub(there + wanted.len());
        let mut chosen = wanted;
        chosen.extend(selection.important(most_important).into_iter().map(|t| {
            let p = usual(&t);
            (t, p)
        }));
        let others = selection.fill(most.saturating_sub(there + chosen.len()), mm(APART_MM));
        chosen.extend(others.into_iter().map(|t| (t, 0.0)));
        let order = chosen.into_iter().map(|(t, priority)| (t.shown(), priority, t.feature)).collect();
        self.name_towns(order, panel);
        for _ in 0..REFILLS {
            selection.towns = panel.towns.iter().map(|t| t.at).collect();
            let missing = most.saturating_sub(panel.towns.len());
            let others = selection.fill(missing, spacing * 0.7);
            let others: Vec<_> = others.iter().map(|t| (t.shown(), 0.0, t.feature)).collect();
            self.name_towns(others, panel);
        }
    }

    /// All towns of the frame that don't stand for an incident already, the most important first.
    pub(super) fn known_towns<'l>(&self, layers: &'l [Arc<Layer>], panel: &MapPanel) -> Selection<'l> {
        let mut incidents: Vec<Point> = panel.symbols.iter().map(|s| s.moved_from.unwrap_or(s.at)).collect();
        incidents.extend(self.named_points(panel));
        let shown = panel.symbols.iter().map(|s| &self.input.incidents[s.incident]);
        let mut named: Vec<&String> = shown.flat_map(|i| i.name.iter().chain(&i.names_alt)).collect();
        named.extend(panel.towns.iter().map(|t| &t.id));
        let room = panel.frame.rect.inset(-4.0);
        let features = layers.iter().filter(|l| l.role == LayerRole::Place).flat_map(|l| &l.features);
        let known = features.filter_map(|feature| {
            let geo::Geometry::Point(p) = &feature.geometry else { return None };
            let (place, latin) = (LonLat::new(p.x(), p.y()), feature.name.as_ref()?);
            let at = panel.frame.visible.contains(place).then(|| panel.frame.to_page(place))??;
            let wished =
                self.input.figure.labels.iter().any(|l| l.of == *latin || Some(&l.of) == feature.name_ar.as_ref());
            let free = wished || !incidents.iter().any(|t| (*t - at).hypot() < mm(APART_MM) * 0.3);
            (room.contains(at) && free && !named.contains(&latin)).then_some(Known { at, feature, latin, main: false })
        });
        let mut open: Vec<Known> = known.collect();
        open.sort_by(|a, b| a.importance().cmp(&b.importance()));
        let main = MAIN.saturating_sub(panel.towns.iter().filter(|t| t.main).count());
        let cities = open.iter_mut().filter(|t| t.is_city() && self.ground.of_interest(t.at));
        cities.take(main).for_each(|t| t.main = true);
        Selection { open, towns: panel.towns.iter().map(|t| t.at).collect(), incidents }
    }

    /// The dot of a town and the request for its name; `None` where it lies under furniture or has no name.
    pub(super) fn town_request(
        &self,
        town: Town,
        priority: f64,
        feature: &LayerFeature,
    ) -> Option<(Town, LabelRequest)> {
        let name = self.name_of(feature)?;
        // A town under furniture is not one that found no place.
        let dot = Rect::from_center_size(town.at, (2.0 * town.radius_pt, 2.0 * town.radius_pt));
        if priority != REQUIRED && !self.obstacles.dot_is_free(dot) {
            return None;
        }
        let role = if town.main { TextRole::MainTown } else { TextRole::Town };
        let (lines, leading_pt) = names::lines(&name, role, self.set);
        let request = LabelRequest {
            id: town.id.clone(),
            lines,
            leading_pt,
            anchor: Anchor::Dot { at: town.at, radius_pt: town.radius_pt },
            priority,
            leader: priority == REQUIRED,
            halo: Some((self.set.theme.halo_interest, self.set.theme.lines.halo)),
        };
        Some((town, request))
    }

    /// Names towns; those that find a place are drawn.
    fn name_towns(&mut self, towns: Vec<(Town, f64, &LayerFeature)>, panel: &mut MapPanel) {
        let asked =
            towns.into_iter().filter_map(|(town, priority, feature)| self.town_request(town, priority, feature));
        let (asked, requests): (Vec<Town>, Vec<LabelRequest>) = asked.unzip();
        let before = panel.labels.len();
        self.place_all(requests, LabelKind::Town, panel);
        // A dot without a name tells nobody anything.
        let named = panel.labels[before..].iter().map(|l| l.placed.is_some());
        panel.towns.extend(asked.into_iter().zip(named).filter(|(_, n)| *n).map(|(t, _)| t));
    }
}

/// The priority of a town that is shown for its size: classes by rank.
pub fn usual(town: &Known) -> f64 {
    10.0 - f64::from(town.feature.rank.min(9))
}
