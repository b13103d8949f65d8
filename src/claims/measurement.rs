//! Incidents measured to a border: one result for each, or the reason why there is none.
//!
//! An incident is measured from its first-ranked location. From a point there is a distance; from an area there is the
//! least and the greatest over it, and no single distance, since no point is made up for it.

use super::border::{MeasuredBorder, RestsOn};
use super::country::{CountryFinder, Lying};
use super::place::{Outline, outline_of, point_of};
use crate::data::borders::{Borders, CountryName};
use crate::data::incident::Incident;
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, DistanceInterval, EdgeKind, Nearest, SpatialError, interval, range_over_area};
use std::collections::BTreeMap;

/// What is measured from.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Id of the incident.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Where it is, or the reason why there is no point.
    pub place: Result<LonLat, String>,
    /// The true place lies within so many metres of it; `None`: not known.
    pub uncertainty_m: Option<f64>,
    /// The area that it lies in, where that is what is known.
    pub area: Option<Outline>,
}

impl From<&Incident> for Subject {
    fn from(incident: &Incident) -> Self {
        let first = incident.locations.first();
        let outline = first.and_then(outline_of);
        let uncertainty_m = outline.as_ref().map_or_else(|| first.and_then(|claim| claim.uncertainty_m), |(_, m)| *m);
        Self {
            id: incident.id.clone(),
            name: incident.name.clone(),
            place: first.map_or_else(|| Err("no location".to_owned()), |claim| point_of(&claim.place)),
            uncertainty_m,
            area: outline.map(|(area, _)| area),
        }
    }
}

/// One subject with its distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// What was measured from.
    pub subject: Subject,
    /// The nearest point of the border; `None` where the subject has no point.
    pub nearest: Option<Nearest>,
    /// Least and greatest distance over the subject's area, metres.
    pub over_area: Option<(f64, f64)>,
    /// What that rests on; `None` where nothing was measured, or the border is a bare index.
    pub rests_on: Option<RestsOn>,
    /// The country that the point lies in, with built-in borders only.
    pub lying: Option<Lying>,
    /// Why there is no distance from a point that is known.
    pub unmeasured: Option<String>,
}

impl Measurement {
    /// A subject of which nothing is measured yet.
    fn none(subject: Subject) -> Self {
        Self { subject, nearest: None, over_area: None, rests_on: None, lying: None, unmeasured: None }
    }

    /// The distance with its bounds, where the uncertainty of the place is known. A border accuracy that isn't known counts
    /// as 0: whoever prints the bounds says so.
    pub fn interval(&self, border_accuracy_m: Option<f64>) -> Option<DistanceInterval> {
        let (nearest, uncertainty_m) = (self.nearest?, self.subject.uncertainty_m?);
        Some(interval(nearest.distance_m, uncertainty_m, border_accuracy_m.unwrap_or(0.0)))
    }

    /// Least and greatest distance that the place and the border allow, metres: of a point `[max(0, d − r − a), d + r + a]`, of
    /// an area its least and greatest, widened by the same.
    pub fn bounds_m(&self) -> Option<(f64, f64)> {
        let accuracy_m = self.rests_on.as_ref().and_then(|r| r.accuracy_m);
        if let Some((least, greatest)) = self.over_area {
            let slack = self.subject.uncertainty_m.unwrap_or(0.0).max(0.0) + accuracy_m.unwrap_or(0.0);
            return Some(((least - slack).max(0.0), greatest + slack));
        }
        self.interval(accuracy_m).map(|i| (i.min_m, i.max_m))
    }

    /// Why there is no distance.
    pub fn reason(&self) -> Option<&str> {
        self.subject.place.as_ref().err().or(self.unmeasured.as_ref()).map(String::as_str)
    }

    /// What a reader should know of this result. Sentences without full stops.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.rests_on.as_ref().map(|r| r.notes.clone()).unwrap_or_default();
        if let Some((osm, natural_earth)) = self.lying.as_ref().and_then(|l| l.disputed.as_ref()) {
            let other = natural_earth.as_deref().unwrap_or("no country");
            notes.push(format!("OpenStreetMap of 2017 has the place in {osm}, Natural Earth in {other}"));
        }
        notes
    }
}

