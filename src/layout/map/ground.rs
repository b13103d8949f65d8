//! What lies under the texts: base lines that a text should not hide, and the incidents themselves.

use super::names;
use super::symbols::{self, Placement, Symbol};
use super::trays::KnownArea;
use super::{Builder, IncidentGround, MapPanel, country_rings};
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::geographic::LonLat;
use crate::layout::frame::MapFrame;
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};

/// How far the rim of an uncertain place must stand out of its symbol to be drawn, in points.
pub const LEAST_RIM_PT: f64 = 0.8;

/// More symbols than this are kept off as the ground that they cover together, not one by one.
const MANY_SYMBOLS: usize = 1_000;
/// Side of a cell of that ground, in points.
const COVER_PT: f64 = 1.5;

/// The cells that boxes cover within a frame, run by run of each row: as many as the frame has room for, however many
/// boxes there are.
fn merged(boxes: &[Rect], frame: Rect) -> Vec<Rect> {
    let columns = libm::ceil(frame.width() / COVER_PT) as usize;
    let rows = libm::ceil(frame.height() / COVER_PT) as usize;
    let mut covered = vec![false; columns * rows];
    let cells = |low: f64, high: f64, most: usize| {
        let cell = |v: f64| (v / COVER_PT).clamp(0.0, most as f64) as usize;
        cell(low)..cell(high + COVER_PT).min(most)
    };
    for b in boxes {
        for row in cells(b.y0 - frame.y0, b.y1 - frame.y0, rows) {
            let run = cells(b.x0 - frame.x0, b.x1 - frame.x0, columns);
            covered[row * columns + run.start..row * columns + run.end].fill(true);
        }
    }
    let mut runs = Vec::new();
    for row in 0..rows {
        let cells = &covered[row * columns..(row + 1) * columns];
        let mut column = 0;
        for run in cells.chunk_by(|a, b| a == b) {
            if run[0] {
                let corner = frame.origin() + Vec2::new(column as f64 * COVER_PT, row as f64 * COVER_PT);
                runs.push(Rect::from_origin_size(corner, (run.len() as f64 * COVER_PT, COVER_PT)));
            }
            column += run.len();
        }
    }
    runs
}

/// How far a direction without a stated end is drawn: an eighth of the frame, fading out.
pub(super) fn usual_sector_m(frame: &MapFrame, at: Point) -> f64 {
    let pt_per_m = frame.pt_per_ground_m(at).unwrap_or(frame.pt_per_m);
    frame.rect.width().min(frame.rect.height()) / 8.0 / pt_per_m
}

/// The first of some ids, and how many more there are.
fn some(ids: &[&str]) -> String {
    let first = ids.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    if ids.len() > 5 { format!("{first} and {} more", ids.len() - 5) } else { first }
}

