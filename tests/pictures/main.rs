//! Pictures of small scenes, held against those that were looked at; and PNG against SVG.
//!
//! A scene is a spec in `scenes/`, its picture is `expected/NAME.png`. When it differs, `target/pictures/` holds
//! `NAME.expected.png`, `NAME.difference.png` and `NAME.actual.png`: open them. `SITMAP_BLESS=1` takes the new pictures,
//! to be looked at before they are committed.

mod compare;
mod dense;
mod drawn;
mod evil;
mod labels;
mod subjects;
mod svg;

use sitmap::export::png::paint;
use sitmap::pipeline::{Composition, Glyphs, compose};
use sitmap::scene::Scene;
use sitmap::spec::{BUILTIN, parse};
use sitmap::text::Fonts;
use std::path::PathBuf;

const SCENES: &[&str] = &[
    "symbols",
    "places",
    "labels",
    "measured",
    "fiji",
    "places_ar",
    "river-name-along-its-course",
    "name-along-a-strip",
    "name-along-a-long-country",
    "name-along-a-narrow-sea",
];
const DPI: f64 = 120.0;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name)
}

/// A scene of this folder.
fn scene(name: &str, fonts: &Fonts) -> Composition {
    let file = format!("{name}.toml");
    let text = std::fs::read_to_string(folder("scenes").join(&file)).unwrap();
    let figure = parse(&file, &text).unwrap();
    compose(&figure, &folder("scenes"), fonts, Glyphs::Required).unwrap()
}

/// The scenes of this folder, and those that are drawn without a map.
fn scenes(fonts: &Fonts) -> Vec<(String, Scene)> {
    let mut all: Vec<(String, Scene)> = SCENES.iter().map(|n| ((*n).to_owned(), scene(n, fonts).scene)).collect();
    all.push(("arabic-along-a-curve".to_owned(), drawn::arabic_along_a_curve(fonts)));
    all
}

/// A built-in figure.
fn builtin(name: &str, text: &str, fonts: &Fonts) -> Composition {
    compose(&parse(name, text).unwrap(), &folder(""), fonts, Glyphs::Required).unwrap()
}

#[test]
fn small_scenes_look_as_they_were_approved() {
    let fonts = Fonts::bundled();
    let wrong: Vec<String> = scenes(&fonts)
        .iter()
        .filter_map(|(name, scene)| {
            let (width, height, rgb) = paint(scene, &fonts, DPI).unwrap();
            let actual = compare::Picture { width: width.into(), height: height.into(), rgb };
            compare::with_expected(name, &actual).err()
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The two exporters show the same picture: pixels of our PNG against `resvg`'s of our SVG.
#[test]
fn png_and_svg_show_the_same() {
    let fonts = Fonts::bundled();
    let figures = BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), builtin(name, text, &fonts).scene));
    for (name, scene) in figures.chain(scenes(&fonts)) {
        let (width, height, rgb) = paint(&scene, &fonts, DPI).unwrap();
        let png = compare::Picture { width: width.into(), height: height.into(), rgb };
        // Outlines: nothing but anti-aliasing may differ. Text: the other program shapes and hints by itself.
        for (text, most_share, most_mean, most_block) in [("paths", 0.002, 2.2, 9.0), ("text", 0.002, 2.2, 10.0)] {
            let svg = svg::rasterise(&scene, &fonts, text, DPI);
            let (share, mean) = compare::unlike(&png, &svg);
            let block = compare::worst_block(&png, &svg);
            let same = share <= most_share && mean <= most_mean && block <= most_block;
            if !same {
                compare::write(&format!("{name}-svg-{text}"), &png, &svg);
            }
            println!("{name} {text} {share:.4} {mean:.2} {block:.1}");
            assert!(
                same,
                "{name}, text as {text}: {share:.4} of the pixels differ, mean {mean:.2}, a block {block:.1}"
            );
        }
    }
}

#[test]
fn a_changed_pixel_is_seen() {
    let picture = compare::Picture { width: 2, height: 1, rgb: vec![0, 0, 0, 255, 255, 255] };
    let mut other = picture.clone();
    assert!(compare::unlike(&picture, &other).0 == 0.0);
    other.rgb[0] = 200;
    assert!(compare::unlike(&picture, &other).0 > 0.4);
}
