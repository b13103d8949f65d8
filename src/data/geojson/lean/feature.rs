//! Features: their members, one after the other.

use super::cursor::Cursor;
use super::geometry::{self, Note};
use crate::data::feature::{Feature, Origin};
use crate::data::geojson::members::repeated_id;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A feature without its number and line.
pub struct Raw {
    pub feature: Feature,
    /// Byte that it begins at.
    pub at: usize,
    /// Its id as JSON writes it, and the byte of that.
    pub id_text: Option<String>,
    pub id_at: usize,
}

/// Features that were read by one task.
#[derive(Default)]
pub struct Sheaf {
    pub features: Vec<Raw>,
    /// What is odd about their rings, in the file's order.
    pub notes: Vec<Note>,
}

/// What a feature's members gave so far.
#[derive(Default)]
struct Found<'t> {
    names: Vec<&'t str>,
    id: Option<(Value, usize)>,
    geometry: Option<geo::Geometry<f64>>,
    properties: Map<String, Value>,
}

/// Reads the feature at the cursor into the sheaf.
pub fn read<'t>(cursor: &mut Cursor<'t>, file: &Arc<str>, sheaf: &mut Sheaf) -> Option<()> {
    let at = cursor.at;
    cursor.take(b'{')?;
    let mut found = Found::default();
    loop {
        member(cursor, &mut found, sheaf)?;
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    if !["type", "geometry", "properties"].iter().all(|name| found.names.contains(name)) {
        return None;
    }
    let (id, id_at) = found.id.map_or((None, at), |(id, at)| (Some(id), at));
    let id_text = id.as_ref().map(Value::to_string);
    let origin = Origin { file: Arc::clone(file), line: 0, feature: 0 };
    let feature = Feature { id, geometry: found.geometry, properties: found.properties, origin };
    sheaf.features.push(Raw { feature, at, id_text, id_at });
    Some(())
}

fn member<'t>(cursor: &mut Cursor<'t>, found: &mut Found<'t>, sheaf: &mut Sheaf) -> Option<()> {
    let name = cursor.name()?;
    if found.names.contains(&name) {
        return None;
    }
    found.names.push(name);
    match name {
        "type" => (cursor.plain_string()? == "Feature").then_some(())?,
        "id" => {
            let at = cursor.at;
            found.id = Some((cursor.value(3).filter(|v| v.is_string() || v.is_number())?, at));
        }
        "geometry" if cursor.peek()? == b'n' => (cursor.value(3)? == Value::Null).then_some(())?,
        "geometry" => {
            let feature = sheaf.features.len();
            found.geometry = Some(geometry::read(cursor, feature, &mut sheaf.notes)?);
        }
        "properties" if cursor.peek()? == b'n' => (cursor.value(3)? == Value::Null).then_some(())?,
        "properties" => found.properties = properties(cursor)?,
        "bbox" | "crs" | "coordinates" | "geometries" | "features" => return None,
        _ => _ = cursor.node(3)?,
    }
    Some(())
}

fn properties(cursor: &mut Cursor) -> Option<Map<String, Value>> {
    cursor.take(b'{')?;
    let mut properties = Map::new();
    cursor.space();
    if cursor.peek()? == b'}' {
        cursor.at += 1;
        return Some(properties);
    }
    loop {
        let name = cursor.name()?;
        if properties.insert(name.to_owned(), cursor.value(4)?).is_some() {
            return None;
        }
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => return Some(properties),
            _ => return None,
        }
    }
}

/// Numbers of the features whose id an earlier one has, with the message, in the file's order.
pub fn repeated_ids(sheaves: &[Sheaf]) -> Vec<(usize, String)> {
    let all = sheaves.iter().flat_map(|s| &s.features).enumerate();
    let mut ids: Vec<(&str, usize)> = all.filter_map(|(i, f)| Some((f.id_text.as_deref()?, i + 1))).collect();
    ids.sort_unstable();
    let same = ids.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1);
    let mut repeats: Vec<(usize, String)> =
        same.flat_map(|group| group[1..].iter().map(|(id, number)| (*number, repeated_id(id, group[0].1)))).collect();
    repeats.sort_unstable();
    repeats
}
