//! The map frame: a rectangle of the page, a projection, and the similarity between projected metres and points.
//!
//! The extent asked for is kept whole; where its shape differs from the frame's, the frame shows more on two sides.

use crate::geographic::{Extent, LonLat};
use crate::projection::{MapPoint, MapProjection};
use crate::spatial::geodesic;
use kurbo::{Point, Rect};

/// A rectangle of the page that shows a part of the earth.
#[derive(Debug, Clone)]
pub struct MapFrame {
    /// Where it stands on the page.
    pub rect: Rect,
    /// How the earth is flattened.
    pub projection: MapProjection,
    /// Points of the page in a projected metre.
    pub pt_per_m: f64,
    /// Projected point at the middle of the frame.
    pub center: MapPoint,
    /// Longitudes and latitudes that can be seen, with a small margin.
    pub visible: Extent,
}

impl MapFrame {
    /// A frame that shows the whole extent.
    pub fn fit(rect: Rect, projection: MapProjection, extent: &Extent) -> Self {
        Self::fit_with_room(rect, projection, extent, 0.0)
    }

    /// The same with so many points around the extent, for what stands at its edge.
    pub fn fit_with_room(rect: Rect, projection: MapProjection, extent: &Extent, room_pt: f64) -> Self {
        let (min, max) = projection.bounds(extent);
        let (w, h) = ((max.x_m - min.x_m).max(1.0), (max.y_m - min.y_m).max(1.0));
        let pt_per_m = ((rect.width() - 2.0 * room_pt) / w).min((rect.height() - 2.0 * room_pt) / h);
        let half = (rect.width() / pt_per_m / 2.0, rect.height() / pt_per_m / 2.0);
        let mut center = MapPoint { x_m: (min.x_m + max.x_m) / 2.0, y_m: (min.y_m + max.y_m) / 2.0 };
        if let Some(edge) = projection.outline().filter(|_| projection.is_world()) {
            // Rather more of the world than of what lies beyond its edge.
            let within = |c: f64, half: f64, of: fn(&MapPoint) -> f64| {
                let (low, high) = edge.iter().map(of).fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
                if high - low > 2.0 * half { c.clamp(low + half, high - half) } else { c }
            };
            center =
                MapPoint { x_m: within(center.x_m, half.0, |p| p.x_m), y_m: within(center.y_m, half.1, |p| p.y_m) };
        }
        let visible = projection.visible_extent(
            MapPoint { x_m: center.x_m - half.0, y_m: center.y_m - half.1 },
            MapPoint { x_m: center.x_m + half.0, y_m: center.y_m + half.1 },
        );
        Self { rect, projection, pt_per_m, center, visible }
    }

    /// The edge of the world on the page, where the frame shows a part of it.
    pub fn world_edge(&self) -> Option<Vec<Point>> {
        let edge: Vec<Point> = self.projection.outline()?.into_iter().map(|p| self.map_to_page(p)).collect();
        edge.iter().any(|p| self.rect.contains(*p)).then_some(edge)
    }

    /// Does it show the whole world?
    pub fn is_whole_world(&self) -> bool {
        let room = self.rect.inflate(1.0, 1.0);
        self.projection.outline().is_some_and(|edge| edge.into_iter().all(|p| room.contains(self.map_to_page(p))))
    }

    /// A projected point on the page.
    pub fn map_to_page(&self, p: MapPoint) -> Point {
        let middle = self.rect.center();
        Point::new(
            middle.x + (p.x_m - self.center.x_m) * self.pt_per_m,
            middle.y - (p.y_m - self.center.y_m) * self.pt_per_m,
        )
    }

    /// A place on the page; `None` where the projection has none.
    pub fn to_page(&self, place: LonLat) -> Option<Point> {
        Some(self.map_to_page(self.projection.project(place)?))
    }

    /// Its lower left and upper right corner on the plane of the projection.
    pub fn map_corners(&self) -> (MapPoint, MapPoint) {
        let (dx, dy) = (self.rect.width() / 2.0 / self.pt_per_m, self.rect.height() / 2.0 / self.pt_per_m);
        let corner = |side: f64| MapPoint { x_m: self.center.x_m + side * dx, y_m: self.center.y_m + side * dy };
        (corner(-1.0), corner(1.0))
    }

