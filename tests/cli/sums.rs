//! Many incidents: joined to circles or summed up in hexagons, by rule or as asked.

use crate::{Folder, sitmap};
use std::fmt::Write;

/// So many incidents around a few towns, every third without a number, every fiftieth without a place. A plain generator (Lehmer).
fn crowd(count: u32) -> String {
    let towns = [(37.16, 36.2), (36.63, 35.93), (36.3, 33.51), (40.14, 35.33)];
    let mut state = 1_u64;
    let mut random = || {
        state = state * 48_271 % 2_147_483_647;
        state as f64 / 2_147_483_647.0
    };
    let mut text = "id,lon,lat,date,killed\n".to_owned();
    for i in 0..count {
        let (lon, lat) = towns[(random() * 4.0) as usize];
        let (dx, dy) = (random() - 0.5, random() - 0.5);
        let place = if i % 50 == 0 {
            ",".to_owned()
        } else {
            format!("{:.4},{:.4}", lon + dx * dx * dx * 4.0, lat + dy * dy * dy * 4.0)
        };
        let killed = if i % 3 == 0 { String::new() } else { (i % 7).to_string() };
        writeln!(text, "n{i},{place},20{:02}-05-01,{killed}", 15 + i % 6).unwrap();
    }
    text
}

/// Sums over the rows of a table of cells: incidents, least and greatest number of killed, unknown.
fn sums(csv: &str) -> [u64; 4] {
    let mut sums = [0; 4];
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        for (sum, cell) in sums.iter_mut().zip(&cells[5..9]) {
            *sum += cell.parse::<u64>().unwrap_or(0);
        }
    }
    sums
}

fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.read(name)).unwrap()
}

