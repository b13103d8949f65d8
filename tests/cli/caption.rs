//! `--caption` and `--data`: the words and the table beside a figure.

use crate::{Folder, SUDAN, root, sitmap};

/// Two incidents elsewhere; the second is named as a formula would be.
const TWO: &str = "id,name,lon,lat,date,kind,killed_min,killed_max,uncertainty_m\n\
                   k,Khartoum,32.53,15.59,2023-04-15,clash,17,56,2000\n\
                   n,=1+2*3,24.88,12.05,2023-08-23,shelling,,,\n";

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_caption_and_a_table_of_any_file() {
    let folder = Folder::new("caption-any");
    folder.write("a.csv", TWO);
    let arguments = ["map", "a.csv", "-o", "m.svg", "--measure-to", "nearest", "--caption", "m.md", "--data", "m.csv"];
    let run = sitmap(folder.path(), &[&arguments[..], &["--figure-number", "2a"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let caption = text(folder.read("m.md"));
    for part in [
        "**Figure 2a. 2 incidents, 15 April 2023 – 23 August 2023.** Sudan. Khartoum: clash, 15 April 2023; place known to within 2 km; ",
        "killed, as claimed: 17–56.",
        "=1+2\\*3: shelling, 23 August 2023; how precisely the place is known is not stated; ",
        "number killed not reported.",
        "Numbers are as the data give them; none was verified for this map.",
        "\n\n**Alt text.** Map: ",
    ] {
        assert!(caption.contains(part), "{part}\n{caption}");
    }
    // The description of the picture is the alt text.
    let svg = text(folder.read("m.svg"));
    let description = svg.split("<desc id=\"figure-description\">").nth(1).unwrap().split("</desc>").next().unwrap();
    assert!(description.starts_with("Map: 2 incidents") && description.contains("number killed not reported"));
    // The table says what `measure` says, unknown stays empty, and the formula is text.
    let table = text(folder.read("m.csv"));
    let measured = sitmap(folder.path(), &["measure", "a.csv", "--to", "nearest", "--format", "csv"]).stdout;
    let distance =
        |row: &str| measured.lines().nth(row.parse().unwrap()).unwrap().split(',').nth(4).unwrap().to_owned();
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].starts_with("k,Khartoum,,32.53,15.59,point,2000,2023-04-15,clash,17,56,"), "{}", rows[1]);
    assert!(rows[1].contains(&distance("1")) && rows[1].ends_with(",yes"), "{}\n{measured}", rows[1]);
    let second = format!("n,\"'=1+2*3\",,24.88,12.05,point,,2023-08-23,shelling,,,,,{},,,", distance("2"));
    assert!(rows[2].starts_with(&second), "{}\n{second}", rows[2]);
    // And it makes the same map again.
    assert_eq!(sitmap(folder.path(), &["map", "m.csv", "-o", "again.svg"]).status, 0);
}

#[test]
fn a_caption_in_arabic_is_read_from_right_to_left() {
    let folder = Folder::new("caption-ar");
    folder.write("a.geojson", SUDAN);
    let run = sitmap(folder.path(), &["map", "a.geojson", "-o", "m.png", "--lang", "ar", "--caption", "-"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let caption = text(run.stdout.into_bytes());
    for part in [
        "<div lang=\"ar\" dir=\"rtl\">\n\n**حادثان، ",
        "السودان. الخرطوم: اشتباك، 15 نيسان (أبريل) 2023؛",
        "عدد القتلى غير مذكور",
    ] {
        assert!(caption.contains(part), "{part}\n{caption}");
    }
    assert!(caption.ends_with("\n\n</div>\n"));
    // The picture carries its description.
    let png = folder.read("m.png");
    let said = [b"iTXtDescription\0\0\0\0\0", "خريطة: حادثان".as_bytes()].concat();
    assert!(png.windows(said.len()).any(|w| w == said));
}

#[test]
fn what_the_map_does_not_show_is_counted_and_in_the_table() {
    let folder = Folder::new("caption-hidden");
    folder.write("a.csv", "id,name,lon,lat\nin,A,32.5,15.6\nout,B,10,50\nnowhere,C,,\n");
    let extent = ["--extent", "32,15,33,16", "--no-basemap"];
    let files = ["map", "a.csv", "-o", "m.svg", "--caption", "m.md", "--data", "m.csv"];
    let run = sitmap(folder.path(), &[&files[..], &extent[..]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let caption = text(folder.read("m.md"));
    assert!(
        caption.contains("One incident without a place is not on the map. One incident lies outside the frame."),
        "{caption}"
    );
    let table = text(folder.read("m.csv"));
    for end in ["point,,,,,,,,,,,,yes\n", "no: outside the frame\n", "C,,,,none,,,,,,,,,,,,no: no place is told\n"] {
        assert!(table.contains(end), "{end}\n{table}");
    }
}

#[test]
fn only_the_countries_that_the_map_shows_are_named() {
    let folder = Folder::new("caption-countries");
    folder.write("a.csv", "name,lon,lat\nBerlin,13.4,52.5\nKhartoum,32.5,15.6\n");
    let run = sitmap(
        folder.path(),
        &["map", "a.csv", "-o", "m.svg", "--svg-text", "text", "--caption", "m.md", "--extent", "Sudan"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (caption, picture) = (text(folder.read("m.md")), text(folder.read("m.svg")));
    assert!(caption.contains("Sudan. Khartoum") && !caption.contains("Germany"), "{caption}");
    assert!(picture.contains("Sudan") && !picture.contains("Germany"));
}

#[test]
fn the_figures_of_idlib_have_captions_and_tables() {
    let folder = Folder::new("caption-idlib");
    let out = folder.path().to_str().unwrap().to_owned();
    let figures = ["render", "kafr-takharim", "kafr-takharim-ar", "--format", "svg", "--captions", "--data"];
    let run = sitmap(&root(), &[&figures[..], &["--out-dir", &out]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let english = text(folder.read("kafr-takharim.md"));
    for part in [
        "Syria: one incident, 26 October 2020. Kafr Takharim: airstrike, 26 October 2020; place known to within 3 km; 9.9 km (7–13 km) to the Turkish border",
        "killed, as claimed: 35–105 (over 34 people, earliest reports [1]; ",
        "78–105 fighters, Wikipedia, infobox [2])",
        "Sources: [1] T. Durden, 26 Oct 2020; [2] Wikipedia",
        "Projection: Transverse Mercator",
    ] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let arabic = text(folder.read("kafr-takharim-ar.md"));
    for part in [
        "كفر تخاريم: غارة جوية، 26 تشرين الأول (أكتوبر) 2020؛ المكان معروف ضمن 3 كم؛ 9.9 كم (7–13 كم) إلى الحدود",
        "القتلى بحسب الادعاءات: 35–105 (أكثر من 34",
    ] {
        assert!(arabic.contains(part), "{part}\n{arabic}");
    }
    let table = text(folder.read("kafr-takharim.csv"));
    for part in [
        "Kafr Takharim,كفر تخاريم,36.51522,36.1168,point,3000,2020-10-26,airstrike,35,105,\"over 34 people, earliest reports [durden-2020-10-26]; ",
        "Airwars [airwars] (not in the range: ",
        ",9891.457084,6591.457084,13191.457084,SYR/TUR border_tr_sy 2026,yes\n",
    ] {
        assert!(table.contains(part), "{part}\n{table}");
    }
}
