//! The ground: sea, land, built-up areas, relief, water, divisions, roads, borders, and the user's own layers.

use super::islets::{RADIUS_PT, islets};
use super::page::Pen;
use super::paths::{add_line, add_ring, dashed, dotted, filled, smooth, stroked, thinned};
use super::patterns::patterned;
use super::pictograms;
use super::relief;
use super::sheet::Sheet;
use crate::color::Color;
use crate::data::geometry;
use crate::data::layer::{Layer, LayerFeature, LayerRole};
use crate::layout::frame::MapFrame;
use crate::layout::theme::{BorderStyle, LAYER_DOT_PT, Theme};
use crate::layout::{Layout, UserLayer};
use crate::scene::{Cap, Item};
use crate::threads;
use crate::units::mm;
use kurbo::{BezPath, Circle, Point, Rect, Shape};
use std::sync::Arc;

/// The bands along a shore are soft: so much of its detail can't be seen in them.
const SHORE_DETAIL_PT: f64 = 0.4;
/// Beyond 1 to so many they are half as wide.
const SMALL_SCALE: f64 = 1.5e7;

/// The polygons of the features that pass, as one path: neighbours of one colour have no seam.
pub fn areas<'f>(frame: &MapFrame, features: impl IntoIterator<Item = &'f LayerFeature>) -> BezPath {
    let mut path = BezPath::new();
    let parts = threads::in_order(&seen_parts(frame, features), |polygon| frame.polygon(&geometry::rings(polygon)));
    parts.iter().flatten().for_each(|part| add_ring(&mut path, part));
    path
}

/// The polygons of the features that can be seen.
fn seen_parts<'f>(
    frame: &MapFrame,
    features: impl IntoIterator<Item = &'f LayerFeature>,
) -> Vec<&'f geo::Polygon<f64>> {
    let seen = features.into_iter().filter(|f| f.bounds.intersects(&frame.visible));
    seen.flat_map(|f| geometry::parts(&f.geometry)).collect()
}

/// The outlines of polygons, without the edges where they are only cut.
fn outlines(frame: &MapFrame, features: &[LayerFeature]) -> Vec<Vec<Point>> {
    let parts = threads::in_order(&seen_parts(frame, features), |polygon| frame.outline_of(&geometry::rings(polygon)));
    parts.into_iter().flatten().collect()
}

/// The lines of the features that pass.
fn lines_of<'f>(frame: &MapFrame, features: impl IntoIterator<Item = &'f LayerFeature>) -> Vec<Vec<Point>> {
    let near = features.into_iter().filter(|f| f.bounds.intersects(&frame.visible));
    near.flat_map(|f| geometry::lines(&f.geometry)).flat_map(|l| frame.line(&l)).collect()
}

fn joined<'l>(lines: impl IntoIterator<Item = &'l Vec<Point>>) -> BezPath {
    let mut path = BezPath::new();
    lines.into_iter().for_each(|l| add_line(&mut path, l));
    path
}

/// Edge of what a map shows: the frame, or the edge of the world within it.
pub fn edge(frame: &MapFrame) -> BezPath {
    frame.world_edge().map_or_else(|| frame.rect.to_path(0.1), |edge| super::paths::ring(&edge))
}

