//! Features of a GeoJSON collection → a batch. Only points, and only the properties that are looked at; the rest is passed over.

use super::EventBatch;
use super::columns::{self, Cell, Names, Slots};
use crate::data::geojson::Cursor;
use crate::geographic::LonLat;

/// Which slots the properties fill: those of the last feature are tried first, since features of a file are alike.
struct Known<'t, 'n> {
    names: &'n Names,
    /// Name of the nth property, its slots, and whether it must be empty.
    seen: Vec<(&'t str, Vec<usize>, bool)>,
}

impl<'t> Known<'t, '_> {
    fn nth(&mut self, n: usize, name: &'t str) -> (&[usize], bool) {
        let entry = |names: &Names| (name, names.slots(name), Names::is_more_than_a_cell(name));
        match self.seen.get(n) {
            Some(known) if known.0 == name => {}
            Some(_) => self.seen[n] = entry(self.names),
            None => self.seen.push(entry(self.names)),
        }
        let (_, slots, empty) = &self.seen[n];
        (slots, *empty)
    }
}

/// The features of a text that begins at one, and the byte after them. It ends before another (`open`), or with the collection's array and what
/// may follow it.
pub fn read(text: &str, open: bool, names: &Names) -> Option<(EventBatch, usize)> {
    let mut cursor = Cursor::new(text, 0);
    let mut batch = EventBatch::default();
    let mut known = Known { names, seen: Vec::new() };
    cursor.space();
    if !open && cursor.peek()? == b']' {
        return Some((batch, cursor.at + 1));
    }
    loop {
        let start = cursor.at;
        let wanted = feature(&mut cursor, &mut known, &mut batch)?;
        if names.spans {
            batch.note(start, cursor.at, wanted);
        }
        cursor.space();
        match cursor.next()? {
            b',' => cursor.space(),
            b']' if !open => return Some((batch, cursor.at)),
            _ => return None,
        }
        if cursor.is_at_end() {
            return open.then_some((batch, cursor.at));
        }
    }
}

fn feature<'t>(cursor: &mut Cursor<'t>, known: &mut Known<'t, '_>, batch: &mut EventBatch) -> Option<bool> {
    cursor.take(b'{')?;
    let mut place = None;
    let mut slots = Slots::new(known.names);
    let (mut typed, mut placed, mut said) = (false, false, false);
    loop {
        match cursor.name()? {
            "type" if !typed => typed = (cursor.plain_string()? == "Feature").then_some(true)?,
            "geometry" if !placed => {
                place = point(cursor)?;
                placed = true;
            }
            "properties" if !said => {
                properties(cursor, known, &mut slots, &mut batch.seen)?;
                said = true;
            }
            "type" | "geometry" | "properties" | "bbox" | "coordinates" | "geometries" | "features" => return None,
            _ => pass(cursor, 3)?,
        }
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    (typed && placed && said).then_some(())?;
    Some(columns::push(place, &slots, known.names, batch))
}

/// `null` or a point within the range of degrees.
fn point(cursor: &mut Cursor) -> Option<Option<LonLat>> {
    if cursor.peek()? == b'n' {
        pass(cursor, 3)?;
        return Some(None);
    }
    cursor.take(b'{')?;
    let (mut is_point, mut place) = (false, None);
    loop {
        match cursor.name()? {
            "type" if !is_point => is_point = (cursor.plain_string()? == "Point").then_some(true)?,
            "coordinates" if place.is_none() => place = Some(position(cursor)?),
            _ => return None,
        }
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    place.filter(|_| is_point).map(Some)
}

fn position(cursor: &mut Cursor) -> Option<LonLat> {
    cursor.take(b'[')?;
    let mut numbers = [0.0; 3];
    for n in 0..3 {
        cursor.space();
        numbers[n] = cursor.number()?.0;
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b']' if n > 0 => {
                let [lon, lat, _] = numbers;
                return (lon.abs() <= 180.0 && lat.abs() <= 90.0).then_some(LonLat::new(lon, lat));
            }
            _ => return None,
        }
    }
    None
}

fn properties<'t>(
    cursor: &mut Cursor<'t>,
    known: &mut Known<'t, '_>,
    slots: &mut Slots<'t>,
    seen: &mut u64,
) -> Option<()> {
    if cursor.peek()? == b'n' {
        return pass(cursor, 3);
    }
    cursor.take(b'{')?;
    cursor.space();
    if cursor.peek()? == b'}' {
        cursor.at += 1;
        return Some(());
    }
    let names = known.names;
    for n in 0.. {
        let name = cursor.name()?;
        let (wanted, must_be_empty) = known.nth(n, name);
        if wanted.is_empty() && !must_be_empty {
            pass(cursor, 4)?;
        } else {
            let cell = cell(cursor)?;
            (!must_be_empty || matches!(cell, Cell::Nothing | Cell::Flag(false))).then_some(())?;
            for slot in wanted {
                // The first of several spellings of one name counts.
                *seen |= Names::seen(*slot);
                let exact = names.is_exact(*slot, name);
                let slot = slots.get_mut(*slot);
                // The very name goes before one that differs in case, else the first.
                if exact || *slot == Cell::Nothing {
                    *slot = cell;
                }
            }
        }
        cursor.space();
        match cursor.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    Some(())
}

/// A plain value; lists, objects and texts with escapes are not for here.
fn cell<'t>(cursor: &mut Cursor<'t>) -> Option<Cell<'t>> {
    Some(match cursor.peek()? {
        b'"' => match cursor.plain_string()?.trim() {
            "" => Cell::Nothing,
            text => Cell::Text(text),
        },
        b'-' | b'0'..=b'9' => Cell::Number(cursor.number()?.0),
        _ => match cursor.node(4)?.to_value() {
            serde_json::Value::Null => Cell::Nothing,
            serde_json::Value::Bool(flag) => Cell::Flag(flag),
            _ => return None,
        },
    })
}

/// Over a value that nobody wants.
fn pass(cursor: &mut Cursor, depth: usize) -> Option<()> {
    let at = cursor.at;
    let plain = match cursor.peek()? {
        b'"' => cursor.plain_string().is_some(),
        b'-' | b'0'..=b'9' => cursor.number().is_some(),
        _ => false,
    };
    if !plain {
        cursor.at = at;
        cursor.node(depth)?;
    }
    Some(())
}
