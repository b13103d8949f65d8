//! An area on a coarse grid of the frame: how far each cell is from its edge, and the longest way through its middle.
//!
//! Distances are Euclidean, by Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions". The way is the
//! longest of those that keep to the middle (cost of a step: its length by the clearance to the power 1.5; two sweeps of
//! Dijkstra), which stands for the medial axis without its side branches. Limits: nothing narrower than a cell is seen.

use kurbo::{Point, Rect};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Cells of a frame that belong to an area.
#[derive(Debug, Clone)]
pub struct AreaGrid {
    frame: Rect,
    cell_pt: f64,
    columns: usize,
    rows: usize,
    inside: Vec<bool>,
}

/// A way through the middle of an area, from one of its ends to the other.
#[derive(Debug, Clone, Default)]
pub struct Spine {
    /// Points a cell apart, each with its distance from the area's edge.
    pub points: Vec<(Point, f64)>,
    /// Length of the way.
    pub length_pt: f64,
}

impl Spine {
    /// Length of the way to each point.
    pub fn lengths_pt(&self) -> Vec<f64> {
        let mut lengths_pt = vec![0.0];
        for pair in self.points.windows(2) {
            lengths_pt.push(lengths_pt[lengths_pt.len() - 1] + pair[0].0.distance(pair[1].0));
        }
        lengths_pt
    }

    /// How often the area's greatest width goes into its length: about 1.4 for a square, 2.4 for two squares side by side.
    pub fn elongation(&self) -> f64 {
        let widest = self.points.iter().map(|p| p.1).fold(0.0, f64::max);
        self.length_pt / (2.0 * widest).max(1e-9)
    }
}

impl AreaGrid {
    /// No cell of the frame.
    pub fn new(frame: Rect) -> Self {
        let cell_pt = (frame.width().min(frame.height()) / 140.0).max(1.5);
        let (columns, rows) = ((frame.width() / cell_pt) as usize, (frame.height() / cell_pt) as usize);
        Self { frame, cell_pt, columns, rows, inside: vec![false; columns * rows] }
    }

