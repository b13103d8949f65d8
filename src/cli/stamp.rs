//! What a figure was made of, gathered to be embedded in its files.

use super::debug::DebugPicture;
use super::output::Failure;
use super::picture::{ExportOptions, Format};
use crate::diagnostic::{Diagnostic, Place};
use crate::export::{pdf::PdfStandard, png::PngEffort, svg::SvgText};
use crate::pipeline::Composition;
use crate::provenance::{Context, Export, Input, Provenance, Shown, public, published_files};
use crate::spec::{self, Figure};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

/// How much of a figure's provenance is embedded in its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Embedding {
    /// The spec, hashes of all files, credits, projection, warnings
    #[default]
    Full,
    /// Hashes alone
    Hashes,
    /// Nothing
    None,
}

/// What is the same for all files of a figure.
pub(super) struct Stamp {
    how: Embedding,
    debug: Option<DebugPicture>,
    provenance: Provenance,
}

/// Name and version of this program.
pub(super) const TOOL: &str = concat!("sitmap ", env!("CARGO_PKG_VERSION"));

impl Stamp {
    /// Gathers it; files are relative to the root.
    ///
    /// # Errors
    /// A file that can't be read any more.
    pub(super) fn new(
        figure: &Figure,
        root: &Path,
        composition: &Composition,
        how: Embedding,
    ) -> Result<Self, Failure> {
        let full = how == Embedding::Full;
        let inputs = if how == Embedding::None { Vec::new() } else { inputs(figure, root)? };
        let provenance = Provenance {
            context: Context::default(),
            tool: TOOL.to_owned(),
            title: full.then(|| composition.scene.title.clone()),
            spec: full.then(|| spec::to_toml(&public(figure))),
            export: Export::default(),
            inputs,
            built_in: built_in(),
            credits: if full { composition.report.credits.clone() } else { Vec::new() },
            projection: full.then(|| composition.report.proj.clone()),
            insets: if full { insets(composition) } else { Vec::new() },
            incidents: full.then(|| shown(composition)),
            warnings: if full { warnings(&composition.warnings, figure) } else { BTreeMap::new() },
        };
        Ok(Self { how, debug: None, provenance })
    }

    /// With what was drawn over the figure.
    pub(super) fn with_debug(self, debug: Option<DebugPicture>) -> Self {
        Self { debug, ..self }
    }

    /// What is embedded in a file of a format.
    pub(super) fn text(&self, format: Format, options: &ExportOptions) -> Option<String> {
        (self.how != Embedding::None).then(|| {
            let export = Export { debug: self.debug.map(word), ..export(format, options, self.how) };
            Provenance { export, ..self.provenance.clone() }.to_json()
        })
    }
}

/// Codes of warnings and how often each was given. Their messages may name what the figure doesn't show.
fn warnings(all: &[Diagnostic], figure: &Figure) -> BTreeMap<String, u64> {
    let mut codes = BTreeMap::new();
    for warning in super::report::told(all, figure) {
        *codes.entry(warning.code.to_owned()).or_default() += 1;
    }
    codes
}

/// The projections of the insets.
fn insets(composition: &Composition) -> Vec<String> {
    composition.report.insets.iter().map(|i| format!("{}: {}", i.letter, i.proj)).collect()
}

/// What the map shows of the incidents.
fn shown(composition: &Composition) -> Shown {
    let mut shown = Shown::default();
    let left_out = composition.report.left_out;
    if left_out.rows > 0 {
        shown.not_shown.insert("left out by the filter".to_owned(), left_out.rows);
    }
    match &composition.cells {
        Some(cells) => {
            for cell in cells {
                let count = cell.incidents;
                if cell.shown {
                    shown.shown += count
                } else {
                    *shown.not_shown.entry("outside the frame".to_owned()).or_default() += count
                }
            }
        }
        None => {
            for row in &composition.rows {
                match row.hidden {
                    None => shown.shown += 1,
                    Some(why) => *shown.not_shown.entry(why.to_owned()).or_default() += 1,
                }
            }
        }
    }
    shown
}

fn word<V: ValueEnum>(value: V) -> String {
    value.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
}

fn export(format: Format, options: &ExportOptions, how: Embedding) -> Export {
    Export {
        format: format.ending().to_owned(),
        dpi: options.dpi,
        svg_text: word(options.svg_text),
        png_effort: word(options.png_effort),
        pdf_standards: options.pdf_standards.iter().map(|s| word(*s)).collect(),
        debug: None,
        provenance: word(how),
    }
}

