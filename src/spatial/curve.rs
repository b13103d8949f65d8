//! One edge as a curve on the ellipsoid: where it is, which way it goes, how it bends, and bounds of all three.
//!
//! Method: an RFC 7946 edge is `(λ₀ + t Δλ, φ₀ + t Δφ)` with `t` from 0 to 1; its velocity is `(ρ Δλ, M Δφ)` in metres
//! east and north (ρ radius of the parallel, M of the meridian's curvature), and its covariant acceleration, from the
//! Christoffel symbols of the metric `M² dφ² + ρ² dλ²`, is
//! `(−2 M sin φ Δφ Δλ, M′ Δφ² + ρ sin φ Δλ²)`. A geodesic edge has constant speed and no acceleration.

use super::ellipsoid::{E2, R_MIN_M, Radii, radii};
use super::geodesic::{inverse, lon_near};
use crate::geodesy::{Geodesic, sin_cos_deg};
use crate::geographic::LonLat;
use serde::{Deserialize, Serialize};

/// What the line between two neighbouring positions is. The two differ by 22 m on a 38 km edge near 36° N, by up to
/// 0.7 km on one of 211 km.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum EdgeKind {
    /// Straight in longitude and latitude, as GeoJSON says (RFC 7946 §3.1.1).
    ///
    /// An edge over more than 180° and less than 360° of longitude is taken to cross 180° the short way: `179 → −179`
    /// is two degrees long. RFC 7946 §3.1.9 asks for such lines to be cut there, and where a file does not, no other
    /// reading makes sense.
    #[default]
    Rfc7946,
    /// The shortest line on the ellipsoid.
    Geodesic,
}

impl std::fmt::Display for EdgeKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Rfc7946 => "rfc7946",
            Self::Geodesic => "geodesic",
        })
    }
}

/// One edge. `t` runs from 0 at its start to 1 at its end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    start: LonLat,
    end: LonLat,
    shape: Shape,
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    Rfc7946 { dlon_rad: f64, dlat_rad: f64 },
    Geodesic { azimuth_deg: f64, azimuth_end_deg: f64, length_m: f64 },
}

/// A place on a curve with the derivatives by `t` there, in metres east and north.
#[derive(Debug, Clone, Copy)]
pub(super) struct CurvePoint {
    pub place: LonLat,
    pub velocity: [f64; 2],
    pub acceleration: [f64; 2],
    /// Sine and cosine of the latitude.
    pub lat: [f64; 2],
}

/// Bounds over a stretch of a curve.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// It is at most this long, metres.
    pub length_m: f64,
    /// Its geodesic curvature, and what its speed changes by for each metre, are at most this, 1/m. Infinite where the curve
    /// may stand still.
    pub curvature_per_m: f64,
    /// It is nowhere farther than this from the straight chord of its ends, metres.
    pub sagitta_m: f64,
}

/// Longitude from start to end by the rule of [`EdgeKind::Rfc7946`], degrees.
pub(super) fn edge_dlon_deg(from_deg: f64, to_deg: f64) -> f64 {
    let dlon = to_deg - from_deg;
    if dlon.abs() > 180.0 && dlon.abs() < 360.0 { dlon - 360.0 * libm::round(dlon / 360.0) } else { dlon }
}

impl Curve {
    pub fn new(start: LonLat, end: LonLat, kind: EdgeKind) -> Self {
        let shape = match kind {
            EdgeKind::Rfc7946 => Shape::Rfc7946 {
                dlon_rad: edge_dlon_deg(start.lon_deg, end.lon_deg).to_radians(),
                dlat_rad: (end.lat_deg - start.lat_deg).to_radians(),
            },
            EdgeKind::Geodesic => {
                let whole = inverse(start, end);
                Shape::Geodesic {
                    azimuth_deg: whole.azimuth_start_deg,
                    azimuth_end_deg: whole.azimuth_end_deg,
                    length_m: whole.distance_m,
                }
            }
        };
        let end = match kind {
            EdgeKind::Rfc7946 => LonLat::new(start.lon_deg + edge_dlon_deg(start.lon_deg, end.lon_deg), end.lat_deg),
            EdgeKind::Geodesic => LonLat::new(lon_near(end.lon_deg, start.lon_deg), end.lat_deg),
        };
        Self { start, end, shape }
    }

    /// The place at `t`; the ends are the given positions to the bit (but for whole turns).
    pub fn place(&self, t: f64) -> LonLat {
        if t <= 0.0 {
            return self.start;
        }
        if t >= 1.0 {
            return self.end;
        }
        match self.shape {
            Shape::Rfc7946 { .. } => LonLat::new(
                self.start.lon_deg + t * (self.end.lon_deg - self.start.lon_deg),
                self.start.lat_deg + t * (self.end.lat_deg - self.start.lat_deg),
            ),
            Shape::Geodesic { azimuth_deg, length_m, .. } => {
                super::geodesic::direct(self.start, azimuth_deg, t * length_m)
            }
        }
    }

