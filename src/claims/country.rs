//! Which country a place lies in.
//!
//! Natural Earth's polygons say it first; near a border the side of the detailed line says it better. The detailed lines run
//! with one country on the left and the other on the right, so that a place a few metres off is told rightly. Where three countries meet,
//! the place lies in the wedge between two lines. Where a line ends in the open (a gap, the shore) it says nothing.
//!
//! Limits: codes are ISO's; Natural Earth draws who holds the ground. Where OpenStreetMap has another country over more than about 10 km, no
//! code is given and both are told. Off a shore that Natural Earth simplified, the land within 2 km counts.

use crate::data::borders::{Borders, CountryArea, DisputedArea, LandBorder, OSM_2017, OSM_2026};
use crate::geographic::{Extent, LonLat};
use crate::spatial::{BorderIndex, EdgeKind, Nearest, Side, geodesic, polygon_contains};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

/// Farther from the detailed line than this Natural Earth's polygon is believed, metres and degrees of latitude.
const NEAR_M: f64 = 11_000.0;
const NEAR_DEG: f64 = 0.1;
/// Ends of lines that lie closer than this are one place, metres.
const JOINT_M: f64 = 1.0;
/// Columns that an area's edges are sorted into.
const COLUMNS: usize = 256;

/// What is known of the country that a place lies in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lying {
    /// ISO 3166 alpha-3; `XKX` for Kosovo; `None`: at sea, no code, or disputed.
    pub country: Option<&'static str>,
    /// Two maps disagree: OpenStreetMap's country and Natural Earth's.
    pub disputed: Option<(String, Option<String>)>,
}

impl Lying {
    /// The countries whose borders may be meant.
    pub fn countries(&self) -> Vec<String> {
        match &self.disputed {
            Some((a, b)) => std::iter::once(a.clone()).chain(b.clone()).collect(),
            None => self.country.iter().map(|c| (*c).to_owned()).collect(),
        }
    }
}

/// The country of a place.
///
/// ```
/// use sitmap::{claims::country_at, geographic::LonLat};
/// assert_eq!(country_at(LonLat::new(36.2304, 49.9935)).country, Some("UKR"));
/// assert_eq!(country_at(LonLat::new(-30.0, 30.0)).country, None);
/// assert_eq!(country_at(LonLat::new(34.1, 45.0)).disputed.unwrap().0, "UKR");
/// ```
pub fn country_at(place: LonLat) -> Lying {
    if !(place.lon_deg.is_finite() && place.lat_deg.abs() <= 90.0) {
        return Lying::default();
    }
    let holds = |a: &&DisputedArea| a.bounds.contains(place) && polygon_contains(&a.rings, place);
    if let Some(area) = DisputedArea::all().iter().find(holds) {
        return Lying { country: None, disputed: Some((area.openstreetmap.clone(), area.natural_earth.clone())) };
    }
    let country = by_detailed_line(place).or_else(|| by_polygon(place)).or_else(|| off_shore(place));
    Lying { country, disputed: None }
}

/// The country of many places: asks once for a cell of a twentieth of a degree where no line comes near.
///
/// A cell counts as plain if no border crosses it, no polygon's edge and no disputed area comes into its box, and both maps have
/// one country at its middle: then the whole cell lies in that; or if no land and no border is near: then it is sea. In other cells every place is asked for. The answers are those of
/// [`country_at`], whatever was asked before.
///
/// ```
/// use sitmap::{claims::{CountryFinder, country_at}, geographic::LonLat};
/// let mut finder = CountryFinder::default();
/// for place in [LonLat::new(36.2304, 49.9935), LonLat::new(36.2401, 49.9935)] {
///     assert_eq!(finder.at(place), country_at(place));
/// }
/// ```
#[derive(Debug, Default)]
pub struct CountryFinder {
    plain: BTreeMap<Cell, Plain>,
}

/// A cell by its south-western corner, in twentieths of a degree.
type Cell = (i32, i32);
/// The country of a plain cell, `Some(None)` for the open sea; `None` for a cell that isn't plain.
type Plain = Option<Option<&'static str>>;

/// Cells in a degree.
const CELLS: f64 = 20.0;
/// So many cells are kept for all finders together.
const MOST_KEPT: usize = 300_000;

