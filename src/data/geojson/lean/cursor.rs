//! A place in a text of JSON, and what stands there: names, strings, numbers. `None`: not to be read here.

use crate::data::geojson::json::{self, Node};
use serde_json::Value;

/// Powers of ten that a double holds exactly.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// A place in a text.
pub struct Cursor<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// The byte that is read next.
    pub at: usize,
}

impl<'t> Cursor<'t> {
    pub fn new(text: &'t str, at: usize) -> Self {
        Self { text, bytes: text.as_bytes(), at }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// The byte there.
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The byte there, and on.
    pub fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// On, if this byte stands there.
    pub fn take(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// Over white space.
    pub fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// A string without escapes.
    pub fn plain_string(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        let from = self.at;
        let rest = &self.bytes[from..];
        let length = rest.iter().position(|b| matches!(b, b'"' | b'\\') || *b < 0x20)?;
        self.at += length;
        self.take(b'"')?;
        Some(&self.text[from..from + length])
    }

    /// A member's name with what follows it, up to its value.
    pub fn name(&mut self) -> Option<&'t str> {
        self.space();
        let name = self.plain_string()?;
        self.space();
        self.take(b':')?;
        self.space();
        Some(name)
    }

    /// Any value, by the exact reader; `depth`: how deep it stands in the file.
    pub fn node(&mut self, depth: usize) -> Option<Node> {
        let read = json::parse_within(self.text, self.at, depth).ok()?;
        self.at = read.end;
        (read.not_numbers.is_empty() && read.half_characters.is_empty()).then_some(read.node)
    }

    /// A value of a property: the common ones at once.
    pub fn value(&mut self, depth: usize) -> Option<Value> {
        match self.peek()? {
            b'"' => {
                let at = self.at;
                if let Some(text) = self.plain_string() {
                    return Some(Value::String(text.to_owned()));
                }
                self.at = at;
            }
            b'-' | b'0'..=b'9' => {
                let at = self.at;
                let (number, integer) = self.number()?;
                if !integer {
                    return serde_json::Number::from_f64(number).map(Value::Number);
                }
                // Beyond 2⁵³ a double no longer holds every integer.
                if number.abs() < 9.0e15 {
                    return Some(Value::from(number as i64));
                }
                self.at = at;
            }
            _ => {}
        }
        self.node(depth).map(|node| node.to_value())
    }

    /// How many digits follow; they are added to `sum`, as long as it holds them.
    fn digits(&mut self, sum: &mut u64) -> usize {
        let from = self.at;
        while let Some(digit) = self.peek().map(|b| b.wrapping_sub(b'0')).filter(|d| *d < 10) {
            *sum = sum.wrapping_mul(10).wrapping_add(u64::from(digit));
            self.at += 1;
        }
        self.at - from
    }

    /// A finite number, correctly rounded, and whether it is written as an integer.
    pub fn number(&mut self) -> Option<(f64, bool)> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        let zero = self.peek() == Some(b'0');
        let mut sum = 0;
        let whole = self.digits(&mut sum);
        if whole == 0 || (zero && whole > 1) {
            return None;
        }
        let mut after = 0;
        if self.peek() == Some(b'.') {
            self.at += 1;
            after = self.digits(&mut sum);
            if after == 0 {
                return None;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            if self.digits(&mut 0) == 0 {
                return None;
            }
            return self.parsed(start).map(|n| (n, false));
        }
        // Both are doubles without error, and so is all but the last step of the division (Clinger 1990).
        if whole + after <= 19 && sum < 1 << 53 && after < TENS.len() {
            let size = sum as f64 / TENS[after];
            return Some((if negative { -size } else { size }, after == 0));
        }
        self.parsed(start).map(|n| (n, after == 0))
    }

    fn parsed(&self, start: usize) -> Option<f64> {
        self.text[start..self.at].parse().ok().filter(|n: &f64| n.is_finite())
    }
}
