use super::*;
use crate::claims::{MeasuredBorder, Subject, measure_to};
use crate::data::borders::Borders;
use crate::geographic::LonLat;

fn rows_to(border: &MeasuredBorder, builtin: bool) -> Vec<Measurement> {
    let subject = |id: &str, name: Option<&str>, place: Result<LonLat, String>, uncertainty_m| Subject {
        id: id.into(),
        name: name.map(str::to_owned),
        place,
        uncertainty_m,
        area: None,
    };
    let square = [(36.4, 35.8), (36.6, 35.8), (36.6, 35.9), (36.4, 35.9)];
    let square = vec![vec![square.map(|(lon, lat)| LonLat::new(lon, lat)).to_vec()]];
    let subjects = vec![
        subject("a", Some("Camp, near | the \"town\""), Ok(LonLat::new(36.5, 36.1)), Some(3_000.0)),
        subject("b", None, Ok(LonLat::new(36.0, 35.5)), None),
        subject("c", Some("Summit"), Err("no location".into()), None),
        Subject { area: Some(square), ..subject("d", None, Err("the place is an area".into()), Some(0.0)) },
    ];
    measure_to(subjects, border, builtin)
}

fn rows() -> Vec<Measurement> {
    let line = vec![LonLat::new(36.0, 36.0), LonLat::new(37.0, 36.0)];
    rows_to(&MeasuredBorder::of_file("line.geojson", vec![line], EdgeKind::Geodesic).unwrap(), false)
}

fn builtin_rows() -> Vec<Measurement> {
    let border = Borders::builtin().of("TUR", "SYR").unwrap();
    rows_to(&MeasuredBorder::builtin(&[border], EdgeKind::Geodesic).unwrap(), true)
}

fn info(name: &str) -> BorderInfo {
    BorderInfo { name: name.into(), edges: EdgeKind::Geodesic }
}

#[test]
fn csv_begins_with_the_eight_columns_and_leaves_the_unknown_empty() {
    let text = write(&rows(), &info("line.geojson"), Format::Csv, LengthUnit::Km);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("id,name,lon,lat,distance_m,azimuth_deg,foot_lon,foot_lat,"));
    assert!(lines[1].starts_with("a,\"Camp, near | the \"\"town\"\"\",36.500000000,36.100000000,109"), "{}", lines[1]);
    assert_eq!(
        lines[0],
        "id,name,lon,lat,distance_m,azimuth_deg,foot_lon,foot_lat,distance_min_m,distance_max_m,uncertainty_m,border,\
         border_accuracy_m,method,side,reason,note"
    );
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(records[2].iter().take(8).collect::<Vec<_>>(), ["c", "Summit", "", "", "", "", "", ""]);
    assert_eq!(&records[2][15], "no location");
    // Not built in: its accuracy and the side are not known.
    assert_eq!((&records[0][11], &records[0][12], &records[0][14], &records[0][16]), ("line.geojson", "", "", ""));
    // An area: bounds, the reason, and no point, distance, foot or side.
    assert_eq!(records[3].iter().skip(1).take(7).collect::<Vec<_>>(), ["", "", "", "", "", "", ""]);
    assert!(records[3][8].starts_with("1120") && records[3][9].starts_with("2230"), "{:?}", &records[3]);
    assert_eq!((&records[3][11], &records[3][15]), ("line.geojson", "the place is an area"));
    assert_eq!(&records[1][8], "");
    let distance: f64 = records[1][4].parse().unwrap();
    assert!((distance - 55_480.0).abs() < 20.0, "{distance}");
}

#[test]
fn built_in_borders_name_layer_year_accuracy_and_side() {
    let text = write(&builtin_rows(), &info("TUR/SYR"), Format::Csv, LengthUnit::Km);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(
        records[0].iter().skip(10).take(3).collect::<Vec<_>>(),
        ["3000.000000", "SYR/TUR border_tr_sy 2026", "300.000000"]
    );
    assert_eq!((&records[0][14], &records[1][14], &records[2][14]), ("SYR", "SYR", ""));
    let number = |i: usize| records[0][i].parse::<f64>().unwrap();
    assert!((number(4) - number(8) - 3_300.0).abs() < 1e-5 && (number(9) - number(4) - 3_300.0).abs() < 1e-5);
    assert_eq!((&records[1][8], &records[1][9]), ("", ""), "no uncertainty, no bounds");
}

