//! Parquet, and GeoParquet 1.1 (geoparquet.org): columns of geometry as well-known binary, or points as pairs of numbers.
//!
//! Which column holds the geometry, and in which reference system, is told by the `geo` member of the file's metadata, or by the type of a column (Parquet
//! 2.11). A Parquet file without geometry is a table, read as one of text would be. Snappy, Zstandard, gzip and LZ4 are taken off; Brotli is not.
//!
//! The crate `parquet` panics on some damaged files, so that its work is contained. Limits: columns of lists and maps are kept as JSON; the file is held in memory.

use super::error::FormatError;
use super::gathered::Gathered;
use super::positions::{Positions, Read, point};
use super::{Content, wkb};
use crate::contained::contained;
use crate::data::incident::CivilDate;
use crate::diagnostic::Diagnostic;
use crate::limits::{Budget, Limit};
use geo::Geometry;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

/// How a file begins and ends.
pub(super) const BEGINNING: &[u8] = b"PAR1";
/// Columns that programs number rows in.
const ROW_NUMBERS: &str = "__index_level_";

/// What a file holds: features, or a table.
///
/// # Errors
/// A file that is damaged; a reference system or an encoding of geometry that is not known.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Content<'static>, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![Diagnostic::from(fault)];
    let owned = bytes::Bytes::copy_from_slice(bytes);
    let result = contained(|| file(name, owned));
    result.unwrap_or_else(|| Err(broken("its pages are damaged"))).map_err(one)
}

fn broken(why: impl ToString) -> FormatError {
    FormatError::Archive("Parquet file", why.to_string())
}

fn damaged(fault: ParquetError) -> FormatError {
    let text = fault.to_string();
    if text.to_lowercase().contains("brotli") {
        let message = "the Parquet file is compressed with Brotli, which is not read".to_owned();
        return FormatError::Unread(message, Some("write it with snappy, zstd or gzip"));
    }
    broken(text)
}

/// The column of geometry.
struct Place {
    column: String,
    /// Points as pairs of numbers, not as bytes.
    is_pair: bool,
    positions: Positions,
}

fn file(name: &str, bytes: bytes::Bytes) -> Result<Content<'static>, FormatError> {
    let reader = SerializedFileReader::new(bytes).map_err(damaged)?;
    let place = place(&reader)?;
    let units = units(&reader);
    let columns = reader.metadata().file_metadata().schema_descr().num_columns();
    let rows = reader.get_row_iter(None).map_err(damaged)?;
    match place {
        Some(place) => {
            let mut gathered = Gathered::new(name, columns);
            gathered.told(place.positions.told());
            for row in rows {
                let (geometry, properties) = feature(&row.map_err(damaged)?, &place, &units);
                gathered.add(geometry, properties)?;
            }
            Ok(Content::Features(gathered.file()))
        }
        None => table(&reader, rows, &units),
    }
}

/// Columns of times, and how many of their units a millisecond has. Times of no zone, and those in nanoseconds, are mere numbers in the crate's rows.
fn units(reader: &SerializedFileReader<bytes::Bytes>) -> Units {
    let schema = reader.metadata().file_metadata().schema_descr();
    let unit = |column: &parquet::schema::types::ColumnDescPtr| {
        let Some(LogicalType::Timestamp(about)) = column.logical_type_ref() else { return None };
        let per_millisecond = match about.unit {
            TimeUnit::MILLIS => 1,
            TimeUnit::MICROS => 1_000,
            TimeUnit::NANOS => 1_000_000,
        };
        Some((column.path().string(), Unit { per_millisecond, is_utc: about.is_adjusted_to_u_t_c }))
    };
    schema.columns().iter().filter_map(unit).collect()
}

type Units = std::collections::BTreeMap<String, Unit>;

/// How times of a column are counted.
struct Unit {
    per_millisecond: i64,
    /// Instants; else times of a clock at the place.
    is_utc: bool,
}

fn place(reader: &SerializedFileReader<bytes::Bytes>) -> Result<Option<Place>, FormatError> {
    let metadata = reader.metadata().file_metadata();
    let entries = metadata.key_value_metadata().into_iter().flatten();
    let text = entries.filter(|e| e.key == "geo").find_map(|e| e.value.as_deref());
    if let Some(text) = text {
        let geo: Value = serde_json::from_str(text).map_err(|e| broken(format!("its “geo” is no JSON: {e}")))?;
        return place_of(&geo).map(Some);
    }
    let typed = metadata.schema_descr().columns().iter().find_map(|column| match column.logical_type_ref() {
        Some(LogicalType::Geometry(about)) => Some((column.path().string(), about.crs.clone())),
        Some(LogicalType::Geography(about)) => Some((column.path().string(), about.crs.clone())),
        _ => None,
    });
    let Some((column, system)) = typed else { return Ok(None) };
    let positions = match system.as_deref() {
        None | Some("OGC:CRS84" | "EPSG:4326") => Positions::WGS_84,
        Some(other) => match other.rsplit([':', '/']).next().and_then(|c| c.parse().ok()) {
            Some(code) if other.to_uppercase().contains("EPSG") => Positions::of_epsg(code, None)?,
            _ => return Err(FormatError::ReferenceSystem(other.to_owned())),
        },
    };
    Ok(Some(Place { column, is_pair: false, positions }))
}

