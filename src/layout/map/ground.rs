//! What lies under the texts: base lines that a text should not hide, and the incidents themselves.

use super::names;
use super::symbols::{self, Placement};
use super::{Builder, IncidentGround, MapPanel};
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::geographic::LonLat;
use crate::units::mm;
use kurbo::Rect;

impl Builder<'_, '_, '_> {
    /// Lines of the ground cost a label that hides them.
    pub(super) fn block_ground(&mut self, panel: &MapPanel) {
        for layer in &panel.layers {
            let cost = match layer.role {
                LayerRole::Border => 6.0,
                LayerRole::Road => 0.9,
                LayerRole::River | LayerRole::Coastline => 0.5,
                LayerRole::Admin1Line => 0.3,
                _ => continue,
            };
            for feature in layer.features.iter().filter(|f| f.bounds.intersects(&panel.frame.visible)) {
                for line in geometry::lines(&feature.geometry) {
                    for part in panel.frame.line(&line) {
                        self.obstacles.add_line(&part, cost);
                    }
                }
            }
        }
    }

    pub(super) fn incidents(&mut self, panel: &mut MapPanel) {
        for (index, incident) in self.input.incidents.iter().enumerate() {
            let number = self.input.figure.numbered.then_some(index + 1);
            match symbols::placement(incident) {
                Placement::Point { place, uncertainty_m } => self.at_point(index, place, uncertainty_m, panel),
                Placement::Sector { vertex, from_deg, to_deg, radius_m } => {
                    self.in_sector(index, vertex, (from_deg, to_deg), radius_m, panel);
                }
                Placement::Area(area) => {
                    self.in_area(
                        index,
                        &geo::Geometry::MultiPolygon(area),
                        incident.name.clone().unwrap_or_default(),
                        panel,
                    );
                }
                Placement::Named(name) => match self.input.catalogue.admin1_area(&name) {
                    Some(area) => self.in_area(index, &area.geometry, name, panel),
                    None => panel.left_out.push(format!("{}: no area named “{name}” is built in", incident.id)),
                },
                Placement::None => {}
            }
            if let Some(symbol) = panel.symbols.last_mut().filter(|s| s.incident == index) {
                symbol.number = number;
            }
        }
        symbols::fan_out(&mut panel.symbols);
        // The largest are drawn first, so that none hides a smaller one.
        panel.symbols.sort_by(|a, b| b.radius_pt().total_cmp(&a.radius_pt()).then(a.incident.cmp(&b.incident)));
        for symbol in &panel.symbols {
            self.obstacles.add_symbol(symbol.bounds());
        }
    }

    /// Towns that a box should not hide, and hatched areas that names of other areas should keep off.
    pub(super) fn soften(&mut self, panel: &MapPanel) {
        for layer in panel.layers.iter().filter(|l| l.role == LayerRole::Place) {
            for feature in &layer.features {
                for at in geometry::points(&feature.geometry).into_iter().filter_map(|p| panel.frame.to_page(p)) {
                    if panel.frame.rect.contains(at) {
                        let cost = [60.0, 40.0, 14.0, 5.0, 2.0, 0.5][usize::from(feature.rank.min(5))];
                        self.obstacles.add_soft(Rect::from_center_size(at, (mm(2.0), mm(2.0))), cost);
                        if feature.rank <= 1 {
                            // Room for the name of a city that a reader will look for.
                            self.obstacles.add_soft(Rect::from_center_size(at, (mm(16.0), mm(14.0))), 20.0);
                        }
                    }
                }
            }
        }
        for ground in &panel.incident_ground {
            if let IncidentGround::Area { rings, .. } = ground {
                let seen = names::visible(panel.frame.rect, &panel.frame.polygon(rings));
                seen.cells().for_each(|cell| self.obstacles.add_soft(cell, 0.5));
            }
        }
    }

    pub(super) fn at_point(&mut self, index: usize, place: LonLat, uncertainty_m: Option<f64>, panel: &mut MapPanel) {
        let incident = &self.input.incidents[index];
        let at = panel.frame.to_page(place).filter(|p| panel.frame.rect.contains(*p));
        let Some(at) = at else {
            panel.left_out.push(format!("{}: it lies outside the frame", incident.id));
            return;
        };
        let symbol = symbols::symbol(index, incident, at, panel.scale, self.set.theme);
        if let Some(radius_m) = uncertainty_m {
            let circle = crate::spatial::geodesic_circle(place, radius_m, 180);
            let reach =
                circle.iter().filter_map(|p| panel.frame.to_page(*p)).map(|p| (p - at).hypot()).fold(0.0, f64::max);
            if reach > symbol.radius_pt() + mm(0.7) {
                let color = symbol.color;
                panel.incident_ground.push(IncidentGround::Disc { incident: index, circle, center: at, color });
                self.obstacles.add_soft(Rect::from_center_size(at, (1.6 * reach, 1.6 * reach)), 3.0);
            }
        }
        panel.symbols.push(symbol);
    }

    pub(super) fn in_sector(
        &mut self,
        index: usize,
        vertex: LonLat,
        (from, to): (f64, f64),
        radius_m: Option<f64>,
        panel: &mut MapPanel,
    ) {
        let Some(vertex_at) = panel.frame.to_page(vertex) else { return };
        // A radius that nobody states is drawn as an eighth of the frame, fading out.
        let reach_m = radius_m.unwrap_or_else(|| {
            let pt_per_m = panel.frame.pt_per_ground_m(vertex_at).unwrap_or(panel.frame.pt_per_m);
            panel.frame.rect.width().min(panel.frame.rect.height()) / 8.0 / pt_per_m
        });
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let outline = crate::spatial::sector(vertex, from, to, reach_m);
        panel.incident_ground.push(IncidentGround::Sector { incident: index, outline, vertex: vertex_at, color });
        if let Some(at) = symbols::sector_point(&panel.frame, vertex, from, to, reach_m) {
            panel.symbols.push(symbols::symbol(index, &self.input.incidents[index], at, panel.scale, self.set.theme));
        }
    }

    pub(super) fn in_area(&mut self, index: usize, area: &geo::Geometry<f64>, name: String, panel: &mut MapPanel) {
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let first_here = !self.tray.iter().any(|(_, n)| *n == name);
        if first_here {
            let rings = geometry::polygons(area).into_iter().flatten().collect();
            panel.incident_ground.push(IncidentGround::Area { incident: index, rings, color });
        }
        self.tray.push((index, name));
    }
}
