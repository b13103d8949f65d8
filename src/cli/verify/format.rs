//! Verdicts as a table for the eye and as JSON.

use crate::claims::{CheckedStatement, Contradiction, Verdict, Verification};
use crate::diagnostic::visible;
use serde_json::{Value, json};
use std::fmt::Write;

/// Form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// One statement after the other, for the eye
    #[default]
    Table,
    /// An object with all statements and contradictions
    Json,
    /// A page for an editor
    Markdown,
}

/// How many statements have each verdict: `3 supported, 1 contradicted, …`.
pub(super) fn summary(statements: &[CheckedStatement]) -> String {
    let count = |v: Verdict| statements.iter().filter(|s| s.finding.verdict == v).count();
    let counted: Vec<String> = Verdict::ALL
        .into_iter()
        .map(|v| (count(v), v))
        .filter(|(n, _)| *n > 0)
        .map(|(n, v)| format!("{n} {}", v.words()))
        .collect();
    let plural = if statements.len() == 1 { "" } else { "s" };
    let parts = if counted.is_empty() { String::new() } else { format!(": {}", counted.join(", ")) };
    format!("{} statement{plural}{parts}", statements.len())
}

/// Was the statement put to a check, whatever came of it?
pub(super) fn is_checked(statement: &CheckedStatement) -> bool {
    statement.check.is_some_and(|kind| kind != "not_checkable")
}

/// Verdict, statement and finding of what was put to a check; the rest as a number.
pub(super) fn table(verified: &Verification) -> String {
    let checked: Vec<&CheckedStatement> = verified.statements.iter().filter(|s| is_checked(s)).collect();
    let mut out = String::new();
    let width = checked.iter().map(|s| s.finding.verdict.words().len()).chain(["verdict".len()]).max().unwrap_or(0);
    let ids = checked.iter().map(|s| visible(&s.incident).chars().count()).chain(["incident".len()]).max().unwrap_or(0);
    let _ = writeln!(out, "{:ids$}  {:width$}  statement, and what was found", "incident", "verdict");
    for s in &checked {
        let id = visible(&s.incident);
        let pad = " ".repeat(ids.saturating_sub(id.chars().count()));
        let _ = writeln!(out, "{id}{pad}  {:width$}  {}", s.finding.verdict.words(), visible(&s.statement));
        let _ = writeln!(out, "{}  {:width$}  {}", " ".repeat(ids), "", visible(&s.finding.found));
    }
    let _ = writeln!(out, "\n{}.", summary(&verified.statements));
    let words_only = verified.statements.len() - checked.len();
    if words_only > 0 {
        let _ =
            writeln!(out, "{words_only} were put to no check; --format markdown and json list them with the reason.");
    }
    if !verified.contradictions.is_empty() {
        let _ = writeln!(out, "\nTold differently:");
        verified.contradictions.iter().for_each(|c| contradiction(&mut out, c));
    }
    out
}

fn contradiction(out: &mut String, c: &Contradiction) {
    let remark = if c.remark.is_empty() { String::new() } else { format!(" ({})", c.remark) };
    let told: Vec<String> = c
        .versions
        .iter()
        .map(|v| match v.said_by.as_deref().or(v.source.as_deref()) {
            Some(by) => format!("{} [{}]", visible(&v.says), visible(by)),
            None => visible(&v.says),
        })
        .collect();
    let _ = writeln!(out, "{}, {}{}: {}", visible(&c.incident), c.topic.words(), visible(&remark), told.join(" | "));
}

/// Everything, numbers unrounded.
pub(super) fn json(verified: &Verification) -> String {
    let count = |v: Verdict| verified.statements.iter().filter(|s| s.finding.verdict == v).count();
    let key = |v: Verdict| serde_json::to_value(v).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let counts: serde_json::Map<String, Value> = Verdict::ALL.into_iter().map(|v| (key(v), json!(count(v)))).collect();
    let all = json!({
        "verdicts": counts,
        "statements": verified.statements,
        "contradictions": verified.contradictions,
    });
    crate::cli::json::pretty(&all) + "\n"
}
