//! Rules for single members of an object: `type`, `id`, `properties`, `bbox`, `crs`, and those that stand in the wrong
//! object (RFC 7946 §7.1).

use super::checker::Checker;
use super::crs;
use super::json::{Kind, Node};

/// What to say of an id that an earlier feature has.
pub(super) fn repeated_id(id: &str, first: usize) -> String {
    format!("the id {id} is that of feature {first} too")
}

impl Checker {
    /// The legacy `crs` member.
    pub(super) fn crs(&mut self, node: &Node) {
        let Some(member) = node.get("crs").filter(|m| m.kind != Kind::Null) else { return };
        match crs::read(member) {
            Ok(crs) => {
                self.warning("data::crs-member", member.at, "/crs", crs.message().to_owned(), None);
                self.crs = Some(crs);
            }
            Err(name) => {
                let message = format!("the coordinate reference system “{name}” is not known");
                let help = Some("reproject the file to WGS 84 longitude and latitude");
                self.error("data::unknown-crs", member.at, "/crs", message, help);
            }
        }
    }

    /// The `type`; faults of it are told with `help`.
    pub(super) fn type_of(&mut self, node: &Node, pointer: &str, help: Option<&str>) -> Option<String> {
        self.repeated_members(node, pointer);
        match node.get("type").map(|t| (&t.kind, t.at)) {
            Some((Kind::String(kind), _)) => Some(kind.clone()),
            Some((_, at)) => {
                let message = "“type” should be a string".to_owned();
                self.error("data::mistyped-type", at, &format!("{pointer}/type"), message, help);
                None
            }
            None => {
                let message = "the member “type” is missing".to_owned();
                self.error("data::missing-type", node.at, pointer, message, help);
                None
            }
        }
    }

    pub(super) fn unknown_type(&mut self, node: &Node, pointer: &str, kind: &str, known: &[&str]) {
        let at = node.get("type").map_or(node.at, |t| t.at);
        let near = known.iter().map(|k| (strsim::jaro_winkler(&k.to_lowercase(), &kind.to_lowercase()), *k));
        let near = near.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|n| n.0 > 0.8);
        let help =
            near.map_or_else(|| format!("the types are {}", known.join(", ")), |n| format!("did you mean “{}”?", n.1));
        let message = format!("the type “{kind}” does not exist here");
        self.error("data::unknown-type", at, &format!("{pointer}/type"), message, Some(&help));
    }

    pub(super) fn repeated_members(&mut self, node: &Node, pointer: &str) {
        let Kind::Object(members) = &node.kind else { return };
        for (i, (name, at, _)) in members.iter().enumerate() {
            if members[..i].iter().any(|m| m.0 == *name) {
                let message = format!("the member “{name}” stands twice; the last counts");
                self.warning("data::repeated-member", *at, &format!("{pointer}/{name}"), message, None);
            }
        }
    }

    /// Members that define another type of object than this (RFC 7946 §7.1).
    pub(super) fn misplaced(&mut self, node: &Node, pointer: &str, what: &str, names: &[&str]) {
        let Kind::Object(members) = &node.kind else { return };
        for (name, at, _) in members.iter().filter(|m| names.contains(&m.0.as_str())) {
            let message = format!("a {what} must not have the member “{name}”");
            self.error("data::misplaced-member", *at, &format!("{pointer}/{name}"), message, None);
        }
    }

    pub(super) fn id(&mut self, node: &Node) -> Option<serde_json::Value> {
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
            self.warning("data::repeated-id", member.at, "/id", repeated_id(&written, first), None);
        } else {
            self.ids.insert(written, self.number);
        }
        Some(value)
    }

    pub(super) fn properties(&mut self, node: &Node) -> serde_json::Map<String, serde_json::Value> {
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

    pub(super) fn bbox(&mut self, node: &Node, pointer: &str) {
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
            // A word such as NaN is told with this.
            self.not_numbers.retain(|word| items.iter().all(|i| i.at != word.0));
            self.error("data::mistyped-bbox", member.at, &pointer, "“bbox” should hold numbers".to_owned(), None);
            return;
        }
        let (&[west, south, east, north] | &[west, south, _, east, north, _]) = &numbers[..] else {
            let message = format!("“bbox” should hold 4 or 6 numbers, this holds {}", numbers.len());
            self.error("data::bbox-length", member.at, &pointer, message, None);
            return;
        };
        if south > north {
            let message = "the south of “bbox” is above its north".to_owned();
            self.warning("data::bbox-upside-down", member.at, &pointer, message, None);
        }
        // In another system than longitude and latitude the numbers may be of any size.
        if self.crs.as_ref().is_some_and(|crs| !crs.is_wgs84()) {
            return;
        }
        for (name, number, most) in
            [("west", west, 180.0), ("south", south, 90.0), ("east", east, 180.0), ("north", north, 90.0)]
        {
            if number.abs() > most {
                let message = format!("the {name} of “bbox”, {number}, is outside −{most}…{most}");
                self.warning("data::bbox-out-of-range", member.at, &pointer, message, None);
            }
        }
    }
}
