//! Control characters in texts from data: taken out before a text is set.
//!
//! A bidi override or embedding in one name would reorder its neighbours on the page, and what is read would not be what the file says (Unicode
//! Standard Annex 9, and Boucher and Anderson 2021, "Trojan Source"). The marks that only say a direction (U+200E,
//! U+200F, U+061C) stay: Arabic texts need them. Line breaks and tabs become spaces, other controls go.

use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value};

/// Takes control characters out of every text of a map; returns JSON pointers of those that had some, with the characters.
pub fn strip(members: &mut Map<String, Value>, pointer: &str) -> Vec<(String, Vec<char>)> {
    let mut found = Vec::new();
    for (name, value) in members.iter_mut() {
        strip_value(value, &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), &mut found);
    }
    found
}

fn strip_value(value: &mut Value, pointer: &str, found: &mut Vec<(String, Vec<char>)>) {
    match value {
        Value::String(text) => {
            let odd = odd(text);
            if !odd.is_empty() {
                *text = without(text);
                found.push((pointer.to_owned(), odd));
            }
        }
        Value::Array(items) => {
            items.iter_mut().enumerate().for_each(|(i, v)| strip_value(v, &format!("{pointer}/{i}"), found));
        }
        Value::Object(members) => found.extend(strip(members, pointer)),
        _ => {}
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Embeddings, overrides and isolates, with what ends them.
pub fn reorders(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What reorders its neighbours, and controls. Line breaks are no fault of a text.
fn is_control(c: char) -> bool {
    reorders(c) || (c.is_control() && !is_break(c))
}

/// JSON in which characters are escaped that a terminal obeys, or that reorder what stands beside them.
///
/// ```
/// assert_eq!(sitmap::data::controls::escaped_json("\"a\u{9b}\u{202e}\""), "\"a\\u009b\\u202e\"");
/// ```
pub fn escaped_json(json: &str) -> String {
    // Such characters can only stand within strings, where JSON leaves it open how they are written.
    let obeyed = |c: char| reorders(c) || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    if !json.contains(obeyed) {
        return json.to_owned();
    }
    json.chars().map(|c| if obeyed(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
}

/// Does a text hold control characters?
///
/// ```
/// use sitmap::data::controls::{has_some, plain};
/// assert!(has_some("a\u{202e}b") && !has_some("two\nlines, نيالا"));
/// assert_eq!(plain("a\u{1b}[31m\u{202e}b".to_owned()), "a[31mb");
/// ```
pub fn has_some(text: &str) -> bool {
    // Nearly no text has a byte that one could begin with.
    let may = |b: u8| b < 0x20 || matches!(b, 0x7f | 0xc2 | 0xe2);
    text.bytes().any(may) && text.chars().any(is_control)
}

/// The control characters of a text, each once.
pub fn odd(text: &str) -> Vec<char> {
    let mut odd: Vec<char> = Vec::new();
    text.chars().filter(|c| is_control(*c)).for_each(|c| {
        if !odd.contains(&c) {
            odd.push(c);
        }
    });
    odd
}

/// A text without control characters; one that has none stays as it is, line breaks included.
pub fn plain(text: String) -> String {
    if has_some(&text) { without(&text) } else { text }
}

/// A text without control characters, its line breaks as spaces.
fn without(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_control(*c));
    kept.map(|c| if is_break(c) { ' ' } else { c }).collect()
}

/// The warning for a text that had some.
pub fn fault(characters: &[char]) -> Diagnostic {
    let message = format!("the text holds control characters ({}); they are left out", code_points(characters));
    Diagnostic::warning("data::control-character", message)
}

/// `U+202E, U+001B`.
fn code_points(characters: &[char]) -> String {
    characters.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overrides_and_controls_go_marks_and_joiners_stay() {
        let text = r#"{"name": "Ny\u202eala\u202c \u2067x\u2069\u001b[31m", "a/b": [{"by": "\u202b\u0007"}],
            "name_ar": "\u200fنيالا\u200c 5", "what": "two\nlines", "killed": 3}"#;
        let mut members: Map<String, Value> = serde_json::from_str(text).unwrap();
        let found = strip(&mut members, "/properties");
        assert_eq!(members["name"], "Nyala x[31m");
        assert_eq!(
            (&members["name_ar"], &members["what"]),
            (&Value::from("\u{200f}نيالا\u{200c} 5"), &Value::from("two\nlines"))
        );
        let found: Vec<_> = found.iter().map(|(p, c)| (p.as_str(), code_points(c))).collect();
        assert_eq!(
            found,
            [
                ("/properties/name", "U+202E, U+202C, U+2067, U+2069, U+001B".to_owned()),
                ("/properties/a~1b/0/by", "U+202B, U+0007".to_owned())
            ]
        );
    }
}
