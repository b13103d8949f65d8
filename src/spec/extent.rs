//! What the frame must show: `W,S,E,N` in degrees, `world`, a country or division by name, `around:LON,LAT,50km`, `fit:12%`.

use super::SpecError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An extent as the user writes it. A box whose east is west of its west runs across 180°.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "ExtentText", into = "ExtentText")]
pub enum ExtentSpec {
    /// The whole earth.
    World,
    /// A box in degrees: west, south, east, north.
    Box([f64; 4]),
    /// All within a distance of a place: longitude, latitude, kilometres.
    Around([f64; 3]),
    /// The incidents, with so many percent of their spread free on each side.
    Fit(f64),
    /// A country, by name or ISO code, or a first-level division.
    Named(String),
}

/// Kilometres in a number with a unit.
pub(super) fn kilometres(text: &str) -> Option<f64> {
    let text = text.trim();
    let units = [("km", 1.0), ("mi", 1.609_344), ("nm", 1.852), ("m", 0.001)];
    let (number, unit) = units.iter().find_map(|(unit, km)| Some((text.strip_suffix(unit)?, *km)))?;
    number.trim().parse::<f64>().ok().map(|n| n * unit).filter(|km| *km > 0.0 && *km <= 20_000.0)
}

impl ExtentSpec {
    /// Reads one.
    ///
    /// ```
    /// use sitmap::spec::ExtentSpec;
    /// assert_eq!(ExtentSpec::parse("world"), Ok(ExtentSpec::World));
    /// assert_eq!(ExtentSpec::parse("176,-20,-178,-15"), Ok(ExtentSpec::Box([176.0, -20.0, -178.0, -15.0])));
    /// assert_eq!(ExtentSpec::parse("around:36.5,35.9,50km"), Ok(ExtentSpec::Around([36.5, 35.9, 50.0])));
    /// assert_eq!(ExtentSpec::parse("fit:12%"), Ok(ExtentSpec::Fit(12.0)));
    /// assert_eq!(ExtentSpec::parse("SYR"), Ok(ExtentSpec::Named("SYR".to_owned())));
    /// assert!(ExtentSpec::parse("35,38,39,34").is_err(), "south is above north");
    /// ```
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let wrong = || SpecError::Extent(text.to_owned());
        let text = text.trim();
        if text.eq_ignore_ascii_case("world") {
            return Ok(Self::World);
        }
        if let Some(rest) = text.strip_prefix("around:") {
            let parts: Vec<&str> = rest.split(',').collect();
            let [lon, lat, radius] = parts[..] else { return Err(wrong()) };
            let number = |t: &str, most: f64| t.trim().parse::<f64>().ok().filter(|v| v.abs() <= most);
            let around = number(lon, 540.0).zip(number(lat, 90.0)).zip(kilometres(radius));
            return around.map(|((lon, lat), km)| Self::Around([lon, lat, km])).ok_or_else(wrong);
        }
        if let Some(rest) = text.strip_prefix("fit:") {
            let percent = rest.trim().trim_end_matches('%').trim().parse::<f64>().ok();
            return percent.filter(|p| (0.0..=500.0).contains(p)).map(Self::Fit).ok_or_else(wrong);
        }
        if text.starts_with(|c: char| c.is_alphabetic()) && !text.contains(':') {
            return Ok(Self::Named(text.to_owned()));
        }
        let parts: Vec<f64> =
            text.split(',').map(|n| n.trim().parse()).collect::<Result<_, _>>().map_err(|_| wrong())?;
        let edges: [f64; 4] = parts.try_into().map_err(|_| wrong())?;
        Self::from_edges(edges).ok_or_else(wrong)
    }

    /// A box, if it is one: finite, −540…540 and −90…90, neither empty nor upside down.
    pub fn from_edges(edges: [f64; 4]) -> Option<Self> {
        let [west, south, east, north] = edges;
        let lon = |v: f64| (-540.0..=540.0).contains(&v);
        let lat = |v: f64| (-90.0..=90.0).contains(&v);
        let good = lon(west) && lon(east) && lat(south) && lat(north) && south < north && west != east;
        (good && (east - west) <= 360.0).then_some(Self::Box(edges))
    }
}

/// How an extent stands in TOML: words or four numbers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "an extent is [W, S, E, N] in degrees, \"world\", a country, \"around:LON,LAT,50km\" or \"fit:12%\""
)]
pub(super) enum ExtentText {
    Words(String),
    Edges([f64; 4]),
}

impl TryFrom<ExtentText> for ExtentSpec {
    type Error = SpecError;
    fn try_from(text: ExtentText) -> Result<Self, SpecError> {
        match text {
            ExtentText::Words(words) => Self::parse(&words),
            ExtentText::Edges(e) => Self::from_edges(e).ok_or_else(|| SpecError::Extent(format!("{e:?}"))),
        }
    }
}

impl From<ExtentSpec> for ExtentText {
    fn from(spec: ExtentSpec) -> Self {
        match spec {
            ExtentSpec::World => Self::Words("world".to_owned()),
            ExtentSpec::Box(edges) => Self::Edges(edges),
            ExtentSpec::Around([lon, lat, km]) => Self::Words(format!("around:{lon},{lat},{km}km")),
            ExtentSpec::Fit(percent) => Self::Words(format!("fit:{percent}%")),
            ExtentSpec::Named(name) => Self::Words(name),
        }
    }
}