/// What a cell is, found once for all finders: those of many threads, each of some rows, ask for the same.
fn known(cell: Cell) -> Plain {
    static KNOWN: Mutex<BTreeMap<Cell, Plain>> = Mutex::new(BTreeMap::new());
    let lock = || KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = lock().get(&cell) {
        return *known;
    }
    // Two threads may find the same at once: they find the same thing.
    let found = plain(cell);
    let mut all = lock();
    if all.len() < MOST_KEPT {
        all.insert(cell, found);
    }
    found
}

impl CountryFinder {
    /// The country of a place.
    pub fn at(&mut self, place: LonLat) -> Lying {
        if !(place.lon_deg.is_finite() && place.lat_deg.abs() < 85.0) {
            return country_at(place);
        }
        let LonLat { lon_deg, lat_deg } = place.normalized();
        let cell = (libm::floor(lon_deg * CELLS) as i32, libm::floor(lat_deg * CELLS) as i32);
        match self.plain.entry(cell).or_insert_with(|| known(cell)) {
            Some(country) => Lying { country: *country, disputed: None },
            None => country_at(place),
        }
    }
}

/// Looks whether a cell is plain.
fn plain((x, y): Cell) -> Plain {
    let at = |n: i32| f64::from(n) / CELLS;
    let cell = Extent { west_deg: at(x), south_deg: at(y), east_deg: at(x + 1), north_deg: at(y + 1) };
    if DisputedArea::all().iter().any(|a| a.bounds.intersects(&cell)) {
        return None;
    }
    // Boxes beside 180° would have to be looked for on both of its sides.
    if cell.west_deg < -179.9 || cell.east_deg > 179.9 || edge_comes_into(&cell) {
        return None;
    }
    let middle = LonLat::new(0.5 * (cell.west_deg + cell.east_deg), 0.5 * (cell.south_deg + cell.north_deg));
    let corners = [(cell.west_deg, cell.south_deg), (cell.east_deg, cell.north_deg), (cell.east_deg, cell.south_deg)];
    let corner_m = |(lon, lat)| geodesic::inverse(middle, LonLat::new(lon, lat)).distance_m;
    let reach_m = corners.into_iter().map(corner_m).fold(0.0, f64::max);
    let nearest = |border: &LandBorder| index_of(border).map_or(0.0, |i| i.nearest(middle).distance_m);
    let nearest_m =
        Borders::builtin().near(middle, 2.0 * NEAR_DEG).into_iter().map(nearest).fold(f64::INFINITY, f64::min);
    if nearest_m <= reach_m + 1.0 {
        return None;
    }
    match country_at(middle).country {
        Some(country) => (by_polygon(middle) == Some(country)).then_some(Some(country)),
        None => {
            // 2 km off a shore still count as land, and so may the side of a line that ends at sea.
            let wide_deg = 0.03 / libm::cos(middle.lat_deg.to_radians());
            let around = Extent {
                west_deg: cell.west_deg - wide_deg,
                south_deg: cell.south_deg - 0.03,
                east_deg: cell.east_deg + wide_deg,
                north_deg: cell.north_deg + 0.03,
            };
            (nearest_m > NEAR_M + reach_m && !edge_comes_into(&around)).then_some(None)
        }
    }
}

/// May an edge of any area come into a box?
fn edge_comes_into(cell: &Extent) -> bool {
    let areas = CountryArea::all().iter().enumerate().filter(|(_, a)| a.bounds.intersects(cell));
    areas.into_iter().any(|(i, _)| columns_of(i).comes_into(cell))
}

/// Natural Earth's country. An area without a code, and the sea, are none.
fn by_polygon(place: LonLat) -> Option<&'static str> {
    let areas = areas_by_degree(place).iter().map(|&i| (i, &CountryArea::all()[i]));
    let mut near = areas.filter(|(_, a)| a.bounds.contains(place));
    near.find(|(i, _)| columns_of(*i).contains(place)).and_then(|(_, area)| area.country)
}

