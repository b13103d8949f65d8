//! Results on their way out: all files of a command whole or none, and why a command ended.
//!
//! Regular files are written beside their place under another name and renamed once every part is on the disk, so that
//! neither a full disk nor a folder that is missing leaves half of a result. A symbolic link stays one: its target is
//! replaced. A device or a pipe can't be renamed to: it is written to, before any file is put in its place.

use super::target::{Target, missing_folders, target};
use crate::diagnostic::Diagnostic;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Does a file that is there stay as it is (`--no-clobber`)? Set once, before any verb runs.
static KEEPS_FILES: AtomicBool = AtomicBool::new(false);

/// From now on no file that is there is replaced: such a result is an error.
pub fn keep_files() {
    KEEPS_FILES.store(true, Ordering::Relaxed);
}

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

/// One result of a command.
#[derive(Debug, Clone)]
pub struct Output {
    /// Where it goes; `-` is standard output.
    pub path: PathBuf,
    /// What to do where it can't be written there: `name another file with -o`.
    pub advice: &'static str,
    /// What is written.
    pub bytes: Vec<u8>,
    /// Are folders that are missing above it made?
    pub makes_folders: bool,
}

impl Output {
    /// A result and its place.
    pub fn new(path: &Path, advice: &'static str, bytes: Vec<u8>) -> Self {
        Self { path: path.to_owned(), advice, bytes, makes_folders: false }
    }

    /// The same, in a folder that is made where it is missing.
    pub fn in_new_folder(self) -> Self {
        Self { makes_folders: true, ..self }
    }
}

/// Refuses results that would replace what they are made from.
///
/// # Errors
/// [`Failure::Refused`], with the first of them.
pub fn keep_inputs<'p>(outputs: &[Output], inputs: impl IntoIterator<Item = &'p Path>) -> Result<(), Failure> {
    let whole = |path: &Path| std::fs::canonicalize(path).ok().filter(|p| p.is_file());
    let inputs: Vec<PathBuf> = inputs.into_iter().filter_map(whole).collect();
    let meets = |o: &&Output| o.path != Path::new("-") && whole(&o.path).is_some_and(|place| inputs.contains(&place));
    match outputs.iter().find(meets) {
        None => Ok(()),
        Some(output) => {
            let message = format!("{} is read by this command: it would be replaced", output.path.display());
            let fault = Diagnostic::error("cli::output-is-input", message);
            Err(Failure::Refused(vec![fault.help(format!("nothing was written; {}", output.advice))]))
        }
    }
}

/// A part on the disk that waits for its place.
struct Part<'o> {
    output: &'o Output,
    part: PathBuf,
    place: PathBuf,
}

/// Writes all results or none.
///
/// # Errors
/// [`Failure::Refused`] for two results of one place. [`Failure::Unwritten`] for the first that can't be written: it
/// says what was written all the same.
pub fn deliver_all(outputs: &[Output]) -> Result<(), Failure> {
    let made = make_folders(outputs)?;
    let mut parts = Vec::new();
    let done = put(outputs, &mut parts);
    if done.is_err() {
        // The first fault is the one to tell. Parts that are in their place have this name no more; folders go if they
        // are empty.
        parts.iter().for_each(|p| drop(std::fs::remove_file(&p.part)));
        made.iter().rev().for_each(|folder| drop(std::fs::remove_dir(folder)));
    }
    done
}

