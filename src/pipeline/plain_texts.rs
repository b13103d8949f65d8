//! Texts of a figure spec without characters that a page or a terminal would obey.

use crate::data::controls;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{self, Figure};

/// The figure without control characters in its texts: a spec may be a stranger's, as a file of incidents is.
pub(super) fn plain_texts(figure: &Figure, warnings: &mut Vec<Diagnostic>) -> Figure {
    let text = spec::to_toml(figure);
    // TOML writes those of ASCII as escapes.
    if !text.contains("\\u00") && !controls::has_some(&text) {
        return figure.clone();
    }
    let Ok(mut table) = text.parse::<toml::Table>() else { return figure.clone() };
    let mut found = Vec::new();
    table.iter_mut().for_each(|(key, value)| strip(value, key.clone(), &mut found));
    let plain = spec::parse("spec", &table.to_string()).unwrap_or_else(|_| figure.clone());
    let at = |pointer: String| Place { pointer: Some(pointer), ..Place::default() };
    warnings.extend(found.into_iter().map(|(pointer, odd)| controls::fault(&odd).at(at(pointer))));
    plain
}

/// Takes control characters out of all texts of a value; where they stood, and which, is told.
fn strip(value: &mut toml::Value, pointer: String, found: &mut Vec<(String, Vec<char>)>) {
    match value {
        toml::Value::String(text) => {
            let odd = controls::odd(text);
            if !odd.is_empty() {
                *text = controls::plain(std::mem::take(text));
                found.push((pointer, odd));
            }
        }
        toml::Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(i, v)| strip(v, format!("{pointer}.{i}"), found));
        }
        toml::Value::Table(table) => {
            table.iter_mut().for_each(|(key, v)| strip(v, format!("{pointer}.{key}"), found));
        }
        _ => {}
    }
}
