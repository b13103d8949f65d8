//! Whose view a map takes of disputed borders and areas, and what is wished of single ones.
//!
//! Natural Earth records for its lines and areas how each of some thirty states (and ISO's list) draws them: `pov` and `iso_view`
//! of its layers. Without a viewpoint nothing is decided: what is disputed is dashed. With one, a line that it holds
//! for settled is solid, one that it doesn't recognise is absent, and an area that it counts to another state has that state's colour and no
//! name of its own. Wishes about single borders and names go over both.
//!
//! Where an area that is disputed is only a part of a country's in the base map (Crimea), a table says so
//! (`geodata/world/disputed_parts.tsv`). Such a part is taken for an area of its own: without a viewpoint it bears no country's name.
//!
//! Limits: a view can only draw lines that the base map has, so that claims beyond those lines are not shown, and other areas
//! are whole (Jammu and Kashmir, Aksai Chin). The locator keeps its outlines.

use super::borders::CountryName;
use super::layer::{Layer, LayerFeature, LayerRole, bounds};
use crate::geographic::LonLat;
use geo::{Contains, Geometry, MultiPolygon};
use std::sync::{Arc, OnceLock};

/// How a border is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BorderLine {
    /// As settled.
    Solid,
    /// As disputed.
    Dashed,
    /// Not at all.
    Absent,
}

/// A viewpoint that can't be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewpointError {
    /// No view is recorded.
    #[error("no view of “{0}” is recorded in the base map: there are {known}", known = KNOWN.join(", "))]
    Unknown(String),
}

/// Whose views Natural Earth records, as ISO 3166 alpha-2 codes, and ISO's list itself.
const KNOWN: [&str; 32] = [
    "ISO", "AR", "BD", "BR", "CN", "DE", "EG", "ES", "FR", "GB", "GR", "ID", "IL", "IN", "IT", "JP", "KR", "MA", "NL",
    "NP", "PK", "PL", "PS", "PT", "RU", "SA", "SE", "TR", "TW", "UA", "US", "VN",
];

/// An area that the base map counts to the state that holds it, though others count it to another.
struct Part {
    /// A place in it.
    at: geo::Point<f64>,
    held_by: &'static str,
    claimed_by: &'static str,
    /// Views in which it belongs to the state that holds it.
    recognised_by: Vec<&'static str>,
}

/// The parts of the table.
fn parts() -> &'static [Part] {
    static PARTS: OnceLock<Vec<Part>> = OnceLock::new();
    PARTS.get_or_init(|| {
        let table = include_str!("../../geodata/world/disputed_parts.tsv");
        table.lines().filter(|l| !l.starts_with('#')).filter_map(Part::of_row).collect()
    })
}

impl Part {
    /// A row of the table; a test reads each.
    fn of_row(row: &'static str) -> Option<Self> {
        let mut cells = row.split('\t');
        let at = geo::Point::new(cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
        let (held_by, claimed_by) = (cells.next()?, cells.next()?);
        Some(Self { at, held_by, claimed_by, recognised_by: cells.next()?.split(',').collect() })
    }

    /// Which of a feature's polygons it is.
    fn index_in(&self, feature: &LayerFeature) -> Option<usize> {
        let Geometry::MultiPolygon(polygons) = &feature.geometry else { return None };
        if !feature.countries.iter().any(|c| c == self.held_by) {
            return None;
        }
        polygons.iter().position(|p| p.exterior().0.len() > 3 && p.contains(&self.at))
    }
}

/// A view, and wishes about single borders and names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewpoint {
    whose: Option<&'static str>,
    /// Codes of both sides, and the line.
    lines: Vec<([Vec<String>; 2], BorderLine)>,
    /// Codes of a country, its name and its name in Arabic.
    names: Vec<(Vec<String>, Option<String>, Option<String>)>,
}

impl Viewpoint {
    /// A view by the code or name of a state, or `ISO`.
    ///
    /// # Errors
    /// A state whose view isn't recorded.
    pub fn of(text: &str) -> Result<Self, ViewpointError> {
        let code = CountryName::find(text).map_or_else(|| text.to_uppercase(), |c| c.alpha2.to_owned());
        let whose = KNOWN.into_iter().find(|k| *k == code).ok_or_else(|| ViewpointError::Unknown(text.to_owned()))?;
        Ok(Self { whose: Some(whose), ..Self::default() })
    }

