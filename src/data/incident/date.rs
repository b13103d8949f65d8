//! Dates as sources give them: whole days, months or years, with what they rest on. No clock, no time zone.
//!
//! Day numbers follow H. Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil` (2013): the
//! proleptic Gregorian calendar, exact for every year of this type.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// How sure a date is. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// The source says it.
    Stated,
    /// It follows from what the source says.
    Inferred,
    /// Sources differ.
    Disputed,
}

/// How fine a date is. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    /// The day and a time of day.
    Time,
    /// The day.
    Day,
    /// The month.
    Month,
    /// The year.
    Year,
    /// From a day, month or year to another.
    Period,
}

/// A day, a month or a year of the Gregorian calendar: `2020-10-26`, `2017-04`, `2015`. Years 1…9999.
///
/// Dates are ordered by their beginning, the coarser first: `2017 < 2017-04 < 2017-04-01`.
///
/// ```
/// use sitmap::data::incident::{CivilDate, Weekday};
/// let strike: CivilDate = "2020-10-26".parse().unwrap();
/// assert_eq!(strike.weekday(), Some(Weekday::Monday));
/// assert_eq!("2020-03-05".parse::<CivilDate>().unwrap().days_until(strike), Some(235));
/// assert!("2019-02-29".parse::<CivilDate>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    /// 1…9999.
    pub year: i32,
    /// 1…12; `None`: a whole year.
    pub month: Option<u8>,
    /// 1…31; `None`: a whole month or year.
    pub day: Option<u8>,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    #[error("expected a date such as 2020-10-26, 2020-10 or 2020, found {0:?}")]
    Form(String),
    /// Written right, but not in the calendar.
    #[error("{0} is not in the calendar")]
    Calendar(String),
}

/// Day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl CivilDate {
    /// A day, a month (`day` `None`) or a year (both `None`), if it is in the calendar.
    ///
    /// # Errors
    /// [`DateError::Calendar`] for a year outside 1…9999, a 13th month, a 30 February, or a day without a month.
    pub fn new(year: i32, month: Option<u8>, day: Option<u8>) -> Result<Self, DateError> {
        let date = Self { year, month, day };
        let in_calendar = match (month, day) {
            (None, None) => true,
            (Some(m), None) => (1..=12).contains(&m),
            (Some(m), Some(d)) => (1..=12).contains(&m) && (1..=days_in_month(year, m)).contains(&d),
            (None, Some(_)) => false,
        };
        let known = in_calendar && (1..=9999).contains(&year);
        if known { Ok(date) } else { Err(DateError::Calendar(date.to_string())) }
    }

    /// The first day that the date can mean, as days since 1970-01-01.
    pub fn first_day_number(self) -> i64 {
        day_number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that the date can mean, as days since 1970-01-01.
    pub fn last_day_number(self) -> i64 {
        let month = self.month.unwrap_or(12);
        day_number(self.year, month, self.day.unwrap_or_else(|| days_in_month(self.year, month)))
    }

    /// The day of a number of days since 1970-01-01; `None` outside the years 1…9999.
    pub fn of_day_number(number: i64) -> Option<Self> {
        let days = number + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok(), u8::try_from(day).ok()).ok()
    }

    /// Days from this day to another; negative if the other is earlier, `None` unless both are whole days.
    pub fn days_until(self, other: Self) -> Option<i64> {
        self.day.and(other.day)?;
        Some(other.first_day_number() - self.first_day_number())
    }

    /// Day of the week; `None` for a month or a year.
    pub fn weekday(self) -> Option<Weekday> {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        self.day?;
        let week = [Thursday, Friday, Saturday, Sunday, Monday, Tuesday, Wednesday];
        Some(week[self.first_day_number().rem_euclid(7) as usize])
    }

    /// How fine the date is: day, month or year.
    pub fn precision(self) -> DatePrecision {
        match (self.month, self.day) {
            (_, Some(_)) => DatePrecision::Day,
            (Some(_), None) => DatePrecision::Month,
            (None, None) => DatePrecision::Year,
        }
    }
}

/// Days in a month of the Gregorian calendar.
fn days_in_month(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01. Years begin in March, so that the leap day is the last one of its year.
fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for CivilDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let parts: Vec<&str> = text.split('-').collect();
        let widths_right = parts.iter().zip([4, 2, 2]).all(|(part, width)| part.len() == width);
        let digits_only = parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
        if parts.len() > 3 || !widths_right || !digits_only {
            return Err(DateError::Form(text.to_owned()));
        }
        let small = |i: usize| parts.get(i).and_then(|p| p.parse::<u8>().ok());
        let year = parts[0].parse::<i32>().map_err(|_| DateError::Form(text.to_owned()))?;
        Self::new(year, small(1), small(2))
    }
}

