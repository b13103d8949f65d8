//! Messages that no other test makes, one command each: status, code, and the words in a snapshot.

use crate::{Folder, SUDAN, root, sitmap, sitmap_reading};
use std::collections::BTreeSet;
use std::path::Path;

/// Code, exit status, and the command that is told it.
const COMMANDS: &[(&str, i32, &str)] = &[
    ("cli::exists", 1, "init d"),
    ("cli::no-figure-without-place", 0, "map unplaced.geojson --each -o {id}.svg"),
    ("cli::no-root", 1, "render --root nowhere"),
    ("cli::one-name-for-all", 1, "map a.geojson --each -o one.svg"),
    ("cli::output-is-input", 1, "diff small.png small.png --picture small.png"),
    ("cli::same-file", 1, "map a.geojson -o z.svg --report z.svg"),
    ("cli::too-many-figures", 1, "map many.geojson --each -o {id}.svg"),
    ("data::ambiguous-date", 0, "import rows.csv -o z.geojson"),
    ("data::bad-claims-table", 1, "map a.geojson --claims words.csv -o z.svg"),
    ("data::bad-coordinates", 1, "map words.kml -o z.svg"),
    ("data::bad-date", 0, "check odd.geojson"),
    ("data::broken-archive", 1, "map broken.zip -o z.svg"),
    ("data::claim-of-nothing", 1, "map a.geojson --claims nobody.csv -o z.svg"),
    ("data::control-character", 0, "check odd.geojson"),
    ("data::cut-off", 0, "map cut.shp -o z.svg"),
    ("data::empty-layer", 0, "map a.geojson --layer empty.geojson -o z.svg"),
    ("data::future-date", 0, "import future.geojson --as-of 2024-01-01 -o z.geojson"),
    ("data::guessed-encoding", 0, "import latin.csv -o z.geojson"),
    ("data::location-differs", 0, "check odd.geojson"),
    ("data::mangled-range", 0, "import rows.csv -o z.geojson"),
    ("data::no-areas", 1, "map a.geojson --as by-area --areas a.geojson -o z.svg"),
    ("data::no-population", 1, "map a.geojson --as by-area --areas countries --per people -o z.svg"),
    ("data::no-prj", 0, "map cut.shp -o z.svg"),
    ("data::not-xml", 1, "map open.kml -o z.svg"),
    ("data::number-in-words", 0, "import rows.csv -o z.geojson"),
    ("data::odd-value", 0, "check odd.geojson"),
    ("data::one-place-often", 0, "import rows.csv -o z.geojson"),
    ("data::place-at-zero", 0, "import rows.csv -o z.geojson"),
    ("data::summary-differs", 0, "check odd.geojson"),
    ("data::swapped-coordinates", 0, "import swapped.csv -o z.geojson"),
    ("data::uneven-row", 0, "map uneven.csv -o z.svg"),
    ("data::unknown-column", 1, "summary a.geojson --by nothing"),
    ("data::unknown-encoding", 1, "import latin.csv --encoding klingon -o z.geojson"),
    ("data::unknown-kind", 0, "check kind.geojson"),
    ("data::unread-format", 1, "map old.xls -o z.svg"),
    ("data::several-layers", 0, "import layers.gpkg.gz -o z.geojson"),
    ("data::several-sheets", 0, "import sheets.xlsx -o z.geojson"),
    ("data::rows-above-header", 0, "import sheets.xlsx -o z.geojson"),
    ("data::several-files", 0, "import two.zip -o z.geojson"),
    ("data::layer-not-read", 0, "import view.gpkg.gz -o z.geojson"),
    ("data::network-link", 0, "import link.kml -o z.geojson"),
    ("data::no-dbf", 0, "map cut.shp -o z.svg"),
    ("data::open-database", 1, "map open.gpkg -o z.svg"),
    ("data::row-of-sums", 0, "import total.csv -o z.geojson"),
    ("data::open-quote", 0, "import quote.csv -o z.geojson"),
    ("data::middle-of-country", 0, "import middle.csv -o z.geojson"),
    ("data::whole-degrees", 0, "import rows.csv -o z.geojson"),
    ("diff::changed", 1, "diff a.geojson kind.geojson --check"),
    ("diff::different-kinds", 1, "diff a.geojson small.png"),
    ("diff::no-ids", 0, "diff noid.geojson noid.geojson"),
    ("diff::no-picture", 1, "diff small.png large.png --picture z.png"),
    ("export::no-place", 1, "map a.geojson -o z.svg --world-file"),
    ("export::refused", 1, "map a.geojson --size 500x400mm --dpi 2400 -o z.png"),
    ("layout::left-out", 0, "map a.geojson --extent 20,10,26,14 -o z.svg"),
    ("layout::not-turned", 0, "map a.geojson --extent world --north-up no -o z.svg"),
    ("layout::nothing-to-show", 1, "map --layer empty.geojson -o z.svg"),
    ("layout::unknown-language", 0, "map a.geojson --lang xx -o z.svg"),
    ("measure::border-in-doubt", 0, "measure yalta.geojson --to IND/PAK"),
    ("measure::coarse-border", 0, "measure near.csv --to turkey-syria"),
    ("measure::disputed-area", 0, "measure yalta.geojson --within Ukraine"),
    ("measure::left-out", 0, "measure a.geojson --within Sudan --format csv"),
    ("measure::no-border", 1, "measure a.geojson --to a.geojson"),
    ("measure::no-polygon", 1, "measure a.geojson --within a.geojson"),
    ("measure::too-many-pairs", 1, "measure many.geojson --matrix"),
    ("measure::unknown-area", 1, "measure a.geojson --within Nowhere"),
    ("measure::unknown-border", 1, "measure a.geojson --to nowhere"),
    ("pack::bad-table", 1, "pack table.toml -o z.sitpack"),
    ("pack::unusable", 1, "map a.geojson --basemap d -o z.svg"),
    ("pack::unused", 0, "map a.geojson --basemap a.geojson -o z.svg"),
    ("projection::unknown", 1, "map a.geojson --projection magic -o z.svg"),
    ("projection::unusable", 1, "map a.geojson --projection +proj=lcc|+lat_1=40|+lat_2=-40 -o z.svg"),
    ("provenance::bytes-differ", 1, "inspect changed.svg --verify"),
    ("provenance::inputs-differ", 1, "inspect other.svg --verify"),
    ("provenance::no-spec", 1, "render --spec-from small.png"),
    ("provenance::none", 1, "inspect a.geojson"),
    ("provenance::outside-the-root", 1, "render --spec-from stream.svg"),
    ("provenance::tool-differs", 1, "inspect older.svg --verify"),
    ("selection::bad-condition", 1, "map a.geojson --where killed_min|> -o z.svg"),
    ("selection::bad-date", 1, "map a.geojson --from soon -o z.svg"),
    ("selection::named-left-out", 1, "render --root filtered"),
    ("selection::nothing-left", 1, "map a.geojson --where killed_min|>|9999 -o z.svg"),
    ("selection::undecided", 0, "summary a.geojson --by kind --where killed_min|>|3"),
    ("selection::unknown-area", 1, "map a.geojson --within Atlantis -o z.svg"),
    ("selection::unknown-property", 1, "map a.geojson --where kiled|>|3 -o z.svg"),
    ("spatial::no-line", 1, "map a.geojson --measure-to a.geojson -o z.svg"),
    ("spec::cannot-read", 1, "render nowhere.toml"),
    ("spec::no-figure", 1, "render --root bare"),
    ("spec::not-toml", 1, "render a.geojson.toml"),
    ("spec::sums-of-single-incidents", 1, "map a.geojson --as hexagons --numbered -o z.svg"),
    ("spec::too-many-insets", 1, "map a.geojson --inset SDN --inset SSD --inset TCD --inset EGY -o z.svg"),
    ("spec::unknown-country", 1, "render wrong.toml"),
    ("spec::unknown-extent", 1, "map a.geojson --extent Atlantis -o z.svg"),
    ("spec::unknown-property", 1, "render names.toml"),
    ("spec::unknown-viewpoint", 1, "map a.geojson --viewpoint Atlantis -o z.svg"),
    ("text::cannot-read-font", 1, "map a.geojson --font no.ttf -o z.svg"),
    ("text::not-a-font", 1, "map a.geojson --font a.geojson -o z.svg"),
    ("theme::cannot-read", 1, "map a.geojson --theme no.toml -o z.svg"),
    ("theme::hard-to-read", 0, "map a.geojson --theme white.toml -o z.svg"),
    ("theme::not-toml", 1, "map a.geojson --theme a.geojson.toml -o z.svg"),
    ("theme::unknown", 1, "map a.geojson --theme nope -o z.svg"),
    ("theme::unknown-key", 1, "map a.geojson --theme key.toml -o z.svg"),
    ("theme::wrong-value", 1, "map a.geojson --theme value.toml -o z.svg"),
];

