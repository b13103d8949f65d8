//! `sitmap check`: GeoJSON against RFC 7946, our schema and common sense. It never repairs.

use super::output::deliver;
use super::{ExitStatus, json, tell};
use crate::data::{geojson, incident::Incident, load};
use crate::diagnostic::{self, Diagnostic, Severity};
use std::path::PathBuf;

/// Check GeoJSON files against RFC 7946, our schema and common sense
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap check incidents.geojson
  sitmap check *.geojson --format json
  cat incidents.geojson | sitmap check -

RFC 7946 decides: errors end with status 1, warnings with 0.")]
pub struct CheckArgs {
    /// Files; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For machines.
    Json,
}

/// Runs the verb; the result goes to standard output.
pub fn run(args: &CheckArgs, strict: bool) -> ExitStatus {
    let mut out = String::new();
    let mut all: Vec<Diagnostic> = Vec::new();
    for path in &args.files {
        let name = load::display_name(path);
        let (mut faults, records) = match load::bytes_of(path) {
            Ok(bytes) => {
                let report = geojson::check(&name, &bytes);
                let mut faults = report.faults;
                // Our own members are optional; a wrong type in one is a warning.
                report.features.iter().for_each(|f| {
                    Incident::from_feature(f, &mut faults);
                });
                (faults, report.records)
            }
            Err(faults) => (faults, 0),
        };
        faults.sort_by_key(|f| f.place.line);
        let count = |severity| faults.iter().filter(|f| f.severity == severity).count();
        for fault in &faults {
            out.push_str(&diagnostic::render(fault));
        }
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        out.push_str(&format!(
            "{}: {}, {} in {}\n",
            diagnostic::visible(&name),
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(records, "feature")
        ));
        all.extend(faults);
    }
    if args.format == Format::Json {
        out = json::pretty(&all);
        out.push('\n');
    }
    if let Err(failure) = deliver(None, out.as_bytes()) {
        tell(failure.faults());
        return ExitStatus::Unwritten;
    }
    let refused = all.iter().any(|f| strict || f.severity == Severity::Error);
    if refused { ExitStatus::Refused } else { ExitStatus::Done }
}
