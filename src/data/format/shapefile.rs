//! Shapefiles: `.shp` with the `.dbf`, `.prj` and `.cpg` beside it, or all of them in a ZIP archive.
//!
//! After *ESRI Shapefile Technical Description* (July 1998). Points, lines, polygons and their variants with heights and measures, which are passed over;
//! multipatches are refused. A polygon's outer rings run clockwise, its holes lie in the outer ring before which they stand in area.
//! Positions in another reference system than WGS 84 are brought there, if `.prj` says which one.
//!
//! A shapefile without a `.dbf` gives features without properties.

use super::FeatureFile;
use super::dbase;
use super::error::FormatError;
use super::gathered::Gathered;
use super::positions::{Positions, Read, line, one_or_many, oriented, point};
use super::zip::Archive;
use crate::diagnostic::Diagnostic;
use geo::{Contains, Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use serde_json::Map;

/// How the bytes of files that belong together begin when they are handed on as one.
const BUNDLE: &[u8] = b"sitmap bundle\0";
/// How a main file begins: its code, big-endian.
const MAIN: [u8; 4] = [0, 0, 0x27, 0x0a];

/// The files of one shapefile.
#[derive(Debug, Default)]
pub struct Parts {
    shp: Vec<u8>,
    dbf: Option<Vec<u8>>,
    prj: Option<Vec<u8>>,
    cpg: Option<Vec<u8>>,
}

/// Is it a main file?
pub fn is_main(bytes: &[u8]) -> bool {
    bytes.starts_with(&MAIN) && bytes.len() >= 100
}

/// Endings of the files that belong to a main file.
pub const COMPANIONS: [&str; 3] = ["dbf", "prj", "cpg"];

/// A main file and its companions, in the order of [`COMPANIONS`], as one.
pub fn bundle(main: Vec<u8>, companions: [Option<Vec<u8>>; 3]) -> Vec<u8> {
    if companions.iter().all(Option::is_none) {
        return main;
    }
    let mut out = BUNDLE.to_vec();
    for part in std::iter::once(Some(main)).chain(companions) {
        let part = part.unwrap_or_default();
        out.extend((part.len() as u64).to_le_bytes());
        out.extend(part);
    }
    out
}

impl Parts {
    /// The parts of a main file alone, or of what [`bundle`] has made.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if is_main(bytes) {
            return Some(Self { shp: bytes.to_vec(), ..Self::default() });
        }
        let mut rest = bytes.strip_prefix(BUNDLE)?;
        let mut next = || {
            let (length, after) = rest.split_first_chunk::<8>()?;
            let (part, after) = after.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
            rest = after;
            Some(part.to_vec())
        };
        let shp = next()?;
        let mut filled = || next().filter(|p| !p.is_empty());
        Some(Self { shp, dbf: filled(), prj: filled(), cpg: filled() })
    }

    /// Do bytes begin as a main file, alone or with what belongs to it?
    pub fn is_one(head: &[u8]) -> bool {
        is_main(head) || head.starts_with(BUNDLE)
    }

    /// The parts in an archive; `None`: it has no main file.
    ///
    /// # Errors
    /// The archive is broken.
    pub fn within(archive: &Archive) -> Result<Option<Self>, FormatError> {
        let Some(main) = archive.ending(".shp") else { return Ok(None) };
        let stem = main[..main.len() - 4].to_lowercase();
        let part = |end: &str| {
            let name = archive.names().find(|n| n.to_lowercase() == format!("{stem}.{end}"));
            name.map_or(Ok(None), |n| archive.file(n))
        };
        let shp = archive.file(main)?.unwrap_or_default();
        Ok(Some(Self { shp, dbf: part("dbf")?, prj: part("prj")?, cpg: part("cpg")? }))
    }
}

/// Features of a shapefile.
///
/// # Errors
/// A file that is cut off in its header; another reference system; an encoding that can't be told.
pub fn read(name: &str, parts: &Parts) -> Result<FeatureFile, Vec<Diagnostic>> {
    let at = |fault: FormatError| vec![Diagnostic::from(fault)];
    let positions = positions(parts.prj.as_deref()).map_err(at)?;
    let cpg = parts.cpg.as_deref().map(|c| String::from_utf8_lossy(c).trim().to_owned());
    let attributes = parts.dbf.as_deref().map(|dbf| dbase::read(dbf, cpg.as_deref())).transpose().map_err(at)?;
    let attributes = attributes.unwrap_or_default();
    let mut gathered = Gathered::new(name, 0);
    gathered.told(if parts.prj.is_some() { positions.told() } else { Some(no_prj()) });
    gathered.told(attributes.told);
    if parts.dbf.is_none() {
        let message = "there is no .dbf file: the shapes have no attributes";
        gathered.told(Some(Diagnostic::warning("data::no-dbf", message)));
    }
    let mut rest = parts.shp.get(100..).unwrap_or_default();
    while let Some((content, after)) = record(rest) {
        rest = after;
        match attributes.rows.get(gathered.rows()).cloned() {
            // A row that is marked as deleted stands in the file and is none of its data.
            Some(None) => gathered.skip(),
            row => {
                let properties = row.flatten().unwrap_or_default();
                gathered.add(geometry(content, &positions), properties).map_err(at)?;
            }
        }
    }
    if !rest.is_empty() {
        let message = format!("the file is cut off after {} shapes", gathered.rows());
        gathered.told(Some(Diagnostic::warning("data::cut-off", message)));
    }
    Ok(gathered.file())
}

