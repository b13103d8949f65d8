//! One small file for every fault, with its code and line.

use super::*;
use crate::diagnostic::Severity;
use proptest::prelude::*;

fn feature(geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":null,\"geometry\":{geometry}}}")
}

fn point(coordinates: &str) -> String {
    feature(&format!("{{\"type\":\"Point\",\"coordinates\":{coordinates}}}"))
}

fn geometry(kind: &str, coordinates: &str) -> String {
    feature(&format!("{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}"))
}

/// Name of the fault, line, file.
pub(super) fn cases() -> Vec<(&'static str, usize, String)> {
    let s = str::to_owned;
    let crs = |name: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\n\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}},\"features\":[]}}"
        )
    };
    vec![
        ("data::empty-file", 1, s("")),
        ("data::empty-file", 1, s(" \n\n")),
        ("data::not-json", 1, s("{\"type\":\"FeatureCollection\",\"features\":[")),
        ("data::not-json", 2, s("{\"type\":\"FeatureCollection\",\n\"features\":[,]}")),
        ("data::not-finite", 1, point("[NaN,1]")),
        ("data::not-finite", 1, point("[1,-Infinity]")),
        ("data::not-json", 2, s("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\n\"killed\":NaN}}")),
        ("data::not-json", 2, format!("{}\n]", point("[1,2]"))),
        ("data::too-deep", 1, "[".repeat(100_000)),
        ("data::byte-order-mark", 1, format!("\u{feff}{}", point("[1,2]"))),
        (
            "data::repeated-member",
            1,
            s("{\"type\":\"Feature\",\"type\":\"Feature\",\"properties\":null,\"geometry\":null}"),
        ),
        ("data::not-an-object", 1, s("[1,2]")),
        ("data::not-an-object", 2, s("{\"type\":\"FeatureCollection\",\"features\":[\n7]}")),
        ("data::missing-type", 1, s("{\"features\":[]}")),
        ("data::missing-type", 1, feature("{\"coordinates\":[1,2]}")),
        ("data::mistyped-type", 1, s("{\"type\":7}")),
        ("data::unknown-type", 1, s("{\"type\":\"featurecollection\",\"features\":[]}")),
        ("data::unknown-type", 1, geometry("Circle", "[1,2]")),
        (
            "data::unknown-type",
            1,
            s(
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Point\",\"coordinates\":[1,2],\"geometry\":null,\"properties\":null}]}",
            ),
        ),
        ("data::topojson", 1, s("{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}")),
        ("data::missing-features", 1, s("{\"type\":\"FeatureCollection\"}")),
        ("data::mistyped-features", 1, s("{\"type\":\"FeatureCollection\",\"features\":{}}")),
        ("data::missing-geometry", 1, s("{\"type\":\"Feature\",\"properties\":null}")),
        ("data::mistyped-geometry", 1, feature("[1,2]")),
        ("data::mistyped-geometry", 1, feature("{\"type\":\"GeometryCollection\",\"geometries\":[7]}")),
        ("data::missing-properties", 1, s("{\"type\":\"Feature\",\"geometry\":null}")),
        ("data::mistyped-properties", 1, s("{\"type\":\"Feature\",\"geometry\":null,\"properties\":[]}")),
        ("data::missing-geometries", 1, feature("{\"type\":\"GeometryCollection\"}")),
        ("data::mistyped-geometries", 1, feature("{\"type\":\"GeometryCollection\",\"geometries\":{}}")),
        ("data::missing-coordinates", 1, feature("{\"type\":\"Point\"}")),
        ("data::mistyped-coordinates", 1, point("null")),
        ("data::mistyped-coordinates", 1, geometry("LineString", "{}")),
        ("data::mistyped-coordinates", 1, geometry("Polygon", "7")),
        ("data::mistyped-position", 1, point("[\"36.5\",\"36.1\"]")),
        ("data::mistyped-coordinates", 1, geometry("LineString", "[1,2]")),
        ("data::mistyped-position", 1, geometry("LineString", "[[1,2],3]")),
        ("data::short-position", 1, point("[1]")),
        ("data::long-position", 1, point("[1,2,3,4]")),
        ("data::not-finite", 1, point("[1e999,2]")),
        ("data::latitude-out-of-range", 1, point("[10,135.9]")),
        ("data::longitude-out-of-range", 1, point("[4239.004,36]")),
        ("data::longitude-wrapped", 1, point("[190,36]")),
        ("data::short-line", 1, geometry("LineString", "[[1,2]]")),
        ("data::short-ring", 1, geometry("Polygon", "[[[0,0],[1,0],[0,0]]]")),
        ("data::unclosed-ring", 1, geometry("Polygon", "[[[0,0],[1,0],[1,1],[0,1]]]")),
        ("data::ring-winding", 1, geometry("Polygon", "[[[0,0],[0,1],[1,1],[0,0]]]")),
        ("data::ring-winding", 1, geometry("Polygon", "[[[0,0],[9,0],[9,9],[0,0]],[[4,1],[5,1],[5,2],[4,1]]]")),
        ("data::empty-coordinates", 1, point("[]")),
        ("data::empty-coordinates", 1, geometry("MultiPolygon", "[]")),
        ("data::empty-coordinates", 1, geometry("LineString", "[]")),
        (
            "data::nested-collection",
            1,
            feature(
                "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]}]}]}",
            ),
        ),
        ("data::mistyped-id", 1, s("{\"type\":\"Feature\",\"id\":null,\"geometry\":null,\"properties\":null}")),
        (
            "data::repeated-id",
            2,
            s(
                "{\"type\":\"Feature\",\"id\":1,\"geometry\":null,\"properties\":null}\n{\"type\":\"Feature\",\"id\":1,\"geometry\":null,\"properties\":null}",
            ),
        ),
        ("data::mistyped-bbox", 1, s("{\"type\":\"FeatureCollection\",\"bbox\":\"1,2,3,4\",\"features\":[]}")),
        ("data::mistyped-bbox", 1, s("{\"type\":\"FeatureCollection\",\"bbox\":[1,2,\"3\",4],\"features\":[]}")),
        ("data::bbox-length", 1, s("{\"type\":\"FeatureCollection\",\"bbox\":[1,2,3],\"features\":[]}")),
        ("data::bbox-upside-down", 1, s("{\"type\":\"FeatureCollection\",\"bbox\":[1,5,3,2],\"features\":[]}")),
        ("data::crs-member", 2, crs("urn:ogc:def:crs:OGC:1.3:CRS84")),
        ("data::crs-member", 2, crs("EPSG:32637")),
        ("data::unknown-crs", 2, crs("EPSG:99999")),
        ("data::unknown-crs", 2, crs("my grid")),
        ("data::bbox-out-of-range", 1, s("{\"type\":\"FeatureCollection\",\"bbox\":[1,-95,3,2],\"features\":[]}")),
        (
            "data::bbox-out-of-range",
            1,
            s("{\"type\":\"FeatureCollection\",\"bbox\":[1,1,5,1e300,2,5],\"features\":[]}"),
        ),
        (
            "data::bbox-elsewhere",
            1,
            format!("{{\"type\":\"FeatureCollection\",\"bbox\":[1,1,5,5],\"features\":[{}]}}", point("[9,9]")),
        ),
        ("data::several-texts", 1, format!("{0}{0}", point("[1,2]"))),
        ("data::half-character", 1, s("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":\"\\ud83d\"}}")),
        ("data::esri-json", 1, s("{\"geometryType\":\"esriGeometryPoint\",\"features\":[]}")),
        ("data::not-degrees", 1, point("[276400,3999800]")),
        ("data::degrees-for-metres", 3, crs("EPSG:32637").replace("[]", &format!("[\n{}]", point("[36,35]")))),
        ("data::antimeridian-uncut", 1, geometry("LineString", "[[170,1],[-170,2]]")),
        ("data::antimeridian-uncut", 1, geometry("Polygon", "[[[179,0],[-179,0],[-179,1],[179,1],[179,0]]]")),
        ("data::crossed-ring", 1, geometry("Polygon", "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]")),
        ("data::flat-ring", 1, geometry("Polygon", "[[[0,0],[1,1],[2,2],[0,0]]]")),
        ("data::ring-ends-differ", 1, geometry("Polygon", "[[[0,0,1],[1,0,1],[1,1,1],[0,0,2]]]")),
        ("data::hole-outside", 1, geometry("Polygon", "[[[0,0],[1,0],[1,1],[0,0]],[[5,5],[6,6],[6,5],[5,5]]]")),
        (
            "data::needless-collection",
            1,
            feature("{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]}]}"),
        ),
        ("data::bare-geometry", 1, s("{\"type\":\"Point\",\"coordinates\":[1,2]}")),
    ]
}

