//! Strangers' files, wrong types, odd values, and writing back.

use super::*;
use crate::data::feature::Origin;
use crate::data::incident::{AttributionStatus, CountClaim, CountRange, DatePrecision};
use crate::geographic::LonLat;
use proptest::prelude::*;
use serde_json::json;

fn feature(geometry: Option<geo::Geometry<f64>>, properties: Value) -> Feature {
    let properties = properties.as_object().cloned().unwrap_or_default();
    Feature { id: None, geometry, properties, origin: Origin { file: "x.geojson".into(), line: 9, feature: 4 } }
}

fn read(properties: Value) -> (Incident, Vec<Diagnostic>) {
    let mut faults = Vec::new();
    let incident = Incident::from_feature(&feature(None, properties), &mut faults);
    (incident, faults)
}

fn codes(faults: &[Diagnostic]) -> Vec<(&str, &str)> {
    faults.iter().map(|f| (f.code, f.place.pointer.as_deref().unwrap_or(""))).collect()
}

#[test]
fn a_strangers_row() {
    let row = json!({"EVENT_DATE": "26 October 2020", "Title": "Kafr Takharim", "fatalities": 78, "iso": 760});
    let (incident, faults) = read(row.clone());
    assert_eq!(faults, []);
    assert_eq!(incident.name.as_deref(), Some("Kafr Takharim"));
    assert_eq!(incident.date.as_ref().unwrap().start.to_string(), "2020-10-26");
    assert_eq!(incident.killed, [CountClaim::exactly(78)]);
    assert_eq!(Value::Object(incident.extra), row, "their members are kept");
}

#[test]
fn how_well_a_place_is_known() {
    let at = |properties: Value| {
        let point = geo::Geometry::Point(geo::Point::new(36.5, 36.1));
        Incident::from_feature(&feature(Some(point), properties), &mut Vec::new()).locations[0].uncertainty_m
    };
    assert_eq!(at(json!({"uncertainty_m": 3000})), Some(3_000.0));
    assert_eq!(at(json!({"coordinateUncertaintyInMeters": 120.5})), Some(120.5));
    assert_eq!(at(json!({"where_prec": 2})), Some(25_000.0));
    // Exact, a district, a province: no distance is said.
    for code in [1, 3, 4] {
        assert_eq!(at(json!({"where_prec": code})), None);
    }
    assert_eq!(at(json!({"uncertainty_m": -5, "geo_precision": 2})), None);
}

#[test]
fn nothing_known_is_nothing() {
    let (incident, faults) = read(json!({"name": null, "killed": null, "date": "", "injured": [], "kind": " "}));
    assert_eq!(faults, []);
    assert_eq!((incident.name.as_deref(), incident.killed_range(), incident.date.clone()), (None, None, None));
    assert_eq!((incident.id.as_str(), incident.located()), ("feature-4", None));
    assert_eq!(incident.to_feature_json()["properties"]["killed_min"], Value::Null);
}

#[test]
fn each_wrong_type_is_one_warning_and_stays() {
    let row = json!({"name": 12, "names_alt": "x", "kind": "strike", "date": 2020, "killed": "many",
        "injured": -3, "background": "no", "locations": {}, "attribution": 1});
    let (incident, faults) = read(row.clone());
    let mut pointers: Vec<_> = codes(&faults).into_iter().map(|(_, pointer)| pointer.to_owned()).collect();
    pointers.sort();
    let mut expected: Vec<_> = row.as_object().unwrap().keys().map(|k| format!("/properties/{k}")).collect();
    expected.sort();
    assert_eq!(pointers, expected);
    assert!(faults.iter().all(|f| f.severity == crate::diagnostic::Severity::Warning));
    for (member, value) in row.as_object().unwrap() {
        assert_eq!(incident.to_feature_json()["properties"][member], *value);
    }
}

#[test]
fn one_bad_claim_does_not_cost_the_others() {
    let (incident, faults) = read(json!({"killed": [{"min": 35, "max": null}, {"min": "60"}, {"max": 105}]}));
    assert_eq!(codes(&faults), [("data::wrong-type", "/properties/killed/1")]);
    assert_eq!(incident.killed_range(), Some(CountRange { min: Some(35), max: Some(105) }));
}

#[test]
fn a_pair_of_flat_numbers_is_a_claim() {
    let (incident, faults) = read(json!({"killed_min": 20, "killed_max": 78, "status": "contested"}));
    assert_eq!(faults, []);
    assert_eq!((incident.killed[0].min, incident.killed[0].max), (Some(20), Some(78)));
    assert!(incident.contested());
}

#[test]
fn lists_win_over_flat_members_that_differ() {
    let (incident, faults) = read(json!({"killed": [{"min": 35, "max": 105}], "killed_max": 200}));
    assert_eq!(codes(&faults), [("data::summary-differs", "/properties/killed_max")]);
    assert_eq!(incident.to_feature_json()["properties"]["killed_max"], json!(105));
}

