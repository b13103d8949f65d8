//! A file in rounds of parts that begin and end with a record, so that they can be read side by side.
//!
//! Rows of a table end at a line feed that is not within quotes (RFC 4180 as the crate `csv` reads it: a quote opens at the beginning of a
//! cell only). Features begin where [`feature_starts`](crate::data::geojson::feature_starts) finds that they do; a place that looks so
//! and isn't makes a part unreadable, and the file is for the exact reader.

use super::columns::Names;
use super::rows::RowPlan;
use super::{EventBatch, features};
use crate::data::geojson::{Collection, Cursor, feature_starts};
use crate::data::load::Rereadable;
use crate::data::rounds::{PART, Round, Rounds, line_starts, valid};
use std::io;

/// What kind of records there are.
enum Kind {
    Table(Box<RowPlan>),
    Features(Collection),
}

/// A file that is gone through.
pub struct Blocks<'n> {
    rounds: Rounds,
    kind: Kind,
    names: &'n Names,
}

/// Some records.
pub struct Part<'b> {
    bytes: &'b [u8],
    is_last: bool,
    kind: &'b Kind,
    names: &'b Names,
}

impl Part<'_> {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.bytes
    }

    /// The records as a batch; `None`: one of them is not for here.
    pub fn read(&self) -> Option<EventBatch> {
        match self.kind {
            Kind::Table(plan) => plan.read(self.bytes),
            Kind::Features(collection) => {
                let text = std::str::from_utf8(self.bytes).ok()?;
                let (batch, end) = features::read(text, !self.is_last, self.names)?;
                if self.is_last {
                    collection.clone().after_features(&mut Cursor::new(text, end))?;
                }
                Some(batch)
            }
        }
    }
}

impl<'n> Blocks<'n> {
    /// At the first record of a file; `None`: it is not for here.
    pub fn open(source: &Rereadable, is_table: bool, names: &'n Names) -> io::Result<Option<Self>> {
        let mut rounds = Rounds::open(source)?;
        let buffer = rounds.buffer();
        let head = if is_table {
            RowPlan::new(buffer, names).map(|(plan, body)| (Kind::Table(Box::new(plan)), body))
        } else {
            let text = valid(buffer, rounds.is_at_end());
            let read = text.and_then(|text| Collection::until_features(&mut Cursor::new(text, 0)));
            let read = read.filter(|(c, start)| c.is_plain() && buffer.get(*start) == Some(&b'['));
            read.map(|(collection, start)| (Kind::Features(collection), start + 1))
        };
        Ok(head.map(|(kind, used)| {
            rounds.pass_over(used);
            Self { rounds, kind, names }
        }))
    }

    /// What stands before the first record, as long as nothing was handed out.
    pub fn head(&self) -> &[u8] {
        &self.rounds.buffer()[..self.rounds.used()]
    }

    /// The next parts, in their order; `None`: there are no more; within: one is not for here.
    pub fn next_round(&mut self) -> io::Result<Option<Option<Vec<Part<'_>>>>> {
        let kind = &self.kind;
        let parts = match self.rounds.next_round(|buffer, at_end| starts(kind, buffer, at_end))? {
            Round::Parts(parts) => parts,
            Round::Declined => return Ok(Some(None)),
            Round::End => return Ok(None),
        };
        let (count, at_end, buffer) = (parts.len(), self.rounds.is_at_end(), self.rounds.buffer());
        let parts = parts.into_iter().enumerate().map(|(i, range)| Part {
            bytes: &buffer[range],
            is_last: at_end && i + 1 == count,
            kind,
            names: self.names,
        });
        Ok(Some(Some(parts.collect())))
    }
}

/// Where parts begin in the buffer, the first at 0.
fn starts(kind: &Kind, buffer: &[u8], at_end: bool) -> Option<Vec<usize>> {
    match kind {
        Kind::Table(plan) => Some(row_starts(buffer, plan.delimiter)),
        Kind::Features(_) => {
            let text = valid(buffer, at_end)?;
            let first = text.len() - text.trim_start().len();
            let mut starts = feature_starts(text, first, PART);
            starts[0] = 0;
            Some(starts)
        }
    }
}

/// Where parts of a table begin.
fn row_starts(bytes: &[u8], delimiter: u8) -> Vec<usize> {
    if bytes.contains(&b'"') {
        return quoted_row_starts(bytes, delimiter);
    }
    line_starts(bytes)
}

/// The same where cells may hold line feeds.
fn quoted_row_starts(bytes: &[u8], delimiter: u8) -> Vec<usize> {
    #[derive(PartialEq)]
    enum In {
        Beginning,
        Plain,
        Quotes,
        QuoteInQuotes,
    }
    let (mut starts, mut state) = (vec![0], In::Beginning);
    let mut next = PART;
    for (at, byte) in bytes.iter().enumerate() {
        state = match (state, *byte) {
            (In::Quotes, b'"') => In::QuoteInQuotes,
            (In::Quotes, _) => In::Quotes,
            (In::QuoteInQuotes, b'"') => In::Quotes,
            (In::Beginning, b'"') => In::Quotes,
            (_, b'\n' | b'\r') => In::Beginning,
            (_, b) if b == delimiter => In::Beginning,
            _ => In::Plain,
        };
        if *byte == b'\n' && state == In::Beginning && at + 1 >= next {
            starts.push(at + 1);
            next = at + 1 + PART;
        }
    }
    starts
}
