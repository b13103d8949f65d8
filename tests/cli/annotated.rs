//! What a figure draws by hand, and its time strip.

use crate::{Folder, Run, sitmap};
use serde_json::Value;

const INCIDENTS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","id":"a","geometry":{"type":"Point","coordinates":[36.5,35.9]},"properties":{"name":"Alpha","kind":"airstrike","date":"2020-02-01"}},
{"type":"Feature","id":"b","geometry":{"type":"Point","coordinates":[36.6,35.95]},"properties":{"name":"Beta","kind":"shelling","date":"2020-03-09"}},
{"type":"Feature","id":"c","geometry":null,"properties":{"name":"Ceasefire","kind":"ceasefire","date":"2020-03-05"}}]}"#;

/// A figure of the incidents with more in its spec.
fn render(folder: &Folder, more: &str) -> Run {
    folder.write("incidents.geojson", INCIDENTS);
    let spec = format!(
        "incidents = \"incidents.geojson\"\nselect = [\"a\", \"b\"]\nbasemap = false\nlocator = false\nsvg_text = \"text\"\npage = \"160x110mm\"\n{more}"
    );
    folder.write("figures/f.toml", spec);
    sitmap(folder.path(), &["render", "--out-dir", "out", "--format", "svg", "--report", "r.json"])
}

fn svg(folder: &Folder) -> String {
    String::from_utf8(folder.read("out/f.svg")).unwrap().replace('\u{a0}', " ")
}

/// The box of a text or symbol of the report, points.
fn box_of(folder: &Folder, list: &str, key: &str, value: &str) -> [f64; 4] {
    let report: Value = serde_json::from_slice(&folder.read("r.json")).unwrap();
    let all = report["figures"][0][list].as_array().unwrap();
    let found = all.iter().find(|l| l[key] == value).unwrap_or_else(|| panic!("{value} in {all:?}"));
    let sides: Vec<f64> = found["box"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    [sides[0], sides[1], sides[2], sides[3]]
}

#[test]
fn what_has_an_offset_stands_there_to_the_tenth_of_a_point() {
    let folder = Folder::new("offset");
    let more = "[[labels]]\nof = \"Alpha\"\noffset = [5.0, -4.0]\n[[annotations]]\nkind = \"text\"\nat = \"b\"\ntext = \"To the left\"\noffset = [-6.0, 0.0]\n";
    let run = render(&folder, more);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let mm = 72.0 / 25.4;
    let middle = |b: [f64; 4]| ((b[0] + b[2]) / 2.0, (b[1] + b[3]) / 2.0);
    let (a, b) = (middle(box_of(&folder, "symbols", "id", "a")), middle(box_of(&folder, "symbols", "id", "b")));
    let alpha = box_of(&folder, "labels", "text", "Alpha");
    assert!((alpha[0] - a.0 - 5.0 * mm).abs() < 0.1 && (alpha[3] - a.1 + 4.0 * mm).abs() < 0.1, "{alpha:?} of {a:?}");
    let words = box_of(&folder, "labels", "text", "To the left");
    assert!((words[2] - b.0 + 6.0 * mm).abs() < 0.1 && (middle(words).1 - b.1).abs() < 0.1, "{words:?} of {b:?}");
}

#[test]
fn marks_are_drawn_and_the_key_explains_pictograms() {
    let folder = Folder::new("marks");
    let more = "[[annotations]]\nkind = \"arrow\"\nfrom = [36.58, 35.88]\nto = \"a\"\ntext = \"From here\"\n\
                [[annotations]]\nkind = \"bracket\"\nfrom = \"a\"\nto = \"b\"\n\
                [[annotations]]\nkind = \"date\"\nat = \"b\"\n\
                [[annotations]]\nkind = \"pictogram\"\nat = [36.53, 35.95]\npictogram = \"hospital\"\nname = \"Gamma\"\n";
    let run = render(&folder, more);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let svg = svg(&folder);
    for words in ["From here", "9 March 2020", "Gamma", ">hospital<", "10.6"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.contains("inkscape:label=\"Annotations\""), "a layer of its own");
}

#[test]
fn what_is_not_on_the_map_is_told_and_what_is_unknown_refused() {
    let folder = Folder::new("spots");
    let run = render(&folder, "[[annotations]]\nkind = \"text\"\nat = [3.0, 3.0]\ntext = \"Far away\"\n");
    assert_eq!(run.status, 0);
    assert!(
        run.stderr.contains("layout::left-out") && run.stderr.contains("[3, 3] is not on the map"),
        "{}",
        run.stderr
    );
    let run = render(&folder, "[[annotations]]\nkind = \"date\"\nat = \"aa\"\n");
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("spec::unknown-incident") && run.stderr.contains("annotations.at"), "{}", run.stderr);
    let run = render(&folder, "[[panels]]\nkind = \"time_strip\"\nalso = [\"d\"]\n");
    assert!(run.status == 1 && run.stderr.contains("panels.also"), "{}", run.stderr);
}

#[test]
fn a_time_strip_shows_what_is_selected_and_what_is_asked_for_beside() {
    let folder = Folder::new("time-strip");
    let run = render(&folder, "numbered = true\n[[panels]]\nkind = \"time_strip\"\n");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(svg(&folder).contains(">When<") && !svg(&folder).contains("Ceasefire"));
    let run =
        render(&folder, "numbered = true\n[[panels]]\nkind = \"time_strip\"\nheading = \"Order\"\nalso = [\"c\"]\n");
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let svg = svg(&folder);
    assert!(svg.contains(">Order<") && svg.contains("Ceasefire, 5 March 2020"));
    // It is on the strip, and nowhere else: neither in the table nor among those without a place.
    assert_eq!(svg.matches("Ceasefire").count(), 1);
    let run = sitmap(folder.path(), &["map", "incidents.geojson", "--time-strip", "-o", "m.svg", "--svg-text", "text"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(String::from_utf8(folder.read("m.svg")).unwrap().contains(">When<"));
}

#[test]
fn a_time_strip_of_too_many_is_left_out_and_they_are_summed_up_as_ever() {
    let folder = Folder::new("time-strip-of-many");
    let row = |i: usize| {
        format!("{:.2},{:.2},2020-{:02}-01\n", -75.0 + (i % 97) as f64 / 20.0, 5.0 + (i % 89) as f64 / 20.0, 1 + i % 12)
    };
    folder.write("many.csv", ["lon,lat,date\n".to_owned()].into_iter().chain((0..3_000).map(row)).collect::<String>());
    let run = sitmap(folder.path(), &["map", "many.csv", "-o", "m.svg", "--time-strip", "--provenance", "none"]);
    assert!(run.status == 0 && run.stderr.contains("time strip: too many incidents"), "{}", run.stderr);
    let with = folder.read("m.svg");
    let run = sitmap(folder.path(), &["map", "many.csv", "-o", "m.svg", "--provenance", "none"]);
    assert_eq!((run.status, with == folder.read("m.svg")), (0, true), "{}", run.stderr);
}
