//! Layers → a pack.

use super::arcs::{ArcRef, Arcs, Corner, open_ring};
use super::bytes::Writer;
use super::{CHUNK_EDGES, LINES, LayerFeature, MAGIC, POINTS, POLYGONS, PackError, PackHead, units_per_degree};
use geo::{Geometry, LineString};
use std::collections::BTreeMap;

/// Writes a pack: the description and, in its order, the features of each layer. The same bytes for the same layers.
///
/// # Errors
/// A feature with points, lines and areas at once.
pub fn write(head: &PackHead, layers: &[Vec<LayerFeature>]) -> Result<Vec<u8>, PackError> {
    let mut out = Writer(MAGIC.to_vec());
    out.text(&serde_json::to_string(head).unwrap_or_default());
    for (layer, features) in head.layers.iter().zip(layers) {
        out.block(&section(features, units_per_degree(layer.decimals))?);
    }
    Ok(out.0)
}

/// Geometry in units of the last decimal; lines and rings as arcs.
enum Shape {
    Points(Vec<Corner>),
    Lines(Vec<Vec<ArcRef>>),
    Polygons(Vec<Vec<Vec<ArcRef>>>),
}

/// Geometry in units of the last decimal.
enum Rounded {
    Points(Vec<Corner>),
    Lines(Vec<Vec<Corner>>),
    Polygons(Vec<Vec<Vec<Corner>>>),
}

fn corner(c: &geo::Coord<f64>, units: f64) -> Corner {
    (libm::round(c.x * units) as i64, libm::round(c.y * units) as i64)
}

fn rounded(geometry: &Geometry<f64>, units: f64) -> Option<Rounded> {
    let line = |l: &LineString<f64>| {
        let mut corners: Vec<Corner> = l.0.iter().map(|c| corner(c, units)).collect();
        // A line of one place twice stays one: it is still a feature.
        corners.dedup();
        corners
    };
    let polygon = |p: &geo::Polygon<f64>| {
        let rings = std::iter::once(p.exterior()).chain(p.interiors());
        rings.map(|r| open_ring(&line(r))).filter(|r| !r.is_empty()).collect::<Vec<_>>()
    };
    Some(match geometry {
        Geometry::Point(p) => Rounded::Points(vec![corner(&p.0, units)]),
        Geometry::MultiPoint(p) => Rounded::Points(p.iter().map(|p| corner(&p.0, units)).collect()),
        Geometry::LineString(l) => Rounded::Lines(vec![line(l)]),
        Geometry::MultiLineString(l) => Rounded::Lines(l.iter().map(line).collect()),
        Geometry::Polygon(p) => Rounded::Polygons(vec![polygon(p)]),
        Geometry::MultiPolygon(p) => Rounded::Polygons(p.iter().map(polygon).collect()),
        Geometry::GeometryCollection(parts) => {
            let parts = parts.iter().map(|part| rounded(part, units)).collect::<Option<Vec<_>>>()?;
            parts.into_iter().map(Some).reduce(|all, part| together(all?, part?))??
        }
        _ => return None,
    })
}

/// Two geometries of one kind as one.
fn together(one: Rounded, other: Rounded) -> Option<Rounded> {
    use Rounded::{Lines, Points, Polygons};
    Some(match (one, other) {
        (Points(a), Points(b)) => Points([a, b].concat()),
        (Lines(a), Lines(b)) => Lines([a, b].concat()),
        (Polygons(a), Polygons(b)) => Polygons([a, b].concat()),
        _ => return None,
    })
}

fn section(features: &[LayerFeature], units: f64) -> Result<Vec<u8>, PackError> {
    let shapes: Option<Vec<Rounded>> = features.iter().map(|f| rounded(&f.geometry, units)).collect();
    let Some(shapes) = shapes else {
        let mixed = features.iter().position(|f| rounded(&f.geometry, units).is_none());
        return Err(PackError::MixedGeometry(mixed.unwrap_or(0) + 1));
    };
    let rings = shapes.iter().filter_map(|s| match s {
        Rounded::Polygons(polygons) => Some(polygons.iter().flatten()),
        _ => None,
    });
    let mut arcs = Arcs::of_rings(rings.flatten());
    let shapes: Vec<Shape> = shapes.into_iter().map(|shape| along_arcs(shape, &mut arcs)).collect();
    let mut out = Writer::default();
    let texts = write_texts(features, &mut out);
    write_arcs(&arcs.arcs, &mut out);
    out.count(features.len() as u64);
    for (feature, shape) in features.iter().zip(&shapes) {
        write_feature(feature, &texts, units, &mut out);
        write_shape(shape, &mut out);
    }
    Ok(out.0)
}

fn along_arcs(shape: Rounded, arcs: &mut Arcs) -> Shape {
    match shape {
        Rounded::Points(points) => Shape::Points(points),
        Rounded::Lines(lines) => Shape::Lines(lines.into_iter().map(|l| vec![arcs.add(l)]).collect()),
        Rounded::Polygons(polygons) => {
            Shape::Polygons(polygons.iter().map(|rings| rings.iter().map(|ring| arcs.ring(ring)).collect()).collect())
        }
    }
}

