//! Positions (RFC 7946 §3.1.1): their numbers, their units, their ranges.

use super::checker::Checker;
use super::crs::Crs;
use super::json::{Kind, Node};

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
            _ => no_coordinate(checker, number, &format!("{pointer}/{i}"), i > 1),
        }
    }
    if numbers.len() < 2 {
        let message = format!("a position needs two numbers, this has {}", numbers.len());
        checker.error("data::short-position", node.at, pointer, message, Some("a position is [longitude, latitude]"));
        return None;
    }
    if numbers.len() > 3 {
        let message = format!("a position of {} numbers: those after the third are not used", numbers.len());
        let whole = numbers.len() == 4 && numbers.iter().all(|n| matches!(n.kind, Kind::Number(_, Some(_))));
        let help = whole.then_some("were these two numbers with decimal commas? JSON has a point: [36.80, 35.86]");
        checker.warning("data::long-position", node.at, pointer, message, help);
    }
    let (&x, &y) = match &values[..] {
        [x, y, ..] if values.len() == numbers.len() => (x, y),
        _ => return None,
    };
    in_range(checker, node, pointer, numbers, x, y)
}

/// Tells an element of a position that is no finite number.
fn no_coordinate(checker: &mut Checker, number: &Node, pointer: &str, is_height: bool) {
    const HEIGHT: &str = "a height is a number of metres; leave it out where it is not known";
    if let Kind::Number(..) = number.kind {
        let word = checker.take_not_number(number.at);
        let message = word.map_or_else(|| "this number is too large".to_owned(), |w| format!("{w} is no number"));
        checker.error("data::not-finite", number.at, pointer, message, is_height.then_some(HEIGHT));
        return;
    }
    let message = format!("a coordinate should be a number, not {}", number.what());
    let help = match number.kind {
        _ if is_height => Some(HEIGHT),
        Kind::String(_) => Some("write the number without quotes"),
        Kind::Null => Some("where the place is not known, the feature has \"geometry\": null"),
        _ => None,
    };
    checker.error("data::mistyped-position", number.at, pointer, message, help);
}

/// Beyond this a number of degrees is one of metres, or has lost its point.
const METRES: f64 = 1000.0;

/// Is the position one of degrees where degrees are wanted, and one of metres where the crs says metres?
fn is_in_its_units(checker: &mut Checker, node: &Node, pointer: &str, x: f64, y: f64) -> bool {
    let projected = checker.crs.as_ref().is_some_and(Crs::is_projected);
    if projected && x.abs() <= 180.0 && y.abs() <= 90.0 {
        let message = format!("the crs says metres, but [{x}, {y}] looks like degrees");
        checker.error("data::degrees-for-metres", node.at, pointer, message, None);
        return false;
    }
    if checker.crs.as_ref().is_none_or(Crs::is_plain) && x.abs() > METRES && y.abs() > METRES {
        let message = format!("[{x}, {y}] are no degrees");
        checker.error("data::not-degrees", node.at, pointer, message, None);
        return false;
    }
    true
}

fn in_range(checker: &mut Checker, node: &Node, pointer: &str, numbers: &[Node], x: f64, y: f64) -> Option<(f64, f64)> {
    if !is_in_its_units(checker, node, pointer, x, y) {
        return None;
    }
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
        checker.error("data::longitude-out-of-range", numbers[0].at, &format!("{pointer}/0"), message, None);
        good = false;
    } else if lon.abs() > 180.0 {
        let message = format!("longitude {lon} is beyond ±180 and is wrapped");
        checker.warning("data::longitude-wrapped", numbers[0].at, &format!("{pointer}/0"), message, None);
    }
    good.then_some((lon, lat))
}
