//! `docs/messages.md`: every message that the program can give, written from the source itself.

use crate::root;
use sitmap::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the source says of a code.
#[derive(Default)]
struct Message {
    error: bool,
    warning: bool,
    says: BTreeSet<String>,
}

/// What each room's messages are about.
const ROOMS: &[(&str, &str)] = &[
    ("claims", "statements held against the map"),
    ("cli", "arguments, and files that are written"),
    ("data", "files that are read"),
    ("diff", "what changed"),
    ("export", "formats that are written"),
    ("layout", "what stands where on the page"),
    ("measure", "distances"),
    ("pack", "layer packs"),
    ("projection", "projections"),
    ("provenance", "what a figure was made of"),
    ("selection", "which incidents are wanted"),
    ("spatial", "geometry"),
    ("spec", "figure specs"),
    ("text", "fonts and characters"),
    ("theme", "themes"),
];

fn is_code(word: &str) -> bool {
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    word.split_once("::").is_some_and(|(room, name)| plain(room) && plain(name))
}

/// The string literal that begins at the start of a text, unescaped as far as messages need it.
fn literal(text: &str) -> Option<String> {
    let mut characters = text.strip_prefix('"')?.chars();
    let mut found = String::new();
    loop {
        match characters.next()? {
            '"' => return Some(found),
            '\\' => match characters.next()? {
                'n' => found.push(' '),
                '\n' => {
                    let rest = characters.as_str().trim_start();
                    characters = rest.chars();
                }
                c => found.push(c),
            },
            c => found.push(c),
        }
    }
}

/// Words for what stands in braces: `{column}` becomes … .
fn readable(template: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => {
                inside = true;
                out.push('…');
            }
            '}' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// The first literal of a text that is a sentence.
fn sentence(text: &str) -> Option<String> {
    let quotes = text.char_indices().filter(|(_, c)| *c == '"').map(|(at, _)| at);
    let mut end = 0;
    for at in quotes {
        if at < end {
            continue;
        }
        let Some(found) = literal(&text[at..]) else { break };
        end = at + found.len() + 2;
        if found.trim().contains(' ') && !found.contains("::") {
            return Some(found);
        }
    }
    None
}

/// What follows a code in the source as its message, in the same statement, or what stood before it under that name.
fn says(before: &str, after: &str) -> Option<String> {
    let statement = after.split(';').next().unwrap_or_default();
    let short: String = statement.chars().take(240).collect();
    // Help is advice, no message.
    let short = short.split(".help(").next().unwrap_or_default();
    let named =
        ["message", "&message", "told"].iter().any(|n| short.trim_start_matches([',', ' ', '\n']).starts_with(n))
            || short.contains(", message,");
    match before.rfind("let message").filter(|start| named && before.len() - start < 700) {
        Some(start) => sentence(&before[start..]),
        None => sentence(short),
    }
}

fn read(path: &Path, found: &mut BTreeMap<String, Message>) {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut at = 0;
    while let Some(start) = text[at..].find('"').map(|p| at + p) {
        let Some(end) = text[start + 1..].find('"').map(|p| start + 1 + p) else { break };
        let word = &text[start + 1..end];
        if is_code(word) {
            let (before, after) = (&text[..start], &text[end + 1..]);
            let message = found.entry(word.to_owned()).or_default();
            let call = before.trim_end().trim_end_matches('(');
            // A table of codes says how grave each is.
            let listed = after.trim_start_matches([',', ' ']);
            let warning = call.ends_with("warning") || listed.starts_with("Warning");
            message.warning |= warning;
            message.error |= !warning;
            message.says.extend(says(before, after).map(|s| readable(&s)));
            at = end + 1;
        } else {
            at = start + 1;
        }
    }
}

fn all(folder: &Path, found: &mut BTreeMap<String, Message>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            all(&entry, found);
        } else if name.ends_with(".rs") && !name.contains("tests") && name != "advice.rs" {
            read(&entry, found);
        }
    }
}

fn page() -> String {
    let mut found = BTreeMap::new();
    all(&root().join("src"), &mut found);
    let mut page = "# Messages\n\nEvery message has a code, a place (file, line, feature, member or column), and a line of help. Errors refuse the input: nothing is written. Warnings travel beside the result; `--strict` makes \
        them errors. All faults of a file come at once.\n\n    error[data::longitude-out-of-range]: longitude 4239.004 is outside −540…540\n      --> incidents.geojson:5  feature 1 (id \"kx-17\")  /geometry/coordinates/0\n      \
        help: longitude comes first in GeoJSON; is the decimal point in its place?\n\nThis page is written from the source by a test (`SITMAP_BLESS=1 cargo test --release --test cli messages`); … stands for what differs from file to file.\n"
        .to_owned();
    let mut room = "";
    for (code, message) in &found {
        let own = code.split("::").next().unwrap();
        if own != room {
            room = own;
            let about =
                ROOMS.iter().find(|(r, _)| *r == own).unwrap_or_else(|| panic!("{own} has no words in ROOMS")).1;
            page.push_str(&format!("\n## {own}: {about}\n"));
        }
        let kind = match (message.error, message.warning) {
            (true, true) => "error or warning",
            (false, true) => "warning",
            _ => "error",
        };
        page.push_str(&format!("\n### `{code}`\n\n{kind}"));
        let says: Vec<String> = message.says.iter().map(|s| format!("“{s}”")).collect();
        if !says.is_empty() {
            page.push_str(&format!(": {}", says.join(" · ")));
        }
        let fault = Diagnostic::error(code.clone().leak(), "");
        page.push_str(&format!("\n\nWhat to do: {}.\n", fault.help.unwrap_or_default()));
    }
    page
}

#[test]
fn the_page_of_messages_is_that_of_the_source() {
    let (file, page) = (root().join("docs/messages.md"), page());
    if std::env::var_os("SITMAP_BLESS").is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    assert!(page.matches("\n### ").count() > 120);
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == page, "docs/messages.md is not what src/ says: run this test with SITMAP_BLESS=1");
}
