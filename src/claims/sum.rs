//! Claims in numbers: “more than k of n”, parts that make up a whole.
//!
//! # Method
//! A term is what its claims allow together: from the least minimum to the greatest maximum, open where a claim says "at least". Terms are added as
//! intervals. A sum is part of a whole if even its greatest is no more than the whole's least; it can't be if its least exceeds the whole's
//! greatest. In between the claim is undecided, and what would have to be assumed is said in numbers. Hedged numbers are widened by their
//! [`tolerance`](super::tolerance); a claim that holds for the bare numbers and not for the widened ones is supported within its rounding.
//!
//! Counts are claims of their sources: a sum of them decides nothing about who was hurt.
//!
//! # Limits
//! “More than 180” has no upper end here, as logic has it. Readers take it for less than the next round number: C. Cummins, U. Sauerland and S. Solt,
//! *Granularity and scalar implicature in numerical expressions*, Linguistics and Philosophy 35 (2012), 135–169. That is no ground for a verdict.

use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict, thousands};
use crate::data::incident::{CountClaim, CountList, CountTerm, Incident, SumRelation};

/// What a term allows: bare numbers and widened ones.
#[derive(Debug, Clone, PartialEq)]
struct Amount {
    bare: (f64, f64),
    widened: (f64, f64),
    /// The greatest number that is stated, open or not.
    stated_max: f64,
    words: String,
    origin: String,
}

fn term(incident: &Incident, term: &CountTerm) -> Result<Amount, Hindrance> {
    let Some(list) = term.list else {
        let claim = CountClaim { min: term.min, max: term.max, about: term.about, ..CountClaim::default() };
        let what = term.what.clone().unwrap_or_default();
        let origin = format!("{} {what} (number of the statement)", shown(&claim));
        return Ok(amount(&[&claim], &what, origin.replace("  ", " ")));
    };
    let lists = incident.count_lists();
    let all = lists.iter().find(|(name, _)| *name == list.name()).map(|(_, claims)| *claims).unwrap_or_default();
    let wanted = |c: &&CountClaim| {
        let numbered = c.min.is_some() || c.max.is_some();
        let source = term.source.as_ref().map_or(c.left_out.is_none(), |s| c.source.as_ref() == Some(s));
        numbered && source && (term.paragraph.is_none() || c.paragraph == term.paragraph)
    };
    let claims: Vec<&CountClaim> = all.iter().filter(wanted).collect();
    if claims.is_empty() {
        let of = term.source.as_ref().map(|s| format!(" of {s}")).unwrap_or_default();
        return Err(Hindrance::Uncheckable(format!("no claim{of} gives a number for `{}`", list.name())));
    }
    let told: Vec<String> = claims
        .iter()
        .map(|c| {
            let by = c.said_by.as_deref().or(c.source.as_deref()).unwrap_or("the file");
            format!("{} ({by})", c.text.clone().unwrap_or_else(|| shown(c)))
        })
        .collect();
    let plain = if list == CountList::Combined { "killed or injured" } else { list.name() };
    let what = term.what.clone().unwrap_or_else(|| plain.to_owned());
    Ok(amount(&claims, &what, format!("{}: {}", list.name(), told.join("; "))))
}

/// From the least minimum to the greatest maximum.
fn amount(claims: &[&CountClaim], what: &str, origin: String) -> Amount {
    let of = |c: &CountClaim| {
        let (min, max) = (c.min.map_or(0.0, f64::from), c.max.map_or(f64::INFINITY, f64::from));
        let reach = |v: f64| if c.about && v.is_finite() { super::tolerance(v, 1.0, true).wide } else { 0.0 };
        ((min, max), ((min - reach(min)).max(0.0), max + reach(max)))
    };
    let hull =
        |ranges: Vec<(f64, f64)>| ranges.into_iter().fold((f64::INFINITY, 0.0f64), |a, b| (a.0.min(b.0), a.1.max(b.1)));
    let bare = hull(claims.iter().map(|c| of(c).0).collect());
    let stated_max = claims.iter().filter_map(|c| c.max.max(c.min)).max().map_or(0.0, f64::from);
    let words = format!("{} {what}", written(bare, stated_max));
    Amount {
        bare,
        widened: hull(claims.iter().map(|c| of(c).1).collect()),
        stated_max,
        words: words.trim().to_owned(),
        origin,
    }
}

