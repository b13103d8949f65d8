//! From labels with priorities and costs to weights of the conflict graph, and back.
//!
//! Priorities are classes: one label of a class counts more than all labels of lesser classes together, and any label more than the
//! costs of all. So the best set places as many labels of the first class as can be, then of the second, …, and among such
//! placings has the least cost. Limit: weights have 120 bits; where a connected group of labels has so many different
//! priorities that they don't fit, the least ones are no longer classes of their own: a label then counts by its place in
//! their order.

use super::graph::{Graph, Weight};
use super::{BestSet, Effort, best_set};

/// Costs are counted in parts of this.
const COST_UNIT: f64 = 1.0 / 64.0;
/// Costs beyond this are taken as this.
const MOST_COST: f64 = 16_384.0;
/// Bits of a weight.
const MOST_BITS: u32 = 120;

/// What one label can choose from.
#[derive(Debug, Clone)]
pub struct LabelOptions {
    /// Before all priorities.
    pub required: bool,
    /// Greater counts first.
    pub priority: f64,
    /// Cost of each candidate.
    pub costs: Vec<f64>,
}

/// Labels and the conflicts of their candidates.
///
/// Candidates are numbered through: first those of the first label, then those of the second.
///
/// ```
/// use sitmap::layout::label::optimum::{Contest, Effort, LabelOptions};
/// let label = |priority, costs: &[f64]| LabelOptions { required: false, priority, costs: costs.to_vec() };
/// // Two labels want the same place; the second has another, which costs more.
/// let contest = Contest { labels: vec![label(1.0, &[0.0]), label(2.0, &[0.0, 3.0])], conflicts: vec![(0, 1)] };
/// let choice = contest.decide(Effort::THOROUGH);
/// assert_eq!(choice.taken, [Some(0), Some(1)]);
/// assert!(choice.proved);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Contest {
    /// In an order that does not depend on chance: equal answers are chosen between by it.
    pub labels: Vec<LabelOptions>,
    /// Pairs of candidates of different labels that exclude each other; more than once is no fault.
    pub conflicts: Vec<(u32, u32)>,
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Of each label: which of its candidates.
    pub taken: Vec<Option<usize>>,
    /// Is it certain that nothing better exists?
    pub proved: bool,
    /// Elementary steps made.
    pub steps: u64,
}

impl Contest {
    /// The best choice, or a good one.
    pub fn decide(mut self, effort: Effort) -> Choice {
        let labels = &self.labels;
        let owner: Vec<u32> =
            (0..labels.len() as u32).flat_map(|l| std::iter::repeat_n(l, labels[l as usize].costs.len())).collect();
        let groups = groups(labels.len(), self.conflicts.iter().map(|&(a, b)| (owner[a as usize], owner[b as usize])));
        let worth = worth(labels, &groups);
        let mut weights = Vec::with_capacity(owner.len());
        let mut first = Vec::with_capacity(labels.len());
        for (label, worth) in labels.iter().zip(worth) {
            let from = weights.len() as u32;
            first.push(from);
            weights.extend(label.costs.iter().map(|&c| worth - units(c)));
            let to = weights.len() as u32;
            self.conflicts.extend((from..to).flat_map(|a| (a + 1..to).map(move |b| (a, b))));
        }
        let BestSet { chosen, proved, steps } = best_set(Graph::from_edges(weights, &self.conflicts), effort);
        let mut taken = vec![None; labels.len()];
        for candidate in chosen {
            let label = owner[candidate as usize] as usize;
            taken[label] = Some((candidate - first[label]) as usize);
        }
        Choice { taken, proved, steps }
    }
}

fn units(cost: f64) -> Weight {
    (cost.clamp(0.0, MOST_COST) / COST_UNIT).round() as Weight
}

/// Of each label: the number of the group that it is connected with by conflicts.
fn groups(count: usize, pairs: impl Iterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut parent: Vec<u32> = (0..count as u32).collect();
    fn root(parent: &mut [u32], mut i: u32) -> u32 {
        while parent[i as usize] != i {
            parent[i as usize] = parent[parent[i as usize] as usize];
            i = parent[i as usize];
        }
        i
    }
    for (a, b) in pairs {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b) as usize] = a.min(b);
    }
    (0..count as u32).map(|i| root(&mut parent, i)).collect()
}

/// What placing each label is worth.
fn worth(labels: &[LabelOptions], groups: &[u32]) -> Vec<Weight> {
    let mut worth = vec![0; labels.len()];
    let mut order: Vec<usize> = (0..labels.len()).collect();
    let class = |l: &usize| (labels[*l].required, labels[*l].priority);
    let rising = |a: &usize, b: &usize| {
        let ((a_first, a), (b_first, b)) = (class(a), class(b));
        a_first.cmp(&b_first).then(a.total_cmp(&b))
    };
    order.sort_by(|a, b| groups[*a].cmp(&groups[*b]).then(rising(a, b)).then(a.cmp(b)));
    for group in order.chunk_by(|a, b| groups[*a] == groups[*b]) {
        let classes: Vec<&[usize]> = group.chunk_by(|a, b| rising(a, b).is_eq()).collect();
        let dearest = |l: &usize| labels[*l].costs.iter().map(|&c| units(c)).max().unwrap_or(0);
        let base: Weight = 1 + group.iter().map(dearest).sum::<Weight>();
        let merged = merged_classes(&classes, base);
        let mut below: Weight = base - 1;
        let mut unit = base;
        for (i, class) in classes.iter().enumerate() {
            unit = if i < merged { base * (i as Weight + 1) } else { unit.max(below + 1) };
            class.iter().for_each(|&l| worth[l] = unit);
            below += unit * class.len() as Weight;
        }
    }
    worth
}

/// How many of the least classes must share their bits.
fn merged_classes(classes: &[&[usize]], base: Weight) -> usize {
    let bits = |n: usize| usize::BITS - n.leading_zeros();
    let strict: u32 = classes.iter().map(|c| bits(c.len())).sum();
    let own = Weight::BITS - base.leading_zeros() + 1;
    if strict + own <= MOST_BITS {
        return 0;
    }
    // From the first class down, as many as leave 40 bits for the sum of the others.
    let mut left = MOST_BITS.saturating_sub(own + 40);
    let kept = classes.iter().rev().take_while(|c| {
        let fits = bits(c.len()) <= left;
        left = left.saturating_sub(bits(c.len()));
        fits
    });
    classes.len() - kept.count()
}
