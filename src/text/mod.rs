//! Strings → shaped lines: glyphs in visual order with metrics, from the bundled fonts alone; straight or along a curve.

mod baseline;
mod bend;
mod bundled;
mod digits;
mod fonts;
mod no_break;
mod noto;
mod script;
mod shape;
mod style;
mod subset;

pub use baseline::{Baseline, Stand};
pub use bend::{BentLetter, PIECE_PT, bent_letters, bent_outline, bent_point, letters_stand_alone};
pub use digits::ArabicIndic;
pub use fonts::{FaceId, Fonts};
pub use no_break::bound_numbers;
pub use noto::noto_font;
pub use shape::{Align, Cluster, Direction, Glyph, GlyphRun, ShapedLine, Span, TextError};
pub use style::{FontWeight, FontWidth, TextStyle};