/// Measures each subject to the border, in the order given.
///
/// ```
/// use sitmap::claims::{Subject, measure};
/// use sitmap::geographic::LonLat;
/// use sitmap::spatial::{BorderIndex, EdgeKind};
/// let border = BorderIndex::new(vec![vec![LonLat::new(36.0, 36.0), LonLat::new(37.0, 36.0)]], EdgeKind::Rfc7946)?;
/// let place = Ok(LonLat::new(36.5, 36.1));
/// let camp = Subject { id: "camp".into(), name: None, place, uncertainty_m: Some(3_000.0), area: None };
/// let row = &measure(vec![camp], &border)[0];
/// assert!((row.nearest.unwrap().distance_m - 11_095.993).abs() < 0.001);
/// assert!((row.interval(None).unwrap().min_m - 8_095.993).abs() < 0.001);
/// # Ok::<(), sitmap::spatial::SpatialError>(())
/// ```
pub fn measure(subjects: Vec<Subject>, border: &BorderIndex) -> Vec<Measurement> {
    // All places at once: neighbours are asked for one after the other, whatever order the file has them in.
    let places: Vec<LonLat> = subjects.iter().filter_map(|subject| subject.place.as_ref().ok().copied()).collect();
    let mut nearest = border.nearest_all(&places).into_iter();
    let row = |subject: Subject| {
        let nearest = subject.place.is_ok().then(|| nearest.next()).flatten();
        with_nearest(subject, nearest, border)
    };
    subjects.into_iter().map(row).collect()
}

/// One subject to lines of which nothing else is known.
fn with_nearest(subject: Subject, nearest: Option<Nearest>, border: &BorderIndex) -> Measurement {
    let area = subject.area.as_ref().filter(|_| nearest.is_none());
    let over_area = area.and_then(|area| range_over_area(border, area));
    Measurement { nearest, over_area, ..Measurement::none(subject) }
}

/// Measures each subject to a border, and says what each distance rests on. `sides`: find the country of each point too.
pub fn measure_to(subjects: Vec<Subject>, border: &MeasuredBorder, sides: bool) -> Vec<Measurement> {
    let mut finder = CountryFinder::default();
    let lying =
        |finder: &mut CountryFinder, s: &Subject| s.place.as_ref().ok().filter(|_| sides).map(|p| finder.at(*p));
    let row = |row: Measurement| Measurement { lying: lying(&mut finder, &row.subject), ..resting(row, border) };
    measure(subjects, border.index()).into_iter().map(row).collect()
}

fn to_border(subject: Subject, border: &MeasuredBorder) -> Measurement {
    let nearest = subject.place.as_ref().ok().map(|p| border.index().nearest(*p));
    resting(with_nearest(subject, nearest, border.index()), border)
}

/// A measured row with what its distance rests on.
fn resting(mut row: Measurement, border: &MeasuredBorder) -> Measurement {
    let of_area = || {
        let corners = row.subject.area.iter().flatten().flatten().flatten();
        let nearest = corners.map(|p| border.index().nearest(*p));
        nearest.min_by(|a, b| a.distance_m.total_cmp(&b.distance_m))
    };
    let foot = row.nearest.or_else(|| row.over_area.and_then(|_| of_area()));
    row.rests_on = foot.map(|n| border.rests_on(&n));
    row
}

/// Measures each point to the nearest land border of the country that it lies in; where two maps disagree on that, of either.
///
/// # Errors
/// Lines that can't be measured to; the built-in ones can, as a test sees.
pub fn measure_to_nearest(subjects: Vec<Subject>, edges: EdgeKind) -> Result<Vec<Measurement>, SpatialError> {
    let mut borders: BTreeMap<Vec<String>, Option<MeasuredBorder>> = BTreeMap::new();
    let (mut rows, mut finder) = (Vec::new(), CountryFinder::default());
    for subject in subjects {
        let Ok(place) = subject.place.clone() else {
            rows.push(Measurement::none(subject));
            continue;
        };
        let lying = finder.at(place);
        let countries = lying.countries();
        if !borders.contains_key(&countries) {
            borders.insert(countries.clone(), of_countries(&countries, edges)?);
        }
        let row = match borders.get(&countries).and_then(Option::as_ref) {
            Some(border) => Measurement { lying: Some(lying), ..to_border(subject, border) },
            None => {
                let unmeasured = Some(no_border(&countries));
                Measurement { unmeasured, lying: Some(lying), ..Measurement::none(subject) }
            }
        };
        rows.push(row);
    }
    Ok(rows)
}

