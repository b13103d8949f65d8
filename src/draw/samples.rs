//! The small drawings of the key, in the same strokes and colours as on the map.

use super::ground::border_ribbon;
use super::incidents::{disc, draw_symbol, moved_from, outline, sector};
use super::page::Pen;
use super::paths::{dashed, dotted, filled, line, stroked};
use super::patterns::{hatched, patterned};
use super::pictograms;
use crate::color::Color;
use crate::layout::Layout;
use crate::layout::label::PlacedLine;
use crate::layout::map::symbols::{PICTOGRAM_SYMBOL_PT, Shape as SymbolShape, Symbol};
use crate::layout::panel::PlacedSample;
use crate::layout::panel::key::{ClassShape, Sample};
use crate::layout::theme::{BorderStyle, HOLLOW_SYMBOL_PT, Theme};
use crate::scene::Cap;
use crate::units::mm;
use kurbo::{BezPath, Circle, Point, Rect, Shape};

fn symbol(at: Point, shape: SymbolShape, color: Color) -> Symbol {
    Symbol {
        incident: 0,
        number: None,
        at,
        moved_from: None,
        shape,
        color,
        core_pt: None,
        ring_pt: None,
        hollow_pt: None,
        contested: false,
        pictogram: None,
    }
}

/// Draws one sample in its box.
pub fn draw(layout: &Layout, placed: &PlacedSample, pen: &mut Pen) {
    let (rect, theme) = (placed.rect, layout.theme);
    let middle = rect.center();
    match &placed.sample {
        Sample::Sizes { radii_pt, color } => sizes(rect, radii_pt, *color, pen),
        Sample::Range { core_pt, ring_pt, shape, color, contested } => {
            let (core_pt, ring_pt) = (Some(*core_pt), Some(*ring_pt));
            let s = Symbol { core_pt, ring_pt, contested: *contested, ..symbol(middle, *shape, *color) };
            draw_symbol(&s, theme, pen);
        }
        Sample::Class { color, shape } => {
            let size = match shape {
                ClassShape::Hexagon => return super::cells::sample(middle, mm(1.6), *color, pen),
                ClassShape::Square => (mm(2.9), mm(2.9)),
                ClassShape::Box => (mm(4.6), mm(2.6)),
            };
            pen.draw(filled(Rect::from_center_size(middle, size).to_path(0.1), *color));
        }
        Sample::Cluster { color, radius_pt, line } => {
            super::cells::circle(middle, *radius_pt, *color, theme, pen);
            pen.text(&PlacedLine::new(line.clone(), middle - line.ink.center().to_vec2()));
        }
        Sample::Hollow { shape, color } => {
            let s = Symbol { hollow_pt: Some(HOLLOW_SYMBOL_PT), ..symbol(middle, *shape, *color) };
            draw_symbol(&s, theme, pen);
        }
        Sample::Contested { color } => {
            let s = symbol(middle, SymbolShape::Circle, *color);
            draw_symbol(&Symbol { core_pt: Some(mm(0.75)), ring_pt: Some(mm(1.55)), contested: true, ..s }, theme, pen);
        }
        Sample::Moved { shape, color } => {
            let (from, to) = (Point::new(rect.x0 + mm(1.2), middle.y), Point::new(rect.x1 - mm(1.2), middle.y));
            moved_from(from, to, theme, pen);
            draw_symbol(&Symbol { core_pt: Some(mm(0.9)), ..symbol(to, *shape, *color) }, theme, pen);
        }
        Sample::Kind { shape, color, radius_pt } => {
            draw_symbol(&Symbol { core_pt: Some(*radius_pt), ..symbol(middle, *shape, *color) }, theme, pen);
        }
        Sample::KindPictogram { pictogram, color } => {
            let s = Symbol {
                core_pt: Some(PICTOGRAM_SYMBOL_PT),
                pictogram: Some(*pictogram),
                ..symbol(middle, SymbolShape::Circle, *color)
            };
            draw_symbol(&s, theme, pen);
        }
        Sample::Pictogram(pictogram) => pictograms::on_plate(*pictogram, middle, theme, pen),
        Sample::Disc { color, radius_pt } => {
            let circle: Vec<Point> = (0..=72)
                .map(|i| {
                    let (sin, cos) = libm::sincos(f64::from(i) * 5.0_f64.to_radians());
                    middle + kurbo::Vec2::new(cos, sin) * *radius_pt
                })
                .collect();
            disc(&circle, middle, *color, theme, pen);
        }
        Sample::Hatching { color, direction_deg } => {
            let area = Rect::from_center_size(middle, (mm(5.0), mm(2.4))).to_path(0.1);
            let id = format!("key-{:.0}-{:.0}", middle.x, middle.y);
            hatched(&id, area, rect.inset(mm(2.0)), (*color, *direction_deg), theme, pen);
        }
        Sample::Sector { color } => {
            let vertex = Point::new(rect.x1, middle.y);
            let outline =
                [vertex, Point::new(rect.x0, middle.y - mm(1.6)), Point::new(rect.x0, middle.y + mm(1.6)), vertex];
            sector(&outline, vertex, *color, theme, pen);
        }
        _ => draw_line(layout, placed, pen),
    }
}

