//! gzip (RFC 1952): taken off before anything else is asked of a file.

use super::error::FormatError;
use crate::limits::unpacked_most;
use flate2::read::MultiGzDecoder;
use std::borrow::Cow;
use std::io::Read;

/// The bytes within gzip, or the bytes themselves.
///
/// # Errors
/// It is broken, or unpacks to more than is allowed: a small file can hold any number of zeros.
pub fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, FormatError> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(Cow::Borrowed(bytes));
    }
    let broken = |why: String| FormatError::Archive("gzip file", why);
    let ((most, exceeded), mut out) = (unpacked_most(bytes.len()), Vec::new());
    let read = MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut out);
    read.map_err(|e| broken(e.to_string()))?;
    if out.len() as u64 > most {
        return Err(exceeded.into());
    }
    Ok(Cow::Owned(out))
}
