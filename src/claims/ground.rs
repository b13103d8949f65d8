//! Where the things are that claims name: borders, places, areas and other incidents, each with how well it is known.
//!
//! A town is looked up in the built-in gazetteers, then among the names of the file's incidents; where both have one of that name and they lie apart,
//! it has to be said which is meant. An incident stands at its first-ranked location.
//! A radius or an accuracy that isn't known counts as 0, and the verdict says so.

use super::verdict::{Hindrance, thousands};
use crate::data::catalogue::Catalogue;
use crate::data::geometry::{lines, polygons};
use crate::data::incident::{ClaimedPlace, Incident, Landmark, NamedArea, NamedPlace};
use crate::data::layer::{Layer, LayerFeature};
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, EdgeKind, sector};

/// Places of the built-in gazetteers lie within so many metres of their point (`geodata/SOURCES.md`).
const PLACE_ACCURACY_M: f64 = 500.0;

/// What a claim is held against, or about.
pub(super) struct Ground {
    /// What it is called in a sentence.
    pub name: String,
    /// Where it is.
    pub shape: Shape,
    /// Where it was taken from, with accuracy and date.
    pub origin: String,
}

/// Where something is.
pub(super) enum Shape {
    /// A point, known to a radius in metres.
    Point { place: LonLat, radius_m: f64 },
    /// Lines, known to so many metres.
    Lines { index: BorderIndex, accuracy_m: f64 },
    /// Polygons, known to so many metres.
    Area { polygons: Vec<Vec<Vec<LonLat>>>, outline: BorderIndex, accuracy_m: f64 },
}

/// The file and the built-in layers.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub incidents: &'a [Incident],
    pub catalogue: &'a Catalogue,
}

