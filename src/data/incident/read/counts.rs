//! Numbers of people: lists of claims, plain numbers, numbers in words, and pairs of flat members.

use super::{Reader, escaped, feature_has_no_list};
use crate::data::incident::claim::whole_number;
use crate::data::incident::{CountClaim, worded};
use serde_json::Value;

impl Reader<'_> {
    /// A list of claims, or a number, plain or in words, under one of the names, or a pair `…_min`, `…_max`.
    pub(super) fn counts(&mut self, member: &str, names: &[&str]) -> Vec<CountClaim> {
        match self.take(member) {
            Some(Value::Array(items)) => self.items(member, items),
            Some(Value::Object(claim)) => self.items(member, vec![Value::Object(claim)]),
            Some(other) => match stated_count(&other) {
                Ok(claim) => claim.into_iter().collect(),
                Err(fault) => {
                    let message = format!("`{member}`: {fault}");
                    let code = if other.is_string() { "data::bad-count" } else { "data::wrong-type" };
                    self.keep(member, other, code, message, None);
                    Vec::new()
                }
            },
            None => {
                let (min, max) = (self.end(&format!("{member}_min")), self.end(&format!("{member}_max")));
                let given = feature_has_no_list(self.feature, member) && (min.is_some() || max.is_some());
                let pair = given.then(|| CountClaim { min, max, ..CountClaim::default() });
                pair.or_else(|| self.count_by_alias(names)).into_iter().collect()
            }
        }
    }

    /// A number under one of a member's other names. One that can't be read is told where no other name has one.
    fn count_by_alias(&mut self, names: &[&str]) -> Option<CountClaim> {
        let read = self.alias(names, |v| stated_count(v).ok().flatten());
        let named = |key: &str| names.iter().any(|name| key.eq_ignore_ascii_case(name));
        let unread = |(key, v): (&String, &Value)| Some((key.clone(), stated_count(v).err()?)).filter(|_| named(key));
        if read.is_none()
            && let Some((key, fault)) = self.rest.iter().find_map(unread)
        {
            let help = Some("write a number, a range (12–21), at least 5, or unknown");
            self.warn("data::bad-count", format!("/properties/{}", escaped(&key)), format!("`{key}`: {fault}"), help);
        }
        read
    }

    /// A flat member that is one end of a range.
    fn end(&mut self, member: &str) -> Option<u32> {
        let read = match self.rest.get(member)? {
            // What is in words may be a range of its own; a single number in quotes is none.
            Value::String(text) => worded::count_in_words(text)
                .and_then(|claim| one_number(claim).ok_or_else(|| format!("expected a whole number, found “{text}”"))),
            value => whole_number(value),
        };
        match read {
            Ok(number) => number,
            Err(fault) => {
                let (pointer, message) = (format!("/properties/{member}"), format!("`{member}`: {fault}"));
                self.warn("data::wrong-type", pointer, message, None);
                None
            }
        }
    }
}

/// A count that is one value: a whole number, or words that say one.
fn stated_count(value: &Value) -> Result<Option<CountClaim>, String> {
    match value {
        Value::String(text) => worded::count_in_words(text),
        other => whole_number(other).map(|number| number.map(CountClaim::exactly)),
    }
}

/// The number of a claim that is one number; the outer `None`: it is a range or open.
fn one_number(claim: Option<CountClaim>) -> Option<Option<u32>> {
    match claim {
        None => Some(None),
        Some(CountClaim { min, max, .. }) => (min == max).then_some(min),
    }
}
