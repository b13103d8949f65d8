//! What a figure's filter asks for: read from its spec, and held against the incidents of a file.

use super::coarsen::Coarsening;
use super::in_file;
use super::read::area_features;
use crate::aggregate::areas;
use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::events::{EventFile, Extract, LeftOut};
use crate::data::feature::Feature;
use crate::data::incident::{CivilDate, Incident};
use crate::data::layer::LayerFeature;
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::{LonLat, normalize_lon_deg};
use crate::selection::cql2::Condition;
use crate::selection::{Selection, SortOrder, UnknownProperty, Within, check_names};
use crate::spec::Figure;
use std::path::Path;
use std::sync::Arc;

/// So many incidents are read one by one out of a file of more.
const MOST_EXTRACTED: usize = 50_000;

/// A filter ready to be used, and how coarse places are made before it is.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    selection: Option<Arc<Selection>>,
    condition: Option<Condition>,
    order: Option<SortOrder>,
    limit: Option<usize>,
    coarsening: Option<Arc<Coarsening>>,
}

fn fault(code: &'static str, key: &str, message: String) -> Diagnostic {
    Diagnostic::error(code, message).at(Place { pointer: Some(format!("filter.{key}")), ..Place::default() })
}

impl Wanted {
    /// Reads a figure's filter; files that it names are relative to the root.
    ///
    /// # Errors
    /// A condition, date or area that can't be understood; a file of areas that can't be read.
    pub fn of(figure: &Figure, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Self, Vec<Diagnostic>> {
        let spec = &figure.filter;
        let mut faults = Vec::new();
        let mut date = |key: &str, text: &Option<String>| {
            let read = text.as_ref()?.trim().parse::<CivilDate>();
            read.map_err(|e| faults.push(fault("selection::bad-date", key, e.to_string()))).ok()
        };
        let (from, to) = (date("from", &spec.from), date("to", &spec.to));
        if let (Some(first), Some(last)) = (from, to)
            && first.first_day_number() > last.last_day_number()
        {
            faults.push(fault("selection::bad-date", "to", format!("{last} is before {first}")));
        }
        let condition = spec.condition.as_ref().and_then(|text| {
            let read = Condition::parse(text);
            let refused = |e: &crate::selection::cql2::ConditionError| {
                fault("selection::bad-condition", "where", e.to_string()).help(e.help())
            };
            read.map_err(|e| faults.push(refused(&e))).ok()
        });
        let area =
            spec.within.as_ref().and_then(|name| area(name, root, warnings).map_err(|found| faults.extend(found)).ok());
        let coarsening = Coarsening::of(figure, root, warnings).map_err(|found| faults.extend(found)).ok().flatten();
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut selection = Selection::new().between(from, to);
        if let Some(condition) = &condition {
            selection = selection.with_condition(condition.clone());
        }
        if let Some(area) = area {
            selection = selection.within(area);
        }
        if let Some(near) = spec.near {
            let place = LonLat::new(normalize_lon_deg(near.lon_deg), near.lat_deg);
            selection = selection.near(place, near.km * 1_000.0);
        }
        Ok(Self {
            selection: selection.asks().then(|| Arc::new(selection)),
            condition,
            order: spec.sort.as_deref().map(SortOrder::parse),
            limit: spec.limit.map(|n| n.get() as usize),
            coarsening: coarsening.map(Arc::new),
        })
    }

    /// Must the incidents be read one by one: for their order, or to take the first of them?
    pub fn needs_incidents(&self) -> bool {
        self.order.is_some() || self.limit.is_some()
    }

    /// Makes places as coarse as the figure wants them.
    pub(super) fn coarsen(&self, incidents: &mut [Incident]) {
        if let Some(coarsening) = &self.coarsening {
            incidents.iter_mut().for_each(|incident| coarsening.incident(incident));
        }
    }

    /// The rows of a file that are wanted, their places as coarse as the figure wants them; `None`: they can't be told by its columns.
    pub fn rows_of(&self, file: EventFile) -> Option<EventFile> {
        let file = match &self.coarsening {
            Some(coarsening) => file.with_places(Arc::clone(coarsening) as _),
            None => file,
        };
        match &self.selection {
            Some(selection) => file.filtered(Arc::clone(selection) as _),
            None => Some(file),
        }
    }

    /// The wanted incidents of a large file, without reading the others; `None`: that is not possible, or not worth it.
    pub(super) fn extract(&self, path: &Path) -> Result<Option<Extract>, Vec<Diagnostic>> {
        if self.selection.is_none() {
            return Ok(None);
        }
        let Some(file) = EventFile::open(path)? else { return Ok(None) };
        let Some(file) = self.rows_of(file) else { return Ok(None) };
        Ok(file.extract(MOST_EXTRACTED)?.filter(|e| self.was_answered(e.seen) && !e.is_empty()))
    }

    /// Did the rows have all that the condition asks for? If not, only the incidents themselves can tell what is meant.
    pub fn was_answered(&self, seen: u64) -> bool {
        use crate::data::events::EventFilter;
        let asked = self.selection.as_ref().map_or(0, |s| s.properties().len());
        seen.count_ones() as usize == asked
    }

    /// The wanted ones of incidents with their features, in their order, and how many are not.
    ///
    /// # Errors
    /// The condition or the order names a property that nothing has; nothing is left.
    pub fn choose(
        &self,
        incidents: Vec<(Incident, &Feature)>,
        features: &[Feature],
        file: &str,
    ) -> Result<(Vec<Incident>, LeftOut), Vec<Diagnostic>> {
        let unknown = self.unknown(features, file);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let mut left_out = LeftOut::default();
        let all = incidents.len();
        let mut kept: Vec<(Incident, &Feature)> = match &self.selection {
            Some(selection) => {
                incidents.into_iter().filter(|(i, f)| left_out.keeps(selection.choose_incident(i, f))).collect()
            }
            None => incidents,
        };
        if kept.is_empty() && all > 0 {
            return Err(vec![nothing_left(left_out, file)]);
        }
        if let Some(order) = &self.order {
            order.sort(&mut kept);
        }
        if let Some(limit) = self.limit.filter(|limit| *limit < kept.len()) {
            left_out.rows += (kept.len() - limit) as u64;
            kept.truncate(limit);
        }
        Ok((kept.into_iter().map(|(incident, _)| incident).collect(), left_out))
    }

    fn unknown(&self, features: &[Feature], file: &str) -> Vec<Diagnostic> {
        let of_condition = self.condition.iter().map(|c| ("where", c));
        let of_order = self.order.iter().map(|o| ("sort", o.condition()));
        let told = of_condition.chain(of_order).flat_map(|(key, condition)| {
            check_names(condition, features).into_iter().map(move |unknown| {
                let UnknownProperty { name, near } = unknown;
                let message = format!("no incident has a property “{name}”");
                let place = Place { pointer: Some(format!("filter.{key}")), ..in_file(file) };
                let meant = if near.len() <= 3 { "did you mean" } else { "there are" };
                let help = format!("{meant} {}? Texts stand in single quotes", near.join(", "));
                Diagnostic::error("selection::unknown-property", message).at(place).help(help)
            })
        });
        told.collect()
    }
}

/// No incident is left.
pub(super) fn nothing_left(left_out: LeftOut, file: &str) -> Diagnostic {
    let LeftOut { rows, undecided } = left_out;
    let why = match undecided {
        0 => String::new(),
        n if n == rows => ": of none is the value known that decides".to_owned(),
        n => format!(": of {n} the value that decides is not known, or not exactly enough"),
    };
    let all = if rows == 1 { "the one incident is".to_owned() } else { format!("all {rows} incidents are") };
    Diagnostic::error("selection::nothing-left", format!("{all} left out by the filter{why}")).at(in_file(file))
}

/// A country, the areas of a file, or a division.
fn area(name: &str, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Within, Vec<Diagnostic>> {
    let areas = |features: &[LayerFeature]| Within::Areas(Box::new(areas::index_of(features)));
    if root.join(name).is_file() {
        return Ok(areas(&area_features(name, root, None, warnings)?));
    }
    if let Some(country) = CountryName::find(name) {
        return Ok(Within::Country(country.alpha3.to_owned()));
    }
    if let Some(division) = Catalogue::builtin().admin1_area(name) {
        return Ok(areas(std::slice::from_ref(division)));
    }
    let message = format!("no country, division or file is called “{name}”");
    let help = format!("{}; or give a GeoJSON file of areas", CountryName::help(name));
    Err(vec![fault("selection::unknown-area", "within", message).help(help)])
}
