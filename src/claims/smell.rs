//! What smells about a file of incidents: nothing of it is wrong by itself, all of it is seen in files that are wrong.
//!
//! Longitude and latitude swapped, places at 0° N 0° E, on whole degrees, or fifty at one point; days in the future; one id twice; fewer killed
//! than civilians killed. Every warning counts what it found and names the first row.
//!
//! # Method
//! Swapped: a row is suspected where its country column names a country in which the place does not lie while the place with its coordinates swapped does
//! (country by [`CountryFinder`]). Rows without such a column are held against the mass of the others: the box
//! between their 10th and 90th percentiles, widened by its size and 1°, holds the swapped place, and widened twice as much it does not hold the place. For
//! whole files that are swapped only the country column speaks.
//!
//! # Limits
//! Only points are looked at. Near the diagonal (longitude ≈ latitude) a swapped place can't be told. No clock is read: the future begins
//! after a day that the caller names.

use super::country::CountryFinder;
use crate::data::borders::CountryName;
use crate::data::incident::{CivilDate, ClaimedPlace, CountRange, Incident};
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::LonLat;
use std::collections::BTreeMap;

/// So many incidents at one point are told.
const MANY_AT_ONE_POINT: usize = 50;
/// So many places on whole degrees are told, or a fifth of all.
const WHOLE_DEGREES: usize = 3;
/// Rows whose country is looked for: the first, which stand for the others.
const MOST_COUNTRIES: usize = 20_000;
/// Members in which tables name the country.
const COUNTRY: [&str; 9] =
    ["country", "country_name", "iso3", "iso_a3", "adm0_name", "admin0", "adm0_pcode", "pays", "país"];

/// What smells about incidents. `as_of`: days after it are in the future; without it none is.
///
/// ```
/// use sitmap::claims::smells;
/// use sitmap::data::load;
/// let file = load::read_bytes("x.csv", b"id,lon,lat,country\na,36.8,36.1,Syria\nb,36.6,35.9,SYR\nc,48.2,31.5,Ukraine\n").unwrap();
/// let told = smells(&load::incidents(&file.features).0, None);
/// assert_eq!(told[0].message, "1 place lies in Ukraine, which it names, only with longitude and latitude swapped");
/// ```
pub fn smells(incidents: &[Incident], as_of: Option<CivilDate>) -> Vec<Diagnostic> {
    let mut told = swapped(incidents);
    odd_points(&points(incidents), &mut told);
    repeated_ids(incidents, &mut told);
    if let Some(day) = as_of {
        future(incidents, day, &mut told);
    }
    civilians(incidents, &mut told);
    told
}

/// Incidents whose longitude and latitude seem to be swapped.
pub fn swapped(incidents: &[Incident]) -> Vec<Diagnostic> {
    let points = points(incidents);
    let mut told = Vec::new();
    swapped_by_country(&points, &mut told);
    swapped_by_mass(&points, &mut told);
    told
}

fn points(incidents: &[Incident]) -> Vec<(&Incident, LonLat)> {
    incidents.iter().filter_map(|i| Some((i, point(i)?))).collect()
}

fn point(incident: &Incident) -> Option<LonLat> {
    match incident.located()?.place {
        ClaimedPlace::Point(place) => Some(place),
        _ => None,
    }
}

/// A warning about some incidents, at the first of them.
fn warn(
    told: &mut Vec<Diagnostic>,
    code: &'static str,
    found: &[&Incident],
    pointer: &str,
    say: impl Fn(usize) -> String,
) {
    let Some(first) = found.first() else { return };
    let place = Place {
        file: Some(first.origin.file.to_string()),
        line: Some(first.origin.line),
        feature: Some(first.origin.feature),
        id: Some(first.id.clone()),
        pointer: Some(pointer.to_owned()),
    };
    told.push(Diagnostic::warning(code, say(found.len())).at(place));
}

/// `1 place lies`, `3 places lie`.
fn places(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 place {one}") } else { format!("{count} places {many}") }
}

fn turned(place: LonLat) -> Option<LonLat> {
    (place.lon_deg.abs() <= 90.0).then(|| LonLat::new(place.lat_deg, place.lon_deg))
}

