//! Verdicts: what is said of a claim once its numbers are there, and what the verdict rests on.
//!
//! A verdict is about a sentence and the numbers at hand, never about what happened. Where what is known allows both
//! answers it is *undecided*: uncertainty is no support.

use serde::Serialize;

use super::rounding::Tolerance;

/// What is said of a claim. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Everything that is known lies within the number as stated.
    Supported,
    /// Only on the coarser reading of a round or hedged number: see [`tolerance`](super::tolerance).
    SupportedWithinRounding,
    /// Nothing that is known lies within it, on any reading.
    Contradicted,
    /// What is known lies partly within and partly outside.
    Undecided,
    /// Neither map, calendar nor numbers can decide it.
    NotCheckable,
}

impl Verdict {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 5] =
        [Self::Supported, Self::SupportedWithinRounding, Self::Contradicted, Self::Undecided, Self::NotCheckable];

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::SupportedWithinRounding => "supported within its rounding",
            Self::Contradicted => "contradicted",
            Self::Undecided => "undecided",
            Self::NotCheckable => "not checkable",
        }
    }

    /// One verdict over several accounts: theirs where they agree, *undecided* where they don't. `None` over none.
    pub fn over(verdicts: impl IntoIterator<Item = Self>) -> Option<Self> {
        verdicts.into_iter().reduce(|a, b| match (a, b) {
            (a, b) if a == b => a,
            (Self::Supported, Self::SupportedWithinRounding) | (Self::SupportedWithinRounding, Self::Supported) => {
                Self::SupportedWithinRounding
            }
            _ => Self::Undecided,
        })
    }
}

/// What was found, in a unit: the value where there is one, and what it may be at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds {
    /// The value; `None` where only its bounds are known.
    pub value: Option<f64>,
    /// Least.
    pub min: f64,
    /// Greatest; infinite (`null` in JSON): open.
    pub max: f64,
    /// Unit: `km`, `days`, `degrees off` …
    pub unit: &'static str,
}

impl Bounds {
    /// Bounds to a millionth of the unit: what is finer differs between machines. Never −0.
    pub(super) fn of(value: Option<f64>, (min, max): (f64, f64), unit: &'static str) -> Self {
        let rounded = |v: f64| if v.is_finite() { libm::round(v * 1e6) / 1e6 + 0.0 } else { v };
        Self { value: value.map(rounded), min: rounded(min), max: rounded(max), unit }
    }
}

/// A count with a comma at the thousands: `3,000`.
pub(super) fn thousands(count: f64) -> String {
    let digits = format!("{:.0}", count.max(0.0));
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// What the claim allows, in the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Allowed {
    /// As stated.
    pub tight: (f64, f64),
    /// On its coarser reading.
    pub wide: (f64, f64),
}

impl Allowed {
    /// Around a value.
    pub fn around(value: f64, tolerance: Tolerance) -> Self {
        let reach = |by: f64| ((value - by).max(0.0), value + by);
        Self { tight: reach(tolerance.tight), wide: reach(tolerance.wide) }
    }

    /// No more than a limit.
    pub const fn up_to(limit: f64) -> Self {
        Self { tight: (f64::NEG_INFINITY, limit), wide: (f64::NEG_INFINITY, limit) }
    }

    /// No less than a limit.
    pub const fn from(limit: f64) -> Self {
        Self { tight: (limit, f64::INFINITY), wide: (limit, f64::INFINITY) }
    }

    /// The verdict on what may be from `min` to `max`. Ends belong to what is allowed.
    pub fn verdict(&self, min: f64, max: f64) -> Verdict {
        let inside = |(low, high): (f64, f64)| low <= min && max <= high;
        if inside(self.tight) {
            Verdict::Supported
        } else if inside(self.wide) {
            Verdict::SupportedWithinRounding
        } else if max < self.wide.0 || min > self.wide.1 {
            Verdict::Contradicted
        } else {
            // Also what is not a number.
            Verdict::Undecided
        }
    }
}

