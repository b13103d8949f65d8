//! Words about incidents that are left out as asked.

use super::super::typesetter::grouped;

/// What was asked for, in the words that don't depend on the language.
#[derive(Debug, Clone, Default)]
pub struct FilterTold {
    /// The condition's text.
    pub condition: Option<String>,
    /// The area's name.
    pub within: Option<String>,
    /// The place and the distance.
    pub near: Option<(String, String)>,
    /// First and last day, in words.
    pub from: Option<String>,
    pub to: Option<String>,
    /// So many of them.
    pub limit: Option<u32>,
    /// By this property, from the greatest down?
    pub order: Option<(String, bool)>,
    /// How many incidents are left out, and those of them that nothing decided.
    pub left_out: u64,
    pub undecided: u64,
}

/// English.
pub fn english(told: &FilterTold) -> String {
    let mut parts: Vec<String> = told.condition.iter().cloned().collect();
    parts.extend(told.within.iter().map(|area| format!("within {area}")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("within {distance} of {place}")));
    parts.extend(told.from.iter().map(|date| format!("from {date}")));
    parts.extend(told.to.iter().map(|date| format!("to {date}")));
    parts.extend(told.limit.map(|limit| match (&told.order, limit) {
        (None, 1) => "the oldest one".to_owned(),
        (None, _) => format!("the {limit} oldest"),
        (Some((by, descending)), _) => {
            let which = if *descending { "greatest" } else { "least" };
            let these = if limit == 1 { "one".to_owned() } else { limit.to_string() };
            format!("the {these} with the {which} {by}")
        }
    }));
    let left = match told.left_out {
        0 => "No other is left out".to_owned(),
        1 => "One other is left out".to_owned(),
        n => format!("{} others are left out", grouped(n)),
    };
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!(", {} of them because a value that decides is not given or not exact enough", grouped(n)),
    };
    format!("Incidents shown: {}. {left}{undecided}.", parts.join("; "))
}

/// Arabic; what is not Arabic keeps its own order.
pub fn arabic(told: &FilterTold) -> String {
    let own = |text: &str| format!("\u{2066}{text}\u{2069}");
    let mut parts: Vec<String> = told.condition.iter().map(|text| own(text)).collect();
    parts.extend(told.within.iter().map(|area| format!("داخل \u{2068}{area}\u{2069}")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("ضمن {distance} من {}", own(place))));
    parts.extend(told.from.iter().map(|date| format!("من {date}")));
    parts.extend(told.to.iter().map(|date| format!("حتى {date}")));
    if let Some(limit) = told.limit {
        let order = match &told.order {
            None => "الأقدم".to_owned(),
            Some((by, true)) => format!("الأكبر قيمةً لـ {}", own(by)),
            Some((by, false)) => format!("الأصغر قيمةً لـ {}", own(by)),
        };
        parts.push(format!("{order} ({limit})"));
    }
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!("، منها {} لأن قيمة لازمة لم تُذكر أو ليست دقيقة بما يكفي", grouped(n)),
    };
    format!("الحوادث المعروضة: {}. حوادث أخرى لا تظهر: {}{undecided}.", parts.join("؛ "), grouped(told.left_out))
}

/// French.
pub fn french(told: &FilterTold) -> String {
    let mut parts: Vec<String> = told.condition.iter().cloned().collect();
    parts.extend(told.within.iter().map(|area| format!("dans {area}")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("à moins de {distance} de {place}")));
    parts.extend(told.from.iter().map(|date| format!("à partir de {date}")));
    parts.extend(told.to.iter().map(|date| format!("jusqu’à {date}")));
    parts.extend(told.limit.map(|limit| match &told.order {
        None => format!("les {limit} plus anciens"),
        Some((by, true)) => format!("les {limit} premiers par {by} décroissant"),
        Some((by, false)) => format!("les {limit} premiers par {by} croissant"),
    }));
    let left = match told.left_out {
        0 => "Aucun autre n’est écarté".to_owned(),
        1 => "Un autre est écarté".to_owned(),
        n => format!("{} autres sont écartés", grouped(n)),
    };
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!(", dont {} parce qu’une valeur nécessaire manque ou n’est pas assez précise", grouped(n)),
    };
    format!("Incidents montrés\u{a0}: {}. {left}{undecided}.", parts.join("\u{a0}; "))
}

