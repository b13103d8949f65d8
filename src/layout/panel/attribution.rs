//! Attributions as a sentence: what is said of each actor, by whom, in which status, with the numbers of the sources.
//!
//! A saying keeps its speaker: nobody's denial or silence is told as another's. Those who say the same of the same
//! actor are named together. What finds no room is counted, not dropped.

use crate::data::incident::{Attribution, AttributionStatus};
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
        let cited = |numbers: &[usize]| match numbers {
            [] => String::new(),
            _ => format!("\u{a0}{}", language.cited(numbers)),
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

/// Which sayings are told: the first ones, and where the attribution is contested one of each side, be there room or not.
fn told(all: &[Saying], most: usize, contested: bool) -> Vec<bool> {
    let side = |i: usize| (all[i].first.actor.as_str(), all[i].first.status == AttributionStatus::Denied);
    let mut told: Vec<bool> = (0..all.len()).map(|i| i < most).collect();
    for i in most..all.len() {
        told[i] = contested && !(0..i).any(|j| told[j] && side(j) == side(i));
    }
    told
}

/// The sentence for the attributions of an incident; empty without attributions. At most `most` sayings are told, the rest are counted; of one that is
/// contested each side has its say.
pub fn sentence(
    attribution: &[Attribution],
    most: usize,
    contested: bool,
    cite: &dyn Fn(&str) -> Option<usize>,
    language: &Language,
) -> String {
    let all = sayings(attribution, cite);
    let told = told(&all, most, contested);
    let mut texts: Vec<String> = all.iter().zip(&told).filter(|(_, t)| **t).map(|(s, _)| s.written(language)).collect();
    let more = told.iter().filter(|t| !**t).count();
    if more > 0 {
        texts.push((language.more_attributions)(more));
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
            sentence(&attribution, 3, false, &|_| Some(1), en),
            "Attributed to A by W\u{a0}[1] and D\u{a0}[1]; no comment by Ministry\u{a0}[1]; claimed by B (in \
             general)\u{a0}[1]; one more in the data."
        );
        assert_eq!(sentence(&[], 3, false, &|_| None, en), "");
        let fr = sentence(&attribution, 9, false, &|_| None, language("fr").unwrap());
        assert!(fr.starts_with("Attribué à A par W et D") && fr.contains("revendiqué par B (in general)"), "{fr}");
    }

    #[test]
    fn each_side_of_a_contest_has_its_say() {
        use AttributionStatus::{Alleged, Asserted, Denied, Opinion};
        let attribution = vec![
            said(Opinion, "A", Some("author"), None),
            said(Alleged, "B", Some("C"), None),
            said(Denied, "A", Some("A's ministry"), None),
            said(Asserted, "B", Some("A's ministry"), None),
        ];
        let en = language("en").unwrap();
        let of = |most, contested| sentence(&attribution, most, contested, &|_| None, en);
        assert!(of(1, false).ends_with("; 3 more in the data."), "{}", of(1, false));
        let both = of(1, true);
        assert!(both.contains("C") && both.contains("denied") && both.ends_with("; one more in the data."), "{both}");
        assert_eq!(of(4, true), of(4, false));
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
