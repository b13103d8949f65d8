//! One incident in words: what, when, how well the place is known, how far, who said how many.

use super::{CaptionInput, sentence};
use crate::data::incident::{ClaimedPlace, CountClaim, DateBasis, Incident, Kind};
use crate::layout::panel::{claims, table};

/// Claims that are told of one incident, where several are told and where it is alone.
const MOST_CLAIMS: (usize, usize) = (4, 12);

impl CaptionInput<'_> {
    /// A sentence an incident, with its claims.
    pub(super) fn one_by_one(&self, on_map: &[(usize, &Incident)]) -> Vec<String> {
        let most = if on_map.len() == 1 { MOST_CLAIMS.1 } else { MOST_CLAIMS.0 };
        on_map.iter().map(|(i, incident)| self.told(*i, incident, Some(most))).collect()
    }

    /// A sentence an incident, without its claims.
    pub(super) fn in_short(&self, on_map: &[(usize, &Incident)]) -> Vec<String> {
        on_map.iter().map(|(i, incident)| self.told(*i, incident, None)).collect()
    }

    /// `most`: so many claims are told.
    fn told(&self, index: usize, incident: &Incident, most: Option<usize>) -> String {
        let language = self.language;
        let number = if self.figure.numbered { format!("({})\u{a0}", index + 1) } else { String::new() };
        let head = [self.what(incident), self.when(incident)].join(language.comma);
        let mut parts = vec![format!("{number}{}: {head}", self.name(incident))];
        let distances = self.distances_from(index);
        parts.extend(self.how_known(incident, !distances.is_empty()));
        parts.extend(distances);
        parts.extend(self.killed(incident, most));
        if incident.contested() {
            parts.push(language.contested.to_owned());
        }
        sentence(&parts.join(language.semicolon))
    }

    /// The kind of event, else what the data say in a phrase.
    fn what(&self, incident: &Incident) -> String {
        let phrase = if self.language.rtl { &incident.what_ar } else { &incident.what };
        match (incident.kind, phrase) {
            (Some(kind), _) => (self.language.kind)(kind).to_owned(),
            (None, Some(phrase)) => phrase.trim_end_matches('.').to_owned(),
            (None, None) => self.language.kind_not_given.to_owned(),
        }
    }

    fn when(&self, incident: &Incident) -> String {
        let words = self.language.caption;
        let Some(date) = &incident.date else { return words.date_not_given.to_owned() };
        let told = self.language.date(date);
        match date.basis {
            DateBasis::Stated => told,
            DateBasis::Inferred => format!("{told} ({})", words.date_inferred),
            DateBasis::Disputed => format!("{told} ({})", words.date_disputed),
        }
    }

    /// How well the place is known; that nobody says it only where a distance is told.
    fn how_known(&self, incident: &Incident, measured: bool) -> Option<String> {
        let claim = incident.located()?;
        match (&claim.place, claim.uncertainty_m) {
            (ClaimedPlace::Point(_), Some(radius_m)) if radius_m > 0.0 => {
                Some((self.language.caption.place_within)(&self.length(radius_m)))
            }
            (ClaimedPlace::Point(_), None) if measured => {
                Some(self.language.caption.place_precision_unknown.to_owned())
            }
            (ClaimedPlace::Area { .. } | ClaimedPlace::NamedArea(_), _) => Some(self.language.area_only.to_owned()),
            (ClaimedPlace::Sector { .. }, _) => Some(self.language.direction_only.to_owned()),
            _ => None,
        }
    }

    /// How many were killed, and who said so. Events that kill nobody by their nature say nothing where no one does.
    fn killed(&self, incident: &Incident, most: Option<usize>) -> Option<String> {
        let words = self.language.caption;
        let Some(range) = table::killed(incident, self.language) else {
            let without = matches!(incident.kind, Some(Kind::Ceasefire | Kind::Summit | Kind::BorderOpening));
            return (!without).then(|| words.killed_unknown.to_owned());
        };
        let told = (words.killed)(&range);
        match most.map(|most| self.claims(&incident.killed, most)).filter(|claims| !claims.is_empty()) {
            Some(claims) => Some(format!("{told} ({claims})")),
            None => Some(told),
        }
    }

    /// Who said how many, oldest first; none where nobody is named.
    fn claims(&self, claims: &[CountClaim], most: usize) -> String {
        let named = |c: &&CountClaim| c.said_by.is_some() || c.source.is_some();
        let mut counted: Vec<&CountClaim> = claims.iter().filter(|c| c.left_out.is_none()).filter(named).collect();
        // A claim without a date comes last; those of one day keep the file's order.
        counted.sort_by_key(|c| c.as_of.clone().unwrap_or_else(|| "~".to_owned()));
        let all: Vec<String> = counted.into_iter().filter_map(|c| self.claim(c)).collect();
        let mut told: Vec<String> = all.iter().take(most).cloned().collect();
        if all.len() > most {
            told.push((self.language.more_attributions)(all.len() - most));
        }
        told.join(self.language.semicolon)
    }

    /// `78–105 fighters, Wikipedia [3]`.
    fn claim(&self, claim: &CountClaim) -> Option<String> {
        let mut told = claims::value(claim, self.language)?;
        if let Some(unit) = claim.unit.as_ref().filter(|_| !self.language.rtl) {
            told.push_str(&claims::unit(claim, unit));
        }
        if let Some(who) = &claim.said_by {
            told.push_str(&format!("{}{}", self.language.comma, self.isolated(who)));
        }
        if let Some(number) = claim.source.as_deref().and_then(|key| self.citations.number(key)) {
            told.push_str(&format!("\u{a0}[{number}]"));
        }
        Some(told)
    }
}
