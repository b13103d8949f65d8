//! Which incidents are shown: conditions, places, days, order; what is left out is told.

use crate::{Folder, sitmap};
use std::fmt::Write;

/// Rows in two countries, with a text and numbers of which some are not given.
fn table(count: u32) -> String {
    let mut text = "id,lon,lat,event_date,fatalities,event_type\n".to_owned();
    for i in 0..count {
        let (lon, lat) = if i % 2 == 0 { (36.2, 35.6) } else { (36.0, 37.2) };
        let (dx, dy) = (f64::from(i * 37 % 100) / 200.0, f64::from(i * 53 % 100) / 250.0);
        let killed = if i % 5 == 0 { String::new() } else { (i % 40).to_string() };
        let kind = ["Shelling", "Air strike", "Clash, armed"][i as usize % 3];
        let (year, month) = (2018 + i % 4, 1 + i % 12);
        writeln!(text, "n{i},{:.4},{:.4},{year}-{month:02}-15,{killed},\"{kind}\"", lon + dx, lat + dy).unwrap();
    }
    text
}

fn geojson(table: &str) -> String {
    let feature = |line: &str| {
        let c: Vec<&str> = line.splitn(6, ',').collect();
        let killed = if c[4].is_empty() { "null" } else { c[4] };
        format!(
            "{{\"type\":\"Feature\",\"id\":\"{}\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{},{}]}},\"properties\":{{\"event_date\":\"{}\",\"fatalities\":{killed},\"event_type\":{}}}}}",
            c[0], c[1], c[2], c[3], c[5]
        )
    };
    let features: Vec<String> = table.lines().skip(1).map(feature).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

#[test]
fn what_is_left_out_is_told_and_the_way_of_reading_does_not_matter() {
    let folder = Folder::new("filter-ways");
    let rows = table(2_000);
    folder.write("a.csv", &rows);
    folder.write("a.geojson", geojson(&rows));
    let matches = |line: &&str| {
        let c: Vec<&str> = line.splitn(6, ',').collect();
        c[4].parse::<u32>().is_ok_and(|n| n > 10) && c[5].contains("lash") && c[3] >= "2019" && c[2] < "36.5"
    };
    let kept = rows.lines().skip(1).filter(matches).count();
    let asked = ["--where", "fatalities > 10 AND event_type LIKE '%lash%'", "--within", "Syria", "--from", "2019"];
    let mut figures = Vec::new();
    for (file, more) in [("a.csv", "hexagons"), ("a.geojson", "hexagons"), ("a.csv", "points")] {
        let run = sitmap(
            folder.path(),
            &[
                &[
                    "map",
                    file,
                    "-o",
                    "a.svg",
                    "--svg-text",
                    "text",
                    "--provenance",
                    "none",
                    "--data",
                    "d.csv",
                    "--caption",
                    "c.md",
                    "--as",
                    more,
                ][..],
                &asked,
            ]
            .concat(),
        );
        assert_eq!(run.status, 0, "{}", run.stderr);
        let svg = text(&folder, "a.svg");
        // Without the escapes of markdown.
        let caption = text(&folder, "c.md").replace('\\', "");
        assert!(caption.contains(&format!("{kept} incidents")), "{kept} {caption}");
        let left = 2_000 - kept;
        assert!(caption.contains("fatalities > 10 AND event_type LIKE '%lash%'; within Syria; from 2019"), "{caption}");
        assert!(
            caption.contains(&format!("1\u{202f}{:03} others are left out", left - 1_000))
                || caption.contains(&format!("{left} others are left out")),
            "{left} {caption}"
        );
        assert!(caption.contains("because a value that decides is not given"), "{caption}");
        figures.push(svg);
    }
    assert!(figures[0] == figures[1], "read as a table and as GeoJSON");
    let rows = text(&folder, "d.csv");
    assert_eq!(rows.lines().count() - 1, kept);
}

#[test]
fn a_filter_in_a_spec_in_arabic_and_in_the_caption() {
    let folder = Folder::new("filter-spec");
    folder.write("a.csv", table(60));
    folder.write(
        "figures/a.toml",
        "lang = 'ar'\nincidents = 'a.csv'\n[filter]\nnear = '36.4,35.8,40km'\nto = '2020-06'\nsort = '-killed'\nlimit = 5\n",
    );
    let run = sitmap(folder.path(), &["render", "--format", "svg", "--svg-text", "text", "--data", "--captions"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = text(&folder, "out/a.csv");
    let killed: Vec<u32> =
        rows.lines().skip(1).map(|l| l.split(',').nth(10).and_then(|n| n.parse().ok()).unwrap_or(0)).collect();
    assert_eq!(killed.len(), 5, "{rows}");
    let caption = text(&folder, "out/a.md");
    for said in ["40\u{a0}كم", "(5)", "حوادث أخرى لا تظهر: 55"] {
        assert!(caption.contains(said), "{said}: {caption}");
    }
}

#[test]
fn each_incident_has_a_figure() {
    let folder = Folder::new("filter-each");
    folder.write("a.csv", format!("{}x/../y,36.3,35.8,2021-01-01,3,Clash\nz,,,2021-01-02,99,Clash\n", table(4)));
    let made = sitmap(
        folder.path(),
        &["map", "a.csv", "--each", "-o", "{number}-{id}.svg", "--data", "{id}.csv", "--where", "killed > 1"],
    );
    assert_eq!(made.status, 0, "{}", made.stderr);
    assert!(made.stderr.contains("no-figure-without-place"), "{}", made.stderr);
    for name in ["1-n2.svg", "2-x-..-y.svg", "3-n3.svg", "n2.csv"] {
        assert!(!folder.read(name).is_empty(), "{name}");
    }
    let run = sitmap(folder.path(), &["map", "a.csv", "--each", "-o", "a.svg"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("cli::one-name-for-all") && run.stderr.contains("{id}"), "{}", run.stderr);
}

#[test]
fn mistyped_and_hostile_conditions_are_refused_and_nothing_is_written() {
    let folder = Folder::new("filter-faults");
    folder.write("a.csv", table(20));
    for (arguments, code, told) in [
        (["--where", "fatalites > 10"], "selection::unknown-property", "did you mean fatalities"),
        (["--where", "fatalities => 10"], "selection::bad-condition", "column 13"),
        (["--where", "1 = 1; DROP TABLE incidents --"], "selection::bad-condition", "“;” at column 6"),
        (["--where", "event_type = \"Clash\""], "selection::unknown-property", "single quotes"),
        (["--where", "fatalities > 1000"], "selection::nothing-left", "all 20 incidents are left out"),
        (["--within", "Syriia"], "selection::unknown-area", "Syria"),
        (["--from", "15/03/2020"], "selection::bad-date", "2020"),
        (["--sort", "-deaths"], "selection::unknown-property", "filter.sort"),
    ] {
        let run = sitmap(folder.path(), &[&["map", "a.csv", "-o", "a.svg"][..], &arguments].concat());
        assert_eq!(run.status, 1, "{arguments:?} {}", run.stderr);
        assert!(run.stderr.contains(code) && run.stderr.contains(told), "{arguments:?} {}", run.stderr);
        assert!(!folder.path().join("a.svg").exists());
    }
    let run = sitmap(folder.path(), &["map", "a.csv", "-o", "a.svg", "--near", "Idlib"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    // What a condition says can't become markup.
    let run =
        sitmap(folder.path(), &["map", "a.csv", "-o", "a.svg", "--where", "event_type <> '<script>alert(1)</script>'"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!text(&folder, "a.svg").contains("<script"));
}

#[test]
fn summaries_are_of_what_is_wanted() {
    let folder = Folder::new("filter-summary");
    let rows = table(400);
    folder.write("a.csv", &rows);
    folder.write("a.geojson", geojson(&rows));
    let wanted = ["--where", "fatalities >= 30", "--by", "event_type", "--format", "csv"];
    let from = |file: &str| sitmap(folder.path(), &[&["summary", file][..], &wanted].concat());
    let (table, features) = (from("a.csv"), from("a.geojson"));
    assert_eq!((table.status, &table.stdout), (0, &features.stdout), "{}", table.stderr);
    let count = rows
        .lines()
        .skip(1)
        .filter(|l| l.split(',').nth(4).and_then(|n| n.parse::<u32>().ok()).is_some_and(|n| n >= 30))
        .count();
    let sum: usize = table
        .stdout
        .lines()
        .skip(1)
        .filter(|l| !l.starts_with("total"))
        .map(|l| l.rsplit(',').nth(3).and_then(|n| n.parse::<usize>().ok()).unwrap_or(0))
        .sum();
    assert_eq!(sum, count, "{}", table.stdout);
    assert!(table.stderr.contains("selection::undecided"), "{}", table.stderr);
}
