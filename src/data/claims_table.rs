//! A table of claims beside the incidents: who says how many, one claim a row, for people who don't write JSON.
//!
//! # Columns
//! `incident_id`, `field`, `min`, `max` (or `number`, as people write it: `12–21`, `at least 5`), `unit`, `said_by`, `as_of`, `source`, `text`, `note`, `left_out`, in any order; others are
//! refused, for a claim whose column is mistyped would be lost. `field` is `killed`, `injured`, `present`, `combined`, `partial`, `strikes`, `displaced`, or a part of those killed:
//! `killed_civilians`, `killed_combatants`, `killed_children`, `killed_women`, which are kept as parts of a whole and never added up.
//!
//! # What is guaranteed
//! Every row becomes a claim of one incident, or a fault with its line and column; all faults come at once. An empty number stays unknown. What is written is read the same.
//!
//! Limits: the table is held in memory.

use super::import::text_of;
use super::incident::{CountClaim, Incident, count_text};
use super::table;
use crate::diagnostic::{Diagnostic, Place};
use std::collections::BTreeMap;

/// Columns, as they are written.
const COLUMNS: [&str; 12] =
    ["incident_id", "field", "min", "max", "number", "unit", "said_by", "as_of", "source", "text", "note", "left_out"];
/// Parts of those killed, with what is counted.
const PARTS: [(&str, &str); 4] = [
    ("killed_civilians", "civilians"),
    ("killed_combatants", "combatants"),
    ("killed_children", "children"),
    ("killed_women", "women"),
];
/// Fields that are lists of the model.
const LISTS: [&str; 7] = ["killed", "injured", "present", "combined", "partial", "strikes", "displaced"];

/// A claim and whose number it is.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    incident: String,
    list: &'static str,
    claim: CountClaim,
    line: usize,
}

fn list<'i>(incident: &'i mut Incident, name: &str) -> &'i mut Vec<CountClaim> {
    match name {
        "injured" => &mut incident.injured,
        "present" => &mut incident.present,
        "combined" => &mut incident.combined,
        "partial" => &mut incident.partial,
        "strikes" => &mut incident.strikes,
        "displaced" => &mut incident.displaced,
        _ => &mut incident.killed,
    }
}

/// Reads a table; `name` is the file as the user named it.
///
/// ```
/// use sitmap::data::claims_table::read;
/// let table = "incident_id,field,min,max,said_by,source\na,killed,34,,SOHR,s1\na,killed,78,105,Civil Defence,s2\n";
/// assert_eq!(read("claims.csv", table.as_bytes()).unwrap().0.len(), 2);
/// let faults = read("claims.csv", b"incident_id,field,min\na,kiled,12\na,killed,many\n").unwrap_err();
/// assert_eq!(faults.len(), 2);
/// ```
///
/// # Errors
/// All faults: columns that lack or are not known, fields that are none, numbers that can't be read.
pub fn read(name: &str, bytes: &[u8]) -> Result<(Vec<ClaimRow>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let (text, told) = text_of(name, bytes, None)?;
    let place = |line: usize, column: &str| Place {
        file: Some(name.to_owned()),
        line: Some(line),
        pointer: Some(column.to_owned()),
        ..Place::default()
    };
    let mut reader = table::reader(&text, table::delimiter(&text));
    let not_csv =
        |e: csv::Error, line: usize| vec![Diagnostic::error("data::not-csv", e.to_string()).at(place(line, ""))];
    let header = table::names(reader.headers().map_err(|e| not_csv(e, 1))?);
    let lower: Vec<String> = header.iter().map(|h| h.to_lowercase()).collect();
    let mut faults = columns_faults(&lower, &place);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| not_csv(e, 1))?;
        let line = record.position().map_or(0, |p| p.line() as usize);
        let cell = |column: &str| {
            let at = lower.iter().position(|h| h == column)?;
            Some(unguarded(record.get(at)?.trim())).filter(|t| !t.is_empty())
        };
        if record.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        match row(&cell, line) {
            Ok(row) => rows.push(row),
            Err(found) => faults.extend(found.into_iter().map(|(column, code, message, help)| {
                let fault = Diagnostic::error(code, message).at(place(line, column));
                if help.is_empty() { fault } else { fault.help(help) }
            })),
        }
    }
    if faults.is_empty() { Ok((rows, told.into_iter().collect())) } else { Err(faults) }
}

