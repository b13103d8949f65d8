//! The earth flattened: a composition of rotation, a raw projection, clipping and resampling, as in d3-geo.
//!
//! A [`MapProjection`] is chosen by [`MapProjection::choose`] from what the user asked for and the extent. Raw
//! projections are pairs of small functions on the WGS 84 ellipsoid, one file each, with their source. Distances are
//! never taken from projected coordinates.

mod cap;
mod choice;
mod clip;
mod domain;
mod ellipsoid;
mod equal_earth;
mod geometry;
mod lambert_azimuthal;
mod lambert_conformal;
mod mercator;
mod resample;
mod transverse_mercator;
mod unroll;

pub use choice::{ProjectionChoice, ProjectionSpec};
pub use domain::Domain;

use crate::geographic::{Extent, LonLat};
use std::f64::consts::PI;

/// A projected point: metres, y up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapPoint {
    /// Metres to the right.
    pub x_m: f64,
    /// Metres up.
    pub y_m: f64,
}

/// A projection that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProjectionError {
    /// Not known.
    #[error(
        "“{0}” is no projection that is known here: give auto, tmerc, lcc, laea, merc, eqearth, EPSG:326xx, EPSG:327xx, EPSG:3395 or a PROJ string of these"
    )]
    Unknown(String),
    /// A parameter that is missing or out of its range.
    #[error("{name}: {problem}")]
    Parameter {
        /// The parameter as PROJ names it.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// The method of a projection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Transverse Mercator (conformal).
    TransverseMercator,
    /// Lambert conformal conic.
    LambertConformalConic,
    /// Lambert azimuthal equal-area.
    LambertAzimuthalEqualArea,
    /// Mercator (conformal).
    Mercator,
    /// Equal Earth (equal-area, for the world).
    EqualEarth,
}

impl Method {
    /// Its English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TransverseMercator => "Transverse Mercator",
            Self::LambertConformalConic => "Lambert conformal conic",
            Self::LambertAzimuthalEqualArea => "Lambert azimuthal equal-area",
            Self::Mercator => "Mercator",
            Self::EqualEarth => "Equal Earth",
        }
    }
}

/// What a reader is told of a projection.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionDescription {
    /// The method.
    pub method: Method,
    /// Longitude of the central meridian.
    pub central_meridian_deg: f64,
    /// Latitude of the origin.
    pub latitude_of_origin_deg: f64,
    /// Standard parallels, if it has any.
    pub standard_parallels_deg: Vec<f64>,
}

/// Scale factors at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleFactors {
    /// Along the meridian.
    pub h: f64,
    /// Along the parallel.
    pub k: f64,
    /// Of areas.
    pub areal: f64,
}

/// A raw projection: radians from the central meridian and of latitude, metres.
pub(crate) trait Raw: std::fmt::Debug + Send + Sync {
    fn forward(&self, lambda: f64, phi: f64) -> Option<(f64, f64)>;
    fn inverse(&self, x: f64, y: f64) -> Option<(f64, f64)>;
}

/// A projection with all its parameters.
///
/// ```
/// use sitmap::geographic::{Extent, LonLat};
/// use sitmap::projection::{MapProjection, Method, ProjectionChoice};
/// let idlib = Extent::new(36.2, 35.8, 36.9, 36.3);
/// let projection = MapProjection::choose(&ProjectionChoice::Auto, &idlib).unwrap();
/// assert_eq!(projection.description().method, Method::TransverseMercator);
/// let town = LonLat::new(36.51522, 36.1168);
/// let there_and_back = projection.unproject(projection.project(town).unwrap()).unwrap();
/// assert!((there_and_back.lon_deg - town.lon_deg).abs() < 1e-12);
/// ```
#[derive(Debug, Clone)]
pub struct MapProjection {
    spec: ProjectionSpec,
    raw: std::sync::Arc<dyn Raw>,
    /// Latitude of the middle of what is to be shown.
    focus_lat_deg: f64,
}

