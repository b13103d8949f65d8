//! How many incidents in which group, and how many people killed as claimed: bars one below the other, drawn by Plotters.
//!
//! Each group has its name, a bar of incidents and, where somebody gives numbers, one of people killed: full up to the sum of the lowest claims, light up to that
//! of the highest. The greatest groups stand first; what the others hold, and what is in none, is told below.

use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::super::typesetter::{Typesetter, grouped};
use super::{Chart, Pen, PlacedPanel};
use crate::aggregate::{Breakdown, Tally};
use crate::color::Color;
use crate::data::incident::Kind;
use crate::units::mm;
use kurbo::{Point, Rect};

const BAR_PT: f64 = mm(2.6);
/// Share of the width that names have.
const NAMES: f64 = 0.42;

/// The panel of groups.
pub fn by_group(groups: &Breakdown, heading: &str, width_pt: f64, set: &Typesetter) -> PlacedPanel {
    let words = set.language.summed;
    let mut pen = Pen::new(set, width_pt, heading);
    pen.text(TextRole::KeyHeading, heading);
    let killed = groups.groups.iter().any(|(_, t)| t.killed_known() > 0);
    if killed {
        pen.text(TextRole::KeyText, words.killed_by_time);
    }
    pen.y += mm(0.8);
    let most = |value: fn(&Tally) -> u64| groups.groups.iter().map(|(_, t)| value(t)).max().unwrap_or(0).max(1);
    let (events, people) = (most(|t| t.events), most(|t| t.killed_max));
    for (name, tally) in &groups.groups {
        let top = pen.y;
        for line in set.paragraph(&[(TextRole::Table, name)], width_pt * NAMES) {
            pen.line(line, 0.0, set.leading(TextRole::Table));
        }
        let after_name = pen.y;
        pen.y = top + mm(0.3);
        bar((tally.events, tally.events), events, &grouped(tally.events), set.theme.second_ink, &mut pen);
        if killed {
            let known = tally.killed_known() > 0;
            let (low, high) = (grouped(tally.killed_min), grouped(tally.killed_max));
            let text = match (known, low == high) {
                (false, _) => set.language.not_reported.to_owned(),
                (true, true) => low,
                (true, false) => format!("{low}–{high}"),
            };
            let range = if known { (tally.killed_min, tally.killed_max) } else { (0, 0) };
            bar(range, people, &text, set.theme.kind(Some(Kind::Airstrike)), &mut pen);
        }
        pen.y = pen.y.max(after_name) + mm(0.7);
    }
    let unknown: u64 = groups.groups.iter().map(|(_, t)| t.killed_unknown).sum();
    if killed && unknown > 0 {
        pen.text(TextRole::TableSecond, &(words.killed)(unknown));
    }
    let (count, others) = &groups.others;
    if *count > 0 {
        pen.text(TextRole::TableSecond, &(words.more_groups)(*count, others.events));
    }
    if groups.beside.events > 0 {
        pen.text(TextRole::TableSecond, &(words.beside_groups)(groups.beside.events));
    }
    pen.y += mm(0.6);
    pen.finish()
}

/// A bar with its number at its end; the number always has room.
fn bar(range: (u64, u64), greatest: u64, text: &str, color: Color, pen: &mut Pen) {
    let set = pen.set;
    let number = set.line_in(&[(TextRole::Degrees, text)]);
    let left = pen.width_pt * NAMES + mm(1.5);
    let widest = set.line_in(&[(TextRole::Degrees, "00\u{202f}000–00\u{202f}000")]).width_pt.max(number.width_pt);
    let width = (pen.width_pt - left - widest - mm(1.0)).max(mm(4.0));
    let x = pen.x(left, width);
    let rect = Rect::new(x, pen.y, x + width, pen.y + BAR_PT);
    let reach = width * range.1 as f64 / greatest as f64;
    let start = pen.x(left + reach + mm(0.8), number.width_pt);
    let baseline = rect.center().y + (number.ascent_pt - number.descent_pt) / 2.0 * 0.92;
    pen.panel.texts.push(PlacedLine::new(number, Point::new(start, baseline)));
    let mirrored = set.language.rtl;
    pen.panel.charts.push(Chart { rect, bars: vec![range], greatest, color, mirrored, sideways: true });
    pen.y = rect.y1 + mm(0.25);
}
