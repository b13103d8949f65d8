//! Known exports → our members: recognised by their columns, mapped by their codebooks.
//!
//! An export is recognised by names that only it has together, in whatever format it comes (CSV, GeoJSON, Shapefile, a spreadsheet). Its
//! columns stay as they are beside what is made of them. What a code means is cited from the codebook where it is used; what an
//! export does not say stays unknown. Counts are claims of the project that publishes them.

mod airwars;
mod boundaries;
mod gdelt;
mod timemap;

pub use gdelt::missing_header;

use super::feature::Feature;
use serde_json::{Map, Value, json};

/// A kind of file that others publish.
pub struct Export {
    /// As messages name it.
    pub name: &'static str,
    /// What its codes mean is written here.
    pub codebook: &'static str,
    /// Names of columns that it has together; of each group at least one. In lower case.
    columns: &'static [&'static [&'static str]],
    /// Do its dates put the month first, as its documentation has it?
    pub month_first: bool,
    translate: fn(&mut Row),
}

const EXPORTS: [&Export; 4] = [&airwars::AIRWARS, &timemap::TIMEMAP, &boundaries::COD_AB, &gdelt::GDELT];

/// The export that has these columns.
pub fn recognise<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'static Export> {
    let names: Vec<String> = names.map(|n| n.trim().to_lowercase()).collect();
    let has = |group: &&[&str]| group.iter().any(|column| names.iter().any(|n| n == column));
    EXPORTS.into_iter().find(|export| export.columns.iter().all(&has))
}

/// Makes our members of what features of a known export say; gives the export.
pub fn understand(features: &mut [Feature]) -> Option<&'static Export> {
    let export = export_of(features)?;
    features.iter_mut().for_each(|feature| export.translate(feature));
    Some(export)
}

/// The export that features come from.
pub fn export_of(features: &[Feature]) -> Option<&'static Export> {
    features.iter().find(|f| f.geometry.is_some()).or(features.first()).and_then(export_of_one)
}

impl Export {
    /// Makes our members of what a feature of this export says.
    pub fn translate(&self, feature: &mut Feature) {
        (self.translate)(&mut Row { feature });
    }
}

/// The export that a feature comes from. Its reader may have taken columns out for the geometry and the id.
fn export_of_one(feature: &Feature) -> Option<&'static Export> {
    let mut names: Vec<&str> = feature.properties.keys().map(String::as_str).collect();
    if feature.geometry.is_some() {
        names.extend(["latitude", "longitude", "lat", "long", "actiongeo_lat", "actiongeo_long"]);
    }
    if feature.id.is_some() {
        names.push("id");
    }
    recognise(names.into_iter())
}

/// A feature whose members are read and written.
struct Row<'f> {
    feature: &'f mut Feature,
}

impl Row<'_> {
    fn value(&self, column: &str) -> Option<&Value> {
        self.feature.properties.get(column).or_else(|| {
            let mut properties = self.feature.properties.iter();
            properties.find(|(name, _)| name.eq_ignore_ascii_case(column)).map(|(_, value)| value)
        })
    }

    /// A text that says something.
    fn text(&self, column: &str) -> Option<String> {
        let text = match self.value(column)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }

    /// A whole number; `None` where there is none, or something else.
    fn whole(&self, column: &str) -> Option<u32> {
        let number = match self.value(column)? {
            Value::Number(number) => number.as_f64()?,
            Value::String(text) => text.trim().parse::<f64>().ok()?,
            _ => return None,
        };
        (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
    }

    /// Writes a member of ours, over whatever stood there.
    fn put(&mut self, member: &str, value: Value) {
        self.feature.properties.insert(member.to_owned(), value);
    }

    /// Writes a member of ours where a column says nothing of that name.
    fn put_if_missing(&mut self, member: &str, value: Option<String>) {
        let Some(value) = value else { return };
        if self.text(member).is_none() {
            self.put(member, value.into());
        }
    }

    fn set_id(&mut self, column: &str) {
        if let Some(id) = self.text(column) {
            self.feature.id = Some(id.into());
        }
    }

    /// Says of the point how well it is known.
    fn place(&mut self, uncertainty_m: Option<f64>, reason: Option<&str>) {
        let Some(geo::Geometry::Point(point)) = &self.feature.geometry else { return };
        if uncertainty_m.is_none() && reason.is_none() {
            return;
        }
        let mut claim = json!({"place": {"point": [point.x(), point.y()]}});
        if let Some(claim) = claim.as_object_mut() {
            claim.extend(uncertainty_m.map(|m| ("uncertainty_m".to_owned(), json!(m))));
            claim.extend(reason.map(|r| ("reason".to_owned(), json!(r))));
        }
        self.put("locations", json!([claim]));
    }
}

/// A claim of numbers with its members that are known; `None` where neither end is.
fn count(min: Option<u32>, max: Option<u32>, said_by: &str, more: &[(&str, Option<&str>)]) -> Option<Value> {
    min.or(max)?;
    let mut claim = Map::new();
    claim.insert("min".to_owned(), json!(min));
    claim.insert("max".to_owned(), json!(max));
    claim.insert("said_by".to_owned(), said_by.into());
    claim.extend(more.iter().filter_map(|(name, text)| Some(((*name).to_owned(), (*text)?.into()))));
    Some(Value::Object(claim))
}

/// A list of those claims that there are; `None` for none.
fn list(claims: impl IntoIterator<Item = Option<Value>>) -> Option<Value> {
    let claims: Vec<Value> = claims.into_iter().flatten().collect();
    (!claims.is_empty()).then_some(Value::Array(claims))
}
