//! Resampling by visible error: an edge, straight in longitude and latitude, is halved until the middle of its image
//! lies within a tolerance of the chord (after d3-geo). Points that the page can't tell apart are left out.

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
            edge(projection, (from, image), (*place, point), tolerance_m, DEPTH, &mut part);
        }
        push(&mut part, point, tolerance_m, false);
        before = Some((*place, point));
    }
    if let Some((_, end)) = before {
        push(&mut part, end, tolerance_m, true);
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
            edge(projection, (from, image), (place, point), tolerance_m, DEPTH, &mut out);
        }
        push(&mut out, point, tolerance_m, false);
        before = Some((place, point));
    }
    let first = *out.first()?;
    push(&mut out, first, tolerance_m, true);
    (out.len() > 3).then_some(out)
}

/// Adds a point unless it can't be told from the last one.
fn push(line: &mut Vec<MapPoint>, p: MapPoint, tolerance_m: f64, always: bool) {
    let near = line
        .last()
        .is_some_and(|l| (l.x_m - p.x_m).abs() < tolerance_m * 0.5 && (l.y_m - p.y_m).abs() < tolerance_m * 0.5);
    if !near {
        line.push(p);
    } else if always {
        if line.len() > 1 {
            line.pop();
        }
        line.push(p);
    }
}

fn edge(
    projection: &MapProjection,
    (from, a): (LonLat, MapPoint),
    (to, b): (LonLat, MapPoint),
    tolerance_m: f64,
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
        edge(projection, (from, a), (middle, m), tolerance_m, depth - 1, out);
        push(out, m, tolerance_m, false);
        edge(projection, (middle, m), (to, b), tolerance_m, depth - 1, out);
    }
}
