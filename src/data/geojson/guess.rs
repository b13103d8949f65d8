//! What a fault probably comes from, so that its help says what to do: other formats, texts within texts, near names,
//! brackets that are too many or too few.

use super::json::{Kind, Node};

/// Is it the JSON of Esri's servers, a set of features or one?
pub fn is_esri(node: &Node) -> bool {
    let features = || match node.get("features").map(|f| &f.kind) {
        Some(Kind::Array(features)) => features.first().is_some_and(|f| f.get("attributes").is_some()),
        _ => false,
    };
    node.get("type").is_none()
        && (node.get("geometryType").is_some()
            || features()
            || (node.get("attributes").is_some() && node.get("geometry").is_some_and(|g| shape(g).is_some())))
}

/// The member in which Esri keeps coordinates, if it is such a geometry, and what GeoJSON has in its place.
fn shape(geometry: &Node) -> Option<&'static str> {
    let shapes = [
        ("x", "Esri writes x and y; GeoJSON {\"type\": \"Point\", \"coordinates\": [x, y]}"),
        ("points", "Esri writes points; GeoJSON {\"type\": \"MultiPoint\", \"coordinates\": [[x, y], …]}"),
        ("paths", "Esri writes paths; GeoJSON {\"type\": \"MultiLineString\", \"coordinates\": [[[x, y], …], …]}"),
        ("rings", "Esri writes rings; GeoJSON {\"type\": \"Polygon\", \"coordinates\": [[[x, y], …], …]}"),
    ];
    shapes.into_iter().find(|(name, _)| geometry.get(name).is_some()).map(|(_, help)| help)
}

/// Help for an object at the top without a type.
pub fn without_type(node: &Node) -> Option<String> {
    if node.get("elements").is_some() && node.get("generator").is_some() {
        return Some("this is the answer of an Overpass server: convert it to GeoJSON (osmtogeojson)".to_owned());
    }
    near(node, "type")
}

/// Help for a geometry without a type.
pub fn geometry_without_type(node: &Node) -> Option<String> {
    if matches!(&node.kind, Kind::Object(members) if members.is_empty()) {
        return Some("where there is none, \"geometry\": null".to_owned());
    }
    shape(node).map(str::to_owned).or_else(|| near(node, "type"))
}

/// Help for a file or record that is no object.
pub fn no_object(node: &Node) -> Option<&'static str> {
    match &node.kind {
        Kind::Array(items) if items.iter().any(|i| matches!(i.kind, Kind::Object(_))) => {
            Some("put the array into a collection: {\"type\": \"FeatureCollection\", \"features\": [ … ]}")
        }
        Kind::String(text) => packed(text),
        _ => None,
    }
}

/// Help for a member of `features` that is no object.
pub fn no_feature(node: &Node) -> Option<&'static str> {
    match &node.kind {
        Kind::Null => Some("remove it; a feature without a place has \"geometry\": null"),
        Kind::Array(_) => Some("take the features out of these inner brackets"),
        Kind::String(text) => packed(text),
        _ => None,
    }
}

/// Help for a text in the place of an object or array: it may hold one in another spelling.
pub fn packed(text: &str) -> Option<&'static str> {
    const SHAPES: [&str; 5] = ["POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION"];
    let text = text.trim_start();
    if text.starts_with(['{', '[']) {
        return Some("this is JSON within a text: take away the quotes around it and the backslashes in it");
    }
    let upper: String = text.chars().take(64).collect::<String>().to_ascii_uppercase();
    let shape = upper.strip_prefix("SRID=").and_then(|rest| rest.split_once(';')).map_or(&upper[..], |(_, rest)| rest);
    if SHAPES.iter().any(|s| shape.starts_with(s)) && text.contains('(') {
        return Some("this is well-known text (WKT): export it as GeoJSON, in PostGIS with ST_AsGeoJSON");
    }
    let is_hex = text.len() >= 42 && text.bytes().all(|b| b.is_ascii_hexdigit());
    (is_hex && text.starts_with("0"))
        .then_some("this is well-known binary (WKB): export it as GeoJSON, in PostGIS with ST_AsGeoJSON")
}

/// Help for a value in the place of an object or array.
pub fn packed_value(node: &Node) -> Option<&'static str> {
    if let Kind::String(text) = &node.kind { packed(text) } else { None }
}

/// Help for a value in the place of coordinates.
pub fn no_coordinates(node: &Node) -> Option<&'static str> {
    if node.kind == Kind::Null {
        return Some("where the place is not known, the feature has \"geometry\": null");
    }
    packed_value(node)
}

/// Names that other formats use for the members of GeoJSON.
const OTHER_NAMES: [(&str, &str); 5] = [
    ("attributes", "properties"),
    ("geom", "geometry"),
    ("the_geom", "geometry"),
    ("coords", "coordinates"),
    ("latlng", "coordinates"),
];

/// Names that are not near ones of others: they mean what they say.
const OWN: [&str; 9] = ["type", "features", "geometry", "properties", "coordinates", "geometries", "id", "bbox", "crs"];

/// Help for a member that is missing, where a similar name stands.
pub fn near(node: &Node, wanted: &str) -> Option<String> {
    let Kind::Object(members) = &node.kind else { return None };
    let likeness = |name: &str| {
        let lower = name.to_lowercase();
        if OTHER_NAMES.contains(&(lower.as_str(), wanted)) { 1.0 } else { strsim::jaro_winkler(&lower, wanted) }
    };
    let names = members.iter().map(|m| m.0.as_str()).filter(|n| !OWN.contains(n));
    let best = names.map(|n| (likeness(n), n)).max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.88)?;
    Some(format!("“{}” stands there: its name in GeoJSON is “{wanted}”", best.1))
}

/// How many brackets stand around the first number, if there is one.
pub fn depth(node: &Node) -> Option<usize> {
    match &node.kind {
        Kind::Number(..) => Some(0),
        Kind::Array(items) => items.first().and_then(depth).map(|d| d + 1),
        _ => None,
    }
}

/// How the coordinates of a type are written, and in how many brackets.
pub fn brackets(kind: &str) -> (usize, &'static str) {
    match kind {
        "Point" => (1, "[longitude, latitude]"),
        "MultiPoint" | "LineString" => (2, "[[longitude, latitude], …]"),
        "MultiLineString" | "Polygon" => (3, "[[[longitude, latitude], …], …]"),
        _ => (4, "[[[[longitude, latitude], …], …], …]"),
    }
}

/// The type whose coordinates are nested so, nearest to the one that is named.
pub fn type_of_depth(depth: usize, kind: &str) -> Option<&'static str> {
    let is_line = kind.ends_with("LineString");
    match depth {
        1 => Some("Point"),
        2 if kind.ends_with("Point") => Some("MultiPoint"),
        2 => Some("LineString"),
        3 if is_line => Some("MultiLineString"),
        3 => Some("Polygon"),
        4 => Some("MultiPolygon"),
        _ => None,
    }
}
