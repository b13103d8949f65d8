//! Clipping on the sphere to a cap: all within an angle of a centre, as azimuthal and transverse maps need.
//!
//! Rings come from [`unroll`](super::unroll), so that inside and outside are plane questions of longitude and latitude. Each stretch of
//! a ring outside the cap is replaced by an arc of the cap's edge, by either way: the two differ by the whole cap, and so only
//! turn inside and outside around everywhere at once. Whether they are turned is asked once a polygon, at the point of the edge that is farthest from
//! all crossings, and set right by adding the whole edge (rings are filled even-odd). This takes the place of the sorting of crossings along the edge
//! (Bostock, d3-geo, `clip/rejoin`), which fails where crossings coincide.
//!
//! Limits: a part of an edge that leaves the cap for less than [`STEP_DEG`] is not seen to leave it.

use super::unroll;
use crate::geographic::LonLat;
use std::f64::consts::{PI, TAU};

/// Edges are looked at in steps of this.
const STEP_DEG: f64 = 1.0;
/// Points along the edge of the cap: half a degree of its turn.
const EDGE_POINTS: i64 = 720;
/// The edge itself is never reached.
const INSIDE_DEG: f64 = 1e-7;

/// A vertex of a clipped ring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    pub place: LonLat,
    /// Does the edge to it run along the cap's edge? Its points are dense already.
    pub along_cut: bool,
}

impl Vertex {
    pub fn of_ring(place: LonLat) -> Self {
        Self { place, along_cut: false }
    }
}

/// All within an angle of a centre.
#[derive(Debug)]
pub struct Cap {
    center: LonLat,
    sin_lat: f64,
    cos_lat: f64,
    radius: f64,
    cos_radius: f64,
}

impl Cap {
    pub fn new(center: LonLat, radius_deg: f64) -> Self {
        let lat = center.lat_deg.to_radians();
        let radius = (radius_deg - INSIDE_DEG).to_radians();
        Self { center, sin_lat: libm::sin(lat), cos_lat: libm::cos(lat), radius, cos_radius: libm::cos(radius) }
    }

    pub fn contains(&self, place: LonLat) -> bool {
        self.depth(place) >= 0.0
    }

    /// Above 0 inside.
    fn depth(&self, p: LonLat) -> f64 {
        let (sin, cos) = libm::sincos(p.lat_deg.to_radians());
        let turn = libm::cos((p.lon_deg - self.center.lon_deg).to_radians());
        self.sin_lat * sin + self.cos_lat * cos * turn - self.cos_radius
    }

    /// Azimuth of a place from the centre, −π…π.
    fn azimuth(&self, p: LonLat) -> f64 {
        let (sin, cos) = libm::sincos(p.lat_deg.to_radians());
        let (turn_sin, turn_cos) = libm::sincos((p.lon_deg - self.center.lon_deg).to_radians());
        libm::atan2(cos * turn_sin, self.cos_lat * sin - self.sin_lat * cos * turn_cos)
    }

    /// The place on the edge at an azimuth.
    fn on_edge(&self, azimuth: f64) -> LonLat {
        let (sin_r, cos_r) = libm::sincos(self.radius);
        let (sin_a, cos_a) = libm::sincos(azimuth);
        let (east, forth) = (sin_a * sin_r, self.cos_lat * cos_r - self.sin_lat * sin_r * cos_a);
        // By its tangent: the sine of a latitude near a pole has lost half of its digits.
        let lat = libm::atan2(self.sin_lat * cos_r + self.cos_lat * sin_r * cos_a, libm::hypot(east, forth));
        LonLat::new(self.center.lon_deg + libm::atan2(east, forth).to_degrees(), lat.to_degrees())
    }

    /// The whole edge, counter-clockwise as seen from above.
    pub fn edge(&self) -> Vec<LonLat> {
        (0..EDGE_POINTS).map(|i| self.on_edge(-(i as f64) * TAU / EDGE_POINTS as f64)).collect()
    }

    /// Is all of a box inside?
    pub fn holds(&self, extent: &crate::geographic::Extent) -> bool {
        let n = 16;
        let at = |i: i32, j: i32| {
            let lon = extent.west_deg + extent.width_deg() * f64::from(i) / f64::from(n);
            let lat = extent.south_deg + extent.height_deg() * f64::from(j) / f64::from(n);
            LonLat::new(lon, lat)
        };
        let rim = (0..=n).flat_map(|i| [at(i, 0), at(i, n), at(0, i), at(n, i)]);
        // The antipode, if it is outside, must not lie within the box either.
        let antipode = LonLat::new(self.center.lon_deg + 180.0, -self.center.lat_deg);
        rim.into_iter().all(|p| self.depth(p) > 0.02 * (1.0 - self.cos_radius)) && !extent.contains(antipode)
    }

