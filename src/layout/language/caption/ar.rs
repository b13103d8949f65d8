//! Arabic. What is counted has four forms: one, two, the plural after 3–10, the accusative singular after 11–99; after whole
//! hundreds the genitive singular.

use super::super::plural::{Plural, arabic};
use super::CaptionWords;
use crate::data::incident::Kind;

/// Arabic words.
pub static ARABIC: CaptionWords = CaptionWords {
    figure: "الشكل",
    alt_text: "النص البديل",
    map: "خريطة",
    layers: "الطبقات",
    metre: "م",
    place_within: |length| format!("المكان معروف ضمن {length}"),
    place_precision_unknown: "دقة المكان غير مذكورة",
    date_not_given: "التاريخ غير مذكور",
    date_inferred: "تاريخ مستنتج",
    date_disputed: "المصادر مختلفة في التاريخ",
    killed: |range| format!("القتلى بحسب الادعاءات: {range}"),
    killed_unknown: "عدد القتلى غير مذكور",
    killed_in_each: |range| format!("القتلى في الحادث الواحد بحسب الادعاءات: {range}"),
    killed_unknown_for_all: "أعداد القتلى غير مذكورة",
    unknown_for: |n| match arabic(n) {
        Plural::One => "وغير مذكور في واحد منها".to_owned(),
        Plural::Two => "وغير مذكور في اثنين منها".to_owned(),
        _ => format!("وغير مذكور في {n} منها"),
    },
    kinds: |kind, n| counted(forms(kind), n),
    to_border: |a, b| format!("إلى حدود {a} و{b}"),
    to_line: |file| format!("إلى خط \u{2068}{file}\u{2069}"),
    shortest: |distance, name| format!("أقصر مسافة {distance}، من {name}"),
    longest: |distance, name| format!("أبعد مسافة {distance}، من {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("الخريطة التفصيلية {letter}: {title}"),
        None => format!("الخريطة التفصيلية {letter} تُظهر جزءًا من الخريطة مكبّرًا"),
    },
    turned: |deg| {
        format!(
            "اتجاه الشمال على الخريطة مائل عن الأعلى {}° إلى {}.",
            deg.abs(),
            if deg < 0 { "اليسار" } else { "اليمين" }
        )
    },
};

/// A word with its number: one and two are in the word itself.
pub(in super::super) fn counted([one, two, few, many, other]: [&str; 5], n: usize) -> String {
    match arabic(n) {
        Plural::One => one.to_owned(),
        Plural::Two => two.to_owned(),
        Plural::Few => format!("{n}\u{a0}{few}"),
        Plural::Many => format!("{n}\u{a0}{many}"),
        Plural::Zero | Plural::Other => format!("{n}\u{a0}{other}"),
    }
}

/// One, two, few, many, other.
const fn forms(kind: Option<Kind>) -> [&'static str; 5] {
    match kind {
        Some(Kind::Airstrike) => ["غارة جوية واحدة", "غارتان جويتان", "غارات جوية", "غارة جوية", "غارة جوية"],
        Some(Kind::Shelling) => ["عملية قصف واحدة", "عمليتا قصف", "عمليات قصف", "عملية قصف", "عملية قصف"],
        Some(Kind::GroundAttack) => ["هجوم بري واحد", "هجومان بريان", "هجمات برية", "هجومًا بريًا", "هجوم بري"],
        Some(Kind::ChemicalAttack) => {
            ["هجوم كيميائي واحد", "هجومان كيميائيان", "هجمات كيميائية", "هجومًا كيميائيًا", "هجوم كيميائي"]
        }
        Some(Kind::Clash) => ["اشتباك واحد", "اشتباكان", "اشتباكات", "اشتباكًا", "اشتباك"],
        Some(Kind::Explosion) => ["انفجار واحد", "انفجاران", "انفجارات", "انفجارًا", "انفجار"],
        Some(Kind::Abduction) => ["حادث اختطاف واحد", "حادثا اختطاف", "حوادث اختطاف", "حادث اختطاف", "حادث اختطاف"],
        Some(Kind::Other) => ["حادث آخر", "حادثان آخران", "حوادث أخرى", "حادثًا آخر", "حادث آخر"],
        Some(Kind::Ceasefire) => [
            "حالة وقف إطلاق نار واحدة",
            "حالتا وقف إطلاق نار",
            "حالات وقف إطلاق نار",
            "حالة وقف إطلاق نار",
            "حالة وقف إطلاق نار",
        ],
        Some(Kind::Summit) => ["قمة واحدة", "قمتان", "قمم", "قمة", "قمة"],
        Some(Kind::BorderOpening) => {
            ["حالة فتح حدود واحدة", "حالتا فتح حدود", "حالات فتح حدود", "حالة فتح حدود", "حالة فتح حدود"]
        }
        Some(Kind::Offensive) => ["هجوم واسع واحد", "هجومان واسعان", "هجمات واسعة", "هجومًا واسعًا", "هجوم واسع"],
        None => [
            "حادث واحد نوعه غير مذكور",
            "حادثان نوعهما غير مذكور",
            "حوادث نوعها غير مذكور",
            "حادثًا نوعها غير مذكور",
            "حادث نوعها غير مذكور",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_words_agree_with_their_number() {
        let said = |n| (ARABIC.kinds)(Some(Kind::Clash), n);
        assert_eq!(said(1), "اشتباك واحد");
        assert_eq!(said(2), "اشتباكان");
        assert_eq!(said(7), "7\u{a0}اشتباكات");
        assert_eq!(said(11), "11\u{a0}اشتباكًا");
        assert_eq!(said(100), "100\u{a0}اشتباك");
        assert_eq!(said(103), "103\u{a0}اشتباكات");
    }
}
