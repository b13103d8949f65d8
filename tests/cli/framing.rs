//! What a map shows and how it lies on the page: maps that are turned, insets.

use crate::{Folder, sitmap};
use serde_json::Value;
use std::io::Cursor;
use tiff::decoder::Decoder;
use tiff::tags::Tag;

/// A row of towns from Kherson to Kupiansk, from south-west to north-east.
const FRONT: &str = "id,name,lon,lat\na,Kherson,32.62,46.64\nb,Orikhiv,35.79,47.57\nc,Vuhledar,37.25,47.78\nd,Bakhmut,38.00,48.59\ne,Kupiansk,37.61,49.71\n";

/// The report of a figure on a page that is twice as wide as high.
fn report(folder: &Folder, output: &str, more: &[&str]) -> Value {
    folder.write("front.csv", FRONT);
    let page = ["map", "front.csv", "-o", output, "--size", "183x90mm", "--report", "r.json"];
    let run = sitmap(folder.path(), &[&page[..], more].concat());
    assert_eq!(run.status, 0, "{more:?}: {}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    report["figures"][0].clone()
}

fn affine(figure: &Value) -> Vec<f64> {
    figure["affine_px"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect()
}

/// The middle of an incident's symbol, pixels at 300 dpi.
fn symbol(figure: &Value, id: &str) -> (f64, f64) {
    let found = figure["symbols"].as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
    let b: Vec<f64> = found["box"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap() * 300.0 / 72.0).collect();
    ((b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0)
}

#[test]
fn a_map_of_a_front_lies_along_the_page() {
    let folder = Folder::new("turned");
    let upright = report(&folder, "m.svg", &["--north-up", "yes"]);
    assert_eq!(upright["turned_deg"], 0);
    assert!(!String::from_utf8(folder.read("m.svg")).unwrap().contains("north-arrow"));
    let turned = report(&folder, "m.svg", &["--north-up", "no", "--caption", "c.md", "--explain"]);
    assert!((35..=50).contains(&turned["turned_deg"].as_i64().unwrap()), "{}", turned["turned_deg"]);
    assert!(String::from_utf8(folder.read("m.svg")).unwrap().contains("north-arrow"));
    assert!(String::from_utf8(folder.read("c.md")).unwrap().contains("to the right of up."));
    let scale = |figure: &Value| libm::hypot(affine(figure)[0], affine(figure)[1]);
    assert!(scale(&turned) > 1.3 * scale(&upright), "a larger map");
    let ((x0, y0), (x1, y1)) = (symbol(&turned, "a"), symbol(&turned, "e"));
    assert!((y1 - y0).abs() < 0.1 * (x1 - x0), "its ends are level");
}

#[test]
fn the_report_places_the_symbols_of_a_turned_map() {
    let folder = Folder::new("turned-affine");
    let figure = report(&folder, "m.png", &["--north-up", "no", "--projection", "webmerc", "--world-file"]);
    let m = affine(&figure);
    assert!(m[1] != 0.0 && m[1] == m[3] && m[0] == -m[4], "{m:?}");
    // Web Mercator is a map of the sphere, by hand.
    let (lon, lat) = (38.00_f64.to_radians(), 48.59_f64.to_radians());
    let lon_0 = figure["proj"].as_str().unwrap().split_whitespace().find_map(|p| p.strip_prefix("+lon_0="));
    let lon_0 = lon_0.map_or(0.0, |v| v.parse::<f64>().unwrap()).to_radians();
    let (x, y) =
        (6_378_137.0 * (lon - lon_0), 6_378_137.0 * libm::log(libm::tan(std::f64::consts::FRAC_PI_4 + lat / 2.0)));
    let at = (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5]);
    let found = symbol(&figure, "d");
    assert!((at.0 - found.0).abs() < 1.0 && (at.1 - found.1).abs() < 1.0, "{at:?} {found:?}");
    // The world file leads back.
    let text = String::from_utf8(folder.read("m.pgw")).unwrap();
    let world: Vec<f64> = text.lines().map(|l| l.parse().unwrap()).collect();
    let [a, d, b, e, c, f] = world[..] else { panic!("six lines: {text}") };
    let (column, row) = (at.0 - 0.5, at.1 - 0.5);
    let back = (a * column + b * row + c, d * column + e * row + f);
    assert!((back.0 - x).abs() < 1e-3 && (back.1 - y).abs() < 1e-3, "{back:?} {x} {y}");
    let aux = String::from_utf8(folder.read("m.png.aux.xml")).unwrap();
    assert!(aux.contains(&format!(", {a}, {b}, ")), "{aux}");
}

#[test]
fn a_turned_geotiff_has_a_matrix() {
    let folder = Folder::new("turned-tif");
    let figure = report(&folder, "m.tif", &["--north-up", "no"]);
    let tif = folder.read("m.tif");
    let mut decoder = Decoder::new(Cursor::new(&tif)).unwrap();
    assert!(decoder.get_tag_f64_vec(Tag::ModelPixelScaleTag).is_err());
    let t = decoder.get_tag_f64_vec(Tag::ModelTransformationTag).unwrap();
    let (m, at) = (affine(&figure), (100.0, 200.0));
    let (x, y) = (t[0] * at.0 + t[1] * at.1 + t[3], t[4] * at.0 + t[5] * at.1 + t[7]);
    let back = (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5]);
    assert!((back.0 - at.0).abs() < 1e-6 && (back.1 - at.1).abs() < 1e-6, "{back:?}");
}

#[test]
fn a_saved_spec_turns_the_map_again() {
    let folder = Folder::new("turned-spec");
    report(&folder, "one.png", &["--north-up", "no", "--save-spec", "one.toml"]);
    assert!(String::from_utf8(folder.read("one.toml")).unwrap().contains("north_up = false"));
    let again = sitmap(folder.path(), &["render", "one.toml", "--out-dir", "again", "--format", "png"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(folder.read("one.png") == folder.read("again/one.png"));
    let embedded =
        sitmap(folder.path(), &["render", "--spec-from", "one.png", "--out-dir", "third", "--format", "png"]);
    assert_eq!(embedded.status, 0, "{}", embedded.stderr);
    assert!(folder.read("one.png") == folder.read("third/one.png"));
}

#[test]
fn north_stays_up_where_a_turn_is_no_gain() {
    let folder = Folder::new("not-turned");
    folder.write(
        "coast.csv",
        "id,name,lon,lat\na,Serang,106.15,-6.12\nb,Semarang,110.42,-6.97\nc,Banyuwangi,114.37,-8.22\n",
    );
    let arguments = ["map", "coast.csv", "-o", "m.svg", "--north-up", "no", "--explain"];
    let run = sitmap(folder.path(), &arguments);
    assert!(
        run.status == 0 && run.stdout.contains("north: up: what the map shows lies along the page"),
        "{}",
        run.stdout
    );
    assert!(!run.stderr.contains("layout::not-turned"), "{}", run.stderr);
    folder.write("front.csv", FRONT);
    let arguments = ["map", "front.csv", "-o", "m.svg", "--north-up", "no", "--size", "100x120mm"];
    let run = sitmap(folder.path(), &arguments);
    assert!(run.status == 0, "{}", run.stderr);
    let run = sitmap(folder.path(), &["map", "front.csv", "-o", "m.svg", "--north-up", "perhaps"]);
    assert!(run.status == 2 && run.stderr.contains("yes or no"), "{}", run.stderr);
}

/// The towns of Idlib's airstrikes, with an inset.
fn idlib(folder: &Folder, output: &str, more: &[&str]) -> (Value, String) {
    let page = ["map", "builtin:idlib", "-o", output, "--report", "r.json"];
    let run = sitmap(folder.path(), &[&page[..], more].concat());
    assert_eq!(run.status, 0, "{more:?}: {}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    (report["figures"][0].clone(), run.stderr)
}

const SARAQIB: &str = "36.60,35.80,36.86,36.00";

#[test]
fn an_inset_is_a_map_of_its_own_and_counts_nothing_twice() {
    let folder = Folder::new("inset");
    let size = ["--size", "a4-landscape", "--data", "one.csv", "--caption", "one.md"];
    let (without, _) = idlib(&folder, "one.svg", &size);
    assert_eq!(without["insets"].as_array().unwrap().len(), 0);
    let with = ["--size", "a4-landscape", "--data", "two.csv", "--caption", "two.md", "--inset", SARAQIB];
    let (with, told) = idlib(&folder, "two.svg", &with);
    assert!(!told.contains("inset"), "{told}");
    let inset = &with["insets"][0];
    assert_eq!(inset["letter"], "A");
    assert_eq!(inset["extent"].as_array().unwrap()[0].as_f64(), Some(36.6));
    assert!(inset["proj"].as_str().unwrap().starts_with("+proj="), "{inset}");
    // A larger scale, and symbols within its frame.
    let scale = |of: &Value| of["affine_px"][0].as_f64().unwrap();
    assert!(scale(inset) > 1.3 * scale(&with), "{inset}");
    let numbers = |of: &Value| -> Vec<f64> { of.as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect() };
    let frame = numbers(&inset["frame"]);
    let symbols = inset["symbols"].as_array().unwrap();
    assert!(!symbols.is_empty());
    for symbol in symbols {
        let b = numbers(&symbol["box"]);
        let middle = ((b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0);
        assert!((frame[0]..frame[2]).contains(&middle.0) && (frame[1]..frame[3]).contains(&middle.1), "{symbol}");
    }
    // The same rows; the caption says what the inset is.
    assert!(folder.read("one.csv") == folder.read("two.csv"));
    let caption = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    assert!(caption("two.md").contains("Inset A shows a part of the map larger."));
    assert!(!caption("one.md").contains("Inset"));
    // Ids of an SVG are its own.
    let svg = String::from_utf8(folder.read("two.svg")).unwrap();
    let mut ids: Vec<&str> = svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    assert!(svg.contains("id=\"inset-1-all\"") && svg.contains("id=\"inset-frames\""));
}

#[test]
fn a_spec_places_insets_and_gives_the_same_bytes() {
    let folder = Folder::new("inset-spec");
    let (_, told) = idlib(&folder, "one.png", &["--inset", SARAQIB, "--save-spec", "one.toml"]);
    assert!(!told.contains("inset"), "{told}");
    let spec = String::from_utf8(folder.read("one.toml")).unwrap();
    assert!(spec.contains("[[insets]]"), "{spec}");
    let again = ["render", "--spec-from", "one.png", "--out-dir", "again", "--format", "png"];
    assert_eq!(sitmap(folder.path(), &again).status, 0);
    assert!(folder.read("one.png") == folder.read("again/one.png"));
    let inspected = sitmap(folder.path(), &["inspect", "one.png"]);
    assert!(inspected.stdout.contains("projection of inset A: +proj="), "{}", inspected.stdout);
    folder.write(
        "placed.toml",
        spec.replace("[[insets]]", "[[insets]]\ntitle = \"Around Saraqib\"\nplace = \"upper_right\""),
    );
    let run = sitmap(
        folder.path(),
        &["render", "placed.toml", "--format", "svg", "--out-dir", "placed", "--report", "p.json"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("p.json")).unwrap();
    let texts = report["figures"][0]["insets"][0]["labels"].to_string();
    assert!(texts.contains("Around Saraqib"), "{texts}");
}

#[test]
fn an_inset_without_room_is_left_out_and_told() {
    let folder = Folder::new("inset-no-room");
    folder.write("a.csv", FRONT);
    let small =
        ["map", "a.csv", "-o", "m.svg", "--size", "60x50mm", "--inset", "around:38,48.6,30km", "--report", "r.json"];
    let run = sitmap(folder.path(), &small);
    assert!(run.status == 0 && run.stderr.contains("layout::left-out"), "{}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    assert_eq!(report["figures"][0]["insets"].as_array().unwrap().len(), 0);
    // What would be no larger is none.
    let whole = ["map", "a.csv", "-o", "m.svg", "--inset", "Ukraine"];
    let run = sitmap(folder.path(), &whole);
    assert!(run.status == 0 && run.stderr.contains("inset A: no larger than the map itself"), "{}", run.stderr);
    // Sums have one map.
    let sums = ["map", "a.csv", "-o", "m.svg", "--as", "hexagons", "--inset", "around:38,48.6,30km"];
    let run = sitmap(folder.path(), &sums);
    assert!(run.status == 0 && run.stderr.contains("insets: incidents that are summed up"), "{}", run.stderr);
}
