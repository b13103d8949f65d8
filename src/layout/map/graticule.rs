//! Meridians and parallels at round intervals, and their degrees on the frame.
//!
//! The interval is the smallest of a list whose lines stand at least 20 mm apart. Degrees stand below the frame for
//! meridians and beside it for parallels, where the line meets that edge; none stands twice and none collides. On a map that is turned each line has
//! its degrees where it leaves the frame: meridians below and parallels beside it, or the other way round on a map that is turned by more than
//! an eighth, and at another side what doesn't meet its own. Above the frame, where the title stands, there are none.

use super::super::frame::MapFrame;
use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use crate::geographic::{LonLat, normalize_lon_deg};
use crate::text::ShapedLine;
use crate::units::mm;
use kurbo::{Point, Rect};

/// Lines in longitude and latitude, labels on the page.
#[derive(Debug, Clone, Default)]
pub struct Graticule {
    /// Meridians and parallels.
    pub lines: Vec<Vec<LonLat>>,
    /// Degrees on the frame.
    pub labels: Vec<PlacedLine>,
    /// Ticks from the frame outwards.
    pub ticks: Vec<(Point, Point)>,
}

/// Intervals in minutes of arc.
const INTERVALS: [f64; 15] =
    [0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1200.0, 1800.0, 3600.0];
/// Least distance of neighbouring lines on the page.
const LEAST_SPACING_PT: f64 = mm(20.0);
const TICK_PT: f64 = mm(0.9);

/// The graticule of a frame. Degrees are written only on frames that are no map of the world.
pub fn graticule(frame: &MapFrame, set: &Typesetter) -> Graticule {
    let visible = frame.visible;
    let Some(interval) = interval_deg(frame) else { return Graticule::default() };
    let steps = |from: f64, to: f64| {
        let (first, last) = (libm::ceil(from / interval - 1e-9) as i64, libm::floor(to / interval + 1e-9) as i64);
        (first..=last).map(move |i| i as f64 * interval)
    };
    let mut lines = Vec::new();
    let mut graticule = Graticule::default();
    let labelled = !frame.is_whole_world();
    let mut done: Vec<i64> = Vec::new();
    for lon in steps(visible.west_deg, visible.east_deg) {
        let turn = libm::round(normalize_lon_deg(lon) * 3600.0) as i64;
        if done.contains(&turn) || (turn == -180 * 3600 && done.contains(&(180 * 3600))) {
            continue;
        }
        done.push(turn);
        lines.push(densified(|t| LonLat::new(lon, visible.south_deg + t * visible.height_deg())));
        if labelled {
            label_meridian(frame, lon, set, &mut graticule);
        }
    }
    for lat in steps(visible.south_deg.max(-89.999), visible.north_deg.min(89.999)) {
        lines.push(densified(|t| LonLat::new(visible.west_deg + t * visible.width_deg(), lat)));
        if labelled {
            label_parallel(frame, lat, set, &mut graticule);
        }
    }
    graticule.lines = lines;
    graticule
}

fn densified(at: impl Fn(f64) -> LonLat) -> Vec<LonLat> {
    (0..=90).map(|i| at(f64::from(i) / 90.0)).collect()
}

fn interval_deg(frame: &MapFrame) -> Option<f64> {
    let middle = frame.to_place(frame.rect.center())?;
    let lat = middle.lat_deg.clamp(-80.0, 80.0);
    let here = frame.to_page(LonLat::new(middle.lon_deg, lat))?;
    let step = 0.01_f64.min(frame.visible.width_deg() / 50.0).max(1e-5);
    let there = frame.to_page(LonLat::new(middle.lon_deg + step, lat))?;
    let pt_per_deg = (there - here).hypot() / step;
    INTERVALS.into_iter().map(|m| m / 60.0).find(|i| i * pt_per_deg >= LEAST_SPACING_PT)
}

/// Where along an edge (0…1 from `a` to `b`) a value of the place below becomes `wanted`; differences beyond 90 are the
/// other side of the earth.
fn crossing(frame: &MapFrame, a: Point, b: Point, difference: impl Fn(LonLat) -> f64) -> Option<Point> {
    let value = |t: f64| frame.to_place(a.lerp(b, t)).map(&difference).filter(|d| d.abs() < 90.0);
    let n = 48;
    let samples: Vec<Option<f64>> = (0..=n).map(|i| value(f64::from(i) / f64::from(n))).collect();
    for (i, pair) in samples.windows(2).enumerate() {
        let (Some(from), Some(to)) = (pair[0], pair[1]) else { continue };
        if from == 0.0 || from * to < 0.0 {
            let (mut low, mut high) = (i as f64 / f64::from(n), (i + 1) as f64 / f64::from(n));
            for _ in 0..40 {
                let middle = (low + high) / 2.0;
                match value(middle) {
                    Some(v) if v * from > 0.0 => low = middle,
                    _ => high = middle,
                }
            }
            return Some(a.lerp(b, low));
        }
    }
    None
}

