//! Layer packs: layers of a map in one file from which only what a figure shows is read.
//!
//! A pack is a short description in JSON ([`PackHead`]), then a section a layer. Coordinates are whole numbers of the layer's last decimal, each as
//! the difference to the one before, in variable-length integers (`bytes`): a tenth of GeoJSON, and read at a gigabyte a second, so
//! that nothing on top of that needs to be unpacked. Lines and rings are cut into arcs where neighbours part, as in TopoJSON (Bostock 2013), so that
//! a line that two areas share is kept once (`arcs`), and arcs into chunks of 128 edges, each with its box in a directory.
//!
//! What lies off a figure isn't read: a chunk whose box doesn't meet the window is replaced by the straight edge between its ends. The edge lies
//! in the box, so that nothing changes within the window, and areas stay closed. Features are kept in their order.
//!
//! Limits: geometry of one kind a feature (points, lines, polygons), no heights. Of a feature's properties only what
//! [`LayerFeature`] knows is kept.

mod arcs;
pub(super) mod bytes;
mod read;
mod spec;
mod write;

use super::layer::{Credit, Layer, LayerFeature, LayerRole};
use crate::geographic::Extent;
use bytes::Reader;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

pub use spec::PackSpec;
pub use write::write;

/// First bytes of a pack: its name and the version of the format.
const MAGIC: &[u8] = b"sitpack1";

/// Why bytes are no pack, or features can't be packed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PackError {
    /// Other bytes.
    #[error("this is no layer pack: it doesn't begin with “sitpack1”")]
    NotAPack,
    /// Cut short or changed.
    #[error("the layer pack is damaged in {0}")]
    Damaged(String),
    /// A geometry that a layer can't hold.
    #[error("feature {0} has a geometry of several kinds; a layer holds points, lines or areas")]
    MixedGeometry(usize),
}

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackHead {
    /// Where it holds more than what lies under it: west, south, east, north in degrees; absent: the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<[f64; 4]>,
    /// Was the extent given by who made the pack? If not it is only the box around its features, where others may lie too.
    #[serde(skip, default = "given")]
    pub is_declared: bool,
    /// It serves maps of larger scales than 1 : this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest_denominator: Option<f64>,
    /// Its layers.
    pub layers: Vec<LayerHead>,
}

fn given() -> bool {
    true
}

impl PackHead {
    /// Where it holds.
    pub fn extent(&self) -> Extent {
        self.extent.map_or(Extent::WORLD, |[west, south, east, north]| Extent {
            west_deg: west,
            south_deg: south,
            east_deg: east,
            north_deg: north,
        })
    }
}

/// What a pack says of a layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerHead {
    /// Stable name.
    pub id: String,
    /// What it holds.
    pub role: LayerRole,
    /// As a figure's foot says it.
    #[serde(default)]
    pub credit: String,
    /// The licence's name.
    pub licence: String,
    /// How far its lines may be off, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<f64>,
    /// Date or year of its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Only schematic: never to be measured to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub schematic: bool,
    /// Scale denominators that it is drawn at: from this one …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_denominator: Option<f64>,
    /// … to below this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_denominator: Option<f64>,
    /// Decimals of its degrees.
    pub decimals: u8,
}

impl LayerHead {
    /// A layer that nothing else is known of.
    pub fn new(id: String, role: LayerRole) -> Self {
        Self {
            id,
            role,
            credit: String::new(),
            licence: String::new(),
            accuracy_m: None,
            as_of: None,
            schematic: false,
            from_denominator: None,
            to_denominator: None,
            decimals: 6,
        }
    }

    /// Is it drawn at this scale?
    pub fn suits(&self, scale_denominator: f64) -> bool {
        self.from_denominator.is_none_or(|from| scale_denominator >= from)
            && self.to_denominator.is_none_or(|to| scale_denominator < to)
    }

    /// Whom it is owed to.
    pub fn credit(&self) -> Credit {
        Credit { text: self.credit.clone(), licence: self.licence.clone() }
    }
}

/// Do bytes begin as a pack does?
pub fn is_pack(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// A pack, opened: its description is read, its layers are not.
#[derive(Debug)]
pub struct Pack {
    /// What it says of itself.
    pub head: PackHead,
    bytes: Cow<'static, [u8]>,
    sections: Vec<std::ops::Range<usize>>,
}

impl Pack {
    /// Opens a pack.
    ///
    /// # Errors
    /// Other bytes, or a pack that is cut short.
    pub fn open(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, PackError> {
        let bytes = bytes.into();
        let Some(rest) = bytes.strip_prefix(MAGIC) else { return Err(PackError::NotAPack) };
        let damaged = || PackError::Damaged("its description".to_owned());
        let mut reader = Reader(rest);
        let head: PackHead = reader.text().and_then(|json| serde_json::from_str(json).ok()).ok_or_else(damaged)?;
        let mut sections = Vec::new();
        for layer in &head.layers {
            let section = reader.block().ok_or_else(|| PackError::Damaged(format!("layer “{}”", layer.id)))?;
            let end = bytes.len() - reader.0.len();
            sections.push(end - section.len()..end);
        }
        Ok(Self { head, bytes, sections })
    }

    /// The layer at this index of the description: its features that may be seen in a window, or all. Outlines outside the window are
    /// coarse.
    ///
    /// # Errors
    /// A damaged section.
    ///
    /// # Panics
    /// Where the description has no such index.
    pub fn layer(&self, index: usize, window: Option<&Extent>) -> Result<Layer, PackError> {
        let damaged = |id: &str| PackError::Damaged(format!("layer “{id}”"));
        let section = self.sections[index].clone();
        let head = &self.head.layers[index];
        let features = read::features(&self.bytes[section], head.decimals, window);
        Ok(Layer { features: features.ok_or_else(|| damaged(&head.id))?, ..self.empty(index) })
    }

    /// The layer at this index of the description without its features.
    ///
    /// # Panics
    /// Where the description has no such index.
    pub fn empty(&self, index: usize) -> Layer {
        let head = &self.head.layers[index];
        Layer {
            id: head.id.clone(),
            role: head.role,
            credit: head.credit(),
            accuracy_m: head.accuracy_m,
            as_of: head.as_of.clone(),
            schematic: head.schematic,
            features: Vec::new(),
        }
    }

    /// The index of a layer.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.head.layers.iter().position(|l| l.id == id)
    }
}

/// Kinds of geometry in a section.
const POINTS: u64 = 0;
const LINES: u64 = 1;
const POLYGONS: u64 = 2;

/// Edges of a chunk at most.
const CHUNK_EDGES: usize = 128;

/// Units of the last decimal in a degree.
fn units_per_degree(decimals: u8) -> f64 {
    [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][usize::from(decimals.min(9))]
}

#[cfg(test)]
mod tests;
