//! Checks: what a statement says in a form that can be held against the map, the calendar or the other claims.
//!
//! The list of kinds is closed. A statement whose meaning none of them holds is [`Check::NotCheckable`] with the reason;
//! nothing is bent to fit. A check repeats what the source says, it decides nothing: verdicts are made by
//! [`verify`](crate::claims::verify).
//!
//! In a file a check is a member `check` of a statement:
//! `{"about": "spatial", "text": "…", "check": {"kind": "distance", "from": {"border": "turkey-syria"}, "relation": "about", "distance": "10 km"}}`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::landmark::{Landmark, Wind};
use super::stated::{StatedLength, StatedTime};
use super::{Kind, Weekday};

/// What is to be held against map, calendar or numbers. Closed list.
///
/// Where a place is meant other than the incident's own, `of` names it: “the town lies …” is said of the town, not of
/// the strike.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Check {
    /// At a distance from a place, a border or an area, or at less or more than it.
    Distance {
        /// What lies there; absent: the incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Landmark>,
        /// What it is measured to.
        from: Landmark,
        /// How the number is meant.
        relation: Relation,
        /// The distance as stated.
        distance: StatedLength,
    },
    /// Near something. The source gives no number: `within` is how “near” is read, and the note says why.
    Near {
        /// What is near; absent: the incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Landmark>,
        /// What it is near to.
        from: Landmark,
        /// The greatest distance that is still read as near.
        within: StatedLength,
    },
    /// In a direction from a place: “west of”.
    Direction {
        /// What lies there; absent: the incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Landmark>,
        /// Where one stands and looks.
        from: Landmark,
        /// The direction.
        wind: Wind,
    },
    /// Inside an area.
    Inside {
        /// What lies there; absent: the incident.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Landmark>,
        /// The area.
        area: Landmark,
    },
    /// On the day after another event of the file (after its end, if it is a period).
    DayAfter {
        /// Id of the other event.
        event: String,
    },
    /// A span of time after another event of the file.
    Elapsed {
        /// Id of the other event.
        since: String,
        /// How the number is meant.
        relation: Relation,
        /// The time as stated.
        time: StatedTime,
    },
    /// The first of its kind since another event of the file.
    FirstSince {
        /// Id of the other event.
        since: String,
        /// Kinds that count; empty: the incident's own kind.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        kinds: Vec<Kind>,
        /// The file is held to list every event of these kinds in that time. Otherwise it can refute, not confirm.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        complete: bool,
    },
    /// On a day of the week.
    Weekday {
        /// The day.
        weekday: Weekday,
    },
    /// Numbers that are added up and held against another: “more than k of n”.
    Sum {
        /// What is added up.
        parts: Vec<CountTerm>,
        /// How the sum stands to the whole.
        relation: SumRelation,
        /// What it is held against.
        whole: CountTerm,
    },
    /// Nothing on a map, in a calendar or in the numbers of the file can decide it.
    NotCheckable {
        /// Why.
        reason: String,
    },
}

/// Names of the kinds, for messages.
const KINDS: [&str; 10] = [
    "distance",
    "near",
    "direction",
    "inside",
    "day_after",
    "elapsed",
    "first_since",
    "weekday",
    "sum",
    "not_checkable",
];

/// How a stated number is meant. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The bare number: “10 km from”.
    At,
    /// With a hedge: “around 10 km”, “some 12 hours”.
    About,
    /// “less than”, “within”.
    LessThan,
    /// “more than”, “over”.
    MoreThan,
}

/// How a sum stands to the whole. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SumRelation {
    /// The parts are of the whole: no more than it.
    PartOf,
    /// The parts make up the whole.
    Equals,
    /// More than the whole.
    MoreThan,
    /// Less than the whole.
    LessThan,
}

/// A list of counts of the incident. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are those of the incident's members")]
pub enum CountList {
    Killed,
    Injured,
    Present,
    Combined,
    Partial,
    Strikes,
    Displaced,
}

impl CountList {
    /// The member's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Present => "present",
            Self::Combined => "combined",
            Self::Partial => "partial",
            Self::Strikes => "strikes",
            Self::Displaced => "displaced",
        }
    }
}

/// A number of a sum: claims of one of the incident's lists, or a number of the statement itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountTerm {
    /// The list; with `source` and `paragraph` only the claims from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<CountList>,
    /// Only claims of this source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Only claims of this paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Least number, where the statement gives its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u32>,
    /// Greatest number; absent beside `min`: open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    /// The number is hedged ("about").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub about: bool,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
}

/// Why a member `check` can't be used, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CheckFault {
    pub message: String,
    pub help: String,
}

impl Check {
    /// Reads a check from JSON.
    pub(super) fn read(value: &Value) -> Result<Self, CheckFault> {
        let fault = |message: String, help: String| Err(CheckFault { message, help });
        let all = || format!("kinds of checks: {}", KINDS.join(", "));
        let kind = match value.get("kind") {
            Some(Value::String(kind)) => kind.as_str(),
            _ => return fault("a check is an object with a `kind`".to_owned(), all()),
        };
        if !KINDS.contains(&kind) {
            let near = KINDS.iter().map(|k| (strsim::jaro_winkler(k, kind), *k));
            let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.75);
            let help = near.map_or_else(all, |(_, near)| format!("did you mean “{near}”?"));
            return fault(format!("there is no kind of check “{kind}”"), help);
        }
        let read: Self = match serde_json::from_value(value.clone()) {
            Ok(read) => read,
            Err(e) => {
                return fault(
                    format!("the check of kind “{kind}” can’t be read: {e}"),
                    format!("write it as {}", example(kind)),
                );
            }
        };
        match read.flaw() {
            None => Ok(read),
            Some(flaw) => fault(flaw, format!("write it as {}", example(kind))),
        }
    }

    /// What the types allow and still can't be meant.
    fn flaw(&self) -> Option<String> {
        let Self::Sum { parts, whole, .. } = self else { return None };
        if parts.is_empty() {
            return Some("a sum has no parts".to_owned());
        }
        let both_or_none = |t: &&CountTerm| t.list.is_some() == (t.min.is_some() || t.max.is_some());
        let odd = parts.iter().chain([whole]).find(both_or_none)?;
        let what = if odd.list.is_some() { "both a list and a number" } else { "neither a list nor a number" };
        Some(format!("a term of the sum gives {what}"))
    }

    /// The kind as the file writes it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Distance { .. } => "distance",
            Self::Near { .. } => "near",
            Self::Direction { .. } => "direction",
            Self::Inside { .. } => "inside",
            Self::DayAfter { .. } => "day_after",
            Self::Elapsed { .. } => "elapsed",
            Self::FirstSince { .. } => "first_since",
            Self::Weekday { .. } => "weekday",
            Self::Sum { .. } => "sum",
            Self::NotCheckable { .. } => "not_checkable",
        }
    }
}

