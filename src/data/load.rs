//! The dataset of a figure: incidents, sources, the user's layers.

use super::feature::{Feature, Origin};
use super::incident::Incident;
use super::source::{Sources, read_sources};
use crate::diagnostic::Diagnostic;

/// Name of the built-in incidents in a spec.
pub const BUILTIN_INCIDENTS: &str = "builtin:idlib";

/// The built-in incidents of Idlib.
pub fn builtin_incidents() -> &'static [u8] {
    include_bytes!("../../geodata/incidents.geojson")
}

/// The list of sources that the built-in incidents cite.
///
/// # Errors
/// Never for the file as it is built in; a test reads it.
pub fn builtin_sources() -> Result<Sources, Vec<Diagnostic>> {
    read_sources(include_str!("../../geodata/sources.json"), "geodata/sources.json")
}

/// Incidents of features, with what is odd about them.
pub fn incidents(features: &[Feature]) -> (Vec<Incident>, Vec<Diagnostic>) {
    let mut warnings = Vec::new();
    let incidents = features.iter().map(|f| Incident::from_feature(f, &mut warnings)).collect();
    (incidents, warnings)
}

/// A first reader: replaced by the checking one.
pub fn features_of(name: &str, bytes: &[u8]) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let collection: geojson::FeatureCollection =
        serde_json::from_slice(bytes).map_err(|e| vec![Diagnostic::error("data::not-geojson", e.to_string())])?;
    let file: std::sync::Arc<str> = name.into();
    Ok(collection
        .features
        .into_iter()
        .enumerate()
        .map(|(i, f)| Feature {
            id: f.id.map(|id| match id {
                geojson::feature::Id::String(s) => s.into(),
                geojson::feature::Id::Number(n) => n.into(),
            }),
            geometry: f.geometry.and_then(|g| geo::Geometry::<f64>::try_from(g).ok()),
            properties: f.properties.unwrap_or_default(),
            origin: Origin { file: file.clone(), line: 1, feature: i + 1 },
        })
        .collect())
}