fn put<'o>(outputs: &'o [Output], parts: &mut Vec<Part<'o>>) -> Result<(), Failure> {
    let mut streams = Vec::new();
    let mut places: Vec<PathBuf> = Vec::new();
    for (number, output) in outputs.iter().enumerate() {
        let failed = |e| unwritten(output, &e, "nothing was written");
        match target(&output.path).map_err(failed)? {
            Target::Stream(stream) => streams.push((output, stream)),
            Target::File(place) => {
                let whole = absolute(&place);
                if places.contains(&whole) {
                    let message = format!("two results would be written to {}", output.path.display());
                    return Err(Failure::Refused(vec![Diagnostic::error("cli::same-file", message)]));
                }
                places.push(whole);
                let part = beside(&place, number);
                parts.push(Part { output, part: part.clone(), place: place.clone() });
                write_part(&part, &place, &output.bytes).map_err(failed)?;
            }
        }
    }
    let mut written: Vec<String> = Vec::new();
    for (output, stream) in streams {
        // What has gone through a pipe can't be taken back.
        write_stream(stream.as_deref(), &output.bytes).map_err(|e| unwritten(output, &e, "no file was written"))?;
        written.push(name_of(&output.path));
    }
    for Part { output, part, place } in parts {
        put_in_place(part, place).map_err(|e| match &written[..] {
            [] => unwritten(output, &e, "nothing was written"),
            some => unwritten(output, &e, &format!("written before it: {}; nothing else was", some.join(", "))),
        })?;
        written.push(name_of(&output.path));
    }
    Ok(())
}

/// A place by which two results that are one file are known.
fn absolute(place: &Path) -> PathBuf {
    let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    folder.join(place.file_name().unwrap_or_default())
}

/// The name of a part: hidden, beside its place, so that renaming stays on one file system.
fn beside(place: &Path, number: usize) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{}-{number}.part", std::process::id()));
    place.with_file_name(name)
}

fn write_part(part: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    refuse_if_kept(place)?;
    let mut file = std::fs::File::create(part)?;
    file.write_all(bytes)?;
    // On the disk before it gets its name: after a loss of power there is the old file or the new one.
    file.sync_all()?;
    keep_permissions(part, place)
}

/// The fault of a file that is there and has to stay.
fn refuse_if_kept(place: &Path) -> io::Result<()> {
    match KEEPS_FILES.load(Ordering::Relaxed) && std::fs::symlink_metadata(place).is_ok() {
        true => Err(io::Error::new(io::ErrorKind::AlreadyExists, "the file is there, and --no-clobber keeps it")),
        false => Ok(()),
    }
}

/// Gives a part its name. Where files are kept, the name must be free at that very moment.
fn put_in_place(part: &Path, place: &Path) -> io::Result<()> {
    if !KEEPS_FILES.load(Ordering::Relaxed) {
        return std::fs::rename(part, place);
    }
    std::fs::hard_link(part, place)?;
    std::fs::remove_file(part)
}

/// Who may read a file that is replaced stays as it was.
fn keep_permissions(part: &Path, place: &Path) -> io::Result<()> {
    match std::fs::metadata(place) {
        Ok(old) => std::fs::set_permissions(part, old.permissions()),
        Err(_) => Ok(()),
    }
}

fn write_stream(stream: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
    write_stream_by(stream, &mut |out| out.write_all(bytes))
}

/// Writes to a device or pipe, or to standard output, whose reader may close it early without fault.
fn write_stream_by(stream: Option<&Path>, writing: Writing) -> io::Result<()> {
    match stream {
        Some(path) => {
            let mut file = OpenOptions::new().write(true).truncate(true).open(path)?;
            writing(&mut file).and_then(|()| file.flush())
        }
        None => {
            let mut out = io::stdout().lock();
            match writing(&mut out).and_then(|()| out.flush()) {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                other => other,
            }
        }
    }
}

fn name_of(path: &Path) -> String {
    if path == Path::new("-") { "standard output".to_owned() } else { path.display().to_string() }
}

fn unwritten(output: &Output, e: &io::Error, what: &str) -> Failure {
    let fault = Diagnostic::error("cli::unwritable", format!("can't write {}: {e}", name_of(&output.path)));
    Failure::Unwritten(Box::new(fault.help(format!("{what}; {}", output.advice))))
}

