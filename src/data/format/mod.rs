//! What kind of file it is, told by its content, and the reader of each.
//!
//! Compression is taken off first. A file is read all or nothing ([`read`]), or row by row with what can't be used put aside ([`read_rows`]).

mod features;

use super::geojson::FileFeatures;
use super::table::{self, Table, TableOptions};
use crate::diagnostic::Diagnostic;

/// Reads the bytes of a file, row by row.
///
/// # Errors
/// Faults of the file as a whole.
pub fn read_rows(name: &str, bytes: &[u8], options: &TableOptions) -> Result<Table, Vec<Diagnostic>> {
    if is_table(name, bytes) {
        table::read_rows(name, bytes, options)
    } else {
        features::geojson(name, bytes, options.mapping)
    }
}

/// Reads the bytes of a file: GeoJSON in its forms, or a table.
///
/// # Errors
/// All faults of the file.
pub fn read(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    if is_table(name, bytes) { table::read(name, bytes) } else { super::geojson::read(name, bytes) }
}

/// Is it a table? All that doesn't begin as JSON does, unless it is named so.
pub(super) fn is_table(name: &str, bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match start.iter().find(|b| !b.is_ascii_whitespace()) {
        None | Some(b'{' | b'[' | 0x1e) => false,
        Some(_) => !name.to_lowercase().ends_with("json"),
    }
}