/// Draws the ground of the main map, group by group.
pub fn draw(layout: &Sheet, pen: &mut Pen) {
    let map = layout.map;
    let (frame, theme) = (&map.frame, layout.theme);
    let of = |role: LayerRole| map.layers.iter().map(Arc::as_ref).filter(move |l| l.role == role);
    let has_land = of(LayerRole::Country).next().is_some();
    let own_areas = layout.user_layers.iter().any(|l| has_areas(&l.layer));
    let background = if has_land || own_areas { theme.sea } else { theme.land_of_interest };
    pen.group("sea", "Sea", |pen| {
        pen.draw(filled(edge(frame), background));
        if background == theme.sea {
            patterned("sea", theme.patterns.sea, &edge(frame), frame.rect, theme.river.with_opacity(0.6), pen);
            shore(frame, of(LayerRole::Country), theme, pen);
        }
    });
    pen.group("land", "Land", |pen| {
        for layer in of(LayerRole::Country) {
            let ours = |f: &&LayerFeature| {
                let unknown = map.of_interest.is_empty() || f.countries.is_empty();
                unknown || f.countries.iter().any(|c| map.of_interest.contains(c))
            };
            pen.draw(filled(areas(frame, layer.features.iter().filter(|f| !ours(f))), theme.land_neighbour));
            pen.draw(filled(areas(frame, layer.features.iter().filter(ours)), theme.land_of_interest));
        }
        if !has_land {
            for own in layout.user_layers.iter().filter(|l| has_areas(&l.layer)) {
                pen.draw(filled(areas(frame, &own.layer.features), theme.land_of_interest));
            }
        }
    });
    pen.group("islets", "Small islands", |pen| {
        let mut rings = BezPath::new();
        for at in islets(frame, of(LayerRole::Country).flat_map(|l| &l.features)) {
            rings.extend(Circle::new(at, RADIUS_PT).path_elements(0.01));
        }
        if !rings.elements().is_empty() {
            pen.draw(filled(rings.clone(), theme.land_of_interest));
            pen.draw(stroked(rings, theme.river, theme.lines.lake_edge));
        }
    });
    pen.group("built-up", "Built-up areas", |pen| {
        for (index, layer) in of(LayerRole::Settlement).enumerate() {
            let path = areas(frame, &layer.features);
            pen.draw(filled(path.clone(), theme.built_up));
            let id = format!("built-up-{}", index + 1);
            patterned(&id, theme.patterns.built_up, &path, frame.rect, theme.road_casing.with_opacity(0.7), pen);
        }
    });
    if let Some(heights) = layout.relief {
        pen.group("relief", "Relief", |pen| {
            // The sea lies over the relief; where it is no area of its own, the relief ends at the shore by itself.
            let covered_by_sea = of(LayerRole::Sea).next().is_some();
            let land = (!covered_by_sea).then(|| areas(frame, of(LayerRole::Country).flat_map(|l| &l.features)));
            relief::images(frame, heights, land.as_ref(), theme).into_iter().for_each(|i| pen.draw(Item::Image(i)));
            for (index, layer) in of(LayerRole::Sea).enumerate() {
                let water = areas(frame, &layer.features);
                if water.elements().is_empty() {
                    continue;
                }
                pen.draw(filled(water.clone(), theme.sea));
                pen.clipped(&format!("sea-{}", index + 1), water, |pen| {
                    shore(frame, of(LayerRole::Country), theme, pen);
                });
            }
        });
    }
    pen.group("graticule", "Graticule", |pen| {
        let mut path = BezPath::new();
        map.graticule.lines.iter().flat_map(|l| frame.line(l)).for_each(|part| add_line(&mut path, &part));
        pen.draw(stroked(path, theme.graticule.with_opacity(theme.opacity.graticule), theme.lines.graticule));
    });
    pen.group("water", "Lakes and rivers", |pen| water(layout, pen));
    pen.group("divisions", "Divisions", |pen| {
        for layer in of(LayerRole::Admin1Line) {
            let path = joined(&lines_of(frame, &layer.features));
            pen.draw(dotted(path, theme.admin_line, theme.lines.governorate, mm(0.57)));
        }
    });
    pen.group("roads", "Roads", |pen| {
        for layer in of(LayerRole::Road) {
            let lines: Vec<Vec<Point>> = lines_of(frame, &layer.features).iter().map(|l| smooth(l, 0.2)).collect();
            pen.draw(stroked(joined(&lines), theme.road_casing, theme.lines.road));
            pen.draw(stroked(joined(&lines), theme.road_fill, theme.lines.road_fill));
        }
    });
    super::cells::draw(layout, pen);
    pen.group("border", "Borders", |pen| borders(layout, pen));
    for (index, own) in layout.user_layers.iter().enumerate() {
        let over_land = has_land || !has_areas(&own.layer);
        pen.group(&format!("layer-{}", index + 1), &own.label, |pen| user_layer(layout, own, over_land, pen));
    }
}

