//! The best set, proved, by eliminating one vertex after the other.
//!
//! Nonserial dynamic programming (Bertelè & Brioschi 1972; "bucket elimination", Dechter 1999): when a vertex is eliminated,
//! the best value of all that is eliminated behind it is tabulated for each independent subset of its bag, the neighbours
//! that come later. Walking back through the tables gives the set. The work is the number of such subsets: small for labels,
//! whose conflicts are local, and counted beforehand as it grows, so that a graph that is too dense is given up early.

use super::elimination_order::{self, EliminationOrder};
use super::graph::{Graph, Weight};

/// Values for the independent subsets of a bag, by ascending mask.
#[derive(Debug, Default)]
struct Table {
    masks: Vec<u128>,
    values: Vec<Weight>,
    /// Is the eliminated vertex taken?
    taken: Vec<bool>,
    /// Vertices of the bag: bit i of a mask is the i-th.
    bag: Vec<u32>,
}

impl Table {
    fn at(&self, mask: u128) -> usize {
        // Every subset of an independent set is in the table.
        self.masks.binary_search(&mask).unwrap_or(0)
    }
}

/// The best set, or `None` if the tables would have more than `most` entries together. `work` is counted up.
pub fn best(graph: &Graph, most: u64, work: &mut u64) -> Option<Vec<u32>> {
    let plan = elimination_order::of(graph, most, work)?;
    if too_many(graph, &plan, most) {
        return None;
    }
    let mut tables: Vec<Table> = Vec::with_capacity(graph.len());
    // Of each moment: the tables whose first vertex is then eliminated.
    let mut waiting: Vec<Vec<usize>> = vec![Vec::new(); graph.len()];
    let mut entries = 0;
    for (now, &v) in plan.order.iter().enumerate() {
        let children = std::mem::take(&mut waiting[now]);
        let table = Tabulation::new(graph, &plan, v, &children, &tables).run(most - entries)?;
        entries += table.masks.len() as u64;
        *work += (6 + 10 * children.len() as u64) * table.masks.len() as u64;
        children.into_iter().for_each(|c| tables[c].values = Vec::new());
        if let Some(&first) = table.bag.first() {
            waiting[plan.moment[first as usize] as usize].push(now);
        }
        tables.push(table);
    }
    Some(walk_back(&plan, &tables))
}

/// Would the largest bag alone have more independent subsets than `most`? Counting them is much cheaper than tabulating.
fn too_many(graph: &Graph, plan: &EliminationOrder, most: u64) -> bool {
    let Some(bag) = plan.bags.iter().max_by_key(|b| b.len()) else { return false };
    let apart: Vec<u128> = bag
        .iter()
        .map(|&a| {
            let joined = bag.iter().enumerate().filter(|&(_, &b)| a == b || graph.joined(a, b));
            !joined.fold(0, |mask, (i, _)| mask | 1_u128 << i)
        })
        .collect();
    let mut left = most;
    let all = if bag.len() == 128 { u128::MAX } else { (1 << bag.len()) - 1 };
    count(&apart, all, &mut left);
    left == 0
}

/// Counts independent subsets of the vertices in `open` down from `left`.
fn count(apart: &[u128], open: u128, left: &mut u64) {
    *left = left.saturating_sub(1);
    let mut open = open;
    while open != 0 && *left > 0 {
        let first = open.trailing_zeros() as usize;
        open &= !(1 << first);
        count(apart, open & apart[first], left);
    }
}

fn walk_back(plan: &EliminationOrder, tables: &[Table]) -> Vec<u32> {
    let mut taken = vec![false; plan.order.len()];
    for (&v, table) in plan.order.iter().zip(tables).rev() {
        let mask = table.bag.iter().enumerate().filter(|&(_, &b)| taken[b as usize]).fold(0, |m, (i, _)| m | 1 << i);
        taken[v as usize] = table.taken[table.at(mask)];
    }
    (0..taken.len() as u32).filter(|&v| taken[v as usize]).collect()
}

/// One table being filled.
struct Tabulation<'a> {
    children: Vec<&'a Table>,
    /// Of each child and each vertex of the bag: its bit in the child's masks; last the bit of the eliminated vertex.
    bits: Vec<Vec<u128>>,
    /// Of each vertex of the bag: those before it that it is joined with.
    before: Vec<u128>,
    /// Those that the eliminated vertex is joined with.
    around: u128,
    weight: Weight,
    table: Table,
    most: u64,
}

impl<'a> Tabulation<'a> {
    fn new(graph: &Graph, plan: &EliminationOrder, v: u32, children: &[usize], tables: &'a [Table]) -> Self {
        let bag = plan.bags[v as usize].clone();
        let children: Vec<&Table> = children.iter().map(|&c| &tables[c]).collect();
        let bit = |child: &Table, b: u32| child.bag.iter().position(|&x| x == b).map_or(0, |i| 1_u128 << i);
        let bits = children.iter().map(|c| bag.iter().chain([&v]).map(|&b| bit(c, b)).collect()).collect();
        let joined_with = |b: u32| {
            let others = bag.iter().enumerate().filter(|&(_, &x)| graph.joined(b, x));
            others.fold(0, |mask, (i, _)| mask | 1_u128 << i)
        };
        let before = bag.iter().map(|&b| joined_with(b)).collect();
        let around = joined_with(v);
        let weight = graph.weight[v as usize];
        let table = Table { bag, ..Table::default() };
        Self { children, bits, before, around, weight, table, most: 0 }
    }

    fn run(mut self, most: u64) -> Option<Table> {
        self.most = most;
        let mut masks = vec![0; self.children.len()];
        self.subsets(self.table.bag.len(), 0, &mut masks)?;
        Some(self.table)
    }

    /// Every independent subset, by ascending mask: the highest bit is decided first, left out before taken.
    fn subsets(&mut self, undecided: usize, mask: u128, child_masks: &mut Vec<u128>) -> Option<()> {
        let Some(i) = undecided.checked_sub(1) else {
            return self.enter(mask, child_masks);
        };
        self.subsets(i, mask, child_masks)?;
        if mask & self.before[i] == 0 {
            for (m, bits) in child_masks.iter_mut().zip(&self.bits) {
                *m |= bits[i];
            }
            self.subsets(i, mask | 1 << i, child_masks)?;
            for (m, bits) in child_masks.iter_mut().zip(&self.bits) {
                *m &= !bits[i];
            }
        }
        Some(())
    }

    fn enter(&mut self, mask: u128, child_masks: &[u128]) -> Option<()> {
        if self.table.masks.len() as u64 >= self.most {
            return None;
        }
        let last = self.table.bag.len();
        let sum = |own: bool| -> Weight {
            let of = |((child, &m), bits): ((&&Table, &u128), &Vec<u128>)| {
                child.values[child.at(if own { m | bits[last] } else { m })]
            };
            self.children.iter().zip(child_masks).zip(&self.bits).map(of).sum()
        };
        let without = sum(false);
        let with = (mask & self.around == 0).then(|| self.weight + sum(true));
        let taken = with.is_some_and(|w| w > without);
        self.table.masks.push(mask);
        self.table.values.push(with.filter(|_| taken).unwrap_or(without));
        self.table.taken.push(taken);
        Some(())
    }
}
