//! Incidents on the map: where each stands, in which shape and how large.
//!
//! The *area* of a symbol is the number of people killed (r = k·√n); the lowest claim is the filled core, the highest the ring around. A
//! number that nobody reports is a hollow symbol of fixed size, never nothing. A place known as an area only is no
//! point: it is hatched, and its symbol stands in the tray. Incidents at one place are fanned out around it.

use super::super::frame::MapFrame;
use super::super::theme::{HOLLOW_SYMBOL_PT, LEAST_SYMBOL_PT, Theme};
use crate::color::Color;
use crate::data::incident::{ClaimedPlace, Incident, Kind};
use crate::geographic::LonLat;
use crate::spec::{Pictogram, SymbolScale};
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Outline of a symbol; all of them have the area of a circle of the same radius. The theme says which kind has which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Also any incident where no kinds are given.
    Circle,
    /// A square on its corner.
    Diamond,
    /// Upright.
    Square,
    /// Pointing up.
    Triangle,
    /// Pointing down.
    TriangleDown,
    /// Corner up.
    Hexagon,
    /// Corner up.
    Pentagon,
    /// Upright cross of equal arms.
    Cross,
    /// The same, turned by 45°.
    Saltire,
}

/// Half the width of the arms of a cross, as a share of half its height.
const CROSS_ARM: f64 = 0.42;

impl Shape {
    /// Corners of the shape with the area of a circle of radius 1, from its middle, y down. Empty for the circle.
    pub fn corners(self) -> Vec<Vec2> {
        let (count, turn_deg): (u32, f64) = match self {
            Self::Circle => return Vec::new(),
            Self::Diamond => (4, 0.0),
            Self::Square => (4, 45.0),
            Self::Triangle => (3, 0.0),
            Self::TriangleDown => (3, 180.0),
            Self::Hexagon => (6, 0.0),
            Self::Pentagon => (5, 0.0),
            Self::Cross => return cross(0.0),
            Self::Saltire => return cross(45.0),
        };
        let n = f64::from(count);
        // Area of a regular polygon: n/2 · R² · sin(2π/n).
        let reach = libm::sqrt(std::f64::consts::TAU / (n * libm::sin(std::f64::consts::TAU / n)));
        (0..count)
            .map(|i| {
                let (sin, cos) = libm::sincos((360.0 / n * f64::from(i) + turn_deg).to_radians());
                Vec2::new(sin, -cos) * reach
            })
            .collect()
    }

    /// How far the shape reaches from its middle, for radius 1.
    pub fn reach(self) -> f64 {
        self.corners().iter().map(|c| c.hypot()).fold(1.0, f64::max)
    }
}

fn cross(turn_deg: f64) -> Vec<Vec2> {
    let a = CROSS_ARM;
    // Two bars of 2 × 2a that share a square.
    let size = libm::sqrt(std::f64::consts::PI / (8.0 * a - 4.0 * a * a));
    let (sin, cos) = libm::sincos(turn_deg.to_radians());
    let arm = [(-a, -1.0), (a, -1.0), (a, -a)];
    let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)];
    let turned = |(x, y): (f64, f64), (c, s): (f64, f64)| (x * c - y * s, x * s + y * c);
    let corners = quarters.into_iter().flat_map(|q| arm.map(|p| turned(turned(p, q), (cos, sin))));
    corners.map(|(x, y)| Vec2::new(x, y) * size).collect()
}

/// A point symbol.
#[derive(Debug, Clone)]
pub struct Symbol {
    /// Which of the figure's incidents.
    pub incident: usize,
    /// Its number in the table, from 1.
    pub number: Option<usize>,
    /// Middle.
    pub at: Point,
    /// Where it is claimed to be, if it had to be moved aside.
    pub moved_from: Option<Point>,
    /// Outline.
    pub shape: Shape,
    /// Colour of its kind.
    pub color: Color,
    /// Radius of the filled core (lowest claim).
    pub core_pt: Option<f64>,
    /// Radius of the ring (highest claim).
    pub ring_pt: Option<f64>,
    /// Radius of the hollow symbol (not reported).
    pub hollow_pt: Option<f64>,
    /// Is the attribution contested?
    pub contested: bool,
    /// The pictogram of its kind, on its core.
    pub pictogram: Option<Pictogram>,
}

/// A contested core without a ring has a dashed one so far around it.
pub const CONTESTED_RIM_PT: f64 = 1.4;

