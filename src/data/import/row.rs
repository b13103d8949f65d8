//! One row → the properties of an incident.

use super::day::ColumnOrder;
use super::exports::{Export, acled_date, acled_kind};
use super::header::Field;
use crate::data::incident::count_text as count;
use crate::data::incident::{CountClaim, EventDate, Kind};
use crate::data::table;
use csv::StringRecord;
use serde_json::{Map, Value};

/// What is known of the columns.
pub struct RowPlan<'p> {
    pub header: &'p [String],
    pub fields: &'p [Option<Field>],
    pub export: Option<Export>,
    pub dates: ColumnOrder,
}

/// What could not be read in a row that is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Odd {
    pub dates: usize,
    /// Numbers of people in words.
    pub words: usize,
    /// Ranges that a spreadsheet turned into dates.
    pub mangled: usize,
    /// Kinds that are none of ours.
    pub kinds: usize,
    /// Rows with more or fewer cells than the header.
    pub uneven: usize,
    /// Line of the first of them.
    pub first_uneven: Option<usize>,
    /// Line of the first row with a cell that holds other rows.
    pub many_lines: Option<usize>,
    /// Line of a row of sums.
    pub total: Option<usize>,
}

impl Odd {
    /// Adds what was odd in other rows.
    pub fn add(&mut self, other: Self) {
        self.dates += other.dates;
        self.words += other.words;
        self.mangled += other.mangled;
        self.kinds += other.kinds;
        self.uneven += other.uneven;
        self.first_uneven = self.first_uneven.or(other.first_uneven);
        self.many_lines = self.many_lines.or(other.many_lines);
        self.total = self.total.or(other.total);
    }
}