fn columns_faults(header: &[String], place: &dyn Fn(usize, &str) -> Place) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for needed in ["incident_id", "field"].into_iter().filter(|n| !header.iter().any(|h| h == n)) {
        let message = format!("the table of claims has no column {needed}");
        faults.push(Diagnostic::error("data::bad-claims-table", message).at(place(1, needed)));
    }
    for unknown in header.iter().filter(|h| !COLUMNS.contains(&h.as_str())) {
        let near = nearest(unknown, &COLUMNS);
        let fault =
            Diagnostic::error("data::bad-claims-table", format!("“{unknown}” is no column of a table of claims"));
        let help =
            near.map_or_else(|| format!("columns are: {}", COLUMNS.join(", ")), |n| format!("did you mean {n}?"));
        faults.push(fault.at(place(1, unknown)).help(help));
    }
    faults
}

fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    let best = known.iter().max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)))?;
    (strsim::jaro_winkler(best, name) > 0.8).then_some(best)
}

type Fault = (&'static str, &'static str, String, String);

fn row(cell: &dyn Fn(&str) -> Option<String>, line: usize) -> Result<ClaimRow, Vec<Fault>> {
    let mut faults: Vec<Fault> = Vec::new();
    let incident = cell("incident_id").unwrap_or_default();
    if incident.is_empty() {
        let message = "the row names no incident".to_owned();
        faults.push(("incident_id", "data::bad-claims-table", message, "give the id of the incident".to_owned()));
    }
    let field = cell("field").unwrap_or_default().to_lowercase();
    let known = LISTS.iter().map(|l| (*l, *l, None));
    let mut known = known.chain(PARTS.iter().map(|(name, unit)| (*name, "partial", Some(*unit))));
    let found = known.find(|(name, ..)| *name == field);
    if found.is_none() {
        let names: Vec<&str> = LISTS.into_iter().chain(PARTS.map(|p| p.0)).collect();
        let help = nearest(&field, &names)
            .map_or_else(|| format!("one of {}", names.join(", ")), |n| format!("did you mean {n}?"));
        faults.push(("field", "data::bad-claims-table", format!("“{field}” is nothing that is counted here"), help));
    }
    let mut number = |column: &'static str| -> Option<u32> {
        let text = cell(column)?;
        let plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        let read = plain.parse::<u32>().ok();
        if read.is_none() {
            let help = "a whole number, or nothing where it is not said".to_owned();
            faults.push((column, "data::bad-claims-table", format!("“{text}” is no number of people"), help));
        }
        read
    };
    let (min, max) = (number("min"), number("max"));
    if let (Some(least), Some(most)) = (min, max)
        && least > most
    {
        let message = format!("min {least} is more than max {most}");
        faults.push(("max", "data::bad-claims-table", message, "the least number first".to_owned()));
    }
    let written = cell("number").and_then(|text| count_text::claim(&text));
    let base = written.unwrap_or_default();
    let claim = CountClaim {
        min: min.or(base.min),
        max: max.or(base.max),
        unit: cell("unit").or_else(|| found.and_then(|(_, _, unit)| unit.map(str::to_owned))).or(base.unit),
        about: base.about,
        said_by: cell("said_by"),
        as_of: cell("as_of"),
        source: cell("source"),
        text: cell("text").or(base.text),
        left_out: cell("left_out"),
        note: cell("note"),
        ..CountClaim::default()
    };
    let says_something = [&claim.text, &claim.note].iter().any(|t| t.is_some());
    if claim.min.or(claim.max).is_none() && !says_something && faults.is_empty() {
        let message = "the row gives no number, and says nothing else".to_owned();
        faults.push((
            "min",
            "data::bad-claims-table",
            message,
            "leave the row out: what nobody says is not known".to_owned(),
        ));
    }
    match found.filter(|_| faults.is_empty()) {
        Some((_, list, _)) => Ok(ClaimRow { incident, list, claim, line }),
        None => Err(faults),
    }
}

/// Adds the claims of a table to the incidents that they are of; gives what is odd about the table.
///
/// # Errors
/// Those of [`read`], and claims of incidents that are not there, with the nearest id.
pub fn add(name: &str, bytes: &[u8], incidents: &mut [Incident]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let (rows, told) = read(name, bytes)?;
    apply(rows, incidents, name)?;
    Ok(told)
}

