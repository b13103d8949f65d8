//! Names of functions, and which of them are read.

use super::expression::Relation;

/// Those that are read.
pub const NAMES: [&str; 14] = [
    "DATE",
    "TIMESTAMP",
    "INTERVAL",
    "CASEI",
    "S_INTERSECTS",
    "S_WITHIN",
    "S_DISJOINT",
    "S_CONTAINS",
    "T_BEFORE",
    "T_AFTER",
    "T_DURING",
    "T_EQUALS",
    "T_INTERSECTS",
    "T_DISJOINT",
];

/// The relation of a temporal function.
pub fn relation(name: &str) -> Option<Relation> {
    Some(match name {
        "T_BEFORE" => Relation::Before,
        "T_AFTER" => Relation::After,
        "T_DURING" => Relation::During,
        "T_EQUALS" => Relation::Equals,
        "T_INTERSECTS" => Relation::Intersects,
        "T_DISJOINT" => Relation::Disjoint,
        _ => return None,
    })
}

/// The known function with a name most like this one.
pub fn near(name: &str) -> Option<&'static str> {
    let likeness = |known: &&&str| strsim::jaro_winkler(known, name);
    let best = NAMES.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (strsim::jaro_winkler(best, name) > 0.88).then_some(best)
}
