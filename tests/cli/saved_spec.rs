//! `map --save-spec`: the spec gives the bytes of the map, in both formats, whatever shaped them.

use crate::font::boxes;
use crate::{Folder, SUDAN, sitmap};

const KHMER: &str = "កម្ពុជា";

/// Makes a map in a format, renders the spec that it saved, compares; returns the map and what was told.
fn twice(folder: &Folder, ending: &str, more: &[&str]) -> (Vec<u8>, String) {
    let picture = format!("one.{ending}");
    let small = ["map", "a.geojson", "-o", &picture, "--size", "500x400px", "--save-spec", "s.toml"];
    let run = sitmap(folder.path(), &[&small[..], more].concat());
    assert_eq!(run.status, 0, "{more:?}: {}", run.stderr);
    let again = sitmap(folder.path(), &["render", "s.toml", "--format", ending, "--out-dir", "again"]);
    let spec = String::from_utf8(folder.read("s.toml")).unwrap();
    assert_eq!(again.status, 0, "{more:?}: {}\n{spec}", again.stderr);
    let (one, two) = (folder.read(&picture), folder.read(&format!("again/s.{ending}")));
    assert!(one == two, "{ending} {more:?}: other bytes\n{spec}");
    (one, run.stderr)
}

#[test]
fn text_in_svg_and_the_effort_of_png_are_kept() {
    let folder = Folder::new("saved-svg-text");
    folder.write("a.geojson", SUDAN);
    let svg = ["embed", "text", "paths"].map(|form| twice(&folder, "svg", &["--svg-text", form]).0);
    assert!(svg[0] != svg[1] && svg[1] != svg[2], "three forms");
    let png = ["fast", "balanced"].map(|effort| twice(&folder, "png", &["--png-effort", effort]).0);
    assert!(png[0] != png[1], "two efforts");
    // The command line has the last word.
    let run = sitmap(folder.path(), &["render", "s.toml", "--format", "svg", "--svg-text", "paths", "--out-dir", "p"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!String::from_utf8(folder.read("p/s.svg")).unwrap().contains("<text"));
}

#[test]
fn a_name_that_fell_back_falls_back_again() {
    let folder = Folder::new("saved-fallback");
    folder.write("a.geojson", SUDAN.replace("\"Nyala\"", &format!("\"{KHMER}\", \"names_alt\": [\"Nyala\"]")));
    for ending in ["png", "svg"] {
        let (_, told) = twice(&folder, ending, &[]);
        assert!(told.contains("text::missing-glyph") && told.contains("“Nyala” stands for it"), "{told}");
    }
    let spec = String::from_utf8(folder.read("s.toml")).unwrap();
    assert!(spec.contains("missing_glyphs = \"fallback\""), "{spec}");
    // Who wants the error back takes the word out.
    folder.write("s.toml", spec.replace("\"fallback\"", "\"error\""));
    assert_eq!(sitmap(folder.path(), &["render", "s.toml", "--out-dir", "strict"]).status, 1);
}

#[test]
fn a_font_that_is_needed_is_kept() {
    let folder = Folder::new("saved-font");
    folder.write("a.geojson", SUDAN.replace("Nyala", KHMER));
    folder.write("fonts/boxes.ttf", boxes(KHMER));
    for ending in ["png", "svg"] {
        let (with, told) = twice(&folder, ending, &["--font", "fonts/boxes.ttf"]);
        assert!(!told.contains("missing-glyph"), "{told}");
        let (without, told) = twice(&folder, ending, &[]);
        assert!(told.contains("missing-glyph") && told.contains("--font NotoSansKhmer-Regular.ttf"), "{told}");
        assert!(with != without, "{ending}: the font is needed");
    }
    let svg = String::from_utf8(twice(&folder, "svg", &["--font", "fonts/boxes.ttf"]).0).unwrap();
    assert!(svg.contains(KHMER), "the name stands in the SVG");
}

/// Real fonts of other scripts, where the machine has them.
#[test]
fn noto_fonts_of_the_machine() {
    let folder = Folder::new("saved-noto");
    for (name, font) in [("ភ្នំពេញ", "NotoSansKhmer-Regular.ttf"), ("சென்னை", "NotoSansTamil-Regular.ttf")]
    {
        let Ok(bytes) = std::fs::read(format!("/usr/share/fonts/truetype/noto/{font}")) else {
            eprintln!("{font} is not on this machine: not tested");
            continue;
        };
        folder.write(font, bytes);
        folder.write("a.geojson", SUDAN.replace("Nyala", name));
        for ending in ["png", "svg"] {
            let (_, told) = twice(&folder, ending, &["--font", font]);
            assert!(!told.contains("missing-glyph"), "{told}");
            let (_, told) = twice(&folder, ending, &[]);
            assert!(told.contains(&format!("--font {font}")), "{told}");
        }
    }
}

/// Each bundled script: names are set, found by search in the PDF's text, and kept in order beside numbers.
#[test]
fn names_of_eleven_scripts_need_no_font() {
    let folder = Folder::new("font-scripts");
    let names = [
        "Kafr Takharim",
        "كفر تخاريم",
        "Αθήνα",
        "Харків",
        "באר שבע",
        "Երևան",
        "თბილისი",
        "አዲስ አበባ",
        "नई दिल्ली",
        "ঢাকা",
        "နေပြည်တော်",
        "หาดใหญ่",
    ];
    let feature = |(i, name): (usize, &&str)| {
        let (lon, lat) = (20 + 4 * i % 30, 10 + 7 * i % 40);
        format!(
            "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}},\"properties\":{{\"name\":\"{name}\",\"date\":\"2024-01-02\"}}}}"
        )
    };
    let features: Vec<String> = names.iter().enumerate().map(feature).collect();
    folder.write("a.geojson", format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",")));
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--numbered", "--svg-text", "text"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("missing-glyph"), "{}", run.stderr);
    let svg = String::from_utf8(folder.read("a.svg")).unwrap();
    for name in names {
        assert!(svg.contains(name), "{name}");
    }
}
