//! What is told of a table as a whole.

use crate::data::import::day;
use crate::data::import::row::Odd;
use crate::diagnostic::{Diagnostic, Place};

/// What could not be read in rows that are kept.
pub(super) fn oddities(name: &str, odd: Odd, dates: day::ColumnOrder) -> Vec<Diagnostic> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let tell = |code, message: String| Diagnostic::warning(code, message).at(place.clone());
    let mut told = Vec::new();
    if let Some(line) = odd.many_lines {
        let message = "a cell holds what look like other rows: a quote before them may have been left open".to_owned();
        let at = Place { line: Some(line), ..place.clone() };
        told.push(Diagnostic::warning("data::open-quote", message).at(at));
    }
    if let Some(line) = odd.first_uneven {
        let rows = if odd.uneven == 1 { "one row has".to_owned() } else { format!("{} rows have", odd.uneven) };
        let message = format!("{rows} more or fewer cells than the header");
        let at = Place { line: Some(line), ..place.clone() };
        told.push(Diagnostic::warning("data::uneven-row", message).at(at));
    }
    if let Some(line) = odd.total {
        let message = "a row without a place holds a word for a sum: are the rows above it summed up there?".to_owned();
        let at = Place { line: Some(line), ..place.clone() };
        told.push(Diagnostic::warning("data::row-of-sums", message).at(at));
    }
    if odd.kinds > 0 {
        let kinds = if odd.kinds == 1 { "one kind is".to_owned() } else { format!("{} kinds are", odd.kinds) };
        told.push(tell("data::unknown-kind", format!("{kinds} not in the list, and count as “other”")));
    }
    if dates.ambiguous > 0 {
        let read = match dates.order {
            Some(day::DateOrder::DayFirst) => "dates such as 4/5/2020 are read with the day first",
            Some(day::DateOrder::MonthFirst) => "dates such as 4/5/2020 are read with the month first",
            None => "dates may be two days each (4/5/2020) and are not read",
        };
        told.push(tell("data::ambiguous-date", format!("{} {read}", dates.ambiguous)));
    }
    let other = odd.dates - if dates.order.is_none() { dates.ambiguous.min(odd.dates) } else { 0 };
    if other > 0 {
        told.push(tell("data::bad-date", format!("{other} dates can't be read and are kept as texts")));
    }
    if odd.mangled > 0 {
        let what = "that a spreadsheet turned into dates (21-Dec for 12-21)";
        let look = match odd.mangled {
            1 => "one number of people looks like a range".to_owned(),
            many => format!("{many} numbers of people look like ranges"),
        };
        told.push(tell("data::mangled-range", format!("{look} {what}")));
    }
    if odd.words > odd.mangled {
        let message = match odd.words - odd.mangled {
            1 => "one number of people is a word, and stays one".to_owned(),
            many => format!("{many} numbers of people are words, and stay words"),
        };
        told.push(tell("data::number-in-words", message));
    }
    told
}
