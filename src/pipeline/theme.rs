//! The theme that a figure asks for: built in by its name, or a file.

use super::{in_file, read};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::layout::theme::{self, Theme, check};
use crate::spec::Figure;
use std::path::Path;

/// Faults of legibility that a warning names; the rest is counted.
const NAMED: usize = 4;

/// Reads the theme of a figure; a file of the user's own that readers will have trouble with is told.
///
/// # Errors
/// No such theme; all faults of its file.
pub(super) fn theme(figure: &Figure, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Theme, Vec<Diagnostic>> {
    let asked = figure.theme.as_str();
    if let Some(theme) = Theme::builtin(asked) {
        return Ok(theme);
    }
    if !asked.ends_with(".toml") {
        let place = Place { pointer: Some("theme".to_owned()), ..Place::default() };
        return Err(vec![theme::unknown_theme(asked).at(place)]);
    }
    let name = load::display_name(Path::new(asked));
    let unreadable = |fault: Diagnostic| Diagnostic::error("theme::cannot-read", fault.message).at(in_file(asked));
    let bytes =
        load::bytes_of(&read::path_of(asked, root)).map_err(|f| f.into_iter().map(unreadable).collect::<Vec<_>>())?;
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(vec![Diagnostic::error("theme::not-toml", "the file is not UTF-8").at(in_file(asked))]);
    };
    let theme = theme::parse(&name, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
    let short = check::shortfalls(&theme);
    if !short.is_empty() {
        let more = if short.len() > NAMED { format!("; and {} more", short.len() - NAMED) } else { String::new() };
        let told = short.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join("; ");
        warnings.push(Diagnostic::warning("theme::hard-to-read", format!("{told}{more}")).at(in_file(asked)));
    }
    Ok(theme)
}
