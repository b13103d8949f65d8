//! Arguments that say which incidents of a file are wanted.

use crate::spec::{FilterSpec, NearSpec};

/// Which incidents are wanted: all that is given must hold
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Which incidents")]
pub struct FilterArgs {
    /// Only incidents of which this holds, in CQL2: "killed > 10 AND date >= DATE('2020-01-01')", "kind IN ('airstrike', 'shelling')",
    /// "event_type LIKE '%attack%'", "S_INTERSECTS(geometry, BBOX(36, 35, 37, 36))"
    #[arg(long = "where", value_name = "CONDITION", allow_hyphen_values = true)]
    condition: Option<String>,
    /// Only incidents in a country (Syria, SYR), a first-level division (Idlib), or the areas of a GeoJSON file
    #[arg(long, value_name = "PLACE|FILE")]
    within: Option<String>,
    /// Only incidents within a distance of a place
    #[arg(long, value_name = "LON,LAT,50km", value_parser = near, allow_hyphen_values = true)]
    near: Option<NearSpec>,
    /// Only incidents from this day, month or year on
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only incidents up to this day, month or year
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

fn near(text: &str) -> Result<NearSpec, String> {
    NearSpec::parse(text).map_err(|e| e.to_string())
}

impl FilterArgs {
    /// As a spec has it.
    pub(super) fn spec(&self) -> FilterSpec {
        FilterSpec {
            condition: self.condition.clone(),
            within: self.within.clone(),
            near: self.near,
            from: self.from.clone(),
            to: self.to.clone(),
            sort: None,
            limit: None,
        }
    }
}