/// The water by the shore a little deeper, so that land stands out from the sea: two bands, of which the land covers the inner half.
fn shore<'l>(frame: &MapFrame, countries: impl Iterator<Item = &'l Layer>, theme: &Theme, pen: &mut Pen) {
    let outlines = countries.flat_map(|l| outlines(frame, &l.features));
    let path = joined(&outlines.map(|line| thinned(&line, SHORE_DETAIL_PT)).collect::<Vec<_>>());
    // On a map of the world the bands of two coasts of a strait would meet.
    let share = if frame.scale_denominator() > SMALL_SCALE { 0.5 } else { 1.0 };
    let opacity = [theme.opacity.shore_wide, theme.opacity.shore_narrow];
    for (width_mm, opacity) in theme.lines.shore_mm.into_iter().zip(opacity).filter(|b| b.1 > 0.0) {
        pen.draw(dashed(path.clone(), theme.river.with_opacity(opacity), mm(width_mm) * share, &[], Cap::Round));
    }
}

fn has_areas(layer: &Layer) -> bool {
    layer.features.iter().any(|f| !geometry::parts(&f.geometry).is_empty())
}

fn water(layout: &Sheet, pen: &mut Pen) {
    let (map, theme) = (layout.map, layout.theme);
    let frame = &map.frame;
    let scale = frame.scale_denominator();
    for layer in map.layers.iter().filter(|l| l.role == LayerRole::River) {
        // Fewer rivers the smaller the scale; thinner the lesser the river.
        let most = crate::layout::map::river_names::least_rank(scale);
        for rank in 0..=most {
            let features = layer.features.iter().filter(|f| f.rank == rank);
            let lines = lines_of(frame, features);
            if !lines.is_empty() {
                let share: f64 = match rank {
                    0..=3 => 1.0,
                    4..=5 => 0.75,
                    _ => 0.55,
                };
                let lines: Vec<Vec<Point>> = lines.iter().map(|l| smooth(l, 0.15)).collect();
                pen.draw(dashed(joined(&lines), theme.river, theme.lines.river * share, &[], Cap::Round));
            }
        }
    }
    for (index, layer) in map.layers.iter().filter(|l| l.role == LayerRole::Lake).enumerate() {
        // A lake smaller than a dot would only be dust.
        let seen = |f: &&LayerFeature| {
            let size = f.bounds.width_deg().max(f.bounds.height_deg()) * 111_000.0 * frame.pt_per_m;
            size > mm(1.5)
        };
        let path = smooth_rings(&areas(frame, layer.features.iter().filter(seen)));
        pen.draw(filled(path.clone(), theme.lake));
        let id = format!("lakes-{}", index + 1);
        patterned(&id, theme.patterns.lake, &path, frame.rect, theme.river.with_opacity(0.6), pen);
        pen.draw(stroked(path, theme.river, theme.lines.lake_edge));
    }
}

/// Rings with their corners cut twice: shores of coarse data look like shores.
fn smooth_rings(path: &BezPath) -> BezPath {
    let mut out = BezPath::new();
    for part in path.iter().collect::<Vec<_>>().split(|e| matches!(e, kurbo::PathEl::ClosePath)) {
        let mut points: Vec<Point> = part.iter().filter_map(kurbo::PathEl::end_point).collect();
        for _ in 0..2 {
            let next = |i: usize| points[(i + 1) % points.len()];
            points = (0..points.len())
                .flat_map(|i| [points[i].lerp(next(i), 0.25), points[i].lerp(next(i), 0.75)])
                .collect();
        }
        add_ring(&mut out, &points);
    }
    out
}

