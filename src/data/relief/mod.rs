//! Heights on a regular grid in longitude and latitude.

pub mod world;

use super::layer::Credit;
use crate::geographic::{LonLat, normalize_lon_deg};

/// A grid of heights; row 0 is the northernmost, values stand at cell centres.
#[derive(Debug, Clone)]
pub struct Relief {
    /// Western edge of the first column.
    pub west_deg: f64,
    /// Northern edge of the first row.
    pub north_deg: f64,
    /// Size of a cell in both directions.
    pub step_deg: f64,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Metres above the sea.
    pub heights_m: Vec<f32>,
    /// Whom it is owed to.
    pub credit: Credit,
}

impl Relief {
    /// Reads a TIFF of one band; `west_deg`, `north_deg` and `step_deg` say where it lies. An unreadable file gives an
    /// empty grid (a test reads the built-in one).
    pub fn from_tiff(bytes: &[u8], west_deg: f64, north_deg: f64, step_deg: f64, credit: Credit) -> Self {
        let (width, height, heights_m) = read(bytes).unwrap_or_default();
        Self { west_deg, north_deg, step_deg, width, height, heights_m, credit }
    }

    /// Column and row of a place, in cells from the centre of the first one.
    pub fn cell(&self, place: LonLat) -> (f64, f64) {
        // In the turn that is nearest to the grid.
        let half_deg = self.width as f64 * self.step_deg / 2.0;
        let from_west = half_deg + normalize_lon_deg(place.lon_deg - self.west_deg - half_deg);
        let x = from_west / self.step_deg - 0.5;
        (x, (self.north_deg - place.lat_deg) / self.step_deg - 0.5)
    }

    /// Height of a cell; beyond the edge that of the edge.
    pub fn at(&self, column: isize, row: isize) -> f32 {
        let (c, r) = (column.clamp(0, self.width as isize - 1), row.clamp(0, self.height as isize - 1));
        self.heights_m.get(r as usize * self.width + c as usize).copied().unwrap_or(0.0)
    }
}

fn read(bytes: &[u8]) -> Option<(usize, usize, Vec<f32>)> {
    let mut decoder = tiff::decoder::Decoder::new(std::io::Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions().ok()?;
    let heights: Vec<f32> = match decoder.read_image().ok()? {
        tiff::decoder::DecodingResult::I16(v) => v.into_iter().map(f32::from).collect(),
        tiff::decoder::DecodingResult::U16(v) => v.into_iter().map(f32::from).collect(),
        tiff::decoder::DecodingResult::F32(v) => v,
        tiff::decoder::DecodingResult::I32(v) => v.into_iter().map(|h| h as f32).collect(),
        _ => return None,
    };
    (heights.len() == (width * height) as usize).then_some((width as usize, height as usize, heights))
}
