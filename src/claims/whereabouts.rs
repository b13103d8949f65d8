//! Claims about where: what they are about, inside, and how areas are sampled. Distances and directions have their own modules.
//!
//! # Method
//! Every distance is a geodesic of WGS 84 and is held as an interval: least and greatest over what is known of the place (its disc, or the area that
//! stands for it), widened by the accuracy of the border or outline. A claim is decided only where the whole interval falls on one side.
//!
//! An area is sampled on a grid and along its outline so that no point of it is farther than `c` from a sample, and bounds over the samples are widened by `c`:
//! a distance changes by no more than the way gone, so the true bounds lie within. `c` is 2 % of the area's extent.
//!
//! # Limits
//! A place is taken at the first-ranked location of its incident. Areas around a pole or wider than half the earth are not decided.

use super::ground::{Ground, Record, Shape};
use super::verdict::{Allowed, Bounds, Finding, Hindrance, Verdict};
use crate::data::incident::{ClaimedPlace, Incident, Landmark, Statement};
use crate::geographic::{Extent, LonLat};
use crate::spatial::{BorderIndex, polygon_contains};

/// Grid cells along the longer side of an area.
const GRID: usize = 60;

/// What a claim is about: its own subject, else the incident.
pub(super) fn subject(record: Record<'_>, of: Option<&Landmark>, incident: &Incident) -> Result<Ground, Hindrance> {
    of.map_or_else(|| record.site(incident), |landmark| record.ground(landmark))
}

/// Is the incident's place an area or a direction drawn from the very words that are to be checked?
pub(super) fn is_circular(of: Option<&Landmark>, incident: &Incident, statement: &Statement) -> bool {
    let Some(claim) = incident.located().filter(|_| of.is_none()) else { return false };
    let drawn =
        matches!(claim.place, ClaimedPlace::Sector { .. } | ClaimedPlace::NamedArea(_) | ClaimedPlace::Area { .. });
    drawn && claim.source.is_some() && claim.source == statement.source && claim.paragraph == statement.paragraph
}

/// Said of what is drawn from the statement that it would have to support.
pub(super) const CIRCULAR: &str =
    "the place of the incident is drawn from this very statement, which can’t support itself";

/// Why an area is not sampled.
pub(super) fn too_wide(of: &Ground) -> Hindrance {
    Hindrance::Uncheckable(format!("{} reaches around a pole or half the earth", of.name))
}

/// Is the place in one of the polygons?
pub(super) fn contains(polygons: &[Vec<Vec<LonLat>>], place: LonLat) -> bool {
    polygons.iter().any(|rings| polygon_contains(rings, place))
}

/// Places of an area such that none of it is farther than the second value (metres) from one of them. `None` for an area around
/// a pole or wider than half the earth.
pub(super) fn samples(polygons: &[Vec<Vec<LonLat>>]) -> Option<(Vec<LonLat>, f64)> {
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
