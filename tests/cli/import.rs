//! `import`: strangers' tables with an account of every row, and what `map` makes of them.

use crate::{Folder, sitmap};

const TABLE: &str = "Place,Latitude,Longitude,Event date,Fatalities,Source,Remark\nIdlib,35.9297,36.6333,2020-01-15,12-21,SNHR,=1+1\nNowhere,,,2020-02-01,unknown,SOHR,\nSwapped,136.63,35.93,2020-02-02,3,SNHR,\"a, \"\"b\"\"\"\nSaraqib,35°51′52″N,36°48′21″E,2020-02-27,at least 5,SNHR,\n";

#[test]
fn the_account_adds_up_and_rejects_can_be_mended() {
    let folder = Folder::new("import");
    folder.write("theirs.csv", TABLE);
    let arguments = ["import", "theirs.csv", "-o", "incidents.geojson", "--rejects", "rejects.csv"];
    let run = sitmap(folder.path(), &arguments);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(
        run.stderr.contains("theirs.csv: 4 read = 2 placed + 1 without coordinates + 1 excluded"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("excluded: row 3 (line 4), Latitude “136.63”"), "{}", run.stderr);
    assert!(
        run.stderr.contains("Fatalities → killed") && run.stderr.contains("1 more kept as they are"),
        "{}",
        run.stderr
    );
    let written = String::from_utf8(folder.read("incidents.geojson")).unwrap();
    assert!(written.contains("\"said_by\":\"SNHR\"") && written.contains("\"killed_min\":12"), "{written}");
    assert_eq!(sitmap(folder.path(), &["check", "incidents.geojson"]).status, 0);
    let rejects = String::from_utf8(folder.read("rejects.csv")).unwrap();
    assert!(
        rejects.starts_with("Place,Latitude,Longitude,Event date,Fatalities,Source,Remark,why_excluded\n"),
        "{rejects}"
    );
    assert!(rejects.contains("\"a, \"\"b\"\"\""), "{rejects}");
    folder.write("mended.csv", rejects.replace("136.63,35.93", "35.93,36.63"));
    let run = sitmap(folder.path(), &["import", "mended.csv"]);
    assert!(run.stderr.contains("1 read = 1 placed + 0 without coordinates + 0 excluded"), "{}", run.stderr);
    assert!(run.stdout.starts_with("{\"type\":\"FeatureCollection\""));
    // What was imported once is the same when it is imported again.
    let again = sitmap(folder.path(), &["import", "incidents.geojson"]);
    assert_eq!(again.stdout, written);
    assert!(again.stderr.contains("3 read = 2 placed + 1 without coordinates + 0 excluded"), "{}", again.stderr);
}

#[test]
fn any_encoding_gives_the_same_incidents_and_a_map() {
    let folder = Folder::new("import-encodings");
    let table = "المكان,خط العرض,خط الطول,عدد القتلى,ملاحظات\nإدلب,35.93,36.63,12,قصف على السوق في المدينة صباح يوم الأحد\nسراقب,35.86,36.80,أكثر من 3,غارة جوية على الحي الشمالي من المدينة\n";
    folder.write("utf8.csv", table);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    folder.write("utf16.csv", utf16);
    // Windows-1256, by hand: Arabic letters and what else is in the table.
    let cp1256 = |c: char| match c {
        c if c.is_ascii() => c as u8,
        'ا' => 0xC7,
        'ث' => 0xCB,
        'ذ' => 0xD0,
        'ز' => 0xD2,
        'ب' => 0xC8,
        'ة' => 0xC9,
        'ت' => 0xCA,
        'ج' => 0xCC,
        'ح' => 0xCD,
        'خ' => 0xCE,
        'د' => 0xCF,
        'ر' => 0xD1,
        'س' => 0xD3,
        'ش' => 0xD4,
        'ص' => 0xD5,
        'ض' => 0xD6,
        'ط' => 0xD8,
        'ع' => 0xDA,
        'غ' => 0xDB,
        'ف' => 0xDD,
        'ق' => 0xDE,
        'ك' => 0xDF,
        'ل' => 0xE1,
        'م' => 0xE3,
        'ن' => 0xE4,
        'ه' => 0xE5,
        'و' => 0xE6,
        'ى' => 0xEC,
        'ي' => 0xED,
        'إ' => 0xC5,
        'أ' => 0xC3,
        'ظ' => 0xD9,
        other => panic!("{other}"),
    };
    folder.write("cp1256.csv", table.chars().map(cp1256).collect::<Vec<u8>>());
    let written = |file: &str, more: &[&str]| {
        let run = sitmap(folder.path(), &[&["import", file], more].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        (run.stdout, run.stderr)
    };
    let (expected, _) = written("utf8.csv", &[]);
    assert!(expected.contains("إدلب") && expected.contains("\"killed_min\":4"));
    assert_eq!(written("utf16.csv", &[]).0, expected);
    assert_eq!(written("cp1256.csv", &["--encoding", "windows-1256"]).0, expected);
    let (guessed, told) = written("cp1256.csv", &[]);
    assert!(guessed == expected && told.contains("data::guessed-encoding"), "{told}");
    for file in ["utf8.csv", "utf16.csv", "cp1256.csv"] {
        let run = sitmap(folder.path(), &["map", file, "-o", "a.svg", "--lang", "ar", "--svg-text", "text"]);
        assert_eq!(run.status, 0, "{file}: {}", run.stderr);
        assert!(String::from_utf8(folder.read("a.svg")).unwrap().contains("إدلب"), "{file}");
    }
}

#[test]
fn numbers_in_words_are_ranges_in_geojson_too() {
    let folder = Folder::new("import-words");
    folder.write("a.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"label\":\"Market\",\"killed\":\"12-21\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[36.6,35.9]}}]}");
    let run = sitmap(folder.path(), &["summary", "a.geojson", "--format", "csv"]);
    assert!(run.stdout.contains("not given,1,12,21,0"), "{}{}", run.stdout, run.stderr);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "a.svg", "--data", "d.csv"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(String::from_utf8(folder.read("d.csv")).unwrap().contains(",12,21,"));
}

#[test]
fn what_cannot_be_a_table_says_so() {
    let folder = Folder::new("import-faults");
    folder.write("a.csv", "name,place\nA,B\n");
    let run = sitmap(folder.path(), &["import", "a.csv"]);
    assert!(run.status == 1 && run.stderr.contains("--map COLUMN=lon"), "{}", run.stderr);
    let run = sitmap(folder.path(), &["import", "a.csv", "--map", "name=latitude"]);
    assert!(run.status == 2 && run.stderr.contains("none of lon, lat"), "{}", run.stderr);
    let run = sitmap(folder.path(), &["import", "a.csv", "--encoding", "klingon"]);
    assert!(run.status == 1 && run.stderr.contains("data::unknown-encoding"), "{}", run.stderr);
    folder.write("b.csv", "lon,lat\n200000,95\n");
    let run = sitmap(folder.path(), &["import", "b.csv", "--strict"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}
