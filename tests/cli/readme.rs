//! The README stays true: its examples are read by the program, its pictures and files are there.

use crate::{Folder, root, sitmap};

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// Blocks of a language, without the fences.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let parts = text.split("```").skip(1).step_by(2);
    parts.filter_map(|b| b.strip_prefix(&format!("{language}\n"))).map(str::to_owned).collect()
}

#[test]
fn the_example_incident_passes_the_check() {
    let folder = Folder::new("readme-json");
    let json = blocks("json");
    assert_eq!(json.len(), 1);
    folder.write("a.geojson", &json[0]);
    let run = sitmap(folder.path(), &["check", "--strict", "a.geojson"]);
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    // And the example figure draws it.
    let toml = blocks("toml");
    folder.write("figures/a.toml", toml[0].replace("incidents.geojson", "a.geojson"));
    let run = sitmap(folder.path(), &["render", "--format", "svg"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn files_that_the_readme_names_exist() {
    let text = readme();
    let links = text.split("](").skip(1).map(|l| l.split(')').next().unwrap());
    for link in links.filter(|l| !l.starts_with("https://")) {
        assert!(root().join(link).exists(), "{link}");
    }
}

#[test]
fn the_distances_of_the_readme_are_those_of_today() {
    let run = sitmap(&root(), &["measure", "geodata/incidents.geojson", "--to", "turkey-syria"]);
    for row in readme().lines().filter(|l| l.starts_with("| ") && l.contains(" km |")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let range = cells[3].split(" (").next().unwrap();
        let found = run.stdout.lines().any(|l| l.contains(cells[1]) && l.contains(cells[2]) && l.contains(range));
        assert!(found, "{row}\n{}", run.stdout);
    }
}