fn no_prj() -> Diagnostic {
    let message = "there is no .prj file; the shapefile is read as longitude and latitude on WGS 84";
    Diagnostic::warning("data::no-prj", message)
}

fn positions(prj: Option<&[u8]>) -> Result<Positions, FormatError> {
    prj.map_or(Ok(Positions::WGS_84), |prj| Positions::of_wkt(String::from_utf8_lossy(prj).trim()))
}

/// The content of the first record, and what follows it.
fn record(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let words = u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?);
    let length = usize::try_from(words).ok()?.checked_mul(2)?;
    bytes.get(8..)?.split_at_checked(length)
}

/// Numbers of a record, little-endian.
struct Numbers<'b> {
    bytes: &'b [u8],
    positions: &'b Positions,
}

impl Numbers<'_> {
    fn whole(&self, at: usize) -> Read<usize> {
        let bytes = self.bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).ok_or("the shape is cut off")?;
        usize::try_from(i32::from_le_bytes(bytes)).map_err(|_| "the shape has a negative count".to_owned())
    }

    fn position(&self, at: usize) -> Read<Coord<f64>> {
        let number = |at: usize| Some(f64::from_le_bytes(self.bytes.get(at..at + 8)?.try_into().ok()?));
        let (x, y) = number(at).zip(number(at + 8)).ok_or("the shape is cut off")?;
        self.positions.position(x, y)
    }

    fn list(&self, at: usize, count: usize) -> Read<Vec<Coord<f64>>> {
        if self.bytes.len() < at.saturating_add(count.saturating_mul(16)) {
            return Err("the shape is cut off".to_owned());
        }
        (0..count).map(|i| self.position(at + 16 * i)).collect()
    }

    /// Lines or rings: where each begins, then all positions.
    fn parts(&self) -> Read<Vec<Vec<Coord<f64>>>> {
        let (parts, points) = (self.whole(36)?, self.whole(40)?);
        let all = self.list(44usize.saturating_add(parts.saturating_mul(4)), points)?;
        let begins = (0..parts).map(|i| self.whole(44 + 4 * i)).collect::<Read<Vec<_>>>()?;
        let ends = begins.iter().copied().skip(1).chain([points]);
        let slice = |(begin, end): (&usize, usize)| all.get(*begin..end).map(<[_]>::to_vec);
        begins.iter().zip(ends).map(slice).collect::<Option<_>>().ok_or("the shape’s parts overlap".to_owned())
    }
}

/// The geometry of a record; `None` for the null shape.
fn geometry(content: &[u8], positions: &Positions) -> Read<Option<Geometry<f64>>> {
    let numbers = Numbers { bytes: content, positions };
    Ok(match numbers.whole(0)? {
        0 => None,
        1 | 11 | 21 => Some(Geometry::Point(point(numbers.position(4)?))),
        8 | 18 | 28 => {
            let points = numbers.list(40, numbers.whole(36)?)?;
            Some(Geometry::MultiPoint(MultiPoint(points.into_iter().map(point).collect())))
        }
        3 | 13 | 23 => {
            let lines = numbers.parts()?.into_iter().map(line).collect::<Read<Vec<_>>>()?;
            one_or_many(lines, MultiLineString)
        }
        5 | 15 | 25 => one_or_many(polygons(numbers.parts()?)?, MultiPolygon),
        31 => return Err("multipatches are not read".to_owned()),
        other => return Err(format!("there is no shape of type {other}")),
    })
}

/// Rings that run clockwise begin polygons; the others are holes of the one that holds them.
fn polygons(rings: Vec<Vec<Coord<f64>>>) -> Read<Vec<Polygon<f64>>> {
    if rings.iter().any(|r| r.len() < 4) {
        return Err("a ring has four positions or more".to_owned());
    }
    let doubled_area = |r: &[Coord<f64>]| r.windows(2).map(|w| w[0].x * w[1].y - w[1].x * w[0].y).sum::<f64>();
    let (outer, holes): (Vec<_>, Vec<_>) = rings.into_iter().partition(|r| doubled_area(r) <= 0.0);
    // Files with all rings the wrong way round have outer rings only.
    let (outer, holes) = if outer.is_empty() { (holes, Vec::new()) } else { (outer, holes) };
    let mut polygons: Vec<Polygon<f64>> = outer.into_iter().map(|r| Polygon::new(LineString(r), Vec::new())).collect();
    for hole in holes {
        let corner = Point::from(hole[0]);
        let at = polygons.iter().position(|p| p.contains(&corner)).unwrap_or(0);
        polygons[at].interiors_push(LineString(hole));
    }
    Ok(polygons.iter().map(oriented).collect())
}

/// Properties of a row, or nothing for one that is marked as deleted.
pub type Row = Option<Map<String, serde_json::Value>>;
