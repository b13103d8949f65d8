//! Lines and polygons on the map: clipped to the projection's domain and to what is seen, resampled, closed along the map's edge; and what
//! part of the earth a rectangle of the map shows.
//!
//! A line or ring is first laid on the plane of longitude and latitude ([`unroll`]), where its edges are straight and its inside is
//! certain. A domain that is cut along a meridian is a box there ([`clip`]); a cap is clipped to on the sphere ([`cap`](super::cap)).

use super::cap::{Cap, Vertex};
use super::domain::Domain;
use super::{MapPoint, MapProjection, clip, resample, unroll};
use crate::geographic::{Extent, LonLat};

/// A box of longitudes this wide goes round the earth.
const ALL_ROUND_DEG: f64 = 355.0;

/// What rings and lines are clipped to.
enum Clip {
    /// Nothing is seen.
    Nothing,
    /// A box in longitude and latitude; and on the sphere, where the box is not all within the domain.
    Window(Extent, Option<Cap>),
    /// All round, a box would cut along a meridian that is no edge of the map: only the cap cuts. What lies outside these
    /// latitudes is not seen.
    AllRound(Cap, std::ops::RangeInclusive<f64>),
}

impl Clip {
    /// Lines of the plane → their parts.
    fn line(&self, line: &[LonLat]) -> Vec<Vec<LonLat>> {
        match self {
            Self::Nothing => Vec::new(),
            Self::Window(window, None) => clip::line(line, window),
            Self::Window(window, Some(cap)) => clip::line(line, window).iter().flat_map(|l| cap.line(l)).collect(),
            Self::AllRound(_, latitudes) if clip::outside_latitudes(line, latitudes) => Vec::new(),
            Self::AllRound(cap, _) => cap.line(line),
        }
    }

    /// Rings of the plane → rings, to be filled even-odd.
    fn polygon(&self, rings: &[Vec<LonLat>]) -> Vec<Vec<Vertex>> {
        let plain = |ring: Vec<LonLat>| ring.into_iter().map(Vertex::of_ring).collect();
        match self {
            Self::Nothing => Vec::new(),
            Self::Window(window, None) => rings.iter().flat_map(|r| clip::ring(r, window)).map(plain).collect(),
            Self::Window(window, Some(cap)) => {
                cap.polygon(&rings.iter().flat_map(|r| clip::ring(r, window)).collect::<Vec<_>>())
            }
            Self::AllRound(_, latitudes) if rings.iter().all(|r| clip::outside_latitudes(r, latitudes)) => Vec::new(),
            Self::AllRound(cap, _) => cap.polygon(rings),
        }
    }
}

impl MapProjection {
    /// Is it a projection of the whole world between two poles?
    pub fn is_world(&self) -> bool {
        matches!(self.domain(), Domain::Antimeridian { south_deg, north_deg, .. } if south_deg <= -90.0 && north_deg >= 90.0)
    }

    /// The edge of the map, where the domain ends; counter-clockwise for maps of the world.
    pub fn outline(&self) -> Option<Vec<MapPoint>> {
        let places: Vec<LonLat> = match self.domain() {
            Domain::Antimeridian { south_deg, north_deg, .. } => {
                let n = 180;
                let share = |i: i32| f64::from(i) / f64::from(n);
                let up = |i: i32| south_deg + (north_deg - south_deg) * share(i);
                let west = |i: i32| self.lon_0() + 180.0 - 360.0 * share(i);
                let east = (0..=n).map(|i| LonLat::new(self.lon_0() + 180.0, up(i)));
                let back = (0..=n).map(|i| LonLat::new(self.lon_0() - 180.0, up(n - i)));
                // The poles are lines on many of these maps.
                let north = (1..n).map(|i| LonLat::new(west(i), north_deg));
                let south = (1..n).rev().map(|i| LonLat::new(west(i), south_deg));
                east.chain(north).chain(back).chain(south).collect()
            }
            Domain::Circle { lon_deg, lat_deg, radius_deg } => {
                Cap::new(LonLat::new(lon_deg, lat_deg), radius_deg).edge()
            }
        };
        let edge: Vec<MapPoint> = places.into_iter().filter_map(|p| self.project(p)).collect();
        (edge.len() > 2).then_some(edge)
    }

    /// A line (edges straight in longitude and latitude) clipped to a window and resampled to `tolerance_m`.
    pub fn line(&self, line: &[LonLat], window: &Extent, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        self.lines_within(line, &self.clip(window), tolerance_m)
    }

    fn lines_within(&self, line: &[LonLat], to: &Clip, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        let parts = to.line(&unroll::line(line));
        parts.iter().flat_map(|part| resample::open(self, part, tolerance_m)).collect()
    }

    /// A polygon's rings, clipped to a window, resampled and closed; to be filled even-odd. Rings may be wound either
    /// way, run beyond ±180° or jump there, and go round a pole.
    pub fn polygon(&self, rings: &[Vec<LonLat>], window: &Extent, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        let rings: Vec<Vec<LonLat>> = rings.iter().map(|ring| unroll::ring(ring)).collect();
        let parts = self.clip(window).polygon(&rings);
        parts.iter().filter_map(|ring| resample::closed(self, ring, tolerance_m)).collect()
    }

