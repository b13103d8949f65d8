//! Positions, lines and rings: the rules of RFC 7946 §3.1.1–3.1.6.

use super::checker::Checker;
use super::json::{Kind, Node};

/// A list's items, or a fault.
fn items<'n>(checker: &mut Checker, node: &'n Node, pointer: &str, wanted: &str) -> Option<&'n [Node]> {
    match &node.kind {
        Kind::Array(items) => Some(items),
        _ => {
            let message = format!("coordinates should be {wanted}, not {}", node.what());
            checker.error("data::mistyped-coordinates", node.at, pointer, message, None);
            None
        }
    }
}

/// A position: longitude and latitude after the crs, if it is one.
pub fn position(checker: &mut Checker, node: &Node, pointer: &str) -> Option<(f64, f64)> {
    let Kind::Array(numbers) = &node.kind else {
        let message = format!("a position should be an array of numbers, not {}", node.what());
        checker.error(
            "data::mistyped-position",
            node.at,
            pointer,
            message,
            Some("a position is [longitude, latitude]"),
        );
        return None;
    };
    let mut values = Vec::with_capacity(numbers.len());
    for (i, number) in numbers.iter().enumerate() {
        match number.kind {
            Kind::Number(n, _) if n.is_finite() => values.push(n),
            Kind::Number(..) => {
                let word = checker.take_not_number(number.at);
                let message =
                    word.map_or_else(|| "this number is too large".to_owned(), |w| format!("{w} is no number"));
                checker.error("data::not-finite", number.at, &format!("{pointer}/{i}"), message, None);
            }
            _ => {
                let message = format!("a coordinate should be a number, not {}", number.what());
                let help = match number.kind {
                    Kind::String(_) => Some("write the number without quotes"),
                    Kind::Null => Some("where the place is not known, the feature has \"geometry\": null"),
                    _ => None,
                };
                checker.error("data::mistyped-position", number.at, &format!("{pointer}/{i}"), message, help);
            }
        }
    }
    if numbers.len() < 2 {
        let message = format!("a position needs two numbers, this has {}", numbers.len());
        checker.error("data::short-position", node.at, pointer, message, Some("a position is [longitude, latitude]"));
        return None;
    }
    if numbers.len() > 3 {
        let message = format!("a position of {} numbers: those after the third are not used", numbers.len());
        checker.warning("data::long-position", node.at, pointer, message, None);
    }
    let (&x, &y) = match &values[..] {
        [x, y, ..] if values.len() == numbers.len() => (x, y),
        _ => return None,
    };
    in_range(checker, node, pointer, numbers, x, y)
}

fn in_range(checker: &mut Checker, node: &Node, pointer: &str, numbers: &[Node], x: f64, y: f64) -> Option<(f64, f64)> {
    let (lon, lat) = checker.to_lon_lat(x, y);
    if !(lon.is_finite() && lat.is_finite()) {
        let message = "the crs gives this position no place".to_owned();
        let help = Some("is this the right crs? reproject the file to WGS 84 longitude and latitude");
        checker.error("data::not-finite", node.at, pointer, message, help);
        return None;
    }
    let mut good = true;
    if !(-90.0..=90.0).contains(&lat) {
        let message = format!("latitude {lat} is outside −90…90");
        let help = if lat.abs() <= 180.0 && lon.abs() <= 90.0 {
            "are longitude and latitude swapped? longitude comes first in GeoJSON"
        } else {
            "longitude comes first in GeoJSON, then latitude, both in degrees"
        };
        checker.error("data::latitude-out-of-range", numbers[1].at, &format!("{pointer}/1"), message, Some(help));
        good = false;
    }
    if !(-540.0..=540.0).contains(&lon) {
        let message = format!("longitude {lon} is outside −540…540");
        let help = Some("longitude comes first in GeoJSON");
        checker.error("data::longitude-out-of-range", numbers[0].at, &format!("{pointer}/0"), message, help);
        good = false;
    } else if lon.abs() > 180.0 {
        let message = format!("longitude {lon} is beyond ±180 and is wrapped");
        checker.warning("data::longitude-wrapped", numbers[0].at, &format!("{pointer}/0"), message, None);
    }
    good.then_some((lon, lat))
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
        _ => {}
    }
    Some(found)
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
        checker.error("data::short-ring", node.at, pointer, message, Some("the last position repeats the first"));
        return None;
    }
    if first != last {
        let message = "the ring is not closed: its last position is not its first".to_owned();
        checker.error("data::unclosed-ring", node.at, pointer, message, Some("repeat the first position at the end"));
        return None;
    }
    if let Some(message) = wrong_winding(found.iter().copied(), hole) {
        checker.warning("data::ring-winding", node.at, pointer, message, None);
    }
    Some(found)
}

/// What to say of a closed ring that runs the wrong way round.
pub fn wrong_winding(mut positions: impl Iterator<Item = (f64, f64)>, hole: bool) -> Option<String> {
    let mut last = positions.next()?;
    let (mut area, mut jumps) = (0.0, false);
    for next in positions {
        area += last.0 * next.1 - next.0 * last.1;
        jumps |= (next.0 - last.0).abs() > 180.0;
        last = next;
    }
    // A ring across 180° that jumps turns the sum around: it is not judged.
    (area != 0.0 && !jumps && (area > 0.0) == hole).then(|| {
        let (is, should) = if hole {
            ("counter-clockwise", "holes clockwise")
        } else {
            ("clockwise", "outer rings counter-clockwise")
        };
        format!("the ring runs {is}; RFC 7946 wants {should}")
    })
}

/// The rings of a polygon.
pub fn polygon(checker: &mut Checker, node: &Node, pointer: &str) -> Option<Vec<Vec<(f64, f64)>>> {
    let list = items(checker, node, pointer, "an array of rings")?;
    if list.is_empty() {
        empty(checker, node, pointer);
    }
    let before = checker.errors();
    let rings: Vec<Vec<(f64, f64)>> =
        list.iter().enumerate().filter_map(|(i, r)| ring(checker, r, &format!("{pointer}/{i}"), i > 0)).collect();
    (checker.errors() == before).then_some(rings)
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
