use super::*;
use crate::spatial::geodesic::direct;
use proptest::prelude::*;

fn line(places: &[(f64, f64)]) -> Vec<LonLat> {
    places.iter().map(|&(lon, lat)| LonLat::new(lon, lat)).collect()
}

impl BorderIndex {
    /// The nearest point with every edge examined, none pruned.
    fn nearest_of_all(&self, place: LonLat) -> f64 {
        (0..self.pieces.len())
            .map(|item| self.foot_on(item, &mut Origin::new(place), 0.5, f64::INFINITY).distance_m)
            .fold(f64::INFINITY, f64::min)
    }
}

/// Least distance found by dense sampling and golden section, without any of the room's reasoning.
fn sampled(index: &BorderIndex, place: LonLat) -> f64 {
    let mut best = f64::INFINITY;
    for (line, places) in index.lines.iter().enumerate() {
        for edge in 0..places.len() - 1 {
            let curve = index.curve(line, edge);
            let f = |t: f64| inverse(place, curve.place(t)).distance_m;
            let n = 400;
            let at = |i: i32| f64::from(i) / f64::from(n);
            let least = (0..=n).min_by(|&a, &b| f(at(a)).total_cmp(&f(at(b)))).unwrap();
            let (mut low, mut high) = (at((least - 1).max(0)), at((least + 1).min(n)));
            for _ in 0..80 {
                let (a, b) = (low + 0.381_966 * (high - low), low + 0.618_034 * (high - low));
                if f(a) < f(b) { high = b } else { low = a }
            }
            best = best.min(f(low)).min(f(at(least)));
        }
    }
    best
}

#[test]
fn refused_lines() {
    assert_eq!(BorderIndex::new(vec![], EdgeKind::Rfc7946).unwrap_err(), SpatialError::NoLines);
    let short = BorderIndex::new(vec![line(&[(0.0, 0.0)])], EdgeKind::Rfc7946).unwrap_err();
    assert_eq!(short.to_string(), "line 1 has 1 position(s); a line needs two");
    let nowhere = BorderIndex::new(vec![line(&[(0.0, 0.0), (0.0, f64::NAN)])], EdgeKind::Rfc7946).unwrap_err();
    assert!(matches!(nowhere, SpatialError::NoPlace { line: 0, position: 1, .. }));
}

#[test]
fn zero_length_edges_and_repeated_vertices_answer() {
    for kind in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
        let dot = BorderIndex::new(vec![line(&[(36.0, 36.0), (36.0, 36.0)])], kind).unwrap();
        let place = LonLat::new(36.5, 36.0);
        // Ten times better than promised: the two are found by different algorithms.
        assert!((dot.nearest(place).distance_m - inverse(place, LonLat::new(36.0, 36.0)).distance_m).abs() < 1e-8);
        let repeated = line(&[(36.0, 36.0), (36.0, 36.0), (37.0, 36.0), (37.0, 36.0), (38.0, 36.5)]);
        let index = BorderIndex::new(vec![repeated], kind).unwrap();
        let on = index.nearest(LonLat::new(37.0, 36.0));
        assert_eq!((on.distance_m, on.side), (0.0, Side::On));
        assert_eq!(index.nearest(LonLat::new(37.0, 37.0)).side, Side::Left);
        assert_eq!(index.nearest(LonLat::new(35.0, 36.5)).side, Side::Left);
        assert_eq!(index.nearest(LonLat::new(35.0, 35.5)).side, Side::Right);
    }
}

#[test]
fn side_at_a_corner_is_that_of_the_sector() {
    // North, then east; a place beyond the corner is left of both, one in the crook is right of both.
    let index = BorderIndex::new(vec![line(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)])], EdgeKind::Rfc7946).unwrap();
    assert_eq!(index.nearest(LonLat::new(-0.5, 1.5)).side, Side::Left);
    assert_eq!(index.nearest(LonLat::new(0.3, 0.7)).side, Side::Right);
    // A closed ring, anticlockwise: inside is left, also at its first vertex.
    let ring = line(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]);
    let index = BorderIndex::new(vec![ring], EdgeKind::Rfc7946).unwrap();
    assert_eq!(index.nearest(LonLat::new(-0.5, -0.5)).side, Side::Right);
    assert_eq!(index.nearest(LonLat::new(0.5, 0.4)).side, Side::Left);
}

#[test]
fn around_the_pole() {
    // Half a circle of 111.7 m around the pole, seen from the other side and from the pole.
    let half = BorderIndex::new(vec![line(&[(0.0, 89.999), (180.0, 89.999)])], EdgeKind::Rfc7946).unwrap();
    let radius = inverse(LonLat::new(0.0, 90.0), LonLat::new(0.0, 89.999)).distance_m;
    assert!((half.nearest(LonLat::new(12.0, 90.0)).distance_m - radius).abs() < 1e-8);
    // From 89.9° N at 90° E the nearest point is on the same meridian, at −90° it is either end.
    let near = half.nearest(LonLat::new(90.0, 89.9));
    let meridian = inverse(LonLat::new(90.0, 89.9), LonLat::new(90.0, 89.999)).distance_m;
    assert!((near.distance_m - meridian).abs() < 1e-8 && (near.foot.lon_deg - 90.0).abs() < 1e-6);
    let far = half.nearest(LonLat::new(-90.0, 89.9));
    let end = inverse(LonLat::new(-90.0, 89.9), LonLat::new(0.0, 89.999)).distance_m;
    assert!((far.distance_m - end).abs() < 1e-8);
    // A geodesic between the same ends goes over the pole.
    let over = BorderIndex::new(vec![line(&[(0.0, 89.999), (180.0, 89.999)])], EdgeKind::Geodesic).unwrap();
    assert!(over.nearest(LonLat::new(77.0, 90.0)).distance_m < 1e-6);
}

