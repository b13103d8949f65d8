//! Whose view of disputed borders a map takes: nobody's, a state's, and wishes over both.

use crate::{Folder, sitmap};

const CRIMEA: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Simferopol"},"geometry":{"type":"Point","coordinates":[34.1,44.95]}},
{"type":"Feature","properties":{"name":"Kherson"},"geometry":{"type":"Point","coordinates":[32.61,46.64]}}]}"#;

/// The text of a map of Crimea as SVG.
fn svg(more: &[&str]) -> String {
    let folder = Folder::new("viewpoint");
    folder.write("a.geojson", CRIMEA);
    let mut arguments = vec!["map", "a.geojson", "-o", "a.svg", "--svg-text", "text"];
    arguments.extend(more);
    let run = sitmap(folder.path(), &arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    String::from_utf8(folder.read("a.svg")).unwrap()
}

/// Faults of files, viewpoint and base map come at once.
#[test]
fn all_that_is_wrong_is_told_together() {
    let folder = Folder::new("all-faults");
    folder.write("a.csv", "lon,lat\n900,1\n");
    let run =
        sitmap(folder.path(), &["map", "a.csv", "-o", "m.png", "--viewpoint", "Atlantis", "--basemap", "none.sitpack"]);
    assert_eq!(run.status, 1);
    for part in ["a.csv", "Atlantis", "none.sitpack"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
}

#[test]
fn crimea_is_nobodys_without_a_viewpoint_and_the_note_says_whose_else() {
    let subtitle = |svg: &str| {
        let (ukraine, russia) =
            (svg.contains(">Ukraine<"), svg.contains("Russia, Ukraine") || svg.contains("Ukraine, Russia"));
        (ukraine, russia)
    };
    let plain = svg(&[]);
    assert!(
        plain.contains("no side is") && subtitle(&plain) == (true, false),
        "the note, and no Russia in the subtitle"
    );
    let ukrainian = svg(&["--viewpoint", "Ukraine"]);
    assert!(ukrainian.contains("follow the view of Ukraine") && subtitle(&ukrainian) == (true, false));
    let russian = svg(&["--viewpoint", "RU"]);
    assert!(russian.contains("follow the view of Russia") && subtitle(&russian) == (false, true));
}

#[test]
fn what_is_not_known_is_refused_with_what_there_is() {
    let folder = Folder::new("viewpoint-unknown");
    folder.write("a.geojson", CRIMEA);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--viewpoint", "Fiji"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("spec::unknown-viewpoint") && run.stderr.contains("ISO, AR, BD"), "{}", run.stderr);
    let spec = "incidents = \"a.geojson\"\n[[borders]]\nbetween = \"UKR/Narnia\"\nline = \"solid\"\n[[country_names]]\nof = \"Narnia\"\n";
    folder.write("s.toml", spec);
    let run = sitmap(folder.path(), &["render", "s.toml"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stderr.matches("spec::unknown-country").count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("borders.between") && run.stderr.contains("country_names.of"), "{}", run.stderr);
}
