//! Pieces that found no room beside the map stand on it, in the corner where they hide least.

use super::Page;
use super::pieces::{Piece, PlacedPieces};
use crate::data::incident::Incident;
use crate::data::layer::{Layer, LayerRole};
use crate::layout::frame::MapFrame;
use crate::layout::label::Obstacles;
use crate::layout::map::room;
use crate::layout::map::symbols::{self, Placement, SizeScale};
use crate::layout::panel::key;
use crate::units::mm;
use kurbo::{Rect, Vec2};
use std::sync::Arc;

impl Page<'_, '_, '_> {
    /// Panels that lie on the map stand in its corners, where they hide least.
    pub(super) fn on_the_map(
        &mut self,
        placed: &mut PlacedPieces,
        frame: &MapFrame,
        layers: &[Arc<Layer>],
    ) -> Vec<Rect> {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let mut obstacles = self.rough_obstacles(frame, layers);
        self.block_inset_places(frame, &mut obstacles);
        let mut taken = Vec::new();
        // Who asks for an inset wants it more than the locator, which needs less room.
        let mut pieces = std::mem::take(&mut placed.rest);
        pieces.sort_by_key(|piece| !matches!(piece, Piece::Inset(_)));
        let rtl = self.set.language.rtl;
        for piece in pieces {
            let name = match &piece {
                Piece::Locator(_) => "locator".to_owned(),
                Piece::Key(_) => "key".to_owned(),
                Piece::Names(_) => self.set.language.named_by_number.to_owned(),
                Piece::Panel(p) => p.name.clone(),
                Piece::Inset(index) => format!("inset {}", self.set.language.inset_letters[*index]),
            };
            let order = match (&piece, rtl) {
                (Piece::Locator(_), false) | (Piece::Key(_), true) => [LowerRight, UpperRight, UpperLeft, LowerLeft],
                _ => [LowerLeft, UpperLeft, UpperRight, LowerRight],
            };
            let spot = match piece {
                Piece::Locator(_) => {
                    let width = (frame.rect.width() * 0.25).clamp(mm(18.0), mm(34.0));
                    let size = Vec2::new(width, width * 0.78);
                    room::cheapest(size, room::corners(frame.rect, size, 0.0, order), &obstacles)
                        .inspect(|rect| placed.locator = Some(*rect))
                }
                Piece::Key(entries) => {
                    let padding = Vec2::new(mm(2.0), mm(1.6));
                    [0.30, 0.36, 0.45].iter().find_map(|share| {
                        let width = (frame.rect.width() * share).clamp(mm(24.0), mm(44.0));
                        let key = key::key(&entries, width, 1, self.set).on_plate(padding);
                        let size = Vec2::new(key.rect.width(), key.rect.height());
                        if size.y > frame.rect.height() * 0.72 || size.x * size.y > frame.rect.area() * 0.3 {
                            return None;
                        }
                        let rect = room::cheapest(size, room::corners(frame.rect, size, 0.0, order), &obstacles)?;
                        placed.panels.push(key.at(rect.origin()));
                        Some(rect)
                    })
                }
                Piece::Inset(index) => {
                    let spot = self.inset_on_map(index, frame, &obstacles);
                    spot.inspect(|rect| placed.insets.push((index, *rect)))
                }
                Piece::Panel(_) | Piece::Names(_) => None,
            };
            match spot {
                Some(rect) => {
                    obstacles.add(rect);
                    taken.push(rect);
                }
                None => self.left_out.push(format!("{name}: no room on this page")),
            }
        }
        taken
    }

    /// What the map's furniture should keep off before anything has its place: symbols, and softly towns and borders.
    pub(super) fn rough_obstacles(&self, frame: &MapFrame, layers: &[Arc<Layer>]) -> Obstacles {
        let mut obstacles = Obstacles::new(frame.rect);
        let all: Vec<&Incident> = self.input.incidents.iter().filter(|i| symbols::is_shown(i, frame)).collect();
        let scale = SizeScale::of(&all, frame, self.input.figure.symbols);
        for (i, incident) in self.input.incidents.iter().enumerate() {
            if let Placement::Point { place, .. } | Placement::Sector { vertex: place, .. } =
                symbols::placement(incident)
                && let Some(at) = frame.to_page(place)
            {
                let symbol = symbols::symbol(i, incident, at, scale, self.set.theme);
                obstacles.add(symbol.bounds().inset(mm(1.0)));
                obstacles.add_soft(Rect::from_center_size(at, (mm(40.0), mm(14.0))), 25.0);
            }
        }
        for distance in self.input.distances {
            if let (Some(a), Some(b)) = (frame.to_page(distance.from), frame.to_page(distance.foot)) {
                obstacles.add_line(&[a, b], 12.0);
            }
        }
        for layer in layers.iter().filter(|l| matches!(l.role, LayerRole::Border | LayerRole::Place)) {
            for feature in layer.features.iter().filter(|f| f.bounds.intersects(&frame.visible)) {
                for line in crate::data::geometry::lines(&feature.geometry) {
                    frame.line(&line).iter().for_each(|part| obstacles.add_line(part, 0.12));
                }
                for at in crate::data::geometry::points(&feature.geometry).into_iter().filter_map(|p| frame.to_page(p))
                {
                    let weight = 6.0 / f64::from(feature.rank + 1);
                    obstacles.add_soft(Rect::from_center_size(at, (mm(8.0), mm(4.0))), weight);
                }
            }
        }
        obstacles
    }
}
