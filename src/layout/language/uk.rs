//! Ukrainian.

use super::super::typesetter::grouped;
use super::plural::{Plural, ukrainian};
use super::{CoarseTo, Language};
use crate::data::borders::{CountryName, names_in};
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// The form of a word that follows a number: один інцидент, два інциденти, п’ять інцидентів.
pub(super) fn form(n: usize, one: &'static str, few: &'static str, many: &'static str) -> &'static str {
    match ukrainian(n) {
        Plural::One => one,
        Plural::Few => few,
        _ => many,
    }
}

/// A number with its incidents.
pub(super) fn incidents(n: usize) -> String {
    format!("{} {}", grouped(n as u64), form(n, "інцидент", "інциденти", "інцидентів"))
}

const MONTHS: [&str; 12] = [
    "січень",
    "лютий",
    "березень",
    "квітень",
    "травень",
    "червень",
    "липень",
    "серпень",
    "вересень",
    "жовтень",
    "листопад",
    "грудень",
];
/// As they stand after a day.
const MONTHS_OF: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

/// A month with its year as it stands after a day: 26 жовтня 2020.
fn genitive(month: &str) -> String {
    let named = MONTHS.iter().zip(MONTHS_OF).find_map(|(name, of)| Some(format!("{of}{}", month.strip_prefix(name)?)));
    named.unwrap_or_else(|| month.to_owned())
}

/// Ukrainian words.
pub static UKRAINIAN: Language = Language {
    code: "uk",
    rtl: false,
    months: MONTHS,
    day_of: |day, month| format!("{day}\u{a0}{}", genitive(month)),
    month_of: |month, year| format!("{month}\u{a0}{year}"),
    key: "Умовні позначення",
    named_by_number: "Назви пронумерованих місць",
    symbol_area: "площа знака показує заявлену кількість загиблих",
    layers: "Карта",
    relief: "рельєф",
    number_killed: "Заявлена кількість загиблих",
    number_killed_by_claim: "Кількість загиблих за джерелом",
    oldest_first: "від найдавнішого",
    fading_bar: "смуга, що згасає: щонайменше",
    highest_claim: "найбільше число",
    lowest_claim: "найменше число",
    killed: "загиблі",
    not_reported: "не повідомлено",
    not_reported_symbol: "загиблі: не повідомлено (не\u{a0}нуль)",
    contested: "відповідальність оскаржується",
    place_uncertain: "місце неточне, коло в масштабі",
    place_not_given: "місце не вказано",
    shortest_line: "найкоротша лінія",
    state_border: "державний кордон",
    disputed_border: "спірний кордон",
    governorate: "межа області",
    road_schematic: "дорога, схематично",
    road: "дорога",
    built_up: "забудова",
    river: "річка",
    lake: "озеро",
    river_lake: "річка, озеро",
    area_only: "вказано лише територію",
    moved_aside: "зсунуто; місце — біля точки",
    attributed: super::attribution::ukrainian,
    direction_only: "вказано лише напрямок",
    when: "Коли",
    table_heading: "Місце, дата, подія; кому приписують",
    killed_as_claimed: "Загиблі за заявами",
    sources: "Джерела:",
    base_map: "Основа:",
    projection: "Проєкція:",
    figures_are_claims: "Числа є заявами названих джерел; жодного не перевірено для цієї карти.",
    figures_as_given: "Числа наведено за даними; жодного не перевірено для цієї карти.",
    disputes_note: "Спірні або не визначені кордони показано пунктиром, без прийняття чийогось боку.",
    coarse_base_note: "Берегову лінію та кордони взято з карти 1:10\u{202f}000\u{202f}000, тут вони можуть відхилятися на 1–2\u{a0}км.",
    view_note: |whose| {
        let code = CountryName::find(whose).map(|c| c.alpha3);
        let named = names_in("uk").find(|(a3, _)| Some(*a3) == code);
        let whose = named.map_or("перелік ISO", |(_, name)| name);
        format!("Спірні кордони показано за позицією, записаною в Natural Earth: {whose}.")
    },
    date_inferred_note: "* Дату частково або повністю виведено з тексту.",
    as_of: "Станом на",
    central_meridian: "осьовий меридіан",
    standard_parallels: "стандартні паралелі",
    distance_note: "Відстані геодезичні.",
    distance_note_range: "Відстані геодезичні; проміжок у дужках стосується всього кола невизначеності та точності кордону.",
    scale_true_at: "масштаб точний на",
    north: "Пн",
    inset_letters: ["А", "Б", "В"],
    map_number: "Карта №",
    incidents_title: incidents,
    undated: |n| format!("{n}\u{a0}без дати"),
    without_place: |n| format!("Без місця й тому не на карті: {}.", incidents(n)),
    outside_frame: |n| format!("За межами рамки: {}.", incidents(n)),
    more_attributions: |n| format!("ще {n} у даних"),
    and: " і ",
    kind_not_given: "вид не вказано",
    at_most: |n| format!("{n} або менше"),
    at_least: |n| format!("{n}\u{a0}або більше"),
    said_over: |n| format!("понад\u{a0}{n}"),
    places: ["табір", "лікарня", "пункт перетину кордону", "блокпост"],
    kind: |kind| match kind {
        Kind::Airstrike => "авіаудар",
        Kind::Shelling => "обстріл",
        Kind::GroundAttack => "наземний напад",
        Kind::ChemicalAttack => "хімічна атака",
        Kind::Clash => "зіткнення",
        Kind::Explosion => "вибух",
        Kind::Abduction => "викрадення",
        Kind::Other => "інцидент",
        Kind::Ceasefire => "припинення вогню",
        Kind::Summit => "саміт",
        Kind::BorderOpening => "відкриття кордону",
        Kind::Offensive => "наступ",
    },
    unit: |unit| match unit {
        LengthUnit::Km => "км",
        LengthUnit::Mi => "мі",
        LengthUnit::Nm => "м. милі",
    },
    summed: &super::summed::uk::UKRAINIAN,
    coarsened: |to| {
        let told = match to {
            CoarseTo::Cell(size) => format!("клітинкою завширшки {size}"),
            CoarseTo::Country => "країною".to_owned(),
            CoarseTo::Division => "адміністративною одиницею першого рівня".to_owned(),
            CoarseTo::Area(file) => format!("територією з файлу {file}"),
        };
        format!("Місця навмисно наведено неточно: кожне вказано лише {told} і може бути будь-де в її межах.")
    },
    filter: super::filter::ukrainian,
    many_countries: |n| format!("{n} {}", form(n, "країна", "країни", "країн")),
    caption: &super::caption::UKRAINIAN,
    hemisphere: ["сх. д.", "зх. д.", "пн. ш.", "пд. ш."],
    comma: ", ",
    semicolon: "; ",
    about: "близько",
    method: |method| match method {
        Method::TransverseMercator => "поперечна Меркатора",
        Method::LambertAzimuthalEqualArea => "рівновелика азимутальна Ламберта",
        Method::AlbersEqualArea => "рівновелика конічна Альберса",
        Method::LambertConformalConic => "рівнокутна конічна Ламберта",
        Method::AzimuthalEquidistant => "рівнопроміжна азимутальна",
        Method::Stereographic => "стереографічна",
        Method::Orthographic => "ортографічна",
        Method::Gnomonic => "гномонічна",
        other => other.name(),
    },
    covers: |role| match role {
        LayerRole::Country => "країни",
        LayerRole::Border => "кордони",
        LayerRole::Coastline => "узбережжя",
        LayerRole::Sea | LayerRole::SeaName => "моря",
        LayerRole::Lake => "озера",
        LayerRole::River => "річки",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "адміністративні одиниці",
        LayerRole::Settlement => "забудова",
        LayerRole::Road => "дороги",
        LayerRole::Place => "міста",
    },
};
