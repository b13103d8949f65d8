//! Where a surface reaches a value: closed rings on the page, by marching squares (Maple 2003; linear between the middles of cells).
//!
//! Saddles are decided by the mean of the four values. Beyond its edge the surface counts as lower than any value, so that every ring is closed.

use crate::aggregate::density::DensitySurface;
use crate::layout::frame::MapFrame;
use crate::projection::MapPoint;
use kurbo::Point;
use std::collections::BTreeMap;

/// An edge between two neighbouring values: column, row, and whether it goes up instead of right.
type Edge = (i32, i32, bool);

/// The outline of all that is at least so high; even-odd.
pub fn rings(surface: &DensitySurface, frame: &MapFrame, level: f64) -> Vec<Vec<Point>> {
    let (columns, rows) = (surface.columns as i32, (surface.per_km2.len() / surface.columns) as i32);
    let value = |x: i32, y: i32| {
        let inside = (0..columns).contains(&x) && (0..rows).contains(&y);
        if inside { surface.per_km2[(y * columns + x) as usize] } else { f64::NEG_INFINITY }
    };
    // From edge to edge, with what is high on the left.
    let mut next: BTreeMap<Edge, Vec<Edge>> = BTreeMap::new();
    for y in -1..rows {
        for x in -1..columns {
            for (from, to) in steps(x, y, &value, level).into_iter().flatten() {
                next.entry(from).or_default().push(to);
            }
        }
    }
    let at = |(x, y, up): Edge| {
        let (a, b) = (value(x, y), if up { value(x, y + 1) } else { value(x + 1, y) });
        let share = if a.is_finite() && b.is_finite() { ((level - a) / (b - a)).clamp(0.0, 1.0) } else { 0.5 };
        let (dx, dy) = if up { (0.0, share) } else { (share, 0.0) };
        frame.map_to_page(MapPoint {
            x_m: surface.least.x_m + (f64::from(x) + dx) * surface.step_m,
            y_m: surface.least.y_m + (f64::from(y) + dy) * surface.step_m,
        })
    };
    let mut rings = Vec::new();
    while let Some(start) = next.keys().next().copied() {
        let mut ring = Vec::new();
        let mut edge = start;
        while let Some(after) = next.get_mut(&edge).and_then(Vec::pop) {
            if next.get(&edge).is_some_and(Vec::is_empty) {
                next.remove(&edge);
            }
            ring.push(at(edge));
            edge = after;
        }
        rings.push(ring);
    }
    rings
}

/// The pieces of the outline within four neighbouring values, from edge to edge.
fn steps(x: i32, y: i32, value: &dyn Fn(i32, i32) -> f64, level: f64) -> [Option<(Edge, Edge)>; 2] {
    let corner = [value(x, y), value(x + 1, y), value(x + 1, y + 1), value(x, y + 1)];
    let high = corner.map(|v| v >= level);
    let case = high.iter().rev().fold(0, |sum, is| sum * 2 + usize::from(*is));
    let (bottom, right, top, left) = ((x, y, false), (x + 1, y, true), (x, y + 1, false), (x, y, true));
    let mean_is_high = corner.iter().sum::<f64>() / 4.0 >= level;
    let one = |from, to| [Some((from, to)), None];
    match case {
        1 => one(bottom, left),
        2 => one(right, bottom),
        3 => one(right, left),
        4 => one(top, right),
        5 if mean_is_high => [Some((bottom, right)), Some((top, left))],
        5 => [Some((bottom, left)), Some((top, right))],
        6 => one(top, bottom),
        7 => one(top, left),
        8 => one(left, top),
        9 => one(bottom, top),
        10 if mean_is_high => [Some((right, top)), Some((left, bottom))],
        10 => [Some((right, bottom)), Some((left, top))],
        11 => one(right, top),
        12 => one(left, right),
        13 => one(bottom, right),
        14 => one(left, bottom),
        _ => [None, None],
    }
}

/// Round levels below the greatest value, so many at most, each about half of the next, and the area in km² (a power of ten) for which the lowest is a whole
/// number of events.
pub fn levels(greatest: f64, most: usize) -> (Vec<u64>, f64) {
    if greatest <= 0.0 {
        return (Vec::new(), 1.0);
    }
    let mut decade = libm::pow(10.0, libm::floor(libm::log10(greatest)));
    let mut steps: Vec<f64> = Vec::new();
    while steps.len() < most {
        steps.extend([5.0, 2.0, 1.0].iter().map(|m| m * decade).filter(|s| *s < greatest));
        decade /= 10.0;
    }
    steps.truncate(most);
    let lowest = steps[steps.len() - 1];
    let mut km2 = 1.0;
    while lowest * km2 < 0.999 {
        km2 *= 10.0;
    }
    let mut levels: Vec<u64> = steps.iter().map(|s| libm::round(s * km2) as u64).collect();
    levels.reverse();
    (levels, km2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Tally;
    use crate::geographic::Extent;
    use crate::projection::MapProjection;
    use kurbo::Rect;

    #[test]
    fn levels_are_round_and_whole() {
        assert_eq!(levels(0.034, 5), (vec![1, 2, 5, 10, 20], 1_000.0));
        assert_eq!(levels(7.5, 3), (vec![1, 2, 5], 1.0));
        assert_eq!(levels(1.0, 2), (vec![2, 5], 10.0));
        assert!(levels(0.0, 5).0.is_empty());
    }

    #[test]
    fn the_outline_of_a_cone_is_a_circle_and_of_a_saddle_two_rings() {
        let extent = Extent::new(-1.0, -1.0, 1.0, 1.0);
        let map = MapProjection::choose(&"laea".parse().unwrap(), &extent).unwrap();
        let frame = MapFrame::fit(Rect::new(0.0, 0.0, 200.0, 200.0), map, &extent);
        let surface = |value: &dyn Fn(f64, f64) -> f64| DensitySurface {
            least: MapPoint { x_m: -50_000.0, y_m: -50_000.0 },
            step_m: 1_000.0,
            columns: 101,
            per_km2: (0..101 * 101).map(|i| value(f64::from(i % 101) - 50.0, f64::from(i / 101) - 50.0)).collect(),
            bandwidth_m: 1.0,
            tally: Tally::default(),
        };
        let cone = surface(&|x, y| 40.0 - libm::hypot(x, y));
        let found = rings(&cone, &frame, 20.0);
        assert_eq!(found.len(), 1);
        let middle = frame.map_to_page(MapPoint { x_m: 0.0, y_m: 0.0 });
        let radius = 20_000.0 * frame.pt_per_m;
        assert!(found[0].iter().all(|p| (p.distance(middle) - radius).abs() < 0.01 * radius));
        let two = surface(&|x, _| libm::fabs(x));
        assert_eq!(rings(&two, &frame, 30.0).len(), 2);
        assert!(rings(&cone, &frame, 50.0).is_empty());
    }
}
