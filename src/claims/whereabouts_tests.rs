use super::*;
use crate::claims::direction::direction;
use crate::claims::distance::distance;
use crate::data::catalogue::Catalogue;
use crate::data::feature::{Feature, Origin};
use crate::data::incident::{Check, StatementKind};
use crate::spatial::geodesic;
use serde_json::{Value, json};

fn incident(id: &str, properties: Value) -> Incident {
    let feature = Feature {
        id: Some(json!(id)),
        geometry: None,
        properties: properties.as_object().cloned().unwrap(),
        origin: Origin { file: "x".into(), line: 1, feature: 1 },
    };
    let mut faults = Vec::new();
    let incident = Incident::from_feature(&feature, &mut faults);
    assert_eq!(faults, []);
    incident
}

fn at(lon: f64, lat: f64, radius_m: f64) -> Value {
    json!({"locations": [{"place": {"point": [lon, lat]}, "uncertainty_m": radius_m}]})
}

/// The finding of a check on an incident with these properties.
fn finding(properties: Value, check: Value) -> Result<Finding, Hindrance> {
    let mut properties = properties;
    properties["statements"] = json!([{"about": StatementKind::Spatial, "text": "x", "check": check}]);
    let all = [incident("a", properties)];
    let record = Record { incidents: &all, catalogue: Catalogue::builtin() };
    let statement = &all[0].statements[0];
    match statement.check.as_ref().unwrap() {
        Check::Distance { of, from, relation, distance: stated } => {
            distance(record, &all[0], (of.as_ref(), from), Some(*relation), stated)
        }
        Check::Near { of, from, within } => distance(record, &all[0], (of.as_ref(), from), None, within),
        Check::Direction { of, from, wind } => direction(record, (&all[0], statement), (of.as_ref(), from), *wind),
        Check::Inside { of, area } => inside(record, (&all[0], statement), of.as_ref(), area),
        other => panic!("{other:?}"),
    }
}

fn verdict(properties: Value, check: Value) -> Verdict {
    finding(properties, check).unwrap().verdict
}

fn from(lon: f64, lat: f64) -> Value {
    json!({"position": {"point": [lon, lat], "uncertainty_m": 0.0}})
}

fn square(west: f64, south: f64, east: f64, north: f64) -> Value {
    let ring = json!([[west, south], [east, south], [east, north], [west, north], [west, south]]);
    json!({"geometry": {"type": "Polygon", "coordinates": [ring]}, "name": "square"})
}

#[test]
fn distances_at_their_boundaries() {
    // One degree of the equator is 111.319 km.
    let check = |relation: &str, distance: &str| json!({"kind": "distance", "from": from(1.0, 0.0), "relation": relation, "distance": distance});
    let of = |relation: &str, distance: &str, radius: f64| verdict(at(0.0, 0.0, radius), check(relation, distance));
    assert_eq!(of("at", "111 km", 0.0), Verdict::Supported);
    assert_eq!(of("at", "111 km", 300.0), Verdict::Undecided);
    assert_eq!(of("at", "110 km", 0.0), Verdict::SupportedWithinRounding);
    assert_eq!(of("about", "112 km", 0.0), Verdict::SupportedWithinRounding);
    assert_eq!(of("at", "113 km", 0.0), Verdict::Contradicted);
    assert_eq!(of("about", "69 mi", 0.0), Verdict::Supported);
    assert_eq!(of("less_than", "112 km", 600.0), Verdict::Supported);
    assert_eq!(of("less_than", "112 km", 700.0), Verdict::Undecided);
    assert_eq!(of("more_than", "112 km", 0.0), Verdict::Contradicted);
    assert_eq!(of("more_than", "111319 m", 0.0), Verdict::Supported);
}

