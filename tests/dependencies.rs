//! What is built in: no crate that opens a socket, known licences only, all from the registry.

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
fn the_oldest_compiler_is_stated() {
    let all = packages();
    let sitmap = all.iter().find(|p| p["name"] == "sitmap").unwrap();
    assert_eq!(sitmap["rust_version"], "1.95");
    assert!(include_str!("../src/lib.rs").contains("#![forbid(unsafe_code)]"));
}
