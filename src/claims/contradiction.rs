//! What is told differently of one incident: numbers, dates, times, places, actors, names, side by side.
//!
//! Every account keeps its source. None is preferred, none is averaged, and the only thing that is computed is whether accounts that count the same
//! thing can all hold at once: "over 34" and 79 can, 90 and "over 100" can't. Claims that the file leaves out of its summary are listed with the
//! reason, so that a reader sees them too.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::data::incident::{AttributionStatus, CivilDate, ClaimedPlace, CountClaim, Incident};
use crate::spatial::geodesic;

/// What the accounts are about. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// People killed.
    Killed,
    /// People injured.
    Injured,
    /// People present.
    Present,
    /// Killed and injured in one number.
    Combined,
    /// Strikes, bombs.
    Strikes,
    /// People displaced.
    Displaced,
    /// The day.
    Date,
    /// The time of day.
    TimeOfDay,
    /// The place.
    Place,
    /// Who did it.
    Attribution,
    /// The name and its spellings.
    Name,
}

impl Topic {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Killed => "number of killed",
            Self::Injured => "number of injured",
            Self::Present => "number present",
            Self::Combined => "killed and injured together",
            Self::Strikes => "number of strikes",
            Self::Displaced => "number of displaced",
            Self::Date => "date",
            Self::TimeOfDay => "time of day",
            Self::Place => "place",
            Self::Attribution => "who did it",
            Self::Name => "name and spelling",
        }
    }
}

/// One account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// What it says.
    pub says: String,
    /// Who says it.
    pub said_by: Option<String>,
    /// When it was said.
    pub as_of: Option<String>,
    /// Key of the source.
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    pub paragraph: Option<u32>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// Accounts of one thing that differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// Id of the incident.
    pub incident: String,
    /// Its name.
    pub name: Option<String>,
    /// What they are about.
    pub topic: Topic,
    /// The accounts in the file's order.
    pub versions: Vec<Version>,
    /// Can they all hold? In words; empty where that can't be computed.
    pub remark: String,
}

/// What is told differently of an incident.
pub fn contradictions(incident: &Incident) -> Vec<Contradiction> {
    let topics = [
        (Topic::Killed, &incident.killed),
        (Topic::Injured, &incident.injured),
        (Topic::Present, &incident.present),
        (Topic::Combined, &incident.combined),
        (Topic::Strikes, &incident.strikes),
        (Topic::Displaced, &incident.displaced),
    ];
    let counted = topics.into_iter().filter_map(|(topic, claims)| Some((topic, counts(claims)?)));
    let rest = [
        (Topic::Date, dates(incident)),
        (Topic::TimeOfDay, times(incident)),
        (Topic::Place, places(incident)),
        (Topic::Attribution, attribution(incident)),
        (Topic::Name, names(incident)),
    ];
    let rest = rest.into_iter().filter_map(|(topic, found)| Some((topic, found?)));
    counted
        .chain(rest)
        .map(|(topic, (versions, remark))| Contradiction {
            incident: incident.id.clone(),
            name: incident.name.clone(),
            topic,
            versions,
            remark,
        })
        .collect()
}

type Accounts = Option<(Vec<Version>, String)>;

/// Numbers that differ, with whether those of one unit can all hold.
fn counts(claims: &[CountClaim]) -> Accounts {
    let numbered = |c: &&CountClaim| c.min.is_some() || c.max.is_some();
    let unit = |c: &CountClaim| c.unit.clone().unwrap_or_default();
    let of_articles: Vec<&CountClaim> = claims.iter().filter(numbered).filter(|c| c.left_out.is_none()).collect();
    let comparable = |c: &&CountClaim| c.left_out.is_none() || of_articles.iter().any(|a| unit(a) == unit(c));
    let compared: Vec<&CountClaim> = claims.iter().filter(numbered).filter(comparable).collect();
    let first = compared.first()?;
    if compared.iter().all(|c| (c.min, c.max) == (first.min, first.max)) {
        return None;
    }
    let mut remarks = Vec::new();
    let units: BTreeSet<String> = compared.iter().map(|c| unit(c)).collect();
    for u in units {
        let same: Vec<&&CountClaim> = compared.iter().filter(|c| unit(c) == u).collect();
        if same.len() < 2 {
            continue;
        }
        let low = same.iter().filter_map(|c| c.min).max();
        let high = same.iter().filter_map(|c| c.max).min();
        let fit = !matches!((low, high), (Some(low), Some(high)) if low > high);
        let what = if u.is_empty() { "the numbers".to_owned() } else { format!("those that count {u}") };
        remarks.push(format!("{what} {}", if fit { "can all hold" } else { "can’t all hold as final numbers" }));
    }
    let versions = claims
        .iter()
        .map(|c| Version {
            says: count_words(c),
            said_by: c.said_by.clone(),
            as_of: c.as_of.clone(),
            source: c.source.clone(),
            paragraph: c.paragraph,
            note: joined(&[c.left_out.as_deref(), c.note.as_deref()]),
        })
        .collect();
    Some((versions, remarks.join("; ")))
}

