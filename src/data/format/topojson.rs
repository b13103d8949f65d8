//! TopoJSON 1.0 (github.com/topojson/topojson-specification): arcs that neighbours share, put together into geometries of their own.
//!
//! Every object's geometries become features. Quantised arcs are scaled back; a negative index is an arc from its end. An arc that does not exist puts
//! the feature aside.

use super::FeatureFile;
use crate::data::feature::{Feature, Origin};
use crate::data::import::Exclusion;
use crate::limits::{Budget, COLLECTION_NESTING, Exceeded, Limit};
use geo::{Coord, Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon};
use serde_json::{Map, Value};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Features of a topology; `None`: the value is none.
///
/// # Errors
/// Arcs that are used so often that their positions are more than are read.
pub fn read(name: &str, topology: &Value) -> Option<Result<FeatureFile, Exceeded>> {
    if topology.get("type")?.as_str()? != "Topology" {
        return None;
    }
    let transform = Transform::of(topology.get("transform"));
    let arcs = topology.get("arcs").and_then(Value::as_array);
    let arcs = arcs.into_iter().flatten().map(|arc| transform.arc(arc)).collect();
    let mut reader = Reader {
        file: name.into(),
        arcs,
        transform,
        table: FeatureFile::default(),
        row: 0,
        left: RefCell::new(Budget::of(Limit::Vertices)),
        exceeded: Cell::new(None),
    };
    for object in topology.get("objects").and_then(Value::as_object).into_iter().flat_map(|o| o.values()) {
        match (object.get("type").and_then(Value::as_str), object.get("geometries").and_then(Value::as_array)) {
            (Some("GeometryCollection"), Some(members)) => members.iter().for_each(|m| reader.feature(m)),
            _ => reader.feature(object),
        }
    }
    reader.table.header = ["id", "lon", "lat"].map(str::to_owned).to_vec();
    Some(reader.exceeded.get().map_or(Ok(reader.table), Err))
}

/// How quantised positions are scaled back.
struct Transform {
    quantised: bool,
    scale: (f64, f64),
    translate: (f64, f64),
}

impl Transform {
    fn of(value: Option<&Value>) -> Self {
        let pair = |name: &str| {
            let list = value?.get(name)?.as_array()?;
            Some((list.first()?.as_f64()?, list.get(1)?.as_f64()?))
        };
        match (pair("scale"), pair("translate")) {
            (Some(scale), Some(translate)) => Self { quantised: true, scale, translate },
            _ => Self { quantised: false, scale: (1.0, 1.0), translate: (0.0, 0.0) },
        }
    }

    fn place(&self, (x, y): (f64, f64)) -> Coord<f64> {
        Coord { x: x * self.scale.0 + self.translate.0, y: y * self.scale.1 + self.translate.1 }
    }

    /// An arc's positions; `None`: one of them is no position.
    fn arc(&self, arc: &Value) -> Option<Vec<Coord<f64>>> {
        let mut sum = (0.0, 0.0);
        let positions = arc.as_array()?.iter().map(|p| {
            let (x, y) = position(p)?;
            sum = if self.quantised { (sum.0 + x, sum.1 + y) } else { (x, y) };
            Some(self.place(sum))
        });
        positions.collect()
    }
}

fn position(value: &Value) -> Option<(f64, f64)> {
    let list = value.as_array()?;
    Some((list.first()?.as_f64()?, list.get(1)?.as_f64()?))
}

struct Reader {
    file: Arc<str>,
    arcs: Vec<Option<Vec<Coord<f64>>>>,
    transform: Transform,
    table: FeatureFile,
    row: usize,
    /// Positions that may still be read.
    left: RefCell<Budget>,
    exceeded: Cell<Option<Exceeded>>,
}

