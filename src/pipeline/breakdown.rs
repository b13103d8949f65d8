//! The groups that a panel shows: by division, by country, or by what the incidents say under a name.

use crate::aggregate::{AreaSource, AreaSums, Breakdown, Events, Group, GroupBy, Groups, Overview, Tally, areas};
use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::events::EventTexts;
use crate::data::incident::Kind;
use crate::data::layer::LayerFeature;
use crate::diagnostic::{Diagnostic, Place};
use crate::layout::language::Language;
use crate::spec::{Figure, Panel};

/// What the figure's panel groups by, where it has one.
fn wanted(figure: &Figure) -> Option<&str> {
    figure.panels.iter().find_map(|p| if let Panel::ByGroup { by, .. } = p { Some(by.as_str()) } else { None })
}

/// The text of each event that is needed for it.
pub(super) fn texts(figure: &Figure) -> EventTexts {
    match wanted(figure) {
        Some("admin1" | "country") | None => EventTexts::None,
        Some(column) => EventTexts::Column(column.to_owned()),
    }
}

/// The groups of a figure's events.
///
/// # Errors
/// The file can't be read; no event says anything under the name.
pub(super) fn breakdown(
    figure: &Figure,
    events: &Events,
    language: &Language,
) -> Result<Option<Breakdown>, Vec<Diagnostic>> {
    let Some(by) = wanted(figure) else { return Ok(None) };
    let layer = match by {
        "admin1" => Catalogue::divisions(),
        "country" => Catalogue::builtin().countries(),
        _ => return by_text(by, figure, events, language),
    };
    let Some(overview) = events.sum(&EventTexts::None, &Overview::default())? else { return Ok(None) };
    let extent = overview.extent();
    let near = |f: &&LayerFeature| extent.as_ref().is_some_and(|e| f.bounds.intersects(e));
    let features: Vec<LayerFeature> = layer.features.iter().filter(near).cloned().collect();
    let index = areas::index_of(&features);
    let Some(sums) = events.sum(&EventTexts::None, &AreaSums::new(&index, features.len()))? else { return Ok(None) };
    let summed = sums.areas(AreaSource::default(), features);
    let mut grouped = Tally::default();
    summed.areas.iter().for_each(|a| grouped.merge(&a.tally));
    let groups = summed.areas.iter().map(|a| (name_of(&a.feature, by == "country", language), a.tally));
    Ok(Breakdown::of(groups, overview.tally.without(&grouped)))
}

fn name_of(feature: &LayerFeature, is_country: bool, language: &Language) -> String {
    let arabic = feature.name_ar.as_deref().filter(|_| language.rtl);
    let code = feature.countries.first();
    let country = code.map(|code| CountryName::find(code).map_or(code.as_str(), |c| c.names[0]));
    let translated = language.country(&feature.countries).filter(|_| is_country);
    let own = arabic.or(translated).or(feature.name.as_deref());
    let name = if is_country { own.or(country) } else { own };
    name.or(country).unwrap_or("–").to_owned()
}

fn by_text(
    by: &str,
    figure: &Figure,
    events: &Events,
    language: &Language,
) -> Result<Option<Breakdown>, Vec<Diagnostic>> {
    let Some(groups) = events.sum(&texts(figure), &Groups::new(GroupBy::Text))? else { return Ok(None) };
    let word = |text: &str| {
        let kind: Option<Kind> = serde_json::from_value(serde_json::Value::String(text.to_owned())).ok();
        kind.filter(|_| by == "kind").map_or_else(|| text.to_owned(), |kind| (language.kind)(kind).to_owned())
    };
    let beside = groups.tallies.get(&Group::NotGiven).copied().unwrap_or_default();
    let named = groups.tallies.iter().filter_map(|(group, tally)| match group {
        Group::Text(text) => Some((word(text), *tally)),
        _ => None,
    });
    let breakdown = Breakdown::of(named, beside);
    if breakdown.is_none() && groups.total.events > 0 {
        let place = Place { pointer: Some("panels.by".to_owned()), ..Place::default() };
        let fault = Diagnostic::error("data::unknown-column", format!("no incident says anything under “{by}”"));
        return Err(vec![fault.at(place)]);
    }
    Ok(breakdown)
}
