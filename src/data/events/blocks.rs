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
use std::io::{self, Read};

/// Bytes of one part.
const PART: usize = 1 << 20;
/// Bytes that are held of a file, as long as its records are shorter.
const ROUND: usize = 16 << 20;
/// A longer record is not read here.
const LONGEST: usize = 64 << 20;

/// What kind of records there are.
enum Kind {
    Table(Box<RowPlan>),
    Features(Collection),
}

/// A file that is gone through.
pub struct Blocks<'n> {
    reader: Box<dyn Read>,
    buffer: Vec<u8>,
    /// Bytes of the buffer that were handed out.
    used: usize,
    at_end: bool,
    /// Was the last record handed out?
    done: bool,
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
        let mut reader = source.reader()?;
        let mut buffer = Vec::new();
        let at_end = fill(&mut *reader, &mut buffer, ROUND)?;
        let head = if is_table {
            RowPlan::new(&buffer, names).map(|(plan, body)| (Kind::Table(Box::new(plan)), body))
        } else {
            let text = valid(&buffer, at_end);
            let read = text.and_then(|text| Collection::until_features(&mut Cursor::new(text, 0)));
            let read = read.filter(|(c, start)| c.is_plain() && buffer.get(*start) == Some(&b'['));
            read.map(|(collection, start)| (Kind::Features(collection), start + 1))
        };
        Ok(head.map(|(kind, used)| Self { reader, buffer, used, at_end, done: false, kind, names }))
    }

    /// What stands before the first record, as long as nothing was handed out.
    pub fn head(&self) -> &[u8] {
        &self.buffer[..self.used]
    }

    /// The next parts, in their order; `None`: there are no more; within: one is not for here.
    pub fn next_round(&mut self) -> io::Result<Option<Option<Vec<Part<'_>>>>> {
        if self.done {
            return Ok(None);
        }
        self.buffer.drain(..self.used);
        self.used = 0;
        let mut wanted = ROUND;
        let starts = loop {
            self.at_end = self.at_end || fill(&mut *self.reader, &mut self.buffer, wanted)?;
            let Some(starts) = self.starts() else { return Ok(Some(None)) };
            if self.at_end || starts.len() > 1 {
                break starts;
            }
            if wanted >= LONGEST {
                return Ok(Some(None));
            }
            wanted *= 2;
        };
        // What follows the last start is whole only at the file's end.
        self.done = self.at_end;
        let mut ends: Vec<usize> = starts[1..].to_vec();
        if self.at_end {
            ends.push(self.buffer.len());
        }
        self.used = ends.last().copied().unwrap_or(0);
        let count = ends.len();
        let parts = starts.iter().zip(ends).enumerate().map(|(i, (start, end))| Part {
            bytes: &self.buffer[*start..end],
            is_last: self.at_end && i + 1 == count,
            kind: &self.kind,
            names: self.names,
        });
        Ok(Some(Some(parts.collect())))
    }

    /// Where parts begin in the buffer, the first at 0.
    fn starts(&self) -> Option<Vec<usize>> {
        match &self.kind {
            Kind::Table(plan) => Some(row_starts(&self.buffer, plan.delimiter)),
            Kind::Features(_) => {
                let text = valid(&self.buffer, self.at_end)?;
                let first = text.len() - text.trim_start().len();
                let mut starts = feature_starts(text, first, PART);
                starts[0] = 0;
                Some(starts)
            }
        }
    }
}

/// Reads until there are so many bytes; `true` at the end of the file.
fn fill(reader: &mut dyn Read, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
    let missing = wanted.saturating_sub(buffer.len()) as u64;
    let read = reader.take(missing).read_to_end(buffer)?;
    Ok((read as u64) < missing)
}

/// Bytes as text; a character that is cut by the end of a buffer is left for the next one.
fn valid(bytes: &[u8], at_end: bool) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) if e.error_len().is_none() && !at_end => std::str::from_utf8(&bytes[..e.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

/// Where parts of a table begin.
fn row_starts(bytes: &[u8], delimiter: u8) -> Vec<usize> {
    if bytes.contains(&b'"') {
        return quoted_row_starts(bytes, delimiter);
    }
    let mut starts = vec![0];
    let mut from = PART;
    while let Some(rest) = bytes.get(from..) {
        let Some(end) = rest.iter().position(|b| *b == b'\n') else { break };
        starts.push(from + end + 1);
        from += end + 1 + PART;
    }
    starts
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
