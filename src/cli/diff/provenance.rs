//! What two figures were made of: tool, spec by its keys, files, built-in data, credits, projection, what is shown.

use super::Change;
use crate::provenance::{Input, Provenance, Shown};
use std::collections::BTreeMap;

/// What changed.
pub fn changes(old: &Provenance, new: &Provenance) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let some = |text: &str| Some(text.to_owned());
    found.extend(Change::of("tool", some(&old.tool), some(&new.tool)));
    // What one of them doesn't embed is not removed: nothing can be said of it.
    let told_of_both = old.spec.is_some() == new.spec.is_some();
    if told_of_both {
        found.extend(Change::of("title", old.title.clone(), new.title.clone()));
        found.extend(of_maps("spec", &spec(old), &spec(new)));
    }
    found.extend(of_maps("input", &hashes(&old.inputs), &hashes(&new.inputs)));
    found.extend(of_maps("built-in data", &hashes(&old.built_in), &hashes(&new.built_in)));
    if told_of_both {
        found.extend(of_what_is_shown(old, new));
    }
    found.extend(of_maps("written as", &export(old), &export(new)));
    found
}

/// Credits, projection, incidents and warnings.
fn of_what_is_shown(old: &Provenance, new: &Provenance) -> Vec<Change> {
    let lines = |list: &[String]| list.iter().map(|line| (line.clone(), line.clone())).collect::<BTreeMap<_, _>>();
    let mut found = of_maps("credit", &lines(&old.credits), &lines(&new.credits));
    found.extend(Change::of("projection", old.projection.clone(), new.projection.clone()));
    found.extend(of_maps("incidents", &counts(old.incidents.as_ref()), &counts(new.incidents.as_ref())));
    let told = |p: &Provenance| p.warnings.iter().map(|(code, n)| (code.clone(), n.to_string())).collect();
    found.extend(of_maps("warnings", &told(old), &told(new)));
    found
}

/// How a figure was written.
fn export(provenance: &Provenance) -> BTreeMap<String, String> {
    let of =
        |(key, value): (&String, &serde_json::Value)| (key.clone(), value.to_string().trim_matches('"').to_owned());
    let all = serde_json::to_value(&provenance.export).ok();
    all.as_ref().and_then(|v| v.as_object()).map(|o| o.iter().map(of).collect()).unwrap_or_default()
}

/// Keys of a spec with their values as TOML writes them: `cells.width`, `measure.0.to`.
fn spec(provenance: &Provenance) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let table = provenance.spec.as_deref().and_then(|toml| toml.parse::<toml::Table>().ok());
    for (key, value) in table.unwrap_or_default() {
        flatten(key, &value, &mut found);
    }
    found
}

fn flatten(path: String, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    match value {
        toml::Value::Table(table) => {
            table.iter().for_each(|(key, value)| flatten(format!("{path}.{key}"), value, found));
        }
        toml::Value::Array(items) if items.iter().any(toml::Value::is_table) => {
            items.iter().enumerate().for_each(|(i, item)| flatten(format!("{path}.{i}"), item, found));
        }
        other => _ = found.insert(path, other.to_string()),
    }
}

fn hashes(inputs: &[Input]) -> BTreeMap<String, String> {
    let short = |hash: &str| hash.chars().take(16).collect::<String>();
    inputs.iter().map(|i| (i.path.clone(), format!("SHA-256 {}…", short(&i.sha256)))).collect()
}

fn counts(shown: Option<&Shown>) -> BTreeMap<String, String> {
    let Some(shown) = shown else { return BTreeMap::new() };
    let not = shown.not_shown.iter().map(|(why, n)| (format!("not shown, {why}"), n.to_string()));
    std::iter::once(("shown".to_owned(), shown.shown.to_string())).chain(not).collect()
}

fn of_maps(what: &str, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<Change> {
    let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
    keys.sort();
    keys.dedup();
    let change = |key: &String| Change::of(format!("{what} {key}"), old.get(key).cloned(), new.get(key).cloned());
    keys.into_iter().filter_map(change).collect()
}
