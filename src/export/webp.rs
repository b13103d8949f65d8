//! WebP for the web: the pixels of the PNG, without loss (WebP Lossless Bitstream Specification, RFC 9649 §3).

use super::{ExportError, png};
use crate::scene::Scene;
use crate::text::Fonts;
use image_webp::{ColorType, WebPEncoder};

/// The format holds no more pixels a side.
const MOST_PX: u16 = 16_383;

/// Paints a scene at a resolution and encodes it. The format has no place for the resolution; no profile means sRGB.
///
/// # Errors
/// A picture of more than 16,383 pixels a side; the encoder's own.
pub fn encode(scene: &Scene, fonts: &Fonts, dpi: f64) -> Result<Vec<u8>, ExportError> {
    let (width, height, rgb) = png::paint(scene, fonts, dpi)?;
    if width > MOST_PX || height > MOST_PX {
        return Err(ExportError::Webp { reason: format!("{width} × {height} pixels: WebP holds {MOST_PX} a side") });
    }
    let mut bytes = Vec::new();
    WebPEncoder::new(&mut bytes)
        .encode(&rgb, width.into(), height.into(), ColorType::Rgb8)
        .map_err(|e| ExportError::Webp { reason: e.to_string() })?;
    Ok(bytes)
}
