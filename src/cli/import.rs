//! `sitmap import`: a stranger's file → our incident model, with an account that adds up.

use super::beside;
use super::output::{Failure, Output, deliver_all, deliver_by, keep_inputs};
use crate::data::claims_table;
use crate::data::feature::Feature;
use crate::data::foreign;
use crate::data::format::{self, Content, FeatureFile};
use crate::data::import::{self, Account, DateOrder, Exclusion, Field, ImportOptions, Reading, TableFile};
use crate::data::incident::{COLLECTION_BEGIN, COLLECTION_END, CivilDate, Incident, collection_text, features_text};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place, some_of_each, visible};
use std::path::{Path, PathBuf};

/// So many exclusions are told one by one.
const MOST_TOLD: usize = 20;
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

Columns are known by their names in English, French, Spanish and Arabic, exports of ACLED, UCDP GED, Airwars
and timemap and tables with HXL hashtags by their columns. What means nothing to us is kept. Rows whose place can't be read are
excluded, and told; with --rejects they are written as a table that can be mended and read again.")]
pub struct ImportArgs {
    /// CSV, TSV, XLSX, ODS, GeoJSON, TopoJSON, KML, KMZ, GPX or a shapefile, also in gzip; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// GeoJSON to write; default: standard output
    #[arg(short, long, value_name = "FILE.geojson", default_value = "-")]
    output: PathBuf,
    /// What a column means: lon, lat, lat_lon, lon_lat, wkt, id, name, name_ar, what, kind, date, date_end, killed, killed_min, killed_max, injured, injured_min, injured_max, said_by, country, uncertainty_m
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
    /// Incidents of features, with what is odd about them.
    fn incidents(&self, features: &[Feature]) -> (Vec<Incident>, Vec<Diagnostic>) {
        let (incidents, mut odd) = load::incidents(features);
        odd.extend(self.as_of.iter().flat_map(|day| import::after(&incidents, *day)));
        (incidents, odd)
    }
}

impl ImportArgs {
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

