//! The nearest point of one edge.
//!
//! There are two kinds of edge. RFC 7946 (§3.1.1) draws a straight line in longitude and latitude; a geodesic edge is the shortest
//! line between its ends. The two differ by 22 m on a 38 km edge near 36° N. The nearest point is where the direction
//! to it is square to the edge: the zero of the cosine of the angle between the edge's own direction and the direction to the
//! place measured from, found by the Illinois method (Dowell and Jarratt 1971). The distance itself is flat there and would lose half
//! the digits.
//!
//! The zero is unique on edges that are short beside their distance from the antipode; [`BorderIndex`](super::BorderIndex)
//! cuts long edges into pieces, so that this holds.

use super::geodesic;
use crate::geographic::LonLat;

/// What a line between two vertices is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum EdgeKind {
    /// Straight in longitude and latitude (RFC 7946).
    #[default]
    Rfc7946,
    /// The geodesic.
    Geodesic,
}

/// A piece of an edge. Longitudes of both ends are in one turn.
#[derive(Debug, Clone, Copy)]
pub struct EdgePiece {
    pub from: LonLat,
    pub to: LonLat,
}

impl EdgePiece {
    /// Place and direction (azimuth) at `t` in 0…1.
    fn at(&self, t: f64, kind: EdgeKind, whole: &geodesic::Inverse) -> (LonLat, f64) {
        match kind {
            EdgeKind::Rfc7946 => {
                let (dx, dy) = (self.to.lon_deg - self.from.lon_deg, self.to.lat_deg - self.from.lat_deg);
                let place = LonLat::new(self.from.lon_deg + t * dx, self.from.lat_deg + t * dy);
                let (meridional, normal) = radii(place.lat_deg);
                let east = dx * normal * libm::cos(place.lat_deg.to_radians());
                (place, libm::atan2(east, dy * meridional).to_degrees())
            }
            EdgeKind::Geodesic => match t {
                0.0 => (self.from, whole.azimuth_start_deg),
                1.0 => (self.to, whole.azimuth_end_deg),
                t => geodesic::direct_with_azimuth(self.from, whole.azimuth_start_deg, t * whole.distance_m),
            },
        }
    }

    /// The nearest place of the piece, its distance from `p`, and where along the piece (0…1) it lies.
    pub fn nearest(&self, p: LonLat, kind: EdgeKind) -> (LonLat, f64, f64) {
        let whole = geodesic::inverse(self.from, self.to);
        // Positive while going on comes nearer.
        let approach = |t: f64| {
            let (place, direction) = self.at(t, kind, &whole);
            let back = geodesic::inverse(place, p);
            (libm::cos((back.azimuth_start_deg - direction).to_radians()), place, back.distance_m)
        };
        let (mut fa, place, distance) = approach(0.0);
        if distance == 0.0 || self.from == self.to || fa <= 0.0 {
            return (place, distance, 0.0);
        }
        let (mut fb, place, distance) = approach(1.0);
        if distance == 0.0 || fb >= 0.0 {
            return (place, distance, 1.0);
        }
        let (mut a, mut b) = (0.0, 1.0);
        let mut best = (place, distance, 1.0);
        let tolerance = (1e-5 / whole.distance_m.max(1e-3)).min(1e-3);
        for _ in 0..60 {
            let t = ((a * fb - b * fa) / (fb - fa)).clamp(a, b);
            let (f, place, distance) = approach(t);
            best = (place, distance, t);
            if f.abs() < 1e-13 || b - a < tolerance || distance == 0.0 {
                break;
            }
            if f > 0.0 {
                (a, fa) = (t, f);
                fb *= 0.5;
            } else {
                (b, fb) = (t, f);
                fa *= 0.5;
            }
        }
        best
    }
}

/// Radii of curvature of WGS 84 in metres: in the meridian, in the prime vertical.
fn radii(lat_deg: f64) -> (f64, f64) {
    let f = 1.0 / 298.257_223_563;
    let e2 = f * (2.0 - f);
    let s = libm::sin(lat_deg.to_radians());
    let w2 = 1.0 - e2 * s * s;
    let w = libm::sqrt(w2);
    (6_378_137.0 * (1.0 - e2) / (w * w2), 6_378_137.0 / w)
}