impl Symbol {
    /// Radius of the circle that it has the area of, core or ring, with the dashes around a core that is contested.
    pub fn radius_pt(&self) -> f64 {
        let drawn = [self.core_pt, self.ring_pt, self.hollow_pt].into_iter().flatten().fold(LEAST_SYMBOL_PT, f64::max);
        let dashed = self.contested && self.ring_pt.is_none() && self.core_pt.is_some();
        drawn + if dashed { CONTESTED_RIM_PT } else { 0.0 }
    }

    /// How far it reaches from its middle.
    pub fn reach_pt(&self) -> f64 {
        self.radius_pt() * self.shape.reach()
    }

    /// Box around it.
    pub fn bounds(&self) -> Rect {
        let (r, corners) = (self.radius_pt(), self.shape.corners());
        if corners.is_empty() {
            return Rect::from_center_size(self.at, (2.0 * r, 2.0 * r));
        }
        let start = Rect::from_points(self.at, self.at);
        corners.iter().fold(start, |rect, c| rect.union_pt(self.at + *c * r))
    }
}

/// Least and greatest radius of symbols that are all alike.
const PLAIN_PT: (f64, f64) = (mm(0.6), mm(1.25));

/// Width of the smallest symbols that many incidents are drawn with.
pub const fn least_symbol_width_pt() -> f64 {
    2.0 * PLAIN_PT.0
}

/// Radius of symbols that are all alike: where they crowd, small enough that three of four keep off their nearest
/// neighbour.
fn plain_radius_pt(at: &[Point]) -> f64 {
    let cell = 4.0 * PLAIN_PT.1;
    let key = |p: &Point| (libm::floor(p.x / cell) as i64, libm::floor(p.y / cell) as i64);
    let mut cells: BTreeMap<(i64, i64), Vec<Point>> = BTreeMap::new();
    at.iter().for_each(|p| cells.entry(key(p)).or_default().push(*p));
    // Those at one place are fanned out.
    let apart = |p: &Point, q: &Point| Some(p.distance(*q)).filter(|d| *d >= COINCIDENT_PT);
    let nearest = |p: &Point| {
        let (x, y) = key(p);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        // In a crowd the first hundred tell enough.
        let near = around.filter_map(|c| cells.get(&c)).flatten().take(100);
        near.filter_map(|q| apart(p, q)).fold(cell, f64::min)
    };
    let mut gaps: Vec<f64> = at.iter().map(nearest).collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 4).map_or(PLAIN_PT.1, |gap| (gap * 0.38).clamp(PLAIN_PT.0, PLAIN_PT.1))
}

/// A ring is drawn where it stands out of its core by this much.
const LEAST_RING_PT: f64 = 0.9;

/// Points of radius for each square root of a person killed.
#[derive(Debug, Clone, Copy)]
pub struct SizeScale {
    /// r = `pt_per_root`·√n.
    pub pt_per_root: f64,
    /// All symbols alike?
    pub plain: bool,
    /// Their radius then.
    pub plain_pt: f64,
    /// Is the kind of no incident given? Then all are discs.
    pub without_kinds: bool,
    /// With the pictograms of their kinds?
    pub pictograms: bool,
}

impl SizeScale {
    /// The scale of a frame for the incidents that are on it: where several incidents have numbers, the greatest is drawn with a radius of 3.4 mm on a map
    /// 105 mm wide, so that small numbers can be told apart; one alone 0.275 mm for each root. Never more than fits the map.
    pub fn of(incidents: &[&Incident], frame: &MapFrame, scale: SymbolScale) -> Self {
        let at = incidents.iter().filter_map(|i| match placement(i) {
            Placement::Point { place, .. } => frame.to_page(place),
            _ => None,
        });
        let plain_pt = plain_radius_pt(&at.collect::<Vec<_>>());
        let in_rect = Self::in_rect(incidents, frame.rect, scale);
        if in_rect.pictograms { in_rect } else { Self { plain_pt, ..in_rect } }
    }

    fn in_rect(incidents: &[&Incident], frame: Rect, scale: SymbolScale) -> Self {
        let numbers = incidents.iter().filter_map(|i| i.killed_range()).filter_map(|r| r.max.or(r.min));
        let numbers: Vec<f64> = numbers.filter(|n| *n > 0).map(f64::from).collect();
        let root = libm::sqrt(numbers.iter().copied().fold(0.0, f64::max)).max(1.0);
        let larger = libm::sqrt(frame.width() / mm(105.0)).clamp(0.7, 1.25);
        let usual = match numbers.len() {
            0 | 1 => (mm(0.275) * larger).max(mm(1.6) / root),
            _ => (mm(3.4) * larger / root).min(mm(0.9)),
        };
        let most = 0.07 * frame.width().min(frame.height());
        let pt_per_root = usual.min(most / root);
        let nobody_says = numbers.is_empty() && incidents.iter().all(|i| i.killed_range().is_none());
        let without_kinds = incidents.iter().all(|i| i.kind.is_none());
        let pictograms = scale == SymbolScale::Pictograms && !without_kinds;
        Self {
            pt_per_root,
            plain: scale != SymbolScale::Killed || nobody_says,
            plain_pt: if pictograms { PICTOGRAM_SYMBOL_PT } else { PLAIN_PT.1 },
            without_kinds,
            pictograms,
        }
    }

