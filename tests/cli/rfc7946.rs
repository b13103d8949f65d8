//! Every fault that RFC 7946 knows, one small file each: `tests/fixtures/rfc7946`, with `expected.tsv` beside them.
//!
//! A row of that table names a file, the section it is about, the exit status of `check`, what is told (code, line,
//! number of the feature, in the order of lines), and why. Some files are sound, to show where a rule ends. Each is
//! read by the binary and in process, which must say the same, and the words are held in a snapshot for each section.

use crate::{Folder, root, sitmap, sitmap_reading};
use sitmap::data::geojson::{self, has_errors};
use sitmap::data::incident::Incident;
use sitmap::diagnostic::{Diagnostic, render};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

struct Row {
    file: String,
    section: String,
    status: i32,
    codes: String,
}

fn folder() -> PathBuf {
    root().join("tests/fixtures/rfc7946")
}

fn rows() -> Vec<Row> {
    let table = std::fs::read_to_string(folder().join("expected.tsv")).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [file, section, status, codes, why] = cells[..] else { panic!("five cells: {line}") };
        assert!(why.len() > 8, "{file}: says why");
        Row { file: file.into(), section: section.into(), status: status.parse().unwrap(), codes: codes.into() }
    };
    table.lines().skip(1).map(row).collect()
}

/// Code, line and feature of each fault, as the table writes them.
fn told(faults: &[Diagnostic]) -> String {
    let one = |f: &Diagnostic| {
        let number = |n: Option<usize>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
        format!("{}:{}:{}", f.code.trim_start_matches("data::"), number(f.place.line), number(f.place.feature))
    };
    faults.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// All that `check` tells of a file, without running it.
fn faults_of(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let report = geojson::check(name, bytes);
    let mut faults = report.faults;
    for feature in &report.features {
        Incident::from_feature(feature, &mut faults);
    }
    faults.sort_by_key(|f| f.place.line);
    faults
}

#[test]
fn every_file_has_its_row_and_every_row_its_file() {
    let rows = rows();
    let listed: BTreeSet<String> = rows.iter().map(|r| r.file.clone()).collect();
    let there = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let there: BTreeSet<String> = there.filter(|name| name != "expected.tsv").collect();
    assert_eq!(listed, there);
    assert!(listed.len() == rows.len() && rows.len() > 200, "{}", rows.len());
    for row in &rows {
        let start = match row.section.as_str() {
            "RFC 8142 2" => "rfc8142".to_owned(),
            "-" => "lines".to_owned(),
            section => section.to_owned(),
        };
        assert!(row.file.starts_with(&format!("{start}-")), "{}: section {}", row.file, row.section);
        assert!(std::fs::metadata(folder().join(&row.file)).unwrap().len() < 1000, "{} is small", row.file);
    }
}

#[test]
fn every_code_of_geojson_has_a_file() {
    let rows = rows();
    let known: BTreeSet<&str> = geojson::CODES.iter().map(|(code, _)| code.trim_start_matches("data::")).collect();
    let told = rows.iter().flat_map(|r| r.codes.split(' ')).filter_map(|c| c.split(':').next());
    let told: BTreeSet<&str> = told.filter(|c| !c.is_empty()).collect();
    assert_eq!(told, known);
}

/// Status, codes, lines, numbers and words, by the binary and in process.
#[test]
fn each_fault_is_told_as_expected_either_way() {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for Row { file, section, status, codes } in rows() {
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        let run = sitmap(&folder(), &["check", &file]);
        let faults = faults_of(&file, &bytes);
        assert_eq!(told(&faults), codes, "{file}");
        assert_eq!((run.status, run.stderr.as_str()), (status, ""), "{file}: {}", run.stdout);
        assert_eq!(has_errors(&faults), status == 1, "{file}");
        let words: String = faults.iter().map(render).collect();
        let (said, sum) = run.stdout.split_at(words.len().min(run.stdout.len()));
        assert_eq!(said, words, "{file}: both ways say the same");
        assert!(sum.starts_with(&format!("{file}: ")) && sum.lines().count() == 1, "{file}: {sum}");
        for fault in &faults {
            let severity = geojson::CODES.iter().find(|c| c.0 == fault.code).map(|c| c.1);
            assert_eq!(severity, Some(fault.severity), "{file}: {}", fault.code);
            assert!(fault.help.as_ref().is_some_and(|h| h.len() > 8), "{file}: {} says what to do", fault.code);
        }
        let page = pages.entry(section.to_lowercase().replace([' ', '.'], "_").replace('-', "lines")).or_default();
        page.push_str(&format!("== {file}: {status}\n{words}"));
    }
    for (section, page) in pages {
        insta::assert_snapshot!(format!("section_{section}"), page);
    }
}

/// The reader refuses what `check` refuses, with the same words, and reads all else.
#[test]
fn reading_refuses_what_check_refuses() {
    for Row { file, status, .. } in rows() {
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        let checked = geojson::check(&file, &bytes);
        match geojson::read(&file, &bytes) {
            Ok(read) => {
                assert_eq!((status, &read.warnings), (0, &checked.faults), "{file}");
                assert_eq!(read.features, checked.features, "{file}");
            }
            Err(faults) => assert_eq!((status, faults), (1, checked.faults), "{file}"),
        }
    }
}

/// Where a file is cut off or changed, there may be other faults, but always an answer.
#[test]
fn no_file_that_is_cut_off_makes_it_panic() {
    for Row { file, .. } in rows() {
        let bytes = std::fs::read(folder().join(&file)).unwrap();
        for end in 0..bytes.len() {
            let checked = geojson::check(&file, &bytes[..end]);
            assert_eq!(geojson::read(&file, &bytes[..end]).is_err(), has_errors(&checked.faults), "{file} at {end}");
        }
    }
}

/// The words don't depend on the width of a terminal, nor on which way the bytes came.
#[test]
fn width_and_standard_input_change_no_word() {
    let file = folder().join("3-unknown-type.geojson");
    let at_width = |columns: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sitmap"));
        let output = command.arg("check").arg(&file).env("COLUMNS", columns).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(at_width("40"), at_width("200"));
    let folder = Folder::new("rfc7946-input");
    for row in rows().into_iter().filter(|r| r.status == 1).take(40) {
        let bytes = std::fs::read(self::folder().join(&row.file)).unwrap();
        let run = sitmap_reading(folder.path(), &["check", "-"], &bytes);
        let faults = faults_of("standard input", &bytes);
        assert!(run.stdout.starts_with(&faults.iter().map(render).collect::<String>()), "{}", row.file);
    }
}
