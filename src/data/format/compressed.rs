//! gzip (RFC 1952) and Zstandard (RFC 8878): taken off before anything else is asked of a file.

use super::error::FormatError;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// A file may unpack to so many bytes; more is a fault, for a small file can hold any number of zeros.
const MOST_BYTES: u64 = 4 << 30;

/// The bytes within gzip or Zstandard, or the bytes themselves.
///
/// # Errors
/// They are broken, or unpack to more than 4 GiB.
pub fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, FormatError> {
    match bytes {
        [0x1f, 0x8b, ..] => all_of("gzip file", MultiGzDecoder::new(bytes)).map(Cow::Owned),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => zstandard(bytes).map(Cow::Owned),
        _ => Ok(Cow::Borrowed(bytes)),
    }
}

#[cfg(feature = "zstd")]
fn zstandard(bytes: &[u8]) -> Result<Vec<u8>, FormatError> {
    let what = "Zstandard file";
    let decoder = zstd::stream::read::Decoder::with_buffer(bytes);
    all_of(what, decoder.map_err(|e| FormatError::Archive(what, e.to_string()))?)
}

#[cfg(not(feature = "zstd"))]
fn zstandard(_: &[u8]) -> Result<Vec<u8>, FormatError> {
    let message = "this is a Zstandard file, which this build does not read".to_owned();
    Err(FormatError::Unread(message, Some("unpack it first: zstd -d FILE")))
}

fn all_of(what: &'static str, reader: impl Read) -> Result<Vec<u8>, FormatError> {
    let broken = |why: String| FormatError::Archive(what, why);
    let mut out = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut out).map_err(|e| broken(e.to_string()))?;
    if out.len() as u64 > MOST_BYTES {
        return Err(broken("it unpacks to more than 4 GiB".to_owned()));
    }
    Ok(out)
}
