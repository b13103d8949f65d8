//! What smells: places and numbers that are often slips. Nothing is changed; the reader is told where to look.
//!
//! Limit: what stands more than once is looked for among the first four million rows.

use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::geometry::parts;
use crate::data::incident::{CivilDate, Incident};
use crate::data::layer::LayerFeature;
use crate::diagnostic::{Diagnostic, Place};
use geo::{Centroid, Contains};

/// So many incidents at one place are told.
const MANY_AT_ONE_PLACE: usize = 50;
/// So many rows at one place are held against the middles of countries.
const SEVERAL: usize = 3;
/// The middles of areas of several sources differ by some kilometres.
const NEAR_DEG: f64 = 0.05;
/// So many rows of a block are held against the country that they name.
const MOST_COMPARED: usize = 50;

/// What is to be told of incidents that are dated after a day.
pub fn after(incidents: &[Incident], as_of: CivilDate) -> impl Iterator<Item = Diagnostic> {
    let last = as_of.last_day_number();
    incidents.iter().filter_map(move |incident| {
        let start = incident.date.as_ref().map(|d| d.start).filter(|d| d.first_day_number() > last)?;
        let place = Place {
            file: Some(incident.origin.file.to_string()),
            line: Some(incident.origin.line),
            feature: Some(incident.origin.feature),
            ..Place::default()
        };
        Some(Diagnostic::warning("data::future-date", format!("{start} is after {as_of}")).at(place))
    })
}

/// So many rows are looked at for what stands more than once.
const MOST_GATHERED: usize = 4_000_000;

/// What is gathered of the rows.
#[derive(Debug, Clone, Default)]
pub struct Smells {
    places: Vec<(u64, u64)>,
    ids: Vec<Box<str>>,
    at_zero: usize,
    whole_degrees: usize,
    /// Rows that were held against their country, those that lie in it, and those that would if longitude and latitude changed places.
    compared: (usize, usize, usize),
}

impl Smells {
    /// Looks at a row.
    pub fn add(&mut self, point: Option<geo::Point<f64>>, id: Option<&str>, country: Option<&str>) {
        if self.ids.len() < MOST_GATHERED {
            self.ids.extend(id.map(Box::from));
        }
        let Some(point) = point else { return };
        let (x, y) = (point.x(), point.y());
        if self.places.len() < MOST_GATHERED {
            self.places.push((x.to_bits(), y.to_bits()));
        }
        if (x, y) == (0.0, 0.0) {
            self.at_zero += 1;
        } else if x.fract() == 0.0 && y.fract() == 0.0 {
            self.whole_degrees += 1;
        }
        if self.compared.0 < MOST_COMPARED
            && let Some(name) = country.map(str::trim).filter(|c| CountryName::find(c).is_some())
            && let Some(feature) = Catalogue::builtin().country(name)
        {
            let holds = |x: f64, y: f64| parts(&feature.geometry).iter().any(|p| p.contains(&geo::Point::new(x, y)));
            self.compared.0 += 1;
            self.compared.1 += usize::from(holds(x, y));
            self.compared.2 += usize::from(x.abs() <= 90.0 && holds(y, x));
        }
    }

    /// Adds what was gathered of other rows.
    pub fn merge(&mut self, other: Self) {
        let room = |held: usize| MOST_GATHERED.saturating_sub(held);
        self.places.extend(other.places.into_iter().take(room(self.places.len())));
        self.ids.extend(other.ids.into_iter().take(room(self.ids.len())));
        self.at_zero += other.at_zero;
        self.whole_degrees += other.whole_degrees;
        let (mine, theirs) = (&mut self.compared, other.compared);
        *mine = (mine.0 + theirs.0, mine.1 + theirs.1, mine.2 + theirs.2);
    }

    /// What is to be told.
    pub fn told(mut self, name: &str) -> Vec<Diagnostic> {
        let place = Place { file: Some(name.to_owned()), ..Place::default() };
        let tell = |code, message: String| Diagnostic::warning(code, message).at(place.clone());
        let rows = |n: usize| if n == 1 { "one row is".to_owned() } else { format!("{n} rows are") };
        let mut told = Vec::new();
        if self.at_zero > 0 {
            let message = format!("{} at 0° E, 0° N, in the Gulf of Guinea", rows(self.at_zero));
            told.push(tell("data::place-at-zero", message));
        }
        if self.whole_degrees > 0 {
            let message = format!("{} at whole degrees: known to about 100 km, or rounded", rows(self.whole_degrees));
            told.push(tell("data::whole-degrees", message));
        }
        for (count, country, x, y) in self.middles() {
            let message = format!("{count} rows are at {x} {y}, the middle of {country}: a place that is not known?");
            told.push(tell("data::middle-of-country", message));
        }
        told.extend(self.one_place().map(|(n, x, y)| {
            let why = "the middle of an area, used where the place is not known?";
            tell("data::one-place-often", format!("{n} rows are at one place, {x} {y}: {why}"))
        }));
        told.extend(
            self.repeated_ids()
                .map(|(n, id)| tell("data::repeated-id", format!("{n} of the ids stand more than once, “{id}” first"))),
        );
        let (known, there, exchanged) = self.compared;
        if known > 0 && exchanged * 5 > known * 4 && there * 5 < known {
            let message = format!(
                "{exchanged} of {known} rows lie in the country that they name only if longitude and latitude change places"
            );
            told.push(tell("data::swapped-coordinates", message));
        }
        if let Some((count, x, y)) = self.exchanged_among_others() {
            let them = if count == 1 { "one row lies".to_owned() } else { format!("{count} rows lie") };
            let message =
                format!("{them} far from the others ({x} {y}), and among them if longitude and latitude change places");
            told.push(tell("data::swapped-coordinates", message));
        }
        told
    }

