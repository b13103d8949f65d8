//! The account of an import: what was read, how it was understood, and what was left out and why.

use crate::cli::beside;
use crate::cli::output::Output;
use crate::data::foreign;
use crate::data::import::{Account, Exclusion, ImportFile, Reading};
use crate::diagnostic::visible;
use crate::limits::grouped;
use std::path::Path;

/// So many exclusions are told one by one.
const MOST_TOLD: usize = 20;

/// The export that a file is, and where the meaning of its codes is written.
fn read_as(export: &foreign::Export) -> String {
    format!("  read as a table of {} (after {})\n", export.name, export.codebook)
}

/// The table of what was excluded, where there is any and it is asked for.
pub(super) fn rejects(file: Option<&Path>, reading: &Reading) -> Option<Output> {
    let file = file.filter(|_| !reading.excluded.is_empty())?;
    let bytes = rejects_csv(&reading.header, &reading.excluded).into_bytes();
    Some(Output::new(file, "name another file with --rejects", bytes))
}

/// `8,114 read = 7,902 placed + 180 without coordinates + 32 excluded`
fn sum(account: &Account) -> String {
    let Account { read, placed, without_coordinates, excluded } = *account;
    let [read, placed, without, excluded] = [read, placed, without_coordinates, excluded].map(|n| grouped(n as u64));
    format!("{read} read = {placed} placed + {without} without coordinates + {excluded} excluded")
}

/// The whole account as one line of JSON.
pub(super) fn json(name: &str, reading: &Reading) -> String {
    serde_json::json!({"file": name, "account": reading.account, "excluded": reading.excluded}).to_string()
}

/// The whole account.
pub(super) fn text(name: &str, file: &ImportFile, reading: &Reading, rejects: Option<&Path>) -> String {
    let mut out = format!("{}: {}\n", visible(name), sum(&reading.account));
    if let Some(export) = file.table_export() {
        out.push_str(&format!("  read as a table of {}\n", export.name()));
    }
    out.extend(file.foreign().map(read_as));
    if let Some(columns) = file.columns() {
        let columns: Vec<_> = columns.collect();
        let used = columns.iter().filter_map(|(c, f)| Some(format!("{} → {}", visible(c), (*f)?.name())));
        let used: Vec<String> = used.collect();
        let kept = columns.len() - used.len();
        out.push_str(&format!("  columns: {}; {kept} more kept as they are\n", used.join(", ")));
    }
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
        out.push_str(&format!("  and {} more excluded rows\n", grouped(more as u64)));
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

/// The excluded rows as they stand, but for cells that a spreadsheet would run, with the reason in a last column.
fn rejects_csv(header: &[String], excluded: &[Exclusion]) -> String {
    let quoted = |cell: &str| {
        if beside::is_formula(cell) {
            return beside::text(cell);
        }
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
