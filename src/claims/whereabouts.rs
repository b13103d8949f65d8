//! Claims about where: distance, nearness, direction, inside.
//!
//! # Method
//! Every distance is a geodesic of WGS 84 and is held as an interval: least and greatest over what is known of the place (its disc, or the area that
//! stands for it), widened by the accuracy of the border or outline. A claim is decided only where the whole interval falls on one side.
//!
//! Over a disc the bounds to a line are those of [`DistanceInterval::over_disc`]. Over an area they are sampled on a grid and along the outline so that no
//! point of the area is farther than `c` from a sample, and widened by `c`: a distance changes by no more than the way gone, so the true
//! bounds lie within. `c` is 2 % of the area's extent.
//!
//! A direction is the azimuth at the place that one looks from. “West” is 22.5° to both sides of due west as stated (the rose of eight
//! winds), 45° on its coarser reading (the four quarters); a wind of the sixteen has half of both. A disc of radius r at distance d is seen within
//! asin(sin r / sin d) on the sphere, to which 0.5° is added for the ellipsoid.
//!
//! # Limits
//! A place is taken at the first-ranked location of its incident. Areas around a pole, and lines held against lines, are not decided.

use super::ground::{Ground, Record, Shape};
use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict};
use crate::data::incident::{
    ClaimedPlace, Incident, Landmark, Relation, StatedLength, StatedLengthUnit, Statement, Wind,
};
use crate::geographic::{Extent, LonLat};
use crate::spatial::{BorderIndex, DistanceInterval, format_distance, geodesic, interval, polygon_contains};
use crate::units::LengthUnit;

/// Mean radius of the earth, for angles that a disc is seen under.
const EARTH_M: f64 = 6_371_008.8;
/// What the ellipsoid may add to such an angle.
const ELLIPSOID_DEG: f64 = 0.5;
/// Grid cells along the longer side of an area.
const GRID: usize = 60;

/// What a claim is about: its own subject, else the incident.
fn subject(record: Record<'_>, of: Option<&Landmark>, incident: &Incident) -> Result<Ground, Hindrance> {
    of.map_or_else(|| record.site(incident), |landmark| record.ground(landmark))
}

/// Is the incident's place an area or a direction drawn from the very words that are to be checked?
fn is_circular(of: Option<&Landmark>, incident: &Incident, statement: &Statement) -> bool {
    let Some(claim) = incident.located().filter(|_| of.is_none()) else { return false };
    let drawn =
        matches!(claim.place, ClaimedPlace::Sector { .. } | ClaimedPlace::NamedArea(_) | ClaimedPlace::Area { .. });
    drawn && claim.source.is_some() && claim.source == statement.source && claim.paragraph == statement.paragraph
}

const CIRCULAR: &str = "the place of the incident is drawn from this very statement, which can’t support itself";

/// “At about d from”, “less than d from”, “near”.
pub(super) fn distance(
    record: Record<'_>,
    incident: &Incident,
    (of, from): (Option<&Landmark>, &Landmark),
    relation: Option<Relation>,
    stated: &StatedLength,
) -> Result<Finding, Hindrance> {
    let (of, from) = (subject(record, of, incident)?, record.ground(from)?);
    let span = span(&of, &from)?;
    let unit_m = stated.unit.metres();
    let (value, number) = (stated.number.value, stated.number);
    let allowed = match relation {
        Some(Relation::At | Relation::About) => {
            let hedged = relation == Some(Relation::About);
            Allowed::around(value, super::tolerance(value, number.last_digit, hedged))
        }
        Some(Relation::MoreThan) => Allowed::from(value),
        Some(Relation::LessThan) | None => Allowed::up_to(value),
    };
    let (min, max) = (span.min_m / unit_m, span.max_m / unit_m);
    let measured = Bounds::of(span.value_m.map(|m| m / unit_m), (min, max), symbol(stated.unit));
    let verdict = allowed.verdict(min, max);
    let reading = match relation {
        None => format!("stated: near, which is read as within {stated}"),
        Some(Relation::LessThan) => format!("stated: less than {stated}"),
        Some(Relation::MoreThan) => format!("stated: more than {stated}"),
        Some(hedge) => {
            let words = if hedge == Relation::About { format!("about {stated}") } else { stated.to_string() };
            reading(&words, &allowed, verdict, symbol(stated.unit))
        }
    };
    let found = format!("{}: {} from {}; {reading}", of.name, shown(&span, stated.unit), from.name);
    let rests_on = vec![of.origin, from.origin, "geodesics of WGS 84".to_owned()];
    Ok(Finding { verdict, found, measured: Some(measured), allowed: Some(allowed), rests_on })
}

