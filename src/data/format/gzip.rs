//! gzip (RFC 1952): taken off before anything else is asked of a file.

use super::error::FormatError;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// A file may unpack to so many bytes; more is a fault, for a small file can hold any number of zeros.
const MOST_BYTES: u64 = 4 << 30;

/// The bytes within gzip, or the bytes themselves.
///
/// # Errors
/// It is broken, or unpacks to more than 4 GiB.
pub fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, FormatError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let broken = |why: String| FormatError::Archive("gzip file", why);
    let mut out = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(MOST_BYTES + 1).read_to_end(&mut out);
    read.map_err(|e| broken(e.to_string()))?;
    if out.len() as u64 > MOST_BYTES {
        return Err(broken("it unpacks to more than 4 GiB".to_owned()));
    }
    Ok(Cow::Owned(out))
}
