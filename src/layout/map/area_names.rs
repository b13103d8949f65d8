//! Names of areas: along those that are long, straight in those that are round.

use super::names::{self, Name, Visible};
use super::{Builder, LabelKind, MapLabel, MapPanel};
use crate::color::Color;
use crate::data::geometry;
use crate::data::layer::LayerRole;
use crate::layout::label::area::{self, AreaPlace, AreaText};
use crate::layout::label::area_grid::AreaGrid;
use crate::layout::label::{Anchor, LabelRequest, PlacedLabel, PlacedLine};
use crate::layout::theme::TextRole;
use crate::units::mm;
use kurbo::{Point, Rect};

/// A country, division or sea that can be seen.
struct SeenArea {
    name: Name,
    seen: Visible,
    rings: Vec<Vec<Point>>,
}

/// Islands nearer to each other than twice this are one area for their name.
const ARCHIPELAGO_PT: f64 = mm(5.0);
/// Fjords and straits narrower than twice this don't divide an area.
const FJORD_PT: f64 = mm(1.5);
/// Names along areas keep this far off the frame.
const EDGE_PT: f64 = mm(1.2);

/// How the name along an area is set.
fn text_role(role: LayerRole) -> TextRole {
    match role {
        LayerRole::Admin1Area => TextRole::Region,
        LayerRole::Country => TextRole::Country,
        _ => TextRole::Sea,
    }
}

/// Sizes of a name along an area, those for two languages first.
fn sizes_pt(role: LayerRole) -> (&'static [f64], &'static [f64]) {
    match role {
        LayerRole::Admin1Area => (&[6.6, 6.0], &[5.6]),
        LayerRole::Country => (&[13.0, 11.5, 10.0, 8.8], &[7.6, 6.6, 5.6]),
        _ => (&[9.0, 8.0, 7.0], &[6.2]),
    }
}

/// Least and greatest letter spacing in ems.
fn spacing_em(role: LayerRole) -> (f64, f64) {
    match role {
        LayerRole::Admin1Area => (0.14, 0.6),
        LayerRole::Country => (0.16, 1.0),
        _ => (0.08, 0.7),
    }
}

/// A name that fits at no size.
fn no_room(name: Name) -> MapLabel {
    MapLabel::without_place(LabelKind::Area, name.first, "too large for the free part of its area at any size")
}

/// Greatest sum of turns of a name along an area.
fn most_turning_deg(role: LayerRole) -> f64 {
    if role == LayerRole::Admin1Area { 25.0 } else { 100.0 }
}

/// Is a name along an area better than a level one that also fits? Not if it is all but level itself or steep, nor if it is too short to show
/// how far the area reaches, unless the level one would be small.
fn reads_better(role: LayerRole, place: &AreaPlace, level: &LabelRequest) -> bool {
    let (steep_deg, least_fill) = match role {
        LayerRole::Admin1Area => (35.0, 0.28),
        LayerRole::Country => (50.0, 0.28),
        _ => (75.0, 0.0),
    };
    let level_pt = level.lines.iter().flat_map(|l| &l.runs).map(|r| r.style.size_pt).fold(0.0, f64::max);
    let shows = place.is_bent() && place.tilt_deg.abs() <= steep_deg;
    shows && (place.fill >= least_fill || place.size_pt > 1.3 * level_pt)
}

/// A place with more land than this between it and the point of a sea belongs to another; islands are less.
const MOST_LAND: f64 = 0.2;

/// Which share of the way from one point to another is land.
fn land_between(land: &AreaGrid, from: Point, to: Point) -> f64 {
    let steps = (from.distance(to) / 2.0).clamp(1.0, 200.0) as usize;
    let on_land = (0..=steps).filter(|&i| land.holds(from.lerp(to, i as f64 / steps as f64))).count();
    on_land as f64 / (steps + 1) as f64
}

/// An area with all of its parts on the page.
struct Named<'a> {
    name: names::Name,
    countries: &'a [String],
    rings: Vec<Vec<Point>>,
}

