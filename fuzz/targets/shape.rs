//! Any text set as a line, a paragraph and a balanced one, in each direction.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sitmap::color::Color;
use sitmap::text::{Direction, Fonts, Span, TextStyle};
use std::sync::OnceLock;

static FONTS: OnceLock<Fonts> = OnceLock::new();

fuzz_target!(|text: &str| {
    let fonts = FONTS.get_or_init(Fonts::bundled);
    let text: String = text.chars().take(400).collect();
    let style = TextStyle::new(8.0, Color::rgb(0));
    let width = 20.0 + text.len() as f64;
    for direction in [Direction::Ltr, Direction::Rtl, Direction::Auto] {
        if let Ok(line) = fonts.line(&text, style, direction) {
            assert!(line.width_pt.is_finite() && line.width_pt >= -1.0);
        }
        let _ = fonts.paragraph(&[Span::new(&text, style)], width, direction);
    }
    let _ = fonts.balanced(&[Span::new(&text, style)], width, Direction::Auto);
});
