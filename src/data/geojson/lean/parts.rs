//! A collection's features in parts that are read side by side, joined in the file's order.
//!
//! Parts begin where an object begins that says `"type": "Feature"`, or after one that ends so. Quotes can't stand in a
//! string of JSON without a backslash, so that such a place is never within one; should it be within another feature, the
//! part before it does not end there, and the file is for the exact reader.

use super::cursor::Cursor;
use super::feature::{self, Sheaf};
use crate::threads;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const FEATURE: &str = "\"Feature\"";

/// What one task read, and the byte after it.
type Part = Option<(Sheaf, usize)>;

/// The features of the array that begins at `start`, and the byte after it.
pub fn read(text: &str, start: usize, length: usize) -> Option<(Vec<Sheaf>, usize)> {
    let mut cursor = Cursor::new(text, start);
    cursor.take(b'[')?;
    cursor.space();
    if cursor.peek()? == b']' {
        return Some((Vec::new(), cursor.at + 1));
    }
    let starts = starts(text, cursor.at, length);
    let ends = starts[1..].iter().map(|s| Some(*s)).chain([None]);
    let tasks: Vec<(usize, Option<usize>)> = starts.iter().copied().zip(ends).collect();
    let mut sheaves = Vec::with_capacity(tasks.len());
    let mut end = 0;
    let declined = AtomicBool::new(false);
    let read = threads::in_order(&tasks, |(from, to)| {
        // Where one part is for the exact reader, the others would be read in vain.
        let read = if declined.load(Ordering::Relaxed) { None } else { part(text, *from, *to) };
        declined.fetch_or(read.is_none(), Ordering::Relaxed);
        read
    });
    for read in read {
        let (sheaf, after) = read?;
        sheaves.push(sheaf);
        end = after;
    }
    Some((sheaves, end))
}

/// Features from one place to another, or to the end of their array.
fn part(text: &str, from: usize, to: Option<usize>) -> Part {
    let file: Arc<str> = "".into();
    let mut cursor = Cursor::new(text, from);
    let mut sheaf = Sheaf::default();
    loop {
        feature::read(&mut cursor, &file, &mut sheaf)?;
        cursor.space();
        match cursor.next()? {
            b',' => cursor.space(),
            b']' if to.is_none() => return Some((sheaf, cursor.at)),
            _ => return None,
        }
        match to {
            Some(to) if cursor.at == to => return Some((sheaf, to)),
            Some(to) if cursor.at > to => return None,
            _ => {}
        }
    }
}

/// Where parts begin, the first at `first`.
pub fn starts(text: &str, first: usize, length: usize) -> Vec<usize> {
    let mut starts = vec![first];
    let mut from = first.saturating_add(length);
    while let Some(rest) = text.as_bytes().get(from..) {
        // The mark is ASCII: a place within a character is none of its.
        let Some(found) = rest.windows(FEATURE.len()).position(|w| w == FEATURE.as_bytes()) else { break };
        let mark = from + found;
        let last = starts.last().copied().unwrap_or(first);
        match before(text.as_bytes(), mark).or_else(|| after(text.as_bytes(), mark)) {
            Some(start) if start > last => {
                starts.push(start);
                from = start.saturating_add(length).max(mark + 1);
            }
            _ => from = mark + 1,
        }
    }
    starts
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The brace of `, { "type": "Feature"`, if the mark is its end.
fn before(bytes: &[u8], mark: usize) -> Option<usize> {
    let back = |at: usize| bytes[..at].iter().rposition(|b| !is_space(*b));
    let colon = back(mark).filter(|i| bytes[*i] == b':')?;
    let quote = back(colon).filter(|i| bytes[..=*i].ends_with(b"\"type\""))?;
    let brace = back(quote - 5).filter(|i| bytes[*i] == b'{')?;
    back(brace).filter(|i| bytes[*i] == b',').map(|_| brace)
}

/// The brace after `"Feature" } ,`.
fn after(bytes: &[u8], mark: usize) -> Option<usize> {
    let mut at = mark + FEATURE.len();
    for wanted in [b'}', b',', b'{'] {
        at += bytes.get(at..)?.iter().position(|b| !is_space(*b))?;
        if bytes[at] != wanted {
            return None;
        }
        at += 1;
    }
    Some(at - 1)
}
