//! Files of GeoJSON, whichever way they are read: `read` takes a shorter way than `check`, and must find the same.

use sitmap::data::geojson::{check, has_errors, read};
use std::path::{Path, PathBuf};

/// All files below a folder that may be GeoJSON.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e.to_string_lossy().contains("json")) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn both_ways_find_the_same_in_every_file_of_this_repository() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["geodata", "tests/fixtures"].iter().flat_map(|folder| files(&root.join(folder)));
    let (mut sound, mut faulty) = (0, 0);
    for path in all {
        let bytes = std::fs::read(&path).unwrap();
        let exact = check("f", &bytes);
        match read("f", &bytes) {
            Ok(read) => {
                assert!(!has_errors(&exact.faults), "{}", path.display());
                assert_eq!(read.warnings, exact.faults, "{}", path.display());
                assert!(read.features == exact.features, "{}: other features", path.display());
                sound += 1;
            }
            Err(faults) => {
                assert_eq!(faults, exact.faults, "{}", path.display());
                faulty += 1;
            }
        }
    }
    assert!(sound > 5 && faulty > 5, "{sound} sound, {faulty} faulty");
}
