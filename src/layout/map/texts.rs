//! Texts that the label engine places: numbers, names of places, areas and towns, radii.

use super::names::{self, Name};
use super::{Builder, LabelKind, MapLabel, MapPanel};
use crate::data::geometry;
use crate::data::layer::LayerRole;
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
        for (request, placed) in requests.iter().zip(placed) {
            let (mut placed, unplaced) = match placed {
                Ok(label) => (Some(label), None),
                Err(unplaced) => (None, Some(unplaced)),
            };
            if kind != LabelKind::Area
                && let Some(label) = &mut placed
            {
                let halo = self.ground.color_under(label.bounds, self.set.theme);
                label.lines.iter_mut().filter_map(|l| l.halo.as_mut()).for_each(|h| h.0 = halo);
            }
            let text = request.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ");
            panel.labels.push(MapLabel { kind, text, placed, unplaced });
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

    pub(super) fn area_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        // Names of divisions keep clear of the names of countries that they would seem to belong to.
        for (role, least_share, most) in
            [(LayerRole::Sea, 0.02, 2), (LayerRole::Country, 0.006, 14), (LayerRole::Admin1Area, 0.07, 5)]
        {
            let mut found: Vec<(f64, LabelRequest)> = Vec::new();
            for layer in panel.layers.iter().filter(|l| l.role == role) {
                for feature in layer.features.iter().filter(|f| f.bounds.intersects(&panel.frame.visible)) {
                    let name = names::name(
                        feature.name.as_deref(),
                        feature.name_ar.as_deref(),
                        &figure.lang,
                        figure.second_lang.as_deref(),
                    );
                    let rings: Vec<Vec<Point>> =
                        geometry::polygons(&feature.geometry).iter().flat_map(|r| panel.frame.polygon(r)).collect();
                    let seen = names::visible(panel.frame.rect, &rings);
                    if let Some(name) = name.filter(|_| seen.share >= least_share) {
                        found.extend(self.area_name(role, name, &seen).map(|request| (seen.share, request)));
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
        self.sea_names(panel);
    }

    /// The name of an area, as large as fits: a country that shows little has a small name, in one language.
    fn area_name(&self, role: LayerRole, name: Name, seen: &names::Visible) -> Option<LabelRequest> {
        let theme = self.set.theme;
        let halo = seen.any().map_or(theme.halo_interest, |p| self.ground.color_at(p, theme));
        let alone = Name { second: None, ..name.clone() };
        let request = |name: &Name, text_role, priority| {
            names::area_request(name, text_role, seen, priority + seen.share, halo, self.set)
        };
        match role {
            LayerRole::Admin1Area => request(&alone, TextRole::Region, 20.0),
            LayerRole::Country => {
                let large = (seen.share >= 0.035).then(|| request(&name, TextRole::Country, 40.0)).flatten();
                large
                    .or_else(|| request(&alone, TextRole::CountrySmall, 40.0))
                    .or_else(|| request(&alone, TextRole::CountrySmallest, 40.0))
            }
            _ => request(&name, TextRole::Sea, 40.0),
        }
    }

    /// Names of seas that are known by a point: where the text lies on water alone, near that point.
    fn sea_names(&mut self, panel: &mut MapPanel) {
        let figure = self.input.figure;
        let scale = panel.frame.scale_denominator();
        let mut requests = Vec::new();
        for feature in panel.layers.iter().filter(|l| l.role == LayerRole::SeaName).flat_map(|l| &l.features) {
            // Oceans on maps of the world, large seas of continents, gulfs and straits from 1:15,000,000.
            let (least_scale, most_scale) = [(3.0e7, f64::INFINITY), (8.0e6, 8.0e7), (4.0e6, 3.0e7), (1.0e6, 1.5e7)]
                [usize::from(feature.rank.min(3))];
            let at = geometry::points(&feature.geometry).first().and_then(|p| panel.frame.to_page(*p));
            let name = names::name(
                feature.name.as_deref(),
                feature.name_ar.as_deref(),
                &figure.lang,
                figure.second_lang.as_deref(),
            );
            let (Some(at), Some(name)) = (at, name) else { continue };
            if panel.frame.rect.contains(at) && (least_scale..most_scale).contains(&scale) {
                requests.extend(self.sea_name(&name, at, feature.rank, panel));
            }
        }
        self.place_all(requests, LabelKind::Area, panel);
    }

    fn sea_name(&self, name: &Name, at: Point, rank: u8, panel: &MapPanel) -> Option<LabelRequest> {
        let (lines, leading_pt) = names::lines(name, TextRole::Sea, self.set);
        let width = lines.iter().map(|l| l.ink.width()).fold(0.0, f64::max);
        let height = leading_pt * lines.len() as f64;
        // An ocean's name may move farther than a gulf's.
        let step_pt = if rank == 0 { mm(3.0) } else { mm(1.2) };
        let mut middles = Vec::new();
        for step in 0..81_i32 {
            let (dx, dy) = (f64::from(step % 9 - 4) * step_pt, f64::from(step / 9 - 4) * step_pt);
            let middle = Point::new(at.x + dx, at.y + dy);
            let on_water = (0..=6).all(|i| {
                let x = middle.x + width * (f64::from(i) / 6.0 - 0.5);
                let ends = [-0.5, 0.5].map(|v| Point::new(x, middle.y + v * height));
                ends.iter().all(|p| !self.ground.is_land(*p) && panel.frame.to_place(*p).is_some())
            });
            if on_water {
                middles.push((middle, libm::hypot(dx, dy) * 0.2));
            }
        }
        (!middles.is_empty()).then(|| LabelRequest {
            id: name.first.clone(),
            lines,
            leading_pt,
            anchor: Anchor::Middles(middles),
            priority: 30.0 - f64::from(rank),
            leader: false,
            halo: Some((self.set.theme.sea, HALO_PT)),
        })
    }
}