    /// Whose view it is, if any's: an alpha-2 code or `ISO`.
    pub fn whose(&self) -> Option<&'static str> {
        self.whose
    }

    /// A wish about the borders between two countries, each given by its codes.
    pub fn draw(&mut self, sides: [Vec<String>; 2], line: BorderLine) {
        self.lines.push((sides, line));
    }

    /// A wish about the name of a country, given by its codes.
    pub fn call(&mut self, codes: Vec<String>, name: Option<String>, name_ar: Option<String>) {
        self.names.push((codes, name, name_ar));
    }

    /// A layer as this viewpoint has it.
    pub fn seen(&self, layer: &Arc<Layer>) -> Arc<Layer> {
        self.changed(layer).map_or_else(|| Arc::clone(layer), Arc::new)
    }

    /// A layer as this viewpoint has it, where that is another.
    pub fn changed(&self, layer: &Layer) -> Option<Layer> {
        let asked = *self != Self::default();
        let features = layer.features.iter();
        let features: Vec<LayerFeature> = match layer.role {
            LayerRole::Border if asked => features.filter_map(|f| self.border(f)).collect(),
            LayerRole::Country
                if asked || features.clone().any(|f| parts().iter().any(|p| p.index_in(f).is_some())) =>
            {
                features.flat_map(|f| self.parted(f)).map(|f| self.country(f)).collect()
            }
            _ => return None,
        };
        let Layer { id, role, credit, accuracy_m, as_of, schematic, .. } = layer;
        let (id, credit, as_of) = (id.clone(), credit.clone(), as_of.clone());
        Some(Layer { id, role: *role, credit, accuracy_m: *accuracy_m, as_of, schematic: *schematic, features })
    }

    /// To which states a part belongs.
    fn owners(&self, part: &Part) -> Vec<&'static str> {
        match self.whose {
            None => vec![part.held_by, part.claimed_by],
            Some(whose) if part.recognised_by.contains(&whose) => vec![part.held_by],
            Some(_) => vec![part.claimed_by],
        }
    }

    /// To which states a place of a country's area belongs, where that is disputed: both without a viewpoint.
    pub fn owners_at(&self, place: LonLat, country: &LayerFeature) -> Option<Vec<&'static str>> {
        let at = geo::Point::new(place.lon_deg, place.lat_deg);
        let holds = |part: &&Part| match (&country.geometry, part.index_in(country)) {
            (Geometry::MultiPolygon(polygons), Some(index)) => polygons.0[index].contains(&at),
            _ => false,
        };
        parts().iter().find(holds).map(|part| self.owners(part))
    }

    /// Is it a part that was taken for an area of its own?
    fn is_part(&self, feature: &LayerFeature) -> bool {
        matches!(&feature.geometry, Geometry::Polygon(polygon) if parts().iter().any(|p| polygon.contains(&p.at)))
            && feature.name.is_none()
    }

    /// A country's area without its disputed parts, and these.
    fn parted(&self, feature: &LayerFeature) -> Vec<LayerFeature> {
        let (Some((part, index)), Geometry::MultiPolygon(polygons)) =
            (parts().iter().find_map(|p| Some((p, p.index_in(feature)?))), &feature.geometry)
        else {
            return vec![feature.clone()];
        };
        let mut rest = polygons.0.clone();
        let own = Geometry::Polygon(rest.remove(index));
        let rest = Geometry::MultiPolygon(MultiPolygon(rest));
        let countries = self.owners(part).into_iter().map(str::to_owned).collect();
        let of = |geometry: Geometry<f64>| LayerFeature { bounds: bounds(&geometry), geometry, ..feature.clone() };
        vec![of(rest), LayerFeature { countries, name: None, name_ar: None, views: Vec::new(), ..of(own) }]
    }

    /// What the view holds of a feature, if it is another than the base map's.
    fn view<'f>(&self, feature: &'f LayerFeature) -> Option<&'f str> {
        // Natural Earth writes KO for South Korea.
        let whose = self.whose.map(|w| if w == "KR" { "KO" } else { w })?;
        feature.views.iter().find(|v| v.0 == whose).map(|v| v.1.as_str())
    }

    fn border(&self, feature: &LayerFeature) -> Option<LayerFeature> {
        let on = |side: &[String]| side.iter().any(|code| feature.countries.contains(code));
        let wished = self.lines.iter().rev().find(|(sides, _)| on(&sides[0]) && on(&sides[1])).map(|w| w.1);
        let line = wished.or_else(|| self.view(feature).map(line_of_class));
        let class = match line {
            Some(BorderLine::Absent) => return None,
            Some(BorderLine::Solid) => Some("international".to_owned()),
            Some(BorderLine::Dashed) if !feature.is_disputed_border() => Some("disputed".to_owned()),
            _ => feature.class.clone(),
        };
        Some(LayerFeature { class, ..feature.clone() })
    }

    /// What a country of these codes is called, where that is not the base map's name.
    pub fn called(&self, codes: &[String]) -> Option<&str> {
        let called = self.names.iter().rev().find(|(named, ..)| named.iter().any(|c| codes.contains(c)))?;
        called.1.as_deref()
    }

    fn country(&self, feature: LayerFeature) -> LayerFeature {
        let mut seen = feature;
        let named = seen.countries.clone();
        let owner = self.view(&seen).filter(|o| o.len() == 3 && o.bytes().all(|b| b.is_ascii_uppercase()));
        if let Some(owner) = owner.filter(|o| !named.iter().any(|c| c == o)).map(str::to_owned) {
            (seen.countries, seen.name, seen.name_ar) = (vec![owner], None, None);
        }
        let called = self.names.iter().rev().find(|(codes, ..)| codes.iter().any(|c| named.contains(c)));
        let called = called.filter(|_| !self.is_part(&seen));
        if let Some((_, name, name_ar)) = called {
            seen.name = name.clone().or(seen.name);
            seen.name_ar = name_ar.clone().or(seen.name_ar);
        }
        seen
    }
}

