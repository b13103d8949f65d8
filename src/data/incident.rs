//! The incident model: what is said to have happened, each figure as somebody's claim with its source.
//!
//! Unknown is `None`, never 0.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of event it was. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Airstrike,
    Shelling,
    GroundAttack,
    ChemicalAttack,
    Clash,
    Explosion,
    Abduction,
    Other,
    /// Dates without a place:
    Ceasefire,
    Summit,
    BorderOpening,
    /// A period.
    Offensive,
}

/// What an attribution is worth, in the words of the field. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AttributionStatus {
    /// By the actor itself.
    Claimed,
    Asserted,
    Alleged,
    Denied,
    NoComment,
    /// By an inquiry.
    Found,
    Opinion,
}

/// How sure a date is. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    Stated,
    Inferred,
    Disputed,
}

/// How fine a date is. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatePrecision {
    Time,
    Day,
    Month,
    Year,
    Period,
}

// HELPER A completes this file: Incident, EventDate, LocationClaim, CountClaim, Attribution, Names, Origin …
