//! A method with all its parameters: what a PROJ string says.

use super::albers::Albers;
use super::datum_shift::DatumShift;
use super::ellipsoid::Ellipsoid;
use super::equal_earth::EqualEarth;
use super::equidistant_cylindrical::EquidistantCylindrical;
use super::lambert_conformal::LambertConformalConic;
use super::mercator::Mercator;
use super::mollweide::Mollweide;
use super::natural_earth::NaturalEarth;
use super::robinson::Robinson;
use super::sinusoidal::Sinusoidal;
use super::winkel_tripel::WinkelTripel;
use super::{Method, ProjectionDescription, ProjectionError, Raw};
use super::{
    azimuthal_equidistant, gnomonic, lambert_azimuthal, named, orthographic, stereographic, transverse_mercator,
};
use std::fmt::Write;
use std::sync::Arc;

/// A method with its parameters, in degrees and metres.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectionSpec {
    pub(super) method: Method,
    pub(super) ellipsoid: Ellipsoid,
    pub(super) lon_0_deg: f64,
    pub(super) lat_0_deg: f64,
    pub(super) lat_1_deg: f64,
    pub(super) lat_2_deg: f64,
    /// The parallel of true scale, where one is given.
    pub(super) lat_ts_deg: Option<f64>,
    /// Azimuth of the page's up (orthographic).
    pub(super) alpha_deg: f64,
    pub(super) k_0: f64,
    pub(super) x_0_m: f64,
    pub(super) y_0_m: f64,
    /// Metres in the unit of its coordinates.
    pub(super) unit_m: f64,
    /// East of Greenwich.
    pub(super) prime_meridian_deg: f64,
    /// Are longitudes beyond ±180° to stay there?
    pub(super) over: bool,
    /// Letters of the first two axes, `en` as a rule.
    pub(super) axes: [u8; 2],
    /// From WGS 84 to the datum.
    pub(super) shift: Option<DatumShift>,
    /// What is still to be taken from the extent.
    pub(super) open: Open,
}

/// What the extent decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing.
    Nothing,
    /// Centre and parallels.
    Parameters,
    /// The zone of UTM.
    UtmZone,
}

fn cannot(name: &str, problem: &str) -> ProjectionError {
    ProjectionError::Parameter { name: name.to_owned(), problem: problem.to_owned() }
}

impl ProjectionSpec {
    pub(super) fn of(method: Method) -> Self {
        Self {
            method,
            ellipsoid: Ellipsoid::wgs84(),
            lon_0_deg: 0.0,
            lat_0_deg: 0.0,
            lat_1_deg: 0.0,
            lat_2_deg: 0.0,
            lat_ts_deg: None,
            alpha_deg: 0.0,
            k_0: 1.0,
            x_0_m: 0.0,
            y_0_m: 0.0,
            unit_m: 1.0,
            prime_meridian_deg: 0.0,
            over: false,
            axes: *b"en",
            shift: None,
            open: Open::Nothing,
        }
    }

    /// A zone of UTM.
    pub(super) fn utm(zone: u32, south: bool) -> Self {
        Self {
            lon_0_deg: f64::from(zone) * 6.0 - 183.0,
            k_0: 0.9996,
            x_0_m: 500_000.0,
            y_0_m: if south { 10_000_000.0 } else { 0.0 },
            ..Self::of(Method::TransverseMercator)
        }
    }

    /// Is a parameter one that the method can't have?
    fn check(&self) -> Result<(), ProjectionError> {
        if self.lat_0_deg.abs() > 90.0 {
            return Err(cannot("lat_0", "a latitude is from −90 to 90"));
        }
        if self.k_0 <= 0.0 {
            return Err(cannot("k_0", "a scale factor is above 0"));
        }
        let ts = self.lat_ts_deg.unwrap_or(0.0).abs();
        if ts > 90.0 || (ts == 90.0 && self.method == Method::Mercator) {
            return Err(cannot("lat_ts", "a parallel of true scale is from −90 to 90, and no pole for Mercator"));
        }
        if self.method.is_conic() {
            if (self.lat_1_deg + self.lat_2_deg).to_radians().abs() < 1e-10 {
                let help =
                    "the standard parallels must not lie opposite each other; about the equator, merc or laea suits";
                return Err(cannot("lat_1", help));
            }
            let most = if self.method == Method::LambertConformalConic { 89.999_999_99 } else { 90.0 };
            if self.lat_1_deg.abs() > most || self.lat_2_deg.abs() > most {
                return Err(cannot("lat_1", "a standard parallel is from −90 to 90, and no pole for lcc"));
            }
        }
        Ok(())
    }

