//! Boxes at points, read and written as JSON: how good the placing is can be measured with it.
//!
//! ```sh
//! echo '{"page":[100,100],"model":"four","labels":[{"x":50,"y":50,"w":30,"h":7}]}' |
//!     cargo run --release --example place_labels
//! ```
//!
//! In: `page` `[width, height]`; `model` `four`, `eight` or `slider`; `inside`: must boxes stay on the page?; `labels`, each with
//! `x`, `y`, `w`, `h` and, if wanted, `priority` (greater first) and `must`; `obstacles` `[x0, y0, x1, y1]`. Out:
//! `placements` in the order of the labels, how many are placed, whether that is `proved` to be the optimum, and the
//! elementary `steps` it took.

use kurbo::{Point, Rect, Size};
use serde::Deserialize;
use serde_json::json;
use sitmap::data::geojson::json;
use sitmap::layout::label::boxes::{BoxAtPoint, Model, place_boxes};
use std::process::ExitCode;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Problem {
    page: [f64; 2],
    #[serde(default)]
    model: ModelName,
    #[serde(default)]
    inside: bool,
    labels: Vec<Label>,
    #[serde(default)]
    obstacles: Vec<[f64; 4]>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum ModelName {
    #[default]
    Four,
    Eight,
    Slider,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    #[serde(default)]
    priority: f64,
    #[serde(default)]
    must: bool,
}

pub fn solve(text: &str) -> Result<String, String> {
    // Our own reader: every digit of a number counts, as a box must touch its point.
    let json::Parsed { node: value, end, .. } =
        json::parse(text, 0).map_err(|e| format!("byte {}: {}", e.at, e.message))?;
    if !text[end..].trim().is_empty() {
        return Err(format!("byte {end}: more than one JSON value"));
    }
    let problem: Problem = serde_json::from_value(value.to_value()).map_err(|e| e.to_string())?;
    if let Some(bad) = problem.labels.iter().position(|l| l.w <= 0.0 || l.h <= 0.0) {
        return Err(format!("label {bad}: width and height must be positive"));
    }
    let boxes: Vec<BoxAtPoint> = problem
        .labels
        .iter()
        .map(|l| BoxAtPoint {
            at: Point::new(l.x, l.y),
            size: Size::new(l.w, l.h),
            priority: l.priority,
            required: l.must,
        })
        .collect();
    let obstacles: Vec<Rect> =
        problem.obstacles.iter().map(|o| Rect::from_points((o[0], o[1]), (o[2], o[3]))).collect();
    let page = problem.inside.then(|| Rect::new(0.0, 0.0, problem.page[0], problem.page[1]));
    let model = match problem.model {
        ModelName::Four => Model::Four,
        ModelName::Eight => Model::Eight,
        ModelName::Slider => Model::Slider,
    };
    let places = place_boxes(&boxes, model, &obstacles, page);
    let without = boxes.iter().zip(&places.corners).position(|(b, corner)| b.required && corner.is_none());
    if let Some(label) = without {
        return Err(format!("label {label}: no room for all labels that must be placed"));
    }
    let placed = places.corners.iter().flatten().count();
    let placements: Vec<_> = places
        .corners
        .iter()
        .map(|corner| match corner {
            Some(p) => json!({"placed": true, "x0": p.x, "y0": p.y}),
            None => json!({"placed": false}),
        })
        .collect();
    let answer = json!({
        "placed": placed,
        "proved": places.proved,
        "steps": places.steps,
        "placements": placements,
    });
    Ok(answer.to_string())
}

fn main() -> ExitCode {
    let answer = std::io::read_to_string(std::io::stdin()).map_err(|e| e.to_string()).and_then(|text| solve(&text));
    match answer {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(fault) => {
            eprintln!("place_labels: {fault}");
            ExitCode::from(1)
        }
    }
}
