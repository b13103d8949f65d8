//! Turkish.

use super::CaptionWords;
use crate::data::incident::Kind;

/// Turkish words.
pub static TURKISH: CaptionWords = CaptionWords {
    figure: "Şekil",
    alt_text: "Alternatif metin",
    map: "Harita",
    layers: "Katmanlar",
    metre: "m",
    place_within: |length| format!("yer {length} içinde bilinir"),
    place_precision_unknown: "yerin doğruluğu belirtilmedi",
    date_not_given: "tarih belirtilmedi",
    date_inferred: "tarih metinden çıkarıldı",
    date_disputed: "kaynaklar tarihte ayrışıyor",
    killed: |range| format!("iddia edilen ölü: {range}"),
    killed_unknown: "ölü sayısı bildirilmedi",
    killed_in_each: |range| format!("her birinde iddia edilen ölü: {range}"),
    killed_unknown_for_all: "ölü sayıları bildirilmedi",
    unknown_for: |n| if n == 1 { "biri için bildirilmedi".to_owned() } else { format!("{n} olay için bildirilmedi") },
    kinds: |kind, n| if n == 1 { format!("bir {}", word(kind)) } else { format!("{n}\u{a0}{}", word(kind)) },
    to_border: |a, b| format!("{a} ile {b} arasındaki sınıra"),
    to_line: |file| format!("{file} içindeki çizgiye"),
    shortest: |distance, name| format!("en kısa uzaklık: {distance}, {name}"),
    longest: |distance, name| format!("en uzun uzaklık: {distance}, {name}"),
    inset: |letter, title| match title {
        Some(title) => format!("Ek harita {letter}: {title}"),
        None => format!("Ek harita {letter}, haritanın bir bölümünü büyütülmüş gösterir"),
    },
    turned: |deg| format!("Kuzey, yukarıdan {}° {} yöndedir.", deg.abs(), if deg < 0 { "sol" } else { "sağ" }),
};

/// The word for one and for several.
const fn word(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Airstrike) => "hava saldırısı",
        Some(Kind::Shelling) => "topçu atışı",
        Some(Kind::GroundAttack) => "kara saldırısı",
        Some(Kind::ChemicalAttack) => "kimyasal saldırı",
        Some(Kind::Clash) => "çatışma",
        Some(Kind::Explosion) => "patlama",
        Some(Kind::Abduction) => "kaçırma",
        Some(Kind::Other) => "başka olay",
        Some(Kind::Ceasefire) => "ateşkes",
        Some(Kind::Summit) => "zirve",
        Some(Kind::BorderOpening) => "sınırın açılması",
        Some(Kind::Offensive) => "harekât",
        None => "türü belirtilmeyen olay",
    }
}
