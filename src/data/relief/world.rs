//! Heights of the world every 10 minutes of arc (18 km), in tiles of which only those under a frame are read.
//!
//! ETOPO5, moved to where it belongs, in steps of 20 m; the sea is 0. The finer grid that could be had (5 minutes, from Mapzen's terrain tiles by pvlib)
//! rests on sources of which two keep all their rights; this one is in the public domain, and at the scales that it is drawn at (1:6,000,000 and smaller) a
//! cell is no larger than 3 mm. Format and recipe: `geodata/recipes/world/90_relief.py`. Limits: land below the sea's level is 0; South America, Africa
//! and parts of Asia may lie up to 10 km beside their place.

use super::Relief;
use crate::data::layer::Credit;
use crate::data::pack::bytes::Reader;
use crate::geographic::Extent;

static TILES: &[u8] = include_bytes!("../../../geodata/world/relief.bin");
const MAGIC: &[u8] = b"relief1";
/// Cells in a degree and on a side of a tile; tiles round the earth and from pole to pole.
const CELLS: usize = 6;
const TILE: usize = 90;
const ROUND: usize = 24;
const DOWN: usize = 12;
/// Metres in a step.
const STEP_M: f32 = 20.0;
/// Cells around a window, for what smoothing and shading look at beside it.
const MARGIN: i64 = 4;

/// The heights under a window.
pub fn heights(window: &Extent, credit: Credit) -> Relief {
    let cells = CELLS as f64;
    let first = (libm::floor((window.west_deg + 180.0) * cells) as i64 - MARGIN, north_row(window.north_deg) - MARGIN);
    let width = (libm::ceil(window.width_deg() * cells) as i64 + 2 * MARGIN + 1) as usize;
    let height = (north_row(window.south_deg) + 1 + MARGIN - first.1).max(1) as usize;
    let mut heights_m = vec![0.0; width * height];
    let mut tiles: Vec<Option<Vec<u32>>> = vec![None; ROUND * DOWN];
    let packed = packed_tiles();
    for y in 0..height {
        let row = (first.1 + y as i64).clamp(0, (DOWN * TILE) as i64 - 1) as usize;
        for x in 0..width {
            let column = (first.0 + x as i64).rem_euclid((ROUND * TILE) as i64) as usize;
            let number = row / TILE * ROUND + column / TILE;
            let tile = tiles[number]
                .get_or_insert_with(|| packed.get(number).and_then(|bytes| steps(bytes)).unwrap_or_default());
            let step = tile.get(row % TILE * TILE + column % TILE).copied().unwrap_or(0);
            heights_m[y * width + x] = step as f32 * STEP_M;
        }
    }
    Relief {
        west_deg: first.0 as f64 / cells - 180.0,
        north_deg: 90.0 - first.1 as f64 / cells,
        step_deg: 1.0 / cells,
        width,
        height,
        heights_m,
        credit,
    }
}

fn north_row(lat_deg: f64) -> i64 {
    libm::floor((90.0 - lat_deg) * CELLS as f64) as i64
}

fn packed_tiles() -> Vec<&'static [u8]> {
    let mut reader = Reader(TILES.strip_prefix(MAGIC).unwrap_or_default());
    std::iter::from_fn(|| reader.block()).collect()
}

/// The steps of a tile, row by row.
fn steps(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut reader = Reader(bytes);
    let mut out: Vec<u32> = Vec::with_capacity(TILE * TILE);
    let mut zeros = 0;
    for cell in 0..TILE * TILE {
        let (x, y) = (cell % TILE, cell / TILE);
        let at = |dx: usize, dy: usize| if x < dx || y < dy { 0 } else { i64::from(out[cell - dx - dy * TILE]) };
        let (left, up, corner) = (at(1, 0), at(0, 1), at(1, 1));
        // The median edge detector: the smaller or the larger of two neighbours beside an edge, else the plane through three.
        let expected = if corner >= left.max(up) {
            left.min(up)
        } else if corner <= left.min(up) {
            left.max(up)
        } else {
            left + up - corner
        };
        let difference = if zeros > 0 {
            zeros -= 1;
            0
        } else {
            match reader.count()? {
                0 => {
                    zeros = reader.count()?;
                    0
                }
                n => (n >> 1) as i64 ^ -((n & 1) as i64),
            }
        };
        out.push(u32::try_from(expected + difference).ok()?);
    }
    reader.0.is_empty().then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::LonLat;

    fn at(relief: &Relief, lon: f64, lat: f64) -> f32 {
        let (x, y) = relief.cell(LonLat::new(lon, lat));
        relief.at(libm::round(x) as isize, libm::round(y) as isize)
    }

    #[test]
    fn every_tile_is_whole() {
        let tiles = packed_tiles();
        assert_eq!(tiles.len(), ROUND * DOWN);
        let highest = tiles.iter().map(|t| steps(t).unwrap().into_iter().max().unwrap()).max();
        // The highest cell: 6,380 m.
        assert_eq!(highest, Some(319));
    }

    /// Against heights from maps, as rough as cells of 18 km are.
    #[test]
    fn mountains_plains_and_seas_are_where_they_are() {
        let world = heights(&Extent::WORLD, Credit { text: String::new(), licence: String::new() });
        for (lon, lat, low, high) in [
            (90.0, 33.0, 4_400.0, 5_600.0),   // Tibet
            (-68.0, -18.0, 3_200.0, 5_200.0), // the Altiplano
            (37.5, 0.1, 900.0, 4_000.0),      // Mount Kenya
            (5.0, 52.5, 0.0, 60.0),           // Holland
            (-40.0, 30.0, 0.0, 0.0),          // the Atlantic
            (-60.0, -4.0, 0.0, 200.0),        // the Amazon
            (0.0, -85.0, 2_000.0, 3_500.0),   // Antarctica
        ] {
            let height = at(&world, lon, lat);
            assert!((low..=high).contains(&height), "{lon} {lat}: {height}");
        }
    }

    #[test]
    fn a_window_has_the_heights_of_the_world_across_180_too() {
        let credit = || Credit { text: String::new(), licence: String::new() };
        let world = heights(&Extent::WORLD, credit());
        for window in [Extent::new(85.0, 27.0, 93.0, 31.0), Extent::new(172.0, 60.0, -170.0, 68.0)] {
            let part = heights(&window, credit());
            for (i, j) in (0..9).flat_map(|i| (0..9).map(move |j| (i, j))) {
                // Within cells, not on their edges.
                let lon = window.west_deg + 0.03 + (window.width_deg() - 0.1) * f64::from(i) / 8.0;
                let lat = window.south_deg + 0.03 + (window.height_deg() - 0.1) * f64::from(j) / 8.0;
                assert_eq!(
                    at(&part, lon, lat),
                    at(&world, crate::geographic::normalize_lon_deg(lon), lat),
                    "{lon} {lat}"
                );
            }
        }
    }
}
