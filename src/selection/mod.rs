//! Which incidents of a file are wanted: by a condition, by where, by when.
//!
//! [`Selection`] holds what was asked for, ready to be asked of rows ([`EventFilter`]) or of incidents ([`Selection::choose_incident`]); both give the
//! same answers. Properties go by the names that the file uses; `killed`, `killed_min`, `killed_max`, `date`, `lon` and `lat` are always those of the incident model, whatever the file calls them,
//! and `id`, `name`, `kind`, `what`, `injured` too where the file has no property of that name.
//!
//! What can't be decided, since a value is not given or not exact enough, is left out and counted apart: it is neither shown nor passed over in silence.
//!
//! Limits: an incident counts by its point; one that is an area or a direction only is nowhere that could be asked for.

pub mod cql2;
mod names;
mod order;
mod row;
#[cfg(test)]
mod tests;

use crate::claims::country_at;
use crate::data::events::{Choice, DateSpan, EventFilter, EventRow};
use crate::data::feature::Feature;
use crate::data::incident::{CivilDate, ClaimedPlace, Incident};
use crate::geographic::LonLat;
use crate::spatial::{AreaIndex, geodesic};
use cql2::{Condition, Decision};
use names::Model;
pub use names::{UnknownProperty, check_names};
pub use order::SortOrder;
use row::{IncidentSubject, RowSubject};

/// A part of the earth that incidents are asked to lie in.
#[derive(Debug, Clone)]
pub enum Within {
    /// A country, by its ISO code of three letters: the side of the detailed land border, as `measure` has it.
    Country(String),
    /// Areas.
    Areas(Box<AreaIndex>),
}

/// What was asked for; what is `None` is not asked.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    condition: Option<Condition>,
    /// What each property of the condition is in the incident model.
    models: Vec<Option<Model>>,
    /// Properties that are not of the model.
    properties: Vec<String>,
    within: Option<Within>,
    near: Option<(LonLat, f64)>,
    from: Option<CivilDate>,
    to: Option<CivilDate>,
}

impl Selection {
    /// Nothing asked for.
    pub fn new() -> Self {
        Self::default()
    }

    /// Incidents of which a condition holds.
    #[must_use]
    pub fn with_condition(mut self, condition: Condition) -> Self {
        self.models = condition.properties().iter().map(|p| Model::always(p)).collect();
        let of_file = condition.properties().iter().zip(&self.models).filter(|(_, model)| model.is_none());
        self.properties = of_file.map(|(name, _)| name.clone()).collect();
        self.condition = Some(condition);
        self
    }

    /// Incidents within an area.
    #[must_use]
    pub fn within(self, area: Within) -> Self {
        Self { within: Some(area), ..self }
    }

    /// Incidents within so many metres of a place, along the geodesic.
    #[must_use]
    pub fn near(self, place: LonLat, radius_m: f64) -> Self {
        Self { near: Some((place, radius_m)), ..self }
    }

    /// Incidents from the first day of a date on, and up to the last day of another.
    #[must_use]
    pub fn between(self, from: Option<CivilDate>, to: Option<CivilDate>) -> Self {
        Self { from, to, ..self }
    }

    /// Is anything asked for?
    pub fn asks(&self) -> bool {
        self.condition.is_some()
            || self.within.is_some()
            || self.near.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }

    /// What becomes of an incident, which was read from this feature.
    pub fn choose_incident(&self, incident: &Incident, feature: &Feature) -> Choice {
        let place = match incident.located().map(|l| &l.place) {
            Some(ClaimedPlace::Point(place)) => Some(*place),
            _ => None,
        };
        let date = incident.date.as_ref().map(|d| DateSpan { start: d.start, end: d.end.unwrap_or(d.start) });
        let condition = self.condition.as_ref().map(|condition| {
            let subject = IncidentSubject { incident, feature, place, date, condition, models: &self.models };
            condition.holds(&subject)
        });
        self.choose_by(condition, place, date)
    }

    /// The cheap questions first: as soon as one says no, no other is asked.
    fn choose_by(&self, condition: Option<Decision>, place: Option<LonLat>, date: Option<DateSpan>) -> Choice {
        let mut undecided = false;
        let questions: [&dyn Fn() -> Option<Decision>; 4] =
            [&|| condition, &|| self.is_between(date), &|| self.lies_near(place), &|| self.lies_within(place)];
        for question in questions {
            match question() {
                Some(Decision::No) => return Choice::LeftOut,
                Some(Decision::Undecided) => undecided = true,
                Some(Decision::Yes) | None => {}
            }
        }
        if undecided { Choice::Undecided } else { Choice::Kept }
    }

    fn lies_within(&self, place: Option<LonLat>) -> Option<Decision> {
        let area = self.within.as_ref()?;
        let Some(place) = place else { return Some(Decision::Undecided) };
        Some(match area {
            Within::Areas(index) => decision(index.area_of(place).is_some()),
            Within::Country(code) => {
                let lying = country_at(place);
                let is_one = lying.countries().iter().any(|c| c == code);
                // Where two maps disagree on the country, neither is chosen.
                if is_one && lying.disputed.is_some() { Decision::Undecided } else { decision(is_one) }
            }
        })
    }

    fn lies_near(&self, place: Option<LonLat>) -> Option<Decision> {
        let (center, radius_m) = self.near?;
        let Some(place) = place else { return Some(Decision::Undecided) };
        Some(decision(geodesic::inverse(center, place).distance_m <= radius_m))
    }

    /// All of its days must lie between; a month or a period that reaches over an end is not decided.
    fn is_between(&self, date: Option<DateSpan>) -> Option<Decision> {
        if self.from.is_none() && self.to.is_none() {
            return None;
        }
        let Some(date) = date else { return Some(Decision::Undecided) };
        let (first, last) = (date.start.first_day_number(), date.end.last_day_number());
        let from = self.from.map_or(i64::MIN, CivilDate::first_day_number);
        let to = self.to.map_or(i64::MAX, CivilDate::last_day_number);
        Some(if last < from || first > to {
            Decision::No
        } else if first >= from && last <= to {
            Decision::Yes
        } else {
            Decision::Undecided
        })
    }
}

const fn decision(holds: bool) -> Decision {
    if holds { Decision::Yes } else { Decision::No }
}

impl EventFilter for Selection {
    fn properties(&self) -> &[String] {
        &self.properties
    }

    fn choose(&self, row: &EventRow) -> Choice {
        let condition = self.condition.as_ref().map(|c| c.holds(&RowSubject { row, models: &self.models }));
        self.choose_by(condition, row.place, row.date)
    }
}
