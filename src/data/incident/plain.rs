//! What strangers' files say instead of our members: the names they use, plain numbers and plain dates.
//!
//! Only what can be read one way is read. `26/10/2020` may be two days, so it is refused, not guessed.

use super::date::{CivilDate, DateError, DatePrecision, EventDate};

/// Members that hold a name, the likeliest first; compared without case.
pub const NAME: [&str; 9] =
    ["name", "name_en", "title", "label", "event_name", "place_name", "place", "location", "site"];
/// Members that hold a date.
pub const DATE: [&str; 8] =
    ["date", "event_date", "date_start", "start_date", "incident_date", "datetime", "day", "timestamp"];
/// Members that hold the number of people killed.
pub const KILLED: [&str; 7] =
    ["killed", "fatalities", "deaths", "dead", "killed_total", "fatality", "casualties_killed"];
/// Members that hold the number of people injured.
pub const INJURED: [&str; 5] = ["injured", "wounded", "injuries", "injured_total", "casualties_injured"];
/// Members that say in a phrase what happened.
pub const WHAT: [&str; 5] = ["what", "description", "summary", "notes", "event"];

/// Within how many metres of its point an event is known to lie: our member, Darwin Core's term, or UCDP's code of precision 2, whose
/// codebook speaks of a radius of about 25 km around a known point. Its other codes, and those of ACLED, name no distance.
pub fn uncertainty_m(number: impl Fn(&str) -> Option<f64>) -> Option<f64> {
    let metres = number("uncertainty_m").or_else(|| number("coordinateUncertaintyInMeters"));
    let coded = || number("where_prec").filter(|code| *code == 2.0).map(|_| 25_000.0);
    metres.filter(|m| *m >= 0.0).or_else(coded)
}

/// A date as people write it in a table: ISO day, month or year, ISO date and time, ISO period with `/`,
/// `26 October 2020`.
pub fn date(text: &str) -> Result<EventDate, DateError> {
    let text = text.trim();
    if let Some((start, end)) = text.split_once('/')
        && let (Ok(start), Ok(end)) = (start.parse(), end.parse())
    {
        return Ok(EventDate::between(start, end));
    }
    if let Some((day, time)) = text.split_once(['T', ' '])
        && let Ok(day) = day.parse::<CivilDate>()
    {
        return Ok(with_time(EventDate::on(day), time.trim()));
    }
    text.parse().or_else(|fault| day_month_year(text).unwrap_or(Err(fault))).map(EventDate::on)
}

/// A year that a table's reader took for a number: `2019`.
pub fn number_as_date(number: f64) -> Option<CivilDate> {
    let is_year = number.fract() == 0.0 && (1000.0..=9999.0).contains(&number);
    is_year.then(|| CivilDate::new(number as i32, None, None).ok()).flatten()
}

/// The date with the hour and minute of an ISO time. Its offset is not applied: the hour is as the file says it.
/// Midnight is what tables write for "no time", so it says nothing. A time of UTC is none of the place: it stays in the words of the file.
pub fn with_time(date: EventDate, time: &str) -> EventDate {
    if let Some(time) = time.strip_suffix('Z') {
        let text = Some(format!("{} {time} UTC", date.start));
        return if time.starts_with("00:00") { date } else { EventDate { text, ..date } };
    }
    let clock = time.get(..5).filter(|t| {
        let b = t.as_bytes();
        b[2] == b':' && [0, 1, 3, 4].iter().all(|&i| b[i].is_ascii_digit())
    });
    match clock {
        Some(clock) if clock != "00:00" => {
            EventDate { local_time: Some(clock.to_owned()), precision: DatePrecision::Time, ..date }
        }
        _ => date,
    }
}

/// Months in English, French, Spanish and Arabic (of the Levant, of Egypt and the Gulf, of the Maghreb), as tables write them.
const MONTHS: [&str; 12] = [
    "jan january janvier janv enero ene يناير كانون_الثاني جانفي",
    "feb february février fevrier févr febrero فبراير شباط فيفري",
    "mar march mars marzo مارس آذار",
    "apr april avril avr abril abr أبريل نيسان أفريل",
    "may mai mayo مايو أيار ماي",
    "jun june juin junio يونيو حزيران جوان",
    "jul july juillet juil julio يوليو تموز جويلية",
    "aug august août aout agosto ago أغسطس آب أوت",
    "sep sept september septembre septiembre سبتمبر أيلول",
    "oct october octobre octubre أكتوبر تشرين_الأول",
    "nov november novembre noviembre نوفمبر تشرين_الثاني",
    "dec december décembre decembre déc diciembre dic ديسمبر كانون_الأول",
];

/// `26 October 2020`, as ACLED's exports write it, `October 2020`, and the same in other languages.
fn day_month_year(text: &str) -> Option<Result<CivilDate, DateError>> {
    let plain = text.to_lowercase().replace(" de ", " ").replace("كانون ", "كانون_").replace("تشرين ", "تشرين_");
    let parts: Vec<&str> = plain.split_whitespace().collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => (Some(day.trim_end_matches("er").parse().ok()?), *month, *year),
        [month, year] => (None, *month, *year),
        _ => return None,
    };
    let month = month.trim_end_matches(['.', ',']);
    let index = MONTHS.iter().position(|names| names.split(' ').any(|name| name == month))?;
    Some(CivilDate::new(year.parse().ok()?, u8::try_from(index + 1).ok(), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_tables() {
        let read = |text: &str| {
            let d = date(text).unwrap();
            (d.start.to_string(), d.end.map(|e| e.to_string()), d.precision, d.local_time)
        };
        let day = "2020-10-26".to_owned();
        assert_eq!(read("2020-10-26"), (day.clone(), None, DatePrecision::Day, None));
        assert_eq!(read(" 26 October 2020 "), (day.clone(), None, DatePrecision::Day, None));
        assert_eq!(read("2020-10-26T09:30:00Z"), (day.clone(), None, DatePrecision::Day, None));
        assert_eq!(date("2020-10-26T09:30:00Z").unwrap().text.as_deref(), Some("2020-10-26 09:30:00 UTC"));
        assert_eq!(read("2020-10-26T09:30:00+03:00"), (day.clone(), None, DatePrecision::Time, Some("09:30".into())));
        for text in ["26 octobre 2020", "26 de octubre de 2020", "26 Oct. 2020", "26 تشرين الأول 2020", "26 أكتوبر 2020"]
        {
            assert_eq!(read(text), (day.clone(), None, DatePrecision::Day, None), "{text}");
        }
        assert_eq!(read("March 2017").0, "2017-03");
        assert_eq!(read("2020-10-26 00:00:00"), (day.clone(), None, DatePrecision::Day, None));
        assert_eq!(read("2017-04"), ("2017-04".into(), None, DatePrecision::Month, None));
        assert_eq!(read("2019-04/2020-03-05").1.as_deref(), Some("2020-03-05"));
    }

    #[test]
    fn what_may_be_two_days_is_refused() {
        for text in ["26/10/2020", "10/11/2020", "26.10.2020", "Monday", "", "31 February 2020"] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