/// Codes that no input is known to lead to.
const NEVER_SEEN: &[(&str, &str)] = &[
    ("cli::manual", "the manual is written to memory, which does not fail"),
    (
        "data::not-csv",
        "the reader of CSV takes rows of any length; its other faults are those of the encoding, told before",
    ),
    ("export::pdf-refused", "the encoder refuses what is never asked of it"),
    ("theme::missing-key", "every theme stands on a built-in one, which has them all"),
];

/// What figures say that they were made by.
const VERSION: &str = concat!("sitmap ", env!("CARGO_PKG_VERSION"));

/// The files that the commands name.
fn files(folder: &Folder) {
    let feature = |id: &str, geometry: &str| {
        format!("{{\"type\": \"Feature\", \"id\": \"{id}\", \"properties\": {{}}, \"geometry\": {geometry}}}")
    };
    let point = |lon: f64, lat: f64| format!("{{\"type\": \"Point\", \"coordinates\": [{lon}, {lat}]}}");
    let collection = |features: Vec<String>| {
        format!("{{\"type\": \"FeatureCollection\", \"features\": [{}]}}\n", features.join(",\n"))
    };
    folder.write("a.geojson", SUDAN);
    folder.write("a.geojson.toml", SUDAN);
    folder.write("d/incidents.geojson", SUDAN);
    folder.write("noid.geojson", SUDAN.replace("\"id\": \"k\", ", "").replace("\"id\": \"n\", ", ""));
    folder.write("kind.geojson", SUDAN.replace("shelling", "brawl"));
    folder.write("future.geojson", SUDAN.replace("2023-08-23", "2093-08-23"));
    folder.write("empty.geojson", collection(Vec::new()));
    folder.write("unplaced.geojson", collection(vec![feature("u", "null"), feature("k", &point(32.5, 15.6))]));
    folder.write("yalta.geojson", collection(vec![feature("yalta", &point(34.17, 44.5))]));
    let many = (0..2001).map(|i| feature(&format!("i{i}"), &point(30.0 + f64::from(i) / 1000.0, 12.0)));
    folder.write("many.geojson", collection(many.collect()));
    folder.write("words.csv", "who,what\nA,12\n");
    let placemark =
        |at: &str| format!("<Placemark><name>A</name><Point><coordinates>{at}</coordinates></Point></Placemark>");
    let kml =
        |inner: String| format!("<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>{inner}</Document></kml>");
    folder.write("words.kml", kml(format!("{}{}", placemark("x,y"), placemark("36,35"))));
    folder.write("open.kml", "<kml><Document>");
    folder.write("broken.zip", "PK\u{3}\u{4} and no more");
    folder.write("old.xls", b"\xd0\xcf\x11\xe0");
    for name in ["sheets.xlsx", "two.zip", "view.gpkg.gz"] {
        folder.write(name, std::fs::read(root().join("tests/fixtures/formats").join(name)).unwrap());
    }
    folder.write(
        "link.kml",
        "<kml><Document><NetworkLink><Link><href>b.kml</href></Link></NetworkLink></Document></kml>",
    );
    folder.write("open.gpkg", "SQLite format 3\0");
    folder.write("open.gpkg-wal", "not yet");
    folder.write("total.csv", "id,name,lon,lat,killed\na,A,30,12,3\n,Total,,,3\n");
    folder.write("layers.gpkg.gz", std::fs::read(root().join("tests/fixtures/formats/metres.gpkg.gz")).unwrap());
    folder.write("quote.csv", format!("id,lon,lat,note\na,30,12,\"left open\n{}", "b,30,12,x\n".repeat(2)));
    folder.write("middle.csv", "id,lon,lat\na,38.51,35.02\nb,38.51,35.02\nc,38.51,35.02\n");
    let shapes = std::fs::read(root().join("tests/fixtures/formats/arabic.shp")).unwrap();
    folder.write("cut.shp", &shapes[..shapes.len() - 20]);
    folder.write("table.toml", "title = 'no layers'\n");
    folder.write("white.toml", "base = \"press\"\nink = \"#FFFFFF\"\n");
    let spec =
        "incidents = 'a.geojson'\n[[callouts]]\nincident = 'n'\nheading = 'h'\n[filter]\nwhere = 'killed_min > 3'\n";
    folder.write("filtered/figures/figure.toml", spec);
    folder.write("filtered/a.geojson", SUDAN);
    folder.write("bare/figures/read.me", "none yet");
    tables(folder);
    figures(folder);
}

