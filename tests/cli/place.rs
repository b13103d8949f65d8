//! Pictures that open in place: world file and `.prj` beside a PNG, GeoTIFF.

use crate::{Folder, Run, sitmap};
use serde_json::Value;
use std::io::Cursor;
use tiff::decoder::Decoder;
use tiff::tags::Tag;

const TOWN: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Saraqib"},"geometry":{"type":"Point","coordinates":[36.8058,35.8644]}}]}"#;

fn map(folder: &Folder, output: &str, projection: &str, more: &[&str]) -> Run {
    folder.write("town.geojson", TOWN);
    let mut arguments = vec!["map", "town.geojson", "-o", output, "--no-basemap", "--projection", projection];
    arguments.extend(["--report", "report.json"]);
    arguments.extend(more);
    sitmap(folder.path(), &arguments)
}

/// `affine_px` of the report.
fn affine(folder: &Folder) -> Vec<f64> {
    let report: Value = serde_json::from_slice(&folder.read("report.json")).unwrap();
    let numbers = report["figures"][0]["affine_px"].as_array().unwrap();
    numbers.iter().map(|v| v.as_f64().unwrap()).collect()
}

#[test]
fn a_world_file_places_the_pixels_as_the_report_does() {
    let folder = Folder::new("world-file");
    assert_eq!(map(&folder, "m.png", "laea", &["--world-file"]).status, 0);
    let text = String::from_utf8(folder.read("m.pgw")).unwrap();
    let world: Vec<f64> = text.lines().map(|l| l.parse().unwrap()).collect();
    let [a, d, b, e, c, f] = world[..] else { panic!("six lines: {text}") };
    assert_eq!((d, b, e), (0.0, 0.0, -a));
    // The middle of the first pixel, through the report's affine map, is half a pixel from the corner.
    let px = affine(&folder);
    let at = (px[0] * c + px[1] * f + px[2], px[3] * c + px[4] * f + px[5]);
    assert!((at.0 - 0.5).abs() < 1e-6 && (at.1 - 0.5).abs() < 1e-6, "{at:?}");
    let prj = String::from_utf8(folder.read("m.prj")).unwrap();
    assert!(prj.contains("PROJECTION[\"Lambert_Azimuthal_Equal_Area\"]"), "{prj}");
    let aux = String::from_utf8(folder.read("m.png.aux.xml")).unwrap();
    assert!(aux.contains(prj.trim_end()) && aux.contains("<GeoTransform>"), "{aux}");
}

#[test]
fn a_tif_has_the_pixels_of_the_png_and_their_place() {
    let folder = Folder::new("tif");
    assert_eq!(map(&folder, "m.png", "robin", &[]).status, 0);
    assert_eq!(map(&folder, "m.tif", "robin", &[]).status, 0);
    let (png, tif) = (folder.read("m.png"), folder.read("m.tif"));
    let mut decoder = png::Decoder::new(Cursor::new(&png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let mut decoder = Decoder::new(Cursor::new(&tif)).unwrap();
    let tiff::decoder::DecodingResult::U8(theirs) = decoder.read_image().unwrap() else { panic!("eight bits") };
    assert!(pixels == theirs, "the same pixels");
    let size = decoder.get_tag_f64_vec(Tag::ModelPixelScaleTag).unwrap()[0];
    let tie = decoder.get_tag_f64_vec(Tag::ModelTiepointTag).unwrap();
    let px = affine(&folder);
    assert!((size * px[0] - 1.0).abs() < 1e-12, "{size}");
    assert!((px[0] * tie[3] + px[2]).abs() < 1e-6 && (px[4] * tie[4] + px[5]).abs() < 1e-6, "{tie:?}");
    let text = decoder.get_tag_ascii_string(Tag::GeoAsciiParamsTag).unwrap();
    assert!(text.starts_with("ESRI PE String = PROJCS[\"Robinson\","), "{text}");
}

#[test]
fn what_has_no_place_is_refused_and_nothing_is_written() {
    let cases = [
        ("m.svg", "laea", "stands beside a .png"),
        ("m.tif", "laea", "holds its place itself"),
        ("m.png", "+proj=tmerc +lon_0=9 +ellps=bessel +towgs84=598,73,418", "towgs84: can’t be written as WKT"),
        ("m.png", "+proj=ortho +lat_0=36 +lon_0=37 +alpha=20", "alpha: can’t be written as WKT"),
    ];
    for (output, projection, message) in cases {
        let folder = Folder::new("no-place");
        let told = map(&folder, output, projection, &["--world-file"]);
        assert_eq!(told.status, 1, "{output} {projection}");
        assert!(told.stderr.contains("export::no-place") && told.stderr.contains(message), "{}", told.stderr);
        assert_eq!(folder.names(), ["town.geojson"]);
    }
}