/// A claim as a number: “12”, “78–105”, “at least 60”.
fn shown(claim: &CountClaim) -> String {
    let max = claim.max.map_or(f64::INFINITY, f64::from);
    let about = if claim.about { "about " } else { "" };
    format!(
        "{about}{}",
        written((claim.min.map_or(0.0, f64::from), max), claim.max.max(claim.min).map_or(0.0, f64::from))
    )
}

fn written((min, max): (f64, f64), stated_max: f64) -> String {
    let least = thousands(min);
    if min == max {
        least
    } else if max.is_finite() {
        format!("{least}–{}", thousands(max))
    } else if stated_max > min {
        format!("{least} to {} or more", thousands(stated_max))
    } else {
        format!("{least} or more")
    }
}

/// Is the relation held by a sum and a whole, each an interval?
fn held(relation: SumRelation, sum: (f64, f64), whole: (f64, f64)) -> Verdict {
    let (surely, never) = match relation {
        SumRelation::PartOf => (sum.1 <= whole.0, sum.0 > whole.1),
        SumRelation::MoreThan => (sum.0 > whole.1, sum.1 <= whole.0),
        SumRelation::LessThan => (sum.1 < whole.0, sum.0 >= whole.1),
        SumRelation::Equals => (sum.0 == sum.1 && sum == whole, sum.1 < whole.0 || sum.0 > whole.1),
    };
    match (surely, never) {
        (true, _) => Verdict::Supported,
        (_, true) => Verdict::Contradicted,
        _ => Verdict::Undecided,
    }
}

/// Why parts neither surely fit into a whole nor surely don't.
fn what_must_hold(sum: (f64, f64), stated_max: f64, whole: (f64, f64)) -> String {
    let over = stated_max - whole.0;
    if over <= 0.0 {
        return "; it fits by the numbers stated, of which none has an upper end".to_owned();
    }
    let most = thousands(stated_max);
    let least = if sum.0 <= whole.0 && sum.0 < stated_max { "it fits by the least numbers stated; " } else { "" };
    format!(
        "; {least}{most} is {} more than the least number stated of the whole, and fits only if that was {most} or more",
        thousands(over)
    )
}

