//! SVG → pixels, by `resvg` with the bundled fonts and no others.

use super::compare::Picture;
use resvg::{tiny_skia, usvg};
use sitmap::export::svg::{SvgText, encode};
use sitmap::scene::Scene;
use sitmap::text::Fonts;
use std::io::Read;
use std::sync::Arc;

pub fn rasterise(scene: &Scene, fonts: &Fonts, text: &str, dpi: f64) -> Picture {
    let text = if text == "paths" { SvgText::Paths } else { SvgText::Text };
    let svg = encode(scene, fonts, text).unwrap();
    let mut options = usvg::Options::default();
    let database = Arc::make_mut(&mut options.fontdb);
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "gz") {
            let mut face = Vec::new();
            let file = std::fs::File::open(path).unwrap();
            flate2::read::GzDecoder::new(file).read_to_end(&mut face).unwrap();
            database.load_font_data(face);
        }
    }
    let tree = usvg::Tree::from_str(&svg, &options).unwrap();
    let scale = dpi / 72.0;
    let pixels = |pt: f64| (pt * scale).round() as u32;
    let (width, height) = (pixels(scene.width_pt), pixels(scene.height_pt));
    let mut pixmap = tiny_skia::Pixmap::new(width, height).unwrap();
    // Its last row and column may reach beyond the page: what isn't painted is paper, as in the PNG.
    let paper = scene.paper.unwrap_or(sitmap::color::Color::rgb(0xFFFFFF));
    pixmap.fill(tiny_skia::Color::from_rgba8(paper.r, paper.g, paper.b, 255));
    // The tree is in CSS pixels, 96 an inch.
    let to_pixels = (dpi / 96.0) as f32;
    resvg::render(&tree, tiny_skia::Transform::from_scale(to_pixels, to_pixels), &mut pixmap.as_mut());
    let rgb = pixmap.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    Picture { width, height, rgb }
}
