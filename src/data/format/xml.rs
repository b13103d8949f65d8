//! XML as a tree of elements, for files that are small enough to be held: KML, GPX, the parts of a spreadsheet but its cells.
//!
//! Prefixes of names are dropped (`kml:Placemark`, `Placemark`). Entities beyond the five of XML and character references are refused
//! by the parser, so that no file can grow by them. Nesting and the number of elements are limited.

use super::error::FormatError;
use crate::limits::{Budget, Limit, XML_NESTING};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element.
#[derive(Debug, Default)]
pub struct Element {
    /// Without its prefix.
    pub name: String,
    /// Names without prefixes, values with entities resolved.
    pub attributes: Vec<(String, String)>,
    /// In the file's order.
    pub children: Vec<Element>,
    /// Its own text with its blanks.
    pub text: String,
    /// Line on which it begins.
    pub line: usize,
}

/// A fault of XML.
pub fn broken(why: impl std::fmt::Display) -> FormatError {
    FormatError::Xml(why.to_string())
}

/// The root element of a document.
///
/// # Errors
/// It is not well-formed, nested too deeply, or of too many elements.
pub fn parse(text: &str) -> Result<Element, FormatError> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = vec![Element::default()];
    let (mut line, mut seen) = (1, 0);
    let mut elements = Budget::of(Limit::Elements);
    loop {
        let event = reader.read_event().map_err(broken)?;
        let at = (reader.buffer_position() as usize).min(text.len());
        line += text.as_bytes()[seen..at].iter().filter(|b| **b == b'\n').count();
        seen = at;
        elements.take(usize::from(matches!(event, Event::Start(_) | Event::Empty(_))))?;
        match event {
            Event::Start(start) => {
                if open.len() > XML_NESTING {
                    return Err(broken("its elements are nested too deeply"));
                }
                open.push(Element { line, ..element(&start)? });
            }
            Event::Empty(start) => {
                let child = Element { line, ..element(&start)? };
                if let Some(parent) = open.last_mut() {
                    parent.children.push(child);
                }
            }
            Event::End(_) => {
                let done = open.pop();
                if let (Some(done), Some(parent)) = (done, open.last_mut()) {
                    parent.children.push(done);
                }
            }
            Event::Eof => break,
            other => {
                let text = text_of(&other)?;
                if let Some(parent) = open.last_mut() {
                    parent.text.push_str(&text);
                }
            }
        }
    }
    let root = open.pop().filter(|_| open.is_empty()).and_then(|mut root| root.children.pop());
    root.ok_or_else(|| broken("it ends within an element"))
}

/// The text that an event adds; nothing for comments and declarations.
///
/// # Errors
/// An entity that is not of XML.
pub fn text_of(event: &Event) -> Result<String, FormatError> {
    Ok(match event {
        Event::Text(text) => (**text).to_owned(),
        Event::CData(text) => (**text).to_owned(),
        Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(broken)? {
            Some(c) => c.to_string(),
            None => {
                let name: &str = reference;
                let known = quick_xml::escape::resolve_predefined_entity(name);
                known.ok_or_else(|| broken(format!("it names the entity &{name};")))?.to_owned()
            }
        },
        _ => String::new(),
    })
}

/// An element's name and attributes.
fn element(start: &BytesStart) -> Result<Element, FormatError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(broken)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(broken)?.into_owned();
        attributes.push((local(attribute.key.local_name().as_ref()), value));
    }
    Ok(Element { name: local(start.local_name().as_ref()), attributes, ..Element::default() })
}

/// A name without its prefix.
pub fn local(name: &str) -> String {
    name.to_owned()
}

impl Element {
    /// Children of a name.
    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|c| c.name == name)
    }

    /// The text of the first child of a name, if it says something.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|c| c.text.trim()).filter(|t| !t.is_empty())
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every element of a name below this one, in the file's order.
    pub fn below<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            } else {
                child.below(name, found);
            }
        }
    }
}
