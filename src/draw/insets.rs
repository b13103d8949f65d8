//! Insets: where each lies on the main map, and their own maps over it or beside it.

use super::page::{Pen, map};
use super::paths::{filled, ring, stroked};
use super::sheet::Sheet;
use super::{furniture, ground};
use crate::layout::Layout;
use crate::layout::inset::Inset;
use crate::layout::label::PlacedLine;
use crate::scene::Role;
use kurbo::Rect;

/// Paper around an inset, so that it doesn't run into the map under it.
const MARGIN_PT: f64 = 1.6;

/// A letter, dark on light as the frames are.
fn badge(layout: &Layout, rect: Rect, letter: &PlacedLine, pen: &mut Pen) {
    pen.draw(filled(ground::rect(rect), layout.theme.plate));
    pen.draw(stroked(ground::rect(rect), layout.theme.ink, layout.theme.lines.frame));
    pen.text(letter);
}

/// The frames of the insets on the main map.
pub fn marks(layout: &Layout, pen: &mut Pen) {
    pen.group("inset-frames", "Frames of insets", |pen| {
        for mark in &layout.inset_marks {
            let outline = ring(&mark.outline);
            pen.draw(stroked(outline.clone(), layout.theme.halo_interest.with_opacity(0.8), 2.4));
            pen.draw(stroked(outline, layout.theme.ink, 0.8));
            badge(layout, mark.badge, &mark.letter, pen);
        }
    });
}

/// All insets.
pub fn draw(layout: &Layout, pen: &mut Pen) {
    layout.insets.iter().for_each(|inset| one(layout, inset, pen));
}

fn one(layout: &Layout, inset: &Inset, pen: &mut Pen) {
    let rect = inset.map.frame.rect;
    let sheet = Sheet::of(layout, &inset.map, inset.relief.as_deref());
    let id = format!("inset-{}", inset.index + 1);
    pen.prefixed(&format!("{id}-"), |pen| {
        pen.layer(Role::Picture, "all", &format!("Inset {}", inset.letter), |pen| {
            let margin = rect.inflate(MARGIN_PT, MARGIN_PT);
            pen.draw(filled(ground::rect(margin), layout.theme.paper));
            map(&sheet, |_| {}, pen);
            furniture::on_map(&sheet, pen);
            furniture::north_arrow(&sheet, pen);
            pen.draw(stroked(ground::rect(rect), layout.theme.frame, layout.theme.lines.frame));
            let heading = &inset.heading;
            if let Some(plate) = heading.plate {
                pen.draw(filled(ground::rect(plate), layout.theme.plate));
                pen.draw(stroked(ground::rect(plate), layout.theme.plate_edge, layout.theme.lines.plate_edge));
            }
            badge(layout, heading.badge, &heading.letter, pen);
            heading.title.iter().for_each(|t| pen.text(t));
        });
    });
}
