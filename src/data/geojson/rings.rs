//! Lines and rings as shapes of the plane of longitude and latitude: which way they run, where they jump across 180°,
//! cross themselves or enclose nothing, and whether a hole lies in its shell.
//!
//! Limits: a ring that passes through one of its own corners counts as touching itself, which it may; a ring that jumps
//! across 180° has no inside on this plane, and nothing else is said of it.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, LineString};

/// What is odd about a closed ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// The step that ends at this position is taken across 180°.
    Jump(usize),
    /// These two edges cross, each told by the position that it begins at.
    Crossed(usize, usize),
    /// It encloses nothing.
    Flat,
}

/// The position at which the first step ends that is taken across 180°, the shorter way.
///
/// A step of a full turn, or along a pole, is no way across: it joins the two edges of the map.
pub fn jump(line: &LineString<f64>) -> Option<usize> {
    let at_pole = |c: &Coord<f64>| c.y.abs() >= 90.0;
    let is_jump = |pair: &[Coord<f64>]| {
        let step = (pair[1].x - pair[0].x).abs();
        step > 180.0 && step < 360.0 && !(at_pole(&pair[0]) && at_pole(&pair[1]))
    };
    line.0.windows(2).position(is_jump).map(|i| i + 1)
}

/// Does any step span more than half of the world? Then inside and outside are not those of the plane.
pub fn is_wide(line: &LineString<f64>) -> bool {
    line.0.windows(2).any(|pair| (pair[1].x - pair[0].x).abs() > 180.0)
}

/// Does a ring come round by another turn than it began with, once around a pole?
pub fn is_around_pole(ring: &LineString<f64>) -> bool {
    let step = |pair: &[Coord<f64>]| (pair[1].x - pair[0].x).abs();
    ring.0.windows(2).filter(|pair| step(pair) > 180.0 && step(pair) < 360.0).count() % 2 == 1
}

fn doubled_area(ring: &LineString<f64>) -> f64 {
    ring.0.windows(2).map(|p| p[0].x * p[1].y - p[1].x * p[0].y).sum()
}

/// What to say of a closed ring that runs the wrong way round.
pub fn wrong_winding(ring: &LineString<f64>, hole: bool) -> Option<String> {
    let area = doubled_area(ring);
    // A ring across 180° that jumps turns the sum around: it is not judged.
    (area != 0.0 && (area > 0.0) == hole && !is_wide(ring)).then(|| {
        let (is, should) = if hole {
            ("counter-clockwise", "holes clockwise")
        } else {
            ("clockwise", "outer rings counter-clockwise")
        };
        format!("the ring runs {is}; RFC 7946 wants {should}")
    })
}

/// What is odd about a closed ring, if anything.
pub fn oddity(ring: &LineString<f64>) -> Option<Oddity> {
    if is_wide(ring) {
        return jump(ring).map(Oddity::Jump);
    }
    if let Some((one, other)) = Edges::new(ring).crossing() {
        return Some(Oddity::Crossed(one, other));
    }
    (doubled_area(ring) == 0.0 || is_straight(ring)).then_some(Oddity::Flat)
}

fn is_straight(ring: &LineString<f64>) -> bool {
    let Some(first) = ring.0.first() else { return true };
    let Some(second) = ring.0.iter().find(|c| *c != first) else { return true };
    ring.0.iter().all(|c| RobustKernel::orient2d(*first, *second, *c) == Orientation::Collinear)
}

/// Numbers of the holes that lie outside of their shell, the first hole being 1.
pub fn holes_outside(rings: &[LineString<f64>]) -> Vec<usize> {
    let Some((shell, holes)) = rings.split_first().filter(|(shell, holes)| !holes.is_empty() && !is_wide(shell)) else {
        return Vec::new();
    };
    let edges = Edges::new(shell);
    // The first corner that is not on the shell decides.
    let is_outside = |hole: &LineString<f64>| hole.0.iter().find_map(|c| edges.holds(*c)) == Some(false);
    holes.iter().enumerate().filter(|(_, hole)| is_outside(hole)).map(|(i, _)| i + 1).collect()
}