#[test]
fn every_fault_is_found_with_its_line_and_severity() {
    for (code, line, file) in cases() {
        let report = check("f.geojson", file.as_bytes());
        let found = report.faults.iter().find(|f| f.code == code);
        let found = found
            .unwrap_or_else(|| panic!("{code} not found in {}: {:?}", &file[..file.len().min(120)], report.faults));
        assert_eq!(found.place.line, Some(line), "{code}");
        assert!(found.help.as_ref().is_some_and(|h| h.len() > 8), "{code} says what to do: {found:?}");
        let severity = CODES.iter().find(|c| c.0 == code).expect("a code of the list").1;
        assert_eq!(found.severity, severity, "{code}");
        assert_eq!(read("f.geojson", file.as_bytes()).is_err(), has_errors(&report.faults));
    }
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    for (code, _) in CODES {
        let told_below = ["data::not-utf8", "data::misplaced-member"].contains(&code);
        assert!(told_below || cases.iter().any(|c| c.0 == code), "{code}");
    }
    assert_eq!(check("f", b"\n\n{\"type\":\"\xff\"}").faults[0].code, "data::not-utf8");
    assert_eq!(check("f", b"\n\n{\"type\":\"\xff\"}").faults[0].place.line, Some(3));
}

/// RFC 7946 §7.1: the members that define one type of object must not stand in another.
#[test]
fn misplaced_members_are_errors_each_where_it_stands() {
    let collection = |member: &str| format!("{{\"type\":\"FeatureCollection\",\"features\":[],\n\"{member}\":null}}");
    let one =
        |member: &str| format!("{{\"type\":\"Feature\",\"geometry\":null,\"properties\":null,\n\"{member}\":[]}}");
    let inner = |member: &str| feature(&format!("{{\"type\":\"Point\",\"coordinates\":[1,2],\n\"{member}\":null}}"));
    let outer =
        [("coordinates", true), ("geometries", true), ("geometry", true), ("properties", true), ("name", false)];
    let of_feature = [("coordinates", true), ("geometries", true), ("features", true), ("title", false)];
    let of_geometry = [("geometry", true), ("properties", true), ("features", true), ("srid", false)];
    let files = (outer.iter().map(|m| (collection(m.0), "", m)))
        .chain(of_feature.iter().map(|m| (one(m.0), "", m)))
        .chain(of_geometry.iter().map(|m| (inner(m.0), "/geometry", m)));
    for (file, pointer, (member, wrong)) in files {
        let faults = check("f.geojson", file.as_bytes()).faults;
        let found: Vec<_> = faults.iter().map(|f| (f.code, f.place.line, f.place.pointer.clone())).collect();
        let expected = ("data::misplaced-member", Some(2), Some(format!("{pointer}/{member}")));
        assert_eq!(found, if *wrong { vec![expected] } else { Vec::new() }, "{file}");
    }
}

