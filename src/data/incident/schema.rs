//! The JSON Schema (draft 2020-12) of an incident file, made from the Rust types.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::place::GeometryObject;
use super::{CountClaim, EventDate, Incident, Summary};

/// The schema of a FeatureCollection of incidents. Every member of ours is optional; other members are welcome.
///
/// It is committed as `geodata/incidents.schema.json` and printed by `sitmap schema incidents`.
pub fn incidents_schema() -> Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let mut properties = Incident::json_schema(&mut generator).to_value();
    let flat = Summary::json_schema(&mut generator).to_value();
    if let (Some(members), Some(flat)) = (properties["properties"].as_object_mut(), flat["properties"].as_object()) {
        members.extend(flat.clone());
    }
    if let Some(object) = properties.as_object_mut() {
        object.shift_remove("required");
        object.insert("type".to_owned(), json!(["object", "null"]));
    }
    let geometry = generator.subschema_for::<GeometryObject>();
    let mut definitions = generator.take_definitions(true);
    definitions.sort_keys();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Incidents",
        "description": "A GeoJSON FeatureCollection (RFC 7946) of incidents: each number, place and attribution is somebody's claim with its source. Unknown is null, never 0.",
        "type": "object",
        "required": ["type", "features"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": {"$ref": "#/$defs/Feature"}}
        },
        "$defs": with_feature(definitions, properties, geometry)
    })
}

/// The definitions and the feature that uses them.
fn with_feature(mut definitions: serde_json::Map<String, Value>, properties: Value, geometry: Schema) -> Value {
    let feature = json!({
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": ["string", "number"]},
            "geometry": {"anyOf": [geometry, {"type": "null"}]},
            "properties": {"$ref": "#/$defs/Incident"}
        }
    });
    definitions.insert("Feature".to_owned(), feature);
    definitions.insert("Incident".to_owned(), properties);
    definitions.sort_keys();
    Value::Object(definitions)
}

/// A list of claims, one claim, a plain number, or nothing.
pub(super) fn counts_or_plain(generator: &mut SchemaGenerator) -> Schema {
    let claim = generator.subschema_for::<CountClaim>();
    json_schema!({"anyOf": [
        {"type": "array", "items": claim},
        claim,
        {"type": "integer", "minimum": 0, "maximum": u32::MAX},
        {"type": "null"}
    ]})
}

/// Our date, a plain one, or nothing.
pub(super) fn date_or_plain(generator: &mut SchemaGenerator) -> Schema {
    let date = generator.subschema_for::<EventDate>();
    json_schema!({"anyOf": [date, {"type": "string"}, {"type": "null"}]})
}
