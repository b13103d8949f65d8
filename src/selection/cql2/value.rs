//! Values of properties and constants, and how they compare: numbers and dates as intervals.

use super::expression::{Comparison, Operator};
use crate::data::events::{Cell, DateSpan};
use crate::data::incident::{CivilDate, CountRange, plain_date, plain_number_as_date};
use std::borrow::Cow;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'r> {
    /// Not given, or not decided.
    Null,
    /// A number that lies between two; the same twice where it is known.
    Number(f64, f64),
    /// A text.
    Text(Cow<'r, str>),
    /// True or false.
    Flag(bool),
    /// Days since 1970-01-01, from and to.
    Days(Days),
    /// A list or an object: given, but not to be compared.
    Opaque,
}

/// A time of whole days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub first: i64,
    /// Last day.
    pub last: i64,
    /// Does it last all that time, rather than lie somewhere in it?
    pub lasts: bool,
}

impl Days {
    /// A day, month or year.
    pub fn of(date: CivilDate) -> Self {
        Self { first: date.first_day_number(), last: date.last_day_number(), lasts: false }
    }

    /// The time of an event.
    pub fn of_span(span: DateSpan) -> Self {
        let (first, last) = (span.start.first_day_number(), span.end.last_day_number());
        Self { first, last, lasts: span.start != span.end }
    }
}

impl<'r> Value<'r> {
    /// A known number.
    pub const fn number(number: f64) -> Self {
        Self::Number(number, number)
    }

    /// A cell of a row.
    pub fn of_cell(cell: Cell<'r>) -> Self {
        match cell {
            Cell::Nothing => Self::Null,
            Cell::Number(number) => Self::number(number),
            Cell::Text(text) => Self::Text(Cow::Borrowed(text)),
            Cell::Flag(flag) => Self::Flag(flag),
            Cell::Opaque => Self::Opaque,
        }
    }

    /// A number of people as claimed. A claim that names no least number may mean none, an `open` one ("at least 5") any greater number.
    pub fn of_range(range: Option<CountRange>, open: bool) -> Self {
        match range {
            None => Self::Null,
            Some(range) => {
                let least = range.min.unwrap_or(0);
                let most = f64::from(range.max.unwrap_or(least).max(least));
                Self::Number(f64::from(least), if open { f64::INFINITY } else { most })
            }
        }
    }

    /// What a condition says; `None`: it doesn't decide.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => flag(text),
            _ => None,
        }
    }

    /// The answer of three-valued logic as a value.
    pub const fn of_truth(truth: Option<bool>) -> Self {
        match truth {
            Some(flag) => Self::Flag(flag),
            None => Self::Null,
        }
    }

    /// As text, for patterns.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Number(least, most) if least == most => Some(Cow::Owned(least.to_string())),
            Self::Flag(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
            _ => None,
        }
    }

    /// As a time, where it is one.
    pub fn days(&self) -> Option<Days> {
        match self {
            Self::Days(days) => Some(*days),
            Self::Text(text) => {
                let date = plain_date(text).ok()?;
                Some(Days::of_span(DateSpan { start: date.start, end: date.end.unwrap_or(date.start) }))
            }
            Self::Number(least, most) if least == most => plain_number_as_date(*least).map(Days::of),
            _ => None,
        }
    }

    fn range(&self) -> Option<(f64, f64)> {
        match self {
            Self::Number(least, most) => Some((*least, *most)),
            Self::Text(text) => text.trim().parse::<f64>().ok().filter(|n| n.is_finite()).map(|n| (n, n)),
            _ => None,
        }
    }
}

