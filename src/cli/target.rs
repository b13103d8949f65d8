//! What stands at the place that a result goes to: a file to replace, or a stream to write to.

use std::io;
use std::path::{Component, Path, PathBuf};

/// How a result reaches its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A regular file, or none yet: replaced by renaming. Symbolic links are followed to it.
    File(PathBuf),
    /// A device or pipe, opened and written to; `None` is standard output.
    Stream(Option<PathBuf>),
}

/// Links that are followed before a circle is assumed, as the kernel does.
const MOST_LINKS: usize = 40;

/// What stands at a path.
///
/// # Errors
/// A folder is in the way; the path can't be looked at; links in a circle.
pub(super) fn target(path: &Path) -> io::Result<Target> {
    if path == Path::new("-") {
        return Ok(Target::Stream(None));
    }
    if path.file_name().is_none() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file name"));
    }
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder is there")),
        // An open file under /proc may be a file too, but its name there can't be replaced.
        Ok(there) if !there.is_file() || is_open_file(path) => return Ok(Target::Stream(Some(path.to_owned()))),
        _ => {}
    }
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        match std::fs::symlink_metadata(&place) {
            Ok(there) if there.is_symlink() => {
                let to = std::fs::read_link(&place)?;
                place = place.parent().unwrap_or(Path::new("")).join(to);
            }
            Ok(_) => return Ok(Target::File(place)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Target::File(place)),
            Err(e) => return Err(e),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Does a path lead through `/proc`, as `/dev/stdout` and `/dev/fd/1` do?
fn is_open_file(path: &Path) -> bool {
    let mut place = path.to_owned();
    for _ in 0..MOST_LINKS {
        let folder = place.parent().and_then(|p| std::fs::canonicalize(p).ok());
        if folder.is_some_and(|f| f.components().nth(1) == Some(Component::Normal("proc".as_ref()))) {
            return true;
        }
        let Ok(to) = std::fs::read_link(&place) else { return false };
        place = place.parent().unwrap_or(Path::new("")).join(to);
    }
    false
}

/// Folders above a path that do not exist, outermost first.
pub(super) fn missing_folders(path: &Path) -> Vec<PathBuf> {
    let above = path.ancestors().skip(1).take_while(|p| !p.as_os_str().is_empty() && !p.exists());
    let mut folders: Vec<PathBuf> = above.map(Path::to_owned).collect();
    folders.reverse();
    folders
}
