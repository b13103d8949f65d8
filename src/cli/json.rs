//! JSON that the program writes: as `serde_json` has it, with nothing in it that a terminal obeys.

use crate::data::controls;

/// JSON for people and programs. Characters that a terminal obeys, or that reorder what stands beside them, are escaped, which JSON leaves open.
pub(crate) fn pretty<T: serde::Serialize + ?Sized>(value: &T) -> String {
    controls::escaped_json(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// The same in one line.
pub(crate) fn line<T: serde::Serialize + ?Sized>(value: &T) -> String {
    controls::escaped_json(&serde_json::to_string(value).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn nothing_in_json_is_obeyed_by_a_terminal() {
        let text = line("a\u{9b}31m\u{202e}b\u{7f}\nنيالا");
        assert_eq!(text, "\"a\\u009b31m\\u202eb\\u007f\\nنيالا\"");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), "a\u{9b}31m\u{202e}b\u{7f}\nنيالا");
    }
}
