//! Circles with numbers for events that lie close together: joined until no two touch.
//!
//! The area of a circle grows with its number, from a least one that a number can be read in. A single incident is a dot.

use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::cells::CellNumber;
use super::{Builder, MapPanel};
use crate::aggregate::Tally;
use crate::spec::CellValue;
use crate::units::mm;
use kurbo::{Point, Rect};

/// Radius of a single incident.
const SINGLE_PT: f64 = mm(0.85);
/// Least radius of a circle with a number, and that of the greatest number.
const RADII_PT: (f64, f64) = (mm(1.55), mm(5.2));
/// A digit is so wide, and a circle has so much room around its number.
const DIGIT_PT: f64 = 3.7;
const ROOM_PT: f64 = 1.6;
/// From this number on the greatest circle is as large as it gets: on a map of few it stays smaller.
const LARGE: u64 = 50;
/// Free space between two circles.
const GAP_PT: f64 = 0.6;

/// A circle of a map.
#[derive(Debug, Clone)]
pub struct ClusterCircle {
    /// Its middle on the page.
    pub at: Point,
    /// Its radius.
    pub radius_pt: f64,
    /// Its number, once it is set; a single incident has none.
    pub text: Option<PlacedLine>,
}

/// Circles that are joined.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// Mean of its events' places on the page.
    pub at: Point,
    /// Its events.
    pub tally: Tally,
}

/// How large circles are; it depends on the greatest number of the map.
#[derive(Debug, Clone, Copy)]
pub struct ClusterScale {
    greatest: u64,
    dots: bool,
}

impl ClusterScale {
    /// For the greatest number; `dots`: a number of 1 is a dot without a number.
    pub fn new(greatest: u64, dots: bool) -> Self {
        Self { greatest: greatest.max(LARGE), dots }
    }

    /// Does a number need no text?
    pub fn is_dot(&self, number: CellNumber) -> bool {
        match number {
            CellNumber::Known(n) => self.dots && n == 1,
            CellNumber::Unknown | CellNumber::Nothing => true,
        }
    }

    /// The radius for a number.
    pub fn radius_pt(&self, number: CellNumber) -> f64 {
        let CellNumber::Known(n) = number else { return SINGLE_PT * 1.2 };
        if self.is_dot(number) {
            return SINGLE_PT;
        }
        let share = n as f64 / self.greatest as f64;
        let (least, most) = (RADII_PT.0 * RADII_PT.0, RADII_PT.1 * RADII_PT.1);
        let digits = n.checked_ilog10().map_or(1, |d| d + 1);
        libm::sqrt(least + share * (most - least)).max(f64::from(digits) * DIGIT_PT / 2.0 + ROOM_PT)
    }
}

/// Joins circles until no two touch: the greatest takes in what it touches, at the mean of their events.
pub fn joined(mut clusters: Vec<Cluster>, radius_pt: impl Fn(&Tally) -> f64) -> Vec<Cluster> {
    loop {
        let before = clusters.len();
        clusters = once_joined(clusters, &radius_pt);
        if clusters.len() == before {
            return clusters;
        }
    }
}

fn once_joined(mut clusters: Vec<Cluster>, radius_pt: impl Fn(&Tally) -> f64) -> Vec<Cluster> {
    let by_place = |a: &Cluster, b: &Cluster| a.at.x.total_cmp(&b.at.x).then(a.at.y.total_cmp(&b.at.y));
    clusters.sort_by(by_place);
    let radii: Vec<f64> = clusters.iter().map(|c| radius_pt(&c.tally)).collect();
    let widest = radii.iter().copied().fold(0.0, f64::max);
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(clusters[*i].tally.events), *i));
    let mut taken = vec![false; clusters.len()];
    let mut joined = Vec::new();
    for i in order {
        if std::mem::replace(&mut taken[i], true) {
            continue;
        }
        let (mut cluster, reach) = (clusters[i], radii[i] + widest + GAP_PT);
        let (mut x, mut y) = (weighted(&clusters[i]).x, weighted(&clusters[i]).y);
        let from = clusters.partition_point(|c| c.at.x < clusters[i].at.x - reach);
        let near = clusters[from..].iter().take_while(|c| c.at.x <= clusters[i].at.x + reach).count();
        for j in from..from + near {
            if !taken[j] && (clusters[j].at - clusters[i].at).hypot() < radii[i] + radii[j] + GAP_PT {
                taken[j] = true;
                cluster.tally.merge(&clusters[j].tally);
                (x, y) = (x + weighted(&clusters[j]).x, y + weighted(&clusters[j]).y);
            }
        }
        let events = cluster.tally.events.max(1) as f64;
        cluster.at = Point::new(x / events, y / events);
        joined.push(cluster);
    }
    joined.sort_by(by_place);
    joined
}

