//! Least and greatest distance from an area to a border: over its edge and its inside.
//!
//! # Method
//! Distance to a border changes by no more than the way gone. A stretch of the area's edge whose middle lies at `d` and that is `L`
//! long holds nothing below `d − L/2` or above `d + L/2`; the stretch that may hold the least (or the greatest) is halved first,
//! until no other can do better by the tolerance. Inside the area the least is nowhere less than on its edge, unless a line
//! lies inside without touching it: then it is 0. The greatest may lie inside, so the area is divided into boxes of longitude and
//! latitude as well, those that may hold the greatest first; a box that the edge doesn't cross and whose middle is outside is dropped.

use super::border::BorderIndex;
use super::curve::{Curve, EdgeKind, edge_dlon_deg};
use super::polygon::polygon_contains;
use crate::geographic::LonLat;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// Both are found to this, metres.
const TOLERANCE_M: f64 = 2.0;
/// Stretches and boxes looked at, at most.
const MOST: usize = 40_000;
/// Metres in a degree of latitude and of longitude on the equator, at most.
const LAT_M: f64 = 111_700.0;
const LON_M: f64 = 111_320.0;

/// Least and greatest distance to the border over polygons (each its rings, exterior first, edges straight in longitude and
/// latitude), in metres. `None`: there is no edge.
///
/// Accuracy: the least is at most 2 m too small, never too great; the greatest at most 2 m too great, never too small. Where the search
/// is cut off (an area that runs along the border for thousands of kilometres) they lie farther out, never nearer.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{BorderIndex, EdgeKind, range_over_area}};
/// let at = |places: &[(f64, f64)]| places.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect::<Vec<_>>();
/// let border = BorderIndex::new(vec![at(&[(-10.0, 0.0), (10.0, 0.0)])], EdgeKind::Rfc7946)?;
/// let district = vec![vec![at(&[(0.0, 0.1), (0.2, 0.1), (0.2, 0.3), (0.0, 0.3), (0.0, 0.1)])]];
/// let (least, greatest) = range_over_area(&border, &district).unwrap();
/// assert!((least - 11_057.4).abs() < 2.1 && (greatest - 33_172.3).abs() < 2.1);
/// # Ok::<(), sitmap::spatial::SpatialError>(())
/// ```
pub fn range_over_area(index: &BorderIndex, polygons: &[Vec<Vec<LonLat>>]) -> Option<(f64, f64)> {
    let edges: Vec<Curve> = polygons.iter().flatten().flat_map(|ring| curves(ring)).collect();
    if edges.is_empty() {
        return None;
    }
    let contains = |place: LonLat| polygons.iter().any(|rings| polygon_contains(rings, place));
    let least = if index.lines().iter().any(|line| contains(line[0])) { 0.0 } else { -search(index, &edges, -1.0).1 };
    let (edge_low, edge_high) = search(index, &edges, 1.0);
    let greatest = inside(index, polygons, &contains, edge_low).max(edge_high);
    Some((least.max(0.0), greatest))
}

/// Edges of a ring, the closing one included; those of no length are left out, and the one that closes a ring round the earth.
fn pairs(ring: &[LonLat]) -> impl Iterator<Item = (LonLat, LonLat)> + '_ {
    let count = ring.len();
    let closes_a_turn = move |i: usize, a: LonLat, b: LonLat| {
        i + 1 == count && a.lat_deg == b.lat_deg && edge_dlon_deg(a.lon_deg, b.lon_deg).abs() >= 360.0
    };
    let all = (0..count).map(move |i| (i, ring[i], ring[(i + 1) % count]));
    all.filter(move |&(i, a, b)| a != b && !closes_a_turn(i, a, b)).map(|(_, a, b)| (a, b))
}

fn curves(ring: &[LonLat]) -> impl Iterator<Item = Curve> + '_ {
    pairs(ring).map(|(a, b)| Curve::new(a, b, EdgeKind::Rfc7946))
}

