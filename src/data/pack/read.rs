//! A section of a pack → the features that a window shows.

use super::arcs::Corner;
use super::bytes::Reader;
use super::{LINES, POINTS, POLYGONS, units_per_degree};
use crate::data::layer::LayerFeature;
use crate::geographic::Extent;
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

/// A part of an arc: its ends and its box are known before its corners are read.
struct Chunk<'a> {
    first: Corner,
    last: Corner,
    seen: bool,
    edges: usize,
    corners: &'a [u8],
}

/// Chunks of all arcs, one arc after the other, and where each arc's begin; one more for the end.
struct Directory<'a> {
    chunks: Vec<Chunk<'a>>,
    starts: Vec<usize>,
    first: Vec<Corner>,
    degree: f64,
}

/// The window in units, in the turns that longitudes may be written in.
struct Window {
    west: i64,
    east: i64,
    south: i64,
    north: i64,
    turn: i64,
}

impl Window {
    fn new(window: &Extent, units: f64) -> Self {
        let (down, up) = (|deg: f64| libm::floor(deg * units) as i64, |deg: f64| libm::ceil(deg * units) as i64);
        Self {
            west: down(window.west_deg),
            east: up(window.east_deg),
            south: down(window.south_deg),
            north: up(window.north_deg),
            turn: (360.0 * units) as i64,
        }
    }

    /// Does a box meet it?
    fn meets(&self, (west, south): Corner, (east, north): Corner) -> bool {
        let lon = |shift: i64| west + shift <= self.east && east + shift >= self.west;
        south <= self.north && north >= self.south && (-2..=2).any(|k| lon(k * self.turn))
    }
}

/// The features of a section that a window may show, or all; `None` where the bytes can't be a section.
pub fn features(section: &[u8], decimals: u8, window: Option<&Extent>) -> Option<Vec<LayerFeature>> {
    let units = units_per_degree(decimals);
    let window = window.map(|w| Window::new(w, units));
    let mut reader = Reader(section);
    let texts: Vec<&str> = (0..reader.size()?).map(|_| reader.text()).collect::<Option<_>>()?;
    let directory = directory(&mut reader, window.as_ref(), units)?;
    let count = reader.size()?;
    let mut features = Vec::new();
    for _ in 0..count {
        let mut feature = properties(&mut reader, &texts, units)?;
        let near = window.as_ref().is_none_or(|w| {
            let unit = |deg: f64| libm::round(deg * units) as i64;
            let b = &feature.bounds;
            w.meets((unit(b.west_deg), unit(b.south_deg)), (unit(b.east_deg), unit(b.north_deg)))
        });
        if let Some(geometry) = shape(&mut reader, &directory, near, window.as_ref())? {
            feature.geometry = geometry;
            features.push(feature);
        }
    }
    Some(features)
}

fn directory<'a>(reader: &mut Reader<'a>, window: Option<&Window>, units: f64) -> Option<Directory<'a>> {
    let arcs = reader.size()?;
    let (mut chunks, mut starts, mut first) = (Vec::new(), Vec::with_capacity(arcs + 1), Vec::with_capacity(arcs));
    let mut sizes = Vec::new();
    let mut at: Corner = (0, 0);
    for _ in 0..arcs {
        at = (at.0.checked_add(reader.signed()?)?, at.1.checked_add(reader.signed()?)?);
        starts.push(chunks.len());
        first.push(at);
        for _ in 0..reader.size()? {
            let last = (at.0.checked_add(reader.signed()?)?, at.1.checked_add(reader.signed()?)?);
            let mut length = || i64::try_from(reader.count()?).ok();
            let low = (at.0.checked_sub(length()?)?, at.1.checked_sub(length()?)?);
            let high = (low.0.checked_add(length()?)?, low.1.checked_add(length()?)?);
            // A chunk that jumps at 180° is read: the edge between its ends might jump there or not.
            let jumps = (last.0 - at.0).unsigned_abs() as f64 > 180.0 * units;
            let seen = jumps || window.is_none_or(|w| w.meets(low, high));
            chunks.push(Chunk { first: at, last, seen, edges: reader.index()?, corners: &[] });
            sizes.push(reader.index()?);
            at = last;
        }
    }
    starts.push(chunks.len());
    let mut corners = reader.block()?;
    for (chunk, size) in chunks.iter_mut().zip(sizes) {
        (chunk.corners, corners) = corners.split_at_checked(size)?;
        // An edge has two bytes at least.
        if chunk.edges > size {
            return None;
        }
    }
    Some(Directory { chunks, starts, first, degree: units })
}

