//! What is built in: no crate that opens a socket, known licences only, all from the registry.

use std::collections::BTreeSet;
use std::process::Command;

/// Licences that may be in the tree; none asks for more than a notice.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Crates that open sockets, or exist to.
const SOCKETS: [&str; 18] = [
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "tokio",
    "tungstenite",
    "ureq",
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The packages of this machine's build, as Cargo tells them.
fn packages() -> Vec<serde_json::Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|l| l.strip_prefix("host: ")).unwrap();
    let all = cargo(&["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host]);
    let all: serde_json::Value = serde_json::from_str(&all).unwrap();
    all["packages"].as_array().unwrap().clone()
}

#[test]
fn nothing_can_reach_a_network() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        assert!(!SOCKETS.contains(&name), "{name} opens sockets");
    }
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                assert!(!text.contains("std::net"), "{}", path.display());
            }
        }
    }
}

#[test]
fn licences_are_known_and_sources_are_the_registry() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        if name == "sitmap-one-build" {
            continue;
        }
        if name == "sitmap-packs" {
            // Data: the bill of materials tells the licence of each file.
            assert!(package["source"].is_null() && package["dependencies"].as_array().unwrap().is_empty());
            continue;
        }
        let licence = package["license"].as_str().unwrap_or("none");
        let parts = licence.split(['(', ')', '/']).flat_map(|p| p.split(" OR ")).flat_map(|p| p.split(" AND "));
        for part in parts.map(str::trim).filter(|p| !p.is_empty() && !matches!(*p, "AND" | "OR")) {
            let part = part.trim_start_matches("OR ").trim_start_matches("AND ").trim();
            assert!(LICENCES.contains(&part), "{name}: {licence}");
        }
        let source = package["source"].as_str();
        let registry = "registry+https://github.com/rust-lang/crates.io-index";
        assert!(source == Some(registry) || (source.is_none() && name == "sitmap"), "{name}: {source:?}");
    }
}

#[test]
fn running_and_testing_share_one_build() {
    let features = |edges: &str| -> BTreeSet<String> {
        let asked = ["tree", "--edges", edges, "--prefix", "none", "--locked", "--offline", "--format", "{p} {f}"];
        cargo(&asked).lines().map(|l| l.trim_end_matches(" (*)").to_owned()).collect()
    };
    assert_eq!(
        features("normal,build"),
        features("normal,build,dev"),
        "add what differs to tests/one_build/Cargo.toml"
    );
}

#[test]
fn the_oldest_compiler_is_stated() {
    let all = packages();
    let sitmap = all.iter().find(|p| p["name"] == "sitmap").unwrap();
    assert_eq!(sitmap["rust_version"], "1.95");
    assert!(include_str!("../src/lib.rs").contains("#![forbid(unsafe_code)]"));
}

/// `.ci/sbom` as a document; `None`: no Python that can run it.
fn bill() -> Option<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let can = Command::new("python3").args(["-c", "import tomllib"]).output();
    if !can.is_ok_and(|o| o.status.success()) || !root.join(".ci/sbom").is_file() {
        eprintln!("no Python 3.11, or no .ci/sbom: not tested");
        return None;
    }
    let made = Command::new("python3").arg(root.join(".ci/sbom")).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    Some(String::from_utf8(made.stdout).unwrap())
}

/// Names and versions of what `cargo tree` shows of the program: `krilla v0.8.2`.
fn tree(edges: &str) -> BTreeSet<String> {
    let asked = ["tree", "--package", "sitmap", "--edges", edges, "--prefix", "none", "--locked", "--offline"];
    let shown = cargo(&[&asked[..], &["--format", "{p}"]].concat());
    let crates =
        shown.lines().filter_map(|l| l.split_once(" v")).filter(|(name, _)| !["sitmap", "sitmap-packs"].contains(name));
    crates.map(|(name, rest)| format!("{name} {}", rest.split(' ').next().unwrap_or_default())).collect()
}

#[test]
fn the_bill_of_materials_is_whole_and_always_the_same() {
    let Some(text) = bill() else { return };
    assert!(bill().as_deref() == Some(text.as_str()), "other bytes from one run to the next");
    let bill: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&bill["bomFormat"], &bill["specVersion"]), (&"CycloneDX".into(), &"1.6".into()));
    let components = bill["components"].as_array().unwrap();
    let text_of = |c: &serde_json::Value, member: &str| c[member].as_str().unwrap_or_default().to_owned();
    let crates: Vec<_> = components.iter().filter(|c| c["type"] == "library").collect();
    let named = |c: &&serde_json::Value| format!("{} {}", text_of(c, "name"), text_of(c, "version"));
    assert_eq!(crates.iter().map(named).collect::<BTreeSet<_>>(), tree("normal,build"));
    // Hashes are those of Cargo.lock.
    let lock = include_str!("../Cargo.lock").replace("\r\n", "\n");
    for c in &crates {
        let (name, version) = (text_of(c, "name"), text_of(c, "version"));
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        let sum = text_of(&c["hashes"][0], "content");
        let found = lock.split("[[package]]").any(|p| p.contains(&entry) && p.contains(&sum) && sum.len() == 64);
        assert!(found && text_of(c, "purl") == format!("pkg:cargo/{name}@{version}"), "{name} {version}");
    }
    // Built-in data and fonts are those that provenance tells of, and each has its licence.
    let files: BTreeSet<String> =
        components.iter().filter(|c| c["type"] == "data").map(|c| text_of(c, "name")).collect();
    let told = include_str!("../geodata/SHA256SUMS")
        .lines()
        .filter_map(|l| Some(format!("geodata/{}", l.split("  ").nth(1)?)));
    assert!(told.clone().count() > 8 && told.clone().all(|name| files.contains(&name)), "{files:?}");
    assert_eq!(files.iter().filter(|f| f.starts_with("fonts/")).count(), 29);
    assert!(components.iter().all(|c| !text_of(&c["licenses"][0], "expression").is_empty()));
    let references: BTreeSet<String> = components.iter().map(|c| text_of(c, "bom-ref")).collect();
    assert_eq!(references.len(), components.len(), "a reference twice");
    for edge in bill["dependencies"].as_array().unwrap() {
        for needed in edge["dependsOn"].as_array().unwrap() {
            assert!(references.contains(needed.as_str().unwrap()), "{needed}");
        }
    }
}