/// How a file was written, read back.
pub(super) fn options_of(export: &Export) -> Option<(Format, ExportOptions, Embedding, Option<DebugPicture>)> {
    fn value<V: ValueEnum>(word: &str) -> Option<V> {
        V::from_str(word, false).ok()
    }
    let standards: Option<Vec<PdfStandard>> = export.pdf_standards.iter().map(|s| value(s)).collect();
    let options = ExportOptions {
        svg_text: value::<SvgText>(&export.svg_text)?,
        png_effort: value::<PngEffort>(&export.png_effort)?,
        pdf_standards: standards?,
        dpi: export.dpi,
    };
    let debug = match &export.debug {
        Some(picture) => Some(value::<DebugPicture>(picture)?),
        None => None,
    };
    Some((value(&export.format)?, options, value(&export.provenance)?, debug))
}

/// Stands for the hash of a file of places that are published coarse.
const WITHHELD: &str = "withheld";

/// Stands for the hash of what can be read only once.
const STREAM: &str = "a stream";

/// Hashes of the files that a figure names, in their order: of a folder those of its files, of a shapefile those that lie beside it too.
pub(super) fn inputs(figure: &Figure, root: &Path) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for (file, path) in published_files(figure) {
        let place = root.join(&file);
        if !place.exists() {
            continue;
        }
        if !(place.is_file() || place.is_dir()) {
            inputs.push(Input { path, sha256: STREAM.to_owned() });
            continue;
        }
        let secret = figure.publish_precision.is_some() && figure.incidents.as_deref() == Some(file.as_str());
        for part in parts(&place) {
            // Who knows all of a file but a place finds it by trying, if its hash is known.
            let sha256 = if secret { Ok(WITHHELD.to_owned()) } else { sha256(&part) };
            let sha256 = sha256.map_err(|e| {
                let place = Place { file: Some(file.clone()), ..Place::default() };
                let fault = Diagnostic::error("data::cannot-read", format!("the file can’t be read: {e}")).at(place);
                Failure::Refused(vec![fault])
            })?;
            inputs.push(Input { path: beside(&path, &place, &part), sha256 });
        }
    }
    Ok(inputs)
}

/// What of an input holds its data, in the order of names.
pub(super) fn parts(place: &Path) -> Vec<PathBuf> {
    let among = |folder: &Path, wanted: &dyn Fn(&Path) -> bool| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
        let mut found: Vec<PathBuf> = entries.filter(|p| p.is_file() && wanted(p)).collect();
        found.sort();
        found
    };
    if place.is_dir() {
        return among(place, &|_| true);
    }
    let ending = |p: &Path| p.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if ending(place) != "shp" {
        return vec![place.to_owned()];
    }
    let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_part = |p: &Path| p.file_stem() == place.file_stem() && ["dbf", "cpg", "prj"].contains(&ending(p).as_str());
    let mut all = vec![place.to_owned()];
    all.extend(among(folder, &is_part));
    all
}

/// What a part is told as: the input's own name with the part's.
fn beside(path: &str, place: &Path, part: &Path) -> String {
    let name = part.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if place == part {
        path.to_owned()
    } else if place.is_dir() {
        format!("{}/{name}", path.trim_end_matches('/'))
    } else {
        path.rsplit_once('/').map_or(name.clone(), |(folder, _)| format!("{folder}/{name}"))
    }
}

/// What of the hashed files is not as it was, in words.
pub(super) fn changed(was: &[Input], root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for Input { path, sha256: old } in was {
        let plain = Path::new(path).components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        let place = root.join(path);
        match old.as_str() {
            STREAM => found.push(format!("{path} was a stream, which can’t be read again")),
            _ if !plain || !place.is_file() => found.push(format!("{path} is not there: is it in another --root?")),
            WITHHELD => {}
            old => match sha256(&place) {
                Ok(now) if now == old => {}
                Ok(now) => found.push(format!("{path} is another file: its SHA-256 is {now}")),
                Err(e) => found.push(format!("{path} can’t be read: {e}")),
            },
        }
    }
    found
}

/// Was a hash held back, so that nothing can be said of the file?
pub(super) fn holds_back(inputs: &[Input]) -> bool {
    inputs.iter().any(|i| i.sha256 == WITHHELD)
}

/// SHA-256 (FIPS 180-4) of a file.
pub(super) fn sha256(path: &Path) -> std::io::Result<String> {
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 1 << 20]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(&buffer[..read]),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The built-in data with their hashes, which a test holds to the files.
pub(super) fn built_in() -> Vec<Input> {
    let lines = include_str!("../../geodata/SHA256SUMS").lines();
    let line = |l: &str| l.split_once("  ").map(|(sum, path)| Input { path: path.to_owned(), sha256: sum.to_owned() });
    lines.filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_the_built_in_data_are_theirs() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let all = built_in();
        assert!(all.len() >= 9);
        for Input { path, sha256: sum } in all {
            let found = sha256(&folder.join(&path)).unwrap();
            assert_eq!(found, sum, "{path}: run `cd geodata && sha256sum … > SHA256SUMS`");
        }
        // FIPS 180-4, the empty message.
        assert!(hexadecimal(&Sha256::new().finalize()).starts_with("e3b0c44298fc1c149afbf4c8996fb924"));
    }
}
