//! What stands on the map beside names: measured lines, scale bar, callouts, rings.

use super::symbols::{self, Placement};
use super::{Builder, MapPanel, measured, north_arrow, plates, room, scale_bar};
use kurbo::{Point, Rect, Vec2};

impl Builder<'_, '_, '_> {
    pub(super) fn measured_lines(&mut self, panel: &mut MapPanel) {
        let line = |distance: &measured::MeasuredDistance| {
            let symbol = panel.symbols.iter().find(|s| s.incident == distance.incident)?;
            measured::measured_line(&panel.frame, distance, symbol.reach_pt(), self.input.figure.units, self.set)
        };
        let mut lines: Vec<measured::MeasuredLine> = self.input.distances.iter().filter_map(line).collect();
        for i in 0..lines.len() {
            let (before, rest) = lines.split_at_mut(i);
            let Some((this, after)) = rest.split_first_mut() else { continue };
            let lines_in_the_way = before.iter().chain(after.iter()).any(|other| this.texts_lie_on_line(other));
            if lines_in_the_way || before.iter().any(|other| this.texts_lie_on_texts(other)) {
                this.write_beside();
            }
        }
        lines.iter().for_each(|line| line.block(&mut self.obstacles));
        panel.measured = lines;
    }

    pub(super) fn scale_bar(&mut self, panel: &mut MapPanel) {
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
        panel.scale_bar = spot.and_then(|spot| {
            let bar = scale_bar::at(&panel.frame, spot.origin(), unit, self.set)?;
            // Where the scale differs over the frame a bar may be longer here than in the middle.
            let beyond = bar.bounds.x1 - (panel.frame.rect.x1 - 7.0);
            if beyond <= 0.0 {
                Some(bar)
            } else {
                scale_bar::at(&panel.frame, spot.origin() - Vec2::new(beyond, 0.0), unit, self.set)
            }
        });
        match &panel.scale_bar {
            Some(bar) => self.obstacles.add(bar.bounds.inset(2.0)),
            None => panel.left_out.push("scale bar: no room".to_owned()),
        }
    }

    /// On a map that is turned: beside the scale bar, else in a corner, else anywhere.
    pub(super) fn north_arrow(&mut self, panel: &mut MapPanel) {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let frame = &panel.frame;
        let beside_a_turned_one = self.input.inset.is_some_and(|main| main.turned);
        if frame.projection.turn().is_none() && !beside_a_turned_one {
            return;
        }
        let Some(usual) = north_arrow::at(frame, frame.rect.center(), self.set) else { return };
        let size = Vec2::new(usual.bounds.width(), usual.bounds.height());
        let order = if self.set.language.rtl {
            [UpperLeft, UpperRight, LowerLeft, LowerRight]
        } else {
            [UpperRight, UpperLeft, LowerRight, LowerLeft]
        };
        let beside = panel.scale_bar.as_ref().map_or_else(Vec::new, |bar| beside(bar.bounds, size, frame.rect));
        let corners = room::corners(frame.rect, size, 7.0, order).into_iter().map(|(p, cost)| (p, cost + 30.0));
        let everywhere = room::everywhere(frame.rect, size, 7.0, 8.0, None);
        let spot = room::cheapest(size, beside.into_iter().chain(corners), &self.obstacles)
            .or_else(|| room::cheapest(size, everywhere, &self.obstacles));
        panel.north_arrow = spot.and_then(|spot| north_arrow::with_corner(frame, spot.origin(), size, self.set));
        match &panel.north_arrow {
            Some(arrow) => self.obstacles.add(arrow.bounds.inset(2.0)),
            None => panel.left_out.push("north arrow: no room".to_owned()),
        }
    }

    /// Callouts; those whose places are told go first.
    pub(super) fn callouts(&mut self, told: bool, panel: &mut MapPanel) {
        let input = self.input;
        for wanted in input.callouts.iter().filter(|c| (c.spec.at.is_some() || c.spec.offset.is_some()) == told) {
            let heading = &wanted.heading;
            let Some(symbol) = panel.symbols.iter().find(|s| s.incident == wanted.incident) else {
                panel.left_out.push(format!("callout “{heading}”: its incident is no point of the map"));
                continue;
            };
            match plates::callout(wanted, symbol, &panel.frame, &self.obstacles, self.set) {
                Some(callout) => {
                    self.obstacles.add(callout.rect.inset(2.0));
                    self.obstacles.add_leader(callout.leader);
                    panel.callouts.push(callout);
                }
                None => panel.left_out.push(format!("callout “{heading}”: no room")),
            }
        }
    }

    pub(super) fn rings(&mut self, panel: &mut MapPanel) {
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
}

/// Places for a box beside another one, in a frame: after it, before it, below it, above it.
fn beside(of: Rect, size: Vec2, frame: Rect) -> Vec<(Point, f64)> {
    let gap = 9.0;
    let inner = frame.inset(-7.0);
    let low = |y: f64| y.clamp(inner.y0, (inner.y1 - size.y).max(inner.y0));
    let middle = low(of.center().y - size.y / 2.0);
    let places = [
        Point::new(of.x1 + gap, middle),
        Point::new(of.x0 - gap - size.x, middle),
        Point::new(of.x0, of.y1 + gap),
        Point::new(of.x0, of.y0 - gap - size.y),
    ];
    let within = |p: &Point| p.x >= inner.x0 && p.x + size.x <= inner.x1 && p.y >= inner.y0 && p.y + size.y <= inner.y1;
    places.into_iter().filter(within).enumerate().map(|(i, p)| (p, i as f64)).collect()
}
