//! What a figure was made of, gathered to be embedded in its files.

use super::output::Failure;
use super::picture::{ExportOptions, Format};
use crate::diagnostic::{Diagnostic, Place};
use crate::export::{pdf::PdfStandard, png::PngEffort, svg::SvgText};
use crate::pipeline::Composition;
use crate::provenance::{Context, Export, Input, Provenance, Shown, input_files, public};
use crate::spec::{self, Figure};
use clap::ValueEnum;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

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
            warnings: if full { warnings(&composition.warnings) } else { BTreeMap::new() },
        };
        Ok(Self { how, provenance })
    }

    /// What is embedded in a file of a format.
    pub(super) fn text(&self, format: Format, options: &ExportOptions) -> Option<String> {
        (self.how != Embedding::None).then(|| {
            let export = export(format, options, self.how);
            Provenance { export, ..self.provenance.clone() }.to_json()
        })
    }
}

/// Codes of warnings and how often each was given. Their messages may name what the figure doesn't show.
fn warnings(all: &[Diagnostic]) -> BTreeMap<String, u64> {
    let mut codes = BTreeMap::new();
    all.iter().for_each(|w| *codes.entry(w.code.to_owned()).or_default() += 1);
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
        provenance: word(how),
    }
}

/// How a file was written, read back.
pub(super) fn options_of(export: &Export) -> Option<(Format, ExportOptions, Embedding)> {
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
    Some((value(&export.format)?, options, value(&export.provenance)?))
}

/// Stands for the hash of a file of places that are published coarse.
const WITHHELD: &str = "withheld";

/// Hashes of the files that a figure names, in their order.
pub(super) fn inputs(figure: &Figure, root: &Path) -> Result<Vec<Input>, Failure> {
    let shown = input_files(&public(figure));
    let files = input_files(figure);
    let mut inputs = Vec::new();
    for (file, path) in files.iter().zip(shown) {
        let place = root.join(file);
        if !place.is_file() {
            continue;
        }
        // Who knows all of a file but a place finds it by trying, if its hash is known.
        if figure.publish_precision.is_some() && figure.incidents.as_deref() == Some(file.as_str()) {
            inputs.push(Input { path, sha256: WITHHELD.to_owned() });
            continue;
        }
        let sha256 = sha256(&place).map_err(|e| {
            let place = Place { file: Some(file.clone()), ..Place::default() };
            let fault = Diagnostic::error("data::cannot-read", format!("the file can’t be read: {e}")).at(place);
            Failure::Refused(vec![fault])
        })?;
        inputs.push(Input { path, sha256 });
    }
    Ok(inputs)
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
