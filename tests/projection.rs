//! Our projections held against PROJ, by the tables of `tests/fixtures/projection` (made by `make.py` there).
//!
//! Tolerances: 1 mm forward and back, 1e-7 in scale. Where PROJ has a value and the map has none, the place must lie
//! beyond what that projection is drawn for (the rule is in `may_be_off`).

use sitmap::geographic::{Extent, LonLat};
use sitmap::projection::{MapPoint, MapProjection, ProjectionChoice};

fn map(operation: &str) -> MapProjection {
    let choice: ProjectionChoice = operation.parse().unwrap_or_else(|e| panic!("{operation}: {e}"));
    MapProjection::choose(&choice, &Extent::WORLD).unwrap()
}

/// Metres between two places, near enough for places that should be one.
fn apart_m(a: LonLat, b: LonLat) -> f64 {
    let turn = (a.lon_deg - b.lon_deg + 180.0).rem_euclid(360.0) - 180.0;
    libm::hypot(turn * libm::cos(a.lat_deg.to_radians()), a.lat_deg - b.lat_deg) * 111_320.0
}

/// The value of a parameter of an operation.
fn parameter(operation: &str, name: &str) -> Option<f64> {
    operation.split_whitespace().find_map(|w| w.strip_prefix(&format!("+{name}="))?.parse().ok())
}

/// Places that a projection isn't drawn for: far from the central meridian (transverse Mercator), around the other pole
/// (conic), near the antipode (azimuthal), the poles (Mercator).
fn may_be_off(operation: &str, place: LonLat) -> bool {
    let zone = parameter(operation, "zone").map(|z| z * 6.0 - 183.0);
    let lon_0 = zone.or_else(|| parameter(operation, "lon_0")).unwrap_or(0.0);
    let turn = ((place.lon_deg - lon_0 + 180.0).rem_euclid(360.0) - 180.0).abs();
    let (phi, phi_0) = (place.lat_deg.to_radians(), parameter(operation, "lat_0").unwrap_or(0.0).to_radians());
    let along = libm::sin(phi) * libm::sin(phi_0) + libm::cos(phi) * libm::cos(phi_0) * libm::cos(turn.to_radians());
    if operation.contains("utm") || operation.contains("tmerc") {
        turn > 60.0
    } else if operation.contains("lcc") {
        place.lat_deg * parameter(operation, "lat_1").unwrap_or(1.0) < 0.0 && place.lat_deg.abs() > 60.0
    } else if operation.contains("laea") {
        along < -0.9
    } else {
        place.lat_deg.abs() > 89.0
    }
}

#[derive(Default)]
struct Tally {
    compared: usize,
    faults: Vec<String>,
}

fn accept(words: &[&str], operation: &str, here: &MapProjection, tally: &mut Tally) {
    let number = |i: usize| words[i].parse::<f64>().unwrap();
    let place = LonLat::new(number(1), number(2));
    let got = here.project(place);
    if words[4] == "failure" {
        tally.faults.extend(got.map(|g| format!("{operation} {place:?}: {g:?}, PROJ has no value")));
        return;
    }
    let wanted = MapPoint { x_m: number(4), y_m: number(5) };
    let Some(got) = got else {
        if !may_be_off(operation, place) {
            tally.faults.push(format!("{operation} {place:?}: off the map, PROJ has {wanted:?}"));
        }
        return;
    };
    tally.compared += 1;
    // Two ends of the world's edge are one place.
    let far = libm::hypot(got.x_m - wanted.x_m, got.y_m - wanted.y_m);
    let edge =
        libm::hypot(got.x_m + wanted.x_m - 2.0 * parameter(operation, "x_0").unwrap_or(0.0), got.y_m - wanted.y_m);
    let turn = (place.lon_deg - parameter(operation, "lon_0").unwrap_or(0.0)).rem_euclid(360.0);
    // PROJ's own values for a pole in an oblique azimuthal projection differ by 0.24 m from meridian to meridian.
    let tolerance_m = if operation.contains("laea") && place.lat_deg.abs() == 90.0 { 0.2 } else { 1e-3 };
    if far > tolerance_m && !(edge < 1e-3 && (turn - 180.0).abs() < 1e-6) {
        tally.faults.push(format!("{operation} {place:?}: {got:?}, PROJ has {wanted:?}, {far:.4} m apart"));
    }
    if may_be_off(operation, place) {
        return;
    }
    match here.unproject(got) {
        Some(back) if apart_m(back, place) < 1e-3 || place.lat_deg.abs() > 89.99 => {}
        other => tally.faults.push(format!("{operation} {place:?} comes back as {other:?}")),
    }
}

