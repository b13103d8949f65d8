//! Exports that are known by their columns, and what their codes mean.
//!
//! - **ACLED**: *ACLED Codebook* (2023), sections on event types, on time precision and on reported fatalities. `fatalities` is one number, an estimate from the
//!   sources' reports; the time precision 1 is a day, 2 a week or the like, 3 a month of which the day is not known. The geographic precision names
//!   no distance.
//! - **UCDP GED**: *UCDP GED Codebook* (versions 17 to 24). `low`, `best`, `high` are estimates of all deaths; `date_start` and `date_end` are the earliest and
//!   latest day on which the event can have happened; `where_prec` 2 is a place within about 25 km of a known point, no other code names a distance.
//! - **HXL**: the row of hashtags below the header (*HXL standard 1.1*) says what columns mean, whatever their names.
//!
//! Where a code says less than one of our members asks for, the member stays empty.

use super::Field;
use crate::data::incident::{CivilDate, DateBasis, EventDate, Kind};

/// An export that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// Armed Conflict Location & Event Data.
    Acled,
    /// Uppsala Conflict Data Program, Georeferenced Event Dataset.
    UcdpGed,
    /// A table with HXL hashtags.
    Hxl,
}

impl Export {
    /// The export that has these columns.
    pub fn of(header: &[String]) -> Option<Self> {
        let has = |names: &[&str]| names.iter().all(|n| header.iter().any(|h| h.eq_ignore_ascii_case(n)));
        if has(&["event_id_cnty", "event_date", "sub_event_type", "fatalities", "time_precision"]) {
            return Some(Self::Acled);
        }
        has(&["where_prec", "date_prec", "type_of_violence", "low", "best", "high"]).then_some(Self::UcdpGed)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "ACLED",
            Self::UcdpGed => "UCDP GED",
            Self::Hxl => "HXL",
        }
    }

    /// What its columns mean where their names alone don't say it.
    pub fn columns(self) -> &'static [(&'static str, Field)] {
        match self {
            Self::Acled => &[
                ("event_id_cnty", Field::Id),
                ("event_date", Field::Date),
                ("location", Field::Name),
                ("notes", Field::What),
                ("fatalities", Field::Killed),
                ("latitude", Field::Lat),
                ("longitude", Field::Lon),
                ("country", Field::Country),
            ],
            Self::UcdpGed => &[
                ("id", Field::Id),
                ("date_start", Field::Date),
                ("date_end", Field::DateEnd),
                ("where_coordinates", Field::Name),
                ("low", Field::KilledMin),
                ("high", Field::KilledMax),
                ("latitude", Field::Lat),
                ("longitude", Field::Lon),
                ("country", Field::Country),
            ],
            Self::Hxl => &[],
        }
    }

    /// Who says its numbers.
    pub fn said_by(self) -> Option<&'static str> {
        match self {
            Self::Acled => Some("ACLED"),
            Self::UcdpGed => Some("UCDP GED"),
            Self::Hxl => None,
        }
    }
}

/// The kind of an event by ACLED's `sub_event_type`.
pub fn acled_kind(sub_event_type: &str) -> Kind {
    match sub_event_type {
        "Air/drone strike" => Kind::Airstrike,
        "Shelling/artillery/missile attack" => Kind::Shelling,
        "Chemical weapon" => Kind::ChemicalAttack,
        "Remote explosive/landmine/IED" | "Suicide bomb" | "Grenade" => Kind::Explosion,
        "Armed clash" => Kind::Clash,
        "Government regains territory" | "Non-state actor overtakes territory" => Kind::GroundAttack,
        "Abduction/forced disappearance" => Kind::Abduction,
        _ => Kind::Other,
    }
}

/// A day with ACLED's time precision: of a month only the month is known, of a week the day is inferred.
pub fn acled_date(date: EventDate, time_precision: &str) -> EventDate {
    match (time_precision.trim(), date.start.month) {
        ("3", Some(month)) => match CivilDate::new(date.start.year, Some(month), None) {
            Ok(month) => EventDate::on(month),
            Err(_) => date,
        },
        ("2", _) => EventDate { basis: DateBasis::Inferred, ..date },
        _ => date,
    }
}

/// Attributes of a number of people that don't make it one of some people only.
const WHOLE: [&str; 9] = ["killed", "injured", "min", "max", "num", "ind", "all", "total", "reported"];

/// The field of an HXL hashtag with its attributes, `#geo+lat`.
pub fn hxl_field(tag: &str) -> Option<Field> {
    let tag = tag.trim().to_lowercase().replace(' ', "");
    let mut parts = tag.split('+');
    let base = parts.next()?;
    let attributes: Vec<&str> = parts.collect();
    let has = |a: &str| attributes.contains(&a);
    // A breakdown (`#affected +killed +f +children`) is a part of a whole: it is not the number.
    let whole = attributes.iter().all(|a| WHOLE.contains(a));
    match base {
        "#geo" if has("lat") => Some(Field::Lat),
        "#geo" if has("lon") => Some(Field::Lon),
        "#geo" if has("coord") => Some(Field::LatLon),
        "#affected" | "#inneed" if has("killed") && has("min") && whole => Some(Field::KilledMin),
        "#affected" if has("killed") && has("max") && whole => Some(Field::KilledMax),
        "#affected" if has("killed") && whole => Some(Field::Killed),
        "#affected" if has("injured") && whole => Some(Field::Injured),
        "#date" if has("end") => Some(Field::DateEnd),
        "#date" if attributes.is_empty() || has("start") || has("occurred") || has("event") => Some(Field::Date),
        "#loc" if has("name") && (has("i_ar") || has("ar")) => Some(Field::NameAr),
        "#loc" if has("name") => Some(Field::Name),
        "#event" if has("id") => Some(Field::Id),
        "#description" => Some(Field::What),
        "#meta" if has("source") => Some(Field::SaidBy),
        "#country" if has("name") => Some(Field::Country),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_say_no_more_than_their_codebook() {
        let on = |text: &str| EventDate::on(text.parse().unwrap());
        assert_eq!(acled_date(on("2020-10-15"), "3").start.to_string(), "2020-10");
        assert_eq!(acled_date(on("2020-10-15"), "2").basis, DateBasis::Inferred);
        assert_eq!(acled_date(on("2020-10-15"), "1"), on("2020-10-15"));
        assert_eq!(acled_kind("Peaceful protest"), Kind::Other);
        assert_eq!(hxl_field("#geo +lat"), Some(Field::Lat));
        assert_eq!(hxl_field("#affected+killed"), Some(Field::Killed));
        assert_eq!(hxl_field("#affected+killed+f+children"), None);
        assert_eq!(hxl_field("#adm1+name"), None);
    }
}