/// Line and code of each fault of records of which the first or another is broken.
#[test]
fn a_broken_record_hides_no_fault_of_the_others() {
    let (good, north) = (point("[1,2]"), point("[1,95]"));
    let cut = &north[..north.len() - 20];
    let told = |bytes: &[u8]| -> Vec<(&'static str, Option<usize>, Option<usize>)> {
        check("f", bytes).faults.iter().map(|f| (f.code, f.place.line, f.place.feature)).collect()
    };
    let latitude = |line, feature| ("data::latitude-out-of-range", Some(line), Some(feature));
    let broken = |code, line, feature| (code, Some(line), Some(feature));
    for (first, code) in [(cut, "data::not-json"), ("[1]", "data::not-an-object"), ("7", "data::not-an-object")] {
        let lines = format!("{first}\n{north}\n{good}\n{north}\n");
        assert_eq!(told(lines.as_bytes()), [broken(code, 1, 1), latitude(2, 2), latitude(4, 4)], "{first}");
        let two = format!("{first}\n{north}\n");
        assert_eq!(told(two.as_bytes()), [broken(code, 1, 1), latitude(2, 2)], "{first}");
        let middle = format!("{north}\n{first}\n\n{north}");
        assert_eq!(told(middle.as_bytes()), [latitude(1, 1), broken(code, 2, 2), latitude(4, 3)], "{first}");
        let sequence = format!("\u{1e}{first}\n\u{1e}{north}\n\u{1e}{good}\n");
        assert_eq!(told(sequence.as_bytes()), [broken(code, 1, 1), latitude(2, 2)], "{first}");
    }
    // Both records cut off: both are told.
    assert_eq!(told(format!("{cut}\n{cut}\n").as_bytes()).len(), 2);
    // Bytes that are not UTF-8 in one record.
    let bad = [good.as_bytes(), b"\n{\"type\":\"\xff\"}\n", north.as_bytes(), b"\n"].concat();
    assert_eq!(told(&bad), [broken("data::not-utf8", 2, 2), latitude(3, 3)]);
    let bad = [b"\x1e{\"type\":\n\"\xff\"}\n\x1e", north.as_bytes(), b"\n"].concat();
    assert_eq!(told(&bad), [broken("data::not-utf8", 2, 1), latitude(3, 2)]);
}

