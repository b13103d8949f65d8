//! `sitmap diff`: what changed between two figures, or two files of incidents, in words.

mod incidents;
mod picture;
mod provenance;

use super::output::{Failure, Output, deliver_all, keep_inputs};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place, visible};
use crate::provenance::{ExtractError, Provenance, extract};
use std::path::{Path, PathBuf};

/// Say what changed between two figures, or two files of incidents
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap diff old.geojson incidents.geojson
  sitmap diff report-1/map.png report-2/map.png --picture changed.png

Exit status: 0 whether or not something changed; with --check, 1 if it did.")]
pub struct DiffArgs {
    /// A figure (PNG, SVG, PDF) or a file of incidents, as it was
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The same kind of file, as it is now
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// Of two PNG figures of one size: write the new one faint, with what differs in red
    #[arg(long, value_name = "FILE.png")]
    picture: Option<PathBuf>,
    /// What changed is an error
    #[arg(long)]
    check: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Form {
    /// For people
    #[default]
    Text,
    /// A list of objects: what, change, old, new
    Json,
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
struct Change {
    /// What: an incident's id and member, a key of the spec, a file.
    what: String,
    /// How.
    change: Kind,
    /// As it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    /// As it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Added,
    Removed,
    Changed,
}

impl Change {
    fn of(what: impl Into<String>, old: Option<String>, new: Option<String>) -> Option<Self> {
        let change = match (&old, &new) {
            _ if old == new => return None,
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        Some(Self { what: what.into(), change, old, new })
    }

    fn line(&self) -> String {
        let what = visible(&self.what);
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{what}: {} → {}", visible(old), visible(new)),
            (None, Some(new)) => format!("{what}: added {}", visible(new)),
            (Some(old), None) => format!("{what}: removed {}", visible(old)),
            (None, None) => what,
        }
    }
}

/// Runs the verb.
///
/// # Errors
/// A file that is neither; two of different kinds; with `--check`, what changed.
pub fn run(args: &DiffArgs) -> Result<Vec<Diagnostic>, Failure> {
    let (old, new) = (bytes(&args.old)?, bytes(&args.new)?);
    let (mut changes, mut warnings) = (Vec::new(), Vec::new());
    let kinds = (figure(&old, &args.old)?, figure(&new, &args.new)?);
    let is_figure = kinds.0.is_some();
    match kinds {
        (Some(before), Some(after)) => {
            changes.extend(provenance::changes(&before, &after));
            if changes.is_empty() && old != new {
                changes.push(Change {
                    what: "the picture itself".to_owned(),
                    change: Kind::Changed,
                    old: Some("made of the same".to_owned()),
                    new: Some("other bytes: changed after it was made".to_owned()),
                });
            }
        }
        (None, None) => {
            let before = incidents::read(&args.old, &old, &mut warnings)?;
            let after = incidents::read(&args.new, &new, &mut warnings)?;
            warnings.extend(incidents::without_ids(&args.old, &before));
            warnings.extend(incidents::without_ids(&args.new, &after));
            changes.extend(incidents::changes(&before, &after));
        }
        _ => {
            let message = "one file is a figure, the other is not";
            return Err(Failure::Refused(vec![Diagnostic::error("diff::different-kinds", message)]));
        }
    }
    let mut outputs =
        vec![Output::new(Path::new("-"), "leave the result out", text(&changes, args.format, is_figure).into_bytes())];
    if let Some(file) = &args.picture {
        let marked = picture::marked(&old, &new)
            .map_err(|message| Failure::Refused(vec![Diagnostic::error("diff::no-picture", message)]))?;
        outputs.push(Output::new(file, "name another file with --picture", marked));
    }
    keep_inputs(&outputs, [args.old.as_path(), args.new.as_path()])?;
    deliver_all(&outputs)?;
    if args.check && !changes.is_empty() {
        let fault = Diagnostic::error("diff::changed", format!("{} changed", things(changes.len())));
        return Err(Failure::Refused(vec![fault]));
    }
    Ok(warnings)
}

fn things(count: usize) -> String {
    if count == 1 { "one thing".to_owned() } else { format!("{count} things") }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    load::bytes_of(path).map_err(Failure::Refused)
}

/// What a figure was made of; `None`: it is no figure.
fn figure(bytes: &[u8], path: &Path) -> Result<Option<Provenance>, Failure> {
    match extract(bytes) {
        Ok((_, provenance)) => Ok(Some(provenance)),
        Err(ExtractError::Format) => Ok(None),
        Err(e) => {
            let place = Place { file: Some(load::display_name(path)), ..Place::default() };
            Err(Failure::Refused(vec![Diagnostic::error("provenance::none", e.to_string()).at(place)]))
        }
    }
}

fn text(changes: &[Change], form: Form, is_figure: bool) -> String {
    match form {
        Form::Json => crate::cli::json::pretty(changes) + "\n",
        Form::Text if changes.is_empty() && is_figure => "nothing changed\n".to_owned(),
        Form::Text if changes.is_empty() => "nothing changed that sitmap reads\n".to_owned(),
        Form::Text => changes.iter().map(|c| c.line() + "\n").collect(),
    }
}