/// Parts against a whole.
pub(super) fn sum(
    incident: &Incident,
    parts: &[CountTerm],
    relation: SumRelation,
    whole: &CountTerm,
) -> Result<Finding, Hindrance> {
    let parts: Vec<Amount> = parts.iter().map(|p| term(incident, p)).collect::<Result<_, _>>()?;
    let whole = term(incident, whole)?;
    let add = |of: fn(&Amount) -> (f64, f64)| {
        parts.iter().map(of).fold((0.0, 0.0), |a: (f64, f64), b| (a.0 + b.0, a.1 + b.1))
    };
    let (bare, widened) = (add(|a| a.bare), add(|a| a.widened));
    let stated_max: f64 = parts.iter().map(|a| a.stated_max).sum();
    let verdict = match (held(relation, bare, whole.bare), held(relation, widened, whole.widened)) {
        (Verdict::Supported, Verdict::Supported) => Verdict::Supported,
        (Verdict::Supported, _) => Verdict::SupportedWithinRounding,
        (_, widened) => widened,
    };
    let words: Vec<&str> = parts.iter().map(|a| a.words.as_str()).collect();
    let make = if parts.len() > 1 { format!(" make {}", written(bare, stated_max)) } else { String::new() };
    let stands = match relation {
        SumRelation::PartOf => "stated as part of",
        SumRelation::Equals => "stated to be",
        SumRelation::MoreThan => "stated to be more than",
        SumRelation::LessThan => "stated to be less than",
    };
    let mut found = format!("{}{make}; {stands} {}", words.join(" and "), whole.words);
    if verdict == Verdict::Undecided && relation == SumRelation::PartOf {
        found.push_str(&what_must_hold(bare, stated_max, whole.bare));
    }
    let allowed = match relation {
        SumRelation::PartOf | SumRelation::LessThan => Allowed::up_to(whole.bare.1),
        SumRelation::MoreThan => Allowed::from(whole.bare.0),
        SumRelation::Equals => Allowed { tight: whole.bare, wide: whole.widened },
    };
    let measured = Bounds::of(None, bare, "counted");
    let rests_on = parts.iter().map(|a| a.origin.clone()).chain([whole.origin]).collect();
    Ok(Finding { verdict, found, measured: Some(measured), allowed: Some(allowed), rests_on })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::feature::{Feature, Origin};

    fn incident(properties: &str) -> Incident {
        let feature = Feature {
            id: None,
            geometry: None,
            properties: serde_json::from_str(properties).unwrap(),
            origin: Origin { file: "x".into(), line: 1, feature: 1 },
        };
        Incident::from_feature(&feature, &mut Vec::new())
    }

    fn list(list: CountList) -> CountTerm {
        CountTerm { list: Some(list), ..CountTerm::default() }
    }

    fn number(min: u32, max: Option<u32>, about: bool) -> CountTerm {
        CountTerm { min: Some(min), max, about, ..CountTerm::default() }
    }

    fn verdict(parts: &[CountTerm], relation: SumRelation, whole: CountTerm) -> Verdict {
        let i =
            incident(r#"{"killed": [{"min": 78, "max": 105}], "injured": [{"min": 101}], "present": [{"min": 181}]}"#);
        sum(&i, parts, relation, &whole).unwrap().verdict
    }

    #[test]
    fn more_of_a_whole_than_is_certain() {
        let both = [list(CountList::Killed), list(CountList::Injured)];
        assert_eq!(verdict(&both, SumRelation::PartOf, list(CountList::Present)), Verdict::Undecided);
        assert_eq!(verdict(&both, SumRelation::PartOf, number(150, Some(178), false)), Verdict::Contradicted);
        assert_eq!(verdict(&both, SumRelation::PartOf, number(179, Some(179), false)), Verdict::Undecided);
        assert_eq!(
            verdict(&[list(CountList::Killed)], SumRelation::PartOf, number(105, None, false)),
            Verdict::Supported
        );
        let i =
            incident(r#"{"killed": [{"min": 78, "max": 105}], "injured": [{"min": 101}], "present": [{"min": 181}]}"#);
        let found = sum(&i, &both, SumRelation::PartOf, &list(CountList::Present)).unwrap().found;
        assert!(
            found.contains("make 179 to 206 or more") && found.contains("206 is 25 more than the least number"),
            "{found}"
        );
    }

    #[test]
    fn hedges_widen() {
        let rise = |about| [number(20, Some(20), about), number(33, Some(33), false)];
        let fifty = || number(50, Some(50), false);
        assert_eq!(verdict(&rise(false), SumRelation::MoreThan, fifty()), Verdict::Supported);
        assert_eq!(verdict(&rise(true), SumRelation::MoreThan, fifty()), Verdict::SupportedWithinRounding);
        assert_eq!(verdict(&rise(true), SumRelation::MoreThan, number(60, Some(60), false)), Verdict::Contradicted);
        assert_eq!(
            verdict(&rise(true), SumRelation::LessThan, number(55, Some(55), false)),
            Verdict::SupportedWithinRounding
        );
    }

    #[test]
    fn sums_that_are_equal() {
        let parts = [number(3_000_000, Some(3_000_000), false), number(1_700_000, Some(1_700_000), false)];
        assert_eq!(verdict(&parts, SumRelation::Equals, number(4_700_000, Some(4_700_000), false)), Verdict::Supported);
        assert_eq!(
            verdict(&parts, SumRelation::Equals, number(4_800_000, Some(4_800_000), false)),
            Verdict::Contradicted
        );
        assert_eq!(verdict(&parts, SumRelation::Equals, number(4_000_000, None, false)), Verdict::Undecided);
    }

    #[test]
    fn unknown_is_not_zero() {
        let i = incident(r#"{"killed": [{"min": null, "max": null, "text": "many"}]}"#);
        let told = sum(&i, &[list(CountList::Killed)], SumRelation::PartOf, &number(5, None, false));
        assert_eq!(told, Err(Hindrance::Uncheckable("no claim gives a number for `killed`".into())));
    }
}
