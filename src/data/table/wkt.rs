//! Geometries as well-known text (OGC 06-103r4, §7): `POINT (36.51 36.12)`, `MULTIPOLYGON (…)`, with an `SRID=4326;` in front as PostGIS
//! writes it. Longitude comes first. Heights and measures are passed over; curves and surfaces are refused.

use crate::geographic::normalize_lon_deg;
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};

/// Nesting of collections that is read.
const DEPTH: usize = 16;

/// Does a cell begin as well-known text does?
pub fn looks_like(cell: &str) -> bool {
    let text = cell.trim_start().to_ascii_uppercase();
    let kinds = ["SRID=", "POINT", "LINESTRING", "POLYGON", "MULTI", "GEOMETRYCOLLECTION"];
    kinds.iter().any(|k| text.starts_with(k)) && (text.contains('(') || text.ends_with("EMPTY"))
}

/// A geometry; `None` for an empty one.
///
/// # Errors
/// What is wrong with it, in words.
pub fn geometry(cell: &str) -> Result<Option<Geometry<f64>>, String> {
    let text = cell.trim();
    let body = match text.split_once(';') {
        Some((srid, body)) if srid.to_ascii_uppercase().starts_with("SRID=") => {
            if !matches!(srid[5..].trim(), "4326" | "0" | "4979") {
                return Err(format!("its reference system {srid} is not longitude and latitude on WGS 84"));
            }
            body
        }
        _ => text,
    };
    let mut reader = Reader { rest: body };
    let read = reader.tagged(DEPTH)?;
    reader.skip();
    if reader.rest.is_empty() { Ok(read) } else { Err("there is more after its end".to_owned()) }
}

struct Reader<'t> {
    rest: &'t str,
}

type Read<T> = Result<T, String>;

impl Reader<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, mark: char) -> bool {
        self.skip();
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn wants(&mut self, mark: char) -> Read<()> {
        if self.takes(mark) { Ok(()) } else { Err(format!("“{mark}” is missing in the well-known text")) }
    }

    fn word(&mut self) -> String {
        self.skip();
        let end = self.rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_ascii_uppercase()
    }

