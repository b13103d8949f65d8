//! `--rings 5km,10km`: geodesic circles around the incidents, and how many other incidents lie within them.

use super::format::Format;
use super::geometry::ring_geometry;
use super::row::Cell;
use super::sheet::{Sheet, grid, markdown_grid};
use crate::claims::Subject;
use crate::diagnostic::visible;
use crate::geographic::LonLat;
use crate::spatial::{geodesic, geodesic_circle};
use crate::units::LengthUnit;

/// Vertices of a circle: its edges leave it by less than a 25,000th of the radius.
const POINTS: usize = 360;
/// Half of the earth's girth: no circle is larger, metres.
const LARGEST_M: f64 = 20_000_000.0;

/// A radius with its unit as metres, for the command line.
///
/// # Errors
/// No number, no unit, or nothing that a circle can have.
pub fn radius_m(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len());
    let (number, unit) = (&text[..digits], text[digits..].trim());
    let Ok(number) = number.parse::<f64>() else {
        return Err(format!("“{text}” is no radius: write 5km, 3mi, 2nm or 500m"));
    };
    let metres = match unit {
        "km" => LengthUnit::Km.metres(),
        "mi" => LengthUnit::Mi.metres(),
        "nm" => LengthUnit::Nm.metres(),
        "m" => 1.0,
        "" => return Err(format!("the unit is missing: write {text}km, {text}mi, {text}nm or {text}m")),
        other => return Err(format!("“{other}” is no unit: km, mi, nm and m are")),
    };
    let radius = number * metres;
    if radius > 0.0 && radius <= LARGEST_M { Ok(radius) } else { Err(format!("a circle of {text} is none")) }
}

/// A circle around an incident.
struct Ring<'s> {
    subject: &'s Subject,
    radius_m: f64,
    /// Others within; `None`: the incident has no point.
    within: Option<usize>,
}

/// The circles or the counts in a form.
pub fn write(subjects: &[Subject], radii_m: &[f64], format: Format, unit: LengthUnit) -> String {
    let places: Vec<(usize, LonLat)> =
        subjects.iter().enumerate().filter_map(|(i, s)| Some((i, *s.place.as_ref().ok()?))).collect();
    let mut rings = Vec::new();
    for (i, subject) in subjects.iter().enumerate() {
        let distances: Option<Vec<f64>> = subject.place.as_ref().ok().map(|place| {
            let others = places.iter().filter(|(j, _)| *j != i);
            others.map(|(_, other)| geodesic::inverse(*place, *other).distance_m).collect()
        });
        for radius_m in radii_m {
            let within = distances.as_ref().map(|d| d.iter().filter(|d| *d <= radius_m).count());
            rings.push(Ring { subject, radius_m: *radius_m, within });
        }
    }
    match format {
        Format::Table | Format::Markdown => {
            readable(&rings, radii_m.len(), subjects.len() - places.len(), format, unit)
        }
        Format::Csv => sheet(&rings, false).csv(),
        Format::Json => sheet(&rings, false).json(),
        Format::Geojson => sheet(&rings, true).geojson(),
    }
}

fn sheet(rings: &[Ring], circles: bool) -> Sheet {
    let row = |ring: &Ring| {
        let place = ring.subject.place.as_ref().ok();
        vec![
            Cell::Text(ring.subject.id.clone()),
            Cell::text(ring.subject.name.as_deref()),
            Cell::degrees(place.map(|p| p.lon_deg)),
            Cell::degrees(place.map(|p| p.lat_deg)),
            Cell::Metres(ring.radius_m),
            ring.within.map_or(Cell::Empty, Cell::Count),
            Cell::metres(ring.subject.uncertainty_m),
            Cell::text(ring.subject.place.as_ref().err().map(String::as_str)),
        ]
    };
    let circle = |ring: &Ring| match ring.subject.place {
        Ok(place) if circles => vec![ring_geometry(&geodesic_circle(place, ring.radius_m, POINTS))],
        _ => Vec::new(),
    };
    Sheet {
        columns: vec!["id", "name", "lon", "lat", "radius_m", "others_within", "uncertainty_m", "reason"],
        rows: rings.iter().map(row).collect(),
        geometries: rings.iter().map(circle).collect(),
        credit: None,
    }
}

/// A row an incident, a column a radius.
fn readable(rings: &[Ring], radii: usize, without: usize, format: Format, unit: LengthUnit) -> String {
    let written = |m: f64| format!("{} {}", (m / unit.metres() * 1e3).round() / 1e3, unit.symbol());
    let mut heads = vec!["id".to_owned(), "name".to_owned()];
    heads.extend(rings.iter().take(radii).map(|r| format!("within {}", written(r.radius_m))));
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    let row = |of_one: &[Ring]| {
        let subject = of_one[0].subject;
        let mut cells = vec![visible(&subject.id), subject.name.as_deref().map(visible).unwrap_or_default()];
        cells.extend(of_one.iter().map(|r| r.within.map_or_else(|| "–".to_owned(), |n| n.to_string())));
        cells
    };
    let rows: Vec<Vec<String>> = rings.chunks(radii.max(1)).map(row).collect();
    let numeric: Vec<usize> = (2..2 + radii).collect();
    let about = format!(
        "Other incidents within geodesic circles of WGS 84, by their points; uncertainties are not counted. Without a point: {without}.\n"
    );
    match format {
        Format::Markdown => markdown_grid(&heads, &rows, &numeric) + "\n" + &about,
        _ => grid(&heads, &rows, &numeric) + "\n" + &about,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radii_need_a_number_and_a_unit() {
        assert_eq!(radius_m("5km"), Ok(5_000.0));
        assert_eq!(radius_m(" 2.5 mi"), Ok(2.5 * 1609.344));
        assert_eq!(radius_m("500m"), Ok(500.0));
        assert_eq!(radius_m("5"), Err("the unit is missing: write 5km, 5mi, 5nm or 5m".to_owned()));
        for odd in ["km", "5 furlongs", "0km", "-5km", "30000km", "1.2.3km", "", "NaNkm", "infkm"] {
            assert!(radius_m(odd).is_err(), "{odd}");
        }
    }
}
