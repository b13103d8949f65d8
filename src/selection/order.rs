//! The order of incidents by a property.

use super::cql2::{Condition, Days, Value};
use super::names::Model;
use super::row::IncidentSubject;
use crate::data::events::DateSpan;
use crate::data::feature::Feature;
use crate::data::incident::{ClaimedPlace, Incident, count_text};
use std::cmp::Ordering;

/// An order of incidents. What has no value stands at the end, in either direction; what is equal keeps its order.
///
/// ```
/// use sitmap::selection::SortOrder;
/// assert!(SortOrder::parse("-killed").is_descending());
/// assert!(!SortOrder::parse("event_date").is_descending());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct SortOrder {
    /// A condition that names the property and nothing else.
    condition: Condition,
    models: [Option<Model>; 1],
    descending: bool,
}

/// What incidents are put in order by.
#[derive(Debug, PartialEq)]
enum Key {
    Number(f64, f64),
    Days(i64, i64),
    Text(String),
}

impl Key {
    fn of(value: &Value) -> Option<Self> {
        if let Value::Number(least, most) = value {
            return Some(Self::Number(*least, *most));
        }
        if let Some(Days { first, last, .. }) = value.days() {
            return Some(Self::Days(first, last));
        }
        let text = value.text()?;
        let number = text.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| (n, n));
        if let Some((least, most)) = number {
            return Some(Self::Number(least, most));
        }
        // `1,200`, `12–21`; what says that nothing is known (`n/a`) is no value.
        let claim = count_text::claim(&text)?;
        match (claim.min.or(claim.max), claim.max.or(claim.min), claim.unit) {
            (Some(least), Some(most), None) => Some(Self::Number(f64::from(least), f64::from(most))),
            _ => Some(Self::Text(text.into_owned())),
        }
    }

    /// Upwards by the least value, downwards by the greatest.
    fn compare(&self, other: &Self, descending: bool) -> Ordering {
        let upwards = match (self, other) {
            (Self::Number(a, b), Self::Number(c, d)) if descending => b.total_cmp(d).then(a.total_cmp(c)),
            (Self::Number(a, b), Self::Number(c, d)) => a.total_cmp(c).then(b.total_cmp(d)),
            (Self::Days(a, b), Self::Days(c, d)) if descending => (b, a).cmp(&(d, c)),
            (Self::Days(a, b), Self::Days(c, d)) => (a, b).cmp(&(c, d)),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            // Words stand after numbers, in either direction.
            (a, b) => return a.rank().cmp(&b.rank()),
        };
        if descending { upwards.reverse() } else { upwards }
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Number(..) => 0,
            Self::Days(..) => 1,
            Self::Text(_) => 2,
        }
    }
}

impl SortOrder {
    /// A property, with `-` before it from the greatest down.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |rest| (rest.trim(), true));
        let condition = Condition::of_property(name);
        Self { models: [Model::always(name)], condition, descending }
    }

    /// From the greatest down?
    pub fn is_descending(&self) -> bool {
        self.descending
    }

    /// A condition that names the property.
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// Puts incidents, each with the feature that it was read from, in this order.
    pub fn sort(&self, incidents: &mut [(Incident, &Feature)]) {
        incidents.sort_by_cached_key(|(incident, feature)| Sorted {
            key: self.key(incident, feature),
            descending: self.descending,
        });
    }

    fn key(&self, incident: &Incident, feature: &Feature) -> Option<Key> {
        let place = match incident.located().map(|l| &l.place) {
            Some(ClaimedPlace::Point(place)) => Some(*place),
            _ => None,
        };
        let date = incident.date.as_ref().map(|d| DateSpan { start: d.start, end: d.end.unwrap_or(d.start) });
        let (condition, models) = (&self.condition, &self.models[..]);
        let subject = IncidentSubject { incident, feature, place, date, condition, models };
        use super::cql2::Subject;
        Key::of(&subject.property(0))
    }
}

#[derive(PartialEq)]
struct Sorted {
    key: Option<Key>,
    descending: bool,
}

impl Eq for Sorted {}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.key, &other.key) {
            (Some(a), Some(b)) => a.compare(b, self.descending),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}
