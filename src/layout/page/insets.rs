//! The insets of a page: what they will show, where they stand, and where each lies on the main map.

use super::Page;
use crate::data::incident::Incident;
use crate::data::layer::Layer;
use crate::geographic::Extent;
use crate::layout::frame::MapFrame;
use crate::layout::inset::{self, BADGE_PT, Inset, InsetMark};
use crate::layout::label::Obstacles;
use crate::layout::map::symbols;
use crate::layout::map::{MapInput, OfMainMap, map_panel, room};
use crate::spec::{Figure, InsetPlace};
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};
use std::sync::Arc;

/// What an inset will about show: credits and key are made before it has its place.
pub(super) struct Foreseen {
    pub(super) frame: MapFrame,
    pub(super) layers: Vec<Arc<Layer>>,
}

/// Widths of an inset on the map, in parts of the map's, the widest first.
const SHARES: [f64; 4] = [0.38, 0.33, 0.28, 0.24];
/// Its least and greatest width there.
const WIDTHS_PT: (f64, f64) = (mm(26.0), mm(64.0));
/// An inset takes so much of the map's height at most, and of its area.
const MOST_OF_HEIGHT: f64 = 0.55;
const MOST_OF_AREA: f64 = 0.2;
/// An inset of a part of the map shows it at so many times its scale at least.
const LEAST_ENLARGEMENT: f64 = 1.15;
/// The place of an inset is kept free of furniture up to this part of the map.
const MOST_BLOCKED: f64 = 0.35;
/// Cost of a text on the frame of an inset.
const FRAME_COST: f64 = 3.0;

impl<'a> Page<'a, '_, '_> {
    /// Frames and layers of the insets in about the size that they will have.
    pub(super) fn foresee_insets(&mut self) {
        let width = self.grid.column.unwrap_or((self.grid.inner() * 0.33).min(WIDTHS_PT.1));
        for input in &self.input.insets {
            let size = inset::size(input, width);
            let frame = inset::frame(input, Rect::from_origin_size((0.0, 0.0), (size.x, size.y)));
            let layers = self.layers_of_inset(&frame.visible, frame.scale_denominator());
            self.foreseen.push(Foreseen { frame, layers });
        }
        self.with_inset = vec![true; self.foreseen.len()];
    }

    /// The insets that the page has room for, as far as is known.
    pub(super) fn insets_shown(&self) -> impl Iterator<Item = &Foreseen> {
        self.foreseen.iter().zip(&self.with_inset).filter(|(_, there)| **there).map(|(foreseen, _)| foreseen)
    }

    /// Is an incident on one of them?
    pub(super) fn is_on_an_inset(&self, incident: &Incident) -> bool {
        self.insets_shown().any(|i| symbols::is_shown(incident, &i.frame))
    }

    fn layers_of_inset(&self, visible: &Extent, scale_denominator: f64) -> Vec<Arc<Layer>> {
        if !self.input.figure.basemap {
            return Vec::new();
        }
        let suiting = self.input.catalogue.suiting(visible, scale_denominator);
        self.input.catalogue.read(&suiting, visible).iter().map(|layer| self.input.view.seen(layer)).collect()
    }

    /// Is it larger than the map is there? What lies elsewhere may have any scale.
    pub(super) fn is_larger(&self, index: usize, main: &MapFrame) -> bool {
        let inset = &self.foreseen[index].frame;
        let elsewhere = !inset.visible.intersects(&main.visible);
        elsewhere || inset.scale_denominator() * LEAST_ENLARGEMENT <= main.scale_denominator()
    }

    /// The insets that stand beside the map if there is room, or those that stand on it.
    pub(super) fn insets_wanted(&self, beside: bool, main: &MapFrame) -> Vec<usize> {
        let places = self.input.insets.iter().enumerate();
        let is_beside = |place: InsetPlace| matches!(place, InsetPlace::Auto | InsetPlace::Beside);
        let wanted = places.filter(|(_, input)| is_beside(input.place) == beside).map(|(i, _)| i);
        wanted.filter(|i| self.is_larger(*i, main)).collect()
    }

