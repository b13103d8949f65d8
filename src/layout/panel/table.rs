//! The table of numbered incidents: place, date, event, attribution, and the number killed as claimed.

use super::super::language::Language;
use super::super::theme::{NUMBER_DISC_PT, TextRole};
use super::super::typesetter::{Typesetter, thousands};
use super::super::words;
use super::statements::rule;
use super::{Pen, PlacedPanel};
use crate::color::Color;
use crate::data::incident::{CountClaim, CountRange, DateBasis, Incident};
use crate::units::mm;
use kurbo::{Line, Point};

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Number on the map.
    pub number: usize,
    /// Colour of its disc.
    pub color: Color,
    /// Place.
    pub name: String,
    /// Date, with an asterisk where it is not simply stated.
    pub date: String,
    /// What happened.
    pub what: String,
    /// Who is held responsible by whom.
    pub attribution: String,
    /// Number killed as claimed; `None`: not reported.
    pub killed: Option<String>,
}

/// A range of people killed as a table writes it: `35–105`, `4 or more`, `about 90`.
pub fn killed(incident: &Incident, language: &Language) -> Option<String> {
    killed_as_claimed(&incident.killed, language)
}

/// The same for a list of claims.
pub fn killed_as_claimed(claims: &[CountClaim], language: &Language) -> Option<String> {
    let range = CountRange::of(claims)?;
    let open = CountRange::open(claims);
    let about = claims.iter().filter(|c| c.left_out.is_none()).all(|c| c.about);
    Some(match (range.min, range.max) {
        (Some(a), Some(b)) if a == b && open => (language.at_least)(a),
        (Some(a), Some(b)) if a == b && about => format!("{}\u{a0}{}", language.about, thousands(a)),
        (Some(a), Some(b)) if a == b => thousands(a),
        (Some(a), Some(b)) => format!("{}–{}{}", thousands(a), thousands(b), if open { "+" } else { "" }),
        (Some(a), None) => (language.at_least)(a),
        (None, Some(b)) => (language.at_most)(b),
        (None, None) => return None,
    })
}

/// Is the date less than plainly stated?
pub fn date_is_soft(incident: &Incident) -> bool {
    incident.date.as_ref().is_some_and(|d| d.basis != DateBasis::Stated)
}

/// The table for a width; `more` rows that have no room are told by their number.
pub fn table(rows: &[Row], more: usize, width_pt: f64, gap_pt: f64, set: &Typesetter) -> PlacedPanel {
    let mut pen = Pen::new(set, width_pt, set.language.table_heading);
    let start = 2.0 * NUMBER_DISC_PT + mm(1.4);
    let head = set.leading(TextRole::TableSecond);
    let top = pen.y;
    let at_end = set.line_in(&[(TextRole::TableSecond, set.language.killed_as_claimed)]);
    let room = width_pt - start - at_end.width_pt - mm(2.0);
    pen.line_at_end(at_end, top, head);
    for line in set.paragraph(&[(TextRole::TableSecond, set.language.table_heading)], room) {
        pen.line(line, start, head);
    }
    pen.y += 1.0;
    let line = Line::new(Point::new(0.0, pen.y), Point::new(width_pt, pen.y));
    pen.panel.rules.push((line, set.theme.ink, 0.6));
    pen.y += mm(0.8);
    for (i, row) in rows.iter().enumerate() {
        if i > 0 {
            pen.y += gap_pt;
            rule(&mut pen);
        }
        write(row, start, &mut pen);
    }
    if more > 0 {
        pen.y += gap_pt;
        rule(&mut pen);
        let told = (set.language.more_attributions)(more);
        pen.line(set.line_in(&[(TextRole::TableSecond, &told)]), start, set.leading(TextRole::TableSecond));
    }
    pen.finish()
}

fn write(row: &Row, start: f64, pen: &mut Pen) {
    let set = pen.set;
    let leading = set.leading(TextRole::TableStrong);
    let top = pen.y;
    let (role, killed) = match &row.killed {
        Some(killed) => (TextRole::TableStrong, killed.as_str()),
        None => (TextRole::TableSecond, set.language.not_reported),
    };
    let killed = set.line_in(&[(role, killed)]);
    let room = pen.width_pt - start - killed.width_pt - mm(2.0);
    pen.line_at_end(killed, top, leading);
    let x = pen.x(NUMBER_DISC_PT, 0.0);
    pen.panel.numbers.push((row.number, row.color, Point::new(x, top + leading / 2.0)));
    let name = format!("{} ", words::isolated(&row.name, set.language));
    for line in set.paragraph(&[(TextRole::TableStrong, &name), (TextRole::TableSecond, &row.date)], room) {
        pen.line(line, start, leading);
    }
    let width = pen.width_pt - start;
    let what = format!("{} ", row.what);
    let leading = set.leading(TextRole::Table) * 0.96;
    for line in set.paragraph(&[(TextRole::Table, &what), (TextRole::TableSecond, &row.attribution)], width) {
        pen.line(line, start, leading);
    }
}
