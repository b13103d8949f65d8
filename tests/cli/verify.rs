//! `verify`: statements held against map, calendar and sums, anywhere on earth; the page of the repository stays true.

use crate::{Folder, root, sitmap, sitmap_reading};
use serde_json::Value;

const REAL: &str = "geodata/incidents.geojson";

fn json(run: &crate::Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", run.stdout, run.stderr))
}

/// Verdict and finding of the statement that begins so.
fn row(all: &Value, start: &str) -> (String, String) {
    let rows = all["statements"].as_array().unwrap();
    let found = rows.iter().find(|s| s["statement"].as_str().unwrap().starts_with(start));
    let found = found.unwrap_or_else(|| panic!("no statement “{start}”"));
    (found["verdict"].as_str().unwrap().to_owned(), found["found"].as_str().unwrap().to_owned())
}

#[test]
fn the_page_of_the_claims_is_the_one_of_today() {
    let run = sitmap(&root(), &["verify", REAL, "--format", "markdown"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let page = std::fs::read_to_string(root().join("out/claims.md")).unwrap();
    assert!(page == run.stdout, "sitmap verify {REAL} --format markdown -o out/claims.md");
}

#[test]
fn the_statements_of_the_sources() {
    let run = sitmap(&root(), &["verify", REAL, "--format", "json"]);
    let all = json(&run);
    for (start, verdict, part) in [
        ("The town lies around 10 kilometers", "supported_within_rounding", "9.9 km (9.1–10.7 km)"),
        ("Near the Turkish border", "undecided", "9.9 km (7–13 km)"),
        ("About 5 km from Kafr Nabl", "contradicted", "10.5 km"),
        ("“Southwestern border", "contradicted", "104° to 166°"),
        ("The day after the talks", "supported", "1 day after"),
        ("On a Monday", "supported", "2020-10-26 was a Monday"),
        ("Guards were ordered", "not_checkable", "inferred from this very statement"),
        ("Some 12 hours after Saraqib", "not_checkable", "inferred from this very statement"),
        ("West of Idlib city", "not_checkable", "drawn from this very statement"),
        ("The first strikes since", "undecided", "lists none between them"),
        ("78 to 105 killed", "undecided", "206 is 25 more than"),
        ("4.7 million people", "supported", "make 4,700,000"),
        ("Turkish soldiers killed in Idlib rose", "supported_within_rounding", "make 53"),
        ("The most violent breach", "not_checkable", "superlative"),
    ] {
        let (is, found) = row(&all, start);
        assert!(is == verdict && found.contains(part), "{start}: {is}, {found}");
    }
    let counted: u64 = all["verdicts"].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(counted as usize, all["statements"].as_array().unwrap().len(), "every statement has one verdict");
}

#[test]
fn what_is_told_differently_stands_side_by_side() {
    let all = json(&sitmap(&root(), &["verify", REAL, "--format", "json"]));
    let told = all["contradictions"].as_array().unwrap();
    let versions = |incident: &str, topic: &str| -> Vec<String> {
        let one = told.iter().find(|c| c["incident"] == incident && c["topic"] == topic);
        let one = one.unwrap_or_else(|| panic!("{incident} {topic}"));
        one["versions"].as_array().unwrap().iter().map(|v| v["says"].as_str().unwrap().to_owned()).collect()
    };
    let (kafr, balyun) = ("kafr-takharim-2020-10-26", "balyun-2020-02-27");
    assert!(versions(kafr, "killed").len() > 6);
    assert!(versions(kafr, "injured").contains(&"90 (fighters)".to_owned()));
    assert_eq!(versions(kafr, "place").len(), 4);
    assert!(versions(balyun, "killed").iter().any(|v| v.starts_with("34")));
    assert_eq!(versions(balyun, "time_of_day").len(), 2);
    assert!(versions(balyun, "attribution").contains(&"Russia: denied".to_owned()));
    assert!(versions(balyun, "name").contains(&"Behun".to_owned()));
    assert_eq!(versions("binnish-2020-08-02", "date").len(), 3);
    assert!(versions("west-of-idlib-2020-09-20", "strikes").len() == 2);
}

const SUDAN: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "a", "properties": {"name": "Omdurman", "date": "2023-04-15", "kind": "clash", "killed": 17, "injured": 45,
  "locations": [{"place": {"point": [32.48, 15.64]}, "uncertainty_m": 1000}],
  "statements": [
   {"about": "spatial", "text": "About 5 km from Khartoum", "check": {"kind": "distance", "from": {"place": {"name": "Khartoum", "country": "SDN"}}, "relation": "about", "distance": "5 km"}},
   {"about": "spatial", "text": "In Sudan", "check": {"kind": "inside", "area": {"named_area": {"layer": "countries", "name": "Sudan"}}}},
   {"about": "spatial", "text": "In Chad", "check": {"kind": "inside", "area": {"named_area": {"layer": "countries", "name": "TCD"}}}},
   {"about": "temporal", "text": "On a Saturday", "check": {"kind": "weekday", "weekday": "saturday"}},
   {"about": "count", "text": "62 of 100", "check": {"kind": "sum", "parts": [{"list": "killed"}, {"list": "injured"}], "relation": "part_of", "whole": {"min": 100, "max": 100}}}]},
 "geometry": null},
{"type": "Feature", "id": "b", "properties": {"name": "Nyala", "date": "2023-04", "kind": "clash",
  "statements": [
   {"about": "temporal", "text": "The day after", "check": {"kind": "day_after", "event": "a"}},
   {"about": "spatial", "text": "Far west", "check": {"kind": "direction", "from": {"incident": "a"}, "wind": "west"}}]},
 "geometry": {"type": "Point", "coordinates": [24.88, 12.05]}}
]}
"#;

