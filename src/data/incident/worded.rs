//! Numbers of people in words, as tables hold them: `12–21`, `at least 5`, `plus de 34`, `about 50`, `unknown` → claims.
//!
//! A claim keeps what is said: “over 34” is 35 or more, “fewer than 10” is 9 or less, “about 50” is 50 and rounded. Unknown is no number,
//! never 0. What can't be read one way (“several”, “none”, “10-Dec”) is refused in words, never guessed. English, French,
//! Spanish and Arabic.

use super::CountClaim;

/// What a cell says where nothing is known.
const UNKNOWN: [&str; 33] = [
    "",
    "-",
    "--",
    "—",
    "…",
    "?",
    "??",
    "n/a",
    "n.a.",
    "na",
    "#n/a",
    "nan",
    "null",
    "unknown",
    "unk",
    "not known",
    "unclear",
    "unspecified",
    "undetermined",
    "not reported",
    "not stated",
    "not available",
    "no data",
    "tbc",
    "tbd",
    "inconnu",
    "non connu",
    "non renseigné",
    "n/d",
    "nd",
    "desconocido",
    "غير معروف",
    "مجهول",
];

/// How a number bounds what is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    About,
    AtLeast,
    MoreThan,
    AtMost,
    FewerThan,
}

/// Words and signs in front of a number; the longer first.
const BEFORE: &[(&str, Bound)] = &[
    ("a minimum of ", Bound::AtLeast),
    ("not less than ", Bound::AtLeast),
    ("no fewer than ", Bound::AtLeast),
    ("no less than ", Bound::AtLeast),
    ("at least ", Bound::AtLeast),
    ("minimum ", Bound::AtLeast),
    ("min. ", Bound::AtLeast),
    ("min ", Bound::AtLeast),
    ("au moins ", Bound::AtLeast),
    ("al menos ", Bound::AtLeast),
    ("por lo menos ", Bound::AtLeast),
    ("على الأقل ", Bound::AtLeast),
    ("ما لا يقل عن ", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("no more than ", Bound::AtMost),
    ("not more than ", Bound::AtMost),
    ("more than ", Bound::MoreThan),
    ("over ", Bound::MoreThan),
    ("plus de ", Bound::MoreThan),
    ("más de ", Bound::MoreThan),
    ("أكثر من ", Bound::MoreThan),
    (">", Bound::MoreThan),
    ("at most ", Bound::AtMost),
    ("up to ", Bound::AtMost),
    ("maximum ", Bound::AtMost),
    ("max. ", Bound::AtMost),
    ("max ", Bound::AtMost),
    ("au plus ", Bound::AtMost),
    ("jusqu'à ", Bound::AtMost),
    ("jusqu’à ", Bound::AtMost),
    ("hasta ", Bound::AtMost),
    ("على الأكثر ", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("≤", Bound::AtMost),
    ("fewer than ", Bound::FewerThan),
    ("less than ", Bound::FewerThan),
    ("under ", Bound::FewerThan),
    ("moins de ", Bound::FewerThan),
    ("menos de ", Bound::FewerThan),
    ("أقل من ", Bound::FewerThan),
    ("<", Bound::FewerThan),
    ("approximately ", Bound::About),
    ("approx. ", Bound::About),
    ("approx ", Bound::About),
    ("around ", Bound::About),
    ("about ", Bound::About),
    ("circa ", Bound::About),
    ("ca. ", Bound::About),
    ("c. ", Bound::About),
    ("some ", Bound::About),
    ("environ ", Bound::About),
    ("unos ", Bound::About),
    ("unas ", Bound::About),
    ("حوالي ", Bound::About),
    ("نحو ", Bound::About),
    ("~", Bound::About),
    ("≈", Bound::About),
];

/// Words and signs behind a number.
const BEHIND: &[(&str, Bound)] = &[
    ("+", Bound::AtLeast),
    (" or more", Bound::AtLeast),
    (" at least", Bound::AtLeast),
    (" ou plus", Bound::AtLeast),
    (" o más", Bound::AtLeast),
    (" على الأقل", Bound::AtLeast),
    (" or fewer", Bound::AtMost),
    (" or less", Bound::AtMost),
    (" على الأكثر", Bound::AtMost),
    (" approx.", Bound::About),
];

/// What joins the ends of a range.
const BETWEEN: [&str; 9] = ["-", " to ", " and ", " or ", " à ", " et ", " y ", " a ", " إلى "];
const RANGE_BEFORE: [&str; 8] = ["between ", "from ", "entre ", "de ", "من ", "بين ", "des ", "del "];

/// Words behind a number that say nothing but who is counted; the second is the unit that is kept.
const COUNTED: &[(&str, &str)] = &[
    ("civilians", "civilians"),
    ("civilian", "civilians"),
    ("fighters", "fighters"),
    ("combatants", "combatants"),
    ("soldiers", "soldiers"),
    ("militants", "militants"),
    ("children", "children"),
    ("women", "women"),
    ("men", "men"),
    ("people", ""),
    ("persons", ""),
    ("person", ""),
    ("killed", ""),
    ("dead", ""),
    ("deaths", ""),
    ("injured", ""),
    ("wounded", ""),
    ("victims", ""),
    ("morts", ""),
    ("tués", ""),
    ("blessés", ""),
    ("muertos", ""),
    ("heridos", ""),
    ("قتلى", ""),
    ("جرحى", ""),
];

const NUMERALS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Does a cell say that nothing is known?
///
/// ```
/// use sitmap::data::incident::says_unknown;
/// assert!(says_unknown(" N/A ") && says_unknown("") && !says_unknown("0") && !says_unknown("none"));
/// ```
pub fn says_unknown(text: &str) -> bool {
    let text = text.trim();
    UNKNOWN.contains(&text) || (text.len() < 20 && UNKNOWN.contains(&text.to_lowercase().as_str()))
}

/// The claim that a cell makes of a number of people; `None`: it says that it is not known.
///
/// ```
/// use sitmap::data::incident::count_in_words;
/// let claim = count_in_words("12–21").unwrap().unwrap();
/// assert_eq!((claim.min, claim.max, claim.text.as_deref()), (Some(12), Some(21), Some("12–21")));
/// assert_eq!(count_in_words("over 34").unwrap().unwrap().min, Some(35));
/// assert_eq!(count_in_words("unknown"), Ok(None));
/// assert!(count_in_words("several").is_err());
/// ```
///
/// # Errors
/// Why it can't be read one way, in words.
pub fn count_in_words(text: &str) -> Result<Option<CountClaim>, String> {
    let said = text.trim();
    if says_unknown(said) {
        return Ok(None);
    }
    let unread = || format!("“{}” can’t be read as one number or range", super::read::shown_text(said));
    let western = crate::data::table::western(said).to_lowercase();
    let (body, unit) = without_counted(western.trim());
    let claim = match whole(body) {
        Some(number) => CountClaim { unit, ..CountClaim::exactly(number) },
        None => {
            let (min, max, about) = bounds(body).ok_or_else(unread)?;
            CountClaim { min, max, about, unit, ..CountClaim::default() }
        }
    };
    if let (Some(min), Some(max)) = (claim.min, claim.max)
        && min > max
    {
        return Err(format!("“{said}” ends below its beginning"));
    }
    let plain = said.bytes().all(|b| b.is_ascii_digit());
    Ok(Some(CountClaim { text: (!plain).then(|| said.to_owned()), ..claim }))
}

/// Least and greatest number, and whether they are rounded.
fn bounds(body: &str) -> Option<(Option<u32>, Option<u32>, bool)> {
    if let Some((bound, rest)) = bound_of(body) {
        let number = whole(rest.trim())?;
        return Some(match bound {
            Bound::About => (Some(number), Some(number), true),
            Bound::AtLeast => (Some(number), None, false),
            Bound::MoreThan => (Some(number.checked_add(1)?), None, false),
            Bound::AtMost => (None, Some(number), false),
            Bound::FewerThan => (None, Some(number.checked_sub(1)?), false),
        });
    }
    let range = RANGE_BEFORE.iter().find_map(|word| body.strip_prefix(word)).unwrap_or(body);
    let ends = BETWEEN.iter().find_map(|mark| {
        let (min, max) = range.split_once(mark)?;
        Some((whole(min.trim())?, whole(max.trim())?))
    });
    ends.map(|(min, max)| (Some(min), Some(max), false))
}

fn bound_of(body: &str) -> Option<(Bound, &str)> {
    let before = BEFORE.iter().find_map(|(word, bound)| body.strip_prefix(word).map(|rest| (*bound, rest)));
    before.or_else(|| BEHIND.iter().find_map(|(word, bound)| body.strip_suffix(word).map(|rest| (*bound, rest))))
}

/// The text without a last word that says who is counted, and that word.
fn without_counted(text: &str) -> (&str, Option<String>) {
    for (word, unit) in COUNTED {
        if let Some(rest) = text.strip_suffix(word).filter(|r| r.ends_with(' ')) {
            let (rest, inner) = without_counted(rest.trim_end());
            return (rest, inner.or_else(|| Some((*unit).to_owned()).filter(|u| !u.is_empty())));
        }
    }
    (text, None)
}

/// A whole number: digits, in groups of three too, or a numeral up to twelve.
fn whole(text: &str) -> Option<u32> {
    if let Some(number) = NUMERALS.iter().position(|n| *n == text) {
        return u32::try_from(number).ok();
    }
    let text = text.strip_suffix(".0").unwrap_or(text);
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let mark = [',', ' ', '\''].into_iter().find(|mark| text.contains(*mark))?;
    let mut groups = text.split(mark);
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    let rest = groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
    if first && rest { text.replace(mark, "").parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words() {
        for (text, min, max, about) in [
            ("12", Some(12), Some(12), false),
            ("12.0", Some(12), Some(12), false),
            ("1,200", Some(1200), Some(1200), false),
            ("1 200", Some(1200), Some(1200), false),
            ("12-21", Some(12), Some(21), false),
            ("12–21", Some(12), Some(21), false),
            ("12 – 21", Some(12), Some(21), false),
            ("12 to 21", Some(12), Some(21), false),
            ("between 12 and 21", Some(12), Some(21), false),
            ("entre 12 et 21", Some(12), Some(21), false),
            ("2 or 3", Some(2), Some(3), false),
            ("At least 5", Some(5), None, false),
            ("at least five", Some(5), None, false),
            ("5+", Some(5), None, false),
            ("≥ 5", Some(5), None, false),
            ("5 or more", Some(5), None, false),
            ("au moins 5 morts", Some(5), None, false),
            ("over 34", Some(35), None, false),
            (">34", Some(35), None, false),
            ("más de 34", Some(35), None, false),
            ("أكثر من ٣٤", Some(35), None, false),
            ("up to 9", None, Some(9), false),
            ("no more than 9", None, Some(9), false),
            ("fewer than 10", None, Some(9), false),
            ("~50", Some(50), Some(50), true),
            ("about 50", Some(50), Some(50), true),
            ("12 killed", Some(12), Some(12), false),
            ("٣", Some(3), Some(3), false),
            ("0", Some(0), Some(0), false),
        ] {
            let claim = count_in_words(text).unwrap_or_else(|e| panic!("{e}")).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((claim.min, claim.max, claim.about), (min, max, about), "{text}");
        }
        let claim = count_in_words("at least 3 civilians killed").unwrap().unwrap();
        assert_eq!((claim.min, claim.unit.as_deref()), (Some(3), Some("civilians")));
    }

    #[test]
    fn unknown_is_no_number_and_what_is_unclear_is_refused() {
        for text in ["", " ", "unknown", "N/A", "-", "?", "Inconnu", "غير معروف", "not reported"] {
            assert_eq!(count_in_words(text), Ok(None), "{text}");
        }
        for text in [
            "several",
            "dozens",
            "none",
            "nil",
            "10-Dec",
            "Oct-12",
            "5?",
            "12/13",
            "21-12",
            "1.5",
            "1,20",
            "-3",
            "12 (incl. 3 children)",
            "less than 0",
            "12 + 3",
            "99999999999",
            "x",
            "3-4-5",
        ] {
            assert!(count_in_words(text).is_err(), "{text}: {:?}", count_in_words(text));
        }
    }
}
