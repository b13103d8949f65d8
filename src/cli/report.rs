//! The report that `--report` writes: what stands where on each figure, as JSON.

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

/// Warnings as a report tells them: of those about places that are published coarse only the codes.
pub fn told(warnings: &[Diagnostic], figure: &Figure) -> Vec<Diagnostic> {
    let bare = |w: &Diagnostic| Diagnostic { message: String::new(), place: Place::default(), ..w.clone() };
    match figure.publish_precision {
        Some(_) => warnings.iter().map(bare).collect(),
        None => warnings.to_vec(),
    }
}

/// The whole report as text.
pub fn text(figures: Vec<Value>) -> String {
    let mut text = serde_json::to_string_pretty(&json!({ "figures": figures })).unwrap_or_default();
    text.push('\n');
    text
}
