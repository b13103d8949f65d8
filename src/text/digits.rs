//! Digits ٠–٩ in Arabic text, as much of the Mashriq writes them.
//!
//! Which digits belong to Arabic text is what the Unicode Bidirectional Algorithm (UAX #9, rule W2) says of their direction: those whose last letter before
//! is an Arabic one, or that open the text. “M4”, “GSHHG 2.3.7” and “WGS 84” keep theirs within an Arabic sentence; a quotation counts for itself. Between
//! such digits the decimal point and the comma of thousands become ٫ and ٬, after them % becomes ٪.
//!
//! Limits: of a text that is set in several pieces the pieces have to be written in their order.

/// Writes the pieces of a text with the digits ٠–٩.
///
/// ```
/// use sitmap::text::ArabicIndic;
/// assert_eq!(ArabicIndic::default().write("9.9 كم إلى M4"), "٩٫٩ كم إلى M4");
/// ```
#[derive(Debug)]
pub struct ArabicIndic {
    arabic: bool,
    /// What counted before the quotation, within one.
    around: Option<bool>,
}

impl Default for ArabicIndic {
    fn default() -> Self {
        Self { arabic: true, around: None }
    }
}

impl ArabicIndic {
    /// The next piece.
    pub fn write(&mut self, piece: &str) -> String {
        let mut written = String::with_capacity(piece.len() + 8);
        let mut rest = piece.chars();
        while let Some(c) = rest.next() {
            self.read(c, rest.as_str());
            let between = self.arabic
                && written.ends_with(is_arabic_indic)
                && (c == '%' || rest.as_str().starts_with(|d: char| d.is_ascii_digit()));
            written.push(match c {
                '0'..='9' if self.arabic => arabic_indic(c),
                '.' if between => '٫',
                ',' if between => '٬',
                '%' if between => '٪',
                _ => c,
            });
        }
        written
    }

    /// What a character means for the digits after it.
    fn read(&mut self, c: char, rest: &str) {
        match c {
            '“' | '«' if self.around.is_none() => {
                self.around = Some(self.arabic);
                self.arabic = rest.chars().find(|c| c.is_alphabetic()).is_none_or(is_arabic_letter);
            }
            '”' | '»' => self.arabic = self.around.take().unwrap_or(self.arabic),
            _ if c.is_alphabetic() => self.arabic = is_arabic_letter(c),
            _ => {}
        }
    }
}

fn arabic_indic(digit: char) -> char {
    char::from_u32(u32::from(digit) - u32::from('0') + 0x0660).unwrap_or(digit)
}

fn is_arabic_indic(c: char) -> bool {
    matches!(c, '٠'..='٩')
}

/// A letter of Arabic script (blocks Arabic, Arabic Supplement, Extended-A and -B, presentation forms).
fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{870}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        ArabicIndic::default().write(text)
    }

    #[test]
    fn digits_follow_the_last_letter() {
        assert_eq!(written("26 تشرين الأول 2020"), "٢٦ تشرين الأول ٢٠٢٠");
        assert_eq!(written("7–13"), "٧–١٣");
        assert_eq!(written("[1, 2]"), "[١, ٢]");
        assert_eq!(written("على M4 عند WGS\u{a0}84، GSHHG 2.3.7"), "على M4 عند WGS\u{a0}84، GSHHG 2.3.7");
        assert_eq!(written("بعد M4 بـ 5"), "بعد M4 بـ ٥");
        assert_eq!(written("12,500 قتيل، 3.5 كم، 90%"), "١٢٬٥٠٠ قتيل، ٣٫٥ كم، ٩٠٪");
        assert_eq!(written("7."), "٧.");
    }

    #[test]
    fn a_quotation_counts_for_itself() {
        assert_eq!(written("[2] ويكيبيديا، “2020 strike”، 5"), "[٢] ويكيبيديا، “2020 strike”، ٥");
        assert_eq!(written("EA «33 قتيلاً» 4"), "EA «٣٣ قتيلاً» 4");
        assert_eq!(written("سنة “2020”"), "سنة “٢٠٢٠”");
        assert_eq!(written("”5 «6"), "”٥ «٦");
    }

    #[test]
    fn pieces_go_on_from_each_other() {
        let mut digits = ArabicIndic::default();
        assert_eq!([digits.write("بعد 3 M"), digits.write("4 "), digits.write("و5")], ["بعد ٣ M", "4 ", "و٥"]);
    }
}
