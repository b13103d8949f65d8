//! gzip (RFC 1952) and Zstandard (RFC 8878): taken off before anything else is asked of a file.

use super::error::FormatError;
use crate::limits::unpacked_most;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// The bytes within gzip or Zstandard, or the bytes themselves.
///
/// # Errors
/// They are broken, or unpack to more than is allowed: a small file can hold any number of zeros.
pub fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, FormatError> {
    match bytes {
        [0x1f, 0x8b, ..] => all_of("gzip file", bytes.len(), MultiGzDecoder::new(bytes)).map(Cow::Owned),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => zstandard(bytes).map(Cow::Owned),
        _ => Ok(Cow::Borrowed(bytes)),
    }
}

#[cfg(feature = "zstd")]
fn zstandard(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    let what = "Zstandard file";
    let decoder = zstd::stream::read::Decoder::with_buffer(bytes);
    all_of(what, bytes.len(), decoder.map_err(|e| FormatError::Archive(what, e.to_string()))?)
}

#[cfg(not(feature = "zstd"))]
fn zstandard(_: &[u8]) -> Result<Vec<u8>, FormatError> {
    let message = "this is a Zstandard file, which this build does not read".to_owned();
    Err(FormatError::Unread(message, Some("unpack it first: zstd -d FILE")))
}

fn all_of(what: &'static str, packed: usize, reader: impl Read) -> Result<Vec<u8>, FormatError> {
    let ((most, exceeded), mut out) = (unpacked_most(packed), Vec::new());
    let read = reader.take(most + 1).read_to_end(&mut out);
    read.map_err(|e| FormatError::Archive(what, e.to_string()))?;
    if out.len() as u64 > most {
        return Err(exceeded.into());
    }
    Ok(out)
}
