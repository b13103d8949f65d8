//! Texts in their roles → shaped lines. Characters that no font holds are collected, so that a figure tells all of
//! them at once.

use super::language::Language;
use super::theme::{TextRole, Theme};
use crate::spec::Digits;
use crate::text::{Direction, Fonts, ShapedLine, Span, TextError, TextStyle, bound_numbers};
use std::cell::RefCell;

/// Sets texts of one figure.
pub struct Typesetter<'a> {
    /// The faces.
    pub fonts: &'a Fonts,
    /// The look.
    pub theme: &'a Theme,
    /// The furniture's language.
    pub language: &'static Language,
    /// A single-column page: smaller heads.
    pub narrow: bool,
    digits: Digits,
    faults: RefCell<Vec<TextError>>,
}

impl<'a> Typesetter<'a> {
    /// Nothing set yet.
    pub fn new(fonts: &'a Fonts, theme: &'a Theme, language: &'static Language, narrow: bool) -> Self {
        Self { fonts, theme, language, narrow, digits: Digits::Latin, faults: RefCell::new(Vec::new()) }
    }

    /// With these digits.
    pub fn with_digits(self, digits: Digits) -> Self {
        Self { digits, ..self }
    }

    /// A text with the figure's digits.
    pub fn written(&self, text: &str) -> String {
        self.language.with_digits(text, self.digits)
    }

    /// Texts that could not be set, in order.
    pub fn into_faults(self) -> Vec<TextError> {
        self.faults.into_inner()
    }

    /// Base direction of the furniture.
    pub fn direction(&self) -> Direction {
        if self.language.rtl { Direction::Rtl } else { Direction::Ltr }
    }

    /// The style of a role for a text.
    pub fn style(&self, role: TextRole, text: &str) -> TextStyle {
        self.theme.style(role, is_arabic(text), self.narrow)
    }

    /// Distance of baselines in points.
    pub fn leading(&self, role: TextRole) -> f64 {
        let arabic = self.language.rtl;
        self.theme.style(role, arabic, self.narrow).size_pt * self.theme.line_spacing(role, arabic)
    }

    /// One line, in its own direction.
    pub fn line(&self, role: TextRole, text: &str) -> ShapedLine {
        self.styled(text, self.style(role, text))
    }

    /// One line in a style of its own, in its own direction.
    pub fn styled(&self, text: &str, style: TextStyle) -> ShapedLine {
        self.line_of(vec![Span::new(self.written(text), style)], Direction::Auto)
    }

    /// One line of several roles, in the furniture's direction.
    pub fn line_in(&self, parts: &[(TextRole, &str)]) -> ShapedLine {
        self.line_of(self.spans(parts), self.direction())
    }

    /// A paragraph in the furniture's direction. Numbers stay with the short word before them where the width allows.
    pub fn paragraph(&self, parts: &[(TextRole, &str)], width_pt: f64) -> Vec<ShapedLine> {
        let spans = self.spans(parts);
        let bound = spans.iter().map(|s| Span { text: bound_numbers(&s.text), ..s.clone() }).collect::<Vec<_>>();
        let lines = self.paragraph_of(&bound, width_pt);
        let fits = bound == spans || lines.iter().all(|l| l.width_pt <= width_pt);
        if fits { lines } else { self.paragraph_of(&spans, width_pt) }
    }

    /// A paragraph of the fewest lines that fit, each about as long as the others.
    pub fn balanced(&self, role: TextRole, text: &str, width_pt: f64) -> Vec<ShapedLine> {
        let spans = self.spans(&[(role, &bound_numbers(text))]);
        self.fonts.balanced(&spans, width_pt, self.direction()).unwrap_or_else(|fault| {
            let kept = self.without(spans, fault);
            self.paragraph_of(&kept, width_pt)
        })
    }

    /// Can this text be set?
    pub fn holds(&self, role: TextRole, text: &str) -> Result<(), TextError> {
        self.fonts.line(text, self.style(role, text), Direction::Auto).map(|_| ())
    }

    fn spans(&self, parts: &[(TextRole, &str)]) -> Vec<Span> {
        // The style of Latin words within an Arabic sentence is that of the sentence: sizes stay even.
        let arabic = self.language.rtl;
        let style = |role: TextRole| self.theme.style(role, arabic, self.narrow);
        let mut digits = self.language.digits(self.digits);
        let mut written = |text: &str| digits.as_mut().map_or_else(|| text.to_owned(), |d| d.write(text));
        parts.iter().map(|(role, text)| Span::new(written(text), style(*role))).collect()
    }

    fn line_of(&self, spans: Vec<Span>, direction: Direction) -> ShapedLine {
        match self.fonts.line_of(&spans, direction) {
            Ok(line) => line,
            Err(fault) => {
                let kept = self.without(spans, fault);
                self.line_of(kept, direction)
            }
        }
    }

    fn paragraph_of(&self, spans: &[Span], width_pt: f64) -> Vec<ShapedLine> {
        match self.fonts.paragraph(spans, width_pt, self.direction()) {
            Ok(lines) => lines,
            Err(fault) => {
                let kept = self.without(spans.to_vec(), fault);
                self.paragraph_of(&kept, width_pt)
            }
        }
    }

    /// Notes the fault, and goes on without that character to find the others.
    fn without(&self, mut spans: Vec<Span>, fault: TextError) -> Vec<Span> {
        match &fault {
            TextError::MissingGlyph { characters, .. } => {
                for span in &mut spans {
                    span.text.retain(|c| !characters.contains(&c));
                }
            }
            _ => spans.clear(),
        }
        self.faults.borrow_mut().push(fault);
        spans
    }
}

/// Is the first letter with a direction an Arabic one?
pub fn is_arabic(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(
        |c| matches!(c, '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{08a0}'..='\u{08ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

/// Capitals for names of countries and regions. In Turkish i keeps its dot, in other languages that of “Türkiye”, as the country writes it.
pub fn capitals(name: &str, language: &Language) -> String {
    if language.code == "tr" {
        return name.chars().flat_map(|c| upper(c, language)).collect();
    }
    if name == "Türkiye" { "TÜRKİYE".to_owned() } else { name.to_uppercase() }
}

/// A text with a capital at its beginning.
pub fn capitalised(text: &str, language: &Language) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| upper(first, language).into_iter().chain(letters).collect())
}

fn upper(c: char, language: &Language) -> Vec<char> {
    if c == 'i' && language.code == "tr" { vec!['İ'] } else { c.to_uppercase().collect() }
}

/// A number with thin spaces between thousands: `12 500`.
pub fn thousands(number: u32) -> String {
    grouped(u64::from(number))
}

/// The same for numbers of any size.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digits.len() > 4 {
            out.push('\u{202f}');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_scripts() {
        assert_eq!(thousands(2000), "2000");
        assert_eq!(thousands(12500), "12\u{202f}500");
        assert!(is_arabic("(إدلب)") && !is_arabic("Idlib إدلب") && !is_arabic("12"));
    }
}
