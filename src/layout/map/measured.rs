//! The shortest line from an incident to a border, with its value written along it; and geodesic rings.

use super::super::frame::MapFrame;
use super::super::label::{Obstacles, PlacedLine};
use super::super::language::Language;
use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use crate::geographic::LonLat;
use crate::spatial::{DistanceInterval, geodesic, round_distance};
use crate::units::LengthUnit;
use kurbo::{Line, Point, Rect, Vec2};

/// A distance as it is to be shown.
#[derive(Debug, Clone)]
pub struct MeasuredDistance {
    /// Which of the figure's incidents.
    pub incident: usize,
    /// The place it was measured from.
    pub from: LonLat,
    /// Where the shortest line meets the border.
    pub foot: LonLat,
    /// The distance with its bounds.
    pub interval: DistanceInterval,
    /// What follows: `to the Turkish border`.
    pub words: String,
    /// The two countries of a built-in border.
    pub countries: Option<[&'static str; 2]>,
    /// What was measured to: countries, layer and year, or the file's name.
    pub line: String,
}

/// A measured line on the page.
#[derive(Debug, Clone)]
pub struct MeasuredLine {
    /// The geodesic.
    pub path: Vec<Point>,
    /// Where it begins and ends.
    pub ends: Line,
    /// Value above the line, words below; none where the line is shorter than its value.
    pub texts: Vec<PlacedLine>,
    /// Value and words as one text for the label engine, where they didn't fit along the line.
    pub beside: Option<String>,
}

/// Lays the line out. `radius_pt`: the reach of the symbol that it starts from.
pub fn measured_line(
    frame: &MapFrame,
    distance: &MeasuredDistance,
    radius_pt: f64,
    unit: LengthUnit,
    set: &Typesetter,
) -> Option<MeasuredLine> {
    let length_m = geodesic::inverse(distance.from, distance.foot).distance_m;
    let geodesic = geodesic::line_points(distance.from, distance.foot, (length_m / 32.0).max(1.0));
    let path: Vec<Point> = geodesic.into_iter().filter_map(|p| frame.to_page(p)).collect();
    let ends = Line::new(*path.first()?, *path.last()?);
    let along = ends.p1 - ends.p0;
    let length = along.hypot();
    let halo = Some((set.theme.halo_interest, 1.0));
    let written = written(distance.interval, unit, set.language);
    let value = set.line_in(&[(TextRole::MeasuredValue, &written)]);
    let words = set.line_in(&[(TextRole::MeasuredWords, &distance.words)]);
    let free = length - radius_pt + 1.0;
    if value.width_pt > free || words.width_pt > free {
        let beside = format!("{written} {}", distance.words).trim().to_owned();
        return Some(MeasuredLine { path, ends, texts: Vec::new(), beside: Some(beside) });
    }
    let (angle, reading, down) = upright(along);
    let middle = ends.p0 + along * ((radius_pt + (length - radius_pt) / 2.0) / length);
    let mut texts = Vec::new();
    let mut add = |line: crate::text::ShapedLine, below: f64| {
        let origin = middle - reading * (line.width_pt / 2.0) + down * below;
        texts.push(PlacedLine { line, origin, angle_deg: angle, halo, curve: None });
    };
    add(value, -2.6);
    if !distance.words.is_empty() {
        add(words, 6.4);
    }
    Some(MeasuredLine { path, ends, texts, beside: None })
}

/// How a text along a direction lies so that it can be read: from left to right, or upwards on a vertical line. Degrees clockwise, the direction of reading, and
/// the one towards the foot of the letters.
pub fn upright(along: Vec2) -> (f64, Vec2, Vec2) {
    let mut angle = libm::atan2(along.y, along.x).to_degrees();
    if angle > 90.0 {
        angle -= 180.0;
    } else if angle <= -90.0 {
        angle += 180.0;
    }
    let (sin, cos) = libm::sincos(angle.to_radians());
    (angle, Vec2::new(cos, sin), Vec2::new(-sin, cos))
}

/// A distance as the figure says it: `9.9 km (7–13 km)`.
pub fn written(interval: DistanceInterval, unit: LengthUnit, language: &Language) -> String {
    let rounded = round_distance(interval, unit);
    let word = (language.unit)(unit);
    let value = format!("{:.*}\u{a0}{word}", rounded.value_decimals, rounded.value);
    match rounded.range {
        // The range reads from the lesser to the greater in both directions of writing.
        Some((low, high)) => {
            let d = rounded.range_decimals;
            format!("{value} ({low:.d$}–{high:.d$}\u{a0}{word})")
        }
        None => value,
    }
}

impl MeasuredLine {
    /// Keeps other texts off the line and its value.
    pub fn block(&self, obstacles: &mut Obstacles) {
        obstacles.add_line(&self.path, 6.0);
        self.boxes().chain(self.text_boxes()).for_each(|link| obstacles.add(link));
    }