/// How a stated number was read.
fn reading(words: &str, allowed: &Allowed, verdict: Verdict, unit: &str) -> String {
    let (low, high) = if verdict == Verdict::Supported { allowed.tight } else { allowed.wide };
    format!("“{words}” is read as {}–{} {unit}", trimmed(low), trimmed(high))
}

/// A number with up to three decimals and no zeros at its end.
pub(super) fn trimmed(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

const fn symbol(unit: StatedLengthUnit) -> &'static str {
    match unit {
        StatedLengthUnit::Metre => "m",
        StatedLengthUnit::Kilometre => "km",
        StatedLengthUnit::Mile => "mi",
        StatedLengthUnit::NauticalMile => "nm",
    }
}

/// A distance for a reader, rounded as its bounds allow.
fn shown(span: &Span, unit: StatedLengthUnit) -> String {
    let unit = match unit {
        StatedLengthUnit::Mile => LengthUnit::Mi,
        StatedLengthUnit::NauticalMile => LengthUnit::Nm,
        StatedLengthUnit::Metre | StatedLengthUnit::Kilometre => LengthUnit::Km,
    };
    let bounds =
        DistanceInterval { distance_m: span.value_m.unwrap_or(span.min_m), min_m: span.min_m, max_m: span.max_m };
    let (value, range) = format_distance(bounds, unit);
    match (span.value_m, range) {
        (Some(_), Some(range)) => format!("{value} ({range})"),
        (Some(_), None) => value,
        (None, range) => range.unwrap_or(value),
    }
}

/// A distance: its value where both ends are known, least and greatest.
struct Span {
    value_m: Option<f64>,
    min_m: f64,
    max_m: f64,
}

impl From<DistanceInterval> for Span {
    fn from(i: DistanceInterval) -> Self {
        Self { value_m: Some(i.distance_m), min_m: i.min_m, max_m: i.max_m }
    }
}

/// The distance between two things, with its bounds.
fn span(of: &Ground, from: &Ground) -> Result<Span, Hindrance> {
    match (&of.shape, &from.shape) {
        (Shape::Point { place, radius_m }, Shape::Lines { index, accuracy_m })
        | (Shape::Lines { index, accuracy_m }, Shape::Point { place, radius_m }) => {
            Ok(DistanceInterval::over_disc(index, *place, *radius_m, *accuracy_m).into())
        }
        (Shape::Point { place, radius_m }, other) => {
            let (distance_m, slack_m) = distance_to(other, *place);
            let bounds = interval(distance_m, *radius_m, slack_m);
            match inside_depth(other, *place) {
                // Inside an area: 0, and outside by what the depth doesn't cover.
                Some(depth) => {
                    Ok(Span { value_m: Some(0.0), min_m: 0.0, max_m: (radius_m + slack_m - depth).max(0.0) })
                }
                None => Ok(bounds.into()),
            }
        }
        (Shape::Area { polygons, .. }, other) => {
            let (samples, cover_m) = samples(polygons).ok_or_else(|| too_wide(of))?;
            let (mut least, mut greatest, mut slack) = (f64::INFINITY, 0.0f64, 0.0);
            for place in samples {
                let (d, s) = distance_to(other, place);
                (least, greatest, slack) = (least.min(d), greatest.max(d), s);
            }
            Ok(Span { value_m: None, min_m: (least - cover_m - slack).max(0.0), max_m: greatest + cover_m + slack })
        }
        (Shape::Lines { .. }, _) => {
            let why = format!("distances between {} and {}, both not points, are not measured", of.name, from.name);
            Err(Hindrance::Uncheckable(why))
        }
    }
}

