//! Numbers of a file → valid geometry: on the earth, in degrees, lines of two positions or more, rings of four.
//!
//! Longitudes of single points are brought home to ±180°; a line or ring across 180° keeps running beyond it, as
//! [`Feature`](crate::data::feature::Feature) has it.

use super::error::FormatError;
use crate::data::reference_system::ReferenceSystem;
use crate::diagnostic::Diagnostic;
use crate::geographic::normalize_lon_deg;
use geo::orient::{Direction, Orient};
use geo::{Coord, Geometry, LineString, Point};

/// Why a geometry can't be used.
pub(super) type Read<T> = Result<T, String>;

/// What positions of a file are made into.
#[derive(Debug, Clone)]
pub(super) struct Positions {
    system: ReferenceSystem,
}

impl Positions {
    /// Those of longitude and latitude on WGS 84.
    pub(super) const WGS_84: Self = Self { system: ReferenceSystem::Wgs84 };

    /// Those of a system that well-known text describes.
    ///
    /// # Errors
    /// A system that is not known.
    pub(super) fn of_wkt(text: &str) -> Result<Self, FormatError> {
        ReferenceSystem::of_wkt(text).map(|system| Self { system }).map_err(FormatError::ReferenceSystem)
    }

    /// Those of a system with a code of EPSG; the text serves where the code is not known.
    ///
    /// # Errors
    /// A system that is not known.
    #[cfg(any(feature = "geopackage", feature = "flatgeobuf", feature = "geoparquet"))]
    pub(super) fn of_epsg(code: u32, text: Option<&str>) -> Result<Self, FormatError> {
        match (ReferenceSystem::of_epsg(code), text) {
            (Some(system), _) => Ok(Self { system }),
            (None, Some(text)) => Self::of_wkt(text),
            (None, None) => Err(FormatError::ReferenceSystem(format!("EPSG:{code}"))),
        }
    }

    /// What is to be told of them.
    pub(super) fn told(&self) -> Option<Diagnostic> {
        let name = self.system.name()?;
        let message = format!("the file is in the reference system “{name}”; its positions are brought to WGS 84");
        Some(Diagnostic::warning("data::reprojected", message))
    }

    /// Longitude and latitude of a position.
    pub(super) fn position(&self, x: f64, y: f64) -> Read<Coord<f64>> {
        let place = self.system.lon_lat_deg(Coord { x, y });
        if place.x.abs() <= 540.0 && place.y.abs() <= 90.0 {
            Ok(place)
        } else if self.system.name().is_some() {
            Err(format!("{x} {y} has no place on the earth in the file’s reference system"))
        } else {
            Err(format!("{x} {y} is not on the earth; is the file in degrees?"))
        }
    }
}

/// A single point.
pub(super) fn point(position: Coord<f64>) -> Point<f64> {
    Point::new(normalize_lon_deg(position.x), position.y)
}

/// A line.
pub(super) fn line(positions: Vec<Coord<f64>>) -> Read<LineString<f64>> {
    if positions.len() < 2 { Err("a line has two positions or more".to_owned()) } else { Ok(LineString(positions)) }
}

/// A polygon of its rings, the outer one first; `None` for none.
#[cfg(any(feature = "geopackage", feature = "flatgeobuf", feature = "geoparquet"))]
pub(super) fn polygon(rings: Vec<Vec<Coord<f64>>>) -> Read<Option<geo::Polygon<f64>>> {
    if rings.iter().any(|r| r.len() < 4) {
        return Err("a ring has four positions or more".to_owned());
    }
    let mut rings = rings.into_iter().map(LineString);
    Ok(rings.next().map(|outer| oriented(&geo::Polygon::new(outer, rings.collect()))))
}

/// A polygon with its outer ring anticlockwise and its holes clockwise, as GeoJSON has them (RFC 7946, section 3.1.6).
pub(super) fn oriented(polygon: &geo::Polygon<f64>) -> geo::Polygon<f64> {
    polygon.orient(Direction::Default)
}

/// Parts of one kind as the whole that they make; `None` for none.
pub(super) fn one_or_many<T: Into<Geometry<f64>>, M: Into<Geometry<f64>>>(
    mut parts: Vec<T>,
    many: impl Fn(Vec<T>) -> M,
) -> Option<Geometry<f64>> {
    match parts.pop() {
        Some(only) if parts.is_empty() => Some(only.into()),
        Some(last) => {
            parts.push(last);
            Some(many(parts).into())
        }
        None => None,
    }
}
