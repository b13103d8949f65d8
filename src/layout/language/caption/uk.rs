//! Ukrainian.

use super::super::uk::form;
use super::CaptionWords;
use crate::data::incident::Kind;

/// Ukrainian words.
pub static UKRAINIAN: CaptionWords = CaptionWords {
    figure: "Рисунок",
    alt_text: "Альтернативний текст",
    map: "Карта",
    layers: "Шари",
    metre: "м",
    place_within: |length| format!("місце відоме з точністю до {length}"),
    place_precision_unknown: "точність місця не вказано",
    date_not_given: "дату не вказано",
    date_inferred: "дату виведено з тексту",
    date_disputed: "джерела розходяться щодо дати",
    killed: |range| format!("загиблі за заявами: {range}"),
    killed_unknown: "кількість загиблих не повідомлено",
    killed_in_each: |range| format!("загиблі за заявами в кожному: {range}"),
    killed_unknown_for_all: "кількість загиблих ніде не повідомлено",
    unknown_for: |n| format!("не повідомлено для {n}"),
    kinds: |kind, n| format!("{n}\u{a0}{}", counted(kind, n)),
    to_border: |a, b| format!("до кордону між країнами: {a}, {b}"),
    to_line: |file| format!("до лінії з файлу {file}"),
    shortest: |distance, name| format!("найкоротша відстань: {distance}, {name}"),
    longest: |distance, name| format!("найдовша відстань: {distance}, {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("Врізка {letter}: {title}"),
        None => format!("Врізка {letter} показує частину карти збільшено"),
    },
    turned: |deg| {
        format!("Північ повернуто на {}° {} від верху.", deg.abs(), if deg < 0 { "ліворуч" } else { "праворуч" })
    },
};

/// The word in the form that its number asks for.
fn counted(kind: Option<Kind>, n: usize) -> &'static str {
    let [one, few, many] = match kind {
        Some(Kind::Airstrike) => ["авіаудар", "авіаудари", "авіаударів"],
        Some(Kind::Shelling) => ["обстріл", "обстріли", "обстрілів"],
        Some(Kind::GroundAttack) => ["наземний напад", "наземні напади", "наземних нападів"],
        Some(Kind::ChemicalAttack) => ["хімічна атака", "хімічні атаки", "хімічних атак"],
        Some(Kind::Clash) => ["зіткнення", "зіткнення", "зіткнень"],
        Some(Kind::Explosion) => ["вибух", "вибухи", "вибухів"],
        Some(Kind::Abduction) => ["викрадення", "викрадення", "викрадень"],
        Some(Kind::Other) => ["інший інцидент", "інші інциденти", "інших інцидентів"],
        Some(Kind::Ceasefire) => ["припинення вогню", "припинення вогню", "припинень вогню"],
        Some(Kind::Summit) => ["саміт", "саміти", "самітів"],
        Some(Kind::BorderOpening) => ["відкриття кордону", "відкриття кордону", "відкриттів кордону"],
        Some(Kind::Offensive) => ["наступ", "наступи", "наступів"],
        None => ["інцидент невказаного виду", "інциденти невказаного виду", "інцидентів невказаного виду"],
    };
    form(n, one, few, many)
}
