//! Layers of two base maps in one frame: the better one where it holds, the other around it.
//!
//! Areas are cut by boolean operations of the crate `geo` in longitude and latitude; the outer ones reach a little into the better map, so that no hair of sea shows
//! between the two. Lines are cut at the edge, and where one ends there its other half is looked for, so that a border runs on. Towns are taken from one or the
//! other by their places.
//!
//! Limits: at the edge a shore may jump by as much as the two differ; a map that holds across 180° is used whole or not at all.

use super::layer::{Layer, LayerFeature, LayerRole, bounds};
use crate::geographic::{Extent, LonLat};
use geo::{BooleanOps, Geometry, MultiLineString, MultiPolygon, Polygon, Rect};

/// The outer areas reach into the better map by this share of its size.
const OVERLAP_SHARE: f64 = 0.001;
/// Ends of lines belong together up to this share of the better map's size.
const JOIN_SHARE: f64 = 0.02;
/// An end this near to the edge lies on it, degrees.
const ON_EDGE_DEG: f64 = 1e-7;

/// Roles that two maps can share in one frame. Seas are what is left by the land.
pub(super) fn can_share(role: LayerRole) -> bool {
    !matches!(role, LayerRole::Sea | LayerRole::SeaName)
}

/// Can a map with this extent be cut?
pub(super) fn can_be_cut(extent: &Extent) -> bool {
    extent.west_deg >= -180.0 && extent.east_deg <= 180.0 && extent.west_deg < extent.east_deg
}

/// What of a layer lies in an extent.
pub(super) fn inside(layer: &Layer, extent: &Extent) -> Layer {
    let cut = area_of(extent, 0.0);
    let features = layer.features.iter().filter(|f| f.bounds.intersects(extent));
    let features = features.filter_map(|f| with_geometry(f, clipped(&f.geometry, &cut, false)?));
    Layer { features: features.collect(), ..of(layer) }
}

/// What of a layer lies outside of an extent, its lines joined to those of the layers within it.
pub(super) fn outside(layer: &Layer, extent: &Extent, within: &[&Layer]) -> Layer {
    let area = area_of(extent, OVERLAP_SHARE * (extent.width_deg() + extent.height_deg()));
    let lines = area_of(extent, 0.0);
    let ends: Vec<(&LayerFeature, LonLat)> = within
        .iter()
        .flat_map(|l| &l.features)
        .flat_map(|f| ends_of(&f.geometry).into_iter().filter(|p| on_edge(*p, extent)).map(move |p| (f, p)))
        .collect();
    let features = layer.features.iter().filter_map(|feature| {
        if !feature.bounds.intersects(extent) {
            return Some(feature.clone());
        }
        let is_line = matches!(feature.geometry, Geometry::LineString(_) | Geometry::MultiLineString(_));
        let rest = clipped(&feature.geometry, if is_line { &lines } else { &area }, true)?;
        with_geometry(feature, joined(feature, rest, extent, &ends))
    });
    Layer { features: features.collect(), ..of(layer) }
}

/// A layer without its features.
fn of(layer: &Layer) -> Layer {
    Layer {
        id: layer.id.clone(),
        role: layer.role,
        credit: layer.credit.clone(),
        accuracy_m: layer.accuracy_m,
        as_of: layer.as_of.clone(),
        schematic: layer.schematic,
        features: Vec::new(),
    }
}

fn with_geometry(feature: &LayerFeature, geometry: Geometry<f64>) -> Option<LayerFeature> {
    Some(LayerFeature { bounds: bounds(&geometry), geometry, ..feature.clone() })
}

/// An extent as an area, smaller by so much on each side.
fn area_of(extent: &Extent, less_deg: f64) -> MultiPolygon<f64> {
    let low = (extent.west_deg + less_deg, extent.south_deg + less_deg);
    let high = (extent.east_deg - less_deg, extent.north_deg - less_deg);
    MultiPolygon(vec![Rect::new(low, high).to_polygon()])
}

/// What of a geometry lies in an area, or outside of it; `None`: nothing.
fn clipped(geometry: &Geometry<f64>, area: &MultiPolygon<f64>, outside: bool) -> Option<Geometry<f64>> {
    let polygons = |polygons: &MultiPolygon<f64>| {
        let rest = if outside { polygons.difference(area) } else { polygons.intersection(area) };
        (!rest.0.is_empty()).then_some(Geometry::MultiPolygon(rest))
    };
    let lines = |lines: &MultiLineString<f64>| {
        let rest = area.clip(lines, outside);
        (!rest.0.is_empty()).then_some(Geometry::MultiLineString(rest))
    };
    let holds = |p: &geo::Point<f64>| area.0.iter().any(|a: &Polygon<f64>| geo::Contains::contains(a, p)) != outside;
    match geometry {
        Geometry::Polygon(p) => polygons(&MultiPolygon(vec![p.clone()])),
        Geometry::MultiPolygon(m) => polygons(m),
        Geometry::LineString(l) => lines(&MultiLineString(vec![l.clone()])),
        Geometry::MultiLineString(m) => lines(m),
        Geometry::Point(p) => holds(p).then(|| geometry.clone()),
        Geometry::MultiPoint(m) => {
            let kept: Vec<geo::Point<f64>> = m.iter().filter(|p| holds(p)).copied().collect();
            (!kept.is_empty()).then_some(Geometry::MultiPoint(geo::MultiPoint(kept)))
        }
        _ => Some(geometry.clone()),
    }
}

