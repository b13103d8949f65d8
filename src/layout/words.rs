//! Title and subtitle made from the data, for figures that give none. They speak of the incidents that the
//! map shows; what it doesn't show the foot tells.

use super::language::Language;
use super::typesetter::capitalised;
use crate::data::incident::{CivilDate, EventDate, Incident, Kind};
use std::borrow::Cow;

/// The title: one incident by its kind and place, several by their number and period.
pub fn title(incidents: &[&Incident], language: &Language) -> Option<String> {
    let period = period(incidents, language);
    match incidents {
        [] => None,
        [only] => {
            let kind = (language.kind)(only.kind.unwrap_or(Kind::Other));
            let name = if language.rtl { only.name_ar.as_ref().or(only.name.as_ref()) } else { only.name.as_ref() };
            let what = match name.map(|name| isolated(name, language)) {
                Some(name) if only.kind.is_some() => format!("{name}{}{kind}", language.comma),
                Some(name) => name.into_owned(),
                None => capitalised(kind, language),
            };
            Some(join(what, period, language))
        }
        several => Some(join((language.incidents_title)(several.len()), period, language)),
    }
}

/// A text of the data within a sentence of the other direction: isolated, so that it doesn't take numbers beside it along (Unicode Bidirectional Algorithm, 2.4).
pub fn isolated<'t>(text: &'t str, language: &Language) -> Cow<'t, str> {
    let is_rtl = |c: char| matches!(c, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    let opposite = text.chars().filter(|c| c.is_alphabetic()).any(|c| is_rtl(c) != language.rtl);
    if opposite { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { Cow::Borrowed(text) }
}

/// The period that the incidents cover, as text.
pub fn period(incidents: &[&Incident], language: &Language) -> Option<String> {
    let dates: Vec<&EventDate> = incidents.iter().filter_map(|i| i.date.as_ref()).collect();
    let undated = incidents.len() - dates.len();
    let first = dates.iter().map(|d| d.start).min()?;
    let last = dates.iter().map(|d| d.end.unwrap_or(d.start)).max()?;
    Some(between(first, last, incidents.len(), undated, language))
}

/// A number of incidents from a first to a last day, some of them without a date, as text.
pub fn between(first: CivilDate, last: CivilDate, count: usize, undated: usize, language: &Language) -> String {
    let month = |d: CivilDate| CivilDate { day: None, ..d };
    let same_month = (first.year, first.month) == (last.year, last.month);
    let period = if first == last || same_month && (first.day.is_none() || last.day.is_none()) {
        // A month that some dates name without a day is the month.
        language.day(if first == last { first } else { month(first) })
    } else if count > 12 && first.year == last.year && first.month.is_some() && last.month.is_some() {
        language.months_of_year(first, last)
    } else if same_month {
        format!("{}–{}", first.day.unwrap_or(1), language.day(last))
    } else if count > 12 || first.year != last.year {
        format!("{}\u{a0}– {}", language.day(month(first)), language.day(month(last)))
    } else {
        format!("{}\u{a0}– {}", language.day(first), language.day(last))
    };
    if undated == 0 { period } else { format!("{period} ({})", (language.undated)(undated)) }
}

/// The title of many incidents: their number and period.
pub fn title_of_many(count: u64, period: Option<String>, language: &Language) -> String {
    join((language.incidents_title)(usize::try_from(count).unwrap_or(usize::MAX)), period, language)
}

fn join(what: String, period: Option<String>, language: &Language) -> String {
    match period {
        Some(period) => format!("{what}{}{period}", language.comma),
        None => what,
    }
}

/// More countries than these are counted, not named.
const MOST_COUNTRIES: usize = 6;

/// The subtitle: countries, and what the size of a symbol or the colour of cells says.
pub fn subtitle(
    countries: &[String],
    incidents: &[&Incident],
    cells: Option<&str>,
    language: &Language,
) -> Option<String> {
    let mut parts = Vec::new();
    match countries.len() {
        0 => {}
        n if n > MOST_COUNTRIES => parts.push((language.many_countries)(n)),
        _ => parts.push(countries.join(language.comma)),
    }
    parts.extend(cells.map(str::to_owned));
    if incidents.iter().any(|i| i.killed_range().is_some()) {
        parts.push(language.symbol_area.to_owned());
    }
    (!parts.is_empty()).then(|| parts.join("\u{a0}· "))
}
