//! Placing texts on the map so that none lies on another, on a symbol or on furniture.
//!
//! Candidates stand around a symbol (right and slightly above first, after Imhof 1975, "Positioning names on maps") and then
//! further out with a leader line; texts of areas get a list of candidate middles (`candidates`). One that stays in the frame
//! and touches no hard obstacle is free, and costs by what it hides and by what it could be mistaken for (`scores`).
//! Candidates of different labels exclude each other (`conflict`); of the conflict graph the best set is taken
//! (`optimum`): first as many of the most important labels as can be, then of the next, then the least cost, with
//! proof where the graph is not too dense. What finds no place says why ([`Unplaced`]). Everything is ordered: the same
//! input gives the same places, whatever the order it comes in.
//!
//! Limits: labels of one call are chosen together, those of an earlier call stay where they are; an area's text and
//! a symbol's have at most 64 and 36 free candidates.

pub mod along;
pub mod area;
pub mod area_grid;
mod bow;
pub mod boxes;
mod candidates;
mod cells;
mod chain;
mod choice;
mod conflict;
mod grid;
mod obstacles;
pub mod optimum;
mod scores;
mod segments;
mod trace;
mod unplaced;
mod water;

pub use candidates::{Anchor, Candidate, Side, beside};
pub use obstacles::{ObstacleKind, Obstacles};
pub use segments::line_meets;
pub use trace::{LabelTrace, TracedCandidate};
pub use unplaced::Unplaced;
pub use water::WaterMask;

use crate::color::Color;
use crate::text::{Baseline, ShapedLine};
use choice::Chosen;
use grid::BoxGrid;
use kurbo::{Line, Point, Rect, Vec2};
use std::cmp::Ordering;

/// A text that wants a place.
#[derive(Debug, Clone)]
pub struct LabelRequest {
    /// The name in reports; also breaks ties of priority.
    pub id: String,
    /// Lines from top to bottom.
    pub lines: Vec<ShapedLine>,
    /// Distance of the lines' baselines in points.
    pub leading_pt: f64,
    /// What it belongs to.
    pub anchor: Anchor,
    /// Greater is placed first, before any number of lesser ones; [`REQUIRED`] before all.
    pub priority: f64,
    /// May it stand further out, with a leader line?
    pub leader: bool,
    /// Halo: colour and width on each side.
    pub halo: Option<(Color, f64)>,
}

/// The priority of a label that must be placed: it pushes all others away, and if it still finds no place, that is a
/// fault of the figure ([`Unplaced::required`]).
pub const REQUIRED: f64 = f64::INFINITY;

/// One line of a text with its place: the origin is the left end of the baseline, the angle clockwise in degrees.
#[derive(Debug, Clone)]
pub struct PlacedLine {
    /// The glyphs.
    pub line: ShapedLine,
    /// Left end of its baseline.
    pub origin: Point,
    /// Degrees clockwise.
    pub angle_deg: f64,
    /// Halo: colour and width on each side.
    pub halo: Option<(Color, f64)>,
    /// The curve that it stands along, from its left end; origin and angle are those of that end.
    pub curve: Option<Baseline>,
}

impl PlacedLine {
    /// An upright line at a place.
    pub fn new(line: ShapedLine, origin: Point) -> Self {
        Self { line, origin, angle_deg: 0.0, halo: None, curve: None }
    }

    /// The same with a halo.
    pub fn halo(mut self, color: Color, width_pt: f64) -> Self {
        self.halo = Some((color, width_pt));
        self
    }

    /// Rotation and translation from the line's own origin.
    pub fn placement(&self) -> kurbo::Affine {
        let turn = self.angle_deg.to_radians();
        let (sin, cos) = libm::sincos(turn);
        kurbo::Affine::new([cos, sin, -sin, cos, self.origin.x, self.origin.y])
    }

    /// The smallest upright box around the ink.
    pub fn bounds(&self) -> Rect {
        self.chain().into_iter().reduce(|a, b| a.union(b)).unwrap_or_default()
    }
}

/// A text that has its place.
#[derive(Debug, Clone)]
pub struct PlacedLabel {
    /// As in the request.
    pub id: String,
    /// Its lines.
    pub lines: Vec<PlacedLine>,
    /// Box around the ink of all lines.
    pub bounds: Rect,
    /// From the symbol's edge to the text.
    pub leader: Option<Line>,
    /// The dot that is drawn with it.
    pub dot: Option<Rect>,
}

/// A request's lines as one block: boxes from the block's upper left corner.
struct Block {
    /// Ink of each line if it began at x = 0, baseline at its own y.
    lines: Vec<(Rect, f64)>,
    size: Vec2,
}