/// Makes the folders that results ask for; gives those that it made.
fn make_folders(outputs: &[Output]) -> Result<Vec<PathBuf>, Failure> {
    let mut made: Vec<PathBuf> = Vec::new();
    for output in outputs.iter().filter(|o| o.makes_folders) {
        for folder in missing_folders(&output.path) {
            if let Err(e) = std::fs::create_dir(&folder) {
                made.iter().rev().for_each(|folder| drop(std::fs::remove_dir(folder)));
                let message = format!("can't make the folder {}: {e}", folder.display());
                let fault = Diagnostic::error("cli::unwritable", message);
                return Err(Failure::Unwritten(Box::new(
                    fault.help(format!("nothing was written; {}", output.advice)),
                )));
            }
            made.push(folder);
        }
    }
    Ok(made)
}

/// Writes one result to a file, or to standard output where none is named (or `-`).
///
/// # Errors
/// [`Failure::Unwritten`].
pub fn deliver(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    deliver_all(&[Output::new(path.unwrap_or(Path::new("-")), "name another file with -o", bytes.to_vec())])
}

/// What makes a result, piece by piece.
pub type Writing<'w> = &'w mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// [`deliver`] for what is too long to be held whole.
///
/// # Errors
/// [`Failure::Unwritten`].
pub fn deliver_by(path: Option<&Path>, writing: Writing) -> Result<(), Failure> {
    let output = Output::new(path.unwrap_or(Path::new("-")), "name another file with -o", Vec::new());
    let failed = |e| unwritten(&output, &e, "nothing was written");
    match target(&output.path).map_err(failed)? {
        Target::Stream(stream) => {
            write_stream_by(stream.as_deref(), writing).map_err(|e| unwritten(&output, &e, "no file was written"))
        }
        Target::File(place) => {
            let part = beside(&place, 0);
            let written = refuse_if_kept(&place)
                .and_then(|()| std::fs::File::create(&part))
                .and_then(|mut file| writing(&mut file).and_then(|()| file.sync_all()))
                .and_then(|()| keep_permissions(&part, &place))
                .and_then(|()| put_in_place(&part, &place));
            if written.is_err() {
                // The first fault is the one to tell.
                let _ = std::fs::remove_file(&part);
            }
            written.map_err(failed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("sitmap-output-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        dir
    }

    fn names(dir: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(dir).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left() {
        let dir = folder("whole");
        let file = dir.join("a.csv");
        deliver(Some(&file), b"old").unwrap();
        deliver(Some(&file), b"new").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"new");
        assert!(deliver(Some(&dir.join("nowhere").join("a.csv")), b"x").is_err());
        assert_eq!(names(&dir), ["a.csv"]);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn all_or_none() {
        let dir = folder("all");
        let to = |name: &str| Output::new(&dir.join(name), "name another file with --report", b"new".to_vec());
        std::fs::write(dir.join("a"), "old").unwrap();
        let failure = deliver_all(&[to("a"), to("b"), to("no/c")]).unwrap_err();
        assert_eq!(failure.exit_status(), 3);
        let help = failure.faults()[0].help.clone().unwrap();
        assert_eq!(help, "nothing was written; name another file with --report");
        assert_eq!(std::fs::read(dir.join("a")).unwrap(), b"old");
        assert_eq!(names(&dir), ["a"]);
        // A folder is made, and goes again where another result fails.
        std::fs::create_dir(dir.join("d")).unwrap();
        assert!(deliver_all(&[to("new/deep/c").in_new_folder(), to("d")]).is_err());
        assert_eq!(names(&dir), ["a", "d"]);
        deliver_all(&[to("new/deep/c").in_new_folder(), to("a")]).unwrap();
        assert_eq!(std::fs::read(dir.join("new/deep/c")).unwrap(), b"new");
        let twice = deliver_all(&[to("a"), to("a")]).unwrap_err();
        assert_eq!(twice.faults()[0].code, "cli::same-file");
        assert_eq!(names(&dir), ["a", "d", "new"]);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn an_unwritable_file_is_status_3() {
        let failure = deliver(Some(Path::new("/nowhere/at/all.csv")), b"x").unwrap_err();
        assert_eq!(failure.exit_status(), 3);
        assert!(failure.faults()[0].message.starts_with("can't write /nowhere/at/all.csv: "));
    }
}
