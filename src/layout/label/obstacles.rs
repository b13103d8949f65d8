//! What labels keep away from: boxes that may not be touched, lines and areas that cost by what is hidden of them.
//!
//! "Is there room" ([`Obstacles::is_free`]) and "take it" ([`Obstacles::add_label`]) are two steps on one index.

use super::PlacedLabel;
use super::cells::Cells;
use super::conflict::{APART_PT, BESIDE_PT};
use super::segments::{clipped_length, line_meets, lines_close};
use super::trace::LabelTrace;
use super::water::WaterMask;
use kurbo::{Line, Point, Rect};

/// Free space between a leader line and anything that is not its own symbol or text.
pub const LEADER_CLEARANCE_PT: f64 = 0.9;

/// A text within so many points of one of an earlier call costs so much.
const BESIDE_LABEL_PT: f64 = 3.0;
const BESIDE_LABEL_COST: f64 = 8.0;

/// Free space between a dot and any name but its own: nearer, it would seem to belong to it.
pub const DOT_CLEARANCE_PT: f64 = 2.4;

/// What a hard obstacle is: a label that finds no place says what is in its way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// Scale bar, key, locator, callouts, measured values: whatever stands on the map in a box of its own.
    Furniture,
    /// The symbol of an incident or the dot of a town.
    Symbol,
    /// Another label, by its text.
    Label(String),
}

/// Boxes and lines of one frame.
#[derive(Debug, Clone)]
pub struct Obstacles {
    hard: Vec<(Rect, ObstacleKind)>,
    hard_cells: Cells,
    soft: Vec<(Rect, f64)>,
    soft_cells: Cells,
    segments: Vec<(Line, f64)>,
    segment_cells: Cells,
    leaders: Vec<Line>,
    water: Option<WaterMask>,
    pub(super) trace: LabelTrace,
}

impl Obstacles {
    /// Nothing in the way yet.
    pub fn new(frame: Rect) -> Self {
        let cells = Cells::new(frame);
        Self {
            hard: Vec::new(),
            hard_cells: cells.clone(),
            soft: Vec::new(),
            soft_cells: cells.clone(),
            segments: Vec::new(),
            segment_cells: cells,
            leaders: Vec::new(),
            water: None,
            trace: LabelTrace::default(),
        }
    }

    /// No label may touch this box of furniture.
    pub fn add(&mut self, rect: Rect) {
        self.add_hard(rect, ObstacleKind::Furniture);
    }

    /// No label may touch this symbol, and none should stand nearer to it than to its own.
    pub fn add_symbol(&mut self, rect: Rect) {
        self.add_hard(rect, ObstacleKind::Symbol);
    }

    /// Takes the place of a label: no other may touch it or its leader line.
    pub fn add_label(&mut self, label: &PlacedLabel) {
        let text = label.lines.iter().map(|l| l.line.text.as_str()).collect::<Vec<_>>().join(" / ");
        self.add_hard(label.bounds, ObstacleKind::Label(text));
        // Not on it, and better not right beside it.
        self.add_soft(label.bounds.inset(BESIDE_LABEL_PT), BESIDE_LABEL_COST);
        if let Some(leader) = label.leader {
            self.add_leader(leader);
        }
        if let Some(dot) = label.dot {
            self.add_symbol(dot);
        }
    }

    /// No label, dot or other leader may touch this line.
    pub fn add_leader(&mut self, leader: Line) {
        self.leaders.push(leader);
        self.add_line(&[leader.p0, leader.p1], 4.0);
    }

    fn add_hard(&mut self, rect: Rect, kind: ObstacleKind) {
        self.hard_cells.insert(rect, self.hard.len() as u32);
        self.hard.push((rect, kind));
    }

    /// A text that lies wholly on this box, or hides it wholly, costs `cost`; in parts less.
    pub fn add_soft(&mut self, rect: Rect, cost: f64) {
        self.soft_cells.insert(rect, self.soft.len() as u32);
        self.soft.push((rect, cost));
    }

    /// Each point of length of this line that a label hides costs `cost_per_pt`.
    pub fn add_line(&mut self, line: &[Point], cost_per_pt: f64) {
        for pair in line.windows(2) {
            let bounds = Rect::from_points(pair[0], pair[1]);
            if self.segment_cells.reach(bounds) {
                self.segment_cells.insert(bounds, self.segments.len() as u32);
                self.segments.push((Line::new(pair[0], pair[1]), cost_per_pt));
            }
        }
    }

