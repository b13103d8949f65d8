//! `sitmap pack`: the tables of the repository give the committed packs, and faults of a table are told.

use crate::{Folder, root, sitmap};

#[test]
fn the_detailed_pack_is_what_its_table_gives() {
    let folder = Folder::new("pack");
    let table = root().join("geodata/idlib/pack.toml");
    let run = sitmap(folder.path(), &["pack", table.to_str().unwrap(), "-o", "idlib.sitpack"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let committed = std::fs::read(root().join("geodata/idlib.sitpack")).unwrap();
    assert!(
        folder.read("idlib.sitpack") == committed,
        "geodata/idlib.sitpack is not what its table gives: pack it again"
    );
}

#[test]
fn faults_of_a_table_are_told_and_nothing_is_written() {
    let folder = Folder::new("pack-faults");
    let layer = "[[layers]]\nid = \"a\"\nfile = \"a.geojson\"\nrole = \"coast\"\nlicence = \"\"\ndecimals = 4\n";
    folder.write("unknown-role.toml", layer);
    folder.write("no-file.toml", layer.replace("coast\"", "coastline\""));
    folder.write("none.toml", "");
    for (table, says) in [
        ("unknown-role.toml", "unknown variant `coast`"),
        ("no-file.toml", "a.geojson"),
        ("none.toml", "needs [[layers]]"),
        ("absent.toml", "absent.toml"),
    ] {
        let run = sitmap(folder.path(), &["pack", table, "-o", "x.sitpack"]);
        assert_eq!(run.status, 1, "{table}");
        assert!(run.stderr.contains(says), "{table}: {}", run.stderr);
        assert!(!folder.path().join("x.sitpack").exists());
    }
}
