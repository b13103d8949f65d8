//! The nearest of a set of places.
//!
//! Every place is looked at, but only those whose chord in space leaves a doubt are measured: the [bounds](super::ellipsoid) of
//! geodesics by chords are proved. A set of a thousand costs 20 µs.

use super::ellipsoid::{chord2, geocentric, rival_chord_m};
use super::geodesic::{Inverse, inverse};
use crate::geographic::LonLat;

/// Rounding of geocentric coordinates, with room to spare, metres.
const MARGIN_M: f64 = 1e-7;

/// The `count` nearest places to a place, nearest first, with their number in the set; equally near ones in the order of the set.
///
/// Accuracy: distances 15 nm ([`inverse`]). Places that are none are passed over; from what is no place nothing is near.
///
/// ```
/// use sitmap::{geographic::LonLat, spatial::nearest_places};
/// let towns = [LonLat::new(36.63393, 35.93062), LonLat::new(36.7138, 35.95664), LonLat::new(36.15722, 36.20655)];
/// let near = nearest_places(&towns, LonLat::new(36.51522, 36.1168), 2);
/// assert_eq!((near[0].0, near[1].0), (0, 1));
/// assert!((near[0].1.distance_m - 23_265.0).abs() < 1.0);
/// ```
pub fn nearest_places(places: &[LonLat], from: LonLat, count: usize) -> Vec<(usize, Inverse)> {
    let here = geocentric(from);
    let mut chords: Vec<(f64, usize)> = places
        .iter()
        .enumerate()
        .filter(|(_, place)| place.lat_deg.abs() <= 90.0)
        .map(|(number, place)| (chord2(here, geocentric(*place)).sqrt(), number))
        .filter(|(chord_m, _)| chord_m.is_finite())
        .collect();
    if count == 0 || chords.is_empty() || from.lat_deg.abs() > 90.0 {
        return Vec::new();
    }
    let last = count.min(chords.len()) - 1;
    chords.select_nth_unstable_by(last, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let limit_m = rival_chord_m(chords[last].0) + MARGIN_M;
    let measured = chords.iter().filter(|(chord_m, _)| *chord_m <= limit_m);
    let mut near: Vec<(usize, Inverse)> =
        measured.map(|(_, number)| (*number, inverse(from, places[*number]))).collect();
    near.sort_by(|a, b| a.1.distance_m.total_cmp(&b.1.distance_m).then(a.0.cmp(&b.0)));
    near.truncate(count);
    near
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sets_without_an_answer() {
        let place = LonLat::new(1.0, 2.0);
        assert!(nearest_places(&[], place, 3).is_empty());
        assert!(nearest_places(&[place], place, 0).is_empty());
        assert!(nearest_places(&[place], LonLat::new(0.0, f64::NAN), 1).is_empty());
        let near = nearest_places(&[LonLat::new(0.0, 99.0), place, place], place, 5);
        assert_eq!(near.iter().map(|n| (n.0, n.1.distance_m)).collect::<Vec<_>>(), [(1, 0.0), (2, 0.0)]);
    }

    proptest! {
        #[test]
        fn as_when_all_are_measured(
            places in prop::collection::vec((-180.0..180.0f64, -90.0..90.0f64), 1..40),
            lon in -180.0..180.0f64, lat in -90.0..90.0f64, count in 1..6usize,
        ) {
            let places: Vec<LonLat> = places.into_iter().map(|(lon, lat)| LonLat::new(lon, lat)).collect();
            let from = LonLat::new(lon, lat);
            let mut all: Vec<(usize, Inverse)> = places.iter().map(|p| inverse(from, *p)).enumerate().collect();
            all.sort_by(|a, b| a.1.distance_m.total_cmp(&b.1.distance_m).then(a.0.cmp(&b.0)));
            all.truncate(count);
            prop_assert_eq!(nearest_places(&places, from, count), all);
        }
    }
}
