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
    pen.text(TextRole::KeyHeading, heading);
    pen.y += mm(0.8);
    let widths: Vec<f64> = names.iter().map(|n| set.line_in(&[(TextRole::KeyText, n)]).width_pt).collect();
    let (per_column, starts) = columns(&widths, width_pt);
    let (top, mut bottom) = (pen.y, pen.y);
    for (i, (chunk, start)) in names.chunks(per_column).zip(starts).enumerate() {
        pen.y = top;
        for (j, name) in chunk.iter().enumerate() {
            entry(i * per_column + j + 1, name, start, &mut pen);
        }
        bottom = bottom.max(pen.y);
    }
    pen.y = bottom;
    pen.finish()
}

/// Names in each column, and where each column begins: as many columns, each as wide as its names, as the width holds.
fn columns(widths: &[f64], width_pt: f64) -> (usize, Vec<f64>) {
    let of = |count: usize| {
        let per_column = widths.len().div_ceil(count).max(1);
        let column = |names: &[f64]| TEXT_START_PT + names.iter().copied().fold(0.0, f64::max);
        let needed: Vec<f64> = widths.chunks(per_column).map(column).collect();
        let free = width_pt - needed.iter().sum::<f64>();
        let gap = free / (needed.len().max(2) - 1) as f64;
        let mut starts = Vec::with_capacity(needed.len());
        let mut start = 0.0;
        for column in needed {
            starts.push(start);
            start += column + gap.clamp(COLUMN_GAP_PT, mm(7.0));
        }
        (gap >= COLUMN_GAP_PT || count == 1).then_some((per_column, starts))
    };
    (1..=MOST_COLUMNS).rev().find_map(of).unwrap_or((1, vec![0.0]))
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
