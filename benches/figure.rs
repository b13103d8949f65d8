//! One figure, stage by stage: an A4 sheet of 220 incidents, all to be named.
//!
//! Composing is reading, measuring, layout and drawing; then come pixels and files. Unpacking of the base map happens once
//! a process and is not in these times: for a whole process time `sitmap map`.

use criterion::{Criterion, criterion_group, criterion_main};
use sitmap::export::{png, svg};
use sitmap::pipeline::{Glyphs, compose};
use sitmap::spec::{Figure, PageSize};
use sitmap::text::Fonts;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

/// Incidents in a belt of Anatolia, spread by the golden ratio, with names of usual length.
fn incidents(count: u32) -> String {
    let names = ["Kafr Takharim", "Binnish", "Saraqib", "Khan Sheikhoun", "Ariha", "Maarrat Misrin", "Balyun"];
    let mut text = String::from("{\"type\": \"FeatureCollection\", \"features\": [");
    for i in 0..count {
        let (a, b) = ((f64::from(i) * 0.618_034).fract(), (f64::from(i) + 0.5) / f64::from(count));
        let (lon, lat) = (33.0 + 4.5 * a, 36.6 + 5.0 * b);
        let comma = if i == 0 { "" } else { "," };
        let name = names[i as usize % names.len()];
        let _ = write!(
            text,
            "{comma}\n{{\"type\": \"Feature\", \"id\": \"i{i}\", \"properties\": {{\"name\": \"{name}\"}}, \
             \"geometry\": {{\"type\": \"Point\", \"coordinates\": [{lon:.4}, {lat:.4}]}}}}"
        );
    }
    text + "\n]}"
}

fn figure(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    std::fs::write(folder.join("incidents.geojson"), incidents(220)).expect("the target folder can be written to");
    let page = PageSize::parse("a4-portrait").expect("a preset");
    let figure = Figure { incidents: Some("incidents.geojson".to_owned()), page, ..Figure::default() };
    let fonts = Fonts::bundled();
    let made = compose(&figure, folder, &fonts, Glyphs::FallBack).expect("the figure can be made");
    let placed = made.report.labels.iter().filter(|l| l.placed).count();
    println!("{placed} of {} texts have a place", made.report.labels.len());
    let mut group = c.benchmark_group("A4 with 220 incidents");
    group.sample_size(10);
    group.bench_function("compose: read, measure, lay out, draw", |b| {
        b.iter(|| black_box(compose(&figure, folder, &fonts, Glyphs::FallBack)))
    });
    group.bench_function("paint at 300 dpi", |b| b.iter(|| black_box(png::paint(&made.scene, &fonts, 300.0))));
    group.bench_function("PNG at 300 dpi, fast", |b| {
        b.iter(|| black_box(png::encode(&made.scene, &fonts, 300.0, png::PngEffort::Fast)))
    });
    group.bench_function("SVG", |b| b.iter(|| black_box(svg::encode(&made.scene, &fonts, svg::SvgText::Embed))));
    group.finish();
}

criterion_group!(benches, figure);
criterion_main!(benches);
