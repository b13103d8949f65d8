//! How a text is set: size, weight, width, slant, spacing, colour.

use crate::color::Color;

/// Weight of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontWeight {
    /// 400
    Regular,
    /// 500
    Medium,
    /// 600
    SemiBold,
    /// 700
    Bold,
}

/// Width of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FontWidth {
    /// 100 %
    Normal,
    /// 87.5 %
    SemiCondensed,
    /// 75 %
    Condensed,
}

/// How a text is set. Arabic runs ignore `italic`, `width` and `letter_spacing_pt` (Arabic is never letterspaced).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Size of the em in points.
    pub size_pt: f64,
    /// Weight.
    pub weight: FontWeight,
    /// Width.
    pub width: FontWidth,
    /// Italic (Regular, Normal only; else upright).
    pub italic: bool,
    /// Space added after each letter, in points.
    pub letter_spacing_pt: f64,
    /// Colour of the letters.
    pub color: Color,
}

impl TextStyle {
    /// Regular, normal width, upright, not spaced.
    pub const fn new(size_pt: f64, color: Color) -> Self {
        Self {
            size_pt,
            weight: FontWeight::Regular,
            width: FontWidth::Normal,
            italic: false,
            letter_spacing_pt: 0.0,
            color,
        }
    }
    /// The same at another weight.
    pub const fn weight(mut self, weight: FontWeight) -> Self {
        self.weight = weight;
        self
    }
    /// The same in another width.
    pub const fn width(mut self, width: FontWidth) -> Self {
        self.width = width;
        self
    }
    /// The same in italic.
    pub const fn italic(mut self) -> Self {
        self.italic = true;
        self
    }
    /// The same with letters spaced.
    pub const fn spaced(mut self, letter_spacing_pt: f64) -> Self {
        self.letter_spacing_pt = letter_spacing_pt;
        self
    }
    /// The same at another size.
    pub const fn size(mut self, size_pt: f64) -> Self {
        self.size_pt = size_pt;
        self
    }
    /// The same in another colour.
    pub const fn color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }
}