/// A place times its events.
fn weighted(cluster: &Cluster) -> Point {
    let events = cluster.tally.events as f64;
    Point::new(cluster.at.x * events, cluster.at.y * events)
}

impl Builder<'_, '_, '_> {
    /// Sets the numbers of circles, and keeps names off them.
    pub(super) fn cluster_numbers(&mut self, panel: &mut MapPanel) {
        let Some(cells) = &mut panel.cells else { return };
        let Some(scale) = cells.circles else { return };
        for cell in &mut cells.cells {
            let (number, Some(circle)) = (cell.number, &mut cell.circle) else { continue };
            let size = 2.0 * circle.radius_pt;
            self.obstacles.add_symbol(Rect::from_center_size(circle.at, (size, size)));
            if let (CellNumber::Known(n), false) = (number, scale.is_dot(number)) {
                // Some of them have no number: the sum is at least this.
                let open = cells.value == CellValue::Killed && cell.tally.killed_unknown > 0;
                let text = super::super::typesetter::grouped(n) + if open { "+" } else { "" };
                let line = self.set.line(TextRole::Number, &text);
                let origin = circle.at - line.ink.center().to_vec2();
                circle.text = Some(PlacedLine::new(line, origin));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tally(events: u64) -> Tally {
        Tally { events, killed_unknown: events, ..Tally::default() }
    }

    fn radius_pt(tally: &Tally) -> f64 {
        ClusterScale::new(50, true).radius_pt(CellNumber::Known(tally.events))
    }

    #[test]
    fn circles_that_touch_become_one_at_their_mean() {
        let at = |x: f64, events| Cluster { at: Point::new(x, 10.0), tally: tally(events) };
        let joined = joined(vec![at(10.0, 3), at(12.0, 1), at(200.0, 1)], radius_pt);
        assert_eq!(joined, vec![at(10.5, 4), at(200.0, 1)]);
    }

    #[test]
    fn areas_grow_with_numbers_that_fit_in_them() {
        let scale = ClusterScale::new(100, true);
        let radius = |n| scale.radius_pt(CellNumber::Known(n));
        assert!((1..100).all(|n| radius(n) < radius(n + 1) || n == 1));
        let area = |n| radius(n) * radius(n);
        // Equal steps of numbers are equal steps of areas.
        assert!((area(80) - area(60) - (area(60) - area(40))).abs() < 1e-9);
        assert!(2.0 * ClusterScale::new(99_999, true).radius_pt(CellNumber::Known(1_000)) > 4.0 * DIGIT_PT);
        assert!(!ClusterScale::new(9, false).is_dot(CellNumber::Known(1)) && scale.is_dot(CellNumber::Unknown));
    }

    proptest! {
        #[test]
        fn no_two_circles_touch_and_none_is_lost(
            places in prop::collection::vec((0.0..300.0_f64, 0.0..200.0_f64, 1..30_u64), 1..150),
        ) {
            let clusters: Vec<Cluster> =
                places.iter().map(|(x, y, n)| Cluster { at: Point::new(*x, *y), tally: tally(*n) }).collect();
            let total: u64 = places.iter().map(|p| p.2).sum();
            let joined = joined(clusters.clone(), radius_pt);
            prop_assert_eq!(joined.iter().map(|c| c.tally.events).sum::<u64>(), total);
            for (i, a) in joined.iter().enumerate() {
                for b in &joined[i + 1..] {
                    prop_assert!((a.at - b.at).hypot() >= radius_pt(&a.tally) + radius_pt(&b.tally) + GAP_PT);
                }
            }
            let mut reversed = clusters;
            reversed.reverse();
            prop_assert_eq!(super::joined(reversed, radius_pt).len(), joined.len());
        }
    }
}