/// Something that may hold more than what is found, ordered by that.
struct Candidate<T> {
    at_most: f64,
    number: usize,
    what: T,
}

impl<T> PartialEq for Candidate<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<T> Eq for Candidate<T> {}
impl<T> PartialOrd for Candidate<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Candidate<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at_most.total_cmp(&other.at_most).then(other.number.cmp(&self.number))
    }
}

/// The greatest of `sign · distance` over edges: a value that is reached, and a bound that is not exceeded.
fn search(index: &BorderIndex, edges: &[Curve], sign: f64) -> (f64, f64) {
    let mut best = f64::NEG_INFINITY;
    let mut heap = BinaryHeap::new();
    let mut number = 0;
    let mut look = |edge: usize, t0: f64, t1: f64, best: &mut f64| {
        let here = sign * index.nearest(edges[edge].place(0.5 * (t0 + t1))).distance_m;
        *best = best.max(here);
        number += 1;
        Candidate { at_most: here + 0.5 * edges[edge].bounds(t0, t1).length_m, number, what: (edge, t0, t1) }
    };
    for edge in 0..edges.len() {
        let whole = look(edge, 0.0, 1.0, &mut best);
        heap.push(whole);
    }
    for _ in 0..MOST {
        let Some(top) = heap.pop() else { break };
        if top.at_most <= best + TOLERANCE_M {
            return (best, top.at_most.max(best));
        }
        let (edge, t0, t1) = top.what;
        let middle = 0.5 * (t0 + t1);
        for (a, b) in [(t0, middle), (middle, t1)] {
            let half = look(edge, a, b, &mut best);
            heap.push(half);
        }
    }
    (best, heap.peek().map_or(best, |top| top.at_most.max(best)))
}

/// A box of longitude and latitude with the edges that cross it.
struct Cell {
    west: f64,
    east: f64,
    south: f64,
    north: f64,
    edges: Vec<usize>,
}

/// The greatest distance inside, as a bound that is not exceeded; `best` is reached on the edge.
fn inside(index: &BorderIndex, polygons: &[Vec<Vec<LonLat>>], contains: &dyn Fn(LonLat) -> bool, best: f64) -> f64 {
    let mut best = best;
    let mut heap = BinaryHeap::new();
    let mut number = 0;
    let segments: Vec<[LonLat; 2]> = polygons.iter().flat_map(|rings| rings.iter().flat_map(|r| unrolled(r))).collect();
    let mut look = |cell: Cell, best: &mut f64| -> Option<Candidate<Cell>> {
        let middle = LonLat::new(0.5 * (cell.west + cell.east), 0.5 * (cell.south + cell.north));
        let within = contains(middle);
        if !within && cell.edges.is_empty() {
            return None;
        }
        let here = index.nearest(middle).distance_m;
        if within {
            *best = best.max(here);
        }
        number += 1;
        Some(Candidate { at_most: here + reach_m(&cell), number, what: cell })
    };
    for rings in polygons {
        if let Some(cell) = whole(rings, &segments)
            && let Some(first) = look(cell, &mut best)
        {
            heap.push(first);
        }
    }
    for _ in 0..MOST {
        let Some(top) = heap.pop() else { return best };
        if top.at_most <= best + TOLERANCE_M {
            return top.at_most.max(best);
        }
        for part in halves(&top.what, &segments) {
            heap.extend(look(part, &mut best));
        }
    }
    heap.peek().map_or(best, |top| top.at_most.max(best))
}

/// Edges with longitudes that run on from the ring's first.
fn unrolled(ring: &[LonLat]) -> Vec<[LonLat; 2]> {
    let mut at = ring.first().map_or(0.0, |p| p.lon_deg);
    let step = |(a, b): (LonLat, LonLat)| {
        let (from, to) = (at, at + edge_dlon_deg(a.lon_deg, b.lon_deg));
        at = to;
        [LonLat::new(from, a.lat_deg), LonLat::new(to, b.lat_deg)]
    };
    pairs(ring).map(step).collect()
}

