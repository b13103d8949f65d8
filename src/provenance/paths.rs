//! Paths of a spec as they may be published, and the files that it names.

use crate::spec::Figure;

/// Names that are no files.
fn is_file(name: &str) -> bool {
    !(name == "-" || name.starts_with("builtin:"))
}

/// A path within the root as it is; of one outside (absolute, or through `..`) the name alone: folders tell who made a figure.
fn public_path(path: &str) -> String {
    let plain = path.replace('\\', "/");
    let outside =
        plain.starts_with('/') || plain.split('/').any(|part| part == "..") || plain.as_bytes().get(1) == Some(&b':');
    if !is_file(path) || !outside {
        return path.to_owned();
    }
    plain.rsplit('/').next().unwrap_or_default().to_owned()
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
    paths(&mut figure).into_iter().for_each(|path| *path = public_path(path));
    figure
}

/// What the figure names that may be a file, in its order, each once: whether there is one only a look at the disk can tell (`TUR/SYR` is a border).
pub fn input_files(figure: &Figure) -> Vec<String> {
    let mut figure = figure.clone();
    let mut files: Vec<String> = Vec::new();
    for path in paths(&mut figure) {
        if is_file(path) && !files.contains(path) {
            files.push(path.clone());
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

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
