//! `sitmap summary`: how many incidents, and how many people killed as claimed, by time, place or a column.

mod format;
mod places;

use super::filter::FilterArgs;
use super::output::{Failure, Output, deliver_all, keep_inputs};
use crate::aggregate::{Events, Group, GroupBy, Groups, Tally};
use crate::data::events::{EventFile, EventTexts, LeftOut};
use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::pipeline::Wanted;
use crate::spec::Figure;
use std::path::{Path, PathBuf};

/// Sum incidents up by time, place or a column
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap summary incidents.geojson
  sitmap summary events.csv --by month --format csv -o months.csv
  sitmap summary events.csv --by admin1 --format markdown
  sitmap summary events.csv --by event_type --sort
  sitmap summary events.csv --by month --within Idlib --from 2019-04 --to 2020-03

Numbers of people killed are claims: the least and the greatest of each incident are added up apart, and
incidents of which nobody gives a number are counted, never added as 0.")]
pub struct SummaryArgs {
    /// GeoJSON or CSV; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// year, month, day, country, admin1 (first-level divisions), or the name of a column or property (kind, event_type …)
    #[arg(long, value_name = "year|month|day|country|admin1|COLUMN", default_value = "year")]
    by: String,
    #[command(flatten)]
    filter: FilterArgs,
    /// The greatest groups first; default: in the order of time or name
    #[arg(long)]
    sort: bool,
    /// Form of the result
    #[arg(long, value_enum, default_value_t)]
    format: format::Form,
    /// File to write to; default: standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// One row of the result.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    /// What the group is called.
    group: String,
    tally: Tally,
}

/// Groups and their total.
struct Summary {
    /// What they are grouped by.
    by: String,
    rows: Vec<Row>,
    total: Tally,
}

/// Runs the verb.
///
/// # Errors
/// Faults of the file, a column that it lacks; a result that can't be written.
pub fn run(args: &SummaryArgs, strict: bool) -> Result<Vec<Diagnostic>, Failure> {
    let (mut summary, warnings) = summary(args).map_err(Failure::Refused)?;
    let warnings = super::strictly(warnings, strict)?;
    if args.sort {
        summary.rows.sort_by_key(|row| std::cmp::Reverse(row.tally.events));
    }
    let text = format::text(&summary, args.format);
    let output =
        Output::new(args.output.as_deref().unwrap_or(Path::new("-")), "name another file with -o", text.into_bytes());
    keep_inputs(std::slice::from_ref(&output), [args.file.as_path()])?;
    deliver_all(&[output])?;
    Ok(warnings)
}

fn summary(args: &SummaryArgs) -> Result<(Summary, Vec<Diagnostic>), Vec<Diagnostic>> {
    let by = match args.by.to_lowercase().as_str() {
        "year" => Some(GroupBy::Year),
        "month" => Some(GroupBy::Month),
        "day" => Some(GroupBy::Day),
        _ => None,
    };
    let place = places::Division::by_name(&args.by);
    let texts = match (by, place) {
        (None, None) => EventTexts::Column(args.by.clone()),
        _ => EventTexts::None,
    };
    let (events, warnings) = events(args, &texts)?;
    if let Some(division) = place {
        return Ok((places::summary(&events, division)?, warnings));
    }
    let groups = sum(&events, &texts, &Groups::new(by.unwrap_or(GroupBy::Text)))?;
    if by.is_none() && groups.tallies.keys().all(|g| *g == Group::NotGiven) {
        return Err(unknown_column(args, &events));
    }
    let rows = groups.tallies.iter().map(|(group, tally)| Row { group: name(group, by), tally: *tally });
    Ok((Summary { by: args.by.to_lowercase(), rows: rows.collect(), total: groups.total }, warnings))
}

