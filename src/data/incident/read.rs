//! A feature → an incident: our members, or what a stranger's file says instead of them.
//!
//! Nothing here is an error. A value that can't be used is a warning with its place, and stays in
//! [`Incident::extra`] if it is a whole member; one bad claim in a list doesn't cost the others. Empty texts and empty
//! lists say nothing, as CSV files have them.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::check::Check;
use super::claim::whole_number;
use super::{
    ClaimedPlace, CountClaim, EventDate, Incident, Kind, LocationClaim, Statement, count_text, plain, sense, summary,
};
use crate::data::controls;
use crate::data::feature::Feature;
use crate::diagnostic::{Diagnostic, Place};

impl Incident {
    /// Reads an incident from a feature. Our own members come first (`name`, `date`, `killed` …, see the module); where
    /// they lack, what other files use for them: `title`, `event_date`, `fatalities` …; where there are no
    /// `locations`, the geometry is the place. Faults are warnings, added to `faults`.
    pub fn from_feature(feature: &Feature, faults: &mut Vec<Diagnostic>) -> Incident {
        Self::of(feature.clone(), faults)
    }

    /// The same of a feature that is not needed any more.
    pub fn of(mut feature: Feature, faults: &mut Vec<Diagnostic>) -> Incident {
        let rest = std::mem::take(&mut feature.properties);
        let is_list = |(name, value): (&String, &Value)| value.is_array().then(|| name.clone());
        let lists = rest.iter().filter_map(is_list).collect();
        let mut reader = Reader { feature: &feature, lists, rest, faults };
        reader.strip_controls();
        let incident = Incident {
            id: reader.id(),
            name: reader.text("name").or_else(|| reader.alias(&plain::NAME, |v| filled(v).map(str::to_owned))),
            name_ar: reader.text("name_ar"),
            names_alt: reader.list("names_alt"),
            what: reader.text("what").or_else(|| reader.alias(&plain::WHAT, |v| filled(v).map(str::to_owned))),
            what_ar: reader.text("what_ar"),
            kind: reader.kind(),
            background: reader.one("background").unwrap_or(false),
            date: reader.date(),
            locations: reader.locations(),
            killed: reader.counts("killed", &plain::KILLED),
            injured: reader.counts("injured", &plain::INJURED),
            present: reader.counts("present", &[]),
            combined: reader.counts("combined", &[]),
            partial: reader.counts("partial", &[]),
            strikes: reader.counts("strikes", &[]),
            displaced: reader.counts("displaced", &[]),
            attribution: reader.list("attribution"),
            statements: reader.statements(),
            origin: feature.origin.clone(),
            extra: Map::new(),
        };
        reader.finish(incident)
    }
}

/// Where a check that can't be read waits while its statement is read.
const UNREAD_CHECK: &str = "\u{0}check";

