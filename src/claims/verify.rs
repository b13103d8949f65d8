//! Statements held against the map, the calendar and the numbers: one row for each statement of each incident.
//!
//! The kinds of checks and what they mean are in [`Check`]; how each is decided is told in `distance`, `direction`, `whereabouts`, `calendar` and `sum`, how numbers
//! are read in [`tolerance`](super::tolerance). A statement without a check is *not checkable*, with the reason; none is left out.

use serde::Serialize;

use super::contradiction::{Contradiction, contradictions};
use super::ground::Record;
use super::verdict::{Finding, Hindrance};
use super::{calendar, direction, distance, sum, whereabouts};
use crate::data::catalogue::Catalogue;
use crate::data::incident::{Check, Incident, Statement, StatementKind};
use crate::diagnostic::{Diagnostic, Place};

/// A statement with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CheckedStatement {
    /// Id of the incident.
    pub incident: String,
    /// Its name.
    pub name: Option<String>,
    /// What the statement is about.
    pub about: StatementKind,
    /// What is said, in our words.
    pub statement: String,
    /// Who said it.
    pub said_by: Option<String>,
    /// Key of the source.
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    pub paragraph: Option<u32>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The kind of check; `None`: in words only.
    pub check: Option<&'static str>,
    /// The verdict with its grounds.
    #[serde(flatten)]
    pub finding: Finding,
}

/// All statements of a file with their verdicts, what its sources tell differently, and what is wrong with its checks.
#[derive(Debug, Clone, PartialEq)]
pub struct Verification {
    /// One row for each statement, in the file's order.
    pub statements: Vec<CheckedStatement>,
    /// What is told differently of one incident, side by side.
    pub contradictions: Vec<Contradiction>,
    /// Checks that name what isn't there.
    pub warnings: Vec<Diagnostic>,
}

/// Holds each statement of the incidents against the built-in layers, the calendar and the other claims.
///
/// ```
/// use sitmap::claims::{Verdict, verify};
/// use sitmap::data::{catalogue::Catalogue, load};
/// let file = load::read_bytes("incidents.geojson", load::builtin_incidents()).unwrap();
/// let (incidents, _) = load::incidents(&file.features);
/// let all = verify(&incidents, Catalogue::builtin());
/// let ten_km = all.statements.iter().find(|s| s.statement.contains("around 10 kilometers")).unwrap();
/// assert_eq!(ten_km.finding.verdict, Verdict::SupportedWithinRounding);
/// ```
pub fn verify(incidents: &[Incident], catalogue: &Catalogue) -> Verification {
    let record = Record { incidents, catalogue };
    let mut warnings = Vec::new();
    let mut statements = Vec::new();
    for incident in incidents {
        for (number, statement) in incident.statements.iter().enumerate() {
            let finding = finding(record, incident, statement).unwrap_or_else(|hindrance| match hindrance {
                Hindrance::Uncheckable(reason) => Finding::not_checkable(reason),
                Hindrance::Unknown { message, help } => {
                    let place = place(incident, number);
                    warnings.push(Diagnostic::warning("claims::unknown-name", message.clone()).at(place).help(help));
                    Finding::not_checkable(message)
                }
            });
            statements.push(CheckedStatement {
                incident: incident.id.clone(),
                name: incident.name.clone(),
                about: statement.about,
                statement: statement.text.clone(),
                said_by: statement.said_by.clone(),
                source: statement.source.clone(),
                paragraph: statement.paragraph,
                note: statement.note.clone(),
                check: statement.check.as_ref().map(Check::kind),
                finding: Finding { found: capitalized(&finding.found), ..finding },
            });
        }
    }
    Verification { statements, contradictions: incidents.iter().flat_map(contradictions).collect(), warnings }
}

/// With a capital at its beginning.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn finding(record: Record<'_>, incident: &Incident, statement: &Statement) -> Result<Finding, Hindrance> {
    let both = (incident, statement);
    let Some(check) = &statement.check else { return Err(Hindrance::Uncheckable(in_words_only(statement))) };
    match check {
        Check::Distance { of, from, relation, distance: stated } => {
            distance::distance(record, incident, (of.as_ref(), from), Some(*relation), stated)
        }
        Check::Near { of, from, within } => distance::distance(record, incident, (of.as_ref(), from), None, within),
        Check::Direction { of, from, wind } => direction::direction(record, both, (of.as_ref(), from), *wind),
        Check::Inside { of, area } => whereabouts::inside(record, both, of.as_ref(), area),
        Check::DayAfter { event } => calendar::day_after(record, both, event),
        Check::Elapsed { since, relation, time } => calendar::elapsed(record, both, since, *relation, time),
        Check::FirstSince { since, kinds, complete } => calendar::first_since(record, both, (since, kinds, *complete)),
        Check::Weekday { weekday } => calendar::weekday(incident, statement, *weekday),
        Check::Sum { parts, relation, whole } => sum::sum(incident, parts, *relation, whole),
        Check::NotCheckable { reason } => Err(Hindrance::Uncheckable(reason.clone())),
    }
}

/// Why a statement without a check has no verdict.
fn in_words_only(statement: &Statement) -> String {
    if statement.extra.contains_key("check") {
        return "its check can’t be read".to_owned();
    }
    let why = match statement.about {
        StatementKind::Cause => "a reason or a meaning: neither map, calendar nor numbers speak to it",
        StatementKind::Other => "it states no distance, direction, area, date or sum",
        StatementKind::Spatial | StatementKind::Temporal | StatementKind::Count => {
            "in words only: the file gives it no check"
        }
    };
    why.to_owned()
}

/// Where in the file a check stands.
fn place(incident: &Incident, number: usize) -> Place {
    Place {
        file: Some(incident.origin.file.to_string()),
        line: Some(incident.origin.line),
        feature: Some(incident.origin.feature),
        id: Some(format!("\"{}\"", incident.id)),
        pointer: Some(format!("/properties/statements/{number}/check")),
    }
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
