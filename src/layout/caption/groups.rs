//! Many incidents in words: by kind, with the range of the claims and for how many nobody gives a number.

use super::{CaptionInput, sentence};
use crate::data::incident::{CountClaim, Incident, Kind};
use crate::layout::panel::table;
use crate::layout::typesetter::capitalised;
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl CaptionInput<'_> {
    /// A sentence a kind, the most frequent first, then the shortest and the longest distance.
    pub(super) fn by_kind(&self, on_map: &[(usize, &Incident)]) -> Vec<String> {
        let mut groups: BTreeMap<(bool, Option<Kind>), Vec<&Incident>> = BTreeMap::new();
        for (_, incident) in on_map {
            groups.entry((incident.kind.is_none(), incident.kind)).or_default().push(incident);
        }
        // What has no kind comes last.
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|((without, _), members)| (*without, Reverse(members.len())));
        let mut told: Vec<String> = groups.iter().map(|((_, kind), members)| self.group(*kind, members)).collect();
        told.extend(self.least_and_greatest(on_map));
        told
    }

    fn group(&self, kind: Option<Kind>, members: &[&Incident]) -> String {
        let (language, words) = (self.language, self.language.caption);
        let mut parts = vec![capitalised(&(words.kinds)(kind, members.len()), self.language)];
        let known: Vec<&&Incident> = members.iter().filter(|i| i.killed_range().is_some()).collect();
        let claims: Vec<CountClaim> = known.iter().flat_map(|i| i.killed.iter().cloned()).collect();
        let unknown = members.len() - known.len();
        match table::killed_as_claimed(&claims, language) {
            Some(range) if members.len() == 1 => parts.push((words.killed)(&range)),
            Some(range) => parts.push((words.killed_in_each)(&range)),
            None if matches!(kind, Some(Kind::Ceasefire | Kind::Summit | Kind::BorderOpening)) => {}
            None if members.len() == 1 => parts.push(words.killed_unknown.to_owned()),
            None => parts.push(words.killed_unknown_for_all.to_owned()),
        }
        if unknown > 0 && !known.is_empty() {
            parts.push((words.unknown_for)(unknown));
        }
        sentence(&parts.join(language.semicolon))
    }
}
