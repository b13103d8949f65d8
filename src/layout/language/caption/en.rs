//! English.

use super::super::plural::{Plural, english};
use super::CaptionWords;
use crate::data::incident::Kind;

/// English words.
pub static ENGLISH: CaptionWords = CaptionWords {
    figure: "Figure",
    alt_text: "Alt text",
    map: "Map",
    layers: "Layers",
    metre: "m",
    place_within: |length| format!("place known to within {length}"),
    place_precision_unknown: "how precisely the place is known is not stated",
    date_not_given: "date not given",
    date_inferred: "date inferred",
    date_disputed: "sources differ on the date",
    killed: |range| format!("killed, as claimed: {range}"),
    killed_unknown: "number killed not reported",
    killed_in_each: |range| format!("killed in each, as claimed: {range}"),
    killed_unknown_for_all: "numbers killed not reported",
    unknown_for: |n| if n == 1 { "not reported for one".to_owned() } else { format!("not reported for {n}") },
    kinds: |kind, n| match (kind, english(n)) {
        (kind, Plural::One) => one(kind).to_owned(),
        (kind, _) => format!("{n}\u{a0}{}", several(kind)),
    },
    to_border: |a, b| format!("to the border of {a} and {b}"),
    to_line: |file| format!("to the line of {file}"),
    shortest: |distance, name| format!("shortest distance {distance}, from {name}"),
    longest: |distance, name| format!("longest distance {distance}, from {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("Inset {letter}: {title}"),
        None => format!("Inset {letter} shows a part of the map larger"),
    },
    turned: |deg| format!("North is {}° to the {} of up.", deg.abs(), if deg < 0 { "left" } else { "right" }),
};

const fn one(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "one airstrike",
        Some(Kind::Shelling) => "one shelling",
        Some(Kind::GroundAttack) => "one ground attack",
        Some(Kind::ChemicalAttack) => "one chemical attack",
        Some(Kind::Clash) => "one clash",
        Some(Kind::Explosion) => "one explosion",
        Some(Kind::Abduction) => "one abduction",
        Some(Kind::Other) => "one other incident",
        Some(Kind::Ceasefire) => "one ceasefire",
        Some(Kind::Summit) => "one summit",
        Some(Kind::BorderOpening) => "one border opening",
        Some(Kind::Offensive) => "one offensive",
        None => "one incident whose kind is not given",
    }
}

const fn several(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "airstrikes",
        Some(Kind::Shelling) => "shellings",
        Some(Kind::GroundAttack) => "ground attacks",
        Some(Kind::ChemicalAttack) => "chemical attacks",
        Some(Kind::Clash) => "clashes",
        Some(Kind::Explosion) => "explosions",
        Some(Kind::Abduction) => "abductions",
        Some(Kind::Other) => "other incidents",
        Some(Kind::Ceasefire) => "ceasefires",
        Some(Kind::Summit) => "summits",
        Some(Kind::BorderOpening) => "border openings",
        Some(Kind::Offensive) => "offensives",
        None => "incidents whose kind is not given",
    }
}
