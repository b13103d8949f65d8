//! The locator: where in the world the map is, with the map's frame marked.
//!
//! It shows the country that holds the middle of the map (or the incidents), with room around; where the map is in no
//! country, or covers most of it, a box of about three times the map's size; on maps wider than 60° there is none.

use super::frame::MapFrame;
use super::label::{Anchor, LabelRequest, Obstacles, PlacedLabel, place};
use super::map::names::{self, Name};
use super::theme::TextRole;
use super::typesetter::{Typesetter, capitals};
use crate::data::layer::Layer;
use crate::geographic::{Extent, LonLat};
use crate::projection::{MapProjection, ProjectionChoice};
use crate::spatial::polygon_contains;
use kurbo::{Point, Rect, Vec2};
use std::borrow::Cow;

/// A small map with the frame of the main map marked.
#[derive(Debug)]
pub struct Locator<'a> {
    /// Its own frame.
    pub frame: MapFrame,
    /// Countries.
    pub countries: Cow<'a, Layer>,
    /// ISO code of the countries of interest.
    pub of_interest: Vec<String>,
    /// The main map's frame, on the locator's page: the box around it.
    pub marker: Rect,
    /// Its own outline, where the main map is turned and the outline is large enough to be seen.
    pub turned_marker: Option<Vec<Point>>,
    /// Names.
    pub labels: Vec<PlacedLabel>,
}

/// The extent that a locator shows, or `None` where none helps.
pub fn extent(map: &MapFrame, country: Option<Extent>) -> Option<Extent> {
    let (width, height) = (map.visible.width_deg(), map.visible.height_deg());
    if width > 60.0 || height > 60.0 {
        return None;
    }
    let middle = map.visible.center();
    let around = |w: f64, h: f64| {
        let (w, h) = (w.min(170.0), h.min(100.0));
        let south = (middle.lat_deg - h / 2.0).max(-88.0);
        let west = middle.lon_deg - w / 2.0;
        Extent { west_deg: west, east_deg: west + w, south_deg: south, north_deg: (south + h).min(88.0) }
    };
    match country {
        // Small maps of large countries would be an unreadable dot: then the surroundings serve better.
        Some(c) if c.width_deg() < 70.0 && c.width_deg() > width * 1.2 && c.height_deg() > height * 0.9 => {
            let (dx, dy) = ((c.width_deg() * 0.35).max(1.0), (c.height_deg() * 0.35).max(1.0));
            Some(Extent {
                west_deg: c.west_deg - dx,
                east_deg: c.east_deg + dx,
                south_deg: (c.south_deg - dy).max(-88.0),
                north_deg: (c.north_deg + dy).min(88.0),
            })
        }
        _ => Some(around((width * 3.6).clamp(8.0, 110.0), (height * 3.0).clamp(6.0, 75.0))),
    }
}

/// The same, grown until enough land is on it to be recognised; `None` where there is none for a long way.
pub fn extent_with_land(map: &MapFrame, country: Option<Extent>, countries: &Layer) -> Option<Extent> {
    let first = extent(map, country)?;
    let grown = |factor: f64| {
        let (w, h) = ((first.width_deg() * factor).min(170.0), (first.height_deg() * factor).min(100.0));
        let middle = first.center();
        let south = (middle.lat_deg - h / 2.0).clamp(-88.0, (88.0 - h).max(-88.0));
        let west = middle.lon_deg - w / 2.0;
        Extent { west_deg: west, east_deg: west + w, south_deg: south, north_deg: (south + h).min(88.0) }
    };
    [1.0, 1.6, 2.5, 4.0, 6.5, 10.0, 16.0, 26.0, 42.0]
        .into_iter()
        .map(|factor| if factor == 1.0 { first } else { grown(factor) })
        .find(|extent| land_share(extent, countries) > 0.08)
}

