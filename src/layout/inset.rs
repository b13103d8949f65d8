//! An inset: a part of the map drawn larger, in a frame and projection of its own, with a letter that stands at its place on the map too.
//!
//! Its map is laid out as the main one ([`map_panel`](super::map::map_panel)), with the main map's scale of symbols, so that one key serves both. What speaks of the figure as a whole stays on the
//! main map: measured lines, rings, callouts, areas that are all that is known of a place, the tray, degrees. North is up in it; where the main map is turned it says so by an arrow.

use super::frame::MapFrame;
use super::label::PlacedLine;
use super::map::MapPanel;
use super::theme::TextRole;
use super::typesetter::Typesetter;
use crate::data::relief::Relief;
use crate::geographic::Extent;
use crate::projection::MapProjection;
use crate::spec::InsetPlace;
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};
use std::sync::Arc;

/// What an inset is made of.
#[derive(Debug, Clone)]
pub struct InsetInput {
    /// What it must show.
    pub extent: Extent,
    /// Its own projection.
    pub projection: MapProjection,
    /// Words beside its letter.
    pub title: Option<String>,
    /// Where it is wanted.
    pub place: InsetPlace,
}

/// An inset in its place.
#[derive(Debug)]
pub struct Inset {
    /// Which of the figure's insets, from 0.
    pub index: usize,
    /// Its letter as text.
    pub letter: &'static str,
    /// What it had to show.
    pub extent: Extent,
    /// Letter and title in its corner.
    pub heading: InsetHeading,
    /// Its map.
    pub map: MapPanel,
    /// Heights under it.
    pub relief: Option<Arc<Relief>>,
}

/// The letter in its box, and words beside it.
#[derive(Debug, Clone)]
pub struct InsetHeading {
    /// Box of the letter.
    pub badge: Rect,
    /// The letter.
    pub letter: PlacedLine,
    /// Box of the words.
    pub plate: Option<Rect>,
    /// The words.
    pub title: Vec<PlacedLine>,
}

impl InsetHeading {
    /// Box around all of it.
    pub fn bounds(&self) -> Rect {
        self.plate.map_or(self.badge, |plate| plate.union(self.badge))
    }
}

/// Where an inset lies on the main map.
#[derive(Debug, Clone)]
pub struct InsetMark {
    /// Outline of its frame.
    pub outline: Vec<Point>,
    /// Box of its letter.
    pub badge: Rect,
    /// Its letter.
    pub letter: PlacedLine,
}

/// Side of a letter's box.
pub const BADGE_PT: f64 = mm(3.6);
/// Least side of a mark on the main map.
const LEAST_MARK_PT: f64 = 4.0;
/// Between words and the edge of their plate.
const PADDING_PT: f64 = 2.5;
/// Room for symbols at its edge, in parts of its smaller side.
const ROOM: f64 = 0.05;
/// Height over width of an inset.
const SHAPES: (f64, f64) = (0.6, 1.15);

/// The size of an inset of a width: in the shape of what it shows, within bounds.
pub fn size(input: &InsetInput, width: f64) -> Vec2 {
    let (low, high) = input.projection.bounds(&input.extent);
    let shape = (high.y_m - low.y_m).max(1.0) / (high.x_m - low.x_m).max(1.0);
    Vec2::new(width, width * shape.clamp(SHAPES.0, SHAPES.1))
}

/// Its frame in a rectangle.
pub fn frame(input: &InsetInput, rect: Rect) -> MapFrame {
    let room_pt = rect.width().min(rect.height()) * ROOM;
    MapFrame::fit_with_room(rect, input.projection.clone(), &input.extent, room_pt)
}

/// Outline of an inset's frame on the main map, large enough to be seen; `None` where the main map doesn't show it.
pub fn outline(inset: &MapFrame, main: &MapFrame) -> Option<Vec<Point>> {
    let edge = inset.edge_on(main);
    let first = *edge.first()?;
    let bounds = edge.iter().fold(Rect::from_points(first, first), |b, p| b.union_pt(*p));
    if !bounds.overlaps(main.rect) {
        return None;
    }
    if bounds.width().max(bounds.height()) >= LEAST_MARK_PT {
        return Some(edge);
    }
    let r = Rect::from_center_size(bounds.center(), (LEAST_MARK_PT, LEAST_MARK_PT));
    Some(vec![Point::new(r.x0, r.y0), Point::new(r.x1, r.y0), Point::new(r.x1, r.y1), Point::new(r.x0, r.y1)])
}

/// A letter in the middle of its box.
pub fn letter_in(badge: Rect, letter: &str, set: &Typesetter) -> PlacedLine {
    let line = set.line(TextRole::CalloutHeading, letter);
    let origin = badge.center() - line.ink.center().to_vec2();
    PlacedLine::new(line, origin)
}

/// Letter and words in the corner of an inset where reading begins.
pub fn heading(rect: Rect, letter: &str, title: Option<&str>, set: &Typesetter) -> InsetHeading {
    let rtl = set.language.rtl;
    let x = if rtl { rect.x1 - BADGE_PT } else { rect.x0 };
    let badge = Rect::from_origin_size((x, rect.y0), (BADGE_PT, BADGE_PT));
    let letter = letter_in(badge, letter, set);
    let Some(title) = title else { return InsetHeading { badge, letter, plate: None, title: Vec::new() } };
    let most = rect.width() * 0.85 - BADGE_PT - 2.0 * PADDING_PT;
    let lines = set.balanced(TextRole::CalloutHeading, title, most);
    let leading = set.leading(TextRole::CalloutHeading);
    let width = lines.iter().map(|l| l.width_pt).fold(0.0, f64::max) + 2.0 * PADDING_PT;
    let height = (leading * (lines.len() as f64 - 1.0) + BADGE_PT).max(BADGE_PT);
    let x0 = if rtl { badge.x0 - width } else { badge.x1 };
    let plate = Rect::from_origin_size((x0, rect.y0), (width, height));
    // The first line stands level with the letter.
    let baseline = letter.origin.y;
    let place = |(i, line): (usize, crate::text::ShapedLine)| {
        let x = if rtl { plate.x1 - PADDING_PT - line.width_pt } else { plate.x0 + PADDING_PT };
        PlacedLine::new(line, Point::new(x, baseline + leading * i as f64))
    };
    let title = lines.into_iter().enumerate().map(place).collect();
    InsetHeading { badge, letter, plate: Some(plate), title }
}
