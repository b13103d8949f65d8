//! What kind of file it is, told by its content, and what each kind comes down to: a table, GeoJSON, or features.
//!
//! Compression is taken off first. Spreadsheets and lists of JSON objects become tables; TopoJSON, KML and KMZ, GPX and shapefiles (alone or packed)
//! become features, as do the layers of a GeoPackage, FlatGeobuf and GeoParquet. What is known and not read (old Excel, PDF) is told with what to do.
//!
//! The readers that need a library of their own are features of the crate, all on by default: `geopackage`, `flatgeobuf`, `geoparquet`, `zstd`.

mod compressed;
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
    /// CSV or TSV, or what is as good as that, and what is to be told of it.
    Table(Cow<'b, [u8]>, Vec<Diagnostic>),
    /// GeoJSON in its forms, or what claims to be.
    GeoJson(Cow<'b, [u8]>),
    /// Features of another format.
    Features(FeatureFile),
}

impl Content<'_> {
    /// What is to be told beside it; `None`: the reader of GeoJSON tells all.
    fn warnings(&mut self) -> Option<&mut Vec<Diagnostic>> {
        match self {
            Self::Table(_, warnings) => Some(warnings),
            Self::Features(file) => Some(&mut file.warnings),
            Self::GeoJson(_) => None,
        }
    }
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

    /// Adds another file's features, which go on with the numbers.
    fn append(&mut self, other: Self) {
        let last = self.features.iter().map(|f| f.origin.feature).chain(self.excluded.iter().map(|e| e.row)).max();
        let before = last.unwrap_or(0);
        self.features.extend(other.features.into_iter().map(|mut feature| {
            feature.origin.feature += before;
            feature
        }));
        self.excluded.extend(other.excluded.into_iter().map(|e| Exclusion { row: e.row + before, ..e }));
        self.warnings.extend(other.warnings);
        if self.header.is_empty() {
            self.header = other.header;
        }
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
    if let Some(warnings) = content.warnings() {
        *warnings = all(std::mem::take(warnings));
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
    if is_binary(&bytes) {
        let message = "these are bytes of a kind that is not known, and no text".to_owned();
        return Err(vec![FormatError::Unread(message, Some("export the data as GeoJSON or CSV")).into()]);
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
            Ok(Content::Table(Cow::Owned([header.as_bytes(), start].concat()), Vec::new()))
        } else {
            Ok(Content::Table(bytes, Vec::new()))
        };
    }
    match other_json(name, &bytes) {
        Some(content) => content,
        None => Ok(Content::GeoJson(bytes)),
    }
}

/// Is it nothing that is read? Text has no zeros but in UTF-16, where they stand in every second place.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1 << 12)];
    let is_utf_16 = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) && !head.starts_with(&[0xff, 0xfe, 0, 0]);
    let known = is_utf_16 || head.starts_with(b"PK\x03\x04") || shapefile::Parts::is_one(head);
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // Some letters of UTF-16 have their zero in the other place (一 is 4E 00).
    !known && even.min(odd) * 8 > even.max(odd) && !head.starts_with(b"{") && !head.starts_with(b"[")
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
    topology.or_else(|| objects::as_csv(&value).map(|csv| Ok(Content::Table(Cow::Owned(csv), Vec::new()))))
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

/// Endings of files in an archive that are read, those first that go before others.
const WITHIN: [&str; 10] =
    [".export.csv", ".gpkg", ".kml", ".geojson", ".json", ".csv", ".tsv", ".gpx", ".fgb", ".parquet"];

/// What an archive holds: a spreadsheet, a KMZ, a shapefile, or one file of another kind.
fn archive(name: &str, bytes: &[u8], archives: usize) -> Result<Content<'static>, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![fault.into()];
    let archive = Archive::new(bytes).map_err(one)?;
    if archive.ending("xl/workbook.xml").is_some() || archive.names().any(|n| n == "content.xml") {
        let (csv, told) = sheet::as_csv(name, &archive).map_err(one)?;
        return Ok(Content::Table(Cow::Owned(csv), told));
    }
    if let Some(parts) = shapefile::Parts::within(&archive).map_err(one)? {
        let mut file = shapefile::read(name, &parts)?;
        file.warnings.extend(others(&archive, archive.ending(".shp").unwrap_or_default()));
        return Ok(Content::Features(file));
    }
    let Some(file) = WITHIN.iter().find_map(|end| archive.ending(end)) else {
        let names = archive.names().take(5).collect::<Vec<_>>().join(", ");
        let message = format!("the archive holds nothing that is read; it has: {names}");
        return Err(vec![FormatError::Unread(message, None).into()]);
    };
    if file.to_lowercase().ends_with(".kml") {
        let mut all = kml_files(name, &archive)?;
        all.warnings.extend(others(&archive, file));
        return Ok(Content::Features(all));
    }
    let bytes = archive.file(file).map_err(one)?.unwrap_or_default();
    let mut content = content(file, Cow::Owned(bytes), archives)?;
    if let Some(warnings) = content.warnings() {
        warnings.extend(others(&archive, file));
    }
    Ok(content)
}

/// What is to be told of an archive of which one file of several is read; all KML is read together.
fn others(archive: &Archive, read: &str) -> Option<Diagnostic> {
    let is_kml = |name: &str| name.to_lowercase().ends_with(".kml");
    let is_data = |name: &&str| {
        let lower = name.to_lowercase();
        *name != read
            && !(is_kml(read) && is_kml(name))
            && WITHIN.iter().chain(&[".shp"]).any(|end| lower.ends_with(end))
    };
    let others = archive.names().filter(is_data).collect::<Vec<_>>().join(", ");
    let message = format!("of the files in the archive “{read}” is read; not read: {others}");
    (!others.is_empty()).then(|| Diagnostic::warning("data::several-files", message))
}

/// All KML in an archive: what one file links to may stand in another.
fn kml_files(name: &str, archive: &Archive) -> Result<FeatureFile, Vec<Diagnostic>> {
    let one = |fault: FormatError| vec![fault.into()];
    let mut names: Vec<&str> = archive.names().filter(|n| n.to_lowercase().ends_with(".kml")).collect();
    names.sort_by_key(|n| !n.eq_ignore_ascii_case("doc.kml"));
    let mut all = FeatureFile::default();
    for file in &names {
        let bytes = archive.file(file).map_err(one)?.unwrap_or_default();
        all.append(xml_file(name, &bytes)?);
    }
    if names.len() > 1 {
        all.warnings.retain(|w| w.code != "data::network-link");
    }
    Ok(all)
}
