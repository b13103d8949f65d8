//! Pieces that found no room beside the map stand on it, in the corner where they hide least.

use super::Page;
use super::pieces::{Piece, PlacedPieces};
use crate::data::incident::Incident;
use crate::data::layer::{Layer, LayerRole};
use crate::geographic::LonLat;
use crate::layout::frame::MapFrame;
use crate::layout::label::{Obstacles, beside};
use crate::layout::map::room;
use crate::layout::map::symbols::{self, Placement, SizeScale};
use crate::layout::panel::PlacedPanel;
use crate::layout::panel::key::{self, KeyEntry, Sample};
use crate::spec::Spot;
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};
use std::sync::Arc;

/// Measured lines that furniture keeps off wholly; of more only as far as it can.
const FEW_DISTANCES: usize = 12;

impl Page<'_, '_, '_> {
    /// Panels that lie on the map stand in its corners, where they hide least. The boxes that are taken, and whether the key is not missing.
    pub(super) fn on_the_map(
        &mut self,
        placed: &mut PlacedPieces,
        frame: &MapFrame,
        layers: &[Arc<Layer>],
    ) -> (Vec<Rect>, bool) {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let mut obstacles = self.rough_obstacles(frame, layers);
        self.block_inset_places(frame, &mut obstacles);
        let (mut taken, mut has_key) = (Vec::new(), true);
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
            let is_key = matches!(piece, Piece::Key(_));
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
                    let whole = self.key_on_map(&entries, frame, order, &obstacles);
                    let key = whole.or_else(|| {
                        // What matters least in it is how large symbols are for round numbers.
                        let is_sizes = |e: &KeyEntry| matches!(e.sample, Sample::Sizes { .. });
                        let last_try = self.squeezed || self.grid.column.is_some();
                        let rest: Vec<KeyEntry> = entries.iter().filter(|e| !is_sizes(e)).cloned().collect();
                        let fewer = last_try && !rest.is_empty() && rest.len() < entries.len();
                        let key = fewer.then(|| self.key_on_map(&rest, frame, order, &obstacles)).flatten()?;
                        self.left_out.push("key: no room for the sizes of symbols on this page".to_owned());
                        Some(key)
                    });
                    key.map(|key| {
                        let rect = key.rect;
                        placed.panels.push(key);
                        rect
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
                None => {
                    has_key &= !is_key;
                    self.left_out.push(format!("{name}: no room on this page"));
                }
            }
        }
        (taken, has_key)
    }

    /// The key on a plate, in a corner of the map or else along one of its edges, where it hides least.
    fn key_on_map(
        &self,
        entries: &[KeyEntry],
        frame: &MapFrame,
        order: [room::Corner; 4],
        obstacles: &Obstacles,
    ) -> Option<PlacedPanel> {
        let padding = Vec2::new(mm(2.0), mm(1.6));
        [0.30, 0.36, 0.45].iter().find_map(|share| {
            let width = (frame.rect.width() * share).clamp(mm(24.0), mm(44.0));
            let key = key::key_on_map(entries, width, self.set).on_plate(padding);
            let size = Vec2::new(key.rect.width(), key.rect.height());
            if size.y > frame.rect.height() * 0.72 || size.x * size.y > frame.rect.area() * 0.3 {
                return None;
            }
            let corners = room::corners(frame.rect, size, 0.0, order);
            let rect = room::cheapest(size, corners, obstacles)
                .or_else(|| room::cheapest(size, room::edges(frame.rect, size, 5.0), obstacles))?;
            Some(key.at(rect.origin()))
        })
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
        self.rough_annotations(frame, &mut obstacles);
        let few = self.input.distances.len() <= FEW_DISTANCES;
        for distance in self.input.distances {
            if let (Some(a), Some(b)) = (frame.to_page(distance.from), frame.to_page(distance.foot)) {
                obstacles.add_line(&[a, b], 12.0);
                // Of a few every point counts, and what is written along it.
                let steps = ((b - a).hypot() / mm(1.5)) as usize;
                let along = (0..=steps).map(|i| a.lerp(b, i as f64 / steps.max(1) as f64));
                along.filter(|_| few).for_each(|at| obstacles.add(Rect::from_center_size(at, (mm(5.0), mm(5.0)))));
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

    /// What is drawn by hand, before it has its place.
    fn rough_annotations(&self, frame: &MapFrame, obstacles: &mut Obstacles) {
        let place = |spot: &Spot| match spot {
            Spot::Place([lon, lat]) => frame.to_page(LonLat::new(*lon, *lat)),
            Spot::Incident(id) => match symbols::placement(self.input.incidents.iter().find(|i| i.id == *id)?) {
                Placement::Point { place, .. } => frame.to_page(place),
                _ => None,
            },
        };
        for callout in &self.input.figure.callouts {
            let size = Vec2::new(mm(38.0), mm(12.0));
            let rect = match (callout.offset, callout.at, place(&Spot::Incident(callout.incident.clone()))) {
                (Some(offset), _, Some(at)) => beside(at, Vec2::new(mm(offset.right_mm), mm(offset.down_mm)), size),
                (None, Some([lon, lat]), _) => match frame.to_page(LonLat::new(lon, lat)) {
                    Some(at) => Rect::from_center_size(at, (size.x, size.y)),
                    None => continue,
                },
                _ => continue,
            };
            obstacles.add(rect);
        }
        for annotation in &self.input.figure.annotations {
            let spots: Vec<Point> = annotation.spots().into_iter().filter_map(|(_, spot)| place(spot)).collect();
            for pair in spots.windows(2) {
                let steps = ((pair[1] - pair[0]).hypot() / mm(3.0)) as usize;
                let along = (0..=steps).map(|i| pair[0].lerp(pair[1], i as f64 / steps.max(1) as f64));
                along.for_each(|at| obstacles.add(Rect::from_center_size(at, (mm(3.0), mm(3.0)))));
            }
            for at in spots {
                obstacles.add(Rect::from_center_size(at, (mm(3.5), mm(3.5))));
                obstacles.add_soft(Rect::from_center_size(at, (mm(40.0), mm(14.0))), 25.0);
            }
        }
    }
}
