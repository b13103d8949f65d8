//! The best set, proved: branch and reduce.
//!
//! A graph is reduced (`reduce`) and split into components; each is solved by elimination (`elimination`) if its tables stay
//! small. Where they don't, its busiest vertex is once taken and once left out, and a branch whose bound by cliques cannot
//! beat the best known set is cut. After Akiba & Iwata 2016, "Branch-and-reduce exponential/FPT algorithms in practice".
//! Limit: exponential in the worst case, so the work is bounded in steps; a search that runs out says so.

use super::elimination;
use super::graph::{Graph, Weight};
use super::reduce::Kernel;

/// Larger components are not tried by elimination: their tables would be too large, and finding that out costs.
const MOST_ELIMINATED: usize = 1_200;
/// Steps that an entry of a table costs.
const STEPS_PER_ENTRY: u64 = 24;

/// One search with its budget.
#[derive(Debug)]
pub struct Exact {
    /// Elementary steps that may still be made.
    pub left: u64,
    /// Did the steps end before the proof?
    pub exhausted: bool,
    /// Elimination failed at this size: it is not tried again before the graph is clearly smaller.
    refused_at: usize,
}

impl Exact {
    /// A search of at most so many steps.
    pub fn new(steps: u64) -> Self {
        Self { left: steps, exhausted: false, refused_at: MOST_ELIMINATED + MOST_ELIMINATED / 4 }
    }

    /// The same, by branching alone.
    #[cfg(test)]
    pub fn without_elimination(steps: u64) -> Self {
        Self { left: steps, exhausted: false, refused_at: 0 }
    }

    /// The best set heavier than `floor`, or `None` if there is none, or none was found in the steps given.
    pub fn heavier(&mut self, graph: Graph, floor: Weight) -> Option<Vec<u32>> {
        let kernel = Kernel::of(graph);
        self.spend(kernel.work + 8 * kernel.graph.len() as u64 + 8);
        if self.exhausted {
            return None;
        }
        let rest = floor - kernel.gained;
        if kernel.graph.is_empty() {
            return (rest < 0).then(|| kernel.lift(&[]));
        }
        let components = kernel.graph.components();
        let chosen = if let [_] = components[..] {
            self.one(&kernel.graph, rest)?
        } else {
            self.each(&kernel.graph, &components, rest)?
        };
        Some(kernel.lift(&chosen))
    }

    fn spend(&mut self, steps: u64) {
        self.exhausted |= steps > self.left;
        self.left = self.left.saturating_sub(steps);
    }

    fn each(&mut self, graph: &Graph, components: &[Vec<u32>], floor: Weight) -> Option<Vec<u32>> {
        let mut index = vec![u32::MAX; graph.len()];
        let parts: Vec<Graph> = components.iter().map(|c| graph.part(c, &mut index)).collect();
        let bounds: Vec<Weight> = parts.iter().map(Graph::clique_bound).collect();
        self.spend(4 * (graph.len() + 2 * graph.edges()) as u64);
        let mut possible: Weight = bounds.iter().sum();
        let mut chosen = Vec::new();
        for ((part, vertices), bound) in parts.into_iter().zip(components).zip(bounds) {
            if possible <= floor {
                return None;
            }
            let found = self.heavier(part, floor - (possible - bound))?;
            let found: Vec<u32> = found.into_iter().map(|v| vertices[v as usize]).collect();
            possible += graph.total(&found) - bound;
            chosen.extend(found);
        }
        (possible > floor).then_some(chosen)
    }

    fn one(&mut self, graph: &Graph, floor: Weight) -> Option<Vec<u32>> {
        if graph.len() <= self.refused_at * 4 / 5 {
            let mut work = 0;
            let found = elimination::best(graph, self.left / STEPS_PER_ENTRY, &mut work);
            self.spend(work);
            match found {
                Some(found) => return (graph.total(&found) > floor).then_some(found),
                None => self.refused_at = graph.len(),
            }
        }
        self.branch(graph, floor)
    }

    fn branch(&mut self, graph: &Graph, floor: Weight) -> Option<Vec<u32>> {
        self.spend(4 * (graph.len() + 2 * graph.edges()) as u64);
        if graph.clique_bound() <= floor {
            return None;
        }
        let busiest = (0..graph.len() as u32).max_by_key(|&v| (graph.neighbours[v as usize].len(), v))?;
        let mut index = vec![u32::MAX; graph.len()];
        let around = &graph.neighbours[busiest as usize];
        let apart: Vec<u32> =
            (0..graph.len() as u32).filter(|v| *v != busiest && around.binary_search(v).is_err()).collect();
        let with = self.heavier(graph.part(&apart, &mut index), floor - graph.weight[busiest as usize]).map(|found| {
            let mut found: Vec<u32> = found.into_iter().map(|v| apart[v as usize]).collect();
            found.push(busiest);
            found
        });
        let floor = with.as_ref().map_or(floor, |w| graph.total(w));
        let others: Vec<u32> = (0..graph.len() as u32).filter(|v| *v != busiest).collect();
        let without = self.heavier(graph.part(&others, &mut index), floor);
        without.map(|found| found.into_iter().map(|v| others[v as usize]).collect()).or(with)
    }
}
