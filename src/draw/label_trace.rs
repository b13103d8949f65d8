//! The label engine's own picture (`--debug labels`): obstacles, candidates with their costs, conflicts.

use super::paths;
use crate::color::Color;
use crate::layout::label::{LabelTrace, ObstacleKind, TracedCandidate};
use crate::scene::{Group, Item, Placement, Text};
use crate::text::{Direction, Fonts, TextStyle};
use kurbo::{Affine, Rect, Shape};

const FURNITURE: Color = Color::rgb(0x6B4E9B);
const SYMBOL: Color = Color::rgb(0xB3261E);
const LABEL: Color = Color::rgb(0x1B6FA8);
const TAKEN: Color = Color::rgb(0x1A7F37);
const CHEAP: Color = Color::rgb(0x7A8B3A);
const DEAR: Color = Color::rgb(0xC2702B);
/// Candidates dearer than this are drawn as dear.
const DEAR_FROM: f64 = 8.0;

/// Items over the finished page: violet furniture, red symbols, blue labels that may not be touched; thin boxes of candidates with their
/// cost, green where taken; grey lines between candidates that exclude each other.
pub fn label_trace(trace: &LabelTrace, fonts: &Fonts) -> Item {
    let box_of = |r: &Rect, color, width| paths::stroked(r.to_path(0.1), color, width);
    let mut items: Vec<Item> = Vec::new();
    for (rect, kind) in &trace.obstacles {
        let color = match kind {
            ObstacleKind::Furniture => FURNITURE,
            ObstacleKind::Symbol => SYMBOL,
            ObstacleKind::Label(_) => LABEL,
        };
        items.push(paths::filled(rect.to_path(0.1), color.with_opacity(0.12)));
        items.push(box_of(rect, color, 0.3));
    }
    let faint = Color::rgb(0x000000).with_opacity(0.10);
    items.extend(trace.conflicts.iter().map(|&(a, b)| paths::stroked(paths::line(&[a, b]), faint, 0.15)));
    // What was taken comes last, on top.
    let mut candidates: Vec<&TracedCandidate> = trace.candidates.iter().collect();
    candidates.sort_by(|a, b| a.taken.cmp(&b.taken).then(b.cost.total_cmp(&a.cost)));
    for candidate in candidates {
        let (color, width) = match (candidate.taken, candidate.cost > DEAR_FROM) {
            (true, _) => (TAKEN, 0.7),
            (false, false) => (CHEAP.with_opacity(0.6), 0.2),
            (false, true) => (DEAR.with_opacity(0.4), 0.2),
        };
        items.push(box_of(&candidate.rect, color, width));
        items.extend(candidate.leader.map(|l| paths::stroked(paths::line(&[l.p0, l.p1]), color, width)));
        items.extend(cost(candidate, color, fonts));
    }
    Item::Group(Group {
        id: "debug-labels".into(),
        layer_label: Some("Label engine".into()),
        items,
        ..Group::default()
    })
}

/// The cost, small, in the upper right corner of the candidate.
fn cost(candidate: &TracedCandidate, color: Color, fonts: &Fonts) -> Option<Item> {
    let style = TextStyle::new(2.4, color.with_opacity(1.0));
    let line = fonts.line(&format!("{:.1}", candidate.cost), style, Direction::Auto).ok()?;
    let placement = Affine::translate((candidate.rect.x1 - line.width_pt - 0.2, candidate.rect.y0 + 2.0));
    Some(Item::Text(Text { line, placement: Placement::Straight(placement), halo: None }))
}
