//! The north arrow of a map that is turned: a needle that points to true north at its own place, with the letter at its tip.
//!
//! On a map with north up there is none: the frame's degrees say it. The direction is taken from the meridian through the arrow's middle, which on a cone may
//! differ by some degrees from that of the frame's middle.

use super::super::frame::MapFrame;
use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};

/// A needle in two halves.
#[derive(Debug, Clone)]
pub struct NorthArrow {
    /// Tip, left corner, notch: the dark half.
    pub dark: [Point; 3],
    /// Tip, right corner, notch: the light one.
    pub light: [Point; 3],
    /// The letter for north.
    pub letter: PlacedLine,
    /// Box around all of it.
    pub bounds: Rect,
}

/// From tail to tip.
const LENGTH_PT: f64 = mm(6.4);
/// Half its width.
const HALF_WIDTH_PT: f64 = mm(1.15);
/// How far the notch reaches in from the tail.
const NOTCH_PT: f64 = mm(1.3);
/// Between tip and letter.
const GAP_PT: f64 = 1.4;

/// The arrow with its middle at a point; `None` where there is no north.
pub fn at(frame: &MapFrame, middle: Point, set: &Typesetter) -> Option<NorthArrow> {
    let azimuth_deg = frame.projection.north_azimuth_deg(frame.to_place(middle)?)?;
    let (sin, cos) = libm::sincos(azimuth_deg.to_radians());
    let (along, aside) = (Vec2::new(sin, -cos), Vec2::new(cos, sin));
    let tip = middle + along * (LENGTH_PT / 2.0);
    let tail = middle - along * (LENGTH_PT / 2.0);
    let notch = tail + along * NOTCH_PT;
    let (left, right) = (tail - aside * HALF_WIDTH_PT, tail + aside * HALF_WIDTH_PT);
    let line = set.line(TextRole::ScaleBar, set.language.north);
    // The letter stays upright, its box touches a circle around the tip.
    let half = Vec2::new(line.ink.width() / 2.0, line.ink.height() / 2.0);
    let reach = (half.x * along.x.abs() + half.y * along.y.abs()).max(half.x.min(half.y));
    let letter_middle = tip + along * (GAP_PT + reach);
    let origin = letter_middle - line.ink.center().to_vec2();
    let letter = PlacedLine::new(line, origin).halo(set.theme.halo_interest, 1.0);
    let corners = [tip, left, right];
    let needle = corners.iter().fold(Rect::from_points(tip, tip), |b, p| b.union_pt(*p));
    let bounds = needle.union(letter.bounds());
    Some(NorthArrow { dark: [tip, left, notch], light: [tip, right, notch], letter, bounds })
}

/// The arrow with the upper left corner of its box at a point.
pub fn with_corner(frame: &MapFrame, corner: Point, size: Vec2, set: &Typesetter) -> Option<NorthArrow> {
    let first = at(frame, corner + size / 2.0, set)?;
    // Its middle is not that of its box, which the letter makes longer.
    at(frame, corner + size / 2.0 + (corner + size / 2.0 - first.bounds.center()), set)
}
