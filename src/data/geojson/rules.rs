//! The walk: collections, features, geometries. What is sound on the way becomes features.

use super::checker::Checker;
use super::guess;
use super::json::{Kind, Node};
use super::lines;
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
            self.error("data::not-an-object", node.at, "", message, guess::no_object(node));
            return;
        }
        if guess::is_esri(node) {
            self.error("data::esri-json", node.at, "", "this is Esri’s JSON, not GeoJSON".to_owned(), None);
            return;
        }
        self.crs(node);
        match self.type_of(node, "", guess::without_type(node).as_deref()) {
            Some(kind) => self.object(node, &kind),
            None => self.repeated_members(node, ""),
        }
        self.tell_left_over(node, "");
    }

    /// An object at the top, by its type.
    fn object(&mut self, node: &Node, kind: &str) {
        match kind {
            "FeatureCollection" => self.collection(node),
            "Feature" => self.one_feature(node, false),
            "Topology" => self.error("data::topojson", node.at, "", "this is TopoJSON".to_owned(), None),
            known if TYPES.contains(&known) => {
                self.number += 1;
                self.feature = Some((self.number, None));
                let message = format!("a bare {known} without a feature around it");
                self.warning("data::bare-geometry", node.at, "", message, None);
                let geometry = self.geometry(node, "", false);
                self.keep(node, None, geometry, serde_json::Map::new());
            }
            other => {
                self.repeated_members(node, "");
                self.unknown_type(node, "", other, &TYPES);
            }
        }
    }

    fn collection(&mut self, node: &Node) {
        self.feature = None;
        self.repeated_members(node, "");
        self.misplaced(node, "", "FeatureCollection", &["coordinates", "geometries", "geometry", "properties"]);
        let (bbox, before) = (self.bbox(node, ""), self.features.len());
        match node.get("features").map(|f| (&f.kind, f)) {
            Some((Kind::Array(features), _)) => {
                for feature in features {
                    self.one_feature(feature, true);
                }
                self.feature = None;
                self.box_of_features(bbox.as_ref(), before);
            }
            Some((_, f)) => {
                let message = format!("“features” should be an array, not {}", f.what());
                let one = matches!(f.kind, Kind::Object(_)).then_some("one feature stands in brackets too: [ … ]");
                self.error("data::mistyped-features", f.at, "/features", message, one);
            }
            None => {
                let message = "the member “features” is missing".to_owned();
                let near = guess::near(node, "features");
                self.error("data::missing-features", node.at, "", message, near.as_deref());
            }
        }
    }

    /// A feature; `inner`: one of a collection.
    fn one_feature(&mut self, node: &Node, inner: bool) {
        self.number += 1;
        self.feature = Some((self.number, None));
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("a feature should be an object, not {}", node.what());
            self.error("data::not-an-object", node.at, "", message, guess::no_feature(node));
            return;
        }
        let before = self.errors();
        let id = self.id(node);
        self.repeated_members(node, "");
        match self.type_of(node, "", Some("a feature has \"type\": \"Feature\"")) {
            Some(kind) if kind == "Feature" => {
                self.misplaced(node, "", "Feature", &["coordinates", "geometries", "features"]);
            }
            Some(kind) if TYPES.contains(&kind.as_str()) => {
                self.no_feature(node, &kind);
                return;
            }
            Some(kind) => self.unknown_type(node, "", &kind, &["Feature"]),
            None => {}
        }
        if inner {
            self.inner_crs(node, "");
        }
        let bbox = self.bbox(node, "");
        let geometry = self.feature_geometry(node);
        self.box_of_geometry(bbox.as_ref(), geometry.as_ref());
        let properties = self.properties(node);
        self.tell_left_over(node, "");
        if self.errors() == before {
            self.keep(node, id, geometry, properties);
        }
    }

    /// A geometry or collection among the features: one fault, whatever it lacks of a feature.
    fn no_feature(&mut self, node: &Node, kind: &str) {
        let at = node.get("type").map_or(node.at, |t| t.at);
        let help = match kind {
            "FeatureCollection" => "put its features into the outer collection",
            _ => "put it into a Feature: {\"type\": \"Feature\", \"geometry\": …, \"properties\": null}",
        };
        let message = format!("a {kind} stands where a Feature should");
        self.error("data::unknown-type", at, "/type", message, Some(help));
    }

    fn feature_geometry(&mut self, node: &Node) -> Option<Geometry<f64>> {
        let Some(member) = node.get("geometry") else {
            let near = guess::near(node, "geometry");
            let message = "the member “geometry” is missing".to_owned();
            self.error("data::missing-geometry", node.at, "", message, near.as_deref());
            return None;
        };
        match member.kind {
            Kind::Null => None,
            Kind::Object(_) => self.geometry(member, "/geometry", false),
            _ => {
                let message = format!("“geometry” should be an object or null, not {}", member.what());
                self.error("data::mistyped-geometry", member.at, "/geometry", message, guess::packed_value(member));
                None
            }
        }
    }

    fn geometry(&mut self, node: &Node, pointer: &str, nested: bool) -> Option<Geometry<f64>> {
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("a geometry should be an object, not {}", node.what());
            let help =
                Some("remove it: each is an object such as {\"type\": \"Point\", \"coordinates\": [36.5, 36.1]}");
            self.error("data::mistyped-geometry", node.at, pointer, message, help);
            return None;
        }
        let bbox = self.bbox(node, pointer);
        if !pointer.is_empty() {
            self.inner_crs(node, pointer);
        }
        self.repeated_members(node, pointer);
        let help = guess::geometry_without_type(node);
        let help =
            help.as_deref().or(Some("a geometry has \"type\": \"Point\", \"LineString\", \"Polygon\" … in quotes"));
        let kind = self.type_of(node, pointer, help)?;
        let found = self.typed_geometry(node, &kind, pointer, nested);
        self.box_of_geometry(bbox.as_ref(), found.as_ref());
        found
    }

    fn typed_geometry(&mut self, node: &Node, kind: &str, pointer: &str, nested: bool) -> Option<Geometry<f64>> {
        if TYPES[..2].contains(&kind) {
            let at = node.get("type").map_or(node.at, |t| t.at);
            let message = format!("a {kind} stands where a geometry should");
            let help = Some("put its own geometry in its place");
            self.error("data::unknown-type", at, &format!("{pointer}/type"), message, help);
            return None;
        }
        self.misplaced(node, pointer, "geometry", &["geometry", "properties", "features"]);
        if kind == "GeometryCollection" {
            if nested {
                let message = "a GeometryCollection within another".to_owned();
                self.warning("data::nested-collection", node.at, pointer, message, None);
            }
            return self.geometries(node, pointer, nested);
        }
        if !TYPES[2..].contains(&kind) {
            self.unknown_type(node, pointer, kind, &TYPES[2..]);
            return None;
        }
        let Some(coordinates) = node.get("coordinates") else {
            let message = format!("the member “coordinates” of this {kind} is missing");
            let near = guess::near(node, "coordinates");
            self.error("data::missing-coordinates", node.at, pointer, message, near.as_deref());
            return None;
        };
        self.coordinates(kind, coordinates, &format!("{pointer}/coordinates"))
    }

    fn geometries(&mut self, node: &Node, pointer: &str, nested: bool) -> Option<Geometry<f64>> {
        let outer = pointer;
        let pointer = format!("{pointer}/geometries");
        let Some(member) = node.get("geometries") else {
            let message = "the member “geometries” is missing".to_owned();
            let near = guess::near(node, "geometries");
            self.error("data::missing-geometries", node.at, outer, message, near.as_deref());
            return None;
        };
        let Kind::Array(parts) = &member.kind else {
            let message = format!("“geometries” should be an array, not {}", member.what());
            self.error("data::mistyped-geometries", member.at, &pointer, message, None);
            return None;
        };
        if parts.is_empty() {
            lines::empty(self, member, &pointer);
        }
        if !nested {
            self.needless(node, parts, outer);
        }
        let before = self.errors();
        let found: Vec<Geometry<f64>> =
            parts.iter().enumerate().filter_map(|(i, g)| self.geometry(g, &format!("{pointer}/{i}"), true)).collect();
        (self.errors() == before).then_some(Geometry::GeometryCollection(geo::GeometryCollection(found)))
    }

    /// Warns of a collection in whose place one geometry would do (RFC 7946 §3.1.8).
    fn needless(&mut self, node: &Node, parts: &[Node], pointer: &str) {
        let type_of = |part: &Node| match part.get("type").map(|t| &t.kind) {
            Some(Kind::String(kind)) if TYPES[2..8].contains(&kind.as_str()) => Some(kind.clone()),
            _ => None,
        };
        let Some(kind) = parts.first().and_then(type_of) else { return };
        if parts.len() == 1 {
            let message = format!("a GeometryCollection of one {kind} alone");
            self.warning("data::needless-collection", node.at, pointer, message, None);
        } else if parts.iter().all(|p| type_of(p).as_ref() == Some(&kind)) {
            let message = format!("a GeometryCollection of nothing but {kind}s");
            let help = format!("make them one Multi{}", kind.trim_start_matches("Multi"));
            self.warning("data::needless-collection", node.at, pointer, message, Some(&help));
        }
    }

    fn coordinates(&mut self, kind: &str, node: &Node, pointer: &str) -> Option<Geometry<f64>> {
        use super::read::{line_string, point, polygon_of};
        if lines::is_misnested(self, kind, node, pointer) {
            return None;
        }
        Some(match kind {
            "Point" => {
                if matches!(&node.kind, Kind::Array(items) if items.is_empty()) {
                    lines::empty(self, node, pointer);
                    return None;
                }
                if !matches!(node.kind, Kind::Array(_)) {
                    let message = format!("coordinates should be a position, not {}", node.what());
                    self.error("data::mistyped-coordinates", node.at, pointer, message, guess::no_coordinates(node));
                    return None;
                }
                Geometry::Point(point(position::position(self, node, pointer)?))
            }
            "MultiPoint" => {
                let found = lines::positions(self, node, pointer)?;
                if found.is_empty() {
                    lines::empty(self, node, pointer);
                }
                Geometry::MultiPoint(found.into_iter().map(point).collect())
            }
            "LineString" => Geometry::LineString(line_string(lines::line(self, node, pointer)?)),
            "MultiLineString" => {
                let lines = lines::each(self, node, pointer, "an array of lines", lines::line)?;
                Geometry::MultiLineString(lines.into_iter().map(line_string).collect())
            }
            "Polygon" => Geometry::Polygon(polygon_of(lines::polygon(self, node, pointer)?)),
            _ => {
                let polygons = lines::each(self, node, pointer, "an array of polygons", lines::polygon)?;
                Geometry::MultiPolygon(polygons.into_iter().map(polygon_of).collect())
            }
        })
    }
}
