//! Which projection: what the user asks for, or the one that suits the extent.
//!
//! The automatic choice follows Snyder (1987, pp. 34–35) and Šavrič, Jenny and Jenny (2016, "Projection Wizard"): a map
//! of the world is equal-area; a hemisphere or continent azimuthal equal-area about its middle; smaller maps are
//! conformal, so that shapes and directions hold: near the equator and wide Mercator, in middle latitudes and wide Lambert's cone, tall or
//! small transverse Mercator, near a pole azimuthal. Centres and parallels come from the extent.

use super::equal_earth::EqualEarth;
use super::lambert_azimuthal::LambertAzimuthal;
use super::lambert_conformal::LambertConformalConic;
use super::mercator::Mercator;
use super::transverse_mercator::TransverseMercator;
use super::{Method, ProjectionDescription, ProjectionError, Raw};
use crate::geographic::Extent;
use std::sync::Arc;

/// What the user asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum ProjectionChoice {
    /// The one that suits the extent.
    Auto,
    /// This one.
    Proj(ProjectionSpec),
}

/// A method with its parameters, in degrees and metres.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionSpec {
    pub(super) method: Method,
    pub(super) lon_0_deg: f64,
    pub(super) lat_0_deg: f64,
    pub(super) lat_1_deg: f64,
    pub(super) lat_2_deg: f64,
    pub(super) k_0: f64,
    pub(super) x_0_m: f64,
    pub(super) y_0_m: f64,
    /// Are centre and parallels to be taken from the extent?
    open: bool,
}

impl ProjectionSpec {
    fn of(method: Method) -> Self {
        Self {
            method,
            lon_0_deg: 0.0,
            lat_0_deg: 0.0,
            lat_1_deg: 0.0,
            lat_2_deg: 0.0,
            k_0: 1.0,
            x_0_m: 0.0,
            y_0_m: 0.0,
            open: false,
        }
    }

    /// With centre and parallels from the extent where only a name was given.
    pub(super) fn completed(&self, extent: &Extent) -> Self {
        if self.open { centred(self.method, extent) } else { self.clone() }
    }

    pub(super) fn raw(&self) -> Result<Arc<dyn Raw>, ProjectionError> {
        let lat_0 = self.lat_0_deg.to_radians();
        Ok(match self.method {
            Method::TransverseMercator => Arc::new(TransverseMercator::new(lat_0, self.k_0)),
            Method::LambertConformalConic => {
                if (self.lat_1_deg + self.lat_2_deg).abs() < 1e-6 {
                    let problem = "the standard parallels must not lie opposite each other".to_owned();
                    return Err(ProjectionError::Parameter { name: "lat_1".to_owned(), problem });
                }
                let (lat_1, lat_2) = (self.lat_1_deg.to_radians(), self.lat_2_deg.to_radians());
                Arc::new(LambertConformalConic::new(lat_0, lat_1, lat_2, self.k_0))
            }
            Method::LambertAzimuthalEqualArea => Arc::new(LambertAzimuthal::new(lat_0)),
            Method::Mercator => Arc::new(Mercator::new(self.lat_1_deg.to_radians(), self.k_0)),
            Method::EqualEarth => Arc::new(EqualEarth::new()),
        })
    }

    pub(super) fn proj_string(&self) -> String {
        let (lon, lat) = (self.lon_0_deg, self.lat_0_deg);
        let own = match self.method {
            Method::TransverseMercator => format!("+proj=tmerc +lat_0={lat} +lon_0={lon} +k={}", self.k_0),
            Method::LambertConformalConic => {
                format!("+proj=lcc +lat_0={lat} +lon_0={lon} +lat_1={} +lat_2={}", self.lat_1_deg, self.lat_2_deg)
            }
            Method::LambertAzimuthalEqualArea => format!("+proj=laea +lat_0={lat} +lon_0={lon}"),
            Method::Mercator => format!("+proj=merc +lon_0={lon} +lat_ts={}", self.lat_1_deg),
            Method::EqualEarth => format!("+proj=eqearth +lon_0={lon}"),
        };
        let scaled = matches!(self.method, Method::LambertConformalConic | Method::Mercator) && self.k_0 != 1.0;
        let own = if scaled { format!("{own} +k_0={}", self.k_0) } else { own };
        format!("{own} +x_0={} +y_0={} +ellps=WGS84 +units=m +no_defs", self.x_0_m, self.y_0_m)
    }

