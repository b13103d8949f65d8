//! The legacy `crs` member (GeoJSON 2008): honoured by reprojection, with a warning.

use super::json::{Kind, Node};
use proj4rs::Proj;

/// What a `crs` member asks for.
pub enum Crs {
    /// Longitude and latitude on WGS 84 already.
    Wgs84,
    /// Nothing: `null`, which GeoJSON of 2008 had for a system that is not known.
    Null,
    /// Another system.
    Other(Box<Proj>),
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
    let code: Option<u16> =
        upper.contains("EPSG").then(|| upper.rsplit([':', '/']).next().and_then(|c| c.parse().ok())).flatten();
    match code {
        Some(4326 | 4979) => Ok(Crs::Wgs84),
        Some(code) => Proj::from_epsg_code(code).map(|p| Crs::Other(Box::new(p))).map_err(|_| unknown(name)),
        None => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> String {
    format!("the coordinate reference system “{name}” is not known")
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
        matches!(self, Self::Other(from) if !from.is_latlong())
    }

    /// Longitude and latitude in degrees of a position of the file; not finite where there is none.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 | Self::Null => (x, y),
            Self::Other(from) => {
                let Ok(wgs84) = Proj::from_proj_string("+proj=longlat +ellps=WGS84 +datum=WGS84 +no_defs") else {
                    return (f64::NAN, f64::NAN);
                };
                let geographic = from.is_latlong();
                let mut point = if geographic { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
                match proj4rs::transform::transform(from, &wgs84, &mut point) {
                    Ok(()) => (point.0.to_degrees(), point.1.to_degrees()),
                    Err(_) => (f64::NAN, f64::NAN),
                }
            }
        }
    }
}
