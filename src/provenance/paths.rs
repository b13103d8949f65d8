//! Paths of a spec as they may be published, and the files that it names.

use crate::data::load;
use crate::spec::{Figure, PrecisionSpec};
use std::collections::BTreeMap;

/// Names that are no files.
fn is_file(name: &str) -> bool {
    !(name == "-" || name.starts_with("builtin:"))
}

fn public_path(path: &str) -> String {
    if is_file(path) { load::public_name(path) } else { path.to_owned() }
}

/// The paths of a figure, to be read or changed.
fn paths(figure: &mut Figure) -> Vec<&mut String> {
    let mut all: Vec<&mut String> = figure.incidents.iter_mut().collect();
    all.extend(figure.claims.iter_mut());
    all.extend(figure.packs.iter_mut());
    all.extend(figure.fonts.iter_mut());
    all.extend(figure.layers.iter_mut().map(|l| &mut l.file));
    all.extend(figure.measure.iter_mut().map(|m| &mut m.to));
    all.extend(figure.cells.areas.iter_mut());
    all.extend(figure.filter.within.iter_mut());
    if figure.theme.ends_with(".toml") {
        all.push(&mut figure.theme);
    }
    if let Some(PrecisionSpec::Areas(file)) = &mut figure.publish_precision {
        all.push(file);
    }
    all
}

/// The figure with paths that may be published.
///
/// ```
/// use sitmap::provenance::public;
/// use sitmap::spec::Figure;
/// let figure = Figure { incidents: Some("/home/someone/strikes.csv".into()), ..Figure::default() };
/// assert_eq!(public(&figure).incidents.as_deref(), Some("strikes.csv"));
/// ```
pub fn public(figure: &Figure) -> Figure {
    let mut figure = figure.clone();
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for path in paths(&mut figure) {
        let name = public_path(path);
        // Two files of one name, from different folders, are told apart by a number.
        let mut unique = name.clone();
        while told.get(&unique).is_some_and(|whose| whose != path) {
            let number = unique.strip_suffix(&name).and_then(|n| n.trim_end_matches('/').parse().ok()).unwrap_or(1);
            unique = format!("{}/{name}", number + 1);
        }
        told.insert(unique.clone(), path.clone());
        *path = unique;
    }
    figure
}

/// What the figure names that may be a file, in its order, each once: whether there is one only a look at the disk can tell (`TUR/SYR` is a border).
pub fn input_files(figure: &Figure) -> Vec<String> {
    published_files(figure).into_iter().map(|(file, _)| file).collect()
}

/// [`input_files`], each with what it is told as.
pub fn published_files(figure: &Figure) -> Vec<(String, String)> {
    let (mut figure, mut shown) = (figure.clone(), public(figure));
    let mut files: Vec<(String, String)> = Vec::new();
    for (path, name) in paths(&mut figure).into_iter().zip(paths(&mut shown)) {
        if is_file(path) && !files.iter().any(|(file, _)| file == path) {
            files.push((path.clone(), name.clone()));
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_name_are_told_apart() {
        let mut figure = Figure { incidents: Some("/a/x.csv".into()), ..Figure::default() };
        figure.claims = Some("/b/x.csv".into());
        figure.packs = vec!["/a/x.csv".into(), "../c/x.csv".into()];
        figure.theme = "/home/someone/own.toml".into();
        let shown = public(&figure);
        assert_eq!((shown.incidents.as_deref(), shown.claims.as_deref()), (Some("x.csv"), Some("2/x.csv")));
        assert_eq!((shown.packs, shown.theme), (vec!["x.csv".to_owned(), "3/x.csv".to_owned()], "own.toml".to_owned()));
        assert_eq!(published_files(&figure).len(), 4);
    }

    #[test]
    fn folders_outside_the_root_are_not_told() {
        for (path, told) in [
            ("incidents.geojson", "incidents.geojson"),
            ("data/a.csv", "data/a.csv"),
            ("/home/someone/a.csv", "a.csv"),
            ("../secret/a.csv", "a.csv"),
            ("C:\\Users\\someone\\a.csv", "a.csv"),
            ("TUR/SYR", "TUR/SYR"),
            ("builtin:idlib", "builtin:idlib"),
            ("-", "-"),
        ] {
            assert_eq!(public_path(path), told, "{path}");
        }
    }
}
