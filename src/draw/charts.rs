//! Charts beside the map: Plotters' own rectangles on its own Cartesian coordinates, recorded by our backend.

use super::backend::RecordingBackend;
use super::page::Pen;
use crate::layout::panel::Chart;
use kurbo::Point;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::element::Rectangle;
use plotters::style::{Color as _, RGBAColor};

/// Share of a step that its bar takes.
const BAR: f64 = 0.8;
/// Opacity of what only the highest claims say.
const LIGHT: f64 = 0.35;

/// From where to where the bar of a step's lowest and highest value reaches, if it has one.
type BarOf<'f> = &'f dyn Fn(&(u64, u64)) -> Option<(u64, u64)>;

/// Draws the bars of a chart.
pub fn draw(chart: &Chart, page_pt: (f64, f64), pen: &mut Pen) {
    let at = |x: f64, y: f64| RecordingBackend::to_backend(page_pt.0, page_pt.1, Point::new(x, y));
    let (rect, count) = (chart.rect, chart.bars.len() as f64);
    let ((left, top), (right, bottom)) = (at(rect.x0, rect.y0), at(rect.x1, rect.y1));
    let turned = |to: f64, turned: bool| if turned { to..0.0 } else { 0.0..to };
    let greatest = chart.greatest as f64;
    let coord: Cartesian2d<RangedCoordf64, RangedCoordf64> = if chart.sideways {
        Cartesian2d::new(turned(greatest, chart.mirrored), 0.0..count, (left..right, top..bottom))
    } else {
        Cartesian2d::new(turned(count, chart.mirrored), 0.0..greatest, (left..right, bottom..top))
    };
    let (r, g, b) = (chart.color.r, chart.color.g, chart.color.b);
    let bars = |of: BarOf, opacity: f64| -> Vec<Rectangle<(f64, f64)>> {
        let style = RGBAColor(r, g, b, opacity).filled();
        let steps = chart.bars.iter().enumerate().filter_map(|(step, bar)| Some((step as f64, of(bar)?)));
        let inset = (1.0 - BAR) / 2.0;
        let bar = |(step, (from, to)): (f64, (u64, u64))| {
            let (along, across) = ((step + inset, step + 1.0 - inset), (from as f64, to as f64));
            let corners = if chart.sideways {
                [(across.0, along.0), (across.1, along.1)]
            } else {
                [(along.0, across.0), (along.1, across.1)]
            };
            Rectangle::new(corners, style)
        };
        steps.map(bar).collect()
    };
    let sure = bars(&|(low, _)| (*low > 0).then_some((0, *low)), 1.0);
    let open = bars(&|(low, high)| (high > low).then_some((*low, *high)), LIGHT);
    pen.plotted(coord, sure.iter().chain(&open));
}