#[test]
fn few_are_symbols_and_a_crowd_is_summed_up() {
    let folder = Folder::new("sums-auto");
    folder.write("few.csv", crowd(200));
    folder.write("some.csv", crowd(900));
    folder.write("many.csv", crowd(1_100));
    let map = |file: &str, more: &[&str]| {
        let run = sitmap(folder.path(), &[&["map", file, "-o", "a.svg", "--svg-text", "text"], more].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        text(&folder, "a.svg")
    };
    assert!(!map("few.csv", &[]).contains("id=\"cells\""));
    assert!(map("few.csv", &["--as", "hexagons"]).contains("id=\"cells\""));
    assert!(!map("many.csv", &["--as", "points"]).contains("id=\"cells\""));
    let some = map("some.csv", &[]);
    assert!(some.contains("id=\"clusters\"") && !some.contains("id=\"cells\""), "{}", &some[..3_000]);
    // Who describes cells gets them.
    assert!(map("some.csv", &["--cell-width", "20"]).contains("id=\"cells\""));
    let many = map("many.csv", &[]);
    assert!(many.contains("id=\"cells\"") && many.contains("Incidents in a hexagon"), "{}", &many[..3_000]);
    // What single incidents are measured to is not summed up.
    assert!(!map("many.csv", &["--measure-to", "TUR/SYR"]).contains("id=\"cells\""));
    let run = sitmap(folder.path(), &["map", "many.csv", "-o", "b.svg", "--as", "hexagons", "--measure-to", "TUR/SYR"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("spec::sums-of-single-incidents"), "{}", run.stderr);
}

#[test]
fn sums_are_those_of_the_file_and_unknown_is_apart() {
    let folder = Folder::new("sums-total");
    let table = crowd(3_000);
    folder.write("many.csv", &table);
    let run = sitmap(
        folder.path(),
        &[
            "map",
            "many.csv",
            "-o",
            "a.svg",
            "--cell-value",
            "killed",
            "--cell-width",
            "20",
            "--data",
            "a.csv",
            "--caption",
            "a.md",
        ],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let placed: Vec<Vec<&str>> =
        table.lines().skip(1).map(|l| l.split(',').collect::<Vec<_>>()).filter(|c| !c[1].is_empty()).collect();
    let killed = placed.iter().filter_map(|c| c[4].parse::<u64>().ok()).sum();
    let unknown = placed.iter().filter(|c| c[4].is_empty()).count() as u64;
    let cells = text(&folder, "a.csv");
    assert_eq!(sums(&cells), [placed.len() as u64, killed, killed, unknown]);
    assert!(cells.lines().skip(1).all(|l| l.split(',').nth(4) == Some("346.410162")), "{cells}");
    let caption = text(&folder, "a.md");
    for said in [
        "3000 incidents",
        "hexagons 20\u{a0}km wide (346\u{a0}km² each",
        &format!("of {unknown} incidents no number"),
        "60 incidents without a place",
    ] {
        assert!(caption.contains(said), "{said}: {caption}");
    }
}

#[test]
fn circles_hold_every_incident_once_and_never_an_unknown_as_zero() {
    let folder = Folder::new("sums-clusters");
    let table = crowd(400);
    folder.write("some.csv", &table);
    for value in ["incidents", "killed"] {
        let wanted = ["map", "some.csv", "-o", "a.svg", "--svg-text", "text", "--data", "a.csv", "--caption", "a.md"];
        let run = sitmap(folder.path(), &[&wanted[..], &["--as", "clusters", "--cell-value", value]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        let placed: Vec<Vec<&str>> =
            table.lines().skip(1).map(|l| l.split(',').collect::<Vec<_>>()).filter(|c| !c[1].is_empty()).collect();
        let killed = placed.iter().filter_map(|c| c[4].parse::<u64>().ok()).sum();
        let unknown = placed.iter().filter(|c| c[4].is_empty()).count() as u64;
        let rows = text(&folder, "a.csv");
        assert_eq!(sums(&rows), [placed.len() as u64, killed, killed, unknown]);
        // The numbers on the map are those of the table: a single incident has none, nor has one of which nobody gives a number.
        // Of a sum that some give no number for, it is told that there may be more.
        let number = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            match value {
                "incidents" => cells[5].to_owned(),
                _ if cells[6].is_empty() || cells[8] == "0" => cells[6].to_owned(),
                _ => format!("{}+", cells[6]),
            }
        };
        let mut told: Vec<String> = rows.lines().skip(1).map(number).collect();
        told.retain(|n| !n.is_empty() && (value == "killed" || n != "1"));
        let svg = text(&folder, "a.svg");
        let group = svg.split("id=\"clusters\"").nth(1).unwrap().split("</g>").next().unwrap();
        let numbers = group.split("<text").skip(1).map(|t| t.split('>').nth(1).unwrap().split('<').next().unwrap());
        let mut numbers: Vec<String> = numbers.map(str::to_owned).collect();
        told.sort();
        numbers.sort();
        assert_eq!(numbers, told);
        let caption = text(&folder, "a.md");
        assert!(caption.contains("joined to a circle at the mean of their places"), "{caption}");
    }
}

/// The same events as a table, as GeoJSON, as GeoJSON with claims (which is read by way of features), and by other threads: the same bytes.
#[test]
fn whichever_way_they_are_read_the_figure_is_the_same() {
    let folder = Folder::new("sums-ways");
    let table = crowd(2_000);
    folder.write("a.csv", &table);
    let features = |claims: bool| {
        let rows = table.lines().skip(1).map(|l| l.split(',').collect::<Vec<_>>());
        let features = rows.map(|c| {
            let geometry = if c[1].is_empty() { "null".to_owned() } else { format!("{{\"type\":\"Point\",\"coordinates\":[{},{}]}}", c[1], c[2]) };
            let killed = match (c[4], claims) {
                ("", _) => "null".to_owned(),
                (n, true) => format!("[{{\"min\":{n},\"max\":{n}}}]"),
                (n, false) => n.to_owned(),
            };
            format!("{{\"type\":\"Feature\",\"geometry\":{geometry},\"properties\":{{\"date\":\"{}\",\"killed\":{killed}}}}}", c[3])
        });
        format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.collect::<Vec<_>>().join(",\n"))
    };
    folder.write("b.geojson", features(false));
    folder.write("c.geojson", features(true));
    let mut figures = Vec::new();
    for file in ["a.csv", "b.geojson", "c.geojson"] {
        let arguments =
            ["map", file, "-o", "a.svg", "--data", "d.csv", "--cell-value", "killed", "--provenance", "none"];
        let run = sitmap(folder.path(), &arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{file}");
        figures.push((folder.read("a.svg"), folder.read("d.csv")));
    }
    assert!(figures[0] == figures[1] && figures[1] == figures[2]);
}

#[test]
fn values_that_cannot_be_read_are_counted_and_told() {
    let folder = Folder::new("sums-unread");
    let table = crowd(900).replace("2015-05-01", "5/1/2015");
    folder.write("a.csv", table);
    let run = sitmap(folder.path(), &["map", "a.csv", "-o", "a.svg"]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("150 dates can't be read"), "{}", run.stderr);
}

#[test]
fn across_180_degrees_around_a_pole_and_on_a_map_that_is_not_equal_in_area() {
    let folder = Folder::new("sums-places");
    let at = |places: &dyn Fn(u32) -> (f64, f64)| {
        (0..600).fold("lon,lat\n".to_owned(), |text, i| {
            let (lon, lat) = places(i);
            format!("{text}{lon},{lat}\n")
        })
    };
    folder.write("fiji.csv", at(&|i| ((if i % 2 == 0 { 179.9 } else { -179.9 }), -17.0 - f64::from(i % 5) * 0.01)));
    folder.write("pole.csv", at(&|i| (f64::from(i % 360) - 180.0, 89.0 + f64::from(i % 10) * 0.09)));
    folder.write("world.csv", at(&|i| (f64::from(i % 36) * 10.0 - 175.0, f64::from(i % 15) * 10.0 - 70.0)));
    for (file, more) in [
        ("fiji.csv", ""),
        ("pole.csv", ""),
        ("world.csv", ""),
        ("world.csv", "merc"),
        ("fiji.csv", "merc"),
        ("pole.csv", "stere"),
    ] {
        let projection: &[&str] = if more.is_empty() { &[] } else { &["--projection", more] };
        let arguments = ["map", file, "-o", "a.png", "--as", "hexagons", "--data", "a.csv"];
        let run = sitmap(folder.path(), &[&arguments, projection].concat());
        assert_eq!(run.status, 0, "{file} {more}: {}", run.stderr);
        assert_eq!(sums(&text(&folder, "a.csv"))[0], 600, "{file} {more}");
    }
}

/// Four squares: with people, without, without an incident, and far off the frame.
const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"A","people":200000},"geometry":{"type":"Polygon","coordinates":[[[10,10],[11,10],[11,11],[10,11],[10,10]]]}},
{"type":"Feature","properties":{"name":"B"},"geometry":{"type":"Polygon","coordinates":[[[11,10],[12,10],[12,11],[11,11],[11,10]]]}},
{"type":"Feature","properties":{"name":"C","people":100000},"geometry":{"type":"Polygon","coordinates":[[[12,10],[13,10],[13,11],[12,11],[12,10]]]}},
{"type":"Feature","properties":{"name":"D","people":1},"geometry":{"type":"Polygon","coordinates":[[[100,10],[101,10],[101,11],[100,11],[100,10]]]}}
]}"#;

