//! What a map must show: as given, else the incidents (or the layers) with room around them.

use crate::data::borders::CountryName;
use crate::data::catalogue::Catalogue;
use crate::data::geometry;
use crate::data::incident::Incident;
use crate::diagnostic::Diagnostic;
use crate::geographic::{Extent, LonLat, normalize_lon_deg};
use crate::layout::UserLayer;
use crate::layout::map::symbols::{Placement, placement};
use crate::spatial::geodesic;
use crate::spec::{ExtentSpec, Figure};

/// Places that a frame should show for an incident.
pub(super) fn places_of(incident: &Incident, catalogue: &Catalogue) -> Vec<LonLat> {
    let corners = |g: &geo::Geometry<f64>| geometry::polygons(g).into_iter().flatten().flatten().collect::<Vec<_>>();
    match placement(incident) {
        Placement::Point { place, uncertainty_m } => match uncertainty_m {
            Some(m) if m > 0.0 => crate::spatial::geodesic_circle(place, m, 8),
            _ => vec![place],
        },
        Placement::Sector { vertex, .. } => vec![vertex],
        Placement::Area { geometry, .. } => corners(&geo::Geometry::MultiPolygon(geometry)),
        Placement::Named(name) => catalogue.admin1_area(&name).map(|f| corners(&f.geometry)).unwrap_or_default(),
        Placement::None => Vec::new(),
    }
}

/// Room on each side of incidents, in parts of their spread.
const ROOM_AROUND_INCIDENTS: f64 = 0.14;

/// What the map must show as single places, with the room on each side in parts of their spread: for a map whose frame is no box in
/// degrees. Of a box given in degrees its outline.
pub(super) fn places_shown(
    figure: &Figure,
    places: &[LonLat],
    layers: &[UserLayer],
    extent: &Extent,
    catalogue: &Catalogue,
) -> (Vec<LonLat>, f64) {
    let named = |name: &str| catalogue.country(name).or_else(|| catalogue.admin1_area(name));
    let incidents = || match places {
        [] => layers.iter().flat_map(|l| &l.layer.features).flat_map(|f| geometry::vertices(&f.geometry)).collect(),
        some => some.to_vec(),
    };
    match &figure.extent {
        None => (incidents(), ROOM_AROUND_INCIDENTS),
        Some(ExtentSpec::Fit(percent)) => (incidents(), percent / 100.0),
        Some(ExtentSpec::Named(name)) => {
            (named(name).map(|f| geometry::main_places(&f.geometry)).unwrap_or_default(), ROOM_AROUND_A_NAME)
        }
        Some(ExtentSpec::World | ExtentSpec::Box(_) | ExtentSpec::Around(_)) => (outline(extent), 0.0),
    }
}

/// A box's outline, dense enough for its parallels to be bows.
fn outline(extent: &Extent) -> Vec<LonLat> {
    let steps = 16;
    let shares = (0..=steps).map(|i| f64::from(i) / f64::from(steps));
    let lon = |t: f64| extent.west_deg + t * extent.width_deg();
    let lat = |t: f64| extent.south_deg + t * extent.height_deg();
    let sides = shares.flat_map(|t| {
        [(lon(t), extent.south_deg), (lon(t), extent.north_deg), (extent.west_deg, lat(t)), (extent.east_deg, lat(t))]
    });
    sides.map(|(lon, lat)| LonLat::new(lon, lat)).collect()
}

/// What the map must show: as given, else the places (or the layers) with room around.
pub(super) fn extent(
    figure: &Figure,
    mut places: Vec<LonLat>,
    layers: &[UserLayer],
    catalogue: &Catalogue,
) -> Result<Extent, Vec<Diagnostic>> {
    let fit = match &figure.extent {
        None => None,
        Some(ExtentSpec::Fit(percent)) => Some(percent / 100.0),
        Some(spec) => return given(spec, catalogue),
    };
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
    if let Some(share) = fit {
        return Ok(with_room(&tight, share));
    }
    // An eighth of the size on every side, and never less than about 12 km across: one point still gets its surroundings.
    let lat = tight.center().lat_deg.clamp(-85.0, 85.0);
    let cos = libm::cos(lat.to_radians()).max(0.05);
    let (width, height) = (tight.width_deg() * cos, tight.height_deg());
    let across = width.max(height).max(0.16);
    let (dx, dy) = (
        (across * ROOM_AROUND_INCIDENTS + (across - width).max(0.0) * 0.25) / cos,
        across * ROOM_AROUND_INCIDENTS + (across - height).max(0.0) * 0.25,
    );
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

/// Room around a country or division, in parts of its size.
const ROOM_AROUND_A_NAME: f64 = 0.05;

/// An extent that does not depend on the incidents.
fn given(spec: &ExtentSpec, catalogue: &Catalogue) -> Result<Extent, Vec<Diagnostic>> {
    match spec {
        ExtentSpec::World | ExtentSpec::Fit(_) => Ok(Extent::WORLD),
        ExtentSpec::Box([west, south, east, north]) => {
            let extent = Extent::new(*west, *south, *east, *north);
            let turn = normalize_lon_deg(extent.west_deg) - extent.west_deg;
            Ok(Extent { west_deg: extent.west_deg + turn, east_deg: extent.east_deg + turn, ..extent })
        }
        ExtentSpec::Around([lon, lat, km]) => Ok(around(LonLat::new(*lon, *lat), km * 1_000.0)),
        ExtentSpec::Named(name) => named(name, catalogue),
    }
}

/// The box around all within a distance; around a pole all longitudes.
fn around(center: LonLat, radius_m: f64) -> Extent {
    let circle = crate::spatial::geodesic_circle(center, radius_m, 180);
    let pole = |lat: f64| geodesic::inverse(center, LonLat::new(center.lon_deg, lat)).distance_m <= radius_m;
    let (south_pole, north_pole) = (pole(-90.0), pole(90.0));
    let tight = Extent::around(circle).unwrap_or(Extent::WORLD);
    let lat = |at_pole: bool, pole: f64, edge: f64| if at_pole { pole } else { edge };
    let extent = Extent {
        south_deg: lat(south_pole, -90.0, tight.south_deg),
        north_deg: lat(north_pole, 90.0, tight.north_deg),
        ..tight
    };
    if south_pole || north_pole { Extent { west_deg: -180.0, east_deg: 180.0, ..extent } } else { extent }
}

fn named(name: &str, catalogue: &Catalogue) -> Result<Extent, Vec<Diagnostic>> {
    let found = catalogue.country(name).or_else(|| catalogue.admin1_area(name));
    if let Some(extent) = found.and_then(|f| geometry::main_extent(&f.geometry)) {
        return Ok(with_room(&extent, ROOM_AROUND_A_NAME));
    }
    let fault = Diagnostic::error("spec::unknown-extent", format!("no country or division is called “{name}” here"));
    Err(vec![fault.help(CountryName::help(name))])
}

/// An extent with a share of its greater side free on each side, never less than about 2 km.
fn with_room(tight: &Extent, share: f64) -> Extent {
    let cos = libm::cos(tight.center().lat_deg.clamp(-85.0, 85.0).to_radians());
    let room = ((tight.width_deg() * cos).max(tight.height_deg()) * share).max(0.02);
    let width = (tight.width_deg() + 2.0 * room / cos).min(360.0);
    let west = normalize_lon_deg(tight.center().lon_deg - width / 2.0);
    Extent {
        west_deg: west,
        east_deg: west + width,
        south_deg: (tight.south_deg - room).max(-90.0),
        north_deg: (tight.north_deg + room).min(90.0),
    }
}
