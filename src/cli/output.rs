//! Results on their way out: whole files or none, and why a command ended.

use crate::diagnostic::Diagnostic;
use std::io::{self, Write};
use std::path::Path;

/// Why a command did not do its work.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// The input is refused: all its faults. Exit status 1.
    Refused(Vec<Diagnostic>),
    /// The result could not be written. Exit status 3.
    Unwritten(Box<Diagnostic>),
}

impl Failure {
    /// The exit status, as in ARCHITECTURE.md.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::Refused(_) => 1,
            Self::Unwritten(_) => 3,
        }
    }

    /// What is to be told.
    pub fn faults(&self) -> &[Diagnostic] {
        match self {
            Self::Refused(faults) => faults,
            Self::Unwritten(fault) => std::slice::from_ref(&**fault),
        }
    }
}

/// What makes a result, piece by piece.
pub type Writing<'w> = &'w mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// Writes a file whole or not at all: first beside it under another name, then renamed.
///
/// # Errors
/// Those of the file system; nothing is left behind.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_atomic_by(path, &mut |out| out.write_all(bytes))
}

fn write_atomic_by(path: &Path, writing: Writing) -> io::Result<()> {
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "not a file name"))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(beside);
    let written = std::fs::File::create(&part)
        .and_then(|mut file| writing(&mut file))
        .and_then(|()| std::fs::rename(&part, path));
    if written.is_err() {
        // The first fault is the one to tell.
        let _ = std::fs::remove_file(&part);
    }
    written
}

/// Writes a result to a file, or to standard output where none is named (or `-`). A reader that has closed the pipe is no fault.
///
/// # Errors
/// [`Failure::Unwritten`].
pub fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    deliver_by(path, &mut |out| out.write_all(bytes))
}

/// [`deliver`] for what is too long to be held whole.
///
/// # Errors
/// [`Failure::Unwritten`].
pub fn deliver_by(path: Option<&Path>, writing: Writing) -> Result<(), Failure> {
    let file = path.filter(|p| *p != Path::new("-"));
    let written = match file {
        Some(path) => write_atomic_by(path, writing),
        None => {
            let mut out = io::stdout().lock();
            match writing(&mut out).and_then(|()| out.flush()) {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                other => other,
            }
        }
    };
    written.map_err(|e| {
        let name = file.map_or_else(|| "standard output".to_owned(), |p| p.display().to_string());
        let fault = Diagnostic::error("cli::unwritable", format!("can't write {name}: {e}"));
        Failure::Unwritten(Box::new(fault.help("nothing was written; name another file with -o")))
    })
}

/// Makes a folder and those above it.
///
/// # Errors
/// [`Failure::Unwritten`].
pub fn make_folder(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|e| {
        let fault = Diagnostic::error("cli::unwritable", format!("can't make the folder {}: {e}", folder.display()));
        Failure::Unwritten(Box::new(fault.help("nothing was written; name another folder")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left() {
        let dir = std::env::temp_dir().join(format!("sitmap-output-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let file = dir.join("a.csv");
        write_atomic(&file, b"old").unwrap();
        write_atomic(&file, b"new").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert!(write_atomic(&dir.join("nowhere").join("a.csv"), b"x").is_err());
        assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 1);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn an_unwritable_file_is_status_3() {
        let failure = deliver(Some(Path::new("/nowhere/at/all.csv")), b"x").unwrap_err();
        assert_eq!(failure.exit_status(), 3);
        assert!(failure.faults()[0].message.starts_with("can't write /nowhere/at/all.csv: "));
    }
}
