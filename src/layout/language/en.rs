//! English.

use super::super::typesetter::grouped;
use super::{CoarseTo, Language};
use crate::data::borders::CountryName;
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// English words.
pub static ENGLISH: Language = Language {
    code: "en",
    rtl: false,
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    day_of: |day, month| format!("{day}\u{a0}{month}"),
    month_of: |month, year| format!("{month}\u{a0}{year}"),
    key: "Key",
    named_by_number: "Names of numbered places",
    symbol_area: "symbol area shows the number killed, as claimed",
    layers: "Map",
    relief: "relief",
    number_killed: "Number killed, as claimed",
    number_killed_by_claim: "Number killed, by claim",
    oldest_first: "oldest first",
    fading_bar: "fading bar: at least",
    highest_claim: "highest claim",
    lowest_claim: "lowest claim",
    killed: "killed",
    not_reported: "not reported",
    not_reported_symbol: "killed: not reported (not\u{a0}zero)",
    contested: "attribution contested",
    place_uncertain: "place uncertain, disc to scale",
    place_not_given: "place not given",
    shortest_line: "shortest line",
    state_border: "state border",
    disputed_border: "disputed border",
    governorate: "province line",
    road_schematic: "road, schematic",
    road: "road",
    built_up: "built-up area",
    river: "river",
    lake: "lake",
    river_lake: "river, lake",
    area_only: "given by area only",
    moved_aside: "moved aside; its place is at the dot",
    attributed: super::attribution::english,
    direction_only: "direction only",
    when: "When",
    table_heading: "Place, date, event; attribution",
    killed_as_claimed: "Killed, as claimed",
    sources: "Sources:",
    base_map: "Base map:",
    projection: "Projection:",
    figures_are_claims: "Figures are claims by those named; none was verified for this map.",
    figures_as_given: "Numbers are as the data give them; none was verified for this map.",
    disputes_note: "Borders that are disputed or not settled are dashed; no side is taken.",
    coarse_base_note: "Coast and borders are of a map 1:10,000,000 and may be off by 1 to 2 km here.",
    view_note,
    date_inferred_note: "* Date inferred, in part or whole, from the text.",
    as_of: "As of",
    central_meridian: "central meridian",
    standard_parallels: "standard parallels",
    distance_note: "Distances are geodesic.",
    distance_note_range: "Distances are geodesic; the range in brackets holds for the whole disc of uncertainty and the border’s own accuracy.",
    scale_true_at: "scale true at",
    north: "N",
    inset_letters: ["A", "B", "C"],
    map_number: "Map no.",
    incidents_title: |n| if n == 1 { "One incident".to_owned() } else { format!("{} incidents", grouped(n as u64)) },
    undated: |n| format!("{n}\u{a0}undated"),
    without_place: |n| match n {
        1 => "One incident without a place is not on the map.".to_owned(),
        n => format!("{n} incidents without a place are not on the map."),
    },
    outside_frame: |n| match n {
        1 => "One incident lies outside the frame.".to_owned(),
        n => format!("{n} incidents lie outside the frame."),
    },
    more_attributions: |n| if n == 1 { "one more in the data".to_owned() } else { format!("{n} more in the data") },
    and: " and ",
    kind_not_given: "kind not given",
    at_most: |n| format!("{n} or fewer"),
    at_least: |n| format!("{n}\u{a0}or more"),
    said_over: |n| format!("over\u{a0}{n}"),
    places: ["camp", "hospital", "border crossing", "checkpoint"],
    kind: |kind| match kind {
        Kind::Airstrike => "airstrike",
        Kind::Shelling => "shelling",
        Kind::GroundAttack => "ground attack",
        Kind::ChemicalAttack => "chemical attack",
        Kind::Clash => "clash",
        Kind::Explosion => "explosion",
        Kind::Abduction => "abduction",
        Kind::Other => "incident",
        Kind::Ceasefire => "ceasefire",
        Kind::Summit => "summit",
        Kind::BorderOpening => "border opening",
        Kind::Offensive => "offensive",
    },
    unit: LengthUnit::symbol,
    summed: &super::summed::ENGLISH,
    coarsened: |to| match to {
        CoarseTo::Cell(size) => {
            format!("Places are coarse on purpose: each is told to a cell of {size}, and may lie anywhere in it.")
        }
        CoarseTo::Country => {
            "Places are coarse on purpose: each is told to its country, and may lie anywhere in it.".to_owned()
        }
        CoarseTo::Division => {
            "Places are coarse on purpose: each is told to its first-level division, and may lie anywhere in it."
                .to_owned()
        }
        CoarseTo::Area(file) => {
            format!("Places are coarse on purpose: each is told to its area of {file}, and may lie anywhere in it.")
        }
    },
    filter: super::filter::english,
    many_countries: |n| format!("{n} countries"),
    caption: &super::caption::ENGLISH,
    hemisphere: ["E", "W", "N", "S"],
    comma: ", ",
    semicolon: "; ",
    about: "about",
    method: Method::name,
    covers: |role| match role {
        LayerRole::Country => "countries",
        LayerRole::Border => "border",
        LayerRole::Coastline => "coast",
        LayerRole::Sea | LayerRole::SeaName => "sea",
        LayerRole::Lake => "lakes",
        LayerRole::River => "rivers",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "divisions",
        LayerRole::Settlement => "built-up areas",
        LayerRole::Road => "roads",
        LayerRole::Place => "towns",
    },
};

fn view_note(whose: &str) -> String {
    let whose = CountryName::find(whose).map_or("ISO’s list of countries", |c| c.names[0]);
    format!("Disputed borders follow the view of {whose}, as Natural Earth records it.")
}
