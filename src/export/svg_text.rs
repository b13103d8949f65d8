//! Text in SVG: each run its own `<text>`, in logical order, at the run's left end, baseline in `y`.
//!
//! Viewers disagree on `direction` and on where white space at a run's ends goes. So white space at the ends is left
//! out and the start moved, and a right-to-left run is held by right-to-left marks: its punctuation then stands on the
//! right side in a document that runs left to right.

use super::svg::escape;
use super::svg_path::{Detail, data, number};
use super::{ExportError, for_each_text, glyph_outlines};
use crate::color::Color;
use crate::scene::{Item, Placement, Text};
use crate::text::{Baseline, FaceId, Fonts, GlyphRun, bent_letters, letters_stand_alone};
use base64::Engine;
use kurbo::Affine;
use std::collections::{BTreeMap, BTreeSet};

/// How text stands in an SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum SvgText {
    /// Real text with subset fonts inside.
    #[default]
    Embed,
    /// Real text; the viewer needs Noto Sans.
    Text,
    /// Outlines.
    Paths,
}

/// The name that an embedded face goes by.
fn embedded_name(face: FaceId) -> String {
    format!("sitmap-{}", face.0)
}

/// `@font-face` rules for every face that the items use, subset to their characters.
pub fn font_faces(items: &[Item], fonts: &Fonts) -> Result<String, ExportError> {
    let mut used: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    for_each_text(items, &mut |text| {
        for run in text.line.runs.iter().filter(|run| is_real_text(text, run)) {
            used.entry(run.face).or_default().extend(run.text.chars());
        }
    });
    let mut css = String::new();
    for (face, characters) in used {
        let d = fonts.description(face);
        let bytes = fonts.subset(face, &characters).ok_or_else(|| ExportError::Subset { family: d.family.clone() })?;
        let encoded = base64::engine::general_purpose::STANDARD.encode(bytes);
        css.push_str(&format!(
            "@font-face{{font-family:{};font-weight:{};font-style:{};src:url(data:font/ttf;base64,{encoded})}}\n",
            embedded_name(face),
            d.weight,
            if d.italic { "italic" } else { "normal" },
        ));
    }
    Ok(css)
}

fn fill(color: Color) -> String {
    let opacity = if color.a == 255 { String::new() } else { format!(" fill-opacity=\"{}\"", number(color.opacity())) };
    format!("fill=\"{}\"{opacity}", color.hex())
}

/// Writes the texts of a file.
pub struct TextWriter<'f> {
    fonts: &'f Fonts,
    mode: SvgText,
    halos: usize,
    /// Face, size and colour of letters, colour and width of halos: CSS, and the number of the class that has it.
    classes: BTreeMap<String, usize>,
}

impl<'f> TextWriter<'f> {
    /// Nothing written yet.
    pub const fn new(fonts: &'f Fonts, mode: SvgText) -> Self {
        Self { fonts, mode, halos: 0, classes: BTreeMap::new() }
    }

    /// The rules of the classes that the texts bear.
    pub fn css(&self) -> String {
        let mut rules: Vec<(&usize, &String)> = self.classes.iter().map(|(css, number)| (number, css)).collect();
        rules.sort();
        rules.iter().map(|(number, css)| format!(".t{number}{{{css}}}\n")).collect()
    }

    /// Writes a text: halo behind, then the letters.
    ///
    /// The halo is the text once more, stroked, by reference: it follows the letters when the text is moved, edited or
    /// set in another face, takes no outlines, and no letter's halo lies on its neighbour, as it may with `paint-order`
    /// where Arabic letters join (and which Illustrator doesn't know).
    pub fn write(&mut self, out: &mut String, text: &Text) {
        let Some((color, width_pt)) = text.halo else { return self.letters(out, text) };
        self.halos += 1;
        let mut css = format!("stroke:{};stroke-width:{}px", color.hex(), number(2.0 * width_pt));
        if color.a != 255 {
            css.push_str(&format!(";stroke-opacity:{}", number(color.opacity())));
        }
        let class = self.class(css);
        out.push_str(&format!("<use class=\"{class}\" xlink:href=\"#text-{0}\"/>\n<g id=\"text-{0}\">", self.halos));
        self.letters(out, text);
        out.push_str("</g>\n");
    }

    /// The letters alone.
    fn letters(&mut self, out: &mut String, text: &Text) {
        if self.mode == SvgText::Paths {
            out.push_str(&format!("<g aria-label=\"{}\">", escape(&text.line.text)));
            for (color, outline) in glyph_outlines(text, self.fonts) {
                out.push_str(&format!("<path {} d=\"{}\"/>", fill(color), data(&outline, Detail::Full)));
            }
            out.push_str("</g>\n");
            return;
        }
        match &text.placement {
            Placement::Along(curve) => self.along(out, text, curve),
            Placement::Straight(placement) => text.line.runs.iter().for_each(|run| self.run(out, *placement, run)),
        }
    }

    /// Text along a curve: each letter its own `<text>`, joined letters as outlines, all under the text's name.
    ///
    /// Neither `textPath` nor lists in `x`, `y` and `rotate` are drawn by rsvg-convert; a matrix is drawn by all.
    fn along(&mut self, out: &mut String, text: &Text, curve: &Baseline) {
        out.push_str(&format!("<g role=\"img\" aria-label=\"{}\">\n", escape(&text.line.text)));
        for run in &text.line.runs {
            if !letters_stand_alone(run) {
                let outline = self.fonts.bent_run(run, curve);
                out.push_str(&format!("<path {} d=\"{}\"/>\n", fill(run.style.color), data(&outline, Detail::Full)));
                continue;
            }
            let class = self.class_of(run, 0.0);
            for letter in bent_letters(run, curve) {
                let place = place(letter.placement, 0.0, 0.0);
                out.push_str(&format!("<text class=\"{class}\" {place}>{}</text>\n", escape(letter.text.trim())));
            }
        }
        out.push_str("</g>\n");
    }