impl Directory<'_> {
    fn coord(&self, (x, y): Corner) -> Coord<f64> {
        // Divided, not multiplied by a fraction: the quotient is the decimal that the layer had, to the last bit.
        Coord { x: x as f64 / self.degree, y: y as f64 / self.degree }
    }

    /// Appends an arc to a line that may end where it begins. Is any of it seen?
    fn append(&self, reference: u64, line: &mut Vec<Coord<f64>>) -> Option<bool> {
        let (arc, reversed) = (usize::try_from(reference / 2).ok()?, reference % 2 == 1);
        let chunks = self.chunks.get(*self.starts.get(arc)?..*self.starts.get(arc + 1)?)?;
        let from = line.len();
        line.push(self.coord(*self.first.get(arc)?));
        let mut seen = false;
        for chunk in chunks {
            seen |= chunk.seen;
            if chunk.seen {
                self.corners(chunk, line)?;
            } else {
                line.push(self.coord(chunk.last));
            }
        }
        if reversed {
            line[from..].reverse();
        }
        if from > 0 && line[from - 1] == line[from] {
            line.remove(from);
        }
        Some(seen)
    }

    fn corners(&self, chunk: &Chunk, line: &mut Vec<Coord<f64>>) -> Option<()> {
        let mut reader = Reader(chunk.corners);
        let mut at = chunk.first;
        line.reserve(chunk.edges);
        for _ in 0..chunk.edges {
            at = (at.0.checked_add(reader.signed()?)?, at.1.checked_add(reader.signed()?)?);
            line.push(self.coord(at));
        }
        Some(())
    }
}

/// A feature without its geometry.
fn properties(reader: &mut Reader, texts: &[&str], units: f64) -> Option<LayerFeature> {
    let text = |reader: &mut Reader| match reader.index()? {
        0 => Some(None),
        n => texts.get(n - 1).map(|t| Some((*t).to_owned())),
    };
    let (name, name_ar) = (text(reader)?, text(reader)?);
    let (class, reference) = (text(reader)?, text(reader)?);
    let rank = u8::try_from(reader.count()?).ok()?;
    let population = Some(reader.count()?).filter(|n| *n > 0);
    let countries = (0..reader.size()?).map(|_| text(reader)?).collect::<Option<Vec<_>>>()?;
    let views = (0..reader.size()?).map(|_| Some((text(reader)??, text(reader)??))).collect::<Option<Vec<_>>>()?;
    let (west, south) = (reader.signed()?, reader.signed()?);
    let (width, height) = (i64::try_from(reader.count()?).ok()?, i64::try_from(reader.count()?).ok()?);
    let deg = |n: i64| n as f64 / units;
    let bounds = Extent {
        west_deg: deg(west),
        south_deg: deg(south),
        east_deg: deg(west.checked_add(width)?),
        north_deg: deg(south.checked_add(height)?),
    };
    let geometry = Geometry::Point(Point::new(0.0, 0.0));
    Some(LayerFeature { geometry, name, name_ar, rank, population, countries, class, reference, views, bounds })
}

/// A feature's geometry; without one where nothing of it can be seen.
fn shape(
    reader: &mut Reader,
    directory: &Directory,
    near: bool,
    window: Option<&Window>,
) -> Option<Option<Geometry<f64>>> {
    match reader.count()? {
        POINTS => points(reader, directory, window),
        LINES => {
            let mut lines = Vec::new();
            for _ in 0..reader.size()? {
                let (line, seen) = along(reader, directory, near)?;
                if near && (seen || window.is_none()) {
                    lines.push(LineString(line));
                }
            }
            Some((!lines.is_empty()).then(|| match lines.len() {
                1 => Geometry::LineString(lines.remove(0)),
                _ => Geometry::MultiLineString(MultiLineString(lines)),
            }))
        }
        POLYGONS => {
            let mut polygons = Vec::new();
            for _ in 0..reader.size()? {
                let rings = (0..reader.size()?).map(|_| along(reader, directory, near)).collect::<Option<Vec<_>>>()?;
                let mut rings = rings.into_iter().map(|(ring, _)| LineString(ring));
                let Some(exterior) = rings.next().filter(|_| near) else { continue };
                polygons.push(Polygon::new(exterior, rings.collect()));
            }
            Some((!polygons.is_empty()).then(|| match polygons.len() {
                1 => Geometry::Polygon(polygons.remove(0)),
                _ => Geometry::MultiPolygon(MultiPolygon(polygons)),
            }))
        }
        _ => None,
    }
}

fn points(reader: &mut Reader, directory: &Directory, window: Option<&Window>) -> Option<Option<Geometry<f64>>> {
    let corners =
        (0..reader.size()?).map(|_| Some((reader.signed()?, reader.signed()?))).collect::<Option<Vec<_>>>()?;
    if window.is_some_and(|w| corners.iter().all(|c| !w.meets(*c, *c))) {
        return Some(None);
    }
    let point = |c: &Corner| Point(directory.coord(*c));
    Some(match corners.as_slice() {
        [] => None,
        [one] => Some(Geometry::Point(point(one))),
        more => Some(Geometry::MultiPoint(MultiPoint(more.iter().map(point).collect()))),
    })
}

/// A line along its arcs, and whether any of it is seen. Far ones are only passed over.
fn along(reader: &mut Reader, directory: &Directory, near: bool) -> Option<(Vec<Coord<f64>>, bool)> {
    let (mut line, mut seen) = (Vec::new(), false);
    for _ in 0..reader.size()? {
        let reference = reader.count()?;
        if near {
            seen |= directory.append(reference, &mut line)?;
        }
    }
    Some((line, seen))
}