    /// What furniture should not hide of an inset's place on the map.
    pub(super) fn block_inset_places(&self, frame: &MapFrame, obstacles: &mut Obstacles) {
        for outline in self.foreseen.iter().filter_map(|f| inset::outline(&f.frame, frame)) {
            let first = outline[0];
            let place =
                outline.iter().fold(Rect::from_points(first, first), |b, p| b.union_pt(*p)).intersect(frame.rect);
            // An inset of most of the map must not drive everything else away.
            if place.area() < MOST_BLOCKED * frame.rect.area() {
                obstacles.add(place);
            }
        }
    }

    /// A place on the map for an inset: the largest that hides nothing hard, in its own corner or in any.
    pub(super) fn inset_on_map(&self, index: usize, frame: &MapFrame, obstacles: &Obstacles) -> Option<Rect> {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let input = &self.input.insets[index];
        let own = match input.place {
            InsetPlace::Auto | InsetPlace::Beside => None,
            InsetPlace::UpperLeft => Some(UpperLeft),
            InsetPlace::UpperRight => Some(UpperRight),
            InsetPlace::LowerLeft => Some(LowerLeft),
            InsetPlace::LowerRight => Some(LowerRight),
        };
        SHARES.iter().find_map(|share| {
            let size = inset::size(input, (frame.rect.width() * share).clamp(WIDTHS_PT.0, WIDTHS_PT.1));
            let most = (frame.rect.height() * MOST_OF_HEIGHT, frame.rect.area() * MOST_OF_AREA);
            if size.y > most.0 || size.x * size.y > most.1 {
                return None;
            }
            let order = [LowerRight, UpperRight, LowerLeft, UpperLeft];
            let corners = match own {
                Some(corner) => room::corners(frame.rect, size, 4.0, [corner; 4]),
                None => room::corners(frame.rect, size, 4.0, order),
            };
            room::cheapest(size, corners, obstacles)
        })
    }

    /// Where the insets lie on the map: outlines, and a letter beside each where it hides nothing.
    pub(super) fn inset_marks(
        &self,
        frames: &[(usize, MapFrame)],
        main: &MapFrame,
        obstacles: &mut Obstacles,
    ) -> Vec<InsetMark> {
        let mut marks = Vec::new();
        for (index, frame) in frames {
            let Some(outline) = inset::outline(frame, main) else { continue };
            obstacles.add_line(&outline, FRAME_COST);
            let size = Vec2::new(BADGE_PT, BADGE_PT);
            let corners = letter_places(&outline, main.rect);
            let spot = room::cheapest(size, corners.iter().copied(), obstacles);
            let corner = spot.map(|r| r.origin()).or(corners.first().map(|c| c.0)).unwrap_or(outline[0]);
            let badge = Rect::from_origin_size(corner, (BADGE_PT, BADGE_PT));
            obstacles.add(badge);
            let letter = inset::letter_in(badge, self.set.language.inset_letters[*index], self.set);
            marks.push(InsetMark { outline, badge, letter });
        }
        marks
    }

    /// Where the insets lie on the map, and which of them have a place; the letters take theirs.
    pub(super) fn marks_of(
        &mut self,
        places: &mut [(usize, Rect)],
        frame: &MapFrame,
        layers: &[Arc<Layer>],
        taken: &mut Vec<Rect>,
    ) -> Vec<InsetMark> {
        places.sort_by_key(|(index, _)| *index);
        self.with_inset = (0..self.foreseen.len()).map(|i| places.iter().any(|p| p.0 == i)).collect();
        if places.is_empty() {
            return Vec::new();
        }
        let mut obstacles = self.rough_obstacles(frame, layers);
        taken.iter().for_each(|rect| obstacles.add(*rect));
        let frames: Vec<(usize, MapFrame)> =
            places.iter().map(|&(i, rect)| (i, inset::frame(&self.input.insets[i], rect))).collect();
        let marks = self.inset_marks(&frames, frame, &mut obstacles);
        taken.extend(marks.iter().map(|m| m.badge));
        marks
    }

