//! Placing texts on the map so that none lies on another, on a symbol or on furniture.
//!
//! Candidates stand around a symbol (right and slightly above first, after Imhof 1975, "Positioning names on maps") and then further out
//! with a leader line; texts of areas get a list of candidate middles. A candidate is *free* if it stays in the frame
//! and touches no hard obstacle and no label; among free ones the cheapest is taken, where a label over a border, road
//! or river costs by the length it hides. Labels are taken by priority; one that finds no place may push a neighbour to another of its
//! candidates (one step); at last each may better its place. Everything is ordered: the same input gives the same
//! places. Limits: pushing is one step deep, so a dense map is not placed optimally.

pub mod along;
pub mod area;
pub mod area_grid;
mod bow;
mod candidates;
mod chain;
mod obstacles;

pub use candidates::{Anchor, Candidate, Side};
pub use obstacles::{Obstacles, line_meets};

use crate::color::Color;
use crate::text::{Baseline, ShapedLine};
use kurbo::{Line, Point, Rect, Vec2};

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
    /// Greater is placed first.
    pub priority: f64,
    /// May it stand further out, with a leader line?
    pub leader: bool,
    /// Halo: colour and width on each side.
    pub halo: Option<(Color, f64)>,
}

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

/// What a request can choose from, cheapest first, with whom each is in conflict.
struct Options {
    block: Block,
    candidates: Vec<(Candidate, f64)>,
}

/// Places the labels within `frame`; answers in the order of the requests, `None` where there was no room. What is
/// placed becomes an obstacle for later calls.
pub fn place(requests: &[LabelRequest], obstacles: &mut Obstacles, frame: Rect) -> Vec<Option<PlacedLabel>> {
    let options: Vec<Options> = requests.iter().map(|r| options_of(r, obstacles, frame)).collect();
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by(|&a, &b| {
        requests[b].priority.total_cmp(&requests[a].priority).then_with(|| requests[a].id.cmp(&requests[b].id))
    });
    let mut chosen: Vec<Option<usize>> = vec![None; requests.len()];
    for &label in &order {
        chosen[label] = first_free(label, &options, &chosen).or_else(|| push(label, &options, &mut chosen));
    }
    for &label in &order {
        // The cheapest place may have become free.
        if let Some(now) = chosen[label] {
            chosen[label] = None;
            chosen[label] = first_free(label, &options, &chosen).filter(|&better| better < now).or(Some(now));
        } else {
            chosen[label] = first_free(label, &options, &chosen);
        }
    }
    let placed: Vec<Option<PlacedLabel>> =
        chosen.iter().enumerate().map(|(i, c)| c.map(|c| finish(&requests[i], &options[i], c))).collect();
    for label in placed.iter().flatten() {
        obstacles.add(label.bounds);
        if let Some(leader) = label.leader {
            obstacles.add_line(&[leader.p0, leader.p1], 4.0);
        }
    }
    placed
}

fn options_of(request: &LabelRequest, obstacles: &Obstacles, frame: Rect) -> Options {
    let block = Block::of(request);
    let room = frame.inset(-1.8);
    let mut candidates: Vec<(Candidate, f64)> = candidates::of(&request.anchor, block.size, request.leader)
        .into_iter()
        .filter(|c| room.contains(c.rect.origin()) && room.contains(Point::new(c.rect.x1, c.rect.y1)))
        .filter(|c| obstacles.is_free(c.rect.inset(0.9)) && c.leader.is_none_or(|l| obstacles.leader_is_free(l)))
        .map(|c| (c, c.cost + obstacles.cost(c.rect.inset(0.5))))
        .collect();
    candidates.sort_by(|a, b| a.1.total_cmp(&b.1));
    Options { block, candidates }
}

fn conflict(a: &Candidate, b: &Candidate) -> bool {
    let apart = 0.9;
    let boxes =
        |a: Rect, b: Rect| a.x0 < b.x1 + apart && b.x0 < a.x1 + apart && a.y0 < b.y1 + apart && b.y0 < a.y1 + apart;
    boxes(a.rect, b.rect)
        || a.leader
            .is_some_and(|l| obstacles::line_meets(l, b.rect) || b.leader.is_some_and(|m| obstacles::lines_cross(l, m)))
        || b.leader.is_some_and(|l| obstacles::line_meets(l, a.rect))
}

fn first_free(label: usize, options: &[Options], chosen: &[Option<usize>]) -> Option<usize> {
    (0..options[label].candidates.len()).find(|&c| blockers(label, c, options, chosen).is_empty())
}

fn blockers(label: usize, candidate: usize, options: &[Options], chosen: &[Option<usize>]) -> Vec<usize> {
    let mine = &options[label].candidates[candidate].0;
    let others = chosen.iter().enumerate().filter(|&(i, _)| i != label);
    others.filter(|&(i, c)| c.is_some_and(|c| conflict(mine, &options[i].candidates[c].0))).map(|(i, _)| i).collect()
}

/// Takes a place whose single blocker can move to another free candidate.
fn push(label: usize, options: &[Options], chosen: &mut [Option<usize>]) -> Option<usize> {
    for candidate in 0..options[label].candidates.len() {
        let [blocker] = blockers(label, candidate, options, chosen)[..] else { continue };
        let before = chosen[blocker];
        chosen[label] = Some(candidate);
        chosen[blocker] = None;
        if let Some(elsewhere) = first_free(blocker, options, chosen) {
            chosen[blocker] = Some(elsewhere);
            return Some(candidate);
        }
        chosen[blocker] = before;
        chosen[label] = None;
    }
    None
}

fn finish(request: &LabelRequest, options: &Options, candidate: usize) -> PlacedLabel {
    let candidate = &options.candidates[candidate].0;
    let lines = options.block.placed(request, candidate.rect.origin(), candidate.side);
    let bounds = lines.iter().map(PlacedLine::bounds).reduce(|a, b| a.union(b)).unwrap_or(candidate.rect);
    PlacedLabel { id: request.id.clone(), lines, bounds, leader: candidate.leader }
}

#[cfg(test)]
mod tests;
