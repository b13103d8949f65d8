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
pub(crate) fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CONTAINED.replace(true);
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
    CONTAINED.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::{contained, is_contained};

    #[test]
    fn a_panic_within_is_no_result() {
        assert_eq!(contained(|| 7), Some(7));
        let nested = contained(|| {
            let inner: Option<()> = contained(|| panic!("a library"));
            (inner, is_contained())
        });
        assert_eq!(nested, Some((None, true)));
        assert!(!is_contained());
    }
}
