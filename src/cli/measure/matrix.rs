//! `--matrix`: distances between all pairs of incidents.

use super::format::Format;
use super::geometry::line_geometry;
use super::row::Cell;
use super::sheet::{Sheet, grid, markdown_grid};
use crate::claims::Subject;
use crate::diagnostic::{Diagnostic, visible};
use crate::geographic::LonLat;
use crate::limits::Limit;
use crate::spatial::{DistanceInterval, Wind, format_distance, geodesic, interval};
use crate::units::LengthUnit;

/// Two incidents.
struct Pair<'s> {
    from: &'s Subject,
    to: &'s Subject,
    ends: [LonLat; 2],
    line: geodesic::Inverse,
    bounds: Option<DistanceInterval>,
}

/// All pairs in a form.
///
/// # Errors
/// Too many incidents.
pub fn write(subjects: &[Subject], format: Format, unit: LengthUnit) -> Result<String, Vec<Diagnostic>> {
    let located: Vec<(&Subject, LonLat)> = subjects.iter().filter_map(|s| Some((s, *s.place.as_ref().ok()?))).collect();
    Limit::Matrix.hold(located.len() as u64).map_err(|exceeded| {
        let message = format!("{} incidents make {} pairs", located.len(), located.len() * (located.len() - 1) / 2);
        let advice = format!("--matrix takes up to {} incidents; ", Limit::Matrix.most());
        vec![exceeded.fault("measure::too-many-pairs", message, &advice)]
    })?;
    let mut pairs = Vec::new();
    for (i, (from, a)) in located.iter().enumerate() {
        for (to, b) in &located[i + 1..] {
            let line = geodesic::inverse(*a, *b);
            let both = from.uncertainty_m.zip(to.uncertainty_m);
            let bounds = both.map(|(r, s)| interval(line.distance_m, r + s, 0.0));
            pairs.push(Pair { from, to, ends: [*a, *b], line, bounds });
        }
    }
    Ok(match format {
        Format::Table | Format::Markdown => readable(&pairs, subjects.len() - located.len(), format, unit),
        Format::Csv => sheet(&pairs, false).csv(),
        Format::Json => sheet(&pairs, false).json(),
        Format::Geojson => sheet(&pairs, true).geojson(),
    })
}

fn sheet(pairs: &[Pair], lines: bool) -> Sheet {
    let row = |p: &Pair| {
        vec![
            Cell::Text(p.from.id.clone()),
            Cell::Text(p.to.id.clone()),
            Cell::Metres(p.line.distance_m),
            Cell::Degrees(p.line.azimuth_start_deg),
            Cell::metres(p.bounds.map(|b| b.min_m)),
            Cell::metres(p.bounds.map(|b| b.max_m)),
        ]
    };
    let line = |p: &Pair| {
        if lines { vec![line_geometry(&geodesic::line_points(p.ends[0], p.ends[1], 10_000.0))] } else { Vec::new() }
    };
    Sheet {
        columns: vec!["from", "to", "distance_m", "azimuth_deg", "distance_min_m", "distance_max_m"],
        rows: pairs.iter().map(row).collect(),
        geometries: pairs.iter().map(line).collect(),
        credit: None,
    }
}

fn readable(pairs: &[Pair], without: usize, format: Format, unit: LengthUnit) -> String {
    let row = |p: &Pair| {
        let d = p.line.distance_m;
        let (value, range) =
            format_distance(p.bounds.unwrap_or(DistanceInterval { distance_m: d, min_m: d, max_m: d }), unit);
        let range = range.unwrap_or_else(|| "not known".to_owned());
        let direction =
            if d > 0.0 { Wind::of_azimuth(p.line.azimuth_start_deg).map_or("", Wind::abbreviation) } else { "" };
        vec![visible(&p.from.id), visible(&p.to.id), value, range, direction.to_owned()]
    };
    let heads = ["from", "to", "distance", "range", "direction"];
    let rows: Vec<Vec<String>> = pairs.iter().map(row).collect();
    let about = format!("Geodesics of WGS 84 between {} pairs; left out, without a point: {without}.\n", pairs.len());
    match format {
        Format::Markdown => markdown_grid(&heads, &rows, &[2]) + "\n" + &about,
        _ => grid(&heads, &rows, &[2]) + "\n" + &about,
    }
}
