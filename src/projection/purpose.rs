//! What a map is for, where that decides its projection: to measure on it, to compare areas, to navigate.
//!
//! After Snyder (1987, pp. 33–35): distances are best from the middle of an azimuthal equidistant map; areas compare on an equal-area one, which for wide lands in
//! middle latitudes is Albers' cone and for others azimuthal; a course of constant bearing is straight on Mercator's map, and around a pole, where
//! that has no place, the stereographic keeps angles.

use super::Method;
use super::automatic::{Rule, centred, rule};
use super::spec::ProjectionSpec;
use crate::geographic::Extent;

/// What a map is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Distances from the middle are to scale.
    Measure,
    /// Areas can be compared.
    Areas,
    /// Bearings are angles on the map.
    Navigate,
}

impl Purpose {
    /// The purpose of a name: `measure`, `areas`, `navigate`.
    pub fn by_name(name: &str) -> Option<Self> {
        match name.trim().to_lowercase().as_str() {
            "measure" => Some(Self::Measure),
            "areas" => Some(Self::Areas),
            "navigate" => Some(Self::Navigate),
            _ => None,
        }
    }

    /// Why the map has its projection.
    pub fn in_words(self, extent: &Extent) -> &'static str {
        match (self, rule(extent)) {
            (Self::Measure, _) => {
                "to measure on: distances from the middle of the map are to scale (Snyder 1987, p. 33)"
            }
            (Self::Areas, _) => {
                "to compare areas: equal areas on the ground are equal on the map (Snyder 1987, pp. 33–35)"
            }
            (Self::Navigate, Rule::Polar) => {
                "to navigate: around a pole, where Mercator's map has no place, the stereographic keeps angles (Snyder 1987, p. 34)"
            }
            (Self::Navigate, _) => "to navigate: courses of constant bearing are straight lines (Snyder 1987, p. 33)",
        }
    }

    /// The projection of an extent for this purpose.
    pub(super) fn projection(self, extent: &Extent) -> ProjectionSpec {
        let method = match (self, rule(extent)) {
            (Self::Measure, _) => Method::AzimuthalEquidistant,
            (Self::Areas, Rule::World) => Method::EqualEarth,
            (Self::Areas, Rule::Wide) => Method::AlbersEqualArea,
            (Self::Areas, _) => Method::LambertAzimuthalEqualArea,
            (Self::Navigate, Rule::Polar) => Method::Stereographic,
            (Self::Navigate, _) => Method::Mercator,
        };
        centred(method, extent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::{MapProjection, explain};
    use geographiclib_rs::InverseGeodesic;

    #[test]
    fn each_purpose_has_the_projection_that_serves_it() {
        let ukraine = Extent::new(22.0, 44.0, 40.5, 52.5);
        let chile = Extent::new(-76.0, -56.0, -66.0, -17.0);
        let arctic = Extent::new(-180.0, 60.0, 180.0, 90.0);
        for (choice, extent, method) in [
            ("auto:areas", ukraine, Method::AlbersEqualArea),
            ("auto:areas", chile, Method::LambertAzimuthalEqualArea),
            ("auto:areas", Extent::WORLD, Method::EqualEarth),
            ("auto:measure", ukraine, Method::AzimuthalEquidistant),
            ("auto:navigate", ukraine, Method::Mercator),
            ("auto:navigate", arctic, Method::Stereographic),
        ] {
            let asked = choice.parse().unwrap();
            let chosen = MapProjection::choose(&asked, &extent).unwrap();
            assert_eq!(chosen.description().method, method, "{choice} {extent:?}");
            assert!(explain(&chosen, &asked, &extent).why.starts_with("to "), "{choice}");
        }
        assert!("auto:beauty".parse::<crate::projection::ProjectionChoice>().is_err());
    }

    /// From the middle of the map, to a place at its edge: on the map as on the ground.
    #[test]
    fn distances_from_the_middle_are_to_scale() {
        let extent = Extent::new(29.0, 31.0, 43.0, 39.0);
        let map = MapProjection::choose(&"auto:measure".parse().unwrap(), &extent).unwrap();
        let (middle, edge) = (extent.center(), crate::geographic::LonLat::new(43.0, 39.0));
        let (a, b) = (map.project(middle).unwrap(), map.project(edge).unwrap());
        let on_map = libm::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        let earth = geographiclib_rs::Geodesic::wgs84();
        let on_ground: f64 = earth.inverse(middle.lat_deg, middle.lon_deg, edge.lat_deg, edge.lon_deg);
        assert!((on_map / on_ground - 1.0).abs() < 1e-6, "{on_map} {on_ground}");
    }
}
