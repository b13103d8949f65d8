//! JSON with the place of every value, so that a fault names its line.
//!
//! A strict parser of RFC 8259 (no library that we know keeps the place of every value and stays whole on deep
//! nesting). Nesting is limited to [`DEPTH`]. Numbers are read as `f64`; one that overflows is infinite, and is for
//! the rules to refuse. So are `NaN` and `Infinity`, which are no JSON but stand in many files: they are read, and
//! listed in [`Parsed::not_numbers`], so that they don't hide the faults after them.

pub use crate::limits::JSON_NESTING as DEPTH;
use serde_json::{Map, Value};

/// A value and the byte that it begins at.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Byte offset of its first character.
    pub at: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// null
    Null,
    /// true, false
    Bool(bool),
    /// A number, and whether it is written as an integer.
    Number(f64, bool),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object: its members in the file's order, each with the place of its name.
    Object(Vec<(String, usize, Node)>),
}

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Byte offset.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
    /// Nested too deep (a limit of ours, not a fault of the syntax)?
    pub too_deep: bool,
}

/// A text that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Its value.
    pub node: Node,
    /// The byte after it.
    pub end: usize,
    /// Words in the place of a number, which JSON does not have: byte offset and word.
    pub not_numbers: Vec<(usize, &'static str)>,
}

impl Node {
    /// A member of an object; of repeated ones the last, as JSON parsers commonly take it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Object(members) => members.iter().rev().find(|m| m.0 == name).map(|m| &m.2),
            _ => None,
        }
    }

    /// What it is, in words for a message.
    pub fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(..) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }

    /// As a value without places. A number that is not finite becomes null.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(b) => Value::Bool(*b),
            Kind::Number(n, integer) => number(*n, *integer),
            Kind::String(s) => Value::String(s.clone()),
            Kind::Array(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            Kind::Object(_) => Value::Object(self.to_map()),
        }
    }

    /// An object's members without places; empty for anything else.
    pub fn to_map(&self) -> Map<String, Value> {
        match &self.kind {
            Kind::Object(members) => members.iter().map(|m| (m.0.clone(), m.2.to_value())).collect(),
            _ => Map::new(),
        }
    }
}

/// A number as a value; null where it is not finite.
pub(super) fn number(n: f64, integer: bool) -> Value {
    // Beyond 2⁵³ a double no longer holds every integer.
    if integer && n.abs() < 9.0e15 {
        return Value::from(n as i64);
    }
    serde_json::Number::from_f64(n).map_or(Value::Null, Value::Number)
}

/// Reads one value from `start`.
pub fn parse(text: &str, start: usize) -> Result<Parsed, SyntaxError> {
    parse_within(text, start, 0)
}

/// Reads one value that stands so deep in others.
pub(super) fn parse_within(text: &str, start: usize, depth: usize) -> Result<Parsed, SyntaxError> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: start, not_numbers: Vec::new() };
    parser.space();
    let node = parser.value(depth)?;
    Ok(Parsed { node, end: parser.at, not_numbers: parser.not_numbers })
}

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    not_numbers: Vec<(usize, &'static str)>,
}

/// Words that stand for numbers in JavaScript and Python.
const NOT_NUMBERS: [(&str, f64); 3] =
    [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];