/// The areas, by their numbers in [`CountryArea::all`], whose boxes reach into the square degree of a place.
fn areas_by_degree(place: LonLat) -> &'static [usize] {
    static BY_DEGREE: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
        let mut squares = vec![Vec::new(); 360 * 180];
        for (i, area) in CountryArea::all().iter().enumerate() {
            let b = area.bounds;
            let (west, east) = (libm::floor(b.west_deg) as i64, libm::floor(b.east_deg) as i64);
            for lon in west..=east.min(west + 359) {
                for row in degree_row(b.south_deg)..=degree_row(b.north_deg) {
                    squares[row * 360 + lon.rem_euclid(360) as usize].push(i);
                }
            }
        }
        squares
    });
    let column = (libm::floor(place.lon_deg) as i64).rem_euclid(360) as usize;
    &BY_DEGREE[degree_row(place.lat_deg) * 360 + column]
}

/// Rows of square degrees, from the south pole.
fn degree_row(lat_deg: f64) -> usize {
    libm::floor(lat_deg + 90.0).clamp(0.0, 179.0) as usize
}

/// Eight directions east and north.
const AROUND: [(f64, f64); 8] = {
    const D: f64 = std::f64::consts::FRAC_1_SQRT_2;
    [(0.0, 1.0), (D, D), (1.0, 0.0), (D, -D), (0.0, -1.0), (-D, -D), (-1.0, 0.0), (-D, D)]
};
/// Metres in a degree of latitude, within 0.6 %: as near as "within 2 km" is meant.
const DEGREE_M: f64 = 111_200.0;

/// The country of all the land within 2 km, if it is one.
fn off_shore(place: LonLat) -> Option<&'static str> {
    let cos = libm::cos(place.lat_deg.to_radians()).max(1e-6);
    let around = [1_000.0, 2_000.0].into_iter().flat_map(|m| AROUND.map(|(east, north)| (east * m, north * m)));
    let at = |(east_m, north_m): (f64, f64)| {
        let lat_deg = (place.lat_deg + north_m / DEGREE_M).clamp(-90.0, 90.0);
        LonLat::new(place.lon_deg + (east_m / DEGREE_M / cos).clamp(-180.0, 180.0), lat_deg).normalized()
    };
    let mut found: Vec<&str> = around.filter_map(|offset| by_polygon(at(offset))).collect();
    found.sort_unstable();
    found.dedup();
    if found.len() == 1 { found.pop() } else { None }
}

/// The country on the side of the nearest detailed line.
fn by_detailed_line(place: LonLat) -> Option<&'static str> {
    let near: Vec<(&LandBorder, Arc<BorderIndex>)> =
        Borders::builtin().near(place, NEAR_DEG).into_iter().filter_map(|b| Some((b, index_of(b)?))).collect();
    let nearest = near.iter().map(|(border, index)| (*border, index.nearest(place)));
    let (border, nearest) = nearest.min_by(|a, b| a.1.distance_m.total_cmp(&b.1.distance_m))?;
    let part = &border.parts[nearest.line];
    if nearest.distance_m > NEAR_M || !(part.layer == &OSM_2017 || part.layer == &OSM_2026) {
        return None;
    }
    let at_end = [part.line.first()?, part.line.last()?]
        .into_iter()
        .any(|end| geodesic::inverse(*end, nearest.foot).distance_m < JOINT_M);
    if at_end {
        return by_wedge(place, &nearest, &near);
    }
    match nearest.side {
        Side::Left => Some(border.countries[0]),
        Side::Right => Some(border.countries[1]),
        Side::On => None,
    }
}

/// Where lines meet: the country between the line before the place and the line after it, clockwise around the joint.
fn by_wedge(place: LonLat, nearest: &Nearest, near: &[(&LandBorder, Arc<BorderIndex>)]) -> Option<&'static str> {
    let to_place = geodesic::inverse(nearest.foot, place);
    if to_place.distance_m < 1e-3 {
        return None;
    }
    // Each ray: its azimuth away from the joint, the country clockwise of it, the one anticlockwise.
    let mut rays: Vec<(f64, &str, &str)> = Vec::new();
    for (border, index) in near {
        let [left, right] = border.countries;
        for line in index.lines() {
            let joint = |p: LonLat| geodesic::inverse(p, nearest.foot).distance_m < JOINT_M;
            let away = |p: &LonLat| geodesic::inverse(nearest.foot, *p).azimuth_start_deg;
            if joint(line[0]) {
                rays.extend(line.iter().find(|p| !joint(**p)).map(|p| (away(p), right, left)));
            }
            if joint(line[line.len() - 1]) {
                rays.extend(line.iter().rev().find(|p| !joint(**p)).map(|p| (away(p), left, right)));
            }
        }
    }
    rays.sort_by(|a, b| a.0.total_cmp(&b.0));
    if rays.len() < 2 {
        return None;
    }
    let after = rays.iter().position(|r| r.0 >= to_place.azimuth_start_deg).unwrap_or(0);
    let before = (after + rays.len() - 1) % rays.len();
    (rays[before].1 == rays[after].2).then_some(rays[before].1)
}

