//! Page sizes: presets in millimetres, or `WIDTHxHEIGHT` in `mm` or `px`.

use super::SpecError;
use crate::units::mm;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Presets: name, width and height in millimetres, pixels per inch that its PNG has unless told otherwise.
const PRESETS: [(&str, f64, f64, f64); 7] = [
    ("nature-single", 89.0, 110.0, 300.0),
    ("nature-double", 183.0, 140.0, 300.0),
    ("a4-portrait", 210.0, 297.0, 300.0),
    ("a4-landscape", 297.0, 210.0, 300.0),
    ("slide-16x9", 338.667, 190.5, 144.0),
    ("web", 203.2, 152.4, 200.0),
    ("square", 150.0, 150.0, 300.0),
];

/// A page size as the user writes it: a preset (`web`, `nature-double`, …), `183x170mm` or `1600x1200px`.
///
/// Pixels count at the PNG's resolution, 200 per inch unless told otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
pub struct PageSize(String);

impl PageSize {
    /// Reads and checks a page size.
    ///
    /// ```
    /// use sitmap::spec::PageSize;
    /// let (width_pt, height_pt) = PageSize::parse("web").unwrap().points(200.0);
    /// assert!((width_pt - 576.0).abs() < 1e-6 && (height_pt - 432.0).abs() < 1e-6);
    /// assert!(PageSize::parse("A9").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let size = Self(text.trim().to_lowercase());
        match size.measure(200.0) {
            Some((w, h)) if (36.0..=20_000.0).contains(&w) && (36.0..=20_000.0).contains(&h) => Ok(size),
            _ => Err(SpecError::PageSize(text.to_owned())),
        }
    }

    /// Names of the presets, for messages.
    pub fn preset_names() -> String {
        PRESETS.map(|p| p.0).join(", ")
    }

    /// Width and height in points. `dpi` counts only for sizes in pixels.
    pub fn points(&self, dpi: f64) -> (f64, f64) {
        self.measure(dpi).unwrap_or((576.0, 432.0))
    }

    /// Pixels per inch of the PNG unless told otherwise: 300 for print, 200 for the web and sizes in pixels.
    pub fn default_dpi(&self) -> f64 {
        match PRESETS.iter().find(|p| p.0 == self.0) {
            Some(preset) => preset.3,
            None if self.0.ends_with("px") => 200.0,
            None => 300.0,
        }
    }

    fn measure(&self, dpi: f64) -> Option<(f64, f64)> {
        if let Some(preset) = PRESETS.iter().find(|p| p.0 == self.0) {
            return Some((mm(preset.1), mm(preset.2)));
        }
        let (number, to_pt) = match (self.0.strip_suffix("mm"), self.0.strip_suffix("px")) {
            (Some(rest), _) => (rest, mm(1.0)),
            (_, Some(rest)) => (rest, 72.0 / dpi),
            _ => return None,
        };
        let (w, h) = number.trim().split_once(['x', '×'])?;
        let (w, h): (f64, f64) = (w.trim().parse().ok()?, h.trim().parse().ok()?);
        (w.is_finite() && h.is_finite()).then_some((w * to_pt, h * to_pt))
    }
}

impl Default for PageSize {
    fn default() -> Self {
        Self("web".to_owned())
    }
}

impl TryFrom<String> for PageSize {
    type Error = SpecError;
    fn try_from(text: String) -> Result<Self, SpecError> {
        Self::parse(&text)
    }
}

impl From<PageSize> for String {
    fn from(size: PageSize) -> Self {
        size.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_and_pixels() {
        assert_eq!(PageSize::parse("183 x 170mm").map(|s| s.default_dpi()), Ok(300.0));
        let (w, _) = PageSize::parse("1600x1200px").unwrap().points(100.0);
        assert!((w - 1152.0).abs() < 1e-9);
        for bad in ["", "web2", "10x", "x", "-5x5mm", "1e9x5mm", "nanxnanmm", "0x0px"] {
            assert!(PageSize::parse(bad).is_err(), "{bad}");
        }
    }
}