impl Parser<'_> {
    fn fail<T>(&self, message: impl Into<String>) -> Result<T, SyntaxError> {
        Err(SyntaxError { at: self.at, message: message.into(), too_deep: false })
    }

    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        if depth > DEPTH {
            let message = format!("arrays and objects are nested more than {DEPTH} deep");
            return Err(SyntaxError { at: self.at, message, too_deep: true });
        }
        let at = self.at;
        let first = self.bytes.get(at);
        if matches!(first, Some(b'N' | b'I' | b'-'))
            && let Some((word, n)) = NOT_NUMBERS.into_iter().find(|w| self.text[at..].starts_with(w.0))
        {
            self.at += word.len();
            self.not_numbers.push((at, word));
            return Ok(Node { at, kind: Kind::Number(n, false) });
        }
        let kind = match first {
            None => return self.fail("the file ends where a value should stand"),
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            Some(_) => {
                let c = self.text[at..].chars().next().unwrap_or(' ');
                return self.fail(format!("a value can’t begin with “{c}”"));
            }
        };
        Ok(Node { at, kind })
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, SyntaxError> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(kind);
        }
        self.fail("this is none of true, false, null")
    }

    fn array(&mut self, depth: usize) -> Result<Kind, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.bytes.get(self.at) == Some(&b']') {
            self.at += 1;
            return Ok(Kind::Array(items));
        }
        loop {
            self.space();
            items.push(self.value(depth + 1)?);
            self.space();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Kind::Array(items));
                }
                None => return self.fail("the file ends within an array"),
                Some(_) => return self.fail("“,” or “]” should stand here"),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind, SyntaxError> {
        self.at += 1;
        let mut members = Vec::new();
        self.space();
        if self.bytes.get(self.at) == Some(&b'}') {
            self.at += 1;
            return Ok(Kind::Object(members));
        }
        loop {
            self.space();
            let at = self.at;
            if self.bytes.get(at) != Some(&b'"') {
                return self.fail(if at >= self.bytes.len() {
                    "the file ends within an object"
                } else {
                    "the name of a member, in quotes, should stand here"
                });
            }
            let name = self.string()?;
            self.space();
            if self.bytes.get(self.at) != Some(&b':') {
                return self.fail("“:” should stand here");
            }
            self.at += 1;
            self.space();
            members.push((name, at, self.value(depth + 1)?));
            self.space();
            match self.bytes.get(self.at) {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Kind::Object(members));
                }
                None => return self.fail("the file ends within an object"),
                Some(_) => return self.fail("“,” or “}” should stand here"),
            }
        }
    }

    fn number(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.at;
        let digits = |p: &mut Self| {
            let from = p.at;
            while matches!(p.bytes.get(p.at), Some(b'0'..=b'9')) {
                p.at += 1;
            }
            p.at - from
        };
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        let zero = self.bytes.get(self.at) == Some(&b'0');
        let whole = digits(self);
        if whole == 0 || (zero && whole > 1) {
            self.at = start;
            return self.fail("this is no number");
        }
        let mut integer = true;
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            integer = false;
            if digits(self) == 0 {
                return self.fail("digits should follow the point");
            }
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            integer = false;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if digits(self) == 0 {
                return self.fail("digits should follow the exponent");
            }
        }
        let n: f64 = self.text[start..self.at].parse().unwrap_or(f64::NAN);
        Ok(Kind::Number(n, integer))
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let from = self.at;
            while self.bytes.get(self.at).is_some_and(|b| !matches!(b, b'"' | b'\\') && *b >= 0x20) {
                self.at += 1;
            }
            out.push_str(&self.text[from..self.at]);
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                None => return self.fail("the file ends within a string"),
                Some(_) => return self.fail("a control character can’t stand in a string"),
            }
        }
    }

    fn escape(&mut self) -> Result<char, SyntaxError> {
        let c = match self.bytes.get(self.at + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.fail("this escape is not known in JSON"),
        };
        self.at += 2;
        Ok(c)
    }

    /// `\uXXXX`, two of them for a character beyond the first plane. Half of a pair becomes U+FFFD.
    fn unicode(&mut self) -> Result<char, SyntaxError> {
        let hex = |p: &Self, at: usize| {
            let digits = p.text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
            u32::from_str_radix(digits, 16).ok()
        };
        let Some(first) = hex(self, self.at + 2) else { return self.fail("four hexadecimal digits should follow \\u") };
        self.at += 6;
        if (0xd800..0xdc00).contains(&first)
            && self.text[self.at..].starts_with("\\u")
            && let Some(second) = hex(self, self.at + 2).filter(|s| (0xdc00..0xe000).contains(s))
        {
            self.at += 6;
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
        }
        Ok(char::from_u32(first).unwrap_or('\u{fffd}'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> Option<Value> {
        let read = parse(text, 0).ok().filter(|read| read.not_numbers.is_empty())?;
        text[read.end..].trim_matches([' ', '\n', '\t', '\r']).is_empty().then(|| read.node.to_value())
    }

    #[test]
    fn deep_nesting_is_told() {
        let deep = "[".repeat(100_000);
        assert!(parse(&deep, 0).unwrap_err().too_deep);
    }

    #[test]
    fn words_in_the_place_of_numbers_are_listed() {
        let read = parse("[NaN, -Infinity, 1]", 0).unwrap();
        assert_eq!(read.not_numbers, [(1, "NaN"), (6, "-Infinity")]);
        assert_eq!(read.node.to_value(), serde_json::json!([null, null, 1]));
        assert!(parse("[Nan]", 0).is_err());
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json(text in "[ \\[\\]{}:,\"a-c0-9.eE+\\\\untrfals-]{0,40}") {
            let theirs: Option<Value> = serde_json::from_str(&text).ok();
            // serde_json refuses numbers that overflow and lone surrogates: those we read on, for better messages.
            if theirs.is_some() || !text.contains(['e', 'E', '\\']) {
                let ours = whole(&text);
                prop_assert_eq!(ours.is_some(), theirs.is_some(), "{}", text);
            }
        }

        #[test]
        fn never_panics(text in ".{0,200}") {
            let _ = parse(&text, 0);
        }
    }
}
