//! Spanish.

use super::CaptionWords;
use crate::data::incident::Kind;

/// Spanish words.
pub static SPANISH: CaptionWords = CaptionWords {
    figure: "Figura",
    alt_text: "Texto alternativo",
    map: "Mapa",
    layers: "Capas",
    metre: "m",
    place_within: |length| format!("lugar conocido con un margen de {length}"),
    place_precision_unknown: "no se indica con qué precisión se conoce el lugar",
    date_not_given: "fecha no indicada",
    date_inferred: "fecha deducida",
    date_disputed: "las fuentes discrepan sobre la fecha",
    killed: |range| format!("muertos declarados: {range}"),
    killed_unknown: "número de muertos no comunicado",
    killed_in_each: |range| format!("muertos declarados en cada uno: {range}"),
    killed_unknown_for_all: "números de muertos no comunicados",
    unknown_for: |n| if n == 1 { "no comunicado en uno".to_owned() } else { format!("no comunicado en {n}") },
    kinds: |kind, n| if n == 1 { one(kind).to_owned() } else { format!("{n}\u{a0}{}", several(kind)) },
    to_border: |a, b| format!("hasta la frontera entre {a} y {b}"),
    to_line: |file| format!("hasta la línea de {file}"),
    shortest: |distance, name| format!("distancia más corta: {distance}, desde {name}"),
    longest: |distance, name| format!("distancia más larga: {distance}, desde {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("Recuadro {letter}: {title}"),
        None => format!("El recuadro {letter} muestra una parte del mapa ampliada"),
    },
    turned: |deg| {
        format!("El norte está a {}° a la {} de la vertical.", deg.abs(), if deg < 0 { "izquierda" } else { "derecha" })
    },
};

const fn one(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "un ataque aéreo",
        Some(Kind::Shelling) => "un bombardeo terrestre",
        Some(Kind::GroundAttack) => "un ataque terrestre",
        Some(Kind::ChemicalAttack) => "un ataque químico",
        Some(Kind::Clash) => "un enfrentamiento",
        Some(Kind::Explosion) => "una explosión",
        Some(Kind::Abduction) => "un secuestro",
        Some(Kind::Other) => "otro incidente",
        Some(Kind::Ceasefire) => "un alto el fuego",
        Some(Kind::Summit) => "una cumbre",
        Some(Kind::BorderOpening) => "una apertura de frontera",
        Some(Kind::Offensive) => "una ofensiva",
        None => "un incidente de tipo no indicado",
    }
}

const fn several(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "ataques aéreos",
        Some(Kind::Shelling) => "bombardeos terrestres",
        Some(Kind::GroundAttack) => "ataques terrestres",
        Some(Kind::ChemicalAttack) => "ataques químicos",
        Some(Kind::Clash) => "enfrentamientos",
        Some(Kind::Explosion) => "explosiones",
        Some(Kind::Abduction) => "secuestros",
        Some(Kind::Other) => "otros incidentes",
        Some(Kind::Ceasefire) => "altos el fuego",
        Some(Kind::Summit) => "cumbres",
        Some(Kind::BorderOpening) => "aperturas de frontera",
        Some(Kind::Offensive) => "ofensivas",
        None => "incidentes de tipo no indicado",
    }
}