impl Block {
    fn of(request: &LabelRequest) -> Self {
        let top = request.lines.first().map_or(0.0, |l| -l.ink.y0);
        let lines: Vec<(Rect, f64)> =
            request.lines.iter().enumerate().map(|(i, l)| (l.ink, top + i as f64 * request.leading_pt)).collect();
        let width = lines.iter().map(|(ink, _)| ink.width()).fold(0.0, f64::max);
        let height = lines.iter().map(|(ink, y)| y + ink.y1).fold(0.0, f64::max);
        Self { lines, size: Vec2::new(width, height) }
    }

    /// The lines with the block's upper left corner at `corner`, aligned to the side that faces the symbol.
    fn placed(&self, request: &LabelRequest, corner: Point, side: Side) -> Vec<PlacedLine> {
        let lines = self.lines.iter().zip(&request.lines);
        lines
            .map(|((ink, baseline), line)| {
                let slack = self.size.x - ink.width();
                let indent = match side {
                    Side::Right => 0.0,
                    Side::Left => slack,
                    Side::Middle => slack / 2.0,
                };
                let origin = Point::new(corner.x + indent - ink.x0, corner.y + baseline);
                PlacedLine { line: line.clone(), origin, angle_deg: 0.0, halo: request.halo, curve: None }
            })
            .collect()
    }
}

/// Free candidates of an area's text, of which there may be very many, are thinned to so many.
const MOST_CANDIDATES: usize = 64;
/// Free candidates with a leader line are thinned to so many: more make the choice slower, hardly better.
const MOST_WITH_LEADER: usize = 24;

/// Free space around an area's text.
const AREA_APART_PT: f64 = 2.5;

/// What one request can choose from: its free candidates, cheapest first, each with its whole cost.
struct Options {
    block: Block,
    candidates: Vec<(Candidate, f64)>,
}

impl Options {
    fn of(request: &LabelRequest, obstacles: &Obstacles, room: Rect, dots: &BoxGrid) -> Self {
        let block = Block::of(request);
        let free = |c: &Candidate| room_for(c, request, obstacles, room);
        let dot = request.anchor.dot();
        let mut candidates: Vec<(Candidate, f64)> = candidates::of(&request.anchor, block.size, request.leader)
            .into_iter()
            .filter(|_| dot.is_none_or(|d| obstacles.dot_is_free(d)))
            .filter(free)
            .map(|c| (c, scores::cost(request, &c, obstacles, &dots.meeting(c.rect.inset(8.0)))))
            .collect();
        candidates.sort_by(|a, b| a.1.total_cmp(&b.1));
        if matches!(request.anchor, Anchor::Middles(_)) {
            thin(&mut candidates, MOST_CANDIDATES);
        } else {
            let (mut near, mut far): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|c| c.0.leader.is_none());
            thin(&mut far, MOST_WITH_LEADER);
            near.extend(far);
            candidates = near;
            candidates.sort_by(|a, b| a.1.total_cmp(&b.1));
        }
        Self { block, candidates }
    }
}

/// Is there room: within the frame, on no hard obstacle, with a leader that crosses nothing?
fn room_for(c: &Candidate, request: &LabelRequest, obstacles: &Obstacles, room: Rect) -> bool {
    let from = request.anchor.mark().map_or(Point::ZERO, |(at, _)| at);
    // Spaced capitals beside another name would be read as one with it.
    let area = matches!(request.anchor, Anchor::Middles(_));
    let apart = if area { AREA_APART_PT } else { conflict::APART_PT };
    in_room(c.rect, room)
        && obstacles.is_free(c.rect.inset(apart))
        && c.leader.is_none_or(|l| obstacles.leader_is_free(l, from))
}

/// The free places of a text right beside its symbol, without a leader line, each with its cost.
pub fn places_beside(request: &LabelRequest, obstacles: &Obstacles, frame: Rect) -> Vec<(Rect, f64)> {
    let near = LabelRequest { leader: false, ..request.clone() };
    let options = Options::of(&near, obstacles, frame.inset(-1.8), &BoxGrid::new(Vec::new()));
    options.candidates.into_iter().map(|(c, cost)| (c.rect.inset(conflict::APART_PT), cost)).collect()
}

/// The place for a box beside a symbol where it hides least; `None` where it would hide something.
pub fn spot_for_box(anchor: &Anchor, size: Vec2, obstacles: &Obstacles, frame: Rect) -> Option<Candidate> {
    let from = anchor.mark().map_or(Point::ZERO, |(at, _)| at);
    let free = |c: &Candidate| {
        in_room(c.rect, frame.inset(-1.8))
            && obstacles.is_free(c.rect.inset(conflict::APART_PT))
            && c.leader.is_none_or(|l| obstacles.leader_is_free(l, from))
    };
    let places = candidates::of(anchor, size, true).into_iter().filter(free);
    places.map(|c| (c.cost + obstacles.cost(c.rect), c)).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, c)| c)
}