fn flag(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Compares two values; `None`: not decided.
pub fn compare(how: Comparison, a: &Value, b: &Value) -> Option<bool> {
    use Value::{Days as Time, Flag, Null, Number, Opaque, Text};
    match (a, b) {
        (Null | Opaque, _) | (_, Null | Opaque) => None,
        (Time(_), _) | (_, Time(_)) => {
            let (a, b) = (a.days()?, b.days()?);
            intervals(how, (a.first, a.last), (b.first, b.last))
        }
        (Text(a), Text(b)) => match iso_days(a, b) {
            Some((a, b)) => intervals(how, (a.first, a.last), (b.first, b.last)),
            None => ordered(how, a, b),
        },
        // A number of a table may be meant as a text: `code = '12'`.
        (Number(..), Text(_)) | (Text(_), Number(..)) => match (a.range(), b.range()) {
            (Some(a), Some(b)) => intervals(how, a, b),
            _ => None,
        },
        (Number(least, most), Number(from, to)) => intervals(how, (*least, *most), (*from, *to)),
        (Flag(_), _) | (_, Flag(_)) => match how {
            Comparison::Equal => Some(a.truth()? == b.truth()?),
            Comparison::NotEqual => Some(a.truth()? != b.truth()?),
            _ => None,
        },
    }
}

/// Texts of which one is a whole ISO day and both are times compare as times.
fn iso_days(a: &str, b: &str) -> Option<(Days, Days)> {
    let is_day = |text: &str| text.parse::<CivilDate>().is_ok_and(|d| d.day.is_some());
    if !is_day(a) && !is_day(b) {
        return None;
    }
    let days = |text: &str| Value::Text(Cow::Borrowed(text)).days();
    days(a).zip(days(b))
}

fn ordered<T: PartialOrd + ?Sized>(how: Comparison, a: &T, b: &T) -> Option<bool> {
    Some(match how {
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Less => a < b,
        Comparison::Greater => a > b,
        Comparison::AtMost => a <= b,
        Comparison::AtLeast => a >= b,
    })
}

/// Decided where it holds for all of both intervals, or for nothing of them. Equal to an interval is what lies in it.
fn intervals<T: PartialOrd + Copy>(how: Comparison, a: (T, T), b: (T, T)) -> Option<bool> {
    match how {
        Comparison::Equal if a.0 >= b.0 && a.1 <= b.1 => Some(true),
        Comparison::Equal => (a.1 < b.0 || a.0 > b.1).then_some(false),
        Comparison::NotEqual => intervals(Comparison::Equal, a, b).map(|equal| !equal),
        Comparison::Less if a.1 < b.0 => Some(true),
        Comparison::Less => (a.0 >= b.0).then_some(false),
        Comparison::AtMost if a.1 <= b.1 => Some(true),
        Comparison::AtMost => (a.0 > b.1).then_some(false),
        Comparison::Greater => intervals(Comparison::AtMost, a, b).map(|at_most| !at_most),
        Comparison::AtLeast => intervals(Comparison::Less, a, b).map(|less| !less),
    }
}

/// Calculates; what can't be, or has no finite result, is not given.
pub fn calculate(how: Operator, a: &Value, b: &Value) -> Value<'static> {
    let (Some(a), Some(b)) = (a.range(), b.range()) else { return Value::Null };
    let known = a.0 == a.1 && b.0 == b.1;
    let ends = |of: &dyn Fn(f64, f64) -> f64| {
        let all = [of(a.0, b.0), of(a.0, b.1), of(a.1, b.0), of(a.1, b.1)];
        let (least, most) = all.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, m), n| (l.min(*n), m.max(*n)));
        if all.iter().all(|n| n.is_finite()) { Value::Number(least, most) } else { Value::Null }
    };
    let has_zero = b.0 <= 0.0 && b.1 >= 0.0;
    match how {
        Operator::Add => ends(&|x, y| x + y),
        Operator::Subtract => ends(&|x, y| x - y),
        Operator::Multiply => ends(&|x, y| x * y),
        Operator::Divide if !has_zero => ends(&|x, y| x / y),
        Operator::WholeDivide if known && !has_zero => ends(&|x, y| libm::trunc(x / y)),
        Operator::Remainder if known && !has_zero => ends(&|x, y| libm::fmod(x, y)),
        Operator::Power if known => ends(&libm::pow),
        _ => Value::Null,
    }
}
