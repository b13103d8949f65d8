//! Which figures `render` makes: those of `figures/` or built in, by name, or spec files.

use super::output::Failure;
use super::stamp::parts;
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::Limit;
use crate::provenance::{extract, input_files};
use crate::spec::{self, Figure};
use std::path::{Path, PathBuf};

/// Names and specs of the figures asked for.
///
/// # Errors
/// All faults of the specs and of the names.
pub(super) fn specs(figures: &[String], root: &Path) -> Result<Vec<(String, Figure)>, Failure> {
    let folder = root.join("figures");
    let known = known(&folder)?;
    let mut faults = Vec::new();
    let mut found = Vec::new();
    let mut wanted: Vec<&String> =
        if figures.is_empty() { known.iter().map(|k| &k.0).collect() } else { figures.iter().collect() };
    let mut asked = std::collections::BTreeSet::new();
    // A figure that is asked for twice is made once.
    wanted.retain(|name| asked.insert(*name));
    if wanted.is_empty() {
        let fault = Diagnostic::error("spec::no-figure", format!("{} holds no spec (.toml)", folder.display()));
        return Err(Failure::Refused(vec![fault]));
    }
    for name in wanted {
        let (name, file, text) = match known.iter().find(|k| k.0 == *name) {
            Some((name, file, text)) => (name.clone(), file.clone(), text.clone()),
            None if name.ends_with(".toml") => match text_of(Path::new(name)) {
                Ok(text) => {
                    let stem =
                        Path::new(name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
                    (stem, name.clone(), text)
                }
                Err(e) => {
                    let place = Place { file: Some(name.clone()), ..Place::default() };
                    faults.push(unread("spec", &e).at(place));
                    continue;
                }
            },
            None => {
                faults.push(unknown(name, &known));
                continue;
            }
        };
        match spec::parse(&file, &text) {
            Ok(figure) => found.push((name, figure)),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(Failure::Refused(faults)) }
}

/// Names and specs of figures as they are embedded in files: the name is the file's.
///
/// # Errors
/// A file that can't be read, or holds no spec.
pub(super) fn embedded(files: &[PathBuf], root: &Path) -> Result<Vec<(String, Figure)>, Failure> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        let place = Place { file: Some(file.display().to_string()), ..Place::default() };
        let refused = |code, message: String| vec![Diagnostic::error(code, message).at(place.clone())];
        let spec = load::bytes_of(file).and_then(|bytes| {
            let (_, provenance) = extract(&bytes).map_err(|e| refused("provenance::none", e.to_string()))?;
            provenance.spec.ok_or_else(|| refused("provenance::no-spec", "it holds hashes alone, no spec".to_owned()))
        });
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        match spec.and_then(|text| spec::parse(&format!("spec embedded in {}", file.display()), &text)) {
            Ok(figure) => match outside(&figure, root) {
                None => found.push((name, figure)),
                Some(fault) => faults.push(fault.at(place)),
            },
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(Failure::Refused(faults)) }
}

/// What a spec names that is not within the root: an absolute path, one that leads out by `..` or a link, standard input, a device. A spec that came in a
/// stranger's figure must not have others read.
pub(super) fn outside(figure: &Figure, root: &Path) -> Option<Diagnostic> {
    let root =
        std::fs::canonicalize(if root.as_os_str().is_empty() { Path::new(".") } else { root }).unwrap_or_default();
    let refused = |name: &str| {
        let message = format!("the spec in the figure names {name}, which is not a file under the root");
        Diagnostic::error("provenance::outside-the-root", message)
    };
    let streams = figure.incidents.iter().chain(figure.layers.iter().map(|l| &l.file)).find(|f| *f == "-");
    if let Some(stream) = streams {
        return Some(refused(stream));
    }
    for name in input_files(figure) {
        let path = Path::new(&name);
        let plain =
            path.components().all(|c| matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir));
        let place = std::fs::canonicalize(root.join(path));
        // What is no file may be a border, or a country.
        let within = |place: &Path| {
            let place = std::fs::canonicalize(place);
            place.is_ok_and(|place| place.starts_with(&root) && (place.is_file() || place.is_dir()))
        };
        let inside = place.map_or(true, |place| within(&place) && parts(&root.join(path)).iter().all(|p| within(p)));
        if !(plain && inside) {
            return Some(refused(&name));
        }
    }
    None
}

/// Name, file and text of each figure of a folder, or of the built-in ones where there is none.
fn known(folder: &Path) -> Result<Vec<(String, String, String)>, Failure> {
    let unread = |file: &Path, e: std::io::Error| {
        let place = Place { file: Some(file.display().to_string()), ..Place::default() };
        let what = if file == folder { "folder" } else { "spec" };
        Failure::Refused(vec![unread(what, &e).at(place)])
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            let builtin = spec::BUILTIN.iter();
            let builtin = builtin.map(|(name, text)| ((*name).to_owned(), format!("{name}.toml"), (*text).to_owned()));
            return Ok(builtin.collect());
        }
        Err(e) => return Err(unread(folder, e)),
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    // The order of a folder differs between machines.
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let file = path.display().to_string();
        text_of(path).map(|text| (name, file, text)).map_err(|e| unread(path, e))
    };
    paths.iter().map(read).collect()
}

/// The text of a spec.
fn text_of(path: &Path) -> std::io::Result<String> {
    let bytes = load::read_whole(path, Limit::Spec)?;
    String::from_utf8(bytes).map_err(|_| std::io::Error::new(std::io::ErrorKind::InvalidData, "it is not UTF-8"))
}

fn unread(what: &str, fault: &std::io::Error) -> Diagnostic {
    let told = Diagnostic::error("spec::cannot-read", format!("the {what} can’t be read: {fault}"));
    load::exceeded(fault).map_or(told, Diagnostic::from)
}

fn unknown(name: &str, known: &[(String, String, String)]) -> Diagnostic {
    let fault = Diagnostic::error("spec::unknown-figure", format!("there is no figure “{name}”"));
    let near = known.iter().map(|k| (strsim::jaro_winkler(&k.0, name), &k.0));
    match near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.75) {
        Some((_, near)) => fault.help(format!("did you mean “{near}”?")),
        None => fault.help(format!("there are: {}", known.iter().map(|k| k.0.as_str()).collect::<Vec<_>>().join(", "))),
    }
}