fn in_room(rect: Rect, room: Rect) -> bool {
    room.x0 <= rect.x0 && room.y0 <= rect.y0 && rect.x1 <= room.x1 && rect.y1 <= room.y1
}

/// Keeps the cheapest half of the number allowed, and of the rest every so many.
fn thin(candidates: &mut Vec<(Candidate, f64)>, most: usize) {
    let half = most / 2;
    if candidates.len() > most {
        let rest = candidates.split_off(half);
        let step = rest.len().div_ceil(half);
        candidates.extend(rest.into_iter().step_by(step));
    }
}

/// Places the labels within `frame`; answers in the order of the requests. What is placed becomes an obstacle for later
/// calls.
///
/// ```
/// use kurbo::{Point, Rect};
/// use sitmap::layout::label::{Anchor, LabelRequest, Obstacles, place};
/// use sitmap::text::{Direction, Fonts, TextStyle};
/// # use sitmap::color::Color;
/// let fonts = Fonts::bundled();
/// let style = TextStyle::new(7.0, Color::rgb(0));
/// let request = LabelRequest {
///     id: "Hama".into(),
///     lines: vec![fonts.line("Hama", style, Direction::Auto).unwrap()],
///     leading_pt: 8.0,
///     anchor: Anchor::Dot { at: Point::new(50.0, 50.0), radius_pt: 2.0 },
///     priority: 1.0,
///     leader: false,
///     halo: None,
/// };
/// let frame = Rect::new(0.0, 0.0, 100.0, 100.0);
/// let placed = place(&[request], &mut Obstacles::new(frame), frame);
/// assert!(placed[0].as_ref().unwrap().bounds.x0 > 52.0);
/// ```
pub fn place(requests: &[LabelRequest], obstacles: &mut Obstacles, frame: Rect) -> Vec<Result<PlacedLabel, Unplaced>> {
    place_leaving_room(requests, &[], obstacles, frame)
}

/// The same, so that the `others`, which are placed later, find room as well if they can; answers to the requests alone.
pub fn place_leaving_room(
    requests: &[LabelRequest],
    others: &[LabelRequest],
    obstacles: &mut Obstacles,
    frame: Rect,
) -> Vec<Result<PlacedLabel, Unplaced>> {
    let all: Vec<&LabelRequest> = requests.iter().chain(others).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by(|&a, &b| canonical(all[a], all[b]).then(a.cmp(&b)));
    let sorted: Vec<&LabelRequest> = order.iter().map(|&i| all[i]).collect();
    let room = frame.inset(-1.8);
    let dots = BoxGrid::new(sorted.iter().filter_map(|r| r.anchor.dot()).collect());
    let options: Vec<Options> = sorted.iter().map(|r| Options::of(r, obstacles, room, &dots)).collect();
    let is_other = |i: usize| order[i] >= requests.len();
    let chosen = choice::choose(&sorted, options.iter().map(|o| &o.candidates[..]), is_other);
    obstacles.trace.record(&chosen);
    let Chosen { offered, conflicts, taken } = chosen;
    let mut answers: Vec<Option<Result<PlacedLabel, Unplaced>>> = vec![None; requests.len()];
    for (i, &request) in order.iter().enumerate().filter(|(i, _)| !is_other(*i)) {
        let placed = taken[i].map(|c| finish(sorted[i], &options[i].block, &offered[i][c].0));
        let why = || unplaced::reason(i, &sorted, &offered, &conflicts, &taken, obstacles, room);
        answers[request] = Some(placed.ok_or_else(why));
    }
    let answers: Vec<_> = answers.into_iter().flatten().collect();
    answers.iter().flatten().for_each(|label| obstacles.add_label(label));
    answers
}

/// An order of requests that does not depend on the order in which they come.
fn canonical(a: &LabelRequest, b: &LabelRequest) -> Ordering {
    let at = |r: &LabelRequest| match &r.anchor {
        Anchor::Middles(middles) => middles.first().map_or(Point::ZERO, |m| m.0),
        Anchor::Symbol { at, .. } | Anchor::Dot { at, .. } | Anchor::Beside { at, .. } => *at,
    };
    let (p, q) = (at(a), at(b));
    b.priority.total_cmp(&a.priority).then_with(|| a.id.cmp(&b.id)).then(p.x.total_cmp(&q.x)).then(p.y.total_cmp(&q.y))
}

fn finish(request: &LabelRequest, block: &Block, candidate: &Candidate) -> PlacedLabel {
    let lines = block.placed(request, candidate.rect.origin(), candidate.side);
    let bounds = lines.iter().map(PlacedLine::bounds).reduce(|a, b| a.union(b)).unwrap_or(candidate.rect);
    PlacedLabel { id: request.id.clone(), lines, bounds, leader: candidate.leader, dot: request.anchor.dot() }
}

#[cfg(test)]
mod tests;
