//! Claims about when: the day after, so long since, the first since, the day of the week.
//!
//! # Method
//! A date is what it may be: a month is any of its days. All dates that are told of an event count, save those that
//! can't speak for themselves:
//!
//! - a date that we inferred from the very statement to be checked (same source, same paragraph) is left out: it can't support itself;
//! - inferred dates give way to stated and disputed ones, and where only inferred ones are left the verdict says that it rests on an inference;
//! - a coarser date that contains a finer one ("March" beside "5 March") says nothing more, and is left out.
//!
//! Each pair of dates that is left gives a verdict; where they differ the claim is undecided. Dates are compared as days of the calendar, hours as
//! far as a local time is told; nothing is converted between time zones.
//!
//! # Reading of numbers
//! As in [`tolerance`](super::tolerance). Since a count of days may include both ends, a number of days or more may be one day off on its coarser reading.
//!
//! "First since" can be refuted by a file, but confirmed only by a file that is held to be complete.

use super::ground::Record;
use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict};
use super::whereabouts::trimmed;
use crate::data::incident::{
    CivilDate, DateBasis, Incident, Kind, Relation, StatedTime, StatedTimeUnit, Statement, Weekday,
};

/// A date that is told of an event.
#[derive(Debug, Clone, PartialEq)]
struct Account {
    start: CivilDate,
    end: Option<CivilDate>,
    basis: DateBasis,
    by: Option<String>,
    /// Hours from midnight, as far as they are told.
    hours: Option<(f64, f64)>,
}

impl Account {
    /// Days that the beginning may be, since 1970-01-01.
    fn begins(&self) -> (i64, i64) {
        (self.start.first_day_number(), self.start.last_day_number())
    }

