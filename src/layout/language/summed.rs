//! Words about incidents that are summed up in cells.

pub(super) mod es;
pub(super) mod fr;
pub(super) mod tr;
pub(super) mod uk;

use super::super::typesetter::grouped;
use crate::aggregate::CellShape;
use crate::spec::CellValue;

/// Words of one language about sums.
#[derive(Debug)]
pub struct SummedWords {
    /// What the colours of cells of a width say, as heading of the key.
    pub key: fn(CellValue, CellShape, &str) -> String,
    /// The same in few words, for the subtitle.
    pub subtitle: fn(CellValue, CellShape) -> &'static str,
    /// The same of areas.
    pub subtitle_of_areas: fn(CellValue) -> &'static str,
    /// A cell of which nobody gives a number.
    pub unknown: &'static str,
    /// So many incidents in cells of a width and an area.
    pub note: fn(u64, CellShape, &str, &str) -> String,
    /// Why: of so many per cent of them the symbols would hide others.
    pub crowded: fn(u32) -> String,
    /// Cells at the edge of the map hold less ground.
    pub cut: &'static str,
    /// How sums of claims came about: of so many incidents no number is given.
    pub killed: fn(u64) -> String,
    /// The most in one cell.
    pub most: fn(&str) -> String,
    /// What the colours of areas say, divided by what.
    pub key_of_areas: fn(CellValue, Option<String>) -> String,
    /// What the colours of a surface say: for which area, by which bandwidth.
    pub key_of_density: fn(CellValue, &str, &str) -> String,
    /// The same in few words.
    pub subtitle_of_density: fn(CellValue) -> &'static str,
    /// So many incidents as a surface.
    pub note_of_density: fn(u64) -> String,
    /// What the number in a circle says.
    pub key_of_clusters: fn(CellValue) -> &'static str,
    /// The same in few words.
    pub subtitle_of_clusters: fn(CellValue) -> &'static str,
    /// So many incidents as circles.
    pub note_of_clusters: fn(u64) -> String,
    /// A dot.
    pub one_incident: &'static str,
    /// So many inhabitants.
    pub people: fn(u32) -> String,
    /// So many incidents by area.
    pub note_of_areas: fn(u64) -> String,
    /// So many lie in none of the areas.
    pub in_none: fn(u64) -> String,
    /// Counts of areas of unequal size mislead.
    pub unequal: &'static str,
    /// A rate without its divisor.
    pub no_population: &'static str,
    /// Heading of a chart by month, or by year.
    pub by_time: fn(bool) -> &'static str,
    /// What its bars of people killed mean.
    pub killed_by_time: &'static str,
    /// So many incidents are in no bar, of months or of years.
    pub beside_time: fn(bool, u64) -> String,
    /// Heading of a chart by `admin1`, `country` or a column.
    pub by_group: fn(&str) -> String,
    /// So many groups more with so many incidents.
    pub more_groups: fn(usize, u64) -> String,
    /// So many incidents are in no group.
    pub beside_groups: fn(u64) -> String,
    /// Square kilometres and the like.
    pub square: fn(&str) -> String,
}

/// What a cell is called.
fn name(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "hexagon",
        CellShape::Square => "square",
    }
}

/// The same in Arabic.
fn arabic_name(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "سداسية",
        CellShape::Square => "مربعة",
    }
}