/// How many edges share a box at the lowest level.
const LEAF: usize = 4;

#[derive(Clone, Copy)]
struct Bounds {
    min: Coord<f64>,
    max: Coord<f64>,
}

impl Bounds {
    fn of(corners: &[Coord<f64>]) -> Self {
        let around = |c: Coord<f64>| Self { min: c, max: c };
        corners.iter().copied().map(around).reduce(Self::with).unwrap_or_else(|| around(Coord::default()))
    }

    fn with(self, other: Self) -> Self {
        let min = Coord { x: self.min.x.min(other.min.x), y: self.min.y.min(other.min.y) };
        let max = Coord { x: self.max.x.max(other.max.x), y: self.max.y.max(other.max.y) };
        Self { min, max }
    }

    fn touches(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }
}

/// The edges of a ring in a tree of boxes. Neighbours in the ring are neighbours in space, so that its own order serves.
struct Edges<'r> {
    corners: &'r [Coord<f64>],
    /// Boxes of the leaves, then of two each, and so on to one of all.
    levels: Vec<Vec<Bounds>>,
}

impl<'r> Edges<'r> {
    fn new(ring: &'r LineString<f64>) -> Self {
        let corners = &ring.0[..];
        let count = corners.len().saturating_sub(1);
        let leaf = |from: usize| Bounds::of(&corners[from..(from + LEAF).min(count) + 1]);
        let mut levels = vec![(0..count).step_by(LEAF).map(leaf).collect::<Vec<Bounds>>()];
        while let Some(last) = levels.last().filter(|l| l.len() > 1) {
            let next = last.chunks(2).map(|pair| pair.iter().copied().reduce(Bounds::with).unwrap_or(pair[0]));
            let next = next.collect();
            levels.push(next);
        }
        Self { corners, levels }
    }

    fn edge(&self, i: usize) -> (Coord<f64>, Coord<f64>) {
        (self.corners[i], self.corners[i + 1])
    }

    /// The edges of a leaf.
    fn leaf(&self, node: usize) -> std::ops::Range<usize> {
        node * LEAF..((node + 1) * LEAF).min(self.corners.len() - 1)
    }

    /// The nodes below one.
    fn below(&self, level: usize, node: usize) -> std::ops::Range<usize> {
        2 * node..(2 * node + 2).min(self.levels[level - 1].len())
    }

    /// Two edges that cross.
    fn crossing(&self) -> Option<(usize, usize)> {
        // Three edges can't cross.
        (self.corners.len() > 4).then(|| self.between(self.levels.len() - 1, 0, 0)).flatten()
    }

    fn between(&self, level: usize, one: usize, other: usize) -> Option<(usize, usize)> {
        let boxes = &self.levels[level];
        if one != other && !boxes[one].touches(&boxes[other]) {
            return None;
        }
        if level == 0 {
            let crosses = |i: usize, j: usize| i < j && cross(self.edge(i), self.edge(j));
            return self.leaf(one).find_map(|i| self.leaf(other).find(|j| crosses(i, *j)).map(|j| (i, j)));
        }
        self.below(level, one)
            .find_map(|a| self.below(level, other).filter(|b| a <= *b).find_map(|b| self.between(level - 1, a, b)))
    }

    /// Is a place within the ring? `None`: on it.
    fn holds(&self, place: Coord<f64>) -> Option<bool> {
        let mut inside = false;
        let mut waiting = vec![(self.levels.len() - 1, 0)];
        while let Some((level, node)) = waiting.pop() {
            let Some(bounds) = self.levels[level].get(node) else { continue };
            if place.y < bounds.min.y || place.y > bounds.max.y || place.x > bounds.max.x {
                continue;
            }
            if level > 0 {
                waiting.extend(self.below(level, node).map(|n| (level - 1, n)));
                continue;
            }
            for (a, b) in self.leaf(node).map(|i| self.edge(i)) {
                let side = RobustKernel::orient2d(a, b, place);
                let around = Bounds::of(&[a, b]);
                if side == Orientation::Collinear && around.touches(&Bounds::of(&[place])) {
                    return None;
                }
                // An edge that a ray to the east crosses turns inside and outside round.
                let upward = b.y > a.y;
                let spans = (a.y <= place.y) != (b.y <= place.y);
                inside ^= spans && (side == Orientation::CounterClockwise) == upward;
            }
        }
        Some(inside)
    }
}

