//! Locator, panels and key as pieces, stacked beside the map or set below it.

use super::Page;
use super::grid::PanelsPlace;
use crate::data::layer::Layer;
use crate::layout::frame::MapFrame;
use crate::layout::inset;
use crate::layout::map::names;
use crate::layout::panel::key::{self, KeyEntry};
use crate::layout::panel::{self, PlacedPanel, by_group, by_number, by_time, claims, statements, table};
use crate::spec::Panel;
use crate::units::mm;
use kurbo::{Rect, Vec2};
use std::sync::Arc;

/// A panel before it has its place.
pub(super) enum Piece {
    Locator(Vec2),
    Panel(PlacedPanel),
    Key(Vec<KeyEntry>),
    /// Names that numbers on the map stand for.
    Names(Vec<String>),
    /// One of the figure's insets.
    Inset(usize),
}

/// Pieces that have a place, and those that are left for the map itself.
#[derive(Default)]
pub(super) struct PlacedPieces {
    pub(super) panels: Vec<PlacedPanel>,
    pub(super) locator: Option<Rect>,
    pub(super) insets: Vec<(usize, Rect)>,
    pub(super) rest: Vec<Piece>,
}

impl<'a> Page<'a, '_, '_> {
    pub(super) fn piece_height(&self, piece: &Piece, width: f64) -> f64 {
        match piece {
            Piece::Locator(size) => size.y * width / size.x,
            Piece::Panel(panel) => panel.rect.height(),
            Piece::Key(entries) => key::key(entries, width, self.key_columns(), self.set).rect.height(),
            Piece::Names(names) => by_number::by_number(names, width, self.set).rect.height(),
            Piece::Inset(index) => inset::size(&self.input.insets[*index], width).y,
        }
    }

    pub(super) fn key_columns(&self) -> usize {
        if self.grid.column.is_some() { 2 } else { 3 }
    }

    /// What shall stand beside (or below) the map, in order.
    pub(super) fn pieces(&self, frame: &MapFrame, layers: &[Arc<Layer>], place: &PanelsPlace) -> Vec<Piece> {
        let figure = self.input.figure;
        let width = place.area.width();
        let mut pieces = Vec::new();
        if place.with_locator {
            pieces.extend(self.locator_piece(frame, place));
        }
        if !place.below {
            pieces.extend(self.insets_wanted(true, frame).into_iter().map(Piece::Inset));
        }
        let entries = self.key_entries(frame, layers);
        let mut key_done = entries.is_empty();
        for wanted in &figure.panels_shown() {
            match wanted {
                Panel::Key if !key_done => {
                    pieces.push(Piece::Key(entries.clone()));
                    key_done = true;
                }
                Panel::Key => {}
                Panel::Table { entries: texts } => {
                    let key = figure.panels.contains(&Panel::Key).then_some(&entries);
                    pieces.push(Piece::Panel(self.table(texts, key, place)));
                }
                other => pieces.extend(self.panel(other, width).map(Piece::Panel)),
            }
        }
        if !key_done {
            pieces.push(Piece::Key(entries));
        }
        pieces.extend(self.names_by_number().map(Piece::Names));
        pieces
    }

