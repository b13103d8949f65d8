//! Making the conflict graph smaller without losing its optimum.
//!
//! Each rule removes vertices such that a best set of what is left can be turned into a best set of the whole:
//!
//! - **heavy vertex**: at least as heavy as all its neighbours together: taken;
//! - **dominance**: N\[v\] ⊆ N\[u\] and v is as heavy as u: u goes;
//! - **simplicial vertex**: its neighbours are a clique: the lighter ones go, the others lose its weight, and it is taken
//!   if none of them is;
//! - **fold**: independent neighbours of which all but the lightest weigh no more than v: they become one vertex;
//! - **twins**: the same neighbours, not joined: one vertex with both weights;
//! - **unconfined**: from "every best set holds v" follows a set that could be bettered: v goes.
//!
//! Sources: Butenko & Trukhanov 2007 (critical sets); Xiao & Nagamochi 2013 (unconfined vertices); Akiba & Iwata 2016
//! (branch and reduce for vertex cover); Lamm, Schulz, Strash, Williger & Zhang 2019 (weighted rules: simplicial transfer,
//! neighbourhood folding). Limits: no linear-programming or crown rule; rules look at vertices of bounded degree.

use super::graph::{Graph, Weight};

/// Above this degree the rules that look two steps far are not tried.
const MOST_NEIGHBOURS: usize = 64;
/// Unconfined sets are grown up to this size, as long as they touch no more vertices than this: in dense graphs the rule
/// would cost much and find little.
const MOST_CONFINED: usize = 24;
const MOST_TOUCHED: usize = 40;

/// One reduction, undone in reverse order.
#[derive(Debug)]
enum Step {
    Take(u32),
    Transfer { simplicial: u32, neighbours: Vec<u32> },
    Fold { middle: u32, leaves: Vec<u32>, into: u32 },
    Twins { kept: u32, gone: u32 },
}

/// What is left of a graph, and the way back.
#[derive(Debug)]
pub struct Kernel {
    /// The rest, to be solved.
    pub graph: Graph,
    /// Weight that the steps have gained already: best of the whole = this + best of the rest.
    pub gained: Weight,
    /// Elementary steps that it took.
    pub work: u64,
    vertices: Vec<u32>,
    steps: Vec<Step>,
    original: usize,
    all: usize,
}

impl Kernel {
    /// Reduces until no rule applies.
    pub fn of(graph: Graph) -> Self {
        let mut reducer = Reducer::new(graph);
        reducer.run();
        reducer.finish()
    }

    /// Turns a set of the rest into a set of the whole.
    pub fn lift(&self, chosen: &[u32]) -> Vec<u32> {
        let mut taken = vec![false; self.all];
        for &v in chosen {
            taken[self.vertices[v as usize] as usize] = true;
        }
        for step in self.steps.iter().rev() {
            match step {
                Step::Take(v) => taken[*v as usize] = true,
                Step::Transfer { simplicial, neighbours } => {
                    taken[*simplicial as usize] = !neighbours.iter().any(|&n| taken[n as usize]);
                }
                Step::Fold { middle, leaves, into } => {
                    let out = std::mem::replace(&mut taken[*into as usize], false);
                    taken[*middle as usize] = !out;
                    leaves.iter().for_each(|&l| taken[l as usize] = out);
                }
                Step::Twins { kept, gone } => taken[*gone as usize] = taken[*kept as usize],
            }
        }
        (0..self.original as u32).filter(|&v| taken[v as usize]).collect()
    }
}

struct Reducer {
    graph: Graph,
    alive: Vec<bool>,
    queued: Vec<bool>,
    queue: Vec<u32>,
    steps: Vec<Step>,
    gained: Weight,
    original: usize,
    /// Scratch: a vertex is marked if its entry equals `stamp`.
    mark: Vec<u32>,
    member: Vec<u32>,
    stamp: u32,
    work: u64,
}

impl Reducer {
    fn new(graph: Graph) -> Self {
        let n = graph.len();
        Self {
            alive: vec![true; n],
            queued: vec![true; n],
            queue: (0..n as u32).rev().collect(),
            steps: Vec::new(),
            gained: 0,
            original: n,
            mark: vec![0; n],
            member: vec![0; n],
            stamp: 0,
            work: 0,
            graph,
        }
    }