/// The box around a polygon. Around a pole it reaches to the pole.
fn whole(rings: &[Vec<LonLat>], segments: &[[LonLat; 2]]) -> Option<Cell> {
    let own = unrolled(rings.first()?);
    let (mut cell, start, end) = (
        Cell { west: f64::INFINITY, east: f64::NEG_INFINITY, south: 90.0, north: -90.0, edges: Vec::new() },
        own.first()?[0].lon_deg,
        own.last()?[1].lon_deg,
    );
    for place in own.iter().flatten() {
        cell.west = cell.west.min(place.lon_deg);
        cell.east = cell.east.max(place.lon_deg);
        cell.south = cell.south.min(place.lat_deg);
        cell.north = cell.north.max(place.lat_deg);
    }
    if end - start > 180.0 {
        cell.north = 90.0;
    } else if end - start < -180.0 {
        cell.south = -90.0;
    }
    cell.edges = crossing(&cell, &(0..segments.len()).collect::<Vec<_>>(), segments);
    Some(cell)
}

fn halves(cell: &Cell, segments: &[[LonLat; 2]]) -> Vec<Cell> {
    let Cell { west, east, south, north, .. } = *cell;
    let wide = (east - west) * libm::cos((0.5 * (south + north)).to_radians());
    let boxes = if wide > north - south {
        let middle = 0.5 * (west + east);
        [(west, middle, south, north), (middle, east, south, north)]
    } else {
        let middle = 0.5 * (south + north);
        [(west, east, south, middle), (west, east, middle, north)]
    };
    let part = |(west, east, south, north)| {
        let mut part = Cell { west, east, south, north, edges: Vec::new() };
        part.edges = crossing(&part, &cell.edges, segments);
        part
    };
    boxes.map(part).into()
}

/// Those of some edges that may cross the box, in whichever turn of longitude.
fn crossing(cell: &Cell, some: &[usize], segments: &[[LonLat; 2]]) -> Vec<usize> {
    let crosses = |i: &&usize| {
        let [a, b] = segments[**i];
        let (south, north) = (a.lat_deg.min(b.lat_deg), a.lat_deg.max(b.lat_deg));
        if south > cell.north || north < cell.south {
            return false;
        }
        let (west, east) = (a.lon_deg.min(b.lon_deg), a.lon_deg.max(b.lon_deg));
        let turn = 360.0 * libm::ceil((cell.west - east) / 360.0);
        if west + turn > cell.east {
            return false;
        }
        // The corners all on one side of the edge: it passes by.
        let (dx, dy) = (b.lon_deg - a.lon_deg, b.lat_deg - a.lat_deg);
        let side = |lon: f64, lat: f64| dx * (lat - a.lat_deg) - dy * (lon - a.lon_deg - turn);
        let sides = [
            side(cell.west, cell.south),
            side(cell.east, cell.south),
            side(cell.east, cell.north),
            side(cell.west, cell.north),
        ];
        !(sides.iter().all(|s| *s > 0.0) || sides.iter().all(|s| *s < 0.0))
    };
    some.iter().filter(crosses).copied().collect()
}

