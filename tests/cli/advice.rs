//! Every fault says what to do: each code that stands in `src/` has its line of advice, and prints it.

use crate::root;
use sitmap::diagnostic::{Diagnostic, render};
use std::collections::BTreeSet;
use std::path::Path;

/// Codes written in a source file: `"room::kebab-case"`, without its tests.
fn codes(path: &Path, found: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let plain = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    for word in text.split('"') {
        if word.split_once("::").is_some_and(|(room, name)| plain(room) && plain(name)) {
            found.insert(word.to_owned());
        }
    }
}

/// Codes of a folder, without tests and without the list of advice itself.
fn all(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            all(&entry, found);
        } else if name.ends_with(".rs") && !name.contains("tests") && name != "advice.rs" {
            codes(&entry, found);
        }
    }
}

#[test]
fn every_code_of_the_program_has_advice() {
    let mut found = BTreeSet::new();
    all(&root().join("src"), &mut found);
    assert!(found.len() > 75, "codes are found in src/: {found:?}");
    for code in &found {
        let fault = Diagnostic::error(code.clone().leak(), "what is wrong");
        let help = fault.help.as_deref().unwrap_or_else(|| panic!("{code} has no line in src/diagnostic/advice.rs"));
        assert!(help.len() > 8 && !help.ends_with('.'), "{code}: {help}");
        assert!(render(&fault).ends_with(&format!("  help: {help}\n")));
        assert_eq!(Diagnostic::warning(fault.code, "").help, fault.help);
    }
    let mut listed = BTreeSet::new();
    codes(&root().join("src/diagnostic/advice.rs"), &mut listed);
    let unused: Vec<_> = listed.difference(&found).collect();
    assert!(unused.is_empty(), "advice for codes that don't exist: {unused:?}");
}
