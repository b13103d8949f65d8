//! Names with characters that no font holds: told, and in a figure that may fall back replaced by what a reader still
//! knows the place by.

use super::in_file;
use crate::color::Color;
use crate::data::incident::Incident;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Direction, Fonts, TextError, TextStyle, noto_font};

/// Members in which other files keep a Latin form of a name.
const LATIN_MEMBERS: [&str; 6] = ["name_en", "name:en", "int_name", "name_latin", "name_latn", "name:latin"];

/// What to do about a text that can't be set: the font that would help, where its script is known.
pub(super) fn missing_glyph_help(fault: &TextError) -> String {
    let family = match fault {
        TextError::MissingGlyph { characters, .. } => characters.iter().find_map(|c| noto_font(*c)),
        TextError::NotAFont { .. } => None,
    };
    match family {
        Some(family) => {
            let file = format!("{}-Regular.ttf", family.replace(' ', ""));
            format!("give a font that has it, such as {family}: --font {file}, or fonts = [\"{file}\"] in the spec")
        }
        None => "give a font that has it: --font FILE, or fonts = [\"FILE\"] in the spec".to_owned(),
    }
}

/// Each name that can't be set, as an error.
pub(super) fn unset_names(incidents: &[Incident], file: &str, fonts: &Fonts) -> Vec<Diagnostic> {
    let names = incidents.iter().flat_map(|i| [(i, &i.name), (i, &i.name_ar)]);
    let unset = names.filter_map(|(incident, name)| Some((incident, unset(name.as_deref()?, fonts)?)));
    unset.map(|(incident, fault)| told(Diagnostic::error, &fault, fault.to_string(), incident, file)).collect()
}

/// Names that can't be set give way to another form; each is told with what stands for it.
pub(super) fn fall_back(incidents: &mut [Incident], file: &str, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for incident in incidents {
        if let Some(fault) = incident.name.as_deref().and_then(|name| unset(name, fonts)) {
            let other = other_form(incident, &fault, fonts);
            let message = format!("{fault}; “{other}” stands for it");
            warnings.push(told(Diagnostic::warning, &fault, message, incident, file));
            incident.name = Some(other);
        }
        if let Some(fault) = incident.name_ar.as_deref().and_then(|name| unset(name, fonts)) {
            let message = format!("{fault}; the other name stands for it");
            warnings.push(told(Diagnostic::warning, &fault, message, incident, file));
            incident.name_ar = None;
        }
    }
    warnings
}

fn told(
    severity: fn(&'static str, String) -> Diagnostic,
    fault: &TextError,
    message: String,
    incident: &Incident,
    file: &str,
) -> Diagnostic {
    let place = Place {
        line: Some(incident.origin.line),
        feature: Some(incident.origin.feature),
        id: Some(serde_json::Value::from(incident.id.as_str()).to_string()),
        ..in_file(file)
    };
    severity("text::missing-glyph", message).at(place).help(missing_glyph_help(fault))
}

/// Why a name can't be set.
fn unset(name: &str, fonts: &Fonts) -> Option<TextError> {
    fonts.line(name, TextStyle::new(8.0, Color::rgb(0)), Direction::Auto).err()
}

/// A Latin spelling of the data, else the letters of the name that can be set, else the id.
fn other_form(incident: &Incident, fault: &TextError, fonts: &Fonts) -> String {
    let members = LATIN_MEMBERS.iter().filter_map(|member| incident.extra.get(*member)?.as_str());
    let spellings = members.chain(incident.names_alt.iter().map(String::as_str)).map(str::trim);
    let latin = spellings.filter(|s| s.chars().any(is_latin)).find(|s| unset(s, fonts).is_none());
    let rest = || remains(fault, fonts).filter(|rest| rest.chars().any(is_latin));
    latin.map(str::to_owned).or_else(rest).unwrap_or_else(|| by_id(&incident.id))
}

/// What can be set of a name, without brackets and dashes that hold nothing any more.
fn remains(fault: &TextError, fonts: &Fonts) -> Option<String> {
    let TextError::MissingGlyph { text, characters } = fault else { return None };
    let mut text: String = text.chars().filter(|c| !characters.contains(c)).collect();
    // A fault names the first character of each cluster: its marks come to light without it.
    while let Some(TextError::MissingGlyph { characters, .. }) = unset(&text, fonts) {
        text.retain(|c| !characters.contains(&c));
    }
    let words: Vec<&str> = text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    let mut kept = words.join(" ");
    if kept.matches('(').count() != kept.matches(')').count() {
        kept.retain(|c| !matches!(c, '(' | ')'));
    }
    Some(kept.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')')).to_owned())
}

/// An id as a name: one of few letters alone would not be known as such.
fn by_id(id: &str) -> String {
    if id.chars().filter(|c| c.is_alphabetic()).count() > 3 { id.to_owned() } else { format!("incident {id}") }
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(u32::from(c), 0x41..=0x24f | 0x1e00..=0x1eff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::feature::{Feature, Origin};

    fn incident(properties: &str) -> Incident {
        let feature = Feature {
            id: Some("2".into()),
            geometry: None,
            properties: serde_json::from_str(properties).unwrap(),
            origin: Origin { file: "f".into(), line: 7, feature: 2 },
        };
        Incident::from_feature(&feature, &mut Vec::new())
    }

    #[test]
    fn the_latin_form_then_what_is_left_then_the_id() {
        let fonts = Fonts::bundled();
        for (properties, expected) in [
            (r#"{"name": "កម្ពុជា", "name_en": "Cambodia", "names_alt": ["Kampuchea"]}"#, "Cambodia"),
            (r#"{"name": "កម្ពុជា", "names_alt": ["カンボジア", "كمبوديا", "Cambodia"]}"#, "Cambodia"),
            (r#"{"name": "Phnom Penh (ភ្នំពេញ)", "names_alt": ["カンボジア"]}"#, "Phnom Penh"),
            (r#"{"name": "(កម្ពុជា Camp) – 5 (b)"}"#, "Camp 5 b"),
            (r#"{"name": "កម្ពុជា 5"}"#, "incident 2"),
        ] {
            let mut incidents = [incident(properties)];
            let warnings = fall_back(&mut incidents, "f", &fonts);
            assert_eq!(incidents[0].name.as_deref(), Some(expected), "{properties}");
            let fault = &warnings[0];
            assert!(fault.message.contains("(U+17") && fault.message.ends_with(&format!("“{expected}” stands for it")));
            assert!(fault.help.as_deref().is_some_and(|h| h.contains("--font NotoSansKhmer-Regular.ttf")), "{fault:?}");
            assert_eq!((fault.place.line, warnings.len()), (Some(7), 1));
        }
        assert_eq!((by_id("saraqib-2020"), by_id("a1")), ("saraqib-2020".to_owned(), "incident a1".to_owned()));
    }
}
