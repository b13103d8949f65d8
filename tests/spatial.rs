//! Distances held against truths made elsewhere.

use sitmap::geographic::LonLat;
use sitmap::spatial::{BorderIndex, EdgeKind, Nearest, geodesic};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The lines of a GeoJSON file.
fn border(path: &str, edges: EdgeKind) -> BorderIndex {
    let file: serde_json::Value = serde_json::from_str(&read(path)).unwrap();
    let place = |p: &serde_json::Value| LonLat::new(p[0].as_f64().unwrap(), p[1].as_f64().unwrap());
    let line = |l: &serde_json::Value| l.as_array().unwrap().iter().map(place).collect::<Vec<_>>();
    let mut lines = Vec::new();
    for feature in file["features"].as_array().unwrap() {
        let geometry = &feature["geometry"];
        match geometry["type"].as_str().unwrap() {
            "LineString" => lines.push(line(&geometry["coordinates"])),
            "MultiLineString" => lines.extend(geometry["coordinates"].as_array().unwrap().iter().map(line)),
            other => panic!("{path}: {other}"),
        }
    }
    BorderIndex::new(lines, edges).unwrap()
}

const KAFR_TAKHARIM: LonLat = LonLat::new(36.51522, 36.1168);

/// Towns of `geodata` to the Turkish border: metres that were measured with other software (GeographicLib in Python on
/// the same line, finely divided), to be met within 15 m.
#[test]
fn towns_to_the_turkish_border() {
    let border = border("geodata/border_tr_sy.geojson", EdgeKind::Rfc7946);
    let towns = [
        ("Kafr Takharim", KAFR_TAKHARIM, 9_891.0),
        ("Binnish", LonLat::new(36.7138, 35.95664), 29_703.0),
        ("Saraqib", LonLat::new(36.80591, 35.86447), 42_072.0),
        ("Balyun", LonLat::new(36.50804, 35.69592), 33_495.0),
        ("Idlib", LonLat::new(36.63393, 35.93062), 24_924.0),
        ("Khan Shaykhun", LonLat::new(36.65095, 35.44208), 60_135.0),
    ];
    for (name, place, expected_m) in towns {
        let Nearest { distance_m, azimuth_deg, foot, .. } = border.nearest(place);
        println!("{name}: {distance_m:.3} m at {azimuth_deg:.2}° to {:.6}, {:.6}", foot.lon_deg, foot.lat_deg);
        assert!((distance_m - expected_m).abs() < 15.0, "{name}: {distance_m}");
        // All lie in Syria: on one side of the line.
        assert_eq!(border.nearest(place).side, border.nearest(KAFR_TAKHARIM).side, "{name}");
    }
    // Antakya lies in Turkey.
    assert_ne!(border.nearest(LonLat::new(36.15722, 36.20655)).side, border.nearest(KAFR_TAKHARIM).side);
}

/// Why the layer is named with each distance: the 1:110m world map puts Kafr Takharim almost on the border.
#[test]
fn the_world_border_would_have_said_0_3_km() {
    let coarse = border("tests/fixtures/borders_110m_tr_sy.geojson", EdgeKind::Rfc7946);
    let distance_m = coarse.nearest(KAFR_TAKHARIM).distance_m;
    println!("1:110m: {distance_m:.1} m");
    assert!((distance_m - 300.0).abs() < 150.0, "{distance_m}");
}

/// `point_to_line.csv` by `make_truth.py` (Python geographiclib 2.1, sampling and golden section). Tolerances: 0.1 µm
/// for the distance, 1 mm for the foot point; found are 5 nm and 0.5 mm, which is how well the truth knows its feet.
#[test]
fn point_to_line_as_python_says() {
    let mut reader = csv::Reader::from_path(root("tests/fixtures/spatial/point_to_line.csv")).unwrap();
    let mut worst: BTreeMap<String, (usize, f64, f64)> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let number = |i: usize| row[i].parse::<f64>().unwrap();
        let edges = if &row[1] == "geodesic" { EdgeKind::Geodesic } else { EdgeKind::Rfc7946 };
        let place = |v: &str| {
            let (lon, lat) = v.split_once(' ').unwrap();
            LonLat::new(lon.parse().unwrap(), lat.parse().unwrap())
        };
        let line: Vec<LonLat> = row[4].split(';').map(place).collect();
        let index = BorderIndex::new(vec![line], edges).unwrap();
        let found = index.nearest(LonLat::new(number(2), number(3)));
        let error_m = (found.distance_m - number(5)).abs();
        let foot_m = geodesic::inverse(found.foot, LonLat::new(number(6), number(7))).distance_m;
        let entry = worst.entry(format!("{} {}", &row[0], &row[1])).or_default();
        *entry = (entry.0 + 1, entry.1.max(error_m), entry.2.max(foot_m));
        assert!(error_m < 1e-7, "{row:?}\n found {found:?}");
        assert!(foot_m < 0.001, "foot {foot_m} {row:?}\n found {found:?}");
        let at_foot_m = geodesic::inverse(LonLat::new(number(2), number(3)), found.foot).distance_m;
        assert!((at_foot_m - found.distance_m).abs() < 1e-7, "{row:?}\n found {found:?}");
    }
    for (class, (cases, distance_m, foot_m)) in worst {
        println!("{class:26} {cases:3} cases  worst distance {distance_m:.1e} m  worst foot {foot_m:.1e} m");
    }
}

