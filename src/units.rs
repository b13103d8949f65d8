//! Units of length on the ground and on the page, and how a length is written for a reader.
//!
//! Within the program lengths on the ground are metres (`_m`), on the page points of 1/72 inch (`_pt`); other units
//! exist only where a person reads or writes them.

use serde::{Deserialize, Serialize};

/// Points in a millimetre.
pub const PT_PER_MM: f64 = 72.0 / 25.4;

/// Millimetres as points.
///
/// ```
/// assert!((sitmap::units::mm(25.4) - 72.0).abs() < 1e-12);
/// ```
pub const fn mm(millimetres: f64) -> f64 {
    millimetres * PT_PER_MM
}

/// A unit that ground distances are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LengthUnit {
    /// Kilometre, 1,000 m.
    #[default]
    Km,
    /// Statute mile, 1,609.344 m.
    Mi,
    /// Nautical mile, 1,852 m.
    Nm,
}

impl LengthUnit {
    /// Metres in one of this unit.
    pub const fn metres(self) -> f64 {
        match self {
            Self::Km => 1000.0,
            Self::Mi => 1609.344,
            Self::Nm => 1852.0,
        }
    }

    /// The symbol after a number: `km`, `mi`, `nm`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::Mi => "mi",
            Self::Nm => "nm",
        }
    }
}
