//! How incidents are drawn, and the cells that many of them are summed up in.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// How incidents are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncidentStyle {
    /// One symbol each while they can be told apart, else clusters up to 1,000 incidents and hexagons beyond.
    #[default]
    Auto,
    /// One symbol each, however many there are.
    Points,
    /// Those that lie close together joined to a circle with their number.
    Clusters,
    /// Summed up in hexagons that are equal in area on the ground.
    Hexagons,
    /// Summed up in squares that are equal in area on the ground.
    Grid,
    /// As a surface: incidents for an area around each place, by a Gaussian kernel.
    Density,
    /// Summed up by area: countries, divisions, or those of a file.
    #[serde(rename = "by-area")]
    ByArea,
}

/// What the colour of a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellValue {
    /// How many incidents lie in it.
    #[default]
    Incidents,
    /// How many people were killed in them: the sum of the least numbers that are claimed. Incidents of which nobody gives a number
    /// are no part of it.
    Killed,
}

/// What the values of areas are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PerSpec {
    /// 100,000 inhabitants; areas whose population is not given are hatched.
    People,
    /// 1,000 km² (square miles with `units = "mi"`).
    Area,
}

/// How the values of cells are put into classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClassesSpec {
    /// `log` where few values are great and most are small, else `pretty`.
    #[default]
    Auto,
    /// As many cells in each.
    Quantiles,
    /// Least spread within each (natural breaks).
    Jenks,
    /// 1, 2, 5, 10, 20 …
    Log,
    /// Equal steps of a round width.
    Pretty,
}

/// Cells that incidents are summed up in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CellsSpec {
    /// Distance of two opposite sides on the ground, or the bandwidth of a density (one standard deviation), in the figure's unit. Default: a
    /// round one that suits the scale.
    #[serde(default, deserialize_with = "width", skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.001, max = 5000))]
    pub width: Option<f64>,
    /// Areas to sum up by: `countries`, `admin1` (first-level divisions), or a GeoJSON file, relative to the project root. Default `admin1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub areas: Option<String>,
    /// Divide the values of areas: `people` or `area`. Default: they are not divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<PerSpec>,
    /// Property of the areas that holds their population. Default `population` or `pop`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<String>,
    /// What the colour says: `incidents` or `killed`. Default `incidents`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: CellValue,
    /// How values are put into classes: `auto`, `quantiles`, `jenks`, `log`, `pretty`. Default `auto`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub classes: ClassesSpec,
    /// How many classes there are at most, 2 to 7. Default 6.
    #[serde(default, deserialize_with = "most", skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 7))]
    pub most: Option<u8>,
}

/// Widths of cells that make sense, in the figure's unit.
const WIDTHS: std::ops::RangeInclusive<f64> = 0.001..=5000.0;
/// Numbers of classes that a reader can tell apart.
const CLASSES: std::ops::RangeInclusive<u8> = 2..=7;

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn width<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(width) if !WIDTHS.contains(&width) => {
            Err(serde::de::Error::custom(format!("width = {width} is outside {}…{}", WIDTHS.start(), WIDTHS.end())))
        }
        width => Ok(width),
    }
}

fn most<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    match Option::<u8>::deserialize(deserializer)? {
        Some(most) if !CLASSES.contains(&most) => {
            Err(serde::de::Error::custom(format!("most = {most} is outside {}…{}", CLASSES.start(), CLASSES.end())))
        }
        most => Ok(most),
    }
}

#[cfg(test)]
mod tests {
    use crate::spec::{CellValue, IncidentStyle, parse, to_toml};

    #[test]
    fn cells_are_read_and_written() {
        let text = "as = \"hexagons\"\n\n[cells]\nwidth = 10.0\nvalue = \"killed\"\nmost = 4\n";
        let figure = parse("f.toml", text).unwrap();
        assert_eq!((figure.style, figure.cells.value), (IncidentStyle::Hexagons, CellValue::Killed));
        assert!(to_toml(&figure).contains(text), "{}", to_toml(&figure));
        let faults = parse("f.toml", "as = 'fog'\n[cells]\nwidth = 0\nmost = 12\nvalu = 'killed'\n").unwrap_err();
        let lines: Vec<_> = faults.iter().filter_map(|f| f.place.line).collect();
        assert_eq!(lines, [1, 3, 4, 5], "{faults:?}");
    }
}
