//! Distances in words, each with its range and what it was measured to.

use super::{CaptionInput, sentence};
use crate::data::incident::Incident;
use crate::layout::map::measured::{self, MeasuredDistance};
use crate::layout::map::names;
use crate::layout::typesetter::capitalised;
use crate::units::LengthUnit;

impl CaptionInput<'_> {
    /// All distances of an incident: `9.9 km (7–13 km) to the Turkish border`.
    pub(super) fn distances_from(&self, incident: usize) -> Vec<String> {
        self.distances.iter().filter(|d| d.incident == incident).map(|d| self.distance(d)).collect()
    }

    /// Of the distances from many incidents the least and the greatest.
    pub(super) fn least_and_greatest(&self, on_map: &[(usize, &Incident)]) -> Option<String> {
        let told = |d: &&MeasuredDistance| on_map.iter().any(|(i, _)| *i == d.incident);
        let by_length =
            |a: &&MeasuredDistance, b: &&MeasuredDistance| a.interval.distance_m.total_cmp(&b.interval.distance_m);
        let least = self.distances.iter().filter(told).min_by(by_length)?;
        let greatest = self.distances.iter().filter(told).max_by(by_length)?;
        let words = self.language.caption;
        let from = |d: &MeasuredDistance| self.name(&self.incidents[d.incident]);
        let shortest = (words.shortest)(&self.distance(least), &from(least));
        let longest = (words.longest)(&self.distance(greatest), &from(greatest));
        Some(sentence(&[capitalised(&shortest, self.language), longest].join(self.language.semicolon)))
    }

    fn distance(&self, distance: &MeasuredDistance) -> String {
        let value = measured::written(distance.interval, self.figure.units, self.language);
        format!("{value} {}", self.to(distance)).trim_end().to_owned()
    }

    /// What was measured to: in the figure's own words, else by the names of the countries, else of the file.
    fn to(&self, distance: &MeasuredDistance) -> String {
        let words = self.language.caption;
        match distance.countries {
            _ if !distance.words.is_empty() => distance.words.clone(),
            Some([a, b]) => (words.to_border)(&self.country(a), &self.country(b)),
            None => (words.to_line)(&distance.line),
        }
    }

    /// The name of a country in the figure's language.
    fn country(&self, code: &str) -> String {
        if let Some(name) = self.language.country(&[code.to_owned()]) {
            return name.to_owned();
        }
        let countries = self.catalogue.countries();
        let feature = countries.features.iter().find(|f| f.countries.iter().any(|c| c == code));
        let name = feature.and_then(|f| names::name(f.name.as_deref(), f.name_ar.as_deref(), self.language.code, None));
        name.map_or_else(|| code.to_owned(), |n| n.first)
    }

    /// A length of which no range is known: `3 km`, `500 m`.
    pub(super) fn length(&self, metres: f64) -> String {
        let unit = self.figure.units;
        if unit == LengthUnit::Km && metres < 1000.0 {
            return format!("{metres:.0}\u{a0}{}", self.language.caption.metre);
        }
        let value = libm::round(metres / unit.metres() * 10.0) / 10.0;
        format!("{value}\u{a0}{}", (self.language.unit)(unit))
    }
}
