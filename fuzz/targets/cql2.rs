//! Any text as a condition.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sitmap::selection::cql2::Condition;

fuzz_target!(|text: &str| {
    let _ = Condition::parse(text);
});