    /// Where an edge crosses the cap's edge, to 1e-12 of its length.
    fn crossing(&self, mut inside: LonLat, mut outside: LonLat) -> LonLat {
        for _ in 0..40 {
            let middle = between(inside, outside, 0.5);
            if self.depth(middle) >= 0.0 {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        inside
    }

    /// The parts of a line inside.
    pub fn line(&self, line: &[LonLat]) -> Vec<Vec<LonLat>> {
        let mut parts: Vec<Vec<LonLat>> = Vec::new();
        let mut part: Vec<LonLat> = Vec::new();
        let mut before: Option<(LonLat, bool)> = None;
        for (place, is_vertex) in stepped(line) {
            let inside = self.depth(place) >= 0.0;
            match before {
                Some((from, false)) if inside => part.push(self.crossing(place, from)),
                Some((from, true)) if !inside => {
                    part.push(self.crossing(from, place));
                    parts.push(std::mem::take(&mut part));
                }
                _ => {}
            }
            if inside && is_vertex {
                part.push(place);
            }
            before = Some((place, inside));
        }
        parts.push(part);
        parts.retain(|p| p.len() > 1);
        parts
    }

    /// A polygon's rings inside, to be filled even-odd.
    pub fn polygon(&self, rings: &[Vec<LonLat>]) -> Vec<Vec<Vertex>> {
        let (mut out, mut crossings, mut arcs) = (Vec::new(), Vec::new(), Vec::new());
        for ring in rings {
            let around: Vec<LonLat> = ring.iter().chain(ring.first()).copied().collect();
            let mut parts = self.line(&around);
            // One part that begins and ends at the same vertex is a ring that stays inside.
            let (Some(first), Some(last)) = (parts.first(), parts.last()) else { continue };
            let begins_inside = first.first() == around.first();
            if parts.len() == 1 && begins_inside && last.last() == around.last() {
                out.push(ring.iter().map(|p| Vertex::of_ring(*p)).collect());
                continue;
            }
            if begins_inside {
                // The ring's first vertex is inside: its last part runs on into the first.
                let head = parts.remove(0);
                match parts.last_mut() {
                    Some(tail) => tail.extend(&head[1..]),
                    None => parts.push(head),
                }
            }
            out.push(self.joined(&parts, &mut crossings, &mut arcs));
        }
        let at = widest_gap(&mut crossings);
        let covered = arcs.iter().filter(|(from, turn)| covers(*from, *turn, at)).count() % 2 == 1;
        if covered != unroll::contains(rings, self.on_edge(at)) {
            let edge = self.edge();
            out.push(edge.into_iter().map(|place| Vertex { place, along_cut: true }).collect());
        }
        out
    }

    /// Parts of one ring joined along the cap's edge.
    fn joined(&self, parts: &[Vec<LonLat>], crossings: &mut Vec<f64>, arcs: &mut Vec<(f64, f64)>) -> Vec<Vertex> {
        let mut ring: Vec<Vertex> = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            ring.extend(part.iter().map(|p| Vertex::of_ring(*p)));
            let next = &parts[(i + 1) % parts.len()];
            let (from, to) = (self.azimuth(part[part.len() - 1]), self.azimuth(next[0]));
            crossings.extend([from, to]);
            let turn = libm::remainder(to - from, TAU);
            arcs.push((from, turn));
            // The points lie at the same azimuths whoever comes by, so that arcs over one another leave nothing between them.
            let step = TAU / EDGE_POINTS as f64;
            let (a, b) = (from / step, (from + turn) / step);
            let points: Vec<i64> = if turn > 0.0 {
                (libm::floor(a) as i64 + 1..libm::ceil(b) as i64).collect()
            } else {
                (libm::floor(b) as i64 + 1..libm::ceil(a) as i64).rev().collect()
            };
            let arc = points.into_iter().map(|k| self.on_edge(k as f64 * step));
            ring.extend(arc.chain([next[0]]).map(|place| Vertex { place, along_cut: true }));
            if i + 1 < parts.len() {
                // The next part brings its own first vertex.
                ring.pop();
                let first = next[0];
                ring.push(Vertex { place: first, along_cut: true });
            }
        }
        ring
    }
}

fn between(a: LonLat, b: LonLat, t: f64) -> LonLat {
    LonLat::new(a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg))
}

