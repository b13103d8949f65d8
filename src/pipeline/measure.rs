//! The distances that a figure shows.

use super::read::read_features;
use super::refused;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::{ClaimedPlace, Incident};
use crate::data::layer::Layer;
use crate::diagnostic::Diagnostic;
use crate::geographic::LonLat;
use crate::layout::map::measured::MeasuredDistance;
use crate::spatial::{BorderIndex, EdgeKind, interval};
use crate::spec::Figure;
use std::path::Path;

/// Shortest lines from incidents to borders.
pub(super) fn measure<'c>(
    figure: &Figure,
    root: &Path,
    incidents: &[Incident],
    catalogue: &'c Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(Vec<MeasuredDistance>, Vec<&'c Layer>), Vec<Diagnostic>> {
    let (mut distances, mut layers) = (Vec::new(), Vec::new());
    for wanted in &figure.measure {
        let (lines, accuracy_m) = match catalogue.border(&wanted.to) {
            Ok(layer) => {
                layers.push(layer);
                let lines: Vec<Vec<LonLat>> =
                    layer.features.iter().flat_map(|f| geometry::lines(&f.geometry)).collect();
                (lines, layer.accuracy_m.unwrap_or(0.0))
            }
            Err(_) if root.join(&wanted.to).exists() => {
                let features = read_features(&wanted.to, root, warnings)?;
                (features.iter().filter_map(|f| f.geometry.as_ref()).flat_map(geometry::lines).collect(), 0.0)
            }
            Err(unknown) => {
                let fault = Diagnostic::error("spatial::unknown-border", unknown.to_string());
                return Err(vec![
                    fault.help(format!("built in: {}; or give a GeoJSON file of lines", unknown.near.join(", "))),
                ]);
            }
        };
        let index = BorderIndex::new(lines, EdgeKind::Rfc7946).map_err(|e| refused("spatial::no-line", &e))?;
        for (number, incident) in incidents.iter().enumerate() {
            if wanted.incident.as_ref().is_some_and(|id| *id != incident.id) {
                continue;
            }
            let Some(ClaimedPlace::Point(place)) = incident.located().map(|l| &l.place) else { continue };
            let uncertainty_m = incident.located().and_then(|l| l.uncertainty_m).unwrap_or(0.0);
            let nearest = index.nearest(*place);
            distances.push(MeasuredDistance {
                incident: number,
                from: *place,
                foot: nearest.foot,
                interval: interval(nearest.distance_m, uncertainty_m, accuracy_m),
                words: wanted.words.clone().unwrap_or_default(),
            });
        }
    }
    Ok((distances, layers))
}