fn swapped_by_country(points: &[(&Incident, LonLat)], told: &mut Vec<Diagnostic>) {
    let mut finder = CountryFinder::default();
    let mut found: BTreeMap<&str, Vec<&Incident>> = BTreeMap::new();
    let mut known: BTreeMap<&str, Option<&'static CountryName>> = BTreeMap::new();
    for (incident, place) in points.iter().take(MOST_COUNTRIES) {
        let Some(text) = country_text(incident) else { continue };
        let Some(country) = *known.entry(text).or_insert_with(|| CountryName::find(text)) else { continue };
        let Some(turned) = turned(*place) else { continue };
        let mut lies = |place| finder.at(place).country == Some(country.alpha3);
        if !lies(*place) && lies(turned) {
            found.entry(CountryName::of_code(country.alpha3)).or_default().push(incident);
        }
    }
    for (country, incidents) in &found {
        warn(told, "data::swapped-coordinates", incidents, "/geometry", |n| {
            let place = places(n, "lies", "lie");
            let it = if n == 1 { "it names" } else { "they name" };
            format!("{place} in {country}, which {it}, only with longitude and latitude swapped")
        });
    }
}

fn country_text(incident: &Incident) -> Option<&str> {
    let named = |name: &&str| incident.extra.iter().find(|(k, _)| k.eq_ignore_ascii_case(name));
    COUNTRY.iter().filter_map(named).find_map(|(_, v)| v.as_str()).map(str::trim).filter(|t| !t.is_empty())
}

fn swapped_by_mass(points: &[(&Incident, LonLat)], told: &mut Vec<Diagnostic>) {
    if points.len() < 10 {
        return;
    }
    let middle = |coordinate: fn(&LonLat) -> f64| {
        let mut values: Vec<f64> = points.iter().map(|(_, p)| coordinate(p)).collect();
        values.sort_by(f64::total_cmp);
        (values[values.len() / 10], values[values.len() - 1 - values.len() / 10])
    };
    let (lon, lat) = (middle(|p| p.lon_deg), middle(|p| p.lat_deg));
    let near = |value: f64, (low, high): (f64, f64), times: f64| {
        let room = times * (high - low + 1.0);
        (low - room..=high + room).contains(&value)
    };
    let within = |p: LonLat, times: f64| near(p.lon_deg, lon, times) && near(p.lat_deg, lat, times);
    let is_out = |p: LonLat| !within(p, 2.0) && turned(p).is_some_and(|t| within(t, 1.0));
    // Where the country is named, it has spoken.
    let found: Vec<&Incident> =
        points.iter().filter(|(i, p)| is_out(*p) && country_text(i).is_none()).map(|(i, _)| *i).collect();
    warn(told, "data::swapped-coordinates", &found, "/geometry", |n| {
        let would = if n == 1 { "would lie" } else { "would" };
        let place = places(n, "lies far from the others, and", "lie far from the others, and");
        let among = if n == 1 { "among them" } else { "lie among them" };
        format!("{place} {would} {among} with longitude and latitude swapped")
    });
}

fn odd_points(points: &[(&Incident, LonLat)], told: &mut Vec<Diagnostic>) {
    let which = |test: &dyn Fn(LonLat) -> bool| -> Vec<&Incident> {
        points.iter().filter(|(_, p)| test(*p)).map(|(i, _)| *i).collect()
    };
    let at_zero = |p: LonLat| p.lon_deg.abs() < 0.01 && p.lat_deg.abs() < 0.01;
    warn(told, "data::zero-coordinates", &which(&at_zero), "/geometry", |n| {
        format!("{} at 0° N 0° E, in the Gulf of Guinea, as empty coordinates do", places(n, "stands", "stand"))
    });
    let whole = which(&|p| p.lon_deg.fract() == 0.0 && p.lat_deg.fract() == 0.0 && !at_zero(p));
    if whole.len() >= WHOLE_DEGREES || whole.len() * 5 > points.len() {
        warn(told, "data::whole-degrees", &whole, "/geometry", |n| {
            format!("{} on whole degrees: they may be off by 50 km and more", places(n, "stands", "stand"))
        });
    }
    let mut by_point: BTreeMap<(u64, u64), Vec<&Incident>> = BTreeMap::new();
    for (incident, p) in points {
        by_point.entry((p.lon_deg.to_bits(), p.lat_deg.to_bits())).or_default().push(incident);
    }
    for ((lon, lat), incidents) in by_point.iter().filter(|(_, i)| i.len() >= MANY_AT_ONE_POINT) {
        let (lon, lat) = (f64::from_bits(*lon), f64::from_bits(*lat));
        warn(told, "data::one-point", incidents, "/geometry", |n| {
            format!("{n} incidents stand at one point, {lon} {lat}: it may stand for an area")
        });
    }
}

fn repeated_ids(incidents: &[Incident], told: &mut Vec<Diagnostic>) {
    let mut by_id: BTreeMap<&str, Vec<&Incident>> = BTreeMap::new();
    for incident in incidents {
        by_id.entry(&incident.id).or_default().push(incident);
    }
    let repeated: Vec<&Incident> = by_id.values().filter(|i| i.len() > 1).map(|i| i[1]).collect();
    warn(told, "data::repeated-id", &repeated, "/id", |n| {
        let id = &repeated[0].id;
        if n == 1 {
            format!("the id “{id}” stands twice or more")
        } else {
            format!("{n} ids stand twice or more, such as “{id}”")
        }
    });
}

