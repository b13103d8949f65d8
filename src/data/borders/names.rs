//! Names of countries in the languages that the furniture has beside English and Arabic.
//!
//! From CLDR, by `geodata/recipes/world/15_country_names.py`; codes are Natural Earth's (`ADM0_A3`), which are ISO's where that has one.

/// Codes and names of all countries in a language; none where the table doesn't have it.
///
/// ```
/// use sitmap::data::borders::names_in;
/// assert!(names_in("fr").any(|(code, name)| (code, name) == ("SYR", "Syrie")));
/// assert_eq!(names_in("xx").count(), 0);
/// ```
pub fn names_in(language: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let table = include_str!("../../../geodata/world/country_names.tsv");
    let mut lines = table.lines();
    let column = lines.next().and_then(|header| header.split('\t').skip(1).position(|l| l == language));
    lines.filter_map(move |line| {
        let mut cells = line.split('\t');
        let code = cells.next()?;
        cells.nth(column?).filter(|name| !name.is_empty()).map(|name| (code, name))
    })
}