    /// Radius for a number of people.
    pub fn radius_pt(&self, people: u32) -> f64 {
        (self.pt_per_root * libm::sqrt(f64::from(people))).max(LEAST_SYMBOL_PT)
    }

    /// The greatest number that is drawn in the least size: smaller ones can't be told apart from it.
    pub fn least_people(&self) -> u32 {
        let root = LEAST_SYMBOL_PT / self.pt_per_root;
        libm::floor(root * root) as u32
    }
}

/// Radius of symbols with pictograms.
pub const PICTOGRAM_SYMBOL_PT: f64 = mm(1.95);

/// The pictogram of a kind of event.
pub fn pictogram_of(kind: Kind) -> Option<Pictogram> {
    match kind {
        Kind::Airstrike => Some(Pictogram::Strike),
        Kind::Shelling => Some(Pictogram::Shelling),
        Kind::GroundAttack | Kind::Offensive => Some(Pictogram::Attack),
        Kind::ChemicalAttack => Some(Pictogram::Chemical),
        Kind::Clash => Some(Pictogram::Clash),
        Kind::Explosion => Some(Pictogram::Explosion),
        Kind::Abduction => Some(Pictogram::Abduction),
        Kind::BorderOpening => Some(Pictogram::Crossing),
        Kind::Other | Kind::Ceasefire | Kind::Summit => None,
    }
}

/// The symbol of an incident at a point.
pub fn symbol(index: usize, incident: &Incident, at: Point, scale: SizeScale, theme: &Theme) -> Symbol {
    let range = incident.killed_range();
    let (low, high) = range.map_or((None, None), |r| (r.min, r.max));
    let mut symbol = Symbol {
        incident: index,
        number: None,
        at,
        moved_from: None,
        shape: if scale.without_kinds { Shape::Circle } else { theme.kind_style(incident.kind).shape },
        color: theme.kind(incident.kind),
        core_pt: None,
        ring_pt: None,
        hollow_pt: None,
        contested: incident.contested(),
        pictogram: incident.kind.filter(|_| scale.pictograms).and_then(pictogram_of),
    };
    if scale.pictograms {
        symbol.shape = Shape::Circle;
    }
    match (low.or(high), high) {
        _ if scale.plain => symbol.core_pt = Some(scale.plain_pt),
        (None, _) => symbol.hollow_pt = Some(HOLLOW_SYMBOL_PT),
        // Somebody says that nobody was killed: that is a number too.
        (Some(0), None | Some(0)) => symbol.core_pt = Some(LEAST_SYMBOL_PT),
        (Some(low_n), high) => {
            let core_pt = if low_n > 0 { scale.radius_pt(low_n) } else { 0.0 };
            let ring_pt = high.filter(|&h| h > low_n).map(|h| scale.radius_pt(h));
            match ring_pt {
                // A ring that hugs its core can't be told from an outline, and a wider one would be untrue: the two
                // claims are then one symbol, of the higher one's size.
                Some(ring_pt) if ring_pt - core_pt < LEAST_RING_PT && core_pt > 0.0 => symbol.core_pt = Some(ring_pt),
                _ => (symbol.core_pt, symbol.ring_pt) = ((low_n > 0).then_some(core_pt), ring_pt),
            }
        }
    }
    symbol
}

/// How an incident stands on the map.
#[derive(Debug, Clone)]
pub enum Placement {
    /// At a point, known within a radius (metres) where the source is not exact.
    Point { place: LonLat, uncertainty_m: Option<f64> },
    /// Somewhere in a direction.
    Sector { vertex: LonLat, from_deg: f64, to_deg: f64, radius_m: Option<f64> },
    /// Somewhere in an area.
    Area { geometry: geo::MultiPolygon<f64>, name: Option<String> },
    /// Somewhere in a named division.
    Named(String),
    /// Nowhere that is told.
    None,
}

