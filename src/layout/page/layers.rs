//! The base map's layers near a frame. A page tries several frames before it settles: layers are read once, somewhat beyond the first frame, and
//! again only where another frame shows more.

use super::Page;
use crate::data::catalogue::Suiting;
use crate::data::layer::Layer;
use crate::geographic::{Extent, LonLat};
use std::sync::Arc;

/// Layers are read this much beyond what a frame shows on each side, so that the next frames find theirs.
const BEYOND: f64 = 0.25;

/// What was read last.
pub(super) struct Near {
    window: Extent,
    suiting: Suiting,
    layers: Vec<Arc<Layer>>,
}

impl Page<'_, '_, '_> {
    /// The layers that suit a frame; they may reach beyond what it shows.
    pub(super) fn layers(&self, visible: &Extent, scale_denominator: f64) -> Vec<Arc<Layer>> {
        if !self.input.figure.basemap {
            return Vec::new();
        }
        let suiting = self.input.catalogue.suiting(visible, scale_denominator);
        let mut near = self.near.borrow_mut();
        if let Some(near) = near.as_ref().filter(|near| near.suiting == suiting && holds(&near.window, visible)) {
            return near.layers.clone();
        }
        let window = beyond(visible);
        let layers = self.input.catalogue.read(&suiting, &window);
        let layers: Vec<Arc<Layer>> = layers.iter().map(|layer| self.input.view.seen(layer)).collect();
        *near = Some(Near { window, suiting, layers: layers.clone() });
        layers
    }
}

fn beyond(extent: &Extent) -> Extent {
    let (dx, dy) = (extent.width_deg() * BEYOND, extent.height_deg() * BEYOND);
    let (south_deg, north_deg) = ((extent.south_deg - dy).max(-90.0), (extent.north_deg + dy).min(90.0));
    if extent.width_deg() + 2.0 * dx >= 360.0 {
        return Extent { south_deg, north_deg, ..Extent::WORLD };
    }
    Extent { west_deg: extent.west_deg - dx, south_deg, east_deg: extent.east_deg + dx, north_deg }
}

/// Does a window hold all of an extent, whichever turn that is counted in?
fn holds(window: &Extent, extent: &Extent) -> bool {
    let corner = |lon_deg: f64, lat_deg: f64| window.contains(LonLat::new(lon_deg, lat_deg));
    let all_round = window.width_deg() >= 360.0;
    (all_round || extent.width_deg() <= window.width_deg())
        && corner(if all_round { 0.0 } else { extent.west_deg }, extent.south_deg)
        && corner(if all_round { 0.0 } else { extent.east_deg }, extent.north_deg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_holds_what_lies_in_it_in_any_turn() {
        let fiji = Extent::new(176.0, -20.0, -178.0, -15.0);
        assert!(holds(&beyond(&fiji), &fiji));
        assert!(holds(&beyond(&fiji), &Extent::new(-183.5, -19.0, -178.5, -16.0)));
        assert!(!holds(&fiji, &beyond(&fiji)));
        assert!(!holds(&fiji, &Extent::new(0.0, -19.0, 2.0, -16.0)));
        assert!(holds(&beyond(&Extent::WORLD), &fiji));
        let arctic = beyond(&Extent::new(-180.0, 60.0, 180.0, 90.0));
        assert!(holds(&arctic, &Extent::new(170.0, 55.0, 190.0, 90.0)));
        assert!(!holds(&arctic, &Extent::new(170.0, 45.0, 190.0, 90.0)));
    }
}