/// Tables and features in which something smells.
fn tables(folder: &Folder) {
    let row = |i: i32| format!("{},{},{i},2020-03-05\n", 12.0 + f64::from(i) / 100.0, 30.0 + f64::from(i) / 77.0);
    let odd = "0,0,21-Dec,5/4/2020\n0,0,dozens,6/7/2020\n0,0,3,6/7/2020\n12,30,3,6/7/2020\n";
    let (often, others) = ("12.51,30.52,1,2020-03-05\n".repeat(60), (1..60).map(row).collect::<String>());
    folder.write("rows.csv", format!("lat,lon,killed,date\n{odd}{often}{others}"));
    folder.write("swapped.csv", format!("lat,lon,country\n{}", "36.63,35.93,Syria\n".repeat(3)));
    folder.write("latin.csv", b"name,lat,lon\nM\xe9dine,1.5,2.5\n");
    folder.write("uneven.csv", "name,lat,lon\nA,1.5,2.5,9\n");
    folder.write("near.csv", "name,lat,lon,uncertainty_m\nA,36.22,36.46,300\nB,36.01,36.38,300\n");
    folder.write("nobody.csv", "incident_id,field,min\nnobody,killed,3\n");
    let odd = r#"{"name": "A\u0007b", "date": "soon", "killed": [{"min": 9, "max": 3}], "killed_min": 4, "locations": [{"place": {"point": [36.5, 36.1]}}]}"#;
    let geometry = r#"{"type": "Point", "coordinates": [37, 36]}"#;
    folder.write(
        "odd.geojson",
        format!("{{\"type\": \"Feature\", \"id\": \"a\", \"properties\": {odd}, \"geometry\": {geometry}}}"),
    );
}