impl Serialize for CivilDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CivilDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for CivilDate {
    fn schema_name() -> Cow<'static, str> {
        "CivilDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A day, month or year: 2020-10-26, 2017-04, 2015.",
            "type": "string",
            "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
        })
    }
}

/// When it happened: the date that is used, what it rests on, and the other dates that are claimed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventDate {
    /// The date, or the beginning of the period.
    pub start: CivilDate,
    /// Last day, month or year of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<CivilDate>,
    /// How fine it is.
    pub precision: DatePrecision,
    /// What it rests on.
    pub basis: DateBasis,
    /// Local time of day as far as it is told: `22:00–23:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_time: Option<String>,
    /// The words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// How an inferred date was found, or what else a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Other dates and times that are claimed, coarser, finer or different.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<DateClaim>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

impl EventDate {
    /// A date of which nothing else is known: stated, as fine as it is written.
    pub fn on(start: CivilDate) -> Self {
        Self {
            start,
            end: None,
            precision: start.precision(),
            basis: DateBasis::Stated,
            local_time: None,
            text: None,
            said_by: None,
            source: None,
            paragraph: None,
            note: None,
            others: Vec::new(),
            extra: Map::new(),
        }
    }

    /// A period of which nothing else is known.
    pub fn between(start: CivilDate, end: CivilDate) -> Self {
        Self { end: Some(end), precision: DatePrecision::Period, ..Self::on(start) }
    }
}

/// Another date that somebody claims for the same event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateClaim {
    /// The date, or the beginning of the period.
    pub start: CivilDate,
    /// Last day, month or year of a period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<CivilDate>,
    /// Local time of day as far as it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_time: Option<String>,
    /// What it rests on.
    pub basis: DateBasis,
    /// The words of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Key in `sources.json`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Paragraph of the source, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Members that we don't know.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: Map<String, Value>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    /// Weekdays from GNU date 9.7 (`date -d … +%A`).
    #[test]
    fn weekdays() {
        let table = [
            ("2020-10-26", Weekday::Monday),
            ("2020-09-20", Weekday::Sunday),
            ("2018-09-08", Weekday::Saturday),
            ("2018-09-07", Weekday::Friday),
            ("2020-02-27", Weekday::Thursday),
            ("2000-02-29", Weekday::Tuesday),
            ("1970-01-01", Weekday::Thursday),
            ("1600-03-01", Weekday::Wednesday),
        ];
        for (text, day) in table {
            assert_eq!(date(text).weekday(), Some(day), "{text}");
        }
        assert_eq!(date("2017-04").weekday(), None);
    }

    #[test]
    fn gaps() {
        assert_eq!(date("2020-08-02").days_until(date("2020-09-20")), Some(49));
        assert_eq!(date("2020-03-05").days_until(date("2020-10-26")), Some(235));
        assert_eq!(date("2017-04").days_until(date("2020-10-26")), None);
        assert_eq!(date("2017-04").last_day_number() - date("2017-04").first_day_number(), 29);
        assert_eq!(date("2016").last_day_number() - date("2016").first_day_number(), 365);
    }

    #[test]
    fn what_is_no_date() {
        for text in ["", "20-10-26", "2020-1-2", "2020-10-26T10:00", "26.10.2020", "2020-10-26-1", "-020-10-26", "٢٠٢٠"]
        {
            assert!(matches!(text.parse::<CivilDate>(), Err(DateError::Form(_))), "{text}");
        }
        for text in ["0000", "2020-13", "2020-00", "2019-02-29", "2020-04-31"] {
            assert!(matches!(text.parse::<CivilDate>(), Err(DateError::Calendar(_))), "{text}");
        }
    }

    #[test]
    fn the_coarser_date_comes_first() {
        let mut dates = [date("2017-04-01"), date("2017"), date("2016-12-31"), date("2017-04")];
        dates.sort();
        assert_eq!(dates.map(|d| d.to_string()), ["2016-12-31", "2017", "2017-04", "2017-04-01"]);
    }

    proptest! {
        #[test]
        fn day_numbers_count_on(year in 1i32..=9999, month in 1u8..=12, day in 1u8..=28) {
            let today = CivilDate::new(year, Some(month), Some(day)).unwrap();
            prop_assert_eq!(today.to_string().parse::<CivilDate>(), Ok(today));
            prop_assert_eq!(CivilDate::of_day_number(today.first_day_number()), Some(today));
            let whole = CivilDate::new(year, Some(month), None).unwrap();
            prop_assert_eq!(today.first_day_number() - whole.first_day_number(), i64::from(day) - 1);
            if year < 9999 {
                let next = CivilDate::new(year + 1, None, None).unwrap();
                let this = CivilDate::new(year, None, None).unwrap();
                prop_assert_eq!(this.last_day_number() + 1, next.first_day_number());
            }
        }
    }
}
