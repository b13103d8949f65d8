//! A file in rounds of parts that begin and end with a record, so that they can be read side by side while only some megabytes of it are held.
//!
//! Where records begin is for the caller to say; what follows the last beginning is kept for the next round. Limit: a record of at most 64 MiB.

use super::load::Rereadable;
use std::io::{self, Read};
use std::ops::Range;

/// Bytes of one part.
pub const PART: usize = 1 << 20;
/// Bytes that are held of a file, as long as its records are shorter.
const ROUND: usize = 16 << 20;
/// A longer record is not read here.
const LONGEST: usize = 64 << 20;

/// What the next round is.
#[derive(Debug, PartialEq, Eq)]
pub enum Round {
    /// Parts of the buffer, in their order.
    Parts(Vec<Range<usize>>),
    /// The file is not for here.
    Declined,
    /// There are no more.
    End,
}

/// A file that is gone through.
pub struct Rounds {
    reader: Box<dyn Read>,
    buffer: Vec<u8>,
    /// Bytes of the buffer that were handed out.
    used: usize,
    at_end: bool,
    /// Was the last record handed out?
    done: bool,
}

impl Rounds {
    /// At the beginning of a file, with a round's bytes in the buffer.
    ///
    /// # Errors
    /// It can't be read.
    pub fn open(source: &Rereadable) -> io::Result<Self> {
        let (mut reader, mut buffer) = (source.reader()?, Vec::new());
        let at_end = fill(&mut *reader, &mut buffer, ROUND)?;
        Ok(Self { reader, buffer, used: 0, at_end, done: false })
    }

    /// What is held of the file.
    pub fn buffer(&self) -> &[u8] {
        &self.buffer
    }

    /// Does the buffer hold the file's end?
    pub fn is_at_end(&self) -> bool {
        self.at_end
    }

    /// Bytes of the buffer that were handed out or passed over.
    pub fn used(&self) -> usize {
        self.used
    }

    /// Passes over what stands before the first record.
    pub fn pass_over(&mut self, bytes: usize) {
        self.used = bytes;
    }

    /// The next parts; `starts` tells where records begin in the buffer, the first at 0, and whether it is the file's end that it sees. `None` of it: the file is not
    /// for here.
    ///
    /// # Errors
    /// The file can't be read any more.
    pub fn next_round(&mut self, starts: impl Fn(&[u8], bool) -> Option<Vec<usize>>) -> io::Result<Round> {
        if self.done {
            return Ok(Round::End);
        }
        self.buffer.drain(..self.used);
        self.used = 0;
        let mut wanted = ROUND;
        let starts = loop {
            self.at_end = self.at_end || fill(&mut *self.reader, &mut self.buffer, wanted)?;
            let Some(starts) = starts(&self.buffer, self.at_end) else { return Ok(Round::Declined) };
            if self.at_end || starts.len() > 1 {
                break starts;
            }
            if wanted >= LONGEST {
                return Ok(Round::Declined);
            }
            wanted *= 2;
        };
        // What follows the last start is whole only at the file's end.
        self.done = self.at_end;
        let last = self.at_end.then_some(self.buffer.len());
        let ends = starts.iter().skip(1).copied().chain(last);
        let parts: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        self.used = parts.last().map_or(0, |part| part.end);
        Ok(Round::Parts(parts))
    }
}

/// Reads until there are so many bytes; `true` at the end of the file.
fn fill(reader: &mut dyn Read, buffer: &mut Vec<u8>, wanted: usize) -> io::Result<bool> {
    let missing = wanted.saturating_sub(buffer.len()) as u64;
    let read = reader.take(missing).read_to_end(buffer)?;
    Ok((read as u64) < missing)
}

/// Bytes as text; a character that is cut by the end of a buffer is left for the next one.
pub fn valid(bytes: &[u8], at_end: bool) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) if e.error_len().is_none() && !at_end => std::str::from_utf8(&bytes[..e.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

/// Where lines begin that are a part's length apart.
pub fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    let mut from = PART;
    while let Some(rest) = bytes.get(from..) {
        let Some(end) = rest.iter().position(|b| *b == b'\n') else { break };
        starts.push(from + end + 1);
        from += end + 1 + PART;
    }
    starts
}