/// The properties that are not used yet, and where faults go.
struct Reader<'a> {
    /// Without its properties.
    feature: &'a Feature,
    /// Members that the file gives as lists.
    lists: Vec<String>,
    rest: Map<String, Value>,
    faults: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// `id` of the feature, else a member `id`, else the feature's number.
    fn id(&self) -> String {
        let own = self.feature.id.as_ref().and_then(id_text);
        let id = own.or_else(|| self.rest.get("id").and_then(id_text));
        id.map(controls::plain).unwrap_or_else(|| format!("feature-{}", self.feature.origin.feature))
    }

    /// Texts without the controls that would reorder what stands beside them on a page.
    fn strip_controls(&mut self) {
        for (pointer, characters) in controls::strip(&mut self.rest, "/properties") {
            self.faults.push(controls::fault(&characters).at(place(self.feature, pointer)));
        }
    }

    /// Takes a member out; `None` if it is missing, `null` or empty.
    fn take(&mut self, member: &str) -> Option<Value> {
        let value = self.rest.shift_remove(member)?;
        let empty = value.is_null() || value.as_str().is_some_and(|s| s.trim().is_empty());
        (!empty).then_some(value)
    }

    /// A value that can't be used: kept, and told.
    fn keep(&mut self, member: &str, value: Value, code: &'static str, message: String, help: Option<&str>) {
        self.warn(code, format!("/properties/{}", escaped(member)), message, help);
        self.rest.insert(member.to_owned(), value);
    }

    fn warn(&mut self, code: &'static str, pointer: String, message: String, help: Option<&str>) {
        let fault = Diagnostic::warning(code, message).at(place(self.feature, pointer));
        self.faults.push(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    /// A text member.
    fn text(&mut self, member: &str) -> Option<String> {
        match self.take(member)? {
            Value::String(text) => Some(text),
            other => {
                let message = format!("`{member}` is a text, found {}", shown(&other));
                self.keep(member, other, "data::wrong-type", message, None);
                None
            }
        }
    }

    /// A member of any type that is one value.
    fn one<T: DeserializeOwned>(&mut self, member: &str) -> Option<T> {
        let value = self.take(member)?;
        match serde_json::from_value(value.clone()) {
            Ok(read) => Some(read),
            Err(fault) => {
                self.keep(member, value, "data::wrong-type", format!("`{member}`: {fault}"), None);
                None
            }
        }
    }

    /// A member that is a list; an item that can't be read is told and passed over.
    fn list<T: DeserializeOwned>(&mut self, member: &str) -> Vec<T> {
        match self.take(member) {
            None => Vec::new(),
            Some(Value::Array(items)) => self.items(member, items),
            Some(other) => {
                let message = format!("`{member}` is a list, found {}", shown(&other));
                self.keep(member, other, "data::wrong-type", message, None);
                Vec::new()
            }
        }
    }

    fn items<T: DeserializeOwned>(&mut self, member: &str, items: Vec<Value>) -> Vec<T> {
        let mut read = Vec::with_capacity(items.len());
        for (i, item) in items.into_iter().enumerate() {
            match serde_json::from_value(item) {
                Ok(item) => read.push(item),
                Err(fault) => {
                    let pointer = format!("/properties/{member}/{i}");
                    let message = format!("item {} of `{member}` is left out: {fault}", i + 1);
                    self.warn("data::wrong-type", pointer, message, None);
                }
            }
        }
        read
    }

    /// Statements. A check that can't be read doesn't cost its statement: it is told, and kept as the file has it.
    fn statements(&mut self) -> Vec<Statement> {
        let Some(Value::Array(items)) = self.rest.get_mut("statements") else { return self.list("statements") };
        let mut unread = Vec::new();
        for (i, item) in items.iter_mut().enumerate() {
            let Some(value) = item.get("check").filter(|v| !v.is_null()) else { continue };
            if let Err(fault) = Check::read(value) {
                let value = item.as_object_mut().and_then(|members| members.shift_remove("check"));
                unread.push((i, value.unwrap_or_default(), fault));
            }
        }
        for (i, value, fault) in &unread {
            let pointer = format!("/properties/statements/{i}/check");
            self.warn("data::bad-check", pointer, fault.message.clone(), Some(&fault.help));
            if let Some(Value::Array(items)) = self.rest.get_mut("statements")
                && let Some(item) = items[*i].as_object_mut()
            {
                item.insert(UNREAD_CHECK.to_owned(), value.clone());
            }
        }
        let mut statements: Vec<Statement> = self.list("statements");
        for statement in &mut statements {
            if let Some(value) = statement.extra.shift_remove(UNREAD_CHECK) {
                statement.extra.insert("check".to_owned(), value);
            }
        }
        statements
    }

    /// The first of other names for a member that holds something usable. It stays among the extra members.
    fn alias<T>(&self, names: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let named = |name: &str| self.rest.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        names.iter().filter_map(|name| named(name)).find_map(|(_, value)| read(value))
    }

    /// The kind, from the closed list.
    fn kind(&mut self) -> Option<Kind> {
        let value = self.take("kind")?;
        if let Ok(kind) = serde_json::from_value(value.clone()) {
            return Some(kind);
        }
        let message = format!("`kind` {} is not in the list", shown(&value));
        let help = "kinds: airstrike, shelling, ground_attack, chemical_attack, clash, explosion, abduction, other, \
                    ceasefire, summit, border_opening, offensive";
        self.keep("kind", value, "data::unknown-kind", message, Some(help));
        // By its definition: none of the others.
        Some(Kind::Other)
    }

    /// Our date object, or a plain text in `date` or one of its other names.
    fn date(&mut self) -> Option<EventDate> {
        let Some(value) = self.take("date") else {
            return self.plain_date();
        };
        let read = match &value {
            Value::String(text) => plain::date(text).map_err(|fault| fault.to_string()),
            Value::Number(number) if year(number).is_some() => year(number).ok_or_else(String::new),
            Value::Object(_) => serde_json::from_value(value.clone()).map_err(|fault| format!("`date`: {fault}")),
            other => Err(format!("`date` is a text or an object, found {}", shown(other))),
        };
        match read {
            Ok(date) => Some(date),
            Err(message) => {
                let help = Some("write dates as 2020-10-26, 2020-10 or 2020");
                self.keep("date", value, "data::bad-date", message, help);
                None
            }
        }
    }

    /// A date under one of its other names. Texts with digits that can't be read one way are told.
    fn plain_date(&mut self) -> Option<EventDate> {
        let read = self.alias(&plain::DATE, |v| match v {
            Value::Number(number) => year(number),
            _ => filled(v).and_then(|text| plain::date(text).ok()),
        });
        let digits = |v: &Value| filled(v).is_some_and(|t| t.bytes().any(|b| b.is_ascii_digit()));
        let unread =
            |(key, v): &(&String, &Value)| plain::DATE.iter().any(|name| key.eq_ignore_ascii_case(name)) && digits(v);
        if read.is_none()
            && let Some((key, value)) = self.rest.iter().find(unread)
        {
            let (pointer, message) = (format!("/properties/{}", escaped(key)), format!("no date is read from {value}"));
            let help = Some("write dates as 2020-10-26, 2020-10 or 2020");
            self.warn("data::bad-date", pointer, message, help);
        }
        read
    }

    /// Ranked claims, or the geometry as the only one.
    fn locations(&mut self) -> Vec<LocationClaim> {
        let claims: Vec<LocationClaim> = self.list("locations");
        let Some(geometry) = &self.feature.geometry else { return claims };
        let drawn = ClaimedPlace::of_geometry(geometry);
        let Some(first) = claims.first() else {
            let uncertainty_m = plain::uncertainty_m(|key| self.rest.get(key).and_then(Value::as_f64));
            return vec![LocationClaim { uncertainty_m, ..LocationClaim::of(drawn) }];
        };
        if first.place.to_geometry().is_some_and(|g| ClaimedPlace::of_geometry(&g) != drawn) {
            let message = "the geometry is not the place of the first location claim; the claim is used".to_owned();
            let help = Some("after moving a point, change `locations` too, or remove that member");
            self.warn("data::location-differs", "/geometry".to_owned(), message, help);
        }
        claims
    }

    /// A list of claims, or a plain number under one of the names, or a pair `…_min`, `…_max`.
    fn counts(&mut self, member: &str, names: &[&str]) -> Vec<CountClaim> {
        match self.take(member) {
            Some(Value::Array(items)) => self.items(member, items),
            Some(Value::Object(claim)) => self.items(member, vec![Value::Object(claim)]),
            Some(Value::String(text)) => match count_text::claim(&text) {
                Some(claim) if claim.min.or(claim.max).is_none() => {
                    let message =
                        format!("`{member}`: expected a number of people, found {}", shown(&Value::from(text.clone())));
                    let help = Some("write a number, a range (12–21) or an open one (at least 5)");
                    self.keep(member, Value::String(text), "data::wrong-type", message, help);
                    Vec::new()
                }
                claim => claim.into_iter().collect(),
            },
            Some(other) => match whole_number(&other) {
                // A plain number may have a range beside it, which is another claim.
                Ok(number) => {
                    let pair = self.pair(member).filter(|pair| [pair.min, pair.max] != [number; 2]);
                    number.map(CountClaim::exactly).into_iter().chain(pair).collect()
                }
                Err(fault) => {
                    let message = format!("`{member}`: {fault}");
                    self.keep(member, other, "data::wrong-type", message, None);
                    Vec::new()
                }
            },
            None => self.pair(member).or_else(|| self.alias(names, count)).into_iter().collect(),
        }
    }

    /// The claim of the flat members `…_min` and `…_max`, where they are not computed from a list.
    fn pair(&mut self, member: &str) -> Option<CountClaim> {
        let (min, max) = (self.end(&format!("{member}_min")), self.end(&format!("{member}_max")));
        let given = self.has_no_list(member) && (min.is_some() || max.is_some());
        given.then(|| CountClaim { min, max, ..CountClaim::default() })
    }

    /// Does the feature lack the list, so that its flat members may stand for it?
    fn has_no_list(&self, member: &str) -> bool {
        !self.lists.iter().any(|list| list == member)
    }

    /// A flat member that is one end of a range.
    fn end(&mut self, member: &str) -> Option<u32> {
        match whole_number(self.rest.get(member)?) {
            Ok(number) => number,
            Err(fault) => {
                let (pointer, message) = (format!("/properties/{member}"), format!("`{member}`: {fault}"));
                self.warn("data::wrong-type", pointer, message, None);
                None
            }
        }
    }

    /// What is left is kept, but for the flat members that are computed anew.
    fn finish(mut self, mut incident: Incident) -> Incident {
        let flat = summary::MEMBERS.iter().any(|member| self.rest.contains_key(*member));
        let written = if flat { summary::Summary::of(&incident).members() } else { Map::new() };
        for member in summary::MEMBERS {
            let Some(value) = self.rest.get(member) else { continue };
            let computed = written.get(member).unwrap_or(&Value::Null);
            // Where there is no list, the flat members were read themselves.
            let list = member.split('_').next().unwrap_or(member);
            let was_read = matches!(list, "killed" | "injured") && self.has_no_list(list);
            // That it is contested may be known without the statements that contest it.
            if member == "status" && value == "contested" && !same(value, computed) {
                continue;
            }
            if same(value, computed) || (was_read && !computed.is_null()) {
                self.rest.shift_remove(member);
            } else if !computed.is_null() {
                let message = format!("`{member}` says {}, the claims say {}", shown(value), shown(computed));
                let help = Some("flat members are computed from the lists; the lists are used");
                self.warn("data::summary-differs", format!("/properties/{member}"), message, help);
                self.rest.shift_remove(member);
            }
        }
        incident.extra = std::mem::take(&mut self.rest);
        for (pointer, message) in sense::oddities(&incident) {
            self.warn("data::odd-value", pointer, message, None);
        }
        incident
    }
}

/// A number of people, or a text that tells one.
fn count(value: &Value) -> Option<CountClaim> {
    match value {
        Value::String(text) => count_text::claim(text).filter(|c| c.min.or(c.max).is_some()),
        other => whole_number(other).ok().flatten().map(CountClaim::exactly),
    }
}

/// A year that stands as a number.
fn year(number: &serde_json::Number) -> Option<EventDate> {
    number.as_f64().and_then(plain::number_as_date).map(EventDate::on)
}

/// Equal, with numbers compared as numbers.
fn same(a: &Value, b: &Value) -> bool {
    a == b || matches!((a.as_f64(), b.as_f64()), (Some(x), Some(y)) if x == y)
}

/// A text that says something.
fn filled(value: &Value) -> Option<&str> {
    value.as_str().map(str::trim).filter(|s| !s.is_empty())
}

/// An `id` as text; other types are no ids.
fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A member's name within a JSON pointer (RFC 6901).
fn escaped(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

/// Where in the file a fault is.
fn place(feature: &Feature, pointer: String) -> Place {
    Place {
        file: Some(feature.origin.file.to_string()),
        line: Some(feature.origin.line),
        feature: Some(feature.origin.feature),
        id: feature.id.as_ref().map(Value::to_string),
        pointer: Some(pointer),
    }
}

/// A value as a message shows it: short.
pub(super) fn shown(value: &Value) -> String {
    let text = match value {
        Value::Array(_) => return "a list".to_owned(),
        Value::Object(_) => return "an object".to_owned(),
        other => other.to_string(),
    };
    if text.chars().count() <= 40 { text } else { format!("{}…", text.chars().take(40).collect::<String>()) }
}

#[cfg(test)]
mod tests;