/// No point of a box is farther from its middle: along the meridian, then along the parallel that is nearest to the equator.
fn reach_m(cell: &Cell) -> f64 {
    let lat = if cell.south <= 0.0 && cell.north >= 0.0 { 0.0 } else { cell.south.abs().min(cell.north.abs()) };
    let along = 0.5 * (cell.east - cell.west).min(360.0) * LON_M * (libm::cos(lat.to_radians()) + 0.004).min(1.0);
    along + 0.5 * (cell.north - cell.south) * LAT_M
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ring(places: &[(f64, f64)]) -> Vec<LonLat> {
        places.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect()
    }

    #[test]
    fn the_greatest_may_be_inside() {
        // Two meridians; the area spans both, its middle is farthest from either.
        let meridian = |lon: f64| ring(&[(lon, -1.0), (lon, 1.0)]);
        let border = BorderIndex::new(vec![meridian(0.0), meridian(0.4)], EdgeKind::Rfc7946).unwrap();
        let area = vec![vec![ring(&[(-0.05, -0.1), (0.45, -0.1), (0.45, 0.1), (-0.05, 0.1)])]];
        let (least, greatest) = range_over_area(&border, &area).unwrap();
        assert_eq!(least, 0.0);
        assert!((greatest - 0.2 * 111_319.49).abs() < 2.1, "{greatest}");
        // A hole around the middle leaves less.
        let hole = ring(&[(0.1, -0.09), (0.3, -0.09), (0.3, 0.09), (0.1, 0.09)]);
        let holed = vec![vec![area[0][0].clone(), hole]];
        let (_, less) = range_over_area(&border, &holed).unwrap();
        assert!(less <= greatest && less > 22_000.0, "{less}");
    }

    #[test]
    fn a_border_inside_makes_the_least_nothing() {
        let border = BorderIndex::new(vec![ring(&[(0.4, 0.4), (0.6, 0.6)])], EdgeKind::Rfc7946).unwrap();
        let area = vec![vec![ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])]];
        assert_eq!(range_over_area(&border, &area).unwrap().0, 0.0);
        assert_eq!(range_over_area(&border, &[vec![]]), None);
    }

    #[test]
    fn across_180_and_around_a_pole() {
        let border = BorderIndex::new(vec![ring(&[(-179.0, -20.0), (-179.0, -10.0)])], EdgeKind::Rfc7946).unwrap();
        let fiji =
            vec![vec![ring(&[(177.0, -18.0), (-179.5, -18.0), (-179.5, -16.0), (177.0, -16.0), (177.0, -18.0)])]];
        let (least, greatest) = range_over_area(&border, &fiji).unwrap();
        assert!((least / 1e3 - 52.9).abs() < 0.2 && (greatest / 1e3 - 428.0).abs() < 1.0, "{least} {greatest}");
        let line = BorderIndex::new(vec![ring(&[(0.0, 88.0), (10.0, 88.0)])], EdgeKind::Rfc7946).unwrap();
        let cap = vec![vec![ring(&[(-180.0, 85.0), (180.0, 85.0)])]];
        let (least, greatest) = range_over_area(&line, &cap).unwrap();
        // GeographicLib for Python 2.1: the farthest place on the cap's edge lies at 175° W.
        assert_eq!(least, 0.0);
        assert!((781_234.59..781_236.7).contains(&greatest), "{greatest}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn sampling_finds_nothing_beyond(
            line in prop::collection::vec((36.0..37.0f64, 35.8..36.4f64), 2..7),
            lon in 36.0..37.0f64, lat in 35.5..36.5f64, w in 0.01..0.4f64, h in 0.01..0.4f64, lean in -0.2..0.2f64,
        ) {
            let border = BorderIndex::new(vec![ring(&line)], EdgeKind::Rfc7946).unwrap();
            let corner = |x: f64, y: f64| LonLat::new(lon + w * x + lean * y, lat + h * y);
            let area = vec![vec![vec![corner(0.0, 0.0), corner(1.0, 0.0), corner(1.0, 1.0), corner(0.0, 1.0)]]];
            let (least, greatest) = range_over_area(&border, &area).unwrap();
            let (mut low, mut high) = (f64::INFINITY, 0.0f64);
            for i in 0..=60 {
                for j in 0..=60 {
                    let d = border.nearest(corner(f64::from(i) / 60.0, f64::from(j) / 60.0)).distance_m;
                    (low, high) = (low.min(d), high.max(d));
                }
            }
            let step = (w + h + lean.abs()) * 111_320.0 / 60.0;
            prop_assert!(least <= low + 1e-6 && low - least < step + 1.0, "{} {}", least, low);
            prop_assert!(greatest >= high - 1e-6 && greatest - high < step + 1.0, "{} {}", greatest, high);
        }
    }
}
