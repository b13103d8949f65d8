//! Each fault of a file, a spec or an argument: exit status, message, and nothing written.

use crate::{Folder, SUDAN, root, sitmap, sitmap_reading};

/// Runs `check` and `map` on each file of `tests/fixtures/faults` and holds message and status against a snapshot.
#[test]
fn faults_of_files() {
    let faults = root().join("tests/fixtures/faults");
    let mut files: Vec<_> = std::fs::read_dir(&faults).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 15);
    for file in files {
        let folder = Folder::new(&format!("fault-{}", file.file_stem().unwrap().to_str().unwrap()));
        let name = file.file_name().unwrap().to_str().unwrap();
        std::fs::copy(&file, folder.path().join(name)).unwrap();
        let check = sitmap(folder.path(), &["check", name]);
        let map = sitmap(folder.path(), &["map", name, "-o", "map.png"]);
        if map.status == 0 {
            std::fs::remove_file(folder.path().join("map.png")).unwrap();
        }
        assert_eq!(folder.names(), [name], "nothing half-written");
        assert_eq!(map.stdout, "", "nothing but results on standard output");
        let text = format!(
            "check: exit {}\n{}{}\nmap: exit {}\n{}",
            check.status, check.stderr, check.stdout, map.status, map.stderr
        );
        insta::assert_snapshot!(file.file_stem().unwrap().to_str().unwrap(), text);
    }
}

#[test]
fn an_unknown_figure_offers_a_near_name() {
    let folder = Folder::new("unknown-figure");
    let run = sitmap(folder.path(), &["render", "kafr-takarim"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
    assert!(folder.names().is_empty());
}

#[test]
fn unknown_keys_of_a_spec_come_all_at_once() {
    let folder = Folder::new("unknown-key");
    folder.write("figures/mine.toml", "titel = 'x'\npgae = 'web'\n[[rings]]\naround = 'a'\nradius = [1]\n");
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
    assert_eq!(folder.names(), ["figures"]);
}

#[test]
fn a_page_or_a_key_of_the_wrong_kind() {
    let folder = Folder::new("wrong-kind");
    folder.write("figures/mine.toml", "page = 'A3'\nextent = [1, 2, 3]\n");
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn one_bad_figure_leaves_the_others() {
    let folder = Folder::new("one-bad");
    folder.write("a.geojson", SUDAN);
    folder.write("figures/good.toml", "incidents = 'a.geojson'\n");
    folder.write("figures/bad.toml", "incidents = 'b.geojson'\n");
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("b.geojson"), "{}", run.stderr);
    let mut written: Vec<_> =
        std::fs::read_dir(folder.path().join("out")).unwrap().map(|e| e.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(written, ["good.png", "good.svg"]);
}

#[test]
fn an_unwritable_output() {
    let folder = Folder::new("unwritable");
    folder.write("a.geojson", SUDAN);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "no/such/folder/map.png"]);
    assert_eq!(run.status, 3);
    insta::assert_snapshot!(run.stderr);
    let run = sitmap(folder.path(), &["measure", "a.geojson", "--to", "turkey-syria", "-o", "no/distances.csv"]);
    assert_eq!(run.status, 3);
    // A folder of that name is in the way.
    std::fs::create_dir(folder.path().join("map.png")).unwrap();
    assert_eq!(sitmap(folder.path(), &["map", "a.geojson", "-o", "map.png"]).status, 3);
    assert_eq!(folder.names(), ["a.geojson", "map.png"]);
}

#[test]
fn a_character_without_a_glyph() {
    let folder = Folder::new("glyph");
    let burmese = SUDAN.replace("Nyala", "မြန်မာ");
    folder.write("a.geojson", burmese);
    folder.write("figures/mine.toml", "incidents = 'a.geojson'\n");
    let strict = sitmap(folder.path(), &["render"]);
    assert_eq!(strict.status, 1);
    assert_eq!(folder.names(), ["a.geojson", "figures"]);
    let free = sitmap(folder.path(), &["map", "a.geojson", "-o", "map.svg", "--svg-text", "text"]);
    assert_eq!(free.status, 0);
    insta::assert_snapshot!(format!("render: {}\nmap: {}", strict.stderr, free.stderr));
    // The name has no other form: the id stands for it.
    let svg = String::from_utf8(folder.read("map.svg")).unwrap();
    assert!(!svg.contains("မြန်မာ"));
    let refused = sitmap(folder.path(), &["map", "a.geojson", "-o", "b.svg", "--font", "a.geojson"]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("no TrueType or OpenType font"), "{}", refused.stderr);
}

#[test]
fn usage_is_status_2() {
    let folder = Folder::new("usage");
    folder.write("a.geojson", SUDAN);
    for arguments in [
        &["map", "a.geojson"][..],
        &["map", "-o", "x.png"],
        &["map", "a.geojson", "-o", "x.jpg"],
        &["map", "a.geojson", "-o", "x.png", "--extent", "1,2,3"],
        &["map", "a.geojson", "-o", "x.png", "--size", "huge"],
        &["measure", "a.geojson"],
        &["draw"],
        &["render", "--format", "gif"],
    ] {
        let run = sitmap(folder.path(), arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {}", run.stderr);
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(folder.names(), ["a.geojson"]);
}

#[test]
fn strict_makes_warnings_errors() {
    let folder = Folder::new("strict");
    folder.write("a.geojson", SUDAN.replace("24.88", "384.88"));
    assert_eq!(sitmap(folder.path(), &["check", "a.geojson"]).status, 0);
    assert_eq!(sitmap(folder.path(), &["check", "a.geojson", "--strict"]).status, 1);
    assert_eq!(sitmap(folder.path(), &["map", "a.geojson", "-o", "a.png", "--strict"]).status, 1);
    assert_eq!(folder.names(), ["a.geojson"]);
}

#[test]
fn hostile_input_ends_in_a_message() {
    let folder = Folder::new("hostile");
    let deep = "[".repeat(100_000);
    let control = SUDAN.replace("Nyala", "Ny\\u001b[31mala");
    for input in [deep.as_bytes(), b"\x00\x01\x02", b"\x1e{\"type\":", b"{}", b"[]", b"42", control.as_bytes()] {
        let run = sitmap_reading(folder.path(), &["check", "-"], input);
        assert!(matches!(run.status, 0 | 1), "{}", run.stderr);
        assert!(!run.stderr.contains('\u{1b}') && !run.stdout.contains('\u{1b}'), "{}", run.stderr);
    }
}

#[test]
fn records_are_checked_one_by_one() {
    let folder = Folder::new("records");
    let good = r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}"#;
    let bad = good.replace("[1,2]", "[1,200]");
    let lines = format!("{good}\n{bad}\n{good}\n");
    let run = sitmap_reading(folder.path(), &["check", "-"], lines.as_bytes());
    assert_eq!(run.status, 1);
    assert!(
        run.stderr.contains("standard input:2") || run.stdout.contains("standard input:2"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    let sequence = format!("\u{1e}{good}\n\u{1e}{good}\n");
    assert_eq!(sitmap_reading(folder.path(), &["check", "-"], sequence.as_bytes()).status, 0);
}
