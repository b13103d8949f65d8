//! Two PNG figures of one size as one picture: the new one faint and grey, what differs in red.

use crate::limits::{Exceeded, Limit};
use std::io::Cursor;

/// A pixel differs if one of its colours does by more.
const TOLERANCE: u8 = 2;
/// So much of the new figure is left where nothing differs, of 255.
const FAINT: u16 = 90;

/// The picture as PNG.
///
/// # Errors
/// Not two PNG files, or not of one size.
pub fn marked(old: &[u8], new: &[u8]) -> Result<Vec<u8>, String> {
    let ((width, height, before), (w, h, after)) = (pixels(old)?, pixels(new)?);
    if (width, height) != (w, h) {
        return Err(format!(
            "the figures are {width} × {height} and {w} × {h} pixels: they can’t be laid on each other"
        ));
    }
    let mut out = Vec::with_capacity(after.len());
    for (was, is) in before.chunks_exact(3).zip(after.chunks_exact(3)) {
        if was.iter().zip(is).any(|(a, b)| a.abs_diff(*b) > TOLERANCE) {
            out.extend([200, 0, 30]);
        } else {
            let grey = (u16::from(is[0]) * 54 + u16::from(is[1]) * 183 + u16::from(is[2]) * 19) / 256;
            let faint = 255 - (255 - grey) * FAINT / 255;
            out.extend([u8::try_from(faint).unwrap_or(255); 3]);
        }
    }
    encode(width, height, &out).map_err(|e| e.to_string())
}

fn encode(width: u32, height: u32, rgb: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(file)
}

/// Width, height, and red, green and blue of each pixel.
fn pixels(bytes: &[u8]) -> Result<(u32, u32, Vec<u8>), String> {
    let refused = |e: png::DecodingError| format!("a picture of what differs needs two PNG figures: {e}");
    // Beyond the picture itself the decoder needs little.
    let most = usize::try_from(Limit::Pixels.most()).unwrap_or(usize::MAX).saturating_mul(4);
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: most });
    decoder.set_ignore_text_chunk(true);
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(refused)?;
    let (width, height) = (u64::from(reader.info().width), u64::from(reader.info().height));
    let told = |e: Exceeded| format!("the picture is too large: {e}; {}", e.advice());
    Limit::Pixels.hold(width.saturating_mul(height)).map_err(told)?;
    let size = reader.output_buffer_size().ok_or_else(|| "the picture is too large".to_owned())?;
    let mut buffer = vec![0; size];
    let info = reader.next_frame(&mut buffer).map_err(refused)?;
    let rgb = match info.color_type {
        png::ColorType::Rgb => buffer,
        png::ColorType::Rgba => buffer.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect(),
        png::ColorType::Grayscale => buffer.iter().flat_map(|g| [*g; 3]).collect(),
        png::ColorType::GrayscaleAlpha => buffer.chunks_exact(2).flat_map(|p| [p[0]; 3]).collect(),
        png::ColorType::Indexed => return Err("the palette can’t be read".to_owned()),
    };
    Ok((info.width, info.height, rgb))
}
