//! `map`: a good figure from a file and nothing else.

#![expect(
    clippy::disallowed_methods,
    reason = "a tolerance of half a pixel; only files need the same digits everywhere"
)]

use crate::{Folder, SUDAN, sitmap, sitmap_reading};
use serde_json::Value;

/// Distances from the arrows: along the axes of a map about the place, what geodesics say less what lies on the map.
#[test]
fn arrows_lead_to_places_beyond_an_empty_sea() {
    let folder = Folder::new("beyond");
    folder.write("maldives.csv", "lon,lat,name\n73.5,4.2,North\n73.1,-0.6,South\n");
    let map = |more: &[&str]| {
        let run =
            sitmap(folder.path(), &[&["map", "maldives.csv", "-o", "map.svg", "--svg-text", "text"], more].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        String::from_utf8(folder.read("map.svg")).unwrap()
    };
    assert!(!map(&[]).contains("Colombo"));
    let with = map(&["--places-beyond"]);
    for town in ["Colombo", "Victoria", "Port Louis"] {
        assert!(with.contains(town), "{town}");
    }
    assert!(with.contains("places-beyond"));
}

#[test]
fn a_map_and_the_spec_that_gives_the_same_bytes() {
    let folder = Folder::new("save-spec");
    folder.write("a.geojson", SUDAN);
    for size in ["web", "nature-single", "slide-16x9", "900x700px"] {
        let arguments = ["map", "a.geojson", "-o", "one.png", "--size", size, "--lang", "ar", "--save-spec", "s.toml"];
        let run = sitmap(folder.path(), &arguments);
        assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        let run = sitmap(folder.path(), &["render", "s.toml", "--out-dir", "again"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(folder.read("one.png") == folder.read("again/s.png"), "{size}: other bytes");
    }
}

#[test]
fn the_default_is_1600_by_1200_pixels_and_the_same_bytes_twice() {
    let folder = Folder::new("default");
    folder.write("a.geojson", SUDAN);
    for name in ["one", "two"] {
        let run = sitmap(folder.path(), &["map", "a.geojson", "-o", &format!("{name}.png")]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(sitmap(folder.path(), &["map", "a.geojson", "-o", &format!("{name}.svg")]).status, 0);
    }
    let png = folder.read("one.png");
    let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((size(16), size(20)), (1600, 1200));
    assert!(png == folder.read("two.png") && folder.read("one.svg") == folder.read("two.svg"));
    // pHYs: 200 dpi are 7874 pixels a metre.
    let at = png.windows(4).position(|w| w == b"pHYs").unwrap();
    assert_eq!((size(at + 4), size(at + 8), png[at + 12]), (7874, 7874, 1));
    assert_eq!(folder.names(), ["a.geojson", "one.png", "one.svg", "two.png", "two.svg"]);
}

/// Names and boxes.
type Boxes = Vec<(String, [f64; 4])>;

/// Boxes of placed labels and of symbols in a report.
fn boxes(figure: &Value) -> (Boxes, Boxes) {
    let read = |v: &Value, name: &str| {
        let b: Vec<f64> = v["box"].as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
        (v[name].as_str().unwrap().to_owned(), [b[0], b[1], b[2], b[3]])
    };
    let labels = figure["labels"].as_array().unwrap().iter().filter(|l| l["placed"] == true && l["angle"] == 0.0);
    let labels = labels.map(|l| read(l, "text")).collect();
    (labels, figure["symbols"].as_array().unwrap().iter().map(|s| read(s, "id")).collect())
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    let slack = 0.05;
    a[0] + slack < b[2] && b[0] + slack < a[2] && a[1] + slack < b[3] && b[1] + slack < a[3]
}

#[test]
fn labels_touch_neither_each_other_nor_a_symbol() {
    let folder = Folder::new("labels");
    // A dense cluster, and one alone on the other side of 180°.
    let mut features = Vec::new();
    for i in 0..24 {
        let (lon, lat) = (178.2 + 0.11 * f64::from(i % 6), -18.1 + 0.13 * f64::from(i / 6));
        features.push(format!(
            r#"{{"type":"Feature","id":"f{i}","properties":{{"name":"Incident place {i}","killed_min":{i}}},"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}"#
        ));
    }
    features.push(
        r#"{"type":"Feature","id":"far","properties":{"name":"Taveuni"},"geometry":{"type":"Point","coordinates":[-179.97,-16.85]}}"#
            .into(),
    );
    let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
    let run = sitmap_reading(folder.path(), &["map", "-", "-o", "m.svg", "--report", "r.json"], text.as_bytes());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let figure = &report["figures"][0];
    let (labels, symbols) = boxes(figure);
    assert_eq!(symbols.len(), 25, "both sides of 180° are on the map");
    assert!(labels.len() > 12, "{labels:?}");
    for (i, (text, a)) in labels.iter().enumerate() {
        for (other, b) in &labels[i + 1..] {
            assert!(!overlap(a, b), "{text} {a:?} lies on {other} {b:?}");
        }
        for (id, b) in &symbols {
            assert!(!overlap(a, b), "{text} {a:?} lies on the symbol {id} {b:?}");
        }
    }
    // What found no place is told.
    let unplaced = figure["labels"].as_array().unwrap().iter().filter(|l| l["placed"] == false);
    for label in unplaced.filter(|l| l["text"].as_str().unwrap().starts_with("Incident")) {
        assert!(run.stderr.contains(label["text"].as_str().unwrap()), "{label}");
    }
}

#[test]
fn a_river_has_its_name_along_its_course() {
    let folder = Folder::new("river");
    let extent = "36.1,35.25,36.75,35.95";
    let arguments = ["map", "--extent", extent, "-o", "m.svg", "--second-lang", "ar", "--report", "r.json"];
    let run = sitmap(folder.path(), &arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let figure = &report["figures"][0];
    for name in ["Orontes", "نهر العاصي"] {
        let label = figure["labels"].as_array().unwrap().iter().find(|l| l["text"] == name && l["placed"] == true);
        let label = label.unwrap_or_else(|| panic!("{name} has no place: {figure}"));
        assert!(label["angle"].as_f64().unwrap() != 0.0, "{label}");
        let corners: Vec<f64> = label["box"].as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
        assert!(corners[2] - corners[0] > 4.0 && corners[3] - corners[1] > 4.0, "{label}");
        let svg = String::from_utf8(folder.read("m.svg")).unwrap();
        assert!(svg.contains(&format!("<g role=\"img\" aria-label=\"{name}\">")), "readers who can't see it");
    }
}

#[test]
fn the_report_says_where_pixels_are() {
    let folder = Folder::new("affine");
    folder.write("a.geojson", SUDAN);
    let arguments = ["map", "a.geojson", "-o", "m.png", "--projection", "merc", "--report", "r.json"];
    assert_eq!(sitmap(folder.path(), &arguments).status, 0);
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let figure = &report["figures"][0];
    let proj = figure["proj"].as_str().unwrap();
    assert!(proj.starts_with("+proj=merc ") && proj.contains("+ellps=WGS84"), "{proj}");
    let number = |key: &str| -> f64 {
        let value = proj.split_whitespace().find_map(|p| p.strip_prefix(&format!("+{key}=")).map(str::to_owned));
        value.map_or(0.0, |v| v.parse().unwrap())
    };
    // Mercator on the ellipsoid, by hand: the symbol of Khartoum stands where the report says.
    let (lon, lat) = ((32.53 - number("lon_0")).to_radians(), 15.59_f64.to_radians());
    let e = 0.081_819_190_842_621_49_f64;
    let psi = lat.sin().atanh() - e * (e * lat.sin()).atanh();
    let scale = if number("lat_ts") == 0.0 {
        1.0
    } else {
        let ts = number("lat_ts").to_radians();
        ts.cos() / (1.0 - (e * ts.sin()).powi(2)).sqrt()
    };
    let (x, y) = (6_378_137.0 * scale * lon + number("x_0"), 6_378_137.0 * scale * psi + number("y_0"));
    let m: Vec<f64> = figure["affine_px"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    let at = (m[0] * x + m[1] * y + m[2], m[3] * x + m[4] * y + m[5]);
    let (_, symbols) = boxes(figure);
    let (_, b) = symbols.iter().find(|(id, _)| id == "k").unwrap();
    let px = 200.0 / 72.0;
    let middle = ((b[0] + b[2]) / 2.0 * px, (b[1] + b[3]) / 2.0 * px);
    // A triangle's box is not centred on its place in y.
    assert!((at.0 - middle.0).abs() < 0.5, "{at:?} {middle:?}");
    assert!((b[1] * px..b[3] * px).contains(&at.1), "{at:?} {b:?}");
}

#[test]
fn tables_and_layers_make_maps_too() {
    let folder = Folder::new("tables");
    folder
        .write("a.csv", "name,latitude,longitude,killed\n\"Kafr, Takharim\",36.117,36.515,78\nSaraqib,35.865,36.80,\n");
    let run = sitmap(folder.path(), &["map", "a.csv", "-o", "a.png", "--numbered"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let area = r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[10,10],[12,10],[12,12],[10,10]]]}}"#;
    folder.write("area.geojson", area);
    let run = sitmap(folder.path(), &["map", "--layer", "area.geojson", "-o", "b.svg", "--no-basemap"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run =
        sitmap(folder.path(), &["map", "a.csv", "-o", "c.png", "--extent", "-180,-60,180,75", "--size", "square"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn measured_borders_of_the_world_are_shown_credited_and_noted() {
    let folder = Folder::new("borders");
    let map = |name: &str, lon: f64, lat: f64, to: &str| -> (String, Value) {
        folder.write(&format!("{name}.csv"), format!("id,name,lon,lat,uncertainty_m\na,{name},{lon},{lat},3000\n"));
        let (file, svg) = (format!("{name}.csv"), format!("{name}.svg"));
        let run = sitmap(
            folder.path(),
            &[
                "map",
                &file,
                "-o",
                &svg,
                "--measure-to",
                to,
                "--report",
                "r.json",
                "--svg-text",
                "text",
                "--provenance",
                "none",
            ],
        );
        assert_eq!(run.status, 0, "{}", run.stderr);
        (String::from_utf8(folder.read(&svg)).unwrap(), serde_json::from_slice(&folder.read("r.json")).unwrap())
    };
    let (kharkiv, report) = map("Kharkiv", 36.23, 49.99, "UKR/RUS");
    let labels = report["figures"][0]["labels"].to_string();
    assert!(labels.contains("33.9\u{a0}km (31–37\u{a0}km)"), "{labels}");
    let credits = report["figures"][0]["credits"].to_string();
    assert!(credits.contains("© OpenStreetMap contributors"), "{credits}");
    assert!(kharkiv.contains("RUS/UKR, OpenStreetMap 2017"), "the line that is meant stands in the key");
    assert!(map("Kharkiv", 36.23, 49.99, "nearest").0 == kharkiv, "the nearest one is the same");
    // Words of the foot may be set apart: each is looked for.
    let (kashmir, _) = map("Baramulla", 74.34, 34.2, "IND/PAK");
    assert!(kashmir.contains("control"), "the line of control is noted");
    let (dakhla, report) = map("Dakhla", -15.0, 23.7, "MAR/ESH");
    let credits = report["figures"][0]["credits"].to_string();
    assert!(!credits.contains("OpenStreetMap"), "Natural Earth's line alone is used: {credits}");
    assert!(dakhla.contains("stands") && !kharkiv.contains("stands"), "the gap is noted");
}

#[test]
fn titles_may_begin_with_a_minus() {
    let folder = Folder::new("minus");
    folder.write("a.geojson", SUDAN);
    let arguments = [
        "map",
        "a.geojson",
        "-o",
        "a.svg",
        "--title",
        "-5 degrees",
        "--subtitle",
        "-x",
        "--svg-text",
        "text",
        "--no-basemap",
    ];
    let run = sitmap(folder.path(), &arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let svg = String::from_utf8(folder.read("a.svg")).unwrap();
    assert!(svg.contains(">-5 degrees<") && svg.contains(">-x<"));
}

/// Every EPSG code that `--help` names is one that is drawn, and no other is promised.
#[test]
fn the_epsg_codes_of_the_help_are_drawn() {
    let folder = Folder::new("epsg");
    folder.write("a.geojson", SUDAN);
    let help = sitmap(folder.path(), &["map", "--help"]).stdout;
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("or the EPSG code of one (EPSG:32637)"), "{help}");
    let map =
        |code: &str| sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--no-basemap", "--projection", code]);
    for code in ["EPSG:32635", "EPSG:32735", "EPSG:3395", "EPSG:3857", "EPSG:3035", "EPSG:22236"] {
        assert_eq!(map(code).status, 0, "{code}: {}", map(code).stderr);
    }
    let refused = map("EPSG:4326");
    assert!(refused.status == 1 && refused.stderr.contains("  help: give auto; "), "{}", refused.stderr);
}

/// A title counts what is drawn, the foot tells the rest, and a kind that is not given is no airstrike.
#[test]
fn what_is_not_drawn_is_not_counted_and_unknown_kinds_have_a_sign_of_their_own() {
    let folder = Folder::new("counted");
    folder.write(
        "k.csv",
        "id,name,lon,lat,kind,date\na,A,30.5,15.5,airstrike,2023-04-15\nb,B,31.5,15.9,,\nc,C,,,shelling,\n",
    );
    let run = sitmap(folder.path(), &["map", "k.csv", "-o", "k.svg", "--svg-text", "text"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 of 3 incidents: no place is told (c)"), "{}", run.stderr);
    let svg = String::from_utf8(folder.read("k.svg")).unwrap().replace('\u{a0}', " ");
    assert!(svg.contains("2 incidents, 15 April 2023 (1 undated)"), "the title speaks of two");
    assert!(svg.contains("One incident without a place is not on the map."));
    assert!(svg.contains("kind not given") && svg.contains("airstrike") && !svg.contains("shelling"));
    let outside =
        sitmap(folder.path(), &["map", "k.csv", "-o", "o.svg", "--extent", "-60,-20,-50,-10", "--svg-text", "text"]);
    assert!(outside.stderr.contains("2 of 3 incidents: outside the frame (a, b)"), "{}", outside.stderr);
    let svg = String::from_utf8(folder.read("o.svg")).unwrap().replace('\u{a0}', " ");
    assert!(svg.contains("2 incidents lie outside the frame.") && !svg.contains("2 incidents, "));
}

/// A PDF is one page with its fonts inside, and the same bytes twice; no date is in it unless the data have one.
#[test]
fn a_pdf_is_the_same_bytes_twice() {
    let folder = Folder::new("pdf");
    folder.write("a.geojson", SUDAN);
    for name in ["a.pdf", "b.pdf"] {
        let run = sitmap(folder.path(), &["map", "a.geojson", "-o", name]);
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let pdf = folder.read("a.pdf");
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    assert!(pdf == folder.read("b.pdf"));
    let asked = sitmap(folder.path(), &["map", "a.geojson", "-o", "c.pdf", "--pdf-standard", "ua-1"]);
    assert_eq!(asked.status, 0, "{}", asked.stderr);
}

/// What is said of thousands of rings of a layer is said of a few, and counted.
#[test]
fn warnings_of_a_layer_are_counted() {
    let folder = Folder::new("layer-warnings");
    let clockwise = r#"{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[30, 10], [30, 12], [33, 12], [33, 10], [30, 10]]]}}"#;
    let all = vec![clockwise; 40].join(",\n");
    folder.write("rings.geojson", format!(r#"{{"type": "FeatureCollection", "features": [{all}]}}"#));
    let run = sitmap(folder.path(), &["map", "--layer", "rings.geojson", "-o", "a.svg", "--no-basemap"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[").count(), 4, "{}", run.stderr);
    assert!(run.stderr.contains("37 more of the same in this layer"), "{}", run.stderr);
}

/// An extent by name, around a place, or fitted to the incidents; a name that is not known has near ones.
#[test]
fn extents_in_words() {
    let folder = Folder::new("extents");
    folder.write("a.geojson", SUDAN);
    let proj = |extent: &str| {
        let run = sitmap(
            folder.path(),
            &["map", "a.geojson", "-o", "a.svg", "--svg-text", "text", "--extent", extent, "--report", "r.json"],
        );
        assert_eq!(run.status, 0, "{extent}: {}", run.stderr);
        let report: serde_json::Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
        report["figures"][0]["proj"].as_str().unwrap().to_owned()
    };
    // The middle of the extent is the origin of its projection.
    let close = |proj: &str, lon: f64, lat: f64| {
        let value = |key: &str| {
            let word = proj.split_whitespace().find_map(|w| w.strip_prefix(key)).unwrap();
            word.parse::<f64>().unwrap()
        };
        assert!((value("+lon_0=") - lon).abs() < 0.6 && (value("+lat_0=") - lat).abs() < 0.6, "{proj}");
    };
    close(&proj("around:36.5,35.9,50km"), 36.5, 35.9);
    close(&proj("Syria"), 39.0, 34.8);
    close(&proj("syr"), 39.0, 34.8);
    assert_ne!(proj("fit:5%"), proj("fit:300%").replace("eqearth", "tmerc"));
    let refused = |extent: &str, code: &str, words: &str| {
        let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "b.svg", "--extent", extent]);
        assert!(run.status != 0 && run.stderr.contains(code) && run.stderr.contains(words), "{extent}: {}", run.stderr);
    };
    refused("Syrria", "spec::unknown-extent", "Syria");
    refused("around:36.5,95,50km", "is no extent", "around:LON,LAT,50km");
    refused("around:36.5,35,50", "is no extent", "50km");
    refused("fit:many", "is no extent", "fit:12%");
}

#[test]
fn digits_of_arabic_furniture_are_the_figures_wish() {
    let folder = Folder::new("digits");
    folder.write("a.csv", "lon,lat,date,name,killed_min,killed_max\n36.51,36.11,2020-10-26,M4,34,105\n");
    let of = |digits: &str, lang: &str| {
        let arguments = ["map", "a.csv", "-o", "m.svg", "--svg-text", "text", "--lang", lang, "--digits", digits];
        let run = sitmap(folder.path(), &[&arguments[..], &["--caption", "c.md", "--provenance", "none"]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        let read = |name: &str| String::from_utf8(folder.read(name)).unwrap();
        (read("m.svg"), read("c.md"))
    };
    let (figure, caption) = of("arabic-indic", "ar");
    assert!(figure.contains("٢٠٢٠") && figure.contains("١٠٥") && figure.contains(">M4<"), "{figure}");
    assert!(caption.contains("٢٠٢٠") && caption.contains("M4") && !caption.contains("2020"), "{caption}");
    assert!(of("latin", "ar").0.contains("2020") && !of("latin", "ar").0.contains("٢٠٢٠"));
    assert!(of("arabic-indic", "en") == of("latin", "en"));
}
