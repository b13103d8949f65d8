//! Where north is on the map: up, unless the figure leaves that open and a turn makes the map larger.

use super::extent;
use crate::data::catalogue::Catalogue;
use crate::diagnostic::Diagnostic;
use crate::geographic::{Extent, LonLat};
use crate::layout::{UserLayer, first_frame};
use crate::projection::{MapProjection, TurnRule};
use crate::spec::Figure;

/// The projection, turned or not, and why.
#[derive(Debug, Clone)]
pub(super) struct North {
    pub projection: MapProjection,
    pub turn: Option<TurnRule>,
}

/// What the reader should know where a turn was asked for and is not made.
pub(super) fn stays(rule: &TurnRule) -> Option<Diagnostic> {
    let told = || Diagnostic::warning("layout::not-turned", format!("north is {}", rule.in_words()));
    rule.is_refused().then(told)
}

/// Turns a map whose north may point elsewhere than up. `places`: of the incidents, or corners of boxes that hold them.
pub(super) fn turned(
    upright: MapProjection,
    figure: &Figure,
    places: &[LonLat],
    layers: &[UserLayer],
    extent: &Extent,
    catalogue: &Catalogue,
) -> North {
    if figure.north_up {
        return North { projection: upright, turn: None };
    }
    let (shown, room) = extent::places_shown(figure, places, layers, extent, catalogue);
    let frame = first_frame(figure, &upright, extent).rect;
    let (projection, rule) = upright.turned_along(&shown, room, extent, (frame.width(), frame.height()));
    North { projection, turn: Some(rule) }
}