#[test]
fn what_cannot_be_meant_is_told_and_kept() {
    let place = json!({"sector": {"vertex": [36.6, 35.9], "from_deg": 225, "to_deg": 400, "radius_m": 0}});
    let (incident, faults) = read(json!({
        "killed": [{"min": 9, "max": 3}],
        "date": {"start": "2020-03-05", "end": "2019-04", "precision": "period", "basis": "stated"},
        "locations": [{"place": place, "uncertainty_m": -1}],
    }));
    let pointers =
        ["killed/0", "date", "locations/0", "locations/0", "locations/0"].map(|p| format!("/properties/{p}"));
    assert_eq!(codes(&faults), pointers.each_ref().map(|p| ("data::odd-value", p.as_str())));
    assert_eq!(incident.killed[0].min, Some(9));
}

#[test]
fn a_date_that_may_be_two_days_is_told() {
    let (incident, faults) = read(json!({"event_date": "10/11/2020"}));
    assert_eq!((incident.date, codes(&faults)), (None, vec![("data::bad-date", "/properties/event_date")]));
    let (incident, _) = read(json!({"date": "2020-10-26T09:30:00+03:00"}));
    assert_eq!(incident.date.unwrap().precision, DatePrecision::Time);
}

#[test]
fn geometry_is_the_place_where_no_claim_is() {
    let point = geo::Geometry::Point(geo::Point::new(36.5, 36.1));
    let line = geo::Geometry::LineString(geo::LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]));
    let ring = geo::Geometry::Polygon(geo::Polygon::new(vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].into(), Vec::new()));
    let cases = [
        (point, ClaimedPlace::Point(LonLat::new(36.5, 36.1))),
        (line.clone(), ClaimedPlace::Shape(line)),
        (ring.clone(), ClaimedPlace::of_geometry(&ring)),
    ];
    for (geometry, place) in cases {
        let mut faults = Vec::new();
        let from = feature(Some(geometry), json!({"uncertainty_m": 500}));
        let incident = Incident::from_feature(&from, &mut faults);
        assert_eq!((incident.located().unwrap().place.clone(), faults.len()), (place, 0));
        assert_eq!(incident.locations[0].uncertainty_m, Some(500.0));
    }
}

#[test]
fn a_moved_point_is_told() {
    let moved = Some(geo::Geometry::Point(geo::Point::new(37.0, 36.0)));
    let mut faults = Vec::new();
    let from = feature(moved, json!({"locations": [{"place": {"point": [36.5, 36.1]}}]}));
    let incident = Incident::from_feature(&from, &mut faults);
    assert_eq!(codes(&faults), [("data::location-differs", "/geometry")]);
    assert_eq!(incident.located().unwrap().place, ClaimedPlace::Point(LonLat::new(36.5, 36.1)));
}

#[test]
fn contested_is_a_denial_beside_a_claim_of_the_same_actor() {
    let of = |status: &str, actor: &str| json!({"actor": actor, "status": status});
    let contested = |list: Vec<Value>| read(json!({"attribution": list})).0.contested();
    assert!(contested(vec![of("opinion", "Russia"), of("denied", " russia")]));
    assert!(!contested(vec![of("asserted", "Russia"), of("no_comment", "Russia")]));
    assert!(!contested(vec![of("asserted", "Syria"), of("denied", "Russia")]));
    let (incident, _) = read(json!({"attribution": [of("found", "x")]}));
    assert_eq!(incident.attribution[0].status, AttributionStatus::Found);
}

#[test]
fn the_fault_says_where() {
    let mut faults = Vec::new();
    let from = Feature { id: Some(json!("kx-17")), ..feature(None, json!({"killed": true})) };
    Incident::from_feature(&from, &mut faults);
    assert_eq!(
        crate::diagnostic::render(&faults[0]),
        "warning[data::wrong-type]: `killed`: expected a whole number or null, found true\n  \
         --> x.geojson:9  feature 4 (id \"kx-17\")  /properties/killed\n  \
         help: `sitmap schema incidents` says what each member holds; unknown is null\n"
    );
}

/// Any JSON of a few levels.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e6..1e6f64).prop_map(Value::from),
        "[0-9a-z/ -]{0,12}".prop_map(Value::from),
    ];
    let keys = prop::sample::select(vec!["min", "max", "start", "place", "point", "actor", "status", "x"]);
    leaf.prop_recursive(3, 16, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(keys.clone().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    /// No value makes the reader panic, and what it wrote it reads as the same incident.
    #[test]
    fn written_again_is_the_same(
        members in prop::collection::btree_map(
            prop::sample::select(vec!["name", "title", "kind", "date", "event_date", "killed", "fatalities",
                "killed_min", "killed_max", "locations", "attribution", "status", "sources", "names_alt", "id", "other"]),
            any_json(), 0..8)
    ) {
        let properties: Map<String, Value> = members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
        let (first, _) = read(Value::Object(properties));
        let written = first.to_feature_json();
        let mut from = feature(None, written["properties"].clone());
        from.id = written.get("id").cloned();
        from.geometry = first.located().and_then(|l| l.place.to_geometry());
        let second = Incident::from_feature(&from, &mut Vec::new());
        prop_assert_eq!(second.to_feature_json(), written);
    }
}
