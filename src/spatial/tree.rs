//! A tree of boxes in space over stretches of edges.
//!
//! Binary, by medians along the widest axis; the order of the input decides ties, so the tree is the same every time.
//! It only ever compares straight chords in space, whose bounds on geodesics are proved in `ellipsoid`.

use super::ellipsoid::{chord2, rival_chord_m};

/// Stretches in a leaf.
const LEAF: usize = 4;
/// Rounding of geocentric coordinates and of Karney's algorithm, with room to spare, metres.
const MARGIN_M: f64 = 1e-7;

/// A stretch as the tree sees it: a straight chord and how far the curve leaves it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chord {
    pub ends: [[f64; 3]; 2],
    pub sagitta_m: f64,
}

/// A stretch that may hold the nearest point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Number of the stretch.
    pub item: usize,
    /// No point of it has a shorter chord to the query.
    pub chord_at_least_m: f64,
    /// Where on the straight chord the nearest point is, 0…1.
    pub seed: f64,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    low: [f64; 3],
    high: [f64; 3],
    /// Leaf: first entry of `order`. Else: the second child (the first is the next node).
    at: u32,
    /// Leaf: number of entries. Else: 0.
    count: u32,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    order: Vec<u32>,
    chords: Vec<Chord>,
}

impl Tree {
    /// A tree over at least one and fewer than 2³² chords.
    pub fn new(chords: Vec<Chord>) -> Self {
        let mut order: Vec<u32> = (0..chords.len() as u32).collect();
        let mut nodes = Vec::with_capacity(chords.len());
        build(&chords, &mut order, 0, &mut nodes);
        // In leaf order neighbours in space are neighbours in memory.
        let chords = order.iter().map(|&i| chords[i as usize]).collect();
        Self { nodes, order, chords }
    }

    /// All stretches that may hold the nearest point of all, nearest first. `known` is any point of the stretches: one that
    /// is near saves work, and makes no other difference.
    pub fn candidates(&self, from: [f64; 3], known: Option<[f64; 3]>, found: &mut Vec<Candidate>) {
        found.clear();
        let mut limit_m = known.map_or(f64::INFINITY, |p| rival_chord_m(chord2(from, p).sqrt()) + MARGIN_M);
        let mut stack = [(0u32, 0.0f64); 64];
        let mut depth = 1;
        while depth > 0 {
            depth -= 1;
            let (mut at, box2) = stack[depth];
            if box2 > limit_m * limit_m {
                continue;
            }
            // Down to a leaf by the nearer child; the farther one waits, if it may hold something.
            loop {
                let node = &self.nodes[at as usize];
                if node.count > 0 {
                    self.leaf(node, from, &mut limit_m, found);
                    break;
                }
                let (near, far) = (at + 1, node.at);
                let (near2, far2) =
                    (box_distance2(&self.nodes[near as usize], from), box_distance2(&self.nodes[far as usize], from));
                let ((next, next2), wait) =
                    if near2 <= far2 { ((near, near2), (far, far2)) } else { ((far, far2), (near, near2)) };
                let limit2 = limit_m * limit_m;
                if wait.1 <= limit2 {
                    stack[depth] = wait;
                    depth += 1;
                }
                if next2 > limit2 {
                    break;
                }
                at = next;
            }
        }
        found.retain(|c| c.chord_at_least_m <= limit_m);
        found.sort_unstable_by(|a, b| a.chord_at_least_m.total_cmp(&b.chord_at_least_m).then(a.item.cmp(&b.item)));
    }

    fn leaf(&self, node: &Node, from: [f64; 3], limit_m: &mut f64, found: &mut Vec<Candidate>) {
        for at in node.at as usize..(node.at + node.count) as usize {
            let chord = &self.chords[at];
            let (straight_m, seed) = segment_distance(&chord.ends, from);
            let chord_at_least_m = straight_m - chord.sagitta_m;
            if chord_at_least_m > *limit_m {
                continue;
            }
            found.push(Candidate { item: self.order[at] as usize, chord_at_least_m, seed });
            *limit_m = limit_m.min(rival_chord_m(straight_m + chord.sagitta_m) + MARGIN_M);
        }
    }
}

fn build(chords: &[Chord], order: &mut [u32], first: usize, nodes: &mut Vec<Node>) {
    let (mut low, mut high) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for &i in order.iter() {
        let chord = &chords[i as usize];
        for end in &chord.ends {
            for axis in 0..3 {
                low[axis] = low[axis].min(end[axis] - chord.sagitta_m);
                high[axis] = high[axis].max(end[axis] + chord.sagitta_m);
            }
        }
    }
    let at = nodes.len();
    nodes.push(Node { low, high, at: first as u32, count: order.len() as u32 });
    if order.len() <= LEAF {
        return;
    }
    let axis = (0..3).max_by(|&a, &b| (high[a] - low[a]).total_cmp(&(high[b] - low[b]))).unwrap_or(0);
    let middle = order.len() / 2;
    let key = |i: &u32| chords[*i as usize].ends[0][axis] + chords[*i as usize].ends[1][axis];
    order.select_nth_unstable_by(middle, |a, b| key(a).total_cmp(&key(b)).then(a.cmp(b)));
    let (left, right) = order.split_at_mut(middle);
    build(chords, left, first, nodes);
    nodes[at].at = nodes.len() as u32;
    nodes[at].count = 0;
    build(chords, right, first + middle, nodes);
}

fn box_distance2(node: &Node, p: [f64; 3]) -> f64 {
    let mut sum = 0.0;
    for ((low, high), p) in node.low.iter().zip(node.high).zip(p) {
        let d = greater(greater(low - p, p - high), 0.0);
        sum += d * d;
    }
    sum
}

/// `f64::max` for what is a number: one instruction where that takes five.
fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// Distance to a straight segment, and where on it (0…1).
fn segment_distance(ends: &[[f64; 3]; 2], p: [f64; 3]) -> (f64, f64) {
    let [a, b] = ends;
    let (mut dot, mut len2) = (0.0, 0.0);
    for axis in 0..3 {
        let d = b[axis] - a[axis];
        dot += d * (p[axis] - a[axis]);
        len2 += d * d;
    }
    let u = if len2 > 0.0 { (dot / len2).clamp(0.0, 1.0) } else { 0.0 };
    let mut sum = 0.0;
    for axis in 0..3 {
        let d = a[axis] + u * (b[axis] - a[axis]) - p[axis];
        sum += d * d;
    }
    (sum.sqrt(), u)
}