    /// The outline of a polygon as lines: without the edges that are only there because it was cut, by its file or by
    /// this map.
    pub fn outline_of(&self, rings: &[Vec<LonLat>], window: &Extent, tolerance_m: f64) -> Vec<Vec<MapPoint>> {
        let to = self.clip(window);
        let lines = rings.iter().flat_map(|ring| unroll::outline(ring));
        lines.flat_map(|line| self.lines_within(&line, &to, tolerance_m)).collect()
    }

    /// What of a window belongs to the domain.
    fn clip(&self, window: &Extent) -> Clip {
        let window = self.window(window);
        match self.domain() {
            Domain::Antimeridian { south_deg, north_deg, .. } => {
                let (south_deg, north_deg) = (window.south_deg.max(south_deg), window.north_deg.min(north_deg));
                if south_deg >= north_deg {
                    return Clip::Nothing;
                }
                Clip::Window(Extent { south_deg, north_deg, ..window }, None)
            }
            Domain::Circle { lon_deg, lat_deg, radius_deg } => {
                let cap = Cap::new(LonLat::new(lon_deg, lat_deg), radius_deg);
                if window.width_deg() >= ALL_ROUND_DEG {
                    return Clip::AllRound(cap, window.south_deg..=window.north_deg);
                }
                let cap = (!cap.holds(&window)).then_some(cap);
                Clip::Window(window, cap)
            }
        }
    }

    /// A window in the longitudes that the central meridian counts from; all the way round it is cut opposite to that.
    fn window(&self, window: &Extent) -> Extent {
        if window.width_deg() >= 359.999 {
            return Extent { west_deg: self.lon_0() - 180.0, east_deg: self.lon_0() + 180.0, ..*window };
        }
        *window
    }

    /// Least and greatest coordinates of an extent's outline; of the domain's edge too, where it ends within the extent. A map that is turned shows
    /// the rectangle that it was turned for: the box in degrees would be much larger.
    pub fn bounds(&self, extent: &Extent) -> (MapPoint, MapPoint) {
        if let Some(turn) = &self.turn {
            return turn.bounds();
        }
        let extent = self.window(extent);
        let mut min = MapPoint { x_m: f64::INFINITY, y_m: f64::INFINITY };
        let mut max = MapPoint { x_m: f64::NEG_INFINITY, y_m: f64::NEG_INFINITY };
        let mut see = |place: LonLat| {
            if let Some(p) = self.project(place) {
                min = MapPoint { x_m: min.x_m.min(p.x_m), y_m: min.y_m.min(p.y_m) };
                max = MapPoint { x_m: max.x_m.max(p.x_m), y_m: max.y_m.max(p.y_m) };
            }
        };
        let cap = match self.domain() {
            Domain::Circle { lon_deg, lat_deg, radius_deg } => {
                Some(Cap::new(LonLat::new(lon_deg, lat_deg), radius_deg))
            }
            Domain::Antimeridian { .. } => None,
        };
        let cap = cap.filter(|cap| !cap.holds(&extent));
        let n = 64;
        for i in 0..=n {
            for j in 0..=n {
                if cap.is_none() && i % n != 0 && j % n != 0 && j != n / 2 && i != n / 2 {
                    continue;
                }
                let lon = extent.west_deg + extent.width_deg() * f64::from(i) / f64::from(n);
                let lat = self.drawn_lat_deg(extent.south_deg + extent.height_deg() * f64::from(j) / f64::from(n));
                let place = LonLat::new(lon, lat);
                if cap.as_ref().is_none_or(|cap| cap.contains(place)) {
                    see(place);
                }
            }
        }
        cap.iter().flat_map(Cap::edge).filter(|p| extent.contains(*p)).for_each(see);
        if min.x_m.is_finite() {
            (min, max)
        } else {
            (MapPoint { x_m: 0.0, y_m: 0.0 }, MapPoint { x_m: 1.0, y_m: 1.0 })
        }
    }

    /// Does a place lie in the domain?
    pub fn draws(&self, place: LonLat) -> bool {
        match self.domain() {
            Domain::Antimeridian { south_deg, north_deg, .. } => (south_deg..=north_deg).contains(&place.lat_deg),
            Domain::Circle { lon_deg, lat_deg, radius_deg } => {
                Cap::new(LonLat::new(lon_deg, lat_deg), radius_deg).contains(place)
            }
        }
    }

    /// The nearest latitude that is drawn.
    fn drawn_lat_deg(&self, lat_deg: f64) -> f64 {
        match self.domain() {
            Domain::Antimeridian { south_deg, north_deg, .. } => lat_deg.clamp(south_deg, north_deg),
            Domain::Circle { .. } => lat_deg,
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
            let at =
                self.project(LonLat::new(self.lon_0(), pole)).filter(|_| self.draws(LonLat::new(self.lon_0(), pole)));
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