/// The vertices of a line, with further points on long edges; `true` for vertices.
fn stepped(line: &[LonLat]) -> impl Iterator<Item = (LonLat, bool)> + '_ {
    line.iter().enumerate().flat_map(move |(i, p)| {
        let before = if i == 0 { *p } else { line[i - 1] };
        let long = (p.lon_deg - before.lon_deg).abs().max((p.lat_deg - before.lat_deg).abs());
        let n = (libm::ceil(long / STEP_DEG) as i64).max(1);
        (1..=n).map(move |k| if k == n { (*p, true) } else { (between(before, *p, k as f64 / n as f64), false) })
    })
}

/// The middle of the widest gap between angles.
fn widest_gap(angles: &mut [f64]) -> f64 {
    angles.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (angles.first(), angles.last()) else { return PI };
    let mut widest = (first + TAU - last, last + (first + TAU - last) / 2.0);
    for pair in angles.windows(2) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], (pair[0] + pair[1]) / 2.0);
        }
    }
    widest.1
}

/// Does an arc that begins at `from` and turns by `turn` pass an angle?
fn covers(from: f64, turn: f64, angle: f64) -> bool {
    let offset = if turn >= 0.0 { angle - from } else { from - angle };
    let turned = offset - TAU * libm::floor(offset / TAU);
    turned < turn.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hemisphere() -> Cap {
        Cap::new(LonLat::new(20.0, 40.0), 60.0)
    }

    /// Even-odd on the plane of an azimuthal equidistant map about the cap's centre.
    fn filled(cap: &Cap, rings: &[Vec<Vertex>], place: LonLat) -> bool {
        let plane = |p: LonLat| {
            let away = libm::acos((cap.depth(p) + cap.cos_radius).clamp(-1.0, 1.0));
            let (sin, cos) = libm::sincos(cap.azimuth(p));
            LonLat::new(away * sin, away * cos)
        };
        let mut dense: Vec<Vec<LonLat>> = Vec::new();
        for ring in rings {
            let mut out = Vec::new();
            for i in 0..ring.len() {
                let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
                let n = if b.along_cut { 1 } else { 60 };
                out.extend((0..n).map(|k| plane(between(a.place, b.place, f64::from(k) / f64::from(n)))));
            }
            dense.push(out);
        }
        unroll::contains(&dense, plane(place))
    }

    #[test]
    fn a_polygon_around_the_cap_fills_it() {
        let cap = hemisphere();
        let world = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0)].map(|p| LonLat::new(p.0, p.1));
        let rings = cap.polygon(&[unroll::ring(&world)]);
        assert!(filled(&cap, &rings, LonLat::new(20.0, 39.0)) && filled(&cap, &rings, LonLat::new(20.0, 85.0)));
    }

    #[test]
    fn collinear_rings_fill_nothing() {
        let cap = hemisphere();
        let flat = [(10.0, 40.0), (20.0, 45.0), (30.0, 50.0)].map(|p| LonLat::new(p.0, p.1));
        let rings = cap.polygon(&[unroll::ring(&flat)]);
        assert!(rings.len() == 1 && !filled(&cap, &rings, LonLat::new(20.0, 39.0)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn what_is_filled_is_what_the_ring_holds(
            corners in proptest::collection::vec((-179.0..179.0_f64, -89.0..89.0_f64), 3..9),
            center in (-180.0..180.0_f64, -90.0..90.0_f64),
            radius in 20.0..175.0_f64,
            places in proptest::collection::vec((-180.0..180.0_f64, -89.0..89.0_f64), 12),
        ) {
            let cap = Cap::new(LonLat::new(center.0, center.1), radius);
            let ring = unroll::ring(&corners.iter().map(|c| LonLat::new(c.0, c.1)).collect::<Vec<_>>());
            let rings = cap.polygon(std::slice::from_ref(&ring));
            for place in rings.iter().flatten() {
                prop_assert!(cap.depth(place.place) >= -1e-12, "{}", cap.depth(place.place));
            }
            for p in places.iter().map(|p| LonLat::new(p.0, p.1)).filter(|p| cap.depth(*p) > 0.02) {
                // Near an edge the test's own steps decide.
                let near = |d: f64| [(d, 0.0), (-d, 0.0), (0.0, d), (0.0, -d)].map(|o| {
                    unroll::contains(std::slice::from_ref(&ring), LonLat::new(p.lon_deg + o.0, p.lat_deg + o.1))
                });
                let inside = unroll::contains(std::slice::from_ref(&ring), p);
                if near(1.5).iter().all(|n| *n == inside) {
                    prop_assert_eq!(filled(&cap, &rings, p), inside, "{:?}", p);
                }
            }
        }
    }
}
