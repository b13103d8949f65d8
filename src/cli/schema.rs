//! `sitmap schema`: the JSON Schemas, generated from the types.

use super::output::{Failure, deliver};
use crate::diagnostic::Diagnostic;

/// Print a JSON Schema
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap schema figure > figure.schema.json
  sitmap schema incidents")]
pub struct SchemaArgs {
    /// Of what
    #[arg(value_enum)]
    of: Subject,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Subject {
    /// Figure specs (TOML).
    Figure,
    /// Incident files (GeoJSON).
    Incidents,
    /// Themes (TOML).
    Theme,
}

/// Runs the verb.
pub fn run(args: &SchemaArgs) -> Result<Vec<Diagnostic>, Failure> {
    let schema = match args.of {
        Subject::Figure => crate::spec::figure_schema(),
        Subject::Incidents => crate::data::incident::incidents_schema(),
        Subject::Theme => crate::layout::theme::theme_schema(),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    deliver(None, text.as_bytes())?;
    Ok(Vec::new())
}
