//! Data flows one way: which room of `src/` may import which, read from the `use` lines and paths of the code itself.
//!
//! The table is the one of ARCHITECTURE.md. A room that needs another than its row says so there first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A room and the rooms that it may import. Every room may import the vocabulary.
const TABLE: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("units", &[]),
    ("geodesy", &[]),
    ("geographic", &[]),
    ("color", &[]),
    ("threads", &[]),
    ("limits", &[]),
    ("contained", &[]),
    ("spec", &[]),
    ("data", &[]),
    ("spatial", &[]),
    ("claims", &["data", "spatial"]),
    ("selection", &["data", "spatial", "claims"]),
    ("projection", &["spec"]),
    ("aggregate", &["data", "spatial", "projection"]),
    ("text", &[]),
    ("scene", &["text"]),
    ("layout", &["spec", "data", "spatial", "claims", "aggregate", "projection", "text"]),
    ("draw", &["layout", "data", "projection", "text", "scene"]),
    ("export", &["scene", "text"]),
    ("provenance", &["spec", "data"]),
    (
        "pipeline",
        &[
            "spec",
            "data",
            "spatial",
            "claims",
            "selection",
            "aggregate",
            "projection",
            "text",
            "scene",
            "layout",
            "draw",
        ],
    ),
    (
        "cli",
        &[
            "spec",
            "data",
            "spatial",
            "claims",
            "selection",
            "projection",
            "aggregate",
            "text",
            "scene",
            "layout",
            "draw",
            "export",
            "provenance",
            "pipeline",
        ],
    ),
];

const VOCABULARY: &[&str] =
    &["diagnostic", "units", "geodesy", "geographic", "color", "threads", "limits", "contained"];

/// Files that read or write files, or ask the system for anything.
const DOORS: &[&str] = &["data/load.rs", "cli"];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Lines of code, without comments (examples in them are users' code).
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//"));
    lines.map(|(i, l)| (i + 1, l.to_owned())).collect()
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(src()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Rooms that a line names after `crate::`, also within braces.
fn named(line: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let word = |s: &str| s.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    for after in line.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => rooms.extend(list.split(',').map(|s| word(s.trim()))),
            None => drop(rooms.insert(word(after))),
        }
    }
    rooms
}

/// What breaks the table in one file.
fn breaches(room: &str, path: &Path) -> Vec<String> {
    let Some((_, allowed)) = TABLE.iter().find(|(r, _)| *r == room) else {
        return vec![format!("{}: the room “{room}” is not in the table", name_of(path))];
    };
    let may = |other: &str| other == room || VOCABULARY.contains(&other) || allowed.contains(&other);
    let lines = code(path).into_iter();
    lines
        .flat_map(|(line, text)| named(&text).into_iter().map(move |other| (line, other)))
        .filter(|(_, other)| TABLE.iter().any(|(r, _)| r == other) && !may(other))
        .map(|(line, other)| format!("{}:{line}: {room} must not import {other}", name_of(path)))
        .collect()
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let mut found = Vec::new();
    for path in files(&src()) {
        let name = name_of(&path);
        let room = name.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if !matches!(room.as_str(), "lib" | "main") {
            found.extend(breaches(&room, &path));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn only_the_doors_touch_files_clock_or_environment() {
    let words = ["std::fs", "std::env", "std::time", "std::process", "std::net", "Instant::now", "SystemTime"];
    // Hash order would reach the output.
    let unordered = ["HashMap", "HashSet"];
    let mut found = Vec::new();
    for path in files(&src()) {
        let name = name_of(&path);
        let door = name == "main.rs" || DOORS.iter().any(|d| name.starts_with(d));
        for (line, text) in code(&path) {
            let bad = unordered.iter().chain(words.iter().filter(|_| !door)).find(|w| text.contains(**w));
            found.extend(bad.map(|word| format!("{name}:{line}: {word}")));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_table_is_the_one_of_the_architecture() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for (room, allowed) in TABLE.iter().filter(|(r, _)| !VOCABULARY.contains(r)) {
        let row = text.lines().find(|l| l.starts_with(&format!("| `{room}")));
        let row = row.unwrap_or_else(|| panic!("ARCHITECTURE.md has no row for `{room}`"));
        let column = row.split('|').nth(3).unwrap();
        let written: BTreeSet<&str> = column.split('`').skip(1).step_by(2).collect();
        let table: BTreeSet<&str> = allowed.iter().copied().collect();
        if *room == "cli" {
            assert!(column.contains("all"), "{row}");
        } else {
            assert_eq!(written, table, "row of `{room}` in ARCHITECTURE.md");
        }
    }
}

#[test]
fn a_breach_is_seen() {
    assert_eq!(named("use crate::{data::incident, layout};"), ["data".to_owned(), "layout".to_owned()].into());
    let folder = std::env::temp_dir().join(format!("sitmap-rooms-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("breach.rs");
    std::fs::write(&path, "// crate::layout is only a comment\nuse crate::layout::Layout;\n").unwrap();
    let lines: Vec<_> = code(&path).iter().flat_map(|(_, l)| named(l)).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(lines, ["layout"]);
}
