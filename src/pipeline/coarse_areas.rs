//! Sensitive places told by an area alone: their country, their first-level division, or an area of the user's file.
//!
//! A point becomes the whole area that holds it. A place in none (at sea, in a gap of the file) goes to the nearest area within 10 km, since built-in areas are
//! simplified along the shore; farther out it becomes a cell of 100 km. A direction becomes a place that is not told: where it points to may lie in another area.

use super::read;
use crate::aggregate::areas::index_of;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::{ClaimedPlace, NamedArea};
use crate::data::layer::LayerFeature;
use crate::diagnostic::Diagnostic;
use crate::geographic::LonLat;
use crate::spatial::{AreaIndex, CoarseGrid, geodesic, polygon_contains};
use crate::spec::PrecisionSpec;
use geo::InteriorPoint;
use std::collections::BTreeSet;
use std::path::Path;

/// Cells of places that no area is near to, metres.
const BESIDE_M: f64 = 100_000.0;
/// Where an area is looked for around a place in none, metres, nearest first; and in how many directions.
const NEAR_M: [f64; 5] = [500.0, 1_000.0, 2_500.0, 5_000.0, 10_000.0];
const DIRECTIONS: u32 = 24;

/// Areas that places are told by.
#[derive(Debug, Clone)]
pub(super) struct CoarseAreas {
    features: Vec<LayerFeature>,
    index: AreaIndex,
    /// A place inside each, which stands for all of it where one point is needed.
    inside: Vec<Option<LonLat>>,
    beside: CoarseGrid,
    /// Divisions would tell more than was asked for.
    countries: bool,
}

impl CoarseAreas {
    /// The areas that a figure names; `None`: it wants cells.
    ///
    /// # Errors
    /// The file of areas can't be read, or holds none.
    pub fn of(
        wanted: &PrecisionSpec,
        root: &Path,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Self>, Vec<Diagnostic>> {
        let features = match wanted {
            PrecisionSpec::Cells { .. } => return Ok(None),
            PrecisionSpec::Country => Catalogue::builtin().countries().features.clone(),
            PrecisionSpec::Admin1 => Catalogue::divisions().features.clone(),
            PrecisionSpec::Areas(file) => read::area_features(file, root, None, warnings)?,
        };
        let inside = |f: &LayerFeature| {
            let largest =
                geometry::parts(&f.geometry).into_iter().max_by(|a, b| extent_of(a).total_cmp(&extent_of(b)))?;
            largest.interior_point().map(|p| LonLat::new(p.x(), p.y()))
        };
        Ok(Some(Self {
            index: index_of(&features),
            inside: features.iter().map(inside).collect(),
            features,
            beside: CoarseGrid::new(BESIDE_M),
            countries: *wanted == PrecisionSpec::Country,
        }))
    }

    /// The area of a place, or the nearest within 10 km.
    fn area_of(&self, place: LonLat) -> Option<usize> {
        self.index.area_of(place).or_else(|| {
            let around = NEAR_M.into_iter().flat_map(|m| (0..DIRECTIONS).map(move |i| (m, i)));
            let mut areas = around.filter_map(|(m, i)| {
                let azimuth_deg = 360.0 * f64::from(i) / f64::from(DIRECTIONS);
                self.index.area_of(geodesic::direct(place, azimuth_deg, m))
            });
            areas.next()
        })
    }

    /// One point that stands for a place's area.
    pub fn point(&self, place: LonLat) -> LonLat {
        let inside = self.area_of(place).and_then(|area| self.inside[area]);
        inside.unwrap_or_else(|| self.beside.coarse(place))
    }

    /// A claimed place as the areas that it lies in, with the reach of what stands for it where that is a point.
    pub fn claimed(&self, place: &ClaimedPlace) -> (ClaimedPlace, Option<f64>) {
        match place {
            ClaimedPlace::Point(place) => match self.area_of(*place) {
                Some(area) => (self.areas(&BTreeSet::from([area])), None),
                None => (ClaimedPlace::Point(self.beside.coarse(*place)), Some(self.beside.radius_m(*place))),
            },
            ClaimedPlace::Area { geometry, .. } => self.shape(&geo::Geometry::MultiPolygon(geometry.clone())),
            ClaimedPlace::Shape(geometry) => self.shape(geometry),
            ClaimedPlace::NamedArea(area) => (self.named(area), None),
            ClaimedPlace::Sector { .. } | ClaimedPlace::Unlocated => (ClaimedPlace::Unlocated, None),
        }
    }

    /// All areas that hold a corner of a shape, or lie in it.
    fn shape(&self, geometry: &geo::Geometry<f64>) -> (ClaimedPlace, Option<f64>) {
        let polygons = geometry::polygons(geometry);
        let corners = polygons.iter().flatten().flatten().copied();
        let corners = corners.chain(geometry::lines(geometry).into_iter().flatten()).chain(geometry::points(geometry));
        let mut areas: BTreeSet<usize> = corners.filter_map(|place| self.area_of(place)).collect();
        let holds =
            |place: &Option<LonLat>| place.is_some_and(|p| polygons.iter().any(|rings| polygon_contains(rings, p)));
        areas.extend(self.inside.iter().enumerate().filter(|(_, place)| holds(place)).map(|(area, _)| area));
        (if areas.is_empty() { ClaimedPlace::Unlocated } else { self.areas(&areas) }, None)
    }

    /// A division by name is told by its country, if no more is to be told.
    fn named(&self, area: &NamedArea) -> ClaimedPlace {
        let is_country = ["countries", "country", "admin0"].contains(&area.layer.as_str());
        if !self.countries
            && !is_country
            && let Some(same) = self.features.iter().position(|f| f.name.as_deref() == Some(area.name.as_str()))
        {
            return self.areas(&BTreeSet::from([same]));
        }
        if !self.countries || is_country {
            return ClaimedPlace::NamedArea(NamedArea { part: None, ..area.clone() });
        }
        let Some(division) = Catalogue::builtin().admin1_area(&area.name) else { return ClaimedPlace::Unlocated };
        let owner = |f: &LayerFeature| f.countries.iter().any(|code| division.countries.contains(code));
        match self.features.iter().position(owner) {
            Some(country) => self.areas(&BTreeSet::from([country])),
            None => ClaimedPlace::Unlocated,
        }
    }

    fn areas(&self, areas: &BTreeSet<usize>) -> ClaimedPlace {
        let features = || areas.iter().map(|i| &self.features[*i]);
        let polygons = features().flat_map(|f| geometry::parts(&f.geometry)).cloned().collect();
        let names: Vec<&str> = features().filter_map(|f| f.name.as_deref()).collect();
        let name = (!names.is_empty()).then(|| names.join(", "));
        ClaimedPlace::Area { geometry: geo::MultiPolygon(polygons), name }
    }
}

/// Size of the box around a polygon: enough to tell the mainland from its islands.
fn extent_of(polygon: &geo::Polygon<f64>) -> f64 {
    let places = polygon.exterior().coords().map(|c| LonLat::new(c.x, c.y));
    crate::geographic::Extent::around(places).map_or(0.0, |e| (e.east_deg - e.west_deg) * (e.north_deg - e.south_deg))
}
