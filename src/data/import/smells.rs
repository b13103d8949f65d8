//! What smells: places and numbers that are often slips. Nothing is changed; the reader is told where to look.

use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::geometry::parts;
use crate::diagnostic::{Diagnostic, Place};
use geo::Contains;

/// So many incidents at one place are told.
const MANY_AT_ONE_PLACE: usize = 50;
/// So many rows of a block are held against the country that they name.
const MOST_COMPARED: usize = 50;

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
        self.ids.extend(id.map(Box::from));
        let Some(point) = point else { return };
        let (x, y) = (point.x(), point.y());
        self.places.push((x.to_bits(), y.to_bits()));
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
        self.places.extend(other.places);
        self.ids.extend(other.ids);
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
        told
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