#[test]
fn a_file_of_sudan() {
    let folder = Folder::new("verify-sudan");
    folder.write("a.geojson", SUDAN);
    let run = sitmap(folder.path(), &["verify", "a.geojson", "--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "a contradicted claim is no error");
    let all = json(&run);
    for (start, verdict) in [
        ("In Sudan", "supported"),
        ("In Chad", "contradicted"),
        ("On a Saturday", "supported"),
        ("62 of 100", "supported"),
        ("The day after", "undecided"),
        ("Far west", "supported_within_rounding"),
    ] {
        let (is, found) = row(&all, start);
        assert_eq!(is, verdict, "{start}: {found}");
    }
    let table = sitmap(folder.path(), &["verify", "a.geojson"]);
    assert!(table.stdout.contains("7 statements: "), "{}", table.stdout);
}

const FIJI: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "reef", "properties": {"name": "Reef", "date": "2022-01-16", "kind": "other", "uncertainty_m": 500,
  "statements": [
   {"about": "spatial", "text": "East of the buoy", "check": {"kind": "direction", "from": {"position": {"point": [179.8, -17.0], "uncertainty_m": 10}}, "wind": "east"}},
   {"about": "spatial", "text": "Some 40 km from it", "check": {"kind": "distance", "from": {"position": {"point": [179.8, -17.0], "uncertainty_m": 10}}, "relation": "about", "distance": "40 km"}},
   {"about": "spatial", "text": "In the lagoon", "check": {"kind": "inside", "area": {"incident": "lagoon"}}},
   {"about": "temporal", "text": "24 hours later", "check": {"kind": "elapsed", "since": "lagoon", "relation": "at", "time": "1 day"}}]},
 "geometry": {"type": "Point", "coordinates": [-179.8, -17.0]}},
{"type": "Feature", "id": "lagoon", "properties": {"name": "Lagoon", "date": "2022-01-15"},
 "geometry": {"type": "MultiPolygon", "coordinates": [[[[179.0,-18.0],[180.0,-18.0],[180.0,-16.0],[179.0,-16.0],[179.0,-18.0]]],[[[-180.0,-18.0],[-179.0,-18.0],[-179.0,-16.0],[-180.0,-16.0],[-180.0,-18.0]]]]}}
]}
"#;

