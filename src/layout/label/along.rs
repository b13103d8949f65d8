//! Names along lines: rivers above all.
//!
//! For every stretch of the line that is as long as the text, a bow of second or third degree is fitted and moved to one side until
//! the whole stretch lies on the other: the text follows the line in the large and never crosses it. Each such place costs by
//! what wiggles between text and line, by its turning and tilt, by the side (above the line first) and by what it would hide;
//! the cheapest is taken, then others at a distance along the line. The criteria are those of Wolff, Knipping, van
//! Kreveld, Strijk and Agarwal 2000, "A simple and efficient algorithm for high-quality line labeling"; there the baseline runs
//! parallel to the line, here it is smoother than the line.
//! Limits: one text at a time, cheapest first; names never jump from one side to the other within a text.

use super::bow::{Bow, Lie, lie};
use super::{Obstacles, PlacedLine};
use crate::text::ShapedLine;
use kurbo::{Point, Rect};

/// A name that is written along a line.
#[derive(Debug)]
pub struct LineName<'a> {
    /// The text.
    pub line: &'a ShapedLine,
    /// The line on the page, in parts that run through: see [`joined`].
    pub courses: &'a [Vec<Point>],
    /// Free space between the line and the letters.
    pub gap_pt: f64,
    /// Distance along the line from one writing of the name to the next.
    pub repeat_pt: f64,
    /// Places near this point are better: where the name stands in another language.
    pub near: Option<Point>,
}

/// Distance of the points that a line is looked at by.
const STEP_PT: f64 = 2.0;
/// Every so many of them a stretch begins.
const STRIDE: usize = 3;
/// A stretch of line may be longer than the text on it by this factor.
const MOST_DETOUR: f64 = 1.5;
/// Distance of letters from the frame's edge.
const EDGE_PT: f64 = 4.0;
/// A place that costs more is none.
const MOST_COST: f64 = 60.0;

/// A place for the text.
struct Place {
    cost: f64,
    text: PlacedLine,
    /// Which course, and the length along it to the middle of the text.
    course: usize,
    at_pt: f64,
}

/// Places for a name, the best first; none where no stretch of the line is gentle and free. `lines`: lines that a name
/// should not cross, with their cost.
pub fn along(name: &LineName<'_>, obstacles: &Obstacles, lines: &Obstacles, frame: Rect) -> Vec<PlacedLine> {
    let mut own = Obstacles::new(frame);
    name.courses.iter().for_each(|c| own.add_line(c, 1.0));
    let look = Look { name, obstacles, lines, own: &own, room: frame.inset(-EDGE_PT) };
    let mut places: Vec<Place> = Vec::new();
    for (index, course) in name.courses.iter().enumerate() {
        look.places(index, &resampled(course), &mut places);
    }
    places.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let mut kept: Vec<Place> = Vec::new();
    for place in places {
        let middle = |p: &Place| p.text.bounds().center();
        let far = |other: &Place| {
            let along = if other.course == place.course { (other.at_pt - place.at_pt).abs() } else { f64::INFINITY };
            // Meanders and other arms: also as the crow flies.
            along >= name.repeat_pt && middle(other).distance(middle(&place)) >= name.repeat_pt * 0.6
        };
        if kept.iter().all(far) {
            kept.push(place);
        }
    }
    kept.into_iter().map(|p| p.text).collect()
}

/// What a search looks at.
struct Look<'a> {
    name: &'a LineName<'a>,
    obstacles: &'a Obstacles,
    lines: &'a Obstacles,
    own: &'a Obstacles,
    room: Rect,
}

