//! `render`, and the verbs that help to write figures.

use crate::{Folder, root, sitmap};
use serde_json::Value;

#[test]
fn the_built_in_figures_from_anywhere() {
    let folder = Folder::new("builtin");
    let run = sitmap(folder.path(), &["render", "--format", "svg", "--svg-text", "text"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path().join("out")).unwrap().count(), 5);
    let svg = String::from_utf8(folder.read("out/kafr-takharim.svg")).unwrap();
    for part in ["<title>", "<desc>", "Kafr Takharim", "كفر تخاريم", "9.9", "© OpenStreetMap contributors"] {
        assert!(svg.contains(part), "{part}");
    }
    let report = sitmap(
        folder.path(),
        &["render", "overview-2017-2020", "--format", "png", "--dpi", "72", "--report", "r.json"],
    );
    assert_eq!(report.status, 0, "{}", report.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    assert_eq!(report["figures"][0]["files"], serde_json::json!(["out/overview-2017-2020.png"]));
    assert!(report["figures"][0]["credits"].as_array().unwrap().len() >= 5);
}

/// No text of a figure lies on another, or leaves the page.
#[test]
fn texts_of_the_figures_keep_apart() {
    let folder = Folder::new("apart");
    let run = sitmap(folder.path(), &["render", "--format", "svg", "--svg-text", "paths", "--report", "r.json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    for figure in report["figures"].as_array().unwrap() {
        let page: Vec<f64> = figure["page_pt"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
        let labels = figure["labels"].as_array().unwrap().iter().filter(|l| l["placed"] == true);
        let upright = labels.filter(|l| l["angle"] == 0.0);
        let boxes: Vec<(&str, Vec<f64>)> = upright
            .map(|l| {
                (
                    l["text"].as_str().unwrap(),
                    l["box"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect(),
                )
            })
            .collect();
        for (i, (text, a)) in boxes.iter().enumerate() {
            assert!(a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= page[0] && a[3] <= page[1], "{text}: {a:?}");
            for (other, b) in &boxes[i + 1..] {
                let apart = a[0] >= b[2] || b[0] >= a[2] || a[1] >= b[3] - 0.3 || b[1] >= a[3] - 0.3;
                assert!(apart, "{}: {text} {a:?} lies on {other} {b:?}", figure["name"]);
            }
        }
    }
}

#[test]
fn a_started_project_renders() {
    let folder = Folder::new("init");
    assert_eq!(sitmap(folder.path(), &["init", "report"]).status, 0);
    let project = folder.path().join("report");
    let run = sitmap(&project, &["render"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for file in std::fs::read_dir(&project).unwrap().map(|e| e.unwrap().path()) {
        if file.extension().is_some_and(|e| e == "geojson") {
            let run = sitmap(&project, &["check", "--strict", file.to_str().unwrap()]);
            assert_eq!(run.status, 0, "{}", run.stdout);
        }
    }
    // A second start overwrites nothing.
    let again = sitmap(folder.path(), &["init", "report"]);
    assert_ne!(again.status, 0, "{}", again.stderr);
}

#[test]
fn the_committed_figures_are_those_of_today() {
    let folder = Folder::new("committed");
    let out = folder.path().to_str().unwrap().to_owned();
    let run = sitmap(&root(), &["render", "--out-dir", &out]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut bytes = 0;
    for name in folder.names() {
        let committed = std::fs::read(root().join("out").join(&name)).unwrap_or_default();
        bytes += committed.len();
        assert!(committed == folder.read(&name), "out/{name} is not what render writes today");
    }
    assert_eq!(folder.names().len(), 10);
    assert!(bytes < 12_000_000, "{bytes} bytes");
}

#[test]
fn schemas_completions_manual() {
    let folder = Folder::new("shell");
    for of in ["figure", "incidents"] {
        let run = sitmap(folder.path(), &["schema", of]);
        assert_eq!(run.status, 0);
        let schema: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(schema["$schema"].is_string());
    }
    for shell in ["bash", "zsh", "fish"] {
        assert!(sitmap(folder.path(), &["completions", shell]).stdout.contains("sitmap"), "{shell}");
    }
    let manual = sitmap(folder.path(), &["man"]).stdout;
    assert!(manual.contains(".TH") && manual.contains("save\\-spec") && !manual.contains("(1)"));
    let one = sitmap(folder.path(), &["man", "render"]);
    assert!(one.status == 0 && one.stdout.contains("out\\-dir") && !one.stdout.contains("save\\-spec"));
    let unknown = sitmap(folder.path(), &["man", "draw"]);
    assert!(unknown.status == 2 && unknown.stderr.contains("the verbs are render, map"), "{}", unknown.stderr);
    for verb in ["render", "map", "measure", "check", "schema", "init", "completions"] {
        let help = sitmap(folder.path(), &[verb, "--help"]);
        assert_eq!(help.status, 0);
        assert!(help.stdout.contains("Example"), "{verb}: {}", help.stdout);
    }
}
