//! An incident → a GeoJSON feature: the lists, the flat members beside them, and whatever else the file had.

mod lines;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::summary::MEMBERS;
use super::{Attribution, CountClaim, EventDate, Incident, Kind, LocationClaim, Statement, Summary};

/// Incidents as the text of a FeatureCollection: one member a line, one claim a line, so that a comparison of two
/// versions shows the claim that changed. Ends with a line feed.
///
/// ```
/// assert_eq!(sitmap::data::incident::collection_text(&[]), "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
/// ```
pub fn collection_text(incidents: &[Incident]) -> String {
    let features = features_text(incidents);
    let end = if features.is_empty() { "" } else { "\n" };
    format!("{COLLECTION_BEGIN}{features}{end}{COLLECTION_END}")
}

/// What [`collection_text`] begins with, before the first feature.
pub const COLLECTION_BEGIN: &str = "{\"type\":\"FeatureCollection\",\"features\":[\n";
/// What it ends with, on a line of its own after the last feature.
pub const COLLECTION_END: &str = "]}\n";

/// Some features of a collection, between its beginning and its end; parts are joined by a comma and a line feed.
pub fn features_text(incidents: &[Incident]) -> String {
    let mut text = Vec::with_capacity(1 << 10);
    for incident in incidents {
        if !text.is_empty() {
            text.extend(b",\n");
        }
        feature_text(incident, &mut text);
    }
    // What serde_json writes is UTF-8.
    String::from_utf8(text).unwrap_or_default()
}

fn feature_text(incident: &Incident, text: &mut Vec<u8>) {
    text.extend(b"{\"type\":\"Feature\",");
    if !incident.is_numbered() {
        text.extend(b"\"id\":");
        json_text(&incident.id, text);
        text.push(b',');
    }
    text.extend(b"\n \"geometry\":");
    json_text(&incident.drawn(), text);
    text.extend(b",\n \"properties\":{\n");
    if incident.extra.keys().any(|name| is_ours(name)) {
        let members: Vec<String> = incident.properties().iter().map(member_text).collect();
        text.extend(members.join(",\n").into_bytes());
    } else {
        lines::write(&Members::of(incident), text);
        text.extend(b",\n");
        lines::write(&Summary::of(incident), text);
        for member in &incident.extra {
            text.extend(b",\n");
            text.extend(member_text(member).into_bytes());
        }
    }
    text.extend(b"}}");
}

/// A value as JSON. Ours are such that it can't fail.
fn json_text(value: &impl Serialize, text: &mut Vec<u8>) {
    let written = serde_json::to_writer(text, value);
    debug_assert!(written.is_ok(), "{written:?}");
}

/// A member on one line, or a list of objects with one on each.
fn member_text((name, value): (&String, &Value)) -> String {
    let name = Value::from(name.as_str());
    match value.as_array() {
        Some(items) if items.iter().any(Value::is_object) => {
            let lines: Vec<String> = items.iter().map(|item| format!("   {item}")).collect();
            format!("  {name}:[\n{}]", lines.join(",\n"))
        }
        _ => format!("  {name}:{value}"),
    }
}

/// The members of an incident, borrowed, in the order of [`Incident`] and without the unknown ones.
#[derive(Serialize)]
struct Members<'i> {
    name: &'i Option<String>,
    name_ar: &'i Option<String>,
    names_alt: &'i [String],
    what: &'i Option<String>,
    what_ar: &'i Option<String>,
    kind: &'i Option<Kind>,
    background: bool,
    date: &'i Option<EventDate>,
    locations: &'i [LocationClaim],
    killed: &'i [CountClaim],
    injured: &'i [CountClaim],
    present: &'i [CountClaim],
    combined: &'i [CountClaim],
    partial: &'i [CountClaim],
    strikes: &'i [CountClaim],
    displaced: &'i [CountClaim],
    attribution: &'i [Attribution],
    statements: &'i [Statement],
}

/// Names of them.
const NAMES: [&str; 18] = [
    "name",
    "name_ar",
    "names_alt",
    "what",
    "what_ar",
    "kind",
    "background",
    "date",
    "locations",
    "killed",
    "injured",
    "present",
    "combined",
    "partial",
    "strikes",
    "displaced",
    "attribution",
    "statements",
];

