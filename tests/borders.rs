//! Built-in land borders against truths that the program had no part in.

use sitmap::claims::{Measurement, Subject, measure_to_nearest};
use sitmap::geographic::LonLat;
use sitmap::spatial::{EdgeKind, geodesic};

/// Distances of 28 towns on all inhabited continents to the nearest land border of their country, by brute force over the same lines
/// in Python with GeographicLib: `fixtures/spatial/border_towns.py`. Its golden section ends at 1e-12 of an edge, where
/// the distance is known to a micrometre and the foot to some centimetres.
const TOWNS: &str = include_str!("fixtures/spatial/border_towns.csv");
const TOLERANCE_M: f64 = 1e-5;
const FOOT_TOLERANCE_M: f64 = 0.1;

struct Town<'t> {
    cells: Vec<&'t str>,
    row: Measurement,
}

impl Town<'_> {
    fn number(&self, column: usize) -> f64 {
        self.cells[column].parse().unwrap()
    }
}

fn towns() -> Vec<Town<'static>> {
    let cells = TOWNS.lines().skip(1).map(|l| l.split(',').collect::<Vec<_>>());
    let subject = |c: &Vec<&str>| Subject {
        id: c[0].to_owned(),
        name: None,
        place: Ok(LonLat::new(c[1].parse().unwrap(), c[2].parse().unwrap())),
        uncertainty_m: Some(1_000.0),
        area: None,
    };
    let cells: Vec<Vec<&str>> = cells.collect();
    let rows = measure_to_nearest(cells.iter().map(subject).collect(), EdgeKind::Rfc7946).unwrap();
    cells.into_iter().zip(rows).map(|(cells, row)| Town { cells, row }).collect()
}

#[test]
fn towns_are_as_far_from_their_border_as_brute_force_says() {
    let towns = towns();
    assert_eq!(towns.len(), 28);
    for town in &towns {
        let (name, nearest) = (town.cells[0], town.row.nearest.unwrap_or_else(|| panic!("{}", town.cells[0])));
        assert_eq!(town.row.lying.as_ref().unwrap().country, Some(town.cells[3]), "{name}");
        let rests_on = town.row.rests_on.as_ref().unwrap();
        assert_eq!(rests_on.pair.unwrap().join("/"), town.cells[4], "{name}");
        assert_eq!(rests_on.layer, town.cells[5], "{name}");
        assert!((nearest.distance_m - town.number(6)).abs() < TOLERANCE_M, "{name}: {}", nearest.distance_m);
        let foot = LonLat::new(town.number(7), town.number(8));
        assert!(geodesic::inverse(foot, nearest.foot).distance_m < FOOT_TOLERANCE_M, "{name}: {:?}", nearest.foot);
    }
}

#[test]
fn natural_earths_distance_lies_within_what_its_own_accuracy_allows() {
    // The coarse line is 1.0 km off at the median; the detailed one's interval must not be so narrow as to exclude it everywhere, nor
    // so wide that it never does.
    let off: Vec<f64> = towns().iter().map(|t| (t.number(9) - t.row.nearest.unwrap().distance_m).abs()).collect();
    let mut sorted = off.clone();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[sorted.len() / 2];
    assert!((500.0..1_500.0).contains(&median), "{median}");
    let outside = towns()
        .iter()
        .zip(&off)
        .filter(|(t, off)| **off > t.row.rests_on.as_ref().unwrap().accuracy_m.unwrap())
        .count();
    assert!(
        (10..28).contains(&outside),
        "{outside}: a distance to Natural Earth’s line is outside what OpenStreetMap’s allows"
    );
}