/// The placement of an incident: its first-ranked location.
pub fn placement(incident: &Incident) -> Placement {
    let Some(claim) = incident.located() else { return Placement::None };
    match &claim.place {
        ClaimedPlace::Point(place) => Placement::Point { place: *place, uncertainty_m: claim.uncertainty_m },
        ClaimedPlace::Sector { vertex, from_deg, to_deg, radius_m, .. } => {
            Placement::Sector { vertex: *vertex, from_deg: *from_deg, to_deg: *to_deg, radius_m: *radius_m }
        }
        ClaimedPlace::Area { geometry, name } => Placement::Area { geometry: geometry.clone(), name: name.clone() },
        ClaimedPlace::NamedArea(area) => Placement::Named(area.name.clone()),
        ClaimedPlace::Shape(shape) => middle_of(shape)
            .map_or(Placement::None, |place| Placement::Point { place, uncertainty_m: claim.uncertainty_m }),
        ClaimedPlace::Unlocated => Placement::None,
    }
}

/// Is an incident on the frame: its point, the point of its sector, or its area?
pub fn is_shown(incident: &Incident, frame: &MapFrame) -> bool {
    let inside = |place: LonLat| frame.to_page(place).is_some_and(|p| frame.rect.contains(p));
    match placement(incident) {
        Placement::Point { place, .. } => inside(place),
        Placement::Sector { vertex, .. } => inside(vertex),
        Placement::Area { .. } | Placement::Named(_) => true,
        Placement::None => false,
    }
}

/// The middle of the box around several points or a line: where their one symbol stands.
fn middle_of(shape: &geo::Geometry<f64>) -> Option<LonLat> {
    use geo::CoordsIter;
    let places = shape.coords_iter().map(|c| LonLat::new(c.x, c.y));
    Some(crate::geographic::Extent::around(places)?.center())
}

/// Symbols whose middles are nearer than this hide each other.
const COINCIDENT_PT: f64 = 1.2;

/// Moves symbols apart that share a place, so that none hides another: around it in a circle, the first to the upper
/// right; more than eight in a spiral of equal spacing (Vogel 1979). Symbols that only overlap stay where they are: the
/// larger ones are drawn first.
pub fn fan_out(symbols: &mut [Symbol], frame: Rect) {
    // By cells as large as what is near: only the nine around a symbol need to be looked at.
    let cell = |at: Point| (libm::floor(at.x / COINCIDENT_PT) as i64, libm::floor(at.y / COINCIDENT_PT) as i64);
    let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
    for (i, symbol) in symbols.iter().enumerate() {
        cells.entry(cell(symbol.at)).or_default().push(i);
    }
    let mut done = vec![false; symbols.len()];
    for i in 0..symbols.len() {
        if done[i] {
            continue;
        }
        let near = |s: &Symbol| (s.at - symbols[i].at).hypot() < COINCIDENT_PT;
        let (x, y) = cell(symbols[i].at);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let mut together: Vec<usize> = around
            .filter_map(|c| cells.get(&c))
            .flatten()
            .copied()
            .filter(|&j| j >= i && !done[j] && near(&symbols[j]))
            .collect();
        together.sort_unstable();
        for &j in &together {
            done[j] = true;
        }
        if together.len() < 2 {
            continue;
        }
        let greatest = together.iter().map(|&j| symbols[j].reach_pt()).fold(0.0, f64::max);
        for (n, &j) in together.iter().enumerate() {
            let from = symbols[j].at;
            symbols[j].moved_from = Some(from);
            symbols[j].at = from + fanned(n, together.len(), greatest);
        }
        let bounds = together.iter().map(|&j| symbols[j].bounds()).reduce(|a, b| a.union(b));
        let by = bounds.map_or(Vec2::ZERO, |b| into(b, frame.inset(-2.0)));
        together.iter().for_each(|&j| symbols[j].at += by);
    }
}

/// The way that a box must be moved to lie within another, as far as it can.
fn into(inner: Rect, outer: Rect) -> Vec2 {
    let along = |low: f64, high: f64, least: f64, most: f64| (least - low).max(0.0) - (high - most).max(0.0);
    Vec2::new(along(inner.x0, inner.x1, outer.x0, outer.x1), along(inner.y0, inner.y1, outer.y0, outer.y1))
}

