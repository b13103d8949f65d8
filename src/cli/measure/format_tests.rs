use super::*;
use crate::claims::{Subject, measure};
use crate::spatial::BorderIndex;

fn rows() -> Vec<Measurement> {
    let border = vec![LonLat::new(36.0, 36.0), LonLat::new(37.0, 36.0)];
    let index = BorderIndex::new(vec![border], EdgeKind::Geodesic).unwrap();
    let subject = |id: &str, name: Option<&str>, place: Result<LonLat, String>, uncertainty_m| Subject {
        id: id.into(),
        name: name.map(str::to_owned),
        place,
        uncertainty_m,
    };
    let subjects = vec![
        subject("a", Some("Camp, near | the \"town\""), Ok(LonLat::new(36.5, 36.1)), Some(3_000.0)),
        subject("b", None, Ok(LonLat::new(36.0, 35.5)), None),
        subject("c", Some("Summit"), Err("no location".into()), None),
    ];
    measure(subjects, &index)
}

fn info() -> BorderInfo {
    BorderInfo {
        name: "turkey-syria".into(),
        layer: "border_tr_sy".into(),
        credit: Some("© OpenStreetMap contributors".into()),
        as_of: Some("2026".into()),
        accuracy_m: Some(300.0),
        edges: EdgeKind::Geodesic,
    }
}

#[test]
fn csv_begins_with_the_eight_columns_and_leaves_the_unknown_empty() {
    let text = write(&rows(), &info(), Format::Csv, LengthUnit::Km);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("id,name,lon,lat,distance_m,azimuth_deg,foot_lon,foot_lat,"));
    assert!(lines[1].starts_with("a,\"Camp, near | the \"\"town\"\"\",36.500000000,36.100000000,109"), "{}", lines[1]);
    let names: Vec<&str> = columns(&rows()[0], &info()).iter().map(|c| c.0).collect();
    assert_eq!(lines[0], names.join(","));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records[2].iter().take(8).collect::<Vec<_>>(), ["c", "Summit", "", "", "", "", "", ""]);
    assert_eq!(&records[2][14], "no location");
    assert_eq!(&records[1][8], "");
    let distance: f64 = records[1][4].parse().unwrap();
    assert!((distance - 55_480.0).abs() < 20.0, "{distance}");
}

#[test]
fn json_is_an_array_of_the_same_names() {
    let value: Value = serde_json::from_str(&write(&rows(), &info(), Format::Json, LengthUnit::Km)).unwrap();
    assert_eq!(value[2]["distance_m"], Value::Null);
    assert_eq!(value[2]["reason"], "no location");
    assert_eq!(value[0]["uncertainty_m"], 3000.0);
    assert_eq!(value[0]["reason"], Value::Null);
    let keys: Vec<&String> = value[0].as_object().unwrap().keys().collect();
    assert_eq!(&keys[..3], ["id", "name", "lon"]);
}

#[test]
fn tables_round_and_name_the_border() {
    let text = write(&rows(), &info(), Format::Table, LengthUnit::Km);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "id  name                     distance  range      azimuth");
    assert_eq!(lines[1], "a   Camp, near | the \"town\"   11.0 km  8–14 km       180°");
    assert_eq!(lines[2], "b                             55.5 km  not known       0°");
    assert_eq!(lines[3], "c   Summit                          –  no location");
    assert_eq!(
        lines[5],
        "Measured to turkey-syria, layer border_tr_sy, © OpenStreetMap contributors, as of 2026, accurate to 300 m. \
         Geodesics of WGS 84; edges geodesic."
    );
}

#[test]
fn markdown_is_escaped() {
    let text = write(&rows(), &info(), Format::Markdown, LengthUnit::Mi);
    assert!(text.starts_with("| id | name | distance | range | azimuth |\n|---|---|---:|---|---:|\n"));
    assert!(text.contains("| a | Camp, near \\| the \"town\" | 6.8 mi | 5–9 mi | 180° |"), "{text}");
    assert!(text.contains("layer border\\_tr\\_sy"));
}

#[test]
fn geojson_has_lines_and_foot_points() {
    let value: Value = serde_json::from_str(&write(&rows(), &info(), Format::Geojson, LengthUnit::Km)).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), 5);
    assert_eq!(features[0]["geometry"]["type"], "LineString");
    assert_eq!(features[1]["geometry"]["type"], "Point");
    assert_eq!(features[4]["geometry"], Value::Null);
    assert_eq!(value["attribution"], "© OpenStreetMap contributors");
}

#[test]
fn a_line_across_180_is_cut() {
    let east = line_geometry(&[LonLat::new(179.0, 0.0), LonLat::new(181.0, 1.0)]);
    assert_eq!(
        east,
        json!({"type": "MultiLineString", "coordinates": [[[179.0, 0.0], [180.0, 0.5]], [[-180.0, 0.5], [-179.0, 1.0]]]})
    );
    let west = line_geometry(&[LonLat::new(-179.0, 0.0), LonLat::new(-181.0, 1.0)]);
    assert_eq!(
        west,
        json!({"type": "MultiLineString", "coordinates": [[[-179.0, 0.0], [-180.0, 0.5]], [[180.0, 0.5], [179.0, 1.0]]]})
    );
    assert_eq!(line_geometry(&[LonLat::new(1.0, 0.0), LonLat::new(1.0, 0.0)])["type"], "LineString");
}
