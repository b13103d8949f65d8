//! A good set, found by iterated local search.
//!
//! After Andrade, Resende & Werneck 2012, "Fast local search for the maximum independent set problem", with weights as in
//! Nogueira, Pinheiro & Subramanian 2018: a vertex enters where it outweighs its neighbours in the set; one vertex of
//! the set gives way to two neighbours that have no other; then a vertex that has long been outside is forced in, and the
//! change is kept if it loses nothing, or seldom if it loses little. Limit: no proof of anything.

use super::graph::{Graph, Weight};
use super::random::Random;

/// A set of vertices, none joined to another, with what can be said of the others.
#[derive(Debug)]
pub struct Search<'a> {
    graph: &'a Graph,
    inside: Vec<bool>,
    /// Neighbours in the set: how many, and their weight.
    tight: Vec<u32>,
    opposed: Vec<Weight>,
    weight: Weight,
    /// Moment at which a vertex last left the set.
    left_at: Vec<u64>,
    mark: Vec<u32>,
    stamp: u32,
    /// Changes since the last decision.
    log: Vec<u32>,
    queue: Vec<u32>,
    work: u64,
    round: u64,
}

impl<'a> Search<'a> {
    /// From a greedy choice.
    pub fn new(graph: &'a Graph) -> Self {
        let n = graph.len();
        let mut search = Self {
            graph,
            inside: vec![false; n],
            tight: vec![0; n],
            opposed: vec![0; n],
            weight: 0,
            left_at: vec![0; n],
            mark: vec![0; n],
            stamp: 0,
            log: Vec::new(),
            queue: Vec::new(),
            work: 0,
            round: 0,
        };
        search.fill_greedily();
        search.improve();
        search.log.clear();
        search
    }

    /// The set as it is.
    fn chosen(&self) -> Vec<u32> {
        (0..self.graph.len() as u32).filter(|&v| self.inside[v as usize]).collect()
    }

    /// Elementary steps made.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// Searches for so many more steps; answers with the best set seen.
    pub fn run(&mut self, steps: u64, random: &mut Random) -> Vec<u32> {
        let mut best = self.chosen();
        let mut best_weight = self.weight;
        let unit = self.graph.weight.iter().copied().min().unwrap_or(1).max(1);
        let end = self.work + steps;
        let n = self.graph.len();
        while self.work < end && n > 0 {
            self.round += 1;
            self.work += 16;
            let before = self.weight;
            self.log.clear();
            let forced = if random.below(2 * n) == 0 { 2 + random.below(3) } else { 1 };
            for _ in 0..forced {
                if let Some(v) = self.long_outside(random) {
                    self.force(v);
                }
            }
            self.improve();
            if self.weight > best_weight {
                best_weight = self.weight;
                best = self.chosen();
            } else if self.weight < before {
                let loss = ((before - self.weight) / unit).clamp(1, 1 << 20) as usize;
                let behind = ((best_weight - self.weight) / unit).clamp(1, 1 << 20) as usize;
                if random.below(1 + loss * behind) != 0 {
                    self.undo();
                }
            }
        }
        best
    }

    /// Of four vertices outside, the one that has been there longest.
    fn long_outside(&self, random: &mut Random) -> Option<u32> {
        let tries = (0..4).map(|_| random.below(self.graph.len()) as u32).filter(|&v| !self.inside[v as usize]);
        tries.min_by_key(|&v| (self.left_at[v as usize], v))
    }

    fn insert(&mut self, v: u32) {
        self.inside[v as usize] = true;
        let weight = self.graph.weight[v as usize];
        self.weight += weight;
        for &n in &self.graph.neighbours[v as usize] {
            self.tight[n as usize] += 1;
            self.opposed[n as usize] += weight;
        }
        self.work += self.graph.neighbours[v as usize].len() as u64;
        self.log.push(v);
    }

