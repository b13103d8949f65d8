//! Attributions as a sentence: what is said of each actor, by whom, in which status, with the numbers of the sources.
//!
//! A saying keeps its speaker: nobody's denial or silence is told as another's. Those who say the same of the same
//! actor are named together. What finds no room is counted, not dropped.

use crate::data::incident::Attribution;
use crate::layout::language::Language;

/// Sayings of one status on one actor: who says so, with the limits of the saying and the numbers of sources.
struct Saying<'a> {
    first: &'a Attribution,
    speakers: Vec<(Option<&'a str>, Option<&'a str>, Vec<usize>)>,
}

fn sayings<'a>(attribution: &'a [Attribution], cite: &dyn Fn(&str) -> Option<usize>) -> Vec<Saying<'a>> {
    let mut all: Vec<Saying> = Vec::new();
    for a in attribution {
        let by = a.by.as_deref().filter(|b| !b.eq_ignore_ascii_case(&a.actor));
        let number = a.source.as_deref().and_then(cite);
        let same = all.iter_mut().find(|s| {
            s.first.status == a.status && s.first.actor == a.actor && s.speakers[0].0.is_some() == by.is_some()
        });
        match same {
            Some(saying) => match saying.speakers.iter_mut().find(|s| s.0 == by && s.1 == a.scope.as_deref()) {
                Some((.., numbers)) => numbers.extend(number),
                None => saying.speakers.push((by, a.scope.as_deref(), number.into_iter().collect())),
            },
            None => {
                all.push(Saying { first: a, speakers: vec![(by, a.scope.as_deref(), number.into_iter().collect())] })
            }
        }
    }
    all
}

impl Saying<'_> {
    fn written(&self, language: &Language) -> String {
        let cited = |numbers: &[usize]| {
            let mut numbers = numbers.to_vec();
            numbers.sort_unstable();
            numbers.dedup();
            let written: Vec<String> = numbers.iter().map(usize::to_string).collect();
            if written.is_empty() { String::new() } else { format!("\u{a0}[{}]", written.join(",\u{a0}")) }
        };
        let limits = |scope: Option<&str>| scope.map_or_else(String::new, |s| format!(" ({s})"));
        let speakers: Vec<String> = self
            .speakers
            .iter()
            .map(|(by, scope, numbers)| format!("{}{}{}", by.unwrap_or_default(), limits(*scope), cited(numbers)))
            .collect();
        let named = self.speakers[0].0.is_some();
        let (by, alone) = (language.attributed)(self.first.status);
        let actor = self.first.actor.as_str();
        if named {
            // Names are filled in once: one may hold what looks like the place of the other.
            let filled = by.split("{a}").map(|part| part.replace("{b}", &language.listed(&speakers)));
            filled.collect::<Vec<_>>().join(actor)
        } else {
            format!("{}{}", alone.replace("{a}", actor), speakers.concat())
        }
    }
}

/// The sentence for the attributions of an incident; empty without attributions. At most `most` sayings are told, the rest are counted.
pub fn sentence(
    attribution: &[Attribution],
    most: usize,
    cite: &dyn Fn(&str) -> Option<usize>,
    language: &Language,
) -> String {
    let all = sayings(attribution, cite);
    let mut texts: Vec<String> = all.iter().take(most).map(|s| s.written(language)).collect();
    if all.len() > most {
        texts.push((language.more_attributions)(all.len() - most));
    }
    let joined = texts.join(language.semicolon);
    let mut letters = joined.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).chain(['.']).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::incident::AttributionStatus;
    use crate::layout::language::language;

    fn said(status: AttributionStatus, actor: &str, by: Option<&str>, scope: Option<&str>) -> Attribution {
        let source = Some("s".to_owned());
        Attribution {
            actor: actor.to_owned(),
            by: by.map(str::to_owned),
            status,
            scope: scope.map(str::to_owned),
            source,
            paragraph: None,
            note: None,
            extra: Default::default(),
        }
    }

    #[test]
    fn every_saying_keeps_its_speaker() {
        use AttributionStatus::{Asserted, Claimed, NoComment};
        let attribution = vec![
            said(Asserted, "A", Some("W"), None),
            said(Asserted, "A", Some("D"), None),
            said(NoComment, "A", Some("Ministry"), None),
            said(Claimed, "B", Some("b"), Some("in general")),
            said(Asserted, "C", Some("E"), None),
        ];
        let en = language("en").unwrap();
        assert_eq!(
            sentence(&attribution, 3, &|_| Some(1), en),
            "Attributed to A by W\u{a0}[1] and D\u{a0}[1]; no comment by Ministry\u{a0}[1]; claimed by B (in \
             general)\u{a0}[1]; one more in the data."
        );
        assert_eq!(sentence(&[], 3, &|_| None, en), "");
        let fr = sentence(&attribution, 9, &|_| None, language("fr").unwrap());
        assert!(fr.starts_with("Attribué à A par W et D") && fr.contains("revendiqué par B (in general)"), "{fr}");
    }

    #[test]
    fn every_language_has_the_actor_in_every_phrase_that_names_one() {
        use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
        for code in ["en", "ar", "fr", "es", "tr", "uk"] {
            for status in [Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion] {
                let (by, alone) = (language(code).unwrap().attributed)(status);
                assert!(by.contains("{b}") && (by.contains("{a}") || status == NoComment), "{code}: {by}");
                assert!(alone.contains("{a}") && !alone.contains("{b}"), "{code}: {alone}");
            }
        }
    }
}
