//! Pictures of the label engine: one rule a scene, drawn small by the library itself.
//!
//! Beside its picture each scene has its rule as a condition, and all have those that hold always: no label on a label, a
//! symbol or a leader line, none outside the frame, each unplaced one with its reason.

mod map;
mod scenes;

use kurbo::Rect;
use map::{FRAME, Labelled, Map};
use scenes::SCENES;
use sitmap::export::png::paint;
use sitmap::layout::label::line_meets;
use sitmap::text::Fonts;

const DPI: f64 = 96.0;

fn labelled(fill: fn(&mut Map), fonts: &Fonts) -> Labelled {
    let mut map = Map::new(fonts);
    fill(&mut map);
    map.labelled()
}

/// What holds on every map.
fn always(labelled: &Labelled) -> Result<(), String> {
    let boxes: Vec<(Rect, Option<kurbo::Line>)> =
        labelled.labels.iter().flatten().map(|l| (l.bounds, l.leader)).collect();
    for (i, (a, leader)) in boxes.iter().enumerate() {
        if a.intersect(FRAME) != *a {
            return Err(format!("{a:?} leaves the frame"));
        }
        for (b, other) in &boxes[i + 1..] {
            let crossed = leader.is_some_and(|l| line_meets(l, *b)) || other.is_some_and(|l| line_meets(l, *a));
            if !a.intersect(*b).is_zero_area() || crossed {
                return Err(format!("{a:?} and {b:?}"));
            }
        }
    }
    let silent = labelled.labels.iter().filter_map(|l| l.as_ref().err()).find(|u| u.reason.is_empty());
    silent.map_or(Ok(()), |u| Err(format!("{} has no reason", u.id)))
}

#[test]
fn each_rule_of_the_label_engine_is_seen() {
    let fonts = Fonts::bundled();
    let mut wrong = Vec::new();
    for (name, fill, rule) in SCENES {
        let labelled = labelled(*fill, &fonts);
        let name = format!("label/{name}");
        wrong.extend(always(&labelled).err().map(|e| format!("{name}: {e}")));
        let (width, height, rgb) = paint(&labelled.scene, &fonts, DPI).unwrap();
        let actual = super::compare::Picture { width: width.into(), height: height.into(), rgb };
        wrong.extend(super::compare::with_expected(&name, &actual).err());
        let kept = std::panic::catch_unwind(|| rule(&labelled)).unwrap_or(false);
        if !kept {
            let places: Vec<String> =
                labelled.labels.iter().map(|l| format!("{:?}", l.as_ref().map(|l| l.bounds))).collect();
            wrong.push(format!("{name}: its rule does not hold: {places:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
