//! The report that `--report` writes: what stands where on each figure, as JSON.

use crate::data::load;
use crate::diagnostic::{Diagnostic, Place};
use crate::pipeline::{FigureReport, InsetReport};
use crate::spec::Figure;
use serde_json::{Value, json};

/// One figure's part. `dpi` turns points into pixels of the PNG.
pub fn figure(name: &str, files: &[String], report: &FigureReport, dpi: f64, warnings: &[Diagnostic]) -> Value {
    let k = dpi / 72.0;
    json!({
        "name": name,
        "files": files,
        "page_pt": report.page_pt,
        "proj": report.proj,
        "affine_px": report.affine_pt.map(|v| v * k),
        "turned_deg": report.turned_deg,
        "labels": report.labels,
        "symbols": report.symbols,
        "insets": report.insets.iter().map(|i| inset(i, k)).collect::<Vec<Value>>(),
        "warnings": warnings,
        "credits": report.credits,
        "left_out_by_filter": report.left_out,
    })
}

/// An inset's part.
fn inset(inset: &InsetReport, k: f64) -> Value {
    let mut told = json!(inset);
    told["affine_px"] = json!(inset.affine_pt.map(|v| v * k));
    told
}

/// Rooms whose warnings are about the figure, not about the files.
const OF_THE_FIGURE: [&str; 6] = ["layout::", "projection::", "pack::", "spec::", "text::", "theme::"];

/// Warnings as a report tells them. Where places are published coarse, nothing of what their file looks like, and of the others only the codes.
pub fn told(warnings: &[Diagnostic], figure: &Figure) -> Vec<Diagnostic> {
    if figure.publish_precision.is_none() {
        let public = |w: &Diagnostic| {
            let file = w.place.file.as_deref().map(load::public_name);
            Diagnostic { place: Place { file, ..w.place.clone() }, ..w.clone() }
        };
        return warnings.iter().map(public).collect();
    }
    let bare = |w: &Diagnostic| Diagnostic { message: String::new(), place: Place::default(), ..w.clone() };
    warnings.iter().filter(|w| OF_THE_FIGURE.iter().any(|room| w.code.starts_with(room))).map(bare).collect()
}

/// The whole report as text.
pub fn text(figures: Vec<Value>) -> String {
    let mut text = crate::cli::json::pretty(&json!({ "figures": figures }));
    text.push('\n');
    text
}