    fn run(&mut self, out: &mut String, placement: Affine, run: &GlyphRun) {
        let Some((string, x, y)) = trimmed(run) else { return };
        let class = self.class_of(run, if run.rtl { 0.0 } else { run.style.letter_spacing_pt });
        let place = place(placement, x, y);
        let held = if run.rtl { format!("\u{200f}{}\u{200f}", escape(string)) } else { escape(string) };
        out.push_str(&format!("<text class=\"{class}\" {place}>{held}</text>\n"));
    }

    /// The class with a run's face, size and colour.
    fn class_of(&mut self, run: &GlyphRun, letter_spacing_pt: f64) -> String {
        self.class(css(run, letter_spacing_pt, self.fonts, self.mode))
    }

    fn class(&mut self, css: String) -> String {
        let next = self.classes.len() + 1;
        format!("t{}", self.classes.entry(css).or_insert(next))
    }
}

/// Are a run's characters written, or only its outlines? Joined letters along a curve are bent, and no font can do that.
fn is_real_text(text: &Text, run: &GlyphRun) -> bool {
    matches!(text.placement, Placement::Straight(_)) || letters_stand_alone(run)
}

/// Run without white space at its ends: its characters and its left end.
fn trimmed(run: &GlyphRun) -> Option<(&str, f64, f64)> {
    let string = run.text.trim();
    if string.is_empty() {
        return None;
    }
    let lead = run.text.chars().take_while(|c| c.is_whitespace()).count();
    let trail = run.text.chars().rev().take_while(|c| c.is_whitespace()).count();
    // White space never joins a ligature: it is one glyph a character, and stands at the end where it is read.
    match if run.rtl { trail } else { lead } {
        // Not the first glyph's place: that may be a mark, which stands within its letter.
        0 => Some((string, run.x_pt, 0.0)),
        blanks => Some((string, run.glyphs.get(blanks)?.x_pt, 0.0)),
    }
}

/// Face, size and colour of a run.
fn css(run: &GlyphRun, letter_spacing_pt: f64, fonts: &Fonts, mode: SvgText) -> String {
    let d = fonts.description(run.face);
    // Names of families come from the user's fonts too.
    let family: String = d.family.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).collect();
    let mut css = match mode {
        SvgText::Embed => format!("font-family:{},'{family}'", embedded_name(run.face)),
        _ => format!("font-family:'{family}'"),
    };
    css.push_str(&format!(";font-size:{}px", number(run.style.size_pt)));
    if d.weight != 400 {
        css.push_str(&format!(";font-weight:{}", d.weight));
    }
    if d.stretch_percent != 100.0 {
        css.push_str(match d.stretch_percent {
            s if s < 80.0 => ";font-stretch:condensed",
            _ => ";font-stretch:semi-condensed",
        });
    }
    if d.italic {
        css.push_str(";font-style:italic");
    }
    if letter_spacing_pt != 0.0 {
        css.push_str(&format!(";letter-spacing:{}px", number(letter_spacing_pt)));
    }
    css.push_str(&format!(";fill:{}", run.style.color.hex()));
    if run.style.color.a != 255 {
        css.push_str(&format!(";fill-opacity:{}", number(run.style.color.opacity())));
    }
    css
}

/// Where a run begins: plain numbers if it is upright, else a matrix.
fn place(placement: Affine, x: f64, y: f64) -> String {
    let [a, b, c, e, tx, ty] = placement.as_coeffs();
    if b == 0.0 && c == 0.0 && a == 1.0 && e == 1.0 {
        format!("x=\"{}\" y=\"{}\"", number(tx + x), number(ty + y))
    } else {
        let short = |v: f64| format!("{}", libm::round(v * 1e5) / 1e5).replacen("0.", ".", 1);
        let turn = [a, b, c, e].map(short).join(" ");
        let start =
            if x == 0.0 && y == 0.0 { String::new() } else { format!("x=\"{}\" y=\"{}\" ", number(x), number(y)) };
        format!("{start}transform=\"matrix({turn} {} {})\"", number(tx), number(ty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Direction, TextStyle};
    use kurbo::Point;

    fn along(text: &str, mode: SvgText) -> String {
        let fonts = Fonts::bundled();
        let line = fonts.line(text, TextStyle::new(8.0, Color::rgb(0)), Direction::Auto).unwrap();
        let points: Vec<Point> = (0..20).map(|i| Point::new(f64::from(i) * 8.0, 0.05 * f64::from(i * i))).collect();
        let placement = Placement::Along(Baseline::through(&points).unwrap());
        let mut out = String::new();
        TextWriter::new(&fonts, mode).write(&mut out, &Text { line, placement, halo: None });
        out
    }

    #[test]
    fn latin_along_a_curve_is_text_and_arabic_an_outline() {
        let latin = along("Nile & co", SvgText::Text);
        assert_eq!(latin.matches("<text").count(), 7);
        assert!(latin.contains("aria-label=\"Nile &amp; co\"") && latin.contains(">&amp;</text>"));
        let arabic = along("نهر العاصي", SvgText::Text);
        assert!(arabic.contains("aria-label=\"نهر العاصي\""));
        assert_eq!((arabic.matches("<text").count(), arabic.matches("<path").count()), (0, 1));
        assert!(!along("Nile", SvgText::Paths).contains("<text"));
    }
}
