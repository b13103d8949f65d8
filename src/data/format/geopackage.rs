//! GeoPackage (OGC 12-128r19): tables of features in an SQLite database.
//!
//! All layers of features are read, one after the other, and more than one is told. The reference system of each is that of `gpkg_spatial_ref_sys`. The key of a
//! table that programs number themselves (`fid`) is none of its data. The database is opened in memory, reading only; its schema is not
//! trusted, and layers that are views are passed over, for what a view does has no bound.
//!
//! Limits: changes that still stand in a `-wal` file beside the database are not seen; dates and times stay as they are written.

use super::FeatureFile;
use super::error::FormatError;
use super::gathered::Gathered;
use super::positions::{Positions, Read};
use super::wkb;
use crate::diagnostic::Diagnostic;
use geo::Geometry;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, config::DbConfig};
use serde_json::{Map, Value};

/// How an SQLite database begins.
pub(super) const BEGINNING: &[u8] = b"SQLite format 3\0";

/// A table of features.
struct Layer {
    table: String,
    geometry: String,
    positions: Positions,
}

/// Features of all layers.
///
/// # Errors
/// No GeoPackage; a database that is damaged; a reference system that is not known.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<FeatureFile, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![Diagnostic::from(fault)];
    let connection = open(bytes).map_err(|e| one(broken(&e)))?;
    let (layers, views) = layers(&connection).map_err(one)?;
    let mut gathered = Gathered::new(name, 0);
    for view in views {
        let message = format!("the layer “{view}” is a view, and views are not read");
        gathered.told(Some(Diagnostic::warning("data::layer-not-read", message)));
    }
    for layer in &layers {
        read_layer(&connection, layer, layers.len() > 1, &mut gathered).map_err(one)?;
        gathered.told(layer.positions.told());
    }
    if layers.len() > 1 {
        let names: Vec<&str> = layers.iter().map(|l| l.table.as_str()).collect();
        let message = format!("the file has {} layers, which are read as one: {}", layers.len(), names.join(", "));
        gathered.told(Some(Diagnostic::warning("data::several-layers", message)));
    }
    Ok(gathered.file())
}

fn broken(fault: &rusqlite::Error) -> FormatError {
    FormatError::Archive("database", fault.to_string())
}

fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.deserialize_read_exact("main", unlogged(bytes).as_slice(), bytes.len(), true)?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA query_only = ON;")?;
    Ok(connection)
}

/// A database that was kept with a log beside it says so in its header (bytes 18 and 19), and can't be read in memory then.
fn unlogged(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if let Some(versions) = bytes.get_mut(18..20) {
        versions.fill(1);
    }
    bytes
}

/// The layers that are tables, and the names of those that are views.
fn layers(connection: &Connection) -> Result<(Vec<Layer>, Vec<String>), FormatError> {
    let is_package = "SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_geometry_columns'";
    let found: i64 = connection.query_row(is_package, [], |row| row.get(0)).map_err(|e| broken(&e))?;
    if found == 0 {
        let message = "this is an SQLite database without layers of features (no GeoPackage)".to_owned();
        return Err(FormatError::Unread(message, Some("export the table as GeoPackage or CSV")));
    }
    let query = "SELECT g.table_name, g.column_name, s.organization, s.organization_coordsys_id, s.definition, m.type
        FROM gpkg_geometry_columns g JOIN gpkg_contents c ON c.table_name = g.table_name AND c.data_type = 'features'
        LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
        LEFT JOIN sqlite_master m ON m.name = g.table_name
        ORDER BY c.rowid";
    let mut statement = connection.prepare(query).map_err(|e| broken(&e))?;
    let mut rows = statement.query([]).map_err(|e| broken(&e))?;
    let (mut layers, mut views) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next().map_err(|e| broken(&e))? {
        let text = |i: usize| row.get::<_, Option<String>>(i).map_err(|e| broken(&e));
        match text(5)?.as_deref() {
            Some("table") => layers.push(layer(row)?),
            _ => views.extend(text(0)?),
        }
    }
    if layers.is_empty() {
        let message = "the GeoPackage has no layer of features that is a table".to_owned();
        return Err(FormatError::Unread(message, Some("save the layer as a GeoPackage of its own, or as CSV")));
    }
    Ok((layers, views))
}