/// One check of a kind as a file writes it.
fn example(kind: &str) -> &'static str {
    match kind {
        "distance" => {
            r#"{"kind": "distance", "from": {"border": "turkey-syria"}, "relation": "about", "distance": "10 km"}; relations: at, about, less_than, more_than"#
        }
        "near" => r#"{"kind": "near", "from": {"place": {"name": "Idlib"}}, "within": "5 km"}"#,
        "direction" => {
            r#"{"kind": "direction", "from": {"place": {"name": "Idlib"}}, "wind": "west"}; winds: north, north_east, …"#
        }
        "inside" => r#"{"kind": "inside", "area": {"named_area": {"layer": "admin1", "name": "Idlib"}}}"#,
        "day_after" => r#"{"kind": "day_after", "event": "id-of-the-other"}"#,
        "elapsed" => r#"{"kind": "elapsed", "since": "id-of-the-other", "relation": "about", "time": "12 hours"}"#,
        "first_since" => r#"{"kind": "first_since", "since": "id-of-the-other", "kinds": ["airstrike"]}"#,
        "weekday" => r#"{"kind": "weekday", "weekday": "monday"}"#,
        "sum" => {
            r#"{"kind": "sum", "parts": [{"list": "killed"}, {"list": "injured"}], "relation": "part_of", "whole": {"list": "present"}}; or {"min": 20, "max": 20, "what": "…"} for a number"#
        }
        _ => r#"{"kind": "not_checkable", "reason": "…"}"#,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn round(value: Value) -> Check {
        let check = Check::read(&value).unwrap_or_else(|f| panic!("{value}: {}", f.message));
        assert_eq!(serde_json::to_value(&check).unwrap(), value);
        assert_eq!(value["kind"], check.kind());
        check
    }

    #[test]
    fn each_kind_is_written_as_it_is_read() {
        let border = json!({"border": "turkey-syria"});
        round(json!({"kind": "distance", "from": border, "relation": "about", "distance": "10 km"}));
        round(json!({"kind": "distance", "of": {"place": {"name": "Suva", "country": "FJI"}}, "from": border,
            "relation": "more_than", "distance": "9.5 mi"}));
        round(json!({"kind": "near", "from": {"incident": "a"}, "within": "3 km"}));
        round(json!({"kind": "direction", "from": {"position": {"point": [36.6, 35.9]}}, "wind": "west_north_west"}));
        round(json!({"kind": "inside", "area": {"named_area": {"layer": "admin1", "name": "Idlib"}}}));
        let ring = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
        round(json!({"kind": "inside", "area": {"area": {"geometry": {"type": "Polygon", "coordinates": ring}}}}));
        round(json!({"kind": "day_after", "event": "a"}));
        round(json!({"kind": "elapsed", "since": "a", "relation": "at", "time": "49 days"}));
        round(json!({"kind": "first_since", "since": "a", "kinds": ["airstrike"], "complete": true}));
        round(json!({"kind": "weekday", "weekday": "monday"}));
        round(
            json!({"kind": "sum", "parts": [{"list": "killed", "source": "w"}, {"min": 20, "max": 20, "about": true}],
            "relation": "part_of", "whole": {"list": "present"}}),
        );
        round(json!({"kind": "not_checkable", "reason": "a superlative"}));
        for kind in KINDS {
            assert!(example(kind).contains(&format!("\"{kind}\"")), "{kind}");
        }
    }

    #[test]
    fn what_can_not_be_read_says_why() {
        let told = |value: Value| {
            let fault = Check::read(&value).unwrap_err();
            format!("{} | {}", fault.message, fault.help)
        };
        assert!(told(json!({"kind": "distanse"})).ends_with("| did you mean “distance”?"));
        assert!(told(json!({"kind": "superlative"})).contains("kinds of checks: distance, near"));
        assert!(told(json!("near")).contains("an object with a `kind`"));
        let no_unit = json!({"kind": "near", "from": {"incident": "a"}, "within": "3"});
        assert!(told(no_unit).contains("“3” has no unit"));
        assert!(told(json!({"kind": "weekday", "weekday": "moonday"})).contains("unknown variant `moonday`"));
        assert!(told(json!({"kind": "weekday", "weekday": "monday", "day": 1})).contains("unknown field `day`"));
        let both =
            json!({"kind": "sum", "parts": [{"list": "killed", "min": 1}], "relation": "equals", "whole": {"min": 1}});
        assert!(told(both).contains("both a list and a number"));
        let none = json!({"kind": "sum", "parts": [{"what": "x"}], "relation": "equals", "whole": {"min": 1}});
        assert!(told(none).contains("neither a list nor a number"));
    }
}
