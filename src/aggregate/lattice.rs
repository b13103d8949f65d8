//! A lattice of regular hexagons or squares on an equal-area plane, so that all cells are equal in area on the ellipsoid.
//!
//! # Method
//! Axial coordinates of hexagons that stand on a corner, and rounding in cube coordinates, which gives every point to exactly one
//! cell: A. Patel, *Hexagonal Grids* (2013–2025), <https://www.redblobgames.com/grids/hexagons/>. The plane is the map's own
//! projection where that keeps areas, else one of the same extent that does (`auto:areas`): a hexagon of the plane then has the same area on the
//! ground wherever it lies, √3/2 · width².
//!
//! # Why not cells of a global grid
//! H3's hexagons differ in area by a factor of two over the earth, S2's squares too; A5 keeps areas but has pentagons of five shapes. Their merit, ids that
//! are the same for everybody, is none for a figure, whose cells have to suit its scale and to look alike on its page.
//!
//! # Limits
//! Cells at the edge of a map of the world, or around a pole on a cone, are cut by that edge: they hold less ground, and fewer events, than others.

use crate::geographic::{Extent, LonLat};
use crate::projection::{MapPoint, MapProjection, ProjectionChoice, ProjectionError, Purpose};

/// Steps along two axes of the lattice: to the right, and to the lower right (60° apart) of hexagons, or down of squares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellId {
    /// Along the row.
    pub q: i32,
    /// Rows downwards.
    pub r: i32,
}

/// Outline of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellShape {
    /// Six corners, one of them up.
    Hexagon,
    /// Four corners, sides along the axes of the plane.
    Square,
}

/// A lattice of cells of one shape.
///
/// ```
/// use sitmap::aggregate::{CellLattice, CellShape};
/// use sitmap::geographic::{Extent, LonLat};
/// use sitmap::projection::{MapProjection, ProjectionChoice};
/// let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
/// let map = MapProjection::choose(&"tmerc".parse().unwrap(), &extent).unwrap();
/// let lattice = CellLattice::new(CellShape::Hexagon, &map, &extent, 10_000.0).unwrap();
/// let town = LonLat::new(36.5152, 36.1168);
/// let cell = lattice.cell(town).unwrap();
/// assert_eq!(lattice.cell(lattice.middle(cell).unwrap()), Some(cell));
/// assert!((lattice.area_m2() - 86_602_540.0).abs() < 1.0);
/// ```
#[derive(Debug, Clone)]
pub struct CellLattice {
    shape: CellShape,
    plane: MapProjection,
    is_the_maps: bool,
    width_m: f64,
}

const SQRT_3: f64 = 1.732_050_807_568_877_2;

impl CellLattice {
    /// The lattice for a map: `width_m` is the distance of two opposite sides, metres.
    ///
    /// # Errors
    /// The extent has no equal-area projection.
    pub fn new(shape: CellShape, map: &MapProjection, extent: &Extent, width_m: f64) -> Result<Self, ProjectionError> {
        let is_the_maps = map.keeps_areas_on_the_ellipsoid();
        let plane = if is_the_maps {
            map.clone()
        } else {
            MapProjection::choose(&ProjectionChoice::For(Purpose::Areas), extent)?
        };
        Ok(Self { shape, plane, is_the_maps, width_m })
    }

    /// Outline of its cells.
    pub fn shape(&self) -> CellShape {
        self.shape
    }

    /// Does it lie on the plane of the map itself, so that its hexagons are regular there too?
    pub fn is_on_the_maps_plane(&self) -> bool {
        self.is_the_maps
    }

    /// Distance of two opposite sides, metres.
    pub fn width_m(&self) -> f64 {
        self.width_m
    }

    /// Area of a cell on the ellipsoid, m². Held to geodesic polygons by a test (1e-6).
    pub fn area_m2(&self) -> f64 {
        let square = self.width_m * self.width_m;
        match self.shape {
            CellShape::Hexagon => SQRT_3 / 2.0 * square,
            CellShape::Square => square,
        }
    }

    /// Radius of a cell's corners.
    fn radius_m(&self) -> f64 {
        self.width_m / SQRT_3
    }

    /// The one cell that holds a place; `None` where the plane has no place for it.
    pub fn cell(&self, place: LonLat) -> Option<CellId> {
        Some(self.cell_at(self.plane.project(place)?))
    }