impl Look<'_> {
    fn places(&self, course: usize, points: &[Point], places: &mut Vec<Place>) {
        let width = self.name.line.width_pt;
        let most = (width * MOST_DETOUR / STEP_PT) as usize;
        for from in (0..points.len()).step_by(STRIDE) {
            let to = (from + 1..points.len().min(from + most + 1)).find(|&j| points[from].distance(points[j]) >= width);
            let Some(to) = to else { continue };
            if !self.room.contains(points[from]) || !self.room.contains(points[to]) {
                continue;
            }
            let stretch: Vec<(Point, f64)> = points[from..=to].iter().map(|p| (*p, 1.0)).collect();
            // What lies just beyond the ends also keeps its distance.
            let near = &points[from.saturating_sub(STRIDE)..points.len().min(to + STRIDE + 1)];
            for degree in [2, 3] {
                let Some(bow) = Bow::fit(&stretch, degree) else { continue };
                for below in [false, true] {
                    let placed = self.beside(&bow, near, below);
                    let Some((mut cost, text)) = placed else { continue };
                    cost += if degree == 3 { 1.0 } else { 0.0 };
                    if cost < MOST_COST {
                        places.push(Place { cost, text, course, at_pt: (from + to) as f64 * STEP_PT / 2.0 });
                    }
                }
            }
        }
    }

    /// The text on one side of a stretch, with what it costs; `None` where it can't be read or has no room.
    fn beside(&self, bow: &Bow, near: &[Point], below: bool) -> Option<(f64, PlacedLine)> {
        let line = self.name.line;
        let (highest, lowest) = near
            .iter()
            .map(|p| bow.below(*p))
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), b| (low.min(b), high.max(b)));
        let by = if below { lowest + self.name.gap_pt - line.ink.y0 } else { highest - self.name.gap_pt - line.ink.y1 };
        let curve = bow.lowered(by).baseline()?;
        let from_pt = (curve.length_pt() - line.width_pt) / 2.0;
        let lie = lie(&curve, from_pt, from_pt + line.width_pt);
        if lie.radius_pt < 4.0 * line.ink.height() || lie.turning_deg > 70.0 || lie.steepest_deg > 95.0 {
            return None;
        }
        let text = PlacedLine::along(line.clone(), &curve, from_pt)?;
        let chain = text.chain();
        let inside = |b: &Rect| self.room.contains(b.origin()) && self.room.contains(Point::new(b.x1, b.y1));
        let free = |b: &Rect| self.obstacles.is_free(b.inset(1.5)) && self.own.cost(b.inset(0.2)) == 0.0;
        if !chain.iter().all(|b| inside(b) && free(b)) {
            return None;
        }
        let hidden: f64 = chain.iter().map(|b| self.obstacles.cost(*b) + self.lines.cost(*b)).sum();
        let edge = chain.iter().map(|b| to_edge(*b, self.room)).fold(f64::INFINITY, f64::min);
        let away = self.name.near.map_or(0.0, |p| text.bounds().center().distance(p) * 0.03);
        let cost = hidden + shape_cost(lie, lowest - highest, below) + (12.0 - edge).max(0.0) * 0.25 + away;
        Some((cost, text))
    }
}

/// What the shape of a place costs: wiggles between text and line, turning, tilt, side.
fn shape_cost(lie: Lie, wiggle_pt: f64, below: bool) -> f64 {
    let steep = (lie.tilt_deg.abs() - 35.0).max(0.0) * 0.06;
    let side = if below { 1.5 } else { 0.0 };
    wiggle_pt * 0.9 + lie.turning_deg * 0.06 + steep + side
}

fn to_edge(rect: Rect, room: Rect) -> f64 {
    [rect.x0 - room.x0, room.x1 - rect.x1, rect.y0 - room.y0, room.y1 - rect.y1]
        .into_iter()
        .fold(f64::INFINITY, f64::min)
}

/// Points at even steps along a line.
fn resampled(line: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = line.first().copied().into_iter().collect();
    let mut rest = STEP_PT;
    for pair in line.windows(2) {
        let length = pair[0].distance(pair[1]);
        let mut at = rest;
        while at <= length {
            points.push(pair[0].lerp(pair[1], at / length));
            at += STEP_PT;
        }
        rest = at - length;
    }
    points
}

/// Parts of a line that continue each other, as one: ends nearer than half a point are the same. Of three that meet, the
/// first two in the order of the parts are joined.
pub fn joined(parts: Vec<Vec<Point>>) -> Vec<Vec<Point>> {
    let mut whole: Vec<Vec<Point>> = Vec::new();
    for mut part in parts.into_iter().filter(|p| p.len() > 1) {
        // A part may close the gap between two others.
        while let Some(i) = whole.iter().position(|w| meets(w, &part)) {
            part = continued(whole.remove(i), part);
        }
        whole.push(part);
    }
    whole
}

fn ends(line: &[Point]) -> [Point; 2] {
    [line[0], line[line.len() - 1]]
}

fn same(a: Point, b: Point) -> bool {
    a.distance(b) < 0.5
}

fn meets(a: &[Point], b: &[Point]) -> bool {
    let closed = |line: &[Point]| same(line[0], line[line.len() - 1]);
    !closed(a) && !closed(b) && ends(a).iter().any(|p| ends(b).iter().any(|q| same(*p, *q)))
}

