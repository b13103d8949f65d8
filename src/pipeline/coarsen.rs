//! Sensitive places made coarse before anything is measured, drawn or written.
//!
//! By cells: points become the middle of their cell, with an uncertainty that holds the whole cell; small areas become points that hold them; the corners of large ones become
//! coarse. By areas: [`super::coarse_areas`]. What else a location says in words goes, for it may tell the place. What is not touched: names, other texts, layers, and what the file's own columns say to `where`.

use super::coarse_areas::CoarseAreas;
use crate::data::events::PlaceMap;
use crate::data::geometry;
use crate::data::incident::{ClaimedPlace, Incident, LocationClaim};
use crate::diagnostic::Diagnostic;
use crate::geographic::{Extent, LonLat};
use crate::spatial::{CoarseGrid, geodesic};
use crate::spec::{Figure, PrecisionSpec};
use std::path::Path;

/// An area of more cells than this across keeps its shape.
const CELLS_ACROSS: f64 = 10.0;

/// How places are made coarse.
#[derive(Debug, Clone)]
pub(super) enum Coarsening {
    /// To cells of a grid.
    Cells(Cells),
    /// To areas.
    Areas(Box<CoarseAreas>),
}

impl Coarsening {
    /// As the figure wants it; `None`: it doesn't.
    ///
    /// # Errors
    /// The file of areas can't be read, or holds none.
    pub fn of(figure: &Figure, root: &Path, warnings: &mut Vec<Diagnostic>) -> Result<Option<Self>, Vec<Diagnostic>> {
        let Some(wanted) = &figure.publish_precision else { return Ok(None) };
        if let PrecisionSpec::Cells { km } = wanted {
            let cell_m = km * 1_000.0;
            return Ok(Some(Self::Cells(Cells { grid: CoarseGrid::new(cell_m), cell_m })));
        }
        let areas = CoarseAreas::of(wanted, root, warnings)?;
        Ok(areas.map(|areas| Self::Areas(Box::new(areas))))
    }

    /// Makes an incident's places coarse.
    pub fn incident(&self, incident: &mut Incident) {
        incident.locations.iter_mut().for_each(|claim| self.claim(claim));
        // Positions that statements are held against are no part of a figure.
        incident.statements.clear();
    }

    fn claim(&self, claim: &mut LocationClaim) {
        let (place, reach_m) = match self {
            Self::Cells(cells) => cells.claimed(&claim.place),
            Self::Areas(areas) => areas.claimed(&claim.place),
        };
        let uncertainty_m = reach_m.map_or(claim.uncertainty_m, |m| Some(claim.uncertainty_m.unwrap_or(0.0) + m));
        *claim = LocationClaim {
            uncertainty_m,
            said_by: claim.said_by.take(),
            source: claim.source.take(),
            paragraph: claim.paragraph,
            ..LocationClaim::of(place)
        };
    }
}

/// A grid to make places coarse to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    grid: CoarseGrid,
    cell_m: f64,
}

impl Cells {
    /// A claimed place, made coarse, and how far the true one may lie from the point that it has become.
    fn claimed(&self, place: &ClaimedPlace) -> (ClaimedPlace, Option<f64>) {
        match place {
            ClaimedPlace::Point(place) => {
                (ClaimedPlace::Point(self.grid.coarse(*place)), Some(self.grid.radius_m(*place)))
            }
            ClaimedPlace::Sector { vertex, from_deg, to_deg, radius_m, text } => {
                let vertex = self.grid.coarse(*vertex);
                let sector = ClaimedPlace::Sector {
                    vertex,
                    from_deg: *from_deg,
                    to_deg: *to_deg,
                    radius_m: *radius_m,
                    text: text.clone(),
                };
                (sector, Some(self.grid.radius_m(vertex)))
            }
            ClaimedPlace::Area { geometry, .. } => self.shape(&geo::Geometry::MultiPolygon(geometry.clone())),
            ClaimedPlace::Shape(geometry) => self.shape(geometry),
            ClaimedPlace::NamedArea(area) => (ClaimedPlace::NamedArea(area.clone()), None),
            ClaimedPlace::Unlocated => (ClaimedPlace::Unlocated, None),
        }
    }

    /// A small shape as a point that holds it; a large one with coarse corners.
    fn shape(&self, geometry: &geo::Geometry<f64>) -> (ClaimedPlace, Option<f64>) {
        let parts = geometry::polygons(geometry).into_iter().flatten();
        let vertices = parts.chain(geometry::lines(geometry)).flatten().chain(geometry::points(geometry));
        // Nothing but the cells of its vertices says where it is, and how large.
        let cells: Vec<(LonLat, f64)> = vertices.map(|v| (self.grid.coarse(v), self.grid.radius_m(v))).collect();
        let Some(extent) = Extent::around(cells.iter().map(|c| c.0)) else { return (ClaimedPlace::Unlocated, None) };
        let middle = self.grid.coarse(extent.center());
        let reach = |(cell, radius_m): &(LonLat, f64)| geodesic::inverse(middle, *cell).distance_m + radius_m;
        let reach_m = cells.iter().map(reach).fold(0.0, f64::max);
        if 2.0 * reach_m <= CELLS_ACROSS * self.cell_m {
            return (ClaimedPlace::Point(middle), Some(reach_m));
        }
        let ring = |ring: Vec<LonLat>| {
            let mut coarse: Vec<geo::Coord<f64>> = Vec::new();
            for place in ring.into_iter().map(|p| self.grid.coarse(p)) {
                let corner = geo::Coord { x: place.lon_deg, y: place.lat_deg };
                if coarse.last() != Some(&corner) {
                    coarse.push(corner);
                }
            }
            geo::LineString(coarse)
        };
        let polygons = geometry::polygons(geometry).into_iter().filter_map(|rings| {
            let mut rings = rings.into_iter().map(ring).filter(|r| r.0.len() > 3);
            Some(geo::Polygon::new(rings.next()?, rings.collect()))
        });
        let polygons: Vec<geo::Polygon<f64>> = polygons.collect();
        if polygons.is_empty() {
            // A long line: a disc would say nothing that the reader could use.
            return (ClaimedPlace::Unlocated, None);
        }
        (ClaimedPlace::Area { geometry: geo::MultiPolygon(polygons), name: None }, None)
    }
}

impl PlaceMap for Coarsening {
    fn place(&self, place: LonLat) -> LonLat {
        match self {
            Self::Cells(cells) => cells.grid.coarse(place),
            Self::Areas(areas) => areas.point(place),
        }
    }
}