    /// A kind and what follows it.
    fn tagged(&mut self, depth: usize) -> Read<Option<Geometry<f64>>> {
        let mut kind = self.word();
        for dimension in ["ZM", "Z", "M"] {
            if let Some(bare) = kind.strip_suffix(dimension).filter(|k| KINDS.contains(k)) {
                kind = bare.to_owned();
            }
        }
        if !KINDS.contains(&kind.as_str()) || depth == 0 {
            return Err(format!("“{kind}” is no kind of geometry that is read"));
        }
        let before = self.rest;
        match self.word().as_str() {
            "EMPTY" => return Ok(None),
            "Z" | "M" | "ZM" => {
                let before = self.rest;
                if self.word() == "EMPTY" {
                    return Ok(None);
                }
                self.rest = before;
            }
            _ => self.rest = before,
        }
        Ok(Some(match kind.as_str() {
            "POINT" => Geometry::Point(Point::from(self.one_position()?)),
            "LINESTRING" => Geometry::LineString(self.line()?),
            "POLYGON" => Geometry::Polygon(self.polygon()?),
            "MULTIPOINT" => Geometry::MultiPoint(MultiPoint(self.list(|r| {
                let position = if r.rest.trim_start().starts_with('(') { r.one_position()? } else { r.position()? };
                Ok(Point::from(position))
            })?)),
            "MULTILINESTRING" => Geometry::MultiLineString(MultiLineString(self.list(Self::line)?)),
            "MULTIPOLYGON" => Geometry::MultiPolygon(MultiPolygon(self.list(Self::polygon)?)),
            _ => {
                let parts = self.list(|r| r.tagged(depth - 1))?;
                Geometry::GeometryCollection(parts.into_iter().flatten().collect())
            }
        }))
    }

    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        self.wants('(')?;
        let mut items = vec![one(self)?];
        while self.takes(',') {
            items.push(one(self)?);
        }
        self.wants(')')?;
        Ok(items)
    }

    fn one_position(&mut self) -> Read<Coord<f64>> {
        self.wants('(')?;
        let position = self.position()?;
        self.wants(')')?;
        Ok(Coord { x: normalize_lon_deg(position.x), y: position.y })
    }

    /// Longitude, latitude, and what else is passed over.
    fn position(&mut self) -> Read<Coord<f64>> {
        let mut numbers = Vec::new();
        loop {
            self.skip();
            let end =
                self.rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')')).unwrap_or(self.rest.len());
            if end == 0 {
                break;
            }
            let (text, rest) = self.rest.split_at(end);
            let number = text.parse::<f64>().ok().filter(|n| n.is_finite());
            numbers.push(number.ok_or_else(|| format!("“{text}” is no number"))?);
            self.rest = rest;
        }
        match numbers.as_slice() {
            [x, y] | [x, y, _] | [x, y, _, _] if x.abs() <= 540.0 && y.abs() <= 90.0 => Ok(Coord { x: *x, y: *y }),
            [x, y] | [x, y, _] | [x, y, _, _] => Err(format!("{x} {y} is not on the earth; longitude comes first")),
            _ => Err(format!("a position has 2 to 4 numbers, found {}", numbers.len())),
        }
    }

    fn line(&mut self) -> Read<LineString<f64>> {
        let line = self.list(Self::position)?;
        if line.len() < 2 { Err("a line has two positions or more".to_owned()) } else { Ok(LineString(line)) }
    }

    fn polygon(&mut self) -> Read<Polygon<f64>> {
        let rings = self.list(Self::line)?;
        if rings.iter().any(|r| r.0.len() < 4 || !r.is_closed()) {
            return Err("a ring has four positions or more, and the last repeats the first".to_owned());
        }
        let mut rings = rings.into_iter();
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        Ok(Polygon::new(outer, rings.collect()))
    }
}

const KINDS: [&str; 7] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_geometry() {
        let point = |x, y| Geometry::Point(Point::new(x, y));
        for text in [
            "POINT (36.5 36.1)",
            "Point(36.5 36.1)",
            "SRID=4326;POINT(36.5 36.1)",
            "POINT Z (36.5 36.1 400)",
            "POINTZ(36.5 36.1 4)",
        ] {
            assert_eq!(geometry(text), Ok(Some(point(36.5, 36.1))), "{text}");
            assert!(looks_like(text));
        }
        assert_eq!(geometry("POINT EMPTY"), Ok(None));
        assert_eq!(geometry("POINT Z EMPTY"), Ok(None));
        for text in [
            "LINESTRING (0 0, 1 1)",
            "POLYGON ((0 0, 1 0, 1 1, 0 0), (0.1 0.1, 0.2 0.1, 0.2 0.2, 0.1 0.1))",
            "MULTIPOINT (0 0, 1 1)",
            "MULTIPOINT ((0 0), (1 1))",
            "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))",
            "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (0 0, 1 1))",
        ] {
            assert!(geometry(text).unwrap().is_some(), "{text}");
        }
    }

    #[test]
    fn faults_are_told() {
        for (text, why) in [
            ("POINT (36.1 136.5)", "longitude comes first"),
            ("POINT (36.5)", "2 to 4 numbers"),
            ("POINT (a b)", "no number"),
            ("POINT (1 2", "“)” is missing"),
            ("POINT (1 2) x", "more after its end"),
            ("SRID=32637;POINT (1 2)", "SRID=32637"),
            ("CIRCULARSTRING (0 0, 1 1)", "no kind of geometry"),
            ("POLYGON ((0 0, 1 0, 0 0))", "four positions"),
            ("POINT (nan 1)", "no number"),
        ] {
            let found = geometry(text).expect_err(text);
            assert!(found.contains(why), "{text}: {found}");
        }
        let deep = "GEOMETRYCOLLECTION (".repeat(100_000);
        assert!(geometry(&deep).is_err());
        assert!(!looks_like("Point Pleasant"));
    }
}
