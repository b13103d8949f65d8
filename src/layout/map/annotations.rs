//! What is drawn by hand on the map: words, arrows, brackets, date badges, pictograms.
//!
//! What has its place (arrows, brackets, pictograms, boxes with an offset) takes it before the names do; words and badges without an offset are placed after the
//! names of incidents, by the label engine. Nothing of it is put elsewhere than it was asked for: what has no room there is left out and told.
//!
//! Limits: in insets nothing is drawn by hand; a bracket spans two spots and no more.

use super::symbols::{self, Placement};
use super::{Builder, LabelKind, MapPanel, measured, names};
use crate::geographic::LonLat;
use crate::layout::label::{Anchor, LabelRequest, PlacedLabel, PlacedLine, spot_for_box};
use crate::layout::theme::TextRole;
use crate::spatial::{geodesic, interval};
pub use crate::spec::Pictogram;
use crate::spec::{Annotation, Offset, Spot};
use crate::units::mm;
use kurbo::{BezPath, Line, ParamCurve, ParamCurveDeriv, Point, QuadBez, Rect, Vec2};

/// Something drawn by hand, with its place.
#[derive(Debug, Clone)]
pub enum PlacedAnnotation {
    /// A shaft and the triangle at its end.
    Arrow { shaft: BezPath, head: [Point; 3] },
    /// A line with its two ends turned towards the spots, and what stands along it.
    Bracket { line: BezPath, text: Option<PlacedLine> },
    /// A plate with a date, and the line to what it is the date of.
    Date { plate: Rect, text: PlacedLine, leader: Option<Line> },
    /// A pictogram by its middle.
    Pictogram { at: Point, pictogram: Pictogram },
}

/// Half the side of a pictogram's plate.
pub const PICTOGRAM_PT: f64 = mm(1.75);
const HEAD_PT: (f64, f64) = (mm(2.4), mm(1.7));
const USUAL_BEND: f64 = 0.12;
/// Arrows and brackets keep this far from the symbols that they name.
const GAP_PT: f64 = mm(0.9);
/// A bracket stands so far from its spots, and its ends are so long.
const BRACKET_PT: (f64, f64) = (mm(2.0), mm(1.2));
const BADGE_PADDING: Vec2 = Vec2::new(mm(1.0), mm(0.55));
/// Words are broken into lines of this width.
const TEXT_WIDTH_PT: f64 = mm(36.0);
/// Before names that only the data ask for.
pub(super) const BY_HAND: f64 = 1e6;
/// Names and other words that hide a point of an arrow or bracket cost so much.
const LINE_COST: f64 = 8.0;

/// A spot on the page.
#[derive(Debug, Clone, Copy)]
struct Found {
    at: Point,
    /// How far the symbol there reaches; 0 for a place.
    reach_pt: f64,
    incident: Option<usize>,
}

fn vector(offset: Offset) -> Vec2 {
    Vec2::new(mm(offset.right_mm), mm(offset.down_mm))
}

/// Where a box stands beside a spot.
pub(super) fn anchor(at: Point, radius_pt: f64, offset: Option<Offset>) -> Anchor {
    match offset {
        Some(offset) => Anchor::Beside { at, radius_pt, offset: vector(offset), dot: false },
        None => Anchor::Symbol { at, radius_pt },
    }
}

/// The same for the dot of a town, which is drawn only with its name.
pub(super) fn anchor_of_dot(at: Point, radius_pt: f64, offset: Offset) -> Anchor {
    Anchor::Beside { at, radius_pt, offset: vector(offset), dot: true }
}

