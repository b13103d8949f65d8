//! Geometry of the ground as lists of longitudes and latitudes, whatever kind of geometry a file has.

use crate::geographic::{Extent, LonLat, normalize_lon_deg};
use geo::Geometry;

fn places(line: &geo::LineString<f64>) -> Vec<LonLat> {
    line.coords().map(|c| LonLat::new(c.x, c.y)).collect()
}

/// Polygons, each as its rings (exterior first). Lines and points have none.
pub fn polygons(geometry: &Geometry<f64>) -> Vec<Vec<Vec<LonLat>>> {
    parts(geometry).into_iter().map(rings).collect()
}

/// The polygons of a geometry. Lines and points have none.
pub fn parts(geometry: &Geometry<f64>) -> Vec<&geo::Polygon<f64>> {
    match geometry {
        Geometry::Polygon(p) => vec![p],
        Geometry::MultiPolygon(m) => m.iter().collect(),
        Geometry::GeometryCollection(c) => c.iter().flat_map(parts).collect(),
        _ => Vec::new(),
    }
}

/// A polygon's rings, exterior first.
pub fn rings(polygon: &geo::Polygon<f64>) -> Vec<Vec<LonLat>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(places).collect()
}

/// Lines. Polygons and points have none.
pub fn lines(geometry: &Geometry<f64>) -> Vec<Vec<LonLat>> {
    match geometry {
        Geometry::LineString(l) => vec![places(l)],
        Geometry::MultiLineString(m) => m.iter().map(places).collect(),
        Geometry::GeometryCollection(c) => c.iter().flat_map(lines).collect(),
        _ => Vec::new(),
    }
}

/// Points.
pub fn points(geometry: &Geometry<f64>) -> Vec<LonLat> {
    match geometry {
        Geometry::Point(p) => vec![LonLat::new(p.x(), p.y())],
        Geometry::MultiPoint(m) => m.iter().map(|p| LonLat::new(p.x(), p.y())).collect(),
        Geometry::GeometryCollection(c) => c.iter().flat_map(points).collect(),
        _ => Vec::new(),
    }
}

/// All vertices: of points, lines, and the exteriors of polygons.
pub fn vertices(geometry: &Geometry<f64>) -> Vec<LonLat> {
    let exteriors = polygons(geometry).into_iter().filter_map(|rings| rings.into_iter().next());
    exteriors.chain(lines(geometry)).flatten().chain(points(geometry)).collect()
}

/// The exteriors of a feature's largest part and of what is near it, each with its extent (far islands are no part of the main land).
fn main_parts(geometry: &Geometry<f64>) -> Vec<(Extent, Vec<LonLat>)> {
    let exteriors = polygons(geometry).into_iter().filter_map(|rings| rings.into_iter().next());
    let parts: Vec<(Extent, Vec<LonLat>)> =
        exteriors.filter_map(|ring| Some((Extent::around(ring.iter().copied())?, ring))).collect();
    let area = |e: &Extent| e.width_deg() * e.height_deg();
    let Some(largest) = parts.iter().map(|p| p.0).max_by(|a, b| area(a).total_cmp(&area(b))) else { return parts };
    let near = |e: &Extent| {
        let (a, b) = (e.center(), largest.center());
        let apart = normalize_lon_deg(a.lon_deg - b.lon_deg).abs();
        apart < largest.width_deg() && (a.lat_deg - b.lat_deg).abs() < largest.height_deg()
    };
    parts.into_iter().filter(|p| near(&p.0)).collect()
}

/// The extent of a feature's largest part and what is near it (so that far islands don't blow it up).
pub fn main_extent(geometry: &Geometry<f64>) -> Option<Extent> {
    let corners = main_parts(geometry).into_iter().flat_map(|(e, _)| {
        [
            LonLat::new(e.west_deg, e.south_deg),
            LonLat::new(e.center().lon_deg, e.center().lat_deg),
            LonLat::new(e.east_deg, e.north_deg),
        ]
    });
    Extent::around(corners)
}

/// The vertices of the same parts.
pub fn main_places(geometry: &Geometry<f64>) -> Vec<LonLat> {
    main_parts(geometry).into_iter().flat_map(|(_, ring)| ring).collect()
}
