use super::*;
use proptest::prelude::*;

fn starts(values: &[u64], most: usize, method: ClassMethod) -> Vec<u64> {
    classes(values, most, method).0.iter().map(|c| c.from).collect()
}

#[test]
fn breaks_of_each_method() {
    use ClassMethod::{Auto, Logarithmic, Pretty, Quantiles};
    let tens: Vec<u64> = (1..=100).collect();
    assert_eq!(starts(&tens, 5, Quantiles), [1, 21, 41, 61, 81]);
    assert_eq!(starts(&tens, 5, Pretty), [1, 25, 50, 75, 100]);
    assert_eq!(starts(&[1, 2, 3, 40, 900, 3_000, 12_000], 5, Logarithmic), [1, 10, 100, 1_000, 10_000]);
    assert_eq!(starts(&[1, 1, 2, 5, 60], 6, Logarithmic), [1, 2, 5, 50]);
    assert_eq!(starts(&[1, 6, 30, 300, 942], 6, Logarithmic), [1, 5, 20, 100, 500]);
    assert_eq!(starts(&[1, 60, 300, 5_000, 20_000, 712_527], 6, Logarithmic), [1, 10, 100, 1_000, 10_000, 100_000]);
    assert_eq!(starts(&[1, 6, 30, 300, 942, 2_500], 6, Logarithmic), [1, 5, 20, 100, 500, 2_000]);
    assert_eq!(classes(&[3, 4, 5, 6], 5, Auto).1, Pretty);
    assert_eq!(classes(&[1, 1, 1, 9], 5, Auto).1, Logarithmic);
    assert_eq!(classes(&[0, 0], 5, Auto).0, []);
    assert_eq!(classes(&[7, 7, 7], 5, Auto).0, [Class { from: 7, to: 7 }]);
    assert_eq!(starts(&[u64::MAX, 1], 5, Auto)[0], 1);
}

/// Least cost over all ways to cut sorted values into classes.
fn least_cost(sorted: &[u64], classes: usize) -> f64 {
    let cost = |part: &[u64]| {
        let mean = part.iter().sum::<u64>() as f64 / part.len() as f64;
        part.iter().map(|v| (*v as f64 - mean) * (*v as f64 - mean)).sum::<f64>()
    };
    if classes == 1 {
        return cost(sorted);
    }
    (classes - 1..sorted.len())
        .map(|cut| least_cost(&sorted[..cut], classes - 1) + cost(&sorted[cut..]))
        .fold(f64::INFINITY, f64::min)
}

fn cost_of(sorted: &[u64], starts: &[u64]) -> f64 {
    let mut total = 0.0;
    for (i, from) in starts.iter().enumerate() {
        let to = starts.get(i + 1).copied().unwrap_or(u64::MAX);
        let part: Vec<u64> = sorted.iter().copied().filter(|v| (*from..to).contains(v)).collect();
        total += least_cost(&part, 1);
    }
    total
}

proptest! {
    #[test]
    fn every_value_has_one_class_and_none_is_empty(
        values in prop::collection::vec(prop_oneof![0..20_u64, 0..100_000_u64], 1..80),
        most in 2..8_usize,
        method in prop::sample::select(vec![ClassMethod::Auto, ClassMethod::Quantiles, ClassMethod::Jenks, ClassMethod::Logarithmic, ClassMethod::Pretty]),
    ) {
        let (classes, _) = classes(&values, most, method);
        prop_assert!(classes.len() <= most, "{:?}", classes);
        for value in values.iter().filter(|v| **v > 0) {
            prop_assert_eq!(classes.iter().filter(|c| c.holds(*value)).count(), 1);
        }
        prop_assert!(classes.iter().all(|c| values.iter().any(|v| c.holds(*v))));
        prop_assert!(classes.windows(2).all(|w| w[0].to < w[1].from));
    }

    #[test]
    fn jenks_has_the_least_spread_of_all(values in prop::collection::vec(1..60_u64, 4..11), most in 2..5_usize) {
        let mut sorted = values;
        sorted.sort_unstable();
        let mut distinct = sorted.clone();
        distinct.dedup();
        let found = starts(&sorted, most, ClassMethod::Jenks);
        // Equal values stay together, so the truth is sought over cuts of the values as they are, which is no worse.
        let truth = least_cost(&sorted, most.min(distinct.len()));
        prop_assert!((cost_of(&sorted, &found) - truth).abs() < 1e-6, "{:?} {:?}", sorted, found);
    }
}

/// The same breaks as another implementation finds: `tests/fixtures/aggregate/jenks.tsv` (jenkspy 0.4.1).
#[test]
fn jenks_as_jenkspy_says() {
    let table = include_str!("../../../tests/fixtures/aggregate/jenks.tsv");
    let mut cases = 0;
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let (classes, rest) = line.split_once('\t').unwrap();
        let (breaks, values) = rest.split_once('\t').unwrap();
        let numbers = |text: &str| text.split(' ').map(|n| n.parse().unwrap()).collect::<Vec<u64>>();
        let (breaks, values) = (numbers(breaks), numbers(values));
        // Theirs are the least value, then the greatest of each class.
        let ours: Vec<u64> = super::classes(&values, classes.parse().unwrap(), ClassMethod::Jenks)
            .0
            .iter()
            .map(|c| values.iter().copied().filter(|v| c.holds(*v)).max().unwrap())
            .collect();
        assert_eq!(ours, breaks[1..], "{line}");
        cases += 1;
    }
    assert!(cases >= 12);
}
