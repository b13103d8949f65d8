//! Work of a library that may panic on a damaged file: the panic is a fault of the file then, not of ours.
//!
//! The program's panic hook asks [`is_contained`] and keeps silent. Nothing that the work has touched is used after a panic.

use std::cell::Cell;

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Is this thread at work on a file with a library that may panic?
pub fn is_contained() -> bool {
    CONTAINED.get()
}

/// The result of some work; `None`: it panicked. The work owns or only reads what it needs.
#[cfg(feature = "geoparquet")]
pub(super) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    CONTAINED.set(before);
    result.ok()
}
