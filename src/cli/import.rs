//! `sitmap import`: a stranger's file as incidents, with an account of every row.

use super::output::{Failure, Output, deliver_all};
use super::strictly;
use crate::claims;
use crate::data::foreign::{DateOrder, Understanding};
use crate::data::import::{ImportOptions, Imported, grouped, import, rejects_csv};
use crate::data::incident::{CivilDate, collection_text};
use crate::data::load;
use crate::diagnostic::{self, Diagnostic, Place, few_of_each};
use std::path::{Path, PathBuf};

/// Rows that are put aside and listed; the rest is counted.
const MOST_LISTED: usize = 50;

/// Read a stranger's file of incidents, with an account of every row
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap import acled.csv -o incidents.geojson
  sitmap import theirs.csv --map 'Nb morts=killed' --rejects rejects.csv -o incidents.geojson
  sitmap import survey.csv --day-first --as-of 2020-12-31 > incidents.geojson

Known exports (ACLED, UCDP GED, Airwars, timemap, OCHA boundaries, tables with HXL tags) are recognised by their columns.
What can't be read one way is told, never guessed; rows that can't be placed are put aside with their reasons.
Mend the rejects in their own columns and read them again: sitmap import rejects.csv")]
pub struct ImportArgs {
    /// CSV, TSV, GeoJSON; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// GeoJSON to write; default: standard output
    #[arg(short, long, value_name = "FILE.geojson")]
    output: Option<PathBuf>,
    /// What a column holds, where its name doesn't say it: lon, lat, lat_lon, lon_lat, wkt, id, name, date, killed, injured …; may be given
    /// more than once
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Write rows that were put aside as CSV, with the reasons
    #[arg(long, value_name = "FILE.csv")]
    rejects: Option<PathBuf>,
    /// Encoding of a table, as the web names it: windows-1256, utf-16le …; default: told by its bytes
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,
    /// Dates such as 05/06/2020 put the day first
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// Dates such as 05/06/2020 put the month first
    #[arg(long)]
    month_first: bool,
    /// Warn of dates after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<CivilDate>,
}

/// `COLUMN=FIELD`; a column's name may hold `=`.
fn mapping(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, field)) if !column.is_empty() && !field.is_empty() => Ok((column.to_owned(), field.to_owned())),
        _ => Err("write COLUMN=FIELD, as in 'Nb morts=killed'".to_owned()),
    }
}

impl ImportArgs {
    fn dates(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, _) => Some(DateOrder::DayFirst),
            (_, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

/// Runs the verb. The account goes to standard error.
///
/// # Errors
/// Faults of the file as a whole; nothing that can be used; a file that can't be written.
pub fn run(args: &ImportArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    let name = load::display_name(&args.file);
    let bytes = load::bytes_of(&args.file).map_err(Failure::Refused)?;
    let options = ImportOptions {
        mapping: &args.map,
        encoding: args.encoding.as_deref(),
        understanding: Understanding { dates: args.dates() },
    };
    let mut read = import(&name, &bytes, &options).map_err(Failure::Refused)?;
    drop(bytes);
    read.warnings.extend(claims::smells(&read.incidents, args.as_of));
    eprint!("{}", account(&name, &read, args.rejects.is_some()));
    if read.incidents.is_empty() {
        return Err(Failure::Refused(vec![nothing(&name, &read)]));
    }
    let place = Place { file: Some(name.clone()), ..Place::default() };
    let warnings = few_of_each(std::mem::take(&mut read.warnings), &place, "in this file");
    let excluded = strict && !read.rejects.is_empty();
    let warnings = strictly(warnings, strict)?;
    if excluded {
        let message = format!("{} rows are excluded", grouped(read.rejects.len()));
        return Err(Failure::Refused(vec![Diagnostic::error("data::excluded", message).at(place)]));
    }
    let output = args.output.as_deref().unwrap_or(Path::new("-"));
    let mut outputs =
        vec![Output::new(output, "name another file with -o", collection_text(&read.incidents).into_bytes())];
    if let Some(file) = &args.rejects {
        let rejects = rejects_csv(&read.header, &read.rejects);
        outputs.push(Output::new(file, "name another file with --rejects", rejects));
    }
    deliver_all(&outputs)?;
    Ok(warnings)
}

/// The fault of a file that has nothing to give.
fn nothing(name: &str, read: &Imported) -> Diagnostic {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let message = if read.rejects.is_empty() { "the file has no rows" } else { "every row is excluded" };
    Diagnostic::error("data::no-row", message).at(place)
}

/// What became of the rows, in words, and why each was put aside.
fn account(name: &str, read: &Imported, written: bool) -> String {
    let mut out = String::new();
    let mut say = |text: &str| {
        out.push_str(&diagnostic::visible(text));
        out.push('\n');
    };
    match read.export {
        Some(export) => say(&format!("{name}: {} (after {})", export.name, export.codebook)),
        None => say(&format!("{name}:")),
    }
    say(&read.account.to_string());
    for reject in read.rejects.iter().take(MOST_LISTED) {
        for fault in &reject.faults {
            let column = fault.place.pointer.as_deref().map(|p| format!(", {p}")).unwrap_or_default();
            // Most reasons quote what they speak of.
            let value = reject.value_of(&read.header, fault).filter(|v| !v.is_empty() && !fault.message.contains(v));
            let value = value.map(|v| format!(" “{v}”")).unwrap_or_default();
            say(&format!("  row {} (line {}){column}{value}: {}", reject.row, reject.line, fault.message));
        }
    }
    let more = read.rejects.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        let all = if written { "the rejects list them all" } else { "--rejects FILE.csv lists them all" };
        say(&format!("  … and {} more; {all}", grouped(more)));
    }
    out
}
