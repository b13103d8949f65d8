//! An index of boxes: which lie on a given box, and which on each other.
//!
//! A uniform grid with cells of the boxes' mean size: labels of a map are much alike in size, so a grid has few boxes a cell and
//! needs no tree. Limit: a box many times larger than the mean is entered in many cells.

use kurbo::{Rect, Size};

/// At most so many cells.
const MOST_CELLS: usize = 1 << 18;

/// Boxes, each in all cells that it touches.
#[derive(Debug, Clone)]
pub struct BoxGrid {
    boxes: Vec<Rect>,
    bounds: Rect,
    cell: Size,
    columns: usize,
    rows: usize,
    /// Boxes of cell i: `entries[starts[i]..starts[i + 1]]`.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// Do two boxes share more than their edge?
pub fn overlap(a: Rect, b: Rect) -> bool {
    a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

impl BoxGrid {
    /// An index of these boxes; boxes that are not finite meet nothing.
    pub fn new(boxes: Vec<Rect>) -> Self {
        let finite = || boxes.iter().filter(|b| b.is_finite());
        let bounds = finite().copied().reduce(|a, b| a.union(b)).unwrap_or_default();
        let count = finite().count().max(1) as f64;
        let mean = |side: fn(&Rect) -> f64| finite().map(side).sum::<f64>() / count;
        let most = libm::sqrt(MOST_CELLS as f64);
        let cell = Size::new(
            mean(Rect::width).max(bounds.width() / most).max(1e-6),
            mean(Rect::height).max(bounds.height() / most).max(1e-6),
        );
        let columns = (bounds.width() / cell.width) as usize + 1;
        let rows = (bounds.height() / cell.height) as usize + 1;
        let mut grid = Self { boxes, bounds, cell, columns, rows, starts: Vec::new(), entries: Vec::new() };
        grid.fill();
        grid
    }

    fn fill(&mut self) {
        let mut starts = vec![0_u32; self.columns * self.rows + 1];
        let cells: Vec<_> = self.boxes.iter().map(|b| self.cells(*b)).collect();
        let each = |f: &mut dyn FnMut(usize, u32)| {
            for (i, span) in cells.iter().enumerate() {
                for cell in span.iter(self.columns) {
                    f(cell, i as u32);
                }
            }
        };
        each(&mut |cell, _| starts[cell + 1] += 1);
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut entries = vec![0; starts[starts.len() - 1] as usize];
        each(&mut |cell, i| {
            entries[next[cell] as usize] = i;
            next[cell] += 1;
        });
        (self.starts, self.entries) = (starts, entries);
    }

    fn cells(&self, rect: Rect) -> Span {
        if !rect.is_finite() || !overlap(rect, self.bounds.inset(1.0)) {
            return Span { x: 1..1, y: 1..1 };
        }
        let at = |v: f64, from: f64, side: f64, count: usize| (((v - from) / side).max(0.0) as usize).min(count - 1);
        let (b, c) = (self.bounds, self.cell);
        let x = at(rect.x0, b.x0, c.width, self.columns)..at(rect.x1, b.x0, c.width, self.columns) + 1;
        let y = at(rect.y0, b.y0, c.height, self.rows)..at(rect.y1, b.y0, c.height, self.rows) + 1;
        Span { x, y }
    }

    fn in_cell(&self, cell: usize) -> &[u32] {
        &self.entries[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }

    /// Does any box lie on this one?
    pub fn meets(&self, rect: Rect) -> bool {
        let mut cells = self.cells(rect).iter(self.columns);
        cells.any(|c| self.in_cell(c).iter().any(|&i| overlap(self.boxes[i as usize], rect)))
    }

    /// Boxes that lie on this one, in order.
    pub fn meeting(&self, rect: Rect) -> Vec<Rect> {
        let cells = self.cells(rect).iter(self.columns);
        let all = cells.flat_map(|c| self.in_cell(c).iter().copied());
        let mut found: Vec<u32> = all.filter(|&i| overlap(self.boxes[i as usize], rect)).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|i| self.boxes[i as usize]).collect()
    }

    /// All pairs of boxes that lie on each other, the lesser number first.
    pub fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        for cell in 0..self.columns * self.rows {
            let here = self.in_cell(cell);
            let (column, row) = (cell % self.columns, cell / self.columns);
            for (k, &i) in here.iter().enumerate() {
                let a = self.boxes[i as usize];
                let first = self.cells(a);
                for &j in &here[k + 1..] {
                    let b = self.boxes[j as usize];
                    if overlap(a, b) {
                        // Two boxes share many cells: they count where both are for the first time.
                        let second = self.cells(b);
                        let corner = (first.x.start.max(second.x.start), first.y.start.max(second.y.start));
                        if corner == (column, row) {
                            pairs.push((i, j));
                        }
                    }
                }
            }
        }
        pairs
    }
}

/// Columns and rows that a box touches.
#[derive(Debug, Clone)]
struct Span {
    x: std::ops::Range<usize>,
    y: std::ops::Range<usize>,
}

impl Span {
    fn iter(&self, columns: usize) -> impl Iterator<Item = usize> + use<> {
        let x = self.x.clone();
        self.y.clone().flat_map(move |row| x.clone().map(move |column| row * columns + column))
    }
}