    /// The one cell that holds a point of the plane.
    pub fn cell_at(&self, point: MapPoint) -> CellId {
        if self.shape == CellShape::Square {
            let step = |m: f64| libm::floor(m / self.width_m) as i32;
            return CellId { q: step(point.x_m), r: -1 - step(point.y_m) };
        }
        let radius_m = self.radius_m();
        let (x, y) = (point.x_m / radius_m, -point.y_m / radius_m);
        let (q, r) = (SQRT_3 / 3.0 * x - y / 3.0, 2.0 / 3.0 * y);
        // The three cube coordinates add up to 0; the one that rounding moved most is made to fit.
        let s = -q - r;
        let (mut rq, mut rr, rs) = (libm::rint(q), libm::rint(r), libm::rint(s));
        let (dq, dr, ds) = ((rq - q).abs(), (rr - r).abs(), (rs - s).abs());
        if dq > dr && dq > ds {
            rq = -rr - rs;
        } else if dr > ds {
            rr = -rq - rs;
        }
        CellId { q: rq as i32, r: rr as i32 }
    }

    /// The middle of a cell on the plane.
    pub fn middle_at(&self, cell: CellId) -> MapPoint {
        if self.shape == CellShape::Square {
            let (column, row) = (f64::from(cell.q) + 0.5, -f64::from(cell.r) - 0.5);
            return MapPoint { x_m: column * self.width_m, y_m: row * self.width_m };
        }
        let radius_m = self.radius_m();
        let (q, r) = (f64::from(cell.q), f64::from(cell.r));
        MapPoint { x_m: radius_m * SQRT_3 * (q + r / 2.0), y_m: -radius_m * 1.5 * r }
    }

    /// The middle of a cell; `None` off the map.
    pub fn middle(&self, cell: CellId) -> Option<LonLat> {
        self.place_at(self.middle_at(cell))
    }

    /// The place under a point of the plane; `None` off the map.
    pub fn place_at(&self, point: MapPoint) -> Option<LonLat> {
        self.plane.unproject(point)
    }

    /// The corners of a cell on the plane, anticlockwise from the lower right.
    pub fn corners(&self, cell: CellId) -> Vec<MapPoint> {
        let (middle, radius_m) = (self.middle_at(cell), self.radius_m());
        let (half, side) = (self.width_m / 2.0, radius_m / 2.0);
        let hexagon = [(half, -side), (half, side), (0.0, radius_m), (-half, side), (-half, -side), (0.0, -radius_m)];
        let square = [(half, -half), (half, half), (-half, half), (-half, -half)];
        let corners: &[(f64, f64)] = if self.shape == CellShape::Hexagon { &hexagon } else { &square };
        corners.iter().map(|(dx, dy)| MapPoint { x_m: middle.x_m + dx, y_m: middle.y_m + dy }).collect()
    }