/// What the member `geo` says of the primary column.
fn place_of(geo: &Value) -> Result<Place, FormatError> {
    let column = geo.get("primary_column").and_then(Value::as_str).unwrap_or("geometry").to_owned();
    let about = geo.get("columns").and_then(|c| c.get(&column)).unwrap_or(&Value::Null);
    let encoding = about.get("encoding").and_then(Value::as_str).unwrap_or("WKB").to_lowercase();
    if !matches!(encoding.as_str(), "wkb" | "point") {
        let message = format!("its geometry is encoded as “{encoding}”; WKB and points are read");
        return Err(FormatError::Unread(message, Some("write it as GeoParquet with WKB, or as GeoJSON")));
    }
    let positions = match about.get("crs") {
        None => Positions::WGS_84,
        // “Not known” by the specification: numbers that lie on the earth are taken for degrees, others are told.
        Some(Value::Null) => Positions::WGS_84,
        Some(system) => {
            let id = |member: &str| system.get("id").and_then(|id| id.get(member));
            let code = id("code").and_then(Value::as_u64).and_then(|c| u32::try_from(c).ok());
            let name = system.get("name").and_then(Value::as_str).unwrap_or("no name");
            match (id("authority").and_then(Value::as_str), code) {
                (Some("OGC"), _) => Positions::WGS_84,
                (Some("EPSG"), Some(code)) => Positions::of_epsg(code, None)?,
                _ => return Err(FormatError::ReferenceSystem(name.to_owned())),
            }
        }
    };
    Ok(Place { column, is_pair: encoding == "point", positions })
}

fn feature(row: &Row, place: &Place, units: &Units) -> (Read<Option<Geometry<f64>>>, Map<String, Value>) {
    let (mut geometry, mut properties) = (Ok(None), Map::new());
    for (name, field) in row.get_column_iter() {
        if *name == place.column {
            geometry = geometry_of(field, place);
        } else if !name.starts_with(ROW_NUMBERS) && !is_box(name, field) {
            let value = value(field, units.get(name));
            properties.extend(Some((name.clone(), value)).filter(|(_, value)| !value.is_null()));
        }
    }
    (geometry, properties)
}

/// The box around a geometry, which GeoParquet 1.1 writes beside it.
fn is_box(name: &str, field: &Field) -> bool {
    let Field::Group(group) = field else { return false };
    name.starts_with("bbox") && group.get_column_iter().any(|(n, _)| n == "xmin")
}

fn geometry_of(field: &Field, place: &Place) -> Read<Option<Geometry<f64>>> {
    match field {
        Field::Null => Ok(None),
        Field::Bytes(bytes) => wkb::geometry(bytes.data(), &place.positions),
        Field::Group(pair) if place.is_pair => {
            let number = |name: &str| {
                let field = pair.get_column_iter().find(|(n, _)| *n == name).map(|(_, f)| f);
                match field {
                    Some(Field::Double(number)) => Some(*number),
                    _ => None,
                }
            };
            let (x, y) = number("x").zip(number("y")).ok_or("the point has no x and y")?;
            Ok(Some(Geometry::Point(point(place.positions.position(x, y)?))))
        }
        _ => Err("the geometry is no geometry".to_owned()),
    }
}

/// A file without geometry as a table of text.
fn table(
    reader: &SerializedFileReader<bytes::Bytes>,
    rows: impl Iterator<Item = Result<Row, ParquetError>>,
    units: &Units,
) -> Result<Content<'static>, FormatError> {
    let fields = reader.metadata().file_metadata().schema().get_fields();
    let names: Vec<&str> = fields.iter().map(|f| f.name()).filter(|n| !n.starts_with(ROW_NUMBERS)).collect();
    let mut out = csv::Writer::from_writer(Vec::new());
    // Writing into memory has no faults.
    let _ = out.write_record(&names);
    let (mut cells, columns) =
        (Budget::of(Limit::Unpacked), reader.metadata().file_metadata().schema_descr().num_columns());
    for row in rows {
        let row = row.map_err(damaged)?;
        // An empty cell is a comma and some time.
        cells.take(8 * columns)?;
        let cells = row.get_column_iter().filter(|(name, _)| !name.starts_with(ROW_NUMBERS));
        let _ = out.write_record(cells.map(|(name, field)| match value(field, units.get(name)) {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        }));
    }
    Ok(Content::Table(out.into_inner().unwrap_or_default().into(), Vec::new()))
}

/// A field as a property: days and times as ISO 8601 writes them, bytes not at all.
fn value(field: &Field, unit: Option<&Unit>) -> Value {
    let is_utc = unit.is_some_and(|u| u.is_utc);
    match (field, unit) {
        (Field::Long(number), Some(unit)) => time(number.div_euclid(unit.per_millisecond), is_utc),
        (Field::Date(day), _) => {
            CivilDate::of_day_number(i64::from(*day)).map_or(Value::Null, |d| d.to_string().into())
        }
        (Field::TimestampMillis(number), _) => time(*number, is_utc),
        (Field::TimestampMicros(number), _) => time(number.div_euclid(1_000), is_utc),
        (Field::Bytes(_), _) => Value::Null,
        (other, _) => other.to_json_value(),
    }
}

/// Milliseconds since 1970 as a day, with the time where it is not midnight.
fn time(milliseconds: i64, is_utc: bool) -> Value {
    const DAY: i64 = 86_400_000;
    let Some(day) = CivilDate::of_day_number(milliseconds.div_euclid(DAY)) else { return Value::Null };
    let seconds = milliseconds.rem_euclid(DAY) / 1_000;
    if seconds == 0 {
        return day.to_string().into();
    }
    let zone = if is_utc { "Z" } else { "" };
    format!("{day}T{:02}:{:02}:{:02}{zone}", seconds / 3_600, seconds / 60 % 60, seconds % 60).into()
}