fn continued(mut a: Vec<Point>, mut b: Vec<Point>) -> Vec<Point> {
    let [a0, a1] = ends(&a);
    let [b0, b1] = ends(&b);
    if !same(a1, b0) && !same(a1, b1) && (same(a0, b0) || same(a0, b1)) {
        a.reverse();
    }
    if !same(a[a.len() - 1], b0) {
        b.reverse();
    }
    a.extend(b.into_iter().skip(1));
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect::new(0.0, 0.0, 400.0, 300.0);

    fn text(width: f64) -> ShapedLine {
        ShapedLine {
            text: "x".into(),
            rtl: false,
            runs: Vec::new(),
            width_pt: width,
            ascent_pt: 6.0,
            descent_pt: 2.0,
            ink: Rect::new(0.0, -5.0, width, 1.4),
        }
    }

    fn placed(course: Vec<Point>, obstacles: &Obstacles) -> Vec<PlacedLine> {
        let line = text(50.0);
        let name = LineName { line: &line, courses: &[course], gap_pt: 1.5, repeat_pt: 200.0, near: None };
        along(&name, obstacles, &Obstacles::new(FRAME), FRAME)
    }

    /// Gentle to the left, wild to the right.
    fn river() -> Vec<Point> {
        (0..=380)
            .map(|x| {
                let x = f64::from(x) + 10.0;
                let wild = if x < 150.0 { 0.0 } else { 14.0 * libm::sin(x * 0.35) };
                Point::new(x, 150.0 + 20.0 * libm::sin(x * 0.02) + wild)
            })
            .collect()
    }

    #[test]
    fn it_stands_above_a_gentle_stretch_and_off_the_line() {
        let places = placed(river(), &Obstacles::new(FRAME));
        let bounds = places[0].bounds();
        assert!(bounds.x1 < 160.0, "{bounds:?}");
        let mut own = Obstacles::new(FRAME);
        own.add_line(&river(), 1.0);
        assert!(places.iter().flat_map(PlacedLine::chain).all(|b| own.cost(b) == 0.0));
        assert!(places[0].curve.as_ref().unwrap().at(25.0).point.y < 150.0 + 20.0);
    }

    #[test]
    fn reading_does_not_depend_on_the_direction_of_the_line() {
        let mut back = river();
        back.reverse();
        for course in [river(), back] {
            let places = placed(course, &Obstacles::new(FRAME));
            let curve = places[0].curve.clone().unwrap();
            assert!((0..=50).all(|x| curve.at(f64::from(x)).along.x > 0.0));
        }
    }

    #[test]
    fn long_lines_repeat_their_name_at_a_distance() {
        let straight: Vec<Point> = (0..40).map(|i| Point::new(f64::from(i) * 10.0, 100.0)).collect();
        let places = placed(straight, &Obstacles::new(FRAME));
        assert_eq!(places.len(), 2);
        assert!((places[0].bounds().center().x - places[1].bounds().center().x).abs() >= 199.0);
    }

    #[test]
    fn it_gives_way_and_ends_before_the_frame_does() {
        let straight: Vec<Point> = (0..40).map(|i| Point::new(f64::from(i) * 10.0, 100.0)).collect();
        let mut obstacles = Obstacles::new(FRAME);
        obstacles.add(Rect::new(0.0, 60.0, 330.0, 140.0));
        let places = placed(straight.clone(), &obstacles);
        let bounds = places[0].bounds();
        assert!(bounds.x0 > 330.0 && bounds.x1 <= 396.0, "{bounds:?}");
        obstacles.add(Rect::new(320.0, 60.0, 370.0, 140.0));
        assert!(placed(straight, &obstacles).is_empty());
    }

    #[test]
    fn parts_become_one() {
        let p = |x: f64| Point::new(x, 0.0);
        let whole =
            joined(vec![vec![p(0.0), p(1.0)], vec![p(3.0), p(2.0)], vec![p(2.0), p(1.0)], vec![p(9.0), p(8.0)]]);
        assert_eq!(whole.len(), 2);
        let long = whole.iter().find(|w| w.len() == 4).unwrap();
        assert!((long[0].x - long[3].x).abs() == 3.0 && long.windows(2).all(|w| w[0].distance(w[1]) == 1.0));
    }
}
