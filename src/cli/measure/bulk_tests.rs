use super::super::BorderInfo;
use super::*;
use crate::data::incident::Incident;
use crate::data::load::read_bytes;
use crate::geographic::LonLat;

fn border() -> MeasuredBorder {
    let line = vec![LonLat::new(36.0, 36.0), LonLat::new(36.5, 36.2), LonLat::new(37.0, 36.0)];
    MeasuredBorder::of_file("a, \"b\"", vec![line], EdgeKind::Rfc7946).unwrap()
}

/// What the way through features writes, and how many warnings it gives.
fn ordinary(text: &str, border: &MeasuredBorder, sides: bool) -> (String, usize) {
    let file = read_bytes("a.csv", text.as_bytes()).unwrap();
    let subjects = file.features.iter().map(|f| Subject::from(&Incident::from_feature(f, &mut Vec::new()))).collect();
    let rows = measure_to(subjects, border, sides);
    let info = BorderInfo { name: "a".to_owned(), edges: EdgeKind::Rfc7946 };
    let text = super::super::write(&rows, &info, super::super::Format::Csv, LengthUnit::Km);
    (text, Doubts::of(&rows, LengthUnit::Km).warnings().count())
}

fn bulk(text: &str, border: &MeasuredBorder, sides: bool, threads: usize) -> (String, usize) {
    let (mut out, mut doubts) = (Vec::new(), Doubts::default());
    let how = How { border, sides, edges: EdgeKind::Rfc7946, unit: LengthUnit::Km };
    let rows = read("a.csv", text.as_bytes()).unwrap().0;
    write_by(rows, &how, threads, &mut out, &mut doubts).unwrap();
    (String::from_utf8(out).unwrap(), doubts.warnings().count())
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
        let expected = ordinary(&text, &border(), false);
        assert_eq!(expected.0.lines().count(), if quotes { 48_001 } else { 40_001 });
        for threads in [1, 2, 3, 7] {
            assert!(bulk(&text, &border(), false, threads) == expected, "{threads} threads, quotes: {quotes}");
        }
    }
    assert_eq!(bulk("lon,lat\n", &border(), true, 2), (csv_header(), 0));
}

#[test]
fn countries_and_doubts_are_those_of_the_ordinary_way() {
    let pair = crate::data::borders::Borders::builtin().of("SYR", "TUR").unwrap();
    let border = MeasuredBorder::builtin(&[pair], EdgeKind::Rfc7946).unwrap();
    let mut text = String::from("id,lon,lat\n");
    for i in 0..9_000 {
        text.push_str(&format!("{i},{},{}\n", 35.0 + f64::from(i % 90) * 0.08, 35.0 + f64::from(i / 90) * 0.025));
    }
    let expected = ordinary(&text, &border, true);
    assert!(expected.0.contains(",TUR,") && expected.0.contains(",SYR,") && expected.1 > 0);
    for threads in [1, 3] {
        assert!(bulk(&text, &border, true, threads) == expected, "{threads} threads");
    }
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