fn draw_line(layout: &Layout, placed: &PlacedSample, pen: &mut Pen) {
    let (rect, theme) = (placed.rect, layout.theme);
    let middle = rect.center();
    let across = line(&[Point::new(rect.x0, middle.y), Point::new(rect.x1, middle.y)]);
    match &placed.sample {
        Sample::Measured => {
            let foot = Point::new(rect.x0 + mm(1.0), middle.y);
            pen.draw(stroked(line(&[foot, Point::new(rect.x1, middle.y)]), theme.ink, theme.lines.measured));
            let tick = [Point::new(foot.x, middle.y - mm(1.2)), Point::new(foot.x, middle.y + mm(1.2))];
            pen.draw(stroked(line(&tick), theme.ink, theme.lines.measured));
            let circle = Circle::new(foot, mm(0.75)).to_path(0.01);
            pen.draw(filled(circle.clone(), theme.symbol_edge));
            pen.draw(stroked(circle, theme.ink, theme.lines.measured));
        }
        Sample::Ring => pen.draw(dashed(across, theme.ring, theme.lines.ring, &[mm(1.3), mm(1.1)], Cap::Butt)),
        Sample::Border | Sample::DisputedBorder => {
            let style = theme.border_style(layout.map.frame.scale_denominator());
            if let Some([wide, narrow]) = style.ribbon_pt {
                // A row of the key is lower than the ribbon of a large map.
                let fit = (rect.height() * 0.85 / wide).min(1.0);
                let clip = Rect::new(rect.x0, middle.y - wide, rect.x1, middle.y + wide).to_path(0.1);
                let id = format!("key-border-{:.0}-{:.0}", rect.x0, rect.y0);
                pen.clipped(&id, clip, |pen| border_ribbon(&across, [wide * fit, narrow * fit], theme, pen));
            }
            let disputed = matches!(placed.sample, Sample::DisputedBorder);
            let dash: &[f64] = if disputed { &BorderStyle::DISPUTED_DASH_PT } else { &[] };
            pen.draw(dashed(across, theme.border, style.width_pt, dash, Cap::Butt));
        }
        Sample::AdminLine => pen.draw(dotted(across, theme.admin_line, theme.lines.governorate, mm(0.57))),
        Sample::Road => {
            pen.draw(stroked(across.clone(), theme.road_casing, theme.lines.road));
            pen.draw(stroked(across, theme.road_fill, theme.lines.road_fill));
        }
        Sample::BuiltUp => {
            let patch = Rect::from_center_size(middle, (mm(4.6), mm(2.3))).to_rounded_rect(mm(0.9)).to_path(0.01);
            pen.draw(filled(patch.clone(), theme.built_up));
            let id = format!("key-built-up-{:.0}-{:.0}", middle.x, middle.y);
            patterned(&id, theme.patterns.built_up, &patch, rect, theme.road_casing.with_opacity(0.7), pen);
        }
        Sample::RiverLake => {
            river(Rect::new(rect.x0, rect.y0, rect.x0 + rect.width() * 0.45, rect.y1), theme, pen);
            lake(layout, Point::new(rect.x0 + rect.width() * 0.77, middle.y), pen);
        }
        Sample::River => river(rect, theme, pen),
        Sample::Lake => lake(layout, middle, pen),
        Sample::UserLines => pen.draw(stroked(across, theme.layer_line, 0.9)),
        Sample::UserPoints => pen.draw(filled(Circle::new(middle, mm(0.6)).to_path(0.01), theme.layer_line)),
        Sample::UserAreas => {
            let box_ = Rect::from_center_size(middle, (mm(4.6), mm(2.2)));
            pen.draw(filled(box_.to_path(0.1), theme.layer_line.with_opacity(theme.opacity.layer_area)));
            pen.draw(stroked(box_.to_path(0.1), theme.layer_line, 0.7));
        }
        _ => {}
    }
}

fn river(rect: Rect, theme: &Theme, pen: &mut Pen) {
    let y = rect.center().y;
    let mut path = BezPath::new();
    path.move_to((rect.x0, y + 1.0));
    let w = rect.width();
    path.curve_to((rect.x0 + w * 0.35, y - 3.0), (rect.x0 + w * 0.6, y + 3.0), (rect.x1, y - 0.6));
    pen.draw(dashed(path, theme.river, theme.lines.river, &[], Cap::Round));
}

fn lake(layout: &Layout, at: Point, pen: &mut Pen) {
    let shape = kurbo::Ellipse::new(at, (mm(1.1), mm(0.75)), 0.0).to_path(0.01);
    let theme = layout.theme;
    pen.draw(filled(shape.clone(), theme.lake));
    let id = format!("key-lake-{:.0}-{:.0}", at.x, at.y);
    patterned(&id, theme.patterns.lake, &shape, shape.bounding_box(), theme.river, pen);
    pen.draw(stroked(shape, theme.river, theme.lines.lake_edge));
}

/// Nested circles that stand on one line.
fn sizes(rect: Rect, radii_pt: &[f64], color: Color, pen: &mut Pen) {
    for radius in radii_pt {
        let at = Point::new(rect.center().x, rect.y1 - radius);
        let circle = outline(SymbolShape::Circle, at, *radius);
        pen.draw(filled(circle.clone(), color.with_opacity(0.12)));
        pen.draw(stroked(circle, color, 0.8));
    }
}