impl Builder<'_, '_, '_> {
    /// What has its place from the start.
    pub(super) fn fixed_annotations(&mut self, panel: &mut MapPanel) {
        let input = self.input;
        for annotation in &input.annotations {
            match annotation {
                Annotation::Arrow { from, to, bend, .. } => self.arrow(from, to, *bend, panel),
                Annotation::Bracket { from, to, text } => self.bracket(from, to, text.as_deref(), panel),
                Annotation::Pictogram { at, pictogram, .. } => self.pictogram(at, *pictogram, panel),
                Annotation::Date { at, text, offset: offset @ Some(_) } => {
                    self.badge(at, text.as_deref(), *offset, panel);
                }
                Annotation::Text { at, text, offset: offset @ Some(_) } => self.words(at, text, *offset, panel),
                _ => {}
            }
        }
    }

    /// What finds its place beside what stands there already.
    pub(super) fn annotations(&mut self, panel: &mut MapPanel) {
        let input = self.input;
        for annotation in &input.annotations {
            match annotation {
                Annotation::Arrow { from, text: Some(text), .. } => self.words(from, text, None, panel),
                Annotation::Pictogram { at, name, name_ar, .. } => {
                    let name = self.name(name.as_deref(), name_ar.as_deref());
                    self.name_of_pictogram(at, name, panel);
                }
                Annotation::Date { at, text, offset: None } => self.badge(at, text.as_deref(), None, panel),
                Annotation::Text { at, text, offset: None } => self.words(at, text, None, panel),
                _ => {}
            }
        }
    }

    /// Where a spot is on the page.
    fn found(&self, spot: &Spot, panel: &MapPanel) -> Option<Found> {
        match spot {
            Spot::Place([lon, lat]) => {
                let at = panel.frame.to_page(LonLat::new(*lon, *lat)).filter(|p| panel.frame.rect.contains(*p))?;
                Some(Found { at, reach_pt: 0.0, incident: None })
            }
            Spot::Incident(id) => {
                let index = self.input.incidents.iter().position(|i| i.id == *id)?;
                let symbol = panel.symbols.iter().find(|s| s.incident == index)?;
                Some(Found { at: symbol.at, reach_pt: symbol.reach_pt(), incident: Some(index) })
            }
        }
    }

    /// The same; what isn't there is told.
    fn spot(&self, spot: &Spot, what: &str, panel: &mut MapPanel) -> Option<Found> {
        let found = self.found(spot, panel);
        if found.is_none() {
            let why = match spot {
                Spot::Place([lon, lat]) => format!("[{lon}, {lat}] is not on the map"),
                Spot::Incident(id) => format!("“{id}” is no point of the map"),
            };
            panel.left_out.push(format!("{what}: {why}"));
        }
        found
    }

    fn arrow(&mut self, from: &Spot, to: &Spot, bend: Option<f64>, panel: &mut MapPanel) {
        let Some((start, end)) = self.spot(from, "arrow", panel).zip(self.spot(to, "arrow", panel)) else { return };
        let way = end.at - start.at;
        if way.hypot() < HEAD_PT.0 + start.reach_pt + end.reach_pt {
            panel.left_out.push("arrow: its ends lie too near to each other on this map".to_owned());
            return;
        }
        let left = Vec2::new(way.y, -way.x);
        // The bow of a quadratic curve is half as high as its handle.
        let handle = start.at.midpoint(end.at) + left * (2.0 * bend.unwrap_or(USUAL_BEND));
        let curve = QuadBez::new(start.at, handle, end.at);
        let gap = |found: Found| if found.incident.is_some() { found.reach_pt + GAP_PT } else { found.reach_pt };
        let curve = trimmed(curve, gap(start), gap(end));
        let tip = curve.p2;
        let along = curve.deriv().eval(1.0).to_vec2().normalize();
        let aside = Vec2::new(-along.y, along.x) * (HEAD_PT.1 / 2.0);
        let back = tip - along * HEAD_PT.0;
        let shaft = trimmed(curve, 0.0, HEAD_PT.0 * 0.8);
        let mut path = BezPath::new();
        path.move_to(shaft.p0);
        path.quad_to(shaft.p1, shaft.p2);
        self.block_line(&(0..=24).map(|i| shaft.eval(f64::from(i) / 24.0)).collect::<Vec<_>>());
        self.obstacles.add(Rect::from_center_size(back.midpoint(tip), (HEAD_PT.0, HEAD_PT.0)));
        panel.annotations.push(PlacedAnnotation::Arrow { shaft: path, head: [tip, back + aside, back - aside] });
    }

    /// No name stands on a line drawn by hand.
    fn block_line(&mut self, line: &[Point]) {
        self.obstacles.add_line(line, LINE_COST);
        for pair in line.windows(2) {
            let steps = ((pair[1] - pair[0]).hypot() / 3.0) as usize;
            for i in 0..=steps {
                let at = pair[0].lerp(pair[1], i as f64 / steps.max(1) as f64);
                self.obstacles.add(Rect::from_center_size(at, (2.4, 2.4)));
            }
        }
    }

    fn bracket(&mut self, from: &Spot, to: &Spot, text: Option<&str>, panel: &mut MapPanel) {
        let Some((p, q)) = self.spot(from, "bracket", panel).zip(self.spot(to, "bracket", panel)) else { return };
        let way = q.at - p.at;
        if way.hypot() < mm(3.0) {
            panel.left_out.push("bracket: its ends lie too near to each other on this map".to_owned());
            return;
        }
        let out = Vec2::new(way.y, -way.x).normalize();
        let far = BRACKET_PT.0.max(p.reach_pt.max(q.reach_pt) + GAP_PT);
        let corners = [p.at + out * far, q.at + out * far];
        let ends = corners.map(|c| c - out * BRACKET_PT.1.min(far));
        let points = [ends[0], corners[0], corners[1], ends[1]];
        let mut path = BezPath::new();
        path.move_to(points[0]);
        points.iter().skip(1).for_each(|p| path.line_to(*p));
        self.block_line(&points);
        let words = match text {
            Some(text) => Some(text.to_owned()),
            None => self.distance_of(from, to),
        };
        let line = words.filter(|w| !w.is_empty()).map(|w| self.set.line_in(&[(TextRole::MeasuredValue, &w)]));
        let along = line.as_ref().filter(|l| l.width_pt + mm(1.0) < way.hypot()).map(|l| {
            let mut placed = beside_line(l.clone(), corners[0], corners[1], out);
            placed.halo = Some((self.ground.color_under(placed.bounds(), self.set.theme), self.set.theme.lines.halo));
            placed
        });
        match (&along, line) {
            (Some(placed), _) => {
                for link in placed.chain() {
                    self.obstacles.add(link.inset(0.8));
                }
            }
            (None, Some(line)) => {
                let middle = corners[0].midpoint(corners[1]);
                let anchor = Anchor::Symbol { at: middle, radius_pt: 1.2 };
                self.request(vec![line], anchor, 96.0, panel);
            }
            (None, None) => {}
        }
        panel.annotations.push(PlacedAnnotation::Bracket { line: path, text: along });
    }

    /// The geodesic between two spots, with its bounds where a place is uncertain.
    fn distance_of(&self, from: &Spot, to: &Spot) -> Option<String> {
        let place = |spot: &Spot| match spot {
            Spot::Place([lon, lat]) => Some((LonLat::new(*lon, *lat), 0.0)),
            Spot::Incident(id) => {
                let incident = self.input.incidents.iter().find(|i| i.id == *id)?;
                match symbols::placement(incident) {
                    Placement::Point { place, uncertainty_m } => Some((place, uncertainty_m.unwrap_or(0.0))),
                    _ => None,
                }
            }
        };
        let ((a, slack_a), (b, slack_b)) = place(from).zip(place(to))?;
        let way = geodesic::inverse(a, b).distance_m;
        let unit = self.input.figure.units;
        Some(measured::written(interval(way, slack_a + slack_b, 0.0), unit, self.set.language))
    }

    fn pictogram(&mut self, at: &Spot, pictogram: Pictogram, panel: &mut MapPanel) {
        let Some(found) = self.spot(at, "pictogram", panel) else { return };
        self.obstacles.add_symbol(plate_of(found.at));
        panel.annotations.push(PlacedAnnotation::Pictogram { at: found.at, pictogram });
    }

    /// The name beside a pictogram that is on the map; one that isn't was told when it was to be drawn.
    fn name_of_pictogram(&mut self, at: &Spot, name: Option<names::Name>, panel: &mut MapPanel) {
        let Some((found, name)) = self.found(at, panel).zip(name) else { return };
        let (lines, leading_pt) = names::lines(&name, TextRole::Town, self.set);
        let request = LabelRequest {
            id: name.first,
            lines,
            leading_pt,
            anchor: Anchor::Symbol { at: found.at, radius_pt: PICTOGRAM_PT },
            priority: 95.0,
            leader: true,
            halo: Some((self.set.theme.halo_interest, self.set.theme.lines.halo)),
        };
        self.place_all(vec![request], LabelKind::Layer, panel);
    }

    fn words(&mut self, at: &Spot, text: &str, offset: Option<Offset>, panel: &mut MapPanel) {
        let Some(found) = self.spot(at, &format!("“{text}”"), panel) else { return };
        let width = TEXT_WIDTH_PT.min(panel.frame.rect.width() * 0.4);
        let lines = self.set.balanced(TextRole::CalloutText, text, width);
        self.request(lines, anchor(found.at, found.reach_pt.max(1.0), offset), 97.0, panel);
    }

    /// Words for the label engine.
    fn request(&mut self, lines: Vec<crate::text::ShapedLine>, anchor: Anchor, priority: f64, panel: &mut MapPanel) {
        let id = lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
        let halo = Some((self.set.theme.halo_interest, self.set.theme.lines.halo));
        let leading_pt = self.set.leading(TextRole::CalloutText);
        let priority = if matches!(anchor, Anchor::Beside { .. }) { BY_HAND } else { priority };
        let request = LabelRequest { id, lines, leading_pt, anchor, priority, leader: true, halo };
        self.place_all(vec![request], LabelKind::Annotation, panel);
    }

    fn badge(&mut self, at: &Spot, text: Option<&str>, offset: Option<Offset>, panel: &mut MapPanel) {
        let Some(found) = self.spot(at, "date", panel) else { return };
        let date = found.incident.and_then(|i| self.input.incidents[i].date.as_ref());
        let Some(text) = text.map(str::to_owned).or_else(|| date.map(|d| self.set.language.date(d))) else {
            panel.left_out.push("date: its spot is no incident with a date, and no text is given".to_owned());
            return;
        };
        let line = self.set.line_in(&[(TextRole::TableStrong, &text)]);
        let size = Vec2::new(line.ink.width(), line.ink.height()) + BADGE_PADDING * 2.0;
        let anchor = anchor(found.at, found.reach_pt.max(1.0), offset);
        let Some(spot) = spot_for_box(&anchor, size, &self.obstacles, panel.frame.rect) else {
            panel.left_out.push(format!("date “{text}”: no room"));
            return;
        };
        let origin = spot.rect.center() - line.ink.center().to_vec2();
        self.obstacles.add(spot.rect.inset(1.0));
        let label = PlacedLabel { id: text, lines: Vec::new(), bounds: spot.rect, leader: spot.leader, dot: None };
        self.obstacles.add_label(&label);
        let text = PlacedLine::new(line, origin);
        panel.annotations.push(PlacedAnnotation::Date { plate: spot.rect, text, leader: spot.leader });
    }
}

