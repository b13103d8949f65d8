//! `sitmap theme`: a built-in theme as TOML, to begin one's own from.

use super::output::{Failure, deliver};
use crate::diagnostic::Diagnostic;
use crate::layout::theme::builtin_text;

/// Print a built-in theme as TOML, to begin one of your own from
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap theme press > mine.toml
  sitmap map incidents.geojson -o map.png --theme mine.toml

A theme of your own gives only what differs: base = \"dark\" and a few keys are enough.")]
pub struct ThemeArgs {
    /// Which one
    #[arg(value_enum)]
    name: Name,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Name {
    /// Colour; it is complete, with a comment on each key.
    Press,
    /// A printer without colour.
    Grey,
    /// Slides.
    Dark,
}

/// Runs the verb.
pub fn run(args: &ThemeArgs) -> Result<Vec<Diagnostic>, Failure> {
    let name = match args.name {
        Name::Press => "press",
        Name::Grey => "grey",
        Name::Dark => "dark",
    };
    deliver(None, builtin_text(name).unwrap_or_default().as_bytes())?;
    Ok(Vec::new())
}
