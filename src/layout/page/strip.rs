//! The time strip on the page: whether it has a place, above the foot over the whole width. What has none is told.

use super::Page;
use crate::layout::panel::PlacedPanel;
use crate::layout::panel::time_strip::{self, Event};
use crate::spec::Panel;
use crate::units::mm;
use kurbo::Point;

impl Page<'_, '_, '_> {
    /// The time strip, if one is asked for and leaves the map more than half of the page's body.
    pub(super) fn time_strip(&mut self, top: f64, foot_top: f64) -> Option<PlacedPanel> {
        let figure = self.input.figure;
        let (heading, _) = figure.panels.iter().find_map(|p| match p {
            Panel::TimeStrip { heading, also } => Some((heading.as_deref(), also)),
            _ => None,
        })?;
        let many = self.input.incidents.len() > time_strip::MOST_EVENTS;
        if many || self.input.summed.is_some() {
            self.left_out
                .push("time strip: too many incidents for discs, bars by month show them (by_time)".to_owned());
            return None;
        }
        let numbered = |i: usize| figure.numbered.then_some(i + 1);
        let own = self.input.incidents.iter().enumerate();
        let own = own.map(|(i, incident)| Event { incident, number: numbered(i) });
        let events: Vec<Event> =
            own.chain(self.input.beside.iter().map(|incident| Event { incident, number: None })).collect();
        let cite = |key: &str| self.citations.number(key);
        let strip = time_strip::time_strip(&events, heading, self.grid.inner(), &cite, self.set);
        let Some(strip) = strip else {
            self.left_out.push("time strip: fewer than two of the incidents have a date".to_owned());
            return None;
        };
        if strip.rect.height() > (foot_top - top) * 0.45 {
            self.left_out.push("time strip: no room on this page".to_owned());
            return None;
        }
        let y = foot_top - mm(1.6) - strip.rect.height();
        Some(strip.at(Point::new(self.grid.margin, y)))
    }
}
