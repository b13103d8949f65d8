//! Known places beyond the frame: arrows at its edge, as road signs at the edge of a town, for maps of seas and deserts where nothing on the map tells
//! where one is.
//!
//! In each of the four quarters around the frame the nearest town, where a more important one may be somewhat farther. The arrow points along the geodesic from the
//! middle of the map; the distance is that from the arrow.

use super::{Builder, LabelKind, MapPanel, names};
use crate::data::layer::LayerFeature;
use crate::geographic::LonLat;
use crate::layout::label::{Anchor, LabelRequest};
use crate::layout::theme::TextRole;
use crate::spatial::geodesic;
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};

/// An arrow at the frame's edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pointer {
    /// Where it ends.
    pub tip: Point,
    /// Where it points: a unit vector.
    pub along: Vec2,
}

/// Length of an arrow.
pub const ARROW_PT: f64 = mm(2.2);
/// Its tip keeps this far from the frame.
const FROM_EDGE_PT: f64 = mm(1.0);
/// A town of the next rank may be nearer by this share.
const RANK_SHARE: f64 = 0.12;
/// Farther away nothing orients any more, metres.
const FARTHEST_M: f64 = 5.0e6;

/// A town beyond the frame as seen from the middle of the map.
struct Beyond<'a> {
    feature: &'a LayerFeature,
    place: LonLat,
    azimuth_deg: f64,
    /// Its distance, longer for towns of less importance.
    weight_m: f64,
}

impl Builder<'_, '_, '_> {
    pub(super) fn places_beyond(&mut self, panel: &mut MapPanel) {
        if !self.input.figure.places_beyond {
            return;
        }
        let Some(middle) = panel.frame.to_place(panel.frame.rect.center()) else { return };
        let wanted: Vec<(Pointer, LabelRequest)> =
            self.nearest_beyond(middle, panel).iter().filter_map(|b| self.pointer(b, middle, panel)).collect();
        for (pointer, request) in wanted {
            let before = panel.labels.len();
            self.place_all(vec![request], LabelKind::Town, panel);
            // An arrow without its name says nothing.
            if panel.labels[before..].iter().any(|l| l.placed.is_some()) {
                self.obstacles.add(arrow_box(pointer));
                panel.pointers.push(pointer);
            } else {
                panel.labels.truncate(before);
            }
        }
    }

    /// The town to point at in each quarter around the map.
    fn nearest_beyond(&self, middle: LonLat, panel: &MapPanel) -> Vec<Beyond<'_>> {
        let mut quarters: [Option<Beyond>; 4] = [const { None }; 4];
        for feature in self.input.catalogue.places() {
            let geo::Geometry::Point(p) = &feature.geometry else { continue };
            let place = LonLat::new(p.x(), p.y());
            let on_page = panel.frame.to_page(place).is_some_and(|p| panel.frame.rect.contains(p));
            let way = geodesic::inverse(middle, place);
            if on_page || way.distance_m > FARTHEST_M {
                continue;
            }
            let azimuth_deg = way.azimuth_start_deg;
            let weight_m = way.distance_m * (1.0 + RANK_SHARE * f64::from(feature.rank));
            let quarter = &mut quarters[((azimuth_deg + 45.0) / 90.0) as usize % 4];
            if quarter.as_ref().is_none_or(|best| weight_m < best.weight_m) {
                *quarter = Some(Beyond { feature, place, azimuth_deg, weight_m });
            }
        }
        quarters.into_iter().flatten().collect()
    }

    /// The arrow to a town and the request for its name and distance.
    fn pointer(&self, beyond: &Beyond, middle: LonLat, panel: &MapPanel) -> Option<(Pointer, LabelRequest)> {
        let frame = &panel.frame;
        let center = frame.rect.center();
        let metres_per_pt = 1.0 / frame.pt_per_ground_m(center)?;
        let step_m = 0.1 * frame.rect.width().min(frame.rect.height()) * metres_per_pt;
        let toward = frame.to_page(geodesic::direct(middle, beyond.azimuth_deg, step_m))? - center;
        let along = toward / toward.hypot();
        let pointer = Pointer { tip: on_edge(frame.rect.inset(-FROM_EDGE_PT), along), along };
        let name = self.name_of(beyond.feature)?;
        let way = geodesic::inverse(frame.to_place(pointer.tip)?, beyond.place);
        // Places of towns are good to half a kilometre.
        let unit = self.input.figure.units;
        let (number, word) = (way.distance_m / unit.metres(), (self.set.language.unit)(unit));
        let text = names::Name { first: format!("{}\u{a0}· {number:.0}\u{a0}{word}", name.first), second: None };
        let (lines, leading_pt) = names::lines(&text, TextRole::Town, self.set);
        let request = LabelRequest {
            id: name.first,
            lines,
            leading_pt,
            anchor: Anchor::Symbol { at: arrow_box(pointer).center(), radius_pt: ARROW_PT / 2.0 },
            priority: 60.0,
            leader: false,
            halo: Some((self.set.theme.halo_interest, self.set.theme.lines.halo)),
        };
        Some((pointer, request))
    }
}

/// Where a ray from the middle of a rectangle leaves it.
fn on_edge(rect: Rect, along: Vec2) -> Point {
    let reach = |half: f64, part: f64| if part.abs() < 1e-9 { f64::INFINITY } else { half / part.abs() };
    rect.center() + along * reach(rect.width() / 2.0, along.x).min(reach(rect.height() / 2.0, along.y))
}

fn arrow_box(pointer: Pointer) -> Rect {
    let middle = pointer.tip - pointer.along * (ARROW_PT / 2.0);
    Rect::from_center_size(middle, (ARROW_PT, ARROW_PT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rays_leave_by_the_nearest_side() {
        let rect = Rect::new(0.0, 0.0, 20.0, 10.0);
        assert_eq!(on_edge(rect, Vec2::new(1.0, 0.0)), Point::new(20.0, 5.0));
        assert_eq!(on_edge(rect, Vec2::new(0.0, -1.0)), Point::new(10.0, 0.0));
        let corner = on_edge(rect, Vec2::new(0.6, 0.8));
        assert!((corner.y - 10.0).abs() < 1e-9 && (corner.x - 13.75).abs() < 1e-9);
    }
}
