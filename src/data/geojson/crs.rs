//! The legacy `crs` member (GeoJSON 2008): honoured by reprojection, with a warning.

use super::json::{Kind, Node};
use crate::data::reference_system::ReferenceSystem;
use geo::Coord;

/// What a `crs` member asks for.
pub enum Crs {
    /// Longitude and latitude on WGS 84 already.
    Wgs84,
    /// Nothing: `null`, which GeoJSON of 2008 had for a system that is not known.
    Null,
    /// Another system.
    Other(ReferenceSystem),
}

/// Reads a `crs` member; `Err` says what is wrong with it.
pub fn read(member: &Node) -> Result<Crs, String> {
    if member.kind == Kind::Null {
        return Ok(Crs::Null);
    }
    let properties = member.get("properties");
    let name = properties.and_then(|p| p.get("name")).or_else(|| member.get("name")).unwrap_or(member);
    let Kind::String(name) = &name.kind else {
        let is_link = properties.is_some_and(|p| p.get("href").is_some());
        let wrong = if is_link { "is a link, which is not followed" } else { "names no coordinate reference system" };
        return Err(format!("the crs member {wrong}"));
    };
    let upper = name.to_uppercase();
    if upper.ends_with("CRS84") || upper.ends_with("CRS84H") {
        return Ok(Crs::Wgs84);
    }
    let code = upper.contains("EPSG").then(|| upper.rsplit([':', '/']).next().and_then(|c| c.parse().ok())).flatten();
    match code.and_then(ReferenceSystem::of_epsg) {
        Some(ReferenceSystem::Wgs84) => Ok(Crs::Wgs84),
        Some(other) => Ok(Crs::Other(other)),
        None => Err(format!("the coordinate reference system “{name}” is not known")),
    }
}

impl Crs {
    /// What to say of a file that has it.
    pub fn message(&self) -> &'static str {
        match self {
            Self::Wgs84 => "a crs member: RFC 7946 has none; it says WGS 84, as GeoJSON always is",
            Self::Null => "a crs member of null: RFC 7946 has none; the positions are taken as WGS 84",
            Self::Other(_) => "a crs member: RFC 7946 has none; the positions are reprojected to WGS 84",
        }
    }

    /// What to do, where it is something else than to reproject the file.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Wgs84 => Some("remove the member"),
            Self::Null => Some("make sure that the positions are longitude and latitude, and remove the member"),
            Self::Other(_) => None,
        }
    }

    /// Is it one of longitude and latitude on WGS 84, said or taken so?
    pub fn is_plain(&self) -> bool {
        !matches!(self, Self::Other(_))
    }

    /// Are its coordinates lengths on a plane?
    pub fn is_projected(&self) -> bool {
        matches!(self, Self::Other(system) if system.is_projected())
    }

    /// Longitude and latitude in degrees of a position of the file; not finite where there is none.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 | Self::Null => (x, y),
            Self::Other(system) => {
                let place = system.lon_lat_deg(Coord { x, y });
                (place.x, place.y)
            }
        }
    }
}
