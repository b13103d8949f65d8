//! Which font of the Noto family has a character: for the advice where no font given has it.
//!
//! What the bundled faces have stands in `script.rs`; all others come from a file of the
//! user's. Blocks as in Unicode 16; a block that is shared by many languages names its most usual font.

/// First and last code point, and the font.
const BLOCKS: &[(u32, u32, &str)] = &[
    (0x0530, 0x058f, "Noto Sans Armenian"),
    (0x0590, 0x05ff, "Noto Sans Hebrew"),
    (0x0700, 0x074f, "Noto Sans Syriac"),
    (0x0780, 0x07bf, "Noto Sans Thaana"),
    (0x07c0, 0x07ff, "Noto Sans NKo"),
    (0x0900, 0x097f, "Noto Sans Devanagari"),
    (0x0980, 0x09ff, "Noto Sans Bengali"),
    (0x0a00, 0x0a7f, "Noto Sans Gurmukhi"),
    (0x0a80, 0x0aff, "Noto Sans Gujarati"),
    (0x0b00, 0x0b7f, "Noto Sans Oriya"),
    (0x0b80, 0x0bff, "Noto Sans Tamil"),
    (0x0c00, 0x0c7f, "Noto Sans Telugu"),
    (0x0c80, 0x0cff, "Noto Sans Kannada"),
    (0x0d00, 0x0d7f, "Noto Sans Malayalam"),
    (0x0d80, 0x0dff, "Noto Sans Sinhala"),
    (0x0e00, 0x0e7f, "Noto Sans Thai"),
    (0x0e80, 0x0eff, "Noto Sans Lao"),
    (0x0f00, 0x0fff, "Noto Serif Tibetan"),
    (0x1000, 0x109f, "Noto Sans Myanmar"),
    (0x10a0, 0x10ff, "Noto Sans Georgian"),
    (0x1100, 0x11ff, "Noto Sans KR"),
    (0x1200, 0x139f, "Noto Sans Ethiopic"),
    (0x13a0, 0x13ff, "Noto Sans Cherokee"),
    (0x1400, 0x167f, "Noto Sans Canadian Aboriginal"),
    (0x1780, 0x17ff, "Noto Sans Khmer"),
    (0x1800, 0x18af, "Noto Sans Mongolian"),
    (0x2d30, 0x2d7f, "Noto Sans Tifinagh"),
    (0x2e80, 0x303f, "Noto Sans SC"),
    (0x3040, 0x30ff, "Noto Sans JP"),
    (0x3100, 0x312f, "Noto Sans TC"),
    (0x3130, 0x318f, "Noto Sans KR"),
    (0x3400, 0x9fff, "Noto Sans SC"),
    (0xa9e0, 0xa9ff, "Noto Sans Myanmar"),
    (0xaa60, 0xaa7f, "Noto Sans Myanmar"),
    (0xab00, 0xab2f, "Noto Sans Ethiopic"),
    (0xac00, 0xd7af, "Noto Sans KR"),
    (0xf900, 0xfaff, "Noto Sans SC"),
    (0x1f300, 0x1faff, "Noto Emoji"),
    (0x20000, 0x3ffff, "Noto Sans SC"),
];

/// The Noto font that has a character, if its block is known here.
pub fn noto_font(c: char) -> Option<&'static str> {
    let code = u32::from(c);
    BLOCKS.iter().find(|b| (b.0..=b.1).contains(&code)).map(|b| b.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_scripts() {
        assert_eq!(noto_font('မ'), Some("Noto Sans Myanmar"));
        assert_eq!(noto_font('ש'), Some("Noto Sans Hebrew"));
        assert_eq!((noto_font('漢'), noto_font('\u{10ffff}')), (Some("Noto Sans SC"), None));
        assert!(BLOCKS.is_sorted_by(|a, b| a.1 < b.0) && BLOCKS.iter().all(|b| b.0 < b.1));
    }
}
