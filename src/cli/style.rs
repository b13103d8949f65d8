//! Words of the command line for how incidents are drawn.

use crate::spec::{CellValue, ClassesSpec, IncidentStyle, PerSpec};
use clap::ValueEnum;

/// How incidents are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Style {
    /// Symbols while they can be told apart, else clusters or hexagons
    Auto,
    /// One symbol each
    Points,
    /// Circles with the number of those that lie close together
    Clusters,
    /// Summed up in hexagons
    Hexagons,
    /// Summed up in squares
    Grid,
    /// A surface of density
    Density,
    /// Summed up by area
    ByArea,
}

impl Style {
    pub(super) const fn of_spec(self) -> IncidentStyle {
        match self {
            Self::Auto => IncidentStyle::Auto,
            Self::Points => IncidentStyle::Points,
            Self::Clusters => IncidentStyle::Clusters,
            Self::Hexagons => IncidentStyle::Hexagons,
            Self::Grid => IncidentStyle::Grid,
            Self::Density => IncidentStyle::Density,
            Self::ByArea => IncidentStyle::ByArea,
        }
    }
}

/// What the colour of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Value {
    /// How many incidents
    Incidents,
    /// How many people killed, by the lowest claims
    Killed,
}

impl Value {
    pub(super) const fn of_spec(self) -> CellValue {
        match self {
            Self::Incidents => CellValue::Incidents,
            Self::Killed => CellValue::Killed,
        }
    }
}

/// What the values of areas are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Per {
    /// 100,000 inhabitants
    People,
    /// 1,000 km²
    Area,
}

impl Per {
    pub(super) const fn of_spec(self) -> PerSpec {
        match self {
            Self::People => PerSpec::People,
            Self::Area => PerSpec::Area,
        }
    }
}

/// How values are put into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Classes {
    /// log where few values are great and most are small, else pretty
    Auto,
    /// As many hexagons in each
    Quantiles,
    /// Least spread within each (natural breaks)
    Jenks,
    /// 1, 2, 5, 10, 20 …
    Log,
    /// Equal steps of a round width
    Pretty,
}

impl Classes {
    pub(super) const fn of_spec(self) -> ClassesSpec {
        match self {
            Self::Auto => ClassesSpec::Auto,
            Self::Quantiles => ClassesSpec::Quantiles,
            Self::Jenks => ClassesSpec::Jenks,
            Self::Log => ClassesSpec::Log,
            Self::Pretty => ClassesSpec::Pretty,
        }
    }
}
