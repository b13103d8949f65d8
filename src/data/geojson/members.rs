//! Rules for single members of an object: `type`, `id`, `properties`, `crs`, and those that stand in the wrong
//! object (RFC 7946 §7.1).

use super::checker::Checker;
use super::crs;
use super::guess;
use super::json::{Kind, Node};

/// What to say of an id that an earlier feature has.
pub(super) fn repeated_id(id: &str, first: usize) -> String {
    format!("the id {id} is that of feature {first} too")
}

impl Checker {
    /// The legacy `crs` member.
    pub(super) fn crs(&mut self, node: &Node) {
        let Some(member) = node.get("crs") else { return };
        match crs::read(member) {
            Ok(crs) => {
                self.warning("data::crs-member", member.at, "/crs", crs.message().to_owned(), crs.help());
                self.crs = Some(crs);
            }
            Err(message) => self.error("data::unknown-crs", member.at, "/crs", message, None),
        }
    }

    /// A `crs` member of a feature or geometry within a file: it is not honoured.
    pub(super) fn inner_crs(&mut self, node: &Node, pointer: &str) {
        let Some(member) = node.get("crs") else { return };
        let pointer = format!("{pointer}/crs");
        match crs::read(member) {
            Ok(crs) if crs.is_plain() => {
                self.warning("data::crs-member", member.at, &pointer, crs.message().to_owned(), crs.help());
            }
            _ => {
                let message = "a crs member within a feature is not honoured, only that of the whole file".to_owned();
                self.error("data::unknown-crs", member.at, &pointer, message, None);
            }
        }
    }

    /// The `type`; faults of it are told with `help`.
    pub(super) fn type_of(&mut self, node: &Node, pointer: &str, help: Option<&str>) -> Option<String> {
        match node.get("type").map(|t| (&t.kind, t)) {
            Some((Kind::String(kind), _)) => Some(kind.clone()),
            Some((_, member)) => {
                let message = format!("“type” should be a string, not {}", member.what());
                self.error("data::mistyped-type", member.at, &format!("{pointer}/type"), message, help);
                None
            }
            None => {
                let message = "the member “type” is missing".to_owned();
                let near = guess::near(node, "type");
                self.error("data::missing-type", node.at, pointer, message, near.as_deref().or(help));
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
            let help = (member.kind == Kind::Null).then_some("leave \"id\" out where there is none");
            self.error("data::mistyped-id", member.at, "/id", message, help);
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
                let message = "the member “properties” is missing".to_owned();
                let near = guess::near(node, "properties");
                self.error("data::missing-properties", node.at, "", message, near.as_deref());
            }
            Some(member) if matches!(member.kind, Kind::Object(_)) => {
                self.repeated_members(member, "/properties");
                return member.to_map();
            }
            Some(member) if member.kind == Kind::Null => {}
            Some(member) => {
                let message = format!("“properties” should be an object or null, not {}", member.what());
                self.error("data::mistyped-properties", member.at, "/properties", message, guess::packed_value(member));
            }
        }
        serde_json::Map::new()
    }
}
