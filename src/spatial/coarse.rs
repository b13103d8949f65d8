//! Places made coarse on purpose: each becomes the middle of its cell of a grid that depends on nothing but the cells' size.
//!
//! # Method
//! Rows of equal height in latitude; in each, columns of equal width, as many as fit at the latitude of its middle. All places of a cell become the same place, so that nothing
//! of what lies between them is left; the same place always becomes the same, so that a second figure adds nothing to the first. Cells are at least as wide and high as asked.
//!
//! # Limits
//! It hides where in the cell a place lies, not that it lies in the cell. Cells around the poles are wider.

use super::geodesic;
use crate::geographic::LonLat;

/// Length of a degree of latitude is nowhere more, metres.
const DEGREE_M: f64 = 111_694.0;

/// A grid of cells that places are made coarse to.
///
/// ```
/// use sitmap::geographic::LonLat;
/// use sitmap::spatial::CoarseGrid;
/// let grid = CoarseGrid::new(1_000.0);
/// let (place, beside) = (LonLat::new(36.5152, 36.1168), LonLat::new(36.5153, 36.1167));
/// assert_eq!(grid.coarse(place), grid.coarse(beside));
/// assert!(grid.radius_m(place) < 1_000.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoarseGrid {
    rows: f64,
    cell_m: f64,
}

impl CoarseGrid {
    /// Cells of at least so many metres on each side.
    pub fn new(cell_m: f64) -> Self {
        Self { rows: libm::floor(180.0 * 110_574.0 / cell_m).max(1.0), cell_m }
    }

    /// South and north of a place's row, and the width of its columns.
    fn row(&self, lat_deg: f64) -> (f64, f64, f64) {
        let height = 180.0 / self.rows;
        let row = libm::floor((lat_deg + 90.0) / height).clamp(0.0, self.rows - 1.0);
        let south = row * height - 90.0;
        // Wide enough where the row is narrowest.
        let narrow = libm::cos(south.abs().max((south + height).abs()).min(90.0).to_radians());
        let columns = libm::floor(360.0 * 111_319.0 * narrow / self.cell_m).max(1.0);
        (south, south + height, 360.0 / columns)
    }

    /// West and east of a place's cell, and south and north of it.
    fn cell(&self, place: LonLat) -> [f64; 4] {
        let (south, north, width) = self.row(place.lat_deg);
        let columns = libm::round(360.0 / width);
        let column = libm::floor((place.normalized().lon_deg + 180.0) / width);
        // +180° is −180°.
        let west = (if column >= columns { 0.0 } else { column }) * width - 180.0;
        [west, west + width, south, north]
    }

    /// The middle of a place's cell.
    pub fn coarse(&self, place: LonLat) -> LonLat {
        let [west, east, south, north] = self.cell(place);
        LonLat::new((west + east) / 2.0, (south + north) / 2.0)
    }

    /// No place of the cell is farther from its middle, metres.
    pub fn radius_m(&self, place: LonLat) -> f64 {
        let [west, east, south, north] = self.cell(place);
        let middle = self.coarse(place);
        if east - west > 60.0 {
            // A wedge at a pole, or all around it: over the pole and down again.
            return (90.0 - south.abs().min(north.abs())) * 2.0 * DEGREE_M;
        }
        let corners = [(west, south), (east, south), (west, north), (east, north)];
        let reach = |(lon, lat)| geodesic::inverse(middle, LonLat::new(lon, lat)).distance_m;
        // Sides bulge a little beyond the corners of long cells.
        corners.into_iter().map(reach).fold(0.0, f64::max) * 1.01
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_hold_their_places_and_are_as_large_as_asked(lon in -180.0..=180.0_f64, lat in -90.0..=90.0_f64, cell_m in 100.0..500_000.0_f64) {
            let (grid, place) = (CoarseGrid::new(cell_m), LonLat::new(lon, lat));
            let middle = grid.coarse(place);
            prop_assert_eq!(grid.coarse(middle), middle);
            let distance_m = geodesic::inverse(place, middle).distance_m;
            prop_assert!(distance_m <= grid.radius_m(place), "{distance_m} {}", grid.radius_m(place));
            let [west, east, south, north] = grid.cell(place);
            prop_assert!(middle.lon_deg.abs() <= 180.0 && (north - south) * DEGREE_M >= cell_m * 0.999);
            let narrow = LonLat::new(west, if south.abs() > north.abs() { south } else { north });
            if east - west < 60.0 && narrow.lat_deg.abs() < 89.0 {
                let width_m = geodesic::inverse(narrow, LonLat::new(east, narrow.lat_deg)).distance_m;
                prop_assert!(width_m >= cell_m * 0.98, "{width_m} {cell_m}");
            }
        }
    }

    #[test]
    fn both_sides_of_180_degrees_are_one_meridian() {
        let grid = CoarseGrid::new(10_000.0);
        assert_eq!(grid.coarse(LonLat::new(180.0, -17.0)), grid.coarse(LonLat::new(-180.0, -17.0)));
    }
}
