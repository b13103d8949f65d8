//! What labels keep away from: boxes that may not be touched, lines that cost by the length hidden.

use kurbo::{Line, ParamCurve, Point, Rect};

/// Side of a cell of the line index, in points.
const CELL_PT: f64 = 16.0;

/// Boxes and lines of one frame.
#[derive(Debug)]
pub struct Obstacles {
    frame: Rect,
    hard: Vec<Rect>,
    soft: Vec<(Rect, f64)>,
    segments: Vec<(Line, f64)>,
    columns: usize,
    cells: Vec<Vec<u32>>,
}

impl Obstacles {
    /// Nothing in the way yet.
    pub fn new(frame: Rect) -> Self {
        let columns = (frame.width() / CELL_PT) as usize + 1;
        let rows = (frame.height() / CELL_PT) as usize + 1;
        Self {
            frame,
            hard: Vec::new(),
            soft: Vec::new(),
            segments: Vec::new(),
            columns,
            cells: vec![Vec::new(); columns * rows],
        }
    }

    /// No label may touch this box.
    pub fn add(&mut self, rect: Rect) {
        self.hard.push(rect);
    }

    /// A text that lies wholly on this box, or hides it wholly, costs `cost`; in parts less.
    pub fn add_soft(&mut self, rect: Rect, cost: f64) {
        self.soft.push((rect, cost));
    }

    /// Each point of length of this line that a label hides costs `cost_per_pt`.
    pub fn add_line(&mut self, line: &[Point], cost_per_pt: f64) {
        for pair in line.windows(2) {
            let segment = Line::new(pair[0], pair[1]);
            let id = self.segments.len() as u32;
            let mut used = false;
            for cell in self.cells_of(Rect::from_points(pair[0], pair[1])) {
                self.cells[cell].push(id);
                used = true;
            }
            if used {
                self.segments.push((segment, cost_per_pt));
            }
        }
    }

    fn cells_of(&self, rect: Rect) -> Vec<usize> {
        if !self.frame.inset(CELL_PT).overlaps(rect) {
            return Vec::new();
        }
        let at = |v: f64, from: f64, count: usize| (((v - from) / CELL_PT).max(0.0) as usize).min(count - 1);
        let rows = self.cells.len() / self.columns;
        let (x0, x1) = (at(rect.x0, self.frame.x0, self.columns), at(rect.x1, self.frame.x0, self.columns));
        let (y0, y1) = (at(rect.y0, self.frame.y0, rows), at(rect.y1, self.frame.y0, rows));
        (y0..=y1).flat_map(|y| (x0..=x1).map(move |x| (x, y))).map(|(x, y)| y * self.columns + x).collect()
    }

    /// Does the box touch no hard obstacle?
    pub fn is_free(&self, rect: Rect) -> bool {
        !self.hard.iter().any(|h| overlaps(*h, rect))
    }

    /// Does a leader cross no hard obstacle? Its first point may touch the symbol that it comes from.
    pub fn leader_is_free(&self, leader: Line) -> bool {
        let rest = Line::new(leader.eval(0.12), leader.p1);
        !self.hard.iter().any(|h| line_meets(rest, *h))
    }

    /// What a label with this box would hide.
    pub fn cost(&self, rect: Rect) -> f64 {
        let soft: f64 = self
            .soft
            .iter()
            .map(|(r, cost)| {
                let common = r.intersect(rect);
                if common.width() > 0.0 && common.height() > 0.0 {
                    cost * common.area() / rect.area().min(r.area()).max(1e-9)
                } else {
                    0.0
                }
            })
            .sum();
        let mut near: Vec<u32> = self.cells_of(rect).into_iter().flat_map(|c| self.cells[c].iter().copied()).collect();
        near.sort_unstable();
        near.dedup();
        let lines: f64 = near
            .into_iter()
            .map(|i| {
                let (line, cost) = self.segments[i as usize];
                clipped_length(line, rect) * cost
            })
            .sum();
        soft + lines
    }
}

fn overlaps(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

/// Length of the part of a line that lies in a box (Liang–Barsky).
fn clipped_length(line: Line, rect: Rect) -> f64 {
    let d = line.p1 - line.p0;
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [
        (-d.x, line.p0.x - rect.x0),
        (d.x, rect.x1 - line.p0.x),
        (-d.y, line.p0.y - rect.y0),
        (d.y, rect.y1 - line.p0.y),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return 0.0;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    if to > from { (to - from) * libm::hypot(d.x, d.y) } else { 0.0 }
}

/// Does the line touch the box?
pub fn line_meets(line: Line, rect: Rect) -> bool {
    clipped_length(line, rect) > 0.0
}

/// Do two lines cross?
pub fn lines_cross(a: Line, b: Line) -> bool {
    let side = |l: Line, p: Point| (l.p1 - l.p0).cross(p - l.p0);
    side(a, b.p0) * side(a, b.p1) < 0.0 && side(b, a.p0) * side(b, a.p1) < 0.0
}