impl Builder<'_, '_, '_> {
    /// On a map of the world no text stands beside the world.
    pub(super) fn block_outside_of_the_world(&mut self, panel: &MapPanel) {
        let Some(edge) = panel.frame.world_edge() else { return };
        let frame = panel.frame.rect;
        let (top, bottom) = edge.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(t, b), p| (t.min(p.y), b.max(p.y)));
        self.obstacles.add(Rect::new(frame.x0, frame.y0 - 1.0, frame.x1, top));
        self.obstacles.add(Rect::new(frame.x0, bottom, frame.x1, frame.y1 + 1.0));
        let (step, middle) = (3.0, frame.center().x);
        for row in 0..(frame.height() / step) as usize + 1 {
            let (y0, y1) = (frame.y0 + row as f64 * step, frame.y0 + (row + 1) as f64 * step);
            let of_row = |e: &&[Point]| e[0].y.max(e[1].y) >= y0 && e[0].y.min(e[1].y) <= y1;
            let (mut west, mut east) = (frame.x0, frame.x1);
            for p in edge.windows(2).filter(of_row).flatten() {
                if p.x < middle {
                    west = west.max(p.x);
                } else {
                    east = east.min(p.x);
                }
            }
            self.obstacles.add(Rect::new(frame.x0 - 1.0, y0, west, y1));
            self.obstacles.add(Rect::new(east, y0, frame.x1 + 1.0, y1));
        }
    }

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
        let (mut without_place, mut outside) = (Vec::new(), Vec::new());
        for (index, incident) in self.input.incidents.iter().enumerate() {
            let number = self.input.figure.numbered.then_some(index + 1);
            if !matches!(symbols::placement(incident), Placement::None) && !symbols::is_shown(incident, &panel.frame) {
                outside.push(incident.id.as_str());
                continue;
            }
            match symbols::placement(incident) {
                Placement::Point { place, uncertainty_m } => self.at_point(index, place, uncertainty_m, panel),
                Placement::Sector { vertex, from_deg, to_deg, radius_m } => {
                    self.in_sector(index, vertex, (from_deg, to_deg), radius_m, panel);
                }
                Placement::Area { geometry, name } => {
                    let area =
                        KnownArea { name, name_ar: None, outline: Some(geometry.clone()), incidents: Vec::new() };
                    self.in_area(index, (&geo::Geometry::MultiPolygon(geometry), &[]), area, panel);
                }
                Placement::Named(name) => match self.input.catalogue.admin1_area(&name) {
                    Some(found) => {
                        let name_ar = found.name_ar.clone();
                        let area = KnownArea { name: Some(name), name_ar, outline: None, incidents: Vec::new() };
                        self.in_area(index, (&found.geometry, &found.countries), area, panel);
                    }
                    None => panel.left_out.push(format!("{}: no area named “{name}” is built in", incident.id)),
                },
                Placement::None => without_place.push(incident.id.as_str()),
            }
            if let Some(symbol) = panel.symbols.last_mut().filter(|s| s.incident == index) {
                symbol.number = number;
            }
        }
        for (ids, why) in [(without_place, "no place is told"), (outside, "outside the frame")] {
            if !ids.is_empty() {
                panel.left_out.push(format!(
                    "{} of {} incidents: {why} ({})",
                    ids.len(),
                    self.input.incidents.len(),
                    some(&ids)
                ));
            }
        }
        symbols::fan_out(&mut panel.symbols, panel.frame.rect);
        // The largest are drawn first, so that none hides a smaller one.
        panel.symbols.sort_by(|a, b| b.radius_pt().total_cmp(&a.radius_pt()).then(a.incident.cmp(&b.incident)));
        let boxes: Vec<Rect> = panel.symbols.iter().map(Symbol::bounds).collect();
        let boxes = if boxes.len() > MANY_SYMBOLS { merged(&boxes, panel.frame.rect) } else { boxes };
        boxes.into_iter().for_each(|b| self.obstacles.add_symbol(b));
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
        let Some(at) = panel.frame.to_page(place) else { return };
        let symbol = symbols::symbol(index, incident, at, panel.scale, self.set.theme);
        if let Some(radius_m) = uncertainty_m {
            let circle = crate::spatial::geodesic_circle(place, radius_m, 180);
            let reach =
                circle.iter().filter_map(|p| panel.frame.to_page(*p)).map(|p| (p - at).hypot()).fold(0.0, f64::max);
            if reach > symbol.radius_pt() + LEAST_RIM_PT {
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
        let of_main = self.input.inset.map(|main| main.sector_m);
        let reach_m = radius_m.or(of_main).unwrap_or_else(|| usual_sector_m(&panel.frame, vertex_at));
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let outline = crate::spatial::sector(vertex, from, to, reach_m);
        panel.incident_ground.push(IncidentGround::Sector { incident: index, outline, vertex: vertex_at, color });
        // The symbol of a direction that begins on an inset may stand beyond it.
        let seen = |at: &Point| of_main.is_none() || panel.frame.rect.contains(*at);
        if let Some(at) = symbols::sector_point(&panel.frame, vertex, from, to, reach_m).filter(seen) {
            panel.symbols.push(symbols::symbol(index, &self.input.incidents[index], at, panel.scale, self.set.theme));
        }
    }

    /// Hatches an area, once for all incidents that are known to it. `countries`: what the area is a division of, if it is one.
    pub(super) fn in_area(
        &mut self,
        index: usize,
        (area, countries): (&geo::Geometry<f64>, &[String]),
        known: KnownArea,
        panel: &mut MapPanel,
    ) {
        // The hatching of all that is known fills an inset and says nothing there.
        if self.input.inset.is_some() {
            return;
        }
        if let Some(same) = self.areas.iter_mut().find(|a| a.is_same(&known)) {
            same.incidents.push(index);
            return;
        }
        let color = self.set.theme.kind(self.input.incidents[index].kind);
        let rings = geometry::polygons(area).into_iter().flatten().collect();
        let within = country_rings(panel, countries);
        panel.incident_ground.push(IncidentGround::Area { incident: index, rings, within, color });
        self.areas.push(KnownArea { incidents: vec![index], ..known });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_ground_covers_every_box_and_little_more() {
        let frame = Rect::new(10.0, 20.0, 110.0, 90.0);
        let boxes: Vec<Rect> = (0..2_000)
            .map(|i| {
                let at = Point::new(12.0 + f64::from(i * 37 % 80), 25.0 + f64::from(i * 11 % 40));
                Rect::from_center_size(at, (2.0 + f64::from(i % 3), 3.0))
            })
            .collect();
        let ground = merged(&boxes, frame);
        assert!(ground.len() < 500, "{}", ground.len());
        for b in &boxes {
            let seen = b.intersect(frame);
            let area: f64 = ground
                .iter()
                .map(|g| g.intersect(seen))
                .filter(|o| o.width() > 0.0 && o.height() > 0.0)
                .map(|o| o.area())
                .sum();
            assert!((area - seen.area()).abs() < 1e-9, "{b:?}");
        }
        assert!(ground.iter().all(|g| boxes.iter().any(|b| b.inflate(1.6, 1.6).overlaps(*g))));
        assert!(merged(&[], frame).is_empty());
    }
}