impl Reader {
    fn feature(&mut self, object: &Value) {
        self.row += 1;
        let id = object.get("id").filter(|id| id.is_string() || id.is_number()).cloned();
        let origin = Origin { file: Arc::clone(&self.file), line: 1, feature: self.row };
        match self.geometry(object, COLLECTION_NESTING) {
            Ok(geometry) => {
                let properties = object.get("properties").and_then(Value::as_object).cloned().unwrap_or_else(Map::new);
                self.table.features.push(Feature { id, geometry, properties, origin });
            }
            Err(reason) => {
                let id = id.map(|id| id.as_str().map_or(id.to_string(), str::to_owned)).unwrap_or_default();
                let (row, column, value) = (self.row, "geometry".to_owned(), String::new());
                self.table.excluded.push(Exclusion { row, line: 1, column, value, reason, cells: vec![id] });
            }
        }
    }

    fn geometry(&self, object: &Value, depth: usize) -> Result<Option<Geometry<f64>>, String> {
        let Some(kind) = object.get("type").and_then(Value::as_str).filter(|_| depth > 0) else { return Ok(None) };
        let arcs = object.get("arcs");
        let point = |value: &Value| {
            let place = position(value).map(|p| self.transform.place(p)).ok_or("a position is two numbers")?;
            on_earth(place).map(Point::from)
        };
        let coordinates = object.get("coordinates");
        Ok(Some(match kind {
            "Point" => Geometry::Point(point(coordinates.unwrap_or(&Value::Null))?),
            "MultiPoint" => Geometry::MultiPoint(MultiPoint(each(coordinates, point)?)),
            "LineString" => Geometry::LineString(self.line(arcs.unwrap_or(&Value::Null), 2)?),
            "MultiLineString" => Geometry::MultiLineString(MultiLineString(each(arcs, |a| self.line(a, 2))?)),
            "Polygon" => Geometry::Polygon(self.polygon(arcs.unwrap_or(&Value::Null))?),
            "MultiPolygon" => Geometry::MultiPolygon(MultiPolygon(each(arcs, |a| self.polygon(a))?)),
            "GeometryCollection" => {
                let parts = each(object.get("geometries"), |g| self.geometry(g, depth - 1))?;
                Geometry::GeometryCollection(parts.into_iter().flatten().collect())
            }
            other => return Err(format!("“{other}” is no kind of geometry")),
        }))
    }

    fn polygon(&self, rings: &Value) -> Result<Polygon<f64>, String> {
        let mut rings = each(Some(rings), |r| self.line(r, 4))?.into_iter();
        let outer = rings.next().ok_or("a polygon has no ring")?;
        Ok(Polygon::new(outer, rings.collect()))
    }

    /// Arcs one after the other; where they meet, their common position stands once.
    fn line(&self, indices: &Value, least: usize) -> Result<LineString<f64>, String> {
        let mut line: Vec<Coord<f64>> = Vec::new();
        for index in indices.as_array().ok_or("arcs are a list of numbers")? {
            let index = index.as_i64().ok_or("an arc is a whole number")?;
            let (at, turned) = if index < 0 { (!index, true) } else { (index, false) };
            let arc = usize::try_from(at).ok().and_then(|at| self.arcs.get(at));
            let arc = arc.and_then(Option::as_ref).ok_or_else(|| format!("there is no arc {index}"))?;
            if let Err(exceeded) = self.left.borrow_mut().take(arc.len()) {
                self.exceeded.set(Some(exceeded));
                return Err(exceeded.to_string());
            }
            if !line.is_empty() {
                line.pop();
            }
            if turned { line.extend(arc.iter().rev()) } else { line.extend(arc) }
        }
        if line.len() < least {
            return Err(format!("it has {} positions, {least} are needed", line.len()));
        }
        line.iter().try_for_each(|p| on_earth(*p).map(drop))?;
        Ok(LineString(line))
    }
}

fn each<T>(list: Option<&Value>, one: impl FnMut(&Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    list.and_then(Value::as_array).ok_or("its members are a list")?.iter().map(one).collect()
}

fn on_earth(p: Coord<f64>) -> Result<Coord<f64>, String> {
    let there = p.x.abs() <= 540.0 && p.y.abs() <= 90.0;
    if there { Ok(p) } else { Err(format!("{} {} is not on the earth", p.x, p.y)) }
}
