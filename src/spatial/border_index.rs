//! Distance from a point to a set of lines, exactly, with few edges looked at.
//!
//! The pruning is safe. Every edge is cut into pieces of at most 10 km; the box around a piece's ends in
//! earth-centred coordinates, grown by half its length, holds the whole piece (no point of it is further from its
//! nearer end). A chord through the earth is never longer than a path over its surface, so the straight distance from a point to a
//! box never exceeds the geodesic distance to anything in it: once boxes lie further than the best edge found, the rest can be
//! left. Cost: O(log n) boxes and a few exact edges a query.

use super::edge::{EdgeKind, EdgePiece};
use super::{SpatialError, geodesic};
use crate::geographic::LonLat;
use rstar::{AABB, PointDistance, RTree, RTreeObject};

/// Longest piece of an edge.
const PIECE_M: f64 = 10_000.0;

/// On which side of the line, seen along it, a point lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
    /// On it.
    On,
}

/// The nearest point of a set of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Geodesic distance; better than a micrometre against the true minimum over the edges as given.
    pub distance_m: f64,
    /// Azimuth from the point to the foot point, 0–360°.
    pub azimuth_deg: f64,
    /// The foot point, longitude in −180…180.
    pub foot: LonLat,
    /// Which line, from 0.
    pub line: usize,
    /// Which edge of that line, from 0.
    pub edge: usize,
    /// Side of that edge.
    pub side: Side,
}

struct Piece {
    piece: EdgePiece,
    line: u32,
    edge: u32,
    low: [f64; 3],
    high: [f64; 3],
}

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 3]>;
    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.low, self.high)
    }
}

impl PointDistance for Piece {
    fn distance_2(&self, p: &[f64; 3]) -> f64 {
        (0..3)
            .map(|i| {
                let d = (self.low[i] - p[i]).max(0.0).max(p[i] - self.high[i]);
                d * d
            })
            .sum()
    }
}

/// Lines, ready to be measured to.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{BorderIndex, EdgeKind}};
/// let equator = vec![LonLat::new(0.0, 0.0), LonLat::new(10.0, 0.0)];
/// let index = BorderIndex::new(&[equator], EdgeKind::Rfc7946).unwrap();
/// let nearest = index.nearest(LonLat::new(5.0, 1.0));
/// assert!((nearest.distance_m - 110_574.389).abs() < 0.001);
/// assert!((nearest.foot.lon_deg - 5.0).abs() < 1e-9);
/// ```
pub struct BorderIndex {
    tree: RTree<Piece>,
    kind: EdgeKind,
}

impl std::fmt::Debug for BorderIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BorderIndex").field("pieces", &self.tree.size()).field("kind", &self.kind).finish()
    }
}

impl BorderIndex {
    /// Indexes the lines. A step of more than 180° in longitude is the short way across 180°.
    ///
    /// # Errors
    /// No line with a point; a coordinate that is not finite or a latitude beyond ±90°.
    pub fn new(lines: &[Vec<LonLat>], kind: EdgeKind) -> Result<Self, SpatialError> {
        let mut pieces = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let wrong = |p: &LonLat| !p.lon_deg.is_finite() || !(-90.0..=90.0).contains(&p.lat_deg);
            if line.iter().any(wrong) {
                return Err(SpatialError::Coordinate { line: number });
            }
            if let [only] = line[..] {
                push(&mut pieces, EdgePiece { from: only, to: only }, number, 0);
            }
            for (edge, pair) in line.windows(2).enumerate() {
                cut(EdgePiece { from: pair[0], to: geodesic::near_turn(pair[1], pair[0]) }, kind, |piece| {
                    push(&mut pieces, piece, number, edge);
                });
            }
        }
        if pieces.is_empty() {
            return Err(SpatialError::NoLine);
        }
        Ok(Self { tree: RTree::bulk_load(pieces), kind })
    }

    /// The nearest point of all lines. Of two at the same distance the one on the earlier line and edge.
    pub fn nearest(&self, p: LonLat) -> Nearest {
        let from = earth_centred(p);
        let mut best: Option<((LonLat, f64), &Piece)> = None;
        for (candidate, straight_2) in self.tree.nearest_neighbor_iter_with_distance_2(from) {
            // A tenth of a millimetre covers the rounding of the straight distance.
            if best.as_ref().is_some_and(|((_, d), _)| libm::sqrt(straight_2) > *d + 1e-4) {
                break;
            }
            let (foot, distance, _) = candidate.piece.nearest(p, self.kind);
            let earlier = |other: &Piece| (candidate.line, candidate.edge) < (other.line, other.edge);
            let better =
                best.as_ref().is_none_or(|((_, d), other)| distance < *d || (distance == *d && earlier(other)));
            if better {
                best = Some(((foot, distance), candidate));
            }
        }
        // The tree is never empty.
        let ((foot, distance_m), piece) = best.unwrap_or_else(|| unreachable!("an index has at least one piece"));
        let azimuth_deg = geodesic::inverse(p, foot).azimuth_start_deg;
        Nearest {
            distance_m,
            azimuth_deg,
            foot: foot.normalized(),
            line: piece.line as usize,
            edge: piece.edge as usize,
            side: side(p, &piece.piece, foot, distance_m),
        }
    }
}

