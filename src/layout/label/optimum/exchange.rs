//! Bettering a set piece by piece, each piece exactly.
//!
//! A ball of vertices is cut out around one of them, what the rest of the set allows there is solved by branch and reduce,
//! and the answer is taken if it is no worse: so the set also wanders over equal ones. The idea is POPMUSIC (Taillard & Voss
//! 2002; for labels Alvim & Taillard 2009, "POPMUSIC for the point feature label placement problem").

use super::exact::Exact;
use super::graph::{Graph, Weight};
use super::random::Random;

/// A set that is bettered.
#[derive(Debug)]
pub struct Exchange<'a> {
    graph: &'a Graph,
    inside: Vec<bool>,
    index: Vec<u32>,
    seen: Vec<u32>,
    round: u32,
    work: u64,
}

impl<'a> Exchange<'a> {
    /// From an independent set.
    pub fn new(graph: &'a Graph, chosen: &[u32]) -> Self {
        let mut inside = vec![false; graph.len()];
        chosen.iter().for_each(|&v| inside[v as usize] = true);
        Self { graph, inside, index: vec![u32::MAX; graph.len()], seen: vec![0; graph.len()], round: 0, work: 0 }
    }

    /// The set.
    pub fn chosen(&self) -> Vec<u32> {
        (0..self.graph.len() as u32).filter(|&v| self.inside[v as usize]).collect()
    }

    /// Steps made.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// One ball of about `size` vertices around `center`, in so many steps at most.
    pub fn ball(&mut self, center: u32, size: usize, steps: u64, random: &mut Random) {
        let mut ball = self.grow(center, size);
        // In random order the search meets other sets of equal weight.
        for i in (1..ball.len()).rev() {
            ball.swap(i, random.below(i + 1));
        }
        let graph = self.graph;
        // What the set outside the ball leaves open.
        let fixed = |n: u32| self.inside[n as usize] && self.seen[n as usize] != self.round;
        let open: Vec<u32> =
            ball.iter().copied().filter(|&v| !graph.neighbours[v as usize].iter().any(|&n| fixed(n))).collect();
        let before: Weight = open.iter().filter(|&&v| self.inside[v as usize]).map(|&v| graph.weight[v as usize]).sum();
        let part = graph.part(&open, &mut self.index);
        let mut exact = Exact::new(steps);
        let found = exact.heavier(part, before - 1);
        self.work += steps - exact.left + 4 * ball.len() as u64;
        let Some(found) = found else { return };
        open.iter().for_each(|&v| self.inside[v as usize] = false);
        found.iter().for_each(|&v| self.inside[open[v as usize] as usize] = true);
    }

    fn grow(&mut self, center: u32, size: usize) -> Vec<u32> {
        self.round += 1;
        let mut ball = vec![center];
        self.seen[center as usize] = self.round;
        let mut next = 0;
        while next < ball.len() && ball.len() < size {
            for &n in &self.graph.neighbours[ball[next] as usize] {
                if self.seen[n as usize] != self.round {
                    self.seen[n as usize] = self.round;
                    ball.push(n);
                }
            }
            next += 1;
        }
        ball
    }
}