fn too_wide(of: &Ground) -> Hindrance {
    Hindrance::Uncheckable(format!("{} reaches around a pole or half the earth", of.name))
}

/// Distance from a place to something, and how far that may be off.
fn distance_to(shape: &Shape, place: LonLat) -> (f64, f64) {
    match shape {
        Shape::Point { place: other, radius_m } => (geodesic::inverse(place, *other).distance_m, *radius_m),
        Shape::Lines { index, accuracy_m } => (index.nearest(place).distance_m, *accuracy_m),
        Shape::Area { polygons, outline, accuracy_m } => {
            let inside = contains(polygons, place);
            (if inside { 0.0 } else { outline.nearest(place).distance_m }, *accuracy_m)
        }
    }
}

/// How deep inside an area a place lies; `None` outside or where there is no area.
fn inside_depth(shape: &Shape, place: LonLat) -> Option<f64> {
    let Shape::Area { polygons, outline, .. } = shape else { return None };
    contains(polygons, place).then(|| outline.nearest(place).distance_m)
}

fn contains(polygons: &[Vec<Vec<LonLat>>], place: LonLat) -> bool {
    polygons.iter().any(|rings| polygon_contains(rings, place))
}

/// Places of an area such that none of it is farther than the second value (metres) from one of them. `None` for an area around
/// a pole or wider than half the earth.
fn samples(polygons: &[Vec<Vec<LonLat>>]) -> Option<(Vec<LonLat>, f64)> {
    let vertices = || polygons.iter().flatten().flatten().copied();
    let extent = Extent::around(vertices())?;
    if extent.width_deg() > 180.0 || extent.north_deg > 89.0 || extent.south_deg < -89.0 {
        return None;
    }
    // At most so many metres in a degree of latitude, and of longitude at the latitude nearest to the equator.
    let (lat_m, equator_m) = (111_700.0, 111_320.0);
    let nearest_lat = if extent.south_deg <= 0.0 && extent.north_deg >= 0.0 {
        0.0
    } else {
        extent.south_deg.abs().min(extent.north_deg.abs())
    };
    let lon_m = equator_m * libm::cos(nearest_lat.to_radians()) * 1.01;
    let step_m = (extent.height_deg() * lat_m).max(extent.width_deg() * lon_m).max(1.0) / GRID as f64;
    let (dlat, dlon) = (step_m / lat_m, step_m / lon_m);
    let mut found = Vec::new();
    let rows = libm::ceil(extent.height_deg() / dlat) as usize;
    let columns = libm::ceil(extent.width_deg() / dlon) as usize;
    for row in 0..rows {
        for column in 0..columns {
            let lat = (extent.south_deg + (row as f64 + 0.5) * dlat).min(90.0);
            let place = LonLat::new(extent.west_deg + (column as f64 + 0.5) * dlon, lat);
            if contains(polygons, place) {
                found.push(place.normalized());
            }
        }
    }
    for ring in polygons.iter().flatten() {
        for edge in ring.windows(2) {
            let turn = 360.0 * libm::round((edge[0].lon_deg - edge[1].lon_deg) / 360.0);
            let (dx, dy) = (edge[1].lon_deg + turn - edge[0].lon_deg, edge[1].lat_deg - edge[0].lat_deg);
            let parts = libm::ceil(libm::hypot(dx * lon_m, dy * lat_m) / step_m).max(1.0);
            found.extend((0..parts as usize).map(|i| {
                let t = i as f64 / parts;
                LonLat::new(edge[0].lon_deg + t * dx, edge[0].lat_deg + t * dy)
            }));
        }
    }
    // Half a diagonal to the middle of the cell; if that lies outside, the way crosses the outline, half a step from a sample.
    Some((found, step_m * (0.7072 + 0.5)))
}

