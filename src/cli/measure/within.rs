//! `--within`: the incidents inside a country or inside the polygons of a file, and how many are not.
//!
//! An incident counts by its point. In an area that two maps put in different countries it counts for neither: that is told. Where its uncertainty reaches over the edge that is told; of a country the
//! land borders are the edge, its shore isn't.

use super::format::Format;
use super::geometry::point_geometry;
use super::row::Cell;
use super::sheet::{Sheet, grid, markdown_grid};
use super::target::file_name;
use crate::claims::{Lying, Outline, Subject, country_at};
use crate::data::borders::{Borders, CountryName};
use crate::data::geometry::polygons;
use crate::diagnostic::{Diagnostic, Place, visible};
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, EdgeKind, format_distance, interval, polygon_contains};
use crate::units::LengthUnit;
use std::path::Path;

/// What is asked for.
enum Area {
    Country(&'static CountryName),
    File(Outline),
}

/// An incident inside.
struct Inside<'s> {
    subject: &'s Subject,
    place: LonLat,
    /// Distance to the area's edge, metres; `None`: it has none (an island).
    edge_m: Option<f64>,
}

impl Inside<'_> {
    /// Is all of its uncertainty inside? `None`: not known.
    fn wholly(&self) -> Option<bool> {
        let r = self.subject.uncertainty_m?;
        Some(self.edge_m.is_none_or(|edge_m| edge_m >= r))
    }
}

/// The incidents inside in a form. What is outside, has no point or lies in a disputed area is counted.
///
/// # Errors
/// No such country, a file without polygons.
pub fn write(
    subjects: &[Subject],
    name: &str,
    format: Format,
    unit: LengthUnit,
    warnings: &mut Vec<Diagnostic>,
) -> Result<String, Vec<Diagnostic>> {
    let area = area(name, warnings)?;
    let edge = edge(&area)?;
    let (mut inside, mut outside, mut without, mut disputed) = (Vec::new(), 0, 0, Vec::new());
    for subject in subjects {
        let Ok(place) = subject.place else {
            without += 1;
            continue;
        };
        let (is_inside, lying) = contains(&area, place);
        if is_inside && let Some((osm, natural_earth)) = &lying.disputed {
            let other = natural_earth.as_deref().unwrap_or("no country");
            disputed.push(format!("{} (OpenStreetMap: {osm}, Natural Earth: {other})", subject.id));
            continue;
        }
        if is_inside {
            inside.push(Inside { subject, place, edge_m: edge.as_ref().map(|e| e.nearest(place).distance_m) });
        } else {
            outside += 1;
        }
    }
    if !disputed.is_empty() {
        let message =
            format!("left out, since two maps disagree on the country: {}", super::doubts::first_of(disputed.clone()));
        warnings.push(Diagnostic::warning("measure::disputed-area", message));
    }
    let label = match &area {
        Area::Country(country) => country.names.first().copied().unwrap_or(country.alpha3).to_owned(),
        Area::File(_) => file_name(name),
    };
    let counts = Counts { outside, without, disputed: disputed.len() };
    Ok(match format {
        Format::Table | Format::Markdown => {
            let about =
                format!("{} of {} incidents lie in {}; {counts}.\n", inside.len(), subjects.len(), visible(&label));
            readable(&inside, &about, format, unit)
        }
        _ => {
            // A file has no line for what is not in it: it is told beside.
            let message = format!("{} of {} incidents are inside; {counts}", inside.len(), subjects.len());
            warnings.push(Diagnostic::warning("measure::left-out", message));
            match format {
                Format::Csv => sheet(&inside).csv(),
                Format::Json => sheet(&inside).json(),
                _ => sheet(&inside).geojson(),
            }
        }
    })
}

/// How many incidents are not in the list, and why.
struct Counts {
    outside: usize,
    without: usize,
    disputed: usize,
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { outside, without, disputed } = self;
        write!(f, "outside: {outside}; without a point: {without}")?;
        if *disputed > 0 {
            write!(f, "; in an area that two maps put in different countries: {disputed}")
        } else {
            Ok(())
        }
    }
}

