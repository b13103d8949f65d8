//! What a place costs: the rules of Imhof 1975, "Positioning names on maps", in numbers.
//!
//! Position (in `candidates`), what the text would hide (`Obstacles::cost`: borders, roads, water, areas), and the two rules
//! here: a name must not seem to belong to another symbol, and a place at the shore is named from the water, one inland on the
//! land. Costs only order places of labels of one priority; they never outweigh that a label is placed.

use super::LabelRequest;
use super::candidates::Candidate;
use super::obstacles::Obstacles;
use super::segments::gap;
use kurbo::{Point, Rect};

/// A text nearer to another symbol than this is held against its distance from its own.
const AMBIGUOUS_WITHIN_PT: f64 = 7.0;
/// A text that touches another symbol's surroundings costs so much; in proportion less with distance.
const AMBIGUOUS_COST: f64 = 9.0;
/// A symbol nearer to water than this stands at the shore.
const SHORE_WITHIN_PT: f64 = 4.5;
/// A name at the shore wholly on land, or an inland name wholly on water, costs so much.
const WRONG_GROUND_COST: f64 = 8.0;
/// A name half on water, half on land is hard to read.
const STRADDLING_COST: f64 = 5.0;

/// Cost of a free candidate; `others` are the dots of other labels of the same call, which may be drawn.
pub fn cost(request: &LabelRequest, candidate: &Candidate, obstacles: &Obstacles, others: &[Rect]) -> f64 {
    let rect = candidate.rect;
    let hidden = obstacles.cost(rect.inset(0.5));
    let Some((at, radius)) = request.anchor.mark() else {
        return candidate.cost
            + hidden
            + mistaken(rect, AMBIGUOUS_WITHIN_PT, obstacles.symbols_near(rect, AMBIGUOUS_WITHIN_PT));
    };
    candidate.cost + hidden + ambiguity(candidate, at, radius, obstacles, others) + shore(rect, at, radius, obstacles)
}

/// Nearer to another symbol than to its own?
fn ambiguity(candidate: &Candidate, at: Point, radius: f64, obstacles: &Obstacles, others: &[Rect]) -> f64 {
    // A leader line says what the text belongs to; then only a symbol right beside it misleads.
    let reach = if candidate.leader.is_some() { AMBIGUOUS_WITHIN_PT / 2.0 } else { AMBIGUOUS_WITHIN_PT };
    let rect = candidate.rect;
    let foreign = |other: &Rect| !other.contains(at) && (other.center() - at).hypot() > radius;
    let placed = mistaken(rect, reach, obstacles.symbols_near(rect, reach).filter(foreign));
    // Dots of the same call may yet be left out.
    placed.max(0.6 * mistaken(rect, reach, others.iter().copied().filter(foreign)))
}

/// What it costs that a text could be taken for the name of one of these symbols.
fn mistaken(rect: Rect, reach: f64, symbols: impl Iterator<Item = Rect>) -> f64 {
    AMBIGUOUS_COST * symbols.map(|other| (1.0 - gap(rect, other) / reach).max(0.0)).fold(0.0, f64::max)
}

/// Coastal towns are read from the sea, inland towns from the land.
fn shore(rect: Rect, at: Point, radius: f64, obstacles: &Obstacles) -> f64 {
    let Some(water) = obstacles.water() else { return 0.0 };
    let wet = water.share(rect);
    let wrong = if water.is_near(at, radius + SHORE_WITHIN_PT) { 1.0 - wet } else { wet };
    wrong * WRONG_GROUND_COST + 4.0 * wet * (1.0 - wet) * STRADDLING_COST
}
