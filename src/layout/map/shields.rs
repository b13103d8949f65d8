//! Road numbers: once a road, on it, away from everything else.

use super::{Builder, MapPanel, Shield};
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::layout::label::PlacedLine;
use crate::layout::theme::TextRole;
use kurbo::{Point, Rect};

impl Builder<'_, '_, '_> {
    /// Road numbers stand on their road, away from everything else, once a road.
    pub(super) fn shields(&mut self, panel: &mut MapPanel) {
        let mut done: Vec<String> = Vec::new();
        for layer in panel.layers.iter().filter(|l| l.role == LayerRole::Road) {
            for feature in &layer.features {
                // `M4 (east of Aleppo)`: which part of the road it is, the map shows.
                let number = feature.reference.as_deref().and_then(|r| r.split(" (").next());
                let Some(number) = number.filter(|r| !done.iter().any(|d| d == r)) else { continue };
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
                    panel.shields.push(Shield { rect, text: PlacedLine::new(line, origin) });
                    self.obstacles.add(rect);
                    done.push(number.to_owned());
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