fn no_border(countries: &[String]) -> String {
    match countries.first() {
        Some(code) => format!("{} has no land border", CountryName::of_code(code)),
        None => "the place lies in no country that is built in".to_owned(),
    }
}

/// All borders of countries; `None`: they have none.
fn of_countries(countries: &[String], edges: EdgeKind) -> Result<Option<MeasuredBorder>, SpatialError> {
    let mut found: Vec<_> = countries.iter().flat_map(|c| Borders::builtin().of_country(c)).collect();
    found.sort_by_key(|b| b.countries);
    found.dedup_by_key(|b| b.countries);
    if found.is_empty() { Ok(None) } else { MeasuredBorder::builtin(&found, edges).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(lon: f64, lat: f64) -> Subject {
        let place = Ok(LonLat::new(lon, lat));
        Subject { id: "a".into(), name: None, place, uncertainty_m: Some(2_000.0), area: None }
    }

    #[test]
    fn nearest_takes_the_borders_of_the_points_own_country() {
        let places = vec![subject(36.23, 49.99), subject(-18.0, 64.9), subject(-30.0, 0.0), subject(34.1, 45.2)];
        let rows = measure_to_nearest(places, EdgeKind::Rfc7946).unwrap();
        assert_eq!(rows[0].rests_on.as_ref().unwrap().pair, Some(["RUS", "UKR"]));
        assert_eq!(rows[0].lying.as_ref().unwrap().country, Some("UKR"));
        assert_eq!(rows[1].reason(), Some("Iceland has no land border"));
        assert_eq!(rows[2].reason(), Some("the place lies in no country that is built in"));
        // Where two maps disagree: the nearest border of either, and both are named.
        assert!(rows[3].nearest.is_some());
        assert!(rows[3].notes().iter().any(|n| n.ends_with("has the place in UKR, Natural Earth in RUS")));
    }

    #[test]
    fn bounds_widen_by_the_place_and_by_the_border() {
        let row = &measure_to_nearest(vec![subject(36.23, 49.99)], EdgeKind::Rfc7946).unwrap()[0];
        let (d, (low, high)) = (row.nearest.unwrap().distance_m, row.bounds_m().unwrap());
        assert!((d - low - 2_300.0).abs() < 1e-9 && (high - d - 2_300.0).abs() < 1e-9);
        let unknown = Measurement { subject: Subject { uncertainty_m: None, ..row.subject.clone() }, ..row.clone() };
        assert_eq!(unknown.bounds_m(), None);
    }

    #[test]
    fn an_area_has_a_range_and_no_distance() {
        let square = |lon: f64, lat: f64| {
            [(0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.0, 0.2)].map(|(x, y)| LonLat::new(lon + x, lat + y)).to_vec()
        };
        let area = Subject {
            place: Err("the place is an area, not a point".into()),
            uncertainty_m: Some(0.0),
            area: Some(vec![vec![square(36.5, 35.6)]]),
            ..subject(0.0, 0.0)
        };
        let border =
            MeasuredBorder::builtin(&[Borders::builtin().of("SYR", "TUR").unwrap()], EdgeKind::Rfc7946).unwrap();
        let row = &measure_to(vec![area], &border, true)[0];
        let (least, greatest) = row.over_area.unwrap();
        // Dense sampling over the square finds nothing beyond, and comes near.
        let grid = (0..=100).flat_map(|i| (0..=100).map(move |j| (i, j)));
        let d = grid.map(|(i, j)| {
            let place = LonLat::new(36.5 + 0.002 * f64::from(i), 35.6 + 0.002 * f64::from(j));
            border.index().nearest(place).distance_m
        });
        let (low, high) = d.fold((f64::INFINITY, 0.0f64), |(a, b), d| (a.min(d), b.max(d)));
        assert!(
            least <= low && low - least < 60.0 && greatest >= high && greatest - high < 60.0,
            "{least} {low} {greatest} {high}"
        );
        assert_eq!(row.nearest, None);
        assert_eq!(row.bounds_m(), Some((least - 300.0, greatest + 300.0)));
        assert_eq!(row.rests_on.as_ref().unwrap().label(), "SYR/TUR border_tr_sy 2026");
    }
}
