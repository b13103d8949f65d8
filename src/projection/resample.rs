//! Resampling by visible error: an edge, straight in longitude and latitude, is halved until the middle of its image
//! lies within a tolerance of the chord (after d3-geo). Of points that the page can't tell apart one is kept.
//!
//! Which one depends on nothing but the points: those that follow each other in one cell of a grid of half the tolerance are stood for by the one nearest to its
//! middle. Neighbours that share a line, run through either way, so keep the same points of it, and no gap opens between them. (Only where a third line
//! joins may two of them keep different points of one cell.)

use super::cap::Vertex;
use super::{MapPoint, MapProjection};
use crate::geographic::LonLat;

/// How often an edge may be halved.
const DEPTH: u32 = 14;
/// An edge's image is bent by less than this share of its length squared, in 1/m: shorter edges need no look.
const BEND_PER_M: f64 = 1.0 / (4.0 * 6_378_137.0);
const METRES_PER_DEGREE: f64 = 111_320.0;

/// A line on the map; where the projection has no value it is interrupted.
pub fn open(projection: &MapProjection, line: &[LonLat], tolerance_m: f64) -> Vec<Vec<MapPoint>> {
    let mut parts: Vec<Vec<MapPoint>> = Vec::new();
    let mut part: Vec<MapPoint> = Vec::new();
    let mut before: Option<(LonLat, MapPoint)> = None;
    for place in line {
        let Some(point) = projection.project(*place) else {
            if part.len() > 1 {
                parts.push(std::mem::take(&mut part));
            }
            part.clear();
            before = None;
            continue;
        };
        if let Some((from, image)) = before {
            edge(projection, (from, image), (*place, point), (tolerance_m, End::Open), DEPTH, &mut part);
        }
        push(&mut part, point, tolerance_m, End::Open);
        before = Some((*place, point));
    }
    if let Some((_, end)) = before {
        push(&mut part, end, tolerance_m, End::Last);
    }
    if part.len() > 1 {
        parts.push(part);
    }
    parts
}

/// A ring on the map, its first point repeated at the end; points without a value are left out. Edges along the edge of a
/// cap are dense already.
pub fn closed(projection: &MapProjection, ring: &[Vertex], tolerance_m: f64) -> Option<Vec<MapPoint>> {
    let mut out: Vec<MapPoint> = Vec::with_capacity(ring.len());
    let mut before: Option<(LonLat, MapPoint)> = None;
    for Vertex { place, along_cut } in ring.iter().chain(ring.first()).copied() {
        let Some(point) = projection.project(place) else {
            before = None;
            continue;
        };
        if let Some((from, image)) = before.filter(|_| !along_cut) {
            edge(projection, (from, image), (place, point), (tolerance_m, End::Closed), DEPTH, &mut out);
        }
        push(&mut out, point, tolerance_m, End::Closed);
        before = Some((place, point));
    }
    let (first, last) = (*out.first()?, *out.last()?);
    // The first and the last points of a cell that the ring begins in are one run.
    if out.len() > 1 && cell(first, tolerance_m) == cell(last, tolerance_m) {
        let both = standing_for(first, last, tolerance_m);
        out.pop();
        out[0] = both;
    }
    out.push(out[0]);
    (out.len() > 3).then_some(out)
}

/// The cell of a point.
fn cell(p: MapPoint, tolerance_m: f64) -> (f64, f64) {
    let side = tolerance_m * 0.5;
    (libm::floor(p.x_m / side), libm::floor(p.y_m / side))
}

/// Of two points of a cell the one that stands for both: nearer to its middle.
fn standing_for(a: MapPoint, b: MapPoint, tolerance_m: f64) -> MapPoint {
    let side = tolerance_m * 0.5;
    let (column, row) = cell(a, tolerance_m);
    let off = |p: MapPoint| libm::hypot(p.x_m - (column + 0.5) * side, p.y_m - (row + 0.5) * side);
    let order = off(a).total_cmp(&off(b)).then(a.x_m.total_cmp(&b.x_m)).then(a.y_m.total_cmp(&b.y_m));
    if order.is_le() { a } else { b }
}