/// Every text of a feature.
fn texts_of(feature: &LayerFeature) -> impl Iterator<Item = &str> {
    let single = [&feature.name, &feature.name_ar, &feature.class, &feature.reference];
    let views = feature.views.iter().flat_map(|(whose, what)| [whose.as_str(), what.as_str()]);
    single.into_iter().filter_map(|t| t.as_deref()).chain(feature.countries.iter().map(String::as_str)).chain(views)
}

/// Writes each text once; gives the number of each, from 1.
fn write_texts<'f>(features: &'f [LayerFeature], out: &mut Writer) -> BTreeMap<&'f str, u64> {
    let mut numbers: BTreeMap<&str, u64> = features.iter().flat_map(texts_of).map(|t| (t, 0)).collect();
    out.count(numbers.len() as u64);
    for (i, (text, number)) in numbers.iter_mut().enumerate() {
        *number = i as u64 + 1;
        out.text(text);
    }
    numbers
}

/// The directory of arcs and chunks, then the corners of all chunks.
fn write_arcs(arcs: &[Vec<Corner>], out: &mut Writer) {
    let mut corners = Writer::default();
    let mut before = (0, 0);
    out.count(arcs.len() as u64);
    for arc in arcs {
        let start = arc.first().copied().unwrap_or_default();
        out.signed(start.0 - before.0);
        out.signed(start.1 - before.1);
        let chunks = arc.len().saturating_sub(1).div_ceil(CHUNK_EDGES);
        out.count(chunks as u64);
        for chunk in 0..chunks {
            let end = ((chunk + 1) * CHUNK_EDGES + 1).min(arc.len());
            write_chunk(&arc[chunk * CHUNK_EDGES..end], out, &mut corners);
        }
        before = arc.last().copied().unwrap_or_default();
    }
    out.block(&corners.0);
}

/// A chunk in the directory: its last corner and its box, from its first; how many edges and bytes it has.
fn write_chunk(chunk: &[Corner], out: &mut Writer, corners: &mut Writer) {
    let (first, last) = (chunk[0], chunk[chunk.len() - 1]);
    let range = |of: fn(&Corner) -> i64| {
        let values = chunk.iter().map(of);
        values.clone().min().zip(values.max()).unwrap_or_default()
    };
    let ((west, east), (south, north)) = (range(|c| c.0), range(|c| c.1));
    let from = corners.0.len();
    for pair in chunk.windows(2) {
        corners.signed(pair[1].0 - pair[0].0);
        corners.signed(pair[1].1 - pair[0].1);
    }
    out.signed(last.0 - first.0);
    out.signed(last.1 - first.1);
    out.count((first.0 - west) as u64);
    out.count((first.1 - south) as u64);
    out.count((east - west) as u64);
    out.count((north - south) as u64);
    out.count(chunk.len() as u64 - 1);
    out.count((corners.0.len() - from) as u64);
}

fn write_feature(feature: &LayerFeature, texts: &BTreeMap<&str, u64>, units: f64, out: &mut Writer) {
    let number = |text: &str| texts.get(text).copied().unwrap_or(0);
    for text in [&feature.name, &feature.name_ar, &feature.class, &feature.reference] {
        out.count(text.as_deref().map_or(0, number));
    }
    out.count(u64::from(feature.rank));
    out.count(feature.population.unwrap_or(0));
    out.count(feature.countries.len() as u64);
    feature.countries.iter().for_each(|c| out.count(number(c)));
    out.count(feature.views.len() as u64);
    for (whose, what) in &feature.views {
        out.count(number(whose));
        out.count(number(what));
    }
    let unit = |deg: f64| libm::round(deg * units) as i64;
    let bounds = &feature.bounds;
    out.signed(unit(bounds.west_deg));
    out.signed(unit(bounds.south_deg));
    out.count((unit(bounds.east_deg) - unit(bounds.west_deg)).max(0) as u64);
    out.count((unit(bounds.north_deg) - unit(bounds.south_deg)).max(0) as u64);
}

fn write_shape(shape: &Shape, out: &mut Writer) {
    let refs = |refs: &[ArcRef], out: &mut Writer| {
        out.count(refs.len() as u64);
        refs.iter().for_each(|r| out.count(2 * r.arc as u64 + u64::from(r.reversed)));
    };
    match shape {
        Shape::Points(points) => {
            out.count(POINTS);
            out.count(points.len() as u64);
            for point in points {
                out.signed(point.0);
                out.signed(point.1);
            }
        }
        Shape::Lines(lines) => {
            out.count(LINES);
            out.count(lines.len() as u64);
            lines.iter().for_each(|line| refs(line, out));
        }
        Shape::Polygons(polygons) => {
            out.count(POLYGONS);
            out.count(polygons.len() as u64);
            for rings in polygons {
                out.count(rings.len() as u64);
                rings.iter().for_each(|ring| refs(ring, out));
            }
        }
    }
}