/// A verdict with its grounds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The verdict.
    pub verdict: Verdict,
    /// The numbers in a sentence.
    pub found: String,
    /// The numbers alone.
    pub measured: Option<Bounds>,
    /// What the claim allows.
    pub allowed: Option<Allowed>,
    /// Layers with accuracy and date, places with uncertainty, dates with who gives them.
    pub rests_on: Vec<String>,
}

impl Finding {
    /// Nothing can be held against the claim.
    pub fn not_checkable(reason: impl Into<String>) -> Self {
        let (verdict, found) = (Verdict::NotCheckable, reason.into());
        Self { verdict, found, measured: None, allowed: None, rests_on: Vec::new() }
    }
}

/// Why a check could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// The check names something that isn't there: a fault of the file, told as a warning too.
    Unknown { message: String, help: String },
    /// All is known that the check names, and it still can't be decided.
    Uncheckable(String),
}

impl Hindrance {
    /// Something unknown, with the names that look like it.
    pub fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Self {
        let wanted = name.to_lowercase();
        let mut near: Vec<(f64, &str)> =
            known.map(|k| (strsim::jaro_winkler(&k.to_lowercase(), &wanted), k)).filter(|n| n.0 > 0.8).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        near.dedup_by(|a, b| a.1 == b.1);
        // Only what looks about as much like it as the nearest does.
        let best = near.first().map_or(0.0, |n| n.0);
        near.retain(|n| n.0 > best - 0.04);
        let names: Vec<String> = near.iter().take(3).map(|(_, name)| format!("“{name}”")).collect();
        let help = if names.is_empty() {
            "no name looks like it; a position can stand for it: {\"position\": {\"point\": [lon, lat]}}".to_owned()
        } else {
            format!("did you mean {}?", names.join(" or "))
        };
        Self::Unknown { message: format!("there is no {what} “{name}”"), help }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::tolerance;

    #[test]
    fn each_verdict_at_its_boundary() {
        let around_10 = Allowed::around(10.0, tolerance(10.0, 1.0, true));
        assert_eq!(around_10.verdict(9.5, 10.5), Verdict::Supported);
        assert_eq!(around_10.verdict(9.499, 10.5), Verdict::SupportedWithinRounding);
        assert_eq!(around_10.verdict(7.5, 12.5), Verdict::SupportedWithinRounding);
        assert_eq!(around_10.verdict(7.499, 10.0), Verdict::Undecided);
        assert_eq!(around_10.verdict(12.5, 13.0), Verdict::Undecided);
        assert_eq!(around_10.verdict(12.501, 13.0), Verdict::Contradicted);
        assert_eq!(around_10.verdict(0.0, 7.4), Verdict::Contradicted);
        assert_eq!(around_10.verdict(f64::NAN, f64::NAN), Verdict::Undecided);
        assert_eq!(Allowed::up_to(5.0).verdict(0.0, 5.0), Verdict::Supported);
        assert_eq!(Allowed::from(5.0).verdict(1.0, f64::INFINITY), Verdict::Undecided);
    }

    #[test]
    fn counts_are_written_with_commas() {
        for (count, text) in [(0.0, "0"), (500.0, "500"), (3_000.0, "3,000"), (1_234_567.0, "1,234,567")] {
            assert_eq!(thousands(count), text);
        }
    }

    #[test]
    fn accounts_that_differ_decide_nothing() {
        use Verdict::{Contradicted, Supported, SupportedWithinRounding, Undecided};
        assert_eq!(Verdict::over([Supported, Supported]), Some(Supported));
        assert_eq!(Verdict::over([Supported, SupportedWithinRounding]), Some(SupportedWithinRounding));
        assert_eq!(Verdict::over([Supported, Contradicted]), Some(Undecided));
        assert_eq!(Verdict::over([]), None);
    }
}
