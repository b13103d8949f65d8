//! Rings and lines as what they mean on the plane of longitude and latitude, where GeoJSON's edges are straight.
//!
//! Longitudes are made continuous, so that neighbours stay neighbours across ±180°; a ring that goes once round the earth
//! holds a pole and is closed along it. Everything after this is plane geometry: there is no side to be guessed from the winding, so
//! that no ring, however degenerate, can turn itself inside out.
//!
//! Limits: an edge of more than 180° of longitude is taken to cross ±180°, unless it runs along a pole or the ring has no area otherwise
//! (a box around the whole earth). Which pole a ring round the earth holds is told by its mean latitude.

use crate::geographic::LonLat;

/// A step of longitude that is a jump across ±180°; explicit longitudes run on to ±540°.
fn turn_of(from: LonLat, to: LonLat) -> f64 {
    let step = to.lon_deg - from.lon_deg;
    if step.abs() <= 180.0 || step.abs() >= 540.0 || (at_pole(from) && at_pole(to)) {
        return 0.0;
    }
    if step > 0.0 { -360.0 } else { 360.0 }
}

fn at_pole(p: LonLat) -> bool {
    p.lat_deg.abs() >= 90.0 - 1e-9
}

fn has_turns(points: &[LonLat]) -> bool {
    points.windows(2).any(|p| turn_of(p[0], p[1]) != 0.0)
}

fn unrolled(points: &[LonLat]) -> Vec<LonLat> {
    let mut turn = 0.0;
    let mut before: Option<LonLat> = None;
    let mut out = Vec::with_capacity(points.len() + 3);
    for p in points {
        turn += before.map_or(0.0, |b| turn_of(b, *p));
        before = Some(*p);
        out.push(LonLat::new(p.lon_deg + turn, p.lat_deg));
    }
    out
}

/// Twice the area in square degrees.
fn area2(points: &[LonLat]) -> f64 {
    let Some(o) = points.first() else { return 0.0 };
    let cross = |a: &LonLat, b: &LonLat| {
        (a.lon_deg - o.lon_deg) * (b.lat_deg - o.lat_deg) - (b.lon_deg - o.lon_deg) * (a.lat_deg - o.lat_deg)
    };
    points.windows(2).map(|p| cross(&p[0], &p[1])).sum()
}

/// A ring on the plane: its vertices, the first one not repeated.
pub fn ring(points: &[LonLat]) -> Vec<LonLat> {
    let closed = points.len() > 1 && points.first() == points.last();
    let points = if closed { &points[..points.len() - 1] } else { points };
    let Some(first) = points.first() else { return Vec::new() };
    let around: Vec<LonLat> = points.iter().chain([first]).copied().collect();
    if !has_turns(&around) {
        return points.to_vec();
    }
    let mut ring = unrolled(&around);
    let last = ring[ring.len() - 1];
    if (last.lon_deg - ring[0].lon_deg).abs() > 180.0 {
        let mean = points.iter().map(|p| p.lat_deg).sum::<f64>() / points.len() as f64;
        let pole = if mean < 0.0 { -90.0 } else { 90.0 };
        let start = ring[0].lon_deg;
        ring.push(LonLat::new(last.lon_deg, pole));
        ring.push(LonLat::new(start, pole));
        return ring;
    }
    if area2(&ring).abs() < 1e-9 && area2(&around).abs() > 1e-9 {
        return points.to_vec();
    }
    ring.pop();
    ring
}

/// A line on the plane.
pub fn line(points: &[LonLat]) -> Vec<LonLat> {
    if !has_turns(points) {
        return points.to_vec();
    }
    let line = unrolled(points);
    // A parallel given by its two ends goes round the earth.
    if line.iter().all(|p| *p == line[0]) { points.to_vec() } else { line }
}

/// Least and greatest longitude.
pub fn lon_range(points: &[LonLat]) -> (f64, f64) {
    points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), p| (a.min(p.lon_deg), b.max(p.lon_deg)))
}

/// Is an edge only there because a polygon was cut: along ±180°, or along a pole?
pub fn is_cut(a: LonLat, b: LonLat) -> bool {
    let on_180 = |p: LonLat| (libm::fabs(libm::remainder(p.lon_deg, 360.0)) - 180.0).abs() < 1e-9;
    (on_180(a) && on_180(b)) || (at_pole(a) && at_pole(b))
}

/// A ring without the edges that are only there because it was cut, as lines.
pub fn outline(points: &[LonLat]) -> Vec<Vec<LonLat>> {
    let closing = points.first().filter(|f| points.last() != Some(f));
    let around: Vec<LonLat> = points.iter().chain(closing).copied().collect();
    if !around.windows(2).any(|p| is_cut(p[0], p[1])) {
        return if around.len() > 1 { vec![around] } else { Vec::new() };
    }
    let parts = around.chunk_by(|a, b| !is_cut(*a, *b));
    parts.filter(|part| part.len() > 1).map(<[LonLat]>::to_vec).collect()
}

/// Is a place inside rings of the plane (even-odd), in whichever turn?
pub fn contains(rings: &[Vec<LonLat>], place: LonLat) -> bool {
    let mut inside = false;
    for ring in rings {
        let (west, east) = lon_range(ring);
        let first = libm::ceil((west - place.lon_deg) / 360.0) as i64;
        let last = libm::floor((east - place.lon_deg) / 360.0) as i64;
        for turn in first..=last.min(first + 4) {
            let x = place.lon_deg + turn as f64 * 360.0;
            for i in 0..ring.len() {
                let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
                if (a.lat_deg > place.lat_deg) != (b.lat_deg > place.lat_deg) {
                    let t = (place.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg);
                    inside ^= x < a.lon_deg + t * (b.lon_deg - a.lon_deg);
                }
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(points: &[(f64, f64)]) -> Vec<LonLat> {
        points.iter().map(|p| LonLat::new(p.0, p.1)).collect()
    }

    #[test]
    fn a_box_round_the_earth_is_a_box() {
        let world = places(&[(-180.0, -60.0), (180.0, -60.0), (180.0, 75.0), (-180.0, 75.0), (-180.0, -60.0)]);
        assert!(contains(&[ring(&world)], LonLat::new(20.0, 10.0)));
        assert!(!contains(&[ring(&world)], LonLat::new(20.0, 80.0)));
    }

    #[test]
    fn antarctica_holds_the_pole_however_it_is_cut() {
        let coast: Vec<(f64, f64)> =
            (0..=36).map(|i| (-180.0 + 10.0 * f64::from(i), -70.0 - f64::from(i % 3))).collect();
        let mut along = coast.clone();
        along.extend([(180.0, -90.0), (-180.0, -90.0), coast[0]]);
        let mut jumps = coast[..36].to_vec();
        jumps.push(coast[0]);
        for way in [along, jumps] {
            for reversed in [false, true] {
                let mut points = places(&way);
                if reversed {
                    points.reverse();
                }
                let ring = [ring(&points)];
                assert!(contains(&ring, LonLat::new(12.0, -85.0)) && contains(&ring, LonLat::new(179.0, -89.0)));
                assert!(!contains(&ring, LonLat::new(12.0, -60.0)) && !contains(&ring, LonLat::new(12.0, 60.0)));
            }
        }
    }

    #[test]
    fn cut_edges_have_no_outline() {
        let half = places(&[(180.0, 1.0), (179.0, 1.0), (179.0, 2.0), (180.0, 2.0), (180.0, 1.0)]);
        assert_eq!(outline(&half), [places(&[(180.0, 1.0), (179.0, 1.0), (179.0, 2.0), (180.0, 2.0)])]);
    }
}
