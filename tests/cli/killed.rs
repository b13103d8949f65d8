//! A run that is ended at any moment leaves the old file or the new one, whole.

use crate::{Folder, SUDAN, sitmap};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A figure that is replaced again and again by one that is ended before it is done, after a while that grows from run to run.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_whole_files() {
    let folder = Folder::new("killed");
    folder.write("a.geojson", SUDAN);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.png", "--caption", "a.md", "--lang", "ar"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (old, old_words) = (folder.read("a.png"), folder.read("a.md"));
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "b.png", "--caption", "b.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (new, new_words) = (folder.read("b.png"), folder.read("b.md"));
    let mut replaced = 0;
    for round in 0..40 {
        folder.write("a.png", &old);
        folder.write("a.md", &old_words);
        let mut child = Command::new(env!("CARGO_BIN_EXE_sitmap"))
            .args(["map", "a.geojson", "-o", "a.png", "--caption", "a.md"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(round * 8));
        let _ = child.kill();
        let _ = child.wait();
        let (picture, words) = (folder.read("a.png"), folder.read("a.md"));
        assert!(picture == old || picture == new, "round {round}: a picture that is neither");
        assert!(words == old_words || words == new_words, "round {round}: a caption that is neither");
        replaced += usize::from(picture == new);
    }
    // Hidden parts of runs that were killed may lie about; they don't disturb the next.
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.png", "--caption", "a.md"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(folder.read("a.png") == new, "{replaced} of 40 were done before they were killed");
}