    /// The insets in their places, drawn with the main map's scale of symbols.
    pub(super) fn insets(&mut self, places: &[(usize, Rect)], main: OfMainMap) -> Vec<Inset> {
        let figure = Figure {
            callouts: Vec::new(),
            rings: Vec::new(),
            labels: Vec::new(),
            places_beyond: false,
            ..self.input.figure.clone()
        };
        let mut insets = Vec::new();
        for &(index, rect) in places {
            let input = &self.input.insets[index];
            let letter = self.set.language.inset_letters[index];
            let frame = inset::frame(input, rect);
            let scale_denominator = frame.scale_denominator();
            let heading = inset::heading(rect, letter, input.title.as_deref(), self.set);
            let relief = self.relief(&frame);
            let of_map = MapInput {
                figure: &figure,
                distances: &[],
                callouts: Vec::new(),
                annotations: Vec::new(),
                by_number: Vec::new(),
                taken: vec![heading.bounds()],
                inset: Some(main),
                ..self.map_input(self.layers_of_inset(&frame.visible, scale_denominator), Vec::new())
            };
            let map = map_panel(frame, of_map, self.set);
            if map.scale_bar.is_none() {
                self.left_out.push(format!("scale bar of inset {letter}: no room"));
            }
            insets.push(Inset { index, letter, extent: input.extent, heading, map, relief });
        }
        insets
    }
}

/// Places for a letter around an outline and, last, within it; all in the frame.
fn letter_places(outline: &[Point], frame: Rect) -> Vec<(Point, f64)> {
    let first = outline.first().copied().unwrap_or_default();
    let b = outline.iter().fold(Rect::from_points(first, first), |b, p| b.union_pt(*p));
    let s = BADGE_PT;
    let beside = [
        (b.x0, b.y0 - s),
        (b.x1 - s, b.y0 - s),
        (b.x0, b.y1),
        (b.x1 - s, b.y1),
        (b.x0 - s, b.y0),
        (b.x1, b.y0),
        (b.x0, b.y0),
        (b.x1 - s, b.y1 - s),
    ];
    // An outline that lies askew has its letters off its corners, of which it has four.
    let away = |corner: Point| {
        let out = corner - b.center();
        corner + out / out.hypot().max(1e-9) * (s * 0.72) - Vec2::new(s / 2.0, s / 2.0)
    };
    let askew = outline.len() >= 8 && !is_level(outline);
    let corners: Vec<Point> = match askew {
        true => outline.iter().step_by(outline.len() / 4).map(|p| away(*p)).collect(),
        false => beside.into_iter().map(Point::from).collect(),
    };
    let inner = frame.inset(-1.0);
    let within = |p: &Point| inner.contains(*p) && inner.contains(*p + Vec2::new(s, s));
    corners.into_iter().filter(within).enumerate().map(|(i, p)| (p, i as f64 * 0.5)).collect()
}

/// Is the upper side of an outline level, but for the bow of another projection?
fn is_level(outline: &[Point]) -> bool {
    let side = outline[outline.len() / 4] - outline[0];
    side.y.abs() < 0.12 * side.x.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(corners: [(f64, f64); 4]) -> Vec<Point> {
        let at = |i: usize| Point::from(corners[i % 4]);
        (0..4).flat_map(|i| (0..8).map(move |k| at(i).lerp(at(i + 1), f64::from(k) / 8.0))).collect()
    }

    #[test]
    fn letters_stand_beside_their_frames() {
        let page = Rect::new(0.0, 0.0, 400.0, 300.0);
        let level = outline([(100.0, 100.0), (200.0, 100.0), (200.0, 160.0), (100.0, 160.0)]);
        assert_eq!(letter_places(&level, page)[0].0, Point::new(100.0, 100.0 - BADGE_PT));
        let askew = outline([(150.0, 100.0), (200.0, 150.0), (150.0, 200.0), (100.0, 150.0)]);
        let places = letter_places(&askew, page);
        assert_eq!(places.len(), 4);
        for (corner, _) in places {
            let badge = Rect::from_origin_size(corner, (BADGE_PT, BADGE_PT));
            let near = askew.iter().map(|p| (*p - badge.center()).hypot()).fold(f64::INFINITY, f64::min);
            assert!((0.5 * BADGE_PT..BADGE_PT).contains(&near), "{near}");
        }
        // At the edge of the map only what lies in it.
        let edge = outline([(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (0.0, 50.0)]);
        assert!(letter_places(&edge, page).iter().all(|(p, _)| p.x > 0.0 && p.y > 0.0));
    }
}
