//! Spanish.

use super::super::super::typesetter::grouped;
use super::SummedWords;
use crate::aggregate::CellShape;
use crate::spec::CellValue;

fn name(shape: CellShape) -> &'static str {
    match shape {
        CellShape::Hexagon => "hexágono",
        CellShape::Square => "cuadrado",
    }
}

/// Spanish words.
pub static SPANISH: SummedWords = SummedWords {
    key: |value, shape, width| match value {
        CellValue::Incidents => format!("Incidentes por {} de {width} de ancho", name(shape)),
        CellValue::Killed => format!("Muertos por {} de {width} de ancho, suma de las cifras más bajas", name(shape)),
    },
    subtitle: |value, shape| match (value, shape) {
        (CellValue::Incidents, CellShape::Hexagon) => "número de incidentes por hexágono",
        (CellValue::Incidents, CellShape::Square) => "número de incidentes por cuadrado",
        (CellValue::Killed, CellShape::Hexagon) => "muertos declarados por hexágono",
        (CellValue::Killed, CellShape::Square) => "muertos declarados por cuadrado",
    },
    subtitle_of_areas: |value| match value {
        CellValue::Incidents => "número de incidentes por zona",
        CellValue::Killed => "muertos declarados por zona",
    },
    unknown: "sin cifra (no es cero)",
    note: |n, shape, width, area| match n {
        1 => format!("Un incidente figura en un {} de {width} de ancho ({area}).", name(shape)),
        n => format!(
            "{} incidentes se agrupan en {}s de {width} de ancho ({area} cada uno, iguales sobre el terreno).",
            grouped(n),
            name(shape)
        ),
    },
    crowded: |percent| format!("Como símbolos, el {percent}\u{a0}% se taparían."),
    cut: "Las celdas del borde del mapa abarcan menos terreno.",
    killed: |unknown| match unknown {
        0 => "Se suma la cifra más baja de cada incidente.".to_owned(),
        1 => {
            "Se suma la cifra más baja de cada incidente; de un incidente no se da ninguna, y no entra en ninguna suma."
                .to_owned()
        }
        n => format!(
            "Se suma la cifra más baja de cada incidente; de {} incidentes no se da ninguna, y no entran en ninguna suma.",
            grouped(n)
        ),
    },
    most: |number| format!("El valor más alto: {number}."),
    key_of_areas: |value, per| {
        let what = match value {
            CellValue::Incidents => "Incidentes",
            CellValue::Killed => "Muertos, suma de las cifras más bajas,",
        };
        match per {
            Some(per) => format!("{what} por {per}"),
            None => format!("{what} por zona"),
        }
    },
    key_of_density: |value, per, bandwidth| match value {
        CellValue::Incidents => {
            format!("Incidentes por {per}, densidad de núcleo con un ancho de banda de {bandwidth}")
        }
        CellValue::Killed => {
            format!("Muertos por {per}, cifras más bajas, densidad de núcleo con un ancho de banda de {bandwidth}")
        }
    },
    subtitle_of_density: |value| match value {
        CellValue::Incidents => "densidad de incidentes",
        CellValue::Killed => "densidad de muertos declarados",
    },
    note_of_density: |n| {
        format!(
            "Densidad de {} incidentes con un núcleo gaussiano: cada uno se reparte por su entorno, de modo que un color vale por más que el lugar donde está. Por debajo de la clase más baja no hay color.",
            grouped(n)
        )
    },
    key_of_clusters: |value| match value {
        CellValue::Incidents => "número de incidentes próximos",
        CellValue::Killed => "muertos en incidentes próximos, suma de las cifras más bajas (+: algunos sin cifra)",
    },
    subtitle_of_clusters: |value| match value {
        CellValue::Incidents => "número de incidentes donde están próximos",
        CellValue::Killed => "muertos declarados donde los incidentes están próximos",
    },
    note_of_clusters: |n| match n {
        1 => "Se muestra un incidente.".to_owned(),
        n => format!(
            "{} incidentes: los que se tocarían como símbolos se unen en un círculo en el centro de sus lugares.",
            grouped(n)
        ),
    },
    one_incident: "un incidente",
    people: |n| format!("{} habitantes", grouped(u64::from(n))),
    note_of_areas: |n| match n {
        1 => "Se muestra un incidente por zona.".to_owned(),
        n => format!("{} incidentes se agrupan por zona.", grouped(n)),
    },
    in_none: |n| match n {
        1 => "Uno no está en ninguna de las zonas.".to_owned(),
        n => format!("{} no están en ninguna de las zonas.", grouped(n)),
    },
    unequal: "Las zonas difieren en tamaño y población: sus números no son densidades.",
    no_population: "población no indicada",
    by_time: |by_month| if by_month { "Incidentes por mes" } else { "Incidentes por año" },
    killed_by_time: "Muertos declarados; en claro: hasta las cifras más altas",
    beside_time: |by_month, n| {
        let step = if by_month { "mes" } else { "año" };
        match n {
            1 => format!("Un incidente no tiene {step}."),
            n => format!("{} incidentes no tienen {step}.", grouped(n)),
        }
    },
    by_group: |by| match by {
        "admin1" => "Incidentes por provincia".to_owned(),
        "country" => "Incidentes por país".to_owned(),
        column => format!("Incidentes por {}", column.replace('_', " ")),
    },
    more_groups: |groups, n| format!("Otros {groups} suman {}.", grouped(n)),
    beside_groups: |n| match n {
        1 => "Un incidente no está en ninguno.".to_owned(),
        n => format!("{} incidentes no están en ninguno.", grouped(n)),
    },
    square: |unit| format!("{unit}²"),
};
