//! The list of sources that claims name by key: `sources.json`.
//!
//! An object of key → source. Keys are short and stable (`durden-2020-10-26`); [`Source::number`] is the order that
//! figures cite them in. Sources hold facts about a text, none of its prose.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::incident::CivilDate;
use crate::diagnostic::{Diagnostic, Place};

/// What sort of source it is. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A text that the incidents are taken from.
    Article,
    /// Another record of the same events, kept for comparison.
    Record,
    /// Where coordinates or names come from.
    Gazetteer,
}

/// A source, as far as it is known.
///
/// ```
/// use sitmap::data::source::read_sources;
/// let text = r#"{"durden-2020-10-26": {"number": 1, "kind": "article", "title": "T", "date": "2020-10-26"}}"#;
/// let sources = read_sources(text, "sources.json").unwrap();
/// assert_eq!(sources["durden-2020-10-26"].number, Some(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Place in the list that figures print, from 1; `None` for what is not cited by number.
    pub number: Option<u32>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// Its title; where it has none of its own, what it is.
    pub title: String,
    /// Title or description in Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_ar: Option<String>,
    /// As a figure's foot cites it: `T. Durden, 26 Oct 2020`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The same in Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_ar: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub date: Option<CivilDate>,
    /// Whom it quotes, where its numbers are theirs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// What the incidents take from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_for: Option<String>,
    /// How many paragraphs it has: blocks between blank lines, the first is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraphs: Option<u32>,
    /// What a reader should know, such as how a date was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Sources by key.
pub type Sources = BTreeMap<String, Source>;

/// Reads a list of sources; `file` is the name that faults give.
///
/// # Errors
/// All faults at once: text that is no JSON object of sources, each source that is not as [`Source`] says, and a
/// number that two sources share.
pub fn read_sources(text: &str, file: &str) -> Result<Sources, Vec<Diagnostic>> {
    let at = |line, pointer: Option<String>| Place { file: Some(file.to_owned()), line, pointer, ..Place::default() };
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).map_err(|fault| {
        vec![
            Diagnostic::error("data::not-json", format!("no list of sources: {fault}"))
                .at(at(Some(fault.line()), None)),
        ]
    })?;
    let mut faults = Vec::new();
    let mut sources = Sources::new();
    let mut numbers: BTreeMap<u32, String> = BTreeMap::new();
    for (key, value) in object {
        let pointer = Some(format!("/{key}"));
        match serde_json::from_value::<Source>(value) {
            Ok(source) => {
                if let Some(first) = source.number.and_then(|n| numbers.insert(n, key.clone())) {
                    let message = format!("sources {first:?} and {key:?} have the same number");
                    faults.push(Diagnostic::error("data::repeated-number", message).at(at(None, pointer)));
                }
                sources.insert(key, source);
            }
            Err(fault) => {
                let message = format!("source {key:?}: {fault}");
                faults.push(Diagnostic::error("data::bad-source", message).at(at(None, pointer)));
            }
        }
    }
    if faults.is_empty() { Ok(sources) } else { Err(faults) }
}

/// The sources that figures cite, in the order of their numbers.
pub fn cited(sources: &Sources) -> Vec<(&str, &Source)> {
    let mut cited: Vec<_> = sources.iter().filter(|(_, s)| s.number.is_some()).map(|(k, s)| (k.as_str(), s)).collect();
    cited.sort_by_key(|(_, source)| source.number);
    cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_at_once() {
        let text = r#"{
            "a": {"number": 1, "kind": "article", "title": "A"},
            "b": {"number": 1, "kind": "article", "title": "B"},
            "c": {"number": 2, "kind": "leaflet", "title": "C"},
            "d": {"number": 3, "kind": "article"}
        }"#;
        let faults = read_sources(text, "sources.json").unwrap_err();
        let codes: Vec<_> = faults.iter().map(|f| f.code).collect();
        assert_eq!(codes, ["data::repeated-number", "data::bad-source", "data::bad-source"]);
        assert_eq!(faults[1].place.pointer.as_deref(), Some("/c"));
    }

    #[test]
    fn no_json_names_the_line() {
        let faults = read_sources("{\n\"a\": \n", "sources.json").unwrap_err();
        assert_eq!(faults[0].code, "data::not-json");
        assert!(faults[0].place.line >= Some(2));
    }

    #[test]
    fn cited_by_number() {
        let text = r#"{"x": {"number": 2, "kind": "article", "title": "X"}, "y": {"number": 1, "kind": "article", "title": "Y"},
            "z": {"number": null, "kind": "record", "title": "Z"}}"#;
        let sources = read_sources(text, "s").unwrap();
        assert_eq!(cited(&sources).iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["y", "x"]);
    }
}
