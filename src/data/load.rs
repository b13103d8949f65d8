//! Files → features → incidents. The kind of a file is told by its content, not by its name.

use super::controls;
use super::feature::Feature;
use super::foreign;
pub use super::format::is_table;
use super::format::{self, Content, FeatureFile, shapefile};
use super::geojson::{self, FileFeatures};
use super::import::{self, ImportOptions};
use super::incident::Incident;
use super::source::{Sources, read_sources};
use super::table;
use crate::diagnostic::{Diagnostic, Place, some_of_each};
use crate::limits::{Exceeded, Limit};
use geo::CoordsIter;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Name of the built-in incidents in a spec.
pub const BUILTIN_INCIDENTS: &str = "builtin:idlib";

/// The built-in incidents of Idlib.
pub fn builtin_incidents() -> &'static [u8] {
    include_bytes!("../../geodata/incidents.geojson")
}

/// The list of sources that the built-in incidents cite.
///
/// # Errors
/// Never for the file as it is built in; a test reads it.
pub fn builtin_sources() -> Result<Sources, Vec<Diagnostic>> {
    read_sources(include_str!("../../geodata/sources.json"), "geodata/sources.json")
}

/// Incidents of features, with what is odd about them.
pub fn incidents(features: &[Feature]) -> (Vec<Incident>, Vec<Diagnostic>) {
    let mut warnings = Vec::new();
    let incidents = features.iter().map(|f| Incident::from_feature(f, &mut warnings)).collect();
    (incidents, warnings)
}

/// The same of features that are not needed any more.
pub fn incidents_of(features: Vec<Feature>) -> (Vec<Incident>, Vec<Diagnostic>) {
    let mut warnings = Vec::new();
    let incidents = features.into_iter().map(|f| Incident::of(f, &mut warnings)).collect();
    (incidents, warnings)
}

/// Reads the bytes of a file of any kind that is known: all of it, or what is wrong with it. Known exports are understood as their codebooks have it.
///
/// # Errors
/// All faults of the file.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    let mut file = match format::open(name, bytes)? {
        Content::GeoJson(bytes) => geojson::read(name, &bytes)?,
        Content::Features(file) => file.all_or_none(name)?,
        Content::Table(bytes, told) => {
            let mut file = table(name, &bytes)?;
            file.warnings.splice(0..0, told);
            file
        }
    };
    held(&file.features).map_err(|exceeded| vec![exceeded.of_file(name)])?;
    foreign::understand(&mut file.features);
    Ok(file)
}

/// Refuses more features or positions than are worked with.
fn held(features: &[Feature]) -> Result<(), Exceeded> {
    Limit::Features.hold(features.len() as u64)?;
    let positions = features.iter().filter_map(|f| f.geometry.as_ref()).map(|g| g.coords_count() as u64);
    Limit::Vertices.hold(positions.sum())
}

fn table(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    // Rows of a few bytes become features of some hundred: counted before they are made.
    let lines = bytes.iter().filter(|b| **b == b'\n').count() as u64;
    Limit::Features.hold(lines).map_err(|exceeded| vec![exceeded.of_file(name)])?;
    // What the columns of a known export mean is not what their names say.
    if import::is_known_export(bytes) {
        return imported(name, bytes);
    }
    table::read(name, bytes).or_else(|faults| {
        if faults.iter().any(|f| f.code == "data::too-large") {
            return Err(faults);
        }
        // Another encoding, other names, degrees in another form: all of its rows, or what is wrong with them.
        imported(name, bytes).map_err(|_| faults)
    })
}

/// All rows as `import` reads them, or what is wrong with those that can't be placed.
fn imported(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    let import::Imported { features, header, excluded, warnings, .. } =
        import::import(name, bytes, &ImportOptions::default())?;
    FeatureFile { features, header, excluded, warnings }.all_or_none(name)
}

/// What belongs to a file and stands beside it: of a shapefile the attributes, the reference system and the encoding.
fn with_companions(path: &Path, bytes: Vec<u8>) -> Vec<u8> {
    if !shapefile::is_main(&bytes) {
        return bytes;
    }
    let beside = |end: &str| {
        let names = [end.to_owned(), end.to_uppercase()];
        names.iter().find_map(|end| read_whole(&path.with_extension(end), Limit::File).ok())
    };
    shapefile::bundle(bytes, shapefile::COMPANIONS.map(beside))
}

/// The bytes of a file, with those of the files that belong to it; `-` is standard input.
///
/// # Errors
/// It can't be read.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let read = read_whole(path, Limit::File).map_err(|e| cannot_read(&display_name(path), &e))?;
    if is_open_database(path, &read) {
        let message = "changes of this database still stand in the -wal file beside it";
        let place = Place { file: Some(display_name(path)), ..Place::default() };
        return Err(vec![Diagnostic::error("data::open-database", message).at(place)]);
    }
    Ok(with_companions(path, read))
}

/// Is it an SQLite database whose last changes are not in its file yet?
fn is_open_database(path: &Path, bytes: &[u8]) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    bytes.starts_with(b"SQLite format 3\0") && std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

/// All bytes of a file, of a pipe, or of standard input (`-`), as long as a limit allows them: a stream may have no end.
///
/// # Errors
/// It can't be read; [`exceeded`] tells whether that is because there are more.
pub fn read_whole(path: &Path, limit: Limit) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        return read_up_to(std::io::stdin().lock(), 0, limit);
    }
    let file = std::fs::File::open(path)?;
    let length = file.metadata().map_or(0, |m| m.len());
    read_up_to(file, length, limit)
}