/// “West of”.
pub(super) fn direction(
    record: Record<'_>,
    (incident, statement): (&Incident, &Statement),
    (of, from): (Option<&Landmark>, &Landmark),
    wind: Wind,
) -> Result<Finding, Hindrance> {
    if is_circular(of, incident, statement) {
        return Err(Hindrance::Uncheckable(CIRCULAR.to_owned()));
    }
    let (of, from) = (subject(record, of, incident)?, record.ground(from)?);
    let Shape::Point { place: eye, radius_m: eye_m } = from.shape else {
        let why = format!("{} is no point from which a direction could be seen", from.name);
        return Err(Hindrance::Uncheckable(why));
    };
    let (seen, swing_deg) = seen_from(eye, eye_m, &of.shape);
    let off = off_by(&seen, swing_deg, wind.azimuth_deg());
    let tight = if wind.is_secondary() { 11.25 } else { 22.5 };
    let allowed = Allowed { tight: (0.0, tight), wide: (0.0, 2.0 * tight) };
    let verdict = allowed.verdict(off.0, off.1);
    let name = wind.name();
    let middle = wind.azimuth_deg();
    let (low, high) = (middle - 2.0 * tight, middle + 2.0 * tight);
    let sight = match (seen.as_slice(), off.1 >= 180.0 && off.0 <= 0.0) {
        (_, true) => format!("{} may lie on any side of {}", of.name, from.name),
        ([azimuth], _) => {
            format!("{} is seen at azimuth {azimuth:.0}° from {}, give or take {swing_deg:.0}°", of.name, from.name)
        }
        (_, _) => {
            let (start, width) = arc(&seen);
            format!(
                "{} is seen at azimuths {start:.0}° to {:.0}° from {}",
                of.name,
                (start + width).rem_euclid(360.0),
                from.name
            )
        }
    };
    let found = format!("{sight}; “{name}” is read as {:.0}° to {:.0}°", low.rem_euclid(360.0), high.rem_euclid(360.0));
    let measured = Bounds::of(None, off, "degrees off");
    let rests_on = vec![of.origin, from.origin, "azimuths of geodesics of WGS 84".to_owned()];
    Ok(Finding { verdict, found, measured: Some(measured), allowed: Some(allowed), rests_on })
}

/// Azimuths at which something is seen, and by how many degrees each may be off (180: on any side).
fn seen_from(eye: LonLat, eye_m: f64, shape: &Shape) -> (Vec<f64>, f64) {
    let look = |p: LonLat| geodesic::inverse(eye, p);
    let (places, slack_m): (Vec<LonLat>, f64) = match shape {
        Shape::Point { place, radius_m } => (vec![*place], eye_m + radius_m),
        Shape::Lines { index, accuracy_m } => (index.lines().iter().flatten().copied().collect(), eye_m + accuracy_m),
        Shape::Area { polygons, accuracy_m, .. } => {
            let places = polygons.iter().flatten().flatten().copied().collect();
            (places, if contains(polygons, eye) { f64::INFINITY } else { eye_m + accuracy_m })
        }
    };
    let nearest_m = match shape {
        Shape::Point { place, .. } => look(*place).distance_m,
        Shape::Lines { index, .. } | Shape::Area { outline: index, .. } => index.nearest(eye).distance_m,
    };
    let azimuths = places.into_iter().map(|p| look(p).azimuth_start_deg).collect();
    let sine = libm::sin(slack_m / EARTH_M) / libm::sin(nearest_m / EARTH_M);
    let swing = if slack_m < nearest_m && (0.0..1.0).contains(&sine) {
        libm::asin(sine).to_degrees() + if slack_m > 0.0 { ELLIPSOID_DEG } else { 0.0 }
    } else {
        180.0
    };
    (azimuths, swing)
}

/// The shortest arc over azimuths: its first one, and how wide it is clockwise.
fn arc(azimuths: &[f64]) -> (f64, f64) {
    let mut sorted = azimuths.to_vec();
    sorted.sort_by(f64::total_cmp);
    let Some((&first, &last)) = sorted.first().zip(sorted.last()) else { return (0.0, 360.0) };
    let mut best = (first + 360.0 - last, first);
    for pair in sorted.windows(2) {
        if pair[1] - pair[0] > best.0 {
            best = (pair[1] - pair[0], pair[1]);
        }
    }
    (best.1, 360.0 - best.0)
}

