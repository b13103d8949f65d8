//! `sitmap measure`: distances of incidents to a border, to each other, to towns; rings and areas; as a table or a file.

mod bulk;
mod doubts;
mod fixed;
mod format;
mod geometry;
mod matrix;
mod places;
mod rings;
mod row;
mod sheet;
mod target;
mod within;

use super::output::{Failure, deliver};
use crate::claims::{Subject, measure_to, measure_to_nearest};
use crate::data::feature::Feature;
use crate::data::incident::Incident;
use crate::data::load::{bytes_of, display_name, read_bytes};
use crate::diagnostic::Diagnostic;
use crate::spatial::{EdgeKind, SpatialError};
use crate::units::LengthUnit;
use doubts::Doubts;
use std::path::{Path, PathBuf};
use target::Target;

pub use format::{BorderInfo, Format, write};
pub use row::{COLUMNS, Cell, cells, push_csv_line};

/// Distances of incidents to a border, to each other or to towns
#[derive(Debug, Clone, clap::Args)]
#[command(group = clap::ArgGroup::new("mode").required(true).args(["to", "matrix", "nearest_place", "rings", "within"]))]
#[command(after_help = "Examples:
  sitmap measure incidents.geojson --to TUR/SYR
  sitmap measure incidents.geojson --to nearest --format csv -o distances.csv
  sitmap measure incidents.csv --to river.geojson --edges geodesic
  sitmap measure incidents.geojson --nearest-place 3
  sitmap measure incidents.geojson --rings 5km,10km --format geojson -o rings.geojson
  sitmap measure incidents.geojson --within Syria
  cat incidents.geojson | sitmap measure - --to ukraine-russia --format json

Files carry metres with 6 decimals and degrees with 9; tables and markdown round as the uncertainty allows.")]
pub struct MeasureArgs {
    /// GeoJSON, or CSV with columns lon and lat; - reads standard input
    #[arg(value_name = "INCIDENTS")]
    pub incidents: PathBuf,
    /// Distance to the land border of two countries (TUR/SYR, tr-sy, turkey-syria), to the nearest one of the country that each
    /// point lies in (nearest), or to the lines of a GeoJSON file
    #[arg(long, value_name = "BORDER|nearest|FILE")]
    pub to: Option<String>,
    /// Distances between all pairs of incidents
    #[arg(long)]
    pub matrix: bool,
    /// Distance and direction from the N nearest towns of the base map
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    pub nearest_place: Option<u16>,
    /// Circles of these radii, each with its unit (km, mi, nm, m), as GeoJSON; in other forms how many other incidents lie within
    #[arg(long, value_name = "5km,10km", value_delimiter = ',', value_parser = rings::radius_m)]
    pub rings: Option<Vec<f64>>,
    /// The incidents inside a country, or inside the polygons of a GeoJSON file
    #[arg(long, value_name = "COUNTRY|FILE")]
    pub within: Option<String>,
    /// What an edge is: straight in longitude and latitude as GeoJSON says, or the shortest line
    #[arg(long, value_enum, default_value_t, requires = "to")]
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
    let text = match &args.to {
        Some(to) => match distances(args, to, &mut warnings)? {
            Some(text) => text,
            None => return Ok(warnings),
        },
        None => {
            let subjects = places(&args.incidents, &mut warnings).map(|p| p.subjects(&mut warnings));
            subjects.and_then(|subjects| other(args, &subjects, &mut warnings)).map_err(Failure::Refused)?
        }
    };
    deliver(args.output.as_deref(), text.as_bytes())?;
    Ok(warnings)
}

/// Distances to a border; `None`: they are written already, since they were too many to be held.
fn distances(args: &MeasureArgs, to: &str, warnings: &mut Vec<Diagnostic>) -> Result<Option<String>, Failure> {
    let places = places(&args.incidents, warnings);
    let target = target::find(to, args.edges, warnings);
    let (places, target) = match (places, target) {
        (Ok(places), Ok(target)) => (places, target),
        (places, target) => {
            return Err(Failure::Refused(places.err().into_iter().chain(target.err()).flatten().collect()));
        }
    };
    let rows = match (target, places) {
        (Target::Nearest, places) => {
            let refused =
                |e: SpatialError| Failure::Refused(vec![Diagnostic::error("measure::no-border", e.to_string())]);
            measure_to_nearest(places.subjects(warnings), args.edges).map_err(refused)?
        }
        (Target::Border { border, builtin }, Places::Table(rows)) if args.format == Format::Csv => {
            let how = bulk::How { border: &border, sides: builtin, edges: args.edges, unit: args.units };
            warnings.extend(bulk::write(rows, &how, args.output.as_deref())?.warnings());
            return Ok(None);
        }
        (Target::Border { border, builtin }, places) => measure_to(places.subjects(warnings), &border, builtin),
    };
    warnings.extend(Doubts::of(&rows, args.units).warnings());
    let name = if Path::new(to).exists() { target::file_name(to) } else { to.to_owned() };
    Ok(Some(write(&rows, &BorderInfo { name, edges: args.edges }, args.format, args.units)))
}

/// Everything that isn't a distance to a border.
fn other(args: &MeasureArgs, subjects: &[Subject], warnings: &mut Vec<Diagnostic>) -> Result<String, Vec<Diagnostic>> {
    if let Some(count) = args.nearest_place {
        return Ok(places::write(subjects, usize::from(count), args.format, args.units));
    }
    if let Some(radii_m) = &args.rings {
        return Ok(rings::write(subjects, radii_m, args.format, args.units));
    }
    if let Some(area) = &args.within {
        return within::write(subjects, area, args.format, args.units, warnings);
    }
    matrix::write(subjects, args.format, args.units)
}

/// What is measured from.
enum Places {
    /// Rows of a table of which nothing is to be told.
    Table(bulk::BulkRows),
    /// All else.
    Features(Vec<Feature>),
}

impl Places {
    fn subjects(self, warnings: &mut Vec<Diagnostic>) -> Vec<Subject> {
        match self {
            Self::Table(rows) => rows.subjects(),
            Self::Features(features) => features.into_iter().map(|f| subject(&f, warnings)).collect(),
        }
    }
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
fn read(path: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    features(&display_name(path), &bytes_of(path)?, warnings)
}

fn features(name: &str, bytes: &[u8], warnings: &mut Vec<Diagnostic>) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let file = read_bytes(name, bytes)?;
    warnings.extend(file.warnings);
    Ok(file.features)
}
