//! Any bytes as a user's font, with which a text is set, drawn, and embedded in SVG and PDF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sitmap::color::Color;
use sitmap::export::{pdf, svg};
use sitmap::scene::{Item, Placement, Scene, Text};
use sitmap::text::{Direction, Fonts, TextStyle};

/// Characters that the bundled faces lack, so that the user's is asked.
const TEXT: &str = "😀가あ字";

fuzz_target!(|bytes: &[u8]| {
    let mut fonts = Fonts::bundled();
    if fonts.add("theirs.ttf", bytes.to_vec()).is_err() {
        return;
    }
    let style = TextStyle::new(8.0, Color::rgb(0));
    let Ok(line) = TEXT.chars().find_map(|c| fonts.line(&c.to_string(), style, Direction::Auto).ok()).ok_or(()) else {
        return;
    };
    let text = Text { line, placement: Placement::Straight(kurbo::Affine::translate((10.0, 20.0))), halo: None };
    let scene = Scene { width_pt: 100.0, height_pt: 100.0, items: vec![Item::Text(text)], ..Scene::default() };
    let _ = svg::encode(&scene, &fonts, svg::SvgText::Embed);
    let _ = pdf::encode(&scene, &fonts, &[]);
});
