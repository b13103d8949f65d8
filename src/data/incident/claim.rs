//! Claims: a number with who said it and when, an attribution with its status, a statement in words.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// A number as somebody claims it. "over 34" is `min` 35, "at least 60" is `min` 60, both with `max` unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountClaim {
    /// Least number that the claim allows; `null`: not said.
    #[serde(default, deserialize_with = "count")]
    pub min: Option<u32>,
    /// Greatest number that the claim allows; `null`: open or not said.
    #[serde(default, deserialize_with = "count")]
    pub max: Option<u32>,
    /// What is counted, in words: `fighters`, `civilians`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The number is rounded by its source ("about").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it was said or up to when it counts, as the source tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1; blocks between blank lines, the title is the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The words of the source: `over 34`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Why the claim stays out of the summary; absent: it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

impl CountClaim {
    /// A plain number, said by nobody in particular.
    pub fn exactly(number: u32) -> Self {
        Self { min: Some(number), max: Some(number), ..Self::default() }
    }
}

/// How far a list of claims reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountRange {
    /// Least number of any claim.
    pub min: Option<u32>,
    /// Greatest number that any claim states.
    pub max: Option<u32>,
}

impl CountRange {
    /// The least `min` and the greatest number stated by the claims that are not [left out](CountClaim::left_out).
    ///
    /// An open claim ("at least n") states no maximum, so it counts with its `min`: with the claims "over 34" and
    /// 78–105 the range is 35–105, with "at least 4" alone it is 4–4. Whether a range is open at its top is told by
    /// [`CountRange::open`]. `None` if no claim holds a number.
    ///
    /// ```
    /// use sitmap::data::incident::{CountClaim, CountRange};
    /// let claims = [CountClaim { min: Some(35), ..Default::default() }, CountClaim::exactly(79)];
    /// assert_eq!(CountRange::of(&claims), Some(CountRange { min: Some(35), max: Some(79) }));
    /// assert_eq!(CountRange::of(&[CountClaim::default()]), None);
    /// ```
    pub fn of(claims: &[CountClaim]) -> Option<Self> {
        let counted = || claims.iter().filter(|c| c.left_out.is_none());
        let min = counted().filter_map(|c| c.min).min();
        let max = counted().filter_map(|c| c.max.max(c.min)).max();
        (min.is_some() || max.is_some()).then_some(Self { min, max })
    }

    /// Is the greatest number only a lower bound: does the claim that states it say "at least"?
    pub fn open(claims: &[CountClaim]) -> bool {
        let top = Self::of(claims).and_then(|range| range.max);
        let counted = || claims.iter().filter(|c| c.left_out.is_none());
        top.is_some() && !counted().any(|c| c.max == top)
    }
}

/// What an attribution is worth, in the words of the field. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionStatus {
    /// By the actor itself.
    Claimed,
    /// Said as a fact by somebody else.
    Asserted,
    /// Said as an accusation or a likelihood.
    Alleged,
    /// Denied, by the actor or for it.
    Denied,
    /// Asked, and not answered.
    NoComment,
    /// By an inquiry.
    Found,
    /// A commentator's view.
    Opinion,
}

/// Who is said to have done it, by whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Who did it, or is said not to have.
    pub actor: String,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What the saying is worth.
    pub status: AttributionStatus,
    /// What the saying covers, where it is not this very event: `the airstrikes in general`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

impl Attribution {
    /// Does it say that this actor did it?
    pub(super) fn puts_forward(&self, actor: &str) -> bool {
        !matches!(self.status, AttributionStatus::Denied | AttributionStatus::NoComment)
            && self.actor.trim().to_lowercase() == actor.trim().to_lowercase()
    }
}

/// What a statement is about. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Where: distances, directions, neighbourhood.
    Spatial,
    /// When: order, gaps, "the most … since".
    Temporal,
    /// How many, other than the lists of counts.
    Count,
    /// Why, or what it meant.
    Cause,
    /// Anything else.
    Other,
}

/// Something said about the incident that is no number and no place: short, in our words or a few quoted ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// What it is about.
    pub about: StatementKind,
    /// What is said.
    pub text: String,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

/// A count as JSON gives it: `null` or a whole number 0…4,294,967,295, also written `12.0`.
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let value = Option::<Value>::deserialize(deserializer)?;
    value.as_ref().map_or(Ok(None), |v| whole_number(v).map_err(serde::de::Error::custom))
}

/// The whole number in a JSON value; `Ok(None)` for `null`, an error in words for anything else.
pub(super) fn whole_number(value: &Value) -> Result<Option<u32>, String> {
    let number = match value {
        Value::Null => return Ok(None),
        Value::Number(n) => n.as_f64(),
        _ => None,
    };
    match number {
        Some(n) if n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n) => Ok(Some(n as u32)),
        Some(n) if n < 0.0 => Err(format!("a number of people or things can't be negative: {value}")),
        Some(_) => Err(format!("expected a whole number, found {value}")),
        None => Err(format!("expected a whole number or null, found {}", super::read::shown(value))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(n: u32) -> CountClaim {
        CountClaim { min: Some(n), ..CountClaim::default() }
    }

    #[test]
    fn open_claims_count_with_their_least_number() {
        let range = CountRange::of(&[at_least(35), CountClaim { min: Some(78), max: Some(105), ..Default::default() }]);
        assert_eq!(range, Some(CountRange { min: Some(35), max: Some(105) }));
        assert_eq!(CountRange::of(&[at_least(4)]), Some(CountRange { min: Some(4), max: Some(4) }));
        assert!(CountRange::open(&[at_least(4)]));
        assert!(CountRange::open(&[CountClaim::exactly(3), at_least(4)]));
        assert!(!CountRange::open(&[CountClaim::exactly(5), at_least(4)]));
        assert!(!CountRange::open(&[]));
    }

    #[test]
    fn at_most_has_no_least_number() {
        let claim = CountClaim { max: Some(9), ..CountClaim::default() };
        assert_eq!(CountRange::of(&[claim]), Some(CountRange { min: None, max: Some(9) }));
    }

    #[test]
    fn what_is_left_out_does_not_count() {
        let outside = CountClaim { left_out: Some("another corpus".into()), ..CountClaim::exactly(200) };
        assert_eq!(CountRange::of(std::slice::from_ref(&outside)), None);
        assert_eq!(CountRange::of(&[outside, CountClaim::exactly(0)]), Some(CountRange { min: Some(0), max: Some(0) }));
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(whole_number(&Value::Null), Ok(None));
        assert_eq!(whole_number(&serde_json::json!(12.0)), Ok(Some(12)));
        for bad in [serde_json::json!(-1), serde_json::json!(1.5), serde_json::json!("12"), serde_json::json!(5e9)] {
            assert!(whole_number(&bad).is_err(), "{bad}");
        }
    }
}
