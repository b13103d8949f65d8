//! What a hostile reviewer tried: folders that leak, inputs that went unhashed, texts that a terminal or a spreadsheet obeys, ids that repeat.

use crate::{Folder, sitmap};

fn incidents(name: &str) -> String {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{{\"type\":\"Point\",\
         \"coordinates\":[36.5152,36.1168]}},\"properties\":{{\"name\":\"{name}\",\"date\":\"2020-10-26\",\"kind\":\"airstrike\",\
         \"killed\":[{{\"min\":34,\"said_by\":\"SOHR\"}}]}}}}]}}\n"
    )
}

fn theme(color: &str) -> String {
    format!("base = \"press\"\nriver = \"{color}\"\n")
}

fn verified(folder: &Folder, figure: &str) -> (i32, String) {
    let run = sitmap(folder.path(), &["inspect", figure, "--verify"]);
    (run.status, run.stdout + &run.stderr)
}

#[test]
fn folders_outside_are_told_nowhere() {
    let (secret, folder) = (Folder::new("trust-login-of-someone"), Folder::new("trust-here"));
    secret.write("in.geojson", incidents("Kafr Takharim"));
    let line = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[36,36.2],[37,36.3]]}}";
    secret.write("line.geojson", line);
    secret.write("own.toml", theme("#AA5500"));
    let at = |name: &str| secret.path().join(name).display().to_string();
    let (input, line, theme) = (at("in.geojson"), at("line.geojson"), at("own.toml"));
    for picture in ["a.png", "a.svg", "a.pdf"] {
        let wanted = ["map", &input, "--measure-to", &line, "--theme", &theme, "-o", picture, "--caption", "a.md"];
        let more = ["--data", "a.csv", "--report", "a.json"];
        let run = sitmap(folder.path(), &[&wanted[..], &more[..]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        let inspected = sitmap(folder.path(), &["inspect", picture, "--format", "json"]).stdout;
        assert!(inspected.contains("own.toml"), "a theme is an input: {inspected}");
        let texts = ["a.md", "a.csv", "a.json", picture].map(|file| folder.read(file));
        for text in texts.iter().map(Vec::as_slice).chain([inspected.as_bytes()]) {
            let text = String::from_utf8_lossy(text);
            assert!(!text.contains("login-of-someone"), "{picture}");
        }
    }
    assert!(String::from_utf8(folder.read("a.md")).unwrap().contains("to the line of line.geojson"));
}

#[test]
fn every_file_that_went_in_is_hashed() {
    let folder = Folder::new("trust-inputs");
    folder.write("in.geojson", incidents("Kafr Takharim"));
    folder.write("own.toml", theme("#AA5500"));
    let shapes = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    for part in ["shp", "shx", "dbf", "prj", "cpg"] {
        if let Ok(bytes) = std::fs::read(format!("{shapes}/arabic.{part}")) {
            folder.write(&format!("in.{part}"), bytes);
        }
    }
    let run = sitmap(folder.path(), &["map", "in.geojson", "--theme", "own.toml", "-o", "a.png", "--debug", "labels"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(verified(&folder, "a.png"), (0, "same bytes\n".to_owned()));
    folder.write("own.toml", theme("#0055AA"));
    let (status, told) = verified(&folder, "a.png");
    assert!(status == 1 && told.contains("inputs-differ") && told.contains("own.toml is another file"), "{told}");

    let run = sitmap(folder.path(), &["map", "in.shp", "-o", "b.svg"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(verified(&folder, "b.svg").0, 0);
    let mut table = folder.read("in.dbf");
    if let Some(last) = table.iter_mut().rev().find(|b| b.is_ascii_digit()) {
        *last = if *last == b'1' { b'2' } else { b'1' };
    }
    folder.write("in.dbf", table);
    let (status, told) = verified(&folder, "b.svg");
    assert!(status == 1 && told.contains("in.dbf is another file"), "{told}");

    // Hashes alone are still held against the files.
    let run = sitmap(folder.path(), &["map", "in.geojson", "-o", "c.svg", "--provenance", "hashes"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder.write("in.geojson", incidents("Elsewhere"));
    let (_, told) = verified(&folder, "c.svg");
    assert!(told.contains("in.geojson is another file") && told.contains("no-spec"), "{told}");
}

#[test]
fn a_hash_that_was_held_back_is_no_proof() {
    let folder = Folder::new("trust-withheld");
    folder.write("in.geojson", incidents("Kafr Takharim"));
    let run = sitmap(folder.path(), &["map", "in.geojson", "-o", "a.svg", "--publish-precision", "1km"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder.write("in.geojson", incidents("Elsewhere"));
    let (status, told) = verified(&folder, "a.svg");
    assert!(status == 1 && told.contains("held back"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_strangers_spec_reads_nothing_outside() {
    let (outside, folder) = (Folder::new("trust-outside"), Folder::new("trust-root"));
    outside.write("secret.toml", "SECRETTOKEN = 1\n");
    folder.write("in.geojson", incidents("Kafr Takharim"));
    let run = sitmap(folder.path(), &["map", "in.geojson", "-o", "a.svg"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let figure = String::from_utf8(folder.read("a.svg")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("link")).unwrap();
    let up = format!("../{}/secret.toml", outside.path().file_name().unwrap().to_string_lossy());
    for path in [up.as_str(), "link/secret.toml"] {
        let forged = figure.replace(
            "incidents = \\\"in.geojson\\\"",
            &format!("theme = \\\"{path}\\\"\\nincidents = \\\"in.geojson\\\""),
        );
        assert_ne!(forged, figure, "the spec stands in the figure");
        folder.write("b.svg", forged);
        let (status, told) = verified(&folder, "b.svg");
        assert!(status == 1 && told.contains("outside-the-root") && !told.contains("SECRETTOKEN"), "{told}");
    }
}

#[test]
fn ids_and_titles_obey_nobody() {
    let folder = Folder::new("trust-hostile");
    let hostile = "=HYPERLINK(1)\\u001b[31m\\u202ered";
    let text = incidents("x").replace("\"id\":\"a\"", &format!("\"id\":\"{hostile}\""));
    folder.write("in.geojson", &text);
    let runs = [
        &["measure", "in.geojson", "--to", "TUR/SYR", "--format", "csv"][..],
        &["measure", "in.geojson", "--to", "TUR/SYR", "--format", "json"],
        &["map", "in.geojson", "-o", "a.svg", "--data", "a.csv"],
    ];
    for arguments in runs {
        let run = sitmap(folder.path(), arguments);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(!run.stdout.contains(['\u{1b}', '\u{202e}']), "{}", run.stdout);
        assert!(!run.stdout.lines().any(|l| l.starts_with('=')), "{}", run.stdout);
    }
    let data = String::from_utf8(folder.read("a.csv")).unwrap();
    assert!(data.contains("'=HYPERLINK(1)[31mred") && !data.contains(['\u{1b}', '\u{202e}']), "{data}");
    // A spec may be a stranger's as well.
    let title = "one \u{202e}two\u{1b}[31m";
    let run = sitmap(folder.path(), &["map", "in.geojson", "-o", "b.svg", "--title", title, "--caption", "b.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("control-character") && run.stderr.contains("--> title"), "{}", run.stderr);
    for file in ["b.svg", "b.md"] {
        let text = String::from_utf8(folder.read(file)).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{file}");
    }
}

#[test]
fn incidents_whose_ids_repeat_are_all_told() {
    let folder = Folder::new("trust-repeated");
    folder.write("old.geojson", incidents("One"));
    let one = incidents("One");
    let feature = &one[one.find("[{").unwrap() + 1..one.rfind(']').unwrap()];
    let twice = one.replace(feature, &format!("{feature},{}", feature.replace("One", "<svg Two")));
    folder.write("new.geojson", &twice);
    let run = sitmap(folder.path(), &["diff", "old.geojson", "new.geojson", "--check"]);
    assert!(run.status == 1 && run.stdout.contains("incident a: added <svg Two"), "{}{}", run.stdout, run.stderr);
    folder.write("moved.geojson", one.replace("36.5152", "36.6152"));
    let run = sitmap(folder.path(), &["diff", "old.geojson", "moved.geojson"]);
    assert!(run.stdout.contains("→") && run.stdout.contains("9.0 km away"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn messages_that_nobody_can_read_stop_nothing() {
    let folder = Folder::new("trust-stderr");
    folder.write("in.geojson", incidents("Kafr Takharim"));
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_sitmap"))
        .args(["map", "in.geojson", "-o", "a.svg", "--title", "a\u{1b}b"])
        .current_dir(folder.path())
        .stderr(full)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(folder.path().join("a.svg").is_file());
}
