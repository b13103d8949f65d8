//! Both coordinates in one cell: `36.51, 36.12`, `36.51 36.12`, `35°42′N 51°25′E`, `36,51; 36,12`.
//!
//! Which comes first is said by the cell's hemispheres, else by the column's name, else by the numbers of the whole column: what
//! exceeds 90 can't be a latitude. Where all that is silent, latitude is taken first, as map services and survey tools write it
//! (Google Maps, KoBoToolbox), and the reader is told so.

use super::degrees::{Axis, angle, western};

/// A cell's two coordinates as they stand, each with the axis that a hemisphere says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The first and the second.
    pub both: [(f64, Option<Axis>); 2],
}

/// The two coordinates of a cell.
///
/// # Errors
/// Why it can't be read one way, in words.
pub fn pair(text: &str) -> Result<Pair, String> {
    let plain = western(text);
    let bare = plain.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']).trim();
    let (first, second) = split(bare).ok_or_else(|| format!("“{text}” is no pair of coordinates"))?;
    let both = [angle(first)?, angle(second)?];
    match (both[0].1, both[1].1) {
        (Some(a), Some(b)) if a == b => Err(format!("“{text}” names two hemispheres of one coordinate")),
        _ => Ok(Pair { both }),
    }
}

/// The two halves of a cell.
fn split(text: &str) -> Option<(&str, &str)> {
    if let Some(halves) = halves(text, ";").or_else(|| halves(text, ", ")).or_else(|| halves(text, "/")) {
        return Some(halves);
    }
    if text.matches(',').count() == 1 && !text.contains(' ') {
        return halves(text, ",");
    }
    // After the word or letter of the first hemisphere.
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| matches!(c, 'N' | 'S' | 'n')).collect();
    if let Some((at, _)) = letters.first().filter(|(at, _)| *at > 0 && *at + 1 < text.len()) {
        let (first, second) = text.split_at(at + 1);
        if second.starts_with([' ', ',']) {
            return Some((first.trim(), second.trim_start_matches([' ', ','])));
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [first, second] => Some((first.trim_end_matches(','), second)),
        // KoBoToolbox: latitude, longitude, altitude, accuracy.
        [first, second, altitude, accuracy] if [altitude, accuracy].iter().all(|w| w.parse::<f64>().is_ok()) => {
            Some((first, second))
        }
        _ => None,
    }
}

fn halves<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let (first, second) = text.split_once(mark)?;
    (!second.contains(mark)).then(|| (first.trim(), second.trim()))
}

impl Pair {
    /// Longitude and latitude, where the cell itself or the column says which is which.
    pub fn lon_lat(&self, latitude_first: bool) -> (f64, f64) {
        let [(a, first), (b, second)] = self.both;
        let latitude_first = match (first, second) {
            (Some(axis), _) => axis == Axis::Latitude,
            (None, Some(axis)) => axis == Axis::Longitude,
            (None, None) => latitude_first,
        };
        if latitude_first { (b, a) } else { (a, b) }
    }
}

/// Which coordinate the numbers of a column put first: `None` where they say nothing, or both ways.
pub fn order_by_numbers(pairs: impl Iterator<Item = Pair>) -> Option<bool> {
    let (mut lon_first, mut lat_first) = (false, false);
    for Pair { both: [(a, first), (b, second)] } in pairs.filter(|p| p.both.iter().all(|c| c.0.abs() <= 540.0)) {
        lon_first |= a.abs() > 90.0 || first == Some(Axis::Longitude) || second == Some(Axis::Latitude);
        lat_first |= b.abs() > 90.0 || first == Some(Axis::Latitude) || second == Some(Axis::Longitude);
    }
    (lon_first != lat_first).then_some(lat_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_of_many_hands() {
        for (text, lon, lat) in [
            ("36.51, 37.12", 37.12, 36.51),
            ("36.51,37.12", 37.12, 36.51),
            ("36.51 37.12", 37.12, 36.51),
            ("(36.51; 37.12)", 37.12, 36.51),
            ("36,51; 37,12", 37.12, 36.51),
            ("36,51, 37,12", 37.12, 36.51),
            ("36,51 37,12", 37.12, 36.51),
            ("35°42′N 51°24′E", 51.4, 35.7),
            ("51°24′E, 35°42′N", 51.4, 35.7),
            ("35 42 0 N, 51 24 0 E", 51.4, 35.7),
            ("36.51N 37.12E", 37.12, 36.51),
            ("36.51 37.12 412.0 8", 37.12, 36.51),
            ("٣٦٫٥١، ٣٧٫١٢", 37.12, 36.51),
        ] {
            let (x, y) = pair(text).unwrap_or_else(|e| panic!("{e}")).lon_lat(true);
            assert!((x - lon).abs() < 1e-9 && (y - lat).abs() < 1e-9, "{text}: {x} {y}");
        }
        for text in ["", "Idlib", "36.51", "36,51,37,12", "36.5 N, 37.1 N", "36.5, 37.1, 12.0", "Bab al-Hawa, Idlib"] {
            assert!(pair(text).is_err(), "{text}");
        }
    }

    #[test]
    fn numbers_tell_the_order_of_a_column() {
        let order = |cells: &[&str]| order_by_numbers(cells.iter().map(|c| pair(c).unwrap()));
        assert_eq!(order(&["36.5, 37.1", "10.0, 120.5"]), Some(true));
        assert_eq!(order(&["36.5, 37.1", "120.5, 10.0"]), Some(false));
        assert_eq!(order(&["36.5, 37.1"]), None);
        assert_eq!(order(&["120.5, 10.0", "10.0, 120.5"]), None);
        assert_eq!(order(&["36.5 E, 37.1 N", "36.5, 37.1"]), Some(false));
    }
}
