//! KML 2.2 (OGC 07-147r2) and GPX 1.1 (topografix.com/GPX/1/1): placemarks, waypoints, routes and tracks as features.
//!
//! Name, description, time and extended data become properties. Longitude comes first in KML, in attributes by name in GPX. A
//! placemark whose coordinates can't be read is put aside. Styles, overlays, models and network links are passed over.

use super::FeatureFile;
use super::xml::Element;
use crate::data::feature::{Feature, Origin};
use crate::data::import::Exclusion;
use crate::diagnostic::Diagnostic;
use crate::geographic::normalize_lon_deg;
use geo::{Coord, Geometry, LineString, MultiLineString, Point, Polygon};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Features of a KML document.
pub fn kml(name: &str, root: &Element) -> FeatureFile {
    let mut placemarks = Vec::new();
    root.below("Placemark", &mut placemarks);
    let read = |p: &&Element| {
        // Programs number placemarks of their own accord; an id among the data is that of the data.
        let members = kml_members(p);
        let id = p.attribute("id").filter(|_| !members.contains_key("id"));
        (p.line, id.map(str::to_owned), members, kml_geometry(p))
    };
    let mut file = table(name, placemarks.iter().map(read));
    let mut links = Vec::new();
    root.below("NetworkLink", &mut links);
    if !links.is_empty() {
        let message = format!("links to other files are not followed: {}", links.len());
        file.warnings.push(Diagnostic::warning("data::network-link", message));
    }
    file
}

/// Features of a GPX document.
pub fn gpx(name: &str, root: &Element) -> FeatureFile {
    let point = |e: &Element| gpx_position(e).map(|c| Some(Geometry::Point(Point::from(home(c)))));
    let line =
        |points: Vec<&Element>| points.into_iter().map(gpx_position).collect::<Result<Vec<_>, _>>().map(LineString);
    let waypoints = root.all("wpt").map(|w| (w.line, None, gpx_members(w), point(w)));
    let routes = root
        .all("rte")
        .map(|r| (r.line, None, gpx_members(r), line(r.all("rtept").collect()).map(|l| Some(Geometry::LineString(l)))));
    let tracks = root.all("trk").map(|t| {
        let segments = t.all("trkseg").map(|s| line(s.all("trkpt").collect())).collect::<Result<Vec<_>, _>>();
        (t.line, None, gpx_members(t), segments.map(|s| Some(Geometry::MultiLineString(MultiLineString(s)))))
    });
    table(name, waypoints.chain(routes).chain(tracks))
}

type Members = Map<String, Value>;
type Read = Result<Option<Geometry<f64>>, String>;

fn table(name: &str, read: impl Iterator<Item = (usize, Option<String>, Members, Read)>) -> FeatureFile {
    let file: Arc<str> = name.into();
    let mut table = FeatureFile::with_header(["id", "lon", "lat", "name"].map(str::to_owned).to_vec());
    for (row, (line, id, properties, geometry)) in (1..).zip(read) {
        match geometry {
            Ok(geometry) => {
                let origin = Origin { file: Arc::clone(&file), line, feature: row };
                table.features.push(Feature { id: id.map(Value::from), geometry, properties, origin });
            }
            Err(reason) => {
                let own = properties.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
                let cells = vec![id.unwrap_or_default(), String::new(), String::new(), own];
                let column = "coordinates".to_owned();
                table.excluded.push(Exclusion { row, line, column, value: String::new(), reason, cells });
            }
        }
    }
    table
}

fn put(members: &mut Members, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        members.insert(name.to_owned(), text.into());
    }
}

fn kml_members(placemark: &Element) -> Members {
    let mut members = Map::new();
    put(&mut members, "name", placemark.text_of("name"));
    put(&mut members, "description", placemark.text_of("description"));
    let span = placemark.child("TimeSpan");
    let time = placemark.child("TimeStamp").and_then(|t| t.text_of("when")).or(span.and_then(|s| s.text_of("begin")));
    let end = span.and_then(|s| s.text_of("end"));
    match (time.map(day), end.map(day)) {
        (Some(begin), Some(end)) if begin != end => put(&mut members, "date", Some(&format!("{begin}/{end}"))),
        _ => put(&mut members, "date", time),
    }
    let Some(extended) = placemark.child("ExtendedData") else { return members };
    for data in extended.all("Data") {
        put(&mut members, data.attribute("name").unwrap_or("data"), data.text_of("value"));
    }
    for data in extended.all("SchemaData").flat_map(|s| s.all("SimpleData")) {
        put(&mut members, data.attribute("name").unwrap_or("data"), Some(data.text.trim()).filter(|t| !t.is_empty()));
    }
    members.iter_mut().for_each(|(_, value)| plain_number(value));
    members
}

