//! Ukrainian.

use super::super::super::typesetter::grouped;
use super::super::uk::{form, incidents};
use super::SummedWords;
use crate::aggregate::CellShape;
use crate::spec::CellValue;

fn of_one(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "шестикутник",
        CellShape::Square => "квадрат",
    }
}

fn count(n: u64) -> String {
    incidents(usize::try_from(n).unwrap_or(usize::MAX))
}

/// Ukrainian words.
pub static UKRAINIAN: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("Інциденти на {} завширшки {width}", of_one(shape)),
        CellValue::Killed => format!("Загиблі на {} завширшки {width}, сума найменших чисел", of_one(shape)),
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "кількість інцидентів на шестикутник",
        (CellValue::Incidents, CellShape::Square) => "кількість інцидентів на квадрат",
        (CellValue::Killed, CellShape::Hexagon) => "загиблі за заявами на шестикутник",
        (CellValue::Killed, CellShape::Square) => "загиблі за заявами на квадрат",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "кількість інцидентів за територіями",
        CellValue::Killed => "загиблі за заявами за територіями",
    },
    unknown: "числа не вказано (не нуль)",
    note: |n, shape, width, area| match n {
        1 => format!("Один інцидент показано в комірці: {} завширшки {width} ({area}).", of_one(shape)),
        n => format!(
            "{} зведено в комірки: {} завширшки {width} ({area} кожна, рівні на місцевості).",
            count(n),
            of_one(shape)
        ),
    },
    crowded: |percent| format!("Як знаки {percent}\u{a0}% з них закривали б один одного."),
    cut: "Комірки на краю карти охоплюють менше місцевості.",
    killed: |unknown| match unknown {
        0 => "Додано найменше число кожного інциденту.".to_owned(),
        n => format!("Додано найменше число кожного інциденту; без числа {}, їх немає в жодній сумі.", count(n)),
    },
    most: |number| format!("Найбільше значення: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "Інциденти",
            CellValue::Killed => "Загиблі, сума найменших чисел,",
        };
        match per {
            Some(per) => format!("{what} на {per}"),
            None => format!("{what} за територіями"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => format!("Інциденти на {per}, ядрова густина зі смугою {bandwidth}"),
        CellValue::Killed => format!("Загиблі на {per}, найменші числа, ядрова густина зі смугою {bandwidth}"),
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "густина інцидентів",
        CellValue::Killed => "густина заявлених загиблих",
    },
    note_of_density: |n| {
        format!(
            "Густина за гаусовим ядром ({}): кожен інцидент розподілено на його околиці, тому колір стосується більшого, ніж місце, де він є. Нижче найменшого класу кольору немає.",
            count(n)
        )
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "кількість близьких інцидентів",
        CellValue::Killed => "загиблі в близьких інцидентах, сума найменших чисел (+ : для деяких числа немає)",
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "кількість інцидентів там, де вони близько",
        CellValue::Killed => "загиблі за заявами там, де інциденти близько",
    },
    note_of_clusters: |n| match n {
        1 => "Показано один інцидент.".to_owned(),
        n => format!("{}: ті, чиї знаки торкалися б, об’єднано в коло посередині їхніх місць.", count(n)),
    },
    one_incident: "один інцидент",
    people: |n| {
        let number = usize::try_from(n).unwrap_or(usize::MAX);
        format!("{} {}", grouped(u64::from(n)), form(number, "особа", "особи", "осіб"))
    },
    note_of_areas: |n| format!("За територіями показано {}.", count(n)),
    in_none: |n| format!("Поза всіма територіями: {}.", count(n)),
    unequal: "Території різняться розміром і населенням: їхні числа не є густиною.",
    no_population: "населення не вказано",
    by_time: |by_month| {
        if by_month { "Інциденти за місяцями" } else { "Інциденти за роками" }
    },
    killed_by_time: "Загиблі за заявами; світліше: до найбільших чисел",
    beside_time: |by_month, n| format!("Без {}: {}.", if by_month { "місяця" } else { "року" }, count(n)),
    by_group: |by| match by {
        "admin1" => "Інциденти за областями".to_owned(),
        "country" => "Інциденти за країнами".to_owned(),
        column => format!("Інциденти: {}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("Ще {groups} {}: {}.", form(groups, "група", "групи", "груп"), count(n)),
    beside_groups: |n| format!("Поза групами: {}.", count(n)),
    square: |unit| format!("{unit}²"),
};