    fn run(&mut self) {
        while let Some(v) = self.queue.pop() {
            self.queued[v as usize] = false;
            if self.alive[v as usize] {
                self.reduce_at(v);
            }
        }
    }

    fn finish(self) -> Kernel {
        let vertices: Vec<u32> = (0..self.graph.len() as u32).filter(|&v| self.alive[v as usize]).collect();
        let mut index = vec![u32::MAX; self.graph.len()];
        let graph = self.graph.part(&vertices, &mut index);
        let (gained, work, original, all) = (self.gained, self.work, self.original, self.graph.len());
        Kernel { graph, gained, work, vertices, steps: self.steps, original, all }
    }

    fn weight(&self, v: u32) -> Weight {
        self.graph.weight[v as usize]
    }

    fn degree(&self, v: u32) -> usize {
        self.graph.neighbours[v as usize].len()
    }

    fn wake(&mut self, v: u32) {
        if self.alive[v as usize] && !std::mem::replace(&mut self.queued[v as usize], true) {
            self.queue.push(v);
        }
    }

    /// Takes the vertex out of the graph.
    fn remove(&mut self, v: u32) {
        self.alive[v as usize] = false;
        let neighbours = std::mem::take(&mut self.graph.neighbours[v as usize]);
        self.work += 4 * neighbours.len() as u64;
        for &n in &neighbours {
            let list = &mut self.graph.neighbours[n as usize];
            if let Ok(i) = list.binary_search(&v) {
                list.remove(i);
            }
            self.wake(n);
        }
        self.graph.neighbours[v as usize] = neighbours;
    }

    /// Takes the vertex into the set.
    fn take(&mut self, v: u32) {
        self.gained += self.weight(v);
        self.steps.push(Step::Take(v));
        let neighbours = self.graph.neighbours[v as usize].clone();
        neighbours.into_iter().for_each(|n| self.remove(n));
        self.remove(v);
    }

    fn reduce_at(&mut self, v: u32) {
        let around: Weight = self.graph.total(&self.graph.neighbours[v as usize]);
        if self.weight(v) >= around {
            return self.take(v);
        }
        if self.degree(v) > MOST_NEIGHBOURS {
            return self.dominated(v);
        }
        if self.dominates(v) {
            return;
        }
        if self.fold(v, around) || self.twins(v) {
            return;
        }
        if self.unconfined(v) {
            self.remove(v);
        }
    }

    fn next_stamp(&mut self) -> u32 {
        self.stamp += 1;
        self.stamp
    }

    /// Is v itself dominated? For vertices with many neighbours, whose own neighbourhood is too large to be compared.
    fn dominated(&mut self, v: u32) {
        let stamp = self.next_stamp();
        self.mark[v as usize] = stamp;
        for &n in &self.graph.neighbours[v as usize] {
            self.mark[n as usize] = stamp;
        }
        let covered = |u: u32| {
            let list = &self.graph.neighbours[u as usize];
            self.weight(u) >= self.weight(v)
                && list.len() <= self.degree(v)
                && list.iter().all(|&x| self.mark[x as usize] == stamp)
        };
        let dominated = self.graph.neighbours[v as usize].iter().any(|&u| covered(u));
        self.work += 3 * self.degree(v) as u64;
        if dominated {
            self.remove(v);
        }
    }

    /// Removes neighbours that v dominates; takes v, or transfers its weight, if its neighbours are a clique.
    fn dominates(&mut self, v: u32) -> bool {
        let stamp = self.next_stamp();
        let degree = self.degree(v);
        let neighbours = self.graph.neighbours[v as usize].clone();
        self.mark[v as usize] = stamp;
        for &n in &neighbours {
            self.mark[n as usize] = stamp;
        }
        let mut spanning = Vec::new();
        for &u in &neighbours {
            let list = &self.graph.neighbours[u as usize];
            if list.len() >= degree {
                self.work += list.len() as u64;
                if list.iter().filter(|&&x| self.mark[x as usize] == stamp).count() == degree {
                    spanning.push(u);
                }
            }
        }
        let simplicial = spanning.len() == degree;
        let weight = self.weight(v);
        let (lighter, heavier): (Vec<u32>, Vec<u32>) = spanning.into_iter().partition(|&u| self.weight(u) <= weight);
        for &u in &lighter {
            self.remove(u);
        }
        if simplicial {
            if heavier.is_empty() {
                self.take(v);
            } else {
                self.transfer(v, heavier);
            }
            return true;
        }
        if !lighter.is_empty() {
            self.wake(v);
        }
        !lighter.is_empty()
    }

