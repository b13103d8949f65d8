//! Lengths of lines and perimeters of polygons, for both kinds of edge.
//!
//! A geodesic edge is as long as Karney's algorithm says. The length of an edge straight in longitude and latitude is the integral of
//! its speed, `√((ρ Δλ)² + (M Δφ)²)`, by Gauss's rule of five points, halved until whole and halves agree.

use super::curve::{Curve, EdgeKind};
use crate::geographic::LonLat;

/// Whole and halves of an edge agree to this part of its length.
const AGREEMENT: f64 = 1e-13;
/// Halvings at most: near a pole the speed has a kink.
const HALVINGS: u32 = 24;
/// Nodes and weights of Gauss's rule of five points on 0…1.
pub(super) const GAUSS: [(f64, f64); 5] = [
    (0.046_910_077_030_668, 0.118_463_442_528_094_54),
    (0.230_765_344_947_158_45, 0.239_314_335_249_683_23),
    (0.5, 0.284_444_444_444_444_44),
    (0.769_234_655_052_841_5, 0.239_314_335_249_683_23),
    (0.953_089_922_969_332, 0.118_463_442_528_094_54),
];

/// Length of a line in metres; 0 for fewer than two positions.
///
/// Accuracy: 1e-12 of the length, or 15 nm for each edge where that is more. A position that is no place gives NaN.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{EdgeKind, line_length_m}};
/// let parallel = [LonLat::new(0.0, 60.0), LonLat::new(90.0, 60.0)];
/// assert!((line_length_m(&parallel, EdgeKind::Rfc7946) - 5_022_000.142).abs() < 0.001);
/// assert!((line_length_m(&parallel, EdgeKind::Geodesic) - 4_621_284.366).abs() < 0.001);
/// ```
pub fn line_length_m(line: &[LonLat], edges: EdgeKind) -> f64 {
    line.windows(2).map(|ends| edge_length_m(ends[0], ends[1], edges)).sum()
}

/// Perimeter of a polygon in metres, holes included. Rings may be closed by repeating their first position or not.
///
/// Accuracy: as [`line_length_m`].
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::{EdgeKind, polygon_perimeter_m}};
/// let degree = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
/// assert!((polygon_perimeter_m(&[degree], EdgeKind::Geodesic) - 443_770.917).abs() < 0.001);
/// ```
pub fn polygon_perimeter_m(rings: &[Vec<LonLat>], edges: EdgeKind) -> f64 {
    let closing = |ring: &Vec<LonLat>| match (ring.first(), ring.last()) {
        (Some(first), Some(last)) if first.normalized() != last.normalized() => edge_length_m(*last, *first, edges),
        _ => 0.0,
    };
    rings.iter().map(|ring| line_length_m(ring, edges) + closing(ring)).sum()
}

fn edge_length_m(from: LonLat, to: LonLat, kind: EdgeKind) -> f64 {
    let curve = Curve::new(from, to, kind);
    match kind {
        EdgeKind::Geodesic => curve.bounds(0.0, 1.0).length_m,
        EdgeKind::Rfc7946 => {
            let whole = speed_over(&curve, 0.0, 1.0);
            halved(&curve, 0.0, 1.0, whole, AGREEMENT * whole, HALVINGS)
        }
    }
}

fn speed_over(curve: &Curve, t0: f64, t1: f64) -> f64 {
    let speed = |t: f64| {
        let [east, north] = curve.point(t).velocity;
        libm::hypot(east, north)
    };
    GAUSS.iter().map(|(t, w)| w * speed(t0 + t * (t1 - t0))).sum::<f64>() * (t1 - t0)
}

fn halved(curve: &Curve, t0: f64, t1: f64, whole: f64, agreement_m: f64, halvings: u32) -> f64 {
    let middle = 0.5 * (t0 + t1);
    let (a, b) = (speed_over(curve, t0, middle), speed_over(curve, middle, t1));
    let apart_m = (a + b - whole).abs();
    if halvings == 0 || apart_m <= agreement_m || apart_m.is_nan() {
        return a + b;
    }
    halved(curve, t0, middle, a, agreement_m, halvings - 1) + halved(curve, middle, t1, b, agreement_m, halvings - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::geodesic::inverse;
    use proptest::prelude::*;

    #[test]
    fn meridians_and_parallels() {
        let quarter = [LonLat::new(20.0, 0.0), LonLat::new(20.0, 90.0)];
        for kind in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
            // Karney 2013, table 1: the quarter meridian of WGS 84.
            assert!((line_length_m(&quarter, kind) - 10_001_965.729_312_724).abs() < 5e-8);
        }
        let equator = [LonLat::new(-180.0, 0.0), LonLat::new(180.0, 0.0)];
        let girth = 2.0 * std::f64::consts::PI * 6_378_137.0;
        assert!((line_length_m(&equator, EdgeKind::Rfc7946) - girth).abs() < 4e-8);
        assert_eq!(line_length_m(&quarter[..1], EdgeKind::Rfc7946), 0.0);
        assert!(line_length_m(&[LonLat::new(0.0, 91.0), quarter[0]], EdgeKind::Geodesic).is_nan());
    }

    #[test]
    fn rings_are_closed() {
        let open = vec![LonLat::new(179.0, 0.0), LonLat::new(-179.0, 0.0), LonLat::new(180.0, 1.0)];
        let mut closed = open.clone();
        closed.push(open[0]);
        for kind in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
            let (a, b) = (
                polygon_perimeter_m(std::slice::from_ref(&open), kind),
                polygon_perimeter_m(std::slice::from_ref(&closed), kind),
            );
            assert_eq!(a, b);
            assert_eq!(polygon_perimeter_m(&[open.clone(), closed.clone()], kind), 2.0 * a);
        }
        // Planimeter of GeographicLib 2.1.2 (option -E, exact elliptic functions).
        let flight = vec![LonLat::new(-73.8, 40.6), LonLat::new(-0.5, 51.6), LonLat::new(-43.2, -22.8)];
        assert!((polygon_perimeter_m(&[flight], EdgeKind::Geodesic) - 22_487_059.962_590).abs() < 1e-6);
        // Round the pole, its end a turn on: no closing edge.
        let cap: Vec<LonLat> = (0..=36).map(|i| LonLat::new(10.0 * f64::from(i), 89.0)).collect();
        let perimeter = polygon_perimeter_m(&[cap], EdgeKind::Rfc7946);
        let radius = super::super::ellipsoid::radii(89.0).parallel_m;
        assert!((perimeter - 2.0 * std::f64::consts::PI * radius).abs() < 1e-6);
        assert_eq!(polygon_perimeter_m(&[vec![]], EdgeKind::Geodesic), 0.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn as_many_small_parts(
            lon in -180.0..180.0f64, lat in -90.0..90.0f64, dlon in -170.0..170.0f64, to_lat in -90.0..90.0f64
        ) {
            let ends = [LonLat::new(lon, lat), LonLat::new(lon + dlon, to_lat)];
            let curve = Curve::new(ends[0], ends[1], EdgeKind::Rfc7946);
            let by_parts = |n: i32| (0..n)
                .map(|i| inverse(curve.place(f64::from(i) / f64::from(n)), curve.place(f64::from(i + 1) / f64::from(n))))
                .map(|way| way.distance_m)
                .sum::<f64>();
            // Inscribed polygons fall short by a part that falls with the square (Richardson).
            let truth = by_parts(4000) + (by_parts(4000) - by_parts(2000)) / 3.0;
            let found = line_length_m(&ends, EdgeKind::Rfc7946);
            prop_assert!((found - truth).abs() < 1e-5, "{found} {truth}");
        }
    }
}
