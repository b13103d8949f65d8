//! The distances that a figure shows.

use super::in_file;
use super::read::read_features;
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

/// What a figure measures to.
pub(super) struct Border<'c> {
    index: BorderIndex,
    accuracy_m: f64,
    /// The built-in layer, which is drawn and credited.
    layer: Option<&'c Layer>,
}

/// The borders of a figure, one for each `[[measure]]`; all faults of all of them.
pub(super) fn borders<'c>(
    figure: &Figure,
    root: &Path,
    catalogue: &'c Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Border<'c>>, Vec<Diagnostic>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for wanted in &figure.measure {
        match border(&wanted.to, root, catalogue, warnings) {
            Ok(border) => found.push(border),
            Err(refused) => faults.extend(refused),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn border<'c>(
    to: &str,
    root: &Path,
    catalogue: &'c Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Border<'c>, Vec<Diagnostic>> {
    let (lines, layer) = match catalogue.border(to) {
        Ok(layer) => (layer.features.iter().flat_map(|f| geometry::lines(&f.geometry)).collect(), Some(layer)),
        Err(_) if root.join(to).exists() => {
            let features = read_features(to, root, warnings)?;
            (features.iter().filter_map(|f| f.geometry.as_ref()).flat_map(geometry::lines).collect(), None)
        }
        Err(unknown) => {
            let message = format!("{unknown}, and there is no file of that name");
            let fault = Diagnostic::error("spatial::unknown-border", message);
            let help = format!("built in: {}; or give a GeoJSON file of lines", unknown.near.join(", "));
            return Err(vec![fault.help(help)]);
        }
    };
    let lines: Vec<Vec<LonLat>> = lines;
    let index = BorderIndex::new(lines, EdgeKind::Rfc7946)
        .map_err(|e| vec![Diagnostic::error("spatial::no-line", e.to_string()).at(in_file(to))])?;
    Ok(Border { index, accuracy_m: layer.and_then(|l| l.accuracy_m).unwrap_or(0.0), layer })
}

/// Shortest lines from incidents to borders, and the built-in layers that are measured to.
pub(super) fn measure<'c>(
    figure: &Figure,
    incidents: &[Incident],
    borders: &[Border<'c>],
) -> (Vec<MeasuredDistance>, Vec<&'c Layer>) {
    let mut distances = Vec::new();
    for (wanted, border) in figure.measure.iter().zip(borders) {
        for (number, incident) in incidents.iter().enumerate() {
            if wanted.incident.as_ref().is_some_and(|id| *id != incident.id) {
                continue;
            }
            let Some(ClaimedPlace::Point(place)) = incident.located().map(|l| &l.place) else { continue };
            let uncertainty_m = incident.located().and_then(|l| l.uncertainty_m).unwrap_or(0.0);
            let nearest = border.index.nearest(*place);
            distances.push(MeasuredDistance {
                incident: number,
                from: *place,
                foot: nearest.foot,
                interval: interval(nearest.distance_m, uncertainty_m, border.accuracy_m),
                words: wanted.words.clone().unwrap_or_default(),
            });
        }
    }
    (distances, borders.iter().filter_map(|b| b.layer).collect())
}
