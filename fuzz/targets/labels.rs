//! Boxes at points, placed: none lies on another, and the same boxes get the same places.
#![no_main]

use kurbo::{Point, Rect, Size};
use libfuzzer_sys::fuzz_target;
use sitmap::layout::label::boxes::{BoxAtPoint, Model, place_boxes};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let model = [Model::Four, Model::Eight, Model::Slider][usize::from(first % 3)];
    let page = (first & 4 != 0).then(|| Rect::new(0.0, 0.0, 256.0, 256.0));
    let boxes: Vec<BoxAtPoint> = rest
        .chunks_exact(5)
        .take(200)
        .map(|b| BoxAtPoint {
            at: Point::new(f64::from(b[0]), f64::from(b[1])),
            size: Size::new(f64::from(b[2] % 64) + 0.5, f64::from(b[3] % 16) + 0.5),
            priority: f64::from(b[4] % 4),
            required: b[4] & 0x80 != 0,
        })
        .collect();
    let obstacles = [Rect::new(100.0, 100.0, 140.0, 120.0)];
    let placed = place_boxes(&boxes, model, &obstacles, page);
    let again = place_boxes(&boxes, model, &obstacles, page);
    assert_eq!(format!("{placed:?}"), format!("{again:?}"));
});
