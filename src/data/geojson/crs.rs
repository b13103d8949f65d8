//! The legacy `crs` member (GeoJSON 2008): honoured by reprojection, with a warning.

use super::json::{Kind, Node};
use crate::data::reference_system::ReferenceSystem;
use geo::Coord;

/// What a `crs` member asks for.
pub struct Crs(ReferenceSystem);

/// Reads a `crs` member; `Err` holds its name where it is not known.
pub fn read(member: &Node) -> Result<Crs, String> {
    let name = member.get("properties").and_then(|p| p.get("name")).or_else(|| member.get("name"));
    let name = match name.map(|n| &n.kind) {
        Some(Kind::String(name)) => name.clone(),
        _ => return Err("no name".to_owned()),
    };
    let upper = name.to_uppercase();
    if upper.ends_with("CRS84") || upper.ends_with("CRS84H") {
        return Ok(Crs(ReferenceSystem::Wgs84));
    }
    let code = upper.contains("EPSG").then(|| upper.rsplit([':', '/']).next().and_then(|c| c.parse().ok())).flatten();
    code.and_then(ReferenceSystem::of_epsg).map(Crs).ok_or(name)
}

impl Crs {
    /// Does it say what GeoJSON always is?
    pub fn is_wgs84(&self) -> bool {
        matches!(self.0, ReferenceSystem::Wgs84)
    }

    /// What to say of a file that has it.
    pub fn message(&self) -> &'static str {
        if self.is_wgs84() {
            "a crs member: RFC 7946 has none; it says WGS 84, as GeoJSON always is"
        } else {
            "a crs member: RFC 7946 has none; the positions are reprojected to WGS 84"
        }
    }

    /// Longitude and latitude in degrees of a position of the file; not finite where there is none.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        let place = self.0.lon_lat_deg(Coord { x, y });
        (place.x, place.y)
    }
}
