//! What the placement looked at, kept to be drawn (`--debug labels`).

use super::candidates::Candidate;
use super::choice::Chosen;
use super::obstacles::ObstacleKind;
use kurbo::{Line, Point, Rect};

/// A place that a label could have had.
#[derive(Debug, Clone, Copy)]
pub struct TracedCandidate {
    /// Box of the text.
    pub rect: Rect,
    /// Its leader line.
    pub leader: Option<Line>,
    /// What it costs.
    pub cost: f64,
    /// Was it taken?
    pub taken: bool,
}

/// Everything that was weighed on one frame.
#[derive(Debug, Clone, Default)]
pub struct LabelTrace {
    /// Free candidates.
    pub candidates: Vec<TracedCandidate>,
    /// Pairs of candidates that exclude each other, by their middles.
    pub conflicts: Vec<(Point, Point)>,
    /// Boxes that no label may touch.
    pub obstacles: Vec<(Rect, ObstacleKind)>,
}

impl LabelTrace {
    /// Keeps what one call weighed.
    pub(super) fn record(&mut self, chosen: &Chosen) {
        let middle = |(c, _): &(Candidate, f64)| c.rect.center();
        let middles: Vec<Point> = chosen.offered.iter().flatten().map(middle).collect();
        self.conflicts.extend(chosen.conflicts.iter().map(|&(a, b)| (middles[a as usize], middles[b as usize])));
        for (list, taken) in chosen.offered.iter().zip(&chosen.taken) {
            self.candidates.extend(list.iter().enumerate().map(|(i, (c, cost))| TracedCandidate {
                rect: c.rect,
                leader: c.leader,
                cost: *cost,
                taken: *taken == Some(i),
            }));
        }
    }
}
