//! Reading and writing a spec: every unknown key is told at once with the nearest known one, then the types.

use super::Figure;
use crate::diagnostic::{Diagnostic, Place};
use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// Reads a spec. `name` is the file as the user named it.
///
/// ```
/// let faults = sitmap::spec::parse("f.toml", "titel = 'x'\npgae = 'web'\n").unwrap_err();
/// assert_eq!(faults.len(), 2);
/// assert_eq!(faults[0].help.as_deref(), Some("did you mean `title`?"));
/// ```
///
/// # Errors
/// Not TOML, unknown keys (all of them), a value of the wrong type or out of its range.
pub fn parse(name: &str, text: &str) -> Result<Figure, Vec<Diagnostic>> {
    let place = |at: usize, key: Option<String>| Place {
        file: Some(name.to_owned()),
        line: Some(text[..at.min(text.len())].matches('\n').count() + 1),
        pointer: key,
        ..Place::default()
    };
    let fault = |code, error: &toml::de::Error| {
        let message = error.message().trim().replace('\n', "; ");
        Diagnostic::error(code, message).at(place(error.span().map_or(0, |s| s.start), None))
    };
    let table = DeTable::parse(text).map_err(|e| vec![fault("spec::not-toml", &e)])?;
    let schema = figure_schema();
    let mut faults = Vec::new();
    unknown_keys(table.get_ref(), &schema, &schema, "", &mut |at, key, near| {
        let fault = Diagnostic::error("spec::unknown-key", format!("unknown key `{key}`")).at(place(at, Some(key)));
        faults.push(match near {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help("`sitmap schema figure` lists every key"),
        });
    });
    if !faults.is_empty() {
        faults.sort_by_key(|f| f.place.line);
        return Err(faults);
    }
    let figure: Figure = toml::from_str(text).map_err(|e| vec![fault("spec::wrong-value", &e)])?;
    match figure.dpi {
        Some(dpi) if !(10.0..=2400.0).contains(&dpi) => {
            let message = format!("dpi = {dpi} is outside 10…2400");
            Err(vec![Diagnostic::error("spec::wrong-value", message).at(place(0, Some("dpi".into())))])
        }
        _ => Ok(figure),
    }
}

/// A spec as TOML; [`parse`] gives the same figure back.
pub fn to_toml(figure: &Figure) -> String {
    // A figure has no map with keys that TOML lacks, so writing it can't fail.
    toml::to_string_pretty(figure).unwrap_or_default()
}

/// The JSON Schema of a spec, generated from the types.
pub fn figure_schema() -> Value {
    schemars::schema_for!(Figure).to_value()
}

/// Walks a table beside its schema and reports keys that the schema doesn't have: byte offset, dotted key, near key.
fn unknown_keys(
    table: &DeTable<'_>,
    schema: &Value,
    root: &Value,
    path: &str,
    report: &mut dyn FnMut(usize, String, Option<String>),
) {
    let schemas = alternatives(schema, root, table);
    let known: Vec<&String> =
        schemas.iter().filter_map(|s| s.get("properties")?.as_object()).flat_map(|p| p.keys()).collect();
    if known.is_empty() {
        return;
    }
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let dotted = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match schemas.iter().find_map(|s| s.get("properties")?.get(name)) {
            None => report(key.span().start, dotted, near(name, &known)),
            Some(inner) => descend(value.get_ref(), inner, root, &dotted, report),
        }
    }
}

fn descend(
    value: &DeValue<'_>,
    schema: &Value,
    root: &Value,
    path: &str,
    report: &mut dyn FnMut(usize, String, Option<String>),
) {
    match value {
        DeValue::Table(table) => unknown_keys(table, schema, root, path, report),
        DeValue::Array(items) => {
            if let Some(inner) = resolve(schema, root).get("items") {
                for item in items.iter() {
                    descend(item.get_ref(), inner, root, path, report);
                }
            }
        }
        _ => {}
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unknown_key_is_told_with_its_line() {
        let text =
            "title = 'a'\n[[callouts]]\nincident = 'x'\nheadign = 'y'\n[[panels]]\nkind = 'claims'\nincidnt = 'x'\n";
        let faults = parse("f.toml", text).unwrap_err();
        let lines: Vec<_> = faults.iter().map(|f| (f.place.line, f.help.clone().unwrap_or_default())).collect();
        assert_eq!(
            lines,
            [(Some(4), "did you mean `heading`?".to_owned()), (Some(7), "did you mean `incident`?".to_owned())]
        );
    }

    #[test]
    fn wrong_type_has_its_line() {
        let faults = parse("f.toml", "title = 'a'\nselect = 3\n").unwrap_err();
        assert_eq!((faults[0].code, faults[0].place.line), ("spec::wrong-value", Some(2)));
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let figure = Figure {
            title: Some("T".into()),
            extent: crate::spec::ExtentSpec::parse("-10,0,10,5").ok(),
            ..Figure::default()
        };
        assert_eq!(parse("f.toml", &to_toml(&figure)), Ok(figure));
    }

    #[test]
    fn builtin_figures_parse() {
        for (name, text) in crate::spec::BUILTIN {
            assert!(parse(name, text).is_ok(), "{name}: {:?}", parse(name, text));
        }
    }
}