fn ends_of(geometry: &Geometry<f64>) -> Vec<LonLat> {
    let lines = super::geometry::lines(geometry);
    lines.iter().flat_map(|l| l.first().into_iter().chain(l.last())).copied().collect()
}

fn on_edge(place: LonLat, extent: &Extent) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= ON_EDGE_DEG;
    near(place.lon_deg, extent.west_deg)
        || near(place.lon_deg, extent.east_deg)
        || near(place.lat_deg, extent.south_deg)
        || near(place.lat_deg, extent.north_deg)
}

/// Do two lines stand for the same thing, as far as their sources tell?
fn alike(a: &LayerFeature, b: &LayerFeature) -> bool {
    let (mut of_a, mut of_b) = (a.countries.clone(), b.countries.clone());
    of_a.sort();
    of_b.sort();
    of_a.is_empty() || of_b.is_empty() || of_a == of_b
}

/// Lines with each end on the edge led on to the nearest end within that stands for the same.
fn joined(
    feature: &LayerFeature,
    geometry: Geometry<f64>,
    extent: &Extent,
    ends: &[(&LayerFeature, LonLat)],
) -> Geometry<f64> {
    let Geometry::MultiLineString(mut lines) = geometry else { return geometry };
    let reach = JOIN_SHARE * extent.width_deg().min(extent.height_deg());
    let far = |a: LonLat, b: LonLat| libm::hypot(a.lon_deg - b.lon_deg, a.lat_deg - b.lat_deg);
    let other = |coord: geo::Coord<f64>| {
        let place = LonLat::new(coord.x, coord.y);
        let near = ends.iter().filter(|(f, _)| on_edge(place, extent) && alike(feature, f));
        let near = near.map(|(_, p)| (far(*p, place), *p)).filter(|(d, _)| *d <= reach);
        near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, p)| geo::Coord { x: p.lon_deg, y: p.lat_deg })
    };
    for line in &mut lines.0 {
        let (Some(first), Some(last)) = (line.0.first().copied(), line.0.last().copied()) else { continue };
        if let Some(before) = other(first) {
            line.0.insert(0, before);
        }
        line.0.extend(other(last));
    }
    Geometry::MultiLineString(lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, line_string, polygon};

    fn layer(role: LayerRole, geometry: Geometry<f64>) -> Layer {
        let mut catalogue = crate::data::catalogue::Catalogue::builtin().countries().clone();
        let feature =
            LayerFeature { countries: Vec::new(), ..with_geometry(&catalogue.features[0], geometry).unwrap() };
        (catalogue.role, catalogue.features) = (role, vec![feature]);
        catalogue
    }

    const HALF: Extent = Extent { west_deg: 0.0, south_deg: 0.0, east_deg: 5.0, north_deg: 10.0 };

    #[test]
    fn areas_overlap_by_a_hair_and_leave_no_gap() {
        let land = polygon![(x: 1.0, y: 1.0), (x: 9.0, y: 1.0), (x: 9.0, y: 9.0), (x: 1.0, y: 9.0)];
        let land = layer(LayerRole::Country, Geometry::Polygon(land));
        let (a, b) = (inside(&land, &HALF), outside(&land, &HALF, &[]));
        let area = |l: &Layer| l.features.iter().map(|f| f.geometry.unsigned_area()).sum::<f64>();
        assert!((area(&a) - 32.0).abs() < 1e-6);
        assert!(area(&a) + area(&b) > 64.0 && area(&a) + area(&b) < 64.2, "{} {}", area(&a), area(&b));
    }

    #[test]
    fn a_border_runs_on_over_the_edge() {
        let fine = layer(LayerRole::Border, Geometry::LineString(line_string![(x: 1.0, y: 5.0), (x: 7.0, y: 5.0)]));
        let coarse = layer(LayerRole::Border, Geometry::LineString(line_string![(x: 1.0, y: 5.06), (x: 9.0, y: 5.06)]));
        let within = inside(&fine, &HALF);
        let around = outside(&coarse, &HALF, &[&within]);
        let lines = crate::data::geometry::lines(&around.features[0].geometry);
        assert_eq!(lines.len(), 1);
        let ends = [lines[0][0], *lines[0].last().unwrap()].map(|p| (p.lon_deg, p.lat_deg));
        // The cutting works on a grid of millimetres.
        let near = |lon: f64, lat: f64| ends.iter().any(|(x, y)| (x - lon).abs() < 1e-7 && (y - lat).abs() < 1e-7);
        assert!(near(5.0, 5.0) && near(9.0, 5.06), "{ends:?}");
    }

    #[test]
    fn towns_are_in_one_or_the_other() {
        let at = |x: f64| layer(LayerRole::Place, Geometry::Point(geo::Point::new(x, 5.0)));
        assert_eq!((inside(&at(4.0), &HALF).features.len(), outside(&at(4.0), &HALF, &[]).features.len()), (1, 0));
        assert_eq!((inside(&at(6.0), &HALF).features.len(), outside(&at(6.0), &HALF, &[]).features.len()), (0, 1));
    }
}
