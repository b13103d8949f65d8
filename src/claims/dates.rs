//! The dates that are told of an event, and which of them can be held against a statement.
//!
//! A date is what it may be: a month is any of its days. All dates that are told of an event count, save those that
//! can't speak for themselves:
//!
//! - a date that we inferred from the very statement to be checked (same source, same paragraph) is left out: it can't support itself;
//! - inferred dates give way to stated and disputed ones, and where only inferred ones are left the verdict says that it rests on an inference;
//! - a coarser date that contains a finer one ("March" beside "5 March") says nothing more, and is left out.

use super::verdict::Hindrance;
use crate::data::incident::{CivilDate, DateBasis, Incident, Statement};

/// A date that is told of an event.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Account {
    pub start: CivilDate,
    pub end: Option<CivilDate>,
    pub basis: DateBasis,
    pub by: Option<String>,
    /// Hours from midnight, as far as they are told.
    pub hours: Option<(f64, f64)>,
}

impl Account {
    /// Days that the beginning may be, since 1970-01-01.
    pub fn begins(&self) -> (i64, i64) {
        (self.start.first_day_number(), self.start.last_day_number())
    }

    /// Days that the end may be; the beginning's where it is no period.
    pub fn ends(&self) -> (i64, i64) {
        let end = self.end.unwrap_or(self.start);
        (end.first_day_number(), end.last_day_number())
    }

    fn contains(&self, other: &Self) -> bool {
        self.begins().0 <= other.begins().0 && other.ends().1 <= self.ends().1
    }

    fn told(&self) -> String {
        let end = self.end.map(|e| format!(" to {e}")).unwrap_or_default();
        let by = self.by.as_deref().unwrap_or("the file");
        let basis = match self.basis {
            DateBasis::Stated => "",
            DateBasis::Inferred => ", inferred",
            DateBasis::Disputed => ", disputed",
        };
        format!("{}{end} ({by}{basis})", self.start)
    }
}

/// The dates of an event that can be held against a statement, and whether they rest on an inference.
pub(super) struct Accounts {
    pub of: String,
    pub dates: Vec<Account>,
    pub inferred: bool,
}

impl Accounts {
    pub fn rests_on(&self) -> String {
        let told: Vec<String> = self.dates.iter().map(Account::told).collect();
        format!("date of {}: {}", self.of, told.join("; "))
    }
}

/// All dates told of an event, the one used first, with whether each was inferred from the statement.
pub(super) fn told(incident: &Incident, statement: &Statement) -> Vec<(Account, bool)> {
    let Some(date) = &incident.date else { return Vec::new() };
    let same = |source: &Option<String>, paragraph: &Option<u32>| {
        source.is_some() && *source == statement.source && *paragraph == statement.paragraph
    };
    let by = |said_by: &Option<String>, source: &Option<String>| said_by.clone().or_else(|| source.clone());
    let hours = |t: &Option<String>| t.as_deref().and_then(hours_of);
    let used = Account {
        start: date.start,
        end: date.end,
        basis: date.basis,
        by: by(&date.said_by, &date.source),
        hours: hours(&date.local_time),
    };
    let own = same(&date.source, &date.paragraph) && date.basis == DateBasis::Inferred;
    let others = date.others.iter().map(|o| {
        let account = Account {
            start: o.start,
            end: o.end,
            basis: o.basis,
            by: by(&o.said_by, &o.source),
            hours: hours(&o.local_time),
        };
        (account, same(&o.source, &o.paragraph) && o.basis == DateBasis::Inferred)
    });
    std::iter::once((used, own)).chain(others).collect()
}

/// The dates that count, as the module says.
pub(super) fn accounts(incident: &Incident, statement: &Statement) -> Result<Accounts, Hindrance> {
    let of = format!("“{}”", incident.name.as_deref().unwrap_or(&incident.id));
    let all = told(incident, statement);
    let Some((_, used_is_own)) = all.first() else {
        return Err(Hindrance::Uncheckable(format!("the date of {of} is not known")));
    };
    let pick = |inferred: bool| -> Vec<Account> {
        let wanted = |(a, own): &&(Account, bool)| !own && (a.basis == DateBasis::Inferred) == inferred;
        all.iter().filter(wanted).map(|(a, _)| a.clone()).collect()
    };
    let stated = pick(false);
    if stated.is_empty() && *used_is_own {
        let why = format!("the date of {of} is inferred from this very statement, which can’t support itself");
        return Err(Hindrance::Uncheckable(why));
    }
    let inferred = stated.is_empty();
    let mut dates = if inferred { pick(true) } else { stated };
    let finest = dates.clone();
    dates.retain(|a| !finest.iter().any(|b| a.contains(b) && !b.contains(a)));
    let mut seen: Vec<Account> = Vec::new();
    for account in dates {
        match seen.iter_mut().find(|s| (s.start, s.end) == (account.start, account.end)) {
            Some(known) => {
                known.hours = known.hours.or(account.hours);
                if let (Some(by), Some(more)) = (&mut known.by, &account.by)
                    && !by.split(", ").any(|b| b == more)
                {
                    *by = format!("{by}, {more}");
                }
            }
            None => seen.push(account),
        }
    }
    Ok(Accounts { of, dates: seen, inferred })
}

/// Hours of the clock in a text: “about 22:00–23:00” is 21.5 to 23.5, “00:01” a minute after midnight.
pub(super) fn hours_of(text: &str) -> Option<(f64, f64)> {
    let clock = |part: &str| {
        let (hour, minute) = part.split_once(':')?;
        let hour: f64 = hour.get(hour.len().saturating_sub(2)..)?.trim().parse::<u8>().ok()?.into();
        let minute: f64 = minute.get(..2)?.parse::<u8>().ok()?.into();
        (hour <= 24.0 && minute < 60.0).then_some(hour + minute / 60.0)
    };
    let found: Vec<f64> = text.split(['–', '-', '/']).filter_map(clock).collect();
    let about = if text.contains("about") || text.contains("around") { 0.5 } else { 0.0 };
    let first = found.first()?;
    Some((first - about, found.last().unwrap_or(first) + about))
}

/// The day of a number: the inverse of [`CivilDate::first_day_number`], by the calendar's own order.
pub(super) fn day(number: i64) -> String {
    // 146,097 days are 400 years: the quotient is right to a year.
    let year = 1970 + (number.saturating_mul(400)).div_euclid(146_097);
    let year = year.clamp(1, 9999) as i32;
    let candidates = ((year - 1).max(1)..=(year + 1).min(9999)).flat_map(|y| (1..=12u8).map(move |m| (y, m)));
    let month = candidates.filter_map(|(y, m)| CivilDate::new(y, Some(m), None).ok());
    let month = month.into_iter().find(|m| (m.first_day_number()..=m.last_day_number()).contains(&number));
    month.map_or_else(|| "?".to_owned(), |m| format!("{m}-{:02}", number - m.first_day_number() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_a_text() {
        assert_eq!(hours_of("about 22:00–23:00"), Some((21.5, 23.5)));
        assert_eq!(hours_of("09:30"), Some((9.5, 9.5)));
        assert_eq!(hours_of("00:01").map(|h| libm::round(h.0 * 60.0)), Some(1.0));
        for none in ["morning", "around dawn", "25:00", "10:99", ":"] {
            assert_eq!(hours_of(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_become_days_again() {
        for text in ["0001-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "2020-10-26", "2099-12-31", "9999-12-31"] {
            let date: CivilDate = text.parse().unwrap();
            assert_eq!(day(date.first_day_number()), text);
        }
    }
}
