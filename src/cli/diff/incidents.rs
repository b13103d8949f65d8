//! Two versions of a file of incidents: incidents added and removed, and in each member what was added, removed or changed.
//!
//! Incidents are the same if their ids are. Claims of a list have no ids: one that stands in both is the same, whatever its place; of the others, one of
//! the same speaker and source is taken for the changed one.

use super::{Change, Failure};
use crate::data::incident::Incident;
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place, some_of_each};
use crate::geographic::LonLat;
use crate::spatial::geodesic;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Members that say who says it.
const SPEAKER: [&str; 5] = ["said_by", "source", "actor", "as_of", "paragraph"];

/// The incidents of a file, in any of the formats that are read.
pub fn read(path: &Path, bytes: &[u8], warnings: &mut Vec<Diagnostic>) -> Result<Vec<Incident>, Failure> {
    let name = load::display_name(path);
    let read = load::read_bytes(&name, bytes).map_err(Failure::Refused)?;
    let (incidents, odd) = load::incidents(&read.features);
    let place = Place { file: Some(name), ..Place::default() };
    warnings.extend(some_of_each(read.warnings.into_iter().chain(odd).collect(), &place));
    Ok(incidents)
}

/// What can't be held against another version, since its ids don't tell incidents apart.
pub fn without_ids(path: &Path, incidents: &[Incident]) -> Option<Diagnostic> {
    let mut seen = BTreeSet::new();
    let repeated =
        incidents.iter().find(|i| !seen.insert(i.id.as_str())).map(|i| format!("the id “{}” stands twice", i.id));
    let made = || incidents.iter().any(|i| i.id == format!("feature-{}", i.origin.feature));
    let why = repeated.or_else(|| {
        made().then(|| "there are no ids: incidents are told apart by their number in the file".to_owned())
    })?;
    let place = Place { file: Some(load::display_name(path)), ..Place::default() };
    Some(
        Diagnostic::warning(
            "diff::no-ids",
            format!("{why}, so that changes may be told that did not happen, or not as what they were"),
        )
        .at(place),
    )
}

/// What changed, by the order of the new file; what was removed comes last.
pub fn changes(old: &[Incident], new: &[Incident]) -> Vec<Change> {
    let (old, new) = (told_apart(old), told_apart(new));
    let before: BTreeMap<(&str, usize), &Incident> = old.iter().copied().collect();
    let after: BTreeSet<(&str, usize)> = new.iter().map(|(key, _)| *key).collect();
    let mut found = Vec::new();
    for (key, incident) in &new {
        match before.get(key) {
            Some(was) => found.extend(of_one(was, incident)),
            None => found.extend(Change::of(format!("incident {}", incident.id), None, Some(in_short(incident)))),
        }
    }
    let removed = old.iter().filter(|(key, _)| !after.contains(key));
    found.extend(removed.filter_map(|(_, i)| Change::of(format!("incident {}", i.id), Some(in_short(i)), None)));
    found
}

/// Incidents by their ids; of those that repeat an id the first, the second … are held against each other.
fn told_apart(incidents: &[Incident]) -> Vec<((&str, usize), &Incident)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let numbered = incidents.iter().map(|incident| {
        let number = seen.entry(incident.id.as_str()).or_default();
        *number += 1;
        ((incident.id.as_str(), *number), incident)
    });
    numbered.collect()
}

fn in_short(incident: &Incident) -> String {
    let date = incident.date.as_ref().map(|d| d.start.to_string());
    let parts = [incident.name.clone(), date, incident.what.clone()];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "without a name".to_owned() } else { parts.join(", ") }
}

fn members(incident: &Incident) -> Map<String, Value> {
    match serde_json::to_value(incident) {
        Ok(Value::Object(members)) => members.into_iter().filter(|(_, v)| !is_nothing(v)).collect(),
        _ => Map::new(),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn of_one(old: &Incident, new: &Incident) -> Vec<Change> {
    let (before, after) = (members(old), members(new));
    let mut names: Vec<&String> = before.keys().collect();
    names.extend(after.keys().filter(|name| !before.contains_key(*name)));
    let mut found = Vec::new();
    for name in names {
        let what = format!("{}: {name}", new.id);
        match (before.get(name), after.get(name)) {
            (old, new) if old == new => {}
            (old, new) if is_list(old) || is_list(new) => found.extend(of_lists(&what, items(old), items(new))),
            (old, new) => found.extend(Change::of(what, old.map(shown), new.map(shown))),
        }
    }
    found
}

fn is_list(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Array(_)))
}

fn items(value: Option<&Value>) -> Vec<&Value> {
    match value {
        Some(Value::Array(items)) => items.iter().collect(),
        Some(other) => vec![other],
        None => Vec::new(),
    }
}

fn of_lists(what: &str, old: Vec<&Value>, new: Vec<&Value>) -> Vec<Change> {
    let mut removed: Vec<&Value> = old.clone();
    let mut added = Vec::new();
    for item in new {
        match removed.iter().position(|r| *r == item) {
            Some(same) => drop(removed.remove(same)),
            None => added.push(item),
        }
    }
    let mut found = Vec::new();
    // What is left alone on both sides is one claim, whoever said it.
    let only = added.len() == 1 && removed.len() == 1;
    for item in added {
        let was = removed.iter().position(|r| only || is_of_one(r, item)).map(|at| removed.remove(at));
        let moved =
            was.and_then(|was| moved_m(was, item)).map_or(String::new(), |m| format!(", {:.1} km away", m / 1_000.0));
        found.extend(Change::of(what, was.map(shown), Some(shown(item) + &moved)));
    }
    found.extend(removed.into_iter().filter_map(|r| Change::of(what, Some(shown(r)), None)));
    if found.is_empty() {
        // The same claims in another order: the first location is the one that is used.
        let order = |list: &[&Value]| list.iter().map(|i| shown(i)).collect::<Vec<_>>().join(" | ");
        found.extend(Change::of(what, Some(order(&old)), Some("the same in another order".to_owned())));
    }
    found
}

/// How far the point of a claim was moved, metres.
fn moved_m(old: &Value, new: &Value) -> Option<f64> {
    let point = |claim: &Value| {
        let point = claim.get("place")?.get("point")?.as_array()?;
        Some(LonLat::new(point.first()?.as_f64()?, point.get(1)?.as_f64()?))
    };
    Some(geodesic::inverse(point(old)?, point(new)?).distance_m).filter(|m| *m > 0.0)
}

/// Do two items say the same of who says it, and where?
fn is_of_one(a: &Value, b: &Value) -> bool {
    let has_one = SPEAKER.iter().any(|key| a.get(key).is_some_and(|v| !v.is_null()));
    has_one && SPEAKER.iter().all(|key| a.get(key) == b.get(key))
}

/// A value in words: members that say something, without the braces of JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("“{text}”"),
        Value::Object(members) => {
            let said = members.iter().filter(|(_, v)| !is_nothing(v));
            said.map(|(name, v)| format!("{name} {}", shown(v))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