impl RowPlan<'_> {
    fn cell<'c>(&self, cells: &'c StringRecord, field: Field) -> Option<(&'c str, usize)> {
        let column = self.fields.iter().position(|f| *f == Some(field))?;
        cells.get(column).map(|c| (c.trim(), column)).filter(|(c, _)| !c.is_empty())
    }

    fn named<'c>(&self, cells: &'c StringRecord, name: &str) -> &'c str {
        let column = self.header.iter().position(|h| h.eq_ignore_ascii_case(name));
        column.and_then(|c| cells.get(c)).map_or("", |c| c.trim())
    }

    /// The id of a row and its properties.
    pub fn properties(&self, cells: &StringRecord, odd: &mut Odd) -> (Option<Value>, Map<String, Value>) {
        let mut properties = Map::new();
        let mut text = |member: &str, value: Option<(&str, usize)>| {
            value.map(|(v, _)| properties.insert(member.to_owned(), Value::String(v.to_owned())))
        };
        let name = self.cell(cells, Field::Name);
        // A name in Arabic letters is the Arabic name.
        let arabic = name.is_some_and(|(n, _)| n.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)));
        text(if arabic { "name_ar" } else { "name" }, name);
        text("name_ar", self.cell(cells, Field::NameAr));
        text("what", self.cell(cells, Field::What));
        let (kind, is_ours) = self.kind(cells);
        odd.kinds += usize::from(!is_ours);
        if let Some(kind) = kind.and_then(|k| serde_json::to_value(k).ok()) {
            properties.insert("kind".to_owned(), kind);
        }
        if let Some((metres, _)) = self.cell(cells, Field::UncertaintyM) {
            properties.insert("uncertainty_m".to_owned(), table::value(metres));
        }
        let mut unread = Vec::new();
        match self.date(cells) {
            Some(Ok(date)) => _ = serde_json::to_value(date).map(|d| properties.insert("date".to_owned(), d)),
            Some(Err(column)) => {
                odd.dates += 1;
                unread.push(column);
            }
            None => {}
        }
        for (member, exact, min, max) in [
            ("killed", Field::Killed, Field::KilledMin, Field::KilledMax),
            ("injured", Field::Injured, Field::InjuredMin, Field::InjuredMax),
        ] {
            let claims = self.claims(cells, [exact, min, max], odd);
            if !claims.is_empty()
                && let Ok(claims) = serde_json::to_value(claims)
            {
                properties.insert(member.to_owned(), claims);
            }
        }
        self.keep_others(cells, &unread, is_ours, &mut properties);
        let id = self.cell(cells, Field::Id).map(|(id, _)| Value::String(id.to_owned()));
        (id, properties)
    }

    /// Columns that mean nothing to us, and values that were not read, as the table has them.
    fn keep_others(&self, cells: &StringRecord, unread: &[usize], has_kind: bool, properties: &mut Map<String, Value>) {
        for (column, name) in self.header.iter().enumerate() {
            let used = match self.fields.get(column).copied().flatten() {
                None | Some(Field::Country) => false,
                Some(Field::Kind) => has_kind,
                // Who says a number that isn't there says something else.
                Some(Field::SaidBy) => properties.contains_key("killed") || properties.contains_key("injured"),
                Some(_) => !unread.contains(&column),
            };
            let value = cells.get(column).map_or("", |c| c.trim());
            // Why a row was put aside is no part of it once it is mended.
            if used || value.is_empty() || name.is_empty() || name == "why_excluded" {
                continue;
            }
            // What would be taken for a member of ours keeps its value under a name of its own.
            let name = if is_member(name) { format!("{name}_as_given") } else { name.clone() };
            properties.entry(name).or_insert_with(|| table::value(value));
        }
        for (index, value) in cells.iter().enumerate().skip(self.header.len()) {
            properties.insert(format!("column_{}", index + 1), table::value(value.trim()));
        }
    }

    /// The kind, and whether it says all that the table does: one that is not in our list is another.
    fn kind(&self, cells: &StringRecord) -> (Option<Kind>, bool) {
        if self.export == Some(Export::Acled) {
            return (Some(acled_kind(self.named(cells, "sub_event_type"))), true);
        }
        let Some((text, _)) = self.cell(cells, Field::Kind) else { return (None, true) };
        let plain = text.to_lowercase().replace([' ', '-'], "_");
        match serde_json::from_value(Value::String(plain)) {
            Ok(kind) => (Some(kind), true),
            Err(_) => (Some(Kind::Other), false),
        }
    }

    /// The date, or the column of one that can't be read.
    fn date(&self, cells: &StringRecord) -> Option<Result<EventDate, usize>> {
        let (text, column) = self.cell(cells, Field::Date)?;
        let Some(start) = self.dates.date(text) else { return Some(Err(column)) };
        let end = self.cell(cells, Field::DateEnd).and_then(|(text, _)| self.dates.date(text));
        let date = match end {
            Some(end) if end.start > start.start => EventDate::between(start.start, end.end.unwrap_or(end.start)),
            _ => start,
        };
        Some(Ok(match self.export {
            Some(Export::Acled) => acled_date(date, self.named(cells, "time_precision")),
            _ => date,
        }))
    }

    fn claims(&self, cells: &StringRecord, [exact, min, max]: [Field; 3], odd: &mut Odd) -> Vec<CountClaim> {
        let mut read = |field: Field| {
            let (text, _) = self.cell(cells, field)?;
            let claim = count::claim(text)?;
            odd.mangled += usize::from(count::is_mangled_range(text));
            odd.words += usize::from(claim.min.is_none() && claim.max.is_none());
            Some(claim)
        };
        let (one, low, high) = (read(exact), read(min), read(max));
        let ends = (low.as_ref().and_then(|c| c.min), high.as_ref().and_then(|c| c.max.or(c.min)));
        let mut claims: Vec<CountClaim> = one.into_iter().collect();
        if let (Some(_), _) | (_, Some(_)) = ends {
            claims.push(CountClaim { min: ends.0, max: ends.1, text: self.best(cells), ..CountClaim::default() });
        }
        let source = self.cell(cells, Field::SaidBy).map(|(s, _)| s.to_owned());
        let said_by = self.export.and_then(Export::said_by).map(str::to_owned).or(source);
        claims.iter_mut().for_each(|claim| claim.said_by.clone_from(&said_by));
        claims
    }

    /// UCDP's best estimate beside its range.
    fn best(&self, cells: &StringRecord) -> Option<String> {
        let best = (self.export == Some(Export::UcdpGed)).then(|| self.named(cells, "best"))?;
        (!best.is_empty()).then(|| format!("best estimate {best}"))
    }
}

/// Is it the name of one of our members?
fn is_member(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "name_ar"
            | "names_alt"
            | "what"
            | "what_ar"
            | "kind"
            | "background"
            | "date"
            | "locations"
            | "killed"
            | "injured"
            | "present"
            | "combined"
            | "partial"
            | "strikes"
            | "displaced"
            | "attribution"
            | "statements"
            | "id"
            | "killed_min"
            | "killed_max"
            | "injured_min"
            | "injured_max"
    )
}
