//! No file uses up the machine: bombs of every kind that is read end in a message, soon and in bounded memory; `docs/limits.md` is the source's own table.

use crate::font::{boxes, nested};
use crate::{Folder, Run, SUDAN, root, sitmap};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use sitmap::limits::{FIXED, Limit, grouped};
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// So long any of these may take, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of memory that each may use, where `prlimit` is there to hold it to that.
const MEMORY: u64 = 3_000_000_000;

/// Runs the binary with little memory.
fn bounded(folder: &Folder, arguments: &[&str]) -> Run {
    let begun = Instant::now();
    let limit = format!("--as={MEMORY}");
    let mut command = if Command::new("prlimit").arg("--version").output().is_ok() {
        let mut command = Command::new("prlimit");
        command.arg(limit).arg(env!("CARGO_BIN_EXE_sitmap"));
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_sitmap"))
    };
    let output = command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).output().unwrap();
    let run = Run {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    assert!(begun.elapsed() < PATIENCE, "{arguments:?}: {:?}", begun.elapsed());
    run
}

/// A file must be refused with a code, by `map` and by `import`.
fn refused(folder: &Folder, name: &str, code: &str) {
    for arguments in [["map", name, "-o", "out.png"], ["import", name, "-o", "out.geojson"]] {
        let run = bounded(folder, &arguments);
        assert_eq!(run.status, 1, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(code) && run.stderr.contains(name), "{arguments:?}: {}", run.stderr);
        assert!(
            run.stderr.len() < 20_000 && run.stderr.contains("help: "),
            "{arguments:?}: {} bytes",
            run.stderr.len()
        );
    }
}

static ZEROS: [u8; 1 << 20] = [b'0'; 1 << 20];

/// A table that goes on with so many MiB of zeros, deflated.
fn zeros(head: &[u8], mebibytes: usize) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(head).unwrap();
    (0..mebibytes).for_each(|_| packed.write_all(&ZEROS).unwrap());
    packed.finish().unwrap()
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// A ZIP archive of deflated files (PKWARE APPNOTE 6.3, without checksums, which are not asked for).
fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, packed) in files {
        let at = (out.len() as u32).to_le_bytes();
        let length = (packed.len() as u32).to_le_bytes();
        let name_length = (name.len() as u16).to_le_bytes();
        let common =
            [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &length, &length, &name_length, &[0, 0]].concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), packed].concat());
        let more = [&[0; 10][..], &at, name.as_bytes()].concat();
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &more].concat());
    }
    let (count, at) = ((files.len() as u16).to_le_bytes(), (out.len() as u32).to_le_bytes());
    let length = (directory.len() as u32).to_le_bytes();
    [&out, &directory, &b"PK\x05\x06\0\0\0\0"[..], &count, &count, &length, &at, &[0, 0]].concat()
}

/// A workbook of one sheet.
fn xlsx(rows: &str, strings: &str) -> Vec<u8> {
    let book = r#"<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>"#;
    let relations = r#"<Relationships><Relationship Id="r1" Target="a.xml"/></Relationships>"#;
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    zip(&[
        ("xl/workbook.xml", deflated(book.as_bytes())),
        ("xl/_rels/workbook.xml.rels", deflated(relations.as_bytes())),
        ("xl/sharedStrings.xml", deflated(format!("<sst>{strings}</sst>").as_bytes())),
        ("xl/a.xml", deflated(sheet.as_bytes())),
    ])
}

fn ods(rows: &str) -> Vec<u8> {
    zip(&[("content.xml", deflated(format!("<d><table>{rows}</table></d>").as_bytes()))])
}