    /// The cells whose middle lies in the rings (even-odd).
    pub fn of(frame: Rect, rings: &[Vec<Point>]) -> Self {
        let mut grid = Self::new(frame);
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); grid.rows];
        for pair in rings.iter().flat_map(|r| r.windows(2)) {
            let (low, high) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
            // Rows whose middle the edge crosses; a middle on its lower end counts, on its upper not.
            let row = |y: f64| libm::ceil((y - frame.y0) / grid.cell_pt - 0.5).clamp(0.0, grid.rows as f64) as usize;
            for (y, xs) in (row(low)..row(high)).map(|r| (grid.middle(0, r).y, r)) {
                crossings[xs].push(pair[0].x + (y - pair[0].y) / (pair[1].y - pair[0].y) * (pair[1].x - pair[0].x));
            }
        }
        for (row, xs) in crossings.iter_mut().enumerate() {
            xs.sort_by(f64::total_cmp);
            let mut before = 0;
            for column in 0..grid.columns {
                let x = grid.middle(column, row).x;
                while before < xs.len() && xs[before] < x {
                    before += 1;
                }
                grid.inside[row * grid.columns + column] = before % 2 == 1;
            }
        }
        grid
    }

    fn middle(&self, column: usize, row: usize) -> Point {
        let at = |i: usize| (i as f64 + 0.5) * self.cell_pt;
        Point::new(self.frame.x0 + at(column), self.frame.y0 + at(row))
    }

    fn middle_of(&self, cell: usize) -> Point {
        self.middle(cell % self.columns, cell / self.columns)
    }

    fn cell_at(&self, p: Point) -> Option<usize> {
        let (x, y) = ((p.x - self.frame.x0) / self.cell_pt, (p.y - self.frame.y0) / self.cell_pt);
        let within = x >= 0.0 && y >= 0.0 && (x as usize) < self.columns && (y as usize) < self.rows;
        within.then(|| y as usize * self.columns + x as usize)
    }

    /// Is the cell of a point one of it?
    pub fn holds(&self, p: Point) -> bool {
        self.cell_at(p).is_some_and(|cell| self.inside[cell])
    }

    /// Only the cells that `keep` says yes to.
    pub fn kept(mut self, keep: impl Fn(Rect) -> bool) -> Self {
        let size = (self.cell_pt, self.cell_pt);
        for cell in 0..self.inside.len() {
            self.inside[cell] = self.inside[cell] && keep(Rect::from_center_size(self.middle_of(cell), size));
        }
        self
    }

    /// Every other cell.
    pub fn inverted(mut self) -> Self {
        self.inside.iter_mut().for_each(|c| *c = !*c);
        self
    }

    /// Without the cells of another area of the same frame.
    pub fn without(mut self, other: &Self) -> Self {
        self.inside.iter_mut().zip(&other.inside).for_each(|(c, o)| *c = *c && !*o);
        self
    }

    /// With gaps of up to twice `reach_pt` between its parts closed (dilated, then eroded).
    pub fn closed(self, reach_pt: f64) -> Self {
        let from_area = self.clone().inverted().clearances(false);
        let mut wide = self;
        wide.inside.iter_mut().zip(&from_area).for_each(|(c, d)| *c = *c || *d <= reach_pt);
        let within = wide.clearances(false);
        wide.inside.iter_mut().zip(&within).for_each(|(c, d)| *c = *c && *d > reach_pt);
        wide
    }

    /// The share of the frame that the area covers.
    pub fn share(&self) -> f64 {
        self.inside.iter().filter(|c| **c).count() as f64 / self.inside.len().max(1) as f64
    }

    /// The share of the area that its largest connected part has.
    pub fn largest_part(&self) -> f64 {
        let all = vec![1.0; self.inside.len()];
        let open: Vec<f64> = self.inside.iter().zip(all).map(|(c, one)| if *c { one } else { 0.0 }).collect();
        let parts = self.parts(&open, 0.5);
        let total: usize = parts.iter().map(Vec::len).sum();
        parts.iter().map(Vec::len).max().unwrap_or(0) as f64 / total.max(1) as f64
    }

    /// Distance of every cell's middle from the nearest cell that is not of the area; `edge`: beyond the frame's edge
    /// none is.
    pub fn clearances(&self, edge: bool) -> Vec<f64> {
        let far = 1e12;
        let mut squares: Vec<f64> = self.inside.iter().map(|c| if *c { far } else { 0.0 }).collect();
        let mut envelope = Envelope::default();
        for column in 0..self.columns {
            envelope.along(squares.iter_mut().skip(column).step_by(self.columns.max(1)), edge);
        }
        for row in squares.chunks_mut(self.columns.max(1)) {
            envelope.along(row.iter_mut(), edge);
        }
        squares.into_iter().map(|s| libm::sqrt(s.min(far)) * self.cell_pt).collect()
    }

    /// Distance of a point from the area's edge, as its cell has it; 0 outside.
    pub fn clearance_at(&self, clearances: &[f64], p: Point) -> f64 {
        self.cell_at(p).map_or(0.0, |c| clearances[c])
    }

    /// Connected cells with at least this clearance, most cells first.
    fn parts(&self, clearances: &[f64], least_pt: f64) -> Vec<Vec<usize>> {
        let mut seen: Vec<bool> = clearances.iter().map(|c| *c < least_pt).collect();
        let mut parts = Vec::new();
        for start in 0..seen.len() {
            if std::mem::replace(&mut seen[start], true) {
                continue;
            }
            let mut part = vec![start];
            let mut next = 0;
            while next < part.len() {
                for (cell, _) in self.neighbours(part[next]) {
                    if !std::mem::replace(&mut seen[cell], true) {
                        part.push(cell);
                    }
                }
                next += 1;
            }
            parts.push(part);
        }
        parts.sort_by_key(|p| Reverse(p.len()));
        parts
    }

    fn neighbours(&self, cell: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (column, row) = (cell % self.columns, cell / self.columns);
        (0..9).filter(|i| *i != 4).filter_map(move |i: usize| {
            let (x, y) = ((column + i % 3).checked_sub(1)?, (row + i / 3).checked_sub(1)?);
            let length = if i.is_multiple_of(2) { std::f64::consts::SQRT_2 } else { 1.0 };
            (x < self.columns && y < self.rows).then(|| (y * self.columns + x, length * self.cell_pt))
        })
    }

    /// Longest ways through the middle of the (at most three) largest parts where a text of half this height has room.
    pub fn spines(&self, clearances: &[f64], half_height_pt: f64) -> Vec<Spine> {
        let parts = self.parts(clearances, half_height_pt);
        let large = parts.first().map_or(0, Vec::len) / 4;
        parts
            .iter()
            .take(3)
            .filter(|p| p.len() > large)
            .map(|part| self.spine(part, clearances, half_height_pt))
            .collect()
    }

    fn spine(&self, part: &[usize], clearances: &[f64], least_pt: f64) -> Spine {
        let widest = part.iter().copied().max_by(|a, b| clearances[*a].total_cmp(&clearances[*b]).then(b.cmp(a)));
        let Some(widest) = widest else { return Spine::default() };
        let (one_end, _) = self.farthest(widest, clearances, least_pt);
        let (other_end, from) = self.farthest(one_end, clearances, least_pt);
        let mut spine = Spine::default();
        let mut cell = other_end;
        loop {
            spine.points.push((self.middle_of(cell), clearances[cell]));
            if cell == one_end {
                break;
            }
            cell = from[cell];
        }
        spine.length_pt = spine.points.windows(2).map(|p| p[0].0.distance(p[1].0)).sum();
        spine
    }

    /// The cell whose way from `start` is the longest, and from where each cell is reached.
    fn farthest(&self, start: usize, clearances: &[f64], least_pt: f64) -> (usize, Vec<usize>) {
        let mut cost = vec![f64::INFINITY; clearances.len()];
        let mut length = vec![0.0; clearances.len()];
        let mut from: Vec<usize> = (0..clearances.len()).collect();
        let mut open = BinaryHeap::from([(Reverse(0_u64), start)]);
        cost[start] = 0.0;
        let mut end = start;
        while let Some((Reverse(bits), cell)) = open.pop() {
            // Costs are not negative: their bits are in their order.
            if f64::from_bits(bits) > cost[cell] {
                continue;
            }
            if length[cell] > length[end] {
                end = cell;
            }
            for (next, step) in self.neighbours(cell) {
                let clear = clearances[next];
                if clear < least_pt {
                    continue;
                }
                let reached = cost[cell] + step / (clear * libm::sqrt(clear)).max(1e-6);
                if reached < cost[next] {
                    cost[next] = reached;
                    length[next] = length[cell] + step;
                    from[next] = cell;
                    open.push((Reverse(reached.to_bits()), next));
                }
            }
        }
        (end, from)
    }
}

