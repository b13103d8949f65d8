//! From bytes to records: a file is one document, a document a line (newline-delimited), or a document after each record
//! separator (RFC 8142).
//!
//! Which of the three a file is does not depend on its first record being sound. A record separator at the beginning of
//! the file or of a line makes a sequence. Whatever parses from end to end is taken as it is. Only where that fails, lines are looked at: a line that is
//! a whole object speaks for records, one that opens or closes something around it against them. A fault in one record,
//! or bytes in it that are not UTF-8, cost none of the others.

use super::checker::Checker;
use super::json::{self, Kind, SyntaxError};
use crate::data::feature::Feature;
use crate::diagnostic::{Diagnostic, Severity};

/// What a check of a file found.
#[derive(Debug, Clone, Default)]
pub struct CheckReport {
    /// Every fault, in the file's order.
    pub faults: Vec<Diagnostic>,
    /// Features and bare geometries that were looked at, and broken records.
    pub records: usize,
    /// The sound features.
    pub features: Vec<Feature>,
}

const SEPARATOR: u8 = 0x1e;
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// Checks the bytes of a GeoJSON file, a newline-delimited one, or an RFC 8142 sequence.
pub fn check(name: &str, bytes: &[u8]) -> CheckReport {
    let mut checker = Checker::new(name);
    let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if content.len() < bytes.len() {
        checker.warning("data::byte-order-mark", 0, "", "the file begins with a byte-order mark".to_owned(), None);
    }
    if content.iter().all(|b| b.is_ascii_whitespace() || *b == SEPARATOR) {
        checker.error("data::empty-file", 0, "", "the file is empty".to_owned(), None);
    } else if let Some(kind) = utf_16(content) {
        let help = Some("GeoJSON is always UTF-8: save it so, without a byte-order mark");
        checker.error("data::not-utf8", 0, "", format!("the file is {kind}, not UTF-8"), help);
    } else if is_sequence(content) {
        records(&mut checker, content, SEPARATOR);
    } else {
        let before = checker.faults.clone();
        let sound = match std::str::from_utf8(content) {
            Ok(text) => documents(&mut checker, text),
            Err(e) => {
                not_utf8(&mut checker, "the file", content, e.valid_up_to(), 1);
                false
            }
        };
        if !sound && is_by_lines(&String::from_utf8_lossy(content)) {
            checker = Checker::new(name);
            checker.faults = before;
            records(&mut checker, content, b'\n');
        }
    }
    CheckReport { faults: checker.faults, records: checker.number, features: checker.features }
}

/// Are there errors among the faults?
pub fn has_errors(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|f| f.severity == Severity::Error)
}

/// Is it UTF-16, as spreadsheets and some editors save it? By its mark, or by the zeros between letters of ASCII.
fn utf_16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16"),
        [0, letter, 0, _, ..] | [letter, 0, _, 0, ..] if letter.is_ascii() && *letter != 0 => Some("UTF-16"),
        _ => None,
    }
}

/// Does a record separator begin the file or a line? Within JSON the character can't stand.
fn is_sequence(bytes: &[u8]) -> bool {
    let first = bytes.iter().find(|b| !b.is_ascii_whitespace());
    first == Some(&SEPARATOR) || bytes.windows(2).any(|w| w == [b'\n', SEPARATOR])
}

/// Is a text that does not parse as a whole one record a line, some of them broken?
fn is_by_lines(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(|l| l.trim_matches(SPACE)).filter(|l| !l.is_empty()).collect();
    let (mut whole, mut parts, mut begun) = (0, 0, 0);
    for line in &lines {
        begun += usize::from(line.starts_with('{'));
        if is_object(line) {
            whole += 1;
        } else if line.starts_with([']', '}']) || line.ends_with(['[', '{', ':']) {
            // It closes what another line began, or leaves open what another must close.
            parts += 2;
        } else if line.ends_with(',') || line.starts_with(['"', ',']) {
            parts += 1;
        }
    }
    lines.len() > 1 && whole >= parts && (whole > 0 || begun > 1)
}

