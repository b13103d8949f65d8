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

/// What can't be measured to or from: exit status 1 (2 for usage), the file, the place in it and what to do.
#[test]
fn bad_input_is_told() {
    let folder = Folder::new("bad-measure");
    let line = |coordinates: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString","coordinates":{coordinates}}}}}"#
        )
    };
    folder.write("places.csv", "id,lon,lat\na,36.5,36.1\n");
    folder.write("no-columns.csv", "id,east,north\na,36.5,36.1\n");
    folder.write("no-numbers.csv", "id,lon,lat\na,nan,36.1\nb,36.5,\nc,\"36,5\",36\nd,36.5,361\n");
    folder.write("empty-line.geojson", line("[]"));
    folder.write("one-vertex.geojson", line("[[36, 36]]"));
    folder.write("nan.geojson", line("[[36, 36], [37, NaN]]"));
    folder.write("point.geojson", line("[36, 36]").replace("LineString", "Point"));
    folder.write("nothing.geojson", r#"{"type":"FeatureCollection","features":[]}"#);
    let mut told = String::new();
    for (places, to) in [
        ("places.csv", "empty-line.geojson"),
        ("places.csv", "one-vertex.geojson"),
        ("places.csv", "nan.geojson"),
        ("places.csv", "point.geojson"),
        ("places.csv", "nothing.geojson"),
        ("places.csv", "turkey-siria"),
        ("no-columns.csv", "turkey-syria"),
        ("no-numbers.csv", "turkey-syria"),
        ("no-numbers.csv", "one-vertex.geojson"),
        ("missing.csv", "turkey-syria"),
    ] {
        for format in ["csv", "table"] {
            let run = sitmap(folder.path(), &["measure", places, "--to", to, "--format", format]);
            assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{places} {to}");
            // Whichever way a table is read, the same is told of it.
            if format == "csv" {
                told.push_str(&format!("measure {places} --to {to}\n{}\n", run.stderr));
            } else {
                assert!(told.ends_with(&format!("{}\n", run.stderr)), "{}", run.stderr);
            }
        }
    }
    for units in [&["--units"][..], &["--units", "leagues"]] {
        let run = sitmap(folder.path(), &[&["measure", "places.csv", "--to", "turkey-syria"], units].concat());
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        told.push_str(&format!("measure places.csv --to turkey-syria {}\n{}\n", units.join(" "), run.stderr));
    }
    insta::assert_snapshot!(told);
}

/// A table of places goes in and out by a short way of its own, with the bytes of the way through features.
#[test]
fn a_table_is_measured_as_the_same_geojson_is() {
    let folder = Folder::new("bulk");
    let (mut csv, mut features) = (String::from("\u{feff}name;lat;lon;id;uncertainty_m;kind\n"), Vec::new());
    for i in 0..500 {
        let (lon, lat) = (35.0 + f64::from(i) * 0.008, 34.0 + f64::from(i * 7 % 500) * 0.008);
        let name = if i % 3 == 0 { "“Camp”, \"north\"".to_owned() } else { format!("N {i}") };
        csv.push_str(&format!("\"{}\";{lat};{lon};{i};300;a\n", name.replace('"', "\"\"")));
        let properties = serde_json::json!({"name": name, "uncertainty_m": 300});
        let geometry = serde_json::json!({"type": "Point", "coordinates": [lon, lat]});
        features.push(serde_json::json!({"type": "Feature", "id": i, "properties": properties, "geometry": geometry}));
    }
    folder.write("a.csv", csv);
    let collection = serde_json::json!({"type": "FeatureCollection", "features": features});
    folder.write("a.geojson", collection.to_string());
    let csv =
        sitmap(folder.path(), &["measure", "a.csv", "--to", "turkey-syria", "--format", "csv", "-o", "of-csv.csv"]);
    // What is not measured is no matter of this verb: that “a” is no kind of event is told by `check`.
    assert_eq!((csv.status, csv.stderr.as_str()), (0, ""));
    let json = sitmap(folder.path(), &["measure", "a.geojson", "--to", "turkey-syria", "--format", "csv"]);
    assert_eq!(json.status, 0, "{}", json.stderr);
    assert_eq!(String::from_utf8(folder.read("of-csv.csv")).unwrap(), json.stdout);
}
