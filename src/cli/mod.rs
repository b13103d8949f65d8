//! The command line: one file a verb; arguments become calls of the public API.
//!
//! Results go to standard output or to files, everything else to standard error. Exit status: 0 done, 1 input refused,
//! 2 usage, 3 could not write, 70 our own fault, 130 interrupted.

mod beside;
pub mod check;
mod debug;
mod diff;
mod each;
mod exit;
mod filter;
mod import;
mod init;
mod inspect;
mod json;
mod man;
pub mod map;
pub mod measure;
pub mod output;
mod pack;
pub mod picture;
mod place;
pub mod render;
mod report;
mod schema;
mod shape;
mod shell;
mod size;
mod specs;
mod stamp;
mod style;
mod summary;
mod target;
mod theme;
pub mod verify;

pub use exit::ExitStatus;

use crate::diagnostic::{Diagnostic, Severity};
use crate::limits::{self, Limit};
use clap::{CommandFactory, Parser, Subcommand};
use output::Failure;
use std::sync::atomic::{AtomicBool, Ordering};

/// Incident maps for reports: measured on the ellipsoid, labelled, sourced, the same bytes on every machine.
#[derive(Debug, Parser)]
#[command(name = "sitmap", version, max_term_width = 100, propagate_version = true)]
pub struct Arguments {
    /// Warnings are errors.
    #[arg(long, global = true)]
    strict: bool,
    /// A file that is there already is an error, and stays as it is.
    #[arg(long, global = true)]
    no_clobber: bool,
    /// How messages stand on standard error: text, or json with one object a line
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORM", hide_possible_values = true)]
    messages: Messages,
    /// Read or write more than is sensible for most: file=8GB, unpacked=8GB, pixels=500M … (or less); the message of a refused file names the limit, docs/limits.md has all
    #[arg(long, global = true, value_name = "LIMIT=VALUE", value_parser = limits::parse)]
    allow: Vec<(Limit, u64)>,
    #[command(subcommand)]
    verb: Verb,
}

/// How messages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Messages {
    #[default]
    Text,
    Json,
}

/// Are messages JSON? Set once, before any verb runs.
static IS_JSON: AtomicBool = AtomicBool::new(false);

#[derive(Debug, Subcommand)]
enum Verb {
    /// Write the figures of figures/ (or the built-in ones) as PNG and SVG
    Render(render::RenderArgs),
    /// Make a figure from a file of incidents
    Map(Box<map::MapArgs>),
    /// Measure the distances of incidents to a border
    Measure(measure::MeasureArgs),
    /// Hold the statements of incidents against the map, the calendar and each other
    Verify(verify::VerifyArgs),
    /// Read a table into the incident model, with an account of every row
    Import(import::ImportArgs),
    /// Show what a figure was made of, and check that it can be made again
    Inspect(inspect::InspectArgs),
    /// Say what changed between two figures, or two files of incidents
    Diff(diff::DiffArgs),
    /// Sum incidents up by time, place or a column
    Summary(summary::SummaryArgs),
    /// Make a layer pack of GeoJSON layers, for --basemap
    Pack(pack::PackArgs),
    /// Check GeoJSON files against RFC 7946, our schema and common sense
    Check(check::CheckArgs),
    /// Print a JSON Schema
    Schema(schema::SchemaArgs),
    /// Print a built-in theme as TOML, to begin one of your own from
    Theme(theme::ThemeArgs),
    /// Write a commented figure spec and an incident file to start from
    Init(init::InitArgs),
    /// Print a completion script for a shell
    Completions(shell::CompletionsArgs),
    /// Print the manual: of all verbs, or of one
    Man(man::ManArgs),
}

/// Runs the program with the process's arguments.
pub fn main() -> std::process::ExitCode {
    exit::tell_panics();
    // A usage fault prints its own help and ends with 2, `--help` and `--version` with 0.
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(e) => {
            let _ = e.print();
            let status = if e.use_stderr() { ExitStatus::Usage } else { ExitStatus::Done };
            return status.into();
        }
    };
    run(&arguments).into()
}

fn run(arguments: &Arguments) -> ExitStatus {
    if arguments.no_clobber {
        output::keep_files();
    }
    IS_JSON.store(arguments.messages == Messages::Json, Ordering::Relaxed);
    arguments.allow.iter().for_each(|(limit, most)| limit.allow(*most));
    let done = match &arguments.verb {
        Verb::Render(args) => render::run(args, arguments.strict),
        Verb::Map(args) => map::run(args, arguments.strict),
        Verb::Measure(args) => measure::run(args),
        Verb::Verify(args) => verify::run(args),
        Verb::Import(args) => import::run(args, arguments.strict),
        Verb::Inspect(args) => inspect::run(args),
        Verb::Diff(args) => diff::run(args),
        Verb::Summary(args) => summary::run(args, arguments.strict),
        Verb::Pack(args) => pack::run(args, arguments.strict),
        Verb::Check(args) => return check::run(args, arguments.strict),
        Verb::Schema(args) => schema::run(args),
        Verb::Theme(args) => theme::run(args),
        Verb::Init(args) => init::run(args),
        Verb::Completions(args) => shell::completions(args),
        Verb::Man(args) => man::run(args),
    };
    match done {
        Ok(warnings) => {
            tell(&warnings);
            if arguments.strict && !warnings.is_empty() { ExitStatus::Refused } else { ExitStatus::Done }
        }
        Err(failure) => {
            tell(failure.faults());
            match failure {
                Failure::Refused(_) => ExitStatus::Refused,
                Failure::Unwritten(_) => ExitStatus::Unwritten,
            }
        }
    }
}

/// Are messages wanted as JSON?
pub(crate) fn messages_are_json() -> bool {
    IS_JSON.load(Ordering::Relaxed)
}

/// Prints faults on standard error, through miette's handler of this program.
pub(crate) fn tell(faults: &[Diagnostic]) {
    let _ = miette::set_hook(Box::new(|_| Box::new(exit::Plain)));
    for fault in faults {
        if messages_are_json() {
            // A diagnostic holds nothing that JSON lacks.
            exit::say(&format!("{}\n", json::line(fault)));
            continue;
        }
        exit::say(&miette::Report::new(fault.clone()).to_string());
    }
}

/// With `--strict`, warnings refuse the input before anything is written.
pub(crate) fn strictly(warnings: Vec<Diagnostic>, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    if strict && warnings.iter().any(|w| w.severity == Severity::Warning) {
        let errors = warnings.into_iter().map(|w| Diagnostic { severity: Severity::Error, ..w }).collect();
        return Err(Failure::Refused(errors));
    }
    Ok(warnings)
}

/// The whole command, for completions and the manual page.
pub(crate) fn command() -> clap::Command {
    Arguments::command()
}
