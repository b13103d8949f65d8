//! The real binary, as a user runs it: arguments in, files, messages and exit status out.

mod advice;
mod annotated;
mod caption;
mod codes;
mod diff;
mod disturbed;
mod faults;
mod filter;
mod font;
mod framing;
mod import;
mod killed;
mod labels;
mod limits;
mod map;
mod measure;
mod messages;
mod outputs;
mod pack;
mod place;
mod precision;
mod provenance;
mod readme;
mod render;
mod rfc7946;
mod saved_spec;
mod sums;
mod trust;
mod verify;
mod viewpoint;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for one test, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sitmap-cli-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.0.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Names of everything in it, hidden files too.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What a run printed and how it ended.
pub struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the binary in a folder.
pub fn sitmap(folder: &Path, arguments: &[&str]) -> Run {
    run(Command::new(env!("CARGO_BIN_EXE_sitmap")).args(arguments).current_dir(folder).stdin(Stdio::null()))
}

/// Runs the binary in a folder with something on standard input.
pub fn sitmap_reading(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    use std::io::Write;
    let mut command = Command::new(env!("CARGO_BIN_EXE_sitmap"));
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    done(child.wait_with_output().unwrap())
}

fn run(command: &mut Command) -> Run {
    done(command.output().unwrap())
}

fn done(output: Output) -> Run {
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A file of two incidents in Sudan.
pub const SUDAN: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "id": "k", "properties": {"name": "Khartoum", "name_ar": "الخرطوم", "date": "2023-04-15", "kind": "clash", "killed_min": 17, "killed_max": 56},
 "geometry": {"type": "Point", "coordinates": [32.53, 15.59]}},
{"type": "Feature", "id": "n", "properties": {"name": "Nyala", "date": "2023-08-23", "kind": "shelling"},
 "geometry": {"type": "Point", "coordinates": [24.88, 12.05]}}
]}
"#;
