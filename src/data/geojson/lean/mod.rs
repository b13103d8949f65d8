//! GeoJSON without anything to tell, read in one go: bytes become coordinates, features side by side on all cores.
//!
//! The exact reader ([`super::check`]) keeps the place of every value and costs ten times as much. This one reads one
//! collection of sound features, knows two warnings that whole layers of sound data raise (the winding of rings, ids that
//! stand twice) and a `crs` member that says WGS 84. Rings that cross themselves or jump across 180°, and whatever else there is make it decline, and the exact reader reads
//! the file again: results and messages are the same, and a test holds the two against each other. It declines so before
//! anything is kept, and never repairs.
//!
//! Limits: no geometry collections, no `bbox`, no names of members with escapes, no records by lines.

mod cursor;
mod feature;
mod geometry;
mod parts;

use super::crs::{self, Crs};
use super::json::Node;
use super::read::FileFeatures;
use crate::diagnostic::{Diagnostic, Place};
pub use cursor::Cursor;
use feature::Sheaf;
pub use parts::starts as feature_starts;
use std::sync::Arc;

/// Bytes of the file that one task reads; the features don't depend on it.
const PART: usize = 1 << 20;

/// The features of a file; `None`: the exact reader must look at it.
pub fn read(name: &str, bytes: &[u8]) -> Option<FileFeatures> {
    read_by_parts(name, bytes, PART)
}

fn read_by_parts(name: &str, bytes: &[u8], part: usize) -> Option<FileFeatures> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (mut head, start) = Collection::until_features(&mut Cursor::new(text, 0))?;
    let (sheaves, end) = parts::read(text, start, part)?;
    let mut cursor = Cursor::new(text, end);
    head.after_features(&mut cursor)?;
    gathered(name, text, &head, sheaves)
}

/// Members of the collection itself.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    names: Vec<String>,
    is_collection: bool,
    crs: Option<Node>,
}

impl Collection {
    /// What a file begins with, and the byte of the bracket that opens the features.
    pub fn until_features(cursor: &mut Cursor) -> Option<(Self, usize)> {
        let mut collection = Self::default();
        cursor.space();
        cursor.take(b'{')?;
        loop {
            if collection.member(cursor)? {
                return Some((collection, cursor.at));
            }
            cursor.space();
            cursor.take(b',')?;
        }
    }

    /// Are its coordinates WGS 84, as far as it was read?
    pub fn is_plain(&self) -> bool {
        self.crs.as_ref().is_none_or(|node| crs::read(node).is_ok_and(|crs| crs.is_plain()))
    }

    /// What stands between the features and the end of the file.
    pub fn after_features(&mut self, cursor: &mut Cursor) -> Option<()> {
        loop {
            cursor.space();
            match cursor.next()? {
                b',' => (!self.member(cursor)?).then_some(())?,
                b'}' => break,
                _ => return None,
            }
        }
        cursor.space();
        (cursor.is_at_end() && self.is_collection).then_some(())
    }

    /// One member; `true` for the features, whose array is still to be read.
    fn member(&mut self, cursor: &mut Cursor) -> Option<bool> {
        let name = cursor.name()?;
        if self.names.iter().any(|n| n == name) {
            return None;
        }
        self.names.push(name.to_owned());
        match name {
            "features" => return Some(true),
            "type" => self.is_collection = (cursor.plain_string()? == "FeatureCollection").then_some(true)?,
            "crs" => self.crs = Some(cursor.node(1)?),
            "bbox" | "coordinates" | "geometries" | "geometry" | "properties" => return None,
            _ => _ = cursor.node(1)?,
        }
        Some(false)
    }
}

/// Counts lines on the way through a text.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a byte; what lies between it and the last one is walked over.
    fn of(&mut self, at: usize) -> usize {
        let between = &self.text[self.at.min(at)..self.at.max(at)];
        let feeds = between.iter().filter(|b| **b == b'\n').count();
        self.line = if at < self.at { self.line - feeds } else { self.line + feeds };
        self.at = at;
        self.line
    }
}

/// Features and warnings of all parts, in the file's order, with their numbers and lines.
fn gathered(name: &str, text: &str, head: &Collection, sheaves: Vec<Sheaf>) -> Option<FileFeatures> {
    let file: Arc<str> = name.into();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut all = FileFeatures::default();
    if let Some(node) = &head.crs {
        let crs = crs::read(node).ok().filter(Crs::is_plain)?;
        let place = Place { pointer: Some("/crs".to_owned()), ..Place::default() };
        let place = Place { file: Some(name.to_owned()), line: Some(lines.of(node.at)), ..place };
        let fault = Diagnostic::warning("data::crs-member", crs.message()).at(place);
        all.warnings.push(match crs.help() {
            Some(help) => fault.help(help),
            None => fault,
        });
    }
    all.features.reserve(sheaves.iter().map(|s| s.features.len()).sum());
    let repeats = feature::repeated_ids(&sheaves);
    let mut repeats = repeats.iter().peekable();
    for sheaf in sheaves {
        let mut notes = sheaf.notes.into_iter().peekable();
        for (index, mut raw) in sheaf.features.into_iter().enumerate() {
            let number = all.features.len() + 1;
            raw.feature.origin.file = Arc::clone(&file);
            raw.feature.origin.line = lines.of(raw.at);
            raw.feature.origin.feature = number;
            let mut tell = |code, message, at, pointer| {
                let id = raw.id_text.clone();
                let line = Some(lines.of(at));
                let place =
                    Place { file: Some(name.to_owned()), line, feature: Some(number), id, pointer: Some(pointer) };
                all.warnings.push(Diagnostic::warning(code, message).at(place));
            };
            if let Some((_, message)) = repeats.next_if(|r| r.0 == number) {
                tell("data::repeated-id", message.clone(), raw.id_at, "/id".to_owned());
            }
            while let Some(note) = notes.next_if(|n| n.feature == index) {
                tell("data::ring-winding", note.message, note.at, note.pointer);
            }
            all.features.push(raw.feature);
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests;
