//! What a map must show: as given, else the incidents (or the layers) with room around them.

use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::Incident;
use crate::diagnostic::Diagnostic;
use crate::geographic::{Extent, LonLat};
use crate::layout::UserLayer;
use crate::layout::map::symbols::{Placement, placement};
use crate::spec::Figure;

/// Places that a frame should show for an incident.
pub(super) fn places_of(incident: &Incident, catalogue: &Catalogue) -> Vec<LonLat> {
    let corners = |g: &geo::Geometry<f64>| geometry::polygons(g).into_iter().flatten().flatten().collect::<Vec<_>>();
    match placement(incident) {
        Placement::Point { place, uncertainty_m } => match uncertainty_m {
            Some(m) if m > 0.0 => crate::spatial::geodesic_circle(place, m, 8),
            _ => vec![place],
        },
        Placement::Sector { vertex, .. } => vec![vertex],
        Placement::Area(area) => corners(&geo::Geometry::MultiPolygon(area)),
        Placement::Named(name) => catalogue.admin1_area(&name).map(|f| corners(&f.geometry)).unwrap_or_default(),
        Placement::None => Vec::new(),
    }
}

/// What the map must show: as given, else the incidents and the feet of measured lines (or the layers) with room around.
pub(super) fn extent(
    figure: &Figure,
    incidents: &[Incident],
    feet: &[LonLat],
    layers: &[UserLayer],
    catalogue: &Catalogue,
) -> Result<Extent, Vec<Diagnostic>> {
    if let Some(spec) = figure.extent {
        return Ok(spec.extent());
    }
    let mut places: Vec<LonLat> = incidents.iter().flat_map(|i| places_of(i, catalogue)).collect();
    // A measured line is shown with both of its ends.
    places.extend(feet);
    if places.is_empty() {
        for feature in layers.iter().flat_map(|l| &l.layer.features) {
            let b = feature.bounds;
            places.extend([LonLat::new(b.west_deg, b.south_deg), LonLat::new(b.east_deg, b.north_deg)]);
        }
    }
    let Some(tight) = Extent::around(places) else {
        let fault = Diagnostic::error("layout::nothing-to-show", "there is nothing to show: no incident and no layer");
        return Err(vec![fault.help("give a file of incidents, --layer or --extent")]);
    };
    // An eighth of the size on every side, and never less than about 12 km across: one point still gets its surroundings.
    let lat = tight.center().lat_deg.clamp(-85.0, 85.0);
    let cos = libm::cos(lat.to_radians()).max(0.05);
    let (width, height) = (tight.width_deg() * cos, tight.height_deg());
    let across = width.max(height).max(0.16);
    let (dx, dy) =
        ((across * 0.14 + (across - width).max(0.0) * 0.25) / cos, across * 0.14 + (across - height).max(0.0) * 0.25);
    // What is spread so far is seen best on the whole world; around a pole the box of longitudes is wide on any map.
    let circumpolar = tight.south_deg > 30.0 || tight.north_deg < -30.0;
    if tight.width_deg() + 2.0 * dx > 200.0 && !circumpolar {
        return Ok(Extent::WORLD);
    }
    if tight.width_deg() + 2.0 * dx > 300.0 {
        return Ok(Extent {
            west_deg: -180.0,
            east_deg: 180.0,
            south_deg: (tight.south_deg - dy).max(-90.0),
            north_deg: (tight.north_deg + dy).min(90.0),
        });
    }
    let west = tight.west_deg - dx;
    let turned = crate::geographic::normalize_lon_deg(west);
    Ok(Extent {
        west_deg: turned,
        east_deg: turned + tight.width_deg() + 2.0 * dx,
        south_deg: (tight.south_deg - dy).max(-90.0),
        north_deg: (tight.north_deg + dy).min(90.0),
    })
}
