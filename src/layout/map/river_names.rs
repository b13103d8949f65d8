//! Names of rivers along their courses.

use super::{Builder, LabelKind, MapLabel, MapPanel};
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::layout::label::along::{LineName, along, joined};
use crate::layout::label::{Obstacles, PlacedLabel, PlacedLine};
use crate::layout::theme::TextRole;
use crate::units::mm;
use kurbo::{Point, Rect};

/// A river with a name.
struct River {
    rank: u8,
    first: String,
    second: Option<String>,
    parts: Vec<Vec<Point>>,
}

/// Free space between a river and its name.
const GAP_PT: f64 = 1.3;
/// A river nearer to a border than this runs along it.
const BORDER_PT: f64 = mm(1.25);
/// From one writing of a name to the next.
const REPEAT_PT: f64 = mm(90.0);

/// Rivers up to this rank are drawn: fewer the smaller the scale.
pub fn least_rank(scale_denominator: f64) -> u8 {
    match scale_denominator {
        s if s < 2.0e6 => 20,
        s if s < 6.0e6 => 8,
        s if s < 2.0e7 => 6,
        _ => 3,
    }
}

/// The borders of a frame, as lines.
fn borders(panel: &MapPanel) -> Obstacles {
    let mut borders = Obstacles::new(panel.frame.rect);
    let layers = panel.layers.iter().filter(|l| l.role == LayerRole::Border).flat_map(|l| &l.features);
    for feature in layers.filter(|f| f.bounds.intersects(&panel.frame.visible)) {
        for line in geometry::lines(&feature.geometry).iter().flat_map(|l| panel.frame.line(l)) {
            borders.add_line(&line, 1.0);
        }
    }
    borders
}

/// The parts of a course that keep away from lines.
fn away_from(course: &[Point], lines: &Obstacles) -> Vec<Vec<Point>> {
    let away = |p: &Point| lines.cost(Rect::from_center_size(*p, (2.0 * BORDER_PT, 2.0 * BORDER_PT))) == 0.0;
    let marked: Vec<(Point, bool)> = course.iter().map(|p| (*p, away(p))).collect();
    marked.chunk_by(|a, b| a.1 == b.1).filter(|c| c[0].1).map(|c| c.iter().map(|p| p.0).collect()).collect()
}

/// Why a river has no name.
const NO_STRETCH: &str = "no gentle stretch of its course is free";

impl Builder<'_, '_, '_> {
    /// Each river that is drawn has its name beside it, in each language at a stretch of its own.
    pub(super) fn river_names(&mut self, panel: &mut MapPanel) {
        let (rivers, lines) = self.rivers(panel);
        let area_mm2 = panel.frame.rect.area() / (mm(1.0) * mm(1.0));
        let most = ((area_mm2 / 2500.0) as usize).clamp(2, 14);
        let borders = borders(panel);
        for river in rivers.into_iter().take(most) {
            let whole = joined(river.parts);
            // Where a river is the border, the border stands for it; a name there would be taken for the border's.
            let own: Vec<Vec<Point>> = whole.iter().flat_map(|c| away_from(c, &borders)).collect();
            let first = [&own, &whole].into_iter().find_map(|c| self.river_name(&river.first, c, &lines, None, panel));
            let Some(near) = first else {
                panel.labels.push(MapLabel::without_place(LabelKind::River, river.first, NO_STRETCH));
                continue;
            };
            let Some(second) = river.second else { continue };
            if self.river_name(&second, &own, &lines, Some(near), panel).is_none() {
                panel.labels.push(MapLabel::without_place(LabelKind::River, second, NO_STRETCH));
            }
        }
    }

    /// The rivers with names, the most important first, and all that are drawn as lines not to be crossed.
    fn rivers(&self, panel: &MapPanel) -> (Vec<River>, Obstacles) {
        let least = least_rank(panel.frame.scale_denominator());
        let mut rivers: Vec<River> = Vec::new();
        let mut lines = Obstacles::new(panel.frame.rect);
        let layers = panel.layers.iter().filter(|l| l.role == LayerRole::River).flat_map(|l| &l.features);
        for feature in layers.filter(|f| f.rank <= least && f.bounds.intersects(&panel.frame.visible)) {
            let parts: Vec<Vec<Point>> =
                geometry::lines(&feature.geometry).iter().flat_map(|l| panel.frame.line(l)).collect();
            parts.iter().for_each(|p| lines.add_line(p, 2.5));
            let Some(name) = self.name_of(feature) else { continue };
            match rivers.iter_mut().find(|r| r.first == name.first) {
                Some(river) => {
                    river.rank = river.rank.min(feature.rank);
                    river.parts.extend(parts);
                }
                None => rivers.push(River { rank: feature.rank, first: name.first, second: name.second, parts }),
            }
        }
        let frame = panel.frame.rect;
        let length = |r: &River| -> f64 {
            r.parts
                .iter()
                .flat_map(|p| p.windows(2))
                .filter(|w| frame.contains(w[0]))
                .map(|w| w[0].distance(w[1]))
                .sum()
        };
        let mut measured: Vec<(f64, River)> = rivers.into_iter().map(|r| (length(&r), r)).collect();
        // A river that only touches a corner of the frame needs no name.
        measured.retain(|(length, _)| *length > mm(15.0));
        measured
            .sort_by(|a, b| a.1.rank.cmp(&b.1.rank).then(b.0.total_cmp(&a.0)).then_with(|| a.1.first.cmp(&b.1.first)));
        (measured.into_iter().map(|(_, r)| r).collect(), lines)
    }

    /// Writes a name as often as the river is long; where the first stands.
    fn river_name(
        &mut self,
        text: &str,
        courses: &[Vec<Point>],
        lines: &Obstacles,
        near: Option<Point>,
        panel: &mut MapPanel,
    ) -> Option<Point> {
        let line = self.set.line(TextRole::River, text);
        let name = LineName { line: &line, courses, gap_pt: GAP_PT, repeat_pt: REPEAT_PT, near };
        let placed = along(&name, &self.obstacles, lines, panel.frame.rect);
        let first = placed.first()?.bounds().center();
        for text in placed {
            let halo = self.ground.color_under(text.bounds(), self.set.theme);
            self.take_line(text.halo(halo, 0.9), LabelKind::River, panel);
        }
        Some(first)
    }

    /// A text that has found its place by itself: other texts keep off it.
    pub(super) fn take_line(&mut self, text: PlacedLine, kind: LabelKind, panel: &mut MapPanel) {
        text.chain().into_iter().for_each(|link| self.obstacles.add(link));
        let (id, bounds) = (text.line.text.clone(), text.bounds());
        let placed = Some(PlacedLabel { id: id.clone(), lines: vec![text], bounds, leader: None, dot: None });
        panel.labels.push(MapLabel::new(kind, id, placed));
    }
}
