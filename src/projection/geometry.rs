//! Lines and polygons on the map: clipped to what is seen, resampled, closed along the map's edge; and what part of the
//! earth a rectangle of the map shows.
//!
//! Limits: polygons are clipped in longitude and latitude to a window around the frame, not on the sphere.

use super::{MapPoint, MapProjection, Method, clip, resample};
use crate::geographic::{Extent, LonLat};

impl MapProjection {
    /// Is it a projection of the whole world?
    pub fn is_world(&self) -> bool {
        self.spec.method == Method::EqualEarth
    }

    /// The edge of a map of the world, counter-clockwise; `None` for regional projections.
    pub fn outline(&self) -> Option<Vec<MapPoint>> {
        if !self.is_world() {
            return None;
        }
        let n = 180;
        let east = (0..=n).map(|i| LonLat::new(self.lon_0() + 180.0, -90.0 + f64::from(i)));
        let west = (0..=n).map(|i| LonLat::new(self.lon_0() - 180.0, 90.0 - f64::from(i)));
        // The poles are lines on these maps.
        let along = |i: i32| self.lon_0() + 180.0 - 2.0 * f64::from(i);
        let north = (1..n).map(|i| LonLat::new(along(i), 90.0));
        let south = (1..n).rev().map(|i| LonLat::new(along(i), -90.0));
        Some(east.chain(north).chain(west).chain(south).filter_map(|p| self.project(p)).collect())
    }

    /// A line (edges straight in longitude and latitude) clipped to a window and resampled to `tolerance_m`.
    pub fn line(&self, line: &[LonLat], window: &Extent, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        let window = self.window(window);
        clip::line(line, &window).iter().flat_map(|part| resample::open(self, part, tolerance_m)).collect()
    }

    /// A polygon's rings, clipped to a window, resampled and closed; to be filled even-odd. Rings may be wound either
    /// way, run beyond ±180° or jump there, and go round a pole.
    pub fn polygon(&self, rings: &[Vec<LonLat>], window: &Extent, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        let window = self.window(window);
        let parts = rings.iter().flat_map(|ring| clip::ring(ring, &window));
        parts.filter_map(|ring| resample::closed(self, &ring, tolerance_m)).collect()
    }

    /// A window in the longitudes that the central meridian counts from; all the way round it is cut opposite to that.
    fn window(&self, window: &Extent) -> Extent {
        if window.width_deg() >= 359.999 {
            return Extent { west_deg: self.lon_0() - 180.0, east_deg: self.lon_0() + 180.0, ..*window };
        }
        *window
    }

    /// Least and greatest coordinates of an extent's outline.
    pub fn bounds(&self, extent: &Extent) -> (MapPoint, MapPoint) {
        let extent = self.window(extent);
        let mut min = MapPoint { x_m: f64::INFINITY, y_m: f64::INFINITY };
        let mut max = MapPoint { x_m: f64::NEG_INFINITY, y_m: f64::NEG_INFINITY };
        let n = 64;
        for i in 0..=n {
            for j in 0..=n {
                if i % n != 0 && j % n != 0 && j != n / 2 && i != n / 2 {
                    continue;
                }
                let lon = extent.west_deg + extent.width_deg() * f64::from(i) / f64::from(n);
                let lat = extent.south_deg + extent.height_deg() * f64::from(j) / f64::from(n);
                if let Some(p) = self.project(LonLat::new(lon, lat)) {
                    min = MapPoint { x_m: min.x_m.min(p.x_m), y_m: min.y_m.min(p.y_m) };
                    max = MapPoint { x_m: max.x_m.max(p.x_m), y_m: max.y_m.max(p.y_m) };
                }
            }
        }
        if min.x_m.is_finite() {
            (min, max)
        } else {
            (MapPoint { x_m: 0.0, y_m: 0.0 }, MapPoint { x_m: 1.0, y_m: 1.0 })
        }
    }

    /// The window in longitude and latitude that covers a rectangle of the map, with a margin.
    pub fn visible_extent(&self, min: MapPoint, max: MapPoint) -> Extent {
        let n = 48;
        let (mut west, mut east, mut south, mut north) =
            (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY);
        let mut see = |lambda: f64, lat: f64| {
            west = west.min(lambda);
            east = east.max(lambda);
            south = south.min(lat);
            north = north.max(lat);
        };
        for i in 0..=n {
            for j in 0..=n {
                let x_m = min.x_m + (max.x_m - min.x_m) * f64::from(i) / f64::from(n);
                let y_m = min.y_m + (max.y_m - min.y_m) * f64::from(j) / f64::from(n);
                if let Some(p) = self.unproject(MapPoint { x_m, y_m }) {
                    see(crate::geographic::normalize_lon_deg(p.lon_deg - self.lon_0()), p.lat_deg);
                }
            }
        }
        for pole in [-90.0, 90.0] {
            let at = self.project(LonLat::new(self.lon_0(), pole));
            if at.is_some_and(|p| p.x_m >= min.x_m && p.x_m <= max.x_m && p.y_m >= min.y_m && p.y_m <= max.y_m) {
                see(-180.0, pole);
                see(180.0, pole);
            }
        }
        if west > east {
            return Extent::WORLD;
        }
        let (dx, dy) = ((east - west) * 0.03 + 1e-4, (north - south) * 0.03 + 1e-4);
        let (west, east) = (west - dx, east + dx);
        let (south, north) = ((south - dy).max(-90.0), (north + dy).min(90.0));
        if east - west >= 355.0 {
            return Extent {
                west_deg: self.lon_0() - 180.0,
                east_deg: self.lon_0() + 180.0,
                south_deg: south,
                north_deg: north,
            };
        }
        let start = crate::geographic::normalize_lon_deg(self.lon_0() + west);
        Extent { west_deg: start, east_deg: start + (east - west), south_deg: south, north_deg: north }
    }
}
