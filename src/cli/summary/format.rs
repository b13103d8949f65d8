//! Forms of a summary: text for people, CSV, JSON, markdown.

use super::{Row, Summary};
use crate::aggregate::Tally;
use crate::cli::{beside, json};
use crate::diagnostic::visible;
use serde_json::{Value, json};

/// Form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Form {
    /// For people
    #[default]
    Table,
    /// For spreadsheets
    Csv,
    /// For machines
    Json,
    /// For reports
    Markdown,
}

pub(super) fn text(summary: &Summary, form: Form) -> String {
    match form {
        Form::Table => table(summary),
        Form::Csv => csv(summary),
        Form::Json => json_text(summary),
        Form::Markdown => markdown(summary),
    }
}

/// People killed, as claimed: a range of sums, or that nobody gives a number.
fn killed(tally: &Tally) -> String {
    match (tally.killed_known(), tally.killed_min, tally.killed_max) {
        (0, ..) => "not reported".to_owned(),
        (_, min, max) if min == max => min.to_string(),
        (_, min, max) => format!("{min}–{max}"),
    }
}

fn all(summary: &Summary) -> impl Iterator<Item = Row> {
    let total = Row { group: "total".to_owned(), tally: summary.total };
    summary.rows.iter().cloned().chain([total])
}

fn table(summary: &Summary) -> String {
    let head = [summary.by.clone(), "incidents".to_owned(), "killed, as claimed".to_owned(), "no number".to_owned()];
    let row =
        |r: Row| [visible(&r.group), r.tally.events.to_string(), killed(&r.tally), r.tally.killed_unknown.to_string()];
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(all(summary).map(row)).collect();
    let width = |i: usize| rows.iter().map(|r| r[i].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let mut out = String::new();
    for [group, incidents, killed, unknown] in rows {
        let pad = " ".repeat(widths[0] - group.chars().count());
        let [_, a, b, c] = widths;
        out.push_str(&format!("{group}{pad}  {incidents:>a$}  {killed:>b$}  {unknown:>c$}\n"));
    }
    out
}

fn csv(summary: &Summary) -> String {
    let mut out = format!("{},incidents,killed_min,killed_max,killed_unknown\n", beside::text(&summary.by));
    for Row { group, tally } in &summary.rows {
        let known = tally.killed_known() > 0;
        let number = |n: u64| if known { n.to_string() } else { String::new() };
        let (min, max) = (number(tally.killed_min), number(tally.killed_max));
        let (group, unknown) = (beside::text(group), tally.killed_unknown);
        out.push_str(&format!("{group},{},{min},{max},{unknown}\n", tally.events));
    }
    out
}

fn json_text(summary: &Summary) -> String {
    let numbers = |tally: &Tally| -> Value {
        let known = |n: u64| (tally.killed_known() > 0).then_some(n);
        json!({
            "incidents": tally.events,
            "killed_min": known(tally.killed_min),
            "killed_max": known(tally.killed_max),
            "killed_unknown": tally.killed_unknown,
        })
    };
    let rows: Vec<Value> = summary
        .rows
        .iter()
        .map(|row| {
            let mut members = json!({ "group": row.group });
            if let (Some(all), Some(more)) = (members.as_object_mut(), numbers(&row.tally).as_object()) {
                all.extend(more.clone());
            }
            members
        })
        .collect();
    let value = json!({ "by": summary.by, "groups": rows, "total": numbers(&summary.total) });
    json::pretty(&value) + "\n"
}

fn markdown(summary: &Summary) -> String {
    let mut out = format!(
        "| {} | incidents | killed, as claimed | without a number |\n|---|---:|---:|---:|\n",
        beside::escaped(&summary.by)
    );
    for Row { group, tally } in all(summary) {
        let group = if group == "total" { "**total**".to_owned() } else { beside::escaped(&group) };
        out.push_str(&format!("| {group} | {} | {} | {} |\n", tally.events, killed(&tally), tally.killed_unknown));
    }
    out
}
