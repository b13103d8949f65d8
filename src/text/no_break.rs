//! Spaces at which a line must not end: before a number that a short word qualifies (“over 34”, “no. 7”, “نحو 90”), since a number that opens a line
//! alone is read without its “over”; and between a number and its unit or half of the day (“5 pm”). After R. Bringhurst, *The Elements of Typographic Style*, § 2.4.
//!
//! Limits: told by the length of the word, whatever the language; longer ones (“approximately 90”) may part.

/// Words of at most so many letters stay with the number after them.
const SHORT: usize = 5;
/// What stays with the number before it.
const UNITS: [&str; 10] = ["am", "pm", "m", "km", "mi", "nm", "ha", "kg", "t", "كم"];

/// The text with no-break spaces where they belong; no character more or less.
///
/// ```
/// use sitmap::text::bound_numbers;
/// assert_eq!(bound_numbers("killed: over 34 to 105"), "killed: over\u{a0}34 to\u{a0}105");
/// ```
pub fn bound_numbers(text: &str) -> String {
    let mut bound = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], text.get(at + 1..).unwrap_or_default());
        let binds = c == ' '
            && (after.starts_with(char::is_numeric) && ends_short(before)
                || before.ends_with(char::is_numeric) && begins_with_unit(after));
        bound.push(if binds { '\u{a0}' } else { c });
    }
    bound
}

/// Is the first word a unit?
fn begins_with_unit(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    UNITS.contains(&&after[..end])
}

/// Is the last word a short one?
fn ends_short(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = word.strip_suffix('.').unwrap_or(word);
    (1..=SHORT).contains(&letters.chars().count()) && letters.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_keep_their_number() {
        let bound = |text: &str| bound_numbers(text).replace('\u{a0}', "~");
        assert_eq!(
            bound("first reports: over 34 [1]. No. 7, (about 90)"),
            "first reports: over~34 [1]. No.~7, (about~90)"
        );
        assert_eq!(bound("نحو 90 قتيلاً"), "نحو~90 قتيلاً");
        assert_eq!(
            bound("approximately 90, 26 October 2020, 5 34, – 7, 12"),
            "approximately 90, 26 October 2020, 5 34, – 7, 12"
        );
        assert_eq!(bound(" 1"), " 1");
        assert_eq!(bound("about 5 pm, 12 kilometres, 3 km."), "about~5~pm, 12 kilometres, 3~km.");
    }
}