/// Spanish.
pub fn spanish(told: &FilterTold) -> String {
    let mut parts: Vec<String> = told.condition.iter().cloned().collect();
    parts.extend(told.within.iter().map(|area| format!("en {area}")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("a menos de {distance} de {place}")));
    parts.extend(told.from.iter().map(|date| format!("desde {date}")));
    parts.extend(told.to.iter().map(|date| format!("hasta {date}")));
    parts.extend(told.limit.map(|limit| match &told.order {
        None => format!("los {limit} más antiguos"),
        Some((by, true)) => format!("los {limit} primeros por {by} descendente"),
        Some((by, false)) => format!("los {limit} primeros por {by} ascendente"),
    }));
    let left = match told.left_out {
        0 => "No se omite ningún otro".to_owned(),
        1 => "Se omite otro".to_owned(),
        n => format!("Se omiten otros {}", grouped(n)),
    };
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!(", {} de ellos porque falta un valor necesario o no es lo bastante preciso", grouped(n)),
    };
    format!("Incidentes mostrados: {}. {left}{undecided}.", parts.join("; "))
}

/// Turkish.
pub fn turkish(told: &FilterTold) -> String {
    let mut parts: Vec<String> = told.condition.iter().cloned().collect();
    parts.extend(told.within.iter().map(|area| format!("{area} içinde")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("{place} çevresinde {distance} içinde")));
    parts.extend(told.from.iter().map(|date| format!("{date} tarihinden itibaren")));
    parts.extend(told.to.iter().map(|date| format!("{date} tarihine kadar")));
    parts.extend(told.limit.map(|limit| match &told.order {
        None => format!("en eski {limit} olay"),
        Some((by, true)) => format!("{by} değeri en büyük {limit} olay"),
        Some((by, false)) => format!("{by} değeri en küçük {limit} olay"),
    }));
    let left = match told.left_out {
        0 => "Dışarıda bırakılan başka olay yoktur".to_owned(),
        n => format!("Dışarıda bırakılan olay: {}", grouped(n)),
    };
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!("; bunların {} tanesinde gereken bir değer verilmemiş veya yeterince kesin değildir", grouped(n)),
    };
    format!("Gösterilen olaylar: {}. {left}{undecided}.", parts.join("; "))
}

/// Ukrainian.
pub fn ukrainian(told: &FilterTold) -> String {
    let mut parts: Vec<String> = told.condition.iter().cloned().collect();
    parts.extend(told.within.iter().map(|area| format!("у межах: {area}")));
    parts.extend(told.near.iter().map(|(place, distance)| format!("не далі ніж {distance} від {place}")));
    parts.extend(told.from.iter().map(|date| format!("від {date}")));
    parts.extend(told.to.iter().map(|date| format!("до {date}")));
    parts.extend(told.limit.map(|limit| match &told.order {
        None => format!("найдавніші, не більше ніж {limit}"),
        Some((by, true)) => format!("перші {limit} за спаданням {by}"),
        Some((by, false)) => format!("перші {limit} за зростанням {by}"),
    }));
    let left = match told.left_out {
        0 => "Інших не вилучено".to_owned(),
        n => format!("Вилучено інших: {}", grouped(n)),
    };
    let undecided = match told.undecided {
        0 => String::new(),
        n => format!(", з них через відсутнє або недостатньо точне значення: {}", grouped(n)),
    };
    format!("Показані інциденти: {}. {left}{undecided}.", parts.join("; "))
}
