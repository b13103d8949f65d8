//! Why a label found no place: no label is ever left out in silence.

use super::candidates::{self, Candidate};
use super::obstacles::{ObstacleKind, Obstacles};
use super::{Block, LabelRequest, REQUIRED, in_room};
use kurbo::Rect;

/// A label without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// As in the request.
    pub id: String,
    /// In words, for the report and the warning: "no room beside more important labels: Hama, Homs".
    pub reason: String,
    /// It had to be placed: the figure cannot be made like this.
    pub required: bool,
}

/// How many labels a reason names.
const MOST_NAMED: usize = 3;

/// Looks for what was in the way of label `i` of `requests`.
pub fn reason(
    i: usize,
    requests: &[&LabelRequest],
    candidates: &[Vec<(Candidate, f64)>],
    conflicts: &[(u32, u32)],
    taken: &[Option<usize>],
    obstacles: &Obstacles,
    room: Rect,
) -> Unplaced {
    let request = requests[i];
    let reason = if candidates[i].is_empty() {
        blocked(request, obstacles, room)
    } else {
        format!("no room beside other labels: {}", named(rivals(i, requests, candidates, conflicts, taken)))
    };
    Unplaced { id: request.id.clone(), reason, required: request.priority == REQUIRED }
}

/// The labels whose chosen places exclude candidates of label `i`.
fn rivals(
    i: usize,
    requests: &[&LabelRequest],
    candidates: &[Vec<(Candidate, f64)>],
    conflicts: &[(u32, u32)],
    taken: &[Option<usize>],
) -> Vec<String> {
    let mut starts = vec![0_u32];
    for list in candidates {
        starts.push(starts[starts.len() - 1] + list.len() as u32);
    }
    let mine = starts[i]..starts[i + 1];
    let owner = |c: u32| starts.partition_point(|s| *s <= c) - 1;
    let others = conflicts.iter().filter_map(|&(a, b)| match (mine.contains(&a), mine.contains(&b)) {
        (true, false) => Some(b),
        (false, true) => Some(a),
        _ => None,
    });
    let chosen = |c: &u32| taken[owner(*c)].is_some_and(|t| starts[owner(*c)] + t as u32 == *c);
    let mut found: Vec<usize> = others.filter(chosen).map(owner).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|l| text(requests[l])).collect()
}

/// What lies on all candidates of a request.
fn blocked(request: &LabelRequest, obstacles: &Obstacles, room: Rect) -> String {
    if let Some(dot) = request.anchor.dot().filter(|d| !obstacles.dot_is_free(*d)) {
        return format!("its place is taken by {}", in_words(obstacles.beside_dot(dot)));
    }
    let all = candidates::of(&request.anchor, Block::of(request).size, request.leader);
    let within: Vec<&Candidate> = all.iter().filter(|c| in_room(c.rect, room)).collect();
    if within.is_empty() {
        return "no room within the frame".to_owned();
    }
    let in_the_way: Vec<&ObstacleKind> =
        within.iter().flat_map(|c| obstacles.in_the_way(c.rect.inset(super::conflict::APART_PT))).collect();
    match in_the_way.is_empty() {
        true => "a leader line would cross others".to_owned(),
        false => format!("no room beside {}", in_words(in_the_way)),
    }
}

fn in_words(mut kinds: Vec<&ObstacleKind>) -> String {
    kinds.sort_unstable();
    kinds.dedup();
    let labels: Vec<String> = kinds
        .iter()
        .filter_map(|k| match k {
            ObstacleKind::Label(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    let mut parts = Vec::new();
    for (kind, word) in [(ObstacleKind::Furniture, "furniture"), (ObstacleKind::Symbol, "symbols")] {
        parts.extend(kinds.contains(&&kind).then(|| word.to_owned()));
    }
    if !labels.is_empty() {
        parts.push(format!("more important labels: {}", named(labels)));
    }
    if parts.is_empty() { "a leader line".to_owned() } else { parts.join(", ") }
}

fn named(mut labels: Vec<String>) -> String {
    let more = labels.len().saturating_sub(MOST_NAMED);
    labels.truncate(MOST_NAMED);
    let list = labels.join(", ");
    if more > 0 { format!("{list} and {more} more") } else { list }
}

fn text(request: &LabelRequest) -> String {
    request.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ")
}