impl<'a> Record<'a> {
    /// The incident of an id.
    pub fn incident(&self, id: &str) -> Result<&'a Incident, Hindrance> {
        let found = self.incidents.iter().find(|i| i.id == id);
        found.ok_or_else(|| Hindrance::unknown("incident", id, self.incidents.iter().map(|i| i.id.as_str())))
    }

    /// Where a landmark is.
    pub fn ground(&self, landmark: &Landmark) -> Result<Ground, Hindrance> {
        match landmark {
            Landmark::Border(name) => self.border(name),
            Landmark::Incident(id) => self.site(self.incident(id)?),
            Landmark::Place(place) => self.place(place),
            Landmark::Position(known) => {
                let name = known.name.clone().unwrap_or_else(|| position(known.point));
                let origin =
                    format!("{}: position of the claim, {}", position(known.point), within(known.uncertainty_m));
                Ok(Ground { name, shape: point(known.point, known.uncertainty_m), origin })
            }
            Landmark::NamedArea(area) => self.named_area(area),
            Landmark::Area { geometry, name } => {
                let name = name.clone().unwrap_or_else(|| "the area".to_owned());
                let origin = format!("{name}: drawn in the file, its accuracy not known and counted as 0");
                area(name, &geo::Geometry::MultiPolygon(geometry.clone()), 0.0, origin)
            }
        }
    }

    /// Where an incident is, by its first-ranked location.
    pub fn site(&self, incident: &Incident) -> Result<Ground, Hindrance> {
        let own = incident.name.as_deref().unwrap_or(&incident.id);
        let name = format!("the place used for “{own}”");
        let lacks = |why: &str| Hindrance::Uncheckable(format!("the place of “{own}” {why}"));
        let Some(claim) = incident.located() else { return Err(lacks("is not known")) };
        let by = claim.said_by.as_deref().or(claim.source.as_deref());
        let by = by.map(|by| format!(" after {by}")).unwrap_or_default();
        let ranked = format!("first-ranked location of {}{by}", incident.id);
        match &claim.place {
            ClaimedPlace::Point(place) => {
                let origin = format!("{ranked}, {}", within(claim.uncertainty_m));
                Ok(Ground { name, shape: point(*place, claim.uncertainty_m), origin })
            }
            ClaimedPlace::NamedArea(named) => self.named_area(named),
            ClaimedPlace::Area { geometry, .. } => {
                let origin = format!("{ranked}: an area");
                area(name, &geo::Geometry::MultiPolygon(geometry.clone()), claim.uncertainty_m.unwrap_or(0.0), origin)
            }
            ClaimedPlace::Sector { vertex, from_deg, to_deg, radius_m: Some(radius_m), .. } => {
                let ring = sector(*vertex, *from_deg, *to_deg, *radius_m);
                let origin = format!("{ranked}: a direction up to {} m", thousands(*radius_m));
                of_polygons(name, vec![vec![ring]], 0.0, origin)
            }
            ClaimedPlace::Sector { .. } => Err(lacks("is a direction of which no source says how far")),
            ClaimedPlace::Shape(geometry) => match BorderIndex::new(lines(geometry), EdgeKind::Rfc7946) {
                Ok(index) => {
                    let shape = Shape::Lines { index, accuracy_m: claim.uncertainty_m.unwrap_or(0.0) };
                    Ok(Ground { name, shape, origin: format!("{ranked}: a line") })
                }
                Err(_) => Err(lacks("is several points")),
            },
            ClaimedPlace::Unlocated => Err(lacks("is not known")),
        }
    }

    fn border(&self, name: &str) -> Result<Ground, Hindrance> {
        let layer = self.catalogue.border(name).map_err(|unknown| Hindrance::Unknown {
            message: unknown.to_string(),
            help: format!("built in: {}", unknown.near.join(", ")),
        })?;
        let found = layer.features.iter().flat_map(|f| lines(&f.geometry)).collect();
        let index = BorderIndex::new(found, EdgeKind::Rfc7946).map_err(|e| Hindrance::Uncheckable(e.to_string()))?;
        let shape = Shape::Lines { index, accuracy_m: layer.accuracy_m.unwrap_or(0.0) };
        let name = border_name(name);
        Ok(Ground { name: format!("the {name}"), shape, origin: layer_origin(&name, layer) })
    }

    /// A town of the built-in gazetteers, else the place of an incident of that name.
    fn place(&self, wanted: &NamedPlace) -> Result<Ground, Hindrance> {
        let is = |name: &str| name.to_lowercase() == wanted.name.to_lowercase();
        let layers = ["places", "places_main"].map(|id| self.catalogue.layer(id));
        let places = || layers.iter().flatten().flat_map(|l| l.features.iter().map(move |f| (*l, f)));
        let in_country = |f: &LayerFeature| {
            wanted.country.as_ref().is_none_or(|c| f.countries.iter().any(|code| code.eq_ignore_ascii_case(c)))
        };
        let found: Vec<(&Layer, &LayerFeature, LonLat)> = places()
            .filter(|(_, f)| f.name.as_deref().is_some_and(is) && in_country(f))
            .filter_map(|(l, f)| Some((l, f, *crate::data::geometry::points(&f.geometry).first()?)))
            .collect();
        let named = |i: &&Incident| i.name.as_deref().is_some_and(is) || i.names_alt.iter().any(|n| is(n));
        let of_file = self.incidents.iter().find(named);
        let apart = |a: LonLat, b: LonLat, m: f64| crate::spatial::geodesic::inverse(a, b).distance_m > m;
        match found.as_slice() {
            [] => match of_file {
                Some(incident) => self.site(incident),
                None => {
                    let names = self.incidents.iter().filter_map(|i| i.name.as_deref());
                    let known = names.chain(places().filter_map(|(_, f)| f.name.as_deref()));
                    Err(Hindrance::unknown("place", &wanted.name, known))
                }
            },
            [(layer, _, place), rest @ ..] => {
                // A town may stand in both gazetteers.
                let site = of_file.and_then(|i| match i.located()?.place {
                    ClaimedPlace::Point(p) => Some(p),
                    _ => None,
                });
                let elsewhere = site.filter(|p| wanted.country.is_none() && apart(*place, *p, 50_000.0));
                if elsewhere.is_some() || rest.iter().any(|(_, _, other)| apart(*place, *other, 5_000.0)) {
                    let built_in = found.iter().map(|(_, f, p)| format!("{} {}", f.countries.join(" "), position(*p)));
                    let of_file = elsewhere.iter().map(|p| format!("the file’s own {}", position(*p)));
                    let where_: Vec<String> = built_in.chain(of_file).collect();
                    return Err(Hindrance::Unknown {
                        message: format!("several places are called “{}”", wanted.name),
                        help: format!("give its country or a position; they are: {}", where_.join("; ")),
                    });
                }
                let origin = format!(
                    "{}: layer {} ({}), within {PLACE_ACCURACY_M:.0} m",
                    wanted.name, layer.id, layer.credit.text
                );
                Ok(Ground { name: wanted.name.clone(), shape: point(*place, Some(PLACE_ACCURACY_M)), origin })
            }
        }
    }

    fn named_area(&self, wanted: &NamedArea) -> Result<Ground, Hindrance> {
        if let Some(part) = &wanted.part {
            let why = format!("no layer draws “{part}” as a part of {}", wanted.name);
            return Err(Hindrance::Uncheckable(why));
        }
        let layer = match wanted.layer.as_str() {
            "admin1" => "admin1_areas",
            "countries" => "countries_10m",
            other => other,
        };
        let layer = self.catalogue.layer(layer);
        let Some(layer) = layer else {
            return Err(Hindrance::unknown("layer", &wanted.layer, ["admin1", "countries"].into_iter()));
        };
        let bare = |n: &str| n.to_lowercase().replace(" governorate", "").replace(" province", "");
        let is = |f: &&LayerFeature| {
            let code = f.countries.iter().any(|c| c.eq_ignore_ascii_case(&wanted.name));
            code || f.name.as_deref().is_some_and(|n| bare(n) == bare(&wanted.name))
        };
        let Some(feature) = layer.features.iter().find(is) else {
            let names = layer.features.iter().filter_map(|f| f.name.as_deref());
            return Err(Hindrance::unknown("area", &wanted.name, names));
        };
        let name = feature.name.clone().unwrap_or_else(|| wanted.name.clone());
        let origin = layer_origin(&name, layer);
        area(name, &feature.geometry, layer.accuracy_m.unwrap_or(0.0), origin)
    }
}