#[test]
fn json_is_an_array_of_the_same_names() {
    let value: Value =
        serde_json::from_str(&write(&rows(), &info("line.geojson"), Format::Json, LengthUnit::Km)).unwrap();
    assert_eq!(value[2]["distance_m"], Value::Null);
    assert_eq!(value[2]["reason"], "no location");
    assert_eq!(value[0]["uncertainty_m"], 3000.0);
    assert_eq!(value[0]["reason"], Value::Null);
    let keys: Vec<&String> = value[0].as_object().unwrap().keys().collect();
    assert_eq!(&keys[..3], ["id", "name", "lon"]);
}

#[test]
fn tables_round_and_name_the_border() {
    let text = write(&builtin_rows(), &info("turkey-syria"), Format::Table, LengthUnit::Km);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "id  name                     distance  range      azimuth");
    assert_eq!(lines[1], "a   Camp, near | the \"town\"   10.1 km  7–13 km       259°");
    assert_eq!(lines[2], "b                             36.6 km  not known      22°");
    assert_eq!(lines[3], "c   Summit                          –  no location");
    assert_eq!(lines[4], "d                                   –  11–31 km: the place is an area");
    assert_eq!(
        lines[6],
        "Measured to turkey-syria: SYR/TUR border_tr_sy 2026, © OpenStreetMap contributors, accurate to 300 m. \
         Geodesics of WGS 84; edges geodesic."
    );
    let plain = write(&rows(), &info("line.geojson"), Format::Table, LengthUnit::Km);
    assert!(plain.contains("Measured to line.geojson: line.geojson, its accuracy not known."), "{plain}");
}

#[test]
fn notes_stand_below_with_a_mark_each() {
    let border = MeasuredBorder::builtin(&[Borders::builtin().of("ESH", "MAR").unwrap()], EdgeKind::Rfc7946).unwrap();
    let camp = Subject {
        id: "e".into(),
        name: None,
        place: Ok(LonLat::new(-11.0, 26.5)),
        uncertainty_m: Some(0.0),
        area: None,
    };
    let rows = measure_to(vec![camp], &border, false);
    let text = write(&rows, &info("ESH/MAR"), Format::Markdown, LengthUnit::Km);
    assert!(text.contains(" km¹²"), "{text}");
    assert!(text.contains("\n¹ OpenStreetMap of 2017 has no line here, Natural Earth’s stands in.\n"), "{text}");
    assert!(text.contains("\n² the line is "), "{text}");
    assert!(text.contains("accurate to 4.0 km"), "{text}");
}

#[test]
fn markdown_is_escaped() {
    let text = write(&builtin_rows(), &info("turkey-syria"), Format::Markdown, LengthUnit::Mi);
    assert!(text.starts_with("| id | name | distance | range | azimuth |\n|---|---|---:|---|---:|\n"));
    assert!(text.contains("| a | Camp, near \\| the \"town\" | 6.3 mi | 4–8 mi | 259° |"), "{text}");
    assert!(text.contains("SYR/TUR border\\_tr\\_sy 2026"));
}

#[test]
fn geojson_has_lines_and_foot_points() {
    let text = write(&builtin_rows(), &info("turkey-syria"), Format::Geojson, LengthUnit::Km);
    let value: Value = serde_json::from_str(&text).unwrap();
    let features = value["features"].as_array().unwrap();
    assert_eq!(features.len(), 6);
    assert_eq!(features[0]["geometry"]["type"], "LineString");
    assert_eq!(features[1]["geometry"]["type"], "Point");
    assert_eq!(features[4]["geometry"], Value::Null);
    assert_eq!(value["attribution"], "© OpenStreetMap contributors");
}