    /// The names that numbers on the map stand for.
    fn names_by_number(&self) -> Option<Vec<String>> {
        let names = self.by_number.iter().map(|&i| {
            let incident = &self.input.incidents[i];
            let (latin, arabic) = (incident.name.as_deref(), incident.name_ar.as_deref());
            let figure = self.input.figure;
            let name = names::name(latin, arabic, &figure.lang, figure.second_lang.as_deref());
            name.map_or_else(String::new, |n| match n.second {
                Some(second) => format!("{} · {second}", n.first),
                None => n.first,
            })
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then_some(names)
    }

    /// The locator, if it helps here.
    fn locator_piece(&self, frame: &MapFrame, place: &PanelsPlace) -> Option<Piece> {
        self.locator_extent(frame).filter(|_| self.input.figure.locator)?;
        let (width, ratio) = (place.area.width(), if place.below { 0.82 } else { 0.64 });
        Some(Piece::Locator(Vec2::new(width, width * ratio)))
    }

    pub(super) fn panel(&self, wanted: &Panel, width: f64) -> Option<PlacedPanel> {
        let find = |id: &str| self.input.incidents.iter().position(|i| i.id == id);
        let cite = |key: &str| self.citations.number(key);
        match wanted {
            Panel::Claims { incident, heading } => {
                let incident = &self.input.incidents[find(incident)?];
                let heading = heading.as_deref().unwrap_or(self.set.language.number_killed_by_claim);
                Some(claims::claims(incident, heading, width, &cite, self.set))
            }
            Panel::Statements { heading, entries } => {
                let entries: Vec<(String, String)> =
                    entries.iter().map(|e| (e.lead.clone(), self.citations.resolve(&e.text))).collect();
                Some(statements::statements(heading, &entries, width, self.set))
            }
            Panel::ByTime { heading } => {
                Some(by_time::by_time(self.input.timeline?, heading.as_deref(), width, self.set))
            }
            Panel::ByGroup { by, heading } => {
                let made = (self.set.language.summed.by_group)(by);
                Some(by_group::by_group(self.input.groups?, heading.as_deref().unwrap_or(&made), width, self.set))
            }
            Panel::Table { .. } | Panel::TimeStrip { .. } | Panel::Key => None,
        }
    }

    /// The table with as many attributions a row as let it and the key fit beside the map, else it alone, else its first rows.
    fn table(&self, texts: &[crate::spec::EntryText], key: Option<&Vec<KeyEntry>>, place: &PanelsPlace) -> PlacedPanel {
        let width = place.area.width();
        let all = |most: usize| table::table(&self.rows(texts, most), 0, width, mm(0.75), self.set);
        let most_of_all = self.input.incidents.iter().map(|i| i.attribution.len()).max().unwrap_or(0).clamp(2, 12);
        let key_height = key.map_or(0.0, |k| mm(3.2) + key::key(k, width, self.key_columns(), self.set).rect.height());
        for beside_it in [key_height, 0.0] {
            for most in (1..=most_of_all).rev() {
                let table = all(most);
                if table.rect.height() + beside_it <= place.area.height() {
                    return table;
                }
            }
        }
        // As many rows as there is room for; the others are told by their number, and stand in the data.
        let rows = self.rows(texts, 1);
        let first = |kept: usize| table::table(&rows[..kept], rows.len() - kept, width, mm(0.75), self.set);
        let fits = (1..=rows.len()).rev().map(first).find(|table| table.rect.height() <= place.area.height());
        fits.unwrap_or_else(|| all(2))
    }

    pub(super) fn rows(&self, entries: &[crate::spec::EntryText], most: usize) -> Vec<table::Row> {
        let language = self.set.language;
        let cite = |key: &str| self.citations.number(key);
        let rows = self.input.incidents.iter().enumerate().map(|(i, incident)| {
            let own = entries.iter().find(|e| e.incident == incident.id);
            let name = names::name(incident.name.as_deref(), incident.name_ar.as_deref(), language.code, None);
            let what = own.map(|e| e.what.clone()).or_else(|| {
                let what = if language.rtl {
                    incident.what_ar.as_ref().or(incident.what.as_ref())
                } else {
                    incident.what.as_ref()
                };
                what.map(|w| if w.ends_with('.') { w.clone() } else { format!("{w}.") })
            });
            let attribution = match own {
                Some(own) => self.citations.resolve(own.attribution.as_deref().unwrap_or_default()),
                None => {
                    panel::attribution::sentence(&incident.attribution, most, incident.contested(), &cite, language)
                }
            };
            let star = if table::date_is_soft(incident) { "*" } else { "" };
            table::Row {
                number: i + 1,
                color: self.set.theme.kind(incident.kind),
                name: name.map_or_else(|| incident.id.clone(), |n| n.first),
                date: incident.date.as_ref().map_or_else(String::new, |d| format!("{}{star}", language.date(d))),
                what: self.citations.resolve(&what.unwrap_or_default()),
                attribution,
                killed: table::killed(incident, language),
            }
        });
        rows.collect()
    }

    /// Puts the pieces beside or below the map; what doesn't fit comes back for the map itself.
    pub(super) fn place_pieces(
        &mut self,
        frame: &MapFrame,
        layers: &[Arc<Layer>],
        place: &PanelsPlace,
    ) -> PlacedPieces {
        let pieces = self.pieces(frame, layers, place);
        let mut placed =
            if place.below { self.place_below(pieces, place.area) } else { self.place_beside(pieces, place.area) };
        if !place.with_locator {
            placed.rest.extend(self.locator_piece(frame, place));
        }
        let on_map = if place.below { self.insets_wanted(true, frame) } else { Vec::new() };
        placed.rest.extend(on_map.into_iter().chain(self.insets_wanted(false, frame)).map(Piece::Inset));
        let smaller: Vec<usize> = (0..self.input.insets.len()).filter(|i| !self.is_larger(*i, frame)).collect();
        for index in smaller {
            let letter = self.set.language.inset_letters[index];
            self.left_out.push(format!("inset {letter}: no larger than the map itself"));
        }
        placed
    }

    pub(super) fn place_beside(&mut self, pieces: Vec<Piece>, area: Rect) -> PlacedPieces {
        let least_gap = mm(3.2);
        let mut pieces: Vec<(Piece, f64)> = pieces
            .into_iter()
            .map(|p| {
                let h = self.piece_height(&p, area.width());
                (p, h)
            })
            .collect();
        let mut placed = PlacedPieces::default();
        // What can lie on the map leaves the column first: the locator, insets, then the key.
        for leaves in [
            |p: &Piece| matches!(p, Piece::Locator(_)),
            |p: &Piece| matches!(p, Piece::Inset(_)),
            |p: &Piece| matches!(p, Piece::Key(_)),
            |_: &Piece| true,
        ] {
            let needed =
                |all: &[(Piece, f64)]| all.iter().map(|p| p.1).sum::<f64>() + least_gap * (all.len().max(1) - 1) as f64;
            while needed(&pieces) > area.height() + 1.0 {
                let Some(i) = pieces.iter().rposition(|(p, _)| leaves(p)) else { break };
                placed.rest.push(pieces.remove(i).0);
            }
        }
        let heights: f64 = pieces.iter().map(|p| p.1).sum();
        let free = (area.height() - heights).max(0.0);
        let gap = if pieces.len() > 1 { (free / (pieces.len() - 1) as f64).clamp(least_gap, mm(9.0)) } else { 0.0 };
        let mut y = area.y0;
        for (piece, height) in pieces {
            let rect = Rect::new(area.x0, y, area.x1, y + height);
            match piece {
                Piece::Locator(_) => placed.locator = Some(rect),
                Piece::Inset(index) => placed.insets.push((index, rect)),
                Piece::Panel(panel) => placed.panels.push(panel.at(rect.origin())),
                Piece::Names(names) => {
                    placed.panels.push(by_number::by_number(&names, rect.width(), self.set).at(rect.origin()));
                }
                Piece::Key(entries) => {
                    placed
                        .panels
                        .push(key::key(&entries, rect.width(), self.key_columns(), self.set).at(rect.origin()));
                }
            }
            y += height + gap;
        }
        placed
    }
}