fn count_words(claim: &CountClaim) -> String {
    let number = claim.text.clone().unwrap_or_else(|| match (claim.min, claim.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "no number".to_owned(),
    });
    match &claim.unit {
        Some(unit) => format!("{number} ({unit})"),
        None => number,
    }
}

/// Notes in one.
fn joined(notes: &[Option<&str>]) -> Option<String> {
    let notes: Vec<&str> = notes.iter().flatten().copied().collect();
    (!notes.is_empty()).then(|| notes.iter().map(|n| n.trim_end_matches('.')).collect::<Vec<_>>().join(". ") + ".")
}

/// The date used and the others, as versions with what is compared.
fn date_versions(incident: &Incident) -> Vec<(CivilDate, Option<CivilDate>, Option<String>, Version)> {
    let Some(date) = &incident.date else { return Vec::new() };
    let says = |start: CivilDate, end: Option<CivilDate>, basis| {
        let end = end.map(|e| format!(" to {e}")).unwrap_or_default();
        let basis = match basis {
            crate::data::incident::DateBasis::Stated => "",
            crate::data::incident::DateBasis::Inferred => " (inferred)",
            crate::data::incident::DateBasis::Disputed => " (disputed)",
        };
        format!("{start}{end}{basis}")
    };
    let version =
        |says: String, said_by: &Option<String>, source: &Option<String>, paragraph, note: &Option<String>| Version {
            says,
            said_by: said_by.clone(),
            as_of: None,
            source: source.clone(),
            paragraph,
            note: note.clone(),
        };
    let used = (
        date.start,
        date.end,
        date.local_time.clone(),
        version(says(date.start, date.end, date.basis), &date.said_by, &date.source, date.paragraph, &date.note),
    );
    let others = date.others.iter().map(|o| {
        let v = version(says(o.start, o.end, o.basis), &o.said_by, &o.source, o.paragraph, &o.note);
        (o.start, o.end, o.local_time.clone(), v)
    });
    std::iter::once(used).chain(others).collect()
}

fn dates(incident: &Incident) -> Accounts {
    let all = date_versions(incident);
    let days = |d: &(CivilDate, Option<CivilDate>, Option<String>, Version)| {
        (d.0.first_day_number(), d.1.unwrap_or(d.0).last_day_number())
    };
    let ranges: Vec<(i64, i64)> = all.iter().map(days).collect();
    let apart = ranges.iter().any(|a| ranges.iter().any(|b| a.1 < b.0));
    // Periods that begin on other days differ too, though they overlap.
    let periods = || all.iter().filter(|d| d.1.is_some());
    let begin_apart = periods().any(|a| periods().any(|b| a.0 != b.0));
    if !apart && !begin_apart {
        return None;
    }
    let remark = if apart { "they name different days" } else { "the periods differ" };
    Some((all.into_iter().map(|d| d.3).collect(), remark.to_owned()))
}

fn times(incident: &Incident) -> Accounts {
    let timed: Vec<Version> = date_versions(incident)
        .into_iter()
        .filter_map(|(start, _, time, version)| Some(Version { says: format!("{start}, {}", time?), ..version }))
        .collect();
    let first = timed.first()?;
    timed.iter().any(|v| v.says != first.says).then(|| (timed.clone(), String::new()))
}

