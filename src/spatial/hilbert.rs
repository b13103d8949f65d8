//! The order of places along a Hilbert curve: neighbours in it are neighbours on the ground, so that one search can profit
//! from the one before (D. Hilbert, *Math. Ann.* 38, 1891; the turning of cells as in Warren, *Hacker’s Delight*, ch. 16).
//!
//! The curve fills longitude × latitude in 2¹⁶ × 2¹⁶ cells. Nothing but speed depends on it.

use crate::geographic::LonLat;

/// Cells along one side.
const SIDE: u32 = 1 << 16;

/// Numbers of the places, from 0, in the order of the curve; within a cell in their own order.
pub(super) fn along_hilbert(places: &[LonLat]) -> impl Iterator<Item = usize> + use<> {
    let mut keys: Vec<(u32, u32)> = places.iter().zip(0u32..).map(|(place, number)| (key(*place), number)).collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, number)| number as usize)
}

/// Position along the curve. What is no place comes anywhere.
fn key(place: LonLat) -> u32 {
    let cell = |share: f64| ((share * f64::from(SIDE)) as u32).min(SIDE - 1);
    let turn = (place.lon_deg + 180.0) / 360.0;
    let (mut x, mut y) = (cell(turn - turn.floor()), cell((place.lat_deg + 90.0) / 180.0));
    let mut key = 0;
    let mut side = SIDE / 2;
    while side > 0 {
        let (right, upper) = (u32::from(x & side > 0), u32::from(y & side > 0));
        key = (key << 2) | ((3 * right) ^ upper);
        if upper == 0 {
            if right == 1 {
                (x, y) = (!x, !y);
            }
            (x, y) = (y, x);
        }
        side /= 2;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_cell_is_a_neighbour() {
        // The 4096 cells of 64 × 64 that the first twelve bits tell apart.
        let at = |i: u32| (f64::from(i) + 0.5) / 64.0;
        let places: Vec<LonLat> =
            (0..4096).map(|i| LonLat::new(360.0 * at(i % 64) - 180.0, 180.0 * at(i / 64) - 90.0)).collect();
        let order: Vec<usize> = along_hilbert(&places).collect();
        for pair in order.windows(2) {
            let steps = |n: usize| (n % 64, n / 64);
            let ((x0, y0), (x1, y1)) = (steps(pair[0]), steps(pair[1]));
            assert_eq!(x0.abs_diff(x1) + y0.abs_diff(y1), 1, "{pair:?}");
        }
    }

    #[test]
    fn every_place_comes_once() {
        let places = [LonLat::new(f64::NAN, 0.0), LonLat::new(540.0, 90.0), LonLat::new(-180.0, f64::INFINITY)];
        let mut order: Vec<usize> = along_hilbert(&places).collect();
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
    }
}
