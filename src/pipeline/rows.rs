//! A figure's data as a table: one row an incident, those too that the map doesn't show, with the reason.

use crate::data::incident::{ClaimedPlace, CountClaim, CountRange, Incident};
use crate::geographic::LonLat;
use crate::layout::Layout;
use crate::layout::language::ENGLISH;
use crate::layout::map::measured::MeasuredDistance;
use crate::layout::map::symbols::{Placement, is_shown, placement};
use crate::layout::panel::claims;

/// One incident of a figure, as its data have it. What is not known is `None`, never 0.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentRow {
    /// Its id.
    pub id: String,
    /// Name as the source spells it.
    pub name: Option<String>,
    /// Name in Arabic.
    pub name_ar: Option<String>,
    /// The place, only where a point is claimed: an area or a direction has none.
    pub place: Option<LonLat>,
    /// How the place is known: `point`, `shape`, `area`, `named_area`, `direction`, `none`.
    pub precision: &'static str,
    /// The true place lies within so many metres of the point.
    pub radius_m: Option<f64>,
    /// ISO 8601 day, month or year; a period with `/` between.
    pub date: Option<String>,
    /// Kind of event as incident files write it.
    pub kind: Option<String>,
    /// Least number of killed of any claim.
    pub killed_min: Option<u32>,
    /// Greatest number of killed that any claim states.
    pub killed_max: Option<u32>,
    /// Who said how many were killed: `78–105 fighters, Wikipedia [key]`, those left out of the range with the reason.
    pub claims: Vec<String>,
    /// Keys of its sources, in the order of their first use.
    pub sources: Vec<String>,
    /// Distances that the figure shows, the shortest first.
    pub distances: Vec<DistanceCells>,
    /// Why the map doesn't show it; `None`: it does.
    pub hidden: Option<&'static str>,
}

/// A measured distance.
#[derive(Debug, Clone, PartialEq)]
pub struct DistanceCells {
    /// From the place to the nearest point of the line, metres.
    pub distance_m: f64,
    /// Least and greatest that place and line allow; `None`: nobody says how well the place is known.
    pub bounds_m: Option<(f64, f64)>,
    /// What was measured to.
    pub border: String,
}

/// The rows of a laid-out figure, in the order of its incidents.
pub(super) fn rows(layout: &Layout, distances: &[MeasuredDistance]) -> Vec<IncidentRow> {
    let with_number = layout.incidents.iter().zip(&layout.shown).enumerate();
    with_number.map(|(i, (incident, shown))| row(incident, i, *shown, distances, layout)).collect()
}

fn row(
    incident: &Incident,
    number: usize,
    shown: bool,
    distances: &[MeasuredDistance],
    layout: &Layout,
) -> IncidentRow {
    let located = incident.located();
    let (place, precision) = match located.map(|l| &l.place) {
        Some(ClaimedPlace::Point(place)) => (Some(*place), "point"),
        Some(ClaimedPlace::Shape(_)) => (None, "shape"),
        Some(ClaimedPlace::Area { .. }) => (None, "area"),
        Some(ClaimedPlace::NamedArea(_)) => (None, "named_area"),
        Some(ClaimedPlace::Sector { .. }) => (None, "direction"),
        Some(ClaimedPlace::Unlocated) | None => (None, "none"),
    };
    let radius_m = located.and_then(|l| l.uncertainty_m);
    let date = incident.date.as_ref();
    let killed = incident.killed_range();
    let mut sources: Vec<String> = Vec::new();
    incident.source_keys().for_each(|key| {
        if !sources.iter().any(|k| k == key) {
            sources.push(key.to_owned());
        }
    });
    let mut measured: Vec<&MeasuredDistance> = distances.iter().filter(|d| d.incident == number).collect();
    measured.sort_by(|a, b| a.interval.distance_m.total_cmp(&b.interval.distance_m));
    IncidentRow {
        id: incident.id.clone(),
        name: incident.name.clone(),
        name_ar: incident.name_ar.clone(),
        place,
        precision,
        radius_m,
        date: date.map(|d| d.end.map_or_else(|| d.start.to_string(), |end| format!("{}/{end}", d.start))),
        kind: incident.kind.and_then(|k| Some(serde_json::to_value(k).ok()?.as_str()?.to_owned())),
        killed_min: killed.and_then(|k| k.min),
        // "At least five" has no greatest number.
        killed_max: killed.and_then(|k| k.max).filter(|_| !CountRange::open(&incident.killed)),
        claims: incident.killed.iter().filter_map(claim).collect(),
        sources,
        distances: measured.into_iter().map(|d| distance(d, radius_m.is_some())).collect(),
        hidden: (!shown).then(|| why_hidden(incident, layout)),
    }
}

fn distance(measured: &MeasuredDistance, place_is_bounded: bool) -> DistanceCells {
    let i = measured.interval;
    DistanceCells {
        distance_m: i.distance_m,
        bounds_m: place_is_bounded.then_some((i.min_m, i.max_m)),
        border: measured.line.clone(),
    }
}

fn why_hidden(incident: &Incident, layout: &Layout) -> &'static str {
    match placement(incident) {
        Placement::None => "no place is told",
        _ if !is_shown(incident, &layout.map.frame) => "outside the frame",
        _ => "no area of that name is built in",
    }
}

fn claim(claim: &CountClaim) -> Option<String> {
    let mut told = claims::value(claim, ENGLISH)?;
    claim.unit.iter().for_each(|unit| told.push_str(&claims::unit(claim, unit)));
    claim.said_by.iter().for_each(|who| told.push_str(&format!(", {who}")));
    claim.source.iter().for_each(|key| told.push_str(&format!(" [{key}]")));
    claim.left_out.iter().for_each(|why| told.push_str(&format!(" (not in the range: {why})")));
    // Narrow and no-break spaces are for the page: in a table they hinder search.
    Some(told.replace(['\u{a0}', '\u{202f}'], " "))
}