fn push(pieces: &mut Vec<Piece>, piece: EdgePiece, line: usize, edge: usize) {
    let (a, b) = (earth_centred(piece.from), earth_centred(piece.to));
    // Half the length along the edge; an edge straight in longitude and latitude is a little longer than the geodesic,
    // never more than its two legs along meridian and parallel.
    let legs = leg_length_m(&piece);
    let grow = legs / 2.0 + 1e-3;
    let low = std::array::from_fn(|i| a[i].min(b[i]) - grow);
    let high = std::array::from_fn(|i| a[i].max(b[i]) + grow);
    pieces.push(Piece { piece, line: line as u32, edge: edge as u32, low, high });
}

/// Length of the legs along parallel and meridian: an upper bound of the length of either kind of edge.
fn leg_length_m(piece: &EdgePiece) -> f64 {
    let flattest = piece.from.lat_deg.abs().min(piece.to.lat_deg.abs());
    let crosses = piece.from.lat_deg * piece.to.lat_deg < 0.0;
    let lat = if crosses { 0.0 } else { flattest };
    let radius = 6_400_000.0;
    let east = (piece.to.lon_deg - piece.from.lon_deg).abs().to_radians() * radius * libm::cos(lat.to_radians());
    let north = (piece.to.lat_deg - piece.from.lat_deg).abs().to_radians() * radius;
    east + north
}

/// Cuts an edge into pieces that are short enough.
fn cut(edge: EdgePiece, kind: EdgeKind, mut each: impl FnMut(EdgePiece)) {
    let length = match kind {
        EdgeKind::Rfc7946 => leg_length_m(&edge),
        EdgeKind::Geodesic => geodesic::inverse(edge.from, edge.to).distance_m,
    };
    if length <= PIECE_M {
        each(edge);
        return;
    }
    let count = libm::ceil(length / PIECE_M).min(5000.0) as usize;
    let points: Vec<LonLat> = match kind {
        EdgeKind::Rfc7946 => (0..=count)
            .map(|i| {
                let t = i as f64 / count as f64;
                let (dx, dy) = (edge.to.lon_deg - edge.from.lon_deg, edge.to.lat_deg - edge.from.lat_deg);
                LonLat::new(edge.from.lon_deg + t * dx, edge.from.lat_deg + t * dy)
            })
            .collect(),
        EdgeKind::Geodesic => geodesic::line_points(edge.from, edge.to, length / count as f64 + 1e-6),
    };
    for pair in points.windows(2) {
        each(EdgePiece { from: pair[0], to: pair[1] });
    }
}

/// Earth-centred coordinates in metres.
fn earth_centred(p: LonLat) -> [f64; 3] {
    let f = 1.0 / 298.257_223_563;
    let e2 = f * (2.0 - f);
    let (sin_lat, cos_lat) = libm::sincos(p.lat_deg.to_radians());
    let (sin_lon, cos_lon) = libm::sincos(p.lon_deg.to_radians());
    let n = 6_378_137.0 / libm::sqrt(1.0 - e2 * sin_lat * sin_lat);
    [n * cos_lat * cos_lon, n * cos_lat * sin_lon, n * (1.0 - e2) * sin_lat]
}

