//! EPSG codes: their PROJ strings from the crate `crs-definitions`, read as any other.

use super::spec::ProjectionSpec;
use super::{Method, ProjectionError, proj_text};

/// The projection of a code, `32637` for UTM zone 37 north.
pub(super) fn by_code(code: &str) -> Result<ProjectionSpec, ProjectionError> {
    let unknown = || ProjectionError::UnknownCode(code.trim().to_owned());
    let number: u16 = code.trim().parse().map_err(|_| unknown())?;
    let definition = crs_definitions::from_code(number).ok_or_else(unknown)?;
    let text = definition.proj4;
    proj_text::parse(text).map_err(|error| match error {
        ProjectionError::Geographic(_) => ProjectionError::Geographic(format!("EPSG:{number}")),
        ProjectionError::Unknown(_) => {
            let methods: Vec<&str> = Method::ALL.iter().map(|m| m.proj_name()).collect();
            let problem = format!("“{text}” is none of the methods that are known here: {}", methods.join(", "));
            ProjectionError::Parameter { name: format!("EPSG:{number}"), problem }
        }
        other => other,
    })
}
