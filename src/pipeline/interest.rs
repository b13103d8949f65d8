//! The countries that the incidents lie in: they are drawn as the land of the story.
//!
//! Found at the middle level of the world's base map; a place off its simplified shore belongs to none.

use super::extent::places_of;
use crate::aggregate::SummedEvents;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::Incident;
use crate::data::layer::LayerFeature;
use crate::data::viewpoint::Viewpoint;
use crate::geographic::{Extent, LonLat};
use crate::layout::language::Language;
use crate::layout::map::names;
use crate::layout::{CountryOfInterest, UserLayer};
use crate::spatial::polygon_contains;
use std::cmp::Reverse;

/// Cells that tell which countries a map of sums is about: those with the most incidents.
const MOST_CELLS: usize = 400;

/// Places of incidents, with their number where they are single; of layers alone, the middle of the map.
pub(super) fn places(
    incidents: &[Incident],
    summed: Option<&SummedEvents>,
    layers: &[UserLayer],
    extent: &Extent,
    catalogue: &Catalogue,
) -> Vec<(Option<usize>, LonLat)> {
    let first = |i: &Incident| places_of(i, catalogue).into_iter().next();
    let mut places: Vec<(Option<usize>, LonLat)> =
        incidents.iter().enumerate().filter_map(|(n, i)| Some((Some(n), first(i)?))).collect();
    if let Some(summed) = summed {
        let mut cells = summed.samples();
        cells.sort_by_key(|c| Reverse(c.0));
        // Places of real events: a cell may reach into a country that none of them lies in.
        let samples = cells.into_iter().take(MOST_CELLS).flat_map(|c| c.1);
        places.extend(samples.filter(|place| extent.contains(*place)).map(|place| (None, place)));
    }
    if places.is_empty() && !layers.is_empty() {
        places.push((None, extent.center()));
    }
    places
}

/// The countries that places lie in.
pub(super) fn countries_of_interest(
    places: Vec<(Option<usize>, LonLat)>,
    catalogue: &Catalogue,
    language: &Language,
    view: &Viewpoint,
) -> Vec<CountryOfInterest> {
    let mut found: Vec<CountryOfInterest> = Vec::new();
    for (incident, place) in places {
        let Some(mut country) = country_at(catalogue, place) else { continue };
        match view.owners_at(place, country).as_deref() {
            None => {}
            // One state's by the viewpoint; without one it is counted to none.
            Some([owner]) => {
                let areas = &catalogue.countries().features;
                country = areas.iter().find(|f| f.countries.iter().any(|c| c == owner)).unwrap_or(country);
            }
            Some(_) => continue,
        }
        let Some(code) = country.countries.first() else { continue };
        if let Some(known) = found.iter_mut().find(|c| c.code == *code) {
            known.incidents.extend(incident);
            continue;
        }
        let called = view.called(&country.countries).or(country.name.as_deref());
        let name = names::name(called, country.name_ar.as_deref(), language.code, None);
        let name = name.map_or_else(|| code.clone(), |n| n.first);
        found.push(CountryOfInterest { code: code.clone(), name, incidents: incident.into_iter().collect() });
    }
    found
}

/// The country that holds a place.
fn country_at(catalogue: &Catalogue, place: LonLat) -> Option<&LayerFeature> {
    let holds = |f: &&LayerFeature| {
        f.bounds.contains(place) && geometry::polygons(&f.geometry).iter().any(|rings| polygon_contains(rings, place))
    };
    catalogue.countries().features.iter().find(holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_found() {
        let at = |lon, lat| country_at(Catalogue::builtin(), LonLat::new(lon, lat)).and_then(|f| f.name.clone());
        assert_eq!(at(36.5, 36.1).as_deref(), Some("Syria"));
        assert_eq!(at(178.4, -17.8).as_deref(), Some("Fiji"));
        assert_eq!(at(-30.0, 30.0), None);
    }
}
