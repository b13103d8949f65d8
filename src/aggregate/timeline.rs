//! Events along time: months, or years where there are too many months, without gaps between the first and the last.

use super::{Group, GroupBy, Groups, Tally};

/// More months are told by years.
pub const MOST_MONTHS: i32 = 120;

/// Sums of steps of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Are the steps months? Else years.
    pub by_month: bool,
    /// Year and month (1…12; 1 for years) of the first step.
    pub first: (i32, u8),
    /// The steps one after the other; those without an event too.
    pub steps: Vec<Tally>,
    /// Events that are in no step: without a date, or with a less precise or longer one.
    pub beside: Tally,
}

impl Timeline {
    /// Steps of sums by month; `None`: no event has a month.
    pub fn of_months(groups: &Groups) -> Option<Self> {
        let month = |g: &Group| match g {
            Group::Time { year, month: Some(month), .. } => Some(year * 12 + i32::from(*month) - 1),
            _ => None,
        };
        let year_alone = |g: &Group| match g {
            Group::Time { year, month: None, .. } => Some(*year),
            _ => None,
        };
        let mut months: Vec<(i32, &Tally)> = groups.tallies.iter().filter_map(|(g, t)| Some((month(g)?, t))).collect();
        let years: Vec<(i32, &Tally)> = groups.tallies.iter().filter_map(|(g, t)| Some((year_alone(g)?, t))).collect();
        let span = |all: &[(i32, &Tally)]| Some((all.iter().map(|m| m.0).min()?, all.iter().map(|m| m.0).max()?));
        let (mut first, mut last) = span(&months)?;
        let by_month = last - first < MOST_MONTHS;
        if !by_month {
            // Bars of years hold what has a year and no month too.
            months.extend(years.iter().map(|(year, tally)| (year * 12, *tally)));
            (first, last) = span(&months)?;
        }
        let width = if by_month { 1 } else { 12 };
        let start = if by_month { first } else { first.div_euclid(12) * 12 };
        let place = |at: i32| usize::try_from((at - start) / width).unwrap_or(0);
        let mut steps = vec![Tally::default(); place(last) + 1];
        let mut told = Tally::default();
        for (at, tally) in months {
            steps[place(at)].merge(tally);
            told.merge(tally);
        }
        let first = (start.div_euclid(12), u8::try_from(start.rem_euclid(12) + 1).unwrap_or(1));
        Some(Self { by_month, first, steps, beside: groups.total.without(&told) })
    }

    /// What sums are needed for it.
    pub fn groups() -> Groups {
        Groups::new(GroupBy::Month)
    }

    /// The year that a step begins, if it does.
    pub fn year_at(&self, step: usize) -> Option<i32> {
        let step = i32::try_from(step).ok()?;
        if !self.by_month {
            return Some(self.first.0 + step);
        }
        let month = i32::from(self.first.1) - 1 + step;
        (month % 12 == 0).then_some(self.first.0 + month / 12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Aggregate;
    use crate::data::events::{DateSpan, EventBatch};

    fn timeline(dates: &[&str]) -> Option<Timeline> {
        let spans = dates.iter().map(|d| d.parse().ok().map(|start| DateSpan { start, end: start }));
        let mut groups = Timeline::groups();
        groups.add(&EventBatch { dates: spans.collect(), killed: vec![None; dates.len()], ..EventBatch::default() });
        Timeline::of_months(&groups)
    }

    #[test]
    fn steps_have_no_gaps_and_what_is_less_precise_is_beside_them() {
        let line = timeline(&["2019-11-03", "2020-02", "2020-02-28", "2020", "x"]).unwrap();
        assert_eq!((line.by_month, line.first, line.beside.events), (true, (2019, 11), 2));
        assert_eq!(line.steps.iter().map(|t| t.events).collect::<Vec<_>>(), [1, 0, 0, 2]);
        assert_eq!((0..4).map(|i| line.year_at(i)).collect::<Vec<_>>(), [None, None, Some(2020), None]);
        let years = timeline(&["1999-11-03", "2020-02"]).unwrap();
        assert_eq!((years.by_month, years.first, years.steps.len()), (false, (1999, 1), 22));
        assert_eq!(years.year_at(21), Some(2020));
        assert_eq!(timeline(&["2020"]), None);
        let with_years = timeline(&["1999-05-01", "2023", "2023", "2023-04", "x"]).unwrap();
        assert_eq!((with_years.steps[24].events, with_years.beside.events), (3, 1));
    }
}