    fn has_claims(&self) -> bool {
        self.claims.is_some() || self.write_claims.is_some()
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
    let name = load::display_name(&args.file);
    let bytes = load::bytes_of(&args.file).map_err(Failure::Refused)?;
    let bytes = match format::open(&name, &bytes).map_err(Failure::Refused)? {
        Content::Table(bytes) => bytes,
        Content::GeoJson(bytes) => {
            return features(args, &name, format::read_features(&name, &bytes).map_err(Failure::Refused)?, strict);
        }
        Content::Features(file) => return features(args, &name, file, strict),
    };
    let options = ImportOptions {
        encoding: args.encoding.clone(),
        date_order: args.dates.map(|d| match d {
            Dates::DayFirst => DateOrder::DayFirst,
            Dates::MonthFirst => DateOrder::MonthFirst,
        }),
        columns: args.columns.clone(),
    };
    let table = TableFile::open(&name, &bytes, &options).map_err(Failure::Refused)?;
    // Beforehand, because nothing may be written then.
    if strict {
        let mut odd = Vec::new();
        let reading = table.read(|features| args.incidents(&features).1, &mut |more: Vec<Diagnostic>| {
            odd.extend(more);
            Ok(())
        });
        let warnings = reading.map(|r| r.warnings).unwrap_or_default().into_iter().chain(odd);
        super::strictly(told(warnings, &name), true)?;
    }
    let (reading, odd) = if args.has_claims() { with_claims(&table, args)? } else { written(&table, args)? };
    if !args.has_claims() {
        let outputs: Vec<Output> = rejects(args, &table.header, &reading.excluded).into_iter().collect();
        deliver_all(&outputs)?;
    }
    eprint!("{}", account_text(&name, &table, &reading, args.rejects.as_deref()));
    Ok(told(reading.warnings.into_iter().chain(odd), &name))
}

/// The incidents with their claims, held until all are read: a claim may belong to any of them.
fn with_claims(table: &TableFile, args: &ImportArgs) -> Result<(Reading, Vec<Diagnostic>), Failure> {
    let (mut incidents, mut odd) = (Vec::new(), Vec::new());
    let reading =
        table.read(|features| args.incidents(&features), &mut |(some, more): (Vec<Incident>, Vec<Diagnostic>)| {
            incidents.extend(some);
            odd.extend(more.into_iter().take(MOST_ODD.saturating_sub(odd.len())));
            Ok(())
        });
    let nothing = Reading { account: Account::default(), excluded: Vec::new(), warnings: Vec::new() };
    let reading = reading.unwrap_or(nothing);
    odd.extend(args.add_claims(&mut incidents)?);
    let mut outputs = vec![result(&args.output, &incidents)];
    outputs.extend(args.claims_table(&incidents));
    outputs.extend(rejects(args, &table.header, &reading.excluded));
    deliver_all(&outputs)?;
    Ok((reading, odd))
}

/// Writes the incidents block by block; gives what the table is like, and what is odd about single incidents.
fn written(table: &TableFile, args: &ImportArgs) -> Result<(Reading, Vec<Diagnostic>), Failure> {
    let (mut reading, mut odd) = (None, Vec::new());
    let path = (args.output != Path::new("-")).then_some(args.output.as_path());
    let work = |features: Vec<Feature>| {
        let (incidents, mut odd) = args.incidents(&features);
        // Of each kind a few are told in the end.
        odd.truncate(MOST_ODD);
        (features_text(&incidents), odd)
    };
    deliver_by(path, &mut |out| {
        out.write_all(COLLECTION_BEGIN.as_bytes())?;
        let mut first = true;
        reading = Some(table.read(work, &mut |(text, more): (String, Vec<Diagnostic>)| {
            odd.extend(more.into_iter().take(MOST_ODD.saturating_sub(odd.len())));
            if text.is_empty() {
                return Ok(());
            }
            if !std::mem::take(&mut first) {
                out.write_all(b",\n")?;
            }
            out.write_all(text.as_bytes())
        })?);
        out.write_all(if first { "" } else { "\n" }.as_bytes())?;
        out.write_all(COLLECTION_END.as_bytes())
    })?;
    let nothing = Reading { account: Account::default(), excluded: Vec::new(), warnings: Vec::new() };
    Ok((reading.unwrap_or(nothing), odd))
}

/// Features go through the same model; those with faults are excluded as rows are.
fn features(args: &ImportArgs, name: &str, mut file: FeatureFile, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    import::name_columns(&mut file.features, &args.columns).map_err(Failure::Refused)?;
    let export = foreign::understand(&mut file.features);
    file.features.iter_mut().for_each(import::tidy);
    let (mut incidents, mut odd) = args.incidents(&file.features);
    odd.extend(args.add_claims(&mut incidents)?);
    let warnings = super::strictly(told(file.warnings.into_iter().chain(odd), name), strict)?;
    let (placed, kept) = (file.features.iter().filter(|f| f.geometry.is_some()).count(), file.features.len());
    let excluded = file.excluded.len();
    let account = Account { read: kept + excluded, placed, without_coordinates: kept - placed, excluded };
    let mut outputs = vec![result(&args.output, &incidents)];
    outputs.extend(args.claims_table(&incidents));
    outputs.extend(rejects(args, &file.header, &file.excluded));
    deliver_all(&outputs)?;
    let mut out = format!("{}: {}\n", visible(name), sum(&account));
    out.extend(export.map(read_as));
    out.push_str(&exclusions_text(&file.excluded, args.rejects.as_deref()));
    eprint!("{out}");
    Ok(warnings)
}

/// The export that a file is, and where the meaning of its codes is written.
fn read_as(export: &foreign::Export) -> String {
    format!("  read as a table of {} (after {})\n", export.name, export.codebook)
}

fn told(warnings: impl Iterator<Item = Diagnostic>, name: &str) -> Vec<Diagnostic> {
    some_of_each(warnings.collect(), &Place { file: Some(name.to_owned()), ..Place::default() })
}

/// The table of what was excluded, where there is any.
fn rejects(args: &ImportArgs, header: &[String], excluded: &[Exclusion]) -> Option<Output> {
    let file = args.rejects.as_deref().filter(|_| !excluded.is_empty())?;
    Some(Output::new(file, "name another file with --rejects", rejects_csv(header, excluded).into_bytes()))
}

fn result(path: &Path, incidents: &[Incident]) -> Output {
    Output::new(path, "name another file with -o", collection_text(incidents).into_bytes())
}

/// `8,114 read = 7,902 placed + 180 without coordinates + 32 excluded`
fn sum(account: &Account) -> String {
    let Account { read, placed, without_coordinates, excluded } = *account;
    let [read, placed, without, excluded] = [read, placed, without_coordinates, excluded].map(thousands);
    format!("{read} read = {placed} placed + {without} without coordinates + {excluded} excluded")
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn account_text(name: &str, table: &TableFile, reading: &Reading, rejects: Option<&Path>) -> String {
    let mut out = format!("{}: {}\n", visible(name), sum(&reading.account));
    if let Some(export) = table.export {
        out.push_str(&format!("  read as a table of {}\n", export.name()));
    }
    out.extend(table.foreign.map(read_as));
    let columns = table.header.iter().zip(&table.fields);
    let used: Vec<String> = columns.filter_map(|(c, f)| Some(format!("{} → {}", visible(c), (*f)?.name()))).collect();
    let kept = table.header.len() - used.len();
    out.push_str(&format!("  columns: {}; {kept} more kept as they are\n", used.join(", ")));
    out + &exclusions_text(&reading.excluded, rejects)
}

/// Why rows were left out, and where all of them are.
fn exclusions_text(excluded: &[Exclusion], rejects: Option<&Path>) -> String {
    let mut out = String::new();
    for Exclusion { row, line, column, value, reason, .. } in excluded.iter().take(MOST_TOLD) {
        let (column, value) = (visible(column), visible(value));
        out.push_str(&format!("  excluded: row {row} (line {line}), {column} “{value}”: {reason}\n"));
    }
    let more = excluded.len().saturating_sub(MOST_TOLD);
    if more > 0 {
        out.push_str(&format!("  and {} more excluded rows\n", thousands(more)));
    }
    match rejects {
        Some(file) if !excluded.is_empty() => {
            out.push_str(&format!("  all excluded rows are in {}\n", visible(&file.display().to_string())));
        }
        None if !excluded.is_empty() => out.push_str("  --rejects FILE.csv writes them as a table to be mended\n"),
        _ => {}
    }
    out
}

/// The excluded rows as they stand, with the reason in a last column.
fn rejects_csv(header: &[String], excluded: &[Exclusion]) -> String {
    let quoted = |cell: &str| {
        let plain = !cell.contains(['"', ',', '\n', '\r']);
        if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    let head: Vec<String> = header.iter().map(|h| quoted(h)).chain(["why_excluded".to_owned()]).collect();
    let mut out = head.join(",") + "\n";
    for Exclusion { column, reason, cells, .. } in excluded {
        let width = header.len().max(cells.len());
        let mut row: Vec<String> = (0..width).map(|i| quoted(cells.get(i).map_or("", String::as_str))).collect();
        row.push(beside::text(&format!("{column}: {reason}")));
        out.push_str(&row.join(","));
        out.push('\n');
    }
    out
}
