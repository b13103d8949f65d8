//! The words of the furniture: one file a language, the same fields in each.
//!
//! Dates are written day–month–year; Arabic uses the Levant's month names with the international ones in brackets.
//! Digits are European in all, as the target pictures have them, or Arabic-Indic in Arabic by the figure's wish.

mod ar;
pub mod attribution;
pub mod caption;
mod en;
mod es;
pub mod filter;
mod fr;
mod plural;
pub mod summed;
mod tr;
mod uk;

use crate::data::borders::names_in;
use crate::data::incident::{AttributionStatus, CivilDate, DatePrecision, EventDate, Kind};
use crate::spec::{Digits, Pictogram};
use crate::text::ArabicIndic;
use std::collections::BTreeSet;

/// What places that are coarse on purpose are told to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoarseTo {
    /// A cell of a grid, by its width with its unit.
    Cell(String),
    /// The country.
    Country,
    /// The first-level division.
    Division,
    /// An area of a file, by the file's name.
    Area(String),
}

/// Fixed words of one language, and how its sentences are put together.
#[derive(Debug)]
pub struct Language {
    /// BCP 47 code.
    pub code: &'static str,
    /// Written from right to left?
    pub rtl: bool,
    /// January … December.
    pub months: [&'static str; 12],
    /// A day before its month and year, and a month before its year.
    pub day_of: fn(u8, &str) -> String,
    pub month_of: fn(&str, i32) -> String,
    pub key: &'static str,
    /// Heading of the names that numbers on the map stand for.
    pub named_by_number: &'static str,
    pub symbol_area: &'static str,
    pub layers: &'static str,
    pub number_killed: &'static str,
    pub number_killed_by_claim: &'static str,
    pub oldest_first: &'static str,
    /// What the bar of the chart means that fades.
    pub fading_bar: &'static str,
    pub highest_claim: &'static str,
    pub lowest_claim: &'static str,
    pub killed: &'static str,
    pub not_reported: &'static str,
    pub not_reported_symbol: &'static str,
    pub contested: &'static str,
    pub place_uncertain: &'static str,
    pub place_not_given: &'static str,
    pub shortest_line: &'static str,
    pub state_border: &'static str,
    pub disputed_border: &'static str,
    pub governorate: &'static str,
    pub road_schematic: &'static str,
    pub road: &'static str,
    pub built_up: &'static str,
    pub river: &'static str,
    pub lake: &'static str,
    pub river_lake: &'static str,
    pub area_only: &'static str,
    pub direction_only: &'static str,
    /// Symbols that share a place and stand around it.
    pub moved_aside: &'static str,
    pub attributed: fn(AttributionStatus) -> attribution::Phrases,
    /// Heading of the time strip.
    pub when: &'static str,
    pub table_heading: &'static str,
    pub killed_as_claimed: &'static str,
    pub sources: &'static str,
    pub base_map: &'static str,
    pub projection: &'static str,
    pub figures_are_claims: &'static str,
    pub figures_as_given: &'static str,
    pub date_inferred_note: &'static str,
    pub disputes_note: &'static str,
    /// Of a map that is larger in scale than what its coast and borders were made for.
    pub coarse_base_note: &'static str,
    /// The note on the view that a map takes, by the code of the state.
    pub view_note: fn(&str) -> String,
    pub as_of: &'static str,
    pub central_meridian: &'static str,
    pub standard_parallels: &'static str,
    pub distance_note: &'static str,
    pub distance_note_range: &'static str,
    pub scale_true_at: &'static str,
    /// The letter at the tip of a north arrow.
    pub north: &'static str,
    /// What stands in the corners of insets and at their places on the map.
    pub inset_letters: [&'static str; crate::spec::MOST_INSETS],
    pub map_number: &'static str,
    pub incidents_title: fn(usize) -> String,
    /// So many incidents of a title's period have no date.
    pub undated: fn(usize) -> String,
    /// So many incidents are without a place; so many lie outside the frame.
    pub without_place: fn(usize) -> String,
    pub outside_frame: fn(usize) -> String,
    /// So many attributions are not told.
    pub more_attributions: fn(usize) -> String,
    /// Before the last member of a list.
    pub and: &'static str,
    pub kind_not_given: &'static str,
    /// At most so many.
    pub at_most: fn(u32) -> String,
    pub at_least: fn(u32) -> String,
    pub said_over: fn(u32) -> String,
    pub kind: fn(Kind) -> &'static str,
    /// Camp, hospital, border crossing, checkpoint.
    pub places: [&'static str; 4],
    pub unit: fn(crate::units::LengthUnit) -> &'static str,
    pub hemisphere: [&'static str; 4],
    /// Between a list's members.
    pub comma: &'static str,
    /// Between sentences of a list.
    pub semicolon: &'static str,
    pub about: &'static str,
    pub method: fn(crate::projection::Method) -> &'static str,
    pub covers: fn(crate::data::layer::LayerRole) -> &'static str,
    pub relief: &'static str,
    /// Words about sums.
    pub summed: &'static summed::SummedWords,
    /// Places were made so coarse on purpose.
    pub coarsened: fn(CoarseTo) -> String,
    /// What the filter asks for and leaves out.
    pub filter: fn(&filter::FilterTold) -> String,
    /// Names of more countries than a subtitle can hold.
    pub many_countries: fn(usize) -> String,
    /// Words of captions and of descriptions.
    pub caption: &'static caption::CaptionWords,
}

/// English, used where a language is not known.
pub static ENGLISH: &Language = &en::ENGLISH;

/// The language with this code; English for codes that are not known yet (`None` tells so).
pub fn language(code: &str) -> Option<&'static Language> {
    match code.split('-').next().unwrap_or_default() {
        "en" => Some(&en::ENGLISH),
        "ar" => Some(&ar::ARABIC),
        "fr" => Some(&fr::FRENCH),
        "es" => Some(&es::SPANISH),
        "tr" => Some(&tr::TURKISH),
        "uk" => Some(&uk::UKRAINIAN),
        _ => None,
    }
}

impl Language {
    /// What writes the figure's digits, if they are others than a text has: only Arabic has others.
    pub fn digits(&self, wish: Digits) -> Option<ArabicIndic> {
        (wish == Digits::ArabicIndic && self.code == "ar").then(ArabicIndic::default)
    }

    /// A text with the figure's digits.
    pub fn with_digits(&self, text: &str, wish: Digits) -> String {
        self.digits(wish).map_or_else(|| text.to_owned(), |mut digits| digits.write(text))
    }

    /// Numbers of sources: `[1, 2]`, in their order, each once; never parted at a line's end.
    pub fn cited(&self, numbers: &[usize]) -> String {
        let numbers: BTreeSet<usize> = numbers.iter().copied().collect();
        let written: Vec<String> = numbers.iter().map(usize::to_string).collect();
        format!("[{}]", written.join(&format!("{}\u{a0}", self.comma.trim_end())))
    }

    /// What a pictogram means.
    pub fn pictogram(&self, pictogram: Pictogram) -> &'static str {
        let [camp, hospital, crossing, checkpoint] = self.places;
        match pictogram {
            Pictogram::Strike => (self.kind)(Kind::Airstrike),
            Pictogram::Shelling => (self.kind)(Kind::Shelling),
            Pictogram::Clash => (self.kind)(Kind::Clash),
            Pictogram::Attack => (self.kind)(Kind::GroundAttack),
            Pictogram::Chemical => (self.kind)(Kind::ChemicalAttack),
            Pictogram::Explosion => (self.kind)(Kind::Explosion),
            Pictogram::Abduction => (self.kind)(Kind::Abduction),
            Pictogram::Camp => camp,
            Pictogram::Hospital => hospital,
            Pictogram::Crossing => crossing,
            Pictogram::Checkpoint => checkpoint,
        }
    }

    /// A date as the figure says it: `26 October 2020`, `April 2017`, `27–28 October 2020`.
    pub fn date(&self, date: &EventDate) -> String {
        match (date.end, date.precision) {
            (_, DatePrecision::Year) => date.start.year.to_string(),
            (_, DatePrecision::Month) => self.month_of(date.start),
            (Some(end), _) if end != date.start => {
                if (end.year, end.month) == (date.start.year, date.start.month) && end.day.is_some() {
                    format!("{}–{}", date.start.day.unwrap_or(1), self.day(end))
                } else {
                    format!("{}\u{a0}– {}", self.day(date.start), self.day(end))
                }
            }
            _ => self.day(date.start),
        }
    }

    /// `26 October 2020`, or `April 2017` where the day is not known.
    pub fn day(&self, date: CivilDate) -> String {
        match date.day {
            Some(day) => (self.day_of)(day, &self.month_of(date)),
            None => self.month_of(date),
        }
    }

    /// `January–March 2022`: two months of one year.
    pub fn months_of_year(&self, first: CivilDate, last: CivilDate) -> String {
        let index = usize::from(first.month.unwrap_or(1)).wrapping_sub(1);
        let name = self.months.get(index).copied().unwrap_or_default();
        let last = self.month_of(last);
        if name.contains(' ') { format!("{name}\u{a0}– {last}") } else { format!("{name}–{last}") }
    }

    fn month_of(&self, date: CivilDate) -> String {
        match date.month {
            Some(month) => {
                let name = self.months.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default();
                (self.month_of)(name, date.year)
            }
            None => date.year.to_string(),
        }
    }

    /// What a country of these codes is called, where the language is neither English nor Arabic, whose names the base map has.
    pub fn country(&self, codes: &[String]) -> Option<&'static str> {
        names_in(self.code).find(|(code, _)| codes.iter().any(|c| c == code)).map(|(_, name)| name)
    }

    /// Members as a list in a sentence: `a, b and c`.
    pub fn listed(&self, members: &[String]) -> String {
        match members {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{}{}{last}", first.join(self.comma), self.and),
        }
    }

    /// Degrees and minutes on the frame: `36°20′ E`.
    pub fn degrees(&self, value_deg: f64, longitude: bool) -> String {
        let minutes = libm::round(value_deg.abs() * 600.0) / 10.0;
        let whole = libm::floor(minutes / 60.0);
        let rest = minutes - whole * 60.0;
        let number = if rest == 0.0 {
            format!("{whole}°")
        } else if rest == libm::floor(rest) {
            format!("{whole}°{rest:02}′")
        } else {
            format!("{whole}°{rest:04.1}′")
        };
        let side = match (longitude, value_deg) {
            (true, v) if v == 0.0 || v.abs() == 180.0 => return number,
            (false, 0.0) => return number,
            (true, v) => self.hemisphere[if v > 0.0 { 0 } else { 1 }],
            (false, v) => self.hemisphere[if v > 0.0 { 2 } else { 3 }],
        };
        // After Arabic letters, digits and signs would be ordered apart: an isolate keeps degrees before minutes.
        if self.rtl { format!("\u{2066}{number}\u{2069}\u{a0}{side}") } else { format!("{number}\u{a0}{side}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_each_language_writes_them() {
        let day = |language: &str, text: &str| super::language(language).unwrap().day(text.parse().unwrap());
        assert_eq!(day("en", "2020-10-26"), "26\u{a0}October\u{a0}2020");
        assert_eq!(day("fr", "2020-03-01"), "1er\u{a0}mars\u{a0}2020");
        assert_eq!(day("es", "2020-10-26"), "26\u{a0}de\u{a0}octubre de\u{a0}2020");
        assert_eq!(day("es", "2020-10"), "octubre de\u{a0}2020");
        assert_eq!(day("tr", "2020-10-26"), "26\u{a0}Ekim\u{a0}2020");
        assert_eq!(day("uk", "2020-10-26"), "26\u{a0}жовтня\u{a0}2020");
        assert_eq!(day("uk", "2020-02"), "лютий\u{a0}2020");
        assert_eq!((super::language("uk").unwrap().incidents_title)(22), "22 інциденти");
        assert_eq!(super::language("fr").unwrap().country(&["SYR".to_owned()]), Some("Syrie"));
        assert_eq!(ENGLISH.country(&["SYR".to_owned()]), None);
    }

    #[test]
    fn degrees_on_the_frame() {
        let en = language("en").unwrap();
        assert_eq!(en.degrees(36.0 + 20.0 / 60.0, true), "36°20′\u{a0}E");
        assert_eq!(en.degrees(-0.5, false), "0°30′\u{a0}S");
        assert_eq!(en.degrees(180.0, true), "180°");
        assert_eq!(en.degrees(36.0 + 31.7 / 60.0, true), "36°31.7′\u{a0}E");
        assert_eq!(language("ar").unwrap().degrees(36.0, true), "\u{2066}36°\u{2069}\u{a0}شرقًا");
    }
}
