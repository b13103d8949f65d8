//! Angles as PROJ strings write them: `12.5`, `-12.5`, `12d30'W`, `12°30'15.5"E`, `0.2r` (radians).

/// Degrees; `None` if it is no angle.
pub fn degrees(text: &str) -> Option<f64> {
    let (text, negative) = match text.as_bytes().first()? {
        b'-' => (&text[1..], true),
        b'+' => (&text[1..], false),
        _ => (text, false),
    };
    let (text, south_or_west) = match text.chars().last()? {
        'S' | 's' | 'W' | 'w' => (&text[..text.len() - 1], Some(true)),
        'N' | 'n' | 'E' | 'e' => (&text[..text.len() - 1], Some(false)),
        _ => (text, None),
    };
    let size =
        if let Some(radians) = text.strip_suffix(['r', 'R']) { number(radians)?.to_degrees() } else { parts(text)? };
    Some(if south_or_west.unwrap_or(negative) { -size } else { size })
}

/// Degrees, minutes and seconds, each with its sign but the last.
fn parts(text: &str) -> Option<f64> {
    let (mut rest, mut total) = (text, 0.0);
    let (mut next, mut any) = (0, false);
    while !rest.is_empty() {
        let end = rest.find(['d', 'D', '°', '\'', '"']);
        let (digits, sign) = (&rest[..end.unwrap_or(rest.len())], end.and_then(|e| rest[e..].chars().next()));
        let place = match sign {
            Some('\'') => 1,
            Some('"') => 2,
            Some(_) => 0,
            None => next,
        };
        if place < next || place > 2 {
            return None;
        }
        total += number(digits)? / [1.0, 60.0, 3600.0][place];
        next = place + 1;
        any = true;
        rest = end.map_or("", |e| &rest[e + sign.map_or(0, char::len_utf8)..]);
    }
    any.then_some(total)
}

/// A number without a sign, not NaN or infinite.
fn number(text: &str) -> Option<f64> {
    let first = *text.as_bytes().first()?;
    (first.is_ascii_digit() || first == b'.').then(|| text.parse().ok().filter(|n: &f64| n.is_finite()))?
}

#[cfg(test)]
mod tests {
    use super::degrees;

    #[test]
    fn angles() {
        for (text, wanted) in [
            ("12.5", 12.5),
            ("-12.5", -12.5),
            ("+7", 7.0),
            ("1e1", 10.0),
            ("10d30'W", -10.5),
            ("10d30", 10.5),
            ("12d30'36\"E", 12.51),
            ("12°30'N", 12.5),
            ("30'", 0.5),
            ("0.5r", 28.647_889_756_541_16),
        ] {
            assert!((degrees(text).unwrap() - wanted).abs() < 1e-12, "{text}");
        }
        for text in ["", "-", "x", "10x", "1'2d", "nan", "inf", "--4", "10d30'5\"6\""] {
            assert_eq!(degrees(text), None, "{text}");
        }
    }
}
