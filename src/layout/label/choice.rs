//! Which candidate each label takes, leader lines last.
//!
//! At first only the places beside the symbols are offered. If some label finds none, it and those in its way are offered
//! the places with a leader line too, then those in their way; so a leader is drawn where it is needed, and the conflict
//! graph stays small. For a label that is only to be left room for no leader is drawn.

use super::candidates::Candidate;
use super::optimum::{Contest, Effort, LabelOptions};
use super::{LabelRequest, REQUIRED, conflict};

/// After so many rounds all labels are offered everything.
const MOST_ROUNDS: usize = 5;

/// What was offered and taken in the last round.
pub struct Chosen {
    /// Of each label: its candidates with their costs.
    pub offered: Vec<Vec<(Candidate, f64)>>,
    /// Pairs of candidates that exclude each other, numbered through.
    pub conflicts: Vec<(u32, u32)>,
    /// Of each label: which of its candidates.
    pub taken: Vec<Option<usize>>,
}

/// Chooses; `candidates` are those that are free, of each request, cheapest first; `is_other`: is that request only to be left room for?
pub fn choose<'a>(
    requests: &[&LabelRequest],
    candidates: impl Iterator<Item = &'a [(Candidate, f64)]>,
    is_other: impl Fn(usize) -> bool,
) -> Chosen {
    let all: Vec<&[(Candidate, f64)]> = candidates.collect();
    let mut wide: Vec<bool> = vec![false; all.len()];
    for round in 1.. {
        let chosen = decide(requests, &all, &wide);
        let waiting: Vec<bool> =
            chosen.taken.iter().enumerate().map(|(i, taken)| taken.is_none() && !is_other(i)).collect();
        let more = all.iter().zip(&chosen.offered).any(|(list, offered)| list.len() > offered.len());
        if !waiting.contains(&true) || !more {
            return chosen;
        }
        let wider = widened(&chosen, &wide, &waiting);
        wide = if wider == wide || round == MOST_ROUNDS { vec![true; all.len()] } else { wider };
    }
    unreachable!("the last round offers everything")
}

fn decide(requests: &[&LabelRequest], all: &[&[(Candidate, f64)]], wide: &[bool]) -> Chosen {
    let near = |(list, wide): (&&[(Candidate, f64)], &bool)| -> Vec<(Candidate, f64)> {
        list.iter().filter(|(c, _)| *wide || c.leader.is_none()).copied().collect()
    };
    let offered: Vec<Vec<(Candidate, f64)>> = all.iter().zip(wide).map(near).collect();
    let conflicts = conflict::pairs(requests, &offered);
    let labels = requests.iter().zip(&offered).map(|(r, c)| label_options(r, c)).collect();
    let taken = Contest { labels, conflicts: conflicts.clone() }.decide(Effort::QUICK).taken;
    Chosen { offered, conflicts, taken }
}

fn label_options(request: &LabelRequest, candidates: &[(Candidate, f64)]) -> LabelOptions {
    // Costs of areas may be below zero: only differences count.
    let least = candidates.first().map_or(0.0, |c| c.1.min(0.0));
    LabelOptions {
        required: request.priority == REQUIRED,
        priority: request.priority,
        costs: candidates.iter().map(|c| c.1 - least).collect(),
    }
}

/// Labels without a place, and those in conflict with them or with those widened before.
fn widened(chosen: &Chosen, wide: &[bool], waiting: &[bool]) -> Vec<bool> {
    let owner: Vec<usize> =
        chosen.offered.iter().enumerate().flat_map(|(i, list)| std::iter::repeat_n(i, list.len())).collect();
    let core: Vec<bool> = wide.iter().zip(waiting).map(|(a, b)| *a || *b).collect();
    let mut wider = core.clone();
    for &(a, b) in &chosen.conflicts {
        let (a, b) = (owner[a as usize], owner[b as usize]);
        wider[a] |= core[b];
        wider[b] |= core[a];
    }
    wider
}
