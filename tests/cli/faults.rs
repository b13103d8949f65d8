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
    let khmer = SUDAN.replace("Nyala", "កម្ពុជា");
    folder.write("a.geojson", khmer);
    folder.write("figures/mine.toml", "incidents = 'a.geojson'\n");
    let strict = sitmap(folder.path(), &["render"]);
    assert_eq!(strict.status, 1);
    assert_eq!(folder.names(), ["a.geojson", "figures"]);
    let free =
        sitmap(folder.path(), &["map", "a.geojson", "-o", "map.svg", "--svg-text", "text", "--provenance", "none"]);
    assert_eq!(free.status, 0);
    insta::assert_snapshot!(format!("render: {}\nmap: {}", strict.stderr, free.stderr));
    // The name has no other form: the id stands for it.
    let svg = String::from_utf8(folder.read("map.svg")).unwrap();
    assert!(!svg.contains("កម្ពុជា") && svg.contains("incident n"), "{}", free.stderr);
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

#[test]
fn missing_files_and_unknown_names_are_told_all_at_once() {
    let folder = Folder::new("all-missing");
    let spec = "incidents = 'no.geojson'\nfonts = ['no.ttf', 'neither.ttf']\nprojection = 'magic'\n\
                [[layers]]\nfile = 'no-layer.geojson'\n[[layers]]\nfile = 'no-layer-2.geojson'\n\
                [[measure]]\nto = 'nowhere'\n[[measure]]\nto = 'nowhere-2'\n";
    folder.write("figures/mine.toml", spec);
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1);
    let names = [
        "no.geojson",
        "no.ttf",
        "neither.ttf",
        "magic",
        "no-layer.geojson",
        "no-layer-2.geojson",
        "nowhere”",
        "nowhere-2",
    ];
    for name in names {
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
    }
    let map = sitmap(
        folder.path(),
        &[
            "map",
            "no.geojson",
            "-o",
            "m.png",
            "--font",
            "no.ttf",
            "--layer",
            "no-layer.geojson",
            "--measure-to",
            "nowhere",
        ],
    );
    for name in ["no.geojson", "no.ttf", "no-layer.geojson", "nowhere"] {
        assert!(map.status == 1 && map.stderr.contains(name), "{name}: {}", map.stderr);
    }
    assert_eq!(map.stderr.matches("  help: ").count(), map.stderr.matches("error[").count(), "{}", map.stderr);
    assert_eq!(folder.names(), ["figures"]);
}

