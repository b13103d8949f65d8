//! Lists of positions: lines, rings and polygons (RFC 7946 §3.1.3–3.1.7, §3.1.9).

use super::checker::Checker;
use super::guess;
use super::json::{Kind, Node};
use super::position::position;
use super::read::to_line;
use super::rings::{self, Oddity};
use geo::LineString;

/// A list's items, or a fault.
fn items<'n>(checker: &mut Checker, node: &'n Node, pointer: &str, wanted: &str) -> Option<&'n [Node]> {
    match &node.kind {
        Kind::Array(items) => Some(items),
        _ => {
            let message = format!("coordinates should be {wanted}, not {}", node.what());
            checker.error("data::mistyped-coordinates", node.at, pointer, message, guess::no_coordinates(node));
            None
        }
    }
}

/// Positions of a list; faults of each are told.
pub fn positions(checker: &mut Checker, node: &Node, pointer: &str) -> Option<Vec<(f64, f64)>> {
    let list = items(checker, node, pointer, "an array of positions")?;
    let before = checker.errors();
    let found: Vec<(f64, f64)> =
        list.iter().enumerate().filter_map(|(i, p)| position(checker, p, &format!("{pointer}/{i}"))).collect();
    (checker.errors() == before).then_some(found)
}

/// A line: two positions or more. An empty one is a warning and gives an empty list.
pub fn line(checker: &mut Checker, node: &Node, pointer: &str) -> Option<Vec<(f64, f64)>> {
    let found = positions(checker, node, pointer)?;
    match found.len() {
        0 => empty(checker, node, pointer),
        1 => {
            let message = "a line needs two positions, this has 1".to_owned();
            checker.error("data::short-line", node.at, pointer, message, None);
            return None;
        }
        _ => {
            let shape = to_line(&found);
            if let Some(index) = rings::jump(&shape) {
                jump(checker, node, pointer, &shape, index, None);
            }
        }
    }
    Some(found)
}

/// Warns of a step across 180° that ends at a position of a list.
fn jump(checker: &mut Checker, node: &Node, pointer: &str, shape: &LineString<f64>, index: usize, help: Option<&str>) {
    let (from, to) = (shape.0[index - 1].x, shape.0[index].x);
    let message = format!("from longitude {from} to {to} in one step: it is taken across 180°, the shorter way");
    checker.warning("data::antimeridian-uncut", item(node, index).at, &format!("{pointer}/{index}"), message, help);
}

/// An item of a list, or the list where there is none.
fn item(node: &Node, index: usize) -> &Node {
    if let Kind::Array(items) = &node.kind { items.get(index).unwrap_or(node) } else { node }
}

/// A ring: four positions or more, the last the same as the first; counter-clockwise outside, clockwise as a hole.
pub fn ring(checker: &mut Checker, node: &Node, pointer: &str, hole: bool) -> Option<Vec<(f64, f64)>> {
    let found = positions(checker, node, pointer)?;
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        empty(checker, node, pointer);
        return Some(found);
    };
    if found.len() < 4 {
        let message = format!("a ring needs four positions, this has {}", found.len());
        checker.error("data::short-ring", node.at, pointer, message, None);
        return None;
    }
    if first != last {
        let message = "the ring is not closed: its last position is not its first".to_owned();
        checker.error("data::unclosed-ring", node.at, pointer, message, None);
        return None;
    }
    ends(checker, node, pointer, found.len() - 1);
    shape(checker, node, pointer, &to_line(&found), hole);
    Some(found)
}

/// Warns of a ring that is closed but for the height of its last position.
fn ends(checker: &mut Checker, node: &Node, pointer: &str, last: usize) {
    let height = |index| match &item(node, index).kind {
        Kind::Array(numbers) => numbers.get(2).map(|n| n.kind.clone()),
        _ => None,
    };
    if height(0) != height(last) {
        let message = "the last position of the ring has another height than the first".to_owned();
        checker.warning("data::ring-ends-differ", item(node, last).at, &format!("{pointer}/{last}"), message, None);
    }
}