impl Builder<'_, '_, '_> {
    pub(super) fn country_names(&mut self, panel: &mut MapPanel) {
        let land = self.ground.land(panel.frame.rect);
        self.area_names(LayerRole::Sea, 0.02, 2, &land, panel);
        self.area_names(LayerRole::Country, 0.006, 14, &land, panel);
        self.sea_names(&land, panel);
    }

    pub(super) fn division_names(&mut self, panel: &mut MapPanel) {
        let land = self.ground.land(panel.frame.rect);
        self.area_names(LayerRole::Admin1Area, 0.07, 5, &land, panel);
    }

    /// Names of the areas of a role that cover at least a share of the frame; so many at most.
    fn area_names(&mut self, role: LayerRole, least_share: f64, most: usize, land: &AreaGrid, panel: &mut MapPanel) {
        let (before, mut shown, mut level) = (panel.labels.len(), 0, Vec::new());
        let areas = self.areas(role, least_share, panel);
        // Which country an inset lies in, the main map says.
        let known = self.input.inset.is_some() && role == LayerRole::Country && areas.len() == 1;
        for area in areas.into_iter().filter(|_| !known) {
            if shown == most {
                break;
            }
            if !self.along_area(role, &area, land, panel) {
                let Some(request) = self.straight(role, area.name.clone(), &area.seen) else {
                    panel.labels.push(no_room(area.name));
                    continue;
                };
                level.push(request);
            }
            shown += 1;
        }
        self.place_all(level, LabelKind::Area, panel);
        // Names of divisions keep clear of the names of countries that they would seem to belong to.
        self.keep_off(before, panel);
    }

    /// Names of areas keep off each other.
    fn keep_off(&mut self, from: usize, panel: &MapPanel) {
        for label in panel.labels[from..].iter().filter_map(|l| l.placed.as_ref()) {
            for link in label.lines.iter().filter(|l| l.curve.is_some()).flat_map(PlacedLine::chain) {
                self.obstacles.add_soft(link.inset(mm(4.0)), 0.6);
            }
            if label.lines.iter().all(|l| l.curve.is_none()) {
                self.obstacles.add_soft(label.bounds.inset(mm(4.0)), 3.0);
            }
        }
    }

    /// The areas of a role that cover enough of the frame, the largest first.
    fn areas(&self, role: LayerRole, least_share: f64, panel: &MapPanel) -> Vec<SeenArea> {
        let features = panel.layers.iter().filter(|l| l.role == role).flat_map(|l| &l.features);
        let mut named: Vec<Named> = Vec::new();
        for feature in features.filter(|f| f.bounds.intersects(&panel.frame.visible)) {
            let Some(name) = self.name_of(feature) else { continue };
            let polygons = geometry::polygons(&feature.geometry);
            let rings = polygons.iter().flat_map(|r| panel.frame.polygon(r));
            // A country that two base maps have a part of has one name.
            match named.iter_mut().find(|n| n.name == name && n.countries == feature.countries) {
                Some(same) => same.rings.extend(rings),
                None => named.push(Named { name, countries: &feature.countries, rings: rings.collect() }),
            }
        }
        let seen = named.into_iter().filter_map(|Named { name, rings, .. }| {
            let seen = names::visible(panel.frame.rect, &rings);
            (seen.share >= least_share).then_some(SeenArea { name, seen, rings })
        });
        let mut areas: Vec<SeenArea> = seen.collect();
        areas.sort_by(|a, b| b.seen.share.total_cmp(&a.seen.share).then_with(|| a.name.first.cmp(&b.name.first)));
        areas
    }

    /// Writes the name along the area if the area is long and the name fits; did it?
    fn along_area(&mut self, role: LayerRole, area: &SeenArea, land: &AreaGrid, panel: &mut MapPanel) -> bool {
        let frame = panel.frame.rect;
        let whole = AreaGrid::of(frame, &area.rings);
        let whole = if role == LayerRole::Country {
            let gaps_pt = if whole.largest_part() < 0.55 { ARCHIPELAGO_PT } else { FJORD_PT };
            whole.clone().closed(gaps_pt).without(&land.clone().without(&whole))
        } else {
            whole
        };
        let halo = area.seen.any().map_or(self.set.theme.halo_interest, |p| self.ground.color_at(p, self.set.theme));
        if !area::is_long(&whole, 0.0) {
            return false;
        }
        let Some(place) = self.place_along(role, &area.name, whole, frame) else { return false };
        let level = self.straight(role, area.name.clone(), &area.seen);
        if level.is_some_and(|level| !reads_better(role, &place, &level)) {
            return false;
        }
        self.take_area(&area.name, place, halo, panel);
        true
    }

    /// A place for a name along what is free of an area.
    fn place_along(&self, role: LayerRole, name: &Name, whole: AreaGrid, frame: Rect) -> Option<AreaPlace> {
        let room = frame.inset(-EDGE_PT);
        let free = whole.kept(|cell| room.contains(cell.center()) && self.obstacles.is_free(cell.inset(0.5)));
        let both = name.second.is_some() && role != LayerRole::Admin1Area;
        let alone = Name { second: None, ..name.clone() };
        let (large, small): (&[f64], &[f64]) = sizes_pt(role);
        let attempts = [(name, large), (&alone, large), (&alone, small)];
        attempts.into_iter().skip(usize::from(!both)).find_map(|(name, sizes_pt)| {
            let set =
                |size_pt: f64, spacing_pt: f64| names::lines_at(name, text_role(role), size_pt, spacing_pt, self.set);
            let text = AreaText {
                sizes_pt,
                spacing_em: spacing_em(role),
                most_turning_deg: most_turning_deg(role),
                set: &set,
            };
            area::place_along(&free, &text, &self.obstacles)
        })
    }

    fn take_area(&mut self, name: &Name, place: AreaPlace, halo: Color, panel: &mut MapPanel) {
        let width_pt = if place.size_pt > 9.0 { 0.9 } else { self.set.theme.lines.halo };
        let lines: Vec<PlacedLine> = place.lines.into_iter().map(|l| l.halo(halo, width_pt)).collect();
        lines.iter().flat_map(PlacedLine::chain).for_each(|link| self.obstacles.add(link));
        let text = lines.iter().map(|l| l.line.text.as_str()).collect::<Vec<_>>().join(" / ");
        let bounds = lines.iter().map(PlacedLine::bounds).reduce(|a, b| a.union(b)).unwrap_or_default();
        let placed = Some(PlacedLabel { id: name.first.clone(), lines, bounds, leader: None, dot: None });
        panel.labels.push(MapLabel::new(LabelKind::Area, text, placed));
    }

    /// The name of an area, as large as fits: a country that shows little has a small name, in one language.
    fn straight(&self, role: LayerRole, name: Name, seen: &Visible) -> Option<LabelRequest> {
        let theme = self.set.theme;
        let halo = seen.any().map_or(theme.halo_interest, |p| self.ground.color_at(p, theme));
        let alone = Name { second: None, ..name.clone() };
        let request = |name: &Name, text_role, priority| {
            names::area_request(name, text_role, seen, priority + seen.share, halo, self.set)
        };
        match role {
            LayerRole::Admin1Area => request(&alone, TextRole::Region, 20.0),
            LayerRole::Country => {
                let large = (seen.share >= 0.035).then(|| request(&name, TextRole::Country, 40.0)).flatten();
                large
                    .or_else(|| request(&alone, TextRole::CountrySmall, 40.0))
                    .or_else(|| request(&alone, TextRole::CountrySmallest, 40.0))
            }
            _ => request(&name, TextRole::Sea, 40.0),
        }
    }

    /// Names of seas that are known by a point: where the text lies on water alone, near that point.
    fn sea_names(&mut self, land: &AreaGrid, panel: &mut MapPanel) {
        let scale = panel.frame.scale_denominator();
        let mut requests = Vec::new();
        let water = AreaGrid::of(panel.frame.rect, &[]).inverted().without(land);
        // A sea reaches as far as no other sea's point is nearer, and not behind the land between it and the next.
        let named = panel.layers.iter().filter(|l| l.role == LayerRole::SeaName).flat_map(|l| &l.features);
        let points: Vec<Point> = named
            .filter(|f| f.rank > 0)
            .filter_map(|f| panel.frame.to_page(*geometry::points(&f.geometry).first()?))
            .collect();
        let layers = panel.layers.clone();
        for feature in layers.iter().filter(|l| l.role == LayerRole::SeaName).flat_map(|l| &l.features) {
            // Oceans on maps of the world, large seas of continents, gulfs and straits from 1:15,000,000.
            let (least_scale, most_scale) = [(3.0e7, f64::INFINITY), (8.0e6, 8.0e7), (4.0e6, 3.0e7), (1.0e6, 1.5e7)]
                [usize::from(feature.rank.min(3))];
            let at = geometry::points(&feature.geometry).first().and_then(|p| panel.frame.to_page(*p));
            let (Some(at), Some(name)) = (at, self.name_of(feature)) else { continue };
            if panel.frame.rect.contains(at) && (least_scale..most_scale).contains(&scale) {
                let own = |cell: Rect| {
                    let to = cell.center();
                    points.iter().all(|p| p.distance(to) >= at.distance(to)) && land_between(land, at, to) <= MOST_LAND
                };
                let sea = water.clone().kept(own);
                // Islands don't make a sea long.
                let along = feature.rank > 0 && area::is_long(&sea.clone().closed(ARCHIPELAGO_PT), 0.35);
                let place = along.then(|| self.place_along(LayerRole::SeaName, &name, sea, panel.frame.rect)).flatten();
                let level = self.sea_name(&name, at, feature.rank, land, panel);
                match (place, level) {
                    (Some(p), None) => self.take_area(&name, p, self.set.theme.sea, panel),
                    (Some(p), Some(level)) if reads_better(LayerRole::SeaName, &p, &level) => {
                        self.take_area(&name, p, self.set.theme.sea, panel);
                    }
                    (_, Some(level)) => requests.push(level),
                    (None, None) => panel.labels.push(no_room(name)),
                }
            }
        }
        self.place_all(requests, LabelKind::Area, panel);
    }

    fn sea_name(&self, name: &Name, at: Point, rank: u8, land: &AreaGrid, panel: &MapPanel) -> Option<LabelRequest> {
        let (lines, leading_pt) = names::lines(name, TextRole::Sea, self.set);
        let width = lines.iter().map(|l| l.ink.width()).fold(0.0, f64::max);
        let height = leading_pt * lines.len() as f64;
        // An ocean's name may move farther than a gulf's.
        let step_pt = if rank == 0 { mm(3.0) } else { mm(1.2) };
        let mut middles = Vec::new();
        for step in 0..81_i32 {
            let (dx, dy) = (f64::from(step % 9 - 4) * step_pt, f64::from(step / 9 - 4) * step_pt);
            let middle = Point::new(at.x + dx, at.y + dy);
            let on_water = (0..=6).all(|i| {
                let x = middle.x + width * (f64::from(i) / 6.0 - 0.5);
                let ends = [-0.5, 0.5].map(|v| Point::new(x, middle.y + v * height));
                ends.iter().all(|p| !self.ground.is_land(*p) && panel.frame.to_place(*p).is_some())
            });
            if on_water && land_between(land, at, middle) <= MOST_LAND {
                middles.push((middle, libm::hypot(dx, dy) * 0.2));
            }
        }
        (!middles.is_empty()).then(|| LabelRequest {
            id: name.first.clone(),
            lines,
            leading_pt,
            anchor: Anchor::Middles(middles),
            priority: 30.0 - f64::from(rank),
            leader: false,
            halo: Some((self.set.theme.sea, self.set.theme.lines.halo)),
        })
    }
}
