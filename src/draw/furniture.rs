//! Furniture: callouts, tray, scale bar, frame with degrees, locator, panels.

use super::incidents::{draw_symbol, number};
use super::page::Pen;
use super::paths::{dotted, filled, line, ring, stroked};
use super::samples;
use super::sheet::Sheet;
use super::{charts, ground};
use crate::layout::Layout;
use crate::layout::panel::{Mark, PlacedPanel};
use crate::scene::{Fill, FillRule, Item, Paint, Path, Role};
use crate::units::mm;
use kurbo::{Circle, Point, Rect, Shape};

/// An opaque plate with a hairline.
pub fn plate(layout: &Layout, rect: Rect, pen: &mut Pen) {
    pen.draw(filled(ground::rect(rect), layout.theme.plate));
    pen.draw(stroked(ground::rect(rect), layout.theme.plate_edge, layout.theme.lines.plate_edge));
}

/// What lies on the map: callouts, tray, scale bar.
pub fn on_map(layout: &Sheet, pen: &mut Pen) {
    let map = layout.map;
    pen.group("callouts", "Callouts", |pen| {
        for callout in &map.callouts {
            pen.draw(stroked(line(&[callout.leader.p0, callout.leader.p1]), layout.theme.ink, 0.6));
            plate(layout, callout.rect, pen);
            pen.draw(filled(ground::rect(callout.bar), callout.bar_color));
            callout.texts.iter().for_each(|t| pen.text(t));
        }
    });
    if !map.trays.is_empty() {
        pen.group("tray", "Place not given", |pen| {
            for tray in &map.trays {
                pen.draw(filled(ground::rect(tray.rect), layout.theme.plate));
                let edge = ground::rect(tray.rect);
                pen.draw(dotted(edge, layout.theme.kind(None), 0.6, mm(0.72)));
                tray.texts.iter().for_each(|t| pen.text(t));
                tray.symbols.iter().for_each(|s| draw_symbol(s, layout.theme, pen));
                tray.numbers.iter().for_each(|(n, color, at)| number(layout, *n, *color, *at, pen));
            }
        });
    }
    if let Some(bar) = &map.scale_bar {
        pen.group("scale-bar", "Scale bar", |pen| {
            let theme = layout.theme;
            let whole = bar.divisions[0].union(bar.divisions[1]);
            pen.draw(filled(ground::rect(whole.inset(0.6)), theme.halo_interest.with_opacity(0.8)));
            pen.draw(filled(ground::rect(bar.divisions[0]), theme.ink));
            pen.draw(filled(ground::rect(bar.divisions[1]), theme.paper));
            pen.draw(stroked(ground::rect(whole), theme.ink, 0.5));
            bar.texts.iter().for_each(|t| pen.text(t));
        });
    }
}

/// The needle that shows north.
pub fn north_arrow(layout: &Sheet, pen: &mut Pen) {
    let Some(arrow) = &layout.map.north_arrow else { return };
    pen.group("north-arrow", "North arrow", |pen| {
        let theme = layout.theme;
        let [tip, left, notch] = arrow.dark;
        let outline = ring(&[tip, left, notch, arrow.light[1]]);
        pen.draw(stroked(outline.clone(), theme.halo_interest.with_opacity(0.8), 2.0));
        pen.draw(filled(ring(&arrow.light), theme.paper));
        pen.draw(filled(ring(&arrow.dark), theme.ink));
        pen.draw(stroked(outline, theme.ink, 0.5));
        pen.text(&arrow.letter);
    });
}

/// The frame with its ticks and degrees.
pub fn frame(layout: &Layout, pen: &mut Pen) {
    let map = &layout.map;
    pen.group("frame", "Frame", |pen| {
        let edge = stroked(ground::edge(&map.frame), layout.theme.frame, layout.theme.lines.frame);
        if map.frame.is_whole_world() {
            pen.draw(edge);
        } else {
            let rect = ground::rect(map.frame.rect);
            pen.clipped("edge-of-the-world", rect.clone(), |pen| {
                if map.frame.world_edge().is_some() {
                    pen.draw(edge);
                }
            });
            pen.draw(stroked(rect, layout.theme.frame, layout.theme.lines.frame));
        }
        for (a, b) in &map.graticule.ticks {
            pen.draw(stroked(line(&[*a, *b]), layout.theme.frame, 0.5));
        }
        map.graticule.labels.iter().for_each(|t| pen.text(t));
    });
}

