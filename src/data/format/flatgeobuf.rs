//! FlatGeobuf 3 (flatgeobuf.org): features one after the other, in the order of their index.
//!
//! The tables of header and features are those of the crate `flatgeobuf`, each verified before it is looked into; its reader is not used, because it panics on
//! files with changed bytes. The index is passed over. Heights and measures too; curves are refused.

use super::FeatureFile;
use super::error::FormatError;
use super::gathered::Gathered;
use super::positions::{Positions, Read, line, one_or_many, point, polygon};
use crate::diagnostic::Diagnostic;
use flatgeobuf::{ColumnType, Geometry as Shape, GeometryType, Header};
use geo::{Coord, Geometry, GeometryCollection, MultiLineString, MultiPoint, MultiPolygon};
use serde_json::{Map, Value};

/// How a file begins; the fourth byte is the version.
pub(super) const BEGINNING: &[u8] = b"fgb\x03fgb";
/// Bytes of the header at most, as the crate has it.
const LONGEST_HEADER: usize = 10 << 20;
/// Bytes of an entry of the index.
const ENTRY: u64 = 40;

/// Features of a file.
///
/// # Errors
/// A header that is cut off or damaged; a reference system that is not known.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<FeatureFile, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![Diagnostic::from(fault)];
    let (header_bytes, rest) = bytes.get(8..).and_then(sized).ok_or_else(|| one(broken("its header is cut off")))?;
    if header_bytes.len() > LONGEST_HEADER {
        return Err(one(broken("its header is too long")));
    }
    let header = flatgeobuf::size_prefixed_root_as_header(header_bytes).map_err(|e| one(broken(e)))?;
    let positions = positions(&header).map_err(one)?;
    let skipped = usize::try_from(index_size(&header)).unwrap_or(usize::MAX);
    let mut rest = rest.get(skipped..).ok_or_else(|| one(broken("its index is cut off")))?;
    let columns = columns(&header);
    let mut gathered = Gathered::new(name, 0);
    gathered.told(positions.told());
    while let Some((feature, after)) = sized(rest) {
        rest = after;
        match flatgeobuf::size_prefixed_root_as_feature(feature) {
            Ok(feature) => {
                let members = feature.properties().map_or_else(Map::new, |p| properties(p.bytes(), &columns));
                let shape = feature.geometry();
                let place = shape.map_or(Ok(None), |s| geometry(s, header.geometry_type(), &positions));
                gathered.add(place, members).map_err(one)?;
            }
            Err(fault) => {
                let damaged = format!("the feature is damaged: {fault}");
                gathered.add(Err(damaged), Map::new()).map_err(one)?;
            }
        }
    }
    if !rest.is_empty() {
        let message = format!("the file is cut off after {} features", gathered.rows());
        gathered.told(Some(Diagnostic::warning("data::cut-off", message)));
    }
    Ok(gathered.file())
}

fn broken(why: impl ToString) -> FormatError {
    FormatError::Archive("FlatGeobuf file", why.to_string())
}

/// The first part with the size before it, and what follows.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let size = u32::from_le_bytes(*bytes.first_chunk::<4>()?);
    bytes.split_at_checked(usize::try_from(size).ok()?.checked_add(4)?)
}

/// Bytes of the index: a packed tree, whose levels each have as many entries as the one below has nodes.
fn index_size(header: &Header) -> u64 {
    let (node, mut entries) = (u64::from(header.index_node_size()), header.features_count());
    if node < 2 || entries == 0 {
        return 0;
    }
    let mut all = entries;
    // A single feature has a root above it too.
    loop {
        entries = entries.div_ceil(node);
        all = all.saturating_add(entries);
        if entries == 1 {
            break;
        }
    }
    all.saturating_mul(ENTRY)
}

fn positions(header: &Header) -> Result<Positions, FormatError> {
    let Some(system) = header.crs() else { return Ok(Positions::WGS_84) };
    let code = u32::try_from(system.code()).ok().filter(|c| *c != 0);
    match (code, system.wkt()) {
        (Some(code), text) if system.org().is_none_or(|o| o.eq_ignore_ascii_case("EPSG")) => {
            Positions::of_epsg(code, text)
        }
        (_, Some(text)) => Positions::of_wkt(text),
        (_, None) => match system.code_string().or(system.name()) {
            Some("CRS84") | None => Ok(Positions::WGS_84),
            Some(other) => Err(FormatError::ReferenceSystem(other.to_owned())),
        },
    }
}

/// Name and type of each column.
fn columns(header: &Header) -> Vec<(String, ColumnType)> {
    let columns = header.columns();
    columns.into_iter().flatten().map(|column| (column.name().to_owned(), column.type_())).collect()
}

