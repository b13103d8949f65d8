//! The earth flattened: a composition of rotation, a raw projection, clipping and resampling, as in d3-geo.
//!
//! A [`MapProjection`] is chosen by [`MapProjection::choose`] from what the user asked for and the extent. Raw
//! projections are pairs of small functions on the WGS 84 ellipsoid, one file each, with their source. Distances are
//! never taken from projected coordinates.

mod albers;
mod angle;
mod automatic;
mod azimuthal;
mod azimuthal_equidistant;
mod cap;
mod choice;
mod clip;
mod datum_shift;
mod domain;
mod ellipsoid;
mod epsg;
mod equal_earth;
mod equidistant_cylindrical;
mod explain;
mod geometry;
mod gnomonic;
mod lambert_azimuthal;
mod lambert_conformal;
mod mercator;
mod method;
mod mollweide;
mod named;
mod natural_earth;
mod orthographic;
mod proj_text;
mod purpose;
mod resample;
mod robinson;
mod sinusoidal;
mod spec;
mod stereographic;
mod transverse_mercator;
mod turn;
mod unroll;
mod winkel_tripel;
mod wkt;

pub use choice::ProjectionChoice;
pub use domain::Domain;
pub use explain::{Distortion, Explanation, explain};
pub use method::{Keeps, Method};
pub use purpose::Purpose;
pub use spec::ProjectionSpec;
pub use turn::{Turn, TurnRule};

use crate::geographic::{Extent, LonLat};
use std::f64::consts::{FRAC_PI_2, PI};

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
        "“{0}” is no projection that is known here: give auto, a name ({names}), an EPSG code (EPSG:32637) or a PROJ string (+proj=…)",
        names = known_names()
    )]
    Unknown(String),
    /// A code that isn't known.
    #[error("EPSG:{0} is not known here: give the code of a projected reference system, or its PROJ string (+proj=…)")]
    UnknownCode(String),
    /// Degrees instead of a plane.
    #[error(
        "“{0}” has longitude and latitude for coordinates and is no projection: eqc draws degrees as they are, auto chooses what suits"
    )]
    Geographic(String),
    /// A parameter that is missing or out of its range.
    #[error("{name}: {problem}")]
    Parameter {
        /// The parameter as PROJ names it.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
}

fn known_names() -> String {
    let names: Vec<&str> = Method::ALL.iter().map(|m| m.proj_name()).collect();
    format!("{}, utm", names.join(", "))
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

/// A raw projection: radians from the central meridian and of latitude; semi-major axes.
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
    /// The rotation of its plane on the page.
    turn: Option<Turn>,
}

impl MapProjection {
    /// The projection asked for, or the one that suits the extent.
    ///
    /// # Errors
    /// Parameters that the method can't have.
    pub fn choose(choice: &ProjectionChoice, extent: &Extent) -> Result<Self, ProjectionError> {
        let spec = match choice {
            ProjectionChoice::Auto => automatic::automatic(extent),
            ProjectionChoice::For(purpose) => purpose.projection(extent),
            ProjectionChoice::Proj(spec) => spec.completed(extent),
        };
        Ok(Self { focus_lat_deg: extent.center().lat_deg, ..Self::of(spec)? })
    }

    /// With all parameters given; in the middle of what it shows is its own origin.
    fn of(spec: ProjectionSpec) -> Result<Self, ProjectionError> {
        let raw = spec.raw()?;
        Ok(Self { focus_lat_deg: spec.lat_0_deg, spec, raw, turn: None })
    }

    /// How it is turned on the page, if it is.
    pub fn turn(&self) -> Option<&Turn> {
        self.turn.as_ref()
    }

    /// Longitude of the central meridian in degrees, −180…180.
    fn lon_0(&self) -> f64 {
        crate::geographic::normalize_lon_deg(self.spec.lon_0_deg + self.spec.prime_meridian_deg)
    }

    /// A place on the map, as it is turned; `None` where the projection has no value. The two edges of a map that is cut along a meridian
    /// are the longitudes 180° west and east of the central one.
    pub fn project(&self, place: LonLat) -> Option<MapPoint> {
        let place = self.on_datum(place);
        if !(-90.0..=90.0).contains(&place.lat_deg) || !place.lon_deg.is_finite() {
            return None;
        }
        let mut lambda = place.lon_deg - self.lon_0();
        // ±180° keep their sign: they are the two edges of the map.
        if !(-180.0 - 1e-9..=180.0 + 1e-9).contains(&lambda) {
            lambda = crate::geographic::normalize_lon_deg(lambda);
        }
        let point = self.point(lambda.to_radians(), place.lat_deg.to_radians())?;
        Some(self.turn.map_or(point, |turn| turn.turned(point)))
    }

