//! Incidents that are known to an area and no better: the area is hatched, and their symbols stand in a tray on it, under its name.
//!
//! A tray for each area; where there are many, or no room for so many boxes, one for all.

use super::plates::{self, PlacedTray};
use super::symbols::{self, Symbol};
use super::{Builder, IncidentGround, MapPanel, names};
use crate::layout::language::{self, Language};
use kurbo::Point;

/// More areas than this share one tray.
const MOST_TRAYS: usize = 6;

/// An area that incidents are known to, and no better.
#[derive(Debug, Clone)]
pub(super) struct KnownArea {
    /// Its own name.
    pub name: Option<String>,
    /// Its name in Arabic.
    pub name_ar: Option<String>,
    /// Its outline; `None`: that of a built-in division of its name.
    pub outline: Option<geo::MultiPolygon<f64>>,
    /// The incidents, in their order.
    pub incidents: Vec<usize>,
}

impl KnownArea {
    /// The same outline, or the same built-in division.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.outline, &other.outline) {
            (None, None) => self.name == other.name,
            (Some(a), Some(b)) => a == b,
            _ => false,
        }
    }
}

impl Builder<'_, '_, '_> {
    /// A tray for each area that incidents are known to; one for all of them where there are many, or no room for so many boxes.
    pub(super) fn trays(&mut self, panel: &mut MapPanel) {
        let areas = std::mem::take(&mut self.areas);
        if areas.is_empty() {
            return;
        }
        let placed = if areas.len() <= MOST_TRAYS { self.tray_each(&areas, panel) } else { None };
        let placed = placed.or_else(|| {
            let all: Vec<usize> = areas.iter().flat_map(|a| a.incidents.iter().copied()).collect();
            let heads = self.in_languages(|language| Some(language.area_only.to_owned()));
            let symbols = self.tray_symbols(&all, panel);
            plates::tray(&heads, symbols, panel.frame.rect, &[], &self.obstacles, self.set).map(|tray| vec![tray])
        });
        match placed {
            Some(trays) => {
                trays.iter().for_each(|tray| self.obstacles.add(tray.rect.inset(2.0)));
                panel.trays = trays;
            }
            None => panel.left_out.push("tray of incidents without a point: no room".to_owned()),
        }
    }

    fn tray_each(&self, areas: &[KnownArea], panel: &MapPanel) -> Option<Vec<PlacedTray>> {
        let mut obstacles = self.obstacles.clone();
        let mut placed = Vec::new();
        for area in areas {
            let heads = self.tray_heads(area);
            let symbols = self.tray_symbols(&area.incidents, panel);
            let rings = panel.incident_ground.iter().find_map(|ground| match ground {
                IncidentGround::Area { incident, rings, .. } if area.incidents.contains(incident) => Some(rings),
                _ => None,
            })?;
            let seen = [names::visible(panel.frame.rect, &panel.frame.polygon(rings))];
            let tray = plates::tray(&heads, symbols, panel.frame.rect, &seen, &obstacles, self.set)?;
            obstacles.add(tray.rect.inset(2.0));
            placed.push(tray);
        }
        Some(placed)
    }

    fn in_languages(&self, words: impl Fn(&'static Language) -> Option<String>) -> Vec<String> {
        let figure = self.input.figure;
        let codes = [Some(figure.lang.as_str()), figure.second_lang.as_deref()];
        codes.into_iter().flatten().filter_map(language::language).filter_map(words).collect()
    }

    /// The area's name: its own where its outline came with one, else what its incidents are all called; and that the place in it is not given.
    fn tray_heads(&self, area: &KnownArea) -> Vec<String> {
        let incidents = || area.incidents.iter().map(|i| &self.input.incidents[*i]);
        let first = incidents().next();
        let common = first.filter(|first| incidents().all(|i| i.name == first.name && i.name_ar == first.name_ar));
        self.in_languages(|language| {
            let of_incidents =
                common.and_then(|i| names::name(i.name.as_deref(), i.name_ar.as_deref(), language.code, None));
            let own = || names::name(area.name.as_deref(), area.name_ar.as_deref(), language.code, None);
            let name = if area.outline.is_some() { own().or(of_incidents) } else { of_incidents.or_else(own) };
            Some(match name {
                Some(name) => format!("{}{}{}", name.first, language.comma, language.place_not_given),
                None => language.area_only.to_owned(),
            })
        })
    }

    fn tray_symbols(&self, incidents: &[usize], panel: &MapPanel) -> Vec<Symbol> {
        let symbol = |index: &usize| {
            let incident = &self.input.incidents[*index];
            let mut symbol = symbols::symbol(*index, incident, Point::ZERO, panel.scale, self.set.theme);
            symbol.number = self.input.figure.numbered.then_some(index + 1);
            symbol
        };
        incidents.iter().map(symbol).collect()
    }
}
