//! How many incidents when, and how many people killed as claimed: bars along time, drawn by Plotters.
//!
//! A bar of people killed is full up to the sum of the lowest claims and light up to that of the highest. What has no month, or a less precise one, is
//! in no bar, and is told below.

use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::super::typesetter::{Typesetter, grouped};
use super::{Chart, Pen, PlacedPanel};
use crate::aggregate::{Tally, Timeline};
use crate::data::incident::Kind;
use crate::units::mm;
use kurbo::{Line, Point, Rect};

const HEIGHT_PT: f64 = mm(15.0);

/// The panel of a timeline.
pub fn by_time(timeline: &Timeline, heading: Option<&str>, width_pt: f64, set: &Typesetter) -> PlacedPanel {
    let words = set.language.summed;
    let made = (words.by_time)(timeline.by_month);
    let mut pen = Pen::new(set, width_pt, heading.unwrap_or(made));
    pen.text(TextRole::KeyHeading, heading.unwrap_or(made));
    let theme = set.theme;
    // Both charts begin under each other.
    let greatest = |value: fn(&Tally) -> u64| timeline.steps.iter().map(value).max().unwrap_or(0).max(1);
    let width = |n: u64| set.line_in(&[(TextRole::Degrees, &grouped(round_below(n)))]).width_pt;
    let numbers_pt = width(greatest(|t| t.events)).max(width(greatest(|t| t.killed_max)));
    chart(timeline, &|t| (t.events, t.events), numbers_pt, theme.second_ink, &mut pen);
    if timeline.steps.iter().any(|t| t.killed_known() > 0) {
        pen.text(TextRole::KeyText, words.killed_by_time);
        let color = theme.kind(Some(Kind::Airstrike));
        chart(timeline, &|t| (t.killed_min, t.killed_max), numbers_pt, color, &mut pen);
        let unknown: u64 = timeline.steps.iter().map(|t| t.killed_unknown).sum();
        if unknown > 0 {
            pen.text(TextRole::TableSecond, &(words.killed)(unknown));
        }
    }
    if timeline.beside.events > 0 {
        let told = (words.beside_time)(timeline.by_month, timeline.beside.events);
        pen.text(TextRole::TableSecond, &told);
    }
    pen.y += mm(0.6);
    pen.finish()
}

/// One chart: axis below, a line at a round number above, years under their beginnings.
fn chart(
    timeline: &Timeline,
    value: &dyn Fn(&Tally) -> (u64, u64),
    numbers_pt: f64,
    color: crate::color::Color,
    pen: &mut Pen,
) {
    let set = pen.set;
    let bars: Vec<(u64, u64)> = timeline.steps.iter().map(value).collect();
    let greatest = bars.iter().map(|b| b.1).max().unwrap_or(0).max(1);
    let tick = round_below(greatest);
    let number = set.line_in(&[(TextRole::Degrees, &grouped(tick))]);
    let top = pen.y + mm(1.2);
    let (left, width) = (numbers_pt + mm(1.2), pen.width_pt - numbers_pt - mm(1.2));
    let x = pen.x(left, width);
    let rect = Rect::new(x, top, x + width, top + HEIGHT_PT);
    let y = |n: u64| rect.y1 - rect.height() * n as f64 / greatest as f64;
    let rule = |y: f64| Line::new(Point::new(rect.x0, y), Point::new(rect.x1, y));
    pen.panel.rules.push((rule(y(tick)), set.theme.rule, 0.4));
    pen.panel.rules.push((rule(rect.y1), set.theme.second_ink, 0.5));
    let at = pen.x(0.0, number.width_pt);
    let lift = number.ascent_pt * 0.36;
    pen.panel.texts.push(PlacedLine::new(number, Point::new(at, y(tick) + lift)));
    years(timeline, rect, pen);
    pen.panel.charts.push(Chart { rect, bars, greatest, color, mirrored: set.language.rtl, sideways: false });
    pen.y = rect.y1 + set.leading(TextRole::Degrees) + mm(0.8);
}

/// Years under the axis, as many as have room.
fn years(timeline: &Timeline, rect: Rect, pen: &mut Pen) {
    let set = pen.set;
    let pitch = rect.width() / timeline.steps.len() as f64;
    let along = |step: f64| if set.language.rtl { rect.x1 - step * pitch } else { rect.x0 + step * pitch };
    let starts: Vec<(usize, i32)> =
        (0..timeline.steps.len()).filter_map(|step| Some((step, timeline.year_at(step)?))).collect();
    // Where no year begins within it, the first step tells its year.
    let starts = if starts.is_empty() { vec![(0, timeline.first.0)] } else { starts };
    let line = |year: i32| set.line_in(&[(TextRole::Degrees, &year.to_string())]);
    let needed = line(2000).width_pt + mm(1.0);
    let apart = if timeline.by_month { 12.0 * pitch } else { pitch };
    let every = (libm::ceil(needed / apart) as usize).max(1);
    for (index, (step, year)) in starts.iter().enumerate() {
        let begin = along(*step as f64);
        let tick = Line::new(Point::new(begin, rect.y1), Point::new(begin, rect.y1 + mm(0.8)));
        pen.panel.rules.push((tick, set.theme.second_ink, 0.5));
        let text = line(*year);
        // A year's bar has its year under its middle; a year of months begins at its tick.
        let begin = if timeline.by_month { begin } else { along(*step as f64 + 0.5) };
        let aside = if timeline.by_month { f64::from(u8::from(set.language.rtl)) } else { 0.5 };
        let left = (begin - aside * text.width_pt).clamp(0.0, pen.width_pt - text.width_pt);
        let fits = if !timeline.by_month {
            true
        } else if set.language.rtl {
            begin - text.width_pt >= rect.x0 - 1.0
        } else {
            begin + text.width_pt <= rect.x1 + 1.0
        };
        if index % every == 0 && (fits || starts.len() == 1) {
            let baseline = rect.y1 + mm(0.6) + set.leading(TextRole::Degrees) * 0.75;
            pen.panel.texts.push(PlacedLine::new(text, Point::new(left, baseline)));
        }
    }
}

/// The greatest of 1, 2, 5, 10 … that is no more.
fn round_below(number: u64) -> u64 {
    let mut decade = 1_u64;
    while decade.checked_mul(10).is_some_and(|d| d <= number) {
        decade *= 10;
    }
    [5, 2, 1].into_iter().map(|m| m * decade).find(|n| *n <= number).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::round_below;

    #[test]
    fn the_line_is_at_a_round_number() {
        assert_eq!([1, 4, 5, 99, 1_000, 2_345].map(round_below), [1, 2, 5, 50, 1_000, 2_000]);
    }
}
