//! The distances that a figure shows.

use super::in_file;
use super::read::read_features;
use super::refused;
use crate::claims::{MeasuredBorder, Measurement, Subject, measure_to, measure_to_nearest};
use crate::data::borders::{BorderLayer, Borders, LandBorder, NATURAL_EARTH, OSM_2017, OSM_2026};
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::{ClaimedPlace, Incident};
use crate::data::layer::Layer;
use crate::data::load;
use crate::diagnostic::Diagnostic;
use crate::layout::UserLayer;
use crate::layout::map::measured::MeasuredDistance;
use crate::spatial::{DistanceInterval, EdgeKind, interval};
use crate::spec::{Figure, Measure};
use std::path::Path;

/// What a figure measures to.
pub(super) enum Border {
    /// The nearest land border of the country that each place lies in.
    Nearest,
    /// One border.
    Of(Box<MeasuredBorder>),
}

/// The borders of a figure, one for each `[[measure]]`; all faults of all of them.
pub(super) fn borders(
    figure: &Figure,
    root: &Path,
    catalogue: &Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Border>, Vec<Diagnostic>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for wanted in &figure.measure {
        match border(&wanted.to, root, catalogue, warnings) {
            Ok(border) => found.push(border),
            Err(refused) => faults.extend(refused),
        }
    }
    if faults.is_empty() { Ok(found) } else { Err(faults) }
}

fn border(
    to: &str,
    root: &Path,
    catalogue: &Catalogue,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Border, Vec<Diagnostic>> {
    if to.eq_ignore_ascii_case("nearest") {
        return Ok(Border::Nearest);
    }
    let border = match catalogue.land_border(to) {
        Ok(border) => MeasuredBorder::builtin(&[border], EdgeKind::Rfc7946),
        Err(_) if root.join(to).exists() => {
            let features = read_features(to, root, warnings)?;
            let lines = features.iter().filter_map(|f| f.geometry.as_ref()).flat_map(geometry::lines).collect();
            MeasuredBorder::of_file(&load::public_name(to), lines, EdgeKind::Rfc7946)
        }
        Err(unknown) => {
            let message = format!("{unknown}, and there is no file of that name");
            let fault = Diagnostic::error("spatial::unknown-border", message);
            let near = unknown.near.join(", ");
            return Err(vec![fault.help(format!("built in: {near}; or nearest, or a GeoJSON file of lines"))]);
        }
    };
    border.map(|b| Border::Of(Box::new(b))).map_err(|e| {
        let fault = Diagnostic::error("spatial::no-line", e.to_string()).at(in_file(to));
        vec![fault.help("a border is lines of at least two places, or polygons")]
    })
}

/// What is shown of the distances.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// The lines with their values.
    pub distances: Vec<MeasuredDistance>,
    /// The layers that they rest on: their credits belong on the figure.
    pub layers: Vec<&'static Layer>,
    /// The lines themselves where the base map draws coarser ones, so that the reader sees the line that is meant.
    pub drawn: Vec<UserLayer>,
    /// Where the line is in doubt. Sentences with full stops.
    pub notes: Vec<String>,
}

/// Shortest lines from incidents to the figure's borders.
pub(super) fn measure(
    figure: &Figure,
    incidents: &[Incident],
    borders: &[Border],
) -> Result<Measured, Vec<Diagnostic>> {
    let mut measured = Measured::default();
    for (wanted, border) in figure.measure.iter().zip(borders) {
        let chosen: Vec<usize> = (0..incidents.len()).filter(|&i| is_meant(wanted, &incidents[i])).collect();
        let subjects = chosen.iter().map(|&i| Subject::from(&incidents[i])).collect();
        let rows = match border {
            Border::Nearest => {
                measure_to_nearest(subjects, EdgeKind::Rfc7946).map_err(|e| refused("spatial::no-line", &e))?
            }
            Border::Of(border) => measure_to(subjects, border, false),
        };
        for (incident, row) in chosen.into_iter().zip(&rows) {
            measured.add(incident, row, wanted);
        }
    }
    Ok(measured)
}

/// Is a line drawn from this incident?
fn is_meant(wanted: &Measure, incident: &Incident) -> bool {
    let named = wanted.incident.as_ref().is_none_or(|id| *id == incident.id);
    named && matches!(incident.located().map(|l| &l.place), Some(ClaimedPlace::Point(_)))
}

impl Measured {
    fn add(&mut self, incident: usize, row: &Measurement, wanted: &Measure) {
        let (Ok(place), Some(nearest)) = (&row.subject.place, &row.nearest) else {
            self.notes
                .extend(row.subject.place.as_ref().err().map(|why| sentence(&format!("{}: {why}", row.subject.id))));
            return;
        };
        let accuracy_m = row.rests_on.as_ref().and_then(|r| r.accuracy_m).unwrap_or(0.0);
        let interval: DistanceInterval =
            interval(nearest.distance_m, row.subject.uncertainty_m.unwrap_or(0.0), accuracy_m);
        let words = wanted.words.clone().unwrap_or_default();
        let countries = row.rests_on.as_ref().and_then(|r| r.pair);
        let line = row.rests_on.as_ref().map(|r| r.label()).unwrap_or_default();
        let (from, foot) = (*place, nearest.foot);
        self.distances.push(MeasuredDistance { incident, from, foot, interval, words, countries, line });
        for note in row.notes().iter().map(|n| sentence(n)) {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        let Some(rests_on) = &row.rests_on else { return };
        let Some(([a, b], used)) = rests_on.pair.zip(BorderLayer::by_id(&rests_on.layer)) else { return };
        if !self.layers.iter().any(|l| l.id == used.id) {
            self.layers.push(used.as_layer());
        }
        let finer = |b: &&LandBorder| b.parts.iter().any(|p| p.layer != &NATURAL_EARTH);
        let border = Borders::builtin().of(a, b).filter(|_| used != &OSM_2026).filter(finer);
        let drawn = border.map(drawn).filter(|new| self.drawn.iter().all(|old| old.layer.id != new.layer.id));
        self.drawn.extend(drawn);
    }
}

/// A built-in border as a layer over the map.
fn drawn(border: &LandBorder) -> UserLayer {
    let source = border.parts.first().map_or(&OSM_2017, |p| p.layer);
    let label = format!("{}, {}", border.name(), source.name);
    UserLayer { label, credit: None, layer: border.layer.clone(), named: false, priority: None, pictogram: None }
}

/// A note as a sentence.
fn sentence(note: &str) -> String {
    let mut letters = note.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str())
}
