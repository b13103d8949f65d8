//! Who says how many were killed: a row a claim, oldest first, each on one axis.
//!
//! A dot is a number, a dot and an open dot a range, a bar that fades means "at least". Claims that the file leaves out
//! of the range (`left_out`) are not shown. Everything is the claim of the one named.

use super::super::label::PlacedLine;
use super::super::language::Language;
use super::super::theme::TextRole;
use super::super::typesetter::{Typesetter, thousands};
use super::{Mark, Pen, PlacedPanel};
use crate::data::incident::{CountClaim, Incident};
use crate::units::mm;
use kurbo::{Line, Point};

/// What a claim says, in words and numbers: `over 34`, `78–105`, `60 or more`, `about 90`.
pub fn value(claim: &CountClaim, words: &Language) -> Option<String> {
    let over = claim.text.as_deref().is_some_and(|t| t.contains("over ") || t.contains("more than "));
    let about = |number: String| if claim.about { format!("{}\u{a0}{number}", words.about) } else { number };
    match (claim.min, claim.max) {
        (Some(a), Some(b)) if a == b => Some(about(thousands(a))),
        (Some(a), Some(b)) => Some(format!("{}–{}", thousands(a), thousands(b))),
        (Some(a), None) if over && a > 0 => Some((words.said_over)(a - 1)),
        (Some(a), None) => Some((words.at_least)(a)),
        (None, Some(b)) => Some((words.at_most)(b)),
        (None, None) => None,
    }
}

/// What is counted, after the number. Units are plurals (`fighters`): after one it stands in brackets.
pub fn unit(claim: &CountClaim, unit: &str) -> String {
    if claim.max == Some(1) { format!(" ({unit})") } else { format!(" {unit}") }
}

/// The same in the little room of a chart: `60+` for "60 or more".
fn short_value(claim: &CountClaim, set: &Typesetter) -> Option<String> {
    let long = value(claim, set.language)?;
    match (claim.min, claim.max) {
        (Some(a), None) if long == (set.language.at_least)(a) => Some(format!("{}+", thousands(a))),
        _ => Some(long),
    }
}

/// The panel for one incident. `cite` gives the number of a source.
pub fn claims(
    incident: &Incident,
    heading: &str,
    width_pt: f64,
    cite: &dyn Fn(&str) -> Option<usize>,
    set: &Typesetter,
) -> PlacedPanel {
    let mut pen = Pen::new(set, width_pt, heading);
    let shown = oldest_first(incident);
    headings(heading, &shown, &mut pen);
    let values: Vec<String> = shown.iter().filter_map(|c| short_value(c, set)).collect();
    let value_width = values.iter().map(|v| set.line_in(&[(TextRole::TableStrong, v)]).width_pt).fold(0.0, f64::max);
    let widest =
        shown.iter().map(|c| set.line_in(&[(TextRole::Table, &said_by(c, cite))]).width_pt).fold(0.0, f64::max);
    let label_width = (width_pt * 0.45).min(widest + mm(0.6));
    let axis = Axis {
        from: label_width + mm(1.6),
        to: width_pt - value_width - mm(3.0),
        greatest: shown.iter().filter_map(|c| c.max.max(c.min)).max().unwrap_or(0),
    };
    let ticks = axis.numbered(&mut pen);
    let top = pen.y;
    for (claim, value) in shown.iter().zip(&values) {
        row(claim, value, label_width, &axis, cite, &mut pen);
    }
    for tick in ticks {
        let x = axis.x(&pen, tick);
        pen.panel.rules.push((Line::new(Point::new(x, top), Point::new(x, pen.y)), set.theme.rule, 0.5));
    }
    pen.y += mm(0.6);
    pen.finish()
}

/// The claims that are shown; one without a date comes last, those of one day keep the file's order.
fn oldest_first(incident: &Incident) -> Vec<&CountClaim> {
    let counted = |c: &&CountClaim| c.left_out.is_none() && (c.min.is_some() || c.max.is_some());
    let mut shown: Vec<&CountClaim> = incident.killed.iter().filter(counted).collect();
    shown.sort_by_key(|c| c.as_of.clone().unwrap_or_else(|| "~".to_owned()));
    shown
}

/// The heading, and how the chart is read.
fn headings(heading: &str, shown: &[&CountClaim], pen: &mut Pen) {
    let (set, words) = (pen.set, pen.set.language);
    pen.line(set.line_in(&[(TextRole::KeyHeading, heading)]), 0.0, set.leading(TextRole::KeyHeading));
    let fades = shown.iter().any(|c| c.min.is_some() && c.max.is_none());
    let fading = if fades { format!("{}{}", words.semicolon, words.fading_bar) } else { String::new() };
    let how = format!("{}{fading}", words.oldest_first);
    for line in set.paragraph(&[(TextRole::TableSecond, &how)], pen.width_pt) {
        pen.line(line, 0.0, set.leading(TextRole::Table));
    }
}

