//! Bounding boxes (RFC 7946 §5): their form, and whether what they belong to lies in them.

use super::checker::Checker;
use super::crs::Crs;
use super::json::{Kind, Node};
use crate::geographic::normalize_lon_deg;
use geo::{Coord, CoordsIter, Geometry};

/// How far outside of its box a position may lie: boxes are often rounded.
const ROUNDING_DEG: f64 = 0.01;

/// A box without fault, in degrees.
pub struct Bbox {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    at: usize,
    pointer: String,
}

impl Bbox {
    /// Is a position in it? Where west is greater than east, it crosses 180°.
    fn holds(&self, place: Coord<f64>) -> bool {
        let (west, east) = (self.west - ROUNDING_DEG, self.east + ROUNDING_DEG);
        let lon = normalize_lon_deg(place.x);
        let in_lon = if self.west > self.east {
            lon >= west || lon <= east
        } else {
            [lon, lon - 360.0, lon + 360.0].iter().any(|x| (west..=east).contains(x))
        };
        in_lon && (self.south - ROUNDING_DEG..=self.north + ROUNDING_DEG).contains(&place.y)
    }

    fn outside(&self, geometry: &Geometry<f64>) -> Option<Coord<f64>> {
        geometry.coords_iter().find(|c| !self.holds(*c))
    }
}

impl Checker {
    /// The `bbox` of an object; its faults are told, and one that has any is not given.
    pub(super) fn bbox(&mut self, node: &Node, pointer: &str) -> Option<Bbox> {
        let member = node.get("bbox")?;
        let pointer = format!("{pointer}/bbox");
        let Kind::Array(items) = &member.kind else {
            let help = (member.kind == Kind::Null).then_some("leave it out: there need not be one");
            let message = format!("“bbox” should be an array, not {}", member.what());
            self.error("data::mistyped-bbox", member.at, &pointer, message, help);
            return None;
        };
        let numbers: Vec<f64> =
            items.iter().filter_map(|i| if let Kind::Number(n, _) = i.kind { Some(n) } else { None }).collect();
        if numbers.len() != items.len() || numbers.iter().any(|n| !n.is_finite()) {
            self.no_numbers(member, items, &pointer);
            return None;
        }
        let (&[west, south, east, north] | &[west, south, _, east, north, _]) = &numbers[..] else {
            let message = format!("“bbox” should hold 4 or 6 numbers, this holds {}", numbers.len());
            self.error("data::bbox-length", member.at, &pointer, message, None);
            return None;
        };
        let mut sound = true;
        if south > north {
            let message = "the south of “bbox” is above its north".to_owned();
            self.warning("data::bbox-upside-down", member.at, &pointer, message, None);
            sound = false;
        }
        if let &[.., lowest, _, _, highest] = &numbers[..]
            && numbers.len() == 6
            && lowest > highest
        {
            let message = "the lowest height of “bbox” is above its highest".to_owned();
            let help = Some("[west, south, lowest, east, north, highest]");
            self.warning("data::bbox-upside-down", member.at, &pointer, message, help);
        }
        // In another system than longitude and latitude the numbers may be of any size.
        if matches!(self.crs, Some(Crs::Other(_))) {
            return None;
        }
        let found = Bbox { west, south, east, north, at: member.at, pointer };
        (self.is_in_range(&found) && sound).then_some(found)
    }

    fn no_numbers(&mut self, member: &Node, items: &[Node], pointer: &str) {
        // A word such as NaN is told with this.
        self.not_numbers.retain(|word| items.iter().all(|i| i.at != word.0));
        let corners = items.iter().any(|i| matches!(i.kind, Kind::Array(_)));
        let help = corners.then_some("[west, south, east, north] in one pair of brackets, not two corners");
        self.error("data::mistyped-bbox", member.at, pointer, "“bbox” should hold numbers".to_owned(), help);
    }

    fn is_in_range(&mut self, found: &Bbox) -> bool {
        let edges = [
            ("west", found.west, 180.0),
            ("south", found.south, 90.0),
            ("east", found.east, 180.0),
            ("north", found.north, 90.0),
        ];
        let beyond: Vec<_> = edges.into_iter().filter(|(_, number, most)| number.abs() > *most).collect();
        for (name, number, most) in &beyond {
            let message = format!("the {name} of “bbox”, {number}, is outside −{most}…{most}");
            self.warning("data::bbox-out-of-range", found.at, &found.pointer, message, None);
        }
        beyond.is_empty()
    }

    /// Warns of a box that a geometry runs out of.
    pub(super) fn box_of_geometry(&mut self, bbox: Option<&Bbox>, geometry: Option<&Geometry<f64>>) {
        let (Some(bbox), Some(geometry)) = (bbox, geometry) else { return };
        if let Some(place) = bbox.outside(geometry) {
            let message = format!("the position [{}, {}] lies outside of “bbox”", place.x, place.y);
            self.warning("data::bbox-elsewhere", bbox.at, &bbox.pointer, message, None);
        }
    }

    /// Warns of a box that one of the features runs out of which were read since so many.
    pub(super) fn box_of_features(&mut self, bbox: Option<&Bbox>, since: usize) {
        let Some(bbox) = bbox else { return };
        let outside = self.features[since..].iter().find_map(|f| {
            let place = bbox.outside(f.geometry.as_ref()?)?;
            Some((f.origin.feature, place))
        });
        if let Some((number, place)) = outside {
            let message = format!("the position [{}, {}] of feature {number} lies outside of “bbox”", place.x, place.y);
            self.warning("data::bbox-elsewhere", bbox.at, &bbox.pointer, message, None);
        }
    }
}
