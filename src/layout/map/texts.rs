//! Texts that the label engine places: numbers, names of places and towns, radii.

use super::measured::MeasuredLine;
use super::symbols::Symbol;
use super::{Builder, LabelKind, MapLabel, MapPanel};
use crate::layout::label::{self, Anchor, LabelRequest, place_leaving_room};
use crate::layout::theme::{NUMBER_DISC_PT, TextRole};
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};

/// A number that leaves its symbol's name no place beside it costs so much.
const NAME_WITHOUT_PLACE_COST: f64 = 40.0;

/// Where the number of a symbol may stand, the best first.
fn number_spots(symbol: &Symbol) -> [Point; 8] {
    let out = symbol.reach_pt() + NUMBER_DISC_PT + 0.4;
    [-45.0_f64, -90.0, 0.0, 45.0, 180.0, 90.0, 135.0, 225.0].map(|azimuth: f64| {
        let (sin, cos) = libm::sincos(azimuth.to_radians());
        symbol.at + Vec2::new(sin, -cos) * out
    })
}

/// How far a value stands off the middle of its line: clear of the line itself, and of its foot where that is near.
fn off_line_pt(line: &MeasuredLine) -> f64 {
    ((line.ends.p1 - line.ends.p0).hypot() / 2.0 + 4.0).min(8.0)
}

impl Builder<'_, '_, '_> {
    /// Numbers stand on the edge of their symbol, where they hide least and leave the best place to its name.
    pub(super) fn numbers(&mut self, panel: &mut MapPanel) {
        for symbol in &panel.symbols {
            let Some(number) = symbol.number else { continue };
            let disc = |p: &Point| Rect::from_center_size(*p, (2.0 * NUMBER_DISC_PT, 2.0 * NUMBER_DISC_PT));
            let names = self.places_of_name(symbol, panel);
            let cost = |p: &Point| {
                let free = names.iter().filter(|(place, _)| !disc(p).inset(0.4).overlaps(*place));
                let name = free.map(|(_, cost)| *cost).fold(NAME_WITHOUT_PLACE_COST, f64::min);
                self.obstacles.cost(disc(p)) + if names.is_empty() { 0.0 } else { name }
            };
            let spots = number_spots(symbol);
            let inside = panel.frame.rect.inset(-2.0);
            let free = spots.iter().filter(|p| {
                let rect = disc(p);
                inside.union(rect) == inside && self.obstacles.is_free(rect.inset(-0.8))
            });
            let spot = free.map(|p| (cost(p), *p)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(spots[0], |(_, p)| p);
            self.obstacles.add(disc(&spot).inset(0.4));
            panel.numbers.push((number, symbol.color, spot));
        }
    }

    /// Where the name of a symbol's incident could stand beside it, and the cost.
    fn places_of_name(&self, symbol: &Symbol, panel: &MapPanel) -> Vec<(Rect, f64)> {
        let name = self.name_of_place(symbol.incident);
        let request = name.map(|name| self.place_request(symbol, name, 0.0, panel));
        request.map_or_else(Vec::new, |r| label::places_beside(&r, &self.obstacles, panel.frame.rect))
    }

    /// Values of measured lines that have no room on their line.
    pub(super) fn values_beside_lines(&mut self, panel: &mut MapPanel) {
        let beside = panel.measured.iter().filter_map(|m| {
            let line = self.set.line_in(&[(TextRole::MeasuredValue, m.beside.as_ref()?)]);
            Some(LabelRequest {
                id: line.text.clone(),
                lines: vec![line],
                leading_pt: 7.0,
                anchor: Anchor::Symbol { at: m.ends.p0.midpoint(m.ends.p1), radius_pt: off_line_pt(m) },
                priority: 90.0,
                leader: true,
                halo: Some((self.set.theme.halo_interest, 1.0)),
            })
        });
        let beside: Vec<LabelRequest> = beside.collect();
        self.place_all(beside, LabelKind::Measured, panel);
    }

    pub(super) fn place_all(&mut self, requests: Vec<LabelRequest>, kind: LabelKind, panel: &mut MapPanel) {
        self.place_leaving_room(requests, &[], kind, panel);
    }

    pub(super) fn place_leaving_room(
        &mut self,
        requests: Vec<LabelRequest>,
        others: &[LabelRequest],
        kind: LabelKind,
        panel: &mut MapPanel,
    ) {
        let placed = place_leaving_room(&requests, others, &mut self.obstacles, panel.frame.rect);
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
            panel.labels.push(MapLabel { unplaced, ..MapLabel::new(kind, text, placed) });
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
}
