//! Which candidates are taken: a best independent set of the conflict graph. Nothing here knows of maps or letters.
//!
//! Placing labels from fixed candidates is choosing, for each label, at most one candidate such that no two chosen ones
//! are in conflict (Christensen, Marks & Shieber 1995, "An empirical study of algorithms for point-feature label
//! placement": NP-hard, and greedy choice is far from the best). The way to it, each step a file:
//!
//! 1. `reduce`: what certainly belongs to a best set, or certainly need not, is settled;
//! 2. each connected component of the rest is solved with proof by `exact`, that is `elimination`, else branching;
//! 3. what is too dense for that gets a set by `local_search`, bettered piece by piece by `exchange`.
//!
//! Bounded in steps, never by a clock, with random numbers of a fixed seed: the same graph gives the same set everywhere.
//! Limits: beyond about 1,200 candidates left in one component, or where tables would grow too large, nothing is proved.

mod choice;
mod elimination;
mod elimination_order;
mod exact;
mod exchange;
mod graph;
mod local_search;
mod random;
mod reduce;
#[cfg(test)]
mod tests;

pub use choice::{Choice, Contest, LabelOptions};
pub use graph::{Graph, Weight};

use exact::Exact;
use exchange::Exchange;
use local_search::Search;
use random::Random;
use reduce::Kernel;

/// How many elementary steps may be made: the same on every machine, other than a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Of the proof attempted for one component: for each of its vertices, and at most.
    exact: (u64, u64),
    /// Of the search in components that are not proved: for each of their vertices, and at most in all.
    search: (u64, u64),
}

impl Effort {
    /// For one set that is to be as good as can be: under a second for a thousand labels.
    pub const THOROUGH: Self = Self { exact: (60_000, 48_000_000), search: (12_000, 56_000_000) };
    /// For maps, whose labels are chosen in several rounds and have many places: some hundredths of a second.
    pub const QUICK: Self = Self { exact: (6_000, 1_500_000), search: (600, 2_000_000) };
}

/// Of these, one part in so many goes to the local search, the rest to the exchange of pieces.
const LOCAL_PART: u64 = 5;
/// Vertices of a piece, and steps that its solution may take.
const PIECE: usize = 90;
const PIECE_STEPS: u64 = 120_000;

/// An independent set.
#[derive(Debug, Clone)]
pub struct BestSet {
    /// Its vertices in order.
    pub chosen: Vec<u32>,
    /// Is it certain that no set is heavier?
    pub proved: bool,
    /// Elementary steps made (entries of lists looked at).
    pub steps: u64,
}

/// A heavy independent set; the heaviest, where `proved`.
pub fn best_set(graph: Graph, effort: Effort) -> BestSet {
    let kernel = Kernel::of(graph);
    let rest = &kernel.graph;
    let mut index = vec![u32::MAX; rest.len()];
    let mut answer = BestSet { chosen: Vec::new(), proved: true, steps: kernel.work };
    let mut open = Vec::new();
    for component in rest.components() {
        let part = rest.part(&component, &mut index);
        let mut exact = Exact::new(effort.exact.1.min(effort.exact.0 * part.len() as u64));
        let budget = exact.left;
        let found = exact.heavier(part.clone(), -1).filter(|_| !exact.exhausted);
        answer.steps += budget - exact.left;
        match found {
            Some(found) => answer.chosen.extend(found.into_iter().map(|v| component[v as usize])),
            None => open.push((component, part)),
        }
    }
    answer.proved = open.is_empty();
    let all: usize = open.iter().map(|(c, _)| c.len()).sum();
    for (component, part) in open {
        let steps = effort.search.1.min(effort.search.0 * all as u64) * part.len() as u64 / all as u64;
        let found = searched(&part, steps, &mut answer.steps);
        answer.chosen.extend(found.into_iter().map(|v| component[v as usize]));
    }
    BestSet { chosen: kernel.lift(&answer.chosen), ..answer }
}

/// A set without proof.
fn searched(graph: &Graph, steps: u64, spent: &mut u64) -> Vec<u32> {
    let mut random = Random::new(1);
    let mut search = Search::new(graph);
    let start = search.run(steps / LOCAL_PART, &mut random);
    *spent += search.work();
    let mut exchange = Exchange::new(graph, &start);
    let steps = steps - steps / LOCAL_PART;
    while exchange.work() < steps {
        let center = random.below(graph.len()) as u32;
        exchange.ball(center, PIECE, PIECE_STEPS, &mut random);
    }
    *spent += exchange.work();
    exchange.chosen()
}