/// Properties as the columns have them; what can't be read ends them. Null is not written.
fn properties(mut rest: &[u8], columns: &[(String, ColumnType)]) -> Map<String, Value> {
    let mut members = Map::new();
    while let Some((number, after)) = rest.split_first_chunk::<2>() {
        let Some((name, kind)) = columns.get(usize::from(u16::from_le_bytes(*number))) else { break };
        let Some((value, after)) = value(after, *kind) else { break };
        members.insert(name.clone(), value);
        rest = after;
    }
    members
}

/// A value of a type at the beginning of some bytes, and what follows it.
fn value(bytes: &[u8], kind: ColumnType) -> Option<(Value, &[u8])> {
    macro_rules! number {
        ($type:ty, $size:literal) => {{
            let (bytes, rest) = bytes.split_first_chunk::<$size>()?;
            (Value::from(<$type>::from_le_bytes(*bytes)), rest)
        }};
    }
    Some(match kind {
        ColumnType::Byte => number!(i8, 1),
        ColumnType::UByte => number!(u8, 1),
        ColumnType::Bool => {
            let ([byte], rest) = bytes.split_first_chunk::<1>()?;
            (Value::from(*byte != 0), rest)
        }
        ColumnType::Short => number!(i16, 2),
        ColumnType::UShort => number!(u16, 2),
        ColumnType::Int => number!(i32, 4),
        ColumnType::UInt => number!(u32, 4),
        ColumnType::Long => number!(i64, 8),
        ColumnType::ULong => number!(u64, 8),
        ColumnType::Float => number!(f32, 4),
        ColumnType::Double => number!(f64, 8),
        ColumnType::String | ColumnType::Json | ColumnType::DateTime => {
            let (text, rest) = sized(bytes)?;
            (String::from_utf8_lossy(&text[4..]).into_owned().into(), rest)
        }
        ColumnType::Binary => (Value::Null, sized(bytes)?.1),
        _ => return None,
    })
}

/// A geometry; where all of a file are of one kind only the header says which.
fn geometry(shape: Shape, kind: GeometryType, positions: &Positions) -> Read<Option<Geometry<f64>>> {
    let kind = if kind == GeometryType::Unknown { shape.type_() } else { kind };
    let parts = || shape.parts().into_iter().flatten();
    Ok(match kind {
        GeometryType::Point => pairs(&shape, positions)?.into_iter().next().map(|c| Geometry::Point(point(c))),
        GeometryType::MultiPoint => one_or_many(pairs(&shape, positions)?.into_iter().map(point).collect(), MultiPoint),
        GeometryType::LineString => match pairs(&shape, positions)? {
            none if none.is_empty() => None,
            some => Some(Geometry::LineString(line(some)?)),
        },
        GeometryType::MultiLineString => {
            let lines = runs(&shape, positions)?.into_iter().map(line);
            one_or_many(lines.collect::<Read<_>>()?, MultiLineString)
        }
        GeometryType::Polygon => polygon(runs(&shape, positions)?)?.map(Geometry::Polygon),
        GeometryType::MultiPolygon => {
            let polygons = parts().map(|p| polygon(runs(&p, positions)?)).collect::<Read<Vec<_>>>()?;
            one_or_many(polygons.into_iter().flatten().collect(), MultiPolygon)
        }
        GeometryType::GeometryCollection => {
            let all = parts().map(|p| geometry(p, GeometryType::Unknown, positions)).collect::<Read<Vec<_>>>()?;
            let all: Vec<_> = all.into_iter().flatten().collect();
            if all.is_empty() { None } else { Some(Geometry::GeometryCollection(GeometryCollection(all))) }
        }
        GeometryType::Unknown => return Err("the geometry is of no known kind".to_owned()),
        _ => return Err("curves and surfaces are not read".to_owned()),
    })
}

/// All positions; an empty point is written as two NaN.
fn pairs(shape: &Shape, positions: &Positions) -> Read<Vec<Coord<f64>>> {
    let Some(numbers) = shape.xy() else { return Ok(Vec::new()) };
    let numbers: Vec<f64> = numbers.iter().collect();
    if let [x, y] = numbers.as_slice()
        && x.is_nan()
        && y.is_nan()
    {
        return Ok(Vec::new());
    }
    numbers.chunks_exact(2).map(|pair| positions.position(pair[0], pair[1])).collect()
}

/// Lines or rings: where each ends is told, unless there is only one.
fn runs(shape: &Shape, positions: &Positions) -> Read<Vec<Vec<Coord<f64>>>> {
    let all = pairs(shape, positions)?;
    let Some(ends) = shape.ends().filter(|e| !e.is_empty()) else {
        return Ok(if all.is_empty() { Vec::new() } else { vec![all] });
    };
    let mut begin = 0;
    let mut run = |end: u32| {
        let end = usize::try_from(end).unwrap_or(usize::MAX);
        let run = all.get(begin..end).ok_or("the geometry’s parts overlap")?;
        begin = end;
        Ok(run.to_vec())
    };
    ends.iter().map(&mut run).collect()
}