impl MapProjection {
    /// The projection asked for, or the one that suits the extent.
    ///
    /// # Errors
    /// Parameters that the method can't have.
    pub fn choose(choice: &ProjectionChoice, extent: &Extent) -> Result<Self, ProjectionError> {
        let spec = match choice {
            ProjectionChoice::Auto => choice::automatic(extent),
            ProjectionChoice::Proj(spec) => spec.completed(extent),
        };
        let raw = spec.raw()?;
        Ok(Self { spec, raw, focus_lat_deg: extent.center().lat_deg })
    }

    /// Longitude of the central meridian in degrees.
    fn lon_0(&self) -> f64 {
        self.spec.lon_0_deg
    }

    /// A place on the map; `None` where the projection has no value.
    pub fn project(&self, place: LonLat) -> Option<MapPoint> {
        if !(-90.0..=90.0).contains(&place.lat_deg) || !place.lon_deg.is_finite() {
            return None;
        }
        let mut lambda = place.lon_deg - self.lon_0();
        // ±180° keep their sign: they are the two edges of the map.
        if !(-180.0 - 1e-9..=180.0 + 1e-9).contains(&lambda) {
            lambda = crate::geographic::normalize_lon_deg(lambda);
        }
        let (x, y) = self.raw.forward(lambda.to_radians(), place.lat_deg.to_radians())?;
        let point = MapPoint { x_m: x + self.spec.x_0_m, y_m: y + self.spec.y_0_m };
        (point.x_m.is_finite() && point.y_m.is_finite()).then_some(point)
    }

    /// The place under a point of the map; `None` off the map.
    pub fn unproject(&self, point: MapPoint) -> Option<LonLat> {
        let (lambda, phi) = self.raw.inverse(point.x_m - self.spec.x_0_m, point.y_m - self.spec.y_0_m)?;
        if !(lambda.is_finite() && phi.is_finite()) || lambda.abs() > PI + 1e-9 || phi.abs() > PI / 2.0 + 1e-9 {
            return None;
        }
        let lon = crate::geographic::normalize_lon_deg(lambda.to_degrees() + self.lon_0());
        Some(LonLat::new(lon, phi.to_degrees().clamp(-90.0, 90.0)))
    }

    /// The complete PROJ string.
    pub fn proj_string(&self) -> String {
        self.spec.proj_string()
    }

    /// What a reader is told.
    pub fn description(&self) -> ProjectionDescription {
        self.spec.description()
    }

    /// Scale factors at a place, by small differences (relative accuracy about 1e-6).
    pub fn scale_factors(&self, at: LonLat) -> Option<ScaleFactors> {
        let step = 1e-4;
        let lat = at.lat_deg.clamp(-89.99, 89.99);
        let east = self.project(LonLat::new(at.lon_deg + step, lat))?;
        let west = self.project(LonLat::new(at.lon_deg - step, lat))?;
        let north = self.project(LonLat::new(at.lon_deg, lat + step))?;
        let south = self.project(LonLat::new(at.lon_deg, lat - step))?;
        let (meridional, normal) = ellipsoid::radii_m(lat.to_radians());
        let turn = (2.0 * step).to_radians();
        let parallel = turn * normal * libm::cos(lat.to_radians());
        let (dx, dy) = ((east.x_m - west.x_m) / parallel, (east.y_m - west.y_m) / parallel);
        let (ex, ey) = ((north.x_m - south.x_m) / (turn * meridional), (north.y_m - south.y_m) / (turn * meridional));
        Some(ScaleFactors { h: libm::hypot(ex, ey), k: libm::hypot(dx, dy), areal: (dx * ey - dy * ex).abs() })
    }

    /// Direction of true north on the map at a place, degrees clockwise from up.
    pub fn north_azimuth_deg(&self, at: LonLat) -> Option<f64> {
        let lat = at.lat_deg.clamp(-89.99, 89.99);
        let here = self.project(LonLat::new(at.lon_deg, lat - 1e-4))?;
        let there = self.project(LonLat::new(at.lon_deg, lat + 1e-4))?;
        Some(libm::atan2(there.x_m - here.x_m, there.y_m - here.y_m).to_degrees())
    }
}

#[cfg(test)]
mod tests;
