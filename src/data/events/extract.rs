//! The wanted records of a large file as a small one, with where each stood: what is to be shown one by one is read from that.

use super::blocks::{Blocks, Part};
use super::columns::Names;
use super::{EventFile, EventTexts, LeftOut};
use crate::data::feature::Feature;
use crate::data::geojson::FileFeatures;
use crate::data::load;
use crate::diagnostic::Diagnostic;
use crate::threads;

/// Where a record stood in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stood {
    /// Line, from 1.
    line: usize,
    /// Number, from 1.
    number: usize,
}

/// The wanted records of a file.
#[derive(Debug)]
pub struct Extract {
    bytes: Vec<u8>,
    stood: Vec<Stood>,
    /// How many records are not wanted.
    pub left_out: LeftOut,
    /// Which of the filter's properties stood there at all: one bit each.
    pub seen: u64,
}

/// What a part holds.
struct Piece {
    records: usize,
    lines: usize,
    /// Text, line within the part, number within the part.
    wanted: Vec<(Vec<u8>, usize, usize)>,
    left_out: LeftOut,
    seen: u64,
}

impl EventFile {
    /// The records that the file's filter wants, if they are `most` at most; `None`: there are more, or a record is not for here.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn extract(&self, most: usize) -> Result<Option<Extract>, Vec<Diagnostic>> {
        let names = Names::new(&EventTexts::None, self.filter.clone(), self.places.clone()).with_spans();
        let unreadable = |e: std::io::Error| load::cannot_read(&self.name, &e);
        let Some(mut blocks) = Blocks::open(&self.source, self.is_table, &names).map_err(unreadable)? else {
            return Ok(None);
        };
        let head = blocks.head().to_vec();
        let (mut line, mut number) = (1 + line_feeds(&head), 1);
        let open: &[u8] = if self.is_table { &head } else { b"{\"type\":\"FeatureCollection\",\"features\":[\n" };
        let mut extract = Extract { bytes: open.to_vec(), stood: Vec::new(), left_out: LeftOut::default(), seen: 0 };
        while let Some(round) = blocks.next_round().map_err(unreadable)? {
            let Some(parts) = round else { return Ok(None) };
            for piece in threads::in_order(&parts, piece) {
                let Some(piece) = piece else { return Ok(None) };
                for (text, line_in_part, number_in_part) in piece.wanted {
                    if !extract.stood.is_empty() && !self.is_table {
                        extract.bytes.extend(b",\n");
                    }
                    extract.bytes.extend(text);
                    if self.is_table && !extract.bytes.ends_with(b"\n") {
                        extract.bytes.push(b'\n');
                    }
                    extract.stood.push(Stood { line: line + line_in_part, number: number + number_in_part });
                }
                extract.left_out.merge(piece.left_out);
                extract.seen |= piece.seen;
                (line, number) = (line + piece.lines, number + piece.records);
            }
            if extract.stood.len() > most {
                return Ok(None);
            }
        }
        if !self.is_table {
            extract.bytes.extend(b"\n]}\n");
        }
        Ok(Some(extract))
    }
}

fn line_feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'\n').count()
}

fn piece(part: &Part) -> Option<Piece> {
    let batch = part.read()?;
    let bytes = part.bytes();
    let (mut at, mut line) = (0, 0);
    let wanted = batch.spans.iter().map(|span| {
        line += line_feeds(&bytes[at..span.start]);
        at = span.start;
        (bytes[span.start..span.end].to_vec(), line, span.index)
    });
    let wanted = wanted.collect();
    Some(Piece { records: batch.records, lines: line_feeds(bytes), wanted, left_out: batch.left_out, seen: batch.seen })
}

impl Extract {
    /// How many records are wanted.
    pub fn len(&self) -> usize {
        self.stood.len()
    }

    /// Is none?
    pub fn is_empty(&self) -> bool {
        self.stood.is_empty()
    }

    /// The features of the wanted records, with the lines and numbers that they have in their own file; `None`: they can't be read by themselves.
    pub fn read(&self, name: &str) -> Option<FileFeatures> {
        let FileFeatures { mut features, mut warnings } = load::read_bytes(name, &self.bytes).ok()?;
        if features.len() != self.stood.len() {
            return None;
        }
        for (feature, stood) in features.iter_mut().zip(&self.stood) {
            let Feature { origin, .. } = feature;
            (origin.line, origin.feature) = (stood.line, stood.number);
        }
        for warning in &mut warnings {
            let record = warning.place.feature.and_then(|n| self.stood.get(n.checked_sub(1)?));
            if let Some(stood) = record {
                (warning.place.line, warning.place.feature) = (Some(stood.line), Some(stood.number));
            }
        }
        Some(FileFeatures { features, warnings })
    }
}
