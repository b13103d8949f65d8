//! The reference system that a file's positions are in, and the way from there to longitude and latitude on WGS 84.
//!
//! Systems are told by an EPSG code or by well-known text (WKT 1 of OGC and of ESRI, WKT 2; crate `proj4wkt`), and are reprojected by `proj4rs`. A code
//! within the text goes first, because the definitions of EPSG carry the shift from their datum to WGS 84. Text whose datum is neither WGS 84, nor one that agrees
//! with it within a metre or two, nor comes with its own shift is refused: without the shift places would be off by hundreds of metres without a word.
//!
//! Limits: shifts by grids are not known (NAD27, OSGB36 go by seven parameters or not at all: some metres); heights are passed over.

use geo::Coord;
use proj4rs::Proj;

/// Longer text is no reference system.
const LONGEST_WKT: usize = 16 << 10;
/// Nor is one that is nested deeper.
const DEEPEST_WKT: usize = 32;
/// Data in WKT that agree with WGS 84 to a metre or two, without blanks and underlines, in capitals.
const LIKE_WGS_84: [&str; 12] = [
    "WGS84",
    "WGS1984",
    "WORLDGEODETICSYSTEM1984",
    "ETRS89",
    "ETRS1989",
    "EUROPEANTERRESTRIALREFERENCESYSTEM1989",
    "NAD83",
    "NORTHAMERICAN1983",
    "NORTHAMERICANDATUM1983",
    "GDA94",
    "GDA2020",
    "SIRGAS2000",
];

/// A reference system of positions.
#[derive(Debug, Clone)]
pub enum ReferenceSystem {
    /// Longitude and latitude on WGS 84 already.
    Wgs84,
    /// Another one.
    Other(Box<Projected>),
}

/// A system that positions are brought out of.
#[derive(Debug, Clone)]
pub struct Projected {
    name: String,
    from: Proj,
    to: Proj,
}

impl ReferenceSystem {
    /// The one with an EPSG code; `None`: it is not known.
    pub fn of_epsg(code: u32) -> Option<Self> {
        if matches!(code, 4326 | 4979) {
            return Some(Self::Wgs84);
        }
        let definition = crs_definitions::from_code(u16::try_from(code).ok()?)?.proj4;
        // Degrees from another meridian than Greenwich are written as grads, too.
        if definition.contains("+pm=") {
            return None;
        }
        Self::other(format!("EPSG:{code}"), Proj::from_proj_string(definition).ok()?)
    }

    /// The one that well-known text describes; within: its name, where it is not known.
    pub fn of_wkt(text: &str) -> Result<Self, String> {
        let name = text.split('"').nth(1).unwrap_or("no name").to_owned();
        let plain = plain(text);
        if !is_of_greenwich(&plain) {
            return Err(name);
        }
        if plain.starts_with("GEOG") && ["WGS84", "WGS1984"].iter().any(|n| plain.contains(n)) {
            return Ok(Self::Wgs84);
        }
        if let Some(Self::Other(mut known)) = authority(&plain).and_then(Self::of_epsg) {
            known.name = name;
            return Ok(Self::Other(known));
        }
        let datum = plain.split("DATUM[\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let datum = datum.strip_prefix("D").filter(|d| LIKE_WGS_84.contains(d)).unwrap_or(datum);
        let ensemble = plain.contains("ENSEMBLE[\"WORLDGEODETICSYSTEM1984");
        if !LIKE_WGS_84.contains(&datum) && !plain.contains("TOWGS84[") && !ensemble || !is_readable(text) {
            return Err(name);
        }
        let from = proj4wkt::wkt_to_projstring(text).ok().and_then(|text| Proj::from_proj_string(&text).ok());
        from.and_then(|from| Self::other(name.clone(), from)).ok_or(name)
    }

    fn other(name: String, from: Proj) -> Option<Self> {
        let to = Proj::from_proj_string("+proj=longlat +ellps=WGS84 +datum=WGS84 +no_defs").ok()?;
        Some(Self::Other(Box::new(Projected { name, from, to })))
    }

    /// Its name, where positions have to be reprojected.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Wgs84 => None,
            Self::Other(system) => Some(&system.name),
        }
    }

    /// Are its coordinates lengths on a plane?
    pub fn is_projected(&self) -> bool {
        matches!(self, Self::Other(system) if !system.from.is_latlong())
    }

    /// Longitude and latitude in degrees of a position; not finite where there is none.
    ///
    /// ```
    /// use sitmap::data::reference_system::ReferenceSystem;
    /// // 39° E is the central meridian of zone 37 and 500 km its false easting.
    /// let utm = ReferenceSystem::of_epsg(32637).unwrap();
    /// let place = utm.lon_lat_deg(geo::Coord { x: 500_000.0, y: 0.0 });
    /// assert!((place.x - 39.0).abs() < 1e-9 && place.y.abs() < 1e-9);
    /// ```
    pub fn lon_lat_deg(&self, position: Coord<f64>) -> Coord<f64> {
        let Self::Other(system) = self else { return position };
        let nowhere = Coord { x: f64::NAN, y: f64::NAN };
        let Coord { x, y } = position;
        let mut point = if system.from.is_latlong() { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
        match proj4rs::transform::transform(&system.from, &system.to, &mut point) {
            Ok(()) => Coord { x: point.0.to_degrees(), y: point.1.to_degrees() },
            Err(_) => nowhere,
        }
    }
}

