//! `sitmap import`: a stranger's file → our incident model, with an account that adds up.

mod account;

use super::exit;
use super::output::{Failure, Output, deliver_all, deliver_by, keep_inputs};
use crate::data::claims_table;
use crate::data::feature::Feature;
use crate::data::import::{self, DateOrder, Field, ImportFile, ImportOptions, Reading};
use crate::data::incident::{COLLECTION_BEGIN, COLLECTION_END, CivilDate, Incident, collection_text, features_text};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place, some_of_each};
use std::io;
use std::path::{Path, PathBuf};

/// So many oddities of single incidents are kept to be told.
const MOST_ODD: usize = 1_000;

/// Read a stranger's file into the incident model, with an account of every row
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap import theirs.csv -o incidents.geojson
  sitmap import acled.csv -o incidents.geojson --rejects rejects.csv
  sitmap import بيانات.csv --encoding windows-1256 --map 'الوصف=what'
  sitmap import strikes.csv --claims claims.csv -o incidents.geojson
  sitmap import events.csv --map ycoord=lat --map xcoord=lon --dates day-first

Columns are known by their names in English, French, Spanish and Arabic, exports of ACLED, UCDP GED, Airwars, timemap,
GDELT and OCHA's boundaries and tables with HXL hashtags by theirs. What means nothing to us is kept. Rows whose place can't be read are
excluded, and told; with --rejects they are written as a table that can be mended and read again.")]
pub struct ImportArgs {
    /// CSV, TSV, XLSX, ODS, GeoJSON, TopoJSON, GeoPackage, FlatGeobuf, GeoParquet, KML, KMZ, GPX or a shapefile, also in gzip or Zstandard; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// GeoJSON to write; default: standard output
    #[arg(short, long, value_name = "FILE.geojson", default_value = "-")]
    output: PathBuf,
    /// What a column means: lon, lat, lat_lon, lon_lat, wkt, mgrs, plus_code, utm, utm_zone, easting, northing, id, name, name_ar, what, kind, date, date_end, killed, killed_min, killed_max, injured, injured_min, injured_max, said_by, country, uncertainty_m
    #[arg(long = "map", value_parser = column, value_name = "COLUMN=FIELD")]
    columns: Vec<(String, Field)>,
    /// Write the excluded rows as CSV, with the reason in a column of its own
    #[arg(long, value_name = "FILE.csv")]
    rejects: Option<PathBuf>,
    /// Add the claims of a table, one a row: columns incident_id, field (killed, injured …), min, max, said_by, as_of, source, text, note
    #[arg(long, value_name = "FILE.csv")]
    claims: Option<PathBuf>,
    /// Write all claims as such a table
    #[arg(long, value_name = "FILE.csv")]
    write_claims: Option<PathBuf>,
    /// Encoding of the text (windows-1256, windows-1252, utf-16le …); default: told by its bytes
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,
    /// Which part of dates such as 4/5/2020 comes first; default: as another date of the column shows
    #[arg(long, value_enum, value_name = "ORDER")]
    dates: Option<Dates>,
    /// Warn of incidents after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<CivilDate>,
}

impl ImportArgs {
    fn options(&self) -> ImportOptions {
        ImportOptions {
            encoding: self.encoding.clone(),
            date_order: self.dates.map(|d| match d {
                Dates::DayFirst => DateOrder::DayFirst,
                Dates::MonthFirst => DateOrder::MonthFirst,
            }),
            columns: self.columns.clone(),
        }
    }

    /// Incidents of features, with what is odd about them: of each block some.
    fn incidents(&self, features: Vec<Feature>) -> (Vec<Incident>, Vec<Diagnostic>) {
        let (incidents, mut odd) = load::incidents_of(features);
        odd.extend(self.as_of.iter().flat_map(|day| import::after(&incidents, *day)));
        odd.truncate(MOST_ODD);
        (incidents, odd)
    }

    /// GeoJSON may be replaced by what is made of it; nothing else that is read.
    fn keep_inputs(&self) -> Result<(), Failure> {
        let is_json =
            |path: &Path| path.extension().and_then(|e| e.to_str()).is_some_and(|e| matches!(e, "geojson" | "json"));
        let empty = |path: &PathBuf| Output::new(path, "name another file", Vec::new());
        let tables: Vec<Output> = self.write_claims.iter().chain(&self.rejects).map(empty).collect();
        let inputs: Vec<&Path> = std::iter::once(&self.file).chain(&self.claims).map(PathBuf::as_path).collect();
        keep_inputs(&tables, inputs.iter().copied())?;
        let others = inputs.into_iter().filter(|path| !is_json(path));
        keep_inputs(&[empty(&self.output)], others)
    }

    /// Adds the claims of the table that is given.
    fn add_claims(&self, incidents: &mut [Incident]) -> Result<Vec<Diagnostic>, Failure> {
        let Some(file) = &self.claims else { return Ok(Vec::new()) };
        let bytes = load::bytes_of(file).map_err(Failure::Refused)?;
        claims_table::add(&load::display_name(file), &bytes, incidents).map_err(Failure::Refused)
    }

    /// The table of all claims, where it is asked for.
    fn claims_table(&self, incidents: &[Incident]) -> Option<Output> {
        let file = self.write_claims.as_deref()?;
        Some(Output::new(file, "name another file with --write-claims", claims_table::text(incidents).into_bytes()))
    }
}

