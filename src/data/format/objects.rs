//! A JSON list of flat objects, as servers give their events (`[{"id": 1, "lat": "35.9", "long": "36.6", …}]`): read as a table whose columns are
//! the names of their members.

use serde_json::Value;

/// The list as CSV; `None`: it is none, or its objects are GeoJSON.
pub(super) fn as_csv(list: &Value) -> Option<Vec<u8>> {
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
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory has no faults.
    let _ = out.write_record(&header);
    for object in &objects {
        let _ = out.write_record(header.iter().map(|n| object.get(*n).map(text).unwrap_or_default()));
    }
    out.into_inner().ok()
}
