//! JSON with the place of every value, so that a fault names its line.
//!
//! A strict parser of RFC 8259 (no library that we know keeps the place of every value and stays whole on deep
//! nesting). Nesting is limited to [`DEPTH`]. Numbers are read as `f64`; one that overflows is infinite, and is for
//! the rules to refuse. So are `NaN` and `Infinity`, which are no JSON but stand in many files: they are read, and
//! listed in [`Parsed::not_numbers`], so that they don't hide the faults after them; halves of characters likewise.

pub use super::node::{Kind, Node};
pub use super::syntax::SyntaxError;
use super::syntax::{self, Wanted};
pub use crate::limits::JSON_NESTING as DEPTH;

/// A text that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Its value.
    pub node: Node,
    /// The byte after it.
    pub end: usize,
    /// Words in the place of a number, which JSON does not have: byte offset and word.
    pub not_numbers: Vec<(usize, &'static str)>,
    /// Where strings begin that hold half of a character: a surrogate without its other half.
    pub half_characters: Vec<usize>,
}

/// Reads one value from `start`.
pub fn parse(text: &str, start: usize) -> Result<Parsed, SyntaxError> {
    parse_within(text, start, 0)
}

/// Reads one value that stands so deep in others.
pub(super) fn parse_within(text: &str, start: usize, depth: usize) -> Result<Parsed, SyntaxError> {
    let (not_numbers, half_characters) = (Vec::new(), Vec::new());
    let mut parser = Parser { text, bytes: text.as_bytes(), at: start, string_at: start, not_numbers, half_characters };
    parser.space();
    let node = parser.value(depth)?;
    let Parser { at: end, not_numbers, half_characters, .. } = parser;
    Ok(Parsed { node, end, not_numbers, half_characters })
}

struct Parser<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Where the string in hand begins.
    string_at: usize,
    not_numbers: Vec<(usize, &'static str)>,
    half_characters: Vec<usize>,
}

/// Words that stand for numbers in JavaScript and Python.
const NOT_NUMBERS: [(&str, f64); 3] =
    [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];

impl Parser<'_> {
    fn fail<T>(&self, message: impl Into<String>, help: Option<&'static str>) -> Result<T, SyntaxError> {
        Err(SyntaxError { help, ..SyntaxError::new(self.at, message) })
    }

    /// Something else than what is wanted stands here; what began at `opened` is not closed yet.
    fn unexpected<T>(&self, wanted: Wanted, opened: usize) -> Result<T, SyntaxError> {
        Err(syntax::unexpected(self.text, self.at, wanted, opened))
    }

    fn space(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        if depth > DEPTH {
            let message = format!("arrays and objects are nested more than {DEPTH} deep");
            return Err(SyntaxError { too_deep: true, ..SyntaxError::new(self.at, message) });
        }
        let at = self.at;
        let first = self.bytes.get(at);
        if matches!(first, Some(b'N' | b'I' | b'-'))
            && let Some((word, n)) = NOT_NUMBERS.into_iter().find(|w| self.text[at..].starts_with(w.0))
        {
            self.at += word.len();
            self.not_numbers.push((at, word));
            return Ok(Node { at, kind: Kind::Number(n, None) });
        }
        let kind = match first {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return self.unexpected(Wanted::Value, at),
        };
        Ok(Node { at, kind })
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind, SyntaxError> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(kind);
        }
        self.unexpected(Wanted::Value, self.at)
    }

    fn array(&mut self, depth: usize) -> Result<Kind, SyntaxError> {
        let opened = self.at;
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
                _ => return self.unexpected(Wanted::CommaOrBracket, opened),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Kind, SyntaxError> {
        let opened = self.at;
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
                return self.unexpected(Wanted::Name, opened);
            }
            let name = self.string()?;
            self.space();
            if self.bytes.get(self.at) != Some(&b':') {
                return self.unexpected(Wanted::Colon, opened);
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
                _ => return self.unexpected(Wanted::CommaOrBrace, opened),
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
            return if whole == 0 {
                self.fail(
                    "“-” stands without a number after it",
                    Some("write the number, or null where it is not known"),
                )
            } else {
                self.fail("a number can’t begin with 0 and more digits", Some("leave out the zeros before it"))
            };
        }
        let mut integer = true;
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            integer = false;
            if digits(self) == 0 {
                return self.fail("digits should follow the point", Some("leave out the point, or write .0"));
            }
        }
        if matches!(self.bytes.get(self.at), Some(b'e' | b'E')) {
            self.at += 1;
            integer = false;
            if matches!(self.bytes.get(self.at), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if digits(self) == 0 {
                return self.fail("digits should follow the exponent", None);
            }
        }
        let written = &self.text[start..self.at];
        Ok(Kind::Number(written.parse().unwrap_or(f64::NAN), written.parse().ok().filter(|_| integer)))
    }

    fn string(&mut self) -> Result<String, SyntaxError> {
        self.string_at = self.at;
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
                None => return self.unexpected(Wanted::Quote, self.string_at),
                Some(control) => return Err(syntax::control_character(self.at, *control)),
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
            _ => {
                return self
                    .fail("this escape is not known in JSON", Some("a backslash is written twice: C:\\\\photos"));
            }
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
        let Some(first) = hex(self, self.at + 2) else {
            return self.fail("four hexadecimal digits should follow \\u", Some("a backslash is written twice"));
        };
        self.at += 6;
        if (0xd800..0xdc00).contains(&first)
            && self.text[self.at..].starts_with("\\u")
            && let Some(second) = hex(self, self.at + 2).filter(|s| (0xdc00..0xe000).contains(s))
        {
            self.at += 6;
            let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
        }
        Ok(char::from_u32(first).unwrap_or_else(|| {
            self.half_characters.push(self.string_at);
            '\u{fffd}'
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

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
