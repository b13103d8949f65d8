//! Reading and writing a spec: unknown keys with the nearest known one, missing keys and wrong values, all at once.

use super::Figure;
use super::toml_file::{self, Codes};
use crate::diagnostic::Diagnostic;
use serde_json::Value;

/// Reads a spec. `name` is the file as the user named it.
///
/// ```
/// let faults = sitmap::spec::parse("f.toml", "titel = 'x'\npgae = 'web'\nnumbered = 3\n").unwrap_err();
/// assert_eq!(faults.len(), 3);
/// assert_eq!(faults[0].help.as_deref(), Some("did you mean `title`?"));
/// ```
///
/// # Errors
/// Not TOML (every place that is not), else all unknown keys, missing keys, and values of the wrong type or out of
/// their range.
pub fn parse(name: &str, text: &str) -> Result<Figure, Vec<Diagnostic>> {
    toml_file::read(name, text, &figure_schema(), &CODES, &[])
}

const CODES: Codes = Codes {
    not_toml: "spec::not-toml",
    unknown_key: "spec::unknown-key",
    missing_key: "spec::missing-key",
    wrong_value: "spec::wrong-value",
};

/// A spec as TOML; [`parse`] gives the same figure back.
pub fn to_toml(figure: &Figure) -> String {
    // A figure has no map with keys that TOML lacks, so writing it can't fail.
    toml::to_string_pretty(figure).unwrap_or_default()
}

/// The JSON Schema of a spec, generated from the types.
pub fn figure_schema() -> Value {
    schemars::schema_for!(Figure).to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unknown_key_is_told_with_its_line() {
        let text =
            "title = 'a'\n[[callouts]]\nincident = 'x'\nheadign = 'y'\n[[panels]]\nkind = 'claims'\nincidnt = 'x'\n";
        let faults = parse("f.toml", text).unwrap_err();
        let lines: Vec<_> = faults.iter().map(|f| (f.place.line, f.help.clone().unwrap_or_default())).collect();
        assert_eq!(
            lines,
            [(Some(4), "did you mean `heading`?".to_owned()), (Some(7), "did you mean `incident`?".to_owned())]
        );
    }

    #[test]
    fn wrong_type_has_its_line() {
        let faults = parse("f.toml", "title = 'a'\nselect = 3\n").unwrap_err();
        assert_eq!((faults[0].code, faults[0].place.line), ("spec::wrong-value", Some(2)));
    }

    /// Line, code and key of every fault.
    fn told(text: &str) -> Vec<(usize, &'static str, String)> {
        let faults = parse("f.toml", text).unwrap_err();
        assert!(faults.iter().all(|f| f.help.is_some()), "{faults:?}");
        let of = |f: Diagnostic| (f.place.line.unwrap_or(0), f.code, f.place.pointer.unwrap_or_default());
        faults.into_iter().map(of).collect()
    }

    #[test]
    fn unknown_keys_hide_no_wrong_value_and_no_wrong_value_another() {
        let text = "titel = 'a'\npage = 'A3'\nextent = [1, 2, 3]\nselect = 3\ndpi = 5\nnumbered = true\nlang = 7\n\
                    [[rings]]\naround = 'x'\nradii = [1, 'two', 'three']\nradius = 5\n\
                    [[panels]]\nkind = 'claims'\nincident = 4\nheading = 5\n\
                    [[panels]]\nkind = 'pie'\n\
                    [[callouts]]\nincident = 'x'\ntext = 3\n\
                    [[panels]]\nheading = 'x'\n";
        let expected = [
            (1, "spec::unknown-key", "titel"),
            (2, "spec::wrong-value", "page"),
            (3, "spec::wrong-value", "extent"),
            (4, "spec::wrong-value", "select"),
            (5, "spec::wrong-value", "dpi"),
            (7, "spec::wrong-value", "lang"),
            (10, "spec::wrong-value", "rings.radii"),
            (10, "spec::wrong-value", "rings.radii"),
            (11, "spec::unknown-key", "rings.radius"),
            (14, "spec::wrong-value", "panels.incident"),
            (15, "spec::wrong-value", "panels.heading"),
            (17, "spec::wrong-value", "panels.kind"),
            (18, "spec::missing-key", "callouts.heading"),
            (20, "spec::wrong-value", "callouts.text"),
            (21, "spec::missing-key", "panels.kind"),
        ];
        assert_eq!(told(text), expected.map(|(line, code, key)| (line, code, key.to_owned())));
    }

    #[test]
    fn every_slip_of_the_notation_is_told() {
        let found = told("title = 'a\npage = web\nnumbered = true\nselect = ['a'\n");
        assert!(found.iter().all(|f| f.1 == "spec::not-toml"), "{found:?}");
        assert!(found.iter().any(|f| f.0 == 1) && found.iter().any(|f| f.0 == 2), "{found:?}");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let figure = Figure {
            title: Some("T".into()),
            extent: crate::spec::ExtentSpec::parse("-10,0,10,5").ok(),
            ..Figure::default()
        };
        assert_eq!(parse("f.toml", &to_toml(&figure)), Ok(figure));
    }

    #[test]
    fn builtin_figures_parse() {
        for (name, text) in crate::spec::BUILTIN {
            assert!(parse(name, text).is_ok(), "{name}: {:?}", parse(name, text));
        }
    }
}
