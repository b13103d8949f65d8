//! Places that are published coarse: what is written depends on nothing finer.

use crate::{Folder, sitmap};
use std::io::Read;

/// Incidents of every kind of place, moved by a few metres: `north` and `east` in millionths of a degree.
fn incidents(north: i32, east: i32) -> String {
    let lon = |degrees: f64| format!("{:.6}", degrees + f64::from(east) / 1e6);
    let lat = |degrees: f64| format!("{:.6}", degrees + f64::from(north) / 1e6);
    let (x, y) = (lon(36.515_291), lat(36.116_834));
    let point = format!("{{\"type\":\"Point\",\"coordinates\":[{x},{y}]}}");
    let (w, s, e, n) = (lon(36.701_111), lat(35.961_111), lon(36.702_222), lat(35.962_222));
    let area = format!("{{\"type\":\"Polygon\",\"coordinates\":[[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{s}]]]}}");
    let line = format!("{{\"type\":\"LineString\",\"coordinates\":[[{w},{s}],[{e},{n}]]}}");
    let sector = format!(
        "{{\"sector\":{{\"vertex\":[{},{}],\"from_deg\":200,\"to_deg\":260,\"radius_m\":9000}}}}",
        lon(36.633_333),
        lat(35.933_333)
    );
    let feature = |id: &str, geometry: &str, more: &str| {
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{id}\",\"geometry\":{geometry},\"properties\":{{\"name\":\"{id}\",\"date\":\"2020-10-26\",\"kind\":\"airstrike\"{more}}}}}"
        )
    };
    let features = [
        feature(
            "a",
            &point,
            &format!(
                ",\"killed\":[{{\"min\":34,\"max\":110,\"said_by\":\"SOHR\"}}],\"latitude\":{y},\"note\":\"at {x}\""
            ),
        ),
        feature("b", &area, ",\"killed\":3"),
        feature("c", "null", &format!(",\"locations\":[{{\"place\":{sector},\"note\":\"from {x}\"}}]")),
        feature("d", &line, ""),
        feature(
            "e",
            "null",
            &format!(",\"locations\":[{{\"place\":{{\"point\":[{x},{y}]}},\"uncertainty_m\":500,\"reason\":\"{x}\"}}]"),
        ),
    ];
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

/// The same as a table of many rows.
fn table(north: i32) -> String {
    let rows = (0..900).map(|i| {
        let at = |degrees: f64| degrees + f64::from(north) / 1e6;
        format!("{:.6},{:.6},{}", 36.0 + f64::from(i % 30) / 30.0, at(35.000_4 + f64::from(i / 30) / 30.0), i % 5)
    });
    format!("lon,lat,killed\n{}\n", rows.collect::<Vec<_>>().join("\n"))
}

/// Every stream of a PDF, inflated.
fn streams(pdf: &[u8]) -> Vec<u8> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(start) = pdf[at..].windows(6).position(|w| w == b"stream").map(|p| at + p + 6) {
        let body = &pdf[start + usize::from(pdf[start] == b'\r') + 1..];
        let _ = flate2::read::ZlibDecoder::new(body).read_to_end(&mut all);
        at = start;
    }
    all
}

#[test]
fn what_is_written_depends_on_nothing_finer() {
    let folder = Folder::new("precision");
    let files = ["a.png", "a.svg", "a.pdf", "a.webp", "a.tif", "a.md", "a.csv", "a.json", "a.toml"];
    let mut made: Vec<Vec<Vec<u8>>> = Vec::new();
    // All within one cell of two kilometres.
    for (north, east) in [(0, 0), (700, -900), (-1_300, 400)] {
        folder.write("in.geojson", incidents(north, east));
        for picture in &files[..5] {
            let run = sitmap(
                folder.path(),
                &[
                    "map",
                    "in.geojson",
                    "-o",
                    picture,
                    "--publish-precision",
                    "2km",
                    "--measure-to",
                    "TUR/SYR",
                    "--caption",
                    "a.md",
                    "--data",
                    "a.csv",
                    "--report",
                    "a.json",
                    "--save-spec",
                    "a.toml",
                    "--within",
                    "Idlib",
                ],
            );
            assert_eq!(run.status, 0, "{}", run.stderr);
        }
        made.push(files.iter().map(|f| folder.read(f)).collect());
    }
    for later in &made[1..] {
        for ((name, first), other) in files.iter().zip(&made[0]).zip(later) {
            assert!(first == other, "{name} tells more than the cell");
        }
    }
    // And none of the coordinates stands anywhere, however it is packed.
    let inspected = sitmap(folder.path(), &["inspect", "a.png", "--format", "json"]).stdout;
    assert!(inspected.contains("withheld") && inspected.contains("publish_precision = \\\"2km\\\""), "{inspected}");
    let texts = made[0].iter().cloned().chain([streams(&made[0][2]), inspected.into_bytes()]);
    for text in texts {
        let text = String::from_utf8_lossy(&text).into_owned();
        for digits in ["36.5152", "36.1168", "36.7011", "35.9611", "36.6333", "35.9333"] {
            // A number that is longer in front is another one: 135.9333 points on the page is no latitude.
            let whole = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_digit());
            let found = text.match_indices(digits).find(|(at, _)| whole(*at));
            assert!(found.is_none(), "{digits}: {}", &text[..text.len().min(300)]);
        }
    }
    let caption = String::from_utf8(folder.read("a.md")).unwrap();
    assert!(caption.contains("coarse on purpose: each is told to a cell of 2\u{a0}km"), "{caption}");
    let run = sitmap(folder.path(), &["inspect", "a.svg", "--verify"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "same bytes\n"), "{}", run.stderr);
}