    pub(super) fn raw(&self) -> Result<Arc<dyn Raw>, ProjectionError> {
        self.check()?;
        let (ellipsoid, k_0) = (self.ellipsoid, self.k_0);
        let (phi_0, alpha) = (self.lat_0_deg.to_radians(), self.alpha_deg.to_radians());
        let (phi_1, phi_2) = (self.lat_1_deg.to_radians(), self.lat_2_deg.to_radians());
        let phi_ts = self.lat_ts_deg.map(f64::to_radians);
        Ok(match self.method {
            Method::TransverseMercator => transverse_mercator::new(ellipsoid, phi_0, k_0).into(),
            Method::LambertConformalConic => Arc::new(LambertConformalConic::new(ellipsoid, phi_0, phi_1, phi_2, k_0)),
            Method::AlbersEqualArea => Arc::new(Albers::new(ellipsoid, phi_0, phi_1, phi_2)),
            Method::LambertAzimuthalEqualArea => lambert_azimuthal::new(ellipsoid, phi_0).into(),
            Method::AzimuthalEquidistant => azimuthal_equidistant::new(ellipsoid, phi_0).into(),
            Method::Stereographic => {
                stereographic::new(ellipsoid, phi_0, phi_ts.unwrap_or(std::f64::consts::FRAC_PI_2), k_0).into()
            }
            Method::Orthographic => orthographic::new(ellipsoid, phi_0, alpha, k_0).into(),
            Method::Gnomonic => gnomonic::new(ellipsoid, phi_0).into(),
            Method::Mercator => Arc::new(Mercator::new(ellipsoid, phi_ts.map_or(k_0, |phi| ellipsoid.m(phi.abs())))),
            Method::WebMercator => Arc::new(Mercator::new(Ellipsoid::sphere(ellipsoid.a_m), 1.0)),
            Method::EquidistantCylindrical => {
                Arc::new(EquidistantCylindrical { phi_0, cos_ts: libm::cos(phi_ts.unwrap_or(0.0)) })
            }
            Method::EqualEarth => Arc::new(EqualEarth::new(ellipsoid)),
            Method::Sinusoidal => Arc::new(Sinusoidal::new(ellipsoid)),
            Method::Mollweide => Arc::new(Mollweide),
            Method::Robinson => Arc::new(Robinson),
            Method::NaturalEarth => Arc::new(NaturalEarth),
            Method::WinkelTripel => Arc::new(WinkelTripel { cos_1: libm::cos(phi_1) }),
        })
    }

    /// The complete PROJ string, in metres.
    pub(super) fn proj_string(&self) -> String {
        let mut out = format!("+proj={}", self.method.proj_name());
        let mut say = |name: &str, value: f64| {
            // Writing to a String can't fail.
            let _ = write!(out, " +{name}={value}");
        };
        let with_lat_0 = self.method.is_azimuthal()
            || self.method.is_conic()
            || matches!(self.method, Method::TransverseMercator | Method::EquidistantCylindrical);
        if with_lat_0 {
            say("lat_0", self.lat_0_deg);
        }
        say("lon_0", self.lon_0_deg);
        match self.method {
            Method::TransverseMercator => say("k", self.k_0),
            Method::LambertConformalConic | Method::AlbersEqualArea => {
                say("lat_1", self.lat_1_deg);
                say("lat_2", self.lat_2_deg);
            }
            Method::WinkelTripel => say("lat_1", self.lat_1_deg),
            Method::Mercator if self.k_0 == 1.0 => say("lat_ts", self.lat_ts_deg.unwrap_or(0.0)),
            Method::EquidistantCylindrical => say("lat_ts", self.lat_ts_deg.unwrap_or(0.0)),
            Method::Stereographic if self.lat_ts_deg.is_some() => say("lat_ts", self.lat_ts_deg.unwrap_or(90.0)),
            Method::Orthographic if self.alpha_deg != 0.0 => say("alpha", self.alpha_deg),
            _ => {}
        }
        let scaled = matches!(
            self.method,
            Method::LambertConformalConic | Method::Mercator | Method::Stereographic | Method::Orthographic
        );
        if scaled && self.k_0 != 1.0 {
            say("k_0", self.k_0);
        }
        say("x_0", self.x_0_m);
        say("y_0", self.y_0_m);
        let ellipsoid = match named::ellipsoid_name(&self.ellipsoid) {
            Some(name) => format!("+ellps={name}"),
            None if self.ellipsoid.is_sphere() => format!("+R={}", self.ellipsoid.a_m),
            None => format!("+a={} +rf={}", self.ellipsoid.a_m, 1.0 / self.ellipsoid.f),
        };
        let shift = self.shift.as_ref().map(|s| format!(" +towgs84={}", s.text())).unwrap_or_default();
        let meridian =
            if self.prime_meridian_deg == 0.0 { String::new() } else { format!(" +pm={}", self.prime_meridian_deg) };
        format!("{out} {ellipsoid}{shift}{meridian} +units=m +no_defs")
    }

    pub(super) fn description(&self) -> ProjectionDescription {
        ProjectionDescription {
            method: self.method,
            central_meridian_deg: crate::geographic::normalize_lon_deg(self.lon_0_deg + self.prime_meridian_deg),
            latitude_of_origin_deg: self.lat_0_deg,
            standard_parallels_deg: match self.method {
                Method::LambertConformalConic | Method::AlbersEqualArea => vec![self.lat_1_deg, self.lat_2_deg],
                Method::EquidistantCylindrical => self.lat_ts_deg.into_iter().collect(),
                _ => Vec::new(),
            },
        }
    }
}
