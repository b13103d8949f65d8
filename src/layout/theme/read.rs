//! Theme files → [`Theme`]: a theme gives what differs from the one it begins from.

use super::Theme;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::toml_file::{self, Codes};
use serde::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

/// Name and TOML of each built-in theme.
pub const BUILTIN: [(&str, &str); 3] =
    [("press", include_str!("press.toml")), ("grey", include_str!("grey.toml")), ("dark", include_str!("dark.toml"))];

const CODES: Codes = Codes {
    not_toml: "theme::not-toml",
    unknown_key: "theme::unknown-key",
    missing_key: "theme::missing-key",
    wrong_value: "theme::wrong-value",
};

/// The TOML of a built-in theme.
pub fn builtin_text(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|b| b.0 == name).map(|b| b.1)
}

/// Is it the name of a built-in theme?
pub fn is_builtin(name: &str) -> bool {
    builtin_text(name).is_some()
}

/// Reads a theme. `name` is the file as the user named it.
///
/// ```
/// let theme = sitmap::layout::theme::parse("mine.toml", "base = 'dark'\naccent = '#FF8800'\n[lines]\nborder = 2").unwrap();
/// assert_eq!((theme.accent.hex().as_str(), theme.lines.border), ("#ff8800", 2.0));
/// let faults = sitmap::layout::theme::parse("mine.toml", "papr = '#fff'\nink = 'blue'\n").unwrap_err();
/// assert_eq!(faults[0].help.as_deref(), Some("did you mean `paper`?"));
/// assert_eq!(faults[1].place.line, Some(2));
/// ```
///
/// # Errors
/// Not TOML, a base that is not built in, unknown keys with the nearest known one, and every value that can't be used.
pub fn parse(name: &str, text: &str) -> Result<Theme, Vec<Diagnostic>> {
    let base = toml_file::text_of(text, "base");
    let mut below = Vec::new();
    let mut next = base.clone().or_else(|| Some("press".to_owned()));
    while let Some(builtin) = next.as_deref().and_then(builtin_text) {
        below.push(builtin);
        // The first theme is complete and begins from none.
        next = toml_file::text_of(builtin, "base");
    }
    let unknown = base.filter(|b| !is_builtin(b)).map(|b| {
        let line = text.lines().position(|l| l.trim_start().starts_with("base")).map(|l| l + 1);
        let place = Place { file: Some(name.to_owned()), line, pointer: Some("base".to_owned()), ..Place::default() };
        unknown_theme(&b).at(place)
    });
    if unknown.is_some() {
        below.extend(builtin_text("press"));
    }
    let read = toml_file::read(name, text, &theme_schema(), &CODES, &below);
    match (read, unknown) {
        (Ok(theme), None) => Ok(theme),
        (read, unknown) => Err(unknown.into_iter().chain(read.err().unwrap_or_default()).collect()),
    }
}

/// There is no theme of this name.
pub fn unknown_theme(name: &str) -> Diagnostic {
    let fault = Diagnostic::error("theme::unknown", format!("there is no theme “{name}”"));
    let near = BUILTIN.iter().map(|b| (strsim::jaro_winkler(b.0, name), b.0));
    match near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.75) {
        Some((_, near)) => fault.help(format!("did you mean “{near}”?")),
        None => fault,
    }
}

impl Theme {
    /// A built-in theme.
    ///
    /// ```
    /// use sitmap::layout::theme::Theme;
    /// assert_eq!(Theme::builtin("press").unwrap().paper.hex(), "#ffffff");
    /// assert!(Theme::builtin("sepia").is_none());
    /// ```
    pub fn builtin(name: &str) -> Option<Self> {
        // Sound: a test reads each.
        parse(name, builtin_text(name)?).ok()
    }
}

/// The JSON Schema of a theme, generated from the types; nothing is required, since what is left out comes from the base.
pub fn theme_schema() -> Value {
    let mut schema = schemars::schema_for!(Theme).to_value();
    let mut open = vec![&mut schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                members.remove("required");
                open.extend(members.values_mut());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    schema
}

fn within<'de, D: Deserializer<'de>>(deserializer: D, least: f64, most: f64, what: &str) -> Result<f64, D::Error> {
    let value = f64::deserialize(deserializer)?;
    match (least..=most).contains(&value) {
        true => Ok(value),
        false => Err(D::Error::custom(format!("{value} is no {what}: give {least} to {most}"))),
    }
}

pub(super) fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 0.0, 1.0, "opacity")
}

