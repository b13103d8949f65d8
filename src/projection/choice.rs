//! Which projection: what the user asks for, completed from the extent where only a name is given.

use super::automatic;
use super::purpose::Purpose;
use super::spec::{Open, ProjectionSpec};
use super::{Method, ProjectionError, epsg, proj_text};
use crate::geographic::Extent;

/// What the user asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum ProjectionChoice {
    /// The one that suits the extent.
    Auto,
    /// The one that suits the extent for a purpose.
    For(Purpose),
    /// This one.
    Proj(ProjectionSpec),
}

impl std::str::FromStr for ProjectionChoice {
    type Err = ProjectionError;

    /// `auto`, `auto:measure`, `auto:areas`, `auto:navigate`, a name, a PROJ string, or an EPSG code (`EPSG:32637`).
    fn from_str(text: &str) -> Result<Self, ProjectionError> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("auto") {
            return Ok(Self::Auto);
        }
        if let Some(purpose) = text.get(..5).filter(|p| p.eq_ignore_ascii_case("auto:")).map(|_| &text[5..]) {
            let unknown = || ProjectionError::Unknown(text.to_owned());
            return Purpose::by_name(purpose).map(Self::For).ok_or_else(unknown);
        }
        if let Some(code) = text.get(..5).filter(|p| p.eq_ignore_ascii_case("epsg:")).map(|_| &text[5..]) {
            return epsg::by_code(code).map(Self::Proj);
        }
        if text.contains("proj=") {
            return proj_text::parse(text).map(Self::Proj);
        }
        if text.eq_ignore_ascii_case("utm") {
            let spec = ProjectionSpec::of(Method::TransverseMercator);
            return Ok(Self::Proj(ProjectionSpec { open: Open::UtmZone, ..spec }));
        }
        let method = Method::by_name(text).ok_or_else(|| ProjectionError::Unknown(text.to_owned()))?;
        Ok(Self::Proj(ProjectionSpec { open: Open::Parameters, ..ProjectionSpec::of(method) }))
    }
}

impl ProjectionSpec {
    /// With centre and parallels from the extent where only a name was given.
    pub(super) fn completed(&self, extent: &Extent) -> Self {
        match self.open {
            Open::Nothing => self.clone(),
            Open::Parameters => automatic::centred(self.method, extent),
            Open::UtmZone => {
                let middle = extent.center();
                let zone = libm::floor((middle.lon_deg + 180.0) / 6.0) as u32 % 60 + 1;
                Self::utm(zone, middle.lat_deg < 0.0)
            }
        }
    }
}
