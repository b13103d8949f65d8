//! Geometry of the ground as lists of longitudes and latitudes, whatever kind of geometry a file has.

use crate::geographic::LonLat;
use geo::Geometry;

fn places(line: &geo::LineString<f64>) -> Vec<LonLat> {
    line.coords().map(|c| LonLat::new(c.x, c.y)).collect()
}

/// Polygons, each as its rings (exterior first). Lines and points have none.
pub fn polygons(geometry: &Geometry<f64>) -> Vec<Vec<Vec<LonLat>>> {
    let rings = |p: &geo::Polygon<f64>| std::iter::once(p.exterior()).chain(p.interiors()).map(places).collect();
    match geometry {
        Geometry::Polygon(p) => vec![rings(p)],
        Geometry::MultiPolygon(m) => m.iter().map(rings).collect(),
        Geometry::GeometryCollection(c) => c.iter().flat_map(polygons).collect(),
        _ => Vec::new(),
    }
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
