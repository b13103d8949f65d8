//! Outlines, colours and strokes of the scene as `krilla` takes them.

use crate::color::Color;
use crate::scene::{Cap, Fill, FillRule, Join, Paint, Stroke};
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::num::NormalizedF32;
use krilla::paint as k;
use krilla::surface::Surface;
use kurbo::{BezPath, PathEl};

/// An outline; none if it is empty or nowhere.
pub fn path(outline: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let p = |p: kurbo::Point| (p.x as f32, p.y as f32);
    for element in outline.elements() {
        match *element {
            PathEl::MoveTo(a) => builder.move_to(p(a).0, p(a).1),
            PathEl::LineTo(a) => builder.line_to(p(a).0, p(a).1),
            PathEl::QuadTo(a, b) => builder.quad_to(p(a).0, p(a).1, p(b).0, p(b).1),
            PathEl::CurveTo(a, b, c) => builder.cubic_to(p(a).0, p(a).1, p(b).0, p(b).1, p(c).0, p(c).1),
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

fn color(c: Color) -> rgb::Color {
    rgb::Color::new(c.r, c.g, c.b)
}

fn share(v: f64) -> NormalizedF32 {
    NormalizedF32::new(v.clamp(0.0, 1.0) as f32).unwrap_or(NormalizedF32::ONE)
}

fn stops(list: &[(f64, Color)]) -> Vec<k::Stop> {
    list.iter()
        .map(|(at, c)| k::Stop { offset: share(*at), color: color(*c).into(), opacity: share(c.opacity()) })
        .collect()
}

/// A paint and the opacity that goes with it; a gradient's is in its stops.
fn paint(paint: &Paint) -> (k::Paint, NormalizedF32) {
    let (transform, spread_method, anti_alias) = (Transform::identity(), k::SpreadMethod::Pad, false);
    match paint {
        Paint::Solid(c) => (color(*c).into(), share(c.opacity())),
        Paint::Linear { start, end, stops: list } => {
            let [x1, y1, x2, y2] = [start.x, start.y, end.x, end.y].map(|v| v as f32);
            let gradient =
                k::LinearGradient { x1, y1, x2, y2, transform, spread_method, stops: stops(list), anti_alias };
            (gradient.into(), NormalizedF32::ONE)
        }
        Paint::Radial { center, radius_pt, stops: list } => {
            let (cx, cy, cr) = (center.x as f32, center.y as f32, *radius_pt as f32);
            let (fx, fy, fr, stops) = (cx, cy, 0.0, stops(list));
            let gradient = k::RadialGradient { fx, fy, fr, cx, cy, cr, transform, spread_method, stops, anti_alias };
            (gradient.into(), NormalizedF32::ONE)
        }
    }
}

/// Sets what text is filled with; nothing is stroked.
pub fn set_text_color(surface: &mut Surface, c: Color) {
    surface.set_stroke(None);
    surface.set_fill(Some(k::Fill { paint: color(c).into(), opacity: share(c.opacity()), rule: k::FillRule::NonZero }));
}

/// Fills an outline.
pub fn fill(surface: &mut Surface, outline: &Path, fill: &Fill) {
    let (paint, opacity) = paint(&fill.paint);
    let rule = match fill.rule {
        FillRule::NonZero => k::FillRule::NonZero,
        FillRule::EvenOdd => k::FillRule::EvenOdd,
    };
    surface.set_stroke(None);
    surface.set_fill(Some(k::Fill { paint, opacity, rule }));
    surface.draw_path(outline);
}

/// Draws a line along an outline.
pub fn stroke(surface: &mut Surface, outline: &Path, stroke: &Stroke) {
    let (paint, opacity) = paint(&stroke.paint);
    let dashed = stroke.dash_pt.iter().any(|d| *d > 0.0);
    surface.set_fill(None);
    surface.set_stroke(Some(k::Stroke {
        paint,
        width: stroke.width_pt as f32,
        miter_limit: 4.0,
        line_cap: match stroke.cap {
            Cap::Butt => k::LineCap::Butt,
            Cap::Round => k::LineCap::Round,
            Cap::Square => k::LineCap::Square,
        },
        line_join: match stroke.join {
            Join::Miter => k::LineJoin::Miter,
            Join::Round => k::LineJoin::Round,
            Join::Bevel => k::LineJoin::Bevel,
        },
        opacity,
        dash: dashed.then(|| k::StrokeDash { array: stroke.dash_pt.iter().map(|d| *d as f32).collect(), offset: 0.0 }),
    }));
    surface.draw_path(outline);
}
