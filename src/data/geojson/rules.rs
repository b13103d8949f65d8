//! The walk: file, records, collections, features, geometries. What is sound on the way becomes features.

use super::crs::{self, Crs};
use super::json::{self, Kind, Node};
use super::position;
use crate::data::feature::{Feature, Origin};
use crate::diagnostic::{Diagnostic, Place, Severity};
use geo::Geometry;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a check of a file found.
#[derive(Debug, Clone, Default)]
pub struct CheckReport {
    /// Every fault, in the file's order.
    pub faults: Vec<Diagnostic>,
    /// Features and bare geometries that were looked at.
    pub records: usize,
    /// The sound features.
    pub features: Vec<Feature>,
}

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

/// Checks the bytes of a GeoJSON file, a newline-delimited one, or an RFC 8142 sequence.
pub fn check(name: &str, bytes: &[u8]) -> CheckReport {
    let mut report = CheckReport::default();
    let fault = |code, message: &str, line: usize| {
        let place = Place { file: Some(name.to_owned()), line: Some(line), ..Place::default() };
        Diagnostic::error(code, message.to_owned()).at(place)
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let line = bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            let found = fault("data::not-utf8", "the file is not UTF-8", line);
            report.faults.push(found.help("GeoJSON is always UTF-8: save it so, without a byte-order mark"));
            return report;
        }
    };
    let mut checker = Checker::new(name, text);
    let mut at = 0;
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        at = text.len() - rest.len();
        checker.warning("data::byte-order-mark", 0, "", "the file begins with a byte-order mark".to_owned(), None);
    }
    let between = [' ', '\t', '\n', '\r', '\u{1e}'];
    if text[at..].trim_matches(between).is_empty() {
        report.faults = checker.faults;
        report.faults.push(fault("data::empty-file", "the file is empty", 1));
        return report;
    }
    // One value, or one a line, or one after each record separator.
    let mut records = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches(between).len();
        if at >= text.len() {
            break;
        }
        if records > 0 && !text[at..].starts_with('{') {
            checker.error("data::not-json", at, "", "there is more after the end of the JSON".to_owned(), None);
            break;
        }
        match json::parse(text, at) {
            Ok((node, end)) => {
                checker.root(&node);
                at = end;
            }
            Err(e) => {
                let code = if e.too_deep { "data::too-deep" } else { "data::not-json" };
                checker.feature = None;
                checker.error(code, e.at, "", e.message, None);
                // A broken record of a sequence ends at its line.
                match text[at..].find('\n').filter(|_| records > 0) {
                    Some(next) => at += next,
                    None => break,
                }
            }
        }
        records += 1;
    }
    report.faults = checker.faults;
    report.records = checker.number;
    report.features = checker.features;
    report
}

/// State of a walk over one file.
pub struct Checker<'t> {
    name: Arc<str>,
    lines: Vec<usize>,
    text: &'t str,
    faults: Vec<Diagnostic>,
    errors: usize,
    /// Features so far.
    number: usize,
    /// The feature that is looked at: number and id.
    feature: Option<(usize, Option<String>)>,
    ids: BTreeMap<String, usize>,
    crs: Option<Crs>,
    features: Vec<Feature>,
}

