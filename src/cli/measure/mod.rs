//! `sitmap measure`: distances of incidents to a border, as a table or a file.

mod bulk;
mod fixed;
mod format;

use super::output::{Failure, deliver};
use crate::claims::{Subject, measure};
use crate::data::catalogue::Catalogue;
use crate::data::feature::Feature;
use crate::data::geometry::{lines, polygons};
use crate::data::incident::Incident;
use crate::data::load::{bytes_of, display_name, read_bytes};
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, EdgeKind};
use crate::units::LengthUnit;
use std::path::{Path, PathBuf};

pub use format::{BorderInfo, Format, write};

/// Distances of incidents to a border
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap measure incidents.geojson --to turkey-syria
  sitmap measure incidents.csv --to river.geojson --edges geodesic --format csv -o distances.csv
  cat incidents.geojson | sitmap measure - --to turkey-syria --format json

Files carry metres with 6 decimals and degrees with 9; tables and markdown round as the uncertainty allows.")]
pub struct MeasureArgs {
    /// GeoJSON, or CSV with columns lon and lat; - reads standard input
    #[arg(value_name = "INCIDENTS")]
    pub incidents: PathBuf,
    /// A built-in border (turkey-syria) or a GeoJSON file of lines
    #[arg(long, value_name = "BORDER|FILE", required = true)]
    pub to: String,
    /// What an edge is: straight in longitude and latitude as GeoJSON says, or the shortest line
    #[arg(long, value_enum, default_value_t)]
    pub edges: EdgeKind,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; standard output where none is named
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Unit of tables and markdown
    #[arg(long, value_enum, default_value_t)]
    pub units: LengthUnit,
}

/// Runs the verb. Warnings are returned; the result is written.
///
/// # Errors
/// All faults of the input, or that the result can't be written.
pub fn run(args: &MeasureArgs) -> Result<Vec<Diagnostic>, Failure> {
    let mut warnings = Vec::new();
    let places = places(&args.incidents, &mut warnings);
    let border = border(&args.to, args.edges, &mut warnings);
    let (places, (border, info)) = match (places, border) {
        (Ok(places), Ok(border)) => (places, border),
        (places, border) => {
            let faults = places.err().into_iter().chain(border.err()).flatten().collect();
            return Err(Failure::Refused(faults));
        }
    };
    let subjects = match places {
        Places::Table(rows) if args.format == Format::Csv => {
            bulk::write(rows, &border, &info, args.output.as_deref())?;
            return Ok(warnings);
        }
        Places::Table(rows) => rows.subjects(),
        Places::Features(features) => features.into_iter().map(|f| subject(&f, &mut warnings)).collect(),
    };
    let rows = measure(subjects, &border);
    deliver(args.output.as_deref(), write(&rows, &info, args.format, args.units).as_bytes())?;
    Ok(warnings)
}

/// What is measured from.
enum Places {
    /// Rows of a table of which nothing is to be told.
    Table(bulk::BulkRows),
    /// All else.
    Features(Vec<Feature>),
}

fn places(path: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Places, Vec<Diagnostic>> {
    let (name, bytes) = (display_name(path), bytes_of(path)?);
    match bulk::read(&name, &bytes) {
        Some(rows) => Ok(Places::Table(rows)),
        None => features(&name, &bytes, warnings).map(Places::Features),
    }
}

/// What is measured from in a feature. Of what is odd about it only what concerns its name and its place is told; all
/// else is a matter of `sitmap check`.
fn subject(feature: &Feature, warnings: &mut Vec<Diagnostic>) -> Subject {
    let mut odd = Vec::new();
    let subject = Subject::from(&Incident::from_feature(feature, &mut odd));
    let measured = |pointer: &str| {
        pointer == "/properties/name" || pointer == "/geometry" || pointer.starts_with("/properties/locations")
    };
    warnings.extend(odd.into_iter().filter(|w| w.place.pointer.as_deref().is_none_or(measured)));
    subject
}

/// The features of a file.
fn features(name: &str, bytes: &[u8], warnings: &mut Vec<Diagnostic>) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let file = read_bytes(name, bytes)?;
    warnings.extend(file.warnings);
    Ok(file.features)
}

/// The border of a name or a file, and what is to be told of it.
fn border(
    to: &str,
    edges: EdgeKind,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(BorderIndex, BorderInfo), Vec<Diagnostic>> {
    let (found, info) = match Catalogue::builtin().border(to) {
        Ok(layer) => {
            let info = BorderInfo {
                name: to.to_owned(),
                layer: layer.id.clone(),
                credit: Some(layer.credit.text.clone()),
                as_of: layer.as_of.clone(),
                accuracy_m: layer.accuracy_m,
                edges,
            };
            (layer.features.iter().flat_map(|f| lines(&f.geometry)).collect(), info)
        }
        Err(unknown) if !Path::new(to).exists() => {
            let help = format!("built in: {}; or name a GeoJSON file of lines", unknown.near.join(", "));
            return Err(vec![Diagnostic::error("measure::unknown-border", unknown.to_string()).help(help)]);
        }
        Err(_) => {
            let features = features(to, &bytes_of(Path::new(to))?, warnings)?;
            let layer = Path::new(to).file_name().map_or_else(|| to.to_owned(), |n| n.to_string_lossy().into_owned());
            let info = BorderInfo { name: layer.clone(), layer, credit: None, as_of: None, accuracy_m: None, edges };
            (features.iter().flat_map(lines_and_rings).collect(), info)
        }
    };
    let found: Vec<Vec<LonLat>> = found;
    let index = BorderIndex::new(found, edges).map_err(|e| {
        let at = Place { file: Some(to.to_owned()), ..Place::default() };
        vec![Diagnostic::error("measure::no-border", e.to_string()).at(at).help("the border is lines or polygons")]
    })?;
    Ok((index, info))
}

/// What can be measured to in a feature: lines, and the rings of polygons.
fn lines_and_rings(feature: &Feature) -> Vec<Vec<LonLat>> {
    let Some(geometry) = &feature.geometry else { return Vec::new() };
    let mut all = lines(geometry);
    all.extend(polygons(geometry).into_iter().flatten());
    all
}
