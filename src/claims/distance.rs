//! Claims of distance: “about 10 km from”, “less than”, “near”.
//!
//! # Method
//! Over a disc the bounds to a line are those of [`DistanceInterval::over_disc`], those to a point or an area `d − r` and `d + r`. Over an area they are
//! sampled and widened, see [`whereabouts`](super::whereabouts). “Near” has the limit that the check gives it.
//!
//! # Limits
//! Lines held against lines or areas are not measured.

use super::ground::{Ground, Record, Shape};
use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict};
use super::whereabouts::{contains, samples, subject, too_wide};
use crate::data::incident::{Incident, Landmark, Relation, StatedLength, StatedLengthUnit};
use crate::geographic::LonLat;
use crate::spatial::{DistanceInterval, format_distance, geodesic, interval};
use crate::units::LengthUnit;

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
