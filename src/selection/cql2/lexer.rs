//! Text → words, numbers, quoted texts and signs, each with its column.

use super::ConditionError;

/// A piece of a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A name without quotes: a keyword, a function or a property.
    Word(String),
    /// A name in double quotes: always a property.
    Name(String),
    /// A text in single quotes.
    Text(String),
    /// A number.
    Number(f64),
    /// `=`, `<>`, `<`, `>`, `<=`, `>=`, `+`, `-`, `*`, `/`, `%`, `^`, `(`, `)`, `,`.
    Sign(&'static str),
}

impl Token {
    /// As it is shown in a message.
    pub fn shown(&self) -> String {
        match self {
            Self::Word(word) | Self::Name(word) => format!("“{word}”"),
            Self::Text(text) => format!("the text '{text}'"),
            Self::Number(number) => format!("the number {number}"),
            Self::Sign(sign) => format!("“{sign}”"),
        }
    }
}

/// Longer ones first.
const SIGNS: [&str; 15] = ["<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", ","];
/// Signs of other languages, and what CQL2 writes for them.
const FOREIGN: [(&str, &str); 6] = [
    ("==", "CQL2 writes = for “equal”"),
    ("!=", "CQL2 writes <> for “not equal”"),
    ("&&", "CQL2 writes AND"),
    ("||", "CQL2 writes OR"),
    ("!", "CQL2 writes NOT"),
    (";", "one condition, without a semicolon"),
];
const OTHER: &str = "texts stand in single quotes, names with other signs than letters, digits, _ . : in double quotes";

/// The pieces with their columns.
pub fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ConditionError> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let (c, column) = (characters[at], at + 1);
        let ahead: String = characters[at..].iter().take(2).collect();
        if c.is_whitespace() {
            at += 1;
        } else if c == '\'' || c == '"' {
            let (quoted, end) = quoted(&characters, at).ok_or(ConditionError::Unclosed { column })?;
            found.push((column, if c == '"' { Token::Name(quoted) } else { Token::Text(quoted) }));
            at = end;
        } else if c.is_ascii_digit() || (c == '.' && characters.get(at + 1).is_some_and(char::is_ascii_digit)) {
            let (number, end) = number(&characters, at);
            let literal = |fault: String| ConditionError::Literal { column, what: "no number", fault };
            let value = number.parse::<f64>().ok().filter(|n| n.is_finite());
            found.push((column, Token::Number(value.ok_or_else(|| literal(format!("“{number}”")))?)));
            at = end;
        } else if c.is_alphabetic() || c == '_' || c == ':' {
            let is_part = |c: &char| c.is_alphanumeric() || matches!(c, '_' | ':' | '.');
            let end = at + characters[at..].iter().take_while(|c| is_part(c)).count();
            found.push((column, Token::Word(characters[at..end].iter().collect())));
            at = end;
        } else if let Some((_, help)) = FOREIGN.iter().find(|(sign, _)| ahead.starts_with(sign)) {
            return Err(ConditionError::Character { column, character: c, help });
        } else if let Some(sign) = SIGNS.iter().find(|sign| ahead.starts_with(*sign)) {
            found.push((column, Token::Sign(sign)));
            at += sign.len();
        } else {
            return Err(ConditionError::Character { column, character: c, help: OTHER });
        }
    }
    Ok(found)
}

/// A quoted text and the place after it; a doubled quote is one of the text.
fn quoted(characters: &[char], start: usize) -> Option<(String, usize)> {
    let quote = characters[start];
    let (mut text, mut at) = (String::new(), start + 1);
    loop {
        match (characters.get(at)?, characters.get(at + 1)) {
            (c, Some(next)) if *c == quote && *next == quote => {
                text.push(quote);
                at += 2;
            }
            (c, _) if *c == quote => return Some((text, at + 1)),
            (c, _) => {
                text.push(*c);
                at += 1;
            }
        }
    }
}

/// A number without a sign, and the place after it.
fn number(characters: &[char], start: usize) -> (String, usize) {
    let digits = |at: usize| characters[at..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').count();
    let mut end = start + digits(start);
    let exponent = end + 1 + usize::from(matches!(characters.get(end + 1), Some('+' | '-')));
    if matches!(characters.get(end), Some('e' | 'E')) && characters.get(exponent).is_some_and(char::is_ascii_digit) {
        end = exponent + characters[exponent..].iter().take_while(|c| c.is_ascii_digit()).count();
    }
    (characters[start..end].iter().collect(), end)
}
