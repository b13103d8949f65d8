//! The user's own layers: their points are symbols that texts keep off, and the names that a layer has are written beside
//! its points and in its areas. Names of lines are not written.

use super::annotations::PICTOGRAM_PT;
use super::names;
use super::{Builder, LabelKind, MapPanel};
use crate::data::geometry;
use crate::layout::UserLayer;
use crate::layout::label::{Anchor, LabelRequest};
use crate::layout::theme::{LAYER_DOT_PT, TextRole};
use crate::units::mm;
use kurbo::{Point, Rect};

/// Priority of a layer's names: after incidents and measured lines, before the base map's.
const USUAL_PRIORITY: u32 = 40;
/// Texts keep off the points of layers up to so many; more would leave them no room at all.
const MOST_POINTS: usize = 2_000;
/// Names of so many features of a layer are tried.
const MOST_NAMES: usize = 300;
/// Names of areas that take less than this share of the frame are not written.
const LEAST_SHARE: f64 = 0.004;
/// A text that hides a point of length of a layer's line costs so much.
const LINE_COST: f64 = 0.9;

impl Builder<'_, '_, '_> {
    /// Texts keep off points of layers, and rather off their lines.
    pub(super) fn block_layers(&mut self, panel: &MapPanel) {
        let features = self.input.user_layers.iter().flat_map(|own| own.layer.features.iter().map(move |f| (own, f)));
        let near = features.filter(|(_, f)| f.bounds.intersects(&panel.frame.visible));
        let mut points: Vec<(Point, f64)> = Vec::new();
        for (own, feature) in near {
            let on_page = geometry::points(&feature.geometry).into_iter().filter_map(|p| panel.frame.to_page(p));
            points.extend(on_page.map(|p| (p, radius_pt(own))));
            for line in geometry::lines(&feature.geometry).iter().flat_map(|l| panel.frame.line(l)) {
                self.obstacles.add_line(&line, LINE_COST);
            }
        }
        points.retain(|(p, _)| panel.frame.rect.contains(*p));
        if points.len() <= MOST_POINTS {
            points.iter().for_each(|(p, radius_pt)| self.obstacles.add_symbol(dot(*p, *radius_pt)));
        }
    }

    /// Names of the layers that have them.
    pub(super) fn layer_names(&mut self, panel: &mut MapPanel) {
        let layers = self.input.user_layers;
        let mut requests = Vec::new();
        for own in layers.iter().filter(|l| l.named) {
            let priority = f64::from(own.priority.unwrap_or(USUAL_PRIORITY));
            let near = own.layer.features.iter().filter(|f| f.bounds.intersects(&panel.frame.visible));
            for feature in near.take(MOST_NAMES) {
                let Some(name) = self.name_of(feature) else { continue };
                let points = geometry::points(&feature.geometry).into_iter().filter_map(|p| panel.frame.to_page(p));
                for at in points.filter(|p| panel.frame.rect.contains(*p)) {
                    let (lines, leading_pt) = names::lines(&name, TextRole::Town, self.set);
                    let anchor = Anchor::Symbol { at, radius_pt: radius_pt(own) };
                    let halo = Some((self.set.theme.halo_interest, self.set.theme.lines.halo));
                    let id = name.first.clone();
                    requests.push(LabelRequest { id, lines, leading_pt, anchor, priority, leader: true, halo });
                }
                let rings = geometry::polygons(&feature.geometry);
                if !rings.is_empty() {
                    let rings: Vec<Vec<Point>> = rings.iter().flat_map(|r| panel.frame.polygon(r)).collect();
                    requests.extend(self.area_of_layer(&name, &rings, priority, panel.frame.rect));
                }
            }
        }
        self.place_all(requests, LabelKind::Layer, panel);
    }

    /// Points of layers that have names: the base map need not name them again.
    pub(super) fn named_points(&self, panel: &MapPanel) -> Vec<Point> {
        let layers = self.input.user_layers.iter().filter(|l| l.named);
        let points = layers.flat_map(|l| &l.layer.features).flat_map(|f| geometry::points(&f.geometry));
        points.filter_map(|p| panel.frame.to_page(p)).collect()
    }

    fn area_of_layer(
        &self,
        name: &names::Name,
        rings: &[Vec<Point>],
        priority: f64,
        frame: Rect,
    ) -> Option<LabelRequest> {
        let seen = names::visible(frame, rings);
        let halo = self.set.theme.halo_interest;
        let fits = seen.share > LEAST_SHARE;
        fits.then(|| names::area_request(name, TextRole::Town, &seen, priority, halo, self.set)).flatten()
    }
}

fn radius_pt(own: &UserLayer) -> f64 {
    if own.pictogram.is_some() { PICTOGRAM_PT } else { LAYER_DOT_PT }
}

fn dot(at: Point, radius_pt: f64) -> Rect {
    Rect::from_center_size(at, (2.0 * radius_pt + mm(0.2), 2.0 * radius_pt + mm(0.2)))
}
