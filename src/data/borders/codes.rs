//! Countries by their codes and English names, and a border from what a person writes for it.
//!
//! `TUR/SYR`, `tr-sy`, `Türkiye/Syria`, `turkey-syria`, `North Korea/South Korea`: two countries with one of `/`, `-`, `–` or `and`
//! between. Where a name itself holds a hyphen (`Guinea-Bissau-Senegal`) every division is tried.

use std::sync::OnceLock;

/// A country's codes and names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryName {
    /// ISO 3166 alpha-3; `XKX` for Kosovo.
    pub alpha3: &'static str,
    /// ISO 3166 alpha-2.
    pub alpha2: &'static str,
    /// English names, the usual one first.
    pub names: Vec<&'static str>,
}

static TABLE: &str = include_str!("../../../geodata/world/country_codes.tsv");

impl CountryName {
    /// All countries with a code.
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<Vec<CountryName>> = OnceLock::new();
        ALL.get_or_init(|| TABLE.lines().skip(1).filter_map(row).collect())
    }

    /// The country of a code or an English name, in any case, with or without accents.
    ///
    /// ```
    /// use sitmap::data::borders::CountryName;
    /// for text in ["TUR", "tr", "Türkiye", "turkiye", "Turkey"] {
    ///     assert_eq!(CountryName::find(text).unwrap().alpha3, "TUR");
    /// }
    /// ```
    pub fn find(text: &str) -> Option<&'static Self> {
        let wanted = plain(text);
        let has = |c: &&Self| {
            plain(c.alpha3) == wanted || plain(c.alpha2) == wanted || c.names.iter().any(|n| plain(n) == wanted)
        };
        Self::all().iter().find(has)
    }

    /// Usual names that look like a text, the likest first; where none does, how countries are written.
    pub fn like(text: &str) -> Vec<String> {
        let wanted = plain(text);
        let likeness = |c: &&Self| c.names.iter().map(|n| strsim::jaro_winkler(&plain(n), &wanted)).fold(0.0, f64::max);
        let mut rated: Vec<(f64, &str)> = Self::all().iter().map(|c| (likeness(&c), c.names[0])).collect();
        rated.retain(|(score, _)| *score > 0.82);
        rated.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        if rated.is_empty() {
            return vec!["a country by name or ISO code, as in Syria, SYR or SY".to_owned()];
        }
        rated.into_iter().take(5).map(|(_, name)| name.to_owned()).collect()
    }

    /// What to say of a text that is no country.
    pub fn help(text: &str) -> String {
        let like = Self::like(text).join(", ");
        if like.starts_with("a country") { format!("name {like}") } else { format!("did you mean: {like}?") }
    }

    /// The usual name of a code; the code where it has none.
    pub fn of_code(alpha3: &str) -> &str {
        Self::all().iter().find(|c| c.alpha3 == alpha3).and_then(|c| c.names.first()).copied().unwrap_or(alpha3)
    }
}

fn row(line: &'static str) -> Option<CountryName> {
    let mut cells = line.split('\t');
    let (alpha3, alpha2) = (cells.next()?, cells.next()?);
    Some(CountryName { alpha3, alpha2, names: cells.next()?.split(';').collect() })
}

/// Letters and digits alone, small, without accents and without “the” and “and”.
pub(super) fn plain(text: &str) -> String {
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars().flat_map(char::to_lowercase) {
        match bare(c) {
            Some(c) if c.is_alphanumeric() => words.last_mut().into_iter().for_each(|w| w.push(c)),
            Some(_) => words.push(String::new()),
            None => {}
        }
    }
    words.retain(|w| !matches!(w.as_str(), "" | "the" | "and"));
    words.concat()
}

/// A small letter without its accent; nothing for an accent that stands alone or an apostrophe.
fn bare(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'ā' => 'a',
        'ç' | 'č' => 'c',
        'è'..='ë' | 'ē' => 'e',
        'ì'..='ï' | 'ı' | 'ī' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ō' => 'o',
        'ù'..='ü' | 'ū' => 'u',
        'š' => 's',
        'ž' => 'z',
        '\u{300}'..='\u{36f}' | '\'' | '’' | '.' => return None,
        other => other,
    })
}

/// Every way to read a text as two countries.
pub(super) fn divisions(text: &str) -> Vec<(&str, &str)> {
    let marks = ["/", "–", "—", " - ", " and ", "-", "_"];
    let mut all = Vec::new();
    for mark in marks {
        all.extend(text.match_indices(mark).map(|(i, _)| (&text[..i], &text[i + mark.len()..])));
    }
    all
}