pub(super) fn shares<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[f64; N], D::Error> {
    several(deserializer, 1.0, "opacities")
}

pub(super) fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 0.0, 20.0, "width in points")
}

pub(super) fn widths<'de, D: Deserializer<'de>, const N: usize>(deserializer: D) -> Result<[f64; N], D::Error> {
    several(deserializer, 20.0, "widths in millimetres")
}

/// A list of numbers of 0 to `most`.
fn several<'de, D: Deserializer<'de>, const N: usize>(
    deserializer: D,
    most: f64,
    what: &str,
) -> Result<[f64; N], D::Error> {
    let values = Vec::<f64>::deserialize(deserializer)?;
    let wrong = || D::Error::custom(format!("{N} {what} are wanted, each 0 to {most}"));
    if values.iter().any(|v| !(0.0..=most).contains(v)) {
        return Err(wrong());
    }
    values.try_into().map_err(|_| wrong())
}

pub(super) fn pitch<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 0.3, 10.0, "distance in millimetres")
}

pub(super) fn factor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 0.0, 5.0, "factor")
}

pub(super) fn direction<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, -180.0, 180.0, "direction in degrees")
}

/// No text is set smaller than can be read in print.
pub(super) fn type_size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 5.5, 72.0, "size of type in points")
}

pub(super) fn type_size_if_given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    type_size(deserializer).map(Some)
}

pub(super) fn spacing<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    within(deserializer, 0.0, 20.0, "spacing in points")
}

pub(super) fn face_weight<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    match u16::deserialize(deserializer)? {
        weight @ (400 | 500 | 600 | 700) => Ok(weight),
        other => Err(D::Error::custom(format!("{other} is no weight of the faces: give 400, 500, 600 or 700"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_theme_is_sound() {
        for (name, text) in BUILTIN {
            let read = parse(name, text);
            assert!(read.is_ok(), "{name}: {:?}", read.err());
            assert!(Theme::builtin(name).is_some());
        }
        assert_eq!(toml_file::text_of(BUILTIN[0].1, "base"), None, "press is complete");
    }

    #[test]
    fn a_theme_gives_what_differs() {
        let press = Theme::builtin("press").unwrap();
        let mine =
            parse("m.toml", "ink = '#000'\n[text]\ntitle = { size = 14 }\n[kinds.clash]\nshape = 'cross'").unwrap();
        assert_eq!(mine.ink, Color::rgb(0));
        assert_eq!((mine.text.title.size, mine.text.title.weight), (14.0, 600));
        assert_eq!(mine.kinds.clash.color, press.kinds.clash.color);
        let back = Theme { ink: press.ink, text: press.text.clone(), kinds: press.kinds.clone(), ..mine };
        assert_eq!(back, press);
    }

    #[test]
    fn all_faults_come_at_once_with_their_lines() {
        let text = "base = 'drak'\npaper = 'white'\nsea = '#12345'\nlake = 3\nlandneighbour = '#fff'\n\
                    [opacity]\ndisc = [1, 2]\n[lines]\nborder = -1\nribon_mm = [1, 2]\n[text.title]\nsize = 4\nweight = 650\n\
                    [kinds.clash]\nshape = 'heart'\n";
        let faults = parse("m.toml", text).unwrap_err();
        let told: Vec<_> =
            faults.iter().map(|f| (f.place.line.unwrap(), f.code, f.place.pointer.clone().unwrap())).collect();
        let expected = [
            (1, "theme::unknown", "base"),
            (2, "theme::wrong-value", "paper"),
            (3, "theme::wrong-value", "sea"),
            (4, "theme::wrong-value", "lake"),
            (5, "theme::unknown-key", "landneighbour"),
            (7, "theme::wrong-value", "opacity.disc"),
            (9, "theme::wrong-value", "lines.border"),
            (10, "theme::unknown-key", "lines.ribon_mm"),
            (12, "theme::wrong-value", "text.title.size"),
            (13, "theme::wrong-value", "text.title.weight"),
            (15, "theme::wrong-value", "kinds.clash.shape"),
        ];
        assert_eq!(told, expected.map(|(line, code, key)| (line, code, key.to_owned())));
        let help: Vec<_> = [0, 4, 7].iter().map(|&i| faults[i].help.clone().unwrap()).collect();
        assert_eq!(help, ["did you mean “dark”?", "did you mean `land_neighbour`?", "did you mean `ribbon_mm`?"]);
        assert!(faults.iter().all(|f| f.help.is_some()));
    }

    use crate::color::Color;
}