/// Adds a point, or lets one stand for it and the last. The ends of open lines stay where they are.
fn push(line: &mut Vec<MapPoint>, p: MapPoint, tolerance_m: f64, end: End) {
    let near = line.last().copied().filter(|last| cell(*last, tolerance_m) == cell(p, tolerance_m));
    let is_start = line.len() == 1 && end != End::Closed;
    match near {
        None => line.push(p),
        Some(_) if end == End::Last => {
            if !is_start {
                line.pop();
            }
            line.push(p);
        }
        Some(_) if is_start => {}
        Some(last) => {
            line.pop();
            line.push(standing_for(last, p, tolerance_m));
        }
    }
}

/// What a point is to its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// A point of an open line.
    Open,
    /// The last of an open line.
    Last,
    /// A point of a ring.
    Closed,
}

fn edge(
    projection: &MapProjection,
    (from, a): (LonLat, MapPoint),
    (to, b): (LonLat, MapPoint),
    (tolerance_m, end): (f64, End),
    depth: u32,
    out: &mut Vec<MapPoint>,
) {
    let length = ((to.lon_deg - from.lon_deg).abs() + (to.lat_deg - from.lat_deg).abs()) * METRES_PER_DEGREE;
    let image = (b.x_m - a.x_m).abs() + (b.y_m - a.y_m).abs();
    let bend = length.max(image);
    if depth == 0 || bend * bend * BEND_PER_M < tolerance_m {
        return;
    }
    let middle = LonLat::new((from.lon_deg + to.lon_deg) / 2.0, (from.lat_deg + to.lat_deg) / 2.0);
    let Some(m) = projection.project(middle) else { return };
    let (dx, dy) = (b.x_m - a.x_m, b.y_m - a.y_m);
    let off = ((m.x_m - a.x_m) * dy - (m.y_m - a.y_m) * dx).abs() / libm::hypot(dx, dy).max(1e-9);
    // A long edge may bend twice and cross its chord in the middle: it is halved in any case.
    if off > tolerance_m || length > 10.0 * METRES_PER_DEGREE {
        edge(projection, (from, a), (middle, m), (tolerance_m, end), depth - 1, out);
        push(out, m, tolerance_m, end);
        edge(projection, (middle, m), (to, b), (tolerance_m, end), depth - 1, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::Extent;
    use proptest::prelude::*;

    proptest! {
        /// The points of a line that two rings share are the same in both, whichever way each runs and wherever it begins.
        #[test]
        fn neighbours_share_their_line(
            wiggles in prop::collection::vec((-0.4..0.4_f64, 0.0..0.05_f64), 40..200),
            start in 0..200_usize,
        ) {
            let choice = "+proj=laea +lat_0=5 +lon_0=5".parse().unwrap();
            let projection = MapProjection::choose(&choice, &Extent::new(0.0, 0.0, 10.0, 10.0)).unwrap();
            let mut lat = 1.0;
            let shared: Vec<LonLat> = wiggles.iter().map(|(dx, dy)| { lat += dy; LonLat::new(5.0 + dx * 0.1, lat) }).collect();
            let ring = |lon: f64, line: Vec<LonLat>| {
                let (low, high) = (LonLat::new(lon, 0.5), LonLat::new(lon, 9.9));
                let reversed = line.first().is_some_and(|p| p.lat_deg > 1.1);
                let corners = if reversed { [low, high] } else { [high, low] };
                let mut all: Vec<Vertex> = line.into_iter().chain(corners).map(|place| Vertex { place, along_cut: false }).collect();
                let turn = start % all.len();
                all.rotate_left(turn);
                all
            };
            let tolerance_m = 20_000.0;
            let on_line = |ring: &[Vertex]| {
                let mut points: Vec<(u64, u64)> = closed(&projection, ring, tolerance_m).unwrap().iter()
                    .filter(|p| p.x_m.abs() < 10_000.0).map(|p| (p.x_m.to_bits(), p.y_m.to_bits())).collect();
                points.sort_unstable();
                points.dedup();
                points
            };
            let backwards: Vec<LonLat> = shared.iter().rev().copied().collect();
            let (west, east) = (on_line(&ring(0.0, shared)), on_line(&ring(10.0, backwards)));
            // The lines to the corners leave from both ends: there alone a point more or less may be kept.
            let other = west.iter().filter(|p| !east.contains(p)).count() + east.iter().filter(|p| !west.contains(p)).count();
            prop_assert!(other <= 4, "{} of {}", other, west.len());
            prop_assert!(west.len() > 5);
        }
    }
}