/// Adds claims to the incidents that they are of, in their order.
fn apply(rows: Vec<ClaimRow>, incidents: &mut [Incident], name: &str) -> Result<(), Vec<Diagnostic>> {
    let by_id: BTreeMap<String, usize> =
        incidents.iter().enumerate().map(|(i, incident)| (incident.id.clone(), i)).collect();
    let ids: Vec<&str> = by_id.keys().map(String::as_str).collect();
    let mut faults = Vec::new();
    for row in &rows {
        if !by_id.contains_key(&row.incident) {
            let place = Place {
                file: Some(name.to_owned()),
                line: Some(row.line),
                pointer: Some("incident_id".to_owned()),
                ..Place::default()
            };
            let fault =
                Diagnostic::error("data::claim-of-nothing", format!("no incident has the id “{}”", row.incident))
                    .at(place);
            faults.push(match nearest(&row.incident, &ids) {
                Some(near) => fault.help(format!("did you mean “{near}”?")),
                None => fault,
            });
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    for row in rows {
        if let Some(index) = by_id.get(&row.incident) {
            list(&mut incidents[*index], row.list).push(row.claim);
        }
    }
    Ok(())
}

/// The claims of incidents as such a table; [`read`] gives them back.
pub fn text(incidents: &[Incident]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = COLUMNS.iter().filter(|c| **c != "number");
    // Into memory: that can't fail.
    let _ = writer.write_record(columns);
    let mut incidents = incidents.to_vec();
    for incident in &mut incidents {
        let id = incident.id.clone();
        for name in LISTS {
            for claim in std::mem::take(list(incident, name)) {
                let part = PARTS.iter().find(|(_, unit)| name == "partial" && claim.unit.as_deref() == Some(*unit));
                let (field, unit) = part.map_or((name, claim.unit), |(field, _)| (*field, None));
                let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
                let texts = [unit, claim.said_by, claim.as_of, claim.source, claim.text, claim.note, claim.left_out];
                let [unit, said_by, as_of, source, words, note, left_out] =
                    texts.map(|t| guarded(&t.unwrap_or_default()));
                let (min, max) = (number(claim.min), number(claim.max));
                let _ = writer.write_record([
                    &guarded(&id),
                    field,
                    &min,
                    &max,
                    &unit,
                    &said_by,
                    &as_of,
                    &source,
                    &words,
                    &note,
                    &left_out,
                ]);
            }
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// Signs that make a spreadsheet run a cell.
const RUN: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet runs (OWASP, *CSV Injection*).
fn guarded(text: &str) -> String {
    if text.starts_with(RUN) { format!("'{text}") } else { text.to_owned() }
}

fn unguarded(text: &str) -> String {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(RUN)).unwrap_or(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::load;

    fn incidents() -> Vec<Incident> {
        let features = load::read_bytes("a.csv", b"id,name,lon,lat\na,A,36.5,36.1\nb,B,36.6,36\n").unwrap().features;
        load::incidents(&features).0
    }

    #[test]
    fn claims_are_added_and_written_as_they_were_read() {
        let table = "incident_id;field;min;max;number;unit;said_by;as_of;source;text;note;left_out\n\
            a;killed;34;;;;SOHR;2020-10-26;s1;over 33;;\n\
            a;killed;;;78–105;;Civil Defence;;s2;;=1+1;\n\
            b;killed_children;3;3;;;UN;;;;;\n\
            b;injured;;;;;Ministry;;;;no number was given;\n\
            b;killed;1 200;1200;;fighters;X;;;;;double count\n";
        let (rows, _) = read("c.csv", table.as_bytes()).unwrap();
        let mut with = incidents();
        apply(rows, &mut with, "c.csv").unwrap();
        assert_eq!(with[0].killed_range().map(|r| (r.min, r.max)), Some((Some(34), Some(105))));
        assert_eq!((with[1].killed_range(), with[1].partial[0].unit.as_deref()), (None, Some("children")));
        assert_eq!(with[1].injured_range(), None, "what nobody says is not 0");
        let written = text(&with);
        assert!(written.contains("'=1+1"), "{written}");
        let mut again = incidents();
        apply(read("d.csv", written.as_bytes()).unwrap().0, &mut again, "d.csv").unwrap();
        let bare = |incident: &Incident| (incident.killed.clone(), incident.partial.clone(), incident.injured.clone());
        assert_eq!(with.iter().map(bare).collect::<Vec<_>>(), again.iter().map(bare).collect::<Vec<_>>());
    }

    #[test]
    fn every_fault_has_its_line_and_column() {
        let table = "incident_id,feild,min,max,field\n,x,1,2,killed\na,x,9,2,killed\na,x,many,,killd\nb,x,,,killed\n";
        let faults = read("c.csv", table.as_bytes()).unwrap_err();
        let told: Vec<_> = faults.iter().map(|f| (f.place.line.unwrap(), f.place.pointer.clone().unwrap())).collect();
        let expected = [(1, "feild"), (2, "incident_id"), (3, "max"), (4, "field"), (4, "min"), (5, "min")];
        assert_eq!(told, expected.map(|(line, column)| (line, column.to_owned())));
        let (rows, _) = read("c.csv", b"incident_id,field,min\nax,killed,3\n").unwrap();
        let faults = apply(rows, &mut incidents(), "c.csv").unwrap_err();
        assert_eq!((faults[0].code, faults[0].place.line), ("data::claim-of-nothing", Some(2)));
    }
}
