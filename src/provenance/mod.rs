//! What a figure was made of, embedded in it and read back.
//!
//! A [`Provenance`] names the tool, the resolved spec, the SHA-256 of each file that went in and of the built-in data, sources and credits, the projection,
//! what the map leaves out, and how the file was written: enough to make the same bytes again, and to say what differs where that fails.
//!
//! It stands as JSON in a PNG (`iTXt`, keyword `Provenance`), an SVG (`<metadata>`) and a PDF (attached file). Keys are terms of Dublin Core and PROV-O
//! by its `@context`: two vocabularies that archives read, without the files beside the figure that RO-Crate asks for.
//!
//! Nothing in it tells who made the figure: no clock, login, host or folder. A file outside the project's root is told by its name alone.

mod extract;
mod paths;

pub use extract::{ExtractError, extract};
pub use paths::{input_files, public, published_files};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a figure was made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The vocabularies of the keys.
    #[serde(rename = "@context")]
    pub context: Context,
    /// Name and version of the tool.
    #[serde(rename = "prov:wasGeneratedBy")]
    pub tool: String,
    /// Title of the figure.
    #[serde(rename = "dcterms:title", skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// The spec with every default filled that isn't the program's own, as TOML; paths are relative to the root.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub spec: Option<String>,
    /// How the file was written.
    pub export: Export,
    /// The files that went in.
    #[serde(rename = "prov:used")]
    pub inputs: Vec<Input>,
    /// The built-in data.
    pub built_in: Vec<Input>,
    /// Credit lines of what is drawn or measured to.
    #[serde(rename = "dcterms:rights", skip_serializing_if = "Vec::is_empty", default)]
    pub credits: Vec<String>,
    /// The projection as a PROJ string.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub projection: Option<String>,
    /// Those of the insets, each after its letter.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub insets: Vec<String>,
    /// What the map shows of the incidents.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub incidents: Option<Shown>,
    /// Codes of warnings, and how often each was given.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub warnings: BTreeMap<String, u64>,
}

/// Where the vocabularies of the keys are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Dublin Core.
    pub dcterms: String,
    /// PROV-O.
    pub prov: String,
}

impl Default for Context {
    fn default() -> Self {
        Self { dcterms: "http://purl.org/dc/terms/".to_owned(), prov: "http://www.w3.org/ns/prov#".to_owned() }
    }
}

/// How a file was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Export {
    /// `png`, `svg`, `pdf`.
    pub format: String,
    /// Pixels per inch of pixels.
    pub dpi: f64,
    /// `embed`, `text`, `paths`.
    pub svg_text: String,
    /// `fast`, `balanced`, `best`.
    pub png_effort: String,
    /// Standards of a PDF.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub pdf_standards: Vec<String>,
    /// What `--debug` drew over it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub debug: Option<String>,
    /// `full` or `hashes`: how much of this is told.
    pub provenance: String,
}

/// How many incidents a map shows, and how many not, with the reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// On the map.
    pub shown: u64,
    /// Not on it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub not_shown: BTreeMap<String, u64>,
}

/// A file that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its path from the root, or its name alone where it lies outside.
    pub path: String,
    /// SHA-256 of its bytes, as hexadecimal digits.
    pub sha256: String,
}

impl Provenance {
    /// As it is embedded.
    pub fn to_json(&self) -> String {
        // Texts, numbers and lists of them: that can't fail.
        crate::data::controls::escaped_json(&serde_json::to_string(self).unwrap_or_default())
    }
}
