//! Degrees as people write them: `36.51`, `36,51`, `36.51° N`, `35°42′30″N`, `35 42 30 N`, `٣٦٫٥١`.
//!
//! Only what can be read one way is read: a hemisphere of the other coordinate, a sign beside a hemisphere, minutes of
//! 60 and more, and the letter O (west in French and Spanish, east in German) are refused in words.

/// Which coordinate is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// −180…180, up to ±540 where a file runs on across 180°.
    Longitude,
    /// −90…90.
    Latitude,
}

/// Words for hemispheres: which axis, and its sign.
const HEMISPHERES: &[(&str, Axis, f64)] = &[
    ("n", Axis::Latitude, 1.0),
    ("north", Axis::Latitude, 1.0),
    ("nord", Axis::Latitude, 1.0),
    ("norte", Axis::Latitude, 1.0),
    ("شمال", Axis::Latitude, 1.0),
    ("شمالا", Axis::Latitude, 1.0),
    ("s", Axis::Latitude, -1.0),
    ("south", Axis::Latitude, -1.0),
    ("sud", Axis::Latitude, -1.0),
    ("sur", Axis::Latitude, -1.0),
    ("جنوب", Axis::Latitude, -1.0),
    ("جنوبا", Axis::Latitude, -1.0),
    ("e", Axis::Longitude, 1.0),
    ("east", Axis::Longitude, 1.0),
    ("est", Axis::Longitude, 1.0),
    ("este", Axis::Longitude, 1.0),
    ("شرق", Axis::Longitude, 1.0),
    ("شرقا", Axis::Longitude, 1.0),
    ("w", Axis::Longitude, -1.0),
    ("west", Axis::Longitude, -1.0),
    ("ouest", Axis::Longitude, -1.0),
    ("oeste", Axis::Longitude, -1.0),
    ("غرب", Axis::Longitude, -1.0),
    ("غربا", Axis::Longitude, -1.0),
];

/// A text with digits of any script as ASCII ones, and one kind of minus and blank.
pub fn western(text: &str) -> String {
    let one = |c: char| match c {
        '٠'..='٩' => char::from(b'0' + (u32::from(c) - u32::from('٠')) as u8),
        '۰'..='۹' => char::from(b'0' + (u32::from(c) - u32::from('۰')) as u8),
        '\u{66b}' => '.',
        '\u{66c}' => '\'',
        '−' | '–' | '‐' | '‑' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' => ' ',
        '،' | '，' => ',',
        c => c,
    };
    text.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')).map(one).collect()
}

/// A number with a decimal point or a decimal comma.
pub fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let marks = digits.bytes().filter(|b| matches!(b, b'.' | b',')).count();
    let form = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) && marks <= 1;
    if !form || !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// Degrees of a coordinate, and whether a hemisphere is named.
///
/// # Errors
/// Why it can't be read one way, in words.
pub fn degrees(text: &str, axis: Axis) -> Result<f64, String> {
    let (value, said) = angle(text)?;
    match said {
        Some(other) if other != axis => Err(match axis {
            Axis::Longitude => format!("“{text}” is a latitude in the place of the longitude"),
            Axis::Latitude => format!("“{text}” is a longitude in the place of the latitude"),
        }),
        _ => Ok(value),
    }
}

/// An angle in degrees, and the axis that its hemisphere speaks of.
///
/// # Errors
/// Why it can't be read one way, in words.
pub fn angle(text: &str) -> Result<(f64, Option<Axis>), String> {
    let no_number = || format!("“{text}” is no number");
    let plain = western(text.trim());
    let (body, word) = split_hemisphere(&plain);
    let hemisphere = match word.to_lowercase().as_str() {
        "" => None,
        "o" => return Err(format!("“{text}”: O is west in French and Spanish, east in German")),
        word => Some(HEMISPHERES.iter().find(|(w, ..)| *w == word).ok_or_else(no_number)?),
    };
    let parts = parts(body).ok_or_else(no_number)?;
    let negative = body.trim_start().starts_with('-');
    if negative && hemisphere.is_some() {
        return Err(format!("“{text}” has a sign and a hemisphere"));
    }
    let (last, whole) = parts.split_last().ok_or_else(no_number)?;
    if whole.iter().any(|p| p.fract() != 0.0) {
        return Err(format!("“{text}” has a fraction before its last part"));
    }
    if whole.iter().skip(1).chain(Some(last).filter(|_| parts.len() > 1)).any(|p| *p >= 60.0) {
        return Err(format!("“{text}” has 60 minutes or seconds, or more"));
    }
    let sizes = [1.0, 60.0, 3600.0];
    let value: f64 = parts.iter().zip(sizes).map(|(part, size)| part / size).sum();
    // Minutes and seconds make no more digits than a tenth of a millimetre.
    let value = if parts.len() > 1 { (value * 1e9).round() / 1e9 } else { value };
    let sign = hemisphere.map_or(if negative { -1.0 } else { 1.0 }, |(.., sign)| *sign);
    Ok((sign * value, hemisphere.map(|(_, axis, _)| *axis)))
}

