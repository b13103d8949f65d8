//! A TOML file of known keys → its type: unknown keys with the nearest known one, missing keys and wrong values, all at
//! once, each with its line. Specs and themes are read this way.

use super::keys::{self, KeyFault, dotted};
use super::values;
use crate::diagnostic::{Diagnostic, Place};
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The codes that a kind of file has for its faults.
#[derive(Debug, Clone, Copy)]
pub struct Codes {
    /// The text is not TOML.
    pub not_toml: &'static str,
    /// A key that the schema doesn't know.
    pub unknown_key: &'static str,
    /// A key that is needed and isn't there.
    pub missing_key: &'static str,
    /// A value of the wrong type or out of its range.
    pub wrong_value: &'static str,
}

/// Reads a file. `name` is the file as the user named it; `below` are sound texts of the same type, the nearest first,
/// whose values stand where the file gives none: then no key is missing.
///
/// # Errors
/// Not TOML (every place that is not), else all unknown keys, missing keys and wrong values.
pub fn read<'t, T: DeserializeOwned>(
    name: &str,
    text: &'t str,
    schema: &Value,
    codes: &Codes,
    below: &[&'t str],
) -> Result<T, Vec<Diagnostic>> {
    let fault = |code, message: String, at: usize, key: String| fault(name, text, code, message, at, key);
    let (table, broken) = DeTable::parse_recoverable(text);
    if !broken.is_empty() {
        let told = broken.iter().map(|e| {
            let message = e.message().trim().replace('\n', "; ");
            fault(codes.not_toml, message, e.span().map_or(0, |s| s.start), String::new())
        });
        let mut told: Vec<Diagnostic> = told.collect();
        // One slip makes several faults on its line: the first is the one to mend.
        told.sort_by_key(|f| f.place.line);
        told.dedup_by_key(|f| f.place.line);
        return Err(told);
    }
    let mut table = table.into_inner();
    let mut faults = Vec::new();
    for found in keys::faults(&table, schema) {
        match found {
            KeyFault::Unknown { at, path, near } => {
                let key = dotted(&path);
                let fault = fault(codes.unknown_key, format!("unknown key `{key}`"), at, key);
                values::remove(&mut table, &path);
                faults.push(match near {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault,
                });
            }
            KeyFault::Missing { at, path } if below.is_empty() => {
                let key = dotted(&path);
                faults.push(fault(codes.missing_key, format!("the key `{key}` is missing"), at, key));
            }
            KeyFault::Missing { .. } => {}
        }
    }
    for text in below {
        fill(&mut table, DeTable::parse_recoverable(text).0.into_inner());
    }
    let (held, wrong) = values::read(&table);
    faults.extend(wrong.into_iter().map(|w| fault(codes.wrong_value, w.message, w.at, w.key)));
    faults.sort_by_key(|f| f.place.line);
    match held {
        Some(held) if faults.is_empty() => Ok(held),
        _ => Err(faults),
    }
}

fn fault(name: &str, text: &str, code: &'static str, message: String, at: usize, key: String) -> Diagnostic {
    let line = text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1;
    let pointer = (!key.is_empty()).then_some(key);
    let place = Place { file: Some(name.to_owned()), line: Some(line), pointer, ..Place::default() };
    Diagnostic::error(code, message).at(place)
}

/// The text that a file has under a key of its own, whatever else is wrong with it.
pub fn text_of(text: &str, key: &str) -> Option<String> {
    match DeTable::parse_recoverable(text).0.get_ref().get(key)?.get_ref() {
        DeValue::String(text) => Some(text.as_ref().to_owned()),
        _ => None,
    }
}

/// Fills what a table lacks from a table of another text, whose places mean nothing in this one.
fn fill<'t>(table: &mut DeTable<'t>, below: DeTable<'t>) {
    for (key, value) in below {
        let name = key.into_inner();
        match (table.get_mut(name.as_ref()).map(Spanned::get_mut), value.into_inner()) {
            (Some(DeValue::Table(inner)), DeValue::Table(below)) => fill(inner, below),
            (Some(_), _) => {}
            (None, value) => {
                let value = match value {
                    DeValue::Table(below) => {
                        let mut inner = DeTable::new();
                        fill(&mut inner, below);
                        DeValue::Table(inner)
                    }
                    other => other,
                };
                table.insert(Spanned::new(0..0, name), Spanned::new(0..0, value));
            }
        }
    }
}