/// An edge of the frame that degrees stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Below,
    Left,
    Right,
}

/// The edges where a line may have its degrees, the best first.
fn edges(frame: &MapFrame, meridian: bool, rtl: bool) -> Vec<Edge> {
    let (own, other) = if rtl { (Edge::Right, Edge::Left) } else { (Edge::Left, Edge::Right) };
    let Some(turn) = frame.projection.turn() else { return vec![if meridian { Edge::Below } else { own }] };
    // Meridians of a map on its side run along the page.
    let below_first = meridian == (turn.deg().abs() <= 45);
    if below_first { vec![Edge::Below, own, other] } else { vec![own, Edge::Below, other] }
}

fn label_meridian(frame: &MapFrame, lon: f64, set: &Typesetter, graticule: &mut Graticule) {
    let words = set.language.degrees(normalize_lon_deg(lon), true);
    for edge in edges(frame, true, set.language.rtl) {
        if label(frame, edge, |p| normalize_lon_deg(p.lon_deg - lon), &words, set, graticule) {
            return;
        }
    }
}

fn label_parallel(frame: &MapFrame, lat: f64, set: &Typesetter, graticule: &mut Graticule) {
    let words = set.language.degrees(lat, false);
    for edge in edges(frame, false, set.language.rtl) {
        if label(frame, edge, |p| p.lat_deg - lat, &words, set, graticule) {
            return;
        }
    }
}

/// Writes a line's degrees where it meets an edge; `false`: it doesn't, or there is no room.
fn label(
    frame: &MapFrame,
    edge: Edge,
    difference: impl Fn(LonLat) -> f64,
    words: &str,
    set: &Typesetter,
    graticule: &mut Graticule,
) -> bool {
    let r = frame.rect;
    let (from, to) = match edge {
        Edge::Below => (Point::new(r.x0, r.y1), Point::new(r.x1, r.y1)),
        Edge::Left => (Point::new(r.x0, r.y0), Point::new(r.x0, r.y1)),
        Edge::Right => (Point::new(r.x1, r.y0), Point::new(r.x1, r.y1)),
    };
    let Some(at) = crossing(frame, from, to, difference) else { return false };
    let line = set.line_in(&[(TextRole::Degrees, words)]);
    let placed = if edge == Edge::Below { below(r, at, line) } else { upright(r, at, line, edge == Edge::Right) };
    // Where meridians and parallels stand at one edge more room tells them apart.
    let room = if frame.projection.turn().is_some() { 6.0 } else { 3.0 };
    let Some(placed) = placed.filter(|p| is_free(p, room, graticule)) else { return false };
    graticule.labels.push(placed);
    let end = match edge {
        Edge::Below => Point::new(at.x, at.y + TICK_PT),
        Edge::Left => Point::new(r.x0 - TICK_PT, at.y),
        Edge::Right => Point::new(r.x1 + TICK_PT, at.y),
    };
    graticule.ticks.push((at, end));
    true
}

fn below(r: Rect, at: Point, line: ShapedLine) -> Option<PlacedLine> {
    let left = (at.x - line.width_pt / 2.0).clamp(r.x0, (r.x1 - line.width_pt).max(r.x0));
    let near = (left + line.width_pt / 2.0 - at.x).abs() <= 6.0;
    near.then(|| PlacedLine::new(line, Point::new(left, r.y1 + mm(2.75))))
}

fn upright(r: Rect, at: Point, line: ShapedLine, right: bool) -> Option<PlacedLine> {
    let half = line.width_pt / 2.0;
    let middle = at.y.clamp(r.y0 + half, (r.y1 - half).max(r.y0 + half));
    if (middle - at.y).abs() > 8.0 {
        return None;
    }
    // Read from below upwards; the baseline faces the map on the left side, the letters' tops on the right.
    let baseline = if right { r.x1 + mm(2.7) } else { r.x0 - mm(1.25) };
    let mut placed = PlacedLine::new(line, Point::new(baseline, middle + half));
    placed.angle_deg = -90.0;
    Some(placed)
}

fn is_free(placed: &PlacedLine, room: f64, graticule: &Graticule) -> bool {
    !graticule.labels.iter().any(|l| l.bounds().inset(room).overlaps(placed.bounds()))
}