#[test]
fn a_file_across_180_degrees_in_the_south() {
    let folder = Folder::new("verify-fiji");
    let run = sitmap_reading(folder.path(), &["verify", "-", "--format", "json"], FIJI.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let all = json(&run);
    for (start, verdict, part) in [
        ("East of the buoy", "supported", "azimuth 90°"),
        // 0.4° of the parallel 17° S: 42.6 km.
        ("Some 40 km", "supported_within_rounding", "42.6 km"),
        ("In the lagoon", "supported", "inside the outline"),
        ("24 hours later", "supported", "1 day after “Lagoon”"),
    ] {
        let (is, found) = row(&all, start);
        assert!(is == verdict && found.contains(part), "{start}: {is}, {found}");
    }
}

const FAULTY: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "a", "properties": {"name": "Khartoum", "date": "2023-04-15",
  "statements": [
   {"about": "spatial", "text": "unknown kind", "check": {"kind": "distanse"}},
   {"about": "spatial", "text": "no unit", "check": {"kind": "near", "from": {"incident": "a"}, "within": "10"}},
   {"about": "spatial", "text": "bare number", "check": {"kind": "near", "from": {"incident": "a"}, "within": 10}},
   {"about": "spatial", "text": "no object", "check": "near"},
   {"about": "spatial", "text": "a member too many", "check": {"kind": "weekday", "weekday": "monday", "on": "a"}},
   {"about": "count", "text": "no number", "check": {"kind": "sum", "parts": [{"what": "x"}], "relation": "part_of", "whole": {"min": 1}}},
   {"about": "spatial", "text": "unknown place", "check": {"kind": "near", "from": {"place": {"name": "Khartum"}}, "within": "5 km"}},
   {"about": "spatial", "text": "unknown border", "check": {"kind": "near", "from": {"border": "turkey-siria"}, "within": "5 km"}},
   {"about": "spatial", "text": "unknown area", "check": {"kind": "inside", "area": {"named_area": {"layer": "countries", "name": "Sudann"}}}},
   {"about": "temporal", "text": "unknown event", "check": {"kind": "day_after", "event": "aa"}}]},
 "geometry": {"type": "Point", "coordinates": [32.53, 15.59]}}
]}
"#;

#[test]
fn checks_that_can_not_be_read_are_told_and_cost_no_statement() {
    let folder = Folder::new("verify-faults");
    folder.write("a.geojson", FAULTY);
    let run = sitmap(folder.path(), &["verify", "a.geojson", "--format", "json"]);
    assert_eq!(run.status, 0);
    insta::assert_snapshot!(run.stderr);
    let all = json(&run);
    assert_eq!(all["verdicts"]["not_checkable"], 10);
    assert_eq!(row(&all, "no unit").1, "Its check can’t be read");
    let strict = sitmap(folder.path(), &["verify", "a.geojson", "--strict"]);
    assert_eq!(strict.status, 1);
    let check = sitmap(folder.path(), &["check", "a.geojson"]);
    assert!(check.status == 0 && check.stdout.contains("0 errors, 6 warnings"), "{}", check.stdout);
}

#[test]
fn files_that_are_not_there_or_hold_nothing() {
    let folder = Folder::new("verify-none");
    let run = sitmap(folder.path(), &["verify", "none.geojson"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("none.geojson") && run.stdout.is_empty(), "{}", run.stderr);
    folder.write("a.geojson", r#"{"type": "FeatureCollection", "features": []}"#);
    let empty = sitmap(folder.path(), &["verify", "a.geojson"]);
    assert_eq!(empty.status, 0);
    assert!(empty.stdout.contains("0 statements."), "{}", empty.stdout);
    folder.write("sources.json", "{\"x\": 1}");
    let sources = sitmap(folder.path(), &["verify", "a.geojson"]);
    assert!(sources.status == 1 && sources.stderr.contains("sources.json"), "{}", sources.stderr);
    let unwritable = sitmap(folder.path(), &["verify", "a.geojson", "--sources", "b.json", "-o", "no/such.md"]);
    assert_eq!(unwritable.status, 1, "a list that is asked for must be there");
    std::fs::remove_file(folder.path().join("sources.json")).unwrap();
    assert_eq!(sitmap(folder.path(), &["verify", "a.geojson", "-o", "no/such.md"]).status, 3);
    assert_eq!(folder.names(), ["a.geojson"]);
}
