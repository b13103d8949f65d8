//! `--nearest-place N`: the nearest towns of the base map, with distance and the direction in which the incident lies from them.
//!
//! Towns are points, about 0.5 km off; the direction is told as one of sixteen winds.

use super::format::Format;
use super::geometry::line_geometry;
use super::row::Cell;
use super::sheet::{Sheet, grid, markdown_grid};
use crate::claims::Subject;
use crate::data::catalogue::Catalogue;
use crate::data::geometry::points;
use crate::diagnostic::visible;
use crate::geographic::LonLat;
use crate::spatial::{Wind, format_distance, geodesic, interval};
use crate::units::LengthUnit;

/// A town's point may be off by so much, metres.
const TOWN_M: f64 = 500.0;
/// A distance on the sphere differs from the ellipsoid's by less than this part.
const SPHERE: f64 = 0.006;

/// A town.
struct Town<'c> {
    name: &'c str,
    country: Option<&'c str>,
    place: LonLat,
}

/// An incident and one of its nearest towns, or the reason why there is none.
struct Near<'s, 'c> {
    subject: &'s Subject,
    found: Option<(usize, &'c Town<'c>, geodesic::Inverse)>,
}

/// The nearest towns of each incident in a form.
pub fn write(subjects: &[Subject], count: usize, format: Format, unit: LengthUnit) -> String {
    let catalogue = Catalogue::builtin();
    let town = |f: &'static crate::data::layer::LayerFeature| {
        let place = *points(&f.geometry).first()?;
        Some(Town { name: f.name.as_deref()?, country: f.countries.first().map(String::as_str), place })
    };
    let towns: Vec<Town> = catalogue.places().filter_map(town).collect();
    let mut rows: Vec<Near> = Vec::new();
    for subject in subjects {
        let Ok(place) = subject.place else {
            rows.push(Near { subject, found: None });
            continue;
        };
        let nearest = nearest(&towns, place, count).into_iter().enumerate();
        rows.extend(nearest.map(|(i, (town, line))| Near { subject, found: Some((i + 1, town, line)) }));
    }
    let credit = catalogue.places_credit().text.clone();
    match format {
        Format::Table | Format::Markdown => readable(&rows, &credit, format, unit),
        Format::Csv => sheet(&rows, credit).csv(),
        Format::Json => sheet(&rows, credit).json(),
        Format::Geojson => sheet(&rows, credit).geojson(),
    }
}

/// The nearest, nearest first. Those that the sphere leaves in doubt are measured on the ellipsoid.
fn nearest<'t>(towns: &'t [Town<'t>], place: LonLat, count: usize) -> Vec<(&'t Town<'t>, geodesic::Inverse)> {
    let mut rough: Vec<(f64, &Town)> = towns.iter().map(|t| (half_chord2(t.place, place), t)).collect();
    rough.sort_by(|a, b| a.0.total_cmp(&b.0));
    let farthest = rough.get(count - 1).map_or(f64::INFINITY, |r| r.0 * (1.0 + SPHERE) * (1.0 + SPHERE) * 1.1 + 1e-15);
    let close = rough.into_iter().take_while(|r| r.0 <= farthest);
    let mut exact: Vec<_> = close.map(|(_, t)| (t, geodesic::inverse(t.place, place))).collect();
    exact.sort_by(|a, b| a.1.distance_m.total_cmp(&b.1.distance_m).then(a.0.name.cmp(b.0.name)));
    exact.truncate(count);
    exact
}

/// The haversine of the angle between two places: grows with their distance.
fn half_chord2(a: LonLat, b: LonLat) -> f64 {
    let sine2 = |deg: f64| {
        let s = libm::sin((deg / 2.0).to_radians());
        s * s
    };
    let cos = |p: LonLat| libm::cos(p.lat_deg.to_radians());
    sine2(b.lat_deg - a.lat_deg) + cos(a) * cos(b) * sine2(b.lon_deg - a.lon_deg)
}

const COLUMNS: [&str; 13] = [
    "id",
    "name",
    "lon",
    "lat",
    "rank",
    "place",
    "place_country",
    "place_lon",
    "place_lat",
    "distance_m",
    "azimuth_from_place_deg",
    "direction",
    "reason",
];

