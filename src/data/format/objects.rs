//! A JSON list of flat objects, as servers give their events (`[{"id": 1, "lat": "35.9", "long": "36.6", …}]`): read as a table whose columns are
//! the names of their members.

use crate::data::table::{Table, TableOptions, read_records};
use crate::diagnostic::Diagnostic;
use csv::StringRecord;
use serde_json::Value;

/// The table of a list of objects; `None`: it is none, or its objects are GeoJSON.
pub fn read(name: &str, list: &Value, options: &TableOptions) -> Option<Result<Table, Vec<Diagnostic>>> {
    let objects: Vec<_> = list.as_array()?.iter().map(Value::as_object).collect::<Option<_>>()?;
    if objects.is_empty() || objects.iter().any(|o| o.contains_key("geometry") || o.contains_key("coordinates")) {
        return None;
    }
    let mut header: Vec<&str> = Vec::new();
    for name in objects.iter().flat_map(|o| o.keys()) {
        if !header.contains(&name.as_str()) {
            header.push(name);
        }
    }
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let rows = || objects.iter().map(|o| header.iter().map(|n| o.get(*n).map(text).unwrap_or_default()).collect());
    let head = StringRecord::from(header.clone());
    let records = || -> Box<dyn Iterator<Item = (usize, StringRecord)>> {
        Box::new(std::iter::once(head.clone()).chain(rows()).enumerate().map(|(n, r)| (n.max(1), r)))
    };
    Some(read_records(name, &records, options))
}
