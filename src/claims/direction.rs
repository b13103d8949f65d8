//! Claims of direction: “west of”.
//!
//! # Method
//! A direction is the azimuth at the place that one looks from. “West” is 22.5° to both sides of due west as stated (the rose of eight
//! winds), 45° on its coarser reading (the four quarters); a wind of the sixteen has half of both. A disc of radius r at distance d is seen within
//! asin(sin r / sin d) on the sphere, to which 0.5° is added for the ellipsoid. A line or an area is seen under the shortest arc over its vertices.
//!
//! # Limits
//! One looks from a point: “west of” an area is not decided.

use super::ground::{Record, Shape};
use super::verdict::{Allowed, Bounds, Finding, Hindrance};
use super::whereabouts::{CIRCULAR, contains, is_circular, subject};
use crate::data::incident::{Incident, Landmark, Statement, Wind};
use crate::geographic::LonLat;
use crate::spatial::geodesic;

/// Mean radius of the earth, for angles that a disc is seen under.
const EARTH_M: f64 = 6_371_008.8;
/// What the ellipsoid may add to such an angle.
const ELLIPSOID_DEG: f64 = 0.5;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_fold_over_north() {
        assert_eq!(arc(&[350.0, 10.0]), (350.0, 20.0));
        assert_eq!(off_by(&[350.0, 10.0], 0.0, 0.0), (0.0, 10.0));
        assert_eq!(off_by(&[350.0], 5.0, 180.0), (165.0, 175.0));
        assert_eq!(off_by(&[170.0, 190.0], 0.0, 0.0), (170.0, 180.0));
        assert_eq!(off_by(&[0.0], 180.0, 90.0), (0.0, 180.0));
    }
}