#[test]
fn south_of_the_equator_and_across_180() {
    // From Suva (178.4253, -18.1368) to a place beyond 180°: 325.848390 km by Vincenty's formula, worked out apart.
    let suva = json!({"place": {"name": "Suva", "country": "FJI"}});
    let check = json!({"kind": "distance", "from": suva, "relation": "about", "distance": "300 km"});
    let found = finding(at(-178.5, -18.0, 1_000.0), check).unwrap();
    let measured = found.measured.unwrap();
    assert!((measured.value.unwrap() - 325.848390).abs() < 1e-5, "{measured:?}");
    assert_eq!(found.verdict, Verdict::SupportedWithinRounding);
    let east = |wind: &str| json!({"kind": "direction", "from": from(179.9, -17.0), "wind": wind});
    assert_eq!(verdict(at(-179.9, -17.0, 500.0), east("east")), Verdict::Supported);
    assert_eq!(verdict(at(-179.9, -17.0, 500.0), east("west")), Verdict::Contradicted);
    let lagoon = json!({"kind": "inside", "area": {"area": square(179.0, -18.0, 181.0, -16.0)}});
    assert_eq!(verdict(at(-179.5, -17.0, 1_000.0), lagoon.clone()), Verdict::Supported);
    assert_eq!(verdict(at(-178.5, -17.0, 1_000.0), lagoon), Verdict::Contradicted);
    // Cut at 180° as RFC 7946 wants it, the cut is no outline.
    let ring =
        |west: f64, east: f64| json!([[[west, -18.0], [east, -18.0], [east, -16.0], [west, -16.0], [west, -18.0]]]);
    let cut = json!({"type": "MultiPolygon", "coordinates": [ring(179.0, 180.0), ring(-180.0, -179.0)]});
    let lagoon = json!({"kind": "inside", "area": {"area": {"geometry": cut}}});
    assert_eq!(verdict(at(-179.995, -17.0, 1_000.0), lagoon), Verdict::Supported);
}

#[test]
fn near_and_far_from_areas_and_borders() {
    let near = |within: &str| json!({"kind": "near", "from": {"area": square(0.0, 0.0, 1.0, 1.0)}, "within": within});
    assert_eq!(verdict(at(0.5, 0.5, 100.0), near("1 km")), Verdict::Supported);
    assert_eq!(verdict(at(1.1, 0.5, 100.0), near("12 km")), Verdict::Supported);
    assert_eq!(verdict(at(1.1, 0.5, 2_000.0), near("12 km")), Verdict::Undecided);
    assert_eq!(verdict(at(1.1, 0.5, 100.0), near("10 km")), Verdict::Contradicted);
    let border = json!({"kind": "near", "from": {"border": "turkey-syria"}, "within": "10 km"});
    assert_eq!(verdict(at(36.51522, 36.1168, 3_000.0), border), Verdict::Undecided);
}

#[test]
fn a_place_that_is_an_area_gives_bounds_alone() {
    let area = json!({"locations": [{"place": {"area": square(0.0, 0.0, 0.1, 0.1)}}]});
    let check = |distance: &str, relation: &str| json!({"kind": "distance", "from": from(0.2, 0.05), "relation": relation, "distance": distance});
    let found = finding(area.clone(), check("11 km", "more_than")).unwrap();
    let measured = found.measured.unwrap();
    // The truth: from the middle of the eastern side 11.132 km, to the western corners 22.94 km.
    assert!(measured.value.is_none() && (10.8..=11.132).contains(&measured.min), "{measured:?}");
    assert!((22.94..=23.3).contains(&measured.max), "{measured:?}");
    assert_eq!(found.verdict, Verdict::Undecided);
    assert_eq!(verdict(area.clone(), check("10 km", "more_than")), Verdict::Supported);
    assert_eq!(verdict(area, check("9 km", "less_than")), Verdict::Contradicted);
}

#[test]
fn directions_at_their_boundaries() {
    let wind = |wind: &str| json!({"kind": "direction", "from": from(36.0, 36.0), "wind": wind});
    let from_there = |azimuth: f64, radius: f64| {
        let p = geodesic::direct(LonLat::new(36.0, 36.0), azimuth, 10_000.0);
        at(p.lon_deg, p.lat_deg, radius)
    };
    assert_eq!(verdict(from_there(270.0, 0.0), wind("west")), Verdict::Supported);
    assert_eq!(verdict(from_there(292.0, 0.0), wind("west")), Verdict::Supported);
    assert_eq!(verdict(from_there(293.0, 0.0), wind("west")), Verdict::SupportedWithinRounding);
    assert_eq!(verdict(from_there(314.0, 0.0), wind("west")), Verdict::SupportedWithinRounding);
    assert_eq!(verdict(from_there(316.0, 0.0), wind("west")), Verdict::Contradicted);
    assert_eq!(verdict(from_there(310.0, 2_000.0), wind("west")), Verdict::Undecided);
    assert_eq!(verdict(from_there(270.0, 10_000.0), wind("west")), Verdict::Undecided);
    assert_eq!(verdict(from_there(350.0, 0.0), wind("north")), Verdict::Supported);
    assert_eq!(verdict(from_there(5.0, 0.0), wind("north_north_east")), Verdict::SupportedWithinRounding);
    assert_eq!(verdict(from_there(180.0, 0.0), wind("north")), Verdict::Contradicted);
}

