//! The projection that suits an extent, with centre and parallels from it.
//!
//! The choice follows Snyder (1987, pp. 34–35) and Šavrič, Jenny and Jenny (2016, "Projection Wizard"): a map
//! of the world is equal-area; a hemisphere or continent azimuthal equal-area about its middle; smaller maps are
//! conformal, so that shapes and directions hold: near the equator and wide Mercator, in middle latitudes and wide Lambert's cone, tall or
//! small transverse Mercator, near a pole azimuthal. Centres and parallels come from the extent.

use super::Method;
use super::proj_text::WINKELS_PARALLEL_DEG;
use super::spec::ProjectionSpec;
use crate::geographic::Extent;

/// Parallels of a cone for an extent that lies evenly on both sides of the equator.
const NORTHERN_PARALLELS_DEG: (f64, f64) = (20.0, 50.0);

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

/// Around a pole, or in one hemisphere well away from the equator?
fn circumpolar(extent: &Extent) -> bool {
    let polar = extent.north_deg > 84.0 || extent.south_deg < -80.0;
    extent.south_deg >= 30.0 || extent.north_deg <= -30.0 || (polar && extent.height_deg() < 75.0)
}

/// A method with centre and parallels from the extent.
pub(super) fn centred(method: Method, extent: &Extent) -> ProjectionSpec {
    let middle = extent.center();
    let (width, height) = (extent.width_deg(), extent.height_deg());
    let lat = rounded(middle.lat_deg, height);
    let mut spec = ProjectionSpec::of(method);
    spec.lon_0_deg = if width >= 359.0 { 0.0 } else { rounded(middle.lon_deg, width) };
    match method {
        Method::LambertConformalConic | Method::AlbersEqualArea => {
            // A sixth of the height inside the edges (Snyder 1987, p. 99, after Deetz and Adams).
            spec.lat_0_deg = lat;
            spec.lat_1_deg = rounded(extent.south_deg + height / 6.0, height);
            spec.lat_2_deg = rounded(extent.north_deg - height / 6.0, height);
            if (spec.lat_1_deg + spec.lat_2_deg).abs() < 1.0 {
                // Nothing of the earth lies between the parallels of a flat cone: as for the lands of the north.
                (spec.lat_1_deg, spec.lat_2_deg) = NORTHERN_PARALLELS_DEG;
            }
        }
        Method::Mercator | Method::EquidistantCylindrical => spec.lat_ts_deg = Some(lat),
        Method::TransverseMercator => spec.lat_0_deg = lat,
        Method::WinkelTripel => spec.lat_1_deg = WINKELS_PARALLEL_DEG,
        _ if method.is_azimuthal() && width > 180.0 && (circumpolar(extent) || method != Method::Orthographic) => {
            spec.lat_0_deg = if middle.lat_deg < 0.0 { -90.0 } else { 90.0 };
        }
        _ if method.is_azimuthal() => spec.lat_0_deg = lat,
        _ => {}
    }
    spec
}

/// Why a projection is taken for an extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// More than half of all longitudes, not around a pole.
    World,
    /// Around a pole.
    Polar,
    /// A hemisphere or continent.
    Continent,
    /// Narrow from east to west.
    Narrow,
    /// Along the equator.
    Equatorial,
    /// Wide, in middle latitudes.
    Wide,
    /// Tall, in middle or high latitudes.
    Tall,
}

impl Rule {
    /// Its reason.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::World => {
                "the world: areas can be compared, and parallels are straight (Šavrič, Patterson & Jenny 2018)"
            }
            Self::Polar => {
                "around a pole: azimuthal about it, so that areas can be compared and no direction is preferred"
            }
            Self::Continent => "a continent or hemisphere: equal-area about its middle (Snyder 1987, p. 34)",
            Self::Narrow => {
                "narrow from east to west: conformal, true along the meridian through its middle (Snyder 1987, p. 35)"
            }
            Self::Equatorial => {
                "along the equator: conformal, true along the parallel through its middle (Snyder 1987, p. 35)"
            }
            Self::Wide => {
                "wide, in middle latitudes: conformal cone with parallels a sixth of the height inside its edges (Snyder 1987, p. 99)"
            }
            Self::Tall => "as tall as wide: equal-area about its middle (Šavrič, Jenny & Jenny 2016)",
        }
    }

    fn method(self) -> Method {
        match self {
            Self::World => Method::EqualEarth,
            Self::Polar | Self::Continent | Self::Tall => Method::LambertAzimuthalEqualArea,
            Self::Narrow => Method::TransverseMercator,
            Self::Equatorial => Method::Mercator,
            Self::Wide => Method::LambertConformalConic,
        }
    }
}

/// The rule that an extent falls under.
pub(super) fn rule(extent: &Extent) -> Rule {
    let lat = extent.center().lat_deg;
    let (width, height) = (extent.width_deg(), extent.height_deg());
    let polar = extent.north_deg > 84.0 || extent.south_deg < -80.0;
    let ground_width = width * libm::cos(lat.to_radians());
    if width > 180.0 && circumpolar(extent) {
        Rule::Polar
    } else if width > 180.0 || (width > 150.0 && height > 80.0) {
        Rule::World
    } else if polar {
        Rule::Polar
    } else if ground_width > 60.0 || height > 50.0 {
        Rule::Continent
    } else if ground_width < 10.0 {
        Rule::Narrow
    } else if lat.abs() < 15.0 {
        Rule::Equatorial
    } else if ground_width > height * 0.8 && lat.abs() < 70.0 {
        Rule::Wide
    } else {
        Rule::Tall
    }
}

/// The projection that suits an extent.
pub(super) fn automatic(extent: &Extent) -> ProjectionSpec {
    centred(rule(extent).method(), extent)
}
