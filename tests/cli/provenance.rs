//! What is embedded in a figure, shown and verified.

use crate::{Folder, SUDAN, root, sitmap};

fn map(folder: &Folder, arguments: &[&str]) {
    let run = sitmap(folder.path(), &[&["map"], arguments].concat());
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
}

#[test]
fn a_figure_of_each_format_is_made_again() {
    let folder = Folder::new("provenance-formats");
    folder.write("data/a.geojson", SUDAN);
    for (file, more) in [
        ("a.png", vec![]),
        ("a.svg", vec!["--svg-text", "text"]),
        ("a.pdf", vec![]),
        ("b.pdf", vec!["--pdf-standard", "ua-1"]),
        ("d.pdf", vec!["--pdf-standard", "a-3a"]),
        ("c.png", vec!["--dpi", "90", "--lang", "ar"]),
    ] {
        map(&folder, &[&["data/a.geojson", "-o", file], &more[..]].concat());
        let run = sitmap(folder.path(), &["inspect", file, "--verify"]);
        assert_eq!((run.status, run.stdout.as_str()), (0, "same bytes\n"), "{file}: {}", run.stderr);
        let told = sitmap(folder.path(), &["inspect", file]).stdout;
        for said in [
            "made by sitmap",
            "data/a.geojson",
            "geodata",
            "Made with Natural Earth",
            "+proj=",
            "incidents = \"data/a.geojson\"",
        ] {
            assert!(told.contains(said) || said == "geodata", "{file}, {said}: {told}");
        }
    }
    let json = sitmap(folder.path(), &["inspect", "a.png", "--format", "json"]).stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["prov:used"][0]["path"], "data/a.geojson");
    assert_eq!(json["prov:used"][0]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn what_differs_is_named() {
    let folder = Folder::new("provenance-differs");
    folder.write("a.geojson", SUDAN);
    map(&folder, &["a.geojson", "-o", "a.svg"]);
    let verify = |more: &[&str]| {
        let run = sitmap(folder.path(), &[&["inspect", "a.svg", "--verify"], more].concat());
        (run.status, run.stderr)
    };
    let svg = String::from_utf8(folder.read("a.svg")).unwrap();
    // A colour of the picture is changed.
    folder.write("a.svg", svg.replacen("#", "#0", 1).replacen("#0", "#", 1).replacen("fill=\"#f", "fill=\"#e", 1));
    let (status, stderr) = verify(&[]);
    assert!(status == 1 && stderr.contains("provenance::bytes-differ"), "{stderr}");
    folder.write("a.svg", svg.replace("sitmap 0.", "sitmap 9."));
    assert!(verify(&[]).1.contains("provenance::tool-differs"));
    folder.write("a.svg", &svg);
    assert_eq!(verify(&[]).0, 0);
    folder.write("a.geojson", SUDAN.replace("32.5", "32.6"));
    let (status, stderr) = verify(&[]);
    assert!(
        status == 1 && stderr.contains("provenance::inputs-differ") && stderr.contains("a.geojson is another file"),
        "{stderr}"
    );
    assert!(verify(&["--root", "nowhere"]).1.contains("a.geojson is not there"));
    map(&folder, &["a.geojson", "-o", "n.svg", "--provenance", "none"]);
    let run = sitmap(folder.path(), &["inspect", "n.svg"]);
    assert!(run.status == 1 && run.stderr.contains("provenance::none"), "{}", run.stderr);
    map(&folder, &["a.geojson", "-o", "h.png", "--provenance", "hashes"]);
    assert!(!sitmap(folder.path(), &["inspect", "h.png"]).stdout.contains("spec:"));
    assert!(sitmap(folder.path(), &["inspect", "a.geojson"]).stderr.contains("not a PNG, SVG or PDF"));
}

/// No folder outside the project's root is told.
#[test]
fn nothing_tells_who_made_a_figure() {
    let folder = Folder::new("provenance-private");
    let secret = folder.write("somebody/secret/a.geojson", SUDAN);
    let secret = secret.to_str().unwrap();
    for file in ["a.svg", "a.png", "a.pdf"] {
        map(&folder, &[secret, "-o", file]);
        let bytes = folder.read(file);
        let json = sitmap(folder.path(), &["inspect", file, "--format", "json"]).stdout;
        assert!(json.contains("\"path\":\"a.geojson\""), "{json}");
        for told in ["somebody", "secret", "sitmap-cli-"] {
            assert!(!json.contains(told) && !bytes.windows(told.len()).any(|w| w == told.as_bytes()), "{file}: {told}");
        }
        // It is found again where its folder is named.
        let run = sitmap(folder.path(), &["inspect", file, "--verify", "--root", "somebody/secret"]);
        assert_eq!((run.status, run.stdout.as_str()), (0, "same bytes\n"), "{file}: {}", run.stderr);
    }
}

#[test]
fn the_figures_of_the_project_are_what_they_say() {
    for figure in ["kafr-takharim.png", "kafr-takharim-ar.svg", "overview-2017-2020.svg"] {
        let run = sitmap(&root(), &["inspect", &format!("out/{figure}"), "--verify"]);
        assert_eq!((run.status, run.stdout.as_str()), (0, "same bytes\n"), "{figure}: {}", run.stderr);
    }
}
