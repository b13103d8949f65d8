//! `sitmap completions` and `sitmap man`.

use super::output::{Failure, deliver};
use crate::diagnostic::Diagnostic;

/// Print a completion script for a shell
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Example:
  sitmap completions bash > ~/.local/share/bash-completion/completions/sitmap")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// Prints a completion script.
pub fn completions(args: &CompletionsArgs) -> Result<Vec<Diagnostic>, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "sitmap", &mut script);
    deliver(None, &script)?;
    Ok(Vec::new())
}

/// Prints the manual page.
pub fn man() -> Result<Vec<Diagnostic>, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(super::command()).render(&mut page).map_err(|e| {
        Failure::Unwritten(Box::new(Diagnostic::error("cli::manual", format!("the manual page can’t be made: {e}"))))
    })?;
    deliver(None, &page)?;
    Ok(Vec::new())
}
