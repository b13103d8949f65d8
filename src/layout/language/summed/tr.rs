//! Turkish.

use super::super::super::typesetter::grouped;
use super::SummedWords;
use crate::aggregate::CellShape;
use crate::spec::CellValue;

fn name(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "altıgen",
        CellShape::Square => "kare",
    }
}

/// Turkish words.
pub static TURKISH: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("{width} genişliğinde {} başına olay", name(shape)),
        CellValue::Killed => format!("{width} genişliğinde {} başına ölü, en düşük sayıların toplamı", name(shape)),
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "altıgen başına olay sayısı",
        (CellValue::Incidents, CellShape::Square) => "kare başına olay sayısı",
        (CellValue::Killed, CellShape::Hexagon) => "altıgen başına iddia edilen ölü",
        (CellValue::Killed, CellShape::Square) => "kare başına iddia edilen ölü",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "alan başına olay sayısı",
        CellValue::Killed => "alan başına iddia edilen ölü",
    },
    unknown: "sayı verilmedi (sıfır değil)",
    note: |n, shape, width, area| match n {
        1 => format!("Bir olay, {width} genişliğinde bir {} içinde gösterilir ({area}).", name(shape)),
        n => format!(
            "{} olay, {width} genişliğinde {} hücrelerde toplanmıştır (her biri {area}, arazide eşit).",
            grouped(n),
            name(shape)
        ),
    },
    crowded: |percent| format!("Simge olarak bunların %{percent} kadarı birbirini örterdi."),
    cut: "Haritanın kenarındaki hücreler daha az araziyi kapsar.",
    killed: |unknown| match unknown {
        0 => "Her olayın en düşük sayısı toplanmıştır.".to_owned(),
        n => format!(
            "Her olayın en düşük sayısı toplanmıştır; {} olay için sayı verilmemiştir ve bunlar hiçbir toplamda yoktur.",
            grouped(n)
        ),
    },
    most: |number| format!("En büyük değer: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "olay",
            CellValue::Killed => "ölü, en düşük sayıların toplamı",
        };
        match per {
            Some(per) => format!("{per} başına {what}"),
            None => format!("alan başına {what}"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => format!("{per} başına olay, {bandwidth} bant genişlikli çekirdek yoğunluğu"),
        CellValue::Killed => {
            format!("{per} başına ölü, en düşük sayılar, {bandwidth} bant genişlikli çekirdek yoğunluğu")
        }
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "olay yoğunluğu",
        CellValue::Killed => "iddia edilen ölü yoğunluğu",
    },
    note_of_density: |n| {
        format!(
            "{} olayın Gauss çekirdeğiyle yoğunluğu: her biri çevresine yayılır, bu yüzden bir renk bulunduğu noktadan fazlasını anlatır. En düşük sınıfın altında renk yoktur.",
            grouped(n)
        )
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "birbirine yakın olayların sayısı",
        CellValue::Killed => "birbirine yakın olaylarda ölü, en düşük sayıların toplamı (+ : bazılarında sayı yok)",
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "birbirine yakın olayların sayısı",
        CellValue::Killed => "birbirine yakın olaylarda iddia edilen ölü",
    },
    note_of_clusters: |n| match n {
        1 => "Bir olay gösterilmiştir.".to_owned(),
        n => format!(
            "{} olay: simgeleri birbirine değecek olanlar, yerlerinin ortasında bir dairede birleştirilmiştir.",
            grouped(n)
        ),
    },
    one_incident: "bir olay",
    people: |n| format!("{} kişi", grouped(u64::from(n))),
    note_of_areas: |n| match n {
        1 => "Bir olay alana göre gösterilmiştir.".to_owned(),
        n => format!("{} olay alanlara göre toplanmıştır.", grouped(n)),
    },
    in_none: |n| format!("{} olay alanların hiçbirinde değildir.", grouped(n)),
    unequal: "Alanların büyüklüğü ve nüfusu farklıdır: sayıları yoğunluk değildir.",
    no_population: "nüfus belirtilmedi",
    by_time: |by_month| if by_month { "Aylara göre olaylar" } else { "Yıllara göre olaylar" },
    killed_by_time: "İddia edilen ölü; açık renk: en yüksek sayılara kadar",
    beside_time: |by_month, n| format!("{} olayın {} belirtilmedi.", grouped(n), if by_month { "ayı" } else { "yılı" }),
    by_group: |by| match by {
        "admin1" => "İllere göre olaylar".to_owned(),
        "country" => "Ülkelere göre olaylar".to_owned(),
        column => format!("Olaylar: {}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("{groups} grupta {} olay daha.", grouped(n)),
    beside_groups: |n| format!("{} olay hiçbir grupta değildir.", grouped(n)),
    square: |unit| format!("{unit}²"),
};