    fn remove(&mut self, v: u32) {
        self.inside[v as usize] = false;
        self.left_at[v as usize] = self.round;
        let weight = self.graph.weight[v as usize];
        self.weight -= weight;
        for &n in &self.graph.neighbours[v as usize] {
            self.tight[n as usize] -= 1;
            self.opposed[n as usize] -= weight;
        }
        self.work += self.graph.neighbours[v as usize].len() as u64;
        self.log.push(v);
    }

    fn undo(&mut self) {
        for v in std::mem::take(&mut self.log).into_iter().rev() {
            if self.inside[v as usize] {
                let at = self.left_at[v as usize];
                self.remove(v);
                self.left_at[v as usize] = at;
            } else {
                self.insert(v);
            }
        }
        self.log.clear();
    }

    /// Heavy vertices with few neighbours first.
    fn fill_greedily(&mut self) {
        let mut order: Vec<u32> = (0..self.graph.len() as u32).collect();
        order.sort_by_key(|&v| {
            (std::cmp::Reverse(self.graph.weight[v as usize]), self.graph.neighbours[v as usize].len(), v)
        });
        for v in order {
            if !self.inside[v as usize] && self.tight[v as usize] == 0 {
                self.insert(v);
            }
        }
        self.queue = (0..self.graph.len() as u32).rev().collect();
    }

    /// Puts the vertex in, its neighbours out.
    fn force(&mut self, v: u32) {
        let graph = self.graph;
        let mut out = Vec::new();
        for &n in &graph.neighbours[v as usize] {
            if self.inside[n as usize] {
                self.remove(n);
                out.push(n);
            }
        }
        self.insert(v);
        out.into_iter().for_each(|n| self.freed(n));
    }

    /// A vertex has left the set: who may enter, or exchange, now?
    fn freed(&mut self, v: u32) {
        let graph = self.graph;
        if !self.inside[v as usize] && self.tight[v as usize] == 0 {
            self.insert(v);
            self.queue.push(v);
        }
        for &n in &graph.neighbours[v as usize] {
            if self.inside[n as usize] {
                continue;
            }
            match self.tight[n as usize] {
                0 => {
                    self.insert(n);
                    self.queue.push(n);
                }
                1 => {
                    let holder = graph.neighbours[n as usize].iter().find(|&&x| self.inside[x as usize]);
                    self.queue.extend(holder);
                    self.queue.push(n);
                }
                _ => self.queue.push(n),
            }
        }
        self.work += 2 * graph.neighbours[v as usize].len() as u64;
    }

    /// Until no vertex outweighs its opponents and none can be exchanged for two.
    fn improve(&mut self) {
        while let Some(v) = self.queue.pop() {
            if self.inside[v as usize] {
                self.exchange_for_two(v);
            } else if self.graph.weight[v as usize] > self.opposed[v as usize] {
                self.force(v);
                self.queue.push(v);
            }
        }
    }

    fn exchange_for_two(&mut self, v: u32) {
        let graph = self.graph;
        let mine = |s: &Self, u: u32| s.tight[u as usize] == 1;
        let loose: Vec<u32> = graph.neighbours[v as usize].iter().copied().filter(|&u| mine(self, u)).collect();
        self.work += graph.neighbours[v as usize].len() as u64;
        if loose.len() < 2 {
            return;
        }
        for (i, &a) in loose.iter().enumerate() {
            self.stamp += 1;
            for &n in &graph.neighbours[a as usize] {
                self.mark[n as usize] = self.stamp;
            }
            self.work += graph.neighbours[a as usize].len() as u64;
            let enough = |b: u32| graph.weight[a as usize] + graph.weight[b as usize] > graph.weight[v as usize];
            let partner = loose[i + 1..].iter().find(|&&b| self.mark[b as usize] != self.stamp && enough(b));
            if let Some(&b) = partner {
                self.remove(v);
                self.insert(a);
                self.insert(b);
                self.queue.push(a);
                self.queue.push(b);
                self.freed(v);
                return;
            }
        }
    }
}
