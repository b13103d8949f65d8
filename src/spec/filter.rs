//! Which incidents of its file a figure shows.

use super::SpecError;
use super::extent::kilometres;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which incidents are shown; what is left out is counted in the foot. All that is given must hold. Incidents that lack a value that decides are left out too.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FilterSpec {
    /// A condition in CQL2 text: `killed > 10 AND date >= DATE('2020-01-01')`. Default: none.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// A country (name or ISO code), a first-level division, or a GeoJSON file of areas, relative to the project root. Default: anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Within a distance of a place: `"LON,LAT,50km"`. Default: anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<NearSpec>,
    /// First day, month or year: `2020-03-05`, `2020-03`, `2020`. Default: any time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day, month or year. Default: any time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Property that decides the order of the incidents, with `-` before it from the greatest down: `-killed`. Default: oldest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<String>,
    /// So many incidents at most, the first ones of that order. Default: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub limit: Option<std::num::NonZeroU32>,
}

impl FilterSpec {
    /// Does it say anything?
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// All within a distance of a place.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct NearSpec {
    /// Longitude of the place.
    pub lon_deg: f64,
    /// Latitude of the place.
    pub lat_deg: f64,
    /// The distance.
    pub km: f64,
}

impl NearSpec {
    /// Reads one.
    ///
    /// ```
    /// use sitmap::spec::NearSpec;
    /// assert_eq!(NearSpec::parse("36.5, 36.1, 50km"), Ok(NearSpec { lon_deg: 36.5, lat_deg: 36.1, km: 50.0 }));
    /// assert!(NearSpec::parse("36.5,36.1,50").is_err(), "no unit");
    /// ```
    ///
    /// # Errors
    /// Not longitude, latitude and a distance with its unit.
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let parts: Vec<&str> = text.split(',').collect();
        let number = |t: &str, most: f64| t.trim().parse::<f64>().ok().filter(|v| v.abs() <= most);
        let read = match parts[..] {
            [lon, lat, radius] => number(lon, 180.0).zip(number(lat, 90.0)).zip(kilometres(radius)),
            _ => None,
        };
        let near = read.map(|((lon_deg, lat_deg), km)| Self { lon_deg, lat_deg, km });
        near.ok_or_else(|| SpecError::Near(text.to_owned()))
    }
}

impl TryFrom<String> for NearSpec {
    type Error = SpecError;
    fn try_from(text: String) -> Result<Self, SpecError> {
        Self::parse(&text)
    }
}

impl From<NearSpec> for String {
    fn from(near: NearSpec) -> Self {
        format!("{},{},{}km", near.lon_deg, near.lat_deg, near.km)
    }
}

/// How coarse places are made: `5km`, `country`, `admin1`, or a file of areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum PrecisionSpec {
    /// Cells of a grid, so many kilometres wide.
    Cells {
        /// Their width.
        km: f64,
    },
    /// The country.
    Country,
    /// The first-level division.
    Admin1,
    /// The area of a file, relative to the project root.
    Areas(String),
}

impl PrecisionSpec {
    /// Reads one.
    ///
    /// ```
    /// use sitmap::spec::PrecisionSpec;
    /// assert_eq!(PrecisionSpec::parse("5km"), Ok(PrecisionSpec::Cells { km: 5.0 }));
    /// assert_eq!(PrecisionSpec::parse("districts.geojson"), Ok(PrecisionSpec::Areas("districts.geojson".into())));
    /// assert!(PrecisionSpec::parse("5").is_err() && PrecisionSpec::parse("10m").is_err() && PrecisionSpec::parse("admin2").is_err());
    /// ```
    ///
    /// # Errors
    /// Not a distance from 100 m to 500 km with its unit, `country`, `admin1`, or the name of a file with its ending.
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let wrong = || SpecError::Precision(text.to_owned());
        match text.trim() {
            "country" | "countries" | "admin0" => return Ok(Self::Country),
            "admin1" => return Ok(Self::Admin1),
            level if level.strip_prefix("admin").is_some_and(|n| n.parse::<u8>().is_ok()) => {
                return Err(SpecError::PrecisionLevel(level.to_owned()));
            }
            _ => {}
        }
        if let Some(km) = kilometres(text) {
            return if (0.1..=500.0).contains(&km) { Ok(Self::Cells { km }) } else { Err(wrong()) };
        }
        let ending = text.rsplit_once('.').map(|(_, ending)| ending);
        let is_file =
            ending.is_some_and(|e| (2..=10).contains(&e.len()) && e.starts_with(|c: char| c.is_ascii_alphabetic()));
        if is_file { Ok(Self::Areas(text.to_owned())) } else { Err(wrong()) }
    }
}

impl TryFrom<String> for PrecisionSpec {
    type Error = SpecError;
    fn try_from(text: String) -> Result<Self, SpecError> {
        Self::parse(&text)
    }
}

impl From<PrecisionSpec> for String {
    fn from(precision: PrecisionSpec) -> Self {
        match precision {
            PrecisionSpec::Cells { km } => format!("{km}km"),
            PrecisionSpec::Country => "country".to_owned(),
            PrecisionSpec::Admin1 => "admin1".to_owned(),
            PrecisionSpec::Areas(file) => file,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::spec::{parse, to_toml};

    #[test]
    fn filters_are_read_and_written() {
        let text = "[filter]\nwhere = \"killed > 10\"\nnear = \"36.5,36.1,50km\"\nfrom = \"2020\"\nsort = \"-killed\"\nlimit = 5\n";
        let figure = parse("f.toml", text).unwrap();
        assert!(to_toml(&figure).contains(text), "{}", to_toml(&figure));
        let faults = parse("f.toml", "[filter]\nnear = 'Idlib'\nlimit = 0\nwher = 'x'\n").unwrap_err();
        let lines: Vec<_> = faults.iter().filter_map(|f| f.place.line).collect();
        assert_eq!(lines, [2, 3, 4], "{faults:?}");
    }
}
