//! French.

use super::super::typesetter::grouped;
use super::plural::{Plural, french};
use super::{CoarseTo, Language};
use crate::data::borders::{CountryName, names_in};
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// French words.
pub static FRENCH: Language = Language {
    code: "fr",
    rtl: false,
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    day_of: |day, month| format!("{day}{}\u{a0}{month}", if day == 1 { "er" } else { "" }),
    month_of: |month, year| format!("{month}\u{a0}{year}"),
    key: "Légende",
    named_by_number: "Noms des lieux numérotés",
    symbol_area: "la surface du symbole indique le nombre de morts déclaré",
    layers: "Carte",
    relief: "relief",
    number_killed: "Nombre de morts déclaré",
    number_killed_by_claim: "Nombre de morts, selon la source",
    oldest_first: "de la plus ancienne à la plus récente",
    highest_claim: "chiffre le plus haut",
    lowest_claim: "chiffre le plus bas",
    killed: "morts",
    not_reported: "non communiqué",
    not_reported_symbol: "morts\u{a0}: non communiqué (pas zéro)",
    contested: "attribution contestée",
    place_uncertain: "lieu incertain, disque à l’échelle",
    place_not_given: "lieu non précisé",
    shortest_line: "ligne la plus courte",
    state_border: "frontière d’État",
    disputed_border: "frontière contestée",
    governorate: "limite de province",
    road_schematic: "route, tracé schématique",
    road: "route",
    built_up: "zone bâtie",
    river: "cours d’eau",
    lake: "lac",
    river_lake: "cours d’eau, lac",
    area_only: "donné par zone seulement",
    direction_only: "direction seulement",
    table_heading: "Lieu, date, événement\u{a0}; attribution",
    killed_as_claimed: "Morts déclarés",
    sources: "Sources\u{a0}:",
    base_map: "Fond de carte\u{a0}:",
    projection: "Projection\u{a0}:",
    figures_are_claims: "Les chiffres sont ceux des sources nommées\u{a0}; aucun n’a été vérifié pour cette carte.",
    figures_as_given: "Les chiffres sont ceux des données\u{a0}; aucun n’a été vérifié pour cette carte.",
    disputes_note: "Les frontières contestées ou non fixées sont en tirets, sans prise de position.",
    view_note: |whose| {
        let code = CountryName::find(whose).map(|c| c.alpha3);
        let named = names_in("fr").find(|(a3, _)| Some(*a3) == code);
        let whose = named.map_or("la liste de l’ISO", |(_, name)| name);
        format!("Les frontières contestées suivent la position de {whose}, telle que Natural Earth la consigne.")
    },
    date_inferred_note: "* Date déduite du texte, en tout ou en partie.",
    as_of: "État au",
    central_meridian: "méridien central",
    standard_parallels: "parallèles de référence",
    distance_note: "Les distances sont géodésiques.",
    distance_note_range: "Les distances sont géodésiques\u{a0}; la fourchette entre parenthèses vaut pour tout le disque d’incertitude et pour la précision de la frontière.",
    scale_true_at: "échelle exacte à",
    north: "N",
    inset_letters: ["A", "B", "C"],
    map_number: "Carte n°",
    incidents_title: |n| match french(n) {
        Plural::One if n == 1 => "Un incident".to_owned(),
        _ => format!("{} incidents", grouped(n as u64)),
    },
    undated: |n| format!("{n}\u{a0}non daté{}", if n == 1 { "" } else { "s" }),
    without_place: |n| match n {
        1 => "Un incident sans lieu ne figure pas sur la carte.".to_owned(),
        n => format!("{n} incidents sans lieu ne figurent pas sur la carte."),
    },
    outside_frame: |n| match n {
        1 => "Un incident se trouve hors du cadre.".to_owned(),
        n => format!("{n} incidents se trouvent hors du cadre."),
    },
    more_attributions: |n| {
        if n == 1 { "une autre dans les données".to_owned() } else { format!("{n} autres dans les données") }
    },
    and: " et ",
    kind_not_given: "type non précisé",
    at_most: |n| format!("{n} ou moins"),
    at_least: |n| format!("{n}\u{a0}ou plus"),
    said_over: |n| format!("plus de\u{a0}{n}"),
    kind: |kind| match kind {
        Kind::Airstrike => "frappe aérienne",
        Kind::Shelling => "bombardement au sol",
        Kind::GroundAttack => "attaque terrestre",
        Kind::ChemicalAttack => "attaque chimique",
        Kind::Clash => "affrontement",
        Kind::Explosion => "explosion",
        Kind::Abduction => "enlèvement",
        Kind::Other => "incident",
        Kind::Ceasefire => "cessez-le-feu",
        Kind::Summit => "sommet",
        Kind::BorderOpening => "ouverture de frontière",
        Kind::Offensive => "offensive",
    },
    unit: LengthUnit::symbol,
    summed: &super::summed::fr::FRENCH,
    coarsened: |to| {
        match to {
        CoarseTo::Cell(size) => format!("Les lieux sont volontairement imprécis\u{a0}: chacun est situé dans une maille de {size} et peut s’y trouver n’importe où."),
        CoarseTo::Country => "Les lieux sont volontairement imprécis\u{a0}: chacun n’est donné que par son pays et peut s’y trouver n’importe où.".to_owned(),
        CoarseTo::Division => "Les lieux sont volontairement imprécis\u{a0}: chacun n’est donné que par sa division de premier niveau et peut s’y trouver n’importe où.".to_owned(),
        CoarseTo::Area(file) => format!("Les lieux sont volontairement imprécis\u{a0}: chacun n’est donné que par sa zone de {file} et peut s’y trouver n’importe où."),
    }
    },
    filter: super::filter::french,
    many_countries: |n| format!("{n} pays"),
    caption: &super::caption::FRENCH,
    hemisphere: ["E", "O", "N", "S"],
    comma: ", ",
    semicolon: "\u{a0}; ",
    about: "environ",
    method: |method| match method {
        Method::TransverseMercator => "Mercator transverse",
        Method::LambertAzimuthalEqualArea => "azimutale équivalente de Lambert",
        Method::AlbersEqualArea => "conique équivalente d’Albers",
        Method::LambertConformalConic => "conique conforme de Lambert",
        Method::AzimuthalEquidistant => "azimutale équidistante",
        Method::Stereographic => "stéréographique",
        Method::Orthographic => "orthographique",
        Method::Gnomonic => "gnomonique",
        other => other.name(),
    },
    covers: |role| match role {
        LayerRole::Country => "pays",
        LayerRole::Border => "frontières",
        LayerRole::Coastline => "côtes",
        LayerRole::Sea | LayerRole::SeaName => "mers",
        LayerRole::Lake => "lacs",
        LayerRole::River => "cours d’eau",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "divisions",
        LayerRole::Settlement => "zones bâties",
        LayerRole::Road => "routes",
        LayerRole::Place => "villes",
    },
};
