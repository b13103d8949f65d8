//! A number of people as people write it → a claim that says just that.
//!
//! `12`, `12-21`, `12 to 21`, `at least 5`, `5+`, `over 34`, `up to 9`, `about 20`, with a word for what is counted after it, in English,
//! French, Spanish and Arabic, and with the digits of either script. `unknown` and its like are no claim. Any other text stays a claim in words, without a
//! number: nothing is guessed.

use super::CountClaim;

/// Words that say that nothing is known.
const UNKNOWN: [&str; 18] = [
    "-",
    "–",
    "—",
    "?",
    "n/a",
    "na",
    "nan",
    "none",
    "null",
    "unknown",
    "not known",
    "not reported",
    "unreported",
    "inconnu",
    "desconocido",
    "غير معروف",
    "مجهول",
    "غير محدد",
];
const AT_LEAST: [&str; 10] =
    ["at least", "minimum", "min.", ">=", "≥", "au moins", "al menos", "por lo menos", "على الأقل", "ما لا يقل عن"];
const OVER: [&str; 6] = ["over", "more than", ">", "plus de", "más de", "أكثر من"];
const AT_MOST: [&str; 7] = ["up to", "at most", "<=", "≤", "jusqu'à", "hasta", "حتى"];
const UNDER: [&str; 6] = ["fewer than", "less than", "under", "<", "moins de", "أقل من"];
const ABOUT: [&str; 13] = [
    "about",
    "around",
    "approximately",
    "approx.",
    "circa",
    "c.",
    "~",
    "≈",
    "environ",
    "alrededor de",
    "unos",
    "حوالي",
    "نحو",
];
const AFTER_AT_LEAST: [&str; 4] = ["or more", "ou plus", "o más", "أو أكثر"];

/// What a text claims; `None`: nothing is known.
///
/// ```
/// use sitmap::data::incident::count_text::claim;
/// let range = claim("12–21 civilians").unwrap();
/// assert_eq!((range.min, range.max, range.unit.as_deref()), (Some(12), Some(21), Some("civilians")));
/// let open = claim("over 34").unwrap();
/// assert_eq!((open.min, open.max, open.text.as_deref()), (Some(35), None, Some("over 34")));
/// assert_eq!(claim("unknown"), None);
/// assert_eq!(claim("dozens").unwrap().min, None); // words stay words
/// ```
pub fn claim(text: &str) -> Option<CountClaim> {
    let text = text.trim();
    let plain = western_digits(&text.to_lowercase());
    if plain.is_empty() || UNKNOWN.contains(&plain.as_str()) {
        return None;
    }
    let in_words = || CountClaim { text: Some(text.to_owned()), ..CountClaim::default() };
    let read = said(&plain).filter(|c| c.min.zip(c.max).is_none_or(|(a, b)| a <= b));
    Some(match read {
        // A bare number needs no words beside it.
        Some(claim) if claim.min == claim.max && !claim.about && claim.unit.is_none() => claim,
        Some(claim) => CountClaim { text: Some(text.to_owned()), ..claim },
        None => in_words(),
    })
}

/// Is it what a spreadsheet makes of a range: `12-21` becomes `21-Dec`?
pub fn is_mangled_range(text: &str) -> bool {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim().to_lowercase();
    let Some((a, b)) = text.split_once('-') else { return false };
    let is_number = |t: &str| !t.is_empty() && t.bytes().all(|c| c.is_ascii_digit());
    (is_number(a) && months.contains(&b)) || (is_number(b) && months.contains(&a))
}

/// Arabic-Indic digits as European ones.
pub fn western_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
        '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        c => c,
    };
    text.chars().map(digit).collect()
}

fn said(text: &str) -> Option<CountClaim> {
    let after = |words: &[&str]| words.iter().find_map(|w| text.strip_prefix(w)).map(str::trim_start);
    let one = |rest: &str, make: &dyn Fn(u32) -> Option<CountClaim>| {
        let (number, rest) = number(rest)?;
        counted(make(number)?, rest)
    };
    let open = |min: u32| Some(CountClaim { min: Some(min), ..CountClaim::default() });
    let most = |max: u32| Some(CountClaim { max: Some(max), ..CountClaim::default() });
    if let Some(rest) = after(&AT_LEAST) {
        return one(rest, &open);
    }
    if let Some(rest) = after(&AT_MOST) {
        return one(rest, &most);
    }
    if let Some(rest) = after(&OVER) {
        return one(rest, &|n| open(n.checked_add(1)?));
    }
    if let Some(rest) = after(&UNDER) {
        return one(rest, &|n| most(n.checked_sub(1)?));
    }
    if let Some(rest) = after(&ABOUT) {
        return one(rest, &|n| Some(CountClaim { about: true, ..CountClaim::exactly(n) }));
    }
    let (from, rest) = number(text.strip_prefix("between ").or(text.strip_prefix("entre ")).unwrap_or(text))?;
    let dashes = ["-", "–", "—", " to ", " and ", " à ", " et ", " a ", " y ", " إلى "];
    let rest = rest.strip_prefix(' ').filter(|r| r.starts_with(['-', '–', '—'])).unwrap_or(rest);
    if let Some(second) = dashes.iter().find_map(|dash| rest.strip_prefix(dash)) {
        let (to, rest) = number(second.trim_start())?;
        return counted(CountClaim { min: Some(from), max: Some(to), ..CountClaim::default() }, rest);
    }
    if let Some(rest) = rest.strip_prefix('+') {
        return counted(open(from)?, rest);
    }
    if let Some(rest) = AFTER_AT_LEAST.iter().find_map(|w| rest.trim_start().strip_prefix(w)) {
        return counted(open(from)?, rest);
    }
    counted(CountClaim::exactly(from), rest)
}