#[test]
fn archives_that_unpack_to_much_are_refused() {
    let folder = Folder::new("bombs");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(b"lon,lat\n").unwrap();
    (0..300).for_each(|_| gzip.write_all(&ZEROS).unwrap());
    folder.write("bomb.csv.gz", gzip.finish().unwrap());
    folder.write("bomb.zip", zip(&[("a.csv", zeros(b"lon,lat\n", 300))]));
    folder.write("bomb.kmz", zip(&[("doc.kml", zeros(b"<kml>", 300))]));
    folder.write("bomb.xlsx", zip(&[("xl/workbook.xml", zeros(b"<workbook>", 300))]));
    for name in ["bomb.csv.gz", "bomb.zip", "bomb.kmz", "bomb.xlsx"] {
        refused(&folder, name, "data::too-large");
    }
    // What the message says to do, does it; and less than is usual can be allowed too.
    folder.write("small.zip", zip(&[("a.csv", deflated(b"id,lon,lat\na,32.5,15.6\n"))]));
    let map = ["map", "small.zip", "--no-basemap", "--size", "300x300px", "-o", "a.svg"];
    assert_eq!(bounded(&folder, &map).status, 0);
    let run = bounded(&folder, &[&["--allow", "unpacked=10"], &map[..]].concat());
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(run.stderr.contains("it unpacks to more than 10 bytes") && run.stderr.contains("--allow unpacked=40"));
    let run = bounded(&folder, &["--allow", "ratio=2000", "map", "bomb.zip", "-o", "a.svg"]);
    assert!(!run.stderr.contains("times its size"), "{}", run.stderr);
}

#[test]
fn archives_in_archives_are_not_followed() {
    let folder = Folder::new("nested");
    let mut archive = zip(&[("a.csv", deflated(b"lon,lat\n1,2\n"))]);
    for _ in 0..6 {
        archive = zip(&[("a.zip", deflated(&archive))]);
    }
    folder.write("nested.zip", &archive);
    refused(&folder, "nested.zip", "data::unread-format");
    folder.write("kml.kmz", zip(&[("doc.kml", deflated(&archive))]));
    assert_eq!(bounded(&folder, &["map", "kml.kmz", "-o", "a.png"]).status, 1);
}