#[test]
fn by_area_zero_and_unknown_stay_apart_and_rates_have_a_divisor() {
    let folder = Folder::new("sums-areas");
    folder.write("squares.geojson", SQUARES);
    let mut text = "lon,lat,killed\n".to_owned();
    (0..40).for_each(|i| text.push_str(&format!("10.{:02},10.5,2\n", i + 10)));
    (0..10).for_each(|i| text.push_str(&format!("11.{:02},10.5,\n", i + 10)));
    text.push_str("13.5,10.5,9\n");
    folder.write("a.csv", text);
    let map = |more: &[&str]| {
        let arguments = [
            "map",
            "a.csv",
            "-o",
            "a.svg",
            "--svg-text",
            "text",
            "--as",
            "by-area",
            "--areas",
            "squares.geojson",
            "--data",
            "d.csv",
        ];
        let run = sitmap(folder.path(), &[&arguments, more].concat());
        (
            run.status,
            run.stderr,
            String::from_utf8(std::fs::read(folder.path().join("a.svg")).unwrap_or_default()).unwrap(),
        )
    };
    let (status, stderr, _) = map(&["--per", "people"]);
    assert!(status == 1 && stderr.contains("data::no-population"), "{stderr}");
    let (status, stderr, svg) = map(&["--per", "people", "--population", "people"]);
    assert_eq!((status, stderr.as_str()), (0, ""));
    // 40 incidents among 200,000 people are 20 in 100,000; B has no number of people, C no incident.
    assert!(svg.contains("Incidents per\u{a0}100\u{202f}000 inhabitants") && svg.contains(">20<"), "{svg}");
    assert!(svg.contains("population not given") && svg.contains("id=\"cells-unknown\""));
    assert!(svg.contains("One lies in none of the areas"));
    let (_, _, svg) = map(&["--cell-value", "killed"]);
    assert!(svg.contains("no number given (not zero)") && svg.contains(">80<"), "{svg}");
    assert!(svg.contains("The areas differ in size"));
    let rows = String::from_utf8(folder.read("d.csv")).unwrap();
    let row = |name: &str| rows.lines().find(|l| l.starts_with(name)).unwrap().to_owned();
    assert!(row("A,").contains(",40,80,80,0,yes"), "{rows}");
    assert!(row("B,").contains(",10,,,10,yes") && row("C,").contains(",0,,,0,yes"), "{rows}");
    assert!(row("D,").ends_with("no: outside the frame"), "{rows}");
}