/// The word for a hemisphere at the beginning or the end, without the rest.
fn split_hemisphere(text: &str) -> (&str, &str) {
    let letter = |c: char| c.is_alphabetic();
    let after = text.trim_end_matches(['.', ' ']);
    let end = after.trim_end_matches(letter);
    if end.len() < after.len() {
        let word = &after[end.len()..];
        // `35d42m30s`: the s is seconds.
        if !(word.eq_ignore_ascii_case("s") && end.contains(['d', 'm']) && !text.ends_with('S')) {
            return (end.trim_end(), word);
        }
    }
    let begin = text.trim_start().trim_start_matches(letter);
    let word = text.trim_start().strip_suffix(begin).unwrap_or_default();
    (begin.trim_start_matches(['.', ':', ' ']), word)
}

/// One to three numbers with their marks: degrees, minutes, seconds, in this order.
fn parts(body: &str) -> Option<Vec<f64>> {
    let body = body.trim().trim_start_matches(['-', '+']);
    let (mut parts, mut rest) = (Vec::new(), body);
    let marks: [&[&str]; 3] =
        [&["°", "º", "˚", "d", ":"], &["′", "'", "’", "`", "´", "m", ":"], &["″", "\"", "”", "''", "′′", "’’", "s"]];
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
        let own = marks.get(parts.len())?;
        parts.push(number(&rest[..end]).filter(|_| !rest.starts_with(['-', '+']))?);
        let after = rest[end..].trim_start();
        let marked = own.iter().filter_map(|m| after.strip_prefix(m)).min_by_key(|r| r.len());
        let blank = after.len() < rest[end..].len();
        rest = match marked {
            Some(after) => after.trim_start(),
            None if blank || after.is_empty() => after,
            None => return None,
        };
    }
    Some(parts).filter(|p| !p.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_of_many_hands() {
        let lat = |text| degrees(text, Axis::Latitude).unwrap_or_else(|e| panic!("{e}"));
        for (text, value) in [
            ("36.51", 36.51),
            ("36,51", 36.51),
            ("+36.51", 36.51),
            ("−36.51", -36.51),
            ("36.51°", 36.51),
            ("36.51° N", 36.51),
            ("N 36.51", 36.51),
            ("N36.51°", 36.51),
            ("36.51S", -36.51),
            ("35°42′N", 35.7),
            ("35°42'30\"N", 35.708_333_333),
            ("35° 42’ 30’’ Sud", -35.708_333_333),
            ("35 42 30 S", -35.708_333_333),
            ("35:42:30", 35.708_333_333),
            ("35d42m30s", 35.708_333_333),
            ("35°42,5′ N", 35.708_333_333),
            ("-35 42", -35.7),
            ("٣٦٫٥١", 36.51),
            ("۳۵°۴۲′ شمالا", 35.7),
            ("36\u{a0}", 36.0),
        ] {
            assert!((lat(text) - value).abs() < 1e-12, "{text}: {}", lat(text));
        }
        assert_eq!(degrees("36.2° ouest", Axis::Longitude), Ok(-36.2));
    }

    #[test]
    fn what_cannot_be_read_one_way() {
        for (text, why) in [
            ("", "no number"),
            ("abc", "no number"),
            ("1,234,567", "no number"),
            ("36.5.1", "no number"),
            ("35°72′N", "60 minutes"),
            ("35.5°30′", "fraction"),
            ("-35° S", "a sign and a hemisphere"),
            ("36.2 E", "a longitude in the place of the latitude"),
            ("36.2 O", "O is west"),
            ("35 42 30 15", "no number"),
            ("35/42", "no number"),
            ("nan", "no number"),
            ("1e2", "no number"),
        ] {
            let found = degrees(text, Axis::Latitude).expect_err(text);
            assert!(found.contains(why), "{text}: {found}");
        }
    }
}