#[test]
fn cells_and_arcs_that_are_repeated_are_counted() {
    let folder = Folder::new("repeated");
    let text = |t: &str| format!(r#"<c t="inlineStr"><is><t>{t}</t></is></c>"#);
    folder.write("row.xlsx", xlsx(&format!(r#"<row r="99999999999">{}</row>"#, text("lon")), ""));
    let narrow = r#"<row><c r="A1"><v>1</v></c></row>"#.repeat(120_000);
    folder.write("wide.xlsx", xlsx(&format!(r#"<row><c r="XFD1"><v>1</v></c></row>{narrow}"#), ""));
    let long = format!("<si><t>{}</t></si>", "a".repeat(1 << 20));
    folder.write("shared.xlsx", xlsx(&r#"<row><c t="s"><v>0</v></c></row>"#.repeat(20_000), &long));
    let cells = format!(r#"<table-cell number-columns-repeated="16384"><p>{}</p></table-cell>"#, "a".repeat(1000));
    folder.write("cells.ods", ods(&format!("<table-row>{cells}</table-row>").repeat(1000)));
    let row = "<table-row><table-cell><p>lon</p></table-cell></table-row>";
    folder.write("rows.ods", ods(&format!(r#"<table-row number-rows-repeated="99999999999"></table-row>{row}"#)));
    folder.write("elements.kml", format!("<kml>{}</kml>", "<a/>".repeat(10_000_001)));
    for (name, code) in [
        ("row.xlsx", "data::not-xml"),
        ("wide.xlsx", "data::too-large"),
        ("shared.xlsx", "data::too-large"),
        ("cells.ods", "data::too-large"),
        ("rows.ods", "data::not-xml"),
        ("elements.kml", "data::too-large"),
    ] {
        refused(&folder, name, code);
    }
    let arc: Vec<String> = (0..20_000).map(|i| format!("[{},{}]", f64::from(i) / 1e3, f64::from(i) / 3e4)).collect();
    let uses = vec!["[0]"; 20_000].join(",");
    let topology = format!(
        r#"{{"type":"Topology","objects":{{"a":{{"type":"MultiLineString","arcs":[{uses}]}}}},"arcs":[[{}]]}}"#,
        arc.join(",")
    );
    folder.write("arcs.topojson", topology);
    refused(&folder, "arcs.topojson", "data::too-large");
    // A header of a million columns asks for a million cells in every row.
    folder.write("header.csv", format!("lon,lat{}\n{}", ",c".repeat(1_000_000), "1,2\n".repeat(1_000)));
    refused(&folder, "header.csv", "data::too-large");
}

#[test]
fn nesting_and_entities_end_in_a_message() {
    let folder = Folder::new("deep");
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    folder.write("deep.geojson", &open);
    let properties = format!(r#"{{"type":"Feature","properties":{{"a":{open}{close}}},"geometry":null}}"#);
    folder.write("properties.geojson", properties);
    let collections = r#"{"type":"GeometryCollection","geometries":["#.repeat(50_000) + &"]}".repeat(50_000);
    folder.write("collections.geojson", format!(r#"{{"type":"Feature","properties":{{}},"geometry":{collections}}}"#));
    for name in ["deep.geojson", "properties.geojson", "collections.geojson"] {
        refused(&folder, name, "data::too-deep");
    }
    folder.write("deep.kml", format!("<kml>{}", "<a>".repeat(100_000)));
    folder.write("laughs.kml", r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><kml>&b;</kml>"#);
    for name in ["deep.kml", "laughs.kml"] {
        refused(&folder, name, "data::not-xml");
    }
    for (name, text) in [("a.toml", "a=".to_owned() + &open), ("b.toml", format!("a={}", "{b=".repeat(100_000)))] {
        folder.write(name, text);
        let run = bounded(&folder, &["render", name]);
        assert!(run.status == 1 && run.stderr.contains("spec::not-toml"), "{name}: {}", run.stderr);
    }
    folder.write("a.geojson", SUDAN);
    let condition = format!("{}killed > 1{}", "(".repeat(5_000), ")".repeat(5_000));
    let run = bounded(&folder, &["map", "a.geojson", "-o", "a.png", "--where", &condition]);
    assert!(run.status == 1 && run.stderr.contains("selection::bad-condition"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn streams_without_an_end_are_refused() {
    let folder = Folder::new("endless");
    folder.write("a.geojson", SUDAN);
    for name in ["spec.toml", "theme.toml", "font.ttf", "pack.sitpack", "data.csv"] {
        std::os::unix::fs::symlink("/dev/zero", folder.path().join(name)).unwrap();
    }
    let allow = ["--allow", "file=100M", "--allow", "font=50M"];
    let map = ["map", "a.geojson", "-o", "a.png"];
    for arguments in [
        &["render", "spec.toml"][..],
        &[&map[..], &["--theme", "theme.toml"]].concat(),
        &[&map[..], &["--font", "font.ttf"]].concat(),
        &[&map[..], &["--basemap", "pack.sitpack"]].concat(),
        &[&map[..], &["--claims", "data.csv"]].concat(),
        &["map", "data.csv", "-o", "a.png"],
        &["import", "data.csv", "-o", "a.geojson"],
        &["inspect", "data.csv"],
    ] {
        let run = bounded(&folder, &[&allow[..], arguments].concat());
        assert_eq!(run.status, 1, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("it is larger than"), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn pages_of_any_size_end_soon() {
    let folder = Folder::new("pages");
    folder.write("a.geojson", SUDAN);
    let map = ["map", "a.geojson", "--no-basemap", "--size"];
    for wrong in ["1e300x1e300mm", "100000x100000mm", "0x0mm", "1x1px"] {
        assert_eq!(bounded(&folder, &[&map[..], &[wrong, "-o", "a.png"]].concat()).status, 2, "{wrong}");
    }
    for (size, dpi) in [("7000x7000mm", "2400"), ("700x700mm", "1000"), ("6000x6000mm", "100")] {
        let run = bounded(&folder, &[&map[..], &[size, "--dpi", dpi, "-o", "a.png"]].concat());
        assert!(run.status == 1 && run.stderr.contains("export::refused"), "{size}: {}", run.stderr);
        assert!(run.stderr.contains("lower --dpi, or choose a smaller page"), "{size}: {}", run.stderr);
    }
    let run = bounded(&folder, &[&map[..], &["200x200mm", "--allow", "pixels=1M", "-o", "a.png"]].concat());
    assert!(run.status == 1 && run.stderr.contains("--allow pixels=4000000"), "{}", run.stderr);
    let run = bounded(&folder, &[&map[..], &["7000x7000mm", "-o", "a.svg"]].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
}

/// A PNG (third edition) of any header, with a chunk before its pixels.
fn png(width: u32, height: u32, chunk: Option<(&[u8; 4], &[u8])>) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let pixels = zlib(&[0; 4]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in
        [(b"IHDR", &header[..])].into_iter().chain(chunk).chain([(b"IDAT", &pixels[..]), (b"IEND", &[])])
    {
        let body = [&kind[..], data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&body);
        file.extend([&(data.len() as u32).to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat());
    }
    file
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn pictures_of_any_size_are_looked_at_in_little_memory() {
    let folder = Folder::new("pictures");
    let mut provenance = b"Provenance\0\x01\0\0\0".to_vec();
    provenance.extend(zlib(&vec![b'{'; 1 << 29]));
    folder.write("text.png", png(1, 1, Some((b"iTXt", &provenance))));
    folder.write("huge.png", png(2_000_000_000, 2_000_000_000, None));
    folder.write("large.png", png(40_000, 40_000, None));
    let mut pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n".to_vec();
    pdf.extend(zlib(&vec![b'{'; 1 << 29]));
    folder.write("stream.pdf", [&pdf[..], b"\nendstream"].concat());
    let mut tiff = b"II*\0\x08\0\0\0\x02\0".to_vec();
    for (tag, value) in [(256_u16, u32::MAX), (257, u32::MAX)] {
        tiff.extend([&tag.to_le_bytes()[..], &[4, 0, 1, 0, 0, 0], &value.to_le_bytes()].concat());
    }
    folder.write("huge.tif", [&tiff[..], &[0; 4]].concat());
    for name in ["text.png", "huge.png", "large.png", "stream.pdf", "huge.tif"] {
        for arguments in
            [&["inspect", name][..], &["diff", name, name, "--picture", "d.png"], &["map", name, "-o", "a.png"]]
        {
            let begun = Instant::now();
            let run = bounded(&folder, arguments);
            assert_eq!(run.status, 1, "{arguments:?}: {}", run.stderr);
            assert!(begun.elapsed() < PATIENCE / 4, "{arguments:?}");
        }
    }
}

#[test]
fn a_font_whose_glyphs_have_no_end_is_not_embedded() {
    let folder = Folder::new("fonts");
    folder.write("a.geojson", SUDAN.replace("Nyala", "😀"));
    folder.write("sound.ttf", boxes("😀"));
    folder.write("evil.ttf", nested("😀", 30));
    for ending in ["png", "svg", "pdf"] {
        let out = format!("a.{ending}");
        let map = ["map", "a.geojson", "--no-basemap", "--size", "300x300px", "-o", &out, "--font"];
        let run = bounded(&folder, &[&map[..], &["sound.ttf"]].concat());
        assert!(run.status == 0 && !run.stderr.contains("text::missing-glyph"), "{ending}: {}", run.stderr);
        let run = bounded(&folder, &[&map[..], &["evil.ttf"]].concat());
        assert!(run.status == 0 && run.stderr.contains("text::missing-glyph"), "{ending}: {}", run.stderr);
    }
}

/// Found by fuzzing: a font without `maxp` ended the program when it was embedded in SVG, one whose box is turned over when it was in PDF.
#[test]
fn a_font_that_lacks_a_table_is_refused() {
    let folder = Folder::new("tables");
    folder.write("a.geojson", SUDAN.replace("Nyala", "😀"));
    for table in [&b"maxp"[..], b"head", b"hhea", b"hmtx", b"cmap", b"glyf"] {
        let mut font = boxes("😀");
        let at = font.windows(4).position(|w| w == table).unwrap();
        font[at..at + 4].copy_from_slice(b"xxxx");
        folder.write("lacking.ttf", font);
        refused_font(&folder);
    }
    // Units per em, and left and lower end of the box, in `head`.
    for (offset, value) in [(18, 0_i16), (18, i16::MAX), (36, 10_000), (38, 10_000)] {
        let mut font = boxes("😀");
        let tag = font.windows(4).position(|w| w == b"head").unwrap();
        let head = font[tag + 8..tag + 12].iter().fold(0, |n, b| n << 8 | usize::from(*b));
        font[head + offset..head + offset + 2].copy_from_slice(&value.to_be_bytes());
        folder.write("lacking.ttf", font);
        refused_font(&folder);
    }
}

fn refused_font(folder: &Folder) {
    for ending in ["png", "svg", "pdf"] {
        let run = bounded(folder, &["map", "a.geojson", "-o", &format!("a.{ending}"), "--font", "lacking.ttf"]);
        assert!(run.status == 1 && run.stderr.contains("text::not-a-font"), "{ending}: {}", run.stderr);
    }
}

fn page() -> String {
    let mut page = "# Limits\n\nNo file may use up the machine that reads it. What is beyond a limit is refused with the file's name and what to do, and nothing is written. Each \
        limit of the first table is raised, or lowered, by an option of every verb that may be given more than once:\n\n    sitmap --allow unpacked=8GB --allow features=50M map events.csv.gz -o map.png\n\n\
        Values are whole numbers, with K, M or G (thousands, millions, thousand millions), bytes also with KB, MB or GB. The message of a refused file names its limit. `map` and `summary` sum up files of any \
        size without holding them, as long as they are not compressed; the limits are those of files that are held.\n\n| limit | at most | of what |\n|---|---|---|\n"
        .to_owned();
    for limit in Limit::all() {
        page.push_str(&format!("| `{}` | {} | {} |\n", limit.name(), limit.shown(limit.most()), limit.about()));
    }
    page.push_str(
        "\nNo sound file reaches these, and nothing raises them:\n\n| of what | at most | beyond |\n|---|---|---|\n",
    );
    for (what, most, beyond) in FIXED {
        page.push_str(&format!("| {what} | {} | {beyond} |\n", grouped(*most)));
    }
    page.push_str(
        "\nTime is bounded by counts of work, never by a clock, so that the same file always gives the same figure: placing labels, adapting lines to a projection, resampling and \
        choosing cells give up exactness beyond fixed counts (`MOST_…` in `src/`), and say so where it changes what is shown.\n\nThis page is written from the source by a test \
        (`SITMAP_BLESS=1 cargo test --release --test cli limits`).\n",
    );
    page
}

#[test]
fn the_page_of_limits_is_that_of_the_source() {
    let (file, page) = (root().join("docs/limits.md"), page());
    if std::env::var_os("SITMAP_BLESS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == page, "docs/limits.md is not what src/limits.rs says: run this test with SITMAP_BLESS=1");
}

#[test]
fn a_limit_that_is_none_is_usage() {
    let folder = Folder::new("no-limit");
    let run = sitmap(folder.path(), &["--allow", "files=3", "schema", "figure"]);
    assert!(run.status == 2 && run.stderr.contains("the names are file, unpacked"), "{}", run.stderr);
    let run = sitmap(folder.path(), &["schema", "figure", "--allow", "file=3MB"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}
