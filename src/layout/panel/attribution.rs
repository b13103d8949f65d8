//! Attributions as a sentence: each actor once, by whom, in which status, with the numbers of the sources.

use crate::data::incident::{Attribution, AttributionStatus, Incident};

/// Words for a status around an actor (`{a}`) and who says so (`{b}`).
fn phrase(status: AttributionStatus, named: bool, arabic: bool) -> &'static str {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match (status, named, arabic) {
        (Claimed, _, false) => "claimed by {a}",
        (Asserted, true, false) => "attributed to {a} by {b}",
        (Asserted, false, false) => "attributed to {a}",
        (Alleged, true, false) => "{b} alleges {a}",
        (Alleged, false, false) => "alleged: {a}",
        (Denied, _, false) => "denied by {a}",
        (NoComment, _, false) => "no comment by {a}",
        (Found, true, false) => "{a} found responsible by {b}",
        (Found, false, false) => "{a} found responsible",
        (Opinion, true, false) => "{a} in the opinion of {b}",
        (Opinion, false, false) => "in one opinion {a}",
        (Claimed, _, true) => "تبنّاه {a}",
        (Asserted, true, true) => "نسبه {b} إلى {a}",
        (Asserted, false, true) => "نُسب إلى {a}",
        (Alleged, true, true) => "يتهم {b} {a}",
        (Alleged, false, true) => "اتُّهم {a}",
        (Denied, _, true) => "نفى {a}",
        (NoComment, _, true) => "لم يعلّق {a}",
        (Found, true, true) => "خلص {b} إلى مسؤولية {a}",
        (Found, false, true) => "ثبتت بحسب تحقيق مسؤولية {a}",
        (Opinion, true, true) => "{a} في رأي {b}",
        (Opinion, false, true) => "{a} في رأي",
    }
}

/// The sentence for an incident; empty without attributions. At most `most` actors are named.
pub fn sentence(incident: &Incident, most: usize, cite: &dyn Fn(&str) -> Option<usize>, arabic: bool) -> String {
    let mut parts: Vec<(AttributionStatus, &Attribution, Vec<usize>)> = Vec::new();
    for a in &incident.attribution {
        let number = a.source.as_deref().and_then(cite);
        match parts.iter_mut().find(|(s, first, _)| *s == a.status && first.actor == a.actor) {
            Some((.., numbers)) => numbers.extend(number),
            None => parts.push((a.status, a, number.into_iter().collect())),
        }
    }
    let texts: Vec<String> = parts
        .into_iter()
        .take(most)
        .map(|(status, a, mut numbers)| {
            numbers.sort_unstable();
            numbers.dedup();
            let by = a.by.as_deref().filter(|b| !b.eq_ignore_ascii_case(&a.actor));
            let text =
                phrase(status, by.is_some(), arabic).replace("{a}", &a.actor).replace("{b}", by.unwrap_or_default());
            let cited: Vec<String> = numbers.iter().map(usize::to_string).collect();
            if cited.is_empty() { text } else { format!("{text}\u{a0}[{}]", cited.join(", ")) }
        })
        .collect();
    let joined = texts.join(if arabic { "؛ " } else { "; " });
    let mut letters = joined.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).chain(['.']).collect(),
        None => String::new(),
    }
}