/// A whole number at the beginning of a text, its thousands apart or not, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let bytes = text.as_bytes();
    let mut end = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if end == 0 {
        return None;
    }
    let mut digits = text[..end].to_owned();
    // Thousands: a comma or blank and just three digits.
    while digits.len() <= 9 && end <= 11 {
        let group = bytes.get(end + 1..end + 4).filter(|g| g.iter().all(u8::is_ascii_digit));
        let parted = matches!(bytes.get(end), Some(b',' | b' ')) && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit);
        match group.filter(|_| parted) {
            Some(_) => {
                digits.push_str(&text[end + 1..end + 4]);
                end += 4;
            }
            None => break,
        }
    }
    // 12.0 is 12; 12.5 people are none.
    let rest =
        text[end..].strip_prefix(".0").filter(|r| !r.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(&text[end..]);
    (!rest.starts_with(['.', ',', '/', ':'])).then_some((digits.parse().ok()?, rest))
}

/// A claim with what is counted, if words follow and no further number.
fn counted(claim: CountClaim, rest: &str) -> Option<CountClaim> {
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(claim);
    }
    let words = rest.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '’' | '\''));
    (words && rest.len() <= 40).then(|| CountClaim { unit: Some(rest.to_owned()), ..claim })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn claims_say_what_they_say() {
        let table: &[(&str, Option<u32>, Option<u32>, bool)] = &[
            ("12", Some(12), Some(12), false),
            ("0", Some(0), Some(0), false),
            ("12.0", Some(12), Some(12), false),
            ("1,234", Some(1234), Some(1234), false),
            ("1 234 567", Some(1_234_567), Some(1_234_567), false),
            ("12-21", Some(12), Some(21), false),
            ("12 – 21", Some(12), Some(21), false),
            ("between 12 and 21", Some(12), Some(21), false),
            ("entre 3 y 5", Some(3), Some(5), false),
            ("12 à 21", Some(12), Some(21), false),
            ("at least 5", Some(5), None, false),
            ("5+", Some(5), None, false),
            ("5 or more", Some(5), None, false),
            ("≥ 5", Some(5), None, false),
            ("au moins 5", Some(5), None, false),
            ("أكثر من ٣٤", Some(35), None, false),
            ("على الأقل 60 قتيلا", Some(60), None, false),
            ("more than 34", Some(35), None, false),
            ("up to 9", None, Some(9), false),
            ("fewer than 10", None, Some(9), false),
            ("~20", Some(20), Some(20), true),
            ("about 20 people", Some(20), Some(20), true),
            // Words, or what may be two things.
            ("dozens", None, None, false),
            ("12.5", None, None, false),
            ("12,5", None, None, false),
            ("21-12", None, None, false),
            ("3/4", None, None, false),
            ("-3", None, None, false),
            ("3 killed, 4 injured", None, None, false),
            ("21-Dec", None, None, false),
        ];
        for (text, min, max, about) in table {
            let claim = claim(text).unwrap();
            assert_eq!((claim.min, claim.max, claim.about), (*min, *max, *about), "{text}");
            let words = min.is_none() && max.is_none();
            assert!(!words || claim.text.as_deref() == Some(*text), "{text}");
        }
        for text in ["", " ", "unknown", "N/A", "?", "-", "غير معروف"] {
            assert_eq!(claim(text), None, "{text:?}");
        }
        assert!(is_mangled_range("21-Dec") && is_mangled_range("Dec-21") && !is_mangled_range("12-21"));
    }

    proptest! {
        #[test]
        fn no_text_becomes_a_number_that_it_does_not_hold(text in ".{0,20}") {
            if let Some(claim) = claim(&text) {
                let plain: String = western_digits(&text.to_lowercase()).chars().filter(char::is_ascii_digit).collect();
                for n in [claim.min, claim.max].into_iter().flatten() {
                    // "over n" and "fewer than n" are one off.
                    let near = [n, n.saturating_sub(1), n.saturating_add(1)];
                    prop_assert!(near.iter().any(|n| plain.contains(&n.to_string()) || plain.trim_start_matches('0').starts_with(&n.to_string())), "{}", text);
                }
            }
        }
    }
}