/// Text in capitals without what names are written with or without.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '_' | '-') && !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Are longitudes degrees east of Greenwich?
fn is_of_greenwich(plain: &str) -> bool {
    let after = |what: &str| plain.split(what).nth(1).and_then(|rest| rest.split_once("\",")).map(|(_, rest)| rest);
    let number = |rest: &str| rest.split([',', ']']).next().and_then(|n| n.parse::<f64>().ok());
    let meridian = after("PRIMEM[\"").and_then(number).unwrap_or(0.0);
    meridian == 0.0 && !plain.contains("UNIT[\"GRAD")
}

/// The EPSG code of the whole system: the last thing in its text.
fn authority(plain: &str) -> Option<u32> {
    let start =
        plain.rfind("AUTHORITY[\"EPSG\",").map(|at| at + 17).or(plain.rfind("ID[\"EPSG\",").map(|at| at + 10))?;
    let rest = plain.get(start..)?;
    // What belongs to a part of the system is followed by more.
    let is_last = rest.matches(']').count() == 2;
    is_last.then(|| rest.trim_matches(['"', ']']).parse().ok())?
}

/// Is the text such that a parser can be trusted with it?
fn is_readable(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for byte in text.bytes() {
        match byte {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    text.len() <= LONGEST_WKT && deepest <= DEEPEST_WKT
}

#[cfg(test)]
mod tests {
    use super::*;

    const ESRI_UTM: &str = r#"PROJCS["WGS_1984_UTM_Zone_37N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",39.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;

    fn near(system: &ReferenceSystem, x: f64, y: f64, lon: f64, lat: f64, within: f64) {
        let found = system.lon_lat_deg(Coord { x, y });
        assert!((found.x - lon).abs() < within && (found.y - lat).abs() < within, "{found:?} {lon} {lat}");
    }

    #[test]
    fn text_of_esri_and_a_code_are_the_same_system() {
        // pyproj 3.7, PROJ 9.5.1.
        for system in [ReferenceSystem::of_wkt(ESRI_UTM).unwrap(), ReferenceSystem::of_epsg(32637).unwrap()] {
            near(&system, 300_000.0, 3_970_000.0, 36.785_179_680_507, 35.853_820_344_146, 1e-11);
        }
        near(&ReferenceSystem::of_epsg(2180).unwrap(), 500_000.0, 500_000.0, 19.0, 52.365_947_620_634, 1e-9);
        near(&ReferenceSystem::of_epsg(3857).unwrap(), 4e6, 4.2e6, 35.932_611_364_781, 35.265_350_928_607, 1e-9);
    }

    #[test]
    fn longitude_and_latitude_need_nothing() {
        let texts = [
            r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#,
            r#"GEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],ID["EPSG",4326]]"#,
        ];
        for text in texts {
            assert!(matches!(ReferenceSystem::of_wkt(text), Ok(ReferenceSystem::Wgs84)), "{text}");
        }
    }

    #[test]
    fn a_datum_without_its_shift_is_refused() {
        let moved = ESRI_UTM.replace("D_WGS_1984", "D_Pulkovo_1942").replace("GCS_WGS_1984", "GCS_Pulkovo_1942");
        assert_eq!(ReferenceSystem::of_wkt(&moved).unwrap_err(), "WGS_1984_UTM_Zone_37N");
        assert!(ReferenceSystem::of_wkt("").is_err());
        let deep = format!("PROJCS[\"a\",DATUM[\"WGS84\"{}", "[".repeat(100_000));
        assert!(ReferenceSystem::of_wkt(&deep).is_err());
    }

    #[test]
    fn longitudes_from_another_meridian_are_refused() {
        assert!(ReferenceSystem::of_epsg(4807).is_none() && ReferenceSystem::of_epsg(4806).is_none());
        let paris = r#"GEOGCS["x",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Paris",2.33722917],UNIT["degree",0.0174532925199433]]"#;
        assert!(ReferenceSystem::of_wkt(paris).is_err());
        assert!(ReferenceSystem::of_wkt(&paris.replace("\"Paris\",2.33722917", "\"Greenwich\",0")).is_ok());
        assert!(ReferenceSystem::of_wkt(&paris.replace("2.33722917", "0").replace("\"degree\"", "\"grad\"")).is_err());
    }

    #[test]
    fn the_code_of_a_part_is_not_that_of_the_whole() {
        assert_eq!(authority(&plain(r#"PROJCS["x",GEOGCS["y",AUTHORITY["EPSG","4326"]],UNIT["metre",1]]"#)), None);
        assert_eq!(authority(&plain(r#"PROJCS["x",UNIT["metre",1],AUTHORITY["EPSG","32637"]]"#)), Some(32637));
        assert_eq!(authority(&plain(r#"PROJCRS["x",UNIT["metre",1],ID["EPSG",32637]]"#)), Some(32637));
    }
}