fn places(incident: &Incident) -> Accounts {
    let texts: BTreeSet<&str> = incident.locations.iter().filter_map(|l| l.text.as_deref()).collect();
    // The parts of one sentence are no two accounts.
    let told = incident.locations.iter().filter(|l| l.text.is_some());
    let accounts: BTreeSet<_> = told.map(|l| (&l.said_by, &l.source, l.paragraph)).collect();
    if texts.len() < 2 || accounts.len() < 2 {
        return None;
    }
    let versions = incident.locations.iter().filter(|l| l.text.is_some());
    let versions = versions
        .map(|l| Version {
            says: l.text.clone().unwrap_or_default(),
            said_by: l.said_by.clone(),
            as_of: None,
            source: l.source.clone(),
            paragraph: l.paragraph,
            note: joined(&[l.reason.as_deref(), l.note.as_deref()]),
        })
        .collect();
    let points: Vec<_> = incident
        .locations
        .iter()
        .filter_map(|l| match l.place {
            ClaimedPlace::Point(p) => Some(p),
            _ => None,
        })
        .collect();
    let pairs = points.iter().flat_map(|a| points.iter().map(|b| geodesic::inverse(*a, *b).distance_m));
    let apart = pairs.fold(0.0, f64::max);
    let remark = if apart >= 1.0 { format!("the points given lie up to {apart:.0} m apart") } else { String::new() };
    Some((versions, remark))
}

fn attribution(incident: &Incident) -> Accounts {
    let all = &incident.attribution;
    let first = all.first()?;
    let differ = all.iter().any(|a| a.actor != first.actor) || incident.contested();
    if !differ {
        return None;
    }
    let versions = all
        .iter()
        .map(|a| Version {
            says: format!("{}: {}", a.actor, status(a.status)),
            said_by: a.by.clone(),
            as_of: None,
            source: a.source.clone(),
            paragraph: a.paragraph,
            note: a.note.clone(),
        })
        .collect();
    let remark = if incident.contested() { "put forward by some, denied by others" } else { "" };
    Some((versions, remark.to_owned()))
}

const fn status(status: AttributionStatus) -> &'static str {
    match status {
        AttributionStatus::Claimed => "claimed by itself",
        AttributionStatus::Asserted => "asserted",
        AttributionStatus::Alleged => "alleged",
        AttributionStatus::Denied => "denied",
        AttributionStatus::NoComment => "no comment",
        AttributionStatus::Found => "found by an inquiry",
        AttributionStatus::Opinion => "an opinion",
    }
}

fn names(incident: &Incident) -> Accounts {
    if incident.names_alt.is_empty() {
        return None;
    }
    let all = incident.name.iter().chain(&incident.names_alt);
    let version = |name: &String| Version {
        says: name.clone(),
        said_by: None,
        as_of: None,
        source: None,
        paragraph: None,
        note: None,
    };
    Some((all.map(version).collect(), String::new()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::feature::{Feature, Origin};

    fn of(properties: serde_json::Value) -> Vec<Contradiction> {
        let feature = Feature {
            id: None,
            geometry: None,
            properties: properties.as_object().cloned().unwrap(),
            origin: Origin { file: "x".into(), line: 1, feature: 1 },
        };
        contradictions(&Incident::from_feature(&feature, &mut Vec::new()))
    }

    #[test]
    fn numbers_side_by_side() {
        let all = of(serde_json::json!({
            "killed": [{"min": 35, "max": null, "unit": "people"}, {"min": 79, "max": 79, "unit": "people"}],
            "injured": [{"min": 101, "max": null, "unit": "fighters"}, {"min": 90, "max": 90, "unit": "fighters"}],
            "present": [{"min": 5, "max": 5}, {"min": 5, "max": 5}]
        }));
        assert_eq!(all.len(), 2);
        assert_eq!((all[0].topic, all[0].remark.as_str()), (Topic::Killed, "those that count people can all hold"));
        assert_eq!(
            (all[1].topic, all[1].remark.as_str()),
            (Topic::Injured, "those that count fighters can’t all hold as final numbers")
        );
        assert_eq!(all[1].versions[0].says, "at least 101 (fighters)");
    }

    #[test]
    fn what_is_left_out_is_compared_with_its_own_unit_only() {
        let all = of(serde_json::json!({"killed": [
            {"min": 15, "max": 15, "unit": "soldiers"},
            {"min": 1, "max": 1, "unit": "rebels", "left_out": "another event"}]}));
        assert_eq!(all, []);
    }

    #[test]
    fn a_month_does_not_contradict_its_day() {
        let date = |others: serde_json::Value| serde_json::json!({"date": {"start": "2020-03-05", "precision": "day", "basis": "stated", "others": others}});
        assert_eq!(of(date(serde_json::json!([{"start": "2020-03", "basis": "stated"}]))), []);
        let all = of(date(serde_json::json!([{"start": "2020-03-06", "basis": "stated", "local_time": "00:01"}])));
        assert_eq!(all.iter().map(|c| c.topic).collect::<Vec<_>>(), [Topic::Date]);
    }
}
