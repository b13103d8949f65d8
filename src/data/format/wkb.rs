//! Well-known binary: geometry as databases hold it (OGC 06-103r4, section 8; extended WKB of PostGIS for its flags).
//!
//! Heights and measures are passed over. Empty geometries are none. Curves and surfaces are refused, for their name would say more than a line can.

use super::positions::{Positions, Read, line, one_or_many, point, polygon};
use geo::{Coord, Geometry, GeometryCollection, MultiLineString, MultiPoint, MultiPolygon};

/// Collections within collections.
const DEEPEST: usize = 16;

/// The geometry of some bytes; `None`: it is empty.
pub(super) fn geometry(bytes: &[u8], positions: &Positions) -> Read<Option<Geometry<f64>>> {
    Cursor { rest: bytes, little: true, positions }.geometry(0)
}

struct Cursor<'b> {
    rest: &'b [u8],
    little: bool,
    positions: &'b Positions,
}

/// What a geometry's head says: its kind, and how many numbers a position has.
struct Head {
    kind: u32,
    numbers: usize,
}

impl Cursor<'_> {
    fn bytes<const N: usize>(&mut self) -> Read<[u8; N]> {
        let (bytes, rest) = self.rest.split_first_chunk::<N>().ok_or("the geometry is cut off")?;
        self.rest = rest;
        Ok(*bytes)
    }

    fn whole(&mut self) -> Read<u32> {
        let bytes = self.bytes::<4>()?;
        Ok(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn number(&mut self) -> Read<f64> {
        let bytes = self.bytes::<8>()?;
        Ok(if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn head(&mut self) -> Read<Head> {
        self.little = match self.bytes::<1>()? {
            [0] => false,
            [1] => true,
            _ => return Err("the geometry has no byte order".to_owned()),
        };
        let code = self.whole()?;
        let (z, m, srid) = (code & 0x8000_0000 != 0, code & 0x4000_0000 != 0, code & 0x2000_0000 != 0);
        if srid {
            self.whole()?;
        }
        let code = code & 0x0fff_ffff;
        let more = match code / 1000 {
            0 => usize::from(z) + usize::from(m),
            1 | 2 => 1,
            3 => 2,
            _ => return Err(format!("there is no geometry of type {code}")),
        };
        Ok(Head { kind: code % 1000, numbers: 2 + more })
    }

    /// Two numbers, of those that a position has; both are NaN for an empty point.
    fn pair(&mut self, numbers: usize) -> Read<(f64, f64)> {
        let pair = (self.number()?, self.number()?);
        for _ in 2..numbers {
            self.number()?;
        }
        Ok(pair)
    }

    fn line_positions(&mut self, numbers: usize) -> Read<Vec<Coord<f64>>> {
        let count = self.count(8 * numbers)?;
        let positions = self.positions;
        (0..count).map(|_| self.pair(numbers).and_then(|(x, y)| positions.position(x, y))).collect()
    }

    /// A count of parts that take so many bytes at least.
    fn count(&mut self, least: usize) -> Read<usize> {
        let count = usize::try_from(self.whole()?).unwrap_or(usize::MAX);
        if count > self.rest.len() / least { Err("the geometry is cut off".to_owned()) } else { Ok(count) }
    }

    fn parts(&mut self, depth: usize) -> Read<Vec<Geometry<f64>>> {
        let count = self.count(5)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            parts.extend(self.geometry(depth + 1)?);
        }
        Ok(parts)
    }

    fn geometry(&mut self, depth: usize) -> Read<Option<Geometry<f64>>> {
        if depth > DEEPEST {
            return Err(format!("collections are nested more than {DEEPEST} deep"));
        }
        let Head { kind, numbers } = self.head()?;
        Ok(match kind {
            1 => {
                let (x, y) = self.pair(numbers)?;
                if x.is_nan() && y.is_nan() {
                    return Ok(None);
                }
                Some(Geometry::Point(point(self.positions.position(x, y)?)))
            }
            2 => {
                let positions = self.line_positions(numbers)?;
                if positions.is_empty() { None } else { Some(Geometry::LineString(line(positions)?)) }
            }
            3 => {
                let count = self.count(4)?;
                let rings = (0..count).map(|_| self.line_positions(numbers)).collect::<Read<Vec<_>>>()?;
                polygon(rings)?.map(Geometry::Polygon)
            }
            4..=6 => many(kind, self.parts(depth)?)?,
            7 => match self.parts(depth)? {
                parts if parts.is_empty() => None,
                parts => Some(Geometry::GeometryCollection(GeometryCollection(parts))),
            },
            8..=15 | 17 => return Err("curves and surfaces are not read".to_owned()),
            other => return Err(format!("there is no geometry of type {other}")),
        })
    }
}

/// Parts that are all of one kind.
fn many(kind: u32, parts: Vec<Geometry<f64>>) -> Read<Option<Geometry<f64>>> {
    let wrong = || "a part of the geometry is of another kind".to_owned();
    Ok(match kind {
        4 => {
            let points = parts.into_iter().map(|p| p.try_into().map_err(|_| wrong()));
            one_or_many(points.collect::<Read<Vec<geo::Point<f64>>>>()?, MultiPoint)
        }
        5 => {
            let lines = parts.into_iter().map(|p| p.try_into().map_err(|_| wrong()));
            one_or_many(lines.collect::<Read<Vec<geo::LineString<f64>>>>()?, MultiLineString)
        }
        _ => {
            let polygons = parts.into_iter().map(|p| p.try_into().map_err(|_| wrong()));
            one_or_many(polygons.collect::<Read<Vec<geo::Polygon<f64>>>>()?, MultiPolygon)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(hex: &str) -> Read<Option<Geometry<f64>>> {
        let digit = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).unwrap();
        geometry(&(0..hex.len()).step_by(2).map(digit).collect::<Vec<_>>(), &Positions::WGS_84)
    }

    /// Bytes by shapely 2.1 (`to_wkb`), of POINT (36.5 35.25) and the like.
    #[test]
    fn geometries_of_another_program() {
        let place = Geometry::Point(geo::Point::new(36.5, 35.25));
        assert_eq!(read("010100000000000000004042400000000000a04140").unwrap().as_ref(), Some(&place));
        assert_eq!(read("000000000140424000000000004041a00000000000").unwrap().as_ref(), Some(&place));
        // With a height, after ISO and as PostGIS writes it with a code of its system.
        assert_eq!(read("01e903000000000000004042400000000000a041400000000000002440").unwrap().as_ref(), Some(&place));
        assert_eq!(
            read("01010000a0e610000000000000004042400000000000a041400000000000002440").unwrap().as_ref(),
            Some(&place)
        );
        assert_eq!(read("0101000000000000000000f87f000000000000f87f").unwrap(), None);
    }

    #[test]
    fn what_is_cut_off_or_unknown_is_told() {
        let whole = "010100000000000000004042400000000000a04140";
        for end in (0..whole.len()).step_by(2) {
            assert!(read(&whole[..end]).is_err(), "{end}");
        }
        assert!(read("0108000000").unwrap_err().contains("curves"));
        assert!(read("01ff000000").unwrap_err().contains("type 255"));
        assert!(read("0102000000ffffffff").unwrap_err().contains("cut off"));
        let nested = "010700000001000000".repeat(100);
        assert!(read(&nested).unwrap_err().contains("nested"));
    }
}
