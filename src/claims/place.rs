//! Where an incident is said to be: a point, or the outline of an area that a distance has a range over.
//!
//! No point is made up for an area: its distance is the least and the greatest over it. A sector without reach, a direction
//! alone, has no outline, and neither has an area that is not built in.

use crate::data::catalogue::Catalogue;
use crate::data::geometry::polygons;
use crate::data::incident::{ClaimedPlace, LocationClaim, NamedArea};
use crate::geographic::LonLat;
use crate::spatial::sector;

/// Natural Earth's divisions and countries are off by up to so much, metres (1.3 km median, 9 of 10 points within 2.3 km).
const NAMED_OUTLINE_M: f64 = 2_300.0;

/// An area: polygons, each its rings, exterior first.
pub type Outline = Vec<Vec<Vec<LonLat>>>;

/// The point of a claim, or why there is none.
pub(super) fn point_of(place: &ClaimedPlace) -> Result<LonLat, String> {
    let named = |name: &Option<String>| name.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
    Err(match place {
        ClaimedPlace::Point(point) => return Ok(*point),
        ClaimedPlace::Area { name, .. } => format!("the place is an area, not a point{}", named(name)),
        ClaimedPlace::NamedArea(area) => format!("the place is an area, not a point: {}", area.name),
        ClaimedPlace::Sector { text, .. } => format!("the place is a direction, not a point{}", named(text)),
        ClaimedPlace::Shape(_) => "the place is a line or several points".to_owned(),
        ClaimedPlace::Unlocated => "the place is not known".to_owned(),
    })
}

/// The outline of a claim that is an area, and how far that may be off, where that is known. `None`: a point, or no outline is known.
pub(super) fn outline_of(claim: &LocationClaim) -> Option<(Outline, Option<f64>)> {
    let told_m = claim.uncertainty_m;
    match &claim.place {
        ClaimedPlace::Area { geometry, .. } => Some((polygons(&geo::Geometry::MultiPolygon(geometry.clone())), told_m)),
        ClaimedPlace::Sector { vertex, from_deg, to_deg, radius_m: Some(radius_m), .. } if *radius_m > 0.0 => {
            Some((vec![vec![sector(*vertex, *from_deg, *to_deg, *radius_m)]], told_m))
        }
        ClaimedPlace::NamedArea(area) => Some((named(area)?, Some(told_m.unwrap_or(0.0).max(NAMED_OUTLINE_M)))),
        _ => None,
    }
}

/// The outline of a built-in area.
fn named(area: &NamedArea) -> Option<Outline> {
    let catalogue = Catalogue::builtin();
    let found = match area.layer.as_str() {
        "countries" | "country" | "admin0" => catalogue.country(&area.name)?,
        _ => catalogue.admin1_area(&area.name)?,
    };
    Some(polygons(&found.geometry)).filter(|p| !p.is_empty())
}
