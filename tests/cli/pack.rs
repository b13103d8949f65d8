//! `sitmap pack`: the tables of the repository give the committed packs, and faults of a table are told.

use crate::{Folder, root, sitmap};

#[test]
fn the_detailed_pack_is_what_its_table_gives() {
    let folder = Folder::new("pack");
    let table = root().join("geodata/idlib/pack.toml");
    let run = sitmap(folder.path(), &["pack", table.to_str().unwrap(), "-o", "idlib.sitpack"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let committed = std::fs::read(root().join("geodata/packs/idlib.sitpack")).unwrap();
    assert!(
        folder.read("idlib.sitpack") == committed,
        "geodata/packs/idlib.sitpack is not what its table gives: pack it again"
    );
}

#[test]
fn faults_of_a_table_are_told_and_nothing_is_written() {
    let folder = Folder::new("pack-faults");
    let layer = "[[layers]]\nid = \"a\"\nfile = \"a.geojson\"\nrole = \"coast\"\nlicence = \"\"\ndecimals = 4\n";
    folder.write("unknown-role.toml", layer);
    folder.write("no-file.toml", layer.replace("coast\"", "coastline\""));
    folder.write("none.toml", "");
    for (table, says) in [
        ("unknown-role.toml", "unknown variant `coast`"),
        ("no-file.toml", "a.geojson"),
        ("none.toml", "needs [[layers]]"),
        ("absent.toml", "absent.toml"),
    ] {
        let run = sitmap(folder.path(), &["pack", table, "-o", "x.sitpack"]);
        assert_eq!(run.status, 1, "{table}");
        assert!(run.stderr.contains(says), "{table}: {}", run.stderr);
        assert!(!folder.path().join("x.sitpack").exists());
    }
}

/// A square island of land.
fn island(name: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":[[[-30.4,0.1],[-30.1,0.1],[-30.1,0.4],[-30.4,0.4],[-30.4,0.1]]]}}}}]}}"#
    )
}

const INCIDENTS: &str = "lon,lat,name\n-30.3,0.2,A\n-30.2,0.3,B\n";

#[test]
fn a_base_map_of_ones_own_lies_over_the_built_in_one() {
    let folder = Folder::new("basemap");
    folder.write("incidents.csv", INCIDENTS);
    folder.write("base/land.geojson", island("Isle"));
    folder.write("isle.geojson", island("Isle"));
    let table = "[[layers]]\nid = \"isle\"\nfile = \"isle.geojson\"\nrole = \"country\"\ncredit = \"Survey of 2020\"\nlicence = \"CC0\"\ndecimals = 5\n";
    folder.write("pack.toml", table);
    assert_eq!(sitmap(folder.path(), &["pack", "pack.toml", "-o", "isle.sitpack"]).status, 0);
    let map = |base: &[&str]| {
        let run = sitmap(
            folder.path(),
            &[&["map", "incidents.csv", "-o", "map.svg", "--svg-text", "text", "--provenance", "none"], base].concat(),
        );
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{base:?}");
        String::from_utf8(folder.read("map.svg")).unwrap()
    };
    let sea = map(&[]);
    assert!(!sea.contains("ISLE"));
    let by_folder = map(&["--basemap", "base"]);
    assert!(by_folder.contains("ISLE"), "the name of the land");
    assert_eq!(by_folder, map(&["--basemap", "isle.geojson"]));
    // Any format will do, alone and in a folder.
    let shapes = root().join("tests/fixtures/formats/land.fgb");
    folder.write("binary/land.fgb", std::fs::read(&shapes).unwrap());
    let by_binary = map(&["--basemap", "binary"]);
    assert!(by_binary.contains("ISLE"));
    assert_eq!(by_binary, map(&["--basemap", shapes.to_str().unwrap()]));
    let by_pack = map(&["--basemap", "isle.sitpack"]);
    assert!(by_pack.contains("ISLE") && by_pack.contains("Survey of\u{a0}2020"));
}

#[test]
fn names_in_a_base_map_are_without_control_characters() {
    let folder = Folder::new("basemap-controls");
    folder.write("incidents.csv", INCIDENTS);
    folder.write("land.geojson", island("Is\\u202ele"));
    let run = sitmap(
        folder.path(),
        &["map", "incidents.csv", "-o", "map.svg", "--svg-text", "text", "--basemap", "land.geojson"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("control characters (U+202E)"), "{}", run.stderr);
    assert!(String::from_utf8(folder.read("map.svg")).unwrap().contains("ISLE"));
}

#[test]
fn base_maps_that_can_not_serve_are_told() {
    let folder = Folder::new("basemap-faults");
    folder.write("incidents.csv", INCIDENTS);
    folder.write("isle.geojson", island("Isle"));
    folder.write("empty/readme.txt", "");
    folder.write(
        "tracks.geojson",
        r#"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}}"#,
    );
    folder.write("damaged.sitpack", "sitpack1\u{5}{\"la");
    for (base, says) in [
        ("empty", "no file in this folder"),
        ("tracks.geojson", "the file's name must say which"),
        ("damaged.sitpack", "damaged"),
        ("absent.sitpack", "absent.sitpack"),
    ] {
        let run = sitmap(folder.path(), &["map", "incidents.csv", "-o", "map.png", "--basemap", base]);
        assert_eq!(run.status, 1, "{base}");
        assert!(run.stderr.contains(says), "{base}: {}", run.stderr);
        assert!(!folder.path().join("map.png").exists());
    }
    // A map that shows more than the base map holds is drawn without it, and says so.
    let run = sitmap(
        folder.path(),
        &["map", "incidents.csv", "-o", "map.png", "--basemap", "isle.geojson", "--extent", "world"],
    );
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("reaches beyond what this base map covers"), "{}", run.stderr);
}

#[test]
fn a_pack_that_holds_in_a_part_of_the_map_is_laid_over_it_there() {
    let folder = Folder::new("mosaic");
    // Land of its own in the western half: a strip that the built-in map has as sea, west of Portugal.
    let land = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Newland"},"geometry":{"type":"Polygon","coordinates":[[[-13,37],[-11.2,37],[-11.2,41],[-13,41],[-13,37]]]}}]}"#;
    folder.write("land.geojson", land);
    let table = "extent = [-14.0, 36.0, -11.0, 42.0]\n[[layers]]\nid = \"land\"\nfile = \"land.geojson\"\nrole = \"country\"\ncredit = \"Survey of 2020\"\nlicence = \"CC0\"\ndecimals = 5\n";
    folder.write("pack.toml", table);
    assert_eq!(sitmap(folder.path(), &["pack", "pack.toml", "-o", "west.sitpack"]).status, 0);
    folder.write("incidents.csv", "lon,lat,name\n-8.4,39.5,A\n-12.0,38.0,B\n");
    let page = ["map", "incidents.csv", "--extent", "-14,36,-6,42", "--svg-text", "text", "-o", "map.svg"];
    let run = sitmap(folder.path(), &[&page[..], &["--basemap", "west.sitpack"]].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let svg = String::from_utf8(folder.read("map.svg")).unwrap();
    assert!(svg.contains("NEWLAND") && svg.contains("Survey of 2020"), "the pack's land, with its credit");
    assert!(svg.contains("PORTUGAL") && svg.contains("Natural Earth"), "the built-in land around it");
    // The same files without a word where they hold: all or nothing, as the box around them tells nothing of what else lies in it.
    let run = sitmap(folder.path(), &[&page[..], &["--basemap", "land.geojson"]].concat());
    assert!(run.status == 0 && run.stderr.contains("pack::unused"), "{}", run.stderr);
}