    /// Boxes along the line, and around its foot.
    fn boxes(&self) -> impl Iterator<Item = Rect> {
        let (from, to) = (self.ends.p0, self.ends.p1);
        let count = ((to - from).hypot() / 3.0) as usize;
        let along = move |i: usize| Rect::from_center_size(from.lerp(to, i as f64 / count.max(1) as f64), (3.0, 3.0));
        (0..=count).map(along).chain([Rect::from_center_size(to, (7.0, 7.0))])
    }

    /// Boxes along the texts that stand on the line.
    fn text_boxes(&self) -> impl Iterator<Item = Rect> {
        self.texts.iter().flat_map(PlacedLine::chain).map(|link| link.inset(0.8))
    }

    /// Do the texts along it lie on another line?
    pub fn texts_lie_on_line(&self, other: &Self) -> bool {
        let around = Rect::from_points(other.ends.p0, other.ends.p1).inflate(4.0, 4.0);
        let near: Vec<Rect> = self.text_boxes().filter(|b| overlap(b, &around)).collect();
        !near.is_empty() && other.boxes().any(|b| near.iter().any(|t| overlap(t, &b)))
    }

    /// Do the texts along it lie on those along another?
    pub fn texts_lie_on_texts(&self, other: &Self) -> bool {
        let theirs: Vec<Rect> = other.text_boxes().collect();
        self.text_boxes().any(|t| theirs.iter().any(|o| overlap(&t, o)))
    }

    /// Takes the texts off the line: they become one text for the label engine.
    pub fn write_beside(&mut self) {
        if !self.texts.is_empty() {
            let words: Vec<&str> = self.texts.iter().map(|t| t.line.text.as_str()).collect();
            self.beside = Some(words.join(" "));
            self.texts.clear();
        }
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

/// A geodesic circle on the map.
#[derive(Debug, Clone)]
pub struct Ring {
    /// The circle in longitude and latitude, closed.
    pub circle: Vec<LonLat>,
    /// Its radius as written.
    pub text: String,
    /// Middle, for readers who can't see it.
    pub center: LonLat,
    /// Radius in metres.
    pub radius_m: f64,
}

/// A ring of a radius in the figure's unit.
pub fn ring(center: LonLat, radius: f64, unit: LengthUnit, set: &Typesetter) -> Ring {
    let radius_m = radius * unit.metres();
    let text = format!("{radius}\u{a0}{}", (set.language.unit)(unit));
    Ring { circle: crate::spatial::geodesic_circle(center, radius_m, 360), text, center, radius_m }
}

impl Ring {
    /// Where its radius may be written: points of the circle on the page, those at the lower right first.
    pub fn label_points(&self, frame: &MapFrame, inside: &dyn Fn(Point) -> bool) -> Vec<(Point, f64)> {
        let room = frame.rect.inset(-12.0);
        let count = self.circle.len();
        (0..count)
            .step_by(6)
            .filter_map(|i| {
                // The circle runs anticlockwise from north.
                let azimuth = 360.0 - 360.0 * i as f64 / count as f64;
                let at = frame.to_page(self.circle[i])?;
                let off = crate::geographic::normalize_lon_deg(azimuth - 110.0).abs();
                (room.contains(at) && inside(at)).then_some((at, off * 0.05))
            })
            .collect()
    }
}