    /// Place and derivatives at `t`.
    pub fn point(&self, t: f64) -> CurvePoint {
        match self.shape {
            Shape::Rfc7946 { dlon_rad, dlat_rad } => {
                let place = self.place(t);
                let Radii { sin_lat, cos_lat, meridian_m, parallel_m } = radii(place.lat_deg);
                let meridian_slope = 3.0 * E2 * sin_lat * cos_lat * meridian_m / (1.0 - E2 * sin_lat * sin_lat);
                CurvePoint {
                    place,
                    lat: [sin_lat, cos_lat],
                    velocity: [parallel_m * dlon_rad, meridian_m * dlat_rad],
                    acceleration: [
                        -2.0 * meridian_m * sin_lat * dlat_rad * dlon_rad,
                        meridian_slope * dlat_rad * dlat_rad + parallel_m * sin_lat * dlon_rad * dlon_rad,
                    ],
                }
            }
            Shape::Geodesic { azimuth_deg, azimuth_end_deg, length_m } => {
                // At the ends both are known: no geodesic is to be solved.
                let (place, azimuth) = if t <= 0.0 {
                    (self.start, azimuth_deg)
                } else if t >= 1.0 {
                    (self.end, azimuth_end_deg)
                } else {
                    let from = [self.start.lon_deg, self.start.lat_deg];
                    let at = Geodesic::wgs84().direct(from, azimuth_deg, t * length_m);
                    (LonLat::new(at.lon_deg, at.lat_deg), at.azimuth_deg)
                };
                let (sin, cos) = sin_cos_deg(azimuth);
                let lat = sin_cos_deg(place.lat_deg).into();
                CurvePoint { place, lat, velocity: [length_m * sin, length_m * cos], acceleration: [0.0, 0.0] }
            }
        }
    }

    /// Does the latitude surely not turn back along the edge?
    pub fn latitude_is_monotone(&self) -> bool {
        matches!(self.shape, Shape::Rfc7946 { .. })
    }

    /// Bounds over `t0 ≤ t ≤ t1`.
    pub fn bounds(&self, t0: f64, t1: f64) -> Bounds {
        let dt = t1 - t0;
        match self.shape {
            Shape::Rfc7946 { dlon_rad, dlat_rad } => {
                let (lat0, lat1) = (self.place(t0).lat_deg, self.place(t1).lat_deg);
                let nearest_equator = if lat0 * lat1 <= 0.0 { 0.0 } else { lat0.abs().min(lat1.abs()) };
                let low = radii(nearest_equator);
                let high = radii(lat0.abs().max(lat1.abs()).min(90.0));
                // Towards the poles the meridian's radius grows and the parallel's shrinks.
                let fastest = libm::hypot(low.parallel_m * dlon_rad, high.meridian_m * dlat_rad);
                let slowest = libm::hypot(high.parallel_m * dlon_rad, low.meridian_m * dlat_rad);
                let meridian_slope = 1.5 * E2 / (1.0 - E2) * high.meridian_m;
                let bending = libm::hypot(
                    2.0 * high.meridian_m * high.sin_lat * (dlat_rad * dlon_rad).abs(),
                    meridian_slope * dlat_rad * dlat_rad + low.parallel_m * high.sin_lat * dlon_rad * dlon_rad,
                );
                Bounds {
                    length_m: fastest * dt,
                    curvature_per_m: if slowest > 0.0 { bending / (slowest * slowest) } else { f64::INFINITY },
                    sagitta_m: libm::hypot(bending, fastest * fastest / R_MIN_M) * dt * dt / 8.0,
                }
            }
            Shape::Geodesic { length_m, .. } => {
                let length_m = length_m * dt;
                Bounds { length_m, curvature_per_m: 0.0, sagitta_m: length_m * length_m / (8.0 * R_MIN_M) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ellipsoid::{chord2, geocentric};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edges_across_180_take_the_short_way_and_whole_turns_stay() {
        assert_eq!(edge_dlon_deg(179.0, -179.0), 2.0);
        assert_eq!(edge_dlon_deg(-179.0, 181.0), 360.0);
        assert_eq!(edge_dlon_deg(-180.0, 180.0), 360.0);
        assert_eq!(edge_dlon_deg(-90.0, 90.0), 180.0);
        assert_eq!(edge_dlon_deg(170.0, 190.0), 20.0);
    }

    proptest! {
        #[test]
        fn bounds_hold(
            lon in -180.0..180.0f64, lat in -90.0..90.0f64, dlon in -20.0..20.0f64, dlat in -5.0..5.0f64, t in 0.0..1.0f64,
            geodesic: bool,
        ) {
            let end = LonLat::new(lon + dlon, (lat + dlat).clamp(-90.0, 90.0));
            let kind = if geodesic { EdgeKind::Geodesic } else { EdgeKind::Rfc7946 };
            let curve = Curve::new(LonLat::new(lon, lat), end, kind);
            let b = curve.bounds(0.0, 1.0);
            let (p, q, m) = (geocentric(curve.place(0.0)), geocentric(curve.place(1.0)), geocentric(curve.place(t)));
            let straight = [0, 1, 2].map(|i| p[i] + t * (q[i] - p[i]));
            prop_assert!(chord2(m, straight).sqrt() <= b.sagitta_m + 1e-6);
            prop_assert!(inverse(curve.place(0.0), curve.place(t)).distance_m <= b.length_m * t + 1e-6);
            let at = curve.point(t);
            let speed = libm::hypot(at.velocity[0], at.velocity[1]);
            // Curvature: the part of the acceleration across the direction of travel.
            let across = (at.velocity[0] * at.acceleration[1] - at.velocity[1] * at.acceleration[0]).abs();
            prop_assert!(across <= b.curvature_per_m * speed * speed * speed * (1.0 + 1e-9));
        }

        #[test]
        fn velocity_is_the_derivative(
            lon in -180.0..180.0f64, lat in -80.0..80.0f64, dlon in -20.0..20.0f64, dlat in -5.0..5.0f64, t in 0.1..0.9f64
        ) {
            let curve = Curve::new(LonLat::new(lon, lat), LonLat::new(lon + dlon, lat + dlat), EdgeKind::Rfc7946);
            let step = 1e-6;
            let s = inverse(curve.place(t - step), curve.place(t + step)).distance_m / (2.0 * step);
            let v = curve.point(t).velocity;
            prop_assert!((s / libm::hypot(v[0], v[1]) - 1.0).abs() < 1e-6);
        }
    }
}
