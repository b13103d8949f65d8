//! What to say of a text that is no JSON: what stands there, what should, and which habit it comes from.
//!
//! Most broken files are broken in one of a few ways: commas that are left over, comments, the quotes and words of
//! Python, a script or a web page under the name of the file. Each has its own line of help.

/// Why a text is no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Byte offset.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
    /// What to do, where more is known than the advice of the code says.
    pub help: Option<&'static str>,
    /// Byte offset of the array, object or string that the text ends in.
    pub opened: Option<usize>,
    /// Nested too deep (a limit of ours, not a fault of the syntax)?
    pub too_deep: bool,
}

impl SyntaxError {
    pub(super) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), help: None, opened: None, too_deep: false }
    }
}

/// What should stand at a place of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Value,
    Name,
    Colon,
    CommaOrBracket,
    CommaOrBrace,
    Quote,
}

type Said = (String, Option<&'static str>);

/// The fault of a text in which something else than what is wanted stands there.
pub(super) fn unexpected(text: &str, at: usize, wanted: Wanted, opened: usize) -> SyntaxError {
    let rest = &text[at..];
    let Some(c) = rest.chars().next() else {
        let message = match wanted {
            Wanted::Value => "the file ends where a value should stand",
            Wanted::CommaOrBracket => "the file ends within an array",
            Wanted::Quote => "the file ends within a string",
            Wanted::Name | Wanted::Colon | Wanted::CommaOrBrace => "the file ends within an object",
        };
        return SyntaxError { opened: Some(opened), ..SyntaxError::new(at, message) };
    };
    let before = text[..at].trim_end();
    let said = foreign(rest, c).or_else(|| left_over(before, c, wanted)).unwrap_or_else(|| match wanted {
        Wanted::Value if before.is_empty() => no_json_at_all(c),
        Wanted::Value => no_value(rest, c),
        Wanted::Name => no_name(rest, c),
        Wanted::Colon => (format!("“:” should stand here, not “{c}”"), None),
        Wanted::CommaOrBracket => (format!("“,” or “]” should stand here, not “{c}”"), no_comma(before, c)),
        Wanted::CommaOrBrace | Wanted::Quote => {
            (format!("“,” or “}}” should stand here, not “{c}”"), no_comma(before, c))
        }
    });
    SyntaxError { help: said.1, ..SyntaxError::new(at, said.0) }
}

/// Comments, quotes and spaces of other languages.
fn foreign(rest: &str, c: char) -> Option<Said> {
    if rest.starts_with("//") || rest.starts_with("/*") || c == '#' {
        return Some(("JSON has no comments".to_owned(), Some("remove it")));
    }
    let straight = Some("names and texts stand in straight double quotes");
    match c {
        '\'' => Some(("JSON has no single quotes".to_owned(), straight)),
        '“' | '”' | '„' | '‘' | '’' | '«' | '»' => {
            Some(("JSON has no typographic quotes".to_owned(), straight))
        }
        '\u{feff}' | '\u{200b}' => invisible(c),
        c if c.is_whitespace() => invisible(c),
        _ => None,
    }
}

fn invisible(c: char) -> Option<Said> {
    let message = format!("JSON has no such space (U+{:04X})", u32::from(c));
    Some((message, Some("replace it by an ordinary space")))
}

/// A comma before a closing bracket, a colon without a value, two commas.
fn left_over(before: &str, c: char, wanted: Wanted) -> Option<Said> {
    if !matches!(wanted, Wanted::Value | Wanted::Name) || !matches!(c, ']' | '}' | ',') {
        return None;
    }
    Some(match before.chars().next_back() {
        Some(',') if c != ',' => (format!("nothing stands between “,” and “{c}”"), Some("remove the comma")),
        Some(last @ (',' | ':' | '[' | '{')) => {
            (format!("nothing stands between “{last}” and “{c}”"), Some("write null for a value that is not known"))
        }
        _ => return None,
    })
}

/// The beginning of a file that is something else.
fn no_json_at_all(c: char) -> Said {
    let help = match c {
        '<' => Some("a server may have sent a page instead of the file; map and import read KML and GPX"),
        c if c.is_alphabetic() => {
            Some("of a script, keep what stands from the first “{” to the “}” that closes it; map and import read CSV")
        }
        _ => None,
    };
    (format!("JSON does not begin with “{c}”"), help)
}

/// The letters, digits and signs that a text begins with.
fn word(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    &rest[..rest.char_indices().nth(20).map_or(end, |(most, _)| end.min(most))]
}

fn no_value(rest: &str, c: char) -> Said {
    match c {
        '+' => ("a number has no “+” before it".to_owned(), Some("remove it")),
        '.' => ("a number has a digit before its point".to_owned(), Some("write 0.5, not .5")),
        c if c.is_alphabetic() => {
            let help = "a value that is not known is null; true and false are in small letters, texts in double quotes";
            (format!("“{}” is no word of JSON", word(rest)), Some(help))
        }
        c => (format!("a value can’t begin with “{c}”"), None),
    }
}

fn no_name(rest: &str, c: char) -> Said {
    let help = Some("names stand in double quotes: \"type\"");
    if c.is_alphanumeric() || c == '_' {
        return (format!("the name {} stands without quotes", word(rest)), help);
    }
    (format!("the name of a member, in quotes, should stand here, not “{c}”"), help)
}

/// Why no comma or bracket stands after a value.
fn no_comma(before: &str, c: char) -> Option<&'static str> {
    let last = before.chars().next_back();
    match c {
        '{' | '[' | '"' => Some("is a comma missing before it?"),
        '}' | ']' => Some("is a bracket missing before it, or one too many?"),
        _ if last == Some('"') => Some("a quotation mark within a text is written \\\""),
        _ if last.is_some_and(|l| l.is_ascii_digit()) => Some("a number stands alone, without a unit"),
        _ => None,
    }
}

/// A control character within a string.
pub(super) fn control_character(at: usize, control: u8) -> SyntaxError {
    let (message, help) = match control {
        b'\n' | b'\r' => {
            ("a line ends within a text".to_owned(), "close the text with a quote, or write the line break as \\n")
        }
        b'\t' => ("a tab stands in a text".to_owned(), "write it as \\t, or as a space"),
        other => (format!("a control character (U+{other:04X}) stands in a text"), "remove it"),
    };
    SyntaxError { help: Some(help), ..SyntaxError::new(at, message) }
}
