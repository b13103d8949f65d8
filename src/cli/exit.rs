//! How the program ends: exit status, the printed form of faults, and what is said when the fault is ours.

use crate::diagnostic::{self, Diagnostic};
use std::io::Write;
use std::process::ExitCode;

/// Exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything is done.
    Done = 0,
    /// The input is refused.
    Refused = 1,
    /// The command line can't be understood.
    Usage = 2,
    /// The result could not be written.
    Unwritten = 3,
    /// Our own fault.
    Panic = 70,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

/// Prints a fault in the program's own form, whatever the terminal.
pub struct Plain;

impl miette::ReportHandler for Plain {
    fn debug(&self, fault: &dyn miette::Diagnostic, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{fault}")
    }

    fn display(&self, fault: &(dyn std::error::Error + 'static), f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Every report of this program is made of a `Diagnostic`; its place is not part of miette's interface.
        match fault.downcast_ref::<Diagnostic>() {
            Some(fault) => f.write_str(&diagnostic::render(fault)),
            None => write!(f, "{fault}"),
        }
    }
}

/// Writes on standard error. If that is closed or full nobody listens, which is no reason to stop.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// A panic is our own fault: it says so on one page, without any of the user's data, and ends with 70.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|info| {
        // What a library panics on is a fault of the file, and told as one.
        if crate::contained::is_contained() {
            return;
        }
        let place = info.location().map_or_else(|| "unknown".to_owned(), |l| format!("{}:{}", l.file(), l.line()));
        say(&format!(
            "sitmap {} has failed; this is its own fault, not yours.\n\n\
             It stopped at {place}. Nothing half-written was left behind.\n\
             Please report this line and the command that you gave, with the data left out.\n",
            env!("CARGO_PKG_VERSION")
        ));
        std::process::exit(ExitStatus::Panic as i32);
    }));
}

#[cfg(test)]
mod tests {
    use super::ExitStatus;

    #[test]
    fn statuses_are_those_of_the_manual() {
        let all = [ExitStatus::Done, ExitStatus::Refused, ExitStatus::Usage, ExitStatus::Unwritten, ExitStatus::Panic];
        assert_eq!(all.map(|s| s as u8), [0, 1, 2, 3, 70]);
    }
}
