//! Where results go: all files of a command or none, links and devices left what they are.

#![cfg(unix)]

use crate::{Folder, SUDAN, sitmap};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::process::Command;

const QUICK: [&str; 6] = ["map", "a.geojson", "--no-basemap", "--size", "300x300px", "-o"];

fn map_to<'a>(output: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&QUICK[..], &[output], more].concat()
}

#[test]
fn a_link_stays_a_link_and_its_target_is_replaced() {
    let folder = Folder::new("link");
    folder.write("a.geojson", SUDAN);
    folder.write("elsewhere/real.svg", "old");
    symlink("elsewhere/real.svg", folder.path().join("link.svg")).unwrap();
    symlink("link.svg", folder.path().join("second.svg")).unwrap();
    symlink("elsewhere/none-yet.svg", folder.path().join("dangling.svg")).unwrap();
    for (name, real) in [("second.svg", "elsewhere/real.svg"), ("dangling.svg", "elsewhere/none-yet.svg")] {
        let run = sitmap(folder.path(), &map_to(name, &[]));
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(folder.read(real).starts_with(b"<?xml") || folder.read(real).starts_with(b"<svg"), "{name}");
        assert!(folder.path().join(name).symlink_metadata().unwrap().is_symlink(), "{name}");
    }
    assert_eq!(folder.names(), ["a.geojson", "dangling.svg", "elsewhere", "link.svg", "second.svg"]);
    assert_eq!(std::fs::read_dir(folder.path().join("elsewhere")).unwrap().count(), 2);
    // Links in a circle are refused.
    symlink("round.svg", folder.path().join("round.svg")).unwrap();
    assert_eq!(sitmap(folder.path(), &map_to("round.svg", &[])).status, 3);
}

#[test]
fn a_pipe_is_written_to_and_stays_one() {
    let folder = Folder::new("fifo");
    folder.write("a.geojson", SUDAN);
    let pipe = folder.path().join("pipe.svg");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()) {
        eprintln!("no mkfifo here: not tested");
        return;
    }
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    let run = sitmap(folder.path(), &map_to("pipe.svg", &[]));
    assert_eq!(run.status, 0, "{}", run.stderr);
    let through = reader.join().unwrap();
    assert_eq!(sitmap(folder.path(), &map_to("file.svg", &[])).status, 0);
    assert!(through == folder.read("file.svg"), "the same bytes through a pipe");
    assert!(pipe.symlink_metadata().unwrap().file_type().is_fifo());
}

/// A device of the test's own that is always full, as `/dev/full` is.
#[test]
fn a_full_device_is_told_and_stays_one() {
    let folder = Folder::new("device");
    folder.write("a.geojson", SUDAN);
    let device = folder.path().join("full.svg");
    let made = Command::new("mknod").arg(&device).args(["c", "1", "7"]).output();
    if !made.is_ok_and(|made| made.status.success()) {
        eprintln!("no device can be made here: not tested");
        return;
    }
    folder.write("r.json", "old");
    let run = sitmap(folder.path(), &map_to("full.svg", &["--report", "r.json"]));
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(
        run.stderr.contains("can't write full.svg") && run.stderr.contains("no file was written"),
        "{}",
        run.stderr
    );
    assert!(device.symlink_metadata().unwrap().file_type().is_char_device());
    assert_eq!(folder.read("r.json"), b"old");
    assert_eq!(folder.names(), ["a.geojson", "full.svg", "r.json"]);
}

#[test]
fn standard_output_by_its_device_name() {
    let folder = Folder::new("stdout");
    folder.write("a.csv", "id,lon,lat\na,36.5,36.1\n");
    let measure = ["measure", "a.csv", "--to", "turkey-syria", "--format", "csv"];
    let plain = sitmap(folder.path(), &measure);
    let device = sitmap(folder.path(), &[&measure[..], &["-o", "/dev/stdout"]].concat());
    assert_eq!((device.status, device.stdout), (0, plain.stdout), "{}", device.stderr);
}

#[test]
fn a_second_result_that_cannot_be_written_leaves_nothing() {
    let folder = Folder::new("second");
    folder.write("a.geojson", SUDAN);
    folder.write("m.png", "old");
    for option in ["--report", "--save-spec"] {
        let run = sitmap(folder.path(), &map_to("m.png", &[option, "no/such/file"]));
        assert_eq!(run.status, 3, "{}", run.stderr);
        assert_eq!(
            run.stderr,
            format!(
                "error[cli::unwritable]: can't write no/such/file: No such file or directory (os error 2)\n  \
                 help: nothing was written; name another file with {option}\n"
            )
        );
        assert_eq!(folder.read("m.png"), b"old");
        assert_eq!(folder.names(), ["a.geojson", "m.png"]);
    }
    // The picture may be the one that fails.
    let run = sitmap(folder.path(), &map_to("no/m.png", &["--report", "r.json", "--save-spec", "s.toml"]));
    assert!(run.status == 3 && run.stderr.contains("no/m.png"), "{}", run.stderr);
    let run = sitmap(folder.path(), &map_to("m.svg", &["--report", "./m.svg"]));
    assert!(run.status == 1 && run.stderr.contains("cli::same-file"), "{}", run.stderr);
    assert_eq!(folder.names(), ["a.geojson", "m.png"]);
}

#[test]
fn one_of_several_figures_that_cannot_be_written_leaves_nothing() {
    let folder = Folder::new("several");
    folder.write("a.geojson", SUDAN);
    let spec = "incidents = 'a.geojson'\nbasemap = false\npage = '300x300px'\n";
    folder.write("figures/one.toml", spec);
    folder.write("figures/two.toml", spec);
    folder.write("figures/bad.toml", "incidents = 'none.geojson'\n");
    std::fs::create_dir_all(folder.path().join("out/two.svg")).unwrap();
    folder.write("out/one.png", "old");
    let run = sitmap(folder.path(), &["render"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert!(
        run.stderr.contains("can't write out/two.svg") && run.stderr.contains("nothing was written"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("none.geojson"), "the faults of the others are told too: {}", run.stderr);
    assert_eq!(folder.read("out/one.png"), b"old");
    assert_eq!(std::fs::read_dir(folder.path().join("out")).unwrap().count(), 2, "out/one.png and the folder");
    // A folder that was made for nothing goes again.
    let arguments = ["render", "one", "--out-dir", "new/deep", "--report", "no/r.json"];
    assert_eq!(sitmap(folder.path(), &arguments).status, 3);
    assert_eq!(folder.names(), ["a.geojson", "figures", "out"]);
}
