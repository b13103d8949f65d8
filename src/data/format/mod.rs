//! What kind of file it is, told by its content, and what each kind comes down to: a table, GeoJSON, or features.
//!
//! Compression is taken off first. Spreadsheets and lists of JSON objects become tables; TopoJSON, KML and KMZ, GPX and shapefiles (alone or packed)
//! become features, as do the layers of a GeoPackage, FlatGeobuf and GeoParquet. What is known and not read (old Excel, PDF) is told with what to do.
//!
//! The readers that need a library of their own are features of the crate, all on by default: `geopackage`, `flatgeobuf`, `geoparquet`, `zstd`.

mod compressed;
mod contained;
mod dbase;
mod error;
mod features;
#[cfg(feature = "flatgeobuf")]
mod flatgeobuf;
mod gathered;
#[cfg(feature = "geopackage")]
mod geopackage;
mod kml;
mod objects;
mod ods;
#[cfg(feature = "geoparquet")]
mod parquet;
mod positions;
pub mod shapefile;
mod sheet;
mod topojson;
#[cfg(any(feature = "geopackage", feature = "geoparquet"))]
mod wkb;
mod xlsx;
mod xml;
mod zip;

pub use contained::is_contained;
pub use features::read_features;

use super::feature::Feature;
use super::foreign;
use super::geojson::FileFeatures;
use super::import::{self, Exclusion};
use crate::diagnostic::{Diagnostic, Place};
use error::FormatError;
use serde_json::Value;
use std::borrow::Cow;
use zip::Archive;

/// What a file holds.
#[derive(Debug)]
pub enum Content<'b> {
    /// CSV or TSV, or what is as good as that.
    Table(Cow<'b, [u8]>),
    /// GeoJSON in its forms, or what claims to be.
    GeoJson(Cow<'b, [u8]>),
    /// Features of another format.
    Features(FeatureFile),
}

/// Features of a file, and what was left out of it.
#[derive(Debug, Default)]
pub struct FeatureFile {
    /// Those that can be used, in the file's order.
    pub features: Vec<Feature>,
    /// Names of the cells of what can't.
    pub header: Vec<String>,
    /// Features that can't be used.
    pub excluded: Vec<Exclusion>,
    /// What else is to be told.
    pub warnings: Vec<Diagnostic>,
}

impl FeatureFile {
    /// Nothing yet, whose features that can't be used will have these cells.
    fn with_header(header: Vec<String>) -> Self {
        Self { header, ..Self::default() }
    }

    /// The features, if every one can be used.
    ///
    /// # Errors
    /// The faults of all that can't.
    pub fn all_or_none(self, name: &str) -> Result<FileFeatures, Vec<Diagnostic>> {
        if self.excluded.is_empty() {
            return Ok(FileFeatures { features: self.features, warnings: self.warnings });
        }
        let fault = |e: Exclusion| {
            let (line, feature, pointer) = (Some(e.line), Some(e.row), Some(e.column));
            let place = Place { file: Some(name.to_owned()), line, feature, pointer, ..Place::default() };
            Diagnostic::error("data::bad-coordinates", e.reason).at(place)
        };
        Err(self.excluded.into_iter().map(fault).chain(self.warnings).collect())
    }
}

/// Beginnings of files that are known and not read.
const OTHERS: [(&[u8], &str, &str); 5] = [
    (b"SQLite format 3\0", "a GeoPackage or another SQLite database, which this build does not read", CONVERT),
    (b"PAR1", "a Parquet file, which this build does not read", CONVERT),
    (b"fgb\x03fgb", "a FlatGeobuf file, which this build does not read", CONVERT),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel file (.xls), or an encrypted one",
        "save it as .xlsx without a password, or as CSV",
    ),
    (b"%PDF", "a PDF file", "a table in a PDF must be copied into a spreadsheet first"),
];
const CONVERT: &str = "convert it: ogr2ogr incidents.geojson FILE";

/// A file of one of the formats that libraries read.
fn by_library(name: &str, bytes: &[u8]) -> Option<Result<Content<'static>, Vec<Diagnostic>>> {
    let _ = name;
    match bytes {
        #[cfg(feature = "geopackage")]
        _ if bytes.starts_with(geopackage::BEGINNING) => Some(geopackage::read(name, bytes).map(Content::Features)),
        #[cfg(feature = "flatgeobuf")]
        _ if bytes.starts_with(flatgeobuf::BEGINNING) => Some(flatgeobuf::read(name, bytes).map(Content::Features)),
        #[cfg(feature = "geoparquet")]
        _ if bytes.starts_with(parquet::BEGINNING) => Some(parquet::read(name, bytes)),
        _ => None,
    }
}