impl<'t> Checker<'t> {
    fn new(name: &str, text: &'t str) -> Self {
        let lines = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i).collect();
        Self {
            name: name.into(),
            lines,
            text,
            faults: Vec::new(),
            errors: 0,
            number: 0,
            feature: None,
            ids: BTreeMap::new(),
            crs: None,
            features: Vec::new(),
        }
    }

    fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|l| *l < at) + 1
    }

    /// Errors so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// A position of the file as longitude and latitude.
    pub fn to_lon_lat(&self, x: f64, y: f64) -> (f64, f64) {
        self.crs.as_ref().map_or((x, y), |crs| crs.to_lon_lat(x, y))
    }

    fn push(&mut self, fault: Diagnostic, at: usize, pointer: &str, help: Option<&str>) {
        let place = Place {
            file: Some(self.name.to_string()),
            line: Some(self.line(at.min(self.text.len()))),
            feature: self.feature.as_ref().map(|f| f.0),
            id: self.feature.as_ref().and_then(|f| f.1.clone()),
            pointer: (!pointer.is_empty()).then(|| pointer.to_owned()),
        };
        let fault = fault.at(place);
        self.faults.push(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// Notes an error.
    pub fn error(&mut self, code: &'static str, at: usize, pointer: &str, message: String, help: Option<&str>) {
        self.errors += 1;
        self.push(Diagnostic::error(code, message), at, pointer, help);
    }

    /// Notes a warning.
    pub fn warning(&mut self, code: &'static str, at: usize, pointer: &str, message: String, help: Option<&str>) {
        self.push(Diagnostic::warning(code, message), at, pointer, help);
    }

    /// A value at the top of the file or of a record.
    fn root(&mut self, node: &Node) {
        self.feature = None;
        if !matches!(node.kind, Kind::Object(_)) {
            let message = format!("GeoJSON is an object, this is {}", node.what());
            self.error("data::not-an-object", node.at, "", message, None);
            return;
        }
        self.crs(node);
        let Some(kind) = self.type_of(node, "") else { return };
        match kind.as_str() {
            "FeatureCollection" => self.collection(node),
            "Feature" => self.one_feature(node),
            "Topology" => {
                let help = Some("convert it to GeoJSON first, e.g. with topojson-client's topo2geo");
                self.error("data::topojson", node.at, "", "this is TopoJSON".to_owned(), help);
            }
            known if TYPES.contains(&known) => {
                self.number += 1;
                let message = format!("a bare {known} without a feature around it");
                self.warning("data::bare-geometry", node.at, "", message, None);
                self.feature = Some((self.number, None));
                let geometry = self.geometry(node, "", false);
                self.keep(node, None, geometry, serde_json::Map::new());
            }
            other => self.unknown_type(node, "", other, &TYPES),
        }
    }

    fn crs(&mut self, node: &Node) {
        let Some(member) = node.get("crs").filter(|m| m.kind != Kind::Null) else { return };
        match crs::read(member) {
            Ok(crs) => {
                let message = match crs {
                    Crs::Wgs84 => "a crs member: RFC 7946 has none; it says WGS 84, as GeoJSON always is",
                    Crs::Other(_) => "a crs member: RFC 7946 has none; the positions are reprojected to WGS 84",
                };
                self.warning("data::crs-member", member.at, "/crs", message.to_owned(), None);
                self.crs = Some(crs);
            }
            Err(name) => {
                let message = format!("the coordinate reference system “{name}” is not known");
                let help = Some("reproject the file to WGS 84 longitude and latitude");
                self.error("data::unknown-crs", member.at, "/crs", message, help);
            }
        }
    }

    fn type_of(&mut self, node: &Node, pointer: &str) -> Option<String> {
        self.repeated_members(node, pointer);
        match node.get("type").map(|t| (&t.kind, t.at)) {
            Some((Kind::String(kind), _)) => Some(kind.clone()),
            Some((_, at)) => {
                let message = "“type” should be a string".to_owned();
                self.error("data::mistyped-type", at, &format!("{pointer}/type"), message, None);
                None
            }
            None => {
                let message = "the member “type” is missing".to_owned();
                self.error("data::missing-type", node.at, pointer, message, None);
                None
            }
        }
    }

    fn unknown_type(&mut self, node: &Node, pointer: &str, kind: &str, known: &[&str]) {
        let at = node.get("type").map_or(node.at, |t| t.at);
        let near = known.iter().map(|k| (strsim::jaro_winkler(&k.to_lowercase(), &kind.to_lowercase()), *k));
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.8);
        let help =
            near.map_or_else(|| format!("the types are {}", known.join(", ")), |n| format!("did you mean “{}”?", n.1));
        let message = format!("the type “{kind}” does not exist here");
        self.error("data::unknown-type", at, &format!("{pointer}/type"), message, Some(&help));
    }

    fn repeated_members(&mut self, node: &Node, pointer: &str) {
        let Kind::Object(members) = &node.kind else { return };
        for (i, (name, at, _)) in members.iter().enumerate() {
            if members[..i].iter().any(|m| m.0 == *name) {
                let message = format!("the member “{name}” stands twice; the last counts");
                self.warning("data::repeated-member", *at, &format!("{pointer}/{name}"), message, None);
            }
        }
    }

    fn collection(&mut self, node: &Node) {
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
        let before = self.errors;
        let id = self.id(node);
        match self.type_of(node, "") {
            Some(kind) if kind == "Feature" => {}
            Some(kind) => self.unknown_type(node, "", &kind, &["Feature"]),
            None => {}
        }
        self.bbox(node, "");
        let geometry = self.feature_geometry(node);
        let properties = self.properties(node);
        if self.errors == before {
            self.keep(node, id, geometry, properties);
        }
    }

    fn keep(
        &mut self,
        node: &Node,
        id: Option<serde_json::Value>,
        geometry: Option<Geometry<f64>>,
        properties: serde_json::Map<String, serde_json::Value>,
    ) {
        let origin = Origin { file: Arc::clone(&self.name), line: self.line(node.at), feature: self.number };
        self.features.push(Feature { id, geometry, properties, origin });
    }

    fn id(&mut self, node: &Node) -> Option<serde_json::Value> {
        let member = node.get("id")?;
        if !matches!(member.kind, Kind::String(_) | Kind::Number(..)) {
            let message = format!("“id” should be a string or a number, not {}", member.what());
            self.error("data::mistyped-id", member.at, "/id", message, None);
            return None;
        }
        let value = member.to_value();
        let written = value.to_string();
        self.feature = Some((self.number, Some(written.clone())));
        if let Some(first) = self.ids.get(&written).copied() {
            let message = format!("the id {written} is that of feature {first} too");
            self.warning("data::repeated-id", member.at, "/id", message, None);
        } else {
            self.ids.insert(written, self.number);
        }
        Some(value)
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

    fn properties(&mut self, node: &Node) -> serde_json::Map<String, serde_json::Value> {
        match node.get("properties") {
            None => {
                let help = Some("a feature without properties has \"properties\": null");
                let message = "the member “properties” is missing".to_owned();
                self.error("data::missing-properties", node.at, "", message, help);
            }
            Some(member) if matches!(member.kind, Kind::Object(_)) => {
                self.repeated_members(member, "/properties");
                return member.to_map();
            }
            Some(member) if member.kind == Kind::Null => {}
            Some(member) => {
                let message = format!("“properties” should be an object or null, not {}", member.what());
                self.error("data::mistyped-properties", member.at, "/properties", message, None);
            }
        }
        serde_json::Map::new()
    }

    fn bbox(&mut self, node: &Node, pointer: &str) {
        let Some(member) = node.get("bbox") else { return };
        let pointer = format!("{pointer}/bbox");
        let Kind::Array(items) = &member.kind else {
            let message = format!("“bbox” should be an array, not {}", member.what());
            self.error("data::mistyped-bbox", member.at, &pointer, message, None);
            return;
        };
        let numbers: Vec<f64> =
            items.iter().filter_map(|i| if let Kind::Number(n, _) = i.kind { Some(n) } else { None }).collect();
        if numbers.len() != items.len() || numbers.iter().any(|n| !n.is_finite()) {
            self.error("data::mistyped-bbox", member.at, &pointer, "“bbox” should hold numbers".to_owned(), None);
        } else if !matches!(numbers.len(), 4 | 6) {
            let message = format!("“bbox” should hold 4 or 6 numbers, this holds {}", numbers.len());
            self.error("data::bbox-length", member.at, &pointer, message, Some("[west, south, east, north]"));
        } else if numbers[1] > numbers[numbers.len() / 2 + 1] {
            let message = "the south of “bbox” is above its north".to_owned();
            self.warning("data::bbox-upside-down", member.at, &pointer, message, Some("[west, south, east, north]"));
        }
    }

    fn geometry(&mut self, node: &Node, pointer: &str, nested: bool) -> Option<Geometry<f64>> {
        self.bbox(node, pointer);
        let kind = self.type_of(node, pointer)?;
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
        let before = self.errors;
        let found: Vec<Geometry<f64>> =
            parts.iter().enumerate().filter_map(|(i, g)| self.geometry(g, &format!("{pointer}/{i}"), true)).collect();
        (self.errors == before).then_some(Geometry::GeometryCollection(geo::GeometryCollection(found)))
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

/// Are there errors among the faults?
pub fn has_errors(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|f| f.severity == Severity::Error)
}