/// Which part of a date in numbers comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Dates {
    /// 26/10/2020
    DayFirst,
    /// 10/26/2020
    MonthFirst,
}

fn column(text: &str) -> Result<(String, Field), String> {
    let (column, field) = text.rsplit_once('=').ok_or("write COLUMN=FIELD")?;
    let names = || Field::ALL.map(|(name, _)| name).join(", ");
    Field::by_name(field).map(|f| (column.to_owned(), f)).ok_or_else(|| format!("“{field}” is none of {}", names()))
}

/// Runs the verb. The result and the rejects are written, or neither; the account goes to standard error.
///
/// # Errors
/// No table; a result that can't be written.
pub fn run(args: &ImportArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    args.keep_inputs()?;
    let file = ImportFile::open(&args.file, &args.options()).map_err(Failure::Refused)?;
    // Beforehand, because nothing may be written then.
    if strict {
        let mut odd = Vec::new();
        let reading = read(&file, args, |_, odd| odd, &mut |more| keep_some(&mut odd, more))?;
        super::strictly(told(reading.warnings.into_iter().chain(odd), args), true)?;
    }
    let has_claims = args.claims.is_some() || args.write_claims.is_some();
    let (reading, odd) = if has_claims { with_claims(&file, args)? } else { written(&file, args)? };
    let name = load::display_name(&args.file);
    if super::messages_are_json() {
        exit::say(&format!("{}\n", account::json(&name, &reading)));
    } else {
        exit::say(&account::text(&name, &file, &reading, args.rejects.as_deref()));
    }
    Ok(told(reading.warnings.into_iter().chain(odd), args))
}

/// Goes through a file for something else than writing: what fails is the file.
fn read<T: Send>(
    file: &ImportFile,
    args: &ImportArgs,
    made: impl Fn(Vec<Incident>, Vec<Diagnostic>) -> T + Sync,
    sink: &mut dyn FnMut(T),
) -> Result<Reading, Failure> {
    let work = |features: Vec<Feature>| {
        let (incidents, odd) = args.incidents(features);
        made(incidents, odd)
    };
    let reading = file.read(work, &mut |made| {
        sink(made);
        Ok(())
    });
    reading.map_err(|e| Failure::Refused(load::cannot_read(&load::display_name(&args.file), &e)))
}

/// Of each kind a few are told in the end.
fn keep_some(odd: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    odd.extend(more.into_iter().take(MOST_ODD.saturating_sub(odd.len())));
}

/// The incidents with their claims, held until all are read: a claim may belong to any of them.
fn with_claims(file: &ImportFile, args: &ImportArgs) -> Result<(Reading, Vec<Diagnostic>), Failure> {
    let (mut incidents, mut odd) = (Vec::new(), Vec::new());
    let reading = read(file, args, |incidents, odd| (incidents, odd), &mut |(some, more)| {
        incidents.extend(some);
        keep_some(&mut odd, more);
    })?;
    odd.extend(args.add_claims(&mut incidents)?);
    let text = collection_text(&incidents).into_bytes();
    let mut outputs = vec![Output::new(&args.output, "name another file with -o", text)];
    outputs.extend(args.claims_table(&incidents));
    outputs.extend(account::rejects(args.rejects.as_deref(), &reading));
    deliver_all(&outputs)?;
    Ok((reading, odd))
}

/// Writes the incidents block by block, and the rejects; gives what the file is like, and what is odd about single incidents.
fn written(file: &ImportFile, args: &ImportArgs) -> Result<(Reading, Vec<Diagnostic>), Failure> {
    let (mut reading, mut odd, mut unwritten) = (Reading::default(), Vec::new(), None);
    let path = (args.output != Path::new("-")).then_some(args.output.as_path());
    let work = |features: Vec<Feature>| {
        let (incidents, odd) = args.incidents(features);
        (features_text(&incidents), odd)
    };
    let done = deliver_by(path, &mut |out| {
        out.write_all(COLLECTION_BEGIN.as_bytes())?;
        let mut first = true;
        reading = file.read(work, &mut |(text, more): (String, Vec<Diagnostic>)| {
            keep_some(&mut odd, more);
            if text.is_empty() {
                return Ok(());
            }
            if !std::mem::take(&mut first) {
                out.write_all(b",\n")?;
            }
            out.write_all(text.as_bytes())
        })?;
        out.write_all(if first { "" } else { "\n" }.as_bytes())?;
        out.write_all(COLLECTION_END.as_bytes())?;
        // Before the result gets its name: where they can't be written it gets none.
        let rejects: Vec<Output> = account::rejects(args.rejects.as_deref(), &reading).into_iter().collect();
        deliver_all(&rejects).map_err(|failure| {
            unwritten = Some(failure);
            io::Error::other("the rejects can’t be written")
        })
    });
    match unwritten {
        Some(failure) => Err(failure),
        None => done.map(|()| (reading, odd)),
    }
}

fn told(warnings: impl Iterator<Item = Diagnostic>, args: &ImportArgs) -> Vec<Diagnostic> {
    let name = load::display_name(&args.file);
    some_of_each(warnings.collect(), &Place { file: Some(name), ..Place::default() })
}