/// Where the `n`th of `count` symbols that reach so far stands, from their common place.
fn fanned(n: usize, count: usize, reach_pt: f64) -> Vec2 {
    if count > 8 {
        // The golden angle; neighbours in the spiral are 1.7 of its scale apart.
        let (sin, cos) = libm::sincos(2.399_963_229_728_653 * n as f64);
        return Vec2::new(sin, -cos) * (1.4 * reach_pt * libm::sqrt(n as f64 + 1.0));
    }
    let step = std::f64::consts::TAU / count as f64;
    let (sin, cos) = libm::sincos(step * n as f64 + std::f64::consts::FRAC_PI_4);
    Vec2::new(sin, -cos) * ((reach_pt / libm::sin(step / 2.0)).max(reach_pt) + 1.0)
}

/// Point of the page on the bisector of a sector where its symbol stands.
pub fn sector_point(frame: &MapFrame, vertex: LonLat, from_deg: f64, to_deg: f64, radius_m: f64) -> Option<Point> {
    let sweep = (to_deg - from_deg).rem_euclid(360.0);
    let place = crate::spatial::geodesic::direct(vertex, (from_deg + sweep / 2.0).rem_euclid(360.0), radius_m * 0.55);
    frame.to_page(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_has_the_area_of_its_circle() {
        for shape in [
            Shape::Diamond,
            Shape::Square,
            Shape::Triangle,
            Shape::TriangleDown,
            Shape::Hexagon,
            Shape::Pentagon,
            Shape::Cross,
            Shape::Saltire,
        ] {
            let c = shape.corners();
            let area: f64 = (0..c.len()).map(|i| c[i].cross(c[(i + 1) % c.len()])).sum::<f64>() / 2.0;
            assert!((area.abs() - std::f64::consts::PI).abs() < 1e-9, "{shape:?}: {area}");
        }
    }

    fn killed(min: u32, max: u32) -> Incident {
        let properties = serde_json::json!({"kind": "airstrike", "killed_min": min, "killed_max": max});
        let feature = crate::data::feature::Feature {
            id: None,
            geometry: None,
            properties: properties.as_object().cloned().unwrap_or_default(),
            origin: crate::data::feature::Origin { file: "a".into(), line: 1, feature: 1 },
        };
        Incident::from_feature(&feature, &mut Vec::new())
    }

    /// More people killed is never a smaller symbol, whichever claims are close together.
    #[test]
    fn sizes_keep_the_order_of_the_numbers() {
        let all: Vec<Incident> =
            [(1, 5), (2, 6), (5, 9), (10, 14), (27, 27), (100, 250)].map(|(a, b)| killed(a, b)).into();
        let refs: Vec<&Incident> = all.iter().collect();
        let frame = Rect::new(0.0, 0.0, mm(105.0), mm(90.0));
        let scale = SizeScale::in_rect(&refs, frame, SymbolScale::default());
        let theme = &Theme::builtin("press").unwrap();
        let radii: Vec<f64> = all.iter().map(|i| symbol(0, i, Point::ZERO, scale, theme).radius_pt()).collect();
        assert!(radii.windows(2).all(|r| r[0] <= r[1]), "{radii:?}");
        // By area, to the bit, where it is not the least size.
        assert_eq!(radii[4], scale.radius_pt(27));
        assert!((radii[5] / radii[4] - libm::sqrt(250.0 / 27.0)).abs() < 1e-12);
        assert!(scale.radius_pt(scale.least_people()) == LEAST_SYMBOL_PT);
        assert!(scale.radius_pt(scale.least_people() + 1) > LEAST_SYMBOL_PT);
    }

    #[test]
    fn coincident_symbols_are_fanned_out_and_neighbours_stay() {
        let scale =
            SizeScale { pt_per_root: 1.0, plain: true, plain_pt: mm(1.25), without_kinds: true, pictograms: false };
        let theme = &Theme::builtin("press").unwrap();
        let at = |x: f64| symbol(0, &killed(1, 1), Point::new(x, 50.0), scale, theme);
        let mut symbols = vec![at(50.0), at(50.5), at(54.0)];
        fan_out(&mut symbols, Rect::new(0.0, 0.0, 100.0, 100.0));
        assert!(symbols[0].moved_from.is_some() && symbols[1].moved_from.is_some() && symbols[2].moved_from.is_none());
        let apart = (symbols[0].at - symbols[1].at).hypot();
        assert!(apart > 2.0 * symbols[0].reach_pt(), "{apart}");
        let mut crowd: Vec<Symbol> = (0..30).map(|_| at(3.0)).collect();
        fan_out(&mut crowd, Rect::new(0.0, 0.0, 400.0, 400.0));
        assert!(crowd.iter().all(|s| s.at.x >= s.reach_pt()), "moved into the frame");
    }
}