    /// A cell's outline on the ground, each side in so many steps; `None` where a part of it is off the map.
    pub fn outline(&self, cell: CellId, steps: u32) -> Option<Vec<LonLat>> {
        let corners = self.corners(cell);
        let mut outline = Vec::new();
        for (i, from) in corners.iter().enumerate() {
            let to = corners[(i + 1) % corners.len()];
            for step in 0..steps {
                let share = f64::from(step) / f64::from(steps);
                let point = MapPoint {
                    x_m: from.x_m + share * (to.x_m - from.x_m),
                    y_m: from.y_m + share * (to.y_m - from.y_m),
                };
                outline.push(self.plane.unproject(point)?);
            }
        }
        outline.push(*outline.first()?);
        Some(outline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lattice(map: &str, extent: Extent, width_m: f64) -> CellLattice {
        let map = MapProjection::choose(&map.parse().unwrap(), &extent).unwrap();
        CellLattice::new(CellShape::Hexagon, &map, &extent, width_m).unwrap()
    }

    #[test]
    fn cells_are_equal_on_the_ellipsoid() {
        // Independently of any projection: geodesic polygons after Karney (2013), sides in short steps.
        for (map, extent, width_m, places) in [
            ("auto:areas", Extent::new(35.0, 34.0, 38.0, 37.0), 5_000.0, [(35.2, 34.1), (36.5, 36.1), (37.9, 36.9)]),
            ("tmerc", Extent::new(35.0, 34.0, 38.0, 37.0), 5_000.0, [(35.2, 34.1), (36.5, 36.1), (37.9, 36.9)]),
            // Across 180°, around a pole, and the world.
            (
                "auto:areas",
                Extent::new(176.0, -20.0, -178.0, -15.0),
                10_000.0,
                [(179.99, -17.0), (-179.0, -16.0), (177.0, -19.0)],
            ),
            (
                "auto:areas",
                Extent::new(-180.0, 65.0, 180.0, 90.0),
                50_000.0,
                [(10.0, 89.9), (180.0, 70.0), (-100.0, 66.0)],
            ),
            ("auto:areas", Extent::WORLD, 200_000.0, [(10.0, 51.0), (-70.0, -40.0), (120.0, 75.0)]),
            ("merc", Extent::new(20.0, 40.0, 45.0, 60.0), 40_000.0, [(21.0, 41.0), (30.0, 50.0), (44.0, 59.0)]),
        ] {
            let lattice = lattice(map, extent, width_m);
            for (lon, lat) in places {
                let cell = lattice.cell(LonLat::new(lon, lat)).unwrap();
                let outline = lattice.outline(cell, 60).unwrap();
                let m2 = geodesic_area_m2(&outline);
                assert!((m2 / lattice.area_m2() - 1.0).abs() < 1e-6, "{map} {lon} {lat}: {m2} {}", lattice.area_m2());
            }
        }
    }

    fn geodesic_area_m2(ring: &[LonLat]) -> f64 {
        use geographiclib_rs::{Geodesic, PolygonArea, Winding};
        let wgs84 = Geodesic::wgs84();
        let mut polygon = PolygonArea::new(&wgs84, Winding::CounterClockwise);
        ring[1..].iter().for_each(|p| polygon.add_point(p.lat_deg, p.lon_deg));
        let (_, area, _) = polygon.compute(true);
        area.abs()
    }

    /// Is a point of the plane within the closed hexagon around a cell's middle?
    fn holds(lattice: &CellLattice, cell: CellId, point: MapPoint, slack_m: f64) -> bool {
        let corners = lattice.corners(cell);
        (0..6).all(|i| {
            let (a, b) = (corners[i], corners[(i + 1) % 6]);
            (b.x_m - a.x_m) * (point.y_m - a.y_m) - (b.y_m - a.y_m) * (point.x_m - a.x_m)
                >= -slack_m * lattice.radius_m()
        })
    }

    #[test]
    fn squares_are_equal_too() {
        let extent = Extent::new(35.0, 34.0, 38.0, 37.0);
        let map = MapProjection::choose(&"auto:areas".parse().unwrap(), &extent).unwrap();
        let lattice = CellLattice::new(CellShape::Square, &map, &extent, 5_000.0).unwrap();
        for (lon, lat) in [(35.2, 34.1), (36.5, 36.1), (37.9, 36.9)] {
            let cell = lattice.cell(LonLat::new(lon, lat)).unwrap();
            assert_eq!(lattice.cell_at(lattice.middle_at(cell)), cell);
            let m2 = geodesic_area_m2(&lattice.outline(cell, 60).unwrap());
            assert!((m2 / 25e6 - 1.0).abs() < 1e-6, "{m2}");
            let corners = lattice.corners(cell);
            let (least, most) = (corners[3], corners[1]);
            let at = lattice.plane.project(LonLat::new(lon, lat)).unwrap();
            assert!((least.x_m..most.x_m).contains(&at.x_m) && (least.y_m..most.y_m).contains(&at.y_m));
        }
    }

    proptest! {
        #[test]
        fn every_point_lies_in_the_one_cell_that_it_is_given(x in -1e6..1e6_f64, y in -1e6..1e6_f64, width in 10.0..1e5_f64) {
            let lattice = lattice("auto:areas", Extent::WORLD, width);
            let point = MapPoint { x_m: x, y_m: y };
            let cell = lattice.cell_at(point);
            prop_assert!(holds(&lattice, cell, point, 1e-6));
            // Within no neighbour, unless on the side that the two share.
            for (dq, dr) in [(1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1)] {
                let other = CellId { q: cell.q + dq, r: cell.r + dr };
                prop_assert!(!holds(&lattice, other, point, -1e-6));
            }
            prop_assert_eq!(lattice.cell_at(lattice.middle_at(cell)), cell);
        }
    }
}
