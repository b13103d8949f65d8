//! Geometries: nested arrays of positions, whose meaning the type tells before or after them.

use super::cursor::Cursor;
use crate::data::geojson::read::point;
use crate::data::geojson::rings;
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon};

/// A ring that is odd, but can be read.
pub struct Note {
    /// The feature that has it, counted from 0 within its task.
    pub feature: usize,
    /// Byte of the ring.
    pub at: usize,
    pub pointer: String,
    pub message: String,
}

/// Positions, and the byte that their list begins at.
struct Line {
    at: usize,
    coords: Vec<Coord<f64>>,
    /// Do its first and last position say the same of heights?
    level: bool,
}

/// Coordinates by how deep they are nested.
enum Nested {
    Position(Coord<f64>),
    Positions(Line),
    Lines(Vec<Line>),
    Polygons(Vec<Vec<Line>>),
}

/// The geometry object at the cursor.
pub fn read(cursor: &mut Cursor, feature: usize, notes: &mut Vec<Note>) -> Option<Geometry<f64>> {
    cursor.take(b'{')?;
    let mut names = Vec::new();
    let (mut kind, mut coordinates) = (None, None);
    loop {
        let name = cursor.name()?;
        if names.contains(&name) {
            return None;
        }
        names.push(name);
        match name {
            "type" => kind = Some(cursor.plain_string()?),
            "coordinates" => coordinates = Some(nested(cursor)?),
            "bbox" | "crs" | "geometries" | "geometry" | "properties" | "features" => return None,
            _ => _ = cursor.node(4)?,
        }
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    shaped(kind?, coordinates?, &mut Rings { feature, notes })
}

fn shaped(kind: &str, coordinates: Nested, rings: &mut Rings) -> Option<Geometry<f64>> {
    Some(match (kind, coordinates) {
        ("Point", Nested::Position(c)) => Geometry::Point(point((c.x, c.y))),
        ("MultiPoint", Nested::Positions(line)) => {
            let points = line.coords.into_iter().map(|c| point((c.x, c.y)));
            Geometry::MultiPoint(MultiPoint(points.collect()))
        }
        ("LineString", Nested::Positions(line)) => Geometry::LineString(line_string(line)?),
        ("MultiLineString", Nested::Lines(lines)) => {
            let lines: Option<Vec<LineString<f64>>> = lines.into_iter().map(line_string).collect();
            Geometry::MultiLineString(MultiLineString(lines?))
        }
        ("Polygon", Nested::Lines(lines)) => Geometry::Polygon(rings.polygon(lines, "/geometry/coordinates")?),
        ("MultiPolygon", Nested::Polygons(polygons)) => {
            let polygons = polygons.into_iter().enumerate();
            let polygons: Option<Vec<Polygon<f64>>> =
                polygons.map(|(i, lines)| rings.polygon(lines, &format!("/geometry/coordinates/{i}"))).collect();
            Geometry::MultiPolygon(MultiPolygon(polygons?))
        }
        _ => return None,
    })
}

/// A line of two positions or more that doesn't jump across 180°.
fn line_string(line: Line) -> Option<LineString<f64>> {
    let line = unturned(line);
    (line.0.len() > 1 && rings::jump(&line).is_none()).then_some(line)
}

/// A line whose longitudes are within ±180°, so that none is turned: the exact reader adds 0°, by which −0° becomes 0°.
fn unturned(mut line: Line) -> LineString<f64> {
    line.coords.iter_mut().for_each(|c| c.x += 0.0);
    LineString::new(line.coords)
}

/// Where notes on rings go.
struct Rings<'n> {
    feature: usize,
    notes: &'n mut Vec<Note>,
}

impl Rings<'_> {
    /// A polygon whose rings are odd in nothing but their winding.
    fn polygon(&mut self, lines: Vec<Line>, pointer: &str) -> Option<Polygon<f64>> {
        let mut found = Vec::with_capacity(lines.len());
        for (i, line) in lines.into_iter().enumerate() {
            let (at, closed) = (line.at, line.level && line.coords.first() == line.coords.last());
            let ring = unturned(line);
            if !closed || ring.0.len() < 4 || rings::oddity(&ring).is_some() {
                return None;
            }
            if let Some(message) = rings::wrong_winding(&ring, i > 0) {
                let pointer = format!("{pointer}/{i}");
                self.notes.push(Note { feature: self.feature, at, pointer, message });
            }
            found.push(ring);
        }
        if !rings::holes_outside(&found).is_empty() {
            return None;
        }
        let mut found = found.into_iter();
        Some(Polygon::new(found.next()?, found.collect()))
    }
}

/// Coordinates as deep as they are nested at their beginning.
fn nested(cursor: &mut Cursor) -> Option<Nested> {
    let start = cursor.at;
    let mut depth = 0;
    while cursor.peek()? == b'[' {
        depth += 1;
        cursor.at += 1;
        cursor.space();
    }
    cursor.at = start;
    Some(match depth {
        1 => Nested::Position(position(cursor)?.0),
        2 => Nested::Positions(line(cursor)?),
        3 => Nested::Lines(each(cursor, line)?),
        4 => Nested::Polygons(each(cursor, |cursor| each(cursor, line))?),
        _ => return None,
    })
}

/// A list of one thing or more.
fn each<T>(cursor: &mut Cursor, mut one: impl FnMut(&mut Cursor) -> Option<T>) -> Option<Vec<T>> {
    let mut found = Vec::new();
    cursor.take(b'[')?;
    loop {
        cursor.space();
        found.push(one(cursor)?);
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b']' => return Some(found),
            _ => return None,
        }
    }
}

fn line(cursor: &mut Cursor) -> Option<Line> {
    let (at, mut first, mut last) = (cursor.at, None, None);
    let coords = each(cursor, |cursor| {
        let (coord, height) = position(cursor)?;
        first.get_or_insert(height);
        last = Some(height);
        Some(coord)
    })?;
    Some(Line { at, coords, level: first == last })
}

/// A position of two numbers, or three, of which the third, its height, is not kept.
fn position(cursor: &mut Cursor) -> Option<(Coord<f64>, Option<f64>)> {
    cursor.take(b'[')?;
    let mut numbers = [0.0; 3];
    let mut count = 0;
    loop {
        cursor.space();
        *numbers.get_mut(count)? = cursor.number()?.0;
        count += 1;
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b']' => break,
            _ => return None,
        }
    }
    let [x, y, height] = numbers;
    let sound = count > 1 && (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
    sound.then_some((Coord { x, y }, (count > 2).then_some(height)))
}
