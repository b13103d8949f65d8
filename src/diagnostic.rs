//! Faults as values: a code, a severity, a place, a message and what to do about it.
//!
//! Every room reports the user's faults as [`Diagnostic`]s, all of a file at once; warnings travel beside the result.
//! A panic is always our own fault. The printed form is:
//!
//! ```text
//! error[data::longitude-out-of-range]: longitude 4239.004 is outside −540…540
//!   --> incidents.geojson:5  feature 1 (id "kx-17")  /geometry/coordinates/0
//!   help: longitude comes first in GeoJSON
//! ```

use std::collections::BTreeMap;
use std::fmt;

mod advice;

/// How grave a fault is. `--strict` makes warnings errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The work goes on; the reader should know.
    Warning,
    /// The input is refused.
    Error,
}

/// Where in the input a fault is. Every part is optional; those that are known are printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The file as the user named it.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Feature, row or record, from 1.
    pub feature: Option<usize>,
    /// The feature's `id`, as JSON writes it (strings in quotes).
    pub id: Option<String>,
    /// JSON pointer within the feature (or within the file where there is no feature), or a column name.
    pub pointer: Option<String>,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// `room::kebab-case`, stable.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error, with the advice that its code has.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        let help = advice::of(code).map(str::to_owned);
        Self { code, severity: Severity::Error, message: message.into(), place: Place::default(), help }
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// The same fault at a place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same fault with advice that fits its place better than that of its code.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn fmt::Display>)
    }
}

/// The fault as it is printed on stderr: two to three lines, no colour. Control characters are made visible, so that
/// text from data can't write to a terminal.
pub fn render(fault: &Diagnostic) -> String {
    let word = match fault.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut out = format!("{word}[{}]: {}\n", fault.code, visible(&clipped(&fault.message)));
    let mut place: Vec<String> = Vec::new();
    let p = &fault.place;
    match (&p.file, p.line) {
        (Some(file), Some(line)) => place.push(format!("{}:{line}", visible(file))),
        (Some(file), None) => place.push(visible(file)),
        (None, Some(line)) => place.push(format!("line {line}")),
        (None, None) => {}
    }
    match (p.feature, &p.id) {
        (Some(n), Some(id)) => place.push(format!("feature {n} (id {})", visible(id))),
        (Some(n), None) => place.push(format!("feature {n}")),
        (None, Some(id)) => place.push(format!("id {}", visible(id))),
        (None, None) => {}
    }
    if let Some(pointer) = &p.pointer {
        place.push(visible(pointer));
    }
    if !place.is_empty() {
        out.push_str(&format!("  --> {}\n", place.join("  ")));
    }
    if let Some(help) = &fault.help {
        out.push_str(&format!("  help: {}\n", visible(help)));
    }
    out
}

/// Characters of a message at most: a cell of a file may be as long as the file.
const LONGEST_MESSAGE: usize = 2_000;

fn clipped(message: &str) -> std::borrow::Cow<'_, str> {
    match message.char_indices().nth(LONGEST_MESSAGE) {
        Some((end, _)) => format!("{} …", &message[..end]).into(),
        None => message.into(),
    }
}

/// Text with control and bidi control characters written as `\u{…}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden =
            c.is_control() || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if hidden {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Warnings of a layer of one code after these are counted, not listed: a map of all countries has thousands of rings.
const MOST_OF_A_CODE: usize = 3;

/// The first few warnings of each code, and how many more there are in that file.
pub fn some_of_each(told: Vec<Diagnostic>, file: &Place) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut kept = Vec::new();
    for warning in told {
        let count = counts.entry(warning.code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            kept.push(warning);
        }
    }
    for (code, count) in counts.into_iter().filter(|(_, n)| *n > MOST_OF_A_CODE) {
        let message =
            format!("{} more of the same in this layer; `sitmap check` lists them all", count - MOST_OF_A_CODE);
        kept.push(Diagnostic::warning(code, message).at(file.clone()));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_form() {
        let fault = Diagnostic::error("data::longitude-out-of-range", "longitude 4239.004 is outside −540…540")
            .at(Place {
                file: Some("incidents.geojson".into()),
                line: Some(5),
                feature: Some(1),
                id: Some("\"kx-17\"".into()),
                pointer: Some("/geometry/coordinates/0".into()),
            })
            .help("longitude comes first in GeoJSON");
        assert_eq!(
            render(&fault),
            "error[data::longitude-out-of-range]: longitude 4239.004 is outside −540…540\n  \
             --> incidents.geojson:5  feature 1 (id \"kx-17\")  /geometry/coordinates/0\n  \
             help: longitude comes first in GeoJSON\n"
        );
    }

    #[test]
    fn data_cannot_write_to_the_terminal() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b"), "a\\u{1b}[31m\\u{202e}b");
    }
}
