//! Shapes that a place can lie in, in well-known text and as a box.

use super::ConditionError;
use super::lexer::Token;
use super::parser::Parser;
use crate::geographic::{Extent, LonLat, turn_deg};
use crate::spatial::polygon_contains;

/// A part of the earth.
#[derive(Debug, Clone, PartialEq)]
pub enum Region {
    /// West, south, east, north; across 180° where east is west of west.
    Box(Extent),
    /// Polygons as rings, the first of each its outline.
    Polygons(Vec<Vec<Vec<LonLat>>>),
    /// A place.
    Point(LonLat),
}

/// Words that a shape begins with.
pub const WORDS: [&str; 4] = ["POINT", "POLYGON", "MULTIPOLYGON", "BBOX"];

impl Region {
    /// Does it hold a place?
    pub fn contains(&self, place: LonLat) -> bool {
        match self {
            Self::Box(extent) => extent.contains(place),
            Self::Polygons(polygons) => polygons.iter().any(|rings| polygon_contains(rings, place)),
            Self::Point(point) => point.lat_deg == place.lat_deg && turn_deg(point.lon_deg - place.lon_deg) == 0.0,
        }
    }

    /// Reads one; the parser stands after its first word.
    pub(super) fn read(word: &str, column: usize, parser: &mut Parser) -> Result<Self, ConditionError> {
        parser.sign("(", "“(”")?;
        let region = match word {
            "BBOX" => {
                let mut edges = vec![number(parser)?];
                while parser.takes(",") {
                    edges.push(number(parser)?);
                }
                let [west, south, east, north] = edges[..] else {
                    return Err(literal(column, "no box", "west, south, east, north are wanted"));
                };
                let sound =
                    west.abs().max(east.abs()) <= 180.0 && south.abs().max(north.abs()) <= 90.0 && south <= north;
                if !sound {
                    return Err(literal(column, "no box", "west, south, east, north in degrees are wanted"));
                }
                Self::Box(Extent::new(west, south, east, north))
            }
            "POINT" => Self::Point(position(column, parser)?),
            "POLYGON" => Self::Polygons(vec![rings(column, parser)?]),
            _ => {
                let mut polygons = Vec::new();
                loop {
                    parser.sign("(", "“(”")?;
                    polygons.push(rings(column, parser)?);
                    parser.sign(")", "“)”")?;
                    if !parser.takes(",") {
                        break Self::Polygons(polygons);
                    }
                }
            }
        };
        parser.sign(")", "“)”")?;
        Ok(region)
    }
}

fn literal(column: usize, what: &'static str, fault: &str) -> ConditionError {
    ConditionError::Literal { column, what, fault: fault.to_owned() }
}

fn number(parser: &mut Parser) -> Result<f64, ConditionError> {
    let minus = parser.takes("-");
    match parser.take() {
        Some((_, Token::Number(number))) => Ok(if minus { -number } else { *number }),
        found => Err(parser.expected("a number", found)),
    }
}

fn position(column: usize, parser: &mut Parser) -> Result<LonLat, ConditionError> {
    let (lon, lat) = (number(parser)?, number(parser)?);
    if lon.abs() > 540.0 || lat.abs() > 90.0 {
        return Err(literal(column, "no shape", "longitude comes first, in degrees"));
    }
    Ok(LonLat::new(lon, lat))
}

/// Rings in brackets, with commas between; each ends where it begins.
fn rings(column: usize, parser: &mut Parser) -> Result<Vec<Vec<LonLat>>, ConditionError> {
    let mut rings = Vec::new();
    loop {
        parser.sign("(", "“(”")?;
        let mut ring = vec![position(column, parser)?];
        while parser.takes(",") {
            ring.push(position(column, parser)?);
        }
        parser.sign(")", "“)”")?;
        if ring.len() < 4 || ring.first() != ring.last() {
            return Err(literal(
                column,
                "no polygon",
                "a ring has four positions or more, the last the same as the first",
            ));
        }
        rings.push(ring);
        if !parser.takes(",") {
            return Ok(rings);
        }
    }
}
