//! `sitmap verify`: what the sources say of the incidents, held against the map, the calendar and each other.

mod format;
mod markdown;

use super::output::{Failure, deliver};
use crate::claims::verify;
use crate::data::catalogue::Catalogue;
use crate::data::load;
use crate::data::source::{Sources, read_sources};
use crate::diagnostic::{Diagnostic, Place};
use std::path::{Path, PathBuf};

pub use format::Format;

/// Hold the statements of incidents against the map, the calendar and each other
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap verify incidents.geojson
  sitmap verify geodata/incidents.geojson --format markdown -o out/claims.md
  cat incidents.geojson | sitmap verify - --format json

A statement is checked where the file gives it a `check` (sitmap schema incidents lists the kinds); all others are not checkable,
and say why. Verdicts: supported, supported within its rounding, contradicted, undecided, not checkable. None of them is an error:
a contradicted claim ends with status 0.")]
pub struct VerifyArgs {
    /// GeoJSON of incidents; - reads standard input
    #[arg(value_name = "INCIDENTS")]
    pub incidents: PathBuf,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; standard output where none is named
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The list of sources that the claims name by key; default: sources.json beside the incidents, where there is one
    #[arg(long, value_name = "FILE.json")]
    pub sources: Option<PathBuf>,
}

/// Runs the verb. Warnings are returned; the result is written.
///
/// # Errors
/// All faults of the input, or that the result can't be written.
pub fn run(args: &VerifyArgs) -> Result<Vec<Diagnostic>, Failure> {
    let file = load::read_file(&args.incidents);
    let sources = sources(args);
    let (file, sources) = match (file, sources) {
        (Ok(file), Ok(sources)) => (file, sources),
        (file, sources) => {
            let faults = file.err().into_iter().chain(sources.err()).flatten().collect();
            return Err(Failure::Refused(faults));
        }
    };
    let mut warnings = file.warnings;
    let (incidents, odd) = load::incidents(&file.features);
    warnings.extend(odd);
    let verified = verify(&incidents, Catalogue::builtin());
    warnings.extend(verified.warnings.iter().cloned());
    let text = match args.format {
        Format::Table => format::table(&verified),
        Format::Json => format::json(&verified),
        Format::Markdown => markdown::page(&verified, &sources, &incidents),
    };
    deliver(args.output.as_deref(), text.as_bytes())?;
    Ok(warnings)
}

/// The list of sources: the one named, else the one beside the incidents, else none.
fn sources(args: &VerifyArgs) -> Result<Sources, Vec<Diagnostic>> {
    let beside = || args.incidents.parent().map(|folder| folder.join("sources.json")).filter(|file| file.is_file());
    let stdin = args.incidents == Path::new("-");
    let Some(path) = args.sources.clone().or_else(|| if stdin { None } else { beside() }) else {
        return Ok(Sources::new());
    };
    let name = load::display_name(&path);
    let bytes = load::bytes_of(&path)?;
    let text = String::from_utf8(bytes).map_err(|_| {
        let place = Place { file: Some(name.clone()), ..Place::default() };
        vec![Diagnostic::error("data::not-utf8", "the list of sources is not UTF-8").at(place)]
    })?;
    read_sources(&text, &name)
}
