//! Arguments that are no plain words: extent, page size, resolution, picture file.

use crate::spec::{ExtentSpec, PageSize, PrecisionSpec};

/// `W,S,E,N`, `world`, a name, `around:` or `fit:`.
pub fn extent(text: &str) -> Result<ExtentSpec, String> {
    ExtentSpec::parse(text).map_err(|e| e.to_string())
}

/// A preset or `WIDTHxHEIGHT` in mm or px.
pub fn page(text: &str) -> Result<PageSize, String> {
    PageSize::parse(text).map_err(|e| e.to_string())
}

/// What places are made coarse to: a distance, `country`, `admin1`, or a file of areas.
pub fn precision(text: &str) -> Result<PrecisionSpec, String> {
    PrecisionSpec::parse(text).map_err(|e| e.to_string())
}

/// `yes` or `no`.
pub fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" | "true" => Ok(true),
        "no" | "false" => Ok(false),
        _ => Err("give yes or no".to_owned()),
    }
}

/// Pixels per inch, 10…2400.
pub fn dpi(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(dpi) if (10.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err("give pixels per inch, 10 to 2400".to_owned()),
    }
}

/// Width of cells in the figure's unit.
pub fn cell_width(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(width) if (0.001..=5000.0).contains(&width) => Ok(width),
        _ => Err("give a width in the figure's unit, 0.001 to 5000".to_owned()),
    }
}

/// A file whose name ends in a format's.
pub fn picture(text: &str) -> Result<std::path::PathBuf, String> {
    let path = std::path::PathBuf::from(text);
    match super::picture::Format::of(&path) {
        Some(_) => Ok(path),
        None => Err("the name should end in .png, .svg, .pdf, .webp or .tif".to_owned()),
    }
}
