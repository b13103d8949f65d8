//! `sitmap completions`.

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