fn area(name: &str, warnings: &mut Vec<Diagnostic>) -> Result<Area, Vec<Diagnostic>> {
    if let Some(country) = CountryName::find(name) {
        return Ok(Area::Country(country));
    }
    if !Path::new(name).exists() {
        let near = CountryName::like(name).join(", ");
        let fault = Diagnostic::error("measure::unknown-area", format!("no country and no file is named “{name}”"));
        return Err(vec![fault.help(format!("built in: {near}; or a GeoJSON file of polygons"))]);
    }
    let features = super::read(Path::new(name), warnings)?;
    let outline: Outline = features.iter().filter_map(|f| f.geometry.as_ref()).flat_map(polygons).collect();
    if outline.is_empty() {
        let at = Place { file: Some(name.to_owned()), ..Place::default() };
        let fault = Diagnostic::error("measure::no-polygon", "the file holds no polygon").at(at);
        return Err(vec![fault.help("an area is Polygon or MultiPolygon")]);
    }
    Ok(Area::File(outline))
}

/// The line whose distance says how deep inside a place is.
fn edge(area: &Area) -> Result<Option<BorderIndex>, Vec<Diagnostic>> {
    let lines: Vec<Vec<LonLat>> = match area {
        Area::File(outline) => outline.iter().flatten().cloned().collect(),
        Area::Country(c) => {
            let borders = Borders::builtin().of_country(c.alpha3).into_iter();
            borders.flat_map(|b| b.parts.iter().map(|p| p.line.clone())).collect()
        }
    };
    if lines.is_empty() {
        return Ok(None);
    }
    let refused = |e: crate::spatial::SpatialError| vec![Diagnostic::error("measure::no-polygon", e.to_string())];
    BorderIndex::new(lines, EdgeKind::Rfc7946).map(Some).map_err(refused)
}

/// Inside? In a disputed area: by either map.
fn contains(area: &Area, place: LonLat) -> (bool, Lying) {
    match area {
        Area::File(outline) => (outline.iter().any(|rings| polygon_contains(rings, place)), Lying::default()),
        Area::Country(country) => {
            let lying = country_at(place);
            (lying.countries().iter().any(|c| c == country.alpha3), lying)
        }
    }
}

fn sheet(inside: &[Inside]) -> Sheet {
    let row = |i: &Inside| {
        let wholly = i.wholly().map(|w| if w { "yes" } else { "no" });
        vec![
            Cell::Text(i.subject.id.clone()),
            Cell::text(i.subject.name.as_deref()),
            Cell::Degrees(i.place.lon_deg),
            Cell::Degrees(i.place.lat_deg),
            Cell::metres(i.edge_m),
            Cell::metres(i.subject.uncertainty_m),
            Cell::text(wholly),
        ]
    };
    Sheet {
        columns: vec!["id", "name", "lon", "lat", "edge_distance_m", "uncertainty_m", "wholly_inside"],
        rows: inside.iter().map(row).collect(),
        geometries: inside.iter().map(|i| vec![point_geometry(i.place)]).collect(),
        credit: None,
    }
}

fn readable(inside: &[Inside], counts: &str, format: Format, unit: LengthUnit) -> String {
    let row = |i: &Inside| {
        let slack = i.subject.uncertainty_m.unwrap_or(0.0);
        let edge = i.edge_m.map_or_else(|| "–".to_owned(), |m| format_distance(interval(m, slack, 0.0), unit).0);
        let over = match i.wholly() {
            Some(true) => "wholly inside",
            Some(false) => "its uncertainty reaches over the edge",
            None => "uncertainty not known",
        };
        let name = i.subject.name.as_deref().map(visible).unwrap_or_default();
        vec![visible(&i.subject.id), name, edge, over.to_owned()]
    };
    let heads = ["id", "name", "to the edge", ""];
    let rows: Vec<Vec<String>> = inside.iter().map(row).collect();
    match format {
        Format::Markdown => markdown_grid(&heads, &rows, &[2]) + "\n" + counts,
        _ => grid(&heads, &rows, &[2]) + "\n" + counts,
    }
}
