//! Incidents: areas, sectors and discs of uncertainty, rings, measured lines, symbols, numbers.

use super::page::Pen;
use super::paths::{add_line, dashed, dotted, filled, line, ring, stroked};
use super::patterns::hatched;
use super::pictograms;
use super::sheet::Sheet;
use crate::color::Color;
use crate::geographic::LonLat;
use crate::layout::Layout;
use crate::layout::map::symbols::{CONTESTED_RIM_PT, Shape as SymbolShape, Symbol};
use crate::layout::map::{IncidentGround, interest_rings};
use crate::layout::panel::table;
use crate::layout::theme::{NUMBER_DISC_PT, Theme};
use crate::scene::{Cap, Fill, FillRule, Group, Item, Paint, Path};
use crate::units::mm;
use kurbo::{BezPath, Circle, Point, Shape};

/// What lies on the ground: rings, hatched areas, sectors, discs.
pub fn grounds(layout: &Sheet, pen: &mut Pen) {
    let (map, theme) = (layout.map, layout.theme);
    let page = |places: &[LonLat]| -> Vec<Point> {
        map.frame.polygon(&[places.to_vec()]).into_iter().next().unwrap_or_default()
    };
    pen.group("rings", "Rings", |pen| {
        let inside = interest_rings(map);
        let mut path = BezPath::new();
        map.rings.iter().flat_map(|r| map.frame.line(&r.circle)).for_each(|part| add_line(&mut path, &part));
        let item =
            dashed(path, theme.ring.with_opacity(theme.opacity.ring), theme.lines.ring, &[mm(1.3), mm(1.1)], Cap::Butt);
        if inside.is_empty() {
            pen.draw(item);
        } else {
            // Rings end at the border of the land of interest: beyond it they would compete with the border.
            pen.clipped("rings-inside", super::paths::rings(&inside), |pen| pen.draw(item));
        }
    });
    pen.group("incident-areas", "Areas of incidents", |pen| {
        for ground in &map.incident_ground {
            match ground {
                IncidentGround::Area { incident, rings, within, color } => {
                    let outline = super::paths::rings(&map.frame.polygon(rings));
                    let id = format!("area-{}", incident + 1);
                    let look = (*color, theme.kind_style(layout.incidents[*incident].kind).hatching_deg);
                    if within.is_empty() {
                        hatched(&id, outline, map.frame.rect, look, theme, pen);
                    } else {
                        pen.clipped(&format!("country-of-{id}"), super::paths::rings(within), |pen| {
                            hatched(&id, outline, map.frame.rect, look, theme, pen);
                        });
                    }
                }
                IncidentGround::Sector { outline, vertex, color, .. } => {
                    sector(&page(outline), *vertex, *color, theme, pen);
                }
                IncidentGround::Disc { circle, center, color, .. } => disc(&page(circle), *center, *color, theme, pen),
            }
        }
    });
}

/// A sector that fades outwards, its two sides dotted.
pub fn sector(outline: &[Point], vertex: Point, color: Color, theme: &Theme, pen: &mut Pen) {
    let reach = outline.iter().map(|p| (*p - vertex).hypot()).fold(0.0, f64::max);
    if outline.len() < 4 || reach <= 0.0 {
        return;
    }
    let [near, half] = theme.opacity.sector;
    let stops = vec![(0.0, color.with_opacity(near)), (0.55, color.with_opacity(half)), (1.0, color.with_opacity(0.0))];
    pen.draw(Item::Path(Path {
        outline: ring(outline),
        fill: Some(Fill { paint: Paint::Radial { center: vertex, radius_pt: reach, stops }, rule: FillRule::NonZero }),
        stroke: None,
    }));
    let last = outline[outline.len() - if outline.first() == outline.last() { 2 } else { 1 }];
    for side in [outline[1], last] {
        pen.draw(dotted(line(&[vertex, side]), color.with_opacity(theme.opacity.sector_side), 0.6, mm(0.72)));
    }
}

/// A disc of uncertainty: soft, its rim dotted.
pub fn disc(outline: &[Point], center: Point, color: Color, theme: &Theme, pen: &mut Pen) {
    let reach = outline.iter().map(|p| (*p - center).hypot()).fold(0.0, f64::max);
    let [inner, outer, rim] = theme.opacity.disc;
    let stops =
        vec![(0.0, color.with_opacity(inner)), (0.72, color.with_opacity(outer)), (1.0, color.with_opacity(rim))];
    pen.draw(Item::Path(Path {
        outline: ring(outline),
        fill: Some(Fill { paint: Paint::Radial { center, radius_pt: reach, stops }, rule: FillRule::NonZero }),
        stroke: None,
    }));
    pen.draw(dotted(ring(outline), color.with_opacity(theme.opacity.disc_rim), 0.6, mm(0.72)));
}

/// Measured lines, symbols, numbers.
pub fn draw(layout: &Sheet, pen: &mut Pen) {
    let map = layout.map;
    pen.group("measured-lines", "Measured lines", |pen| map.measured.iter().for_each(|m| measured(layout, m, pen)));
    pen.group("true-places", "True places of symbols moved aside", |pen| {
        for (symbol, from) in map.symbols.iter().filter_map(|s| Some((s, s.moved_from?))) {
            moved_from(from, symbol.at, layout.theme, pen);
        }
    });
    pen.group("incidents", "Incidents", |pen| {
        for symbol in &map.symbols {
            named(layout, symbol, pen, |pen| {
                draw_symbol(symbol, layout.theme, pen);
            });
        }
    });
    pen.group("incident-numbers", "Numbers", |pen| {
        map.numbers.iter().for_each(|(n, color, at)| number(layout, *n, *color, *at, pen));
    });
}