fn factors(words: &[&str], operation: &str, here: &MapProjection, tally: &mut Tally) {
    let number = |i: usize| words[i].parse::<f64>().unwrap();
    let place = LonLat::new(number(1), number(2));
    let Some(got) = here.scale_factors(place).filter(|_| !may_be_off(operation, place)) else { return };
    tally.compared += 1;
    for (name, got, wanted) in [("h", got.h, number(4)), ("k", got.k, number(5)), ("areal", got.areal, number(8))] {
        if (got - wanted).abs() > 1e-5 * wanted.max(1.0) {
            tally.faults.push(format!("{operation} {place:?}: scale factor {name} = {got}, PROJ has {wanted}"));
        }
    }
}

#[test]
fn as_proj_has_it() {
    let mut tally = Tally::default();
    for name in ["tmerc", "lcc", "laea", "merc", "eqearth"] {
        let path = format!("{}/tests/fixtures/projection/{name}.tsv", env!("CARGO_MANIFEST_DIR"));
        let table = std::fs::read_to_string(path).unwrap();
        let mut here: Option<(String, MapProjection)> = None;
        for line in table.lines() {
            let words: Vec<&str> = line.split('\t').collect();
            match (words[0], &here) {
                ("operation", _) => here = Some((words[1].to_owned(), map(words[1]))),
                ("accept", Some((operation, map))) => accept(&words, operation, map, &mut tally),
                ("factors", Some((operation, map))) => factors(&words, operation, map, &mut tally),
                _ => {}
            }
        }
    }
    assert!(tally.faults.is_empty(), "{} faults\n{}", tally.faults.len(), tally.faults.join("\n"));
    assert!(tally.compared > 1_500, "only {} compared", tally.compared);
}

/// Beyond this a value is a pole or an antipode at infinity, with no digits that mean anything.
const MOST_M: f64 = 1e8;

/// The worst of one operation.
struct Worst {
    operation: String,
    places: usize,
    forward_m: f64,
    back_m: f64,
}

/// Holds one line of `methods.tsv` against ours; what differs in kind is told.
fn hold(words: &[&str], here: &MapProjection, worst: &mut Worst, faults: &mut Vec<String>) {
    let number = |i: usize| words[i].parse::<f64>().unwrap();
    let place = LonLat::new(number(0), number(1));
    // As PROJ counts longitudes: its wrapping says on which edge of the map a place lies.
    let got = here.coordinates(place.lon_deg, place.lat_deg).map(|(x_m, y_m)| MapPoint { x_m, y_m });
    if words[2] == "-" {
        faults.extend(got.map(|g| format!("{} {place:?}: {g:?}, PROJ has no value", worst.operation)));
        return;
    }
    let wanted = MapPoint { x_m: number(2), y_m: number(3) };
    let antipode = worst.operation.contains("stere") && (place.lat_deg + 52.15616055).abs() < 1e-6;
    if libm::hypot(wanted.x_m, wanted.y_m) > MOST_M || antipode {
        return;
    }
    let Some(got) = got else {
        faults.push(format!("{} {place:?}: off the map, PROJ has {wanted:?}", worst.operation));
        return;
    };
    worst.places += 1;
    worst.forward_m = worst.forward_m.max(libm::hypot(got.x_m - wanted.x_m, got.y_m - wanted.y_m));
    // Poles are lines or points, and both ends of the edge are one place: the way back is asked elsewhere.
    let transverse = worst.operation.contains("tmerc") || worst.operation.contains("utm");
    let asked = place.lat_deg.abs() < 89.0 && !(transverse && may_be_off(&worst.operation, place));
    if let Some(back) = here.unproject(got).filter(|_| asked) {
        worst.back_m = worst.back_m.max(apart_m(back, place));
    }
}

/// Every method and aspect within 1 mm of PROJ, poles, both edges and antipodes included; no value where PROJ has none.
#[test]
fn every_method_as_proj_has_it() {
    let path = format!("{}/tests/fixtures/projection/methods.tsv", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).unwrap();
    let (mut all, mut faults): (Vec<(Worst, MapProjection)>, Vec<String>) = (Vec::new(), Vec::new());
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.split('\t').collect();
        if words[0] == "operation" {
            let worst = Worst { operation: words[1].to_owned(), places: 0, forward_m: 0.0, back_m: 0.0 };
            all.push((worst, map(words[1])));
        } else if let Some((worst, here)) = all.last_mut() {
            hold(&words, here, worst, &mut faults);
        }
    }
    for (worst, _) in &all {
        let Worst { operation, places, forward_m, back_m } = worst;
        println!("{forward_m:9.1e} m forward, {back_m:9.1e} m back, {places} places  {operation}");
        // Robinson's table is interpolated in pieces that meet within metres, so that the way back may take the other piece.
        let back_within_m = if operation.contains("robin") { 2.5 } else { 1e-3 };
        if *forward_m > 1e-3 || *back_m > back_within_m {
            faults.push(format!("{operation}: {forward_m} m forward, {back_m} m back"));
        }
    }
    assert!(all.len() >= 40 && all.iter().all(|(w, _)| w.places >= 30), "the table is thin");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
