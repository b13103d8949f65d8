//! Names of properties: those of the incident model, and those of the file.

use super::cql2::Condition;
use crate::data::feature::Feature;

/// A value of the incident model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    Killed,
    KilledMin,
    KilledMax,
    Injured,
    InjuredMin,
    InjuredMax,
    Date,
    Longitude,
    Latitude,
    Id,
    Name,
    Kind,
    What,
}

/// All names of the model.
const NAMES: [(&str, Model); 13] = [
    ("killed", Model::Killed),
    ("killed_min", Model::KilledMin),
    ("killed_max", Model::KilledMax),
    ("date", Model::Date),
    ("lon", Model::Longitude),
    ("lat", Model::Latitude),
    ("injured", Model::Injured),
    ("injured_min", Model::InjuredMin),
    ("injured_max", Model::InjuredMax),
    ("id", Model::Id),
    ("name", Model::Name),
    ("kind", Model::Kind),
    ("what", Model::What),
];
/// So many of them are those of the model always.
const ALWAYS: usize = 6;

impl Model {
    /// The value that a name means whatever the file has.
    pub fn always(name: &str) -> Option<Self> {
        NAMES[..ALWAYS].iter().find(|(n, _)| *n == name).map(|(_, model)| *model)
    }

    /// The value that a name means where the file has no property of that name.
    pub fn otherwise(name: &str) -> Option<Self> {
        NAMES.iter().find(|(n, _)| *n == name).map(|(_, model)| *model)
    }
}

/// A property that neither the file nor the incident model has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProperty {
    /// Its name.
    pub name: String,
    /// Those with a name like it.
    pub near: Vec<String>,
}

/// Properties of a condition that no feature has, with those that may be meant.
pub fn check_names(condition: &Condition, features: &[Feature]) -> Vec<UnknownProperty> {
    let has = |name: &str| {
        let is = |feature: &Feature| feature.properties.keys().any(|k| k.eq_ignore_ascii_case(name));
        features.iter().any(is)
    };
    let unknown = condition.properties().iter().filter(|p| Model::otherwise(p).is_none() && !has(p));
    unknown.map(|name| UnknownProperty { name: name.clone(), near: near(name, features) }).collect()
}

/// Names of properties, likest first; all of a few where none is like it.
fn near(name: &str, features: &[Feature]) -> Vec<String> {
    let mut known: Vec<String> = NAMES.iter().map(|(n, _)| (*n).to_owned()).collect();
    for key in features.iter().flat_map(|f| f.properties.keys()) {
        if !known.contains(key) {
            known.push(key.clone());
        }
    }
    let lower = name.to_lowercase();
    let likeness = |n: &String| strsim::jaro_winkler(&n.to_lowercase(), &lower);
    known.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.cmp(b)));
    let like = known.iter().take_while(|n| likeness(n) > 0.75).count();
    known.truncate(if like > 0 { like.min(3) } else { 12 });
    known
}
