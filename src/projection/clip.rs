//! Clipping in longitude and latitude to a window.
//!
//! Every turn of a line or ring of the plane ([`unroll`](super::unroll)) that meets the window is clipped: lines after Liang and Barsky, rings
//! after Sutherland and Hodgman. The edges that clipping adds lie on the window's edge, which is outside the frame or is the edge of
//! the map.

use super::unroll::lon_range;
use crate::geographic::{Extent, LonLat};
use std::ops::RangeInclusive;

/// Shifts by whole turns that bring a range of longitudes over the window.
fn turns(range: (f64, f64), window: &Extent) -> impl Iterator<Item = f64> + use<> {
    let first = libm::ceil((window.west_deg - range.1) / 360.0) as i64;
    let last = libm::floor((window.east_deg - range.0) / 360.0) as i64;
    (first..=last.min(first + 4)).map(|k| k as f64 * 360.0)
}

/// Do all points lie south of these latitudes, or all north of them?
pub fn outside_latitudes(points: &[LonLat], latitudes: &RangeInclusive<f64>) -> bool {
    points.iter().all(|p| p.lat_deg < *latitudes.start()) || points.iter().all(|p| p.lat_deg > *latitudes.end())
}

fn latitudes(window: &Extent) -> RangeInclusive<f64> {
    window.south_deg..=window.north_deg
}

/// The parts of a line of the plane in the window.
pub fn line(points: &[LonLat], window: &Extent) -> Vec<Vec<LonLat>> {
    if points.len() < 2 || outside_latitudes(points, &latitudes(window)) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for shift in turns(lon_range(points), window) {
        let mut part: Vec<LonLat> = Vec::new();
        for pair in points.windows(2) {
            let a = LonLat::new(pair[0].lon_deg + shift, pair[0].lat_deg);
            let b = LonLat::new(pair[1].lon_deg + shift, pair[1].lat_deg);
            match segment(a, b, window) {
                Some((from, to)) => {
                    if part.last() != Some(&from) {
                        flush(&mut part, &mut parts);
                        part.push(from);
                    }
                    part.push(to);
                    if to != b {
                        flush(&mut part, &mut parts);
                    }
                }
                None => flush(&mut part, &mut parts),
            }
        }
        flush(&mut part, &mut parts);
    }
    parts
}

fn flush(part: &mut Vec<LonLat>, parts: &mut Vec<Vec<LonLat>>) {
    if part.len() > 1 {
        parts.push(std::mem::take(part));
    }
    part.clear();
}

fn segment(a: LonLat, b: LonLat, window: &Extent) -> Option<(LonLat, LonLat)> {
    let (dx, dy) = (b.lon_deg - a.lon_deg, b.lat_deg - a.lat_deg);
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let sides = [
        (-dx, a.lon_deg - window.west_deg),
        (dx, window.east_deg - a.lon_deg),
        (-dy, a.lat_deg - window.south_deg),
        (dy, window.north_deg - a.lat_deg),
    ];
    for (p, q) in sides {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else if p < 0.0 {
            from = from.max(q / p);
        } else {
            to = to.min(q / p);
        }
    }
    if from > to {
        return None;
    }
    let at = |t: f64| match t {
        0.0 => a,
        1.0 => b,
        t => LonLat::new(a.lon_deg + t * dx, a.lat_deg + t * dy),
    };
    Some((at(from), at(to)))
}

/// The parts of a ring of the plane in the window, each a ring (not closed by a repeated point).
pub fn ring(ring: &[LonLat], window: &Extent) -> Vec<Vec<LonLat>> {
    if ring.len() < 3 || outside_latitudes(ring, &latitudes(window)) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    for shift in turns(lon_range(ring), window) {
        let mut part: Vec<LonLat> = ring.iter().map(|p| LonLat::new(p.lon_deg + shift, p.lat_deg)).collect();
        part = half_plane(part, |p| p.lon_deg - window.west_deg);
        part = half_plane(part, |p| window.east_deg - p.lon_deg);
        part = half_plane(part, |p| p.lat_deg - window.south_deg);
        part = half_plane(part, |p| window.north_deg - p.lat_deg);
        if part.len() > 2 {
            parts.push(part);
        }
    }
    parts
}

/// What of a ring lies where `inside` is not negative.
fn half_plane(ring: Vec<LonLat>, inside: impl Fn(&LonLat) -> f64) -> Vec<LonLat> {
    if ring.iter().all(|p| inside(p) >= 0.0) {
        return ring;
    }
    let mut out = Vec::with_capacity(ring.len());
    for i in 0..ring.len() {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        let (da, db) = (inside(&a), inside(&b));
        if da >= 0.0 {
            out.push(a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            let t = da / (da - db);
            out.push(LonLat::new(a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)));
        }
    }
    out
}
