//! What changed, in words; figures made again from themselves; files that stay.

use crate::{Folder, SUDAN, sitmap};

const OLD: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[36.5,36.1]},"properties":{"name":"A","date":"2020-10-26",
 "killed":[{"min":34,"max":null,"said_by":"SOHR","source":"s1","text":"over 33"},{"min":78,"max":78,"said_by":"Group","source":"s2"}]}},
{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[36.6,36.0]},"properties":{"name":"B","date":"2020-10-27"}}]}"#;

#[test]
fn a_changed_claim_is_told_in_words() {
    let folder = Folder::new("diff-claims");
    folder.write("old.geojson", OLD);
    folder.write(
        "new.geojson",
        OLD.replace("\"min\":78,\"max\":78", "\"min\":78,\"max\":105")
            .replace("\"id\":\"b\"", "\"id\":\"c\"")
            .replace("26\"", "2020-10-25\"")
            .replace("2020-10-2020", "2020"),
    );
    let run = sitmap(folder.path(), &["diff", "old.geojson", "new.geojson"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in [
        "a: killed: min 78, max 78, said_by “Group”, source “s2” → min 78, max 105, said_by “Group”, source “s2”",
        "a: date: ",
        "incident c: added B, 2020-10-27",
        "incident b: removed B, 2020-10-27",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("SOHR"), "what stayed is not told: {}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 4, "{}", run.stdout);
    let json = sitmap(folder.path(), &["diff", "old.geojson", "new.geojson", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().iter().filter(|c| c["change"] == "added").count(), 1);
    let same = sitmap(folder.path(), &["diff", "old.geojson", "old.geojson", "--check"]);
    assert_eq!((same.status, same.stdout.as_str()), (0, "nothing changed that sitmap reads\n"));
    assert_eq!(sitmap(folder.path(), &["diff", "old.geojson", "new.geojson", "--check"]).status, 1);
    // The same as a table and as GeoJSON is the same.
    folder.write("a.csv", "id,name,date,lon,lat,killed\na,A,2020-10-26,36.5,36.1,3\n");
    let run = sitmap(folder.path(), &["import", "a.csv", "-o", "a.geojson"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = sitmap(folder.path(), &["diff", "a.csv", "a.geojson"]);
    assert_eq!(run.stdout, "nothing changed that sitmap reads\n", "{}", run.stderr);
}

#[test]
fn two_figures_differ_in_what_they_were_made_of() {
    let folder = Folder::new("diff-figures");
    folder.write("a.geojson", SUDAN);
    let map = |arguments: &[&str]| {
        let run = sitmap(folder.path(), &[&["map", "a.geojson"], arguments].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
    };
    map(&["-o", "old.png"]);
    folder.write("a.geojson", SUDAN.replacen("2023", "2022", 1));
    map(&["-o", "new.png", "--lang", "ar"]);
    let run = sitmap(folder.path(), &["diff", "old.png", "new.png", "--picture", "diff.png"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in ["spec lang: \"en\" → \"ar\"", "input a.geojson: SHA-256 "] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    assert!(folder.read("diff.png").starts_with(b"\x89PNG"));
    let run = sitmap(folder.path(), &["diff", "old.png", "a.geojson"]);
    assert!(run.status == 1 && run.stderr.contains("diff::different-kinds"), "{}", run.stderr);
    // A figure whose pixels were changed and whose provenance wasn't.
    map(&["-o", "a.svg"]);
    let svg = String::from_utf8(folder.read("a.svg")).unwrap();
    folder.write("b.svg", svg.replacen("fill=\"#f", "fill=\"#e", 1));
    let run = sitmap(folder.path(), &["diff", "a.svg", "b.svg"]);
    assert!(run.stdout.contains("changed after it was made"), "{}", run.stdout);
}

#[test]
fn a_figure_is_made_again_from_itself() {
    let folder = Folder::new("spec-from");
    folder.write("a.geojson", SUDAN);
    let run = sitmap(
        folder.path(),
        &["map", "a.geojson", "-o", "first.svg", "--lang", "ar", "--theme", "grey", "--dpi", "100"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run =
        sitmap(folder.path(), &["render", "--spec-from", "first.svg", "--out-dir", "again", "--format", "svg,png"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(folder.read("again/first.svg") == folder.read("first.svg"));
    folder.write("plain.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let run = sitmap(folder.path(), &["render", "--spec-from", "plain.svg"]);
    assert!(run.status == 1 && run.stderr.contains("provenance::none"), "{}", run.stderr);
}

#[test]
fn files_that_are_there_stay_where_that_is_asked() {
    let folder = Folder::new("no-clobber");
    folder.write("a.geojson", SUDAN);
    folder.write("a.svg", "mine");
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--caption", "a.md", "--no-clobber"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("cli::unwritable") && run.stderr.contains("--no-clobber"), "{}", run.stderr);
    assert_eq!(folder.read("a.svg"), b"mine");
    assert!(!folder.path().join("a.md").exists());
    let run = sitmap(folder.path(), &["--no-clobber", "map", "a.geojson", "-o", "b.svg", "--caption", "a.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!folder.read("b.svg").is_empty() && !folder.read("a.md").is_empty());
    let run = sitmap(folder.path(), &["import", "a.geojson", "-o", "b.svg", "--no-clobber"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    let names = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|n| !n.contains(".part")));
}

/// A spec in a stranger's figure has no file read that lies outside of the root.
#[test]
fn a_strangers_figure_reads_nothing_outside_of_the_root() {
    let folder = Folder::new("confined");
    folder.write("secret.geojson", SUDAN);
    folder.write("project/a.geojson", SUDAN);
    let project = folder.path().join("project");
    let run = sitmap(&project, &["map", "a.geojson", "-o", "ok.svg"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let svg = std::fs::read_to_string(project.join("ok.svg")).unwrap();
    let mut names =
        vec!["../secret.geojson".to_owned(), "/etc/passwd".to_owned(), "-".to_owned(), "/dev/zero".to_owned()];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("secret.geojson"), project.join("link.geojson")).unwrap();
        names.push("link.geojson".to_owned());
    }
    for name in names {
        std::fs::write(project.join("bad.svg"), svg.replace("a.geojson", &name)).unwrap();
        for verb in [&["render", "--spec-from", "bad.svg"][..], &["inspect", "bad.svg", "--verify"][..]] {
            let run = sitmap(&project, verb);
            assert_eq!(run.status, 1, "{name}: {}", run.stderr);
            assert!(
                run.stderr.contains("outside-the-root") || run.stderr.contains("standard input"),
                "{name}: {}",
                run.stderr
            );
        }
    }
}

/// What a command reads it doesn't replace.
#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = Folder::new("output-is-input");
    let table = "id,lon,lat,killed\na,36,36,1\n";
    folder.write("a.csv", table);
    for arguments in [
        &["map", "a.csv", "-o", "x.png", "--data", "a.csv"][..],
        &["map", "a.csv", "-o", "x.png", "--save-spec", "./a.csv"],
        &["import", "a.csv", "-o", "a.csv"],
        &["import", "a.csv", "-o", "g.geojson", "--write-claims", "a.csv"],
        &["summary", "a.csv", "-o", "a.csv"],
    ] {
        let run = sitmap(folder.path(), arguments);
        assert!(run.status == 1 && run.stderr.contains("cli::output-is-input"), "{arguments:?}: {}", run.stderr);
        assert_eq!(folder.read("a.csv"), table.as_bytes());
    }
    // GeoJSON may be read and written anew.
    let run = sitmap(folder.path(), &["import", "a.csv", "-o", "a.geojson"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let first = folder.read("a.geojson");
    let run = sitmap(folder.path(), &["import", "a.geojson", "-o", "a.geojson"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(folder.read("a.geojson"), first);
}
