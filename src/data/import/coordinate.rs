//! Degrees as people write them: `36.1168`, `36,1168`, `35°42′N`, `35 42 30.5 N`, `S 12.5°`.
//!
//! Degrees, minutes and seconds follow ISO 6709 Annex D in any of the usual signs. A letter of a hemisphere belongs to one axis: `N` in a column of
//! longitudes is a fault, not a longitude.

use crate::data::incident::count_text::western_digits;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// East of Greenwich.
    Longitude,
    /// North of the equator.
    Latitude,
}

impl Axis {
    fn most_deg(self) -> f64 {
        match self {
            Self::Longitude => 540.0,
            Self::Latitude => 90.0,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Longitude => "longitude",
            Self::Latitude => "latitude",
        }
    }
}

/// Degrees of a text; `comma`: may a comma stand for the decimal point?
///
/// # Errors
/// Why it is none, for the reader of the table.
///
/// ```
/// use sitmap::data::import::coordinate::{Axis, degrees};
/// assert_eq!(degrees("35°42′N", Axis::Latitude, false), Ok(35.7));
/// assert_eq!(degrees("72° 20' 15.6\" W", Axis::Longitude, false), Ok(-72.337_666_666_666_67));
/// assert_eq!(degrees("36,1168", Axis::Latitude, true), Ok(36.1168));
/// assert!(degrees("35°42′N", Axis::Longitude, false).is_err());
/// ```
pub fn degrees(text: &str, axis: Axis, comma: bool) -> Result<f64, String> {
    let no_number = || format!("no number of degrees for the {}", axis.name());
    let text = western_digits(text).trim().replace('−', "-").replace('٫', ".");
    let decimal = if comma && text.matches(',').count() == 1 && !text.contains('.') {
        text.replace(',', ".")
    } else {
        text.clone()
    };
    let plain = decimal.parse::<f64>().ok().filter(|n| n.is_finite());
    let degrees = match plain {
        Some(number) => number,
        None => sexagesimal(&decimal, axis)?.ok_or_else(no_number)?,
    };
    if degrees.abs() <= axis.most_deg() {
        return Ok(degrees);
    }
    let swapped = axis == Axis::Latitude && degrees.abs() <= 180.0;
    let hint = if swapped { "; are longitude and latitude swapped?" } else { "" };
    Err(format!("{degrees} is no {}{hint}", axis.name()))
}

/// Degrees, minutes, seconds with their signs and a hemisphere; `None`: not that.
fn sexagesimal(text: &str, axis: Axis) -> Result<Option<f64>, String> {
    let upper = text.to_uppercase();
    let letters: Vec<char> = upper.chars().filter(|c| c.is_alphabetic() && *c != 'º').collect();
    let sign = match letters.as_slice() {
        [] => 1.0,
        [letter] => {
            let (of, sign) = match letter {
                'N' => (Axis::Latitude, 1.0),
                'S' => (Axis::Latitude, -1.0),
                'E' => (Axis::Longitude, 1.0),
                'W' => (Axis::Longitude, -1.0),
                _ => return Ok(None),
            };
            if of != axis {
                return Err(format!("“{letter}” belongs to a {}, not to a {}", of.name(), axis.name()));
            }
            sign
        }
        _ => return Ok(None),
    };
    let is_part = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let known = |c: char| is_part(c) || c.is_alphabetic() || " °º˚′’'´″”\"“:+".contains(c);
    if !upper.chars().all(known) {
        return Ok(None);
    }
    let parts: Option<Vec<f64>> =
        upper.split(|c| !is_part(c)).filter(|p| !p.is_empty()).map(|p| p.parse::<f64>().ok()).collect();
    let Some(parts) = parts.filter(|p| (1..=3).contains(&p.len())) else { return Ok(None) };
    // Only degrees alone may be negative by a sign and have no hemisphere; minutes and seconds are less than 60, and whole but for the last.
    let fine =
        parts[1..].iter().all(|p| (0.0..60.0).contains(p)) && parts[..parts.len() - 1].iter().all(|p| p.fract() == 0.0);
    let signed = parts[0] < 0.0 || upper.trim_start().starts_with('-');
    if !fine || (signed && !letters.is_empty()) {
        return Ok(None);
    }
    let size = parts[0].abs() + parts.get(1).unwrap_or(&0.0) / 60.0 + parts.get(2).unwrap_or(&0.0) / 3600.0;
    Ok(Some(if signed { -size } else { sign * size }))
}

/// The two numbers of a cell such as `35.93, 36.63` or `35°55′48″N 36°37′48″E`.
pub fn pair(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    if let Some((a, b)) = text.split_once(';').or_else(|| text.split_once(", ")) {
        return Some((a.to_owned(), b.to_owned()));
    }
    if text.matches(',').count() == 1 {
        return text.split_once(',').map(|(a, b)| (a.to_owned(), b.to_owned()));
    }
    // After the first hemisphere, or the one blank.
    let after = text.char_indices().find(|(_, c)| "NSEWnsew".contains(*c)).map(|(i, c)| i + c.len_utf8());
    match after.filter(|at| text[*at..].chars().any(|c| c.is_ascii_digit())) {
        Some(at) => Some((text[..at].to_owned(), text[at..].to_owned())),
        None => {
            let mut words = text.split_whitespace();
            let (a, b) = (words.next()?, words.next()?);
            words.next().is_none().then(|| (a.to_owned(), b.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_as_people_write_them() {
        let lat = |text: &str| degrees(text, Axis::Latitude, false);
        for (text, value) in [
            ("36.1168", 36.1168),
            (" -36.5 ", -36.5),
            ("−36.5", -36.5),
            ("N 35° 42'", 35.7),
            ("35°42'36\"S", -35.71),
            ("35 42 36 N", 35.71),
            ("35:42:36", 35.71),
            ("35.5° N", 35.5),
            ("-35°30′", -35.5),
        ] {
            let read = lat(text).unwrap();
            assert!((read - value).abs() < 1e-12, "{text}: {read}");
        }
        for text in ["", "x", "35°72′N", "35.5°30′N", "-35 N", "95", "35° E", "35,5,1", "36.1;37.2", "nan"] {
            assert!(lat(text).is_err(), "{text}");
        }
        assert!(lat("36,1168").is_err() && degrees("36,1168", Axis::Latitude, true) == Ok(36.1168));
        assert!(lat("137.5").unwrap_err().contains("swapped"));
        assert!(degrees("12 N", Axis::Longitude, false).unwrap_err().contains("belongs to a latitude"));
    }

    #[test]
    fn pairs() {
        let two = |text: &str| pair(text).map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
        let both = Some(("35.93".to_owned(), "36.63".to_owned()));
        for text in ["35.93, 36.63", "35.93,36.63", "(35.93; 36.63)", "35.93 36.63"] {
            assert_eq!(two(text), both, "{text}");
        }
        assert_eq!(two("35°55′48″N 36°37′48″E").unwrap().1, "36°37′48″E");
        assert_eq!(two("35,93, 36,63"), Some(("35,93".to_owned(), "36,63".to_owned())));
        assert_eq!(two("35.93"), None);
    }
}
