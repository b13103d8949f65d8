//! The viewpoint that a figure asks for, with its wishes about single borders and names.

use super::refused;
use crate::data::borders::{CountryName, names_in};
use crate::data::catalogue::Catalogue;
use crate::data::viewpoint::{BorderLine, Viewpoint};
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{BorderLineSpec, Figure};

/// Reads viewpoint and wishes of a figure.
///
/// # Errors
/// A state whose view isn't recorded; countries that aren't known.
pub(super) fn viewpoint(figure: &Figure, catalogue: &Catalogue) -> Result<Viewpoint, Vec<Diagnostic>> {
    let mut view = match &figure.viewpoint {
        Some(text) => Viewpoint::of(text).map_err(|e| refused("spec::unknown-viewpoint", &e))?,
        None => Viewpoint::default(),
    };
    let language = figure.lang.split('-').next().unwrap_or_default();
    for (code, name) in names_in(language) {
        view.call(vec![code.to_owned()], Some(name.to_owned()), None);
    }
    let mut faults = Vec::new();
    for border in &figure.borders {
        match sides(&border.between, catalogue) {
            Some(sides) => view.draw(sides, line(border.line)),
            None => faults.push(unknown("borders.between", &border.between, "two countries")),
        }
    }
    for name in &figure.country_names {
        match codes(&name.of, catalogue) {
            Some(codes) => view.call(codes, name.name.clone(), name.name_ar.clone()),
            None => faults.push(unknown("country_names.of", &name.of, "a country")),
        }
    }
    if faults.is_empty() { Ok(view) } else { Err(faults) }
}

fn line(line: BorderLineSpec) -> BorderLine {
    match line {
        BorderLineSpec::Solid => BorderLine::Solid,
        BorderLineSpec::Dashed => BorderLine::Dashed,
        BorderLineSpec::Absent => BorderLine::Absent,
    }
}

fn unknown(pointer: &str, text: &str, what: &str) -> Diagnostic {
    let place = Place { pointer: Some(pointer.to_owned()), ..Place::default() };
    Diagnostic::error("spec::unknown-country", format!("“{text}” is not {what} of the base map")).at(place)
}

/// All codes of both sides of a pair.
fn sides(pair: &str, catalogue: &Catalogue) -> Option<[Vec<String>; 2]> {
    let (one, other) = pair.split_once('/')?;
    Some([codes(one.trim(), catalogue)?, codes(other.trim(), catalogue)?])
}

/// All codes of a country, ISO's and Natural Earth's, by a name or one of them.
fn codes(text: &str, catalogue: &Catalogue) -> Option<Vec<String>> {
    let code = CountryName::find(text).map_or_else(|| text.to_uppercase(), |c| c.alpha3.to_owned());
    let mut countries = catalogue.countries().features.iter();
    countries.find(|f| f.countries.contains(&code)).map(|f| f.countries.clone())
}