/// Least and greatest angle between what is seen and a direction, degrees 0…180.
fn off_by(azimuths: &[f64], swing_deg: f64, direction_deg: f64) -> (f64, f64) {
    let (start, width) = arc(azimuths);
    let width = width + 2.0 * swing_deg;
    if width >= 360.0 {
        return (0.0, 180.0);
    }
    let low = (start - swing_deg - direction_deg + 180.0).rem_euclid(360.0) - 180.0;
    let high = low + width;
    let fold = |deg: f64| {
        let turned = deg.rem_euclid(360.0);
        turned.min(360.0 - turned)
    };
    let meets = |target: f64| low <= target && target <= high;
    let least = if meets(0.0) || meets(360.0) { 0.0 } else { fold(low).min(fold(high)) };
    let greatest = if meets(180.0) { 180.0 } else { fold(low).max(fold(high)) };
    (least, greatest)
}

/// “In”.
pub(super) fn inside(
    record: Record<'_>,
    (incident, statement): (&Incident, &Statement),
    of: Option<&Landmark>,
    landmark: &Landmark,
) -> Result<Finding, Hindrance> {
    if is_circular(of, incident, statement) {
        return Err(Hindrance::Uncheckable(CIRCULAR.to_owned()));
    }
    let (of, area) = (subject(record, of, incident)?, record.ground(landmark)?);
    let Shape::Area { polygons, outline, accuracy_m } = &area.shape else {
        return Err(Hindrance::Uncheckable(format!("{} is no area", area.name)));
    };
    let (places, slack_m) = match &of.shape {
        Shape::Point { place, radius_m } => (vec![*place], radius_m + accuracy_m),
        Shape::Area { polygons, accuracy_m: own_m, .. } => {
            let (places, cover_m) = samples(polygons).ok_or_else(|| too_wide(&of))?;
            (places, cover_m + own_m + accuracy_m)
        }
        Shape::Lines { index, accuracy_m: own_m } => {
            (index.lines().iter().flatten().copied().collect(), own_m + accuracy_m)
        }
    };
    let (min, max) = depths(&places, polygons, outline);
    // Depth: positive inside. Inside by more than may be off is supported, outside by more is contradicted.
    let verdict = if min > slack_m {
        Verdict::Supported
    } else if max < -slack_m {
        Verdict::Contradicted
    } else {
        Verdict::Undecided
    };
    let km = |m: f64| format!("{:.1} km", m.abs() / 1_000.0);
    let side = |m: f64| if m >= 0.0 { "inside" } else { "outside" };
    let lies = if places.len() == 1 {
        format!("lies {} {} the outline of {}", km(min), side(min), area.name)
    } else {
        format!("reaches from {} {} to {} {} the outline of {}", km(min), side(min), km(max), side(max), area.name)
    };
    let found = format!("{} {lies}; place and outline together may be off by {}", of.name, km(slack_m));
    let value = (places.len() == 1).then_some(min / 1e3);
    let measured = Bounds::of(value, ((min - slack_m) / 1e3, (max + slack_m) / 1e3), "km inside");
    let rests_on = vec![of.origin, area.origin.clone(), "point in polygon on WGS 84, edges as in RFC 7946".to_owned()];
    Ok(Finding { verdict, found, measured: Some(measured), allowed: Some(Allowed::from(0.0)), rests_on })
}

/// Least and greatest depth of places inside an area, metres; negative outside.
fn depths(places: &[LonLat], polygons: &[Vec<Vec<LonLat>>], outline: &BorderIndex) -> (f64, f64) {
    places.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, greatest), place| {
        let to_outline = outline.nearest(*place).distance_m;
        let depth = if contains(polygons, *place) { to_outline } else { -to_outline };
        (least.min(depth), greatest.max(depth))
    })
}

#[cfg(test)]
#[path = "whereabouts_tests.rs"]
mod tests;
