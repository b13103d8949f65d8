//! Islands too small to be seen at the map's scale, as small rings: on a map of atolls an empty sea would be wrong.
//!
//! Only where they stand alone: near larger land, and on maps of the world, they would be dust. One ring stands for all within a few
//! points of it. Sizes are taken from boxes in degrees, so that nothing is projected but middles and corners.

use crate::data::geometry;
use crate::data::layer::LayerFeature;
use crate::geographic::LonLat;
use crate::layout::frame::MapFrame;
use geo::BoundingRect;
use kurbo::{Point, Rect};

/// An island whose longer side is less than this on the page can't be seen.
const UNSEEN_PT: f64 = 1.5;
/// A ring's radius.
pub const RADIUS_PT: f64 = 0.8;
/// Land that is larger than this keeps rings at `NEAR_PT` from the box around it.
const LAND_PT: f64 = 5.0;
const NEAR_PT: f64 = 12.0;
/// Rings keep this far from each other.
const APART_PT: f64 = 4.0;
/// Maps of smaller scales than 1 : this have none.
const LEAST_DENOMINATOR: f64 = 6.0e7;

/// Where the rings stand.
pub fn islets<'f>(frame: &MapFrame, features: impl Iterator<Item = &'f LayerFeature>) -> Vec<Point> {
    if frame.scale_denominator() > LEAST_DENOMINATOR {
        return Vec::new();
    }
    let seen = features.filter(|f| f.bounds.intersects(&frame.visible));
    let boxes = seen.flat_map(|f| geometry::parts(&f.geometry)).filter_map(|p| p.bounding_rect());
    let on_page = |b: geo::Rect<f64>| {
        let corners = [(b.min().x, b.min().y), (b.max().x, b.max().y), (b.min().x, b.max().y), (b.max().x, b.min().y)];
        let corners = corners.into_iter().filter_map(|(lon, lat)| frame.to_page(LonLat::new(lon, lat)));
        corners.map(|p| Rect::from_points(p, p)).reduce(|a, b| a.union(b))
    };
    marks(&boxes.filter_map(on_page).collect::<Vec<_>>(), &frame.rect)
}

/// Rings for boxes of land on the page.
fn marks(boxes: &[Rect], map: &Rect) -> Vec<Point> {
    let size = |b: &&Rect| b.width().max(b.height());
    let land: Vec<Rect> = boxes.iter().filter(|b| size(b) > LAND_PT).map(|b| b.inflate(NEAR_PT, NEAR_PT)).collect();
    let mut marks: Vec<Point> = Vec::new();
    for islet in boxes.iter().filter(|b| size(b) < UNSEEN_PT).map(Rect::center) {
        let alone = land.iter().all(|l| !l.contains(islet)) && marks.iter().all(|m| m.distance(islet) > APART_PT);
        if alone && map.inset(-RADIUS_PT).contains(islet) {
            marks.push(islet);
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islets_that_stand_alone_are_marked_once() {
        let dot = |x: f64, y: f64| Rect::new(x, y, x + 0.4, y + 0.4);
        let map = Rect::new(0.0, 0.0, 200.0, 200.0);
        let land = Rect::new(100.0, 100.0, 150.0, 150.0);
        let boxes = [dot(20.0, 20.0), dot(22.0, 20.0), dot(40.0, 20.0), dot(95.0, 120.0), land, dot(300.0, 20.0)];
        let found: Vec<f64> = marks(&boxes, &map).iter().map(|p| p.x).collect();
        assert_eq!(found, [20.2, 40.2], "one for two neighbours, none beside land or off the map");
        assert!(marks(&[Rect::new(20.0, 20.0, 23.0, 21.0)], &map).is_empty(), "what can be seen needs no ring");
    }
}