/// Tells what a file holds.
///
/// # Errors
/// Faults of the file as a whole: broken, or of a kind that is not read.
pub fn open<'b>(name: &str, bytes: &'b [u8]) -> Result<Content<'b>, Vec<Diagnostic>> {
    let at = |fault: Diagnostic| {
        let place = Place { file: Some(name.to_owned()), ..fault.place.clone() };
        fault.at(place)
    };
    let all = |faults: Vec<Diagnostic>| faults.into_iter().map(at).collect::<Vec<_>>();
    let unpacked = compressed::unpack(bytes).map_err(|f| vec![at(f.into())])?;
    let mut content = content(name, unpacked, 1).map_err(all)?;
    if let Content::Features(file) = &mut content {
        file.warnings = all(std::mem::take(&mut file.warnings));
    }
    Ok(content)
}

/// Kinds of files that can be read part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlainKind {
    /// A table of text.
    Table,
    /// GeoJSON, or what begins so.
    GeoJson,
}

/// The kind of a file by its first bytes; `None`: it must be unpacked, parsed whole or converted first.
pub fn plain_kind(name: &str, head: &[u8]) -> Option<PlainKind> {
    const PACKED: [&[u8]; 4] = [b"PK\x03\x04", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"];
    let known = PACKED.iter().copied().chain(OTHERS.iter().map(|(start, ..)| *start));
    if known.into_iter().any(|start| head.starts_with(start)) || shapefile::is_main(head) {
        return None;
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match start.first() {
        Some(b'{') => Some(PlainKind::GeoJson),
        Some(b'<') | None => None,
        _ if foreign::missing_header(start).is_some() => None,
        _ => is_table(name, head).then_some(PlainKind::Table),
    }
}

/// What bytes hold; `archives`: may so many archives stand in each other?
fn content<'b>(name: &str, bytes: Cow<'b, [u8]>, archives: usize) -> Result<Content<'b>, Vec<Diagnostic>> {
    if let Some(read) = by_library(name, &bytes) {
        return read;
    }
    if let Some((_, what, help)) = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(vec![FormatError::Unread(format!("this is {what}"), Some(help)).into()]);
    }
    if bytes.starts_with(b"PK\x03\x04") && archives > 0 {
        return archive(name, &bytes, archives - 1);
    }
    if let Some(parts) = shapefile::Parts::of(&bytes) {
        return shapefile::read(name, &parts).map(Content::Features);
    }
    if is_table(name, &bytes) {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start();
        return if start.starts_with(b"<") {
            xml_file(name, &bytes).map(Content::Features)
        } else if let Some(header) = foreign::missing_header(start) {
            Ok(Content::Table(Cow::Owned([header.as_bytes(), start].concat())))
        } else {
            Ok(Content::Table(bytes))
        };
    }
    match other_json(name, &bytes) {
        Some(content) => content,
        None => Ok(Content::GeoJson(bytes)),
    }
}

/// Is it a table? All that doesn't begin as JSON does, unless it is named so.
pub fn is_table(name: &str, bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match start.iter().find(|b| !b.is_ascii_whitespace()) {
        None | Some(b'{' | b'[' | 0x1e) => false,
        Some(_) => !name.to_lowercase().ends_with("json"),
    }
}

/// TopoJSON, or a list of flat objects. The beginning is asked first, so that GeoJSON is not parsed twice.
fn other_json(name: &str, bytes: &[u8]) -> Option<Result<Content<'static>, Vec<Diagnostic>>> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let list = start.strip_prefix(b"[").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"{"));
    let topology = start.windows(10).any(|w| w == b"\"Topology\"");
    if !list && !topology {
        return None;
    }
    let value: Value = serde_json::from_slice(start).ok()?;
    let topology = topojson::read(name, &value);
    let topology = topology.map(|read| read.map(Content::Features).map_err(|exceeded| vec![exceeded.into()]));
    topology.or_else(|| objects::as_csv(&value).map(|csv| Ok(Content::Table(Cow::Owned(csv)))))
}

fn xml_file(name: &str, bytes: &[u8]) -> Result<FeatureFile, Vec<Diagnostic>> {
    let (text, _) = import::text_of(name, bytes, None)?;
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
fn archive(name: &str, bytes: &[u8], archives: usize) -> Result<Content<'static>, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![fault.into()];
    let archive = Archive::new(bytes).map_err(one)?;
    if archive.ending("xl/workbook.xml").is_some() || archive.names().any(|n| n == "content.xml") {
        return sheet::as_csv(name, &archive).map(|csv| Content::Table(Cow::Owned(csv))).map_err(one);
    }
    if let Some(parts) = shapefile::Parts::within(&archive).map_err(one)? {
        return shapefile::read(name, &parts).map(Content::Features);
    }
    let ends = [".export.csv", ".gpkg", ".kml", ".geojson", ".json", ".csv", ".tsv", ".gpx", ".fgb", ".parquet"];
    let Some(file) = ends.iter().find_map(|end| archive.ending(end)) else {
        let names = archive.names().take(5).collect::<Vec<_>>().join(", ");
        let message = format!("the archive holds nothing that is read; it has: {names}");
        return Err(vec![FormatError::Unread(message, None).into()]);
    };
    let bytes = archive.file(file).map_err(one)?.unwrap_or_default();
    content(file, Cow::Owned(bytes), archives)
}
