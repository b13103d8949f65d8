//! The keys of a spec beside its schema: unknown ones with the nearest known one, and missing ones.

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// One step into a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A key of a table.
    Key(String),
    /// An item of a list.
    Item(usize),
}

/// A path as messages write it: `callouts.heading`.
pub(super) fn dotted(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|s| if let Step::Key(key) = s { Some(key.as_str()) } else { None });
    keys.collect::<Vec<_>>().join(".")
}

/// A fault of a key.
pub(super) enum KeyFault {
    /// It is not in the schema.
    Unknown {
        /// Byte offset.
        at: usize,
        /// Where it stands.
        path: Vec<Step>,
        /// A known key that looks like it.
        near: Option<String>,
    },
    /// The table needs it.
    Missing {
        /// Byte offset of the table.
        at: usize,
        /// Where it should stand.
        path: Vec<Step>,
    },
}

/// All faults of the keys of a table, and of the tables in it.
pub(super) fn faults(table: &DeTable<'_>, schema: &Value) -> Vec<KeyFault> {
    let mut walk = Walk { root: schema, found: Vec::new() };
    walk.table(table, 0, schema, &[]);
    walk.found
}

struct Walk<'s> {
    root: &'s Value,
    found: Vec<KeyFault>,
}

impl<'s> Walk<'s> {
    fn table(&mut self, table: &DeTable<'_>, at: usize, schema: &'s Value, path: &[Step]) {
        let schemas = alternatives(schema, self.root, table);
        let known: Vec<&String> =
            schemas.iter().filter_map(|s| s.get("properties")?.as_object()).flat_map(|p| p.keys()).collect();
        if known.is_empty() {
            return;
        }
        let below = |key: &str| [path, &[Step::Key(key.to_owned())]].concat();
        let mut meant: Vec<String> = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match schemas.iter().find_map(|s| s.get("properties")?.get(name)) {
                None => {
                    let near = near(name, &known);
                    meant.extend(near.clone());
                    self.found.push(KeyFault::Unknown { at: key.span().start, path: below(name), near });
                }
                Some(inner) => self.value(value.get_ref(), value.span().start, inner, &below(name)),
            }
        }
        let needed = |s: &Value, key: &str| s["required"].as_array().is_some_and(|r| r.iter().any(|k| k == key));
        let mut missing: Vec<&String> = known.into_iter().filter(|k| schemas.iter().all(|s| needed(s, k))).collect();
        missing.dedup();
        // A key that is there under a wrong name is not missing too.
        for key in missing.into_iter().filter(|k| !table.contains_key(k.as_str()) && !meant.contains(k)) {
            self.found.push(KeyFault::Missing { at, path: below(key) });
        }
    }

    fn value(&mut self, value: &DeValue<'_>, at: usize, schema: &'s Value, path: &[Step]) {
        match value {
            DeValue::Table(table) => self.table(table, at, schema, path),
            DeValue::Array(items) => {
                let Some(inner) = resolve(schema, self.root).get("items") else { return };
                for (i, item) in items.iter().enumerate() {
                    self.value(item.get_ref(), item.span().start, inner, &[path, &[Step::Item(i)]].concat());
                }
            }
            _ => {}
        }
    }
}

/// Follows a `$ref`.
fn resolve<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap_or(schema),
        None => schema,
    }
}

/// The schemas that a table may follow: of a tagged choice the one whose tag it bears, else all.
fn alternatives<'a>(schema: &'a Value, root: &'a Value, table: &DeTable<'_>) -> Vec<&'a Value> {
    let schema = resolve(schema, root);
    let choices = ["oneOf", "anyOf"].iter().find_map(|k| schema.get(k)?.as_array());
    let Some(choices) = choices else { return vec![schema] };
    let all: Vec<&Value> = choices.iter().map(|c| resolve(c, root)).collect();
    let tag = table.get("kind").and_then(|v| match v.get_ref() {
        DeValue::String(s) => Some(s.as_ref().to_owned()),
        _ => None,
    });
    let tagged: Vec<&Value> = all
        .iter()
        .copied()
        .filter(|s| tag.is_some() && tag.as_deref() == s.pointer("/properties/kind/const").and_then(Value::as_str))
        .collect();
    if tagged.is_empty() { all } else { tagged }
}

/// The known key that looks most like `name`, if one does.
fn near(name: &str, known: &[&String]) -> Option<String> {
    let scored = known.iter().map(|k| (strsim::jaro_winkler(name, k), k.as_str()));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))?;
    (best.0 > 0.75).then(|| best.1.to_owned())
}