fn layer(row: &Row) -> Result<Layer, FormatError> {
    let text = |i: usize| row.get::<_, Option<String>>(i).map_err(|e| broken(&e));
    let table = text(0)?.unwrap_or_default();
    let definition = text(4)?;
    let code = row.get::<_, Option<u32>>(3).ok().flatten();
    let positions = match code.filter(|c| *c != 0) {
        Some(code) if text(2)?.is_some_and(|o| o.eq_ignore_ascii_case("EPSG")) => {
            Positions::of_epsg(code, definition.as_deref())?
        }
        _ => Positions::of_wkt(&definition.unwrap_or_else(|| "undefined".to_owned()))?,
    };
    Ok(Layer { table, geometry: text(1)?.unwrap_or_default(), positions })
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Reads a layer; `named`: its features are to say which it is.
fn read_layer(connection: &Connection, layer: &Layer, named: bool, gathered: &mut Gathered) -> Result<(), FormatError> {
    let key = format!("SELECT name FROM pragma_table_info('{}') WHERE pk = 1", layer.table.replace('\'', "''"));
    let key: Option<String> = connection.query_row(&key, [], |row| row.get(0)).ok();
    let query = format!("SELECT * FROM {}", quoted(&layer.table));
    let mut statement = connection.prepare(&query).map_err(|e| broken(&e))?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let numbered = key.filter(|k| ["fid", "ogc_fid", "ogr_fid", "objectid"].contains(&k.to_lowercase().as_str()));
    let mut rows = statement.query([]).map_err(|e| broken(&e))?;
    while let Some(row) = rows.next().map_err(|e| broken(&e))? {
        let (mut properties, mut place) = (Map::new(), Ok(None));
        for (i, column) in columns.iter().enumerate() {
            let cell = row.get_ref(i).map_err(|e| broken(&e))?;
            if column.eq_ignore_ascii_case(&layer.geometry) {
                place = geometry(cell, &layer.positions);
            } else if numbered.as_ref() != Some(column) {
                properties.extend(value(cell).map(|value| (column.clone(), value)));
            }
        }
        if named {
            properties.entry("layer").or_insert_with(|| layer.table.clone().into());
        }
        gathered.add(place, properties)?;
    }
    Ok(())
}

/// A cell as a property. Bytes that are no text have none.
fn value(cell: ValueRef) -> Option<Value> {
    match cell {
        ValueRef::Integer(number) => Some(number.into()),
        ValueRef::Real(number) => Some(number.into()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned().into()),
        ValueRef::Null | ValueRef::Blob(_) => None,
    }
}

/// The geometry in a cell: a header of GeoPackage (section 2.1.3), then well-known binary.
fn geometry(cell: ValueRef, positions: &Positions) -> Read<Option<Geometry<f64>>> {
    let bytes = match cell {
        ValueRef::Null => return Ok(None),
        ValueRef::Blob(bytes) => bytes,
        _ => return Err("the geometry is no geometry".to_owned()),
    };
    let [b'G', b'P', _, flags, ..] = bytes else { return Err("the geometry does not begin as one".to_owned()) };
    if flags & 0b10_0000 != 0 {
        return Err("the geometry is of an extended kind".to_owned());
    }
    let envelope = match (flags >> 1) & 0b111 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return Err("the geometry’s envelope is of no known kind".to_owned()),
    };
    let body = bytes.get(8 + envelope..).ok_or("the geometry is cut off")?;
    if flags & 0b1_0000 != 0 { Ok(None) } else { wkb::geometry(body, positions) }
}