    /// Days that the end may be; the beginning's where it is no period.
    fn ends(&self) -> (i64, i64) {
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
struct Accounts {
    of: String,
    dates: Vec<Account>,
    inferred: bool,
}

impl Accounts {
    fn rests_on(&self) -> String {
        let told: Vec<String> = self.dates.iter().map(Account::told).collect();
        format!("date of {}: {}", self.of, told.join("; "))
    }
}

/// All dates told of an event, the one used first, with whether each was inferred from the statement.
fn told(incident: &Incident, statement: &Statement) -> Vec<(Account, bool)> {
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
fn accounts(incident: &Incident, statement: &Statement) -> Result<Accounts, Hindrance> {
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
fn hours_of(text: &str) -> Option<(f64, f64)> {
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

/// A verdict over each pair of dates, and the least and greatest difference in days.
fn over_pairs(
    later: &Accounts,
    earlier: &Accounts,
    judge: impl Fn(f64, f64) -> Verdict,
    difference: impl Fn(&Account, &Account) -> (f64, f64),
) -> (Verdict, f64, f64) {
    let pairs = later.dates.iter().flat_map(|a| earlier.dates.iter().map(|b| difference(a, b)));
    let pairs: Vec<(f64, f64)> = pairs.collect();
    let verdict = Verdict::over(pairs.iter().map(|p| judge(p.0, p.1))).unwrap_or(Verdict::Undecided);
    let min = pairs.iter().map(|p| p.0).fold(f64::INFINITY, f64::min);
    let max = pairs.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    (verdict, min, max)
}

/// Days from the end of the earlier to the beginning of the later.
fn days_between(later: &Account, earlier: &Account) -> (f64, f64) {
    let (a, b) = (later.begins(), earlier.ends());
    ((a.0 - b.1) as f64, (a.1 - b.0) as f64)
}

/// Least and greatest as text: “1”, “48 to 49”.
fn range(min: f64, max: f64) -> String {
    if (max - min).abs() < 5e-4 { trimmed(min) } else { format!("{} to {}", trimmed(min), trimmed(max)) }
}

fn counted(min: f64, max: f64, unit: &str) -> String {
    let one = min == 1.0 && max == 1.0;
    let unit = if one { unit.trim_end_matches('s') } else { unit };
    format!("{} {unit}", range(min, max))
}

/// Grounds of a verdict on two events.
fn grounds(found: &mut String, accounts: &[&Accounts]) -> Vec<String> {
    for a in accounts {
        if a.inferred {
            found.push_str(&format!("; the date of {} rests on an inference", a.of));
        }
        if a.dates.len() > 1 {
            found.push_str(&format!("; {} dates are told of {}", a.dates.len(), a.of));
        }
    }
    accounts.iter().map(|a| a.rests_on()).collect()
}

/// “The day after”.
pub(super) fn day_after(
    record: Record<'_>,
    (incident, statement): (&Incident, &Statement),
    event: &str,
) -> Result<Finding, Hindrance> {
    let later = accounts(incident, statement)?;
    let earlier = accounts(record.incident(event)?, statement)?;
    let allowed = Allowed { tight: (1.0, 1.0), wide: (1.0, 1.0) };
    let (verdict, min, max) = over_pairs(&later, &earlier, |a, b| allowed.verdict(a, b), days_between);
    let mut found = format!("{} after {}; stated: the day after", counted(min, max, "days"), earlier.of);
    let rests_on = grounds(&mut found, &[&later, &earlier]);
    let measured = Some(Bounds::of(None, (min, max), "days"));
    Ok(Finding { verdict, found, measured, allowed: Some(allowed), rests_on })
}

/// “So long after”.
pub(super) fn elapsed(
    record: Record<'_>,
    (incident, statement): (&Incident, &Statement),
    since: &str,
    relation: Relation,
    time: &StatedTime,
) -> Result<Finding, Hindrance> {
    let later = accounts(incident, statement)?;
    let earlier = accounts(record.incident(since)?, statement)?;
    let by_hour = time.unit == StatedTimeUnit::Hour;
    let unit_days = time.unit.days();
    let value = time.number.value;
    let allowed = match relation {
        Relation::LessThan => Allowed::up_to(value),
        Relation::MoreThan => Allowed::from(value),
        Relation::At | Relation::About => {
            let mut t = super::tolerance(value, time.number.last_digit, relation == Relation::About);
            if !by_hour {
                t.wide = t.wide.max(1.0 / unit_days);
            }
            Allowed::around(value, t)
        }
    };
    let difference = |a: &Account, b: &Account| {
        let (min, max) = if by_hour { hours_between(a, b) } else { days_between(a, b) };
        if by_hour { (min, max) } else { (min / unit_days, max / unit_days) }
    };
    let (verdict, min, max) = over_pairs(&later, &earlier, |a, b| allowed.verdict(a, b), difference);
    let unit = unit_name(time.unit);
    let hedge = match relation {
        Relation::At => "",
        Relation::About => "about ",
        Relation::LessThan => "less than ",
        Relation::MoreThan => "more than ",
    };
    let mut found = format!("{} after {}; stated: {hedge}{time}", counted(min, max, unit), earlier.of);
    let rests_on = grounds(&mut found, &[&later, &earlier]);
    let measured = Some(Bounds::of(None, (min, max), unit));
    Ok(Finding { verdict, found, measured, allowed: Some(allowed), rests_on })
}

const fn unit_name(unit: StatedTimeUnit) -> &'static str {
    match unit {
        StatedTimeUnit::Hour => "hours",
        StatedTimeUnit::Day => "days",
        StatedTimeUnit::Week => "weeks",
        StatedTimeUnit::Month => "months",
        StatedTimeUnit::Year => "years",
    }
}

/// Hours from one to the other; where no time of day is told, any hour of the day.
fn hours_between(later: &Account, earlier: &Account) -> (f64, f64) {
    let span = |(first, last): (i64, i64), hours: Option<(f64, f64)>| {
        let (from, to) = hours.unwrap_or((0.0, 24.0));
        (first as f64 * 24.0 + from, last as f64 * 24.0 + to)
    };
    let (a, b) = (span(later.begins(), later.hours), span(earlier.ends(), earlier.hours));
    (a.0 - b.1, a.1 - b.0)
}

/// “The first since”.
pub(super) fn first_since(
    record: Record<'_>,
    (incident, statement): (&Incident, &Statement),
    (since, kinds, complete): (&str, &[Kind], bool),
) -> Result<Finding, Hindrance> {
    let earlier_event = record.incident(since)?;
    let later = accounts(incident, statement)?;
    let earlier = accounts(earlier_event, statement)?;
    let own = incident.kind.map(|k| vec![k]).unwrap_or_default();
    let kinds = if kinds.is_empty() { own } else { kinds.to_vec() };
    if kinds.is_empty() {
        return Err(Hindrance::Uncheckable("neither the claim nor the incident says of which kind".to_owned()));
    }
    let (_, min, _) = over_pairs(&later, &earlier, |_, _| Verdict::Supported, days_between);
    let (opens, closes) = (span_of(&earlier.dates, Account::ends), span_of(&later.dates, Account::begins));
    let (mut surely, mut perhaps) = (Vec::new(), Vec::new());
    let candidates = record.incidents.iter().filter(|i| i.id != incident.id && i.id != earlier_event.id);
    for other in candidates.filter(|i| i.kind.is_some_and(|k| kinds.contains(&k))) {
        let dates: Vec<Account> = told(other, statement).into_iter().map(|(a, _)| a).collect();
        if dates.is_empty() {
            perhaps.push(named(other));
            continue;
        }
        let begins = span_of(&dates, Account::begins);
        if begins.0 > opens.1 && begins.1 < closes.0 {
            surely.push(named(other));
        } else if begins.1 > opens.0 && begins.0 < closes.1 {
            perhaps.push(named(other));
        }
    }
    let what = kinds.iter().map(|k| kind_name(*k)).collect::<Vec<_>>().join(" or ");
    let (verdict, tail) = if min < 0.0 {
        (Verdict::Undecided, format!("by one of the dates told, {} is not the earlier event", earlier.of))
    } else if !surely.is_empty() {
        (Verdict::Contradicted, format!("between them the file lists: {}", surely.join(", ")))
    } else if !perhaps.is_empty() {
        (Verdict::Undecided, format!("it may have been preceded by: {}", perhaps.join(", ")))
    } else if complete {
        (Verdict::Supported, "the file, held to be complete, lists none between them".to_owned())
    } else {
        let n = record.incidents.len();
        (
            Verdict::Undecided,
            format!("the file lists none between them, but its {n} events can’t show that there was none"),
        )
    };
    let mut found = format!("{what}, {} to {}: {tail}", day(opens.0), day(closes.1));
    let mut rests_on = grounds(&mut found, &[&later, &earlier]);
    rests_on.push(format!("the incidents of kind {what} in the file"));
    Ok(Finding { verdict, found, measured: None, allowed: None, rests_on })
}

fn span_of(dates: &[Account], ends: impl Fn(&Account) -> (i64, i64)) -> (i64, i64) {
    let all = || dates.iter().map(&ends);
    (all().map(|d| d.0).min().unwrap_or(i64::MIN), all().map(|d| d.1).max().unwrap_or(i64::MAX))
}

/// An incident as a list names it.
fn named(incident: &Incident) -> String {
    let date = incident.date.as_ref().map_or_else(|| "no date".to_owned(), |d| d.start.to_string());
    format!("{} ({date})", incident.name.as_deref().unwrap_or(&incident.id))
}

/// A kind as the file writes it.
fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The day of a number: the inverse of [`CivilDate::first_day_number`], by the calendar's own order.
fn day(number: i64) -> String {
    // The mean year is right to a day or so: the search ends after a few steps.
    let year = (1970 + number.div_euclid(366)).clamp(1, 9999) as i32;
    let candidates = (year - 1..=(year + 12).min(9999)).flat_map(|y| (1..=12u8).map(move |m| (y, m)));
    let month = candidates.filter_map(|(y, m)| CivilDate::new(y, Some(m), None).ok());
    let month = month.into_iter().find(|m| (m.first_day_number()..=m.last_day_number()).contains(&number));
    month.map_or_else(|| "?".to_owned(), |m| format!("{m}-{:02}", number - m.first_day_number() + 1))
}

/// “On Monday”.
pub(super) fn weekday(incident: &Incident, statement: &Statement, stated: Weekday) -> Result<Finding, Hindrance> {
    let accounts = accounts(incident, statement)?;
    let judge = |a: &Account| match a.start.weekday() {
        Some(day) if day == stated => Verdict::Supported,
        Some(_) => Verdict::Contradicted,
        None => Verdict::Undecided,
    };
    let verdict = Verdict::over(accounts.dates.iter().map(judge)).unwrap_or(Verdict::Undecided);
    let day = |a: &Account| match a.start.weekday() {
        Some(day) => format!("{} was a {day:?}", a.start),
        None => format!("{} holds every day of the week", a.start),
    };
    let days: Vec<String> = accounts.dates.iter().map(day).collect();
    let mut found = format!("{}; stated: {stated:?}", days.join(", "));
    let mut rests_on = grounds(&mut found, &[&accounts]);
    rests_on.push("Gregorian calendar".to_owned());
    Ok(Finding { verdict, found, measured: None, allowed: None, rests_on })
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