    /// Coordinates of a place as PROJ gives them, not turned: in the unit and in the order of axes of the PROJ string. Longitudes are
    /// wrapped, latitudes a hair beyond a pole accepted, and places without a value left out where PROJ does so.
    ///
    /// ```
    /// use sitmap::geographic::Extent;
    /// use sitmap::projection::MapProjection;
    /// let map = MapProjection::choose(&"+proj=utm +zone=37 +units=km".parse().unwrap(), &Extent::WORLD).unwrap();
    /// let (x, y) = map.coordinates(39.0, 0.0).unwrap();
    /// assert!((x - 500.0).abs() < 1e-9 && y.abs() < 1e-9);
    /// assert_eq!(map.coordinates(39.0, 90.1), None);
    /// ```
    pub fn coordinates(&self, lon_deg: f64, lat_deg: f64) -> Option<(f64, f64)> {
        let (lon, lat) = (lon_deg.to_radians(), lat_deg.to_radians());
        if !(lat.abs() - FRAC_PI_2 <= 1e-12 && lon.abs() <= 10.0) {
            return None;
        }
        let wrap = |lon| if self.spec.over { lon } else { wrapped(lon) };
        let (mut lon, mut lat) = (wrap(lon), lat.clamp(-FRAC_PI_2, FRAC_PI_2));
        if let Some(shift) = &self.spec.shift {
            (lon, lat) = shift.of_wgs84(&self.spec.ellipsoid, lon, lat);
        }
        let lambda = wrap((lon - self.spec.prime_meridian_deg.to_radians()) - self.spec.lon_0_deg.to_radians());
        let point = self.point(lambda, lat)?;
        let unit = 1.0 / self.spec.unit_m;
        let along = |axis: u8| match axis {
            b'e' => unit * point.x_m,
            b'w' => -unit * point.x_m,
            b'n' => unit * point.y_m,
            _ => -unit * point.y_m,
        };
        Some((along(self.spec.axes[0]), along(self.spec.axes[1])))
    }

    fn point(&self, lambda: f64, phi: f64) -> Option<MapPoint> {
        let (x, y) = self.raw.forward(lambda, phi)?;
        let a_m = self.spec.ellipsoid.a_m;
        let point = MapPoint { x_m: a_m * x + self.spec.x_0_m, y_m: a_m * y + self.spec.y_0_m };
        (point.x_m.is_finite() && point.y_m.is_finite()).then_some(point)
    }

    /// A place of WGS 84 on the datum of the projection.
    fn on_datum(&self, place: LonLat) -> LonLat {
        let Some(shift) = &self.spec.shift else { return place };
        let lambda = place.lon_deg.to_radians();
        let (there, phi) = shift.of_wgs84(&self.spec.ellipsoid, lambda, place.lat_deg.to_radians());
        // In the turn that it had: the two edges of a map stay apart.
        LonLat::new((lambda + libm::remainder(there - lambda, 2.0 * PI)).to_degrees(), phi.to_degrees())
    }

    /// The place under a point of the map; `None` off the map.
    pub fn unproject(&self, point: MapPoint) -> Option<LonLat> {
        let point = self.turn.map_or(point, |turn| turn.back(point));
        let a_m = self.spec.ellipsoid.a_m;
        let (lambda, phi) =
            self.raw.inverse((point.x_m - self.spec.x_0_m) / a_m, (point.y_m - self.spec.y_0_m) / a_m)?;
        if !(lambda.is_finite() && phi.is_finite()) || lambda.abs() > PI + 1e-9 || phi.abs() > FRAC_PI_2 + 1e-9 {
            return None;
        }
        let (mut lon, mut lat) = (lambda + self.lon_0().to_radians(), phi.clamp(-FRAC_PI_2, FRAC_PI_2));
        if let Some(shift) = &self.spec.shift {
            (lon, lat) = shift.to_wgs84(&self.spec.ellipsoid, lon, lat);
        }
        let lon_deg = crate::geographic::normalize_lon_deg(lon.to_degrees());
        Some(LonLat::new(lon_deg, lat.to_degrees().clamp(-90.0, 90.0)))
    }

    /// The complete PROJ string.
    pub fn proj_string(&self) -> String {
        self.spec.proj_string()
    }

    /// Does it keep areas, on the ellipsoid of WGS 84 and not only on a sphere?
    pub fn keeps_areas_on_the_ellipsoid(&self) -> bool {
        let ellipsoid = &self.spec.ellipsoid;
        let wgs84 = ellipsoid::Ellipsoid::wgs84();
        // PROJ's Mollweide is one of the sphere.
        let keeps = self.spec.method.keeps() == Keeps::Areas && self.spec.method != Method::Mollweide;
        keeps && self.spec.shift.is_none() && (ellipsoid.a_m, ellipsoid.f) == (wgs84.a_m, wgs84.f)
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
        let (meridional, normal) = ellipsoid::Ellipsoid::wgs84().radii_m(lat.to_radians());
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

/// A longitude brought into −π…π, as PROJ does it: what overshoots by less than 1e-12 stays.
fn wrapped(lon: f64) -> f64 {
    if lon.abs() < PI + 1e-12 {
        return lon;
    }
    let turned = lon + PI;
    turned - 2.0 * PI * libm::floor(turned / (2.0 * PI)) - PI
}

#[cfg(test)]
mod tests;