#[test]
fn parallels_seen_from_a_pole_are_no_labour() {
    let parallel = (-180..=180).map(|lon| LonLat::new(f64::from(lon), 30.0)).collect();
    let index = BorderIndex::new(vec![parallel], EdgeKind::Rfc7946).unwrap();
    let truth = inverse(LonLat::new(0.0, 90.0), LonLat::new(0.0, 30.0)).distance_m;
    for place in [LonLat::new(12.3, 90.0), LonLat::new(0.0, 90.0)] {
        assert!((index.nearest(place).distance_m - truth).abs() < 5e-8);
    }
    let near = index.nearest(LonLat::new(12.3, 89.9));
    assert!((near.foot.lon_deg - 12.3).abs() < 1e-8);
}

#[test]
fn many_at_once_are_the_same_to_the_bit() {
    let wave = |i: i32| LonLat::new(f64::from(i) * 0.01, 20.0 * libm::sin(f64::from(i) * 0.37));
    let mut places: Vec<LonLat> = (0..2_000)
        .map(|i| LonLat::new(f64::from(i * 7919 % 3_600) / 10.0 - 180.0, f64::from(i * 104_729 % 1_800) / 10.0 - 90.0))
        .collect();
    places.extend((0..500).map(|i| LonLat::new(wave(9 * i).lon_deg + 0.003, wave(9 * i).lat_deg)));
    places[77] = LonLat::new(0.0, f64::NAN);
    for (kind, vertices) in [(EdgeKind::Rfc7946, 6_000), (EdgeKind::Geodesic, 6_000), (EdgeKind::Rfc7946, 60)] {
        let index = BorderIndex::new(vec![(0..vertices).map(wave).collect()], kind).unwrap();
        for (place, answer) in places.iter().zip(index.nearest_all(&places)) {
            // As text, so that NaN equals itself.
            assert_eq!(format!("{answer:?}"), format!("{:?}", index.nearest(*place)));
        }
    }
    assert!(BorderIndex::new(vec![(0..9).map(wave).collect()], EdgeKind::Rfc7946).unwrap().nearest_all(&[]).is_empty());
}

#[test]
fn a_place_of_no_earth_gives_nan() {
    let index = BorderIndex::new(vec![line(&[(0.0, 0.0), (1.0, 0.0)])], EdgeKind::Rfc7946).unwrap();
    assert!(index.nearest(LonLat::new(0.0, 90.1)).distance_m.is_nan());
    assert!(index.nearest(LonLat::new(f64::NAN, 0.0)).distance_m.is_nan());
}

fn lines(max_step_deg: f64) -> impl Strategy<Value = Vec<Vec<LonLat>>> {
    let one = (-180.0..180.0f64, -90.0..90.0f64, prop::collection::vec((-1.0..1.0f64, -1.0..1.0f64), 1..12));
    prop::collection::vec(one, 1..4).prop_map(move |lines| {
        lines
            .into_iter()
            .map(|(lon, lat, steps)| {
                let mut at = LonLat::new(lon, lat);
                let mut line = vec![at];
                for (east, north) in steps {
                    // Some steps are nothing, so that vertices repeat.
                    let scale = if east.abs() < 0.05 { 0.0 } else { max_step_deg };
                    at = LonLat::new(at.lon_deg + 3.0 * scale * east, (at.lat_deg + scale * north).clamp(-90.0, 90.0));
                    line.push(at);
                }
                line
            })
            .collect()
    })
}

fn kind() -> impl Strategy<Value = EdgeKind> {
    prop_oneof![Just(EdgeKind::Rfc7946), Just(EdgeKind::Geodesic)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_tree_gives_what_every_edge_gives(
        lines in lines(4.0), kind in kind(), lon in -180.0..180.0f64, lat in -90.0..90.0f64
    ) {
        let index = BorderIndex::new(lines, kind).unwrap();
        let place = LonLat::new(lon, lat);
        let nearest = index.nearest(place);
        prop_assert!((nearest.distance_m - index.nearest_of_all(place)).abs() < 5e-8);
    }

    #[test]
    fn near_places_too(
        lines in lines(0.05), kind in kind(), azimuth in 0.0..360.0f64, log_m in 0.0..6.0f64
    ) {
        let place = direct(lines[0][0], azimuth, libm::pow(10.0, log_m));
        let index = BorderIndex::new(lines, kind).unwrap();
        let nearest = index.nearest(place);
        prop_assert!((nearest.distance_m - index.nearest_of_all(place)).abs() < 5e-8);
        // The answer is one: the foot is at that distance, in that direction.
        let way = inverse(place, nearest.foot);
        prop_assert!((way.distance_m - nearest.distance_m).abs() < 5e-8);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sampling_finds_nothing_nearer(
        lines in lines(6.0), kind in kind(), lon in -180.0..180.0f64, lat in -90.0..90.0f64
    ) {
        let index = BorderIndex::new(lines, kind).unwrap();
        let place = LonLat::new(lon, lat);
        let (found, truth) = (index.nearest(place).distance_m, sampled(&index, place));
        prop_assert!((found - truth).abs() < 1e-6, "{found} {truth}");
    }
}
