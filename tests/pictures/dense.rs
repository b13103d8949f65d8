//! Dense maps that nobody drew by hand: the largest towns of the Ruhr and of the Nile delta as incidents, two coasts
//! with towns that read from the sea, and a country in two scripts, each on a column of 89 mm and on A4.
//!
//! Pictures are approved by eye; boxes of texts and symbols are checked here, whatever the picture.

use super::{compare, folder};
use sitmap::export::png::paint;
use sitmap::pipeline::{Composition, Glyphs, compose};
use sitmap::spec::{ExtentSpec, Figure, LayerSpec, PageSize};
use sitmap::text::Fonts;

const DPI: f64 = 96.0;

fn on(page: &str) -> Figure {
    Figure { page: PageSize::parse(page).unwrap(), ..Figure::default() }
}

/// The towns of a file as incidents.
fn towns(file: &str, page: &str, lang: &str) -> Figure {
    Figure { incidents: Some(format!("{file}.geojson")), lang: lang.to_owned(), ..on(page) }
}

/// The towns of a file as a layer with names.
fn coast(file: &str, page: &str) -> Figure {
    let layer = LayerSpec { file: format!("{file}.geojson"), names: Some("name".to_owned()), ..LayerSpec::default() };
    Figure { layers: vec![layer], ..on(page) }
}

/// A country without incidents: its name, its rivers, its towns.
fn syria(page: &str, lang: &str, second: Option<&str>) -> Figure {
    let extent = ExtentSpec::Box([35.3, 32.2, 42.6, 37.5]);
    Figure { extent: Some(extent), lang: lang.to_owned(), second_lang: second.map(str::to_owned), ..on(page) }
}

fn figures() -> Vec<(&'static str, Figure)> {
    let (column, sheet) = ("nature-single", "a4-portrait");
    vec![
        ("ruhr-89mm", towns("ruhr", column, "en")),
        ("ruhr-a4", towns("ruhr", sheet, "en")),
        ("nile-delta-89mm", towns("nile-delta", column, "en")),
        ("nile-delta-a4", towns("nile-delta", sheet, "en")),
        ("nile-delta-arabic-89mm", towns("nile-delta", column, "ar")),
        ("nile-delta-arabic-a4", towns("nile-delta", sheet, "ar")),
        ("dalmatia-89mm", coast("dalmatia", column)),
        ("dalmatia-a4", coast("dalmatia", sheet)),
        ("norway-89mm", coast("norway", column)),
        ("norway-a4", coast("norway", sheet)),
        ("syria-a4", syria("a4-landscape", "en", None)),
        ("syria-arabic-a4", syria("a4-landscape", "ar", None)),
        ("syria-two-scripts-89mm", syria(column, "en", Some("ar"))),
    ]
}

fn composed(figure: &Figure, fonts: &Fonts) -> Composition {
    let root = folder("../fixtures/dense");
    compose(figure, &root, fonts, Glyphs::FallBack).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn dense_maps_look_as_they_were_approved() {
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    for (name, figure) in figures() {
        let composition = composed(&figure, &fonts);
        wrong.extend(overlaps(&composition).into_iter().map(|o| format!("{name}: {o}")));
        let (width, height, rgb) = paint(&composition.scene, &fonts, DPI).unwrap();
        let actual = compare::Picture { width: width.into(), height: height.into(), rgb };
        wrong.extend(compare::with_expected(&format!("dense/{name}"), &actual).err());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Level texts that lie on each other or on a symbol. Boxes of texts along curves are larger than these.
fn overlaps(composition: &Composition) -> Vec<String> {
    let report = &composition.report;
    let level: Vec<_> = report.labels.iter().filter(|l| l.placed && l.angle == 0.0).collect();
    let meet = |a: [f64; 4], b: [f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    let mut found = Vec::new();
    for (i, a) in level.iter().enumerate() {
        let others = level[i + 1..].iter().filter(|b| meet(a.bounds, b.bounds));
        found.extend(others.map(|b| format!("“{}” lies on “{}”", a.text, b.text)));
        let symbols = report.symbols.iter().filter(|s| meet(a.bounds, s.bounds));
        found.extend(symbols.map(|s| format!("“{}” lies on the symbol of {}", a.text, s.id)));
    }
    found
}

/// Every incident is named on the map, stands for itself by a number, or is told with a reason.
#[test]
fn no_name_is_lost() {
    let fonts = Fonts::bundled();
    for (file, page) in [("ruhr", "nature-single"), ("nile-delta", "nature-single"), ("ruhr", "a4-portrait")] {
        let composition = composed(&towns(file, page, "en"), &fonts);
        let told = composition.warnings.iter().map(|w| w.message.clone()).collect::<String>();
        let text = std::fs::read_to_string(folder("../fixtures/dense").join(format!("{file}.geojson"))).unwrap();
        let names = text.split("\"name\": \"").skip(1).map(|rest| rest.split('"').next().unwrap());
        for name in names {
            let labels = &composition.report.labels;
            let shown = labels.iter().any(|l| l.placed && (l.text == name || l.stands_for.as_deref() == Some(name)));
            let reason = labels.iter().any(|l| !l.placed && l.text == name && l.reason.is_some());
            assert!(shown || (reason && told.contains(name)), "{file} on {page}: {name}");
        }
    }
}
