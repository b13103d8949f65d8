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

/// Beyond this a value is a pole or an antipode at infinity: that there is one is all that can be held.
const INFINITE_M: f64 = 1e8;

/// What one operation gave.
#[derive(Default)]
struct Held {
    operation: String,
    forward: usize,
    back: usize,
    infinite: usize,
    nowhere: usize,
    worst_m: f64,
    worst_back_m: f64,
}

/// At the antipode of an oblique stereographic centre PROJ's value is what rounding leaves of 0/0.
fn is_rounding(operation: &str, place: LonLat) -> bool {
    let lat_0 = parameter(operation, "lat_0").unwrap_or(0.0);
    let lon_0 = parameter(operation, "lon_0").unwrap_or(0.0);
    let opposite = ((place.lon_deg - lon_0).rem_euclid(360.0) - 180.0).abs() < 1e-9 && place.lat_deg == -lat_0;
    operation.contains("stere") && lat_0.abs() < 90.0 && opposite
}

/// Holds one line of `methods.tsv` against ours.
fn hold(words: &[&str], here: &MapProjection, held: &mut Held, faults: &mut Vec<String>) {
    let number = |i: usize| words[i].parse::<f64>().unwrap();
    let place = LonLat::new(number(0), number(1));
    // As PROJ counts longitudes: its wrapping says on which edge of the map a place lies.
    let got = here.coordinates(place.lon_deg, place.lat_deg).map(|(x_m, y_m)| MapPoint { x_m, y_m });
    let mut fault = |what: String| faults.push(format!("{} {place:?}: {what}", held.operation));
    let (got, wanted) = match (got, words[2] == "-") {
        (None, true) => return held.nowhere += 1,
        (Some(got), true) => return fault(format!("{got:?}, PROJ has no value")),
        (None, false) => return fault("off the map, PROJ has a value".to_owned()),
        (Some(got), false) => (got, MapPoint { x_m: number(2), y_m: number(3) }),
    };
    if libm::hypot(wanted.x_m, wanted.y_m) > INFINITE_M || is_rounding(&held.operation, place) {
        return held.infinite += 1;
    }
    held.forward += 1;
    held.worst_m = held.worst_m.max(libm::hypot(got.x_m - wanted.x_m, got.y_m - wanted.y_m));
    // The way back: where PROJ comes to, or, as its series for equal-area latitudes end after 1.6 mm, whence PROJ came.
    let back = here.unproject(wanted);
    if words[4] == "-" {
        return;
    }
    let theirs = LonLat::new(number(4), number(5));
    let Some(back) = back else { return fault(format!("no way back, PROJ comes to {theirs:?}")) };
    held.back += 1;
    held.worst_back_m = held.worst_back_m.max(apart_m(back, theirs).min(apart_m(back, place)));
}

/// Every method and aspect within 1 mm of PROJ, there and back, at poles, both edges and antipodes too where these have a finite
/// value; no value where PROJ has none.
#[test]
fn every_method_as_proj_has_it() {
    let path = format!("{}/tests/fixtures/projection/methods.tsv", env!("CARGO_MANIFEST_DIR"));
    let table = std::fs::read_to_string(path).unwrap();
    let (mut all, mut faults): (Vec<(Held, MapProjection)>, Vec<String>) = (Vec::new(), Vec::new());
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let words: Vec<&str> = line.split('\t').collect();
        if words[0] == "operation" {
            all.push((Held { operation: words[1].to_owned(), ..Held::default() }, map(words[1])));
        } else if let Some((held, here)) = all.last_mut() {
            hold(&words, here, held, &mut faults);
        }
    }
    for (held, _) in &all {
        let Held { operation, forward, back, infinite, nowhere, worst_m, worst_back_m } = held;
        println!(
            "{worst_m:8.1e} m at {forward:3}, back {worst_back_m:8.1e} m at {back:3}, infinite {infinite:2}, nowhere {nowhere:2}  {operation}"
        );
        if *worst_m > 1e-3 || *worst_back_m > 1e-3 {
            faults.push(format!("{operation}: {worst_m} m, back {worst_back_m} m"));
        }
        assert!(forward + infinite + nowhere == 113 && *infinite <= 8, "{operation}: places are missing");
    }
    assert!(all.len() >= 40);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
