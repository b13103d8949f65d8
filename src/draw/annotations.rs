//! What is drawn by hand on the map: arrows, brackets, date badges, pictograms.

use super::furniture::plate;
use super::page::Pen;
use super::paths::{filled, line, ring, stroked};
use super::pictograms;
use super::sheet::Sheet;
use crate::layout::map::annotations::PlacedAnnotation;

/// A pale line under lines drawn by hand, so that they stand out from the ground.
const CASING_PT: f64 = 2.6;

/// Draws all of them.
pub fn draw(sheet: &Sheet, pen: &mut Pen) {
    pen.group("annotations", "Annotations", |pen| {
        sheet.map.annotations.iter().for_each(|annotation| one(annotation, sheet, pen));
    });
}

fn one(annotation: &PlacedAnnotation, sheet: &Sheet, pen: &mut Pen) {
    let theme = sheet.theme;
    match annotation {
        PlacedAnnotation::Arrow { shaft, head } => {
            let head = ring(head);
            pen.draw(stroked(shaft.clone(), theme.halo_interest.with_opacity(0.9), CASING_PT));
            pen.draw(stroked(head.clone(), theme.halo_interest.with_opacity(0.9), 1.6));
            pen.draw(stroked(shaft.clone(), theme.ink, theme.lines.measured));
            pen.draw(filled(head, theme.ink));
        }
        PlacedAnnotation::Bracket { line, text } => {
            pen.draw(stroked(line.clone(), theme.halo_interest.with_opacity(0.9), CASING_PT));
            pen.draw(stroked(line.clone(), theme.ink, theme.lines.measured));
            text.iter().for_each(|t| pen.text(t));
        }
        PlacedAnnotation::Date { plate: rect, text, leader } => {
            if let Some(leader) = leader {
                pen.draw(stroked(line(&[leader.p0, leader.p1]), theme.ink, 0.5));
            }
            plate(sheet, *rect, pen);
            pen.text(text);
        }
        PlacedAnnotation::Pictogram { at, pictogram } => pictograms::on_plate(*pictogram, *at, theme, pen),
    }
}
