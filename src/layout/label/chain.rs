//! A turned or bent text as a chain of small upright boxes: its one box would take far too much room.

use super::PlacedLine;
use crate::text::{Baseline, bent_point};
use kurbo::{Point, Rect};

/// Length of text that a box of a chain covers, as a share of the height of the ink.
const LINK: f64 = 0.5;

impl PlacedLine {
    /// A line along a curve; its text begins `from_pt` along it.
    pub fn along(line: crate::text::ShapedLine, curve: &Baseline, from_pt: f64) -> Option<Self> {
        // Knots a letter apart follow every curve that letters can be read on, and lose nothing when they are rounded.
        let step = line.ink.height().max(3.0);
        let curve = curve.part(from_pt, from_pt + line.width_pt.max(1.0), step)?;
        let start = curve.at(0.0);
        Some(Self { line, origin: start.point, angle_deg: start.angle_deg(), halo: None, curve: Some(curve) })
    }

    /// Upright boxes that cover the ink: one for a text that is upright itself.
    pub fn chain(&self) -> Vec<Rect> {
        let ink = self.line.ink;
        if self.curve.is_none() && self.angle_deg == 0.0 {
            return vec![ink + self.origin.to_vec2()];
        }
        let links = ((ink.width() / (LINK * ink.height()).max(0.5)) as usize + 1).min(400);
        let x = |i: usize| ink.x0 + ink.width() * i as f64 / links as f64;
        (0..links).map(|i| self.link(Rect::new(x(i), ink.y0, x(i + 1), ink.y1))).collect()
    }

    /// The upright box around a stretch of the straight line where it stands.
    fn link(&self, stretch: Rect) -> Rect {
        let Some(curve) = &self.curve else { return self.placement().transform_rect_bbox(stretch) };
        let corners = [
            Point::new(stretch.x0, stretch.y0),
            Point::new(stretch.x1, stretch.y0),
            Point::new(stretch.x0, stretch.y1),
            Point::new(stretch.x1, stretch.y1),
        ];
        let corners = corners.map(|p| bent_point(curve, p));
        corners.iter().fold(Rect::from_points(corners[0], corners[3]), |b, p| b.union_pt(*p))
    }
}
