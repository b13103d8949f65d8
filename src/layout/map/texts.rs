//! Texts that the label engine places: numbers, names of places and towns, radii.

use super::names::{self, Town};
use super::{Builder, LabelKind, MapLabel, MapPanel};
use crate::data::layer::{Layer, LayerRole};
use crate::layout::label::{Anchor, LabelRequest, place};
use crate::layout::theme::{HALO_PT, NUMBER_DISC_PT, TextRole};
use crate::units::mm;
use kurbo::{Point, Rect};

impl Builder<'_, '_, '_> {
    /// Numbers stand on the edge of their symbol, where they hide least.
    pub(super) fn numbers(&mut self, panel: &mut MapPanel) {
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

    pub(super) fn place_names(&mut self, panel: &mut MapPanel) {
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

    pub(super) fn place_all(&mut self, requests: Vec<LabelRequest>, kind: LabelKind, panel: &mut MapPanel) {
        let placed = place(&requests, &mut self.obstacles, panel.frame.rect);
        for (request, mut placed) in requests.iter().zip(placed) {
            if kind != LabelKind::Area
                && let Some(label) = &mut placed
            {
                let halo = self.ground.color_under(label.bounds, self.set.theme);
                label.lines.iter_mut().filter_map(|l| l.halo.as_mut()).for_each(|h| h.0 = halo);
            }
            let text = request.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ");
            panel.labels.push(MapLabel { kind, text, placed });
        }
    }

    pub(super) fn ring_labels(&mut self, panel: &mut MapPanel) {
        let ground = &self.ground;
        let inside = |p: Point| ground.of_interest(p);
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
        let before = panel.labels.len();
        self.place_all(requests, LabelKind::Ring, panel);
        // A radius beside a name would be read as part of it.
        for label in panel.labels[before..].iter().filter_map(|l| l.placed.as_ref()) {
            self.obstacles.add_soft(label.bounds.inset(mm(3.0)), 8.0);
        }
    }

    pub(super) fn town_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        let area_mm2 = panel.frame.rect.area() / (mm(1.0) * mm(1.0));
        let most = ((area_mm2 / 620.0) as usize).clamp(4, 90);
        let taken: Vec<Point> = panel.symbols.iter().map(|s| s.moved_from.unwrap_or(s.at)).collect();
        let shown = panel.symbols.iter().map(|s| &self.input.incidents[s.incident]);
        let named: Vec<String> = shown.flat_map(|i| i.name.iter().chain(&i.names_alt)).cloned().collect();
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
}
