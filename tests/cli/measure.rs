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

/// Cells of a CSV row.
fn cells(csv: &str, id: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.records().map(Result::unwrap);
    let row = rows.into_iter().find(|r| &r[0] == id).unwrap_or_else(|| panic!("{id} in\n{csv}"));
    row.iter().map(str::to_owned).collect()
}

const WORLD: &str = "id,lon,lat,uncertainty_m\nkharkiv,36.2304,49.9935,3000\nlibya,20,22.5,1000\nkashmir,74.3,34.5,1000\n\
                     reykjavik,-21.9,64.1,500\natlantic,-30,0,500\nsimferopol,34.1,45,500\nwest,-11,26.5,500\n";

#[test]
fn the_nearest_border_of_each_points_own_country() {
    let folder = Folder::new("nearest");
    folder.write("w.csv", WORLD);
    let run = sitmap(folder.path(), &["measure", "w.csv", "--to", "nearest", "--format", "csv"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let kharkiv = cells(&run.stdout, "kharkiv");
    // Truth: tests/fixtures/spatial/border_towns.csv.
    assert!((kharkiv[4].parse::<f64>().unwrap() - 33_488.851_711).abs() < 1e-4, "{kharkiv:?}");
    assert_eq!(
        (kharkiv[11].as_str(), kharkiv[12].as_str(), kharkiv[14].as_str()),
        ("RUS/UKR borders_osm 2017", "300.000000", "UKR")
    );
    let kashmir = cells(&run.stdout, "kashmir");
    assert!(kashmir[16].contains("line of control"), "{kashmir:?}");
    let libya = cells(&run.stdout, "libya");
    assert!(libya[12].parse::<f64>().unwrap() > 1_000.0 && !libya[16].is_empty(), "{libya:?}");
    let reykjavik = cells(&run.stdout, "reykjavik");
    assert_eq!((reykjavik[2].as_str(), reykjavik[15].as_str()), ("-21.900000000", "Iceland has no land border"));
    assert_eq!(cells(&run.stdout, "atlantic")[15], "the place lies in no country that is built in");
    let simferopol = cells(&run.stdout, "simferopol");
    assert_eq!(simferopol[14], "");
    for country in ["Ukraine", "RUS"] {
        let run = sitmap(folder.path(), &["measure", "w.csv", "--within", country]);
        assert!(run.stdout.contains("; in an area that two maps put in different countries: 1."), "{}", run.stdout);
    }
    assert!(simferopol[16].contains("has the place in UKR, Natural Earth in RUS"), "{simferopol:?}");
    assert!(run.stderr.contains("border-in-doubt"), "{}", run.stderr);
    // Every doubt is an error when asked for; nothing changes else.
    assert_eq!(sitmap(folder.path(), &["measure", "w.csv", "--to", "nearest", "--strict"]).status, 1);
}

#[test]
fn either_order_names_and_codes_give_the_same_bytes() {
    let folder = Folder::new("names");
    folder.write("w.csv", WORLD);
    let csv = |to: &str| sitmap(folder.path(), &["measure", "w.csv", "--to", to, "--format", "csv"]).stdout;
    let first = csv("UKR/RUS");
    assert!(first.contains("RUS/UKR borders_osm 2017"));
    for name in ["rus/ukr", "ukraine-russia", "UA/RU", "Russia and Ukraine"] {
        assert!(csv(name) == first, "{name}");
    }
    let coarse = sitmap(folder.path(), &["measure", "w.csv", "--to", "LBY/TCD", "--format", "csv"]);
    assert!(
        coarse.stderr.contains("the border may be off by more than a tenth of the distance: libya"),
        "{}",
        coarse.stderr
    );
}

#[test]
fn an_area_is_measured_as_a_range() {
    let incidents = root().join("geodata/incidents.geojson");
    let folder = Folder::new("area");
    let run = sitmap(folder.path(), &["measure", incidents.to_str().unwrap(), "--to", "TUR/SYR", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows: Value = serde_json::from_str(&run.stdout).unwrap();
    let areas: Vec<&Value> = rows
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["distance_m"].is_null() && !r["distance_min_m"].is_null())
        .collect();
    assert!(!areas.is_empty());
    for area in areas {
        assert!(area["reason"].as_str().unwrap().starts_with("the place is a"), "{area}");
        assert!(area["distance_min_m"].as_f64() < area["distance_max_m"].as_f64());
    }
}

#[test]
fn one_mode_at_a_time_and_every_radius_with_its_unit() {
    let folder = Folder::new("modes");
    folder.write("w.csv", WORLD);
    let run = |arguments: &[&str]| sitmap(folder.path(), &[&["measure", "w.csv"], arguments].concat());
    assert_eq!(run(&[]).status, 2);
    assert_eq!(run(&["--to", "UKR/RUS", "--matrix"]).status, 2);
    assert_eq!(run(&["--rings", "5km", "--within", "Syria"]).status, 2);
    assert_eq!(run(&["--nearest-place", "0"]).status, 2);
    let unit = run(&["--rings", "5"]);
    assert!(unit.status == 2 && unit.stderr.contains("the unit is missing: write 5km"), "{}", unit.stderr);
    let unknown = run(&["--to", "Ukrane/Rusia"]);
    assert!(unknown.status == 1 && unknown.stderr.contains("Ukraine/Russia"), "{}", unknown.stderr);
    let none = run(&["--to", "FRA/POL"]);
    assert!(
        none.stderr.contains("France and Poland have no land border") && none.stderr.contains("POL/DEU"),
        "{}",
        none.stderr
    );
    let nowhere = run(&["--within", "Syrai"]);
    assert!(nowhere.status == 1 && nowhere.stderr.contains("Syria"), "{}", nowhere.stderr);
}

#[test]
fn matrix_places_rings_and_within() {
    let folder = Folder::new("others");
    folder.write(
        "w.csv",
        "id,lon,lat,uncertainty_m\na,36.2304,49.9935,3000\nb,36.2304,50.0935,\nc,,,\nd,179.99,-17,1000\n",
    );
    let run = |arguments: &[&str]| {
        let run = sitmap(folder.path(), &[&["measure", "w.csv"], arguments].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let pairs = run(&["--matrix", "--format", "csv"]);
    assert_eq!(pairs.lines().count(), 4, "three points, three pairs: {pairs}");
    // A tenth of a degree of the meridian at 50° N: 11,122.9 m by GeographicLib for Python.
    assert!(
        (pairs.lines().nth(1).unwrap().split(',').nth(2).unwrap().parse::<f64>().unwrap() - 11_122.9).abs() < 0.5,
        "{pairs}"
    );
    assert!(run(&["--matrix"]).contains("left out, without a point: 1"));
    let places = run(&["--nearest-place", "2", "--format", "csv"]);
    assert_eq!(places.lines().count(), 1 + 3 * 2 + 1);
    assert!(places.lines().nth(1).unwrap().contains("Kharkiv"), "{places}");
    let rings: Value = serde_json::from_str(&run(&["--rings", "5km,12km", "--format", "geojson"])).unwrap();
    let kinds: Vec<_> = rings["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["geometry"]["type"].as_str(), f["properties"]["others_within"].as_u64()))
        .collect();
    assert_eq!(kinds[..2], [(Some("Polygon"), Some(0)), (Some("Polygon"), Some(1))]);
    assert_eq!(kinds[6].0, Some("MultiLineString"), "across 180°");
    let inside = run(&["--within", "Ukraine"]);
    assert!(inside.contains("2 of 4 incidents lie in Ukraine; outside: 1; without a point: 1."), "{inside}");
    folder.write("box.geojson", r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[36,49.9],[37,49.9],[37,50],[36,50],[36,49.9]]]}}"#);
    let inside = run(&["--within", "box.geojson", "--format", "csv"]);
    assert!(inside.lines().count() == 2 && inside.contains(",no\n"), "its uncertainty reaches over the edge: {inside}");
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
    assert_eq!(csv.status, 0, "{}", csv.stderr);
    let codes: Vec<&str> = csv.stderr.lines().filter(|l| l.starts_with("warning")).collect();
    assert!(codes.len() == 1 && codes[0].starts_with("warning[measure::coarse-border]"), "{}", csv.stderr);
    let json = sitmap(folder.path(), &["measure", "a.geojson", "--to", "turkey-syria", "--format", "csv"]);
    assert_eq!((json.status, &json.stderr), (0, &csv.stderr));
    assert_eq!(String::from_utf8(folder.read("of-csv.csv")).unwrap(), json.stdout);
}
