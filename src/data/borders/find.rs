//! A border from what a person writes for it, and what to offer where there is none.

use super::codes::{CountryName, divisions, plain};
use super::{Borders, LandBorder};

/// Names offered, at most.
const OFFERED: usize = 6;
/// Likeness of two names that is offered.
const LIKE: f64 = 0.82;

/// A border that is not built in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no border named “{name}” is built in{why}")]
pub struct UnknownBorder {
    /// As asked for.
    pub name: String,
    /// Why not, where that is known, after a colon.
    pub why: String,
    /// Names that look like it; where none does, how names are written.
    pub near: Vec<String>,
}

/// The border of two countries, named by codes or English names in either order.
///
/// # Errors
/// No two countries are recognised, or they have no land border.
pub fn find(name: &str) -> Result<&'static LandBorder, UnknownBorder> {
    let borders = Borders::builtin();
    let countries = |(a, b): (&str, &str)| Some((code(borders, a)?, code(borders, b)?));
    let pairs: Vec<(&str, &str)> = divisions(name).into_iter().filter_map(countries).collect();
    if let Some(border) = pairs.iter().find_map(|(a, b)| borders.of(a, b)) {
        return Ok(border);
    }
    let unknown = |why: String, near: Vec<String>| UnknownBorder { name: name.to_owned(), why, near };
    Err(match (pairs.first(), code(borders, name)) {
        (Some((a, b)), _) if a == b => unknown(": it names one country twice".to_owned(), of(borders, &[a])),
        (Some((a, b)), _) => {
            let why = format!(": {} and {} have no land border", CountryName::of_code(a), CountryName::of_code(b));
            unknown(why, of(borders, &[a, b]))
        }
        (None, Some(one)) => {
            unknown(": it names one country, a border lies between two".to_owned(), of(borders, &[one]))
        }
        (None, None) => unknown(String::new(), near(borders, name)),
    })
}

/// The code that a text stands for: a country's, or one that only a border is known under.
fn code(borders: &Borders, text: &str) -> Option<&'static str> {
    let own = || borders.codes().into_iter().find(|c| c.eq_ignore_ascii_case(text.trim()));
    CountryName::find(text).map(|c| c.alpha3).or_else(own)
}

/// Borders of countries.
fn of(borders: &Borders, codes: &[&str]) -> Vec<String> {
    let one = |code: &&str| -> Vec<String> { borders.neighbours(code).iter().map(|n| format!("{code}/{n}")).collect() };
    codes.iter().flat_map(one).collect()
}

/// Borders with the likest names, the likest first, written in the way in which it was asked.
fn near(borders: &Borders, name: &str) -> Vec<String> {
    let mut rated: Vec<(f64, String)> = Vec::new();
    for pair in borders.names() {
        let Some((a, b)) = pair.split_once('/') else { continue };
        let in_both_orders = [(a, b), (b, a)].into_iter();
        let best = in_both_orders
            .flat_map(|order| divisions(name).into_iter().map(move |parts| (likeness(parts, order), parts, order)))
            .max_by(|x, y| x.0.total_cmp(&y.0));
        if let Some((score, parts, order)) = best.filter(|b| b.0 > LIKE) {
            rated.push((score, in_the_same_way(name, parts, order)));
        }
    }
    rated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    rated.truncate(OFFERED);
    if rated.is_empty() {
        return vec!["two countries, as in TUR/SYR, tr-sy or turkey-syria".to_owned()];
    }
    rated.into_iter().map(|(_, n)| n).collect()
}

/// How like two texts are to a country each, by the likest of its names and codes.
fn likeness(parts: (&str, &str), order: (&str, &str)) -> f64 {
    let one = |text: &str, code: &str| {
        let wanted = plain(text);
        let known = CountryName::all().iter().find(|c| c.alpha3 == code);
        let all = known.into_iter().flat_map(|c| c.names.iter().copied().chain([c.alpha3, c.alpha2]));
        all.map(|n| strsim::jaro_winkler(&plain(n), &wanted)).fold(0.0, f64::max)
    };
    (one(parts.0, order.0) + one(parts.1, order.1)) / 2.0
}

/// A pair with the asker's mark between, as codes where it was asked by codes, in small letters where it was.
fn in_the_same_way(name: &str, parts: (&str, &str), order: (&str, &str)) -> String {
    let mark = &name[parts.0.len()..name.len() - parts.1.len()];
    let by_codes = parts.0.trim().len() <= 3 && parts.1.trim().len() <= 3;
    let written = |code: &str| if by_codes { code.to_owned() } else { CountryName::of_code(code).to_owned() };
    let pair = format!("{}{mark}{}", written(order.0), written(order.1));
    if name.chars().any(char::is_uppercase) { pair } else { pair.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_in_either_order() {
        for name in [
            "TUR/SYR",
            "syr/tur",
            "turkey-syria",
            "Syria-Turkey",
            "türkiye-syria",
            "tr-sy",
            "TR/SY",
            "Syria and Turkey",
            "Syrian Arab Republic / Turkey",
        ] {
            assert_eq!(find(name).map(LandBorder::name).as_deref(), Ok("SYR/TUR"), "{name}");
        }
        assert_eq!(find("Guinea-Bissau-Senegal").unwrap().name(), "GNB/SEN");
        assert_eq!(find("Guinea-Senegal").unwrap().name(), "GIN/SEN");
        assert_eq!(find("north korea/south korea").unwrap().name(), "KOR/PRK");
        assert_eq!(find("Democratic Republic of the Congo - Republic of the Congo").unwrap().name(), "COD/COG");
        assert_eq!(find("Kosovo/Serbia").unwrap().name(), "SRB/XKX");
        assert_eq!(find("guf/sur").unwrap().countries, ["GUF", "SUR"]);
        assert_eq!(find("Bosnia and Herzegovina/Croatia").unwrap().name(), "BIH/HRV");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let told = |name: &str| find(name).map(LandBorder::name).unwrap_err();
        assert_eq!(told("turkey-siria").near[0], "turkey-syria");
        assert_eq!(told("Ukrane/Rusia").near[0], "Ukraine/Russia");
        assert_eq!(told("TUR/SYX").near[0], "TUR/SYR");
        assert_eq!(
            told("FRA/POL").to_string(),
            "no border named “FRA/POL” is built in: France and Poland have no land border"
        );
        assert!(told("FRA/POL").near.contains(&"POL/DEU".to_owned()));
        assert!(told("Syria").why.contains("one country"));
        assert_eq!(told("Syria").near, ["SYR/IRQ", "SYR/ISR", "SYR/JOR", "SYR/LBN", "SYR/TUR"]);
        assert!(told("TUR/TUR").why.contains("twice"));
        for odd in ["", "/", "///", "xyzzy", "\u{202e}", "a-b-c-d-e-f"] {
            assert!(!told(odd).near.is_empty());
        }
    }
}
