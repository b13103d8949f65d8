//! Events by group, the greatest first: the few that a chart can show, and what the others hold.

use super::Tally;

/// So many groups are shown.
pub const MOST_GROUPS: usize = 8;

/// Groups of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// Names and sums of the groups that are shown, those with the most events first.
    pub groups: Vec<(String, Tally)>,
    /// How many groups there are beside them, and what they hold.
    pub others: (usize, Tally),
    /// Events that are in no group.
    pub beside: Tally,
}

impl Breakdown {
    /// Of all groups that hold an event; groups of one name are one. `None`: there are none.
    ///
    /// ```
    /// use sitmap::aggregate::{Breakdown, Tally};
    /// let tally = |events| Tally { events, ..Tally::default() };
    /// let groups = [("Idlib".to_owned(), tally(3)), ("Aleppo".to_owned(), tally(9)), ("Idlib".to_owned(), tally(1)), ("Homs".to_owned(), tally(0))];
    /// let shown = Breakdown::of(groups, tally(2)).unwrap();
    /// assert_eq!(shown.groups, [("Aleppo".to_owned(), tally(9)), ("Idlib".to_owned(), tally(4))]);
    /// ```
    pub fn of(groups: impl IntoIterator<Item = (String, Tally)>, beside: Tally) -> Option<Self> {
        let mut by_name: std::collections::BTreeMap<String, Tally> = std::collections::BTreeMap::new();
        for (name, tally) in groups.into_iter().filter(|(_, t)| t.events > 0) {
            by_name.entry(name).or_default().merge(&tally);
        }
        let mut groups: Vec<(String, Tally)> = by_name.into_iter().collect();
        groups.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.events));
        // One left over would take as much room as a sentence about it.
        let shown = if groups.len() <= MOST_GROUPS + 1 { groups.len() } else { MOST_GROUPS };
        let rest = groups.split_off(shown);
        let mut others = Tally::default();
        rest.iter().for_each(|(_, tally)| others.merge(tally));
        (!groups.is_empty()).then_some(Self { groups, others: (rest.len(), others), beside })
    }
}
