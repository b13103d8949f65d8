//! One figure from spec to scene: the rooms called in their order, and nothing else.

use crate::diagnostic::Diagnostic;
use crate::scene::Scene;
use crate::spec::Figure;
use crate::text::Fonts;
use std::path::Path;

/// A figure ready to be written.
#[derive(Debug)]
pub struct Composition {
    /// The finished page.
    pub scene: Scene,
    /// What stands where.
    pub report: FigureReport,
    /// What the reader should know.
    pub warnings: Vec<Diagnostic>,
}

/// What stands where on a finished page: boxes in points, y down, `[x0, y0, x1, y1]`.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct FigureReport {
    /// Width and height of the page in points.
    pub page_pt: [f64; 2],
    /// Complete PROJ string of the map.
    pub proj: String,
    /// Projected metres to points of the page: `x_pt = a·x + b·y + c`, `y_pt = d·x + e·y + f`.
    pub affine_pt: [f64; 6],
    /// Every text on the map except numbers inside their own disc.
    pub labels: Vec<LabelReport>,
    /// Every point symbol.
    pub symbols: Vec<SymbolReport>,
    /// Credit lines of the layers that are drawn or measured to.
    pub credits: Vec<String>,
}

/// One text on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LabelReport {
    /// The text.
    pub text: String,
    /// Did it find a place?
    pub placed: bool,
    /// Its box; zeros if it found none.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// Degrees clockwise.
    pub angle: f64,
}

/// One point symbol on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SymbolReport {
    /// Id of the incident, or name of the town.
    pub id: String,
    /// Its box.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
}

/// Reads what the figure names, measures, lays out, draws. Files are relative to `root`.
///
/// # Errors
/// All faults of the input.
pub fn compose(figure: &Figure, root: &Path, fonts: &Fonts) -> Result<Composition, Vec<Diagnostic>> {
    let _ = (figure, root, fonts);
    Err(vec![Diagnostic::error("pipeline::unfinished", "not built yet")])
}
