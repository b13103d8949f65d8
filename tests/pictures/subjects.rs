//! Pictures about one thing each: `subjects/GROUP.toml` holds scenes by name, each a figure spec with its own data beside.
//!
//! `points`, `lines`, `areas` are features of the scene's incidents, `files` further files by name. What a scene doesn't say is small: 80 × 70 mm, its own
//! name as the title, without base map and locator; `leaves_out` says that something finds no room, which is told. Every scene keeps what holds for all figures: no text on another, on a symbol or beyond the page.

use super::compare;
use serde_json::{Value, json};
use sitmap::export::png::paint;
use sitmap::pipeline::{Composition, Glyphs, compose};
use sitmap::text::Fonts;
use std::path::{Path, PathBuf};
use toml::{Table, Value as Toml};

const GROUPS: &[&str] = &["annotation", "chart", "furniture", "ground", "language", "symbol", "theme"];
const DPI: f64 = 110.0;

/// A scene of a group, ready to be composed.
struct Subject {
    name: String,
    spec: String,
    /// Does it show what becomes of something that finds no room?
    leaves_out: bool,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("subjects")
}

/// A feature of a scene: its geometry by one of three keys, the rest are properties.
fn feature(table: &Toml) -> Value {
    let mut properties = serde_json::to_value(table).unwrap();
    let members = properties.as_object_mut().unwrap();
    let geometry = [("at", "Point"), ("line", "LineString"), ("area", "Polygon")].into_iter().find_map(|(key, kind)| {
        let coordinates = members.remove(key)?;
        Some(json!({"type": kind, "coordinates": if kind == "Polygon" { json!([coordinates]) } else { coordinates }}))
    });
    let id = members.remove("id");
    let mut feature = json!({"type": "Feature", "geometry": geometry, "properties": properties});
    if let Some(id) = id {
        feature["id"] = id;
    }
    feature
}

fn write(name: &str, features: &Toml) {
    let features: Vec<Value> = features.as_array().unwrap().iter().map(feature).collect();
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    std::fs::write(folder().join(name), text).unwrap();
}

/// A scene's table as a spec; its data are written beside.
fn subject(group: &str, name: &str, scene: &Table) -> Subject {
    let mut spec = scene.clone();
    let leaves_out = spec.remove("leaves_out").is_some();
    if let Some(features) = spec.remove("points") {
        let file = format!("{group}-{name}.geojson");
        write(&file, &features);
        spec.insert("incidents".to_owned(), file.into());
    }
    for (file, features) in spec.remove("files").and_then(|f| f.as_table().cloned()).unwrap_or_default() {
        write(&file, &features);
    }
    for (key, value) in [
        ("title", Toml::from(name.replace('-', " "))),
        ("subtitle", group.into()),
        ("page", "80x70mm".into()),
        ("basemap", false.into()),
        ("locator", false.into()),
    ] {
        spec.entry(key).or_insert(value);
    }
    Subject { name: format!("{group}/{name}"), spec: spec.to_string(), leaves_out }
}

fn subjects() -> Vec<Subject> {
    std::fs::create_dir_all(folder()).unwrap();
    let mut all = Vec::new();
    for group in GROUPS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/subjects/{group}.toml"));
        let scenes: Table = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        all.extend(scenes.iter().map(|(name, scene)| subject(group, name, scene.as_table().unwrap())));
    }
    all
}

/// What holds for every figure.
fn faults(composition: &Composition, leaves_out: bool) -> Option<String> {
    let missing = composition.warnings.iter().find(|w| w.code.starts_with("layout::"));
    if missing.is_some() != leaves_out {
        return Some(missing.map_or("leaves nothing out".to_owned(), |w| format!("{}: {}", w.code, w.message)));
    }
    let report = &composition.report;
    let placed: Vec<_> = report.labels.iter().filter(|l| l.placed && l.angle == 0.0).collect();
    let meet =
        |a: &[f64; 4], b: &[f64; 4]| a[2].min(b[2]) - a[0].max(b[0]) > 0.05 && a[3].min(b[3]) - a[1].max(b[1]) > 0.05;
    for (i, a) in placed.iter().enumerate() {
        let [x0, y0, x1, y1] = a.bounds;
        if x0 < 0.0 || y0 < 0.0 || x1 > report.page_pt[0] || y1 > report.page_pt[1] {
            return Some(format!("“{}” leaves the page", a.text));
        }
        if let Some(b) = placed[i + 1..].iter().find(|b| meet(&a.bounds, &b.bounds)) {
            return Some(format!("“{}” lies on “{}”", a.text, b.text));
        }
        if let Some(symbol) = report.symbols.iter().find(|s| meet(&a.bounds, &s.bounds)) {
            return Some(format!("“{}” lies on the symbol of {}", a.text, symbol.id));
        }
    }
    None
}

#[test]
fn each_subject_looks_as_it_was_approved() {
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    let all = subjects();
    for Subject { name, spec, leaves_out } in &all {
        let figure = match sitmap::spec::parse(name, spec) {
            Ok(figure) => figure,
            Err(faults) => {
                wrong.push(format!("{name}: {faults:?}"));
                continue;
            }
        };
        match compose(&figure, &folder(), &fonts, Glyphs::Required) {
            Ok(composition) => {
                let (width, height, rgb) = paint(&composition.scene, &fonts, DPI).unwrap();
                let actual = compare::Picture { width: width.into(), height: height.into(), rgb };
                wrong.extend(compare::with_expected(name, &actual).err());
                wrong.extend(faults(&composition, *leaves_out).map(|fault| format!("{name}: {fault}")));
            }
            Err(faults) => wrong.push(format!("{name}: {faults:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), all.len(), wrong.join("\n"));
}

/// One hundred pictures and more are kept, each about one thing.
#[test]
fn there_are_many_subjects() {
    let kept = walk(&super::folder("expected"));
    assert!(kept >= 100, "{kept}");
}

fn walk(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.map(|p| if p.is_dir() { walk(&p) } else { usize::from(p.extension().is_some_and(|e| e == "png")) }).sum()
}
