//! Values of a figure that are one of a few words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the size of a symbol says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SymbolScale {
    /// Its area is the number of people killed, as claimed.
    #[default]
    Killed,
    /// All are alike.
    Plain,
    /// All are alike, each with the pictogram of its kind.
    Pictograms,
}

/// Digits of Arabic text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Digits {
    /// 0–9, in any language.
    #[default]
    Latin,
    /// ٠–٩ where the furniture is in Arabic.
    ArabicIndic,
}

/// How text stands in SVG files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SvgTextSpec {
    /// Text, with the fonts that it needs inside the file.
    Embed,
    /// Text; the reader's machine has to have the fonts.
    Text,
    /// Outlines.
    Paths,
}

/// How hard the PNG encoder tries; the pixels are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PngEffortSpec {
    /// For previews.
    Fast,
    /// For release files.
    Balanced,
    /// The smallest of several attempts.
    Best,
}

/// A standard that PDF files keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PdfStandardSpec {
    /// PDF/A-2a: for archives, tagged.
    #[serde(rename = "a-2a")]
    A2a,
    /// PDF/A-3a: for archives, tagged.
    #[serde(rename = "a-3a")]
    A3a,
    /// PDF/UA-1: accessible.
    #[serde(rename = "ua-1")]
    Ua1,
}

/// How a border is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BorderLineSpec {
    /// As settled.
    Solid,
    /// As disputed.
    Dashed,
    /// Not at all.
    Absent,
}

/// What becomes of a name with a character that no font holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingGlyphs {
    /// The figure is refused.
    Error,
    /// The Latin form of the name stands for it, with a warning.
    Fallback,
}
