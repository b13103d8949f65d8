//! What a row's cells or a feature's properties say, by the names that files use: the rules of the incident model for a plain number and a
//! plain date, without the incident.

use super::filter::{EventFilter, EventRow, PlaceMap};
use super::{DateSpan, EventBatch, EventTexts};
use crate::data::incident::{
    CivilDate, ClaimedPlace, CountClaim, CountRange, DATE_MEMBERS, Incident, KILLED_MEMBERS, count_text, plain_date,
    plain_number_as_date,
};
use crate::geographic::LonLat;
use serde_json::Value;
use std::sync::Arc;

/// A plain value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'t> {
    /// Empty, `null` or not there.
    Nothing,
    /// A number.
    Number(f64),
    /// A text that says something, trimmed.
    Text(&'t str),
    /// `true` or `false`.
    Flag(bool),
    /// A list or an object: it says something, but nothing to be compared.
    Opaque,
}

/// Slots of the values that are looked at: `killed`, its ends, its other names, `date`, its other names, the text asked for.
const KILLED: usize = 0;
const KILLED_MIN: usize = 1;
const KILLED_MAX: usize = 2;
const KILLED_OTHER: usize = 3;
const DATE: usize = KILLED_OTHER + KILLED_MEMBERS.len();
const DATE_OTHER: usize = DATE + 1;
const TEXT: usize = DATE_OTHER + DATE_MEMBERS.len();
/// How many there are.
pub const SLOTS: usize = TEXT + 1;

/// Values of a row in their slots, and those that a filter asks for.
#[derive(Debug)]
pub struct Slots<'t> {
    own: [Cell<'t>; SLOTS],
    extra: Vec<Cell<'t>>,
}

/// A filter may ask for so many properties.
pub const MOST_EXTRA: usize = 64;

impl<'t> Slots<'t> {
    /// All empty.
    pub fn new(names: &Names) -> Self {
        Self { own: [Cell::Nothing; SLOTS], extra: vec![Cell::Nothing; names.extra()] }
    }

    /// The value of a slot.
    pub fn get_mut(&mut self, slot: usize) -> &mut Cell<'t> {
        match slot.checked_sub(SLOTS) {
            None => &mut self.own[slot],
            Some(extra) => &mut self.extra[extra],
        }
    }
}

/// Which slots a name fills.
#[derive(Debug, Clone)]
pub struct Names {
    text: Option<String>,
    filter: Option<Arc<dyn EventFilter>>,
    places: Option<Arc<dyn PlaceMap>>,
    /// Is it noted where the wanted records stand?
    pub spans: bool,
}

impl Names {
    pub fn new(texts: &EventTexts, filter: Option<Arc<dyn EventFilter>>, places: Option<Arc<dyn PlaceMap>>) -> Self {
        let text = match texts {
            EventTexts::None => None,
            EventTexts::Column(name) => Some(name.clone()),
        };
        Self { text, filter, places, spans: false }
    }

    /// The same, with a note of where the wanted records stand.
    pub fn with_spans(self) -> Self {
        Self { spans: true, ..self }
    }

    /// How many properties the filter asks for.
    pub fn extra(&self) -> usize {
        self.filter.as_ref().map_or(0, |f| f.properties().len())
    }

    /// How many slots there are.
    pub fn slots_in_all(&self) -> usize {
        SLOTS + self.extra()
    }

    /// Is it the very name that the filter, or who asks for a text, gives?
    pub fn is_exact(&self, slot: usize, name: &str) -> bool {
        match slot.checked_sub(SLOTS) {
            Some(extra) => self.filter.as_ref().and_then(|f| f.properties().get(extra)).is_some_and(|p| p == name),
            None => slot == TEXT && self.text.as_deref() == Some(name),
        }
    }

    /// The bit that tells that a filter's property was there; 0 for other slots.
    pub fn seen(slot: usize) -> u64 {
        slot.checked_sub(SLOTS).map_or(0, |extra| 1 << extra)
    }

    /// The slots of a name, in which it is the first or only one to stand.
    pub fn slots(&self, name: &str) -> Vec<usize> {
        let other = |names: &[&str]| names.iter().position(|n| n.eq_ignore_ascii_case(name));
        let mut slots = Vec::new();
        match name {
            "killed" => slots.push(KILLED),
            "killed_min" => slots.push(KILLED_MIN),
            "killed_max" => slots.push(KILLED_MAX),
            "date" => slots.push(DATE),
            _ => {
                slots.extend(other(&KILLED_MEMBERS).map(|i| KILLED_OTHER + i));
                slots.extend(other(&DATE_MEMBERS).map(|i| DATE_OTHER + i));
            }
        }
        slots.extend(self.text.as_ref().filter(|t| t.eq_ignore_ascii_case(name)).map(|_| TEXT));
        let properties = self.filter.iter().flat_map(|f| f.properties()).enumerate();
        slots.extend(properties.filter(|(_, p)| p.eq_ignore_ascii_case(name)).map(|(i, _)| SLOTS + i));
        slots
    }

    /// Is a text of each row asked for?
    pub fn with_text(&self) -> bool {
        self.text.is_some()
    }

    /// Does a member of this name mean more than a cell says?
    pub fn is_more_than_a_cell(name: &str) -> bool {
        matches!(name, "locations" | "background")
    }
}

