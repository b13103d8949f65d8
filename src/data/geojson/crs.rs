//! The legacy `crs` member (GeoJSON 2008): honoured by reprojection, with a warning.

use super::json::Node;
use proj4rs::Proj;

/// What a `crs` member asks for.
pub enum Crs {
    /// Longitude and latitude on WGS 84 already.
    Wgs84,
    /// Another system.
    Other(Box<Proj>),
}

/// Reads a `crs` member; `Err` holds its name where it is not known.
pub fn read(member: &Node) -> Result<Crs, String> {
    let name = member.get("properties").and_then(|p| p.get("name")).or_else(|| member.get("name"));
    let name = match name.map(|n| &n.kind) {
        Some(super::json::Kind::String(name)) => name.clone(),
        _ => return Err("no name".to_owned()),
    };
    let upper = name.to_uppercase();
    if upper.ends_with("CRS84") || upper.ends_with("CRS84H") {
        return Ok(Crs::Wgs84);
    }
    let code: Option<u16> =
        upper.contains("EPSG").then(|| upper.rsplit([':', '/']).next().and_then(|c| c.parse().ok())).flatten();
    match code {
        Some(4326 | 4979) => Ok(Crs::Wgs84),
        Some(code) => Proj::from_epsg_code(code).map(|p| Crs::Other(Box::new(p))).map_err(|_| name),
        None => Err(name),
    }
}

impl Crs {
    /// What to say of a file that has it.
    pub fn message(&self) -> &'static str {
        match self {
            Self::Wgs84 => "a crs member: RFC 7946 has none; it says WGS 84, as GeoJSON always is",
            Self::Other(_) => "a crs member: RFC 7946 has none; the positions are reprojected to WGS 84",
        }
    }

    /// Longitude and latitude in degrees of a position of the file; not finite where there is none.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 => (x, y),
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