/// Do two edges cross at a place that is the end of neither?
fn cross((a, b): (Coord<f64>, Coord<f64>), (c, d): (Coord<f64>, Coord<f64>)) -> bool {
    let apart = |p, q, r, s| {
        let (one, other) = (RobustKernel::orient2d(p, q, r), RobustKernel::orient2d(p, q, s));
        one != other && one != Orientation::Collinear && other != Orientation::Collinear
    };
    Bounds::of(&[a, b]).touches(&Bounds::of(&[c, d])) && apart(a, b, c, d) && apart(c, d, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(corners: &[(f64, f64)]) -> LineString<f64> {
        corners.iter().copied().chain(corners.first().copied()).collect()
    }

    #[test]
    fn a_bow_tie_crosses_and_a_box_does_not() {
        assert_eq!(oddity(&ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)])), Some(Oddity::Crossed(0, 2)));
        assert_eq!(oddity(&ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])), None);
        assert_eq!(oddity(&ring(&[(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)])), Some(Oddity::Flat));
        // Two triangles that share a corner touch there, and don't cross.
        let touching = [(0.0, 0.0), (1.0, 0.0), (0.5, 1.0), (1.0, 2.0), (0.0, 2.0), (0.5, 1.0)];
        assert_eq!(oddity(&ring(&touching)), None);
    }

    #[test]
    fn steps_across_180_are_jumps_and_full_turns_are_not() {
        assert_eq!(jump(&ring(&[(179.0, 0.0), (-179.0, 0.0), (179.0, 1.0)])), Some(1));
        assert_eq!(jump(&ring(&[(-180.0, -60.0), (180.0, -60.0), (180.0, 60.0), (-180.0, 60.0)])), None);
        assert_eq!(jump(&ring(&[(-170.0, -90.0), (170.0, -90.0), (0.0, -80.0)])), None);
        assert!(is_around_pole(&ring(&[(-120.0, 80.0), (0.0, 80.0), (120.0, 80.0)])));
        assert!(!is_around_pole(&ring(&[(179.0, 0.0), (-179.0, 0.0), (179.0, 1.0)])));
    }

    #[test]
    fn a_hole_lies_in_its_shell_or_outside_of_it() {
        let shell = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]);
        let inside = ring(&[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0)]);
        let touching = ring(&[(0.0, 0.0), (1.0, 2.0), (2.0, 2.0)]);
        let outside = ring(&[(4.0, 4.0), (5.0, 5.0), (5.0, 4.5)]);
        assert_eq!(holes_outside(&[shell, inside, outside, touching]), [2]);
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_a_search_of_all_pairs_finds(corners in prop::collection::vec((0_i32..40, 0_i32..40), 3..40)) {
            let corners: Vec<(f64, f64)> = corners.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
            let ring = ring(&corners);
            let edges = Edges::new(&ring);
            let count = ring.0.len() - 1;
            let any = (0..count).any(|i| (i + 1..count).any(|j| cross(edges.edge(i), edges.edge(j))));
            prop_assert_eq!(edges.crossing().is_some(), any);
        }

        #[test]
        fn a_place_on_a_ring_is_found_as_another_rule_finds_it(corners in prop::collection::vec((0_i32..20, 0_i32..20), 3..30), x in 0_i32..20, y in 0_i32..20) {
            use geo::coordinate_position::{CoordPos, CoordinatePosition};
            let corners: Vec<(f64, f64)> = corners.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).collect();
            let ring = ring(&corners);
            let edges = Edges::new(&ring);
            let place = Coord { x: f64::from(x), y: f64::from(y) };
            let theirs = geo::Polygon::new(ring.clone(), Vec::new()).coordinate_position(&place);
            let ours = edges.holds(place);
            prop_assert_eq!(ours.is_none(), theirs == CoordPos::OnBoundary);
        }
    }
}