#[test]
fn divisions_of_any_country_are_built_in() {
    let folder = Folder::new("sums-admin1");
    let row = |i: u32| format!("{},{}\n", 32.4 + f64::from(i % 9) * 0.05, 15.5 + f64::from(i % 7) * 0.02);
    folder.write("khartoum.csv", (0..300).fold("lon,lat\n".to_owned(), |text, i| text + &row(i)));
    let run = sitmap(
        folder.path(),
        &["map", "khartoum.csv", "-o", "a.svg", "--as", "by-area", "--per", "area", "--data", "d.csv"],
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let rows = String::from_utf8(folder.read("d.csv")).unwrap();
    assert!(rows.lines().any(|l| l.starts_with("Khartoum,") && l.contains(",300,")), "{rows}");
}

#[test]
fn a_summary_adds_up_and_keeps_what_is_less_precise_apart() {
    let folder = Folder::new("summary");
    folder.write("a.csv", "lon,lat,date,killed,kind\n36.6,35.9,2020-10-26,3,airstrike\n36.6,35.9,2020-10,,airstrike\n37.16,36.2,2020,2,shelling\n,,,7,\n28.0,36.0,2021-01-02,0,shelling\n");
    let summary = |more: &[&str]| {
        let run = sitmap(folder.path(), &[&["summary", "a.csv"], more].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    let months = summary(&["--by", "month", "--format", "csv"]);
    let expected = "month,incidents,killed_min,killed_max,killed_unknown\n\"2020, month not given\",1,2,2,0\n2020-10,2,3,3,1\n2021-01,1,0,0,0\nnot given,1,7,7,0\n";
    assert_eq!(months, expected);
    let kinds = summary(&["--by", "kind", "--sort", "--format", "markdown"]);
    assert!(
        kinds.contains(
            "| airstrike | 2 | 3 | 1 |\n| shelling | 2 | 2 | 0 |\n| not given | 1 | 7 | 0 |\n| **total** | 5 | 12 | 1 |"
        ),
        "{kinds}"
    );
    let places = summary(&["--by", "admin1", "--format", "csv"]);
    for row in
        ["\"Idlib, Syria\",2,3,3,1", "\"Aleppo, Syria\",1,2,2,0", "in none of them,1,0,0,0", "place not given,1,7,7,0"]
    {
        assert!(places.contains(row), "{row}: {places}");
    }
    let json: serde_json::Value = serde_json::from_str(&summary(&["--by", "country", "--format", "json"])).unwrap();
    assert_eq!(json["total"]["incidents"], 5);
    assert_eq!(json["groups"][0]["group"], "Syria");
    assert!(summary(&[]).lines().last().unwrap().starts_with("total"));
    let run = sitmap(folder.path(), &["summary", "a.csv", "--by", "knd"]);
    assert!(run.status == 1 && run.stderr.contains("did you mean “kind”?"), "{}", run.stderr);
}

/// The same sums, whether a file is read by columns or, for its claims, by features.
#[test]
fn a_summary_of_claims_is_that_of_their_numbers() {
    let folder = Folder::new("summary-claims");
    let features = |killed: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Point\",\"coordinates\":[36.6,35.9]}},\"properties\":{{\"date\":\"2020-10-26\",\"killed\":{killed}}}}}]}}"
        )
    };
    let csv = |killed: &str| {
        folder.write("a.geojson", features(killed));
        let run = sitmap(folder.path(), &["summary", "a.geojson", "--by", "day", "--format", "csv"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(csv("5"), "2020-10-26,1,5,5,0");
    assert_eq!(csv("[{\"min\": 5, \"max\": 9}, {\"min\": 35}]"), "2020-10-26,1,5,35,0");
    assert_eq!(csv("[]"), "2020-10-26,1,,,1");
}

#[test]
fn bars_along_time_stand_beside_the_map() {
    let folder = Folder::new("by-time");
    folder.write("a.csv", crowd(900));
    for (lang, heading) in [("en", "Incidents by month"), ("ar", "الحوادث حسب الشهر")] {
        let run =
            sitmap(folder.path(), &["map", "a.csv", "-o", "a.svg", "--svg-text", "text", "--by-time", "--lang", lang]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert!(text(&folder, "a.svg").contains(heading), "{lang}");
    }
    // Six years, one month each: as many bars of incidents, and of people killed.
    let svg = text(&folder, "a.svg");
    let panel = svg.split("id=\"panel-1\"").nth(1).unwrap().split("id=\"panel-2\"").next().unwrap();
    assert!(panel.matches("<path").count() >= 12, "{panel}");
}

#[test]
fn squares_and_a_surface_of_density() {
    let folder = Folder::new("sums-styles");
    folder.write("many.csv", crowd(1_000));
    for (style, lang, said) in [
        ("grid", "en", "Incidents in a square"),
        ("grid", "ar", "خلية مربعة"),
        ("density", "en", "kernel density with a"),
        ("density", "ar", "كثافة الحوادث"),
    ] {
        let arguments = [
            "map",
            "many.csv",
            "-o",
            "a.svg",
            "--svg-text",
            "text",
            "--as",
            style,
            "--lang",
            lang,
            "--size",
            "a4-landscape",
        ];
        let run = sitmap(folder.path(), &arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{style} {lang}");
        let svg = text(&folder, "a.svg");
        assert!(svg.contains(said) && svg.contains("id=\"cells\""), "{style} {lang}");
    }
    let run = sitmap(
        folder.path(),
        &["map", "many.csv", "-o", "a.svg", "--as", "grid", "--cell-width", "25", "--data", "a.csv"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = text(&folder, "a.csv");
    assert_eq!(sums(&rows)[0], 980);
    assert!(rows.lines().skip(1).all(|l| l.split(',').nth(4) == Some("625.000000")), "{rows}");
}

/// The panel says what `summary` says.
#[test]
fn bars_of_groups_are_those_of_the_summary() {
    let folder = Folder::new("sums-groups");
    folder.write("many.csv", crowd(3_000));
    let map = ["map", "many.csv", "-o", "a.svg", "--svg-text", "text", "--by-group", "country"];
    let run = sitmap(folder.path(), &map);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let summary = sitmap(folder.path(), &["summary", "many.csv", "--by", "country", "--format", "csv"]);
    let svg = text(&folder, "a.svg");
    let spaced = |n: &str| match n.len() {
        0..=4 => n.to_owned(),
        length => format!("{}\u{202f}{}", &n[..length - 3], &n[length - 3..]),
    };
    for row in summary.stdout.lines().skip(1).filter(|l| !l.starts_with("total") && !l.contains("not given")) {
        let cells: Vec<&str> = row.split(',').collect();
        assert!(svg.contains(&format!(">{}<", cells[0])), "{row}");
        assert!(svg.contains(&format!(">{}<", spaced(cells[1]))), "{row}");
        assert!(svg.contains(&format!(">{}<", spaced(cells[2]))), "{row}");
    }
    assert!(svg.contains("60 incidents are in none."), "{}", summary.stdout);
    // By what a column says; nothing under a name is an error.
    let run = sitmap(folder.path(), &["map", "many.csv", "-o", "a.svg", "--by-group", "kind"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("data::unknown-column"), "{}", run.stderr);
}

/// The title counts what the map shows; what lies outside of the frame foot, caption and table tell, and it adds up.
#[test]
fn a_title_of_sums_counts_what_the_frame_shows() {
    let folder = Folder::new("sums-title");
    folder.write("many.csv", crowd(3_000));
    for style in ["clusters", "hexagons"] {
        let wanted = [
            "map",
            "many.csv",
            "-o",
            "a.svg",
            "--extent",
            "36,35,38,37",
            "--caption",
            "a.md",
            "--data",
            "a.csv",
            "--as",
            style,
        ];
        let run = sitmap(folder.path(), &wanted);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let caption = text(&folder, "a.md");
        // The number before some words.
        let number = |words: &str| {
            let before = caption.split(words).next().unwrap().trim_end();
            let digits: String = before
                .chars()
                .rev()
                .take_while(|c| c.is_ascii_digit() || c.is_whitespace())
                .filter(char::is_ascii_digit)
                .collect();
            digits.chars().rev().collect::<String>().parse::<u64>().unwrap_or_else(|_| panic!("{words}: {caption}"))
        };
        let (title, outside, nowhere) =
            (number(" incidents, "), number(" incidents lie outside"), number(" incidents without a place"));
        assert!(outside > 500 && title + outside == 3_000, "{style}: {title} + {outside}: {caption}");
        assert_eq!(sums(&text(&folder, "a.csv"))[0], 3_000 - nowhere, "{style}");
    }
}