impl PlacedAnnotation {
    /// What is written on it.
    pub fn text(&self) -> Option<&PlacedLine> {
        match self {
            Self::Bracket { text, .. } => text.as_ref(),
            Self::Date { text, .. } => Some(text),
            Self::Arrow { .. } | Self::Pictogram { .. } => None,
        }
    }
}

/// The plate of a pictogram.
pub fn plate_of(at: Point) -> Rect {
    Rect::from_center_size(at, (2.0 * PICTOGRAM_PT, 2.0 * PICTOGRAM_PT))
}

/// A curve without so many points of length at its beginning and its end (by the distance from these, which bows hardly change).
fn trimmed(curve: QuadBez, start_pt: f64, end_pt: f64) -> QuadBez {
    let far = |t: f64, from: Point| (curve.eval(t) - from).hypot();
    let find = |from: Point, wanted: f64, at_end: bool| {
        let (mut near, mut away) = if at_end { (1.0, 0.5) } else { (0.0, 0.5) };
        for _ in 0..40 {
            let middle = (near + away) / 2.0;
            if far(middle, from) < wanted { near = middle } else { away = middle }
        }
        near
    };
    let from = if start_pt > 0.0 { find(curve.p0, start_pt, false) } else { 0.0 };
    let to = if end_pt > 0.0 { find(curve.p2, end_pt, true) } else { 1.0 };
    curve.subsegment(from..to)
}

/// A line of text along a line, on the side that `out` points to, upright.
fn beside_line(line: crate::text::ShapedLine, p: Point, q: Point, out: Vec2) -> PlacedLine {
    let (angle, reading, down) = measured::upright(q - p);
    let gap = 2.0;
    let below = if out.dot(down) > 0.0 { gap - line.ink.y0 } else { -gap - line.ink.y1 };
    let origin = p.midpoint(q) - reading * (line.width_pt / 2.0) + down * below;
    PlacedLine { angle_deg: angle, ..PlacedLine::new(line, origin) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_trimmed_by_distance_at_both_ends() {
        let curve = QuadBez::new(Point::new(0.0, 0.0), Point::new(50.0, -30.0), Point::new(100.0, 0.0));
        let cut = trimmed(curve, 10.0, 20.0);
        assert!(((cut.p0 - curve.p0).hypot() - 10.0).abs() < 1e-6, "{cut:?}");
        assert!(((cut.p2 - curve.p2).hypot() - 20.0).abs() < 1e-6, "{cut:?}");
        assert_eq!(trimmed(curve, 0.0, 0.0).p2, curve.p2);
    }
}
