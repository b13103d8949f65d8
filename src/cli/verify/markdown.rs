//! The page for an editor: for each incident what was said, what was found, and what is told differently.

use super::format::{is_checked, summary};
use crate::claims::{CheckedStatement, Contradiction, Topic, Verdict, Verification, Version};
use crate::data::incident::Incident;
use crate::data::source::{Source, Sources};
use crate::diagnostic::visible;
use std::collections::BTreeSet;
use std::fmt::Write;

const HOW_TO_READ: &str = "\
What the sources say of each incident, as far as a map, a calendar or a sum can speak to it. A verdict is about a sentence and the numbers
at hand. It says nothing about what happened, who is to blame, or which source is the better one.

| verdict | meaning |
|---|---|
| supported | all that is known lies within the number as stated |
| supported within its rounding | only if a round or hedged number is read as coarsely as such numbers are used |
| contradicted | nothing that is known lies within it, on any reading |
| undecided | what is known, with its uncertainty, lies partly within and partly outside |
| not checkable | neither map, calendar nor numbers can decide it |

A number is read to half a unit of its last digit: 10 km as 9.5–10.5 km. Round and hedged numbers have a coarser reading, half a step of the
scale of tens and fives that they stand on: “around 10 km” as 7.5–12.5 km. Distances are geodesics of WGS 84 with their least and greatest, from the
uncertainty of the place and the accuracy of the layer. A date that was inferred from a statement is not held against that statement.
";

/// The whole page.
pub(super) fn page(verified: &Verification, sources: &Sources, incidents: &[Incident]) -> String {
    let mut out = String::from("# Claims checked\n\n");
    out.push_str(HOW_TO_READ);
    let _ = writeln!(out, "\n{}.", summary(&verified.statements));
    for incident in incidents {
        section(&mut out, incident, verified, sources);
    }
    source_list(&mut out, verified, sources);
    out
}

fn section(out: &mut String, incident: &Incident, verified: &Verification, sources: &Sources) {
    let of_this: Vec<&CheckedStatement> = verified.statements.iter().filter(|s| s.incident == incident.id).collect();
    let told: Vec<&Contradiction> = verified.contradictions.iter().filter(|c| c.incident == incident.id).collect();
    if of_this.is_empty() && told.is_empty() {
        return;
    }
    let name = incident.name.as_deref().unwrap_or(&incident.id);
    let date = incident.date.as_ref().map(|d| format!(", {}", d.start)).unwrap_or_default();
    let _ = writeln!(out, "\n## {}{date}\n", escaped(name));
    if let Some(what) = &incident.what {
        let _ = writeln!(out, "{} (`{}`).", escaped(what), visible(&incident.id).replace('`', "ʼ"));
    }
    let (checked, rest): (Vec<_>, Vec<_>) = of_this.into_iter().partition(|s| is_checked(s));
    if !checked.is_empty() {
        out.push_str("\n| statement | verdict | found | rests on |\n|---|---|---|---|\n");
        for s in checked {
            let said = format!(
                "{} — {}",
                escaped(&s.statement),
                cite(s.said_by.as_deref(), s.source.as_deref(), s.paragraph, sources)
            );
            let note = s.note.as_ref().map(|n| format!(". *{}*", sentence(&escaped(n)))).unwrap_or_default();
            let rests = s.finding.rests_on.iter().map(|r| escaped(r)).collect::<Vec<_>>().join("; ");
            let verdict = verdict(s.finding.verdict);
            let _ = writeln!(out, "| {said}{note} | {verdict} | {} | {rests} |", escaped(&s.finding.found));
        }
    }
    if !told.is_empty() {
        out.push_str("\nTold differently, side by side:\n\n");
        told.into_iter().for_each(|c| contradiction(out, c, sources));
    }
    if !rest.is_empty() {
        out.push_str("\nNot checkable:\n\n");
        for s in rest {
            let by = cite(s.said_by.as_deref(), s.source.as_deref(), s.paragraph, sources);
            let _ = writeln!(out, "- {} — {by}. *{}*", escaped(&s.statement), sentence(&escaped(&s.finding.found)));
        }
    }
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "supported",
        Verdict::SupportedWithinRounding => "supported within its rounding",
        Verdict::Contradicted => "**contradicted**",
        Verdict::Undecided => "undecided",
        Verdict::NotCheckable => "not checkable",
    }
}

