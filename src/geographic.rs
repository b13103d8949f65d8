//! Positions on the earth: longitude and latitude in degrees on WGS 84, and boxes of them.
//!
//! Longitude always comes first, as in RFC 7946. A [`LonLat`] is never a point of a map or of a page: those are
//! [`MapPoint`](crate::projection::MapPoint) (projected metres) and `kurbo::Point` in a
//! [`Scene`](crate::scene::Scene) (points of 1/72 inch).

use serde::{Deserialize, Serialize};

/// A position: longitude and latitude in degrees, WGS 84.
///
/// ```
/// use sitmap::geographic::LonLat;
/// let kafr_takharim = LonLat::new(36.51522, 36.1168);
/// assert_eq!(kafr_takharim.lat_deg, 36.1168);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich, usually −180…180; data across 180° may reach ±540.
    pub lon_deg: f64,
    /// Degrees north of the equator, −90…90.
    pub lat_deg: f64,
}

impl LonLat {
    /// Longitude first, then latitude, both in degrees.
    pub const fn new(lon_deg: f64, lat_deg: f64) -> Self {
        Self { lon_deg, lat_deg }
    }

    /// The same place with its longitude in −180…180. Both ends are kept as they are.
    pub fn normalized(self) -> Self {
        Self::new(normalize_lon_deg(self.lon_deg), self.lat_deg)
    }
}

/// A longitude brought into −180…180; values already there keep their bits (so +180 stays +180).
///
/// ```
/// assert_eq!(sitmap::geographic::normalize_lon_deg(190.0), -170.0);
/// assert_eq!(sitmap::geographic::normalize_lon_deg(180.0), 180.0);
/// ```
pub fn normalize_lon_deg(lon_deg: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon_deg) {
        return lon_deg;
    }
    let turned = (lon_deg + 180.0).rem_euclid(360.0) - 180.0;
    if turned == -180.0 && lon_deg > 0.0 { 180.0 } else { turned }
}

/// A box in longitude and latitude. `east_deg ≥ west_deg` always; a box across 180° has `east_deg > 180`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Extent {
    /// Western edge, −180…180.
    pub west_deg: f64,
    /// Southern edge, −90…90.
    pub south_deg: f64,
    /// Eastern edge, `west_deg`…`west_deg + 360`.
    pub east_deg: f64,
    /// Northern edge, −90…90.
    pub north_deg: f64,
}

impl Extent {
    /// The whole earth.
    pub const WORLD: Self = Self { west_deg: -180.0, south_deg: -90.0, east_deg: 180.0, north_deg: 90.0 };

    /// A box from its edges; an east west of the west means: across 180°.
    ///
    /// ```
    /// use sitmap::geographic::Extent;
    /// let fiji = Extent::new(176.0, -20.0, -178.0, -15.0);
    /// assert_eq!(fiji.east_deg, 182.0);
    /// assert_eq!(fiji.width_deg(), 6.0);
    /// ```
    pub fn new(west_deg: f64, south_deg: f64, east_deg: f64, north_deg: f64) -> Self {
        let east_deg = if east_deg < west_deg { east_deg + 360.0 } else { east_deg };
        Self { west_deg, south_deg, east_deg, north_deg }
    }

    /// The smallest box around the points, taking the short way round the earth; `None` without points.
    pub fn around(points: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        let points: Vec<LonLat> = points.into_iter().collect();
        let first = points.first()?;
        let (mut south, mut north) = (first.lat_deg, first.lat_deg);
        for p in &points {
            south = south.min(p.lat_deg);
            north = north.max(p.lat_deg);
        }
        // The box leaves out the widest empty gap of longitude.
        let mut lons: Vec<f64> = points.iter().map(|p| normalize_lon_deg(p.lon_deg)).collect();
        lons.sort_by(f64::total_cmp);
        lons.dedup();
        let last = lons[lons.len() - 1];
        let mut widest = (360.0 - (last - lons[0]), lons[0], last);
        for pair in lons.windows(2) {
            if pair[1] - pair[0] > widest.0 {
                widest = (pair[1] - pair[0], pair[1], pair[0] + 360.0);
            }
        }
        Some(Self { west_deg: widest.1, south_deg: south, east_deg: widest.2, north_deg: north })
    }

    /// Degrees of longitude from west to east.
    pub fn width_deg(&self) -> f64 {
        self.east_deg - self.west_deg
    }

    /// Degrees of latitude from south to north.
    pub fn height_deg(&self) -> f64 {
        self.north_deg - self.south_deg
    }

    /// The middle in longitude and latitude.
    pub fn center(&self) -> LonLat {
        LonLat::new(normalize_lon_deg((self.west_deg + self.east_deg) / 2.0), (self.south_deg + self.north_deg) / 2.0)
    }

    /// Is the place inside or on the edge, whichever turn its longitude is counted in?
    pub fn contains(&self, place: LonLat) -> bool {
        if !(self.south_deg..=self.north_deg).contains(&place.lat_deg) {
            return false;
        }
        let east_of_west = turn_deg(place.lon_deg - self.west_deg);
        east_of_west <= self.width_deg() || east_of_west == 0.0
    }

    /// Do the two boxes share a place?
    pub fn intersects(&self, other: &Self) -> bool {
        if self.south_deg > other.north_deg || other.south_deg > self.north_deg {
            return false;
        }
        let offset = turn_deg(other.west_deg - self.west_deg);
        offset <= self.width_deg() || offset + other.width_deg() >= 360.0
    }
}

/// A difference of longitudes as a turn to the east, 0 ≤ … < 360. The division is dear, and seldom needed.
pub fn turn_deg(difference_deg: f64) -> f64 {
    if (0.0..360.0).contains(&difference_deg) { difference_deg } else { difference_deg.rem_euclid(360.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_takes_the_short_way_across_180() {
        let fiji = Extent::around([LonLat::new(178.4, -18.1), LonLat::new(-179.9, -16.8)]).unwrap();
        assert_eq!(fiji.west_deg, 178.4);
        assert!((fiji.width_deg() - 1.7).abs() < 1e-9);
        assert!(fiji.contains(LonLat::new(180.0, -17.0)));
        assert!(fiji.contains(LonLat::new(-180.0, -17.0)));
        assert!(!fiji.contains(LonLat::new(0.0, -17.0)));
    }

    #[test]
    fn intersects_across_180() {
        let fiji = Extent::new(176.0, -20.0, -178.0, -15.0);
        assert!(fiji.intersects(&Extent::new(-179.0, -17.0, -170.0, -16.0)));
        assert!(!fiji.intersects(&Extent::new(-170.0, -17.0, 170.0, -16.0)));
        assert!(Extent::WORLD.intersects(&fiji));
    }
}
