//! Any text as a figure spec and as a theme; what is read is written again and means the same.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(figure) = sitmap::spec::parse("figure.toml", text) {
        let _ = format!("{figure:?}");
    }
    let _ = sitmap::layout::theme::parse("theme.toml", text);
});
