//! Dates of a column: what one of them shows holds for all.
//!
//! `4/5/2020` is two days. Where another date of the column has a number above 12 in one place, that place is the day's in all of them; where none has, or some
//! have it here and some there, such a date is not read, unless the user says which comes first.

use crate::data::incident::count_text::western_digits;
use crate::data::incident::{CivilDate, EventDate, plain_date, plain_number_as_date, plain_with_time};

/// Which part of a date in numbers comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `26/10/2020`
    DayFirst,
    /// `10/26/2020`
    MonthFirst,
}

/// What the dates of a column show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColumnOrder {
    /// As the column or the user has it.
    pub order: Option<DateOrder>,
    /// Dates that were read only because of others, or were not read.
    pub ambiguous: usize,
}

/// Day, month and year of `26/10/2020`, `26.10.2020`, `26-10-2020` in the order in which they stand; a time after them is passed over.
fn parts(text: &str) -> Option<(u8, u8, i32)> {
    let day = text.trim().split([' ', 'T']).next()?;
    let sign = ['/', '.', '-'].into_iter().find(|s| day.contains(*s))?;
    let numbers: Vec<&str> = day.split(sign).collect();
    let [a, b, year] = numbers.as_slice() else { return None };
    let short = |t: &str| (1..=2).contains(&t.len()).then(|| t.parse::<u8>().ok()).flatten();
    (year.len() == 4).then_some((short(a)?, short(b)?, year.parse().ok()?))
}

/// `26-Oct-2020` as `26 Oct 2020`, `20201026` as `2020-10-26`.
fn unsigned(text: &str) -> String {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 2 { text.replace('-', " ") } else { text.to_owned() }
}

/// A day with the time of day that stands beside it; one that is not read stays in the words of the table.
fn with_clock(day: CivilDate, text: &str) -> EventDate {
    let Some((_, time)) = text.split_once([' ', 'T']) else { return EventDate::on(day) };
    let date = plain_with_time(EventDate::on(day), time.trim());
    let is_read = date.local_time.is_some() && time.len() <= 8 || date.text.is_some() || time.starts_with("00:00");
    if is_read { date } else { EventDate { text: Some(text.to_owned()), ..EventDate::on(day) } }
}

/// What was seen of a column's dates so far.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    day_first: bool,
    month_first: bool,
    ambiguous: usize,
}

impl Evidence {
    /// Looks at a text of the column.
    pub fn look(&mut self, text: &str) {
        let Some((a, b, _)) = parts(&western_digits(text)) else { return };
        match (a > 12, b > 12) {
            (true, false) => self.day_first = true,
            (false, true) => self.month_first = true,
            _ => self.ambiguous += usize::from(a != b),
        }
    }

    /// The order of the column's dates; what the user says goes first.
    pub fn order(self, wanted: Option<DateOrder>) -> ColumnOrder {
        let shown = match (self.day_first, self.month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        };
        ColumnOrder { order: wanted.or(shown), ambiguous: self.ambiguous }
    }
}

impl ColumnOrder {
    /// That of a column's texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>, wanted: Option<DateOrder>) -> Self {
        let mut evidence = Evidence::default();
        texts.for_each(|text| evidence.look(text));
        evidence.order(wanted)
    }

    /// The date of a text; `None`: it can't be read, or not in one way.
    ///
    /// ```
    /// use sitmap::data::import::day::ColumnOrder;
    /// let column = ["26/10/2020", "4/5/2020"];
    /// let order = ColumnOrder::of(column.into_iter(), None);
    /// assert_eq!(order.date("4/5/2020").unwrap().start.to_string(), "2020-05-04");
    /// assert!(ColumnOrder::default().date("4/5/2020").is_none());
    /// ```
    pub fn date(&self, text: &str) -> Option<EventDate> {
        let western = western_digits(text);
        let text = western.trim();
        if let Some(date) = plain_date(text).ok().or_else(|| plain_date(&unsigned(text)).ok()) {
            return Some(date);
        }
        if let Some(date) = text.parse::<f64>().ok().and_then(plain_number_as_date) {
            return Some(EventDate::on(date));
        }
        // Year first: 2020/10/26, 2020.10.26.
        let iso = text.split([' ', 'T']).next().unwrap_or_default().replace(['/', '.'], "-");
        if iso.len() >= 6 && iso.find('-') == Some(4) {
            let two = |t: &str| if t.len() == 1 { format!("0{t}") } else { t.to_owned() };
            let padded: Vec<String> = iso.split('-').map(two).collect();
            return padded.join("-").parse::<CivilDate>().ok().map(|day| with_clock(day, text));
        }
        let (a, b, year) = parts(text)?;
        let (day, month) = match (a > 12, b > 12, self.order) {
            (true, false, _) => (a, b),
            (false, true, _) => (b, a),
            _ if a == b => (a, b),
            (_, _, Some(DateOrder::DayFirst)) => (a, b),
            (_, _, Some(DateOrder::MonthFirst)) => (b, a),
            (_, _, None) => return None,
        };
        CivilDate::new(year, Some(month), Some(day)).ok().map(|day| with_clock(day, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_shows_which_part_is_the_day() {
        let read = |texts: &[&str], wanted| {
            let order = ColumnOrder::of(texts.iter().copied(), wanted);
            texts.iter().map(|t| order.date(t).map(|d| d.start.to_string())).collect::<Vec<_>>()
        };
        let day = |t: &str| Some(t.to_owned());
        assert_eq!(read(&["4/5/2020", "26/10/2020"], None), [day("2020-05-04"), day("2020-10-26")]);
        assert_eq!(read(&["4/5/2020", "10/26/2020"], None), [day("2020-04-05"), day("2020-10-26")]);
        assert_eq!(read(&["4/5/2020", "5/5/2020"], None), [None, day("2020-05-05")]);
        assert_eq!(read(&["4/5/2020", "26/10/2020", "10/26/2020"], None), [None, day("2020-10-26"), day("2020-10-26")]);
        assert_eq!(read(&["4.5.2020 09:30"], Some(DateOrder::DayFirst)), [day("2020-05-04")]);
        let order = ColumnOrder { order: Some(DateOrder::DayFirst), ambiguous: 0 };
        assert_eq!(order.date("4.5.2020 09:30").unwrap().local_time.as_deref(), Some("09:30"));
        assert_eq!(order.date("4/5/2020 1:30:00 PM").unwrap().text.as_deref(), Some("4/5/2020 1:30:00 PM"));
        assert_eq!(order.date("2020/05").unwrap().start.to_string(), "2020-05");
        assert_eq!(
            read(
                &["2020/10/6", "26 October 2020", "2020", "31/2/2020", "soon", "26-Oct-2020", "20201026", "٢٦/١٠/٢٠٢٠"],
                None
            ),
            [
                day("2020-10-06"),
                day("2020-10-26"),
                day("2020"),
                None,
                None,
                day("2020-10-26"),
                day("2020-10-26"),
                day("2020-10-26")
            ]
        );
    }
}
