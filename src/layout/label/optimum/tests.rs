//! The optimum against trying everything, and rules on small graphs.

use super::exact::Exact;
use super::*;
use proptest::prelude::*;

/// The weight of the best set by trying all.
fn by_trying(graph: &Graph) -> Weight {
    let n = graph.len() as u32;
    let free = |set: u32| (0..n).all(|a| (0..a).all(|b| set >> a & 1 == 0 || set >> b & 1 == 0 || !graph.joined(a, b)));
    let weight = |set: u32| (0..n).filter(|v| set >> v & 1 == 1).map(|v| graph.weight[v as usize]).sum();
    (0..1_u32 << n).filter(|&set| free(set)).map(weight).max().unwrap_or(0)
}

fn assert_independent(graph: &Graph, chosen: &[u32]) {
    for &a in chosen {
        assert!(chosen.iter().all(|&b| !graph.joined(a, b)), "{a} has a neighbour in {chosen:?}");
    }
}

/// A graph of up to 14 vertices, sparse or dense, with weights of 1 to `most`.
fn graphs(most: i128) -> impl Strategy<Value = Graph> {
    (1..15_usize).prop_flat_map(move |n| {
        let pairs: Vec<(u32, u32)> = (0..n as u32).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        let count = pairs.len();
        let edges = prop::sample::subsequence(pairs, 0..=count);
        (prop::collection::vec(1..=most, n), edges).prop_map(|(weight, edges)| Graph::from_edges(weight, &edges))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_best_set_is_the_best(graph in prop_oneof![graphs(1), graphs(3), graphs(50)]) {
        let best = best_set(graph.clone(), Effort::THOROUGH);
        assert_independent(&graph, &best.chosen);
        prop_assert!(best.proved);
        prop_assert_eq!(graph.total(&best.chosen), by_trying(&graph));
    }

    #[test]
    fn branching_alone_is_right_too(graph in prop_oneof![graphs(1), graphs(9)]) {
        let mut exact = Exact::without_elimination(u64::MAX);
        let found = exact.heavier(graph.clone(), -1).unwrap();
        assert_independent(&graph, &found);
        prop_assert_eq!(graph.total(&found), by_trying(&graph));
        let none = Exact::new(u64::MAX).heavier(graph.clone(), by_trying(&graph));
        prop_assert!(none.is_none());
    }

    #[test]
    fn elimination_alone_is_right_too(graph in prop_oneof![graphs(1), graphs(9)]) {
        let found = elimination::best(&graph, u64::MAX, &mut 0).unwrap();
        assert_independent(&graph, &found);
        prop_assert_eq!(graph.total(&found), by_trying(&graph));
    }

    #[test]
    fn a_search_without_proof_is_independent_and_maximal(graph in graphs(9)) {
        let found = searched(&graph, 20_000, &mut 0);
        assert_independent(&graph, &found);
        let free = (0..graph.len() as u32).find(|v| !found.contains(v) && found.iter().all(|&f| !graph.joined(*v, f)));
        prop_assert_eq!(free, None);
        prop_assert!(graph.total(&found) <= by_trying(&graph));
    }

    #[test]
    fn the_clique_bound_is_a_bound(graph in graphs(9)) {
        prop_assert!(graph.clique_bound() >= by_trying(&graph));
    }
}

#[test]
fn steps_that_end_are_told() {
    // A grid of 40 × 40 with crossed diagonals has no small bags.
    let at = |x: u32, y: u32| x * 40 + y;
    let mut edges = Vec::new();
    for (x, y) in (0..39).flat_map(|x| (0..39).map(move |y| (x, y))) {
        edges.extend([(at(x, y), at(x + 1, y + 1)), (at(x + 1, y), at(x, y + 1)), (at(x, y), at((x + 7) % 40, y))]);
    }
    let graph = Graph::from_edges(vec![1; 1600], &edges);
    let mut exact = Exact::new(1_000);
    assert!(exact.heavier(graph, -1).is_none() && exact.exhausted);
}

#[test]
fn classes_come_before_costs_and_lesser_classes() {
    let label = |priority: f64, costs: &[f64]| LabelOptions { required: false, priority, costs: costs.to_vec() };
    // One label of class 2 excludes three of class 1, and costs a lot.
    let labels = vec![label(1.0, &[0.0]), label(1.0, &[0.0]), label(1.0, &[0.0]), label(2.0, &[500.0])];
    let contest = Contest { labels: labels.clone(), conflicts: vec![(0, 3), (1, 3), (2, 3)] };
    assert_eq!(contest.decide(Effort::THOROUGH).taken, [None, None, None, Some(0)]);
    let mut required = labels;
    required[1].required = true;
    let contest = Contest { labels: required, conflicts: vec![(0, 3), (1, 3), (2, 3)] };
    assert_eq!(contest.decide(Effort::THOROUGH).taken, [Some(0), Some(0), Some(0), None]);
}

#[test]
fn hundreds_of_classes_still_favour_the_greater() {
    // A path in which each label excludes the next.
    let labels = (0..400).map(|i| LabelOptions { required: false, priority: f64::from(i), costs: vec![1.0] }).collect();
    let conflicts = (0..399).map(|i| (i, i + 1)).collect();
    let taken = Contest { labels, conflicts }.decide(Effort::THOROUGH).taken;
    assert_eq!(taken[399], Some(0));
    assert!((0..200).all(|i| taken[2 * i + 1].is_some() && taken[2 * i].is_none()));
}
