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

/// Gives properties the names of the members that the user says they are.
///
/// # Errors
/// A property that no feature has; a field that is a place, for that is in the geometry.
pub fn name_columns(features: &mut [Feature], columns: &[(String, Field)]) -> Result<(), Vec<Diagnostic>> {
    let mut faults = Vec::new();
    for (column, field) in columns {
        if matches!(field, Field::Lon | Field::Lat | Field::LatLon | Field::LonLat | Field::Wkt) {
            let message = format!("“{column}” can’t be a place: this format has its places in geometries");
            faults.push(Diagnostic::error("data::unknown-column", message).help("name another field, or read a table"));
            continue;
        }
        let mut found = false;
        for feature in features.iter_mut() {
            let Some(value) = feature.properties.shift_remove(column) else { continue };
            found = true;
            if *field == Field::Id {
                feature.id = Some(value);
            } else {
                feature.properties.insert(field.name().to_owned(), value);
            }
        }
        if !found {
            let fault = Diagnostic::error("data::unknown-column", format!("no feature has a property “{column}”"));
            faults.push(fault.help("name a property as the file has it"));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