fn is_object(line: &str) -> bool {
    json::parse(line, 0).is_ok_and(|read| read.end == line.len() && matches!(read.node.kind, Kind::Object(_)))
}

/// One document, or one after the other without anything between them. Does it parse from end to end?
fn documents(checker: &mut Checker, text: &str) -> bool {
    checker.begin(text, 1);
    let (mut at, mut joined) = (0, false);
    loop {
        let rest = text[at..].trim_start_matches(SPACE);
        let start = text.len() - rest.len();
        if rest.is_empty() {
            return true;
        }
        if at > 0 && !rest.starts_with('{') {
            checker.feature = None;
            // Lines of a collection that has lost its frame end in commas.
            let help = rest.starts_with(',').then_some(
                "features with commas between them stand in {\"type\": \"FeatureCollection\", \"features\": [ … ]}",
            );
            checker.error("data::not-json", start, "", "there is more after the end of the JSON".to_owned(), help);
            return false;
        }
        match json::parse(text, start) {
            Ok(read) => {
                // One text a line is a form of its own; texts of many lines are files that were joined.
                let lines = (checker.line(at), checker.line(start), checker.line(read.end));
                if at > 0 && !joined && (lines.0 == lines.1 || lines.1 < lines.2) {
                    checker.feature = None;
                    let message = "another JSON text begins here; those after the first are read too".to_owned();
                    checker.warning("data::several-texts", start, "", message, None);
                    joined = true;
                }
                checker.take(&read);
                checker.root(&read.node);
                at = read.end;
                // What is no object is not followed by more, but for a bad record among others.
                if !matches!(read.node.kind, Kind::Object(_)) && !text[at..].trim_matches(SPACE).is_empty() {
                    return false;
                }
            }
            Err(e) => {
                checker.feature = None;
                broken(checker, e);
                return false;
            }
        }
    }
}

/// Each record between separators by itself.
fn records(checker: &mut Checker, bytes: &[u8], separator: u8) {
    checker.in_record = true;
    let mut line = 1;
    for record in bytes.split(|b| *b == separator) {
        let (number, errors) = (checker.number, checker.errors());
        if !record.trim_ascii().is_empty() {
            one_record(checker, record, line);
        }
        // A record in which no feature was found is counted, so that the numbers of the others are right.
        checker.number += usize::from(checker.number == number && checker.errors() > errors);
        line += record.iter().filter(|b| **b == b'\n').count() + usize::from(separator == b'\n');
    }
}

fn one_record(checker: &mut Checker, record: &[u8], line: usize) {
    let text = match std::str::from_utf8(record) {
        Ok(text) => text,
        Err(e) => {
            not_utf8(checker, "this record", record, e.valid_up_to(), line);
            return;
        }
    };
    checker.begin(text, line);
    match json::parse(text, 0) {
        Ok(read) => {
            checker.take(&read);
            checker.root(&read.node);
            let rest = text[read.end..].trim_start_matches(SPACE);
            if !rest.is_empty() {
                let at = text.len() - rest.len();
                let message = "there is more after the end of the record".to_owned();
                checker.error("data::not-json", at, "", message, Some("each record is one object"));
            }
        }
        Err(e) => {
            checker.feature = Some((checker.number + 1, None));
            broken(checker, e);
        }
    }
}

fn not_utf8(checker: &mut Checker, what: &str, bytes: &[u8], valid_up_to: usize, line: usize) {
    checker.begin("", line + bytes[..valid_up_to].iter().filter(|b| **b == b'\n').count());
    checker.feature = checker.in_record.then_some((checker.number + 1, None));
    let help = Some("GeoJSON is always UTF-8: save it so, without a byte-order mark");
    checker.error("data::not-utf8", 0, "", format!("{what} is not UTF-8"), help);
}

fn broken(checker: &mut Checker, e: SyntaxError) {
    let code = if e.too_deep { "data::too-deep" } else { "data::not-json" };
    let opened = e.opened.map(|at| checker.line(at)).filter(|line| *line < checker.line(e.at));
    let message = match opened {
        Some(line) => format!("{} that begins on line {line}", e.message),
        None => e.message,
    };
    checker.error(code, e.at, "", message, e.help);
}