    pub(super) fn description(&self) -> ProjectionDescription {
        ProjectionDescription {
            method: self.method,
            central_meridian_deg: crate::geographic::normalize_lon_deg(self.lon_0_deg),
            latitude_of_origin_deg: self.lat_0_deg,
            standard_parallels_deg: match self.method {
                Method::LambertConformalConic => vec![self.lat_1_deg, self.lat_2_deg],
                _ => Vec::new(),
            },
        }
    }
}

impl std::str::FromStr for ProjectionChoice {
    type Err = ProjectionError;

    /// `auto`, a name, a PROJ string, or one of the EPSG codes 326xx, 327xx (UTM) and 3395.
    fn from_str(text: &str) -> Result<Self, ProjectionError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        if let Some(code) = text.get(..5).filter(|p| p.eq_ignore_ascii_case("epsg:")).map(|_| &text[5..]) {
            return epsg(code).map(Self::Proj).ok_or_else(|| ProjectionError::Unknown(text.to_owned()));
        }
        if text.contains("+proj=") {
            return proj_text(text).map(Self::Proj);
        }
        let method = method(text).ok_or_else(|| ProjectionError::Unknown(text.to_owned()))?;
        Ok(Self::Proj(ProjectionSpec { open: true, ..ProjectionSpec::of(method) }))
    }
}

fn method(name: &str) -> Option<Method> {
    Some(match name.to_ascii_lowercase().as_str() {
        "tmerc" | "transverse-mercator" => Method::TransverseMercator,
        "lcc" | "lambert-conformal" => Method::LambertConformalConic,
        "laea" | "lambert-equal-area" => Method::LambertAzimuthalEqualArea,
        "merc" | "mercator" => Method::Mercator,
        "eqearth" | "equal-earth" => Method::EqualEarth,
        _ => return None,
    })
}

fn epsg(code: &str) -> Option<ProjectionSpec> {
    let code: u32 = code.trim().parse().ok()?;
    let utm = |zone: u32, y_0_m: f64| ProjectionSpec {
        lon_0_deg: f64::from(zone) * 6.0 - 183.0,
        k_0: 0.9996,
        x_0_m: 500_000.0,
        y_0_m,
        ..ProjectionSpec::of(Method::TransverseMercator)
    };
    match code {
        32601..=32660 => Some(utm(code - 32600, 0.0)),
        32701..=32760 => Some(utm(code - 32700, 10_000_000.0)),
        3395 => Some(ProjectionSpec::of(Method::Mercator)),
        _ => None,
    }
}

/// The words of a PROJ string, `+name=value` or `+name`.
struct Words<'t>(Vec<(&'t str, &'t str)>);

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let words = text.split_whitespace().map(|word| {
            let word = word.strip_prefix('+')?;
            Some(word.split_once('=').unwrap_or((word, "")))
        });
        words.collect::<Option<Vec<_>>>().map(Self)
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(k, _)| *k == name).map(|(_, v)| *v)
    }

    fn number(&self, name: &str, default: f64, most: f64) -> Result<f64, ProjectionError> {
        let Some(text) = self.get(name) else { return Ok(default) };
        let number = text.parse::<f64>().ok().filter(|n| n.is_finite() && n.abs() <= most);
        number.ok_or_else(|| parameter(name, format!("“{text}” is no number from −{most} to {most}")))
    }

    /// Nothing is ignored in silence: what the method has no use for is refused.
    fn only(&self, own: &[&str]) -> Result<(), ProjectionError> {
        let common = ["proj", "x_0", "y_0", "ellps", "datum", "units", "no_defs", "type", "wktext"];
        match self.0.iter().find(|(name, _)| !common.contains(name) && !own.contains(name)) {
            Some((name, _)) => Err(parameter(name, format!("not used here; known are {}", own.join(", ")))),
            None => Ok(()),
        }
    }
}

fn parameter(name: &str, problem: String) -> ProjectionError {
    ProjectionError::Parameter { name: name.to_owned(), problem }
}

