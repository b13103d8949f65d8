//! Groups by place: countries, or first-level divisions.

use super::{Row, Summary, sum};
use crate::aggregate::{AreaSource, AreaSums, Events, Overview, Tally, areas};
use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::events::EventTexts;
use crate::data::layer::LayerFeature;
use crate::diagnostic::Diagnostic;

/// What incidents are put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Division {
    Country,
    Admin1,
}

impl Division {
    pub(super) fn by_name(name: &str) -> Option<Self> {
        match name.to_lowercase().as_str() {
            "country" => Some(Self::Country),
            "admin1" => Some(Self::Admin1),
            _ => None,
        }
    }

    fn name_of(self, feature: &LayerFeature) -> String {
        let code = feature.countries.first();
        let country = code.map(|code| CountryName::find(code).map_or(code.as_str(), |c| c.names[0]));
        match (self, feature.name.as_deref(), country) {
            (Self::Admin1, Some(name), Some(country)) => format!("{name}, {country}"),
            (Self::Admin1, None, Some(country)) => format!("unnamed, {country}"),
            (_, name, country) => name.or(country).unwrap_or("unnamed").to_owned(),
        }
    }
}

/// Sums of the divisions that hold an incident, and of those in none.
pub(super) fn summary(events: &Events, division: Division) -> Result<Summary, Vec<Diagnostic>> {
    let layer = match division {
        Division::Country => Catalogue::builtin().countries(),
        Division::Admin1 => Catalogue::divisions(),
    };
    let overview = sum(events, &EventTexts::None, &Overview::default())?;
    let near = |f: &&LayerFeature| overview.extent().is_some_and(|e| f.bounds.intersects(&e));
    let features: Vec<LayerFeature> = layer.features.iter().filter(near).cloned().collect();
    let index = areas::index_of(&features);
    let sums = sum(events, &EventTexts::None, &AreaSums::new(&index, features.len()))?;
    let summed = sums.areas(AreaSource::default(), features);
    let held = summed.areas.iter().filter(|a| a.tally.events > 0);
    let mut rows: Vec<Row> = held.map(|a| Row { group: division.name_of(&a.feature), tally: a.tally }).collect();
    rows.sort_by(|a, b| a.group.cmp(&b.group));
    // Several areas of one name are one row.
    rows.dedup_by(|later, first| {
        let same = later.group == first.group;
        if same {
            first.tally.merge(&later.tally);
        }
        same
    });
    let mut placed = summed.beside;
    summed.areas.iter().for_each(|a| placed.merge(&a.tally));
    let nowhere = overview.tally.without(&placed);
    let others = [("in none of them", summed.beside), ("place not given", nowhere)];
    rows.extend(
        others.into_iter().filter(|(_, t)| *t != Tally::default()).map(|(g, tally)| Row { group: g.to_owned(), tally }),
    );
    let by = if division == Division::Country { "country" } else { "admin1" };
    Ok(Summary { by: by.to_owned(), rows, total: overview.tally })
}
