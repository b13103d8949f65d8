//! Which candidates exclude each other.

use super::LabelRequest;
use super::candidates::Candidate;
use super::grid::{BoxGrid, overlap};
use super::obstacles::{DOT_CLEARANCE_PT, LEADER_CLEARANCE_PT};
use super::segments::{line_meets, lines_close};
use kurbo::Rect;

/// Free space between two texts one above the other, for their halos, and between a text and anything else.
pub const APART_PT: f64 = 0.9;
/// Free space between two texts side by side: nearer, two names read as one of two words.
pub const BESIDE_PT: f64 = 3.0;

/// A text's box with half of the free space that it needs to other texts.
pub fn with_space(rect: Rect) -> Rect {
    rect.inset((BESIDE_PT / 2.0, APART_PT / 2.0))
}

/// Pairs of candidates of different labels that exclude each other, numbered through: first those of the first label.
pub fn pairs(requests: &[&LabelRequest], candidates: &[Vec<(Candidate, f64)>]) -> Vec<(u32, u32)> {
    let all: Vec<(usize, &Candidate)> =
        candidates.iter().enumerate().flat_map(|(i, list)| list.iter().map(move |(c, _)| (i, c))).collect();
    let dots: Vec<Option<Rect>> = requests.iter().map(|r| r.anchor.dot()).collect();
    let reach = |&(i, c): &(usize, &Candidate)| {
        let text = with_space(c.rect);
        let line = c.leader.map(|l| Rect::from_points(l.p0, l.p1).inset(LEADER_CLEARANCE_PT));
        [line, dots[i].map(|d| d.inset(DOT_CLEARANCE_PT))].into_iter().flatten().fold(text, |a, b| a.union(b))
    };
    let mut pairs = BoxGrid::new(all.iter().map(reach).collect()).pairs();
    pairs.retain(|&(a, b)| {
        let ((i, a), (j, b)) = (all[a as usize], all[b as usize]);
        i != j && exclude(a, dots[i], b, dots[j])
    });
    pairs
}

fn exclude(a: &Candidate, a_dot: Option<Rect>, b: &Candidate, b_dot: Option<Rect>) -> bool {
    let on = |rect: Rect, dot: Option<Rect>| dot.is_some_and(|d| overlap(rect, d.inset(DOT_CLEARANCE_PT)));
    let through = |a: &Candidate, rect: Rect| a.leader.is_some_and(|l| line_meets(l, rect.inset(LEADER_CLEARANCE_PT)));
    overlap(with_space(a.rect), with_space(b.rect))
        || on(a.rect, b_dot)
        || on(b.rect, a_dot)
        || a_dot.is_some_and(|d| on(d, b_dot))
        || through(a, b.rect)
        || through(b, a.rect)
        || b_dot.is_some_and(|d| through(a, d))
        || a_dot.is_some_and(|d| through(b, d))
        || a.leader.zip(b.leader).is_some_and(|(l, m)| lines_close(l, m, LEADER_CLEARANCE_PT))
}