/// From 0 to the greatest claim, between two distances from the side where reading begins.
struct Axis {
    from: f64,
    to: f64,
    greatest: u32,
}

impl Axis {
    fn x(&self, pen: &Pen, number: u32) -> f64 {
        let along = self.from + (self.to - self.from) * f64::from(number) / f64::from(self.greatest.max(1));
        if pen.set.language.rtl { pen.width_pt - along } else { along }
    }

    /// Writes the numbers of the axis; those that it has.
    fn numbered(&self, pen: &mut Pen) -> Vec<u32> {
        let (set, leading) = (pen.set, pen.set.leading(TextRole::Table));
        let mut ticks = axis_ticks(self.greatest);
        let number = |tick: &u32| set.line_in(&[(TextRole::Degrees, &tick.to_string())]);
        // An axis that is too short for its numbers has the first and the last.
        let wide = ticks.iter().map(|t| number(t).width_pt).fold(0.0, f64::max) + mm(0.8);
        if ticks.windows(2).any(|t| (self.x(pen, t[1]) - self.x(pen, t[0])).abs() < wide) && ticks.len() > 2 {
            ticks.remove(1);
        }
        for tick in &ticks {
            let line = number(tick);
            let x = self.x(pen, *tick) - line.width_pt / 2.0;
            pen.panel.texts.push(PlacedLine::new(line, Point::new(x, pen.y + leading * 0.7)));
        }
        pen.y += leading;
        ticks
    }
}

/// Round numbers on the axis: 0 and one or two more.
fn axis_ticks(greatest: u32) -> Vec<u32> {
    let decades = (0..9).map(|d| 10_u32.pow(d));
    let steps = decades.flat_map(|d| [d, 2 * d, 5 * d]);
    let step = steps.take_while(|s| *s <= greatest / 2).last().unwrap_or(1);
    (0..=2).map(|i| i * step).filter(|t| *t <= greatest).collect()
}

/// Who says it, with the number of the source.
fn said_by(claim: &CountClaim, cite: &dyn Fn(&str) -> Option<usize>) -> String {
    let who = claim.said_by.as_deref().unwrap_or("—");
    match claim.source.as_deref().and_then(cite) {
        Some(number) => format!("{who}\u{a0}[{number}]"),
        None => who.to_owned(),
    }
}

fn row(
    claim: &CountClaim,
    value: &str,
    label_width: f64,
    axis: &Axis,
    cite: &dyn Fn(&str) -> Option<usize>,
    pen: &mut Pen,
) {
    let set = pen.set;
    let who = said_by(claim, cite);
    let lines = set.paragraph(&[(TextRole::Table, &who)], label_width);
    let leading = set.leading(TextRole::Table);
    let top = pen.y;
    for line in lines {
        pen.line(line, 0.0, leading);
    }
    let height = (pen.y - top).max(mm(3.6));
    let middle = top + height / 2.0;
    pen.line_at_end(set.line_in(&[(TextRole::TableStrong, value)]), middle - leading / 2.0, leading);
    pen.y = top + height + mm(0.55);
    let color = set.theme.accent;
    let at = |pen: &Pen, n: u32| Point::new(axis.x(pen, n), middle);
    match (claim.min, claim.max) {
        (Some(a), Some(b)) if a < b => {
            let (from, to) = (at(pen, a), at(pen, b));
            pen.panel.marks.push(Mark::Bar { from, to, fading: false, color });
            pen.panel.marks.push(Mark::Dot { center: from, radius_pt: mm(0.8), open: false, color });
            pen.panel.marks.push(Mark::Dot { center: to, radius_pt: mm(0.8), open: true, color });
        }
        (Some(a), upper) => {
            let from = at(pen, a);
            if upper.is_none() {
                let reach = if set.language.rtl { -mm(3.6) } else { mm(3.6) };
                let to = Point::new(from.x + reach, middle);
                pen.panel.marks.push(Mark::Bar { from, to, fading: true, color });
            }
            pen.panel.marks.push(Mark::Dot { center: from, radius_pt: mm(0.8), open: false, color });
        }
        (None, Some(b)) => {
            let center = at(pen, b);
            pen.panel.marks.push(Mark::Dot { center, radius_pt: mm(0.8), open: true, color });
        }
        (None, None) => {}
    }
}
