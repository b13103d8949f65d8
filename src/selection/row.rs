//! What a condition is asked of: a row's columns, or an incident with its feature.

use super::cql2::{Condition, Subject, Value};
use super::names::Model;
use crate::data::events::{Cell, DateSpan, EventRow};
use crate::data::feature::Feature;
use crate::data::incident::{CountRange, Incident, Kind};
use crate::geographic::LonLat;
use std::borrow::Cow;

/// A row of a file that is gone through.
pub struct RowSubject<'r> {
    pub row: &'r EventRow<'r>,
    pub models: &'r [Option<Model>],
}

impl Subject for RowSubject<'_> {
    fn property(&self, index: usize) -> Value<'_> {
        match self.models.get(index).copied().flatten() {
            Some(model) => shared(model, (self.row.killed, self.row.killed_open), self.row.date, self.row.place),
            None => {
                // Columns hold the properties that are not of the model, in their order.
                let column = self.models[..index].iter().filter(|m| m.is_none()).count();
                self.row.cells.get(column).map_or(Value::Null, |cell| Value::of_cell(*cell))
            }
        }
    }

    fn place(&self) -> Option<LonLat> {
        self.row.place
    }
}

/// An incident that was read.
pub struct IncidentSubject<'r> {
    pub incident: &'r Incident,
    pub feature: &'r Feature,
    pub place: Option<LonLat>,
    pub date: Option<DateSpan>,
    pub condition: &'r Condition,
    pub models: &'r [Option<Model>],
}

impl Subject for IncidentSubject<'_> {
    fn property(&self, index: usize) -> Value<'_> {
        if let Some(model) = self.models.get(index).copied().flatten() {
            return self.model(model);
        }
        let Some(name) = self.condition.properties().get(index) else { return Value::Null };
        let properties = &self.feature.properties;
        let other = || properties.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
        match properties.get(name).or_else(other) {
            Some(value) => Value::of_cell(cell(value)),
            None => Model::otherwise(name).map_or(Value::Null, |model| self.model(model)),
        }
    }

    fn place(&self) -> Option<LonLat> {
        self.place
    }
}

impl<'r> IncidentSubject<'r> {
    fn model(&self, model: Model) -> Value<'r> {
        let text = |text: Option<&'r str>| text.map_or(Value::Null, |t| Value::Text(Cow::Borrowed(t)));
        match model {
            Model::Injured => Value::of_range(self.incident.injured_range(), CountRange::open(&self.incident.injured)),
            Model::InjuredMin => end(self.incident.injured_range().and_then(|r| r.min)),
            Model::InjuredMax if CountRange::open(&self.incident.injured) => Value::Null,
            Model::InjuredMax => end(self.incident.injured_range().and_then(|r| r.max)),
            Model::Id => text(Some(&self.incident.id)),
            Model::Name => text(self.incident.name.as_deref()),
            Model::What => text(self.incident.what.as_deref()),
            Model::Kind => self.incident.kind.map_or(Value::Null, |kind| Value::Text(Cow::Owned(kind_name(kind)))),
            shared_one => {
                let killed = (self.incident.killed_range(), CountRange::open(&self.incident.killed));
                shared(shared_one, killed, self.date, self.place)
            }
        }
    }
}

/// What rows and incidents both have.
fn shared<'r>(
    model: Model,
    (killed, open): (Option<CountRange>, bool),
    date: Option<DateSpan>,
    place: Option<LonLat>,
) -> Value<'r> {
    match model {
        Model::Killed => Value::of_range(killed, open),
        Model::KilledMin => end(killed.and_then(|r| r.min)),
        Model::KilledMax if open => Value::Null,
        Model::KilledMax => end(killed.and_then(|r| r.max)),
        Model::Date => date.map_or(Value::Null, |span| Value::Days(super::cql2::Days::of_span(span))),
        Model::Longitude => place.map_or(Value::Null, |p| Value::number(p.lon_deg)),
        Model::Latitude => place.map_or(Value::Null, |p| Value::number(p.lat_deg)),
        _ => Value::Null,
    }
}

fn end<'r>(number: Option<u32>) -> Value<'r> {
    number.map_or(Value::Null, |n| Value::number(f64::from(n)))
}

/// A kind as files spell it.
fn kind_name(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A member as a cell, as columns have it.
fn cell(value: &serde_json::Value) -> Cell<'_> {
    match value {
        serde_json::Value::Null => Cell::Nothing,
        serde_json::Value::Bool(flag) => Cell::Flag(*flag),
        serde_json::Value::Number(number) => number.as_f64().map_or(Cell::Opaque, Cell::Number),
        serde_json::Value::String(text) if text.trim().is_empty() => Cell::Nothing,
        serde_json::Value::String(text) => Cell::Text(text.trim()),
        _ => Cell::Opaque,
    }
}
