//! `sitmap measure`: distances of incidents to a border, to each other, to towns; rings and areas; as a table or a file.

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
use crate::claims::{Measurement, Subject, measure_to, measure_to_nearest};
use crate::data::feature::Feature;
use crate::data::incident::Incident;
use crate::diagnostic::Diagnostic;
use crate::spatial::EdgeKind;
use crate::units::LengthUnit;
use std::path::{Path, PathBuf};

pub use format::{BorderInfo, Format, write};
pub use row::{COLUMNS, Cell, cells, csv_line};

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
        Some(to) => distances(args, to, &mut warnings),
        None => {
            read_subjects(&args.incidents, &mut warnings).and_then(|subjects| other(args, &subjects, &mut warnings))
        }
    };
    deliver(args.output.as_deref(), text.map_err(Failure::Refused)?.as_bytes())?;
    Ok(warnings)
}

/// Distances to a border.
fn distances(args: &MeasureArgs, to: &str, warnings: &mut Vec<Diagnostic>) -> Result<String, Vec<Diagnostic>> {
    let subjects = read_subjects(&args.incidents, warnings);
    let target = target::find(to, args.edges, warnings);
    let (subjects, target) = match (subjects, target) {
        (Ok(subjects), Ok(target)) => (subjects, target),
        (subjects, target) => return Err(subjects.err().into_iter().chain(target.err()).flatten().collect()),
    };
    let rows = match target {
        target::Target::Nearest => {
            let refused =
                |e: crate::spatial::SpatialError| vec![Diagnostic::error("measure::no-border", e.to_string())];
            measure_to_nearest(subjects, args.edges).map_err(refused)?
        }
        target::Target::Border { border, builtin } => measure_to(subjects, &border, builtin),
    };
    warnings.extend(doubts(&rows, args.units));
    let name = if Path::new(to).exists() { target::file_name(to) } else { to.to_owned() };
    Ok(write(&rows, &BorderInfo { name, edges: args.edges }, args.format, args.units))
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

/// The incidents of a file as what is measured from.
fn read_subjects(path: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Subject>, Vec<Diagnostic>> {
    let features = read(path, warnings)?;
    Ok(features.iter().map(|f| Subject::from(&Incident::from_feature(f, warnings))).collect())
}

/// The features of a file.
fn read(path: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Feature>, Vec<Diagnostic>> {
    let file = crate::data::load::read_file(path)?;
    warnings.extend(file.warnings);
    Ok(file.features)
}

/// A distance should be ten times what its border may be off.
const COARSE: f64 = 0.1;
/// Incidents named in a warning, at most.
const NAMED: usize = 4;

/// Where the result rests on a line that is too coarse for it, or in doubt.
fn doubts(rows: &[Measurement], unit: LengthUnit) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    let coarse: Vec<String> = rows.iter().filter_map(|row| coarse(row, unit)).collect();
    if !coarse.is_empty() {
        let message = format!("the border may be off by more than a tenth of the distance: {}", some(&coarse));
        let help = "give the range with the distance, or measure to a more detailed line with --to FILE";
        warnings.push(Diagnostic::warning("measure::coarse-border", message).help(help));
    }
    let mut notes: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows {
        for note in row.notes() {
            match notes.iter_mut().find(|(n, _)| *n == note) {
                Some((_, ids)) => ids.push(row.subject.id.clone()),
                None => notes.push((note, vec![row.subject.id.clone()])),
            }
        }
    }
    let told = |(note, ids): (String, Vec<String>)| {
        Diagnostic::warning("measure::border-in-doubt", format!("{note}: {}", some(&ids)))
            .help("the range is widened by what is known of it; say so beside the distance")
    };
    warnings.extend(notes.into_iter().map(told));
    warnings
}

/// How far off of how much, where that is too much.
fn coarse(row: &Measurement, unit: LengthUnit) -> Option<String> {
    let accuracy_m = row.rests_on.as_ref()?.accuracy_m?;
    let distance_m = row.nearest?.distance_m;
    let (off, of) = (accuracy_m / unit.metres(), distance_m / unit.metres());
    (accuracy_m > COARSE * distance_m).then(|| format!("{} ({off:.1} of {of:.1} {})", row.subject.id, unit.symbol()))
}

/// The first of a list, and how many more.
fn some(all: &[String]) -> String {
    let first = all.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if all.len() > NAMED { format!("{first} and {} more", all.len() - NAMED) } else { first }
}
