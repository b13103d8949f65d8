//! Archives in the ZIP format (PKWARE APPNOTE 6.3): what spreadsheets, KMZ and packed shapefiles are.
//!
//! Only what these need: entries that are stored or deflated, listed by the central directory, without encryption, in one part, below 4 GiB. An
//! own reader, because the usual crate brings another compressor, with which pictures would become other bytes.

use super::error::FormatError;
use crate::limits::{Budget, Limit, unpacked_most};
use flate2::read::DeflateDecoder;
use std::cell::RefCell;
use std::io::Read;

/// An archive's entries, by name.
pub struct Archive<'b> {
    bytes: &'b [u8],
    entries: Vec<Entry>,
    /// What its files may still become, all together.
    left: RefCell<Budget>,
}

struct Entry {
    name: String,
    method: u16,
    packed: usize,
    /// Where its local header begins.
    at: usize,
}

fn broken(why: &str) -> FormatError {
    FormatError::Archive("archive", why.to_owned())
}

impl<'b> Archive<'b> {
    /// Reads the directory.
    ///
    /// # Errors
    /// There is none, or it is cut off.
    pub fn new(bytes: &'b [u8]) -> Result<Self, FormatError> {
        let tail = bytes.len().saturating_sub(22 + 65_535);
        let end = (tail..bytes.len().saturating_sub(21)).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"));
        let end = end.ok_or_else(|| broken("it has no directory; was it cut off?"))?;
        let field =
            |at: usize, width: usize| number(bytes, at, width).ok_or_else(|| broken("its directory is cut off"));
        let (count, mut at) = (field(end + 10, 2)?, field(end + 16, 4)?);
        let mut entries = Vec::new();
        for _ in 0..count {
            if bytes.get(at..at + 4) != Some(b"PK\x01\x02") {
                return Err(broken("its directory is cut off"));
            }
            if field(at + 8, 2)? & 1 == 1 {
                return Err(broken("it is encrypted"));
            }
            let lengths = [field(at + 28, 2)?, field(at + 30, 2)?, field(at + 32, 2)?];
            let name = bytes.get(at + 46..at + 46 + lengths[0]).ok_or_else(|| broken("its directory is cut off"))?;
            entries.push(Entry {
                name: String::from_utf8_lossy(name).into_owned(),
                method: field(at + 10, 2)? as u16,
                packed: field(at + 20, 4)?,
                at: field(at + 42, 4)?,
            });
            at += 46 + lengths.iter().sum::<usize>();
        }
        Ok(Self { bytes, entries, left: RefCell::new(Budget::of(Limit::Unpacked)) })
    }

    /// Names of the files, in the directory's order, without folders and what macOS adds.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.entries.iter().map(|e| e.name.as_str());
        names.filter(|n| !n.ends_with('/') && !n.starts_with("__MACOSX"))
    }

    /// The first file whose name ends so, without case.
    pub fn ending(&self, end: &str) -> Option<&str> {
        self.names().find(|n| n.to_lowercase().ends_with(end))
    }

    /// A file's bytes; `None`: there is no such file.
    ///
    /// # Errors
    /// It is broken, packed by another method, or too large.
    pub fn file(&self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let Some(entry) = self.entries.iter().find(|e| e.name == name) else { return Ok(None) };
        let header = |at: usize| number(self.bytes, entry.at + at, 2).ok_or_else(|| broken("a file of it is cut off"));
        let start = entry.at + 30 + header(26)? + header(28)?;
        let end = start.checked_add(entry.packed);
        let packed = end.and_then(|end| self.bytes.get(start..end)).ok_or_else(|| broken("a file of it is cut off"))?;
        match entry.method {
            0 => {
                self.left.borrow_mut().take(packed.len())?;
                Ok(Some(packed.to_vec()))
            }
            8 => {
                let ((most, exceeded), mut out) = (unpacked_most(packed.len()), Vec::new());
                let read = DeflateDecoder::new(packed).take(most + 1).read_to_end(&mut out);
                read.map_err(|e| broken(&e.to_string()))?;
                if out.len() as u64 > most {
                    return Err(exceeded.into());
                }
                self.left.borrow_mut().take(out.len())?;
                Ok(Some(out))
            }
            other => Err(broken(&format!("{name} is packed by method {other}; deflate is read"))),
        }
    }
}

/// A number in little-endian order.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |n, b| n << 8 | usize::from(*b)))
}
