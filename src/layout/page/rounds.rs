//! The page in rounds: what it says depends on what the map shows, and that on the room that the words leave to it.

use super::{Body, Page, Words, is_named_by};
use crate::layout::map::LabelKind;
use kurbo::Rect;

/// More names than this are not stood for by numbers: nobody would look them up.
const MOST_BY_NUMBER: usize = 60;
/// The key of the numbers takes room from the map, and then more names may want a number: so many rounds, then it stays.
const MOST_ROUNDS: usize = 3;

impl<'a> Page<'a, '_, '_> {
    /// Lays the page out until title and key tell what the map shows.
    pub(super) fn settled(&mut self) -> (Words, Body<'a>) {
        // The title tells what the map shows, and how high it is decides how large the map is: a second round settles it.
        let mut shown = self.shown(&self.frame(Rect::new(0.0, 0.0, self.grid.inner(), self.grid.height * 0.7)));
        let insets = self.with_inset.clone();
        let mut page = self.whole(&shown);
        let really = self.shown(&page.1.map.frame);
        let title = page.0.title.clone();
        self.before = Some(page.1.map.frame.clone());
        let told = self.summed_title().filter(|_| self.input.figure.title.is_none());
        if really != shown || told.is_some_and(|told| told != title) || self.with_inset != insets {
            shown = really;
            page = self.whole(&shown);
        }
        self.with_numbers(page, &shown)
    }

    /// Names of incidents that found no place are stood for by numbers, if that names more of them: the key of the numbers
    /// takes room from the map.
    fn with_numbers(&mut self, page: (Words, Body<'a>), shown: &[bool]) -> (Words, Body<'a>) {
        let mut best = (named(&page.1), Vec::new());
        let mut latest = page;
        for _ in 0..MOST_ROUNDS {
            let before = self.by_number.len();
            self.by_number.extend(self.unnamed(&latest.1));
            self.by_number.sort_unstable();
            self.by_number.dedup();
            if self.by_number.len() == before || self.by_number.len() > MOST_BY_NUMBER {
                break;
            }
            latest = self.whole(shown);
            let with_key = latest.1.panels.iter().any(|panel| panel.name == self.set.language.named_by_number);
            let named = named(&latest.1);
            if !with_key {
                break;
            }
            if named > best.0 {
                best = (named, self.by_number.clone());
            }
        }
        if self.by_number == best.1 {
            return latest;
        }
        self.by_number = best.1;
        self.whole(shown)
    }

    /// Incidents whose names found no place, in the order of the incidents; none where the figure's table has their numbers.
    fn unnamed(&self, body: &Body) -> Vec<usize> {
        let places = body.map.labels.iter().filter(|l| l.kind == LabelKind::Place && l.placed.is_none());
        let required = |l: &&crate::layout::map::MapLabel| l.unplaced.as_ref().is_some_and(|u| u.required);
        match self.input.figure.numbered {
            true => Vec::new(),
            false => {
                let incidents = places.filter(|l| !required(l)).filter_map(|l| l.incident);
                incidents.filter(|i| !is_named_by(&body.insets, *i)).collect()
            }
        }
    }
}

/// Incidents that have a name or a number beside them.
fn named(body: &Body) -> usize {
    body.map.labels.iter().filter(|l| l.incident.is_some() && l.placed.is_some()).count()
}
