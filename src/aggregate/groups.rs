//! Events by time or by a text: counts and sums of claims of each group.
//!
//! An event belongs to a month if its date says so, from its first to its last day. A date that is a whole year belongs to no month, and a period that is
//! longer than a group to none of them: each has a group of its own, so that nothing is told more precisely than the data have it.

use super::{Aggregate, Tally};
use crate::data::events::{DateSpan, EventBatch};
use std::collections::BTreeMap;

/// What events are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day.
    Day,
    /// A text of each event.
    Text,
}

/// A group. By time they are in the order of time, what is less precise first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A year, or a month of it, or a day of that; months and days that are not given are `None`.
    Time {
        /// The year.
        year: i32,
        /// 1…12.
        month: Option<u8>,
        /// 1…31.
        day: Option<u8>,
    },
    /// A period that reaches beyond one group.
    Longer,
    /// A text.
    Text(String),
    /// Nothing is given.
    NotGiven,
}

/// Sums by group.
#[derive(Debug, Clone)]
pub struct Groups {
    by: GroupBy,
    /// The groups that hold an event.
    pub tallies: BTreeMap<Group, Tally>,
    /// All events.
    pub total: Tally,
}

impl Groups {
    /// Nothing summed up yet.
    pub fn new(by: GroupBy) -> Self {
        Self { by, tallies: BTreeMap::new(), total: Tally::default() }
    }

    fn of_date(&self, date: Option<DateSpan>) -> Group {
        let Some(DateSpan { start, end }) = date else { return Group::NotGiven };
        let group = |year, month, day| Group::Time { year, month, day };
        match self.by {
            GroupBy::Year if start.year == end.year => group(start.year, None, None),
            GroupBy::Month if (start.year, start.month) == (end.year, end.month) => {
                group(start.year, start.month, None)
            }
            GroupBy::Day if start == end => group(start.year, start.month, start.day),
            _ => Group::Longer,
        }
    }
}

impl Aggregate for Groups {
    fn add(&mut self, batch: &EventBatch) {
        batch.killed.iter().for_each(|killed| self.total.add(*killed));
        if self.by == GroupBy::Text {
            // A batch has few texts, each of them often: a copy is made once of each.
            let mut of_batch: BTreeMap<&str, Tally> = BTreeMap::new();
            for (text, killed) in batch.texts.iter().zip(&batch.killed) {
                of_batch.entry(text).or_default().add(*killed);
            }
            for (text, tally) in of_batch {
                let group = if text.is_empty() { Group::NotGiven } else { Group::Text(text.to_owned()) };
                self.tallies.entry(group).or_default().merge(&tally);
            }
            return;
        }
        for (date, killed) in batch.dates.iter().zip(&batch.killed) {
            let group = self.of_date(*date);
            self.tallies.entry(group).or_default().add(*killed);
        }
    }

    fn merge(&mut self, other: Self) {
        other.tallies.into_iter().for_each(|(group, tally)| self.tallies.entry(group).or_default().merge(&tally));
        self.total.merge(&other.total);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::incident::{CivilDate, CountRange};

    #[test]
    fn what_is_less_precise_has_its_own_group() {
        let span = |start: &str, end: &str| {
            Some(DateSpan { start: start.parse::<CivilDate>().unwrap(), end: end.parse::<CivilDate>().unwrap() })
        };
        let dates = vec![
            span("2020-10-26", "2020-10-26"),
            span("2020-10", "2020-10"),
            span("2020-10-30", "2020-11-02"),
            span("2020", "2020"),
            span("2020-10-01", "2020-10-31"),
            None,
        ];
        let killed = vec![Some(CountRange { min: Some(2), max: Some(3) }); 6];
        let mut groups = Groups::new(GroupBy::Month);
        groups.add(&EventBatch { dates, killed, ..EventBatch::default() });
        let told: Vec<(Group, u64)> = groups.tallies.iter().map(|(g, t)| (g.clone(), t.events)).collect();
        let time = |month| Group::Time { year: 2020, month, day: None };
        let expected = [(time(None), 1), (time(Some(10)), 3), (Group::Longer, 1), (Group::NotGiven, 1)];
        assert_eq!(told, expected);
        assert_eq!((groups.total.events, groups.total.killed_min, groups.total.killed_max), (6, 12, 18));
    }
}
