//! French.

use super::super::super::typesetter::grouped;
use super::SummedWords;
use crate::aggregate::CellShape;
use crate::spec::CellValue;

fn name(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "hexagone",
        CellShape::Square => "carré",
    }
}

/// French words.
pub static FRENCH: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("Incidents par {} de {width} de large", name(shape)),
        CellValue::Killed => {
            format!("Morts par {} de {width} de large, somme des chiffres les plus bas", name(shape))
        }
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "nombre d’incidents par hexagone",
        (CellValue::Incidents, CellShape::Square) => "nombre d’incidents par carré",
        (CellValue::Killed, CellShape::Hexagon) => "morts déclarés par hexagone",
        (CellValue::Killed, CellShape::Square) => "morts déclarés par carré",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "nombre d’incidents par zone",
        CellValue::Killed => "morts déclarés par zone",
    },
    unknown: "aucun chiffre donné (pas zéro)",
    note: |n, shape, width, area| match n {
        1 => format!("Un incident figure dans un {} de {width} de large ({area}).", name(shape)),
        n => format!(
            "{} incidents sont regroupés en {}s de {width} de large ({area} chacun, égaux au sol).",
            grouped(n),
            name(shape)
        ),
    },
    crowded: |percent| format!("En symboles, {percent}\u{a0}% d’entre eux se masqueraient."),
    cut: "Les mailles au bord de la carte couvrent moins de terrain.",
    killed: |unknown| {
        match unknown {
        0 => "Le chiffre le plus bas de chaque incident est additionné.".to_owned(),
        1 => "Le chiffre le plus bas de chaque incident est additionné\u{a0}; pour un incident aucun n’est donné, et il n’entre dans aucune somme.".to_owned(),
        n => format!(
            "Le chiffre le plus bas de chaque incident est additionné\u{a0}; pour {} incidents aucun n’est donné, et ils n’entrent dans aucune somme.",
            grouped(n)
        ),
    }
    },
    most: |number| format!("La plus grande valeur\u{a0}: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "Incidents",
            CellValue::Killed => "Morts, somme des chiffres les plus bas,",
        };
        match per {
            Some(per) => format!("{what} pour {per}"),
            None => format!("{what} par zone"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => {
            format!("Incidents pour {per}, densité par noyau d’une largeur de bande de {bandwidth}")
        }
        CellValue::Killed => {
            format!("Morts pour {per}, chiffres les plus bas, densité par noyau d’une largeur de bande de {bandwidth}")
        }
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "densité d’incidents",
        CellValue::Killed => "densité de morts déclarés",
    },
    note_of_density: |n| {
        format!(
            "Densité de {} incidents par un noyau gaussien\u{a0}: chacun est réparti sur ses alentours, si bien qu’une couleur vaut pour plus que l’endroit où elle se trouve. Sous la classe la plus basse, aucune couleur.",
            grouped(n)
        )
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "nombre d’incidents rapprochés",
        CellValue::Killed => {
            "morts dans des incidents rapprochés, somme des chiffres les plus bas (+ : certains sans chiffre)"
        }
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "nombre d’incidents là où ils sont rapprochés",
        CellValue::Killed => "morts déclarés là où les incidents sont rapprochés",
    },
    note_of_clusters: |n| match n {
        1 => "Un incident est montré.".to_owned(),
        n => format!(
            "{} incidents\u{a0}: ceux dont les symboles se toucheraient sont réunis en un cercle au centre de leurs lieux.",
            grouped(n)
        ),
    },
    one_incident: "un incident",
    people: |n| format!("{} habitants", grouped(u64::from(n))),
    note_of_areas: |n| match n {
        1 => "Un incident est montré par zone.".to_owned(),
        n => format!("{} incidents sont regroupés par zone.", grouped(n)),
    },
    in_none: |n| match n {
        1 => "Un ne se trouve dans aucune des zones.".to_owned(),
        n => format!("{} ne se trouvent dans aucune des zones.", grouped(n)),
    },
    unequal: "Les zones diffèrent par leur taille et leur population\u{a0}: leurs nombres ne sont pas des densités.",
    no_population: "population non indiquée",
    by_time: |by_month| if by_month { "Incidents par mois" } else { "Incidents par année" },
    killed_by_time: "Morts déclarés\u{a0}; en clair\u{a0}: jusqu’aux chiffres les plus hauts",
    beside_time: |by_month, n| {
        let step = if by_month { "mois" } else { "année" };
        match n {
            1 => format!("Un incident est sans {step}."),
            n => format!("{} incidents sont sans {step}.", grouped(n)),
        }
    },
    by_group: |by| match by {
        "admin1" => "Incidents par province".to_owned(),
        "country" => "Incidents par pays".to_owned(),
        column => format!("Incidents par {}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("{groups} autres en comptent {}.", grouped(n)),
    beside_groups: |n| match n {
        1 => "Un incident n’est dans aucun.".to_owned(),
        n => format!("{} incidents ne sont dans aucun.", grouped(n)),
    },
    square: |unit| format!("{unit}²"),
};