fn borders(layout: &Sheet, pen: &mut Pen) {
    let (map, theme) = (layout.map, layout.theme);
    let frame = &map.frame;
    let style = theme.border_style(frame.scale_denominator());
    for layer in map.layers.iter().filter(|l| l.role == LayerRole::Border) {
        let lines = |wanted: fn(&LayerFeature) -> bool| -> BezPath {
            let features = layer.features.iter().filter(|f| wanted(f));
            joined(&lines_of(frame, features).iter().map(|l| smooth(l, mm(0.14))).collect::<Vec<Vec<Point>>>())
        };
        let (solid, broken) = (lines(|f| !f.is_disputed_border()), lines(|f| f.is_disputed_border() && !is_zone(f)));
        // The edges of a demilitarised zone are no borders: beside the line within it they stay back.
        pen.draw(dashed(
            lines(is_zone),
            theme.border.with_opacity(0.7),
            0.4,
            &BorderStyle::DISPUTED_DASH_PT,
            Cap::Butt,
        ));
        if let Some(ribbon) = style.ribbon_pt {
            for path in [&solid, &broken] {
                border_ribbon(path, ribbon, theme, pen);
            }
        }
        pen.draw(dashed(solid, theme.border, style.width_pt, &[], Cap::Round));
        pen.draw(dashed(broken, theme.border, style.width_pt, &BorderStyle::DISPUTED_DASH_PT, Cap::Butt));
    }
}

/// Is it the edge of a zone under treaty or truce?
fn is_zone(feature: &LayerFeature) -> bool {
    feature.class.as_deref() == Some("zone_limit")
}

/// The soft casing of a border.
pub fn border_ribbon(path: &BezPath, [wide, narrow]: [f64; 2], theme: &Theme, pen: &mut Pen) {
    pen.draw(dashed(path.clone(), theme.border_ribbon.with_opacity(theme.opacity.ribbon_wide), wide, &[], Cap::Round));
    pen.draw(dashed(
        path.clone(),
        theme.border_ribbon.with_opacity(theme.opacity.ribbon_narrow),
        narrow,
        &[],
        Cap::Round,
    ));
}

/// Width of the outlines of a layer's areas: on a map of the world islands must not drown in them.
fn outline_pt(scale_denominator: f64) -> f64 {
    match scale_denominator {
        s if s < 5.0e6 => 0.5,
        s if s < 3.0e7 => 0.35,
        _ => 0.2,
    }
}

/// A layer of the user's own, over the ground.
fn user_layer(layout: &Sheet, own: &UserLayer, fill_areas: bool, pen: &mut Pen) {
    let layer = &own.layer;
    let frame = &layout.map.frame;
    let color: Color = layout.theme.layer_line;
    if fill_areas {
        pen.draw(filled(areas(frame, &layer.features), color.with_opacity(layout.theme.opacity.layer_area)));
    }
    pen.draw(stroked(joined(&outlines(frame, &layer.features)), color, outline_pt(frame.scale_denominator())));
    let lines = joined(&lines_of(frame, &layer.features));
    if !lines.elements().is_empty() {
        pen.draw(stroked(lines, color, 0.9));
    }
    let points = layer.features.iter().flat_map(|f| geometry::points(&f.geometry)).filter_map(|p| frame.to_page(p));
    let points = points.filter(|at| frame.rect.contains(*at));
    if let Some(pictogram) = own.pictogram {
        return points.for_each(|at| pictograms::on_plate(pictogram, at, layout.theme, pen));
    }
    let mut dots = BezPath::new();
    points.for_each(|at| dots.extend(Circle::new(at, LAYER_DOT_PT).path_elements(0.01)));
    if !dots.elements().is_empty() {
        pen.draw(filled(dots.clone(), color));
        pen.draw(stroked(dots, layout.theme.symbol_edge, 0.4));
    }
}

/// The ground of a locator.
pub fn locator(layout: &Layout, pen: &mut Pen) {
    let Some(locator) = &layout.locator else { return };
    let (frame, theme) = (&locator.frame, layout.theme);
    let ours = |f: &&LayerFeature| f.countries.iter().any(|c| locator.of_interest.contains(c));
    pen.draw(filled(frame.rect.to_path(0.1), theme.sea));
    let neighbours = areas(frame, locator.countries.features.iter().filter(|f| !ours(f)));
    pen.draw(filled(neighbours.clone(), theme.land_neighbour));
    pen.draw(stroked(neighbours, theme.border.with_opacity(0.55), 0.35));
    let main = areas(frame, locator.countries.features.iter().filter(ours));
    pen.draw(filled(main.clone(), theme.land_of_interest));
    pen.draw(stroked(main, theme.border, 0.8));
}

/// A rectangle's outline.
pub fn rect(r: Rect) -> BezPath {
    r.to_path(0.1)
}
