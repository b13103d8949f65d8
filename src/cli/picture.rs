//! A figure's picture as bytes of a format.

use super::output::Failure;
use super::place;
use crate::diagnostic::Diagnostic;
use crate::export::{ExportError, geotiff, pdf, png, svg, webp};
use crate::pipeline::Composition;
use crate::text::Fonts;
use std::path::Path;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Pixels.
    Png,
    /// Vectors.
    Svg,
    /// A page, tagged, its text to be searched.
    Pdf,
    /// Pixels for the web, without loss.
    Webp,
    /// Pixels with their place on the ground (GeoTIFF).
    Tif,
}

impl Format {
    /// All of them.
    const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Pdf, Self::Webp, Self::Tif];

    /// The file's ending.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Webp => "webp",
            Self::Tif => "tif",
        }
    }

    /// The format that a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        let ending = if ending == "tiff" { "tif" } else { &ending };
        Self::ALL.into_iter().find(|f| f.ending() == ending)
    }
}

/// How files are written.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// Text in SVG.
    pub svg_text: svg::SvgText,
    /// PNG encoder.
    pub png_effort: png::PngEffort,
    /// What a PDF keeps.
    pub pdf_standards: Vec<pdf::PdfStandard>,
    /// Pixels per inch of PNG and WebP.
    pub dpi: f64,
}

/// The bytes of a figure in a format.
///
/// # Errors
/// What the exporter refuses.
pub fn export(
    composition: &Composition,
    fonts: &Fonts,
    format: Format,
    options: &ExportOptions,
) -> Result<Vec<u8>, Failure> {
    let scene = &composition.scene;
    let bytes = match format {
        Format::Png => png::encode(scene, fonts, options.dpi, options.png_effort),
        Format::Svg => svg::encode(scene, fonts, options.svg_text).map(String::into_bytes),
        Format::Pdf => pdf::encode(scene, fonts, &options.pdf_standards),
        Format::Webp => webp::encode(scene, fonts, options.dpi),
        Format::Tif => geotiff::encode(scene, fonts, options.dpi, &place::georeference(composition, options.dpi)?),
    };
    bytes.map_err(|e| {
        let code = if matches!(e, ExportError::Pdf { .. }) { "export::pdf-refused" } else { "export::refused" };
        let fault = match &e {
            ExportError::TooManyPixels { exceeded, .. } => {
                exceeded.fault(code, e.to_string(), "lower --dpi, or choose a smaller page; ")
            }
            _ => Diagnostic::error(code, e.to_string()),
        };
        Failure::Refused(vec![fault])
    })
}
