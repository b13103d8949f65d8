//! `sitmap import`: strangers' files in, incidents out, every row accounted for.

use crate::{Folder, root, sitmap, sitmap_reading};

/// Copies a fixture of `tests/fixtures/exports` into a folder.
fn export(folder: &Folder, name: &str) {
    std::fs::copy(root().join("tests/fixtures/exports").join(name), folder.path().join(name)).unwrap();
}

/// The numbers of an account: read, placed, without coordinates, excluded.
fn account(stderr: &str) -> [usize; 4] {
    let line = stderr.lines().find(|l| l.contains(" read = ")).unwrap_or_else(|| panic!("{stderr}"));
    let numbers: Vec<usize> = line.split_whitespace().filter_map(|w| w.replace(',', "").parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{line}"))
}

/// Each export of the kinds that are known: what was recognised, an account that adds up, as many features as it says, each exclusion with its reason.
#[test]
fn known_exports_with_awkward_rows() {
    let folder = Folder::new("import-exports");
    for name in ["acled", "ucdp_ged", "airwars", "timemap", "hdx_hxl"] {
        let file = format!("{name}.csv");
        export(&folder, &file);
        let run = sitmap(folder.path(), &["import", &file, "--rejects", "r.csv", "--as-of", "2022-06-01"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let [read, placed, without, excluded] = account(&run.stderr);
        assert_eq!((read, placed + without + excluded), (32, 32), "{}", run.stderr);
        let written: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let features = written["features"].as_array().unwrap();
        assert_eq!(features.len(), placed + without);
        assert_eq!(features.iter().filter(|f| f["geometry"].is_null()).count(), without);
        let rejects = String::from_utf8(folder.read("r.csv")).unwrap();
        assert_eq!(csv::Reader::from_reader(rejects.as_bytes()).records().count(), excluded);
        insta::assert_snapshot!(format!("import_{name}"), run.stderr);
        // What was written is read again without a word but for what smells.
        folder.write("again.geojson", &run.stdout);
        let again = sitmap(folder.path(), &["import", "again.geojson"]);
        assert_eq!(
            (again.status, account(&again.stderr)),
            (0, [placed + without, placed, without, 0]),
            "{}",
            again.stderr
        );
        assert_eq!(again.stdout, run.stdout, "{name}");
    }
}

#[test]
fn rejects_are_mended_and_read_again() {
    let folder = Folder::new("import-rejects");
    folder.write("a.csv", "id;Breite;lat;lon;killed\na;x;35,9;36,6;12–21\nb;x;north;36,7;unknown\nc;x;35,8;;3\n");
    let run = sitmap(folder.path(), &["import", "a.csv", "-o", "a.geojson", "--rejects", "r.csv"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    insta::assert_snapshot!(
        "import_rejects",
        format!("{}\n{}", run.stderr, String::from_utf8(folder.read("r.csv")).unwrap())
    );
    let mended = String::from_utf8(folder.read("r.csv")).unwrap();
    folder.write("r.csv", mended.replace("x,north,", "x,35.7,").replace("\"35,8\",,", "\"35,8\",36.8,"));
    let run = sitmap(folder.path(), &["import", "r.csv"]);
    assert_eq!(account(&run.stderr), [2, 2, 0, 0], "{}", run.stderr);
    assert!(!run.stdout.contains("sitmap_"), "{}", run.stdout);
    // The same row that `import` puts aside refuses a map, as before.
    let map = sitmap(folder.path(), &["map", "a.csv", "-o", "m.png"]);
    assert_eq!(map.status, 1, "{}", map.stderr);
    let strict = sitmap(folder.path(), &["import", "a.csv", "-o", "b.geojson", "--strict"]);
    assert_eq!(strict.status, 1, "{}", strict.stderr);
    assert_eq!(folder.names(), ["a.csv", "a.geojson", "r.csv"]);
}

#[test]
fn columns_are_mapped_by_hand() {
    let folder = Folder::new("import-map");
    folder.write("a.csv", "Ref,Where,N,Toll,When\nq,36.6 35.9,x,3,05/06/2020\n");
    let mapped = ["--map", "Ref=id", "--map", "Where=lon_lat", "--map", "Toll=killed", "--map", "When=date"];
    let run = sitmap(folder.path(), &[&["import", "a.csv", "--day-first"], &mapped[..]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let feature: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let feature = &feature["features"][0];
    assert_eq!((&feature["id"], &feature["geometry"]["coordinates"]), (&"q".into(), &serde_json::json!([36.6, 35.9])));
    assert_eq!(
        (&feature["properties"]["killed_max"], &feature["properties"]["date_start"]),
        (&3.into(), &"2020-06-05".into())
    );
    for (map, said) in [("Were=lat_lon", "did you mean “Where”?"), ("Where=plaice", "“plaice” is no field")] {
        let run = sitmap(folder.path(), &["import", "a.csv", "--map", map]);
        assert!(run.status == 1 && run.stderr.contains(said), "{}", run.stderr);
    }
    assert_eq!(sitmap(folder.path(), &["import", "a.csv", "--map", "Where"]).status, 2);
}

/// Code pages, UTF-16 and Arabic headers give the same incidents as the file in UTF-8.
#[test]
fn encodings_give_the_same_incidents() {
    let folder = Folder::new("import-encodings");
    let arabic = "الاسم,خط العرض,خط الطول,التاريخ,عدد القتلى\nسراقب,35.86,36.80,2020-10-26,5\nإدلب,35.93,36.63,2020-10-27,غير معروف\n";
    let utf16: Vec<u8> = format!("\u{feff}{arabic}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (windows, ..) = encoding_rs::WINDOWS_1256.encode(arabic);
    let plain = sitmap_reading(folder.path(), &["import", "-"], arabic.as_bytes());
    assert_eq!(account(&plain.stderr), [2, 2, 0, 0]);
    for bytes in [utf16.as_slice(), &windows] {
        let run = sitmap_reading(folder.path(), &["import", "-"], bytes);
        assert_eq!((run.status, &run.stdout), (0, &plain.stdout), "{}", run.stderr);
    }
    let told = sitmap_reading(folder.path(), &["import", "-"], &windows).stderr;
    assert!(told.contains("it is read as windows-1256"), "{told}");
    let russian = encoding_rs::WINDOWS_1251.encode("lat,lon,name\n55.75,37.61,Москва\n").0.into_owned();
    let run = sitmap_reading(folder.path(), &["import", "-"], &russian);
    assert!(run.status == 1 && run.stderr.contains("--encoding"), "{}", run.stderr);
    let run = sitmap_reading(folder.path(), &["import", "-", "--encoding", "windows-1251"], &russian);
    assert!(run.status == 0 && run.stdout.contains("Москва"), "{}", run.stderr);
    // `map` reads them by the same reader.
    folder.write("a.csv", &windows);
    let map = sitmap(folder.path(), &["map", "a.csv", "-o", "m.svg", "--svg-text", "text", "--no-basemap"]);
    assert_eq!(map.status, 0, "{}", map.stderr);
}

#[test]
fn swapped_and_other_smells_are_told() {
    let folder = Folder::new("import-smells");
    folder.write(
        "a.csv",
        "id,lat,lon,country,date\na,36.6,35.9,Syria,2020-01-01\nb,36.7,35.85,Syria,2031-01-01\nb,0,0,Syria,\n",
    );
    let run = sitmap(folder.path(), &["import", "a.csv", "--as-of", "2021-01-01", "-o", "a.geojson"]);
    assert_eq!(run.status, 0);
    insta::assert_snapshot!("import_smells", run.stderr);
    let turned = sitmap(folder.path(), &["import", "a.csv", "--map", "lat=lon", "--map", "lon=lat"]);
    assert!(!turned.stderr.contains("swapped"), "{}", turned.stderr);
}

#[test]
fn features_with_faults_are_put_aside() {
    let folder = Folder::new("import-geojson");
    let good = r#"{"type":"Feature","id":"g","properties":{"name":"Good"},"geometry":{"type":"Point","coordinates":[36.6,35.9]}}"#;
    let bad = good.replace("\"g\"", "\"b\"").replace("35.9", "135.9");
    let unlocated = r#"{"type":"Feature","id":"u","properties":{"name":"U"},"geometry":null}"#;
    let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{good},\n{bad},\n{unlocated}]}}");
    for file in
        [collection, format!("{good}\n{bad}\n{unlocated}\n"), format!("\u{1e}{good}\n\u{1e}{bad}\n\u{1e}{unlocated}\n")]
    {
        folder.write("a.geojson", &file);
        let run = sitmap(folder.path(), &["import", "a.geojson", "--rejects", "r.csv"]);
        assert_eq!((run.status, account(&run.stderr)), (0, [3, 1, 1, 1]), "{}", run.stderr);
        assert!(run.stderr.contains("row 2 (line "), "{}", run.stderr);
        let rejects = String::from_utf8(folder.read("r.csv")).unwrap();
        assert!(rejects.ends_with(",b,36.6,135.9,Good\n"), "{rejects}");
        folder.write("r.csv", rejects.replace(",135.9", ",35.8"));
        assert_eq!(account(&sitmap(folder.path(), &["import", "r.csv"]).stderr), [1, 1, 0, 0]);
    }
    for nothing in
        ["", "{\"type\":\"FeatureCollection\",\"features\":[]}", "lat,lon\n", "id,name\n1,a\n", "lat,lon\nx,y\n"]
    {
        folder.write("n", nothing);
        let run = sitmap(folder.path(), &["import", "n"]);
        assert_eq!((run.status, run.stdout.as_str()), (1, ""), "{nothing}: {}", run.stderr);
    }
}

/// The same 200 incidents, written by GDAL, openpyxl, odfpy and topojson: every format gives the same file, byte for byte.
#[test]
fn every_format_gives_the_same_incidents() {
    let formats = root().join("tests/fixtures/formats");
    let import = |name: &str| sitmap(&formats, &["import", name]);
    let plain = import("incidents.csv");
    assert_eq!(account(&plain.stderr), [200, 200, 0, 0], "{}", plain.stderr);
    for name in [
        "incidents.csv.gz",
        "utf16.csv",
        "decimal_comma.csv",
        "incidents.geojson",
        "incidents.geojsonl",
        "sequence.geojsons",
        "shapefile.zip",
        "incidents.kmz",
        "incidents.gpx.gz",
        "incidents.xlsx",
        "incidents.ods",
        "incidents.topojson",
    ] {
        let run = import(name);
        assert_eq!(run.status, 0, "{name}: {}", run.stderr);
        assert!(run.stdout == plain.stdout, "{name} differs\n{}", run.stderr);
        // Told by its content, not by its name.
        let folder = Folder::new(&format!("import-{name}"));
        folder.write("file", std::fs::read(formats.join(name)).unwrap());
        let run = sitmap(folder.path(), &["import", "file"]);
        assert!(run.stdout == plain.stdout, "{name} under another name: {}", run.stderr);
    }
}

#[test]
fn other_shapes_of_files() {
    let formats = root().join("tests/fixtures/formats");
    let import = |name: &str| sitmap(&formats, &["import", name]);
    // The attributes stand beside it, in the code page that its .cpg names.
    let arabic = import("arabic.shp");
    assert!(arabic.status == 0 && arabic.stdout.contains("مكان 10"), "{}", arabic.stderr);
    for name in ["areas.zip", "areas.topojson"] {
        let areas = import(name);
        let read: serde_json::Value =
            serde_json::from_str(&areas.stdout).unwrap_or_else(|_| panic!("{}", areas.stderr));
        let rings = |i: usize| read["features"][i]["geometry"]["coordinates"].as_array().unwrap().len();
        assert_eq!((rings(0), rings(1)), (2, 1), "{name}: a hole is in its ring");
        assert_eq!(read["features"][1]["properties"]["name"], "East");
    }
    let metres = import("metres.zip");
    assert!(
        metres.status == 1 && metres.stderr.contains("reference system “WGS_1984_UTM_Zone_37N”"),
        "{}",
        metres.stderr
    );
    let folder = Folder::new("import-others");
    let objects = r#"[{"id":1,"desc":"x","date":"8/23/2011","time":"18:30","location":"Douma","lat":"33.57","long":"36.4","source":"","filters":"","category":"a"}]"#;
    folder.write("api.json", objects);
    let run = sitmap(folder.path(), &["import", "api.json"]);
    assert!(run.stderr.contains("timemap") && run.stdout.contains("2011-08-23"), "{}", run.stderr);
    let begins: [(&[u8], &str); 6] = [
        (b"SQLite format 3\0....", "GeoPackage"),
        (b"PAR1....", "Parquet"),
        (b"fgb\x03fgb\x01....", "FlatGeobuf"),
        (b"PK\x03\x04....", "no directory"),
        (b"\x1f\x8b\x08....", "gzip file is broken"),
        (b"<html><body>404</body></html>", "root element <html>"),
    ];
    for (bytes, said) in begins {
        folder.write("file", bytes);
        for verb in [&["import", "file"][..], &["map", "file", "-o", "m.png"]] {
            let run = sitmap(folder.path(), verb);
            assert!(run.status == 1 && run.stderr.contains(said) && run.stderr.contains("  help: "), "{}", run.stderr);
        }
    }
}

/// What breaks readers: nesting, entities, cut-off files. All end in a message.
#[test]
fn hostile_files_end_in_a_message() {
    let folder = Folder::new("import-hostile");
    let deep_json = "[".repeat(100_000);
    let deep_xml = format!("<kml>{}", "<Folder>".repeat(100_000));
    let entities =
        "<!DOCTYPE kml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><kml><Placemark><name>&b;</name></Placemark></kml>";
    let whole = std::fs::read(root().join("tests/fixtures/formats/incidents.xlsx")).unwrap();
    let mut files: Vec<Vec<u8>> = [deep_json.as_str(), &deep_xml, entities, "<kml><Placemark>", "<", "lat,lon\n\"1,2"]
        .map(|t| t.as_bytes().to_vec())
        .into();
    files.extend((1..12).map(|i| whole[..whole.len() * i / 12].to_vec()));
    // A byte changed here and there.
    files.extend((0..40).map(|i| {
        let mut bytes = whole.clone();
        let at = i * whole.len() / 40;
        bytes[at] ^= 0x55;
        bytes
    }));
    let shape = std::fs::read(root().join("tests/fixtures/formats/arabic.shp")).unwrap();
    files.extend((100..shape.len()).map(|at| {
        let mut bytes = shape.clone();
        bytes[at] = 0xff;
        bytes
    }));
    for bytes in files {
        let run = sitmap_reading(folder.path(), &["import", "-"], &bytes);
        assert!(matches!(run.status, 0 | 1), "{}", run.stderr);
    }
}