#[test]
fn many_places_are_coarse_before_they_are_summed_up_or_chosen() {
    let folder = Folder::new("precision-many");
    let mut made = Vec::new();
    for north in [0, 100] {
        folder.write("in.csv", table(north));
        let wanted = [
            "map",
            "in.csv",
            "-o",
            "a.svg",
            "--publish-precision",
            "5km",
            "--as",
            "hexagons",
            "--data",
            "a.csv",
            "--near",
            "36.5,35.5,40km",
        ];
        let run = sitmap(folder.path(), &wanted);
        assert_eq!(run.status, 0, "{}", run.stderr);
        made.push((folder.read("a.svg"), folder.read("a.csv")));
    }
    assert!(made[0] == made[1]);
    for wrong in ["5", "10m", "900km", "admin2", "county"] {
        let run = sitmap(folder.path(), &["map", "in.csv", "-o", "a.svg", "--publish-precision", wrong]);
        assert_eq!(run.status, 2, "{wrong}");
    }
}

#[test]
fn places_told_by_an_area_depend_on_the_area_alone() {
    let folder = Folder::new("precision-areas");
    // Two districts side by side; all places lie in the western one, but for the sea.
    let square = |west: i32, name: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"name\":\"{name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":\
             [[[{west},35],[{},35],[{},37],[{west},37],[{west},35]]]}}}}",
            west + 1,
            west + 1
        )
    };
    let areas =
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{},{}]}}", square(36, "West"), square(37, "East"));
    folder.write("districts.geojson", areas);
    for precision in ["admin1", "country", "districts.geojson"] {
        let mut made = Vec::new();
        for (north, east) in [(0, 0), (7_000, -9_000)] {
            folder.write("in.geojson", incidents(north, east));
            folder.write("many.csv", table(north / 70));
            let single =
                ["map", "in.geojson", "-o", "a.svg", "--data", "a.csv", "--report", "a.json", "--caption", "a.md"];
            let many = ["map", "many.csv", "-o", "b.svg", "--as", "hexagons", "--data", "b.csv"];
            // The table's places lie on both sides of the lines of real divisions: a step crosses some.
            let runs = if precision == "districts.geojson" { vec![&single[..], &many[..]] } else { vec![&single[..]] };
            for arguments in runs {
                let run = sitmap(folder.path(), &[arguments, &["--publish-precision", precision]].concat());
                assert_eq!(run.status, 0, "{precision}: {}", run.stderr);
            }
            let read = |f: &str| std::fs::read(folder.path().join(f)).unwrap_or_default();
            made.push(["a.svg", "a.csv", "a.json", "a.md", "b.svg", "b.csv"].map(read));
        }
        assert!(made[0] == made[1], "{precision} tells more than the area");
        let caption = String::from_utf8(made[0][3].clone()).unwrap();
        assert!(caption.contains("Places are coarse on purpose: each is told to its "), "{caption}");
        let rows = String::from_utf8(made[0][1].clone()).unwrap();
        assert!(rows.lines().skip(1).all(|row| row.contains(",,,,area,") || row.contains(",none,")), "{rows}");
    }
    let run = sitmap(folder.path(), &["inspect", "a.svg", "--verify"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "same bytes\n"), "{}", run.stderr);
    // Many are summed up by what they are told by: a hexagon would say that all of a district's lie in it.
    let many = ["map", "many.csv", "-o", "d.svg", "--data", "d.csv", "--publish-precision", "districts.geojson"];
    let run = sitmap(folder.path(), &many);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let sums = String::from_utf8(folder.read("d.csv")).unwrap();
    assert!(sums.lines().any(|row| row.contains("West") && row.contains("900")), "{sums}");
    folder.write("none.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}");
    for wrong in ["none.geojson", "missing.geojson"] {
        let run = sitmap(folder.path(), &["map", "in.geojson", "-o", "c.svg", "--publish-precision", wrong]);
        assert!(run.status == 1 && run.stderr.contains(wrong), "{}", run.stderr);
    }
}
