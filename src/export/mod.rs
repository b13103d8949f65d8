//! [`Scene`](crate::scene::Scene) → bytes, one file a format. An exporter decides nothing: it walks the items in order.

pub mod georeference;
pub mod geotiff;
pub mod pdf;
mod pdf_paint;
mod pdf_tags;
mod pdf_text;
pub mod png;
mod png_file;
pub mod svg;
mod svg_circle;
mod svg_path;
mod svg_shapes;
mod svg_text;
pub mod webp;

use crate::limits::{Exceeded, PIXELS_A_SIDE};
use crate::scene::{Item, Placement, Text};
use crate::text::Fonts;
use kurbo::{Affine, BezPath};

/// A scene that can't be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// More pixels than a picture may have.
    #[error("{width_px} × {height_px} pixels are too many: at most {PIXELS_A_SIDE} a side")]
    TooLarge {
        /// Columns.
        width_px: f64,
        /// Rows.
        height_px: f64,
    },
    /// More pixels than are allowed.
    #[error("{width_px} × {height_px} pixels are too many: {exceeded}")]
    TooManyPixels {
        /// Columns.
        width_px: f64,
        /// Rows.
        height_px: f64,
        /// The limit.
        exceeded: Exceeded,
    },
    /// The PNG encoder failed.
    #[error("the PNG can't be encoded")]
    Png(#[from] ::png::EncodingError),
    /// The TIFF encoder failed.
    #[error("the TIFF can’t be encoded: {reason}")]
    Tiff {
        /// Why.
        reason: String,
    },
    /// The WebP encoder failed.
    #[error("the WebP can’t be encoded: {reason}")]
    Webp {
        /// Why.
        reason: String,
    },
    /// A PDF that can't be written as asked.
    #[error("the PDF can’t be written: {reason}")]
    Pdf {
        /// Why.
        reason: String,
    },
    /// A font can't be made smaller for embedding.
    #[error("the font “{family}” can't be subset; use --svg-text paths")]
    Subset {
        /// Its family.
        family: String,
    },
}

/// The outlines of a text's glyphs on the page, run by run.
fn glyph_outlines<'t>(text: &'t Text, fonts: &'t Fonts) -> impl Iterator<Item = (crate::color::Color, BezPath)> + 't {
    text.line.runs.iter().map(move |run| {
        let placement = match &text.placement {
            Placement::Straight(affine) => *affine,
            Placement::Along(curve) => return (run.style.color, fonts.bent_run(run, curve)),
        };
        let mut all = BezPath::new();
        for glyph in &run.glyphs {
            let mut outline = fonts.outline(run.face, glyph.id, run.style.size_pt);
            outline.apply_affine(placement * Affine::translate((glyph.x_pt, glyph.y_pt)));
            all.extend(outline.elements().iter().copied());
        }
        (run.style.color, all)
    })
}

/// Calls `each` for every text of a list of items, within groups too.
fn for_each_text<'s>(items: &'s [Item], each: &mut dyn FnMut(&'s Text)) {
    for item in items {
        match item {
            Item::Group(group) => for_each_text(&group.items, each),
            Item::Text(text) => each(text),
            _ => {}
        }
    }
}
