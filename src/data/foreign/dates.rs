//! Dates in numbers whose order nobody states: `26/10/2020`, `10/26/2020`, `26.10.2020`, `2020/10/26`.
//!
//! A year of four digits in front is read. Else a number above 12 is a day, and says for the whole column which comes first; where a column has
//! no such number, or has them in both places, dates that may be two days are told and stay unknown. The user, or the
//! documentation of a known export, may say which comes first.

use crate::data::feature::Feature;
use crate::data::incident::{CivilDate, DATE_MEMBERS};
use crate::diagnostic::{Diagnostic, Place};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Which of day and month comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// 26/10/2020.
    DayFirst,
    /// 10/26/2020.
    MonthFirst,
}

/// A date in numbers: the two that stand before the year, the year, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Numbers<'t> {
    first: u8,
    second: u8,
    year: i32,
    time: &'t str,
}

/// Reads the dates of features that are written in numbers into our member `date`.
pub(super) fn read(features: &mut [Feature], said: Option<DateOrder>, warnings: &mut Vec<Diagnostic>) {
    let mut columns = BTreeSet::new();
    for (key, value) in features.iter().flat_map(|f| &f.properties) {
        let Value::String(text) = value else { continue };
        if text.starts_with(|c: char| c.is_ascii_digit())
            && parts(text).is_some()
            && let Some(rank) = DATE_MEMBERS.iter().position(|m| key.eq_ignore_ascii_case(m))
            && !columns.iter().any(|(_, other)| other == key)
        {
            columns.insert((rank, key.clone()));
        }
    }
    for (_, key) in columns {
        column(features, &key, said, warnings);
    }
}

fn column(features: &mut [Feature], key: &str, said: Option<DateOrder>, warnings: &mut Vec<Diagnostic>) {
    let texts = || features.iter().filter_map(|f| f.properties.get(key)?.as_str());
    let (mut day_first, mut month_first, mut any) = (false, false, false);
    for Numbers { first, second, .. } in texts().filter_map(numbers) {
        any = true;
        day_first |= first > 12;
        month_first |= second > 12;
    }
    let year_first = texts().any(|t| by_year(t).is_some());
    if !any && !year_first {
        return;
    }
    let order = said.or(match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    });
    let mut unread: Option<(usize, Place, String)> = None;
    for feature in features.iter_mut() {
        let Some(text) = feature.properties.get(key).and_then(Value::as_str).map(str::to_owned) else { continue };
        let read = by_year(&text).or_else(|| numbers(&text).and_then(|n| Some((n.date(order)?, n.time))));
        match read {
            Some((date, time)) => put(feature, &text, date, time),
            None if numbers(&text).is_some() => {
                let origin = &feature.origin;
                let at = Place {
                    file: Some(origin.file.to_string()),
                    line: Some(origin.line),
                    feature: Some(origin.feature),
                    pointer: Some(key.to_owned()),
                    ..Place::default()
                };
                unread.get_or_insert((0, at, text)).0 += 1;
            }
            None => {}
        }
    }
    if let Some((count, at, text)) = unread {
        let why = match said {
            Some(_) => "it is no day in the order that is said of them",
            None if day_first && month_first => "the column has days in both places",
            None => "nothing in the column says which",
        };
        let dates = if count == 1 { "1 date".to_owned() } else { format!("{count} dates") };
        let message = format!("{dates} such as “{text}” can’t be read: day or month may come first, and {why}");
        warnings.push(Diagnostic::warning("data::day-or-month", message).at(at));
    }
}

fn put(feature: &mut Feature, text: &str, date: CivilDate, time: &str) {
    if feature.properties.get("date").is_some_and(Value::is_object) {
        return;
    }
    let clock = time.get(..5).filter(|t| t.as_bytes()[2] == b':' && *t != "00:00");
    let precision = if clock.is_some() { json!("time") } else { json!(date.precision()) };
    let mut member = json!({"start": date, "precision": precision, "basis": "stated", "text": text});
    if let (Some(clock), Some(member)) = (clock, member.as_object_mut()) {
        member.insert("local_time".to_owned(), clock.into());
    }
    feature.properties.insert("date".to_owned(), member);
}

/// The parts of a date in numbers with one mark between them, and what follows after a blank.
fn parts(text: &str) -> Option<([&str; 3], &str)> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let mark = ['/', '.', '-'].into_iter().find(|m| date.contains(*m))?;
    let mut parts = date.split(mark);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |p: &&str| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(digits)).then_some((three, time.trim()))
}

fn numbers(text: &str) -> Option<Numbers<'_>> {
    let ([first, second, year], time) = parts(text)?;
    let small = |p: &str| Some(p).filter(|p| p.len() <= 2)?.parse().ok();
    let year = Some(year).filter(|y| y.len() == 4)?.parse().ok()?;
    Some(Numbers { first: small(first)?, second: small(second)?, year, time })
}

/// A date with its year in front, other than as ISO 8601 writes it.
fn by_year(text: &str) -> Option<(CivilDate, &str)> {
    let ([year, month, day], time) = parts(text)?;
    if year.len() != 4 || text.trim().get(..10).is_some_and(|t| t.parse::<CivilDate>().is_ok()) {
        return None;
    }
    let date = CivilDate::new(year.parse().ok()?, month.parse().ok(), day.parse().ok()).ok()?;
    Some((date, time))
}

impl Numbers<'_> {
    /// The day, if it can be only one.
    fn date(&self, order: Option<DateOrder>) -> Option<CivilDate> {
        let (first, second) = (self.first, self.second);
        let (month, day) = match order {
            _ if first == second => (first, second),
            Some(DateOrder::DayFirst) if second <= 12 => (second, first),
            Some(DateOrder::MonthFirst) if first <= 12 => (first, second),
            // Against what is said of the column, or without it: a number above 12 is a day.
            None if first > 12 => (second, first),
            None if second > 12 => (first, second),
            _ => return None,
        };
        CivilDate::new(self.year, Some(month), Some(day)).ok()
    }
}