    /// Rows that lie far from the mass of the others and would lie in it with their coordinates exchanged, and the first
    /// such place. The mass is the box between the
    /// 10th and the 90th percentiles: widened by its size and 1° it holds the exchanged place, widened twice as much it does not hold the
    /// place. Near the diagonal (longitude ≈ latitude) nothing can be told; whole files that are exchanged are held against their countries above.
    fn exchanged_among_others(&self) -> Option<(usize, f64, f64)> {
        const ENOUGH: usize = 10;
        let points: Vec<(f64, f64)> =
            self.places.iter().map(|(x, y)| (f64::from_bits(*x), f64::from_bits(*y))).collect();
        if points.len() < ENOUGH {
            return None;
        }
        let middle = |mut values: Vec<f64>| {
            values.sort_by(f64::total_cmp);
            (values[values.len() / 10], values[values.len() - 1 - values.len() / 10])
        };
        let lon = middle(points.iter().map(|p| p.0).collect());
        let lat = middle(points.iter().map(|p| p.1).collect());
        let near = |value: f64, (low, high): (f64, f64), times: f64| {
            let room = times * (high - low + 1.0);
            (low - room..=high + room).contains(&value)
        };
        let within = |x, y, times| near(x, lon, times) && near(y, lat, times);
        let mut found = points.iter().filter(|(x, y)| !within(*x, *y, 2.0) && within(*y, *x, 1.0));
        let (x, y) = *found.next()?;
        Some((1 + found.count(), x, y))
    }

    /// Places in the middle of a country that several rows share: how many, which country, and where.
    fn middles(&mut self) -> Vec<(usize, String, f64, f64)> {
        self.places.sort_unstable();
        let shared = self.places.chunk_by(|a, b| a == b).filter(|same| same.len() >= SEVERAL);
        let shared: Vec<(usize, f64, f64)> =
            shared.map(|same| (same.len(), f64::from_bits(same[0].0), f64::from_bits(same[0].1))).collect();
        if shared.is_empty() {
            return Vec::new();
        }
        let middle = |feature: &LayerFeature| {
            let middle = feature.geometry.centroid()?;
            Some((feature.name.clone()?, middle.x(), middle.y()))
        };
        let middles: Vec<_> = Catalogue::builtin().countries().features.iter().filter_map(middle).collect();
        let of = |(count, x, y): (usize, f64, f64)| {
            let near = |m: &&(String, f64, f64)| (m.1 - x).abs() < NEAR_DEG && (m.2 - y).abs() < NEAR_DEG;
            middles.iter().find(near).map(|(name, ..)| (count, name.clone(), x, y))
        };
        shared.into_iter().filter_map(of).collect()
    }

    /// The place that most rows share, if they are many.
    fn one_place(&mut self) -> Option<(usize, f64, f64)> {
        self.places.sort_unstable();
        let most = self.places.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
        let (x, y) = most[0];
        (most.len() >= MANY_AT_ONE_PLACE).then(|| (most.len(), f64::from_bits(x), f64::from_bits(y)))
    }

    /// How many ids stand more than once, and the first of them.
    fn repeated_ids(&mut self) -> Option<(usize, Box<str>)> {
        self.ids.sort_unstable();
        let mut repeated = self.ids.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).map(|same| &same[0]);
        let first = repeated.next()?.clone();
        Some((1 + repeated.count(), first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(points: &[(f64, f64)]) -> Vec<String> {
        let mut smells = Smells::default();
        points.iter().for_each(|(x, y)| smells.add(Some(geo::Point::new(*x, *y)), None, None));
        smells.told("x").into_iter().map(|w| w.message).collect()
    }

    #[test]
    fn the_middle_of_a_country_that_several_rows_share() {
        // The middle of the polygon of Syria as shapely has it (2.1, Natural Earth 1:50m): 38.505 35.023.
        let said = "3 rows are at 38.51 35.02, the middle of Syria: a place that is not known?";
        assert_eq!(told(&[(38.51, 35.02), (38.51, 35.02), (36.6, 35.9), (38.51, 35.02)]), [said]);
        assert_eq!(told(&[(38.51, 35.02), (38.51, 35.02), (36.6, 35.9)]), [] as [&str; 0]);
    }

    #[test]
    fn a_row_that_is_exchanged_among_others() {
        let mut points: Vec<(f64, f64)> = (0..20).map(|i| (14.25 + f64::from(i) / 100.0, 36.15)).collect();
        assert_eq!(told(&points), [] as [&str; 0]);
        points.push((36.15, 14.35));
        let said =
            "one row lies far from the others (36.15 14.35), and among them if longitude and latitude change places";
        assert_eq!(told(&points), [said]);
        // Another place that is far off is only another place.
        points[20] = (30.5, 50.45);
        assert_eq!(told(&points), [] as [&str; 0]);
    }
}
