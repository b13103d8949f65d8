//! An incident → a GeoJSON feature: the lists, the flat members beside them, and whatever else the file had.

use serde_json::{Map, Value, json};

use super::{Incident, Summary};

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
    let features: Vec<String> = incidents.iter().map(|i| feature_text(&i.to_feature_json())).collect();
    features.join(",\n")
}

fn feature_text(feature: &Value) -> String {
    let id = feature.get("id").map(|id| format!("\"id\":{id},")).unwrap_or_default();
    let geometry = &feature["geometry"];
    let members: Vec<String> = feature["properties"].as_object().into_iter().flatten().map(member_text).collect();
    let members = members.join(",\n");
    format!("{{\"type\":\"Feature\",{id}\n \"geometry\":{geometry},\n \"properties\":{{\n{members}}}}}")
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

impl Incident {
    /// The incident as a GeoJSON feature (RFC 7946). Its geometry is the place of the first location claim, `null`
    /// for an area by name or a direction. Reading it again gives the same incident.
    ///
    /// The flat members of [`Summary`] follow the lists; members that are not ours come last, unchanged.
    pub fn to_feature_json(&self) -> Value {
        let geometry = self.located().and_then(|claim| claim.place.to_geometry());
        let mut properties = self.members();
        properties.extend(Summary::of(self).members());
        properties.extend(self.extra.clone());
        let mut feature = Map::new();
        feature.insert("type".to_owned(), "Feature".into());
        if !self.is_numbered() {
            feature.insert("id".to_owned(), self.id.clone().into());
        }
        feature.insert("geometry".to_owned(), geometry.map_or(Value::Null, |g| json!(geojson::Geometry::from(&g))));
        feature.insert("properties".to_owned(), Value::Object(properties));
        Value::Object(feature)
    }

    /// Our members without the unknown ones.
    fn members(&self) -> Map<String, Value> {
        let mut bare = self.clone();
        bare.extra.clear();
        object(&bare)
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
