//! RGB pixels as a PNG file: colour type, filter, compression.
//!
//! A palette is one byte a pixel and needs no filter; maps without relief at screen sizes have few enough colours.

use super::ExportError;
use super::png::PngEffort;
use ::png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, SrgbRenderingIntent, Unit};
use std::collections::BTreeMap;

/// Colours in the order they first appear, and their numbers pixel by pixel.
struct Indexed {
    palette: Vec<u8>,
    pixels: Vec<u8>,
}

/// The pixels by number; none where there are more than 256 colours.
fn indexed(rgb: &[u8]) -> Option<Indexed> {
    let mut numbers: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut out = Indexed { palette: Vec::new(), pixels: Vec::with_capacity(rgb.len() / 3) };
    let mut last = None;
    for pixel in rgb.chunks_exact(3) {
        let color = [pixel[0], pixel[1], pixel[2]];
        let number = match last {
            Some((before, number)) if before == color => number,
            _ => match numbers.get(&color) {
                Some(number) => *number,
                None => {
                    let number = u8::try_from(numbers.len()).ok()?;
                    numbers.insert(color, number);
                    out.palette.extend(color);
                    number
                }
            },
        };
        last = Some((color, number));
        out.pixels.push(number);
    }
    Some(out)
}

/// The file. `texts`: keywords and what is said under them (iTXt, PNG specification §11.3.3.4), those that are empty left out.
///
/// # Errors
/// The encoder's own.
pub fn encode(
    width: u32,
    height: u32,
    rgb: &[u8],
    dpi: f64,
    texts: &[(&str, &str)],
    effort: PngEffort,
) -> Result<Vec<u8>, ExportError> {
    let indexed = indexed(rgb);
    let write = |compression: Compression, filter: Filter| -> Result<Vec<u8>, ExportError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, width, height);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_source_srgb(SrgbRenderingIntent::Perceptual);
        let per_metre = libm::round(dpi / 0.0254) as u32;
        encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
        for (keyword, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            encoder.add_itxt_chunk((*keyword).to_owned(), (*text).to_owned())?;
        }
        let pixels = match &indexed {
            Some(indexed) => {
                encoder.set_color(ColorType::Indexed);
                encoder.set_palette(indexed.palette.clone());
                &indexed.pixels
            }
            None => {
                encoder.set_color(ColorType::Rgb);
                rgb
            }
        };
        encoder.set_compression(compression);
        encoder.set_filter(filter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(pixels)?;
        writer.finish()?;
        Ok(bytes)
    };
    let filter = if indexed.is_some() { Filter::NoFilter } else { Filter::Adaptive };
    match effort {
        // The fast way of compressing makes large files of pixels that aren't filtered.
        PngEffort::Fast if indexed.is_none() => write(Compression::Fast, filter),
        PngEffort::Fast | PngEffort::Balanced => write(Compression::Balanced, filter),
        PngEffort::Best => {
            let mut best = write(Compression::High, Filter::Adaptive)?;
            for filter in [Filter::NoFilter, Filter::Sub, Filter::Up, Filter::Paeth] {
                let other = write(Compression::High, filter)?;
                if other.len() < best.len() {
                    best = other;
                }
            }
            Ok(best)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(file: &[u8]) -> (ColorType, Vec<u8>) {
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let kind = reader.info().color_type;
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut rgb).unwrap();
        (kind, rgb)
    }

    #[test]
    fn a_palette_holds_256_colours_and_no_more() {
        // 16 × 17 pixels, each of its own colour but for the last ones.
        let picture = |colors: u32| -> Vec<u8> {
            (0..272_u32).map(|i| i.min(colors - 1)).flat_map(|i| [(i % 256) as u8, (i / 256) as u8, 7]).collect()
        };
        for (colors, kind) in [(2, ColorType::Indexed), (256, ColorType::Indexed), (257, ColorType::Rgb)] {
            for effort in [PngEffort::Fast, PngEffort::Balanced, PngEffort::Best] {
                let file =
                    encode(16, 17, &picture(colors), 96.0, &[("Description", "خريطة"), ("Title", "")], effort).unwrap();
                assert!(decoded(&file) == (kind, picture(colors)), "{colors} {effort:?}");
                for chunk in [b"sRGB", b"pHYs", b"iTXt"] {
                    assert!(file.windows(4).any(|w| w == chunk));
                }
                let said = [b"Description\0\0\0\0\0", "خريطة".as_bytes()].concat();
                assert!(file.windows(said.len()).any(|w| w == said) && !file.windows(5).any(|w| w == b"Title"));
            }
        }
    }
}
