//! Boxes at random points of a page, and the labels of a map with leader lines.

use criterion::{Criterion, criterion_group, criterion_main};
use kurbo::{Point, Rect, Size};
use sitmap::color::Color;
use sitmap::layout::label::boxes::{BoxAtPoint, Model, place_boxes};
use sitmap::layout::label::{Anchor, LabelRequest, Obstacles, place};
use sitmap::text::{Direction, Fonts, TextStyle};
use std::hint::black_box;

/// Points spread over a page, the same every time.
fn points(n: u32, width: f64, height: f64) -> Vec<Point> {
    let spread = |i: u32, step: f64| (f64::from(i * i % 7_919 + i) * step).fract();
    (1..=n).map(|i| Point::new(width * spread(i, 0.754_877_666), height * spread(i, 0.569_840_291))).collect()
}

fn boxes(n: u32, width: f64, height: f64) -> Vec<BoxAtPoint> {
    let size = Size::new(30.0, 7.0);
    points(n, width, height).into_iter().map(|at| BoxAtPoint { at, size, priority: 0.0, required: false }).collect()
}

fn labels(c: &mut Criterion) {
    let mut group = c.benchmark_group("labels");
    group.sample_size(10);
    for n in [250, 500, 750, 1_000] {
        let boxes = boxes(n, 792.0, 612.0);
        group.bench_function(format!("{n} boxes on 792 × 612, four places"), |b| {
            b.iter(|| black_box(place_boxes(&boxes, Model::Four, &[], None)))
        });
    }
    let many = boxes(10_000, 3_960.0, 3_060.0);
    group.bench_function("10,000 boxes on 3,960 × 3,060, four places", |b| {
        b.iter(|| black_box(place_boxes(&many, Model::Four, &[], None)))
    });
    let fonts = Fonts::bundled();
    let line = fonts.line("Khan Sheikhoun", TextStyle::new(7.0, Color::rgb(0)), Direction::Auto).expect("Latin");
    let frame = Rect::new(0.0, 0.0, 595.0, 842.0);
    for n in [220, 1_000, 10_000] {
        let requests: Vec<LabelRequest> = points(n, 595.0, 842.0)
            .into_iter()
            .map(|at| LabelRequest {
                id: format!("{at:?}"),
                lines: vec![line.clone()],
                leading_pt: 8.0,
                anchor: Anchor::Symbol { at, radius_pt: 2.0 },
                priority: 0.0,
                leader: true,
                halo: None,
            })
            .collect();
        group.bench_function(format!("{n} labels with leader lines on A4"), |b| {
            b.iter(|| {
                let mut obstacles = Obstacles::new(frame);
                let symbol =
                    |r: &LabelRequest| r.anchor.mark().map(|(at, r)| Rect::from_center_size(at, (2.0 * r, 2.0 * r)));
                requests.iter().filter_map(symbol).for_each(|s| obstacles.add_symbol(s));
                black_box(place(&requests, &mut obstacles, frame))
            })
        });
    }
    group.finish();
}

criterion_group!(benches, labels);
criterion_main!(benches);
