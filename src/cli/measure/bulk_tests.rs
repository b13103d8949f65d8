use super::*;
use crate::data::incident::Incident;
use crate::data::load::read_bytes;
use crate::geographic::LonLat;
use crate::spatial::EdgeKind;
use crate::units::LengthUnit;

fn border() -> (BorderIndex, BorderInfo) {
    let line = vec![LonLat::new(36.0, 36.0), LonLat::new(36.5, 36.2), LonLat::new(37.0, 36.0)];
    let info = BorderInfo {
        name: "a, \"b\"".into(),
        layer: "a, \"b\"".into(),
        credit: None,
        as_of: None,
        accuracy_m: Some(300.0),
        edges: EdgeKind::Rfc7946,
    };
    (BorderIndex::new(vec![line], EdgeKind::Rfc7946).unwrap(), info)
}

/// What the way through features writes.
fn ordinary(text: &str) -> String {
    let (border, info) = border();
    let file = read_bytes("a.csv", text.as_bytes()).unwrap();
    let subjects = file.features.iter().map(|f| Subject::from(&Incident::from_feature(f, &mut Vec::new()))).collect();
    super::super::write(&measure(subjects, &border), &info, super::super::Format::Csv, LengthUnit::Km)
}

fn bulk(text: &str, threads: usize) -> String {
    let (border, info) = border();
    let mut out = Vec::new();
    write_by(read("a.csv", text.as_bytes()).unwrap().0, &border, &info, threads, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Rows of all sorts, more than one block of them.
fn table(quotes: bool) -> String {
    let mut text = String::from("title,LON,lat,id,uncertainty_m,killed\r\n");
    for i in 0..40_000 {
        let (lon, lat) = (f64::from(i * 37 % 36_000) / 100.0 - 180.0, f64::from(i * 91 % 18_000) / 100.0 - 90.0);
        match i % 5 {
            0 => text.push_str(&format!("place {i},{lon},{lat},{i},300,7\r\n")),
            1 => text.push_str(&format!(" ,{lon},{lat},,,\r\n")),
            2 => text.push_str(&format!("7,,,x{i},50\r\n")),
            3 if quotes => text.push_str(&format!("\"a \"\"b\"\", c\nd\",36.{i},36.{i:07},y,-1,\r\n\r\n")),
            _ => text.push_str(&format!("İdlib إدلب,36.{i},36.{i:07}\r\n")),
        }
    }
    text
}

#[test]
fn the_bytes_are_those_of_the_ordinary_way_for_any_number_of_threads() {
    for quotes in [false, true] {
        let text = table(quotes);
        let expected = ordinary(&text);
        assert_eq!(expected.lines().count(), if quotes { 48_001 } else { 40_001 });
        for threads in [1, 2, 3, 7] {
            assert!(bulk(&text, threads) == expected, "{threads} threads, quotes: {quotes}");
        }
    }
    assert_eq!(bulk("lon,lat\n", 2), CSV_HEADER);
}

#[test]
fn the_takers_fault_ends_it() {
    let mut taken = Vec::new();
    let take = |i: usize| {
        taken.push(i);
        if i == 5 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
    };
    let end = in_order((0..1000).collect(), 3, |i: usize| i, take);
    assert_eq!(end.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    assert_eq!(taken, [0, 1, 2, 3, 4, 5]);
}
