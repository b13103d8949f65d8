//! What smells: places and numbers that are often slips. Nothing is changed; the reader is told where to look.

use super::Imported;
use super::header::Field;
use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::feature::Feature;
use crate::data::geometry::parts;
use crate::diagnostic::{Diagnostic, Place};
use geo::Contains;
use std::collections::BTreeMap;

/// So many incidents at one place are told.
const MANY_AT_ONE_PLACE: usize = 50;

/// So many rows are held against the country that they name.
const MOST_COMPARED: usize = 500;

/// What is to be told of a table's rows; `cells`: the country of each feature, where the table has it.
pub fn smells(imported: &Imported, countries: &[Option<String>], name: &str) -> Vec<Diagnostic> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let tell = |code, message: String| Diagnostic::warning(code, message).at(place.clone());
    let points: Vec<(f64, f64)> = imported.features.iter().filter_map(point).collect();
    let mut told = Vec::new();
    let nowhere = points.iter().filter(|p| **p == (0.0, 0.0)).count();
    if nowhere > 0 {
        told.push(tell("data::place-at-zero", format!("{} at 0° E, 0° N, in the Gulf of Guinea", rows(nowhere))));
    }
    let whole = points.iter().filter(|(x, y)| x.fract() == 0.0 && y.fract() == 0.0 && (*x, *y) != (0.0, 0.0)).count();
    if whole > 0 {
        told.push(tell(
            "data::whole-degrees",
            format!("{} at whole degrees: known to about 100 km, or rounded", rows(whole)),
        ));
    }
    let mut at: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    points.iter().for_each(|(x, y)| *at.entry((x.to_bits(), y.to_bits())).or_default() += 1);
    if let Some(((x, y), n)) = at.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| **n >= MANY_AT_ONE_PLACE) {
        let (x, y) = (f64::from_bits(*x), f64::from_bits(*y));
        let message =
            format!("{n} rows are at one place, {x} {y}: the middle of an area, used where the place is not known?");
        told.push(tell("data::one-place-often", message));
    }
    told.extend(
        repeated_ids(imported)
            .map(|(n, id)| tell("data::repeated-id", format!("{n} of the ids stand more than once, “{id}” first"))),
    );
    told.extend(swapped(imported, countries).map(|message| tell("data::swapped-coordinates", message)));
    told
}

fn rows(n: usize) -> String {
    if n == 1 { "one row is".to_owned() } else { format!("{n} rows are") }
}

fn point(feature: &Feature) -> Option<(f64, f64)> {
    match feature.geometry {
        Some(geo::Geometry::Point(p)) => Some((p.x(), p.y())),
        _ => None,
    }
}

/// How many ids stand more than once, and the first of them.
fn repeated_ids(imported: &Imported) -> Option<(usize, String)> {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    for id in imported.features.iter().filter_map(|f| f.id.as_ref()?.as_str()) {
        *ids.entry(id).or_default() += 1;
    }
    let repeated: Vec<&str> = ids.iter().filter(|(_, n)| **n > 1).map(|(id, _)| *id).collect();
    Some((repeated.len(), (*repeated.first()?).to_owned()))
}

/// Do most rows lie in the country that they name only with longitude and latitude exchanged?
fn swapped(imported: &Imported, countries: &[Option<String>]) -> Option<String> {
    imported.fields.contains(&Some(Field::Country)).then_some(())?;
    let mut areas: BTreeMap<&str, Option<&geo::Geometry<f64>>> = BTreeMap::new();
    let (mut known, mut there, mut exchanged) = (0, 0, 0);
    for (feature, country) in imported.features.iter().zip(countries) {
        let (Some((x, y)), Some(country)) = (point(feature), country.as_deref()) else { continue };
        let of = |name: &str| {
            CountryName::find(name)?;
            Catalogue::builtin().country(name).map(|f| &f.geometry)
        };
        let Some(area) = areas.entry(country).or_insert_with(|| of(country)) else { continue };
        let holds = |x: f64, y: f64| parts(area).iter().any(|p| p.contains(&geo::Point::new(x, y)));
        known += 1;
        there += usize::from(holds(x, y));
        exchanged += usize::from(x.abs() <= 90.0 && holds(y, x));
        if known == MOST_COMPARED {
            break;
        }
    }
    (known > 0 && exchanged * 5 > known * 4 && there * 5 < known).then(|| {
        format!(
            "{exchanged} of {known} rows lie in the country that they name only if longitude and latitude change places"
        )
    })
}