/// The events of a file that are wanted, by columns where that is possible.
fn events(args: &SummaryArgs, texts: &EventTexts) -> Result<(Events, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (path, mut warnings) = (args.file.as_path(), Vec::new());
    let name = load::display_name(path);
    let wanted = Wanted::of(&Figure { filter: args.filter.spec(), ..Figure::default() }, Path::new(""), &mut warnings)?;
    if let Some(file) = EventFile::open(path)?.and_then(|file| wanted.rows_of(file)) {
        let events = Events::File(file);
        // What can't be gone through once is read otherwise.
        let overview = events.sum(texts, &crate::aggregate::Overview::default())?;
        if let Some(overview) = overview.filter(|o| wanted.was_answered(o.seen)) {
            warnings.extend(overview.unread.warnings(&name));
            warnings.extend(left_out(overview.left_out, &name));
            return Ok((events, warnings));
        }
    }
    let read = load::read_file(path)?;
    let (incidents, odd) = load::incidents(&read.features);
    let shown = incidents.into_iter().zip(&read.features).filter(|(i, _)| !i.background).collect();
    let (shown, filtered) = wanted.choose(shown, &read.features, &name)?;
    let place = Place { file: Some(name.clone()), ..Place::default() };
    warnings.extend(crate::diagnostic::some_of_each(read.warnings.into_iter().chain(odd).collect(), &place));
    warnings.extend(left_out(filtered, &name));
    Ok((Events::of_incidents(&shown, texts), warnings))
}

/// How many incidents the filter leaves out because nothing decides them: that is told, the others are what was asked for.
fn left_out(left_out: LeftOut, name: &str) -> Option<Diagnostic> {
    let LeftOut { rows, undecided } = left_out;
    let message = format!(
        "{undecided} of the {rows} incidents that are left out lack a value that decides, or have it not exactly enough"
    );
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    (undecided > 0).then(|| Diagnostic::warning("selection::undecided", message).at(place))
}

/// Sums of events that were found to be readable.
fn sum<A: crate::aggregate::Aggregate + Clone + Send>(
    events: &Events,
    texts: &EventTexts,
    empty: &A,
) -> Result<A, Vec<Diagnostic>> {
    let changed = || vec![Diagnostic::error("data::cannot-read", "the file was changed while it was read")];
    events.sum(texts, empty)?.ok_or_else(changed)
}

fn unknown_column(args: &SummaryArgs, events: &Events) -> Vec<Diagnostic> {
    let message = format!("no incident says anything under “{}”", args.by);
    let place = Place { file: Some(load::display_name(&args.file)), ..Place::default() };
    let fault = Diagnostic::error("data::unknown-column", message).at(place);
    let known = match events {
        Events::File(file) => file.column_names().unwrap_or_default(),
        Events::Batch(_) => Vec::new(),
    };
    let near = known.iter().map(|k| (strsim::jaro_winkler(k, &args.by), k)).max_by(|a, b| a.0.total_cmp(&b.0));
    vec![match near {
        Some((likeness, near)) if likeness > 0.7 => fault.help(format!("did you mean “{near}”?")),
        _ if !known.is_empty() => fault.help(format!("the columns are: {}", known.join(", "))),
        _ => fault,
    }]
}

/// A group as the result calls it.
fn name(group: &Group, by: Option<GroupBy>) -> String {
    match group {
        Group::Time { year, month: None, .. } if by == Some(GroupBy::Year) => year.to_string(),
        Group::Time { year, month: None, .. } => format!("{year}, month not given"),
        Group::Time { year, month: Some(month), day: None } if by == Some(GroupBy::Day) => {
            format!("{year}-{month:02}, day not given")
        }
        Group::Time { year, month: Some(month), day: None } => format!("{year}-{month:02}"),
        Group::Time { year, month: Some(month), day: Some(day) } => format!("{year}-{month:02}-{day:02}"),
        Group::Longer => "longer periods".to_owned(),
        Group::Text(text) => text.clone(),
        Group::NotGiven => "not given".to_owned(),
    }
}
