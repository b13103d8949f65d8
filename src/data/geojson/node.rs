//! Values of JSON, each with its place in the text.

use serde_json::{Map, Value};

/// A value and the byte that it begins at.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Byte offset of its first character.
    pub at: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// null
    Null,
    /// true, false
    Bool(bool),
    /// A number, and the integer that it is written as, if it is one that can be held.
    Number(f64, Option<i64>),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object: its members in the file's order, each with the place of its name.
    Object(Vec<(String, usize, Node)>),
}

impl Node {
    /// A member of an object; of repeated ones the last, as JSON parsers commonly take it.
    pub fn get(&self, name: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Object(members) => members.iter().rev().find(|m| m.0 == name).map(|m| &m.2),
            _ => None,
        }
    }

    /// What it is, in words for a message.
    pub fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(..) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }

    /// As a value without places. A number that is not finite becomes null.
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(b) => Value::Bool(*b),
            // A double holds no integer beyond 2⁵³ to the digit, and ids of messages are longer.
            Kind::Number(_, Some(integer)) => Value::from(*integer),
            Kind::Number(n, None) => serde_json::Number::from_f64(*n).map_or(Value::Null, Value::Number),
            Kind::String(s) => Value::String(s.clone()),
            Kind::Array(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            Kind::Object(_) => Value::Object(self.to_map()),
        }
    }

    /// An object's members without places; empty for anything else.
    pub fn to_map(&self) -> Map<String, Value> {
        match &self.kind {
            Kind::Object(members) => members.iter().map(|m| (m.0.clone(), m.2.to_value())).collect(),
            _ => Map::new(),
        }
    }
}
