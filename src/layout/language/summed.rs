//! Words about incidents that are summed up in cells.

use super::super::typesetter::grouped;
use crate::spec::CellValue;

/// Words of one language about sums.
#[derive(Debug)]
pub struct SummedWords {
    /// What the colours of cells of a width say, as heading of the key.
    pub key: fn(CellValue, &str) -> String,
    /// The same in few words, for the subtitle.
    pub subtitle: fn(CellValue) -> &'static str,
    /// A cell of which nobody gives a number.
    pub unknown: &'static str,
    /// So many incidents in hexagons of a width and an area.
    pub note: fn(u64, &str, &str) -> String,
    /// Why: of so many per cent of them the symbols would hide others.
    pub crowded: fn(u32) -> String,
    /// Cells at the edge of the map hold less ground.
    pub cut: &'static str,
    /// How sums of claims came about: of so many incidents no number is given.
    pub killed: fn(u64) -> String,
    /// The most in one cell.
    pub most: fn(CellValue, &str) -> String,
    /// Square kilometres and the like.
    pub square: fn(&str) -> String,
}

/// English.
pub static ENGLISH: SummedWords = SummedWords {
    key: |value, width| match value {
        CellValue::Incidents => format!("Incidents in a hexagon {width} wide"),
        CellValue::Killed => format!("People killed in a hexagon {width} wide, sum of the lowest claims"),
    },
    subtitle: |value| match value {
        CellValue::Incidents => "number of incidents by hexagon",
        CellValue::Killed => "people killed by hexagon, as claimed",
    },
    unknown: "no number given (not zero)",
    note: |n, width, area| match n {
        1 => format!("One incident is shown in a hexagon {width} wide ({area})."),
        n => format!(
            "{} incidents are summed up in hexagons {width} wide ({area} each, equal on the ground).",
            grouped(n)
        ),
    },
    crowded: |percent| format!("As symbols {percent}\u{a0}% of them would hide one another."),
    cut: "Hexagons at the edge of the map hold less ground.",
    killed: |unknown| match unknown {
        0 => "The lowest claim of each incident is added up.".to_owned(),
        1 => "The lowest claim of each incident is added up; of one incident no number is given, and it is in no sum."
            .to_owned(),
        n => format!(
            "The lowest claim of each incident is added up; of {} incidents no number is given, and they are in no sum.",
            grouped(n)
        ),
    },
    most: |value, number| match value {
        CellValue::Incidents => format!("The most in one hexagon: {number}."),
        CellValue::Killed => format!("The greatest sum in one hexagon: {number}."),
    },
    square: |unit| match unit {
        "mi" => "sq\u{a0}mi".to_owned(),
        "nm" => "sq\u{a0}nm".to_owned(),
        unit => format!("{unit}²"),
    },
};

/// Arabic.
pub static ARABIC: SummedWords = SummedWords {
    key: |value, width| match value {
        CellValue::Incidents => format!("عدد الحوادث في كل خلية سداسية عرضها {width}"),
        CellValue::Killed => format!("عدد القتلى في كل خلية سداسية عرضها {width}، مجموع أدنى الادعاءات"),
    },
    subtitle: |value| match value {
        CellValue::Incidents => "عدد الحوادث في كل خلية سداسية",
        CellValue::Killed => "عدد القتلى في كل خلية سداسية وفق الادعاءات",
    },
    unknown: "لم يُذكر عدد (ليس صفرًا)",
    note: |n, width, area| {
        let incidents = (super::ar::ARABIC.incidents_title)(usize::try_from(n).unwrap_or(usize::MAX));
        format!("{incidents} مجموعة في خلايا سداسية عرضها {width} (مساحة كل منها {area}، متساوية على الأرض).")
    },
    crowded: |percent| format!("لو رُسمت رموزًا لحجب بعضها بعضًا ({percent}\u{a0}%)."),
    cut: "الخلايا عند حافة الخريطة أصغر مساحة.",
    killed: |unknown| match unknown {
        0 => "جُمع أدنى ادعاء لكل حادث.".to_owned(),
        n => format!("جُمع أدنى ادعاء لكل حادث؛ ولم يُذكر عدد في {} من الحوادث فلا تدخل في أي مجموع.", grouped(n)),
    },
    most: |value, number| match value {
        CellValue::Incidents => format!("الأكثر في خلية واحدة: {number}."),
        CellValue::Killed => format!("أكبر مجموع في خلية واحدة: {number}."),
    },
    square: |unit| format!("{unit}²"),
};