/// How a class of Natural Earth is drawn in somebody's view: boundaries of lower order are no borders of states.
fn line_of_class(class: &str) -> BorderLine {
    match class {
        "international" | "lease" => BorderLine::Solid,
        "unrecognized" | "Admin-1 boundary" | "Map unit boundary" => BorderLine::Absent,
        _ => BorderLine::Dashed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::layer::Credit;
    use serde_json::json;

    fn layer(role: LayerRole, properties: &[serde_json::Value]) -> Arc<Layer> {
        let line = geo::Geometry::LineString(geo::LineString::from(vec![(0.0, 0.0), (1.0, 1.0)]));
        let feature = |p: &serde_json::Value| LayerFeature::new(line.clone(), p.as_object().unwrap());
        Arc::new(Layer {
            id: "b".to_owned(),
            role,
            credit: Credit { text: String::new(), licence: String::new() },
            accuracy_m: None,
            as_of: None,
            schematic: false,
            features: properties.iter().map(feature).collect(),
        })
    }

    fn borders() -> Arc<Layer> {
        let pov = json!({"IN": "international", "PK": "Admin-1 boundary", "US": "claim", "KO": "unrecognized"});
        layer(
            LayerRole::Border,
            &[
                json!({"kind": "line_of_control", "left": "IND", "right": "PAK", "pov": pov}),
                json!({"kind": "international", "left": "SRB", "right": "KOS", "iso_view": "unrecognized", "pov": {"ES": "disputed"}}),
                json!({"kind": "international", "left": "IND", "right": "NPL"}),
            ],
        )
    }

    /// How each border is drawn.
    fn drawn(view: &Viewpoint) -> Vec<(String, bool)> {
        let seen = view.seen(&borders());
        seen.features.iter().map(|f| (f.countries.join("/"), f.is_disputed_border())).collect()
    }

    #[test]
    fn each_view_has_its_lines() {
        let lines = |text: &str| -> Vec<String> {
            let drawn = drawn(&Viewpoint::of(text).unwrap());
            drawn.into_iter().map(|(pair, dashed)| format!("{pair}{}", if dashed { " dashed" } else { "" })).collect()
        };
        assert_eq!(lines("DE"), ["IND/PAK dashed", "KOS/SRB", "IND/NPL"], "what it says nothing of stays");
        assert_eq!(lines("India"), ["IND/PAK", "KOS/SRB", "IND/NPL"]);
        assert_eq!(lines("PAK"), ["KOS/SRB", "IND/NPL"]);
        assert_eq!(lines("us"), ["IND/PAK dashed", "KOS/SRB", "IND/NPL"]);
        assert_eq!(lines("ES"), ["IND/PAK dashed", "KOS/SRB dashed", "IND/NPL"]);
        assert_eq!(lines("iso"), ["IND/PAK dashed", "IND/NPL"]);
        assert_eq!(lines("KOR"), ["KOS/SRB", "IND/NPL"]);
        assert!(Viewpoint::of("FJ").unwrap_err().to_string().contains("ISO, AR, BD"));
    }

    #[test]
    fn wishes_go_over_views_and_nobodys_view_changes_nothing() {
        let layer = borders();
        assert!(Arc::ptr_eq(&Viewpoint::default().seen(&layer), &layer));
        let mut view = Viewpoint::of("IN").unwrap();
        let codes = |c: &str| vec![c.to_owned()];
        view.draw([codes("PAK"), codes("IND")], BorderLine::Dashed);
        view.draw([codes("IND"), codes("NPL")], BorderLine::Absent);
        assert_eq!(drawn(&view), [("IND/PAK".to_owned(), true), ("KOS/SRB".to_owned(), false)]);
    }

    #[test]
    fn an_area_that_is_counted_to_another_has_no_name_of_its_own() {
        let areas = layer(
            LayerRole::Country,
            &[
                json!({"a3": "KOS", "iso_a3": "XKX", "name": "Kosovo", "pov": {"RU": "SRB", "US": "B45"}}),
                json!({"a3": "MMR", "name": "Myanmar", "name_ar": "ميانمار"}),
            ],
        );
        let mut view = Viewpoint::of("RU").unwrap();
        let seen = view.seen(&areas);
        assert_eq!(
            (seen.features[0].name.as_deref(), &seen.features[0].countries[..]),
            (None, &["SRB".to_owned()][..])
        );
        let kept = Viewpoint::of("US").unwrap().seen(&areas);
        assert_eq!(kept.features[0].name.as_deref(), Some("Kosovo"), "B45 is no country");
        view.call(vec!["MMR".to_owned()], Some("Burma".to_owned()), None);
        view.call(vec!["XKX".to_owned()], Some("Kosovo*".to_owned()), None);
        let seen = view.seen(&areas);
        assert_eq!(seen.features[0].name.as_deref(), Some("Kosovo*"));
        assert_eq!(
            (seen.features[1].name.as_deref(), seen.features[1].name_ar.as_deref()),
            (Some("Burma"), Some("ميانمار"))
        );
    }

    #[test]
    fn every_row_of_the_table_is_a_part_of_the_country_that_holds_it() {
        let rows =
            include_str!("../../geodata/world/disputed_parts.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(parts().len(), rows);
        let catalogue = crate::data::catalogue::Catalogue::builtin();
        for part in parts() {
            for level in ["countries_110m", "countries_50m", "countries_10m"] {
                let countries = catalogue.layer(level).unwrap();
                let whole = countries.features.iter().find_map(|f| part.index_in(f));
                assert!(whole.is_some(), "{} {level}", part.held_by);
            }
        }
    }

    #[test]
    fn crimea_bears_the_name_of_the_view_and_of_none_without_one() {
        let square = |x: f64, y: f64| {
            geo::Polygon::new(
                vec![(x - 1.0, y - 1.0), (x + 1.0, y - 1.0), (x, y + 1.0), (x - 1.0, y - 1.0)].into(),
                vec![],
            )
        };
        let russia = Geometry::MultiPolygon(MultiPolygon(vec![square(60.0, 60.0), square(34.2, 45.3)]));
        let properties = json!({"a3": "RUS", "name": "Russia"});
        let mut areas = Arc::unwrap_or_clone(layer(LayerRole::Country, &[]));
        areas.features = vec![LayerFeature::new(russia, properties.as_object().unwrap())];
        let areas = Arc::new(areas);
        let simferopol = LonLat::new(34.1, 44.95);
        for (view, owners) in
            [("", &["RUS", "UKR"][..]), ("UA", &["UKR"]), ("DE", &["UKR"]), ("ISO", &["UKR"]), ("RU", &["RUS"])]
        {
            let view = if view.is_empty() { Viewpoint::default() } else { Viewpoint::of(view).unwrap() };
            let seen = view.seen(&areas);
            assert_eq!(seen.features[0].name.as_deref(), Some("Russia"));
            assert!(seen.features[0].bounds.south_deg > 50.0);
            assert_eq!(
                (seen.features[1].name.as_deref(), &seen.features[1].countries[..]),
                (None, &owners.iter().map(|o| (*o).to_owned()).collect::<Vec<_>>()[..])
            );
            assert_eq!(view.owners_at(simferopol, &areas.features[0]).as_deref(), Some(owners));
            assert_eq!(view.owners_at(LonLat::new(60.0, 60.0), &areas.features[0]), None);
        }
    }
}
