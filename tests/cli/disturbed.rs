//! Writing that is disturbed: a disk without room, files that may not grow, a folder without permission, several runs at once. Old file or new, whole.

#![cfg(unix)]

use crate::{Folder, SUDAN, sitmap};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

const MAP: [&str; 8] = ["map", "a.geojson", "--no-basemap", "-o", "m.png", "--caption", "m.md", "--report"];
const FILES: [&str; 3] = ["m.png", "m.md", "m.json"];

/// A folder with the files of an earlier run, which are no results of this one.
fn prepared(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("a.geojson", SUDAN);
    FILES.iter().for_each(|file| drop(folder.write(file, format!("old {file}"))));
    folder
}

fn is_old(folder: &Folder) -> bool {
    FILES.iter().all(|file| folder.read(file) == format!("old {file}").into_bytes())
}

/// The binary under a limit of the shell's; `None`: there is no shell that knows it.
fn limited(folder: &Folder, before: &str) -> Option<(Option<i32>, String)> {
    let script = format!("{before} && exec {} {} m.json", env!("CARGO_BIN_EXE_sitmap"), MAP.join(" "));
    let mut command = Command::new("sh");
    let output = command.args(["-c", &script]).current_dir(folder.path()).stdin(Stdio::null()).output().ok()?;
    Some((output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned()))
}

#[test]
fn files_that_may_not_grow_leave_the_old_ones() {
    let folder = prepared("no-room");
    let Some((status, told)) = limited(&folder, "trap '' XFSZ && ulimit -f 4") else { return };
    assert_eq!(status, Some(3), "{told}");
    assert!(told.contains("can't write m.png") && told.contains("nothing was written"), "{told}");
    assert!(is_old(&folder));
    assert_eq!(folder.names().len(), 4, "no part is left: {:?}", folder.names());
    // The signal ends the program in the middle of a write.
    let Some((status, _)) = limited(&folder, "ulimit -f 4") else { return };
    assert!(status != Some(0) && is_old(&folder), "{status:?}");
}

#[test]
fn a_folder_without_permission_is_told() {
    let folder = prepared("no-permission");
    let allow = |mode| std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    let root = std::fs::write(folder.path().join("probe"), "").is_ok();
    let run = sitmap(folder.path(), &[&MAP[..], &["m.json"]].concat());
    allow(0o755);
    if root {
        eprintln!("permissions don't bind this user (root): not tested");
        return;
    }
    assert!(run.status == 3 && run.stderr.contains("Permission denied"), "{}", run.stderr);
    assert!(is_old(&folder));
}

#[test]
fn runs_at_once_into_one_folder_leave_whole_files() {
    let folder = prepared("at-once");
    let mut whole = Vec::new();
    for lang in ["en", "ar"] {
        let run = sitmap(folder.path(), &[&MAP[..], &["m.json", "--lang", lang]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        whole.push(FILES.map(|file| folder.read(file)));
    }
    for round in 0..5 {
        let begin = |lang: &str| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_sitmap"));
            command.args(MAP).args(["m.json", "--lang", lang]).current_dir(folder.path());
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let runs = ["en", "ar", "en", "ar"].map(begin);
        runs.into_iter().for_each(|mut run| assert!(run.wait().unwrap().success()));
        for (index, file) in FILES.iter().enumerate() {
            let now = folder.read(file);
            assert!(whole.iter().any(|w| w[index] == now), "round {round}: {file} is neither");
        }
    }
    assert_eq!(folder.names(), ["a.geojson", "m.json", "m.md", "m.png"]);
}