/// `inverse_pairs.csv` by `make_pairs.sh` (GeodSolve of GeographicLib, exact elliptic functions). Karney states 15 nm for the
/// series; lengths between nearly antipodal places are rounded most.
#[test]
fn ten_thousand_lengths_as_geodsolve_says() {
    let mut reader = csv::Reader::from_path(root("tests/fixtures/spatial/inverse_pairs.csv")).unwrap();
    let (mut pairs, mut worst_m) = (0, 0.0f64);
    for row in reader.records() {
        let row = row.unwrap();
        let number = |i: usize| row[i].parse::<f64>().unwrap();
        let found = geodesic::inverse(LonLat::new(0.0, number(0)), LonLat::new(number(2), number(1)));
        let error_m = (found.distance_m - number(3)).abs();
        assert!(error_m < 3e-8, "{row:?}: {}", found.distance_m);
        // The same through an index: one place as a line of no length.
        if pairs % 7 == 0 {
            let place = LonLat::new(number(2), number(1));
            let index = BorderIndex::new(vec![vec![place, place]], EdgeKind::Rfc7946).unwrap();
            let nearest = index.nearest(LonLat::new(0.0, number(0)));
            assert!((nearest.distance_m - number(3)).abs() < 4e-8, "{row:?}: {}", nearest.distance_m);
        }
        (pairs, worst_m) = (pairs + 1, worst_m.max(error_m));
    }
    println!("{pairs} pairs, worst {worst_m:.1e} m");
    assert_eq!(pairs, 10_000);
}

/// Least distance from a point to lines in a plane.
fn planar(index: &BorderIndex, place: LonLat, project: impl Fn(LonLat) -> (f64, f64)) -> f64 {
    let (px, py) = project(place);
    let mut least = f64::INFINITY;
    for line in index.lines() {
        for ends in line.windows(2) {
            let ((ax, ay), (bx, by)) = (project(ends[0]), project(ends[1]));
            let (dx, dy) = (bx - ax, by - ay);
            let t = (((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            least = least.min(libm::hypot(ax + t * dx - px, ay + t * dy - py));
        }
    }
    least
}

/// A place near the end of a border that lies askew to it, where short cuts go wrong: the border of Turkey and Syria in npm's
/// world-atlas 2.0.2 (Natural Earth 1:10m), as a mesh of the two countries.
#[test]
fn the_place_where_planar_methods_go_wrong() {
    let path = "tests/fixtures/spatial/turkey_syria_world_atlas.geojson";
    let index = border(path, EdgeKind::Geodesic);
    let place = LonLat::new(35.863449, 36.337239);
    let nearest = index.nearest(place);
    println!("geodesic edges: {:.4} m to {:?}", nearest.distance_m, nearest.foot);
    assert!((nearest.distance_m - 46_539.34).abs() < 0.01, "{}", nearest.distance_m);
    let proj = |definition: &str| proj4rs::Proj::from_proj_string(definition).unwrap();
    let (degrees, utm, web) =
        (proj("+proj=longlat"), proj("+proj=utm +zone=37"), proj("+proj=merc +a=6378137 +b=6378137"));
    let to = |target: &proj4rs::Proj, p: LonLat| {
        let mut point = (p.lon_deg.to_radians(), p.lat_deg.to_radians(), 0.0);
        proj4rs::transform::transform(&degrees, target, &mut point).unwrap();
        (point.0, point.1)
    };
    let narrow = libm::cos(place.lat_deg.to_radians());
    let metres_a_degree = 6_371_008.8f64.to_radians();
    let wrong = [
        ("UTM zone 37", planar(&index, place, |p| to(&utm, p)), 25.7),
        ("Web Mercator", planar(&index, place, |p| to(&web, p)), 11_260.0),
        (
            "equirectangular on a sphere",
            planar(&index, place, |p| (p.lon_deg * narrow, p.lat_deg)) * metres_a_degree,
            31.06,
        ),
        ("degrees × 111.32 km", planar(&index, place, |p| (p.lon_deg, p.lat_deg)) * 111_320.0, 412.87),
    ];
    for (method, metres, off_m) in wrong {
        println!("{method}: {metres:.2} m, {:+.2} m", metres - nearest.distance_m);
        assert!((metres - nearest.distance_m - off_m).abs() < 0.1, "{method}: {metres}");
    }
}

#[test]
fn across_180_and_at_89_9_north() {
    // Taveuni's meridian: 180° through an edge given as 179.9 → −179.9.
    let line = vec![LonLat::new(179.9, -17.0), LonLat::new(-179.9, -17.0)];
    let across = BorderIndex::new(vec![line], EdgeKind::Rfc7946).unwrap();
    let nearest = across.nearest(LonLat::new(180.0, -16.9));
    let along_meridian = geodesic::inverse(LonLat::new(180.0, -16.9), LonLat::new(180.0, -17.0)).distance_m;
    println!("across 180°: {:.6} m", nearest.distance_m);
    assert!((nearest.distance_m - along_meridian).abs() < 1e-7);

    // A parallel at 89.8° N seen from 89.9° N: the same meridian is nearest, 11.17 km.
    let parallel = vec![LonLat::new(-180.0, 89.8), LonLat::new(180.0, 89.8)];
    let polar = BorderIndex::new(vec![parallel], EdgeKind::Rfc7946).unwrap();
    let nearest = polar.nearest(LonLat::new(55.0, 89.9));
    let along_meridian = geodesic::inverse(LonLat::new(55.0, 89.9), LonLat::new(55.0, 89.8)).distance_m;
    println!("at 89.9° N: {:.6} m, foot {:?}", nearest.distance_m, nearest.foot);
    assert!((nearest.distance_m - along_meridian).abs() < 1e-7 && (nearest.foot.lon_deg - 55.0).abs() < 1e-5);
}
