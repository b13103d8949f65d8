//! Spanish.

use super::super::typesetter::grouped;
use super::Language;
use crate::data::borders::{CountryName, names_in};
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// Spanish words.
pub static SPANISH: Language = Language {
    code: "es",
    rtl: false,
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    day_of: |day, month| format!("{day}\u{a0}de\u{a0}{month}"),
    month_of: |month, year| format!("{month} de\u{a0}{year}"),
    key: "Leyenda",
    named_by_number: "Nombres de los lugares numerados",
    symbol_area: "el área del símbolo indica el número de muertos declarado",
    layers: "Mapa",
    relief: "relieve",
    number_killed: "Número de muertos declarado",
    number_killed_by_claim: "Número de muertos, según la fuente",
    oldest_first: "de la más antigua a la más reciente",
    highest_claim: "cifra más alta",
    lowest_claim: "cifra más baja",
    killed: "muertos",
    not_reported: "no comunicado",
    not_reported_symbol: "muertos: no comunicado (no es cero)",
    contested: "autoría discutida",
    place_uncertain: "lugar incierto, disco a escala",
    place_not_given: "lugar no indicado",
    shortest_line: "línea más corta",
    state_border: "frontera estatal",
    disputed_border: "frontera en disputa",
    governorate: "límite provincial",
    road_schematic: "carretera, trazado esquemático",
    road: "carretera",
    built_up: "zona edificada",
    river: "río",
    lake: "lago",
    river_lake: "río, lago",
    area_only: "solo se conoce la zona",
    direction_only: "solo la dirección",
    table_heading: "Lugar, fecha, suceso; autoría",
    killed_as_claimed: "Muertos declarados",
    sources: "Fuentes:",
    base_map: "Mapa base:",
    projection: "Proyección:",
    figures_are_claims: "Las cifras son las de las fuentes nombradas; ninguna se ha verificado para este mapa.",
    figures_as_given: "Las cifras son las de los datos; ninguna se ha verificado para este mapa.",
    disputes_note: "Las fronteras en disputa o no fijadas van en línea discontinua; no se toma partido.",
    view_note: |whose| {
        let code = CountryName::find(whose).map(|c| c.alpha3);
        let named = names_in("es").find(|(a3, _)| Some(*a3) == code);
        let whose = named.map_or("la lista de ISO", |(_, name)| name);
        format!("Las fronteras en disputa siguen la posición de {whose}, tal como la recoge Natural Earth.")
    },
    date_inferred_note: "* Fecha deducida del texto, en todo o en parte.",
    as_of: "Datos a",
    central_meridian: "meridiano central",
    standard_parallels: "paralelos de referencia",
    distance_note: "Las distancias son geodésicas.",
    distance_note_range: "Las distancias son geodésicas; el intervalo entre paréntesis vale para todo el disco de incertidumbre y para la precisión de la frontera.",
    scale_true_at: "escala exacta en",
    north: "N",
    inset_letters: ["A", "B", "C"],
    map_number: "Mapa n.º",
    incidents_title: |n| {
        if n == 1 { "Un incidente".to_owned() } else { format!("{} incidentes", grouped(n as u64)) }
    },
    undated: |n| format!("{n}\u{a0}sin fecha"),
    without_place: |n| match n {
        1 => "Un incidente sin lugar no figura en el mapa.".to_owned(),
        n => format!("{n} incidentes sin lugar no figuran en el mapa."),
    },
    outside_frame: |n| match n {
        1 => "Un incidente queda fuera del marco.".to_owned(),
        n => format!("{n} incidentes quedan fuera del marco."),
    },
    more_attributions: |n| if n == 1 { "una más en los datos".to_owned() } else { format!("{n} más en los datos") },
    and: " y ",
    kind_not_given: "tipo no indicado",
    at_most: |n| format!("{n} o menos"),
    at_least: |n| format!("{n}\u{a0}o más"),
    said_over: |n| format!("más de\u{a0}{n}"),
    kind: |kind| match kind {
        Kind::Airstrike => "ataque aéreo",
        Kind::Shelling => "bombardeo terrestre",
        Kind::GroundAttack => "ataque terrestre",
        Kind::ChemicalAttack => "ataque químico",
        Kind::Clash => "enfrentamiento",
        Kind::Explosion => "explosión",
        Kind::Abduction => "secuestro",
        Kind::Other => "incidente",
        Kind::Ceasefire => "alto el fuego",
        Kind::Summit => "cumbre",
        Kind::BorderOpening => "apertura de frontera",
        Kind::Offensive => "ofensiva",
    },
    unit: LengthUnit::symbol,
    summed: &super::summed::es::SPANISH,
    coarsened: |size| {
        format!(
            "Los lugares son imprecisos a propósito: cada uno se sitúa en una celda de {size} y puede estar en cualquier punto de ella."
        )
    },
    filter: super::filter::spanish,
    many_countries: |n| format!("{n} países"),
    caption: &super::caption::SPANISH,
    hemisphere: ["E", "O", "N", "S"],
    comma: ", ",
    semicolon: "; ",
    about: "unos",
    method: |method| match method {
        Method::TransverseMercator => "Mercator transversa",
        Method::LambertAzimuthalEqualArea => "acimutal equivalente de Lambert",
        Method::AlbersEqualArea => "cónica equivalente de Albers",
        Method::LambertConformalConic => "cónica conforme de Lambert",
        Method::AzimuthalEquidistant => "acimutal equidistante",
        Method::Stereographic => "estereográfica",
        Method::Orthographic => "ortográfica",
        Method::Gnomonic => "gnomónica",
        other => other.name(),
    },
    covers: |role| match role {
        LayerRole::Country => "países",
        LayerRole::Border => "fronteras",
        LayerRole::Coastline => "costas",
        LayerRole::Sea | LayerRole::SeaName => "mares",
        LayerRole::Lake => "lagos",
        LayerRole::River => "ríos",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "divisiones",
        LayerRole::Settlement => "zonas edificadas",
        LayerRole::Road => "carreteras",
        LayerRole::Place => "ciudades",
    },
};