/// Is it the name of a member that is written for each incident?
fn is_ours(name: &str) -> bool {
    NAMES.contains(&name) || MEMBERS.contains(&name)
}

impl<'i> Members<'i> {
    fn of(incident: &'i Incident) -> Self {
        Self {
            name: &incident.name,
            name_ar: &incident.name_ar,
            names_alt: &incident.names_alt,
            what: &incident.what,
            what_ar: &incident.what_ar,
            kind: &incident.kind,
            background: incident.background,
            date: &incident.date,
            locations: &incident.locations,
            killed: &incident.killed,
            injured: &incident.injured,
            present: &incident.present,
            combined: &incident.combined,
            partial: &incident.partial,
            strikes: &incident.strikes,
            displaced: &incident.displaced,
            attribution: &incident.attribution,
            statements: &incident.statements,
        }
    }
}

impl Incident {
    /// The incident as a GeoJSON feature (RFC 7946). Its geometry is the place of the first location claim, `null`
    /// for an area by name or a direction. Reading it again gives the same incident.
    ///
    /// The flat members of [`Summary`] follow the lists; members that are not ours come last, unchanged.
    pub fn to_feature_json(&self) -> Value {
        let mut feature = Map::new();
        feature.insert("type".to_owned(), "Feature".into());
        if !self.is_numbered() {
            feature.insert("id".to_owned(), self.id.clone().into());
        }
        feature.insert("geometry".to_owned(), json!(self.drawn()));
        feature.insert("properties".to_owned(), Value::Object(self.properties()));
        Value::Object(feature)
    }

    fn properties(&self) -> Map<String, Value> {
        let mut properties = object(&Members::of(self));
        properties.extend(Summary::of(self).members());
        properties.extend(self.extra.clone());
        properties
    }

    /// The place of the first location claim.
    fn drawn(&self) -> Option<geojson::Geometry> {
        self.located().and_then(|claim| claim.place.to_geometry()).map(|g| geojson::Geometry::from(&g))
    }

    /// Is the id only the feature's number in the file, or one that stands among its other members?
    fn is_numbered(&self) -> bool {
        self.id == format!("feature-{}", self.origin.feature) || self.extra.contains_key("id")
    }
}

impl Summary {
    /// The flat members as JSON.
    pub fn members(&self) -> Map<String, Value> {
        object(self)
    }
}

/// A struct of ours as a JSON object. Its types hold nothing that JSON lacks, so this can't fail.
fn object(of: &impl serde::Serialize) -> Map<String, Value> {
    match serde_json::to_value(of) {
        Ok(Value::Object(members)) => members,
        other => unreachable!("our types are JSON objects: {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::feature::{Feature, Origin};

    /// Names and order of the members are those of the incident itself, and the text is that of the JSON value.
    #[test]
    fn text_and_value_are_the_same() {
        let properties = r#"{"name":"A","names_alt":["B","C"],"killed":[{"min":1,"max":null},{"min":2,"max":3}],"status":"contested",
            "tags":["x",{"y":[1,{"z":null}]}],"list":[1.5,"t"],"attribution":[{"actor":"P","status":"alleged"}],"date":"2020-02-27"}"#;
        let geometry = Some(geo::Geometry::Point(geo::Point::new(36.5, -35.0)));
        for (changed, to) in [("", ""), ("2020-02-27", "some day"), ("\"A\"", "7")] {
            let properties = serde_json::from_str(&properties.replace(changed, to)).unwrap();
            let origin = Origin { file: "a".into(), line: 1, feature: 1 };
            let feature = Feature { id: Some("x\"".into()), geometry: geometry.clone(), properties, origin };
            let incident = Incident::from_feature(&feature, &mut Vec::new());
            let text = features_text(&[incident.clone(), incident.clone()]);
            let value = incident.to_feature_json();
            let read: Value = serde_json::from_str(&format!("[{text}]")).unwrap();
            assert_eq!(read, json!([value, value]));
            let members: Vec<String> = value["properties"].as_object().unwrap().iter().map(member_text).collect();
            assert!(text.ends_with(&format!("{{\n{}}}}}", members.join(",\n"))), "{text}");
            let bare = Incident { extra: Map::new(), ..incident };
            let own: Vec<String> = object(&bare).keys().cloned().collect();
            assert_eq!(own, NAMES);
        }
    }
}