fn contradiction(out: &mut String, c: &Contradiction, sources: &Sources) {
    let remark = if c.remark.is_empty() { String::new() } else { format!(" ({})", escaped(&c.remark)) };
    if c.topic == Topic::Name {
        let names: Vec<String> = c.versions.iter().map(|v| escaped(&v.says)).collect();
        let _ = writeln!(out, "- {}: {}", c.topic.words(), names.join(", "));
        return;
    }
    let _ = writeln!(out, "- {}{remark}", c.topic.words());
    for version in &c.versions {
        let Version { says, said_by, as_of, source, paragraph, note } = version;
        // A date is what it counts up to; words such as “preliminary” speak for themselves.
        let until = |d: &String| if d.starts_with(|c: char| c.is_ascii_digit()) { "as of " } else { "" };
        let as_of = as_of.as_ref().map(|d| format!(", {}{}", until(d), escaped(d))).unwrap_or_default();
        let by = cite(said_by.as_deref(), source.as_deref(), *paragraph, sources);
        let note = note.as_ref().map(|n| format!(" *{}*", sentence(&escaped(n)))).unwrap_or_default();
        let _ = writeln!(out, "  - {} — {by}{as_of}{}{note}", escaped(says), if note.is_empty() { "" } else { "." });
    }
}

/// Who said it and where it stands: `SOHR, in [2] § 7`.
fn cite(said_by: Option<&str>, source: Option<&str>, paragraph: Option<u32>, sources: &Sources) -> String {
    let known = source.and_then(|key| sources.get(key));
    let place = match (source, known) {
        (None, _) => None,
        (Some(_), Some(Source { number: Some(n), .. })) => Some(format!("\\[{n}\\]")),
        // A record that speaks for itself needs no second name.
        (Some(key), _) if said_by.is_some_and(|by| by.eq_ignore_ascii_case(key)) => None,
        (Some(key), known) => Some(escaped(known.and_then(|s| s.short.as_deref()).unwrap_or(key))),
    };
    let place = place.map(|p| paragraph.map_or(p.clone(), |n| format!("{p} § {n}")));
    match (said_by.map(escaped), place) {
        (Some(by), Some(place)) => format!("{by}, in {place}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => "no source given".to_owned(),
    }
}

/// The sources that the page cites.
fn source_list(out: &mut String, verified: &Verification, sources: &Sources) {
    let of_statements = verified.statements.iter().filter_map(|s| s.source.as_deref());
    let of_versions = verified.contradictions.iter().flat_map(|c| &c.versions).filter_map(|v| v.source.as_deref());
    let used: BTreeSet<&str> = of_statements.chain(of_versions).collect();
    let mut cited: Vec<(&str, &Source)> = used.iter().filter_map(|k| Some((*k, sources.get(*k)?))).collect();
    // Those with a number first, in its order.
    cited.sort_by_key(|(_, s)| (s.number.is_none(), s.number));
    if cited.is_empty() {
        return;
    }
    out.push_str("\n## Sources\n\n§ is the paragraph: blocks between blank lines, the title is the first.\n\n");
    for (key, source) in cited {
        let name = source.number.map_or_else(|| escaped(key), |n| format!("\\[{n}\\]"));
        let mut parts = vec![escaped(&source.title)];
        parts.extend(source.author.iter().chain(&source.publisher).map(|p| escaped(p)));
        parts.extend(source.date.map(|d| d.to_string()));
        let _ = writeln!(out, "- {name} {}", parts.join(", "));
    }
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let text = format!("{first}{}", chars.as_str());
    if text.ends_with(['.', '!', '?']) { text } else { text + "." }
}

/// Text that markdown prints as it is, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '\\' | '|' | '<' | '>' | '*' | '_' | '`' | '[' | ']' | '~' | '&' | '#' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