/// A text that is a number as one.
fn plain_number(value: &mut Value) {
    if let Some(text) = value.as_str() {
        *value = crate::data::table::value(text.trim());
    }
}

/// The day of a date and time.
fn day(text: &str) -> &str {
    text.split('T').next().unwrap_or(text)
}

fn kml_geometry(placemark: &Element) -> Read {
    let mut found = Vec::new();
    for child in &placemark.children {
        found.extend(geometry(child)?);
    }
    Ok(if found.len() > 1 { Some(Geometry::GeometryCollection(found.into())) } else { found.pop() })
}

fn geometry(element: &Element) -> Read {
    let positions = |e: &Element| coordinates(e.text_of("coordinates").unwrap_or_default());
    let ring = |e: &Element| e.child("LinearRing").map_or_else(|| Err("a boundary has no ring".to_owned()), positions);
    Ok(Some(match element.name.as_str() {
        "Point" => match positions(element)?.as_slice() {
            [] => return Ok(None),
            [only] => Geometry::Point(Point::from(home(*only))),
            _ => return Err("a point has more than one position".to_owned()),
        },
        "LineString" | "LinearRing" => match positions(element)? {
            line if line.len() < 2 => return Err("a line has two positions or more".to_owned()),
            line => Geometry::LineString(LineString(line)),
        },
        "Polygon" => {
            let outer = element.child("outerBoundaryIs").ok_or("a polygon has no outer boundary")?;
            let holes = element.all("innerBoundaryIs").map(ring).collect::<Result<Vec<_>, _>>()?;
            let rings: Vec<_> = std::iter::once(ring(outer)?).chain(holes).map(LineString).collect();
            if rings.iter().any(|r| r.0.len() < 4) {
                return Err("a ring has four positions or more".to_owned());
            }
            let mut rings = rings.into_iter();
            let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
            Geometry::Polygon(Polygon::new(outer, rings.collect()))
        }
        "MultiGeometry" => {
            let parts = element.children.iter().map(geometry).collect::<Result<Vec<_>, _>>()?;
            Geometry::GeometryCollection(parts.into_iter().flatten().collect())
        }
        _ => return Ok(None),
    }))
}

/// `lon,lat[,height]` tuples between blanks.
fn coordinates(text: &str) -> Result<Vec<Coord<f64>>, String> {
    text.split_whitespace()
        .map(|tuple| {
            let numbers: Vec<Option<f64>> = tuple.split(',').map(|n| n.trim().parse().ok()).collect();
            match numbers.as_slice() {
                [Some(x), Some(y)] | [Some(x), Some(y), _] => on_earth(*x, *y),
                _ => Err(format!("“{tuple}” is no position: longitude,latitude without blanks")),
            }
        })
        .collect()
}

fn on_earth(x: f64, y: f64) -> Result<Coord<f64>, String> {
    if x.abs() <= 540.0 && y.abs() <= 90.0 {
        Ok(Coord { x, y })
    } else {
        Err(format!("{x},{y} is not on the earth; longitude comes first"))
    }
}

/// A position with its longitude in −180…180.
fn home(position: Coord<f64>) -> Coord<f64> {
    Coord { x: normalize_lon_deg(position.x), y: position.y }
}

fn gpx_position(element: &Element) -> Result<Coord<f64>, String> {
    let number = |name| element.attribute(name).and_then(|t| t.trim().parse::<f64>().ok());
    match (number("lon"), number("lat")) {
        (Some(x), Some(y)) => on_earth(x, y),
        _ => Err("lat and lon are numbers of degrees".to_owned()),
    }
}

fn gpx_members(element: &Element) -> Members {
    let mut members = Map::new();
    for (name, child) in [
        ("name", "name"),
        ("description", "desc"),
        ("date", "time"),
        ("comment", "cmt"),
        ("symbol", "sym"),
        ("ele", "ele"),
    ] {
        put(&mut members, name, element.text_of(child));
    }
    for more in element.child("extensions").into_iter().flat_map(|e| &e.children) {
        put(&mut members, &more.name, Some(more.text.trim()).filter(|t| !t.is_empty()));
    }
    members.iter_mut().for_each(|(_, value)| plain_number(value));
    members
}