/// The locator with the map's frame marked.
pub fn locator(layout: &Layout, pen: &mut Pen) {
    let Some(locator) = &layout.locator else { return };
    let rect = locator.frame.rect;
    pen.group("locator", "Locator", |pen| {
        pen.clipped("locator-frame", ground::rect(rect), |pen| {
            ground::locator(layout, pen);
            for label in &locator.labels {
                label.lines.iter().for_each(|t| pen.text(t));
            }
            let red = layout.theme.accent;
            let marker = locator.turned_marker.as_ref().map_or_else(|| ground::rect(locator.marker), |m| ring(m));
            pen.draw(filled(marker.clone(), red.with_opacity(0.15)));
            pen.draw(stroked(marker, red, 1.0));
        });
        pen.draw(stroked(ground::rect(rect), layout.theme.frame, layout.theme.lines.frame));
    });
}

/// Panels, the key among them.
pub fn panels(layout: &Layout, pen: &mut Pen) {
    for (i, panel) in layout.panels.iter().enumerate() {
        pen.layer(Role::Words, &format!("panel-{}", i + 1), &panel.name, |pen| one_panel(layout, panel, pen));
    }
}

fn one_panel(layout: &Layout, panel: &PlacedPanel, pen: &mut Pen) {
    if panel.plate {
        plate(layout, panel.rect, pen);
    }
    for (rule, color, width) in &panel.rules {
        pen.draw(stroked(line(&[rule.p0, rule.p1]), *color, *width));
    }
    panel.samples.iter().for_each(|s| samples::draw(layout, s, pen));
    panel.charts.iter().for_each(|c| charts::draw(c, layout.size_pt, pen));
    panel.marks.iter().for_each(|m| mark(layout, m, pen));
    panel.numbers.iter().for_each(|(n, color, at)| number(layout, *n, *color, *at, pen));
    panel.texts.iter().for_each(|t| pen.text(t));
}

fn mark(layout: &Layout, mark: &Mark, pen: &mut Pen) {
    match mark {
        Mark::Dot { center, radius_pt, open, color } => {
            let dot = Circle::new(*center, *radius_pt).to_path(0.01);
            pen.draw(filled(dot.clone(), if *open { layout.theme.paper } else { *color }));
            pen.draw(stroked(dot, *color, 1.0));
        }
        Mark::Bar { from, to, fading, color } => {
            let half = mm(0.45);
            let rect = Rect::from_points(Point::new(from.x, from.y - half), Point::new(to.x, to.y + half));
            let paint = if *fading {
                Paint::Linear {
                    start: *from,
                    end: *to,
                    stops: vec![(0.0, color.with_opacity(0.75)), (1.0, color.with_opacity(0.0))],
                }
            } else {
                Paint::Solid(*color)
            };
            let outline = if *fading {
                ground::rect(rect)
            } else {
                ground::rect(Rect::new(rect.x0, from.y - 0.7, rect.x1, from.y + 0.7))
            };
            pen.draw(Item::Path(Path { outline, fill: Some(Fill { paint, rule: FillRule::NonZero }), stroke: None }));
        }
        Mark::Band { rect, fading, mirrored, color } => {
            let opacity = layout.theme.opacity.band;
            let (begin, end) = if *mirrored { (rect.x1, rect.x0) } else { (rect.x0, rect.x1) };
            let paint = if *fading {
                let reach = begin + (end - begin) * BAND_FADE;
                Paint::Linear {
                    start: Point::new(begin, rect.y0),
                    end: Point::new(reach, rect.y0),
                    stops: vec![(0.0, color.with_opacity(0.0)), (1.0, color.with_opacity(opacity))],
                }
            } else {
                Paint::Solid(color.with_opacity(opacity))
            };
            let fill = Some(Fill { paint, rule: FillRule::NonZero });
            pen.draw(Item::Path(Path { outline: ground::rect(*rect), fill, stroke: None }));
        }
    }
}

/// The part of a band in which it fades in, where its beginning is inferred.
const BAND_FADE: f64 = 0.18;
