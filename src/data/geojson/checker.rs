//! State of a walk over one file: where it is, which feature it looks at, what it found.

use super::crs::Crs;
use super::json::{Kind, Node, Parsed};
use crate::data::feature::{Feature, Origin};
use crate::diagnostic::{Diagnostic, Place};
use geo::Geometry;
use std::collections::BTreeMap;
use std::sync::Arc;

/// State of a walk over one file.
pub struct Checker {
    name: Arc<str>,
    /// Line that the text in hand begins on.
    first_line: usize,
    /// Byte offsets of the line feeds of the text in hand.
    line_ends: Vec<usize>,
    /// Length of the text in hand.
    length: usize,
    pub(super) faults: Vec<Diagnostic>,
    errors: usize,
    /// Features so far; broken records count.
    pub(super) number: usize,
    /// The feature that is looked at: number and id.
    pub(super) feature: Option<(usize, Option<String>)>,
    /// Is the text in hand one of many records?
    pub(super) in_record: bool,
    /// Words in the place of numbers that are not told yet.
    pub(super) not_numbers: Vec<(usize, &'static str)>,
    /// Where strings begin that hold half of a character, as far as they are not told yet.
    pub(super) half_characters: Vec<usize>,
    pub(super) ids: BTreeMap<String, usize>,
    pub(super) crs: Option<Crs>,
    pub(super) features: Vec<Feature>,
}

impl Checker {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            first_line: 1,
            line_ends: Vec::new(),
            length: 0,
            faults: Vec::new(),
            errors: 0,
            number: 0,
            feature: None,
            in_record: false,
            not_numbers: Vec::new(),
            half_characters: Vec::new(),
            ids: BTreeMap::new(),
            crs: None,
            features: Vec::new(),
        }
    }

    /// Takes a text in hand: byte offsets are within it from now on.
    pub(super) fn begin(&mut self, text: &str, first_line: usize) {
        self.first_line = first_line;
        self.line_ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect();
        self.length = text.len();
        self.feature = None;
        self.crs = None;
    }

    /// Takes notice of what a text holds that is no JSON.
    pub(super) fn take(&mut self, read: &Parsed) {
        self.not_numbers.clone_from(&read.not_numbers);
        self.half_characters.clone_from(&read.half_characters);
    }

    /// The line of the file that a byte of the text in hand stands on.
    pub(super) fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|l| *l < at) + self.first_line
    }

    /// Errors so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// A position of the file as longitude and latitude.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        self.crs.as_ref().map_or((x, y), |crs| crs.to_lon_lat(x, y))
    }

    fn push(&mut self, fault: Diagnostic, at: usize, pointer: &str, help: Option<&str>) {
        let place = Place {
            file: Some(self.name.to_string()),
            line: Some(self.line(at.min(self.length))),
            feature: self.feature.as_ref().map(|f| f.0),
            id: self.feature.as_ref().and_then(|f| f.1.clone()),
            pointer: (!pointer.is_empty()).then(|| pointer.to_owned()),
        };
        let fault = fault.at(place);
        self.faults.push(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// Notes an error. `help` is for advice that fits better than that of the code.
    pub fn error(&mut self, code: &'static str, at: usize, pointer: &str, message: String, help: Option<&str>) {
        self.errors += 1;
        self.push(Diagnostic::error(code, message), at, pointer, help);
    }

    /// Notes a warning.
    pub fn warning(&mut self, code: &'static str, at: usize, pointer: &str, message: String, help: Option<&str>) {
        self.push(Diagnostic::warning(code, message), at, pointer, help);
    }

    /// The word that stands in the place of a number there, if one does; it counts as told.
    pub fn take_not_number(&mut self, at: usize) -> Option<&'static str> {
        let index = self.not_numbers.iter().position(|w| w.0 == at)?;
        Some(self.not_numbers.remove(index).1)
    }

    /// Tells words in the place of numbers that no rule has looked at, such as those of properties, and halves of
    /// characters.
    pub(super) fn tell_left_over(&mut self, node: &Node, pointer: &str) {
        if self.not_numbers.is_empty() && self.half_characters.is_empty() {
            return;
        }
        match &node.kind {
            Kind::Number(..) => {
                if let Some(word) = self.take_not_number(node.at) {
                    let help = Some("a value that is not known is null");
                    self.error("data::not-json", node.at, pointer, format!("{word} is no number in JSON"), help);
                }
            }
            Kind::String(_) => self.half_character(node.at, pointer),
            Kind::Array(items) => {
                items.iter().enumerate().for_each(|(i, n)| self.tell_left_over(n, &format!("{pointer}/{i}")));
            }
            Kind::Object(members) => members.iter().for_each(|(name, at, n)| {
                let pointer = format!("{pointer}/{name}");
                self.half_character(*at, &pointer);
                self.tell_left_over(n, &pointer);
            }),
            _ => {}
        }
    }

    fn half_character(&mut self, at: usize, pointer: &str) {
        let before = self.half_characters.len();
        self.half_characters.retain(|h| *h != at);
        if self.half_characters.len() < before {
            let message = "a text holds half of a character (\\ud800…\\udfff); � stands in its place".to_owned();
            self.warning("data::half-character", at, pointer, message, None);
        }
    }

    /// Keeps a sound feature.
    pub(super) fn keep(
        &mut self,
        node: &Node,
        id: Option<serde_json::Value>,
        geometry: Option<Geometry<f64>>,
        properties: serde_json::Map<String, serde_json::Value>,
    ) {
        let origin = Origin { file: Arc::clone(&self.name), line: self.line(node.at), feature: self.number };
        self.features.push(Feature { id, geometry, properties, origin });
    }
}