/// Warns of what is odd about the shape of a closed ring.
fn shape(checker: &mut Checker, node: &Node, pointer: &str, ring: &LineString<f64>, hole: bool) {
    match rings::oddity(ring) {
        Some(Oddity::Jump(index)) => {
            let help =
                rings::is_around_pole(ring).then_some("it goes around a pole: lead it along 180° to the pole and back");
            jump(checker, node, pointer, ring, index, help);
        }
        Some(Oddity::Crossed(one, other)) => {
            let message = format!(
                "the ring crosses itself: the edge after position {} and that after position {}",
                one + 1,
                other + 1
            );
            let pointer = format!("{pointer}/{other}");
            checker.warning("data::crossed-ring", item(node, other).at, &pointer, message, None);
        }
        Some(Oddity::Flat) => {
            let message = "the ring encloses no area".to_owned();
            checker.warning("data::flat-ring", node.at, pointer, message, None);
        }
        None => {
            if let Some(message) = rings::wrong_winding(ring, hole) {
                checker.warning("data::ring-winding", node.at, pointer, message, None);
            }
        }
    }
}

/// The rings of a polygon.
pub fn polygon(checker: &mut Checker, node: &Node, pointer: &str) -> Option<Vec<Vec<(f64, f64)>>> {
    let list = items(checker, node, pointer, "an array of rings")?;
    if list.is_empty() {
        empty(checker, node, pointer);
    }
    let before = checker.errors();
    let found: Vec<Vec<(f64, f64)>> =
        list.iter().enumerate().filter_map(|(i, r)| ring(checker, r, &format!("{pointer}/{i}"), i > 0)).collect();
    if checker.errors() > before {
        return None;
    }
    let shapes: Vec<_> = found.iter().map(|r| to_line(r)).collect();
    for index in rings::holes_outside(&shapes) {
        let message = format!("ring {} should be a hole in the first one, but lies outside of it", index + 1);
        checker.warning("data::hole-outside", list[index].at, &format!("{pointer}/{index}"), message, None);
    }
    Some(found)
}

/// Each of a list, by a rule for one.
pub fn each<T>(
    checker: &mut Checker,
    node: &Node,
    pointer: &str,
    wanted: &str,
    one: impl Fn(&mut Checker, &Node, &str) -> Option<T>,
) -> Option<Vec<T>> {
    let list = items(checker, node, pointer, wanted)?;
    if list.is_empty() {
        empty(checker, node, pointer);
    }
    let before = checker.errors();
    let found: Vec<T> =
        list.iter().enumerate().filter_map(|(i, n)| one(checker, n, &format!("{pointer}/{i}"))).collect();
    (checker.errors() == before).then_some(found)
}

/// Warns of coordinates that are there but empty.
pub fn empty(checker: &mut Checker, node: &Node, pointer: &str) {
    checker.warning("data::empty-coordinates", node.at, pointer, "the coordinates are empty".to_owned(), None);
}

/// Tells coordinates that are nested as those of another type.
pub fn is_misnested(checker: &mut Checker, kind: &str, node: &Node, pointer: &str) -> bool {
    let (wanted, shape) = guess::brackets(kind);
    let Some(found) = guess::depth(node).filter(|d| *d > 0 && *d != wanted) else { return false };
    let plural = |n: usize| if n == 1 { "one pair".to_owned() } else { format!("{n} pairs") };
    let message =
        format!("the coordinates of a {kind} stand in {} of brackets, these in {}", plural(wanted), plural(found));
    let many = matches!(&node.kind, Kind::Array(items) if found == 1 && items.len() > 3);
    let help = match guess::type_of_depth(found, kind).filter(|other| *other != kind && !many) {
        Some(other) => format!("write {shape}, or is it a {other}?"),
        None => format!("write {shape}"),
    };
    checker.error("data::mistyped-coordinates", node.at, pointer, message, Some(&help));
    true
}
