//! The flat members beside the lists, for QGIS and spreadsheets: computed from the lists, never read over them.

use schemars::JsonSchema;
use serde::Serialize;

use super::date::{CivilDate, DateBasis, DatePrecision};
use super::{CountClaim, CountRange, Incident};

/// One row about an incident, in flat members. All are `null` where nothing is known.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Summary {
    /// The date, or the beginning of the period.
    pub date_start: Option<CivilDate>,
    /// The end of a period.
    pub date_end: Option<CivilDate>,
    /// How fine the date is.
    pub date_precision: Option<DatePrecision>,
    /// What the date rests on.
    pub date_basis: Option<DateBasis>,
    /// Least number of killed of any claim.
    pub killed_min: Option<u32>,
    /// Greatest number of killed that any claim states.
    pub killed_max: Option<u32>,
    /// Is `killed_max` only a lower bound ("at least")?
    pub killed_open: Option<bool>,
    /// Least number of injured of any claim.
    pub injured_min: Option<u32>,
    /// Greatest number of injured that any claim states.
    pub injured_max: Option<u32>,
    /// Is `injured_max` only a lower bound?
    pub injured_open: Option<bool>,
    /// `contested`, or the status of the first attribution.
    pub status: Option<String>,
    /// Actors named, in the order of the list, joined by `; `.
    pub actors: Option<String>,
    /// Uncertainty of the place used, metres.
    pub uncertainty_m: Option<f64>,
    /// Keys of the sources, in the order of their first use, joined by `; `.
    pub sources: Option<String>,
}

impl Summary {
    /// The row of an incident.
    pub fn of(incident: &Incident) -> Self {
        let (date, killed, injured) = (incident.date.as_ref(), incident.killed_range(), incident.injured_range());
        Self {
            date_start: date.map(|d| d.start),
            date_end: date.and_then(|d| d.end),
            date_precision: date.map(|d| d.precision),
            date_basis: date.map(|d| d.basis),
            killed_min: killed.and_then(|range| range.min),
            killed_max: killed.and_then(|range| range.max),
            killed_open: killed.map(|_| CountRange::open(&incident.killed)),
            injured_min: injured.and_then(|range| range.min),
            injured_max: injured.and_then(|range| range.max),
            injured_open: injured.map(|_| CountRange::open(&incident.injured)),
            status: status(incident),
            actors: joined(incident.attribution.iter().map(|a| a.actor.as_str())),
            uncertainty_m: incident.located().and_then(|claim| claim.uncertainty_m),
            sources: joined(incident.source_keys()),
        }
    }
}

/// `contested`, or the status of the first attribution as the file writes it.
fn status(incident: &Incident) -> Option<String> {
    if incident.contested() {
        return Some("contested".to_owned());
    }
    let first = incident.attribution.first()?;
    serde_json::to_value(first.status).ok()?.as_str().map(str::to_owned)
}

/// The texts once each, in the order of their first use; `None` if there is none.
fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    (!seen.is_empty()).then(|| seen.join("; "))
}

impl Incident {
    /// The keys of the sources that its claims name, in the file's order, repeated as often as they are used.
    pub fn source_keys(&self) -> impl Iterator<Item = &str> {
        let date = self.date.iter().flat_map(|d| {
            std::iter::once(d.source.as_deref()).chain(d.others.iter().map(|other| other.source.as_deref()))
        });
        let places = self.locations.iter().map(|l| l.source.as_deref());
        let counts = self.count_lists().into_iter().flat_map(|(_, claims)| claims).map(|c| c.source.as_deref());
        let actors = self.attribution.iter().map(|a| a.source.as_deref());
        let statements = self.statements.iter().map(|s| s.source.as_deref());
        date.chain(places).chain(counts).chain(actors).chain(statements).flatten()
    }

    /// The lists of counts with their names in the file.
    pub fn count_lists(&self) -> [(&'static str, &[CountClaim]); 7] {
        [
            ("killed", &self.killed),
            ("injured", &self.injured),
            ("present", &self.present),
            ("combined", &self.combined),
            ("partial", &self.partial),
            ("strikes", &self.strikes),
            ("displaced", &self.displaced),
        ]
    }
}

/// Names of the flat members.
pub(super) const MEMBERS: [&str; 14] = [
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "killed_min",
    "killed_max",
    "killed_open",
    "injured_min",
    "injured_max",
    "injured_open",
    "status",
    "actors",
    "uncertainty_m",
    "sources",
];
