//! Features of other formats in the form that tables are read in: ids where ids stand, no members that say nothing, columns that the user names.

use super::Field;
use crate::data::feature::Feature;
use crate::diagnostic::Diagnostic;
use serde_json::Value;

/// Brings a feature into the form that a row of a table has.
pub fn tidy(feature: &mut Feature) {
    let said = |id: &Value| id.is_number() || id.as_str().is_some_and(|t| !t.trim().is_empty());
    if feature.id.is_none() && feature.properties.get("id").is_some_and(said) {
        feature.id = feature.properties.shift_remove("id");
    } else if feature.id.is_some() && feature.id.as_ref() == feature.properties.get("id") {
        feature.properties.shift_remove("id");
    }
    feature.properties.retain(|_, value| !value.is_null() && value.as_str().is_none_or(|t| !t.trim().is_empty()));
    // A name in Arabic letters is the Arabic name.
    let arabic = |name: &Value| name.as_str().is_some_and(|n| n.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c)));
    if feature.properties.get("name").is_some_and(arabic)
        && !feature.properties.contains_key("name_ar")
        && let Some(name) = feature.properties.shift_remove("name")
    {
        feature.properties.insert("name_ar".to_owned(), name);
    }
}

/// Properties that the user says the meaning of.
#[derive(Debug, Clone)]
pub struct NamedColumns {
    named: Vec<(String, Field)>,
    found: Vec<bool>,
}

impl NamedColumns {
    /// Those that are named.
    ///
    /// # Errors
    /// A field that is a place, for that is in the geometry.
    pub fn new(named: &[(String, Field)]) -> Result<Self, Vec<Diagnostic>> {
        let places = named.iter().filter(|(_, field)| field.is_place());
        let faults: Vec<Diagnostic> = places
            .map(|(column, _)| {
                let message = format!("“{column}” can’t be a place: this format has its places in geometries");
                Diagnostic::error("data::unknown-column", message).help("name another field, or read a table")
            })
            .collect();
        let found = vec![false; named.len()];
        if faults.is_empty() { Ok(Self { named: named.to_vec(), found }) } else { Err(faults) }
    }

    /// Notes which of them features have.
    pub fn look_for(&mut self, features: &[Feature]) {
        for ((column, _), found) in self.named.iter().zip(&mut self.found) {
            *found = *found || features.iter().any(|f| f.properties.contains_key(column));
        }
    }

    /// Were all of them found?
    ///
    /// # Errors
    /// Those that no feature has.
    pub fn all_found(&self) -> Result<(), Vec<Diagnostic>> {
        let missing = self.named.iter().zip(&self.found).filter(|(_, found)| !**found);
        let faults: Vec<Diagnostic> = missing
            .map(|((column, _), _)| {
                let message = format!("no feature has a property “{column}”");
                Diagnostic::error("data::unknown-column", message).help("name a property as the file has it")
            })
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// Gives properties the names of the members that the user says they are.
    pub fn name(&self, features: &mut [Feature]) {
        for (column, field) in &self.named {
            for feature in features.iter_mut() {
                let Some(value) = feature.properties.shift_remove(column) else { continue };
                if *field == Field::Id {
                    feature.id = Some(value);
                } else {
                    feature.properties.insert(field.name().to_owned(), value);
                }
            }
        }
    }
}
