//! Claims about when: the day after, so long since, the first since, the day of the week.
//!
//! # Method
//! Which dates of an event count is told in [`dates`](super::dates). Each pair of them gives a verdict; where they differ the claim is undecided. Dates
//! are compared as days of the calendar, hours as far as a local time is told; nothing is converted between time zones.
//!
//! # Reading of numbers
//! As in [`tolerance`](super::tolerance). Since a count of days may include both ends, a number of days or more may be one day off on its coarser reading.
//!
//! "First since" can be refuted by a file, but confirmed only by a file that is held to be complete.

use super::dates::{Account, Accounts, accounts, day, told};
use super::distance::trimmed;
use super::ground::Record;
use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict};
use crate::data::incident::{Incident, Kind, Relation, StatedTime, StatedTimeUnit, Statement, Weekday};

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