    /// Where water is: towns at the shore are named from the sea, others on the land.
    pub fn set_water(&mut self, water: WaterMask) {
        self.water = Some(water);
    }

    /// Where water is, if it is known.
    pub fn water(&self) -> Option<&WaterMask> {
        self.water.as_ref()
    }

    /// Is there room: does the box touch no hard obstacle and no leader line?
    pub fn is_free(&self, rect: Rect) -> bool {
        // Names side by side need more room than a name beside anything else.
        let wide = rect.inset((BESIDE_PT - APART_PT, 0.0));
        let taken = |i: u32| match &self.hard[i as usize] {
            (other, ObstacleKind::Label(_)) => overlaps(*other, wide),
            (other, _) => overlaps(*other, rect),
        };
        !self.hard_cells.any(wide, taken) && !self.leaders.iter().any(|l| line_meets(*l, rect))
    }

    /// Is there room for a dot: not beside a name that would seem to be its own?
    pub fn dot_is_free(&self, dot: Rect) -> bool {
        self.beside_dot(dot).is_empty() && !self.leaders.iter().any(|l| line_meets(*l, dot.inset(LEADER_CLEARANCE_PT)))
    }

    /// What is too near to a dot.
    pub fn beside_dot(&self, dot: Rect) -> Vec<&ObstacleKind> {
        let near = self.hard_cells.near(dot.inset(DOT_CLEARANCE_PT)).into_iter().map(|i| &self.hard[i as usize]);
        let clearance = |kind: &ObstacleKind| match kind {
            ObstacleKind::Label(_) => DOT_CLEARANCE_PT,
            ObstacleKind::Furniture | ObstacleKind::Symbol => 0.4,
        };
        near.filter(|(r, kind)| overlaps(*r, dot.inset(clearance(kind)))).map(|(_, kind)| kind).collect()
    }

    /// What the box touches.
    pub fn in_the_way(&self, rect: Rect) -> Vec<&ObstacleKind> {
        let near = self.hard_cells.near(rect).into_iter().map(|i| &self.hard[i as usize]);
        near.filter(|(r, _)| overlaps(*r, rect)).map(|(_, kind)| kind).collect()
    }

    /// Does a leader from the symbol at `from` keep clear of all hard obstacles but that symbol, and of other leaders?
    pub fn leader_is_free(&self, leader: Line, from: Point) -> bool {
        let around = Rect::from_points(leader.p0, leader.p1).inset(LEADER_CLEARANCE_PT);
        let blocked = |i: u32| {
            let rect = self.hard[i as usize].0;
            !rect.contains(from) && line_meets(leader, rect.inset(LEADER_CLEARANCE_PT))
        };
        !self.hard_cells.any(around, blocked)
            && !self.leaders.iter().any(|l| lines_close(*l, leader, LEADER_CLEARANCE_PT))
    }

    /// Boxes of symbols within `reach` of a box.
    pub fn symbols_near(&self, rect: Rect, reach: f64) -> impl Iterator<Item = Rect> + '_ {
        let around = rect.inset(reach);
        let near = self.hard_cells.near(around).into_iter().map(|i| &self.hard[i as usize]);
        near.filter(move |(r, kind)| *kind == ObstacleKind::Symbol && overlaps(*r, around)).map(|(r, _)| *r)
    }

    /// What the placement looked at so far, with the boxes that may not be touched now.
    pub fn into_trace(self) -> LabelTrace {
        LabelTrace { obstacles: self.hard, ..self.trace }
    }

    /// What a label with this box would hide.
    pub fn cost(&self, rect: Rect) -> f64 {
        let soft = self.soft_cells.near(rect).into_iter().map(|i| {
            let (r, cost) = self.soft[i as usize];
            let common = r.intersect(rect);
            if common.width() > 0.0 && common.height() > 0.0 {
                cost * common.area() / rect.area().min(r.area()).max(1e-9)
            } else {
                0.0
            }
        });
        let lines = self.segment_cells.near(rect).into_iter().map(|i| {
            let (line, cost) = self.segments[i as usize];
            clipped_length(line, rect) * cost
        });
        soft.sum::<f64>() + lines.sum::<f64>()
    }
}

fn overlaps(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}