    fn transfer(&mut self, v: u32, neighbours: Vec<u32>) {
        let weight = self.weight(v);
        self.gained += weight;
        self.remove(v);
        for &n in &neighbours {
            self.graph.weight[n as usize] -= weight;
            // Lighter, it may be dominated by others than before.
            let around = self.graph.neighbours[n as usize].clone();
            around.into_iter().for_each(|x| self.wake(x));
        }
        self.steps.push(Step::Transfer { simplicial: v, neighbours });
    }

    fn fold(&mut self, v: u32, around: Weight) -> bool {
        let leaves = &self.graph.neighbours[v as usize];
        if leaves.len() > 4 {
            return false;
        }
        let lightest = leaves.iter().map(|&l| self.weight(l)).min().unwrap_or(0);
        let independent = leaves.iter().all(|&a| leaves.iter().all(|&b| !self.graph.joined(a, b)));
        if !independent || around - lightest > self.weight(v) {
            return false;
        }
        let leaves = leaves.clone();
        let mut outer: Vec<u32> = leaves
            .iter()
            .flat_map(|&l| self.graph.neighbours[l as usize].iter().copied())
            .filter(|&x| x != v)
            .collect();
        outer.sort_unstable();
        outer.dedup();
        self.work += 4 * outer.len() as u64;
        self.gained += self.weight(v);
        let weight = around - self.weight(v);
        self.remove(v);
        leaves.iter().for_each(|&l| self.remove(l));
        let into = self.graph.len() as u32;
        for &x in &outer {
            self.graph.neighbours[x as usize].push(into);
            self.wake(x);
        }
        self.graph.weight.push(weight);
        self.graph.neighbours.push(outer);
        self.alive.push(true);
        self.queued.push(false);
        self.mark.push(0);
        self.member.push(0);
        self.wake(into);
        self.steps.push(Step::Fold { middle: v, leaves, into });
        true
    }

    fn twins(&mut self, v: u32) -> bool {
        let neighbours = &self.graph.neighbours[v as usize];
        let Some(&first) = neighbours.iter().min_by_key(|&&n| (self.degree(n), n)) else { return false };
        let others = &self.graph.neighbours[first as usize];
        self.work += others.len() as u64;
        let Some(&gone) = others.iter().find(|&&u| u != v && self.graph.neighbours[u as usize] == *neighbours) else {
            return false;
        };
        let extra = self.weight(gone);
        self.remove(gone);
        self.graph.weight[v as usize] += extra;
        self.steps.push(Step::Twins { kept: v, gone });
        self.wake(v);
        true
    }

    /// Assume that every best set holds v. Then it holds each vertex that must keep a neighbour from being exchanged for v's
    /// side; where a neighbour needs no such vertex, the assumption was wrong.
    fn unconfined(&mut self, v: u32) -> bool {
        let stamp = self.next_stamp();
        let mut members = vec![v];
        self.member[v as usize] = stamp;
        self.mark[v as usize] = stamp;
        let mut boundary: Vec<u32> = self.graph.neighbours[v as usize].clone();
        for &n in &boundary {
            self.mark[n as usize] = stamp;
        }
        while members.len() <= MOST_CONFINED && boundary.len() <= MOST_TOUCHED {
            let mut extension = None;
            for &u in &boundary {
                let list = &self.graph.neighbours[u as usize];
                self.work += list.len() as u64;
                let inside = list.iter().filter(|&&x| self.member[x as usize] == stamp);
                if self.weight(u) < inside.map(|&x| self.weight(x)).sum() {
                    continue;
                }
                let mut outside = list.iter().filter(|&&x| self.mark[x as usize] != stamp);
                match (outside.next(), outside.next()) {
                    (None, _) => return true,
                    (Some(&only), None) => extension = extension.or(Some(only)),
                    _ => {}
                }
            }
            let Some(next) = extension else { return false };
            members.push(next);
            self.member[next as usize] = stamp;
            self.mark[next as usize] = stamp;
            for &n in &self.graph.neighbours[next as usize] {
                if self.mark[n as usize] != stamp {
                    self.mark[n as usize] = stamp;
                    boundary.push(n);
                }
            }
        }
        false
    }
}
