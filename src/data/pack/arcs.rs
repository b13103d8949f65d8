//! Rings cut into arcs where neighbours part, each arc kept once.
//!
//! A corner where the rings that pass have not the same two neighbours is a node (the join detection of TopoJSON, Bostock 2013). Between two nodes all
//! rings that pass share one arc, whichever way they run; a ring without nodes is one closed arc that begins at its least corner.

use std::collections::{BTreeMap, BTreeSet};

/// A place in units of the layer's last decimal.
pub type Corner = (i64, i64);

/// Arcs, each once.
#[derive(Debug, Default)]
pub struct Arcs {
    pub arcs: Vec<Vec<Corner>>,
    ids: BTreeMap<Vec<Corner>, usize>,
    nodes: BTreeSet<Corner>,
}

/// An arc as a ring or line runs along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArcRef {
    pub arc: usize,
    pub reversed: bool,
}

/// A ring without its closing corner and without corners twice in a row.
pub fn open_ring(ring: &[Corner]) -> Vec<Corner> {
    let mut ring = ring.to_vec();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring
}

impl Arcs {
    /// Arcs for these rings ([`open_ring`]).
    pub fn of_rings<'r>(rings: impl Iterator<Item = &'r Vec<Corner>>) -> Self {
        let mut neighbours: BTreeMap<Corner, (Corner, Corner)> = BTreeMap::new();
        let mut nodes = BTreeSet::new();
        for ring in rings {
            for (i, corner) in ring.iter().enumerate() {
                let (before, after) = (ring[(i + ring.len() - 1) % ring.len()], ring[(i + 1) % ring.len()]);
                let pair = (before.min(after), before.max(after));
                if *neighbours.entry(*corner).or_insert(pair) != pair {
                    nodes.insert(*corner);
                }
            }
        }
        Self { nodes, ..Self::default() }
    }

    /// The arcs that a ring runs along.
    pub fn ring(&mut self, ring: &[Corner]) -> Vec<ArcRef> {
        let closed = |start: usize| (0..=ring.len()).map(|i| ring[(start + i) % ring.len()]).collect::<Vec<_>>();
        let Some(first) = ring.iter().position(|c| self.nodes.contains(c)) else {
            let least = (0..ring.len()).min_by_key(|i| ring[*i]).unwrap_or(0);
            return if ring.is_empty() { Vec::new() } else { vec![self.add(closed(least))] };
        };
        let mut refs = Vec::new();
        let mut arc: Vec<Corner> = Vec::new();
        for corner in closed(first) {
            arc.push(corner);
            if arc.len() > 1 && self.nodes.contains(&corner) {
                refs.push(self.add(std::mem::replace(&mut arc, vec![corner])));
            }
        }
        refs
    }

    /// The arc of a line, kept once, whichever way it runs.
    pub fn add(&mut self, line: Vec<Corner>) -> ArcRef {
        let back: Vec<Corner> = line.iter().rev().copied().collect();
        let reversed = back < line;
        let kept = if reversed { back } else { line };
        if let Some(arc) = self.ids.get(&kept) {
            return ArcRef { arc: *arc, reversed };
        }
        self.arcs.push(kept.clone());
        self.ids.insert(kept, self.arcs.len() - 1);
        ArcRef { arc: self.arcs.len() - 1, reversed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_neighbours_share_one_arc() {
        let west = vec![(0, 0), (2, 0), (2, 1), (2, 2), (0, 2)];
        let east = vec![(2, 0), (4, 0), (4, 2), (2, 2), (2, 1)];
        let mut arcs = Arcs::of_rings([&west, &east].into_iter());
        let (w, e) = (arcs.ring(&west), arcs.ring(&east));
        assert_eq!((w.len(), e.len(), arcs.arcs.len()), (2, 2, 3));
        let shared: Vec<&ArcRef> = w.iter().filter(|a| e.iter().any(|b| a.arc == b.arc)).collect();
        assert_eq!(arcs.arcs[shared[0].arc], [(2, 0), (2, 1), (2, 2)]);
        assert!(e.iter().any(|b| b.arc == shared[0].arc && b.reversed != shared[0].reversed));
    }

    #[test]
    fn a_ring_alone_is_one_closed_arc() {
        let ring = vec![(5, 5), (1, 1), (9, 1)];
        let mut arcs = Arcs::of_rings([&ring].into_iter());
        assert_eq!(arcs.ring(&ring).len(), 1);
        assert_eq!(arcs.arcs[0].first(), arcs.arcs[0].last());
        assert_eq!(arcs.arcs[0].len(), 4);
    }
}
