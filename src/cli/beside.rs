//! Files beside a picture: its caption as markdown, its data as CSV.

use super::output::Output;
use crate::layout::caption::Caption;
use crate::pipeline::{CellRow, Composition, IncidentRow};
use std::path::Path;

/// Caption and description as markdown.
pub(super) fn caption(path: &Path, advice: &'static str, composition: &Composition) -> Output {
    Output::new(path, advice, markdown(&composition.caption, &composition.scene.lang).into_bytes())
}

/// The data as CSV.
pub(super) fn data(path: &Path, advice: &'static str, composition: &Composition) -> Output {
    let text = match &composition.cells {
        Some(cells) => cells_csv(cells),
        None => csv(&composition.rows),
    };
    Output::new(path, advice, text.into_bytes())
}

/// Caption, then description. Arabic stands in a block that is read from right to left.
fn markdown(caption: &Caption, lang: &str) -> String {
    let lead = format!("**{}**", escaped(&caption.lead));
    let text = format!("{lead} {}\n\n**{}.** {}\n", escaped(&caption.text), caption.alt_heading, escaped(&caption.alt));
    match lang {
        "ar" => format!("<div lang=\"ar\" dir=\"rtl\">\n\n{text}\n</div>\n"),
        _ => text,
    }
}

/// Text that markdown prints as it is, in one line. Numbers of sources in brackets need no escape.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let cited = rest.strip_prefix('[').and_then(|r| r.split_once(']')).filter(|(inside, after)| {
            let digits = !inside.is_empty() && inside.chars().all(|c| c.is_ascii_digit());
            digits && !after.starts_with(['(', '[', ':'])
        });
        if let Some((number, after)) = cited {
            out.push_str(&format!("[{number}]"));
            rest = after;
            continue;
        }
        match c {
            '\\' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '&' | '#' | '|' | '~' | '$' => out.extend(['\\', c]),
            '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(c),
        }
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// One row a cell. What nobody gives a number of is empty, never 0.
fn cells_csv(cells: &[CellRow]) -> String {
    let mut out = "name,lon,lat,population,area_km2,incidents,killed_min,killed_max,killed_unknown,shown\n".to_owned();
    for cell in cells {
        let degrees = |d: f64| format!("{d:.7}");
        let (lon, lat) = cell.middle.map(|m| (degrees(m.lon_deg), degrees(m.lat_deg))).unwrap_or_default();
        let (min, max) = cell.killed.map(|(min, max)| (min.to_string(), max.to_string())).unwrap_or_default();
        let (incidents, unknown) = (cell.incidents, cell.killed_unknown);
        let shown = if cell.shown { "yes" } else { "no: outside the frame" };
        let area = cell.area_m2.map(|m2| format!("{:.6}", m2 / 1e6)).unwrap_or_default();
        let name = cell.name.as_deref().map(text).unwrap_or_default();
        let people = cell.population.map(|p| p.to_string()).unwrap_or_default();
        out.push_str(&format!("{name},{lon},{lat},{people},{area},{incidents},{min},{max},{unknown},{shown}\n"));
    }
    out
}

const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "name_ar",
    "lon",
    "lat",
    "precision",
    "radius_m",
    "date",
    "kind",
    "killed_min",
    "killed_max",
    "claims",
    "sources",
];

/// One row an incident. A figure that measures to several borders has further columns for the longer distances.
fn csv(rows: &[IncidentRow]) -> String {
    let distances = rows.iter().map(|r| r.distances.len()).max().unwrap_or(0).max(1);
    let mut head: Vec<String> = COLUMNS.iter().map(|c| (*c).to_owned()).collect();
    for n in 1..=distances {
        let nth = if n == 1 { String::new() } else { format!("_{n}") };
        let columns = ["distance_m", "distance_min_m", "distance_max_m", "border"];
        head.extend(
            columns.map(|c| {
                c.replacen("distance", &format!("distance{nth}"), 1).replace("border", &format!("border{nth}"))
            }),
        );
    }
    head.push("shown".to_owned());
    let mut out = head.join(",") + "\n";
    for row in rows {
        out.push_str(&cells(row, distances).join(","));
        out.push('\n');
    }
    out
}

fn cells(row: &IncidentRow, distances: usize) -> Vec<String> {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    let metres = |m: f64| format!("{m:.6}");
    let optional = |t: &Option<String>| t.as_deref().map(text).unwrap_or_default();
    let mut cells = vec![
        text(&row.id),
        optional(&row.name),
        optional(&row.name_ar),
        row.place.map(|p| p.lon_deg.to_string()).unwrap_or_default(),
        row.place.map(|p| p.lat_deg.to_string()).unwrap_or_default(),
        row.precision.to_owned(),
        row.radius_m.map(|m| m.to_string()).unwrap_or_default(),
        optional(&row.date),
        optional(&row.kind),
        number(row.killed_min),
        number(row.killed_max),
        text(&row.claims.join("; ")),
        text(&row.sources.join("; ")),
    ];
    for n in 0..distances {
        match row.distances.get(n) {
            Some(d) => {
                let bounds = d.bounds_m.map(|(min, max)| [metres(min), metres(max)]).unwrap_or_default();
                cells.push(metres(d.distance_m));
                cells.extend(bounds);
                cells.push(text(&d.border));
            }
            None => cells.extend(std::iter::repeat_n(String::new(), 4)),
        }
    }
    cells.push(row.hidden.map_or_else(|| "yes".to_owned(), |why| format!("no: {why}")));
    cells
}

/// A cell of text: in quotes where RFC 4180 wants them, and harmless to spreadsheets.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return may run as a formula (OWASP, *CSV Injection*,
/// <https://owasp.org/www-community/attacks/CSV_Injection>, which names a line feed and the full-width forms of the signs too): an
/// apostrophe before it makes it text, as OWASP advises. Plain numbers stay what they are.
pub(super) fn text(cell: &str) -> String {
    let cell = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r', '\'']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// May a spreadsheet run the cell? Signs behind spaces or quotes count too, and the bar of DDE.
pub(super) fn is_formula(cell: &str) -> bool {
    let shown = cell.trim_start_matches([' ', '"', '\'', '\u{a0}', '\u{feff}', '\u{200b}']);
    let risky = |text: &str| text.starts_with(['=', '+', '-', '@', '|', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    (risky(cell) || risky(shown)) && !is_number(cell)
}

/// Digits with a sign and a point at most.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        let table = [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1+2", "\"'+1+2\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            ("＝1", "\"'＝1\""),
            ("-17", "-17"),
            ("+3.5", "+3.5"),
            ("-", "\"'-\""),
            ("-1e5", "\"'-1e5\""),
            ("a=b", "a=b"),
            ("a, \"b\"", "\"a, \"\"b\"\"\""),
            ("", ""),
        ];
        for (cell, written) in table {
            assert_eq!(text(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn markdown_prints_names_as_they_are() {
        assert_eq!(escaped("a_b* <i> [x](y)\n#"), "a\\_b\\* \\<i\\> \\[x\\](y) \\#");
        assert_eq!(escaped("said [3]; [4](x) [5]"), "said [3]; \\[4\\](x) [5]");
        let caption =
            Caption { lead: "Figure 1. A.".into(), text: "B.".into(), alt_heading: "Alt text", alt: "Map: A.".into() };
        assert_eq!(markdown(&caption, "en"), "**Figure 1. A.** B.\n\n**Alt text.** Map: A.\n");
        let arabic = markdown(&caption, "ar");
        assert!(arabic.starts_with("<div lang=\"ar\" dir=\"rtl\">\n\n**") && arabic.ends_with("\n\n</div>\n"));
    }
}
