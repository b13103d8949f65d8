//! Turkish. A counted word stays in the singular.

use super::super::typesetter::grouped;
use super::{CoarseTo, Language};
use crate::data::borders::{CountryName, names_in};
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// Turkish words.
pub static TURKISH: Language = Language {
    code: "tr",
    rtl: false,
    months: [
        "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
    ],
    day_of: |day, month| format!("{day}\u{a0}{month}"),
    month_of: |month, year| format!("{month}\u{a0}{year}"),
    key: "Açıklama",
    named_by_number: "Numaralı yerlerin adları",
    symbol_area: "simgenin alanı, iddia edilen ölü sayısını gösterir",
    layers: "Harita",
    relief: "kabartma",
    number_killed: "İddia edilen ölü sayısı",
    number_killed_by_claim: "Kaynağa göre ölü sayısı",
    oldest_first: "en eskisi başta",
    fading_bar: "solan çubuk: en az",
    highest_claim: "en yüksek sayı",
    lowest_claim: "en düşük sayı",
    killed: "ölü",
    not_reported: "bildirilmedi",
    not_reported_symbol: "ölü sayısı bildirilmedi (sıfır\u{a0}değil)",
    contested: "sorumluluk tartışmalı",
    place_uncertain: "yer kesin değil, daire ölçekli",
    place_not_given: "yer belirtilmedi",
    shortest_line: "en kısa çizgi",
    state_border: "devlet sınırı",
    disputed_border: "ihtilaflı sınır",
    governorate: "il sınırı",
    road_schematic: "yol, şematik",
    road: "yol",
    built_up: "yerleşim alanı",
    river: "akarsu",
    lake: "göl",
    river_lake: "akarsu, göl",
    area_only: "yalnızca alan belirtildi",
    moved_aside: "kaydırıldı; yeri noktadadır",
    attributed: super::attribution::turkish,
    direction_only: "yalnızca yön belirtildi",
    when: "Ne zaman",
    table_heading: "Yer, tarih, olay; atıf",
    killed_as_claimed: "İddia edilen ölü",
    sources: "Kaynaklar:",
    base_map: "Altlık harita:",
    projection: "Projeksiyon:",
    figures_are_claims: "Sayılar, adı verilen kaynakların iddialarıdır; hiçbiri bu harita için doğrulanmamıştır.",
    figures_as_given: "Sayılar verilerde olduğu gibidir; hiçbiri bu harita için doğrulanmamıştır.",
    disputes_note: "İhtilaflı veya kesinleşmemiş sınırlar kesik çizgiyle gösterilir; taraf tutulmaz.",
    coarse_base_note: "Kıyı ve sınırlar 1:10.000.000 ölçekli bir haritadandır ve burada 1–2\u{a0}km sapabilir.",
    view_note: |whose| {
        let code = CountryName::find(whose).map(|c| c.alpha3);
        let named = names_in("tr").find(|(a3, _)| Some(*a3) == code);
        let whose = named.map_or("ISO listesi", |(_, name)| name);
        format!("İhtilaflı sınırlar, Natural Earth’te kayıtlı görüşe göre çizilmiştir: {whose}.")
    },
    date_inferred_note: "* Tarih, kısmen veya tamamen metinden çıkarılmıştır.",
    as_of: "Durum tarihi:",
    central_meridian: "orta meridyen",
    standard_parallels: "standart paraleller",
    distance_note: "Uzaklıklar jeodeziktir.",
    distance_note_range: "Uzaklıklar jeodeziktir; parantez içindeki aralık, belirsizlik dairesinin tümü ve sınırın doğruluğu için geçerlidir.",
    scale_true_at: "ölçek şurada doğrudur:",
    north: "K",
    inset_letters: ["A", "B", "C"],
    map_number: "Harita no.",
    incidents_title: |n| if n == 1 { "Bir olay".to_owned() } else { format!("{} olay", grouped(n as u64)) },
    undated: |n| format!("{n}\u{a0}tarihsiz"),
    without_place: |n| match n {
        1 => "Yeri belirtilmeyen bir olay haritada yoktur.".to_owned(),
        n => format!("Yeri belirtilmeyen {n} olay haritada yoktur."),
    },
    outside_frame: |n| match n {
        1 => "Bir olay çerçevenin dışındadır.".to_owned(),
        n => format!("{n} olay çerçevenin dışındadır."),
    },
    more_attributions: |n| {
        if n == 1 { "verilerde bir tane daha".to_owned() } else { format!("verilerde {n} tane daha") }
    },
    and: " ve ",
    kind_not_given: "türü belirtilmedi",
    at_most: |n| format!("{n} veya daha az"),
    at_least: |n| format!("{n}\u{a0}veya daha fazla"),
    said_over: |n| format!("{n}\u{a0}üzerinde"),
    places: ["kamp", "hastane", "sınır kapısı", "kontrol noktası"],
    kind: |kind| match kind {
        Kind::Airstrike => "hava saldırısı",
        Kind::Shelling => "topçu atışı",
        Kind::GroundAttack => "kara saldırısı",
        Kind::ChemicalAttack => "kimyasal saldırı",
        Kind::Clash => "çatışma",
        Kind::Explosion => "patlama",
        Kind::Abduction => "kaçırma",
        Kind::Other => "olay",
        Kind::Ceasefire => "ateşkes",
        Kind::Summit => "zirve",
        Kind::BorderOpening => "sınırın açılması",
        Kind::Offensive => "harekât",
    },
    unit: LengthUnit::symbol,
    summed: &super::summed::tr::TURKISH,
    coarsened: |to| {
        let told = match to {
            CoarseTo::Cell(size) => format!("{size} genişliğinde bir hücreyle"),
            CoarseTo::Country => "ülkesiyle".to_owned(),
            CoarseTo::Division => "birinci düzey idari birimiyle".to_owned(),
            CoarseTo::Area(file) => format!("{file} içindeki alanıyla"),
        };
        format!(
            "Yerler bilerek kaba verilmiştir: her biri yalnızca {told} belirtilir ve onun içinde herhangi bir yerde olabilir."
        )
    },
    filter: super::filter::turkish,
    many_countries: |n| format!("{n} ülke"),
    caption: &super::caption::TURKISH,
    hemisphere: ["D", "B", "K", "G"],
    comma: ", ",
    semicolon: "; ",
    about: "yaklaşık",
    method: |method| match method {
        Method::TransverseMercator => "Transversal Merkatör",
        Method::LambertAzimuthalEqualArea => "Lambert alan koruyan azimutal",
        Method::AlbersEqualArea => "Albers alan koruyan konik",
        Method::LambertConformalConic => "Lambert açı koruyan konik",
        Method::AzimuthalEquidistant => "uzunluk koruyan azimutal",
        Method::Stereographic => "stereografik",
        Method::Orthographic => "ortografik",
        Method::Gnomonic => "gnomonik",
        other => other.name(),
    },
    covers: |role| match role {
        LayerRole::Country => "ülkeler",
        LayerRole::Border => "sınırlar",
        LayerRole::Coastline => "kıyılar",
        LayerRole::Sea | LayerRole::SeaName => "denizler",
        LayerRole::Lake => "göller",
        LayerRole::River => "akarsular",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "idari birimler",
        LayerRole::Settlement => "yerleşim alanları",
        LayerRole::Road => "yollar",
        LayerRole::Place => "kentler",
    },
};
