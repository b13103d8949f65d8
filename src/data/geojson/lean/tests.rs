//! The lean reader gives what the exact one gives, or declines.

use super::super::read::exactly;
use super::super::tests::cases;
use super::*;
use proptest::prelude::*;

/// Both readers on a file; the lean one with parts of each length. Was it read?
fn agrees(file: &[u8]) -> bool {
    let exact = exactly("f.geojson", file);
    let mut read = false;
    for part in [1, 60, 500, PART] {
        let Some(lean) = read_by_parts("f.geojson", file, part) else { continue };
        read = true;
        let text = String::from_utf8_lossy(file);
        let exact = exact.as_ref().unwrap_or_else(|faults| panic!("read though faulty: {text}: {faults:?}"));
        assert_eq!(format!("{:?}", lean.features), format!("{:?}", exact.features), "{text}");
        assert_eq!(lean.warnings, exact.warnings, "{text}");
    }
    read
}

const SOUND: [&str; 7] = [
    r#"{"type":"FeatureCollection","features":[]}"#,
    r#"{"features":[{"geometry":{"coordinates":[-0,0.1,7],"type":"Point"},"id":7,"properties":{"a":null},"type":"Feature"},
       {"geometry":null,"properties":null,"type":"Feature"}],"type":"FeatureCollection"} "#,
    r#"{"type":"FeatureCollection","name":"x","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
       "features":[
       {"type":"Feature","id":"a","properties":{},"geometry":{"type":"LineString","coordinates":[[-180,-90],[-1e2,9.0E-1]]}},
       { "type" : "Feature", "id" : "a", "properties" : {"n":-0, "b":1.50,"c":"ü\n\"","d":[1,{"x":2,"x":3}],"big":12345678901234567890},
         "geometry" : { "type" : "MultiPoint", "coordinates" : [ [ 1 , 2 ] , [ -0.0, -0.0 ] ] } } ] }"#,
    r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"title":[1],"geometry":{"type":"Polygon",
       "coordinates":[[[0,0],[0,9],[9,9],[0,0]],[[1,2],[2,3],[2,2.5],[1,2]]]}},
       {"type":"Feature","id":1,"properties":{},"geometry":{"type":"MultiPolygon",
       "coordinates":[[[[0,0],[9,9],[0,9],[0,0]]],[[[10,0],[10,9],[19,9],[10,0]]]]}},
       {"type":"Feature","id":1,"properties":{},"geometry":{"type":"MultiLineString","coordinates":[[[170,1],[180,1.5]],[[-180,1.5],[-170,2]]]}}]}"#,
    r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"s":"{\"type\":\"Feature\"},{"}},
       {"type":"Feature","geometry":null,"properties":{"s":[3,{"type":"Feature","x":{"type":"Feature"}},{}]}}]}"#,
    r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":
       [[[-180,-90],[180,-90],[180,-70,3],[-180,-70],[-180,-90]]]},"properties":{}}],"when":{"a":[true,false,"\u00fc"]}}"#,
    r#"{"type":"FeatureCollection","crs":null,"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":
       [117.70497704977049,4.162900023240738]},"properties":{"x":0.1000000000000000055511151231257827,"y":5e-324}}]}"#,
];

#[test]
fn sound_files_are_read_as_the_exact_reader_does() {
    for file in SOUND {
        assert!(agrees(file.as_bytes()), "{file}");
    }
}

#[test]
fn every_faulty_file_is_declined_or_read_alike() {
    for (code, _, file) in cases() {
        let read = agrees(file.as_bytes());
        let known = ["data::ring-winding", "data::repeated-id", "data::crs-member"].contains(&code);
        assert!(known || !read, "{code} is no warning that the lean reader knows: {file}");
    }
}

#[test]
fn files_of_this_repository_are_read() {
    assert!(agrees(include_bytes!("../../../../geodata/incidents.geojson")));
    assert!(agrees(include_bytes!("../../../../geodata/world/seas.geojson")));
}

#[test]
fn a_file_in_parts_has_the_features_of_the_whole() {
    let feature = |i: usize| {
        let (lon, id) = (i % 170, i / 2);
        format!(
            "{{\"type\": \"Feature\", \"id\": {id}, \"properties\": {{\"n\": {i}}},\n \"geometry\": {{\"type\": \"Polygon\", \"coordinates\": [[[{lon},0],[{lon},1],[{}.5,1],[{lon},0]]]}}}}",
            lon + 1
        )
    };
    let features: Vec<String> = (0..400).map(feature).collect();
    let file = format!("{{\"type\": \"FeatureCollection\",\n\"features\": [\n{}\n]}}", features.join(",\n"));
    assert!(parts::read(&file, file.find('[').unwrap(), 1000).unwrap().0.len() > 20, "it is read in parts");
    assert!(agrees(file.as_bytes()));
    assert_eq!(read("f", file.as_bytes()).unwrap().warnings.len(), 600, "200 ids twice, 400 rings");
}

proptest! {
    #[test]
    fn no_change_of_a_file_makes_them_differ(which in 0..SOUND.len(), at in 0_usize..2000, to in "[0-9a-z\\[\\]{}:,\"\\\\. \n\u{1}\u{1e}é-]{0,3}", cut in 0_usize..4) {
        let file = SOUND[which];
        let at = at % file.len();
        let end = (at + cut).min(file.len());
        agrees(&[&file.as_bytes()[..at], to.as_bytes(), &file.as_bytes()[end..]].concat());
    }

    #[test]
    fn numbers_are_rounded_as_the_standard_library_does(text in "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        let read = Cursor::new(&text, 0).number().map(|n| n.0.to_bits());
        let parsed = text.parse::<f64>().ok().filter(|n| n.is_finite()).map(f64::to_bits);
        prop_assert_eq!(read, parsed);
    }

    #[test]
    fn any_double_comes_back(bits in any::<u64>()) {
        let number = f64::from_bits(bits);
        prop_assume!(number.is_finite());
        let text = format!("{number}");
        prop_assert_eq!(Cursor::new(&text, 0).number().map(|n| n.0.to_bits()), Some(bits));
    }
}