/// A broken document of many lines is not taken for records: one fault, not one a line.
#[test]
fn a_document_of_many_lines_stays_one() {
    let (one, two) = (point("[1,95]"), point("[2,3]"));
    let open = "{\"type\":\"FeatureCollection\",\"features\":[";
    for file in [
        format!("{open}\n{one},\n{two},]}}"),
        format!("{open}\n{one}\n"),
        format!("{open}\n{one},\n{two}\n"),
        format!("{{\n\"type\": \"FeatureCollection\",\n\"features\": [\n{one}\n"),
        format!("{}\n]", two),
    ] {
        let faults = check("f", file.as_bytes()).faults;
        let codes: Vec<_> = faults.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["data::not-json"], "{file}");
    }
    let bad = [open.as_bytes(), b"\n", two.as_bytes(), b",\n", &one.as_bytes()[..20], b"\xff\n]}"].concat();
    let faults = check("f", &bad).faults;
    assert_eq!((faults.len(), faults[0].code, faults[0].place.line), (1, "data::not-utf8", Some(3)));
}

#[test]
fn all_faults_of_a_file_at_once() {
    let file = "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":\"Feature\",\"id\":\"a\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[4239.004,36]}},\n{\"type\":\"Feature\",\"id\":\"b\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[36,135.9]}}]}";
    let faults = check("f.geojson", file.as_bytes()).faults;
    let found: Vec<_> = faults.iter().map(|f| (f.code, f.place.line, f.place.feature, f.place.id.as_deref())).collect();
    assert_eq!(
        found,
        [
            ("data::longitude-out-of-range", Some(2), Some(1), Some("\"a\"")),
            ("data::latitude-out-of-range", Some(3), Some(2), Some("\"b\"")),
        ]
    );
}

#[test]
fn a_sound_file_has_no_fault_and_lines_run_on_across_180() {
    let file = geometry("LineString", "[[179,-18],[181,-17]]");
    let features = read("f", file.as_bytes()).unwrap().features;
    let Some(geo::Geometry::LineString(line)) = &features[0].geometry else { panic!("a line") };
    assert_eq!(line.0[1].x, 181.0);
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", point("[1.5,-2,300]"));
    assert!(check("f", collection.as_bytes()).faults.is_empty());
}

#[test]
fn utm_coordinates_are_brought_home() {
    let file = format!(
        "{{\"type\":\"FeatureCollection\",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::32637\"}}}},\"features\":[{}]}}",
        point("[276400.0,3999800.0]")
    );
    let read = read("f", file.as_bytes()).unwrap();
    let Some(geo::Geometry::Point(p)) = read.features[0].geometry else { panic!("a point") };
    assert!((p.x() - 36.515).abs() < 0.01 && (p.y() - 36.116).abs() < 0.01, "{p:?}");
    assert_eq!(read.warnings[0].severity, Severity::Warning);
}

#[test]
fn sequences_are_read_record_by_record() {
    let lines = format!("{}\n{}\n", point("[1,2]"), point("[3,4]"));
    assert_eq!(read("f", lines.as_bytes()).unwrap().features.len(), 2);
    let sequence = format!("\u{1e}{}\n\u{1e}{}\n", point("[1,2]"), point("[3,4]"));
    assert_eq!(read("f", sequence.as_bytes()).unwrap().features[1].origin.line, 2);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = check("f", &bytes);
    }

    #[test]
    fn no_change_of_a_file_makes_it_panic(at in 0_usize..400, byte in any::<u8>()) {
        let mut file = geometry("Polygon", "[[[0,0],[9,0],[9,9],[0,0]],[[4,1],[5,1],[5,2],[4,1]]]").into_bytes();
        let at = at % file.len();
        file[at] = byte;
        let _ = check("f", &file);
    }
}