fn point(place: LonLat, radius_m: Option<f64>) -> Shape {
    Shape::Point { place, radius_m: radius_m.unwrap_or(0.0).max(0.0) }
}

fn area(name: String, geometry: &geo::Geometry<f64>, accuracy_m: f64, origin: String) -> Result<Ground, Hindrance> {
    of_polygons(name, polygons(geometry), accuracy_m, origin)
}

fn of_polygons(
    name: String,
    found: Vec<Vec<Vec<LonLat>>>,
    accuracy_m: f64,
    origin: String,
) -> Result<Ground, Hindrance> {
    let outline = BorderIndex::new(outline(&found), EdgeKind::Rfc7946)
        .map_err(|_| Hindrance::Uncheckable(format!("the area of {name} has no outline")))?;
    Ok(Ground { name, shape: Shape::Area { polygons: found, outline, accuracy_m }, origin })
}

/// The rings of an area as lines. Where it was cut along 180° (RFC 7946 §3.1.9), with parts on both sides, the cut is left out.
fn outline(found: &[Vec<Vec<LonLat>>]) -> Vec<Vec<LonLat>> {
    let along = |a: LonLat, b: LonLat, lon_deg: f64| a.lon_deg == lon_deg && b.lon_deg == lon_deg;
    let edges = || found.iter().flatten().flat_map(|ring| ring.windows(2));
    let is_cut = [-180.0, 180.0].iter().all(|lon| edges().any(|e| along(e[0], e[1], *lon)));
    let mut lines = Vec::new();
    for ring in found.iter().flatten() {
        let mut line: Vec<LonLat> = ring.first().copied().into_iter().collect();
        for edge in ring.windows(2) {
            if is_cut && (along(edge[0], edge[1], 180.0) || along(edge[0], edge[1], -180.0)) {
                lines.push(std::mem::replace(&mut line, vec![edge[1]]));
            } else {
                line.push(edge[1]);
            }
        }
        lines.push(line);
    }
    lines.retain(|line| line.len() > 1);
    lines
}

/// A built-in border in a sentence: `turkey-syria` is “Turkey–Syria border”.
fn border_name(name: &str) -> String {
    let side = |part: &str| {
        let mut letters = part.chars();
        letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
    };
    let sides: Vec<String> = name.trim().split(['-', '/']).map(side).collect();
    format!("{} border", sides.join("–"))
}

/// A layer as a verdict names it: credit, date, accuracy.
fn layer_origin(what: &str, layer: &Layer) -> String {
    let as_of = layer.as_of.as_ref().map(|d| format!(", as of {d}")).unwrap_or_default();
    let accuracy = match layer.accuracy_m {
        Some(m) => format!("accurate to {m:.0} m"),
        None => "its accuracy not known and counted as 0".to_owned(),
    };
    format!("{what}: layer {} ({}{as_of}), {accuracy}", layer.id, layer.credit.text)
}

fn within(radius_m: Option<f64>) -> String {
    match radius_m {
        Some(m) => format!("within {} m", thousands(m)),
        None => "its uncertainty not known and counted as 0".to_owned(),
    }
}

/// A position in words: longitude, then latitude.
fn position(place: LonLat) -> String {
    format!("{:.4}°, {:.4}°", place.lon_deg, place.lat_deg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn towns_are_found_and_offered() {
        let record = Record { incidents: &[], catalogue: Catalogue::builtin() };
        let place = |name: &str, country: Option<&str>| {
            record.ground(&Landmark::Place(NamedPlace { name: name.into(), country: country.map(str::to_owned) }))
        };
        let Ok(idlib) = place("idlib", None) else { panic!("Idlib is built in") };
        assert!(matches!(idlib.shape, Shape::Point { place, radius_m: 500.0 } if (place.lat_deg - 35.93).abs() < 0.01));
        assert!(place("Suva", Some("FJI")).is_ok());
        let Err(Hindrance::Unknown { message, help }) = place("Idlip", None) else { panic!() };
        assert_eq!(message, "there is no place “Idlip”");
        assert!(help.contains("“Idlib”"), "{help}");
        let Err(Hindrance::Unknown { message, help }) = place("Suran", None) else { panic!() };
        assert!(message.contains("several places") && help.contains("country"), "{message} {help}");
    }
}