fn read_up_to(reader: impl Read, length: u64, limit: Limit) -> std::io::Result<Vec<u8>> {
    let most = limit.most();
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(most)).unwrap_or(0));
    if length <= most {
        reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        limit.hold(bytes.len() as u64).map_err(std::io::Error::other)?;
        return Ok(bytes);
    }
    Err(std::io::Error::other(Exceeded(limit)))
}

/// Was it a limit that kept a file from being read?
pub fn exceeded(fault: &std::io::Error) -> Option<Exceeded> {
    fault.get_ref()?.downcast_ref().copied()
}

/// The fault of a file that can't be read.
pub fn cannot_read(name: &str, fault: &std::io::Error) -> Vec<Diagnostic> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    vec![match exceeded(fault) {
        Some(exceeded) => exceeded.of_file(name),
        None => Diagnostic::error("data::cannot-read", format!("the file can’t be read: {fault}")).at(place),
    }]
}

/// A file that can be gone through more than once.
#[derive(Debug, Clone)]
pub enum Rereadable {
    /// It is opened anew each time.
    File(PathBuf),
    /// Held in memory.
    Bytes(Arc<[u8]>),
}

impl Rereadable {
    /// A reader at its beginning.
    ///
    /// # Errors
    /// It can't be opened.
    pub fn reader(&self) -> std::io::Result<Box<dyn Read>> {
        Ok(match self {
            Self::File(path) => Box::new(std::fs::File::open(path)?),
            Self::Bytes(bytes) => Box::new(std::io::Cursor::new(Arc::clone(bytes))),
        })
    }

    /// Its first bytes, as many as there are.
    ///
    /// # Errors
    /// It can't be read.
    pub fn head(&self, length: u64) -> std::io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader()?.take(length).read_to_end(&mut head)?;
        Ok(head)
    }
}

/// A file to be read more than once; `None`: a pipe or standard input, or nothing at all.
pub fn rereadable(path: &Path) -> Option<Rereadable> {
    let is_file = path != Path::new("-") && std::fs::metadata(path).is_ok_and(|m| m.is_file());
    is_file.then(|| Rereadable::File(path.to_owned()))
}

/// A file to be read more than once that has so many bytes or more.
pub fn large(path: &Path, bytes: u64) -> Option<Rereadable> {
    rereadable(path).filter(|_| std::fs::metadata(path).is_ok_and(|m| m.len() >= bytes))
}

/// A path within the root as it is; of one outside (absolute, or through `..`) the name alone: folders tell who made a figure.
///
/// ```
/// use sitmap::data::load::public_name;
/// assert_eq!(public_name("data/border.geojson"), "data/border.geojson");
/// assert_eq!(public_name("/home/someone/border.geojson"), "border.geojson");
/// ```
pub fn public_name(path: &str) -> String {
    let plain = path.replace('\\', "/");
    let outside =
        plain.starts_with('/') || plain.split('/').any(|part| part == "..") || plain.as_bytes().get(1) == Some(&b':');
    if outside { plain.rsplit('/').next().unwrap_or_default().to_owned() } else { path.to_owned() }
}

/// A file's name for messages.
pub fn display_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

/// Endings of files in a folder that may be layers.
const LAYER_ENDINGS: [&str; 10] =
    ["geojson", "json", "topojson", "geojsonl", "fgb", "gpkg", "shp", "kml", "kmz", "parquet"];

/// The files in a folder that may be layers, by name; `None` where it is no folder.
///
/// # Errors
/// It can't be read.
pub fn layer_files(folder: &Path) -> Result<Option<Vec<PathBuf>>, Vec<Diagnostic>> {
    if !folder.is_dir() {
        return Ok(None);
    }
    let unreadable = |e: std::io::Error| {
        let place = Place { file: Some(display_name(folder)), ..Place::default() };
        vec![Diagnostic::error("data::cannot-read", format!("can't be read: {e}")).at(place)]
    };
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut files = entries.map(|e| e.map(|e| e.path())).collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    files.retain(|f| {
        f.extension().and_then(|e| e.to_str()).is_some_and(|e| LAYER_ENDINGS.contains(&e.to_lowercase().as_str()))
    });
    files.sort();
    Ok(Some(files))
}

/// The features of a layer's file; `name` is the file as the user named it. Control characters are taken out of their texts, and of warnings of one code
/// the first few are told.
///
/// # Errors
/// All faults of the file.
pub fn layer_features(
    path: &Path,
    name: &str,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let bytes = bytes_of(path).map_err(|faults| faults.into_iter().map(|f| f.at(place.clone())).collect::<Vec<_>>())?;
    let FileFeatures { mut features, warnings: told } = read_bytes(name, &bytes)?;
    warnings.extend(some_of_each(told, &place));
    for feature in &mut features {
        let (line, number) = (Some(feature.origin.line), Some(feature.origin.feature));
        for (pointer, characters) in controls::strip(&mut feature.properties, "/properties") {
            let at = Place { line, feature: number, pointer: Some(pointer), ..place.clone() };
            warnings.push(controls::fault(&characters).at(at));
        }
    }
    Ok(features)
}

/// Reads a file; `-` is standard input.
///
/// # Errors
/// All faults of the file.
pub fn read_file(path: &Path) -> Result<FileFeatures, Vec<Diagnostic>> {
    read_bytes(&display_name(path), &bytes_of(path)?)
}
