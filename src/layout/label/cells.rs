//! A growing index over the frame: which things lie near a box.
//!
//! A uniform grid; what lies outside the frame belongs to the cells at its edge, so that no question is answered wrongly there,
//! only more slowly.

use kurbo::Rect;

/// Side of a cell in points: about the height of a name of two lines.
const CELL_PT: f64 = 16.0;

/// Numbers of things, by cell.
#[derive(Debug, Clone)]
pub struct Cells {
    frame: Rect,
    columns: usize,
    lists: Vec<Vec<u32>>,
}

impl Cells {
    /// Nothing yet.
    pub fn new(frame: Rect) -> Self {
        let count = |length: f64| (length / CELL_PT).clamp(0.0, 2_000.0) as usize + 1;
        let (columns, rows) = (count(frame.width()), count(frame.height()));
        Self { frame, columns, lists: vec![Vec::new(); columns * rows] }
    }

    /// Does the box lie on the frame, or less than a cell from it?
    pub fn reach(&self, rect: Rect) -> bool {
        self.frame.inset(CELL_PT).overlaps(rect)
    }

    fn of(&self, rect: Rect) -> impl Iterator<Item = usize> + use<> {
        let at = |v: f64, from: f64, count: usize| (((v - from) / CELL_PT).max(0.0) as usize).min(count - 1);
        let (columns, rows) = (self.columns, self.lists.len() / self.columns);
        let (x0, x1) = (at(rect.x0, self.frame.x0, columns), at(rect.x1, self.frame.x0, columns));
        let (y0, y1) = (at(rect.y0, self.frame.y0, rows), at(rect.y1, self.frame.y0, rows));
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }

    /// Enters a thing with its box.
    pub fn insert(&mut self, rect: Rect, id: u32) {
        for cell in self.of(rect) {
            self.lists[cell].push(id);
        }
    }

    /// Things that may lie on the box, each once, in order.
    pub fn near(&self, rect: Rect) -> Vec<u32> {
        let mut found: Vec<u32> = self.of(rect).flat_map(|c| self.lists[c].iter().copied()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Is the condition true of any thing that may lie on the box?
    pub fn any(&self, rect: Rect, mut condition: impl FnMut(u32) -> bool) -> bool {
        self.of(rect).any(|c| self.lists[c].iter().any(|&id| condition(id)))
    }
}
