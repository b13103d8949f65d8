use super::*;
use crate::data::format::read_features;
use crate::data::import::TableFile;

/// Features in many rounds, some with faults, some places and names beyond ASCII.
fn features(count: usize) -> Vec<String> {
    let note = "what was said of it, مكان و زمان, ".repeat(10);
    let one = |i: usize| {
        let lat = if i % 9_973 == 5 { 135.5 } else { 35.0 + i as f64 / 1e6 };
        let place =
            if i % 101 == 3 { "null".to_owned() } else { format!(r#"{{"type":"Point","coordinates":[36.5,{lat}]}}"#) };
        format!(r#"{{"type":"Feature","id":"e{i}","properties":{{"n":{i},"note":"{note}"}},"geometry":{place}}}"#)
    };
    (0..count).map(one).collect()
}

fn gone_through(rows: &FeatureRows) -> (Vec<Feature>, Reading) {
    let mut all = Vec::new();
    let reading = rows.read(|features| features, &mut |some| {
        all.extend(some);
        Ok(())
    });
    (all, reading.unwrap())
}

#[test]
fn a_file_in_parts_is_the_file_in_memory() {
    let features = features(45_000);
    let forms = [
        format!("{{\"type\":\"FeatureCollection\",\n\"name\":\"x\",\"features\":[\n{}\n]\n}}\n", features.join(",\n")),
        features.join("\n") + "\n",
    ];
    for text in forms {
        assert!(text.len() > 17 << 20, "more than one round: {}", text.len());
        let options = ImportOptions::default();
        let source = Rereadable::Bytes(text.as_bytes().into());
        let parts = FeatureRows::of_file("a.json", source, &options).unwrap().unwrap();
        let whole =
            FeatureRows::of("a.json", read_features("a.json", text.as_bytes()).unwrap(), true, &options).unwrap();
        let ((mine, read), (theirs, held)) = (gone_through(&parts), gone_through(&whole));
        assert!(mine == theirs);
        assert_eq!((read.account, &read.header), (held.account, &held.header));
        assert_eq!((read.account.excluded, &read.excluded), (5, &held.excluded));
        assert_eq!(format!("{:?}", read.warnings), format!("{:?}", held.warnings));
    }
}

#[test]
fn what_cannot_be_cut_is_declined() {
    let open = |text: &str| {
        let source = Rereadable::Bytes(text.as_bytes().into());
        FeatureRows::of_file("a.json", source, &ImportOptions::default()).unwrap().is_some()
    };
    let feature = features(1).remove(0);
    let collection = |features: &str| format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}");
    assert!(open(&collection(&feature)) && open(&collection("")) && open(&format!("{feature}\n{feature}\n")));
    let crs = r#"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32637"}},"features":[]}"#;
    for text in [crs, &collection(&feature[1..]), &format!("\u{1e}{feature}\n"), "{", "[1]", &feature] {
        assert!(!open(text), "{text}");
    }
}

#[test]
fn ids_that_stand_twice_in_different_parts_are_told() {
    let mut features = features(9_000);
    features.push(features[0].clone());
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}]}}", features.join(",\n"));
    let source = Rereadable::Bytes(text.into_bytes().into());
    let rows = FeatureRows::of_file("a.json", source, &ImportOptions::default()).unwrap().unwrap();
    let told: Vec<String> = gone_through(&rows).1.warnings.into_iter().map(|w| w.message).collect();
    assert!(told.iter().any(|m| m.contains("“e0” first")), "{told:?}");
}

#[test]
fn a_table_in_its_file_is_the_table_in_memory() {
    let rows: String =
        (0..5_000).map(|i| format!("e{i},إدلب {i},{}/{}/2020,36.{i:04},35.5\n", i % 28 + 1, i % 12 + 1)).collect();
    let text = format!("id,name,date,lon,lat\n{rows}x,\"a\nb\",26/10/2020,,\ny,z,,1,95\n");
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let cp1256 = encoding_rs::WINDOWS_1256.encode(&text).0.into_owned();
    for bytes in [text.into_bytes(), utf16, marked, cp1256] {
        let options = ImportOptions::default();
        let read = |table: &TableFile| {
            let mut all = Vec::new();
            let reading = table.read(|features| features, &mut |some: Vec<Feature>| {
                all.extend(some);
                Ok(())
            });
            let reading = reading.unwrap();
            (all, reading.account, reading.excluded, format!("{:?}", reading.warnings))
        };
        let held = read(&TableFile::open("a.csv", &bytes, &options).unwrap());
        let source = Rereadable::Bytes(bytes.into());
        assert!(read(&TableFile::open_file("a.csv", source, &options).unwrap()) == held, "{:?}", held.3);
        assert_eq!((held.1.read, held.1.without_coordinates, held.1.excluded), (5_002, 1, 1));
    }
}