fn proj_text(text: &str) -> Result<ProjectionSpec, ProjectionError> {
    let unknown = || ProjectionError::Unknown(text.to_owned());
    let words = Words::of(text).ok_or_else(unknown)?;
    for (name, only) in [("ellps", "WGS84"), ("datum", "WGS84"), ("units", "m")] {
        if words.get(name).is_some_and(|v| v != only) {
            return Err(parameter(name, format!("only {only} is supported")));
        }
    }
    let name = words.get("proj").unwrap_or_default();
    if name == "utm" {
        words.only(&["zone", "south"])?;
        let zone = words.number("zone", 0.0, 60.0)?;
        let code = 32600.0 + zone + if words.get("south").is_some() { 100.0 } else { 0.0 };
        return epsg(&format!("{code}"))
            .ok_or_else(|| parameter("zone", "give a whole number from 1 to 60".to_owned()));
    }
    let mut spec = ProjectionSpec::of(method(name).ok_or_else(unknown)?);
    words.only(match spec.method {
        Method::TransverseMercator => &["lat_0", "lon_0", "k", "k_0"],
        Method::LambertConformalConic => &["lat_0", "lon_0", "lat_1", "lat_2", "k", "k_0"],
        Method::LambertAzimuthalEqualArea => &["lat_0", "lon_0"],
        Method::Mercator => &["lon_0", "lat_ts", "k", "k_0"],
        Method::EqualEarth => &["lon_0"],
    })?;
    spec.lon_0_deg = words.number("lon_0", 0.0, 360.0)?;
    spec.lat_1_deg = words.number(if spec.method == Method::Mercator { "lat_ts" } else { "lat_1" }, 0.0, 89.0)?;
    spec.lat_2_deg = words.number("lat_2", spec.lat_1_deg, 89.0)?;
    // As in PROJ: a cone of one parallel has its origin there, unless it says otherwise.
    let one_parallel = spec.method == Method::LambertConformalConic && words.get("lat_2").is_none();
    spec.lat_0_deg = words.number("lat_0", if one_parallel { spec.lat_1_deg } else { 0.0 }, 90.0)?;
    spec.k_0 = words.number("k", words.number("k_0", 1.0, 10.0)?, 10.0)?;
    if spec.k_0 <= 0.0 || (words.get("lat_ts").is_some() && spec.k_0 != 1.0) {
        return Err(parameter("k_0", "a scale factor is above 0, and stands alone or lat_ts does".to_owned()));
    }
    spec.x_0_m = words.number("x_0", 0.0, 1e9)?;
    spec.y_0_m = words.number("y_0", 0.0, 1e9)?;
    Ok(spec)
}

/// A parameter as it is printed: no more digits than a reader needs (a hundredth of a degree or better).
fn rounded(value_deg: f64, span_deg: f64) -> f64 {
    let step = if span_deg < 0.5 {
        600.0
    } else if span_deg < 20.0 {
        60.0
    } else {
        2.0
    };
    libm::round(value_deg * step) / step
}

/// A method with centre and parallels from the extent.
fn centred(method: Method, extent: &Extent) -> ProjectionSpec {
    let middle = extent.center();
    let (width, height) = (extent.width_deg(), extent.height_deg());
    let mut spec = ProjectionSpec::of(method);
    spec.lon_0_deg = if width >= 359.0 { 0.0 } else { rounded(middle.lon_deg, width) };
    spec.lat_0_deg = rounded(middle.lat_deg, height);
    match method {
        Method::LambertConformalConic => {
            // A sixth of the height inside the edges (Snyder 1987, p. 99, after Deetz and Adams).
            spec.lat_1_deg = rounded(extent.south_deg + height / 6.0, height);
            spec.lat_2_deg = rounded(extent.north_deg - height / 6.0, height);
        }
        Method::Mercator => {
            spec.lat_1_deg = spec.lat_0_deg;
            spec.lat_0_deg = 0.0;
        }
        Method::EqualEarth => spec.lat_0_deg = 0.0,
        Method::LambertAzimuthalEqualArea if width > 180.0 => {
            spec.lat_0_deg = if middle.lat_deg < 0.0 { -90.0 } else { 90.0 };
        }
        _ => {}
    }
    spec
}

/// The projection that suits an extent.
pub(super) fn automatic(extent: &Extent) -> ProjectionSpec {
    let lat = extent.center().lat_deg;
    let (width, height) = (extent.width_deg(), extent.height_deg());
    let polar = extent.north_deg > 84.0 || extent.south_deg < -80.0;
    let ground_width = width * libm::cos(lat.to_radians());
    // Around a pole, or in one hemisphere well away from the equator.
    let circumpolar = extent.south_deg >= 30.0 || extent.north_deg <= -30.0 || (polar && height < 75.0);
    let method = if width > 180.0 && circumpolar {
        Method::LambertAzimuthalEqualArea
    } else if width > 180.0 || (width > 150.0 && height > 80.0) {
        Method::EqualEarth
    } else if polar || ground_width > 60.0 || height > 50.0 {
        Method::LambertAzimuthalEqualArea
    } else if ground_width < 10.0 {
        Method::TransverseMercator
    } else if lat.abs() < 15.0 {
        Method::Mercator
    } else if ground_width > height * 0.8 && lat.abs() < 70.0 {
        Method::LambertConformalConic
    } else {
        Method::LambertAzimuthalEqualArea
    };
    centred(method, extent)
}
