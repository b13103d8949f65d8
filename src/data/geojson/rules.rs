//! The walk: collections, features, geometries. What is sound on the way becomes features.

use super::checker::Checker;
use super::json::{Kind, Node};
use super::position;
use geo::Geometry;

const TYPES: [&str; 9] = [
    "FeatureCollection",
    "Feature",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
];

impl Checker {
    /// A value at the top of the file or of a record.
    pub(super) fn root(&mut self, node: &Node) {
        self.feature = self.in_record.then_some((self.number + 1, None));
        self.crs = None;
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("GeoJSON is an object, this is {}", node.what());
            self.error("data::not-an-object", node.at, "", message, None);
            return;
        }
        self.crs(node);
        if let Some(kind) = self.type_of(node, "", None) {
            self.object(node, &kind);
        }
        self.tell_not_numbers(node, "");
    }

    /// An object at the top, by its type.
    fn object(&mut self, node: &Node, kind: &str) {
        match kind {
            "FeatureCollection" => self.collection(node),
            "Feature" => self.one_feature(node),
            "Topology" => self.error("data::topojson", node.at, "", "this is TopoJSON".to_owned(), None),
            known if TYPES.contains(&known) => {
                self.number += 1;
                self.feature = Some((self.number, None));
                let message = format!("a bare {known} without a feature around it");
                self.warning("data::bare-geometry", node.at, "", message, None);
                let geometry = self.geometry(node, "", false);
                self.keep(node, None, geometry, serde_json::Map::new());
            }
            other => self.unknown_type(node, "", other, &TYPES),
        }
    }

    fn collection(&mut self, node: &Node) {
        self.feature = None;
        self.misplaced(node, "", "FeatureCollection", &["coordinates", "geometries", "geometry", "properties"]);
        self.bbox(node, "");
        match node.get("features").map(|f| (&f.kind, f)) {
            Some((Kind::Array(features), _)) => {
                for feature in features {
                    self.one_feature(feature);
                }
                self.feature = None;
            }
            Some((_, f)) => {
                let message = format!("“features” should be an array, not {}", f.what());
                self.error("data::mistyped-features", f.at, "/features", message, None);
            }
            None => {
                let message = "the member “features” is missing".to_owned();
                self.error("data::missing-features", node.at, "", message, None);
            }
        }
    }

    fn one_feature(&mut self, node: &Node) {
        self.number += 1;
        self.feature = Some((self.number, None));
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("a feature should be an object, not {}", node.what());
            self.error("data::not-an-object", node.at, "", message, None);
            return;
        }
        let before = self.errors();
        let id = self.id(node);
        match self.type_of(node, "", Some("a feature has \"type\": \"Feature\"")) {
            Some(kind) if kind == "Feature" => {
                self.misplaced(node, "", "Feature", &["coordinates", "geometries", "features"]);
            }
            Some(kind) => self.unknown_type(node, "", &kind, &["Feature"]),
            None => {}
        }
        self.bbox(node, "");
        let geometry = self.feature_geometry(node);
        let properties = self.properties(node);
        self.tell_not_numbers(node, "");
        if self.errors() == before {
            self.keep(node, id, geometry, properties);
        }
    }

    fn feature_geometry(&mut self, node: &Node) -> Option<Geometry<f64>> {
        match node.get("geometry") {
            None => {
                let help = Some("an unlocated feature has \"geometry\": null");
                self.error("data::missing-geometry", node.at, "", "the member “geometry” is missing".to_owned(), help);
                None
            }
            Some(member) => match member.kind {
                Kind::Null => None,
                Kind::Object(_) => self.geometry(member, "/geometry", false),
                _ => {
                    let message = format!("“geometry” should be an object or null, not {}", member.what());
                    self.error("data::mistyped-geometry", member.at, "/geometry", message, None);
                    None
                }
            },
        }
    }

    fn geometry(&mut self, node: &Node, pointer: &str, nested: bool) -> Option<Geometry<f64>> {
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("a geometry should be an object, not {}", node.what());
            self.error("data::mistyped-geometry", node.at, pointer, message, None);
            return None;
        }
        self.bbox(node, pointer);
        let help = Some("a geometry has \"type\": \"Point\", \"LineString\", \"Polygon\" … in quotes");
        let kind = self.type_of(node, pointer, help)?;
        self.misplaced(node, pointer, "geometry", &["geometry", "properties", "features"]);
        if kind == "GeometryCollection" {
            if nested {
                let message = "a GeometryCollection within another".to_owned();
                self.warning("data::nested-collection", node.at, pointer, message, None);
            }
            return self.geometries(node, pointer);
        }
        if !TYPES[2..].contains(&kind.as_str()) {
            self.unknown_type(node, pointer, &kind, &TYPES[2..]);
            return None;
        }
        let Some(coordinates) = node.get("coordinates") else {
            let message = format!("the member “coordinates” of this {kind} is missing");
            self.error("data::missing-coordinates", node.at, pointer, message, None);
            return None;
        };
        self.coordinates(&kind, coordinates, &format!("{pointer}/coordinates"))
    }

    fn geometries(&mut self, node: &Node, pointer: &str) -> Option<Geometry<f64>> {
        let pointer = format!("{pointer}/geometries");
        let Some(member) = node.get("geometries") else {
            self.error(
                "data::missing-geometries",
                node.at,
                &pointer,
                "the member “geometries” is missing".to_owned(),
                None,
            );
            return None;
        };
        let Kind::Array(parts) = &member.kind else {
            let message = format!("“geometries” should be an array, not {}", member.what());
            self.error("data::mistyped-geometries", member.at, &pointer, message, None);
            return None;
        };
        if parts.is_empty() {
            position::empty(self, member, &pointer);
        }
        let before = self.errors();
        let found: Vec<Geometry<f64>> =
            parts.iter().enumerate().filter_map(|(i, g)| self.geometry(g, &format!("{pointer}/{i}"), true)).collect();
        (self.errors() == before).then_some(Geometry::GeometryCollection(geo::GeometryCollection(found)))
    }

    fn coordinates(&mut self, kind: &str, node: &Node, pointer: &str) -> Option<Geometry<f64>> {
        use super::read::{line_string, point, polygon_of};
        Some(match kind {
            "Point" => {
                if matches!(&node.kind, Kind::Array(items) if items.is_empty()) {
                    position::empty(self, node, pointer);
                    return None;
                }
                if !matches!(node.kind, Kind::Array(_)) {
                    let message = format!("coordinates should be a position, not {}", node.what());
                    self.error("data::mistyped-coordinates", node.at, pointer, message, None);
                    return None;
                }
                Geometry::Point(point(position::position(self, node, pointer)?))
            }
            "MultiPoint" => {
                let found = position::positions(self, node, pointer)?;
                if found.is_empty() {
                    position::empty(self, node, pointer);
                }
                Geometry::MultiPoint(found.into_iter().map(point).collect())
            }
            "LineString" => Geometry::LineString(line_string(position::line(self, node, pointer)?)),
            "MultiLineString" => {
                let lines = position::each(self, node, pointer, "an array of lines", position::line)?;
                Geometry::MultiLineString(lines.into_iter().map(line_string).collect())
            }
            "Polygon" => Geometry::Polygon(polygon_of(position::polygon(self, node, pointer)?)),
            _ => {
                let polygons = position::each(self, node, pointer, "an array of polygons", position::polygon)?;
                Geometry::MultiPolygon(polygons.into_iter().map(polygon_of).collect())
            }
        })
    }
}
