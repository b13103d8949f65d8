//! Names on the map as a figure's spec wishes them, and what becomes of those without a place.

use crate::{Folder, sitmap};
use serde_json::Value;

/// The sixty largest towns of the Ruhr: on a page of 89 mm there is no room for all their names.
fn crowd() -> String {
    std::fs::read_to_string(crate::root().join("tests/fixtures/dense/ruhr.geojson")).unwrap()
}

fn labels(folder: &Folder) -> Vec<Value> {
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    report["figures"][0]["labels"].as_array().unwrap().clone()
}

fn render(folder: &Folder, spec: &str) -> crate::Run {
    folder.write("figure.toml", spec);
    sitmap(folder.path(), &["render", "figure.toml", "--format", "svg", "--report", "r.json"])
}

const SPEC: &str = "page = \"nature-single\"\nincidents = \"crowd.geojson\"\nextent = [5.9, 50.85, 8.2, 51.9]\n";

#[test]
fn names_without_a_place_are_numbers_with_a_key() {
    let folder = Folder::new("by-number");
    folder.write("crowd.geojson", crowd());
    let run = render(&folder, SPEC);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let labels = labels(&folder);
    let numbers: Vec<&Value> = labels.iter().filter(|l| l["stands_for"].is_string() && l["placed"] == true).collect();
    assert!(numbers.len() > 5, "{}", numbers.len());
    let svg = String::from_utf8(folder.read("out/figure.svg")).unwrap();
    assert!(svg.contains("Names of numbered places"));
    for number in numbers {
        let (text, name) = (number["text"].as_str().unwrap(), number["stands_for"].as_str().unwrap());
        assert!(text.parse::<u32>().is_ok() && svg.contains(&format!(">{name}<")), "{text} stands for {name}");
    }
}

fn is_placed(folder: &Folder, name: &str) -> bool {
    labels(folder).iter().any(|l| l["text"] == name && l["placed"] == true)
}

#[test]
fn a_name_that_must_be_there_is_there() {
    let folder = Folder::new("must");
    folder.write("crowd.geojson", crowd());
    assert_eq!(render(&folder, SPEC).status, 0);
    let all = labels(&folder);
    // An incident that had to give way to others, and a town of the base map.
    let crowded = |l: &&Value| l["reason"].as_str().is_some_and(|r| r.starts_with("no room beside other labels"));
    let lost = all.iter().find(crowded).and_then(|l| l["text"].as_str()).unwrap();
    let wish = |of: &str| format!("[[labels]]\nof = \"{of}\"\nmust = true\n");
    let wished = [lost, "Cologne"];
    let wishes: String = wished.iter().map(|name| wish(name)).collect();
    let run = render(&folder, &format!("{SPEC}{wishes}"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    for name in wished {
        assert!(is_placed(&folder, name), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_name_that_cannot_be_there_refuses_the_figure() {
    let folder = Folder::new("must-not");
    folder.write("crowd.geojson", crowd());
    let run = render(&folder, &format!("{SPEC}[[labels]]\nof = \"Colonge\"\nmust = true\n"));
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("layout::required-label-unplaced"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean “Cologne”?"), "{}", run.stderr);
    assert!(!folder.path().join("out/figure.svg").exists());
    // Without must it is a warning.
    let run = render(&folder, &format!("{SPEC}[[labels]]\nof = \"Colonge\"\npriority = 7\n"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("layout::label-unplaced"), "{}", run.stderr);
}

#[test]
fn a_priority_decides_between_names() {
    let folder = Folder::new("priority");
    folder.write("crowd.geojson", crowd());
    assert_eq!(render(&folder, SPEC).status, 0);
    let all = labels(&folder);
    // A name, not the number that stands for one.
    let is_lost_name = |l: &&Value| l["placed"] == false && l["stands_for"].is_null();
    let lost = all.iter().find(is_lost_name).and_then(|l| l["text"].as_str()).unwrap();
    let wish = format!("[[labels]]\nof = \"{lost}\"\npriority = 1000\n");
    assert_eq!(render(&folder, &format!("{SPEC}{wish}")).status, 0);
    assert!(is_placed(&folder, lost), "{lost}");
}

#[test]
fn a_layer_has_its_names_written() {
    let folder = Folder::new("layer-names");
    let layer = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"camp": "Camp of the mill"}, "geometry": {"type": "Point", "coordinates": [36.6, 35.9]}},
{"type": "Feature", "properties": {"camp": "District of the river"}, "geometry": {"type": "Polygon", "coordinates": [[[36.7, 35.7], [37.0, 35.7], [37.0, 35.9], [36.7, 35.9], [36.7, 35.7]]]}}]}"#;
    folder.write("camps.geojson", layer);
    let spec = |key: &str| {
        format!("extent = [36.2, 35.6, 37.1, 36.2]\n[[layers]]\nfile = \"camps.geojson\"\nnames = \"{key}\"\n")
    };
    let run = render(&folder, &spec("camp"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    for name in ["Camp of the mill", "District of the river"] {
        assert!(labels(&folder).iter().any(|l| l["text"] == name && l["placed"] == true), "{name}");
    }
    let run = render(&folder, &spec("canp"));
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("spec::unknown-property") && run.stderr.contains("“camp”"), "{}", run.stderr);
}