#[test]
fn a_direction_that_is_drawn_from_the_statement_does_not_support_it() {
    let sector = json!({"locations": [{"place": {"sector": {"vertex": [36.0, 36.0], "from_deg": 225.0, "to_deg": 315.0, "radius_m": 9_000.0}},
        "source": "s", "paragraph": 1}]});
    let mut own = sector.clone();
    own["statements"] = json!([{"about": "spatial", "text": "x", "source": "s", "paragraph": 1,
        "check": {"kind": "direction", "from": from(36.0, 36.0), "wind": "west"}}]);
    let all = [incident("a", own)];
    let record = Record { incidents: &all, catalogue: Catalogue::builtin() };
    let Some(Check::Direction { from: landmark, wind, .. }) = &all[0].statements[0].check else { panic!() };
    let told = direction(record, (&all[0], &all[0].statements[0]), (None, landmark), *wind);
    assert_eq!(told, Err(Hindrance::Uncheckable(CIRCULAR.to_owned())));
    // Said by another source it can be held against the sector.
    let seen = verdict(sector, json!({"kind": "direction", "from": from(36.5, 36.0), "wind": "west"}));
    assert_eq!(seen, Verdict::Supported);
}

#[test]
fn a_border_is_seen_as_an_arc() {
    let check = |wind: &str| json!({"kind": "direction", "of": {"border": "turkey-syria"}, "from": from(35.0, 39.0), "wind": wind});
    assert_eq!(verdict(json!({}), check("south_west")), Verdict::Contradicted);
    assert_ne!(verdict(json!({}), check("south_east")), Verdict::Contradicted);
}

#[test]
fn inside_by_more_than_is_uncertain() {
    let idlib = json!({"kind": "inside", "area": {"named_area": {"layer": "admin1", "name": "Idlib Governorate"}}});
    assert_eq!(verdict(at(36.63393, 35.93062, 1_500.0), idlib.clone()), Verdict::Supported);
    assert_eq!(verdict(at(37.16, 36.2, 1_500.0), idlib.clone()), Verdict::Contradicted);
    assert_eq!(verdict(at(36.51522, 36.1168, 30_000.0), idlib.clone()), Verdict::Undecided);
    let whole = json!({"locations": [{"place": {"named_area": {"layer": "admin1", "name": "Idlib"}}}]});
    let syria = |name: &str| json!({"kind": "inside", "area": {"named_area": {"layer": "countries", "name": name}}});
    assert_eq!(verdict(whole, syria("SDN")), Verdict::Contradicted);
    assert_eq!(verdict(at(32.53, 15.59, 1_000.0), syria("Sudan")), Verdict::Supported);
}

#[test]
fn what_is_not_there_is_told_with_what_looks_like_it() {
    for (landmark, message, help) in [
        (json!({"border": "turkey-siria"}), "no border named “turkey-siria” is built in", "turkey-syria"),
        (json!({"incident": "b"}), "there is no incident “b”", "no name looks like it"),
        (json!({"place": {"name": "Khartum"}}), "there is no place “Khartum”", "“Khartoum”"),
        (json!({"named_area": {"layer": "admin1", "name": "Idlip"}}), "there is no area “Idlip”", "“Idlib”"),
        (json!({"named_area": {"layer": "admin2", "name": "Idlib"}}), "there is no layer “admin2”", "“admin1”"),
    ] {
        let told = finding(at(0.0, 0.0, 0.0), json!({"kind": "near", "from": landmark, "within": "1 km"}));
        let Err(Hindrance::Unknown { message: m, help: h }) = told else { panic!("{told:?}") };
        assert!(m == message && h.contains(help), "{m} {h}");
    }
    let unlocated = finding(json!({}), json!({"kind": "near", "from": from(0.0, 0.0), "within": "1 km"}));
    assert!(matches!(unlocated, Err(Hindrance::Uncheckable(why)) if why.contains("is not known")));
    let part = json!({"named_area": {"layer": "admin1", "name": "Idlib", "part": "southern"}});
    let told = finding(at(36.5, 35.5, 1.0), json!({"kind": "inside", "area": part}));
    assert!(matches!(told, Err(Hindrance::Uncheckable(why)) if why.contains("southern")));
}
