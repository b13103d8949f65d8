//! The part of the earth that a projection is drawn on: what lines and polygons are clipped to before they are projected.
//!
//! Angles are those of the sphere on which geodetic longitude and latitude are read as spherical ones. The domain of a drawing
//! is narrower than where the method has values: a gnomonic map has them up to 90° from its centre, at any size. Every place of the
//! domain has a value; no edge of it is shown that would have to cross the map.

use super::{MapProjection, Method};

/// The part of the earth that a projection is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// All between two parallels, cut along the meridian opposite to the central one. A place there lies on either edge of the map.
    Antimeridian {
        /// The central meridian, −180…180.
        lon_0_deg: f64,
        /// The southern parallel; −90 where the pole belongs to the map.
        south_deg: f64,
        /// The northern parallel.
        north_deg: f64,
    },
    /// All within an angle of a centre.
    Circle {
        /// Longitude of the centre, −180…180.
        lon_deg: f64,
        /// Latitude of the centre.
        lat_deg: f64,
        /// Angle from the centre to the edge, 0…180, never reached.
        radius_deg: f64,
    },
}

/// What Mercator maps are drawn to: beyond, Greenland would be a pole.
const MERCATOR_LIMIT_DEG: f64 = 89.0;
/// How far a conformal cone is drawn on the other side of the equator: the other pole is at infinity.
const CONE_LIMIT_DEG: f64 = 75.0;
/// Transverse Mercator has values up to about 81.7° from its central meridian (Karney 2011).
const TRANSVERSE_LIMIT_DEG: f64 = 80.0;
/// Where the scale is fifteen times that of the centre.
const STEREOGRAPHIC_LIMIT_DEG: f64 = 150.0;
const GNOMONIC_LIMIT_DEG: f64 = 75.0;
/// The limb of the globe itself has values that rounding may lose.
const HORIZON_DEG: f64 = 89.999;
/// Where a Web Mercator map is a square.
const WEB_LIMIT_DEG: f64 = 85.051_128_779_806_6;
/// Antipodes are a whole circle, or nowhere.
const ANTIPODE_DEG: f64 = 179.5;

impl MapProjection {
    /// The part of the earth that it is drawn on.
    ///
    /// ```
    /// use sitmap::geographic::Extent;
    /// use sitmap::projection::{Domain, MapProjection};
    /// let map = MapProjection::choose(&"+proj=laea +lat_0=52 +lon_0=10".parse().unwrap(), &Extent::WORLD).unwrap();
    /// assert_eq!(map.domain(), Domain::Circle { lon_deg: 10.0, lat_deg: 52.0, radius_deg: 179.5 });
    /// ```
    pub fn domain(&self) -> Domain {
        let lon_0_deg = crate::geographic::normalize_lon_deg(self.lon_0());
        let lat_0_deg = self.spec.lat_0_deg;
        let between = |south_deg, north_deg| Domain::Antimeridian { lon_0_deg, south_deg, north_deg };
        let within = |lat_deg, radius_deg| Domain::Circle { lon_deg: lon_0_deg, lat_deg, radius_deg };
        match self.spec.method {
            Method::TransverseMercator => within(self.focus_lat_deg, TRANSVERSE_LIMIT_DEG),
            Method::LambertConformalConic if self.spec.lat_1_deg + self.spec.lat_2_deg < 0.0 => {
                between(-90.0, CONE_LIMIT_DEG)
            }
            Method::LambertConformalConic => between(-CONE_LIMIT_DEG, 90.0),
            Method::LambertAzimuthalEqualArea | Method::AzimuthalEquidistant => within(lat_0_deg, ANTIPODE_DEG),
            Method::Stereographic => within(lat_0_deg, STEREOGRAPHIC_LIMIT_DEG),
            Method::Gnomonic => within(lat_0_deg, GNOMONIC_LIMIT_DEG),
            Method::Orthographic => within(lat_0_deg, HORIZON_DEG),
            Method::Mercator => between(-MERCATOR_LIMIT_DEG, MERCATOR_LIMIT_DEG),
            Method::WebMercator => between(-WEB_LIMIT_DEG, WEB_LIMIT_DEG),
            Method::AlbersEqualArea
            | Method::EqualEarth
            | Method::EquidistantCylindrical
            | Method::Sinusoidal
            | Method::Mollweide
            | Method::Robinson
            | Method::NaturalEarth
            | Method::WinkelTripel => between(-90.0, 90.0),
        }
    }
}
