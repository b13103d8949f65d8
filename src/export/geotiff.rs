//! GeoTIFF (OGC 19-008r4): the pixels of the PNG with their place, packed by deflate; no profile means sRGB.
//!
//! The projection is user-defined and stands as WKT in the citation (`ESRI PE String = …`), as GDAL and
//! ArcGIS write and read it, because keys of GeoTIFF don't exist for half of the projections here.

use super::georeference::Georeference;
use super::{ExportError, png};
use crate::scene::Scene;
use crate::text::Fonts;
use std::io::Cursor;
use tiff::encoder::compression::DeflateLevel;
use tiff::encoder::{Compression, Rational, TiffEncoder, colortype::RGB8};
use tiff::tags::{ResolutionUnit, Tag};
use tiff::{TiffError, TiffResult};

/// Keys of GeoTIFF and their values.
const MODEL_USER_DEFINED: [u16; 4] = [1024, 0, 1, 32767];
const RASTER_PIXEL_IS_AREA: [u16; 4] = [1025, 0, 1, 1];
const LINEAR_UNIT_METRE: [u16; 4] = [3076, 0, 1, 9001];
const PROJECTED_CITATION: u16 = 3073;
/// Where the text of a key stands: in the tag of GeoTIFF's ASCII values.
const ASCII_VALUES: u16 = 34737;

/// Paints a scene at a resolution and encodes it.
///
/// # Errors
/// A picture of more than 30,000 pixels a side; the encoder's own.
pub fn encode(scene: &Scene, fonts: &Fonts, dpi: f64, place: &Georeference) -> Result<Vec<u8>, ExportError> {
    let (width, height, rgb) = png::paint(scene, fonts, dpi)?;
    let failed = |e: TiffError| ExportError::Tiff { reason: e.to_string() };
    written(width.into(), height.into(), &rgb, dpi, place).map_err(failed)
}

fn written(width: u32, height: u32, rgb: &[u8], dpi: f64, place: &Georeference) -> TiffResult<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    let deflate = Compression::Deflate(DeflateLevel::Balanced);
    let mut encoder = TiffEncoder::new(&mut file)?.with_compression(deflate);
    let mut image = encoder.new_image::<RGB8>(width, height)?;
    let thousandths = || Rational { n: libm::round(dpi * 1000.0) as u32, d: 1000 };
    image.resolution_unit(ResolutionUnit::Inch);
    image.x_resolution(thousandths());
    image.y_resolution(thousandths());
    // A bar ends each text among the ASCII values.
    let citation = format!("ESRI PE String = {}|", place.wkt);
    let length = u16::try_from(citation.len()).map_err(|_| TiffError::IntSizeError)?;
    let keys = [
        [1, 1, 0, 4],
        MODEL_USER_DEFINED,
        RASTER_PIXEL_IS_AREA,
        [PROJECTED_CITATION, ASCII_VALUES, length, 0],
        LINEAR_UNIT_METRE,
    ];
    let tags = image.encoder();
    let (size, [a, b, d, e], (x, y)) = (place.m_per_px(), place.steps_m(), place.corner_m);
    if place.is_turned() {
        let matrix = [a, b, 0.0, x, d, e, 0.0, y, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        tags.write_tag(Tag::ModelTransformationTag, &matrix[..])?;
    } else {
        tags.write_tag(Tag::ModelPixelScaleTag, &[size, size, 0.0][..])?;
        tags.write_tag(Tag::ModelTiepointTag, &[0.0, 0.0, 0.0, x, y, 0.0][..])?;
    }
    tags.write_tag(Tag::GeoKeyDirectoryTag, &keys.concat()[..])?;
    tags.write_tag(Tag::GeoAsciiParamsTag, &citation[..])?;
    image.write_data(rgb)?;
    Ok(file.into_inner())
}
