//! Strings → shaped lines: glyphs in visual order with metrics, from the bundled fonts alone.

mod fonts;
mod noto;
mod shape;
mod style;
mod subset;

pub use fonts::{FaceId, Fonts};
pub use noto::noto_font;
pub use shape::{Align, Direction, Glyph, GlyphRun, ShapedLine, Span, TextError};
pub use style::{FontWeight, FontWidth, TextStyle};