/// The index of a border, made once.
fn index_of(border: &LandBorder) -> Option<Arc<BorderIndex>> {
    static MADE: Mutex<BTreeMap<[&str; 2], Arc<BorderIndex>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(index) = made.get(&border.countries) {
        return Some(Arc::clone(index));
    }
    let lines = border.parts.iter().map(|p| p.line.clone()).collect();
    let index = Arc::new(BorderIndex::new(lines, EdgeKind::Rfc7946).ok()?);
    made.insert(border.countries, Arc::clone(&index));
    Some(index)
}

/// The edges of an area by columns of longitude: a place needs only those of its column.
struct Columns {
    west: f64,
    width: f64,
    edges: Vec<Vec<[LonLat; 2]>>,
}

/// The columns of an area by its number in [`CountryArea::all`], made once.
fn columns_of(number: usize) -> &'static Columns {
    static MADE: LazyLock<Vec<OnceLock<Columns>>> =
        LazyLock::new(|| CountryArea::all().iter().map(|_| OnceLock::new()).collect());
    MADE[number].get_or_init(|| Columns::of(&CountryArea::all()[number]))
}

impl Columns {
    fn of(area: &CountryArea) -> Self {
        let (west, width) = (area.bounds.west_deg, area.bounds.width_deg() / COLUMNS as f64);
        let mut edges = vec![Vec::new(); COLUMNS];
        let column = |lon: f64| (((lon - west) / width).max(0.0) as usize).min(COLUMNS - 1);
        for ring in area.rings() {
            for (i, a) in ring.iter().enumerate() {
                let b = ring[(i + 1) % ring.len()];
                let (first, last) = (column(a.lon_deg.min(b.lon_deg)), column(a.lon_deg.max(b.lon_deg)));
                edges[first..=last].iter_mut().for_each(|c| c.push([*a, b]));
            }
        }
        Self { west, width, edges }
    }

    /// May an edge come into a box? By the boxes of the edges.
    fn comes_into(&self, cell: &Extent) -> bool {
        let column = |lon: f64| (((lon - self.west) / self.width).max(0.0) as usize).min(COLUMNS - 1);
        let into = |[a, b]: &[LonLat; 2]| {
            a.lon_deg.min(b.lon_deg) <= cell.east_deg
                && a.lon_deg.max(b.lon_deg) >= cell.west_deg
                && a.lat_deg.min(b.lat_deg) <= cell.north_deg
                && a.lat_deg.max(b.lat_deg) >= cell.south_deg
        };
        self.edges[column(cell.west_deg)..=column(cell.east_deg)].iter().flatten().any(into)
    }

    /// Inside an odd number of rings? Counts the edges north of the place; the western end of an edge counts, the eastern doesn't.
    fn contains(&self, place: LonLat) -> bool {
        let place = place.normalized();
        let column = (((place.lon_deg - self.west) / self.width).max(0.0) as usize).min(COLUMNS - 1);
        let above = |edge: &&[LonLat; 2]| {
            let [w, e] = if edge[0].lon_deg <= edge[1].lon_deg { **edge } else { [edge[1], edge[0]] };
            (w.lon_deg..e.lon_deg).contains(&place.lon_deg)
                && w.lat_deg + (place.lon_deg - w.lon_deg) / (e.lon_deg - w.lon_deg) * (e.lat_deg - w.lat_deg)
                    > place.lat_deg
        };
        self.edges[column].iter().filter(above).count() % 2 == 1
    }
}

#[cfg(test)]
#[path = "country_tests.rs"]
mod tests;
