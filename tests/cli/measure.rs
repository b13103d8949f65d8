//! `measure`: one row an incident, in every format, with the numbers of the ellipsoid.

use crate::{Folder, root, sitmap, sitmap_reading};
use serde_json::Value;

const HEAD: &str = "id,name,lon,lat,distance_m,azimuth_deg,foot_lon,foot_lat";

/// Rows of a CSV by the first column.
fn distance(csv: &str, id: &str) -> f64 {
    let row = csv.lines().find(|l| l.split(',').next() == Some(id)).unwrap_or_else(|| panic!("{id} in\n{csv}"));
    row.split(',').nth(4).unwrap().parse().unwrap()
}

#[test]
fn the_towns_of_the_first_figures() {
    let folder = Folder::new("towns");
    let csv = "lat,id,lon,name\n36.11744,kafr,36.51559,Kafr Takharim\n35.95743,binnish,36.71416,Binnish\n\
               35.69592,balyun,36.50804,Balyun\n35.86446,saraqib,36.80578,Saraqib\n";
    let run =
        sitmap_reading(folder.path(), &["measure", "-", "--to", "turkey-syria", "--format", "csv"], csv.as_bytes());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.lines().next().unwrap().starts_with(HEAD), "{}", run.stdout);
    assert!((distance(&run.stdout, "balyun") - 33_495.0).abs() < 15.0, "{}", run.stdout);
    let incidents = root().join("geodata/incidents.geojson");
    let incidents = incidents.to_str().unwrap();
    let run = sitmap(folder.path(), &["measure", incidents, "--to", "turkey-syria", "--format", "csv"]);
    for (id, metres) in [
        ("kafr-takharim-2020-10-26", 9_891.0),
        ("binnish-2020-08-02", 29_703.0),
        ("saraqib-2020-02-27", 42_072.0),
        ("khan-sheikhoun-2017-04", 60_135.0),
    ] {
        let found = distance(&run.stdout, id);
        assert!((found - metres).abs() < 15.0, "{id}: {found}");
    }
    // No place: no number, and a reason.
    let summit = run.stdout.lines().find(|l| l.starts_with("summit-2018-09-07")).unwrap();
    assert!(summit.contains(",,,,,,"), "{summit}");
}

#[test]
fn across_180_degrees_and_near_the_pole() {
    let folder = Folder::new("edges");
    folder.write(
        "line.geojson",
        r#"{"type":"Feature","properties":{},"geometry":{"type":"MultiLineString","coordinates":[[[-179.5,-20],[-179.5,-10]],[[0,89],[90,89]]]}}"#,
    );
    let csv = "id,lon,lat\nfiji,179.5,-17\npole,-135,89.9\n";
    let to = ["measure", "-", "--to", "line.geojson", "--format", "json"];
    let run = sitmap_reading(folder.path(), &to, csv.as_bytes());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows: Value = serde_json::from_str(&run.stdout).unwrap();
    let metres = |i: usize| rows[i]["distance_m"].as_f64().unwrap();
    // Truths: GeographicLib for Python 2.1, the least over the line by golden section or over 20,000 points.
    assert!((metres(0) - 106_485.368_578).abs() < 1e-5, "{}", metres(0));
    // From 89.9° N the nearest of the parallel 89° N is its end, 135° away in longitude.
    assert!((metres(1) - 119_852.305_978).abs() < 1e-5, "{}", metres(1));
    let geodesic = [&to[..], &["--edges", "geodesic"]].concat();
    let run = sitmap_reading(folder.path(), &geodesic, csv.as_bytes());
    let rows: Value = serde_json::from_str(&run.stdout).unwrap();
    let nearer = rows[1]["distance_m"].as_f64().unwrap();
    // The geodesic between the two ends passes nearer to the pole.
    assert!((nearer - 90_152.897).abs() < 0.001, "{nearer}");
}

#[test]
fn formats_and_streams() {
    let folder = Folder::new("formats");
    folder.write("a.csv", "id,lon,lat\na,36.5,36.1\n");
    for (format, start) in [("table", "id "), ("csv", HEAD), ("json", "["), ("geojson", "{"), ("markdown", "| ")] {
        let run = sitmap(folder.path(), &["measure", "a.csv", "--to", "turkey-syria", "--format", format]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(run.stdout.starts_with(start), "{format}: {}", run.stdout);
    }
    let run = sitmap(folder.path(), &["measure", "a.csv", "--to", "turkey-syria", "--format", "csv", "-o", "b.csv"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let row = String::from_utf8(folder.read("b.csv")).unwrap();
    let fields: Vec<&str> = row.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(fields[4].split('.').nth(1).unwrap().len(), 6, "metres carry six decimals: {row}");
    assert_eq!(fields[6].split('.').nth(1).unwrap().len(), 9, "degrees carry nine: {row}");
    let miles = sitmap(folder.path(), &["measure", "a.csv", "--to", "turkey-syria", "--units", "mi"]);
    assert!(miles.stdout.contains(" mi"), "{}", miles.stdout);
    let unknown = sitmap(folder.path(), &["measure", "a.csv", "--to", "turkey-siria"]);
    assert_eq!(unknown.status, 1);
    assert!(unknown.stderr.contains("turkey-syria"), "{}", unknown.stderr);
}