fn future(incidents: &[Incident], as_of: CivilDate, told: &mut Vec<Diagnostic>) {
    let last = as_of.last_day_number();
    let late = |i: &&Incident| i.date.as_ref().is_some_and(|d| d.start.first_day_number() > last);
    let found: Vec<&Incident> = incidents.iter().filter(late).collect();
    warn(told, "data::future-date", &found, "/properties/date", |n| {
        format!("{n} {} after {as_of}", if n == 1 { "date lies" } else { "dates lie" })
    });
}

/// Fewer killed than killed civilians, in claims or in columns.
fn civilians(incidents: &[Incident], told: &mut Vec<Diagnostic>) {
    const COLUMNS: [&str; 5] =
        ["civilians_killed", "civilian_deaths", "killed_civilians", "deaths_civilians", "civilian_fatalities"];
    let few = |incident: &&Incident| {
        let Some(most) = incident.killed_range().and_then(|r| r.max).filter(|_| !CountRange::open(&incident.killed))
        else {
            return false;
        };
        let of_civilians = |unit: &Option<String>| unit.as_deref().is_some_and(|u| u.starts_with("civilian"));
        let parts = incident.partial.iter().filter(|c| of_civilians(&c.unit)).filter_map(|c| c.min.map(u64::from));
        let columns = COLUMNS.iter().filter_map(|name| {
            let (_, value) = incident.extra.iter().find(|(k, _)| k.eq_ignore_ascii_case(name))?;
            value.as_u64()
        });
        parts.chain(columns).any(|civilians| civilians > u64::from(most))
    };
    let found: Vec<&Incident> = incidents.iter().filter(few).collect();
    warn(told, "data::fewer-than-civilians", &found, "/properties/killed", |n| {
        let they = if n == 1 { "1 incident has".to_owned() } else { format!("{n} incidents have") };
        format!("{they} fewer killed than civilians killed")
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::load;

    fn told(csv: &str, as_of: Option<&str>) -> Vec<String> {
        let file = load::read_bytes("x.csv", csv.as_bytes()).unwrap();
        let as_of = as_of.map(|day| day.parse().unwrap());
        smells(&load::incidents(&file.features).0, as_of)
            .into_iter()
            .map(|w| format!("{} {}", &w.code[6..], w.message))
            .collect()
    }

    #[test]
    fn swapped_rows() {
        let rows: String = (0..20).map(|i| format!("{},36.{i:02},14.{i:02},\n", i)).collect();
        let mass = format!("id,lat,lon,country\n{rows}s,14.5,36.1,\n");
        assert_eq!(
            told(&mass, None),
            [
                "swapped-coordinates 1 place lies far from the others, and would lie among them with longitude and latitude swapped"
            ]
        );
        let named = told(
            "id,lat,lon,country\na,35.9,36.8,Syria\nb,50.4,30.5,Ukraine\nc,30.5,50.4,Ukraine\nd,30.6,50.3,UKR\n",
            None,
        );
        assert_eq!(
            named,
            ["swapped-coordinates 2 places lie in Ukraine, which they name, only with longitude and latitude swapped"]
        );
        // Ankara and Athens stand alone: nothing to hold them against.
        assert_eq!(told("id,lat,lon\na,39.93,32.86\nb,37.98,23.73\n", None), [] as [String; 0]);
    }

    #[test]
    fn points_ids_days_and_civilians() {
        let many: String = (0..50).map(|i| format!("m{i},35.93,36.63,2020-01-01,3,1\n")).collect();
        let file = format!(
            "id,lat,lon,date,killed,civilians_killed\nz,0,0,2020-01-01,1,1\nw,35,36,2020-06-02,2,3\nw,36,37,2020-06-01,2,2\n{many}x,34,38,,\"at least 1\",9\n"
        );
        let found = told(&file, Some("2020-06-01"));
        let codes: Vec<&str> = found.iter().map(|t| t.split(' ').next().unwrap()).collect();
        assert_eq!(
            codes,
            ["zero-coordinates", "whole-degrees", "one-point", "repeated-id", "future-date", "fewer-than-civilians"]
        );
        assert!(found[2].contains("50 incidents stand at one point, 36.63 35.93"));
        assert_eq!(found[4], "future-date 1 date lies after 2020-06-01");
        assert_eq!(found[5], "fewer-than-civilians 1 incident has fewer killed than civilians killed");
        assert_eq!(told(&file, None).len(), 5);
    }
}