#[test]
fn unknown_incidents_and_borders_are_told_together() {
    let folder = Folder::new("unknown-ids");
    folder.write("a.geojson", SUDAN.replace("\"k\"", "\"khartoum\""));
    let spec = "incidents = 'a.geojson'\nselect = ['khartum', 'x1']\n[[measure]]\nincident = 'x2'\nto = 'nowhere'\n\
                [[rings]]\naround = 'x3'\nradii = [5]\n[[callouts]]\nincident = 'x4'\nheading = 'h'\n\
                [[panels]]\nkind = 'claims'\nincident = 'x5'\n\
                [[panels]]\nkind = 'table'\nentries = [{ incident = 'x6', what = 'w' }]\n";
    folder.write("figures/mine.toml", spec);
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn unknown_keys_hide_no_wrong_values() {
    let folder = Folder::new("keys-and-values");
    folder.write("figures/mine.toml", "titel = 'x'\npage = 'A3'\ndpi = 7\n[[callouts]]\nincident = 3\n");
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn a_root_that_is_not_there_and_figures_that_are_empty() {
    let folder = Folder::new("no-root");
    let run = sitmap(folder.path(), &["render", "--root", "/nonexistent/root"]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("there is no folder /nonexistent/root"), "{}", run.stderr);
    assert!(folder.names().is_empty());
    std::fs::create_dir(folder.path().join("figures")).unwrap();
    let run = sitmap(folder.path(), &["render"]);
    assert!(run.status == 1 && run.stderr.contains("figures holds no spec"), "{}", run.stderr);
}

#[test]
fn a_border_file_that_is_not_there() {
    let folder = Folder::new("no-border");
    folder.write("a.geojson", SUDAN);
    let measure = sitmap(folder.path(), &["measure", "a.geojson", "--to", "no.geojson"]);
    let map = sitmap(folder.path(), &["map", "a.geojson", "-o", "m.png", "--measure-to", "no.geojson"]);
    for run in [measure, map] {
        assert_eq!(run.status, 1);
        let said = "no border named “no.geojson” is built in, and there is no file of that name";
        assert!(run.stderr.contains(said), "{}", run.stderr);
    }
}

#[test]
fn standard_input_is_called_so_everywhere() {
    let folder = Folder::new("stdin-name");
    let bad = SUDAN.replace("15.59", "\"x\"");
    let nothing = r#"{"type":"FeatureCollection","features":[]}"#;
    for (arguments, input) in [
        (&["check", "-"][..], bad.as_str()),
        (&["map", "-", "-o", "m.png"], &bad),
        (&["map", "-", "-o", "m.png"], nothing),
        (&["measure", "-", "--to", "turkey-syria"], &bad),
        (&["map", "-", "-o", "m.png"], "id,lon,lat\na,x,2\n"),
    ] {
        let run = sitmap_reading(folder.path(), arguments, input.as_bytes());
        assert_eq!(run.status, 1);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("--> standard input") && !said.contains("--> -"), "{arguments:?}: {said}");
    }
}

#[test]
fn a_broken_first_record_hides_no_fault() {
    let folder = Folder::new("first-record");
    let bad = r#"{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,200]}}"#;
    for (first, code) in
        [(&bad[..40], "not-json"), ("[1]", "not-an-object"), ("{\"type\":\"Feature\"}", "missing-geometry")]
    {
        for (file, line) in [(format!("{first}\n{bad}\n"), 2), (format!("\u{1e}{first}\n\u{1e}{bad}\n"), 2)] {
            let run = sitmap_reading(folder.path(), &["check", "-"], file.as_bytes());
            assert_eq!(run.status, 1);
            assert!(run.stdout.contains(code), "{file}: {}", run.stdout);
            let latitude = format!("latitude 200 is outside −90…90\n  --> standard input:{line}  feature 2");
            assert!(run.stdout.contains(&latitude), "{file}: {}", run.stdout);
        }
    }
}

#[test]
fn rows_of_other_lengths_are_told_with_their_line() {
    let folder = Folder::new("uneven");
    folder.write("a.csv", "name,lon,lat,killed\nA,32.5,15.6\nB,32.6,15.7,3,extra\nC,32.7,15.6,1\n");
    let run = sitmap(folder.path(), &["map", "a.csv", "-o", "m.svg", "--svg-text", "text", "--no-basemap"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for (line, message) in [(2, "this row has 3 cells"), (3, "this row has 5 cells")] {
        let place = format!("warning[data::uneven-row]: {message}, the header has 4 cells\n  --> a.csv:{line}  ");
        assert!(run.stderr.contains(&place), "{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("uneven-row").count(), 2);
    let svg = String::from_utf8(folder.read("m.svg")).unwrap();
    assert!([">A<", ">B<", ">C<"].iter().all(|name| svg.contains(name)), "the rows are kept");
}

/// A name with an override must not turn its neighbours around on the page.
#[test]
fn bidi_controls_in_names_are_left_out_and_told() {
    let folder = Folder::new("bidi");
    folder.write("a.geojson", SUDAN.replace("Nyala", "\u{202e}Ny\\u0007al\u{2067}a"));
    let arguments = ["a.geojson", "-o", "m.svg", "--svg-text", "text", "--report", "r.json"];
    let run = sitmap(folder.path(), &[&["map"], &arguments[..]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let said = "warning[data::control-character]: the text holds control characters (U+202E, U+0007, U+2067); they are left out\n  \
                --> a.geojson:4  feature 2 (id \"n\")  /properties/name\n";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    let svg = String::from_utf8(folder.read("m.svg")).unwrap();
    assert!(svg.contains(">Nyala<"));
    assert!(!svg.contains('\u{202e}') && !svg.contains('\u{2067}'));
    assert!(!String::from_utf8(folder.read("r.json")).unwrap().contains("\u{202e}"));
    // `check` tells it too, and a layer's names are treated alike.
    assert!(sitmap(folder.path(), &["check", "a.geojson"]).stdout.contains("control-character"));
    let run = sitmap(folder.path(), &["map", "--layer", "a.geojson", "-o", "l.svg"]);
    assert!(run.status == 0 && run.stderr.contains("control-character"), "{}", run.stderr);
}