fn sheet(rows: &[Near], credit: String) -> Sheet {
    let cells = |row: &Near| {
        let place = row.subject.place.as_ref().ok();
        let (found, town) = (row.found.as_ref(), row.found.as_ref().map(|f| f.1));
        vec![
            Cell::Text(row.subject.id.clone()),
            Cell::text(row.subject.name.as_deref()),
            Cell::degrees(place.map(|p| p.lon_deg)),
            Cell::degrees(place.map(|p| p.lat_deg)),
            found.map_or(Cell::Empty, |f| Cell::Count(f.0)),
            Cell::text(town.map(|t| t.name)),
            Cell::text(town.and_then(|t| t.country)),
            Cell::degrees(town.map(|t| t.place.lon_deg)),
            Cell::degrees(town.map(|t| t.place.lat_deg)),
            Cell::metres(found.map(|f| f.2.distance_m)),
            Cell::degrees(found.map(|f| f.2.azimuth_start_deg)),
            Cell::text(found.map(|f| Wind::of_azimuth(f.2.azimuth_start_deg).map_or("", Wind::abbreviation))),
            Cell::text(row.subject.place.as_ref().err().map(String::as_str)),
        ]
    };
    let line = |row: &Near| -> Vec<serde_json::Value> {
        let ends = row.found.as_ref().zip(row.subject.place.as_ref().ok());
        let points = ends.map(|(found, place)| geodesic::line_points(found.1.place, *place, 10_000.0));
        points.map(|p| line_geometry(&p)).into_iter().collect()
    };
    Sheet {
        columns: COLUMNS.into(),
        rows: rows.iter().map(cells).collect(),
        geometries: rows.iter().map(line).collect(),
        credit: Some(credit),
    }
}

fn readable(rows: &[Near], credit: &str, format: Format, unit: LengthUnit) -> String {
    let cells = |row: &Near| {
        let (id, name) = (visible(&row.subject.id), row.subject.name.as_deref().map(visible).unwrap_or_default());
        let Some((_, town, line)) = &row.found else {
            let reason = row.subject.place.as_ref().err().map_or("", String::as_str);
            return vec![id, name, "–".to_owned(), visible(reason)];
        };
        // A range only where the place's own uncertainty is known; the town's is part of it.
        let slack = row.subject.uncertainty_m.map_or(0.0, |r| r + TOWN_M);
        let (value, range) = format_distance(interval(line.distance_m, slack, 0.0), unit);
        let range = range.map(|r| format!(" ({r})")).unwrap_or_default();
        vec![
            id,
            name,
            value,
            format!(
                "{} of {}{range}",
                Wind::of_azimuth(line.azimuth_start_deg).map_or("", Wind::abbreviation),
                visible(town.name)
            ),
        ]
    };
    let heads = ["id", "name", "distance", "from"];
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let about = format!("Geodesics of WGS 84 from towns of the base map, {credit}, accurate to {TOWN_M:.0} m.\n");
    match format {
        Format::Markdown => markdown_grid(&heads, &rows, &[2]) + "\n" + &about,
        _ => grid(&heads, &rows, &[2]) + "\n" + &about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_towns_are_those_of_brute_force() {
        let catalogue = Catalogue::builtin();
        let towns: Vec<Town> = catalogue
            .places()
            .filter_map(|f| {
                Some(Town { name: f.name.as_deref()?, country: None, place: *points(&f.geometry).first()? })
            })
            .collect();
        for (lon, lat) in [(36.5, 36.1), (0.0, 0.0), (179.9, -17.0), (20.0, 89.9), (-70.0, -55.0), (36.5, 34.01)] {
            let place = LonLat::new(lon, lat);
            let mut all: Vec<f64> = towns.iter().map(|t| geodesic::inverse(t.place, place).distance_m).collect();
            all.sort_by(f64::total_cmp);
            let found: Vec<f64> = nearest(&towns, place, 5).iter().map(|n| n.1.distance_m).collect();
            assert_eq!(found, all[..5], "{lon} {lat}");
        }
    }
}
