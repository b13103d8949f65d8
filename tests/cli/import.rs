//! `import`: strangers' tables with an account of every row, and what `map` makes of them.

use crate::{Folder, root, sitmap, sitmap_reading};

const TABLE: &str = "Place,Latitude,Longitude,Event date,Fatalities,Source,Remark\nIdlib,35.9297,36.6333,2020-01-15,12-21,SNHR,=1+1\nNowhere,,,2020-02-01,unknown,SOHR,\nSwapped,136.63,35.93,2020-02-02,3,SNHR,\"a, \"\"b\"\"\"\nSaraqib,35°51′52″N,36°48′21″E,2020-02-27,at least 5,SNHR,\n";

#[test]
fn the_account_adds_up_and_rejects_can_be_mended() {
    let folder = Folder::new("import");
    folder.write("theirs.csv", TABLE);
    let arguments = ["import", "theirs.csv", "-o", "incidents.geojson", "--rejects", "rejects.csv"];
    let run = sitmap(folder.path(), &arguments);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(
        run.stderr.contains("theirs.csv: 4 read = 2 placed + 1 without coordinates + 1 excluded"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("excluded: row 3 (line 4), Latitude “136.63”"), "{}", run.stderr);
    assert!(
        run.stderr.contains("Fatalities → killed") && run.stderr.contains("1 more kept as they are"),
        "{}",
        run.stderr
    );
    let written = String::from_utf8(folder.read("incidents.geojson")).unwrap();
    assert!(written.contains("\"said_by\":\"SNHR\"") && written.contains("\"killed_min\":12"), "{written}");
    assert_eq!(sitmap(folder.path(), &["check", "incidents.geojson"]).status, 0);
    let rejects = String::from_utf8(folder.read("rejects.csv")).unwrap();
    assert!(
        rejects.starts_with("Place,Latitude,Longitude,Event date,Fatalities,Source,Remark,why_excluded\n"),
        "{rejects}"
    );
    assert!(rejects.contains("\"a, \"\"b\"\"\""), "{rejects}");
    // Where the rejects can't be written, neither is the result.
    let before = folder.read("incidents.geojson");
    folder.write("theirs2.csv", TABLE.replace("Idlib", "Another"));
    let run =
        sitmap(folder.path(), &["import", "theirs2.csv", "-o", "incidents.geojson", "--rejects", "no/rejects.csv"]);
    assert!(run.status == 3 && run.stderr.contains("no/rejects.csv"), "{}", run.stderr);
    assert!(folder.read("incidents.geojson") == before);
    folder.write("mended.csv", rejects.replace("136.63,35.93", "35.93,36.63"));
    let run = sitmap(folder.path(), &["import", "mended.csv"]);
    assert!(run.stderr.contains("1 read = 1 placed + 0 without coordinates + 0 excluded"), "{}", run.stderr);
    assert!(run.stdout.starts_with("{\"type\":\"FeatureCollection\""));
    // What was imported once is the same when it is imported again.
    let again = sitmap(folder.path(), &["import", "incidents.geojson"]);
    assert_eq!(again.stdout, written);
    assert!(again.stderr.contains("3 read = 2 placed + 1 without coordinates + 0 excluded"), "{}", again.stderr);
}

#[test]
fn any_encoding_gives_the_same_incidents_and_a_map() {
    let folder = Folder::new("import-encodings");
    let table = "المكان,خط العرض,خط الطول,عدد القتلى,ملاحظات\nإدلب,35.93,36.63,12,قصف على السوق في المدينة صباح يوم الأحد\nسراقب,35.86,36.80,أكثر من 3,غارة جوية على الحي الشمالي من المدينة\n";
    folder.write("utf8.csv", table);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    folder.write("utf16.csv", utf16);
    // Windows-1256, by hand: Arabic letters and what else is in the table.
    let cp1256 = |c: char| match c {
        c if c.is_ascii() => c as u8,
        'ا' => 0xC7,
        'ث' => 0xCB,
        'ذ' => 0xD0,
        'ز' => 0xD2,
        'ب' => 0xC8,
        'ة' => 0xC9,
        'ت' => 0xCA,
        'ج' => 0xCC,
        'ح' => 0xCD,
        'خ' => 0xCE,
        'د' => 0xCF,
        'ر' => 0xD1,
        'س' => 0xD3,
        'ش' => 0xD4,
        'ص' => 0xD5,
        'ض' => 0xD6,
        'ط' => 0xD8,
        'ع' => 0xDA,
        'غ' => 0xDB,
        'ف' => 0xDD,
        'ق' => 0xDE,
        'ك' => 0xDF,
        'ل' => 0xE1,
        'م' => 0xE3,
        'ن' => 0xE4,
        'ه' => 0xE5,
        'و' => 0xE6,
        'ى' => 0xEC,
        'ي' => 0xED,
        'إ' => 0xC5,
        'أ' => 0xC3,
        'ظ' => 0xD9,
        other => panic!("{other}"),
    };
    folder.write("cp1256.csv", table.chars().map(cp1256).collect::<Vec<u8>>());
    let written = |file: &str, more: &[&str]| {
        let run = sitmap(folder.path(), &[&["import", file], more].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.stdout, run.stderr)
    };
    let (expected, _) = written("utf8.csv", &[]);
    assert!(expected.contains("إدلب") && expected.contains("\"killed_min\":4"));
    assert_eq!(written("utf16.csv", &[]).0, expected);
    assert_eq!(written("cp1256.csv", &["--encoding", "windows-1256"]).0, expected);
    let (guessed, told) = written("cp1256.csv", &[]);
    assert!(guessed == expected && told.contains("data::guessed-encoding"), "{told}");
    for file in ["utf8.csv", "utf16.csv", "cp1256.csv"] {
        let run = sitmap(folder.path(), &["map", file, "-o", "a.svg", "--lang", "ar", "--svg-text", "text"]);
        assert_eq!(run.status, 0, "{file}: {}", run.stderr);
        assert!(String::from_utf8(folder.read("a.svg")).unwrap().contains("إدلب"), "{file}");
    }
}

#[test]
fn numbers_in_words_are_ranges_in_geojson_too() {
    let folder = Folder::new("import-words");
    folder.write("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"label\":\"Market\",\"killed\":\"12-21\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[36.6,35.9]}}]}");
    let run = sitmap(folder.path(), &["summary", "a.geojson", "--format", "csv"]);
    assert!(run.stdout.contains("not given,1,12,21,0"), "{}{}", run.stdout, run.stderr);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--data", "d.csv"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(String::from_utf8(folder.read("d.csv")).unwrap().contains(",12,21,"));
}

#[test]
fn what_cannot_be_a_table_says_so() {
    let folder = Folder::new("import-faults");
    folder.write("a.csv", "name,place\nA,B\n");
    let run = sitmap(folder.path(), &["import", "a.csv"]);
    assert!(run.status == 1 && run.stderr.contains("--map COLUMN=lon"), "{}", run.stderr);
    let run = sitmap(folder.path(), &["import", "a.csv", "--map", "name=latitude"]);
    assert!(run.status == 2 && run.stderr.contains("none of lon, lat"), "{}", run.stderr);
    let run = sitmap(folder.path(), &["import", "a.csv", "--encoding", "klingon"]);
    assert!(run.status == 1 && run.stderr.contains("data::unknown-encoding"), "{}", run.stderr);
    folder.write("b.csv", "lon,lat\n200000,95\n");
    let run = sitmap(folder.path(), &["import", "b.csv", "--strict"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

/// The numbers of an account: read, placed, without coordinates, excluded.
fn account(stderr: &str) -> [usize; 4] {
    let line = stderr.lines().find(|l| l.contains(" read = ")).unwrap_or_else(|| panic!("{stderr}"));
    let numbers: Vec<usize> = line.split_whitespace().filter_map(|w| w.replace(',', "").parse().ok()).collect();
    numbers.try_into().unwrap_or_else(|_| panic!("{line}"))
}

/// Each export of the kinds that are known, with awkward rows: an account that adds up, as many features as it says.
#[test]
fn known_exports_with_awkward_rows() {
    let folder = Folder::new("import-exports");
    for name in ["acled", "ucdp_ged", "airwars", "timemap", "hdx_hxl", "gdelt"] {
        let file = format!("{name}.csv");
        std::fs::copy(root().join("tests/fixtures/exports").join(&file), folder.path().join(&file)).unwrap();
        let run = sitmap(folder.path(), &["import", &file, "--rejects", "r.csv"]);
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
        // What was written is read again as it is.
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

/// What Airwars and timemap say, and what they leave unsaid.
#[test]
fn codes_of_airwars_and_timemap() {
    let read = |name: &str| -> serde_json::Value {
        let run = sitmap(&root().join("tests/fixtures/exports"), &["import", name]);
        serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr))
    };
    let of = |file: &serde_json::Value, id: &str| {
        let features = file["features"].as_array().unwrap();
        features.iter().find(|f| f["id"] == id).unwrap_or_else(|| panic!("{id}"))["properties"].clone()
    };
    let airwars = read("airwars.csv");
    let first = of(&airwars, "EX001");
    assert_eq!((&first["killed"][0]["min"], &first["killed"][0]["unit"]), (&1.into(), &"civilians".into()));
    assert_eq!(
        (&first["attribution"][0]["actor"], &first["attribution"][0]["status"]),
        (&"Coalition A".into(), &"alleged".into())
    );
    assert!(first["locations"][0]["reason"].as_str().unwrap().contains("Village"));
    // No harm was reported: no number is known, not none killed.
    assert_eq!(of(&airwars, "EX008")["killed"], serde_json::json!([]));
    assert_eq!(of(&airwars, "EX022")["killed"][1]["said_by"], "belligerents");
    assert_eq!(of(&airwars, "EX009")["status"], "contested");
    let timemap = read("timemap.csv");
    let date = |id: &str| of(&timemap, id)["date"].clone();
    assert_eq!((&date("10")["start"], &date("10")["local_time"]), (&"2022-11-11".into(), &"10:30".into()));
    assert_eq!((&date("1")["start"], &date("7")["start"]), (&"2022-02-02".into(), &"2022-03-09".into()));
}

/// Messages and account as JSON, an object a line.
#[test]
fn messages_for_machines() {
    let exports = root().join("tests/fixtures/exports");
    let run = sitmap(&exports, &["import", "acled.csv", "--messages", "json"]);
    let lines: Vec<serde_json::Value> = run.stderr.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines[0]["account"]["excluded"], 2);
    assert_eq!(
        (&lines[0]["excluded"][1]["line"], &lines[0]["excluded"][1]["column"]),
        (&14.into(), &"latitude".into())
    );
    let run = sitmap(&exports, &["map", "acled.csv", "-o", "no.png", "--messages", "json"]);
    let fault: serde_json::Value = serde_json::from_str(run.stderr.lines().next().unwrap()).unwrap();
    assert_eq!((run.status, &fault["code"], &fault["place"]["line"]), (1, &"data::bad-coordinates".into(), &11.into()));
}

/// What GDELT says and what not: no numbers of people, and no place where its place is the middle of an area.
#[test]
fn a_download_of_gdelt_has_no_header_and_needs_none() {
    let run = sitmap(&root().join("tests/fixtures/exports"), &["import", "gdelt.csv"]);
    let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let of = |id: &str| read["features"].as_array().unwrap().iter().find(|f| f["id"] == id).unwrap();
    let first = of("1000001");
    assert_eq!(first["properties"]["date"]["start"], "2020-10-02");
    assert_eq!(
        (&first["properties"]["name"], &first["properties"]["killed"]),
        (&"Place 1, Idlib, Syria".into(), &serde_json::json!([]))
    );
    assert!(first["properties"]["what"].as_str().unwrap().contains("CAMEO event code 190"));
    assert!(
        of("1000004")["properties"]["locations"][0]["reason"].as_str().unwrap().contains("the middle of the country")
    );
    assert!(of("1000008")["geometry"].is_null());
}

/// The same places in degrees and in three grids.
#[test]
fn places_in_grids() {
    let folder = Folder::new("import-grids");
    let tables = [
        "id,mgrs\na,37S BV 76360 99762\nb,37SBV7699\nc,\nd,37SXX1\n",
        "id,UTM zone,Easting,Northing\na,37 north,276360.5,3999762.5\nb,37N,276500,3999500\nc,37N,,\nd,37S,276500,3999500\n",
        "id,Plus code\na,8G8R4G88+P3\nb,8G8R4G88+\nc,\nd,4G88+P3 Idlib\n",
        "id,utm\na,37N 276360 3999762\nb,37 north 276500 3999500\nc,\nd,276500 3999500\n",
    ];
    for table in tables {
        folder.write("a.csv", table);
        let run = sitmap(folder.path(), &["import", "a.csv"]);
        assert_eq!((run.status, account(&run.stderr)), (0, [4, 2, 1, 1]), "{}", run.stderr);
        let read: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        for i in [0, 1] {
            let at = |axis: usize| read["features"][i]["geometry"]["coordinates"][axis].as_f64().unwrap();
            assert!((at(0) - 36.516).abs() < 2e-3 && (at(1) - 36.117).abs() < 4e-3, "{table} {}", run.stdout);
        }
        let map = sitmap(folder.path(), &["map", "a.csv", "-o", "a.png"]);
        assert!(map.status == 1 && map.stderr.contains("a.csv"), "one row can't be placed: {}", map.stderr);
    }
    folder.write("a.csv", tables[0]);
    let read: serde_json::Value = serde_json::from_str(&sitmap(folder.path(), &["import", "a.csv"]).stdout).unwrap();
    assert_eq!(read["features"][1]["properties"]["uncertainty_m"], 708.0);
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
        assert!(run.stderr.contains("excluded: row 2 (line "), "{}", run.stderr);
        let rejects = String::from_utf8(folder.read("r.csv")).unwrap();
        assert!(rejects.contains("\nb,36.6,135.9,Good,"), "{rejects}");
        folder.write("r.csv", rejects.replace(",135.9", ",35.8"));
        assert_eq!(account(&sitmap(folder.path(), &["import", "r.csv"]).stderr), [1, 1, 0, 0]);
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
        "incidents.csv.zst",
        "incidents.gpkg.gz",
        "incidents.fgb",
        "incidents.parquet",
        "points.parquet",
        "table.parquet",
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
    // UTM zone 37 north, named by ESRI's WKT, by a code, by PROJJSON: brought to the degrees that it was made of.
    for name in ["metres.zip", "metres.gpkg.gz", "metres.fgb", "metres.parquet"] {
        let metres = import(name);
        assert!(metres.status == 0 && metres.stderr.contains("data::reprojected"), "{name}: {}", metres.stderr);
        let read: serde_json::Value = serde_json::from_str(&metres.stdout).unwrap();
        let west = read["features"].as_array().unwrap().iter().find(|f| f["properties"]["name"] == "West").unwrap();
        let rings = west["geometry"]["coordinates"].as_array().unwrap();
        assert_eq!(rings.len(), 2, "{name}");
        for position in rings[1].as_array().unwrap() {
            let off = |i: usize, ends: [f64; 2]| ends.map(|end| (position[i].as_f64().unwrap() - end).abs());
            let near = |offs: [f64; 2]| offs.iter().any(|off| *off < 1e-8);
            assert!(near(off(0, [36.4, 36.6])) && near(off(1, [35.4, 35.6])), "{name}: {position}");
        }
    }
    // The first sheet is read below its title; a view is passed over; an index of one feature has two entries.
    let sheets = import("sheets.xlsx");
    assert_eq!(account(&sheets.stderr), [2, 2, 0, 0], "{}", sheets.stderr);
    assert!(sheets.stderr.contains("of 2 sheets “2022” is read; not read: 2023"), "{}", sheets.stderr);
    assert_eq!(account(&import("view.gpkg.gz").stderr), [3, 3, 0, 0]);
    assert_eq!(account(&import("one.fgb").stderr), [1, 1, 0, 0]);
    let layers = import("metres.gpkg.gz");
    assert!(layers.stdout.contains("\"layer\":\"areas\""), "{}", layers.stdout);
    assert!(layers.stderr.contains("2 layers, which are read as one: areas, incidents"), "{}", layers.stderr);
    assert!(
        import("metres.parquet").stdout.contains("\"local_time\":\"14:30\""),
        "{}",
        import("metres.parquet").stdout
    );
    let folder = Folder::new("import-others");
    // UTF-16 whose letters have zeros on either side is text; a picture is not.
    let chinese: Vec<u8> =
        "\u{feff}id,lon,lat,name\na,36.5,35.5,一一一\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("chinese.csv", &chinese);
    assert_eq!(account(&sitmap(folder.path(), &["import", "chinese.csv"]).stderr), [1, 1, 0, 0]);
    folder.write("picture.csv", std::fs::read(root().join("out/kafr-takharim.png")).unwrap());
    let run = sitmap(folder.path(), &["import", "picture.csv"]);
    assert!(run.status == 1 && run.stderr.contains("of a kind that is not known"), "{}", run.stderr);
    let objects = r#"[{"id":1,"desc":"x","date":"8/23/2011","time":"18:30","location":"Douma","lat":"33.57","long":"36.4","source":"","filters":"","category":"a"}]"#;
    folder.write("api.json", objects);
    let run = sitmap(folder.path(), &["import", "api.json"]);
    assert!(run.stderr.contains("timemap") && run.stdout.contains("2011-08-23"), "{}", run.stderr);
    let begins: [(&[u8], &str); 6] = [
        (b"SQLite format 3\0....", "database is broken"),
        (b"PAR1....", "Parquet file is broken"),
        (b"fgb\x03fgb\x01....", "FlatGeobuf file is broken"),
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
    let steps = [("arabic.shp", 1), ("arabic.dbf", 7), ("areas.zip", 5), ("metres.fgb", 5), ("metres.parquet", 43)];
    for (name, step) in steps {
        let whole = std::fs::read(root().join("tests/fixtures/formats").join(name)).unwrap();
        files.extend((8..whole.len()).step_by(step).map(|at| {
            let mut bytes = whole.clone();
            bytes[at] = 0xff;
            bytes
        }));
    }
    for bytes in files {
        let run = sitmap_reading(folder.path(), &["import", "-"], &bytes);
        assert!(matches!(run.status, 0 | 1), "{}", run.stderr);
    }
}

#[test]
fn what_smells_is_told() {
    let folder = Folder::new("import-smells");
    let rows: String = (0..20).map(|i| format!("e{i},36.15,14.{i:02},2020-01-02,3,2\n")).collect();
    folder.write("a.csv", format!("id,lat,lon,date,killed,civilians_killed\n{rows}x,14.25,36.15,2031-01-01,2,3\n"));
    let run = sitmap(folder.path(), &["import", "a.csv", "--as-of", "2021-01-01", "-o", "a.geojson"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for said in [
        "one row lies far from the others (36.15 14.25)",
        "2031-01-01 is after 2021-01-01\n  --> a.csv:22",
        "2 killed are fewer than 3 civilians killed\n  --> a.csv:22",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let run = sitmap(folder.path(), &["import", "a.csv", "-o", "a.geojson"]);
    assert!(!run.stderr.contains("is after"), "no clock is read: {}", run.stderr);
}

/// Incidents of a table with their claims from another, as GeoJSON, and the claims back as a table.
#[test]
fn claims_stand_beside_the_incidents() {
    let folder = Folder::new("import-claims");
    folder.write(
        "a.csv",
        "id,name,date,lon,lat\nkx,Kafr Takharim,2020-10-26,36.5152,36.1168\nby,Balyun,2020-02-27,36.53,35.74\n",
    );
    folder.write(
        "claims.csv",
        "incident_id,field,min,max,said_by,source,text\nkx,killed,35,,SOHR,s1,over 34\nkx,killed,78,105,Faylaq al-Sham,s2,\nkx,killed_children,2,2,UN,s3,\n",
    );
    let wanted = ["import", "a.csv", "--claims", "claims.csv", "-o", "a.geojson", "--write-claims", "again.csv"];
    let run = sitmap(folder.path(), &wanted);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("2 read = 2 placed + 0 without coordinates + 0 excluded"), "{}", run.stderr);
    let geojson = String::from_utf8(folder.read("a.geojson")).unwrap();
    assert!(geojson.contains("\"said_by\":\"SOHR\"") && geojson.contains("\"unit\":\"children\""), "{geojson}");
    let again = String::from_utf8(folder.read("again.csv")).unwrap();
    assert!(again.contains("kx,killed_children,2,2,,UN,,s3"), "{again}");
    // A figure of the two tables is that of the file that they make.
    let map = |more: &[&str]| {
        let run = sitmap(folder.path(), &[&["map"], more, &["-o", "a.svg", "--provenance", "none"]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        folder.read("a.svg")
    };
    assert!(map(&["a.csv", "--claims", "claims.csv"]) == map(&["a.geojson"]));
    assert!(map(&["a.csv", "--claims", "claims.csv"]) != map(&["a.csv"]));
    folder.write("claims.csv", "incident_id,field,min,saidby\nkxx,killed,3,X\n");
    let run = sitmap(folder.path(), &["map", "a.csv", "--claims", "claims.csv", "-o", "b.svg"]);
    assert!(
        run.status == 1 && run.stderr.contains("did you mean said_by?") && run.stderr.contains("claims.csv:1"),
        "{}",
        run.stderr
    );
    folder.write("claims.csv", "incident_id,field,min\nkxx,killed,3\n");
    let run = sitmap(folder.path(), &["import", "a.csv", "--claims", "claims.csv", "-o", "b.geojson"]);
    assert!(run.status == 1 && run.stderr.contains("did you mean “kx”?"), "{}", run.stderr);
    assert!(!folder.path().join("b.geojson").exists());
}