fn side(p: LonLat, piece: &EdgePiece, foot: LonLat, distance_m: f64) -> Side {
    if distance_m < 1e-6 {
        return Side::On;
    }
    let along = geodesic::inverse(piece.from, piece.to).azimuth_start_deg;
    let across = geodesic::inverse(foot, p).azimuth_start_deg;
    if libm::sin((across - along).to_radians()) < 0.0 { Side::Left } else { Side::Right }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn across_180_and_near_the_pole() {
        let line = vec![LonLat::new(179.5, -18.0), LonLat::new(-179.5, -18.0)];
        let index = BorderIndex::new(&[line], EdgeKind::Rfc7946).unwrap();
        let nearest = index.nearest(LonLat::new(-179.9, -17.0));
        assert!((nearest.distance_m - 110_661.0).abs() < 30.0, "{nearest:?}");
        assert!(nearest.foot.lon_deg < -179.8);
        let polar = vec![LonLat::new(0.0, 89.0), LonLat::new(90.0, 89.0)];
        let index = BorderIndex::new(&[polar], EdgeKind::Rfc7946).unwrap();
        // From 89.9° N on the meridian of 45° E the parallel of 89° lies 0.9° south.
        let nearest = index.nearest(LonLat::new(45.0, 89.9));
        assert!((nearest.distance_m - 100_524.5).abs() < 1.0, "{nearest:?}");
    }

    #[test]
    fn no_line_and_repeated_points() {
        assert_eq!(BorderIndex::new(&[], EdgeKind::Rfc7946).err(), Some(SpatialError::NoLine));
        let p = LonLat::new(3.0, 4.0);
        let index = BorderIndex::new(&[vec![p, p, p]], EdgeKind::Geodesic).unwrap();
        assert_eq!(index.nearest(p).distance_m, 0.0);
        assert_eq!(index.nearest(p).side, Side::On);
    }

    fn brute_force(lines: &[Vec<LonLat>], kind: EdgeKind, p: LonLat) -> f64 {
        let edges = lines.iter().flat_map(|l| l.windows(2));
        let mut best = f64::INFINITY;
        for pair in edges {
            let edge = EdgePiece { from: pair[0], to: geodesic::near_turn(pair[1], pair[0]) };
            cut(edge, kind, |piece| best = best.min(piece.nearest(p, kind).1));
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_index_answers_like_brute_force(
            lines in prop::collection::vec(prop::collection::vec((-180.0..180.0_f64, -89.0..89.0_f64), 2..6), 1..4),
            p in (-180.0..180.0_f64, -90.0..90.0_f64),
        ) {
            let lines: Vec<Vec<LonLat>> = lines.into_iter().map(|l| l.into_iter().map(|p| LonLat::new(p.0, p.1)).collect()).collect();
            let p = LonLat::new(p.0, p.1);
            for kind in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
                let found = BorderIndex::new(&lines, kind).unwrap().nearest(p);
                let truth = brute_force(&lines, kind, p);
                prop_assert!((found.distance_m - truth).abs() < 1e-6, "{} {}", found.distance_m, truth);
                prop_assert!((geodesic::inverse(p, found.foot).distance_m - found.distance_m).abs() < 1e-6);
            }
        }

        #[test]
        fn no_point_of_an_edge_is_nearer(
            a in (-180.0..180.0_f64, -80.0..80.0_f64), d in (-8.0..8.0_f64, -8.0..8.0_f64), p in (-180.0..180.0_f64, -90.0..90.0_f64),
        ) {
            let b = (a.0 + d.0, a.1 + d.1);
            let line = vec![LonLat::new(a.0, a.1), LonLat::new(b.0, b.1)];
            let p = LonLat::new(p.0, p.1);
            let found = BorderIndex::new(&[line], EdgeKind::Rfc7946).unwrap().nearest(p).distance_m;
            for i in 0..=400 {
                let t = f64::from(i) / 400.0;
                let q = LonLat::new(a.0 + t * d.0, a.1 + t * d.1);
                prop_assert!(geodesic::inverse(p, q).distance_m >= found - 1e-6);
            }
        }
    }
}
