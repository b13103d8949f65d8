//! Names that found no place on the map, by the numbers that stand for them there: as many columns as they need.

use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use super::{Pen, PlacedPanel};
use crate::units::mm;

const COLUMN_GAP_PT: f64 = mm(3.0);
const TEXT_START_PT: f64 = mm(4.4);
const MOST_COLUMNS: usize = 8;

/// The panel for a width; the names' numbers count from 1.
pub fn by_number(names: &[String], width_pt: f64, set: &Typesetter) -> PlacedPanel {
    let heading = set.language.named_by_number;
    let mut pen = Pen::new(set, width_pt, heading);
    for line in set.paragraph(&[(TextRole::KeyHeading, heading)], width_pt) {
        pen.line(line, 0.0, set.leading(TextRole::KeyHeading));
    }
    pen.y += mm(0.8);
    let widest = names.iter().map(|n| set.line_in(&[(TextRole::KeyText, n)]).width_pt).fold(0.0, f64::max);
    let column_pt = TEXT_START_PT + widest + COLUMN_GAP_PT;
    let columns = (((width_pt + COLUMN_GAP_PT) / column_pt) as usize).clamp(1, MOST_COLUMNS).min(names.len().max(1));
    let per_column = names.len().div_ceil(columns);
    let (top, mut bottom) = (pen.y, pen.y);
    for (i, chunk) in names.chunks(per_column.max(1)).enumerate() {
        pen.y = top;
        let start = i as f64 * width_pt.max(column_pt * columns as f64 - COLUMN_GAP_PT) / columns as f64;
        for (j, name) in chunk.iter().enumerate() {
            entry(i * per_column + j + 1, name, start, &mut pen);
        }
        bottom = bottom.max(pen.y);
    }
    pen.y = bottom;
    pen.finish()
}

fn entry(number: usize, name: &str, start: f64, pen: &mut Pen) {
    let leading = pen.set.leading(TextRole::KeyText);
    let number = pen.set.line_in(&[(TextRole::TableStrong, &number.to_string())]);
    let top = pen.y;
    pen.line(number, start, leading);
    pen.y = top;
    let room = pen.width_pt - start - TEXT_START_PT;
    for line in pen.set.paragraph(&[(TextRole::KeyText, name)], room) {
        pen.line(line, start + TEXT_START_PT, leading);
    }
}
