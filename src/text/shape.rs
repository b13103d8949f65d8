//! Shaping: bidi order, joining, kerning, metrics, line breaking.

use super::fonts::{FaceId, Fonts};
use super::style::TextStyle;
use crate::color::Color;
use kurbo::Rect;

/// Base direction of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
    /// By the first strong letter of the text.
    Auto,
}

/// Where lines of a paragraph stand within its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The characters, in logical order.
    pub text: String,
    /// How they are set.
    pub style: TextStyle,
}

impl Span {
    /// A stretch of text in one style.
    pub fn new(text: impl Into<String>, style: TextStyle) -> Self {
        Self { text: text.into(), style }
    }
}

/// One line, shaped: runs from left to right as they are seen.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapedLine {
    /// The text in logical order.
    pub text: String,
    /// Base direction that was used.
    pub rtl: bool,
    /// Runs in visual order, left to right.
    pub runs: Vec<GlyphRun>,
    /// Width from the origin to the end of the last glyph's advance, without trailing white space or letter spacing.
    pub width_pt: f64,
    /// Typographic ascent above the baseline (largest of the runs), positive.
    pub ascent_pt: f64,
    /// Typographic descent below the baseline, positive.
    pub descent_pt: f64,
    /// Ink: the smallest box around the glyph outlines, y down, from the origin. Empty for blank lines.
    pub ink: Rect,
}

/// Glyphs of one face, size, style and direction.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// How it is set (size, colour …).
    pub style: TextStyle,
    /// This run's characters, in logical order.
    pub text: String,
    /// Right to left?
    pub rtl: bool,
    /// Left end of the run on the baseline, from the line's origin.
    pub x_pt: f64,
    /// Advance of the run.
    pub advance_pt: f64,
    /// Glyphs left to right, positions from the **line's** origin, y down.
    pub glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u32,
    /// From the line's origin.
    pub x_pt: f64,
    /// From the baseline, y down.
    pub y_pt: f64,
}

/// Text that can't be set.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TextError {
    /// No font has the character.
    #[error("no font has a glyph for “{character}” (U+{code:04X}) in “{text}”", code = u32::from(*.character))]
    MissingGlyph {
        /// The whole text.
        text: String,
        /// The first character without a glyph.
        character: char,
    },
}

impl Fonts {
    /// One line, never broken.
    pub fn line(&self, text: &str, style: TextStyle, direction: Direction) -> Result<ShapedLine, TextError> {
        let _ = (text, style, direction, Color::rgb(0));
        todo!("helper")
    }

    /// One line of several styles, never broken.
    pub fn line_of(&self, spans: &[Span], direction: Direction) -> Result<ShapedLine, TextError> {
        let _ = (spans, direction);
        todo!("helper")
    }

    /// A paragraph broken to `width_pt` (balanced breaking is the caller's choice of width). Each line starts at x = 0.
    pub fn paragraph(&self, spans: &[Span], width_pt: f64, direction: Direction) -> Result<Vec<ShapedLine>, TextError> {
        let _ = (spans, width_pt, direction);
        todo!("helper")
    }
}
