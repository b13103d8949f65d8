//! French.

use super::CaptionWords;
use crate::data::incident::Kind;

/// French words.
pub static FRENCH: CaptionWords = CaptionWords {
    figure: "Figure",
    alt_text: "Texte de remplacement",
    map: "Carte",
    layers: "Couches",
    metre: "m",
    place_within: |length| format!("lieu connu à {length} près"),
    place_precision_unknown: "la précision du lieu n’est pas indiquée",
    date_not_given: "date non précisée",
    date_inferred: "date déduite",
    date_disputed: "les sources divergent sur la date",
    killed: |range| format!("morts déclarés\u{a0}: {range}"),
    killed_unknown: "nombre de morts non communiqué",
    killed_in_each: |range| format!("morts déclarés dans chacun\u{a0}: {range}"),
    killed_unknown_for_all: "nombres de morts non communiqués",
    unknown_for: |n| if n == 1 { "non communiqué pour un".to_owned() } else { format!("non communiqué pour {n}") },
    kinds: |kind, n| if n == 1 { one(kind).to_owned() } else { format!("{n}\u{a0}{}", several(kind)) },
    to_border: |a, b| format!("jusqu’à la frontière entre {a} et {b}"),
    to_line: |file| format!("jusqu’à la ligne de {file}"),
    shortest: |distance, name| format!("distance la plus courte\u{a0}: {distance}, depuis {name}"),
    longest: |distance, name| format!("distance la plus longue\u{a0}: {distance}, depuis {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("Encart {letter}\u{a0}: {title}"),
        None => format!("L’encart {letter} montre une partie de la carte en plus grand"),
    },
    turned: |deg| format!("Le nord est à {}° à {} du haut.", deg.abs(), if deg < 0 { "gauche" } else { "droite" }),
};

const fn one(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "une frappe aérienne",
        Some(Kind::Shelling) => "un bombardement au sol",
        Some(Kind::GroundAttack) => "une attaque terrestre",
        Some(Kind::ChemicalAttack) => "une attaque chimique",
        Some(Kind::Clash) => "un affrontement",
        Some(Kind::Explosion) => "une explosion",
        Some(Kind::Abduction) => "un enlèvement",
        Some(Kind::Other) => "un autre incident",
        Some(Kind::Ceasefire) => "un cessez-le-feu",
        Some(Kind::Summit) => "un sommet",
        Some(Kind::BorderOpening) => "une ouverture de frontière",
        Some(Kind::Offensive) => "une offensive",
        None => "un incident de type non précisé",
    }
}

const fn several(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "frappes aériennes",
        Some(Kind::Shelling) => "bombardements au sol",
        Some(Kind::GroundAttack) => "attaques terrestres",
        Some(Kind::ChemicalAttack) => "attaques chimiques",
        Some(Kind::Clash) => "affrontements",
        Some(Kind::Explosion) => "explosions",
        Some(Kind::Abduction) => "enlèvements",
        Some(Kind::Other) => "autres incidents",
        Some(Kind::Ceasefire) => "cessez-le-feu",
        Some(Kind::Summit) => "sommets",
        Some(Kind::BorderOpening) => "ouvertures de frontière",
        Some(Kind::Offensive) => "offensives",
        None => "incidents de type non précisé",
    }
}
