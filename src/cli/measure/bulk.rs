//! A table in, a table out, as fast as it goes: the bytes are those of the ordinary way, a million rows take a second.
//!
//! Two passes, each over blocks of some thousand rows on as many threads as there are processors: all rows are
//! read, so that a table with any fault is refused before a byte is written; then block for block is measured, written as text and
//! handed on in order. Between the two only ids, names and places are held. Nothing depends on the number of threads.

use super::doubts::Doubts;
use super::format::{csv_header, push_csv_rows};
use crate::claims::{MeasuredBorder, Subject, measure_to};
use crate::cli::output::{Failure, deliver_by};
use crate::data::point_table::{PointRow, PointTable};
use crate::spatial::EdgeKind;
use crate::units::LengthUnit;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Rows of a table, all of them in order.
pub struct BulkRows(Vec<Vec<PointRow>>);

impl BulkRows {
    /// All rows at once, for forms that are not written row by row.
    pub fn subjects(self) -> Vec<Subject> {
        self.0.into_iter().flatten().zip(1..).map(|(row, number)| subject(row, number)).collect()
    }
}

/// Reads a table's bytes; `None`: something is to be told of it, or it is no table, and the ordinary way must read it.
pub fn read(name: &str, bytes: &[u8]) -> Option<BulkRows> {
    let table = PointTable::new(name, bytes)?;
    let mut rows = Some(Vec::new());
    in_order(
        table.parts(),
        threads(),
        |part| table.read(part),
        |blocks| {
            rows = rows.take().zip(blocks).map(|(mut rows, blocks): (Vec<_>, Vec<_>)| {
                rows.extend(blocks);
                rows
            });
            if rows.is_some() { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
        },
    )
    .ok();
    rows.map(BulkRows)
}

/// What is measured to and how.
pub struct How<'b> {
    /// The border.
    pub border: &'b MeasuredBorder,
    /// Is the country of each point told?
    pub sides: bool,
    /// What an edge is, for the column that says so.
    pub edges: EdgeKind,
    /// The unit of what is told of doubts.
    pub unit: LengthUnit,
}

/// Measures and writes the rows as CSV; gives what is to be told of them.
///
/// # Errors
/// The result can't be written.
pub fn write(rows: BulkRows, how: &How, output: Option<&Path>) -> Result<Doubts, Failure> {
    let (mut blocks, mut doubts) = (Some(rows.0), Doubts::default());
    deliver_by(output, &mut |out| write_by(blocks.take().unwrap_or_default(), how, threads(), out, &mut doubts))?;
    Ok(doubts)
}

fn write_by(
    blocks: Vec<Vec<PointRow>>,
    how: &How,
    threads: usize,
    out: &mut dyn Write,
    doubts: &mut Doubts,
) -> io::Result<()> {
    out.write_all(csv_header().as_bytes())?;
    let mut before = 0;
    let numbered = blocks.into_iter().map(|block| {
        let first = before + 1;
        before += block.len();
        (first, block)
    });
    let measured = |(first, block): (usize, Vec<PointRow>)| {
        let subjects = block.into_iter().zip(first..).map(|(row, number)| subject(row, number)).collect();
        let rows = measure_to(subjects, how.border, how.sides);
        let mut text = String::with_capacity(rows.len() * 192);
        push_csv_rows(&mut text, &rows, how.edges);
        (text, Doubts::of(&rows, how.unit))
    };
    in_order(numbered.collect(), threads, measured, |(text, told)| {
        doubts.append(told);
        out.write_all(text.as_bytes())
    })
}

/// What [`Subject`] is of an incident that has nothing but these.
fn subject(row: PointRow, number: usize) -> Subject {
    Subject {
        id: row.id.unwrap_or_else(|| format!("feature-{number}")),
        name: row.name,
        place: row.place.ok_or_else(|| "no location".to_owned()),
        uncertainty_m: row.uncertainty_m,
        area: None,
    }
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Does some work on each item, on several threads, and takes the results in the items' order. Thread k has the items k, k + n, k + 2n …
/// and may be two results ahead of the taker, no more: so little is held. The first fault of the taker ends it.
fn in_order<T: Send, R: Send>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.clamp(1, items.len().max(1));
    let mut shares: Vec<Vec<T>> = (0..threads).map(|_| Vec::new()).collect();
    for (i, item) in items.into_iter().enumerate() {
        shares[i % threads].push(item);
    }
    std::thread::scope(|scope| {
        let mut results = Vec::with_capacity(threads);
        for share in shares {
            let (done, result) = sync_channel(2);
            let work = &work;
            // A taker that is gone wants no more.
            scope.spawn(move || share.into_iter().try_for_each(|item| done.send(work(item))));
            results.push(result);
        }
        // A thread that has ended has no more results, and no later one has.
        for result in results.iter().cycle() {
            let Ok(result) = result.recv() else { break };
            take(result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
#[path = "bulk_tests.rs"]
mod tests;