/// Adds a place and what the slots say to a batch, where the filter wants it; does it?
pub fn push(place: Option<LonLat>, slots: &Slots, names: &Names, batch: &mut EventBatch) -> bool {
    let own = &slots.own;
    let place = place.map(|place| names.places.as_ref().map_or(place, |map| map.place(place)));
    let mut unread = batch.unread;
    let (killed, date) = (killed(own, &mut unread.killed), date(own, &mut unread.dates));
    let killed_open = killed.is_some_and(|(_, open)| open);
    let killed = killed.map(|(range, _)| range);
    if let Some(filter) = &names.filter {
        let choice = filter.choose(&EventRow { place, killed, killed_open, date, cells: &slots.extra });
        if !batch.left_out.keeps(choice) {
            return false;
        }
    }
    batch.unread = unread;
    batch.places.push(place);
    batch.killed.push(killed);
    batch.dates.push(date);
    if names.with_text() {
        push_text(own[TEXT], batch);
    }
    true
}

fn push_text(cell: Cell, batch: &mut EventBatch) {
    match cell {
        Cell::Nothing | Cell::Opaque => batch.texts.push(""),
        Cell::Text(text) => batch.texts.push(text),
        Cell::Number(number) => batch.texts.push(&number.to_string()),
        Cell::Flag(flag) => batch.texts.push(if flag { "true" } else { "false" }),
    }
}

/// A number of people: whole, not negative.
fn people(cell: Cell) -> Result<Option<u32>, ()> {
    match cell {
        Cell::Nothing => Ok(None),
        Cell::Number(n) if n.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&n) => Ok(Some(n as u32)),
        _ => Err(()),
    }
}

/// A number of people, or a text that tells one; is it open at its top?
fn counted(cell: Cell) -> Result<Option<(CountRange, bool)>, ()> {
    let Cell::Text(text) = cell else {
        return people(cell).map(|n| n.map(|n| (CountRange { min: Some(n), max: Some(n) }, false)));
    };
    match count_text::claim(text) {
        None => Ok(None),
        Some(claim) => {
            let claims = [claim];
            CountRange::of(&claims).map(|range| Some((range, CountRange::open(&claims)))).ok_or(())
        }
    }
}

/// People killed, and whether the greatest number is only a least one.
fn killed(slots: &[Cell; SLOTS], unread: &mut u64) -> Option<(CountRange, bool)> {
    // A member that says that nothing is known leaves no room for its other names.
    let plain = match slots[KILLED] {
        Cell::Nothing => None,
        cell => {
            let read = counted(cell).unwrap_or_else(|()| {
                *unread += 1;
                None
            });
            // A plain number may have a range beside it, which is another claim; a text says all that there is.
            match (read, cell) {
                (Some((range, _)), Cell::Number(_)) => range.min,
                _ => return read,
            }
        }
    };
    let mut end = |slot: usize| {
        people(slots[slot]).unwrap_or_else(|()| {
            *unread += 1;
            None
        })
    };
    let (min, max) = (end(KILLED_MIN), end(KILLED_MAX));
    let pair = (min.is_some() || max.is_some()).then(|| CountClaim { min, max, ..CountClaim::default() });
    let told = |claims: &[CountClaim]| CountRange::of(claims).map(|range| (range, CountRange::open(claims)));
    match (plain, pair) {
        (Some(number), None) => return Some((CountRange { min: Some(number), max: Some(number) }, false)),
        (Some(number), Some(pair)) => return told(&[CountClaim::exactly(number), pair]),
        // As of one claim: an open one counts with its least number.
        (None, Some(pair)) => return told(&[pair]),
        (None, None) => {}
    }
    slots[KILLED_OTHER..DATE].iter().find_map(|cell| counted(*cell).ok().flatten())
}

fn date(slots: &[Cell; SLOTS], unread: &mut u64) -> Option<DateSpan> {
    if slots[DATE] != Cell::Nothing {
        let read = span(slots[DATE]);
        *unread += u64::from(read.is_none());
        return read;
    }
    let others = &slots[DATE_OTHER..TEXT];
    let read = others.iter().find_map(|cell| span(*cell));
    let digits = |cell: &Cell| matches!(cell, Cell::Text(text) if text.bytes().any(|b| b.is_ascii_digit()));
    *unread += u64::from(read.is_none() && others.iter().any(digits));
    read
}

/// A plain date.
fn span(cell: Cell) -> Option<DateSpan> {
    let text = match cell {
        Cell::Text(text) => text,
        Cell::Number(number) => {
            let start = plain_number_as_date(number)?;
            return Some(DateSpan { start, end: start });
        }
        _ => return None,
    };
    if let Some(start) = iso_day(text.as_bytes()) {
        return Some(DateSpan { start, end: start });
    }
    let date = plain_date(text).ok()?;
    Some(DateSpan { start: date.start, end: date.end.unwrap_or(date.start) })
}

/// `2020-10-26`, by far the most frequent.
fn iso_day(text: &[u8]) -> Option<CivilDate> {
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_u16, |sum, d| d.is_ascii_digit().then(|| sum * 10 + u16::from(d - b'0')))
    };
    let (year, month, day) = (number(&[*y0, *y1, *y2, *y3])?, number(&[*m0, *m1])?, number(&[*d0, *d1])?);
    CivilDate::new(i32::from(year), u8::try_from(month).ok(), u8::try_from(day).ok()).ok()
}

/// An incident's columns.
pub fn push_incident(incident: &Incident, texts: &EventTexts, batch: &mut EventBatch) {
    batch.places.push(match incident.located().map(|l| &l.place) {
        Some(ClaimedPlace::Point(place)) => Some(*place),
        _ => None,
    });
    batch.killed.push(incident.killed_range());
    batch.dates.push(incident.date.as_ref().map(|d| DateSpan { start: d.start, end: d.end.unwrap_or(d.start) }));
    if let EventTexts::Column(name) = texts {
        batch.texts.push(&text_of(incident, name).unwrap_or_default());
    }
}

/// What an incident says under a name, as text.
fn text_of(incident: &Incident, name: &str) -> Option<String> {
    let all = serde_json::to_value(incident).ok()?;
    let value = all.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1;
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.as_f64()?.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}
