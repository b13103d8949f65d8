//! Which of many areas holds a place, for many places.
//!
//! The answer is that of [`polygon_contains`](super::polygon_contains): the meridian from the place to the north pole is crossed an odd number of
//! times by the area's edges, straight in longitude and latitude (RFC 7946). Edges are kept by columns of longitude, so that only those over the place's own
//! column are looked at, in each column by area. Where areas overlap, the first of them has the place.

use super::polygon::{edges, turns};
use crate::geographic::LonLat;

/// Columns of longitude around the earth.
const COLUMNS: usize = 14_400;
const COLUMN_DEG: f64 = 360.0 / COLUMNS as f64;

/// An edge over a column.
#[derive(Debug, Clone, Copy)]
struct Edge {
    area: u32,
    /// Longitude of its western end, and how far it runs to the east.
    west_deg: f64,
    width_deg: f64,
    /// Latitudes of its start and end, and whether it runs to the east.
    from_deg: f64,
    to_deg: f64,
    eastward: bool,
}

/// Areas, ready to be asked which of them holds a place.
///
/// ```
/// use sitmap::geographic::LonLat;
/// use sitmap::spatial::AreaIndex;
/// let square = |west: f64| [(west, 0.0), (west + 1.0, 0.0), (west + 1.0, 1.0), (west, 1.0)].map(|(lon, lat)| LonLat::new(lon, lat)).to_vec();
/// let index = AreaIndex::new([vec![vec![square(10.0)]], vec![vec![square(11.0)]]]);
/// assert_eq!(index.area_of(LonLat::new(10.5, 0.5)), Some(0));
/// assert_eq!(index.area_of(LonLat::new(11.0, 0.5)), Some(1)); // on the line between the two: in one of them
/// assert_eq!(index.area_of(LonLat::new(12.5, 0.5)), None);
/// ```
#[derive(Debug, Clone)]
pub struct AreaIndex {
    columns: Vec<Vec<Edge>>,
    /// Areas with rings that run once round the earth and hold the north pole.
    around_the_pole: Vec<u32>,
}

impl AreaIndex {
    /// Areas, each as its polygons, each of these as its rings.
    pub fn new(areas: impl IntoIterator<Item = Vec<Vec<Vec<LonLat>>>>) -> Self {
        let mut index = Self { columns: vec![Vec::new(); COLUMNS], around_the_pole: Vec::new() };
        for (area, polygons) in (0_u32..).zip(areas) {
            let mut around = 0;
            for ring in polygons.iter().flatten() {
                around += usize::from(turns(ring) > 0.0);
                edges(ring).for_each(|(start, dlon, end_lat)| index.add(area, start, dlon, end_lat));
            }
            if around % 2 == 1 {
                index.around_the_pole.push(area);
            }
        }
        index
    }

    fn add(&mut self, area: u32, start: LonLat, dlon: f64, end_lat: f64) {
        if dlon == 0.0 {
            return;
        }
        let (west, width_deg) = if dlon > 0.0 { (start.lon_deg, dlon) } else { (start.lon_deg + dlon, -dlon) };
        let edge =
            Edge { area, west_deg: west, width_deg, from_deg: start.lat_deg, to_deg: end_lat, eastward: dlon > 0.0 };
        // A column more on either side: what rounding makes of the ends must not matter.
        let first = libm::floor((west + 180.0) / COLUMN_DEG) as i64 - 1;
        let count = (libm::ceil(width_deg / COLUMN_DEG) as usize + 3).min(COLUMNS);
        for step in 0..count as i64 {
            let column = (first + step).rem_euclid(COLUMNS as i64) as usize;
            self.columns[column].push(edge);
        }
    }

    /// The first area that holds a place, by its number.
    pub fn area_of(&self, place: LonLat) -> Option<usize> {
        let column = (libm::floor((place.lon_deg + 180.0) / COLUMN_DEG) as i64).rem_euclid(COLUMNS as i64) as usize;
        let mut around = self.around_the_pole.iter().peekable();
        for edges in self.columns[column].chunk_by(|a, b| a.area == b.area) {
            let area = edges[0].area;
            // Areas without an edge over this column hold all of its meridian, or nothing of it.
            if let Some(whole) = around.next_if(|a| **a < area) {
                return usize::try_from(*whole).ok();
            }
            let whole = around.next_if_eq(&&area).is_some();
            if edges.iter().fold(whole, |inside, edge| inside ^ edge.is_north_of(place)) {
                return usize::try_from(area).ok();
            }
        }
        around.next().and_then(|area| usize::try_from(*area).ok())
    }
}

impl Edge {
    /// Is it crossed an odd number of times by the meridian from a place to the north pole? As `polygon::ring_contains` counts.
    fn is_north_of(&self, place: LonLat) -> bool {
        let mut offset = crate::geographic::turn_deg(place.lon_deg - self.west_deg);
        let mut crossed = false;
        while offset < self.width_deg {
            let t = if self.eastward { offset / self.width_deg } else { 1.0 - offset / self.width_deg };
            crossed ^= self.from_deg + t * (self.to_deg - self.from_deg) > place.lat_deg;
            offset += 360.0;
        }
        crossed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spatial::polygon_contains;
    use proptest::prelude::*;

    fn first_by_brute_force(areas: &[Vec<Vec<Vec<LonLat>>>], place: LonLat) -> Option<usize> {
        let holds = |polygons: &Vec<Vec<Vec<LonLat>>>| {
            polygons.iter().filter(|rings| polygon_contains(rings, place)).count() % 2 == 1
        };
        areas.iter().position(holds)
    }

    proptest! {
        #[test]
        fn as_every_polygon_by_itself(
            areas in prop::collection::vec(
                prop::collection::vec((-540.0..540.0_f64, -90.0..90.0_f64), 3..9), 1..6),
            steps in prop::collection::vec((-60.0..60.0_f64, -30.0..30.0_f64), 8),
            places in prop::collection::vec((-180.0..=180.0_f64, -90.0..=90.0_f64), 1..30),
            around in prop::bool::ANY,
        ) {
            // Small rings about a first place, and one round the earth.
            let mut areas: Vec<Vec<Vec<Vec<LonLat>>>> = areas
                .iter()
                .map(|ring| {
                    let (lon, lat) = ring[0];
                    let ring = steps.iter().take(ring.len()).map(|(dx, dy)| LonLat::new(lon + dx, (lat + dy).clamp(-90.0, 90.0)));
                    vec![vec![ring.collect()]]
                })
                .collect();
            if around {
                let ring = (0..8).map(|i| LonLat::new(f64::from(i) * 45.0 - 180.0, 60.0 + steps[i as usize].1 / 4.0));
                areas.insert(areas.len() / 2, vec![vec![ring.collect()]]);
            }
            let index = AreaIndex::new(areas.clone());
            for (lon, lat) in places {
                let place = LonLat::new(lon, lat);
                prop_assert_eq!(index.area_of(place), first_by_brute_force(&areas, place), "{:?}", place);
            }
        }
    }
}