/// Specs, themes, and figures that were made before something changed.
fn figures(folder: &Folder) {
    folder.write("wrong.toml", "incidents = 'a.geojson'\n[[country_names]]\nof = 'Narnia'\n");
    folder.write("names.toml", "incidents = 'a.geojson'\n[[layers]]\nfile = 'a.geojson'\nnames = 'nmae'\n");
    folder.write("key.toml", "base = \"press\"\nonk = \"#111111\"\n");
    folder.write("value.toml", "base = \"press\"\nink = \"dark\"\n");
    let map = |from: &str, to: &str, more: &[&str]| {
        let run = sitmap(folder.path(), &[&["map", from, "-o", to], more].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
    };
    map("a.geojson", "small.png", &["--dpi", "30", "--provenance", "hashes"]);
    map("a.geojson", "large.png", &["--dpi", "40"]);
    map("a.geojson", "figure.svg", &[]);
    let svg = String::from_utf8(folder.read("figure.svg")).unwrap();
    folder.write("changed.svg", svg.replacen("fill=\"#f", "fill=\"#e", 1));
    folder.write("older.svg", svg.replace(VERSION, "sitmap 0.0.1"));
    assert_eq!(sitmap_reading(folder.path(), &["map", "-", "-o", "stream.svg"], SUDAN.as_bytes()).status, 0);
    folder.write("later.geojson", SUDAN);
    map("later.geojson", "other.svg", &[]);
    folder.write("later.geojson", SUDAN.replace("32.5", "32.6"));
}

#[test]
fn each_command_is_told_its_message() {
    let folder = Folder::new("codes");
    files(&folder);
    let mut page = String::new();
    for (code, status, command) in COMMANDS {
        // What stands between blanks is one argument; a bar stands for a blank within one.
        let arguments: Vec<String> = command.split(' ').map(|a| a.replace('|', " ")).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = sitmap(folder.path(), &arguments);
        let said = if command.starts_with("check") { &run.stdout } else { &run.stderr };
        assert_eq!(run.status, *status, "{command}: {said}");
        let kind = if *status == 0 { "warning" } else { "error" };
        assert!(said.contains(&format!("{kind}[{code}]: ")), "{command}: {code} in: {said}");
        let told = said.lines().filter(|l| l.starts_with("error[") || l.starts_with("warning[")).count();
        assert_eq!(said.matches("\n  help: ").count(), told, "{command}: {said}");
        page.push_str(&format!("$ sitmap {command}\n{}\n", messages(said, code)));
    }
    insta::assert_snapshot!(page.replace(VERSION, "sitmap of today"));
}

/// The messages of a code, each with its place and help.
fn messages(said: &str, code: &str) -> String {
    let mut wanted = false;
    let lines = said.lines().filter(|line| {
        if !line.starts_with(' ') {
            wanted = line.contains(&format!("[{code}]"));
        }
        wanted
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// The text of all files below a folder that hold tests.
fn tests_below(folder: &Path, within_source: bool, text: &mut String) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            tests_below(&path, within_source, text);
        } else if name.ends_with(".rs") || name.ends_with(".snap") {
            let all = std::fs::read_to_string(&path).unwrap();
            let tests = if within_source && !name.contains("tests") {
                all.split_once("#[cfg(test)]").map(|p| p.1)
            } else {
                Some(&all[..])
            };
            text.push_str(tests.unwrap_or_default());
        }
    }
}

/// Codes that stand in quotes in a text.
fn codes(text: &str) -> BTreeSet<String> {
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let is_code = |word: &&str| word.split_once("::").is_some_and(|(room, name)| plain(room) && plain(name));
    text.split('"').filter(is_code).map(str::to_owned).collect()
}

#[test]
fn every_message_with_advice_is_told_in_some_test() {
    let mut text = String::new();
    tests_below(&root().join("tests"), false, &mut text);
    tests_below(&root().join("src"), true, &mut text);
    let faults = std::fs::read_to_string(root().join("tests/fixtures/rfc7946/expected.tsv")).unwrap();
    let words = |text: &str, also: char| -> BTreeSet<String> {
        text.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == also))
            .map(str::to_owned)
            .collect()
    };
    let mut told = words(&text, ':');
    told.extend(words(&faults, '-').iter().map(|name| format!("data::{name}")));
    let advised = codes(&std::fs::read_to_string(root().join("src/diagnostic/advice.rs")).unwrap());
    assert!(advised.len() > 150);
    // Those that are never seen stand in this file too, with their reasons.
    let untold: Vec<&String> = advised.iter().filter(|code| !told.contains(*code)).collect();
    assert!(untold.is_empty(), "no test tells {untold:?}");
    assert!(NEVER_SEEN.iter().all(|(code, why)| advised.contains(*code) && why.len() > 20));
    assert!(NEVER_SEEN.len() < 5, "a code that can't be told should not be there");
}