/// About which share of an extent is land, by a grid of points.
fn land_share(extent: &Extent, countries: &Layer) -> f64 {
    let near = countries.features.iter().filter(|f| f.bounds.intersects(extent));
    let polygons: Vec<Vec<Vec<LonLat>>> = near.flat_map(|f| crate::data::geometry::polygons(&f.geometry)).collect();
    let (columns, rows) = (16, 10);
    let at = |from: f64, size: f64, i: u32, of: u32| from + size * (f64::from(i) + 0.5) / f64::from(of);
    let points = (0..columns).flat_map(|x| (0..rows).map(move |y| (x, y)));
    let on_land = points.filter(|&(x, y)| {
        let lon = at(extent.west_deg, extent.width_deg(), x, columns);
        let place = LonLat::new(lon, at(extent.south_deg, extent.height_deg(), y, rows)).normalized();
        polygons.iter().any(|rings| polygon_contains(rings, place))
    });
    on_land.count() as f64 / f64::from(columns * rows)
}

/// Least side of the marker on the page.
const LEAST_MARKER_PT: f64 = 4.0;

/// Lays the locator out in `rect`.
pub fn locator<'a>(
    rect: Rect,
    shows: &Extent,
    map: &MapFrame,
    countries: Cow<'a, Layer>,
    of_interest: Vec<String>,
    lang: &str,
    set: &Typesetter,
) -> Option<Locator<'a>> {
    let projection = MapProjection::choose(&ProjectionChoice::Auto, shows).ok()?;
    let frame = MapFrame::fit(rect, projection, shows);
    let edge = map.edge_on(&frame);
    let marker = marker(&edge)?;
    let large = marker.width().min(marker.height()) > 2.0 * LEAST_MARKER_PT;
    let turned_marker = (map.projection.turn().is_some() && large).then_some(edge);
    let mut obstacles = Obstacles::new(rect);
    obstacles.add(marker.inset(1.0));
    let requests = country_names(&frame, &countries, &of_interest, lang, set);
    let labels = place(&requests, &mut obstacles, rect).into_iter().flatten().collect();
    Some(Locator { frame, countries, of_interest, marker, turned_marker, labels })
}

/// Box around the map's frame; grown where it would be too small to see.
fn marker(points: &[Point]) -> Option<Rect> {
    let first = *points.first()?;
    let bounds = points.iter().fold(Rect::from_points(first, first), |b, p| b.union_pt(*p));
    let grow = Vec2::new(
        (LEAST_MARKER_PT - bounds.width()).max(0.0) / 2.0,
        (LEAST_MARKER_PT - bounds.height()).max(0.0) / 2.0,
    );
    Some(bounds.inflate(grow.x, grow.y))
}

fn country_names(
    frame: &MapFrame,
    countries: &Layer,
    of_interest: &[String],
    lang: &str,
    set: &Typesetter,
) -> Vec<LabelRequest> {
    let mut requests = Vec::new();
    for country in countries.features.iter().filter(|f| f.bounds.intersects(&frame.visible)) {
        let main = country.countries.iter().any(|c| of_interest.contains(c));
        let Some(Name { first, .. }) = names::name(country.name.as_deref(), country.name_ar.as_deref(), lang, None)
        else {
            continue;
        };
        let rings: Vec<Vec<Point>> = crate::data::geometry::polygons(&country.geometry)
            .into_iter()
            .flat_map(|rings| frame.polygon(&rings))
            .collect();
        let seen = names::visible(frame.rect, &rings);
        if seen.share < 0.03 && !main {
            continue;
        }
        let role = if main { TextRole::LocatorMain } else { TextRole::LocatorCountry };
        let written = if set.language.rtl { first.clone() } else { capitals(&first, set.language) };
        let line = set.line(role, &written);
        let middles = seen.middles(line.ink.width() + 2.0, line.ink.height() + 2.0);
        let anchor = match (middles.is_empty(), main) {
            (false, _) => Anchor::Middles(middles),
            (true, true) => Anchor::Symbol { at: seen.any().unwrap_or(frame.rect.center()), radius_pt: 2.0 },
            (true, false) => continue,
        };
        let halo = Some((if main { set.theme.land_of_interest } else { set.theme.land_neighbour }, 0.8));
        let priority = if main { 10.0 } else { seen.share };
        requests.push(LabelRequest {
            id: first,
            lines: vec![line],
            leading_pt: 7.0,
            anchor,
            priority,
            leader: false,
            halo,
        });
    }
    // A locator names few countries: it orients, it doesn't teach.
    requests.sort_by(|a, b| b.priority.total_cmp(&a.priority).then_with(|| a.id.cmp(&b.id)));
    requests.truncate(5);
    requests
}
