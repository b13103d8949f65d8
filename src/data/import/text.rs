//! The text of a table: held whole, or read from its file as often as it is asked for, decoded on the way.

use super::encoding::{TextEncoding, encoding_of, text_of};
use crate::data::load::Rereadable;
use crate::diagnostic::Diagnostic;
use crate::limits::ROW_BYTES;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

/// Bytes that are read at a time.
const PIECE: usize = 1 << 18;

/// A text that can be read again and again.
pub(super) enum TableText<'b> {
    /// In memory.
    Whole(Cow<'b, str>),
    /// In its file.
    File(Rereadable, &'static Encoding),
}

/// A text and what is to be told of its encoding.
type Opened<'b> = (TableText<'b>, Option<Diagnostic>);

impl<'b> TableText<'b> {
    /// That of bytes.
    ///
    /// # Errors
    /// Bytes that are no text in the encoding that is wanted.
    pub(super) fn of_bytes(name: &str, bytes: &'b [u8], wanted: Option<&str>) -> Result<Opened<'b>, Vec<Diagnostic>> {
        let (text, told) = text_of(name, bytes, wanted)?;
        Ok((Self::Whole(text), told))
    }

    /// That of bytes that are given away.
    ///
    /// # Errors
    /// As [`TableText::of_bytes`].
    pub(super) fn of_vec(name: &str, bytes: Vec<u8>, wanted: Option<&str>) -> Result<Opened<'static>, Vec<Diagnostic>> {
        let (text, told) = match text_of(name, &bytes, wanted)? {
            (Cow::Owned(text), told) => (text, told),
            // What is UTF-8 already is not copied.
            (Cow::Borrowed(_), told) => (String::from_utf8(bytes).unwrap_or_default(), told),
        };
        Ok((TableText::Whole(Cow::Owned(text)), told))
    }

    /// That of a file, which is gone through once or twice for its encoding.
    ///
    /// # Errors
    /// As [`TableText::of_bytes`]; the file can't be read.
    pub(super) fn of_file(
        name: &str,
        source: Rereadable,
        wanted: Option<&str>,
    ) -> Result<Opened<'static>, Vec<Diagnostic>> {
        let pieces = || source.reader().map(Pieces);
        let TextEncoding { encoding, told } = encoding_of(name, &pieces, wanted)?;
        Ok((TableText::File(source, encoding), told))
    }

    /// Is it in memory?
    pub(super) fn is_held(&self) -> bool {
        matches!(self, Self::Whole(_))
    }

    /// A reader of it at its beginning, as UTF-8 without a byte order mark. Rows must be marked by the one who reads them.
    ///
    /// # Errors
    /// The file can't be opened any more.
    pub(super) fn reader(&self, row: &RowLength) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(Bounded { inner: self.plain_reader()?, row: row.clone() }))
    }

    fn plain_reader(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Whole(text) => Box::new(text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes()),
            Self::File(source, encoding) => {
                let plain = *encoding == UTF_8;
                let mut decoder = DecodeReaderBytesBuilder::new();
                decoder.encoding(Some(encoding)).utf8_passthru(plain).strip_bom(true).bom_override(true);
                Box::new(decoder.build(BufReader::with_capacity(PIECE, source.reader()?)))
            }
        })
    }

    /// Its first line.
    ///
    /// # Errors
    /// The file can't be read any more.
    pub(super) fn first_line(&self) -> io::Result<String> {
        let mut line = Vec::new();
        BufReader::new(self.plain_reader()?.take(PIECE as u64)).read_until(b'\n', &mut line)?;
        Ok(String::from_utf8_lossy(&line).into_owned())
    }
}

/// Bytes that were read since the last row ended: a quote that is left open makes one row of the rest of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct RowLength(Rc<Cell<usize>>);

impl RowLength {
    /// A row has ended.
    pub(super) fn ended(&self) {
        self.0.set(0);
    }
}

/// A reader that refuses to go on in a row that has no end.
struct Bounded<R> {
    inner: R,
    row: RowLength,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row.0.get() > ROW_BYTES {
            let message = format!("a row of more than {} MiB; is a quote left open?", ROW_BYTES >> 20);
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let read = self.inner.read(buffer)?;
        self.row.0.set(self.row.0.get() + read);
        Ok(read)
    }
}

/// A reader's bytes piece by piece.
struct Pieces(Box<dyn Read>);

impl Iterator for Pieces {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut piece = Vec::new();
        match (&mut self.0).take(PIECE as u64).read_to_end(&mut piece) {
            Ok(0) => None,
            Ok(_) => Some(Ok(piece)),
            Err(e) => Some(Err(e)),
        }
    }
}
