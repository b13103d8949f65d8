//! The bundled faces: compressed in the binary, unpacked when a text first needs one, once for the whole process.

use super::fonts::FaceDescription;
use super::script::Script;
use super::style::{FontWeight, FontWidth, TextStyle};
use std::io::Read;
use std::sync::OnceLock;

/// A face of `fonts/`.
struct BundledFace {
    gzip: &'static [u8],
    script: Option<Script>,
    weight: u16,
    stretch_percent: f64,
    italic: bool,
}

macro_rules! face {
    ($file:literal, $script:expr, $weight:literal, $stretch:literal, $italic:literal) => {
        BundledFace {
            gzip: include_bytes!(concat!("../../fonts/NotoSans", $file, ".ttf.gz")),
            script: $script,
            weight: $weight,
            stretch_percent: $stretch,
            italic: $italic,
        }
    };
}

/// How many there are.
pub const COUNT: usize = 29;

static FACES: [BundledFace; COUNT] = [
    face!("-Regular", None, 400, 100.0, false),
    face!("-Italic", None, 400, 100.0, true),
    face!("-Medium", None, 500, 100.0, false),
    face!("-SemiBold", None, 600, 100.0, false),
    face!("-Bold", None, 700, 100.0, false),
    face!("-SemiCondensed", None, 400, 87.5, false),
    face!("-SemiCondensedSemiBold", None, 600, 87.5, false),
    face!("-Condensed", None, 400, 75.0, false),
    face!("-CondensedSemiBold", None, 600, 75.0, false),
    face!("Arabic-Regular", Some(Script::Arabic), 400, 100.0, false),
    face!("Arabic-Medium", Some(Script::Arabic), 500, 100.0, false),
    face!("Arabic-SemiBold", Some(Script::Arabic), 600, 100.0, false),
    face!("Arabic-Bold", Some(Script::Arabic), 700, 100.0, false),
    face!("Hebrew-Regular", Some(Script::Hebrew), 400, 100.0, false),
    face!("Hebrew-Bold", Some(Script::Hebrew), 700, 100.0, false),
    face!("Armenian-Regular", Some(Script::Armenian), 400, 100.0, false),
    face!("Armenian-Bold", Some(Script::Armenian), 700, 100.0, false),
    face!("Georgian-Regular", Some(Script::Georgian), 400, 100.0, false),
    face!("Georgian-Bold", Some(Script::Georgian), 700, 100.0, false),
    face!("Ethiopic-Regular", Some(Script::Ethiopic), 400, 100.0, false),
    face!("Ethiopic-Bold", Some(Script::Ethiopic), 700, 100.0, false),
    face!("Devanagari-Regular", Some(Script::Devanagari), 400, 100.0, false),
    face!("Devanagari-Bold", Some(Script::Devanagari), 700, 100.0, false),
    face!("Bengali-Regular", Some(Script::Bengali), 400, 100.0, false),
    face!("Bengali-Bold", Some(Script::Bengali), 700, 100.0, false),
    face!("Myanmar-Regular", Some(Script::Myanmar), 400, 100.0, false),
    face!("Myanmar-Bold", Some(Script::Myanmar), 700, 100.0, false),
    face!("Thai-Regular", Some(Script::Thai), 400, 100.0, false),
    face!("Thai-Bold", Some(Script::Thai), 700, 100.0, false),
];

/// The bytes of a bundled face. They are ours: if they can't be unpacked there are none, and a test says so.
pub fn bytes(index: usize) -> &'static [u8] {
    static UNPACKED: [OnceLock<Vec<u8>>; COUNT] = [const { OnceLock::new() }; COUNT];
    UNPACKED[index].get_or_init(|| {
        let mut bytes = Vec::new();
        let read = flate2::read::GzDecoder::new(FACES[index].gzip).read_to_end(&mut bytes);
        if read.is_ok() { bytes } else { Vec::new() }
    })
}

/// What CSS needs to know of each.
pub fn descriptions() -> impl Iterator<Item = FaceDescription> {
    FACES.iter().map(|face| FaceDescription {
        family: match face.script {
            None => "Noto Sans".to_owned(),
            Some(script) => format!("Noto Sans {script:?}"),
        },
        weight: face.weight,
        stretch_percent: face.stretch_percent,
        italic: face.italic,
    })
}

/// The face of a script that serves a style: of those that are light or bold as it, the one of the nearest weight.
pub fn face_of(script: Option<Script>, style: &TextStyle) -> usize {
    let Some(script) = script else { return latin(style) };
    let wanted = match style.weight {
        FontWeight::Regular => 400,
        FontWeight::Medium => 500,
        FontWeight::SemiBold => 600,
        FontWeight::Bold => 700,
    };
    let of_script = FACES.iter().enumerate().filter(|(_, face)| face.script == Some(script));
    let off = |face: &BundledFace| (face.weight.abs_diff(wanted), (face.weight >= 600) != (wanted >= 600));
    of_script.min_by_key(|(_, face)| off(face)).map_or(0, |(index, _)| index)
}

/// The face of Noto Sans that serves a style; where a width lacks a weight the nearest weight serves.
fn latin(style: &TextStyle) -> usize {
    let bold = usize::from(style.weight >= FontWeight::SemiBold);
    match (style.width, style.weight) {
        (FontWidth::Normal, FontWeight::Regular) => usize::from(style.italic),
        (FontWidth::Normal, FontWeight::Medium) => 2,
        (FontWidth::Normal, FontWeight::SemiBold) => 3,
        (FontWidth::Normal, FontWeight::Bold) => 4,
        (FontWidth::SemiCondensed, _) => 5 + bold,
        (FontWidth::Condensed, _) => 7 + bold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_unpacks_and_is_the_one_that_it_is_said_to_be() {
        use skrifa::MetadataProvider;
        for (index, description) in descriptions().enumerate() {
            let font = skrifa::FontRef::new(bytes(index)).unwrap();
            let attributes = font.attributes();
            assert_eq!(attributes.weight.value() as u16, description.weight, "{index}");
            assert_eq!(f64::from(attributes.stretch.percentage()), description.stretch_percent, "{index}");
            let names = font.localized_strings(skrifa::string::StringId::FAMILY_NAME).english_or_first();
            let family: String = names.map(|n| n.chars().collect()).unwrap_or_default();
            assert!(family.starts_with(&description.family), "{index}: {family}, {}", description.family);
        }
    }
}