/// English.
pub static ENGLISH: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("Incidents in a {} {width} wide", name(shape)),
        CellValue::Killed => format!("People killed in a {} {width} wide, sum of the lowest claims", name(shape)),
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "number of incidents by hexagon",
        (CellValue::Incidents, CellShape::Square) => "number of incidents by square",
        (CellValue::Killed, CellShape::Hexagon) => "people killed by hexagon, as claimed",
        (CellValue::Killed, CellShape::Square) => "people killed by square, as claimed",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "number of incidents by area",
        CellValue::Killed => "people killed by area, as claimed",
    },
    unknown: "no number given (not zero)",
    note: |n, shape, width, area| match n {
        1 => format!("One incident is shown in a {} {width} wide ({area}).", name(shape)),
        n => format!(
            "{} incidents are summed up in {}s {width} wide ({area} each, equal on the ground).",
            grouped(n),
            name(shape)
        ),
    },
    crowded: |percent| format!("As symbols {percent}\u{a0}% of them would hide one another."),
    cut: "Cells at the edge of the map hold less ground.",
    killed: |unknown| match unknown {
        0 => "The lowest claim of each incident is added up.".to_owned(),
        1 => "The lowest claim of each incident is added up; of one incident no number is given, and it is in no sum."
            .to_owned(),
        n => format!(
            "The lowest claim of each incident is added up; of {} incidents no number is given, and they are in no sum.",
            grouped(n)
        ),
    },
    most: |number| format!("The greatest value: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "Incidents",
            CellValue::Killed => "People killed, sum of the lowest claims,",
        };
        match per {
            Some(per) => format!("{what} per {per}"),
            None => format!("{what} in each area"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => format!("Incidents per {per}, kernel density with a bandwidth of {bandwidth}"),
        CellValue::Killed => {
            format!("People killed per {per}, lowest claims, kernel density with a bandwidth of {bandwidth}")
        }
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "density of incidents",
        CellValue::Killed => "density of people killed, as claimed",
    },
    note_of_density: |n| {
        let spread = "each is spread over its surroundings, so that a colour stands for more than the place that it lies on. Densities below the lowest class have no colour.";
        format!("Density of {} incidents by a Gaussian kernel: {spread}", grouped(n))
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "number of incidents close together",
        CellValue::Killed => {
            "people killed in incidents close together, sum of the lowest claims (+: of some no number is given)"
        }
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "number of incidents where they lie close together",
        CellValue::Killed => "people killed, as claimed, where incidents lie close together",
    },
    note_of_clusters: |n| {
        let joined = "those whose symbols would touch are joined to a circle at the mean of their places.";
        match n {
            1 => "One incident is shown.".to_owned(),
            n => format!("{} incidents: {joined}", grouped(n)),
        }
    },
    one_incident: "one incident",
    people: |n| format!("{} inhabitants", grouped(u64::from(n))),
    note_of_areas: |n| match n {
        1 => "One incident is shown by area.".to_owned(),
        n => format!("{} incidents are summed up by area.", grouped(n)),
    },
    in_none: |n| match n {
        1 => "One lies in none of the areas.".to_owned(),
        n => format!("{} lie in none of the areas.", grouped(n)),
    },
    unequal: "The areas differ in size and in people: their numbers are no densities.",
    no_population: "population not given",
    by_time: |by_month| if by_month { "Incidents by month" } else { "Incidents by year" },
    killed_by_time: "Killed, as claimed; light: up to the highest claims",
    beside_time: |by_month, n| {
        let step = if by_month { "month" } else { "year" };
        match n {
            1 => format!("One incident has no {step}."),
            n => format!("{} incidents have no {step}.", grouped(n)),
        }
    },
    by_group: |by| match by {
        "admin1" => "Incidents by division".to_owned(),
        "country" => "Incidents by country".to_owned(),
        column => format!("Incidents by {}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("{groups} more hold {}.", grouped(n)),
    beside_groups: |n| match n {
        1 => "One incident is in none.".to_owned(),
        n => format!("{} incidents are in none.", grouped(n)),
    },
    square: |unit| match unit {
        "mi" => "sq\u{a0}mi".to_owned(),
        "nm" => "sq\u{a0}nm".to_owned(),
        unit => format!("{unit}²"),
    },
};

/// Arabic.
pub static ARABIC: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("عدد الحوادث في كل خلية {} عرضها {width}", arabic_name(shape)),
        CellValue::Killed => {
            format!("عدد القتلى في كل خلية {} عرضها {width}، مجموع أدنى الادعاءات", arabic_name(shape))
        }
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "عدد الحوادث في كل خلية سداسية",
        (CellValue::Incidents, CellShape::Square) => "عدد الحوادث في كل خلية مربعة",
        (CellValue::Killed, CellShape::Hexagon) => "عدد القتلى في كل خلية سداسية وفق الادعاءات",
        (CellValue::Killed, CellShape::Square) => "عدد القتلى في كل خلية مربعة وفق الادعاءات",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "عدد الحوادث حسب المنطقة",
        CellValue::Killed => "عدد القتلى حسب المنطقة وفق الادعاءات",
    },
    unknown: "لم يُذكر عدد (ليس صفرًا)",
    note: |n, shape, width, area| {
        let incidents = (super::ar::ARABIC.incidents_title)(usize::try_from(n).unwrap_or(usize::MAX));
        format!(
            "{incidents} مجموعة في خلايا {} عرضها {width} (مساحة كل منها {area}، متساوية على الأرض).",
            arabic_name(shape)
        )
    },
    crowded: |percent| format!("لو رُسمت رموزًا لحجب بعضها بعضًا ({percent}\u{a0}%)."),
    cut: "الخلايا عند حافة الخريطة أصغر مساحة.",
    killed: |unknown| match unknown {
        0 => "جُمع أدنى ادعاء لكل حادث.".to_owned(),
        n => format!("جُمع أدنى ادعاء لكل حادث؛ ولم يُذكر عدد في {} من الحوادث فلا تدخل في أي مجموع.", grouped(n)),
    },
    most: |number| format!("أكبر قيمة: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "عدد الحوادث",
            CellValue::Killed => "عدد القتلى (مجموع أدنى الادعاءات)",
        };
        match per {
            Some(per) => format!("{what} لكل {per}"),
            None => format!("{what} في كل منطقة"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => format!("عدد الحوادث لكل {per}، كثافة بنواة عرض نطاقها {bandwidth}"),
        CellValue::Killed => format!("عدد القتلى لكل {per} وفق أدنى الادعاءات، كثافة بنواة عرض نطاقها {bandwidth}"),
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "كثافة الحوادث",
        CellValue::Killed => "كثافة القتلى وفق الادعاءات",
    },
    note_of_density: |n| {
        let incidents = (super::ar::ARABIC.incidents_title)(usize::try_from(n).unwrap_or(usize::MAX));
        format!(
            "كثافة {incidents} بنواة غاوسية: يتوزع كل حادث على ما حوله، فاللون لا يدل على موضعه وحده، وما دون أدنى فئة بلا لون."
        )
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "عدد الحوادث المتقاربة",
        CellValue::Killed => "عدد القتلى في الحوادث المتقاربة، مجموع أدنى الادعاءات (+: بعضها بلا عدد)",
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "عدد الحوادث حيث تتقارب",
        CellValue::Killed => "عدد القتلى وفق الادعاءات حيث تتقارب الحوادث",
    },
    note_of_clusters: |n| {
        let incidents = (super::ar::ARABIC.incidents_title)(usize::try_from(n).unwrap_or(usize::MAX));
        format!("{incidents}: ما تلامست رموزه جُمع في دائرة عند متوسط مواقعه.")
    },
    one_incident: "حادث واحد",
    people: |n| format!("{} نسمة", grouped(u64::from(n))),
    note_of_areas: |n| {
        let incidents = (super::ar::ARABIC.incidents_title)(usize::try_from(n).unwrap_or(usize::MAX));
        format!("{incidents} مجموعة حسب المناطق.")
    },
    in_none: |n| format!("حوادث لا تقع في أي من المناطق: {}.", grouped(n)),
    unequal: "المناطق متفاوتة المساحة والسكان، فلا تدل أعدادها على الكثافة.",
    no_population: "عدد السكان غير مذكور",
    by_time: |by_month| if by_month { "الحوادث حسب الشهر" } else { "الحوادث حسب السنة" },
    killed_by_time: "القتلى وفق الادعاءات؛ الفاتح: حتى أعلى الادعاءات",
    beside_time: |by_month, n| {
        let step = if by_month { "شهرها" } else { "سنتها" };
        format!("حوادث لا يُعرف {step}: {}.", grouped(n))
    },
    by_group: |by| match by {
        "admin1" => "الحوادث حسب المحافظة".to_owned(),
        "country" => "الحوادث حسب الدولة".to_owned(),
        column => format!("الحوادث حسب \u{2068}{}\u{2069}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("وفي {groups} أخرى: {}.", grouped(n)),
    beside_groups: |n| format!("حوادث ليست في أي منها: {}.", grouped(n)),
    square: |unit| format!("{unit}²"),
};