/// The lower envelope of parabolas, with room that is used again from line to line.
#[derive(Default)]
struct Envelope {
    values: Vec<f64>,
    hull: Vec<(usize, f64)>,
}

impl Envelope {
    /// Puts the least `f(j) + (i − j)²` at every `i` of a line. `edge`: as if 0 stood on both sides.
    fn along<'v>(&mut self, line: impl Iterator<Item = &'v mut f64>, edge: bool) {
        let Self { values, hull } = self;
        let shift = usize::from(edge);
        let line: Vec<&mut f64> = line.collect();
        values.clear();
        values.resize(shift, 0.0);
        values.extend(line.iter().map(|v| **v));
        values.resize(line.len() + 2 * shift, 0.0);
        // Where all is outside it stays so.
        if values.iter().all(|v| *v == 0.0) {
            return;
        }
        let at = |j: usize| values[j] + (j * j) as f64;
        hull.clear();
        for j in 0..values.len() {
            let mut from = f64::NEG_INFINITY;
            while let Some(&(before, start)) = hull.last() {
                from = (at(j) - at(before)) / (2.0 * (j - before) as f64);
                if from > start {
                    break;
                }
                hull.pop();
                from = f64::NEG_INFINITY;
            }
            hull.push((j, from));
        }
        let mut part = 0;
        for (i, value) in line.into_iter().enumerate() {
            let x = i + shift;
            while part + 1 < hull.len() && hull[part + 1].1 <= x as f64 {
                part += 1;
            }
            let apart = x as f64 - hull[part].0 as f64;
            *value = values[hull[part].0] + apart * apart;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Rect = Rect::new(0.0, 0.0, 210.0, 210.0);

    fn rectangle(r: Rect) -> Vec<Point> {
        vec![r.origin(), Point::new(r.x1, r.y0), Point::new(r.x1, r.y1), Point::new(r.x0, r.y1), r.origin()]
    }

    #[test]
    fn distances_are_those_of_every_pair() {
        let hole = rectangle(Rect::new(100.0, 100.0, 130.0, 120.0));
        let grid = AreaGrid::of(FRAME, &[rectangle(Rect::new(30.0, 20.0, 180.0, 190.0)), hole]);
        let clearances = grid.clearances(true);
        for cell in (0..grid.inside.len()).step_by(97) {
            let outside = (0..grid.inside.len()).filter(|c| !grid.inside[*c]);
            let nearest =
                outside.map(|c| grid.middle_of(c).distance(grid.middle_of(cell))).fold(f64::INFINITY, f64::min);
            assert!((clearances[cell] - nearest).abs() < 1e-9, "{} {nearest}", clearances[cell]);
        }
    }

    #[test]
    fn the_spine_of_a_bar_runs_along_it() {
        let grid = AreaGrid::of(FRAME, &[rectangle(Rect::new(20.0, 90.0, 190.0, 120.0))]);
        let clearances = grid.clearances(true);
        let spine = &grid.spines(&clearances, 5.0)[0];
        assert!(spine.length_pt > 150.0 && spine.elongation() > 4.0, "{} {}", spine.length_pt, spine.elongation());
        let middle = &spine.points[spine.points.len() / 4..spine.points.len() * 3 / 4];
        assert!(middle.iter().all(|(p, _)| (p.y - 105.0).abs() <= 1.5));
        let square = AreaGrid::of(FRAME, &[rectangle(Rect::new(50.0, 50.0, 150.0, 150.0))]);
        assert!(square.spines(&square.clearances(true), 5.0)[0].elongation() < 1.5);
    }

    #[test]
    fn islands_become_one_where_the_gaps_are_narrow() {
        let islands = [0.0, 40.0, 80.0].map(|x| rectangle(Rect::new(40.0 + x, 90.0, 70.0 + x, 120.0)));
        let grid = AreaGrid::of(FRAME, &islands);
        assert!(grid.largest_part() < 0.4);
        assert!(grid.clone().closed(7.0).largest_part() > 0.99);
        assert!(grid.clone().closed(3.0).largest_part() < 0.4);
        assert_eq!(AreaGrid::new(FRAME).largest_part(), 0.0);
        assert!(AreaGrid::new(FRAME).spines(&vec![0.0; 140 * 140], 5.0).is_empty());
    }
}