/// From the true place of a symbol that was moved aside to the symbol.
pub fn moved_from(from: Point, to: Point, theme: &Theme, pen: &mut Pen) {
    pen.draw(stroked(line(&[from, to]), theme.ink, 0.4));
    pen.draw(filled(Circle::new(from, 0.8).to_path(0.01), theme.ink));
}

/// A symbol's group bears its incident's name and what is said about it.
fn named(layout: &Layout, symbol: &Symbol, pen: &mut Pen, fill: impl FnOnce(&mut Pen)) {
    let incident = &layout.incidents[symbol.incident];
    let language = crate::layout::language::language(layout.lang).unwrap_or(crate::layout::language::ENGLISH);
    let mut words: Vec<String> = incident.date.iter().map(|d| language.date(d)).collect();
    words.extend(incident.kind.map(|k| (language.kind)(k).to_owned()));
    let killed = table::killed(incident, language);
    words.push(format!("{} {}", language.killed, killed.as_deref().unwrap_or(language.not_reported)));
    let group = Group {
        id: format!("incident-{}", symbol.incident + 1),
        title: Some(incident.name.clone().unwrap_or_else(|| incident.id.clone())),
        description: Some(words.join(language.comma)),
        ..Group::default()
    };
    pen.group_of(group, fill);
}

/// The line with end ticks and foot point; the value along it.
fn measured(layout: &Layout, m: &crate::layout::map::measured::MeasuredLine, pen: &mut Pen) {
    let theme = layout.theme;
    pen.draw(stroked(line(&m.path), theme.halo_interest.with_opacity(0.9), theme.lines.measured_casing));
    pen.draw(stroked(line(&m.path), theme.ink, theme.lines.measured));
    let along = m.ends.p1 - m.ends.p0;
    let across = kurbo::Vec2::new(-along.y, along.x) / along.hypot().max(1e-9) * mm(1.4);
    pen.draw(stroked(line(&[m.ends.p1 - across, m.ends.p1 + across]), theme.ink, theme.lines.measured));
    let foot = Circle::new(m.ends.p1, mm(0.75)).to_path(0.01);
    pen.draw(filled(foot.clone(), theme.symbol_edge));
    pen.draw(stroked(foot, theme.ink, theme.lines.measured));
    m.texts.iter().for_each(|t| pen.text(t));
}

/// The outline of a symbol of a radius.
pub fn outline(shape: SymbolShape, at: Point, radius_pt: f64) -> BezPath {
    let corners = shape.corners();
    if corners.is_empty() {
        return Circle::new(at, radius_pt).to_path(0.005);
    }
    ring(&corners.into_iter().map(|c| at + c * radius_pt).collect::<Vec<_>>())
}

/// Ring, core or hollow symbol.
pub fn draw_symbol(symbol: &Symbol, theme: &Theme, pen: &mut Pen) {
    let of = |radius: f64| outline(symbol.shape, symbol.at, radius);
    let contested = [mm(1.05), mm(0.55)];
    let dash: &[f64] = if symbol.contested { &contested } else { &[] };
    if let Some(radius) = symbol.ring_pt {
        pen.draw(stroked(of(radius), theme.symbol_edge, 2.2));
        pen.draw(filled(of(radius), symbol.color.with_opacity(theme.opacity.symbol_ring)));
        pen.draw(dashed(of(radius), symbol.color, theme.lines.symbol_ring, dash, Cap::Butt));
    }
    if let Some(radius) = symbol.core_pt {
        pen.draw(stroked(of(radius), theme.symbol_edge, 1.0));
        pen.draw(filled(of(radius), symbol.color));
        if symbol.contested && symbol.ring_pt.is_none() {
            pen.draw(dashed(of(radius + CONTESTED_RIM_PT), symbol.color, 0.9, &contested, Cap::Butt));
        }
    }
    if let Some((pictogram, radius)) = symbol.pictogram.zip(symbol.core_pt) {
        pictograms::bare(pictogram, symbol.at, radius * 1.5, theme.number_text, pen);
    }
    if let Some(radius) = symbol.hollow_pt {
        pen.draw(stroked(of(radius), theme.symbol_edge, 2.2));
        pen.draw(filled(of(radius), theme.symbol_edge));
        pen.draw(dashed(of(radius), symbol.color, theme.lines.symbol_hollow, dash, Cap::Butt));
    }
}

/// A disc with a number.
pub fn number(layout: &Layout, number: usize, color: Color, at: Point, pen: &mut Pen) {
    let disc = Circle::new(at, NUMBER_DISC_PT).to_path(0.01);
    pen.draw(stroked(disc.clone(), layout.theme.symbol_edge, 1.0));
    pen.draw(filled(disc, color));
    if let Some(line) = layout.numbers.get(number) {
        let origin = at - line.ink.center().to_vec2();
        pen.text(&crate::layout::label::PlacedLine::new(line.clone(), origin));
    }
}
