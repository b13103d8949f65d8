//! Statements one below the other: who says it (or when it was), then what is said. No one's weighs more than another's.

use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use super::{Pen, PlacedPanel};
use crate::units::mm;
use kurbo::{Line, Point};

/// The panel; `entries` are lead and text, with source numbers already in place.
pub fn statements(heading: &str, entries: &[(String, String)], width_pt: f64, set: &Typesetter) -> PlacedPanel {
    let mut pen = Pen::new(set, width_pt, heading);
    pen.text(TextRole::KeyHeading, heading);
    pen.y += mm(0.6);
    for (lead, text) in entries {
        rule(&mut pen);
        pen.text(TextRole::TableStrong, lead);
        pen.text(TextRole::Table, text);
        pen.y += mm(0.9);
    }
    pen.finish()
}

/// A thin rule across the panel.
pub(super) fn rule(pen: &mut Pen) {
    let line = Line::new(Point::new(0.0, pen.y), Point::new(pen.width_pt, pen.y));
    pen.panel.rules.push((line, pen.set.theme.rule, 0.5));
    pen.y += mm(0.8);
}