    /// The place under a point of the page.
    pub fn to_place(&self, p: Point) -> Option<LonLat> {
        let middle = self.rect.center();
        self.projection.unproject(MapPoint {
            x_m: self.center.x_m + (p.x - middle.x) / self.pt_per_m,
            y_m: self.center.y_m - (p.y - middle.y) / self.pt_per_m,
        })
    }

    /// Its edge on another map's page, clockwise from the upper left corner.
    pub fn edge_on(&self, other: &MapFrame) -> Vec<Point> {
        let r = self.rect;
        let n = 8;
        let corners = [Point::new(r.x0, r.y0), Point::new(r.x1, r.y0), Point::new(r.x1, r.y1), Point::new(r.x0, r.y1)];
        let sides = (0..4).map(|i| (corners[i], corners[(i + 1) % 4]));
        let along = sides.flat_map(|(a, b)| (0..n).map(move |i| a.lerp(b, f64::from(i) / f64::from(n))));
        along.filter_map(|p| other.to_page(self.to_place(p)?)).collect()
    }

    /// `x_pt = a·x + b·y + c`, `y_pt = d·x + e·y + f` from projected metres.
    pub fn affine_pt(&self) -> [f64; 6] {
        let (k, middle) = (self.pt_per_m, self.rect.center());
        let (c, f) = (middle.x - k * self.center.x_m, middle.y + k * self.center.y_m);
        match self.projection.turn() {
            // Of the projection as PROJ has it: the turn belongs to the page.
            Some(turn) => {
                let (sin, cos) = turn.sin_cos();
                [k * cos, k * sin, c, k * sin, -k * cos, f]
            }
            None => [k, 0.0, c, 0.0, -k, f],
        }
    }

    /// Points of the page in a metre on the ground, at a place: geodesic, along the row.
    pub fn pt_per_ground_m(&self, at: Point) -> Option<f64> {
        let half = (self.rect.width() / 50.0).max(1.0);
        let west = self.to_place(Point::new(at.x - half, at.y))?;
        let east = self.to_place(Point::new(at.x + half, at.y))?;
        let ground_m = geodesic::inverse(west, east).distance_m;
        (ground_m > 0.0).then(|| 2.0 * half / ground_m)
    }

    /// Denominator of the representative fraction at the middle of the frame, as if metres on the map were metres on
    /// the ground there.
    pub fn scale_denominator(&self) -> f64 {
        let pt_per_m = self.pt_per_ground_m(self.rect.center()).unwrap_or(self.pt_per_m);
        (72.0 / 0.0254) / pt_per_m
    }

    /// Projected metres in a tenth of a point: what lines are resampled to.
    pub fn tolerance_m(&self) -> f64 {
        0.1 / self.pt_per_m
    }

    /// A line on the page: clipped to what is visible, resampled.
    pub fn line(&self, line: &[LonLat]) -> Vec<Vec<Point>> {
        self.page_parts(self.projection.line(line, &self.visible, self.tolerance_m()))
    }

    /// A polygon's rings on the page (even-odd): clipped, resampled, closed.
    pub fn polygon(&self, rings: &[Vec<LonLat>]) -> Vec<Vec<Point>> {
        self.page_parts(self.projection.polygon(rings, &self.visible, self.tolerance_m()))
    }

    /// A polygon's outline on the page: without edges along ±180°, a pole or the map's edge, where it was only cut.
    pub fn outline_of(&self, rings: &[Vec<LonLat>]) -> Vec<Vec<Point>> {
        self.page_parts(self.projection.outline_of(rings, &self.visible, self.tolerance_m()))
    }

    fn page_parts(&self, parts: Vec<Vec<MapPoint>>) -> Vec<Vec<Point>> {
        parts.into_iter().map(|part| part.into_iter().map(|p| self.map_to_page(p)).collect()).collect()
    }
}
