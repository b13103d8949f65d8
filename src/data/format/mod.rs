//! What kind of file it is, told by its content, and the reader of each.
//!
//! Compression is taken off first. A file is read all or nothing ([`read`]), or row by row with what can't be used put aside ([`read_rows`]): tables,
//! GeoJSON in its forms, TopoJSON, lists of JSON objects, KML and KMZ, GPX, XLSX and ODS, shapefiles alone or packed. What is known and not read
//! (GeoPackage, Parquet, old Excel) is told with what to do.

mod dbase;
mod error;
mod features;
mod gzip;
mod kml;
mod objects;
mod ods;
pub mod shapefile;
mod sheet;
mod topojson;
mod xlsx;
mod xml;
mod zip;

use super::geojson::FileFeatures;
use super::import;
use super::table::{self, Table, TableOptions};
use crate::diagnostic::{Diagnostic, Place};
use error::FormatError;
use zip::Archive;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    Json,
    Xml,
    Zip,
    Shapefile,
    /// Known, and not read: what it is, and what to do.
    Other(&'static str, &'static str),
}

/// Beginnings of files that are known and not read.
const OTHERS: [(&[u8], &str, &str); 5] = [
    (b"SQLite format 3\0", "a GeoPackage or another SQLite database", "convert it: ogr2ogr incidents.geojson FILE"),
    (b"PAR1", "a Parquet file", "convert it: ogr2ogr incidents.geojson FILE"),
    (b"fgb\x03fgb", "a FlatGeobuf file", "convert it: ogr2ogr incidents.geojson FILE"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel file (.xls), or an encrypted one",
        "save it as .xlsx without a password, or as CSV",
    ),
    (b"%PDF", "a PDF file", "a table in a PDF must be copied into a spreadsheet first"),
];

fn kind(name: &str, bytes: &[u8]) -> Kind {
    if let Some((_, what, help)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Kind::Other(what, help);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Kind::Zip;
    }
    if shapefile::Parts::of(bytes).is_some() {
        return Kind::Shapefile;
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start.first() {
        Some(b'<') => Kind::Xml,
        _ if is_table(name, bytes) => Kind::Table,
        _ => Kind::Json,
    }
}

/// Reads the bytes of a file, row by row.
///
/// # Errors
/// Faults of the file as a whole.
pub fn read_rows(name: &str, bytes: &[u8], options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let at = |fault: Diagnostic| in_file(name, fault);
    let bytes = gzip::unpack(bytes).map_err(|f| vec![at(f.into())])?;
    let kind = kind(name, &bytes);
    let mut table = match kind {
        Kind::Table => return table::read_rows(name, &bytes, options),
        Kind::Json => return features::json(name, &bytes, options),
        Kind::Xml => xml_file(name, &bytes),
        Kind::Zip => archive(name, &bytes, options),
        Kind::Shapefile => shapefile::read(name, &shapefile::Parts::of(&bytes).unwrap_or_default()),
        Kind::Other(what, help) => Err(vec![FormatError::Unread(format!("this is {what}"), Some(help)).into()]),
    }
    .map_err(|faults| faults.into_iter().map(at).collect::<Vec<_>>())?;
    table.warnings = table.warnings.into_iter().map(at).collect();
    // Spreadsheets have had their columns mapped as tables.
    if !table.features.is_empty() && !matches!(kind, Kind::Zip) {
        import::rename(&mut table.features, options.mapping)?;
    }
    Ok(table)
}

/// A fault that names the file.
fn in_file(name: &str, fault: Diagnostic) -> Diagnostic {
    let place = Place { file: Some(name.to_owned()), ..fault.place.clone() };
    fault.at(place)
}

/// Reads the bytes of a file of any kind that is known.
///
/// # Errors
/// All faults of the file.
pub fn read(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    let unpacked = gzip::unpack(bytes).map_err(|f| vec![in_file(name, f.into())])?;
    match kind(name, &unpacked) {
        Kind::Table => table::read(name, &unpacked),
        Kind::Json => features::json_all_or_none(name, &unpacked),
        _ => read_rows(name, &unpacked, &TableOptions::default())?.all_or_none(),
    }
}

/// Is it a table? All that doesn't begin as JSON does, unless it is named so.
pub(super) fn is_table(name: &str, bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match start.iter().find(|b| !b.is_ascii_whitespace()) {
        None | Some(b'{' | b'[' | 0x1e) => false,
        Some(_) => !name.to_lowercase().ends_with("json"),
    }
}

fn xml_file(name: &str, bytes: &[u8]) -> Result<Table, Vec<Diagnostic>> {
    let text = table::decode(bytes, None).map_err(|f| vec![*f])?.text;
    let root = xml::parse(&text).map_err(|f| vec![f.into()])?;
    match root.name.as_str() {
        "kml" => Ok(kml::kml(name, &root)),
        "gpx" => Ok(kml::gpx(name, &root)),
        other => {
            let message = format!("the file is XML with the root element <{other}>; KML and GPX are read");
            Err(vec![FormatError::Unread(message, None).into()])
        }
    }
}

/// What an archive holds: a spreadsheet, a KMZ, a shapefile, or one file of another kind.
fn archive(name: &str, bytes: &[u8], options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![fault.into()];
    let archive = Archive::new(bytes).map_err(one)?;
    if archive.ending("xl/workbook.xml").is_some() || archive.names().any(|n| n == "content.xml") {
        return sheet::read(name, &archive, options);
    }
    let mut table = if let Some(parts) = shapefile::Parts::within(&archive).map_err(one)? {
        shapefile::read(name, &parts)?
    } else {
        let ends = [".kml", ".geojson", ".json", ".csv", ".tsv", ".gpx"];
        let Some(file) = ends.iter().find_map(|end| archive.ending(end)) else {
            let names = archive.names().take(5).collect::<Vec<_>>().join(", ");
            let message = format!("the archive holds nothing that is read; it has: {names}");
            return Err(vec![FormatError::Unread(message, None).into()]);
        };
        let bytes = archive.file(file).map_err(one)?.unwrap_or_default();
        match kind(file, &bytes) {
            Kind::Xml => xml_file(name, &bytes)?,
            Kind::Json => return features::json(name, &bytes, options),
            _ => return table::read_rows(name, &bytes, options),
        }
    };
    import::rename(&mut table.features, options.mapping)?;
    Ok(table)
}
